"""Lettering on the picture: slugs of places, captions, and the strip of the review slate."""

from __future__ import annotations

import skia

from renderers.animatic.business import ease
from renderers.animatic.colour import Palette, from_hex
from renderers.animatic.paper import argb, ink, rect, wash
from renderers.animatic.typefaces import fitting, set_line

CREAM = from_hex("FBF3E2")
_NIGHT = from_hex("0E1626")
_SLUG_SECONDS = 2.2
_SLUG_GROWS = 0.5
_PLATE = 0.66
"""Alpha of the plate behind captions."""
_SLUG_PLATE = 0.55
"""Alpha of the plate behind a place's slug: letters stay legible over windows and roofs."""


def unit(width: int, height: int) -> float:
    """Pixels of this frame for one pixel of a 1920 x 1080 frame; tall frames letter a little larger."""
    return min(width * 9 / 16 * 2, height) / 1080


def slug_shown(seconds: float) -> bool:
    """Whether a place's slug stands on the picture."""
    return seconds < _SLUG_SECONDS


def draw_slug(
    canvas: skia.Canvas, width: int, height: int, palette: Palette, first: str, second: str, seconds: float, dark: bool
) -> None:
    """The name of the place, a rule that grows below it, and the hour; on a plate at the left top, gone after
    2.2 s.

    `dark` says that it lies on something dark.
    """
    if not slug_shown(seconds):
        return
    size = unit(width, height)
    colour = CREAM if dark else palette.ink
    left, base = 110 * size * min(1.0, width / height), 0.14 * height
    big = fitting(first.upper(), "title", 54 * size, width - 2 * left, 0.04)
    small = fitting(second.upper(), "text", 27 * size, width - 2 * left, 0.07)
    name = set_line(first.upper(), "title", big, colour, big * 0.04)
    hour = set_line(second.upper(), "text", small, colour, small * 0.07)
    below = 86 * size if second else 48 * size
    beside = min(28 * size, 0.35 * left)
    wide = max(name.width, hour.width, 230 * size) + 2 * beside
    plate = rect(left - beside, base - 70 * size, wide, 70 * size + below, 10 * size)
    canvas.drawPath(plate, wash(argb(palette.ink if dark else CREAM, _SLUG_PLATE)))
    name.draw(canvas, left, base)
    grown = ease((seconds + 0.1) / _SLUG_GROWS)
    if grown > 0:
        rule = rect(left, base + 20 * size, 230 * size * grown, 6 * size)
        canvas.drawPath(rule, ink(argb(palette.accent)))
    hour.draw(canvas, left, base + 64 * size)


def draw_caption(canvas: skia.Canvas, width: int, height: int, text: str) -> None:
    """A caption on its plate near the foot of the picture; line breaks in the text are kept."""
    size = unit(width, height)
    room = width - 120 * size
    lines = [
        set_line(line, "text", fitting(line, "text", 42 * size, room), CREAM)
        for line in text.split("\n")
        if line.strip()
    ]
    if not lines:
        return
    step, wide = 54 * size, max(line.width for line in lines) + 60 * size
    bottom = 0.945 * height
    top = bottom - step * len(lines) - 22 * size
    plate = rect((width - wide) / 2, top, wide, bottom - top, 10 * size)
    canvas.drawPath(plate, wash(argb(_NIGHT, _PLATE)))
    for i, line in enumerate(lines):
        line.draw(canvas, (width - line.width) / 2, bottom - 26 * size - step * (len(lines) - 1 - i))


def draw_strip(canvas: skia.Canvas, width: int, height: int, left: str, right: str) -> None:
    """The review slate: one strip across the top, what is shown on the left, the timecode on the right."""
    size = unit(width, height)
    deep = 34 * size
    canvas.drawPath(rect(0, 0, width, deep), wash(argb(_NIGHT, _PLATE)))
    time = set_line(right, "text", 22 * size, CREAM)
    base = deep * 0.5 + 8 * size
    time.draw(canvas, width - 18 * size - time.width, base)
    room = width - time.width - 60 * size
    set_line(left, "text", fitting(left, "text", 22 * size, room), CREAM).draw(canvas, 18 * size, base)
