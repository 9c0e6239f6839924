"""Silence where sound was asked for, and sound that was recorded too loud."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from renderers.interface import Asked, Film, Finding, Inspector, Watch
from shots.recipe import Recipe

SILENT_BELOW = 10 ** (-60 / 20)
"""Peak, as a share of full scale: -60 dB."""
FLAT = 0.998
"""Share of full scale from which a sample counts as cut off."""
_FLAT_SHARE = 0.001
_FLAT_RUN = 3


class Sound(Inspector):
    """Notices silence and clipping. Where the sound was asked for, silence is a fault."""

    name = "sound"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to listen."""
        return _SoundWatch(asked)


class _SoundWatch(Watch):
    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._peak = 0.0
        self._flat = self._samples = 0

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Listen."""
        if not len(samples):
            return
        level = np.abs(samples)
        self._peak = max(self._peak, float(level.max()))
        self._samples += len(samples)
        cut = (level >= FLAT).astype(np.int8)
        runs = np.convolve(cut, np.ones(_FLAT_RUN, dtype=np.int8), mode="valid") if len(cut) >= _FLAT_RUN else cut[:0]
        self._flat += int((runs == _FLAT_RUN).sum())

    def end(self, film: Film) -> tuple[Finding, ...]:
        """What was heard."""
        if film.sound_seconds is None or not self._samples:
            return ()
        if self._peak < SILENT_BELOW:
            fault = bool(self._asked.sound)
            return (Finding(inspector=Sound.name, what="its sound is silent", fault=fault),)
        share = self._flat / self._samples
        if share < _FLAT_SHARE:
            return ()
        return (Finding(inspector=Sound.name, what=f"its sound is clipped ({share:.1%} of it)", fault=False),)
