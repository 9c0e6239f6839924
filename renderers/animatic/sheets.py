"""Sheets that remember the crescents cut from them, so that a figure that holds still costs no scissors."""

from __future__ import annotations

import functools

import skia

from renderers.animatic.colour import Colour, mix
from renderers.animatic.paper import Painter, Point, blob, limb, moved, overlap, poly, without


class Sheet:
    """A shape with its crescents. Made once by the cached functions below, then only laid down."""

    def __init__(self, path: skia.Path) -> None:
        self.path = path
        self._crescents: dict[Point, skia.Path] = {}

    def crescent(self, dx: float, dy: float) -> skia.Path:
        """What is left of the sheet when a copy of it, moved by (dx, dy), is laid over it."""
        key = (round(dx, 3), round(dy, 3))
        if key not in self._crescents:
            self._crescents[key] = without(self.path, moved(self.path, *key))
        return self._crescents[key]


@functools.lru_cache(4096)
def blob_sheet(points: tuple[Point, ...], roundness: float = 0.5) -> Sheet:
    """A smooth closed sheet through the points."""
    return Sheet(blob(points, roundness))


@functools.lru_cache(2048)
def poly_sheet(points: tuple[Point, ...]) -> Sheet:
    """A sheet with straight edges."""
    return Sheet(poly(points))


@functools.lru_cache(4096)
def limb_sheet(points: tuple[Point, ...], start_width: float, end_width: float) -> Sheet:
    """A tapered limb through the points, simplified so that crescents can be cut from it."""
    return Sheet(limb(points, start_width, end_width))


@functools.lru_cache(2048)
def inside(points: tuple[Point, ...], roundness: float, whole: Sheet) -> Sheet:
    """The part of a smooth shape that lies on another sheet."""
    return Sheet(overlap(blob(points, roundness), whole.path))


def bezier(start: Point, *segments: tuple[Point, ...]) -> skia.Path:
    """A closed path of curves: a segment of two points is a quadratic one, of three a cubic one."""
    path = skia.Path()
    path.moveTo(*start)
    for segment in segments:
        if len(segment) == 2:
            path.quadTo(*segment[0], *segment[1])
        else:
            path.cubicTo(*segment[0], *segment[1], *segment[2])
    path.close()
    return path


def lay(
    painter: Painter, sheet: Sheet, colour: Colour, across: float = 0.1, down: float = -0.04, rim: float = 0.0
) -> None:
    """Painter.form for a remembered sheet: lit, one hard crescent of shade, and with `rim` an edge of sunlight."""
    painter.fill(sheet.path, painter.lit(colour))
    if painter.distance > 30 or painter.detail * across < 0.9:
        return
    painter.fill(sheet.crescent(painter.side * across, down), painter.shaded(colour))
    if rim and painter.detail * rim > 0.7:
        edge = sheet.crescent(-painter.side * rim, rim * 0.5)
        painter.fill(edge, painter.lit(mix(colour, painter.palette.sun, 0.55)))


def lay_skin(
    painter: Painter, sheet: Sheet, colour: Colour, across: float = 0.05, down: float = -0.03, rim: float = 0.0
) -> None:
    """The same for skin, whose shade stays warm."""
    painter.fill(sheet.path, painter.skin(colour, 1.0))
    if painter.distance > 30 or painter.detail * across < 0.9:
        return
    painter.fill(sheet.crescent(painter.side * across, down), painter.skin(colour))
    if rim and painter.detail * rim > 0.7:
        edge = sheet.crescent(-painter.side * rim, rim * 0.6)
        painter.fill(edge, painter.lit(mix(colour, painter.palette.sun, 0.6)))
