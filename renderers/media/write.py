"""Encodes frames to MP4: one fixed set of encoder parameters, so that all takes of a film join by their packets."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
import numpy.typing as npt
from av.container import OutputContainer
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream

from bible.errors import MediaError
from shots.recipe import PictureFormat

Pixels = npt.NDArray[np.uint8]
"""[height, width, 4] bytes, blue first, opaque."""

QUALITY = 25
"""x264's constant rate factor of takes: no loss that is seen at arm's length (46 dB).

Without mbtree, which differs from run to run at some sizes, 25 is about as good and as large as 20 with it."""
_PRESET = "superfast"
"""With half of the usual adaptive quantisation and no weighted frames it is as good and as large on drawn takes as
`veryfast`, at three quarters of its time (measured on four shots: 45.8 dB, 10.1 ms a 1080p frame; 45.5 dB, 13.8 ms)."""
_BT709 = 1
_LIMITED = 1
_FULL = 2
_PARAMETERS = (
    # Parameter sets without what differs between takes, and the same delay of B-frames in each: packets of any take
    # can follow those of any other. Groups are closed and long; frames at which takes are cut get an IDR by hand.
    "stitchable=1:open-gop=0:scenecut=0:keyint=240:min-keyint=1:bframes=2:b-adapt=0:b-pyramid=none:mbtree=0"
    ":weightp=0:aq-mode=1:aq-strength=0.5"
)


def add_film_stream(container: OutputContainer, picture: PictureFormat, threads: int = 2) -> VideoStream:
    """A video stream in an opened MP4 with the parameters every take and every piece of a film shares.

    H.264, yuv420p, BT.709 in limited range, square pixels, constant rate; time base 1/rate. Pieces encoded through
    it have equal extradata and equal decoding delay.
    """
    stream = container.add_stream("libx264", rate=picture.rate.fps)
    stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / picture.rate.fps
    context.sample_aspect_ratio = Fraction(1, 1)
    context.thread_count = threads
    context.color_range, context.colorspace = _LIMITED, _BT709
    context.color_primaries, context.color_trc = _BT709, _BT709
    stream.options = {
        "preset": _PRESET, "crf": str(QUALITY), "forced-idr": "1", "x264-params": _PARAMETERS,
    }  # fmt: skip
    return stream


class TakeWriter:
    """Writes one take, frame by frame, without sound. Use it in a `with`: a take that fails leaves no file.

    Key frames stand at frame 0 and at every frame in `cuts`; a take of `frames` usable frames between handles is cut
    at `handles` and at `handles + frames`.
    """

    def __init__(self, to: Path, picture: PictureFormat, cuts: Collection[int] = ()) -> None:
        """Open the file. Raises MediaError when it exists or the picture cannot be encoded."""
        if to.exists():
            raise MediaError(f"{to} is there already", cure="takes are never overwritten: choose another name")
        if picture.width % 2 or picture.height % 2:
            raise MediaError(
                f"a picture of {picture.width} x {picture.height} cannot be encoded",
                cure="use an even width and height",
            )
        self.frames = 0
        """Frames written so far."""
        self._to, self._picture, self._cuts = to, picture, frozenset(cuts) | {0}
        self._turn = VideoReformatter()
        self._last: av.VideoFrame | None = None
        self._container = av.open(str(to), "w", format="mp4")
        self._stream = add_film_stream(self._container, picture)

    def write(self, pixels: Pixels) -> None:
        """Encode the next frame; the array may be drawn over afterwards. Raises MediaError."""
        if pixels.shape != (self._picture.height, self._picture.width, 4):
            raise MediaError(f"a frame of shape {pixels.shape} is not {self._picture.width} x {self._picture.height}")
        frame = av.VideoFrame.from_numpy_buffer(pixels, "bgra")
        self._last = self._turn.reformat(
            frame, format="yuv420p", src_color_range=_FULL, dst_color_range=_LIMITED, dst_colorspace=_BT709,
            interpolation=Interpolation.POINT, threads=1,
        )  # fmt: skip
        self._encode(self._last)

    def hold(self) -> None:
        """Encode the last frame once more, which costs no conversion. Raises MediaError before the first."""
        if self._last is None:
            raise MediaError(f"{self._to.name} has no frame to hold yet")
        self._encode(self._last)

    def _encode(self, frame: av.VideoFrame) -> None:
        frame.pts, frame.time_base = self.frames, 1 / self._picture.rate.fps
        frame.pict_type = 1 if self.frames in self._cuts else 0
        for packet in self._stream.encode(frame):
            self._container.mux(packet)
        self.frames += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for packet in self._stream.encode(None):
                    self._container.mux(packet)
        finally:
            self._container.close()
            if kind is not None:
                self._to.unlink(missing_ok=True)
