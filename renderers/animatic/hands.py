"""Arms by two bones, and the hands at their ends."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import skia

from renderers.animatic.colour import Colour
from renderers.animatic.paper import Painter, Point, limb
from renderers.animatic.pose import Hand
from renderers.animatic.sheets import Sheet, blob_sheet, lay_skin, limb_sheet

_MITTEN: tuple[Point, ...] = (
    (-0.105, -0.15), (0.105, -0.15), (0.145, 0.03), (0.135, 0.20), (0.09, 0.34), (0.0, 0.385), (-0.085, 0.33),
    (-0.135, 0.20), (-0.14, 0.04),
)  # fmt: skip
_THUMB: tuple[Point, ...] = ((0.075, -0.06), (0.16, 0.02), (0.195, 0.15), (0.16, 0.225), (0.105, 0.14))
_KNUCKLES: tuple[Point, ...] = (
    (-0.115, -0.16), (0.11, -0.16), (0.165, -0.03), (0.165, 0.08), (0.0, 0.12), (-0.155, 0.08), (-0.155, -0.03),
)  # fmt: skip
"""The back of a closed hand, from the wrist to the knuckles."""
_CURLED = ((-0.116, 0.145), (-0.040, 0.178), (0.038, 0.182), (0.114, 0.155))
"""Where the four fingers of a closed hand lie, and how far down they come round what is held."""
_CURLED_THUMB: tuple[Point, ...] = ((0.135, -0.07), (0.168, 0.05), (0.118, 0.150))
_FLAT: tuple[Point, ...] = (
    (-0.10, -0.15), (0.10, -0.15), (0.125, 0.03), (0.115, 0.22), (0.075, 0.36), (0.0, 0.39), (-0.07, 0.34),
    (-0.12, 0.18), (-0.125, 0.03),
)  # fmt: skip
_OFFERED: tuple[Point, ...] = (
    (-0.105, -0.15), (0.10, -0.15), (0.115, 0.02), (0.080, 0.14), (0.085, 0.26), (0.135, 0.385), (0.085, 0.425),
    (0.005, 0.33), (-0.070, 0.20), (-0.120, 0.04),
)  # fmt: skip
"""A hand held out, its palm up, from the side."""
_PALM: tuple[Point, ...] = (
    (-0.115, -0.14), (0.115, -0.14), (0.155, 0.02), (0.140, 0.17), (0.0, 0.21), (-0.135, 0.17), (-0.145, 0.02),
)  # fmt: skip
_FINGERS = ((-0.30, 0.345, 0.078), (-0.11, 0.405, 0.085), (0.08, 0.415, 0.085), (0.27, 0.365, 0.078))
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
    _SHAPES[shape](painter, skin)
    painter.side = side
    canvas.restore()


def draw_thumb(painter: Painter, at: Point, angle: float, skin: Colour, size: float = 1.0) -> None:
    """The thumb of a hand that pinches, over what it holds between thumb and fingers; as draw_hand."""
    canvas: skia.Canvas = painter.canvas
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(angle)
    canvas.scale(size, size)
    lay_skin(painter, limb_sheet(((0.06, -0.08), (0.075, 0.05), (0.045, 0.165)), 0.10, 0.075), skin, 0.025)
    canvas.restore()


def _mitten(painter: Painter, skin: Colour) -> None:
    lay_skin(painter, blob_sheet(_MITTEN, 0.5), skin, 0.05)
    if painter.detail > 100:
        _gaps(painter, skin, ((-0.052, 0.20, -0.040, 0.345), (0.018, 0.19, 0.022, 0.365)))
    lay_skin(painter, blob_sheet(_THUMB, 0.5), skin, 0.03)


def _gaps(painter: Painter, skin: Colour, between: tuple[tuple[float, float, float, float], ...]) -> None:
    """Lines of shade between fingers."""
    gaps = skia.Path()
    for x0, y0, x1, y1 in between:
        gaps.moveTo(x0, y0)
        gaps.lineTo(x1, y1)
    painter.line(gaps, painter.skin(skin, 0.35), 0.014)


@functools.lru_cache(1)
def _curled() -> Sheet:
    fingers = skia.Path()
    for x, low in _CURLED:
        fingers.addPath(limb(((x, 0.03), (x, low)), 0.090, 0.084))
    return Sheet(skia.Simplify(fingers))


def _fist(painter: Painter, skin: Colour) -> None:
    """Closed round something: the fingers come down over it side by side, the thumb beside them."""
    if painter.detail > 40:
        lay_skin(painter, _curled(), skin, 0.03, 0.012)
    lay_skin(painter, blob_sheet(_KNUCKLES, 0.45), skin, 0.05)
    if painter.detail > 70:
        _gaps(painter, skin, tuple((x, 0.055, x, 0.150) for x in (-0.078, 0.0, 0.076)))
    lay_skin(painter, limb_sheet(_CURLED_THUMB, 0.088, 0.070), skin, 0.025)


def _open(painter: Painter, skin: Colour) -> None:
    for angle, length, width in _FINGERS:
        tip = (math.sin(angle) * length, 0.04 + math.cos(angle) * length)
        root = (math.sin(angle) * 0.32, 0.09)
        lay_skin(painter, limb_sheet((root, tip), width + 0.012, width * 0.80), skin, 0.022, -0.01)
    lay_skin(painter, limb_sheet(((0.05, 0.0), (0.19, 0.08), (0.235, 0.18)), 0.11, 0.075), skin, 0.025)
    lay_skin(painter, blob_sheet(_PALM, 0.5), skin, 0.05)


def _offer(painter: Painter, skin: Colour) -> None:
    """Held out with the palm up, fingers together, the thumb apart."""
    lay_skin(painter, limb_sheet(((-0.03, 0.10), (-0.02, 0.27), (0.035, 0.375)), 0.10, 0.07), skin, 0.06)
    lay_skin(painter, blob_sheet(_OFFERED, 0.5), skin, 0.04)
    lay_skin(painter, limb_sheet(((0.07, -0.05), (0.165, 0.05), (0.205, 0.155)), 0.10, 0.068), skin, 0.025)


def _pinch(painter: Painter, skin: Colour) -> None:
    """The fingers behind what is held; `draw_thumb` comes over it."""
    lay_skin(painter, blob_sheet(_FLAT, 0.5), skin, 0.05)


def _point(painter: Painter, skin: Colour) -> None:
    lay_skin(painter, limb_sheet(((0.085, 0.05), (0.098, 0.42)), 0.095, 0.075), skin, 0.03)
    _fist(painter, skin)


_SHAPES: dict[Hand, Callable[[Painter, Colour], None]] = {
    "mitten": _mitten, "fist": _fist, "open": _open, "point": _point, "offer": _offer, "pinch": _pinch,
}  # fmt: skip
