"""The film's sound: tracks by role, every sound at its sample, mixed, levelled and encoded."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edit.coded_sound import write_aac
from edit.loudness import CEILING, STEP, TARGET, Chunks, levelled
from edit.made_sound import MadeSound, synthesise
from edit.paced_sound import PacedSound, write_paced
from edit.playing import Playing
from edit.sequence import SAMPLE_RATE, Role, Sequence, Sound, Track
from renderers.kept import made_once
from renderers.media.read import Stereo
from renderers.media.wav import write_stereo
from shots.recipe import digest

MIX_VERSION = 4
"""Changes whenever the same sounds would give another mix."""
CHUNK = 10 * SAMPLE_RATE
"""Samples mixed at a time, so that the length of a film does not matter."""
_MAKES_ROOM, _COMES_BACK = SAMPLE_RATE // 4, SAMPLE_RATE * 3 // 5
"""Samples in which a bed goes down before somebody speaks and comes back afterwards."""


def mix(sequence: Sequence, root: Path, role: Role | None = None) -> Iterator[Stereo]:
    """All tracks of the film that are heard, or those of one role, from its first sample to its last, in chunks.

    Raises MediaError when a sound is gone or cannot be read.
    """
    # A line that its take speaks itself is said all the same.
    unsaid = (sound for track in sequence.beds if track.muted and track.role == "dialogue" for sound in track.sounds)
    spoken = _speech((*sequence.sounds, *unsaid))
    heard = (track for track in sequence.tracks if not track.muted and role in (None, track.role))
    tracks = [_Running(track, root, spoken) for track in heard]
    for start in range(0, sequence.samples, CHUNK):
        chunk = np.zeros((min(CHUNK, sequence.samples - start), 2), np.float32)
        for track in tracks:
            track.add_to(chunk, start)
        yield chunk


class _Running:
    """One track of the mix, gone through from its first sample to its last."""

    def __init__(self, track: Track, root: Path, spoken: NDArray[np.int64]) -> None:
        self._track, self._root = track, root
        self._waiting = sorted(track.sounds, key=lambda sound: sound.start, reverse=True)
        self._playing: list[Playing] = []
        starts, ends = spoken.T if track.duck else (spoken[:0, 0], spoken[:0, 1])
        self._corners = np.column_stack([starts - _MAKES_ROOM, starts, ends, ends + _COMES_BACK]).ravel()
        """Where it begins to go down, is down, begins to come back and is back, for each stretch of speech."""

    def add_to(self, chunk: Stereo, start: int) -> None:
        """Add what is heard from sample `start` of the film on."""
        end = start + len(chunk)
        while self._waiting and self._waiting[-1].start < end:
            self._playing.append(Playing(self._waiting.pop(), self._root, self._track.role))
        if not self._playing:
            return
        whole = not self._track.level and not self._track.duck
        heard = chunk if whole else np.zeros_like(chunk)
        for each in self._playing:
            if each.at < start:
                each.take(start - each.at)
            first = each.at - start
            samples = each.take(end - each.at)
            heard[first : first + len(samples)] += samples
        self._playing = [each for each in self._playing if not each.ended]
        if not whole:
            for first, last in pairwise((start, *self._corners_in(start, end), end)):
                part = slice(first - start, last - start)
                chunk[part] += heard[part] * self._gain(first, last)

    def _corners_in(self, start: int, end: int) -> Iterator[int]:
        low, high = np.searchsorted(self._corners, (start, end))
        return (int(corner) for corner in self._corners[low:high])

    def _gain(self, first: int, last: int) -> Stereo | np.float32:
        """The factor of the samples between two corners: the track's level, less what it makes room by."""
        passed = int(np.searchsorted(self._corners, first, side="right"))
        if passed % 2 == 0:
            return np.float32(10 ** ((self._track.level - (self._track.duck if passed % 4 else 0.0)) / 20))
        going = (0.0, 1.0) if passed % 4 == 1 else (1.0, 0.0)
        down = np.interp(np.arange(first, last), self._corners[passed - 1 : passed + 1], going)
        return np.asarray(10 ** ((self._track.level - self._track.duck * down[:, None]) / 20), np.float32)


def _speech(sounds: Iterable[Sound]) -> NDArray[np.int64]:
    """[n, 2]: first sample and the one after the last of each stretch in which somebody speaks, short pauses in it."""
    stretches: list[list[int]] = []
    for sound in sorted(sounds, key=lambda each: each.start):
        if stretches and sound.start - stretches[-1][1] < _MAKES_ROOM + _COMES_BACK:
            stretches[-1][1] = max(stretches[-1][1], sound.end)
        else:
            stretches.append([sound.start, sound.end])
    return np.array(stretches, np.int64).reshape(-1, 2)


def encode_sound(sequence: Sequence, root: Path) -> Path:
    """The levelled mix as AAC in `cache/sound`, made only when its sounds changed. Raises MediaError."""
    name = digest(
        {
            "version": MIX_VERSION, "samples": sequence.samples, "target": TARGET, "ceiling": CEILING, "step": STEP,
            "tracks": [
                track.model_dump(mode="json", exclude_defaults=True)
                for track in sequence.tracks
                # Others make room for words, whoever says them.
                if not track.muted or track.role == "dialogue"
            ],
        }
    )  # fmt: skip
    to = mix_folder(root) / f"{name}.m4a"

    def make(aside: Path) -> None:
        with mixed_once(mix(sequence, root), to.parent) as mixed:
            write_aac(levelled(mixed, step=STEP), aside, to.parent / "coded")

    made_once(to, make)
    return to


def make_files(root: Path, wanted: Iterable[tuple[str, MadeSound | PacedSound]]) -> int:
    """Write each file that is not there as it was made; returns how many.

    Raises OSError when the disk does not take it, MediaError when a take at another speed cannot be read.
    """

    def make(made: MadeSound | PacedSound, to: Path) -> None:
        if isinstance(made, PacedSound):
            write_paced(made, root, to)
        else:
            write_stereo(to, synthesise(made))

    return sum(made_once(root / file, partial(make, made)) for file, made in dict(wanted).items())


def mix_folder(root: Path) -> Path:
    """Where a mix lies while it is gone through and when it is encoded, in the production folder `root`."""
    folder = root / "cache" / "sound"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def mixed_once(chunks: Iterable[Stereo], folder: Path) -> Iterator[Chunks]:
    """A sound that is gone through several times, made once: it lies in a nameless file in `folder` meanwhile."""
    width = 2
    with tempfile.TemporaryFile(dir=folder) as file:
        for chunk in chunks:
            width = chunk.shape[1]
            file.write(np.ascontiguousarray(chunk, np.float32).tobytes())

        def again() -> Iterator[Stereo]:
            file.seek(0)
            while read := file.read(CHUNK * width * 4):
                yield np.frombuffer(read, np.float32).reshape(-1, width)

        yield again
