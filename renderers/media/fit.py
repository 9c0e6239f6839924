"""Fits pictures of any size, shape and colour into the film's: the whole picture is kept, black fills the rest."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from av.video.reformatter import VideoReformatter

from shots.recipe import PictureFormat

_MATRICES = {1: "bt709", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020", 10: "bt2020"}
_HDR = {16: "smpte2084", 18: "arib-std-b67"}
"""Transfer curves of HDR: PQ and HLG."""
_BT2020 = 9
_FULL = 2
_LIMITED, _BT709 = 1, 1
_RGB = VideoReformatter()
_SMALL = (1280, 576)
"""A picture that does not say its colours is taken for BT.601 when it is narrower and not higher, as players do."""
_TURNS = {
    90: (("transpose", "cclock"),),
    180: (("hflip", ""), ("vflip", "")),
    270: (("transpose", "clock"),),
}
"""Filters for the turns a file asks for, by degrees counter-clockwise."""


class Fitting:
    """Brings frames to yuv420p in BT.709, limited range, square pixels, at the film's size.

    A frame that is shown again is not worked on again.
    """

    def __init__(self, picture: PictureFormat, pixel_aspect: Fraction) -> None:
        self._picture, self._aspect = picture, pixel_aspect
        self._graphs: dict[tuple[object, ...], Graph] = {}
        self._last: tuple[av.VideoFrame, av.VideoFrame] | None = None

    def fit(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The frame as the film has it. The result is only read until the next call with another frame."""
        if self._last is None or self._last[0] is not frame:
            self._last = (frame, self._fitted(frame))
        return self._last[1]

    def _fitted(self, frame: av.VideoFrame) -> av.VideoFrame:
        # A phone may turn, and a stream may change its size, in the middle of a file.
        kind = (
            frame.width, frame.height, frame.format.name, frame.rotation, frame.colorspace, frame.color_range,
            frame.color_primaries, frame.color_trc,
        )  # fmt: skip
        if kind not in self._graphs:
            self._graphs[kind] = _graph(frame, self._picture, self._aspect)
        graph = self._graphs[kind]
        graph.vpush(frame)
        return graph.vpull()


def bars(frame: av.VideoFrame, picture: PictureFormat, pixel_aspect: Fraction) -> str:
    """Where black fills what a picture leaves of the film's: `black at the sides`, or empty."""
    width, height = _inner_size(frame, picture, pixel_aspect)
    sides, ends = width < picture.width, height < picture.height
    return "black at the sides" if sides else "black above and below" if ends else ""


def is_hdr(frame: av.VideoFrame) -> bool:
    """Whether a frame holds more light than the film can show; the scaler brings it down."""
    return frame.color_trc in _HDR


def rgb_frame(pixels: npt.NDArray[np.uint8]) -> av.VideoFrame:
    """A picture of [height, width, 3] red, green and blue as the film has it."""
    return _RGB.reformat(
        av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24"), format="yuv420p",
        src_color_range=_FULL, dst_color_range=_LIMITED, dst_colorspace=_BT709, threads=1,
    )  # fmt: skip


def _graph(frame: av.VideoFrame, picture: PictureFormat, pixel_aspect: Fraction) -> Graph:
    width, height = _inner_size(frame, picture, pixel_aspect)
    steps: list[tuple[str, str]] = []
    if any(component.is_alpha for component in frame.format.components):
        steps += [("format", "gbrap" if frame.format.is_rgb else "yuva444p"), ("premultiply", "inplace=1")]
    steps += _TURNS.get(frame.rotation % 360, ())
    steps += [
        ("scale", f"{width}:{height}:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv{_colours(frame)}"),
        ("format", "yuv420p"),
        ("pad", f"{picture.width}:{picture.height}:-1:-1:black"),
        ("setsar", "1"),
    ]
    graph = Graph()
    graph.threads = 1
    nodes = [graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)]
    nodes += [graph.add(name, arguments) for name, arguments in steps]
    nodes.append(graph.add("buffersink"))
    graph.link_nodes(*nodes).configure()
    return graph


def _inner_size(frame: av.VideoFrame, picture: PictureFormat, pixel_aspect: Fraction) -> tuple[int, int]:
    """The size the picture has inside the film's, in even pixels."""
    wide, high = Fraction(frame.width) * pixel_aspect, Fraction(frame.height)
    if frame.rotation % 180 == 90:
        wide, high = high, wide
    scale = min(picture.width / wide, picture.height / high)
    return (
        max(2, min(2 * round(wide * scale / 2), picture.width)),
        max(2, min(2 * round(high * scale / 2), picture.height)),
    )


def _colours(frame: av.VideoFrame) -> str:
    """What the scaler is told of the colours that come in."""
    if frame.format.is_rgb:
        return ""
    guessed = "smpte170m" if frame.width < _SMALL[0] and frame.height <= _SMALL[1] else "bt709"
    full = frame.color_range == _FULL or frame.format.name.startswith("yuvj")
    said = f":in_color_matrix={_MATRICES.get(frame.colorspace, guessed)}:in_range={'pc' if full else 'tv'}"
    if is_hdr(frame) or frame.color_primaries == _BT2020:
        said += f":in_primaries=bt2020:in_transfer={_HDR.get(frame.color_trc, 'bt709')}"
        said += ":out_primaries=bt709:out_transfer=bt709:intent=perceptual"
    return said
