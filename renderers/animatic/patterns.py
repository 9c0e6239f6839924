"""Patterns of cloth: stripes, checks and dots, in a lighter or darker tone of the garment's own colour."""

from __future__ import annotations

import functools

import skia

from renderers.animatic.colour import Colour, mix
from renderers.animatic.paper import oval, overlap, rect
from renderers.animatic.sheets import Sheet

_LIGHT, _DARK = (0.96, 0.93, 0.86), (0.12, 0.12, 0.16)
_PALE = 0.62
"""Mean of a colour's parts from which on its pattern is the darker one."""


def contrasting(colour: Colour) -> Colour:
    """The tone of the pattern on a garment of this colour."""
    return mix(colour, _DARK, 0.45) if sum(colour) / 3 > _PALE else mix(colour, _LIGHT, 0.62)


@functools.lru_cache(256)
def pattern_on(sheet: Sheet, pattern: str) -> skia.Path:
    """The part of a garment that has the pattern's tone: `stripes` across, `checks` or `dots`."""
    bounds = sheet.path.getBounds()
    left, top, right, bottom = bounds.left(), bounds.top(), bounds.right(), bounds.bottom()
    marks = skia.Path()
    if pattern in ("stripes", "checks"):
        step, wide = (0.30, 0.115) if pattern == "stripes" else (0.34, 0.055)
        for i in range(int((bottom - top) / step) + 1):
            marks.addPath(rect(left - 0.1, top + 0.16 + i * step, right - left + 0.2, wide))
    if pattern == "checks":
        for i in range(int((right - left) / 0.34) + 1):
            marks.addPath(rect(left + 0.14 + i * 0.34, top - 0.1, 0.055, bottom - top + 0.2))
    if pattern == "dots":
        for row in range(int((bottom - top) / 0.24) + 1):
            for i in range(int((right - left) / 0.30) + 1):
                marks.addPath(oval(left + 0.1 + i * 0.30 + 0.15 * (row % 2), top + 0.12 + row * 0.24, 0.048))
    return overlap(sheet.path, skia.Simplify(marks))
