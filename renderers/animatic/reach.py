"""What hands lie on: switches, levers, valves and buttons are put where the hand gets to, wheels where both do."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from bible.entries import Character
from bible.script import Setting
from renderers.animatic.acting import Performance
from renderers.animatic.business import ease
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece, SetDesign
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.doors import Swing, door_flat
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.ground import prop
from renderers.animatic.paper import Painter, limb, oval, poly, rect
from renderers.animatic.parts import part_of
from renderers.animatic.proportions import head_height
from renderers.animatic.skeleton import joints
from shots.recipe import Recipe
from shots.shot import Framing, Size

_ARTICLE = r"(?:a|an|the|his|her|their|another)"
_GOES_TO_DOOR = (
    r"\b(walks?|goes|runs?|steps?|rush(es)?|hurries|strides?|backs?)\b.{0,12}"
    r"\b(to|towards?) (the|a|her|his) (\w+ )?door\b"
)
_HANDLED = re.compile(r"\b(knocks?|bangs?|opens?|closes?|shuts?|slams?|locks?|unlocks?|tries|rings?)\b", re.IGNORECASE)
_OPENS, _CLOSES = (
    re.compile(words, re.IGNORECASE) for words in (r"\b(opens|open|unlocks)\b", r"\b(closes?|shuts?|slams?)\b")
)
_OF_CAR = re.compile(r"\b(car|taxi|cab|van|truck|limousine)\b", re.IGNORECASE)
"""Where one of these is, out of doors, its door is meant."""
_AT_DOOR = 0.46
"""Metres from who has come to a door to its handle."""
_TOUCHED: tuple[tuple[str, str], ...] = (
    ("valve", r"\b(turns?|opens?|closes?|spins?|wrenches)\b.{0,24}\b(valve|tap|hatch wheel)\b"),
    ("lever", rf"\b(throws?|pulls?|flips?|hits?|works?)\b {_ARTICLE} (\w+ )?(switch|lever|handle|breaker|brake)\b"),
    ("switch", r"\b(switch(es)?|turns?|flicks?) (on|off|out) the (\w+ )?lights?\b|\bthe (\w+ )?lights? (on|off)\b"),
    (
        "door",
        rf"\b(knocks?|bangs? on)\b(?!.{{0,20}}\b(table|desk|wall|over|down)\b)"
        rf"|\b(opens?|closes?|shuts?|slams?|locks?|unlocks?|tries) {_ARTICLE} (\w+ )?(door|gate)\b"
        rf"|\brings? {_ARTICLE} (door)?bell\b|{_GOES_TO_DOOR}",
    ),
    ("button", rf"\b(pushes|presses|hits?|punches)\b {_ARTICLE} (\w+ )?(button|bell|key|alarm|console|panel)\b"),
)
_IRON, _STEEL, _RED, _BRASS = (from_hex(text) for text in ("3A3E48", "8C979C", "B5432F", "C0893A"))
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
        if thing and (design.inside or recipe.shot.size != Size.EWS):
            wall = _wall_behind(recipe, design, composition)
            cards.append(_under_hand(recipe, me, mark, thing, wall, design.inside))
    return cards


def thing_under_hand(recipe: Recipe, me: Character) -> str:
    """What somebody's hand goes to in the action: `valve`, `lever`, `door`, `button`, or empty."""
    part = part_of(recipe, me)
    if recipe.location.setting != Setting.INT and _OF_CAR.search(f"{' '.join(recipe.dressing)} {recipe.shot.action}"):
        part = re.sub(r"\b(car )?door\b", "", part)
    return next((name for name, words in _TOUCHED if re.search(words, part, re.IGNORECASE)), "")


def _wall_behind(recipe: Recipe, design: SetDesign, composition: Composition) -> tuple[float, Camera] | None:
    """The depth of the wall that doors are in where a shot shows the floor they would else stand on."""
    if design.box is None or recipe.shot.size.step > Size.FS.step:
        return None
    return design.box.depth - 0.08, composition.camera()


def _under_hand(
    recipe: Recipe, me: Character, mark: Mark, thing: str, wall: tuple[float, Camera] | None, inside: bool
) -> Card:  # fmt: skip
    look = me.look
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
    if thing == "door":
        part = part_of(recipe, me)
        x = x if _HANDLED.search(part) else mark.x + _AT_DOOR * pose.facing
        swing = _swing_of(part, frame / fps + 0.15)
        flat = door_flat(pose.facing, swing or _shut, max(0.85, min(1.15, high)), house=not inside)
        leaf = prop(x, mark.z + 0.02, flat, y=mark.y)
        if wall:  # behind them, so that it is seen where the hand is
            z, camera = wall
            leaf = prop(camera.x + (x - camera.x) * camera.scale(mark.z) / camera.scale(z), z, flat)
        return replace(leaf, name=thing, moving=swing is not None)
    piece = {"valve": _valve, "lever": _lever, "button": _button, "switch": _light_switch}[thing](
        max(0.25, high), pose.facing
    )
    card = prop(x, mark.z + 0.02, piece, y=mark.y, width=0.5)
    return replace(card, name=thing)


def _swing_of(part: str, at: float) -> Swing | None:
    """How a door that is opened or closed at a moment stands."""
    if _OPENS.search(part):
        return lambda seconds: ease((seconds - at) / 0.8)
    if _CLOSES.search(part):
        fast = 0.25 if "slam" in part.lower() else 0.6
        return lambda seconds: 1 - ease((seconds - at) / fast)
    return None


def _shut(seconds: float) -> float:
    return 0.0


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


def _light_switch(high: float, way: int) -> Piece:
    """A switch on the wall."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(rect(-0.045, -high - 0.07, 0.09, 0.14, 0.012), from_hex("E9E2D0"), 0.012)
        painter.form(rect(-0.012, -high - 0.035, 0.024, 0.07, 0.006), _STEEL, 0.006)

    return draw


def _button(high: float, way: int) -> Piece:
    """A box with one large button under the hand."""

    def draw(painter: Painter, seconds: float) -> None:
        _box(painter, high, way)
        painter.form(oval(0.06 * way, -high, 0.075), _IRON, 0.01)
        painter.form(oval(0.05 * way, -high - 0.004, 0.055), _RED, 0.015)

    return draw
