"""What hands lie on: switches, levers, valves and buttons are put where the hand gets to, wheels where both do."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from bible.entries import Character, Look
from renderers.animatic.acting import Performance
from renderers.animatic.cards import Card, Piece, SetDesign
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.directions import part_of
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.ground import prop
from renderers.animatic.paper import Painter, limb, oval, poly, rect
from renderers.animatic.proportions import head_height
from renderers.animatic.skeleton import joints
from shots.recipe import Recipe
from shots.shot import Framing, Size

_ARTICLE = r"(?:a|an|the|his|her|their|another)"
_TOUCHED: tuple[tuple[str, str], ...] = (
    ("valve", r"\b(turns?|opens?|closes?|spins?|wrenches)\b.{0,24}\b(valve|tap|hatch wheel)\b"),
    ("lever", rf"\b(throws?|pulls?|flips?|hits?|works?)\b {_ARTICLE} (\w+ )?(switch|lever|handle|breaker|brake)\b"),
    (
        "door",
        rf"\b(knocks?|bangs? on)\b(?!.{{0,20}}\b(table|desk|wall|over|down)\b)"
        rf"|\b(opens?|closes?|shuts?|slams?|locks?|unlocks?|tries) {_ARTICLE} (\w+ )?(door|gate)\b"
        rf"|\brings? {_ARTICLE} (door)?bell\b",
    ),
    ("button", rf"\b(pushes|presses|hits?|punches)\b {_ARTICLE} (\w+ )?(button|bell|key|alarm|console|panel)\b"),
)
_IRON, _STEEL, _RED, _BRASS = (from_hex(text) for text in ("3A3E48", "8C979C", "B5432F", "C0893A"))
_WOOD = from_hex("7A5A44")
_REACHED = 0.8
"""Seconds after its beginning at which a gesture has got where it goes."""


def touched(recipe: Recipe, design: SetDesign, composition: Composition) -> list[Card]:
    """Cards for what those in frame lay a hand on, each behind the hand that holds it."""
    if recipe.shot.size.step > Size.MS.step or recipe.shot.framing == Framing.OVER_SHOULDER or design.seat:
        return []
    cards = []
    for mark in composition.marks:
        me = next(each for each in recipe.cast if each.token == mark.token)
        thing = thing_under_hand(recipe, me)
        if thing:
            cards.append(_under_hand(recipe, me.look, mark, thing))
    return cards


def thing_under_hand(recipe: Recipe, me: Character) -> str:
    """What somebody's hand goes to in the action: `valve`, `lever`, `door`, `button`, or empty."""
    part = part_of(recipe, me)
    return next((name for name, words in _TOUCHED if re.search(words, part, re.IGNORECASE)), "")


def _under_hand(recipe: Recipe, look: Look, mark: Mark, thing: str) -> Card:
    fps = float(recipe.picture.rate.fps)
    length = recipe.frames / fps
    frame = min(recipe.frames - 1, round((0.2 * min(length, 4.0) + _REACHED) * fps))
    pose = replace(Performance(recipe, mark.token).pose(frame), travel=0.0)
    found = joints(look, pose)
    side = "right" if pose.facing > 0 else "left"
    (ex, ey), (wx, wy) = found[f"{side} elbow"], found[f"{side} wrist"]
    away = math.hypot(wx - ex, wy - ey) or 1.0
    palm = wx + (wx - ex) / away * 0.30, wy + (wy - ey) / away * 0.30
    unit = head_height(look)
    x, high = mark.x + palm[0] * unit, -palm[1] * unit
    piece = {"valve": _valve, "lever": _lever, "door": _door, "button": _button}[thing](max(0.25, high), pose.facing)
    card = prop(x, mark.z + 0.02, piece, y=mark.y, width=0.5)
    return replace(card, name=thing)


