"""One decode of a whole film, all inspectors looking on: nothing counts as a take before its last frame was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream
from numpy.typing import NDArray

from bible.errors import MediaError
from bible.model import Frozen
from renderers.interface import Asked, Film, Finding, Inspector, Sight, Watch
from renderers.media.read import FILM_SAMPLE_RATE, open_media, picture_stream
from shots.recipe import Recipe

_WIDEST = 160
_UNEVEN = Fraction(3, 1000)
"""Seconds by which frames may differ in length and still be called even: some files keep whole milliseconds."""
_MISSING = 1
"""Frames a file may say it has beyond those that come out."""


class Inspection(Frozen):
    """What a look at a whole film brought."""

    film: Film
    findings: tuple[Finding, ...] = ()

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What keeps the take out of the cut unless a person circles it."""
        return tuple(each for each in self.findings if each.fault)


def asked_of(recipe: Recipe) -> Asked:
    """What a renderer that works in the film's own format was asked for."""
    picture = recipe.picture
    return Asked(width=picture.width, height=picture.height, fps=picture.rate.fps, frames=recipe.total_frames)


def inspect_take(file: Path, recipe: Recipe, inspectors: Iterable[Inspector], asked: Asked | None = None) -> Inspection:
    """Decode a film to its end, once, with every inspector looking on.

    Raises MediaError when it cannot be opened, when a frame cannot be decoded, or when fewer come out than it says it
    has: such a file is no take, and is fetched or made again.
    """
    wanted = asked or asked_of(recipe)
    watches = [inspector.watch(recipe, wanted) for inspector in inspectors]
    with open_media(file) as container:
        count = _play(container, file, watches)
    return Inspection(film=count, findings=tuple(finding for watch in watches for finding in watch.end(count)))


@dataclass
class _Count:
    """What is counted on the way."""

    times: list[Fraction] = field(default_factory=list)
    samples: int = 0


def _play(container: InputContainer, file: Path, watches: list[Watch]) -> Film:
    stream = picture_stream(container, file)
    stream.thread_type = "AUTO"
    sound = container.streams.audio[0] if container.streams.audio else None
    ears = av.AudioResampler(format="flt", layout="mono", rate=FILM_SAMPLE_RATE)
    said, count = stream.frames, _Count()
    try:
        for frame in container.decode([stream, *([sound] if sound else [])]):
            if isinstance(frame, av.VideoFrame):
                _see(frame, count, watches, file)
            else:
                frame.pts = None
                _hear(ears.resample(frame), count, watches)
        if sound is not None:
            _hear(ears.resample(None), count, watches)
    except av.FFmpegError as error:
        raise MediaError(
            f"it cannot be decoded after frame {len(count.times)} ({error.strerror})", where=str(file)
        ) from error
    if not count.times or len(count.times) < said - _MISSING:
        raise MediaError(f"{len(count.times)} of {said} frames come out of it", where=str(file))
    return _film(stream, count, heard=sound is not None)


def _see(frame: av.VideoFrame, count: _Count, watches: list[Watch], file: Path) -> None:
    number = len(count.times)
    if frame.is_corrupt:
        raise MediaError(f"frame {number} is damaged", where=str(file))
    base = frame.time_base or Fraction(0)
    count.times.append(frame.pts * base if frame.pts is not None else Fraction(0))
    width = min(_WIDEST, frame.width)
    height = max(2, round(frame.height * width / frame.width))
    # Full range: black is 0 and white 255, whatever the file keeps them as.
    small = frame.reformat(width=width, height=height, format="gray", dst_color_range=ColorRange.JPEG).to_ndarray()

    def whole() -> NDArray[np.uint8]:
        return np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)

    sight = Sight(number=number, luma=np.asarray(small, dtype=np.uint8), whole=whole)
    for watch in watches:
        watch.see(sight)


def _hear(frames: list[av.AudioFrame], count: _Count, watches: list[Watch]) -> None:
    for frame in frames:
        samples = np.asarray(frame.to_ndarray(), dtype=np.float32).reshape(-1)
        count.samples += len(samples)
        for watch in watches:
            watch.hear(samples)


def _film(stream: VideoStream, count: _Count, *, heard: bool) -> Film:
    steps = [later - earlier for earlier, later in zip(count.times, count.times[1:], strict=False)]
    return Film(
        width=stream.codec_context.width,
        height=stream.codec_context.height,
        fps=stream.average_rate,
        even=not steps or max(steps) - min(steps) <= _UNEVEN,
        frames=len(count.times),
        sound_seconds=count.samples / FILM_SAMPLE_RATE if heard else None,
    )
