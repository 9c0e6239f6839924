"""Brings a stretch of any media file to the film's parameters: size, rate, colours, encoding and, if wanted, sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from av.container import OutputContainer

from renderers.kept import written_whole
from renderers.media.read import FILM_SAMPLE_RATE, Stereo, count_film_frames, film_frames, has_sound, read_sound
from renderers.media.write import add_film_stream
from shots.recipe import PictureFormat

NORMALISE_VERSION = 1
"""Changes whenever the same stretch would give other frames."""
_SILENT = 10 ** (-70 / 20)
"""A sound with no sample above this is none: some makers write an empty track."""
_AT_ONCE = 4096
_SMALL = 96_000
"""Bits a second of sound that is to be small."""
_FULL_SCALE = 1 << 23


def normalise(
    file: Path, picture: PictureFormat, first: int, frames: int, to: Path, *, with_sound: bool = False
) -> bool:
    """Write frames `first` to `first + frames - 1` of `file` to the MP4 `to`, as the film's own takes are written.

    Frames are counted at the film's rate. `with_sound` takes along what is heard meanwhile; returns whether anything
    was. The file has its name only when it is whole. Raises MediaError when the media file cannot be read or ends
    before.
    """
    sound = heard_in(file, picture, first, frames) if with_sound else None
    write_frames(film_frames(file, picture, first, frames), picture, to, sound)
    return sound is not None


def heard_in(file: Path, picture: PictureFormat, first: int, frames: int) -> Stereo | None:
    """What is heard during frames `first` to `first + frames - 1` of a media file, exactly as long; None for silence.

    Frames are counted at the film's rate. Raises MediaError when it cannot be decoded.
    """
    if not has_sound(file):
        return None
    begin, end = (picture.rate.samples(at, FILM_SAMPLE_RATE) for at in (first, first + frames))
    held = read_sound(file)[begin:end]
    if not len(held) or np.abs(held).max() < _SILENT:
        return None
    return np.concatenate([held, np.zeros((end - begin - len(held), 2), np.float32)])


def heard_in_turn(files: Sequence[tuple[Path, int]], picture: PictureFormat) -> Stereo | None:
    """What is heard in files one after the other, in so many frames of each from its first; None where nothing is.

    Frames are counted at the film's rate, and each file begins on its sample. Raises MediaError.
    """
    starts = [0, *accumulate(frames for _, frames in files)]
    whole = np.zeros((picture.rate.samples(starts[-1], FILM_SAMPLE_RATE), 2), np.float32)
    found = False
    for (file, frames), start in zip(files, starts, strict=False):
        heard = heard_in(file, picture, 0, frames)
        if heard is not None:
            begin, end = (picture.rate.samples(at, FILM_SAMPLE_RATE) for at in (start, start + frames))
            room = whole[begin:end]
            room[: len(heard)] = heard[: len(room)]
            found = True
    return whole if found else None


def write_frames(
    frames: Iterable[av.VideoFrame], picture: PictureFormat, to: Path, sound: Stereo | None = None, *,
    small: bool = False,
) -> None:  # fmt: skip
    """Write frames that are as the film has them (yuv420p, its size) to the MP4 `to`, as the film's takes are written.

    `sound` goes with them, without loss (FLAC, 24 bit) or, `small`, for every player (AAC). The file has its name only
    when it is whole.
    """
    with written_whole(to) as aside, av.open(str(aside), "w", format="mp4") as container:
        stream = add_film_stream(container, picture)
        if sound is not None:
            _write_sound(container, sound, small)
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, 1 / picture.rate.fps
            frame.pict_type = av.video.frame.PictureType.I if number == 0 else av.video.frame.PictureType.NONE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _write_sound(container: OutputContainer, sound: Stereo, small: bool) -> None:
    if small:
        stream = container.add_stream("aac", rate=FILM_SAMPLE_RATE, layout="stereo")
        stream.bit_rate = _SMALL
    else:
        stream = container.add_stream("flac", rate=FILM_SAMPLE_RATE, layout="stereo", format="s32")
    for at in range(0, len(sound), _AT_ONCE):
        block = sound[at : at + _AT_ONCE].astype(np.float64) * _FULL_SCALE
        levels = np.clip(np.rint(block), -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int32) << 8
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(levels).reshape(1, -1), format="s32", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = FILM_SAMPLE_RATE, at, Fraction(1, FILM_SAMPLE_RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


class Whole(NamedTuple):
    """What a whole media file became."""

    frames: int
    """At the film's rate."""
    sound: bool
    """Something is heard in it."""


def normalise_whole(file: Path, picture: PictureFormat, to: Path, *, at_least: int = 0, held: int = 0) -> Whole:
    """Write all of `file` to the MP4 `to`, its sound too, as the film's own takes are written.

    Where it has fewer frames than `at_least`, its last one is held for up to `held` frames more. Raises MediaError when
    the media file cannot be read to its end.
    """
    own = count_film_frames(file, picture)
    frames = at_least if own < at_least <= own + held else own
    sound = heard_in(file, picture, 0, frames)
    write_frames(_held(film_frames(file, picture, 0, own), frames), picture, to, sound)
    return Whole(frames, sound is not None)


def _held(frames: Iterable[av.VideoFrame], count: int) -> Iterator[av.VideoFrame]:
    """These frames, and the last of them again until there are `count`."""
    for given, frame in enumerate(frames, 1):
        yield frame
        if given == count:
            return
    for _ in range(given, count):
        yield frame


def write_black(to: Path, picture: PictureFormat) -> None:
    """Write one black frame with the film's parameters: the pattern every joined piece is held against."""
    frame = av.VideoFrame(picture.width, picture.height, "yuv420p")
    for plane, level in zip(frame.planes, (16, 128, 128), strict=True):
        plane.update(bytes([level]) * plane.buffer_size)
    frame.pts, frame.time_base = 0, 1 / picture.rate.fps
    with av.open(str(to), "w", format="mp4") as container:
        stream = add_film_stream(container, picture, threads=1)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
