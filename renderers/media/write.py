"""Encodes frames to MP4: one fixed set of encoder parameters, so that all takes of a film join by their packets."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import av
import numpy as np
import numpy.typing as npt
from av.container import OutputContainer
from av.video.plane import VideoPlane
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream

from bible.errors import MediaError
from shots.recipe import PictureFormat

Pixels = npt.NDArray[np.uint8]
"""[height, width, 4] bytes, blue first, opaque."""
_ALIGNED = 32
"""Pixels across that are converted together without a remainder; down it is two, for colour is kept by the four."""


class Patch(NamedTuple):
    """A part of a frame: columns `left` to `right - 1`, rows `top` to `bottom - 1`."""

    left: int
    top: int
    right: int
    bottom: int

    def joined(self, other: Patch) -> Patch:
        """The smallest patch that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Patch(left, top, max(self.right, other.right), max(self.bottom, other.bottom))

    @property
    def area(self) -> int:
        """Pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    def meets(self, other: Patch) -> bool:
        """Whether any pixel lies in both."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


_BT709 = 1
_LIMITED = 1
_FULL = 2
_JOINABLE = (
    # Parameter sets without what differs between takes, however they were searched, and no frame that waits for
    # another: packets of any take can follow those of any other. Groups are closed and long; frames at which takes are
    # cut get an IDR by hand.
    "stitchable=1:open-gop=0:scenecut=0:keyint=240:min-keyint=1:bframes=0:ref=1:weightp=0:mbtree=0:cabac=1:8x8dct=1"
)
_DRAWN = ("ultrafast", "qp=21")
"""Sheets of one colour on a ground that holds still need no search, and no look ahead for a rate. Measured on three
drawn shots at 1080p: 44.0 to 44.7 dB and 4.6 ms a frame; the search below gives as much in 12 ms and larger files."""
_FILMED = ("superfast", "crf=25:aq-mode=1:aq-strength=0.5")
"""No loss that is seen at arm's length, for whatever a camera or a model made."""


def add_film_stream(
    container: OutputContainer, picture: PictureFormat, threads: int = 2, *, drawn: bool = False
) -> VideoStream:
    """A video stream in an opened MP4 with the parameters every take and every piece of a film shares.

    H.264, yuv420p, BT.709 in limited range, square pixels, constant rate; time base 1/rate. Pieces encoded through
    it have equal extradata and no decoding delay. `drawn` says that the frames are drawings: they are encoded faster.
    """
    stream = container.add_stream("libx264", rate=picture.rate.fps)
    stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / picture.rate.fps
    context.sample_aspect_ratio = Fraction(1, 1)
    context.thread_count = threads
    context.color_range, context.colorspace = _LIMITED, _BT709
    context.color_primaries, context.color_trc = _BT709, _BT709
    preset, quality = _DRAWN if drawn else _FILMED
    stream.options = {"preset": preset, "forced-idr": "1", "x264-params": f"{_JOINABLE}:{quality}"}
    return stream


class TakeWriter:
    """Writes one take, frame by frame, without sound. Use it in a `with`: a take that fails leaves no file.

    Key frames stand at frame 0 and at every frame in `cuts`; a take of `frames` usable frames between handles is cut
    at `handles` and at `handles + frames`.
    """

    def __init__(self, to: Path, picture: PictureFormat, cuts: Collection[int] = (), *, drawn: bool = False) -> None:
        """Open the file; `drawn` as `add_film_stream` has it. Raises MediaError when it exists or the picture cannot be
        encoded."""
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
        self._frame = av.VideoFrame(picture.width, picture.height, "yuv420p")
        self._container = av.open(str(to), "w", format="mp4")
        self._stream = add_film_stream(self._container, picture, drawn=drawn)

    def write(self, pixels: Pixels, changed: Collection[Patch] | None = None) -> None:
        """Encode the next frame; the array may be drawn over afterwards. Raises MediaError.

        With `changed`, only those parts are looked at: all else is as it was in the frame before.
        """
        if pixels.shape != (self._picture.height, self._picture.width, 4):
            raise MediaError(f"a frame of shape {pixels.shape} is not {self._picture.width} x {self._picture.height}")
        whole = Patch(0, 0, self._picture.width, self._picture.height)
        if changed is None or not self.frames or whole in changed:
            self._frame = self._turned(pixels)
        else:
            for patch in changed:
                self._patch(pixels, _aligned(patch, self._picture))
        self._encode()

    def hold(self) -> None:
        """Encode the last frame once more, which costs no conversion. Raises MediaError before the first."""
        if not self.frames:
            raise MediaError(f"{self._to.name} has no frame to hold yet")
        self._encode()

    def _turned(self, pixels: Pixels) -> av.VideoFrame:
        """The pixels in the colours of the film."""
        frame = av.VideoFrame.from_numpy_buffer(pixels, "bgra")
        return self._turn.reformat(
            frame, format="yuv420p", src_color_range=_FULL, dst_color_range=_LIMITED, dst_colorspace=_BT709,
            interpolation=Interpolation.POINT, threads=1,
        )  # fmt: skip

    def _patch(self, pixels: Pixels, patch: Patch) -> None:
        """Turn a part of the pixels, and put it in its place in the frame before."""
        left, top, right, bottom = patch
        if left >= right or top >= bottom:
            return
        part = self._turned(pixels[top:bottom, left:right])
        for into, given, share in zip(self._frame.planes, part.planes, (1, 2, 2), strict=True):
            rows = _rows(into)
            rows[top // share : bottom // share, left // share : right // share] = _rows(given)

    def _encode(self) -> None:
        # The encoder takes a copy before it answers, so that one frame does for all.
        self._frame.pts, self._frame.time_base = self.frames, 1 / self._picture.rate.fps
        self._frame.pict_type = 1 if self.frames in self._cuts else 0
        for packet in self._stream.encode(self._frame):
            self._container.mux(packet)
        self.frames += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        whole = False
        try:
            try:
                if kind is None:
                    for packet in self._stream.encode(None):
                        self._container.mux(packet)
            finally:
                # What the disk does not take may show only here.
                self._container.close()
            whole = kind is None
        finally:
            if not whole:
                self._to.unlink(missing_ok=True)


def _rows(plane: VideoPlane) -> npt.NDArray[np.uint8]:
    """A plane's own bytes as [height, width], to read and to write."""
    held = np.asarray(plane, np.uint8).reshape(-1, plane.line_size)
    return held[: plane.height, : plane.width]


def _aligned(changed: Patch, picture: PictureFormat) -> Patch:
    """What of a patch lies in the frame, in whole blocks of conversion."""
    left, top = max(0, changed.left) // _ALIGNED * _ALIGNED, max(0, changed.top) // 2 * 2
    right = min(picture.width, -(-changed.right // _ALIGNED) * _ALIGNED)
    bottom = min(picture.height, -(-changed.bottom // 2) * 2)
    return Patch(left, top, right, bottom)
