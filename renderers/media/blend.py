"""Mixes pictures as the film has them (yuv420p, BT.709, limited range): dissolves, wipes, fades, things laid over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import av
import numpy as np
from numpy.typing import NDArray

from renderers.media.write import Pixels

Planes = NDArray[np.uint8]
"""[height * 3 / 2, width]: a yuv420p picture, the halved colours below the light."""
_WHOLE = 256
_SOFT = 0.02
"""Share of the picture over which the edge of a wipe goes from one to the other."""
_RED, _BLUE = 0.2126, 0.0722
"""BT.709."""


def dissolved(goes: av.VideoFrame, comes: av.VideoFrame, share: float) -> av.VideoFrame:
    """Both pictures at once: `share` of the one that comes, from 0 to 1."""
    return _frame(_mixed(goes.to_ndarray(), comes.to_ndarray(), round(share * _WHOLE)))


def faded(frame: av.VideoFrame, colour: str, share: float) -> av.VideoFrame:
    """`share` of a picture, and a colour (`#rrggbb`) in place of the rest."""
    return _frame(_mixed(_plain(frame.width, frame.height, colour), frame.to_ndarray(), round(share * _WHOLE)))


def plain(width: int, height: int, colour: str) -> av.VideoFrame:
    """A picture of one colour."""
    return _frame(_plain(width, height, colour))


def wiped(
    goes: av.VideoFrame, comes: av.VideoFrame, share: float, pattern: Literal["left", "right", "up", "down", "iris"]
) -> av.VideoFrame:
    """One picture pushed aside by the edge of another; `pattern` is where the edge moves to, `iris` from the middle."""
    height, width = goes.height, goes.width
    across = (np.arange(width) + 0.5) / width
    down = (np.arange(height) + 0.5)[:, None] / height
    if pattern == "iris":
        reach = np.hypot((across - 0.5) * width, (down - 0.5) * height) / (np.hypot(width, height) / 2)
    else:
        way = {"left": 1 - across, "right": across, "up": 1 - down, "down": down}[pattern]
        reach = np.broadcast_to(way, (height, width))
    edge = share * (1 + _SOFT)
    seen = np.clip((edge - reach) / _SOFT, 0, 1)
    return _frame(_mixed(goes.to_ndarray(), comes.to_ndarray(), _of_planes(seen)))


@dataclass(frozen=True)
class Overlay:
    """Something drawn once and laid over many pictures. It holds the rows it touches and no others."""

    top: int
    """The picture's row on which its first lies; even."""
    light: Planes
    """[rows, width]."""
    chroma: NDArray[np.uint8]
    """[2, rows / 2, width / 2]."""
    covers: NDArray[np.int32]
    """[rows, width], from 0 to 256: how much of it covers the light of what is below."""
    covers_chroma: NDArray[np.int32]
    """[rows / 2, width / 2]: the same for its colours."""

    def over(self, frame: av.VideoFrame) -> av.VideoFrame:
        """A picture with it on top."""
        planes = frame.to_ndarray()
        height, rows = frame.height, slice(self.top, self.top + len(self.light))
        planes[rows] = _mixed(planes[rows], self.light, self.covers)
        chroma = planes[height:].reshape(2, height // 2, -1)
        rows = slice(self.top // 2, self.top // 2 + self.chroma.shape[1])
        chroma[:, rows] = _mixed(chroma[:, rows], self.chroma, self.covers_chroma)
        return _frame(planes)


def overlay_of(pixels: Pixels, top: int = 0) -> Overlay:
    """What is drawn on a transparent sheet as wide as the film, blue first, colours premultiplied by their alpha.

    The sheet's first row lies on row `top` of the picture; both it and the sheet's size are even.
    """
    touched = np.flatnonzero(pixels[:, :, 3].any(axis=1))
    first, end = (int(touched[0]) & ~1, int(touched[-1] + 2) & ~1) if len(touched) else (0, 0)
    pixels = pixels[first:end]
    opaque = pixels[:, :, 3].astype(np.float64)
    colours = pixels[:, :, 2::-1] * (255.0 / np.maximum(opaque, 1))[:, :, None]
    light, blue, red = _yuv(colours.transpose(2, 0, 1))
    covers = opaque / 255
    return Overlay(
        top=top + first, light=np.asarray(np.rint(light), np.uint8),
        chroma=np.asarray(np.rint(np.stack([_halved(blue), _halved(red)])), np.uint8),
        covers=np.asarray(np.rint(covers * _WHOLE), np.int32),
        covers_chroma=np.asarray(np.rint(_halved(covers) * _WHOLE), np.int32),
    )  # fmt: skip


def _plain(width: int, height: int, colour: str) -> Planes:
    planes = np.empty((height * 3 // 2, width), np.uint8)
    light, blue, red = _yuv(np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.float64))
    planes[:height] = np.rint(light)
    chroma = planes[height:].reshape(2, -1)
    chroma[0], chroma[1] = np.rint(blue), np.rint(red)
    return planes


def _yuv(colours: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Light, blue and red difference in limited range, of red, green and blue from 0 to 255."""
    red, green, blue = (np.asarray(each) / 255 for each in colours)
    light = _RED * red + (1 - _RED - _BLUE) * green + _BLUE * blue
    return (
        16 + 219 * light,
        128 + 224 * (blue - light) / (2 - 2 * _BLUE),
        128 + 224 * (red - light) / (2 - 2 * _RED),
    )


def _of_planes(share: NDArray[np.float64]) -> NDArray[np.int32]:
    """A share for each pixel, from 0 to 1, as one from 0 to 256 for each value of a picture."""
    height, width = share.shape
    small = _halved(share)
    whole = np.concatenate([share.ravel(), small.ravel(), small.ravel()])
    return np.asarray(np.rint(whole * _WHOLE), np.int32).reshape(height * 3 // 2, width)


def _halved(plane: NDArray[np.float64]) -> NDArray[np.float64]:
    height, width = plane.shape
    return np.asarray(plane.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)))


def _mixed(below: Planes, above: Planes, share: int | NDArray[np.int32]) -> Planes:
    mixed = below.astype(np.int32) * (_WHOLE - share) + above.astype(np.int32) * share + _WHOLE // 2
    return np.asarray(mixed >> 8, np.uint8)


def _frame(planes: Planes) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(planes), format="yuv420p")
