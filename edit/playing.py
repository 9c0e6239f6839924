"""A sound while it plays: read piece by piece, at its level, coming and going as it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from bible.errors import MediaError
from edit.sequence import SAMPLE_RATE, Role, Sound, media_file
from renderers.media.read import Stereo, sound_between
from renderers.media.wav import read_recording
from renderers.voices.treatment import treat

_FADE = SAMPLE_RATE // 200
"""Samples over which a sound comes and goes: 5 ms, so that no edit clicks."""


class Playing:
    """One sound of the mix, gone through once from its first sample to its last."""

    def __init__(self, sound: Sound, root: Path, role: Role) -> None:
        """Begin it. Raises MediaError when its file is gone."""
        self.at = sound.start
        """Sample of the film at which what comes next is heard."""
        self._pieces = _heard(sound, root, role)
        self._held: Stereo = np.zeros((0, 2), np.float32)
        self.ended = False

    def take(self, count: int) -> Stereo:
        """The next samples: `count`, or all that are left. Raises MediaError when the file cannot be read."""
        pieces, have = [self._held], len(self._held)
        while have < count and not self.ended:
            piece = next(self._pieces, None)
            self.ended = piece is None
            if piece is not None:
                pieces.append(piece)
                have += len(piece)
        whole = np.concatenate(pieces)
        self._held, taken = whole[count:], whole[:count]
        self.ended = self.ended and not len(self._held)
        self.at += len(taken)
        return taken


def _heard(sound: Sound, root: Path, role: Role) -> Iterator[Stereo]:
    """What is heard of one sound. Words are heard through what their line names: a telephone, a wall, a voice-over."""
    file = media_file(root, sound.file)
    if not file.is_file():
        raise MediaError("the sound is gone", where=f"{sound.line} ({file})", cure="run studio produce again")
    first = round(sound.source_start * SAMPLE_RATE / sound.sample_rate)
    last = first + sound.length
    if role == "dialogue" and sound.line:
        words = read_recording(file)
        samples = treat(words, sound.manner, sound.extensions)
        # The room rings on after the last word, under whatever follows.
        last = len(samples) if last >= len(words) else last
        pieces: Iterable[Stereo] = [np.repeat(samples[first:last, None], 2, axis=1)]
    else:
        pieces = sound_between(file, first, last)
    return _faded(pieces, sound.fade_in, sound.fade_out, np.float32(10 ** (sound.level / 20)))


def _faded(pieces: Iterable[Stereo], fade_in: int, fade_out: int, factor: np.float32) -> Iterator[Stereo]:
    """The sound with its fades, wherever it turns out to end: so much is held back that the last of it can go."""
    back = max(fade_in, fade_out, 2 * _FADE)
    held: list[Stereo] = []
    have, begun = 0, False
    for piece in pieces:
        held.append(piece)
        have += len(piece)
        if have >= 2 * back:
            whole = np.concatenate(held)
            ready, held, have = whole[:-back], [whole[-back:]], back
            if not begun:
                into = _ramp(fade_in, len(ready))
                ready[: len(into)] *= into
                begun = True
            yield ready * factor
    rest = np.concatenate([np.zeros((0, 2), np.float32), *held])
    if not begun:
        into = _ramp(fade_in, len(rest))
        rest[: len(into)] *= into
    out = _ramp(fade_out, len(rest))
    rest[len(rest) - len(out) :] *= out[::-1]
    yield rest * factor


def _ramp(length: int, whole: int) -> Stereo:
    """From nothing to all: fades that were asked for keep the power of a cross-fade even, others only do not click."""
    asked = length > 0
    length = min(length, whole) if asked else min(_FADE, whole // 2)
    rise = np.sin(np.linspace(0, np.pi / 2, length, endpoint=False, dtype=np.float32))[:, None]
    return np.asarray(rise if asked else rise**2, np.float32)
