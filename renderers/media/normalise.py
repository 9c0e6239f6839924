"""Brings a stretch of any media file to the film's parameters: size, rate, colours and encoding."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import av

from renderers.media.read import count_film_frames, film_frames
from renderers.media.write import add_film_stream
from shots.recipe import PictureFormat

NORMALISE_VERSION = 1
"""Changes whenever the same stretch would give other frames."""


def normalise(file: Path, picture: PictureFormat, first: int, frames: int, to: Path) -> None:
    """Write frames `first` to `first + frames - 1` of `file` to the MP4 `to`, as the film's own takes are written.

    Frames are counted at the film's rate. The file has its name only when it is whole. Raises MediaError when the
    media file cannot be read or ends before.
    """
    write_frames(film_frames(file, picture, first, frames), picture, to)


def write_frames(frames: Iterable[av.VideoFrame], picture: PictureFormat, to: Path) -> None:
    """Write frames that are as the film has them (yuv420p, its size) to the MP4 `to`, as the film's takes are written.

    The file has its name only when it is whole.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = to.with_name(f"{to.stem}.{os.getpid()}{to.suffix}")
    try:
        with av.open(str(aside), "w", format="mp4") as container:
            stream = add_film_stream(container, picture)
            for number, frame in enumerate(frames):
                frame.pts, frame.time_base = number, 1 / picture.rate.fps
                frame.pict_type = av.video.frame.PictureType.I if number == 0 else av.video.frame.PictureType.NONE
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        os.replace(aside, to)
    finally:
        with contextlib.suppress(FileNotFoundError):
            aside.unlink()


def normalise_whole(file: Path, picture: PictureFormat, to: Path, *, at_least: int = 0, held: int = 0) -> int:
    """Write all of `file` to the MP4 `to`, as the film's own takes are written; returns its frames at the film's rate.

    Where it has fewer frames than `at_least`, its last one is held for up to `held` frames more. Raises MediaError when
    the media file cannot be read to its end.
    """
    own = count_film_frames(file, picture)
    frames = at_least if own < at_least <= own + held else own
    write_frames(_held(film_frames(file, picture, 0, own), frames), picture, to)
    return frames


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
