"""Between the size a model works at and the picture of the film, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bible.model import Frozen
from renderers.media.write import Pixels
from shots.recipe import PictureFormat

if TYPE_CHECKING:
    from PIL.Image import Image

Frames = npt.NDArray[np.float32]
"""[frames, height, width, 3], red first, from 0 to 1."""

_CROPPED = 1 / 8
"""The most that is cropped off one side to fill the picture; beyond it, black bars stand beside the whole."""
_LARGEST_SIDE = 2.0
"""How far a side may stray from the square root of the area."""
_SMALLER = 0.15
"""What a loss of all area is worth against being off in shape by as much."""


def choose_size(
    picture: PictureFormat, sizes: tuple[tuple[int, int], ...], multiple: int, any_size: bool
) -> tuple[int, int]:
    """(width, height) a model is asked for, both multiples: of those it was made for, the nearest in shape.

    Where it takes any size, one of that area in the picture's own shape.
    """
    shape = picture.width / picture.height
    width, height = min(sizes, key=lambda size: (_off(size, shape), sizes.index(size)))
    if not any_size:
        return snap(width, multiple), snap(height, multiple)
    area = width * height
    heights = range(multiple, int(_LARGEST_SIDE * area**0.5) + multiple, multiple)
    shapes = [(max(round(high * shape / multiple), 1) * multiple, high) for high in heights]
    fitting = [each for each in shapes if each[0] * each[1] <= area] or shapes[:1]
    return min(fitting, key=lambda size: _off(size, shape) + _SMALLER * (1 - size[0] * size[1] / area))


def snap(length: int, multiple: int) -> int:
    """The greatest multiple that does not exceed a length, but one at least."""
    return max(length // multiple, 1) * multiple


def _off(size: tuple[int, int], shape: float) -> float:
    ratio = size[0] / size[1] / shape
    return max(ratio, 1 / ratio)


class Fit(Frozen):
    """How frames of one size become another: filled with a little cropped off, or whole between black bars."""

    width: int
    """Of the model's frames."""
    height: int
    picture: PictureFormat

    @property
    def filled(self) -> bool:
        """Whether the model's frame fills the picture, its edges cropped."""
        return 1 - 1 / _off((self.width, self.height), self.picture.width / self.picture.height) <= _CROPPED

    def to_picture(self, frame: npt.NDArray[np.float32]) -> Pixels:
        """One frame of the model ([height, width, 3], 0 to 1) as the film's picture."""
        from PIL import Image

        image = Image.fromarray((np.clip(frame, 0, 1) * 255 + 0.5).astype(np.uint8))
        wide, high = self.picture.width, self.picture.height
        pixels = np.full((high, wide, 4), (0, 0, 0, 255), dtype=np.uint8)
        if self.filled:
            box = _inside(self.width, self.height, wide / high)
            pixels[..., 2::-1] = _scaled(image, (wide, high), box)
            return pixels
        left, top, right, bottom = (round(edge) for edge in _inside(wide, high, self.width / self.height))
        pixels[top:bottom, left:right, 2::-1] = _scaled(image, (right - left, bottom - top), None)
        return pixels

    def to_model(self, pixels: Pixels) -> Image:
        """A picture of any size, blue first, as a frame of the model: what `to_picture` would bring back.

        It is brought to the film's shape as a take is; what the film crops off is filled by drawing out the edges.
        """
        from PIL import Image

        shape = self.picture.width / self.picture.height
        image = Image.fromarray(np.ascontiguousarray(pixels[..., 2::-1]))
        whole = _inside(image.width, image.height, shape)
        if not self.filled:
            left, top, right, bottom = _inside(image.width, image.height, self.width / self.height)
            return Image.fromarray(_scaled(image, (self.width, self.height), (left, top, right, bottom)))
        left, top, right, bottom = (round(edge) for edge in _inside(self.width, self.height, shape))
        inner = _scaled(image, (right - left, bottom - top), whole)
        sides = ((top, self.height - bottom), (left, self.width - right), (0, 0))
        return Image.fromarray(np.pad(inner, sides, mode="edge"))


def _inside(width: float, height: float, shape: float) -> tuple[float, float, float, float]:
    """The largest box of a shape in the middle of a frame: left, top, right, bottom."""
    wide, high = min(width, height * shape), min(height, width / shape)
    left, top = (width - wide) / 2, (height - high) / 2
    return left, top, left + wide, top + high


def _scaled(
    image: Image, size: tuple[int, int], box: tuple[float, float, float, float] | None
) -> npt.NDArray[np.uint8]:
    from PIL import Image as Pictures

    return np.asarray(image.resize(size, Pictures.Resampling.LANCZOS, box=box))


def side_by_side(images: list[Image]) -> Image:
    """Pictures in one row, all as high as the first."""
    from PIL import Image as Pictures

    high = images[0].height
    row = [image.resize((max(1, round(image.width * high / image.height)), high)) for image in images]
    whole = Pictures.new("RGB", (sum(image.width for image in row), high))
    left = 0
    for image in row:
        whole.paste(image, (left, 0))
        left += image.width
    return whole
