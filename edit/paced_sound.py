"""The sound of a take at another speed, as a file: pitch goes with it, as on tape, and backwards it runs backwards."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from bible.model import Frozen
from edit.made_sound import TEMP
from renderers.media.wav import write_stereo
from shots.recipe import digest

# Media are opened where one is written: every look into a production reads this page.
if TYPE_CHECKING:
    from renderers.media.read import Stereo

_VERSION = 1
"""Changes whenever the same take would sound otherwise at the same speed."""


class PacedSound(Frozen):
    """What fixes the sound of a take at another speed, to the sample."""

    source: str
    """The take's own file: path inside the production folder, with forward slashes."""
    sha256: str
    samples: int
    """Length of the take at its own speed: silence stands where its sound ends before."""
    speed: Fraction
    """Never 0 or 1; below 0 it runs backwards, from the take's end."""
    version: int = _VERSION

    @property
    def mark(self) -> str:
        """What tells it from every other sound."""
        return digest(self.model_dump(mode="json"))[:8]

    @property
    def file(self) -> str:
        """Where it lies: `sound/temp/ferry_012A_t03_at50_1f3a9c20.wav`; `back100` says that it runs backwards."""
        way = "at" if self.speed > 0 else "back"
        percent = round(abs(self.speed) * 100)
        return f"{TEMP}/{PurePosixPath(self.source).stem}_{way}{percent}_{self.mark}.wav"

    def heard_at(self, sample: Fraction) -> int:
        """The sample of its file at which a sample of the take is heard."""
        gone = sample if self.speed > 0 else self.samples - sample
        return max(0, round(gone / abs(self.speed)))

    def take_sample(self, heard: int) -> Fraction:
        """The sample of the take that is heard at a sample of its file."""
        return heard * self.speed if self.speed > 0 else self.samples + heard * self.speed


def write_paced(paced: PacedSound, root: Path, to: Path) -> None:
    """Write it: 48 kHz, two channels, 16 bit. Raises MediaError when the take is gone or has no sound."""
    from renderers.media.read import read_sound

    heard = read_sound(root / paced.source)[: paced.samples]
    whole = np.concatenate([heard, np.zeros((paced.samples - len(heard), 2), np.float32)])
    write_stereo(to, _resampled(whole[::-1] if paced.speed < 0 else whole, abs(paced.speed)))


def _resampled(sound: Stereo, speed: Fraction) -> Stereo:
    """Played as if it had been recorded at so many times the film's samples a second."""
    import av

    from renderers.media.read import FILM_SAMPLE_RATE

    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound).reshape(1, -1), format="flt", layout="stereo")
    frame.sample_rate = max(1, round(FILM_SAMPLE_RATE * speed))
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=FILM_SAMPLE_RATE)
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([np.zeros((0, 2), np.float32), *(each.to_ndarray().reshape(-1, 2) for each in pieces)])
