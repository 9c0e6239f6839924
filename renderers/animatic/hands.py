"""Arms by two bones, and the hands at their ends."""

from __future__ import annotations

import functools
import math

import skia

from renderers.animatic.colour import Colour
from renderers.animatic.paper import Painter, Point, lens
from renderers.animatic.pose import Hand
from renderers.animatic.sheets import blob_sheet, lay_skin, limb_sheet

_MITTEN: tuple[Point, ...] = (
    (-0.115, -0.14), (0.115, -0.14), (0.15, 0.05), (0.125, 0.24), (0.05, 0.37), (-0.05, 0.375), (-0.125, 0.27),
    (-0.15, 0.06),
)  # fmt: skip
_THUMB: tuple[Point, ...] = ((0.08, -0.06), (0.17, 0.02), (0.215, 0.14), (0.175, 0.225), (0.115, 0.15))
_FIST: tuple[Point, ...] = (
    (-0.14, -0.08), (-0.11, -0.17), (0.11, -0.17), (0.18, -0.04), (0.185, 0.12), (0.08, 0.20), (-0.10, 0.18),
    (-0.17, 0.06),
)  # fmt: skip
_FIST_THUMB: tuple[Point, ...] = ((0.02, -0.10), (0.15, -0.06), (0.17, 0.03), (0.05, 0.02), (-0.05, -0.02))
_PALM: tuple[Point, ...] = (
    (-0.12, -0.13), (0.12, -0.13), (0.165, 0.04), (0.13, 0.19), (0.0, 0.22), (-0.12, 0.18), (-0.155, 0.04),
)  # fmt: skip
_FINGERS = ((-0.52, 0.30, 0.085), (-0.20, 0.38, 0.095), (0.08, 0.40, 0.095), (0.36, 0.345, 0.085))
"""Angle, length and width of the four fingers of an open hand."""


def bend(start: Point, target: Point, upper: float, lower: float, way: int) -> tuple[Point, Point]:
    """Where the joint of two bones goes, and where their end comes to when the target is out of reach."""
    dx, dy = target[0] - start[0], target[1] - start[1]
    far = math.hypot(dx, dy) or 1e-6
    reach = upper + lower - 0.01
    if far > reach:
        dx, dy, far = dx * reach / far, dy * reach / far, reach
        target = (start[0] + dx, start[1] + dy)
    along = (upper * upper - lower * lower + far * far) / (2 * far)
    aside = math.sqrt(max(0.0, upper * upper - along * along)) * way
    joint = (start[0] + dx / far * along - dy / far * aside, start[1] + dy / far * along + dx / far * aside)
    return joint, target


@functools.lru_cache(2048)
def arm(start: Point, target: Point, upper: float, lower: float, way: int) -> tuple[Point, Point]:
    """Elbow and wrist, rounded so that sheets cut for an arm are found again."""
    elbow, wrist = bend(start, target, upper, lower, way)
    return (round(elbow[0], 3), round(elbow[1], 3)), (round(wrist[0], 3), round(wrist[1], 3))


def draw_hand(
    painter: Painter, at: Point, angle: float, shape: Hand, skin: Colour, size: float = 1.0, flip: int = 1
) -> None:
    """A hand with its wrist at a point, fingers pointing down at angle 0 (degrees); `flip` moves the thumb over."""
    canvas: skia.Canvas = painter.canvas
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(angle)
    canvas.scale(size * flip, size)
    side = painter.side
    painter.side = 1 if math.cos(math.radians(angle)) * side * flip >= 0 else -1
    {"mitten": _mitten, "fist": _fist, "open": _open, "point": _point}[shape](painter, skin)
    painter.side = side
    canvas.restore()


def _mitten(painter: Painter, skin: Colour) -> None:
    lay_skin(painter, blob_sheet(_MITTEN, 0.5), skin, 0.05)
    if painter.detail > 130:
        for x in (-0.055, 0.020):
            painter.fill(lens((x, 0.17), (x + 0.012, 0.345), 0.0, 0.0), painter.skin(skin, 0.45))
            painter.line(_tick(x, 0.19, x + 0.010, 0.34), painter.skin(skin, 0.5), 0.012)
    lay_skin(painter, blob_sheet(_THUMB, 0.5), skin, 0.03)


def _tick(x0: float, y0: float, x1: float, y1: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(x0, y0)
    path.lineTo(x1, y1)
    return path


def _fist(painter: Painter, skin: Colour) -> None:
    lay_skin(painter, blob_sheet(_FIST, 0.45), skin, 0.05)
    if painter.detail > 90:
        for x in (-0.075, 0.0, 0.075):
            painter.line(_tick(x, 0.06, x + 0.004, 0.175), painter.skin(skin, 0.45), 0.014)
    lay_skin(painter, blob_sheet(_FIST_THUMB, 0.5), skin, 0.025)


def _open(painter: Painter, skin: Colour) -> None:
    for angle, length, width in _FINGERS:
        tip = (math.sin(angle) * length, 0.06 + math.cos(angle) * length)
        root = (math.sin(angle) * 0.16, 0.10)
        lay_skin(painter, limb_sheet((root, tip), width + 0.01, width * 0.82), skin, 0.025, -0.01)
    lay_skin(painter, limb_sheet(((0.05, 0.0), (0.26, 0.12)), 0.11, 0.08), skin, 0.025)
    lay_skin(painter, blob_sheet(_PALM, 0.5), skin, 0.05)


def _point(painter: Painter, skin: Colour) -> None:
    lay_skin(painter, limb_sheet(((0.09, 0.06), (0.105, 0.42)), 0.10, 0.078), skin, 0.03)
    _fist(painter, skin)
