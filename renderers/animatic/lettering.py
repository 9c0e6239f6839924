"""Lettering on the picture: slugs of places, captions and the review slate, in typefaces that travel with studio."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal

import skia

from renderers.animatic.business import ease
from renderers.animatic.colour import Colour, Palette, from_hex
from renderers.animatic.paper import argb, ink, rect, wash

Face = Literal["title", "text"]

_FONTS = Path(__file__).parents[1] / "fonts"
_FILES: dict[Face, str] = {"title": "FjallaOne-Regular.ttf", "text": "HankenGrotesk-SemiBold.ttf"}
CREAM = from_hex("FBF3E2")
_SLUG_SECONDS = 2.2
_SLUG_GROWS = 0.5


@functools.lru_cache(8)
def _typeface(face: Face) -> skia.Typeface:
    return skia.Typeface.MakeFromFile(str(_FONTS / _FILES[face]))


@functools.lru_cache(64)
def font(face: Face, size: float) -> skia.Font:
    """A typeface at a size in pixels, unhinted, so that it looks alike on every machine."""
    font = skia.Font(_typeface(face), size)
    font.setSubpixel(True)
    font.setHinting(skia.FontHinting.kNone)
    font.setEdging(skia.Font.Edging.kAntiAlias)
    return font


def unknown_letters(text: str, face: Face = "title") -> str:
    """The letters of a text that the face cannot set, each once."""
    typeface = _typeface(face)
    return "".join(
        dict.fromkeys(letter for letter in text if not letter.isspace() and not typeface.unicharToGlyph(ord(letter)))
    )


def width_of(text: str, face: Face, size: float, tracking: float = 0.0) -> float:
    """How wide a line sets, in pixels; `tracking` is added after each letter but the last."""
    return float(font(face, size).measureText(text)) + tracking * max(0, len(text) - 1)


def write(
    canvas: skia.Canvas, text: str, x: float, y: float, face: Face, size: float, colour: Colour, tracking: float = 0.0
) -> None:
    """Set one line with its base at (x, y)."""
    paint = ink(argb(colour))
    if not tracking:
        canvas.drawString(text, x, y, font(face, size), paint)
        return
    for letter in text:
        canvas.drawString(letter, x, y, font(face, size), paint)
        x += float(font(face, size).measureText(letter)) + tracking


def unit(width: int, height: int) -> float:
    """Pixels of this frame for one pixel of a 1920 x 1080 frame; tall frames letter a little larger."""
    return min(width * 9 / 16 * 2, height) / 1080


def slug_shown(seconds: float) -> bool:
    """Whether a place's slug stands on the picture."""
    return seconds < _SLUG_SECONDS


def draw_slug(
    canvas: skia.Canvas, width: int, height: int, palette: Palette, first: str, second: str, seconds: float
) -> None:
    """The name of the place, a rule that grows below it, and the hour; at the left top, gone after 2.2 s."""
    if not slug_shown(seconds):
        return
    size = unit(width, height)
    dark = sum(palette.sky[0]) < 0.9
    colour = CREAM if dark else palette.ink
    left, base = 110 * size * min(1.0, width / height), 0.14 * height
    big = fitting(first.upper(), "title", 54 * size, width - 2 * left)
    write(canvas, first.upper(), left, base, "title", big, colour, 2 * size)
    grown = ease((seconds + 0.1) / _SLUG_GROWS)
    if grown > 0:
        rule = rect(left, base + 20 * size, 230 * size * grown, 6 * size)
        canvas.drawPath(rule, ink(argb(palette.accent)))
    write(canvas, second.upper(), left, base + 64 * size, "text", 27 * size, colour, 2 * size)


def fitting(text: str, face: Face, size: float, width: float) -> float:
    """The size, or the smaller one at which the text is no wider than `width`."""
    wide = width_of(text, face, size, size * 0.05)
    return size if wide <= width else size * width / wide


def draw_plate(
    canvas: skia.Canvas, x: float, y: float, width: float, height: float, radius: float, colour: Colour
) -> None:
    """The dark plate behind captions."""
    canvas.drawPath(rect(x, y, width, height, radius), wash(argb(colour, 0.66)))
