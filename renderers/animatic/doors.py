"""Doors that swing: the one in a room's side wall with who comes and goes, and the one somebody has a hand on."""

from __future__ import annotations

import math
from collections.abc import Callable

import skia

from renderers.animatic.acting import Performance
from renderers.animatic.business import ease
from renderers.animatic.cards import Card, Piece, SetDesign
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.framing import Composition
from renderers.animatic.paper import Painter, oval, rect
from renderers.animatic.pieces_light import glow
from shots.recipe import Recipe
from shots.shot import Size

Swing = Callable[[float], float]
"""How far a door stands open at a moment: 0 shut, 1 wide."""
_WOOD, _BRASS, _WALL, _GLASS = (from_hex(text) for text in ("7A5A44", "C0893A", "A08C7C", "5E7480"))
_WIDE, _TALL = 0.96, 2.10
_SWING = 0.7
"""Seconds in which a door opens or falls shut."""
_BEHIND = 0.9
"""Seconds after who came in at which the door begins to close."""


def swinging_doors(recipe: Recipe, design: SetDesign, composition: Composition) -> list[Card]:
    """The side door, where somebody comes or goes on its side in a shot wide enough to show it."""
    if design.door is None or recipe.shot.size.step > Size.WS.step:
        return []
    for mark in composition.marks:
        part = Performance(recipe, mark.token)
        if part.walks == "in" and part.pose(0).facing == -design.door.side:
            return [design.door.swing(_closing(_BEHIND))]
        if part.walks == "out" and part.way_out == design.door.side:
            return [design.door.swing(_opening(part.leaves + 0.3))]
    return []


def _closing(since: float) -> Swing:
    return lambda seconds: 1 - ease((seconds - since) / _SWING)


def _opening(since: float) -> Swing:
    return lambda seconds: ease((seconds - since) / _SWING)


def door_flat(way: int, swing: Swing, knob: float, house: bool = False) -> Piece:
    """A door in its frame, set up before the wall for who is at it: the handle at the origin, `knob` metres up.

    It lies ahead of who looks to `way` and opens away from them; `house` gives it the wall of one, out of doors.
    """

    def draw(painter: Painter, seconds: float) -> None:
        canvas = painter.canvas
        canvas.save()
        if way < 0:
            canvas.scale(-1, 1)
            painter.side = -painter.side
        if house:
            _house(painter)
        painter.form(rect(-0.24, -2.20, 1.16, 2.20), mix(_WOOD, painter.palette.ink, 0.35), 0.03, 0)
        opening = painter.half(mix(_WOOD, painter.palette.ink, 0.72), 0.35)
        painter.fill(rect(-0.14, -_TALL, _WIDE, _TALL), opening)
        canvas.concat(_turned(swing(seconds)))
        _leaf(painter, knob)
        if way < 0:
            painter.side = -painter.side
        canvas.restore()

    return draw


def _house(painter: Painter) -> None:
    """The corner of a house round its door, with a lamp beside it and a window further on."""
    wall = mix(_WALL, painter.palette.haze, 0.2)
    painter.form(rect(-0.75, -3.9, 9.0, 3.9), wall, 0.10, 0, rim=0.02)
    painter.fill(rect(-0.75, -0.42, 9.0, 0.42), painter.half(mix(wall, painter.palette.ink, 0.4), 0.5))
    painter.form(rect(-0.95, -4.1, 9.4, 0.24), mix(wall, painter.palette.ink, 0.3), 0.04, 0)
    for x in (1.75, 3.9, 6.0):
        painter.form(rect(x, -2.35, 1.15, 1.35), mix(wall, painter.palette.ink, 0.35), 0.03, 0)
        painter.fill(rect(x + 0.08, -2.27, 0.99, 1.19), painter.half(mix(_GLASS, painter.palette.lamp, 0.25), 0.7))
        painter.fill(rect(x + 0.54, -2.27, 0.06, 1.19), painter.half(mix(wall, painter.palette.ink, 0.35), 0.6))
    glow(painter, 1.22, -2.05, 0.55, painter.palette.lamp)
    painter.form(rect(1.14, -2.18, 0.16, 0.24, 0.03), painter.palette.lamp, 0.02, 0)


def _turned(share: float) -> skia.Matrix:
    """What turns the shut leaf on its far edge, away from the lens."""
    if share <= 0:
        return skia.Matrix()
    angle = share * math.radians(76)
    hinge, eyes, deep = _WIDE - 0.14, -1.5, 1 - 0.14 * math.sin(angle)
    free = hinge - _WIDE * math.cos(angle)
    flat = ((-0.14, -_TALL), (hinge, -_TALL), (hinge, 0.0), (-0.14, 0.0))
    seen = ((free, eyes + (-_TALL - eyes) * deep), (hinge, -_TALL), (hinge, 0.0), (free, eyes - eyes * deep))
    matrix = skia.Matrix()
    matrix.setPolyToPoly([skia.Point(*each) for each in flat], [skia.Point(*each) for each in seen])
    return matrix


def _leaf(painter: Painter, knob: float) -> None:
    painter.form(rect(-0.14, -_TALL, _WIDE, _TALL), _WOOD, 0.04, 0)
    for y, tall in ((-1.92, 0.72), (-1.02, 0.84)):
        painter.fill(rect(0.0, y, 0.68, tall, 0.02), painter.half(mix(_WOOD, painter.palette.ink, 0.16), 0.5))
    painter.form(rect(-0.08, -knob - 0.10, 0.08, 0.24, 0.02), _BRASS, 0.01)
    painter.form(oval(-0.04, -knob, 0.045), _BRASS, 0.012)
