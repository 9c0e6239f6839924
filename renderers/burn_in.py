"""Words burnt into a picture: captions, the badge of what is not final, what a dailies reel says of each take."""

from __future__ import annotations

import functools

import numpy as np
import skia

from renderers.animatic.lettering import CREAM, unit
from renderers.animatic.paper import argb, ink, rect
from renderers.animatic.typefaces import fitting, set_line
from renderers.media.blend import Overlay, overlay_of

_PLATE = (0.05, 0.06, 0.09)
_BADGE, _STRIP, _CAPTION = 24.0, 30.0, 46.0
"""Heights of letters, in pixels of a 1920 x 1080 picture."""


@functools.lru_cache(16)
def badge(words: str, width: int, height: int) -> Overlay:
    """A small plate in the right upper corner of a picture of this size."""
    canvas, pixels = _sheet(width, height)
    size = unit(width, height)
    letters = fitting(words, "text", _BADGE * size, width * 0.4, 0.06)
    line = set_line(words, "text", letters, CREAM, letters * 0.06)
    edge, pad = 40 * size, 14 * size
    left, base = width - edge - pad - line.width, edge + pad + letters * 0.72
    plate = rect(left - pad, edge, line.width + 2 * pad, letters * 0.72 + 2 * pad, 5 * size)
    canvas.drawPath(plate, ink(argb(_PLATE, 0.62)))
    line.draw(canvas, left, base)
    return overlay_of(pixels)


def strip(left: str, middle: str, right: str, width: int, height: int) -> Overlay:
    """A strip along the foot of the picture with words at its left, in its middle and at its right."""
    size = unit(width, height)
    tall, edge = 2 * round(27 * size), 32 * size
    canvas, pixels = _sheet(width, tall)
    canvas.drawPath(rect(0, 0, width, tall), ink(argb(_PLATE, 0.7)))
    base = tall / 2 + _STRIP * size * 0.36
    for words, share in ((left, 0.0), (middle, 0.5), (right, 1.0)):
        letters = fitting(words, "text", _STRIP * size, width * 0.36)
        line = set_line(words, "text", letters, CREAM)
        line.draw(canvas, edge + (width - 2 * edge - line.width) * share, base)
    return overlay_of(pixels, height - tall)


@functools.lru_cache(4)
def caption(rows: tuple[str, ...], width: int, height: int) -> Overlay:
    """Rows of a caption in the middle near the foot of the picture, each on a plate of its own.

    In a picture that is higher than wide they stand further up: that is where telephones have no buttons.
    """
    size = unit(width, height)
    letters = min(fitting(row, "text", _CAPTION * size, width * 0.86) for row in rows)
    lines = [set_line(row, "text", letters, CREAM) for row in rows]
    pad, tall = letters * 0.35, 2 * round(letters * 0.75)
    foot = 2 * round((0.22 * height if height > width else 60 * size) / 2)
    canvas, pixels = _sheet(width, tall * len(lines))
    for number, line in enumerate(lines):
        left = (width - line.width) / 2
        canvas.drawPath(rect(left - pad, number * tall, line.width + 2 * pad, tall, 5 * size), ink(argb(_PLATE, 0.72)))
        line.draw(canvas, left, number * tall + tall / 2 + letters * 0.36)
    return overlay_of(pixels, height - foot - tall * len(lines))


def _sheet(width: int, height: int) -> tuple[skia.Canvas, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """A transparent sheet to draw on, and its pixels."""
    pixels = np.zeros((height, width, 4), np.uint8)
    return skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(width, height), pixels).getCanvas(), pixels
