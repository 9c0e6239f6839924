"""A film's pictures in the shape and with the words that somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

import av
from av.filter import Graph

from edit.captions import Caption
from edit.presets import Preset
from renderers import burn_in
from shots.recipe import PictureFormat

_SMALL = 64
"""By how much the picture behind a film of another shape is made smaller and larger again: that blurs it."""
_BEHIND = 0.42
"""How light it is."""


def shaped_frames(
    frames: Callable[[PictureFormat], Iterator[av.VideoFrame]],
    own: PictureFormat,
    preset: Preset,
    burnt: tuple[Caption, ...],
) -> Iterator[av.VideoFrame]:
    """The frames of a film whose own shape is `own`, as a preset asks, with the captions that are burnt in.

    `frames` gives them at a size (yuv420p); they come out in the preset's pixels.
    """
    waiting = iter(burnt)
    caption = next(waiting, None)
    for number, frame in enumerate(_in_shape(frames, own, preset)):
        while caption is not None and caption.end <= number:
            caption = next(waiting, None)
        if caption is not None and caption.start <= number:
            frame = burn_in.caption(caption.rows, frame.width, frame.height).over(frame)
        yield frame if preset.pixels == "yuv420p" else frame.reformat(format=preset.pixels)


def _in_shape(
    frames: Callable[[PictureFormat], Iterator[av.VideoFrame]], own: PictureFormat, preset: Preset
) -> Iterator[av.VideoFrame]:
    shape = preset.picture(own)
    same_shape = own.width * shape.height == own.height * shape.width
    if preset.around == "black" or same_shape:
        yield from frames(shape)
        return
    inner = inner_picture(own, shape)
    behind = _Behind(inner, shape)
    for frame in frames(inner):
        yield behind.framed(frame)


def inner_picture(film: PictureFormat, frame: PictureFormat) -> PictureFormat:
    """The size a film has in a frame of another shape, whole and in even pixels."""
    scale = min(Fraction(frame.width, film.width), Fraction(frame.height, film.height))
    width, height = (2 * max(1, round(side * scale / 2)) for side in (film.width, film.height))
    return PictureFormat(width=min(width, frame.width), height=min(height, frame.height), rate=film.rate)


class _Behind:
    """Lays pictures over a blurred, darkened enlargement of themselves."""

    def __init__(self, inner: PictureFormat, frame: PictureFormat) -> None:
        scale = max(Fraction(frame.width, inner.width), Fraction(frame.height, inner.height))
        width, height = (2 * round(side / scale / 2) for side in (frame.width, frame.height))
        self._graph = Graph()
        source = self._graph.add_buffer(
            width=inner.width, height=inner.height, format=av.VideoFormat("yuv420p"), time_base=1 / frame.rate.fps
        )
        split = self._graph.add("split", "2")
        behind = [
            self._graph.add("crop", f"{min(width, inner.width)}:{min(height, inner.height)}"),
            self._graph.add("scale", f"{max(2, frame.width // _SMALL)}:{max(2, frame.height // _SMALL)}:flags=area"),
            self._graph.add("scale", f"{frame.width}:{frame.height}:flags=bicubic"),
            self._graph.add("lutyuv", f"y=16+(val-16)*{_BEHIND}:u=128+(val-128)*0.8:v=128+(val-128)*0.8"),
        ]
        over, sink = self._graph.add("overlay", "(W-w)/2:(H-h)/2:format=yuv420"), self._graph.add("buffersink")
        source.link_to(split)
        split.link_to(behind[0], 0, 0)
        for one, other in pairwise(behind):
            one.link_to(other)
        behind[-1].link_to(over, 0, 0)
        split.link_to(over, 1, 1)
        over.link_to(sink)
        self._graph.configure()
        self._at, self._time_base = 0, 1 / frame.rate.fps

    def framed(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The picture in its frame."""
        frame.pts, frame.time_base = self._at, self._time_base
        self._at += 1
        self._graph.vpush(frame)
        return self._graph.vpull()
