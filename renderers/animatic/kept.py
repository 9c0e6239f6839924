"""Pictures that are kept: cards that hold still are painted once, and backgrounds of close shots softened once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

Paint = Callable[[skia.Canvas], None]

_NEAREST = skia.SamplingOptions()
_SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_SMALLER = 3
"""Soft pictures are blurred at a third of their size: nobody can tell."""


@dataclass(frozen=True)
class Kept:
    """A picture with its place in the frame; those that cover it are opaque and laid down three times as fast."""

    image: skia.Image
    x: int = 0
    y: int = 0

    def draw(self, canvas: skia.Canvas) -> None:
        """Lay it down pixel by pixel."""
        canvas.drawImage(self.image, self.x, self.y, _NEAREST, None)

    def draw_into(self, canvas: skia.Canvas, x: float, y: float, width: float, height: float) -> None:
        """Lay it down enlarged, pixel by larger pixel; only soft pictures bear this."""
        canvas.drawImageRect(self.image, skia.Rect(x, y, x + width, y + height), _NEAREST, None)


def keep(paint: Paint, width: int, height: int, whole: bool) -> Kept | None:
    """What `paint` draws on an empty frame, cropped to what it covers; None when it draws nothing."""
    surface = _opaque(width, height) if whole else skia.Surface.MakeRasterN32Premul(width, height)
    paint(surface.getCanvas())
    image = surface.makeImageSnapshot()
    if whole:
        return Kept(image)
    covered = image.toarray()[..., 3] > 0
    rows, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
    if not rows.size:
        return None
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    cropped = image.makeSubset(skia.IRect(left, top, right, bottom)).makeRasterImage()
    return Kept(cropped, left, top)


def _opaque(width: int, height: int) -> skia.Surface:
    return skia.Surface.MakeRaster(skia.ImageInfo.MakeN32(width, height, skia.AlphaType.kOpaque_AlphaType))


def soften(kept: Kept, amount: float) -> Kept:
    """A picture that covers the frame, out of focus. `amount` is the blur's sigma in pixels of the smaller copy."""
    width, height = kept.image.width(), kept.image.height()
    small_width, small_height = max(1, width // _SMALLER), max(1, height // _SMALLER)
    small = skia.Surface.MakeRasterN32Premul(small_width, small_height)
    canvas = small.getCanvas()
    canvas.drawImageRect(kept.image, skia.Rect(small_width, small_height), _SMOOTH, None)
    blurred = skia.Surface.MakeRasterN32Premul(small_width, small_height)
    filtered = skia.Paint(ImageFilter=skia.ImageFilters.Blur(amount, amount, skia.TileMode.kClamp))
    blurred.getCanvas().drawImage(small.makeImageSnapshot(), 0, 0, _NEAREST, filtered)
    large = _opaque(width, height)
    cubic = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    large.getCanvas().drawImageRect(blurred.makeImageSnapshot(), skia.Rect(width, height), cubic, None)
    return Kept(large.makeImageSnapshot())