def _valve(high: float, way: int) -> Piece:
    """A pipe that comes out of the floor, and a wheel on it whose rim is `high` metres up under the hand."""

    def draw(painter: Painter, seconds: float) -> None:
        x = 0.16 * way
        painter.form(rect(x - 0.07, -high - 0.55, 0.14, high + 0.55), _STEEL, 0.03, 0)
        for y in (-high - 0.42, -0.12):
            painter.form(rect(x - 0.11, y, 0.22, 0.07, 0.01), mix(_STEEL, _IRON, 0.4), 0.02, 0)
        painter.form(rect(x - 0.12, -high - 0.12, 0.24, 0.24, 0.03), mix(_STEEL, _IRON, 0.25), 0.03, 0)
        for i in range(3):
            angle = i * math.pi / 3 + 0.3
            dx, dy = math.cos(angle) * 0.16, math.sin(angle) * 0.16
            painter.fill(limb([(x - dx, -high - dy), (x + dx, -high + dy)], 0.03, 0.03), painter.half(_RED, 0.6))
        painter.line(oval(x, -high, 0.17), painter.shaded(_RED), 0.05)
        painter.line(oval(x - 0.004, -high - 0.006, 0.17), painter.lit(_RED), 0.036)
        painter.form(oval(x, -high, 0.04), _BRASS, 0.01)

    return draw


def _box(painter: Painter, high: float, way: int) -> None:
    """A steel box on a post."""
    x = 0.20 * way
    painter.form(rect(x - 0.05, -high, 0.10, high), mix(_STEEL, _IRON, 0.5), 0.02, 0)
    painter.form(rect(x - 0.20, -0.05, 0.40, 0.05, 0.01), _IRON, 0.02, 0)
    painter.form(rect(x - 0.19, -high - 0.24, 0.38, 0.42, 0.03), mix(_STEEL, _IRON, 0.3), 0.05, 0)


def _lever(high: float, way: int) -> Piece:
    """A box with a handle that the hand has hold of, and a lamp over it."""

    def draw(painter: Painter, seconds: float) -> None:
        _box(painter, high, way)
        x = 0.20 * way
        painter.fill(rect(x - 0.03, -high - 0.14, 0.06, 0.26, 0.02), painter.shaded(_IRON))
        painter.line(poly([(x, 0.02 - high), (0.0, -high)], close=False), painter.half(_STEEL, 0.9), 0.045)
        painter.form(oval(0.0, -high, 0.055), _RED, 0.015)
        painter.fill(oval(x + 0.11 * way, -high - 0.16, 0.035), painter.own_light(painter.palette.lamp))

    return draw


def _button(high: float, way: int) -> Piece:
    """A box with one large button under the hand."""

    def draw(painter: Painter, seconds: float) -> None:
        _box(painter, high, way)
        painter.form(oval(0.06 * way, -high, 0.075), _IRON, 0.01)
        painter.form(oval(0.05 * way, -high - 0.004, 0.055), _RED, 0.015)

    return draw


def _door(high: float, way: int) -> Piece:
    """A door in its frame, as a flat of its own before the wall: its handle is under the hand."""

    def draw(painter: Painter, seconds: float) -> None:
        left = -0.14 if way > 0 else 0.14 - 0.96
        frame = mix(_WOOD, painter.palette.ink, 0.35)
        painter.form(rect(left - 0.10, -2.20, 1.16, 2.20), frame, 0.03, 0)
        painter.form(rect(left, -2.10, 0.96, 2.10), _WOOD, 0.04, 0)
        for y, tall in ((-1.92, 0.72), (-1.02, 0.84)):
            painter.fill(
                rect(left + 0.14, y, 0.68, tall, 0.02), painter.half(mix(_WOOD, painter.palette.ink, 0.16), 0.5)
            )
        plate = left + (0.06 if way > 0 else 0.82)
        knob = max(0.85, min(1.15, high))
        painter.form(rect(plate, -knob - 0.10, 0.08, 0.24, 0.02), _BRASS, 0.01)
        painter.form(oval(plate + 0.04, -knob, 0.045), _BRASS, 0.012)

    return draw
