"""Stems: the film's sound in parts by role, levelled as the whole is, so that played together they are the mix."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np

from edit.loudness import CEILING, TARGET, levelled
from edit.sequence import SAMPLE_RATE, Role, Sequence
from edit.sound import mix, mix_folder, mixed_once
from renderers.kept import written_whole
from renderers.media.read import Stereo

_FULL_SCALE = 1 << 23


class Stems(NamedTuple):
    """A stretch of the film's sound in parts that are as long as each other."""

    dialogue: Stereo
    music: Stereo
    effects: Stereo


ROLES: tuple[Role, ...] = ("dialogue", "music", "effects")
"""The parts in their order."""


def stem_chunks(
    sequence: Sequence, root: Path, target: float = TARGET, ceiling: float = CEILING, step: float = 0.0
) -> Iterator[Stems]:
    """The stems, chunk by chunk, levelled together as `levelled` does it."""

    def wide() -> Iterator[Stereo]:
        for chunks in zip(*(mix(sequence, root, role) for role in ROLES), strict=True):
            yield np.concatenate(chunks, axis=1)

    with mixed_once(wide(), mix_folder(root)) as mixed:
        for chunk in levelled(mixed, target, ceiling, step):
            yield Stems(*(chunk[:, 2 * at : 2 * at + 2] for at in range(len(ROLES))))


def write_stems(
    sequence: Sequence, root: Path, folder: Path, target: float = TARGET, ceiling: float = CEILING
) -> tuple[Path, ...]:
    """Write `NAME_dialogue.wav`, `NAME_music.wav`, `NAME_effects.wav` and `NAME_mix.wav` into a folder.

    48 kHz, 24 bit, two channels, from the film's first frame to its last. The stems add up to the mix; a stem in
    which nothing sounds is written all the same, as long as the others. Raises MediaError when a sound cannot be read.
    """
    names = (*ROLES, "mix")
    files = tuple(folder / f"{sequence.name}_{name}.wav" for name in names)
    with contextlib.ExitStack() as opened:
        asides = [opened.enter_context(written_whole(file)) for file in files]
        writers = [opened.enter_context(WavWriter(aside)) for aside in asides]
        for stems in stem_chunks(sequence, root, target, ceiling):
            together = np.asarray(np.sum(stems, axis=0), np.float32)
            for writer, sound in zip(writers, (*stems, together), strict=True):
                writer.write(sound)
    return files


class WavWriter:
    """A WAV file of 24 bit and two channels at 48 kHz, written chunk by chunk. Use it in a `with`."""

    def __init__(self, to: Path) -> None:
        """Open the file."""
        self._container = av.open(str(to), "w", format="wav")
        self._stream = self._container.add_stream("pcm_s24le", rate=SAMPLE_RATE, layout="stereo")
        self._at = 0

    def write(self, chunk: Stereo) -> None:
        """Add samples, [samples, 2], from -1 to 1."""
        for packet in self._stream.encode(whole_frame(chunk, self._at)):
            self._container.mux(packet)
        self._at += len(chunk)

    def __enter__(self) -> WavWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.mux(self._stream.encode(None))
        self._container.close()


def whole_frame(chunk: Stereo, at: int) -> av.AudioFrame:
    """A chunk in whole numbers of 24 bit, as editing codecs take it, `at` samples from the start."""
    levels = np.clip(np.rint(chunk.astype(np.float64) * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int32)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(levels << 8).reshape(1, -1), format="s32", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
    return frame
