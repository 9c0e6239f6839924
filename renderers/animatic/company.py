"""What a shot's people need around them: the table they sit at, the wheel they steer by, the crowd behind them."""

from __future__ import annotations

import random
from dataclasses import replace

from bible.entries import Look
from renderers.animatic.back_view import draw_back
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign, chance
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.directions import (
    around_table,
    crowd_of,
    drives,
    helm_ahead,
    on_bench,
    posture_of,
    seat_of,
    steers,
)
from renderers.animatic.figure import draw_figure
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.ground import prop
from renderers.animatic.paper import Painter, blob, moved, oval, rect, without
from renderers.animatic.pieces_car import front_seat
from renderers.animatic.pieces_work import helm
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import SKINS, head_height
from renderers.animatic.reach import touched
from renderers.animatic.tabletop import table
from shots.recipe import Recipe
from shots.shot import Framing, Size

_WOOD, _CLOTH, _PAPER = from_hex("8A6244"), from_hex("5E4638"), from_hex("E6DCC4")
_COATS = ("5E6A72", "6A5E58", "4E5A64", "7A6E62", "56604E", "6E5A5E", "4A4E5A", "80766A")
_JUMPERS = ("8A5A52", "5A7480", "7E8A5A", "9A8450", "6A5A7E", "A0705A", "4E7A72", "7A6A5E")
_RUBBER = from_hex("3A3E48")
_DASHBOARD = 1.02
"""Height of a dashboard above the soles of those behind it, who are sunk into their seats."""
_ARMS = (((-0.84, 2.3), (0.86, 2.2)), ((-0.6, 2.25), (0.75, 1.2)), ((0.35, 1.25), (0.9, 1.3)))
"""Where people who wait put their hands."""
_WOMEN = (("bob", "bun", "long", "ponytail", "curly"), ("coat", "jacket", "jumper", "dress"))
_MEN = (("short", "short", "curly", "bald"), ("coat", "jacket", "jumper", "suit"))
_SKINS = ("pale", "light", "tan", "brown", "dark", "deep")


def company(recipe: Recipe, design: SetDesign, composition: Composition) -> tuple[Card, ...]:
    """Cards to be set up with the people, behind them and before them."""
    cards: list[Card] = []
    wide = recipe.shot.size.step <= Size.MS.step and not design.seat
    if wide and composition.marks and on_bench(recipe) and recipe.shot.framing != Framing.OVER_SHOULDER:
        cards += _seat(recipe, composition)
    if wide and composition.marks and around_table(recipe):
        cards.append(table(recipe, composition))
    helmsman = steers(recipe) if recipe.shot.size.step <= Size.MS.step and design.inside else ""
    cards += [_wheel(recipe, mark) for mark in composition.marks if mark.token == helmsman]
    if design.seat and composition.marks and not composition.soft:
        cards.append(_dashboard(recipe, composition, drives(recipe)))
    if design.seat:
        cards += [prop(mark.x, mark.z + 0.2, front_seat, y=mark.y) for mark in composition.marks]
    return (*cards, *touched(recipe, design, composition), *_crowd(recipe, design, composition))


def _seat(recipe: Recipe, composition: Composition) -> list[Card]:
    """What those who sit on one thing have under them: a bench, a log, or something padded."""
    sitting = {each.token for each in recipe.cast if posture_of(recipe, each).last == "sit"}
    places = [mark for mark in composition.marks if mark.token in sitting]
    if not places:
        return []
    left, right = min(mark.x for mark in places) - 0.55, max(mark.x for mark in places) + 0.55
    z, y, kind = composition.depth + 0.32, places[0].y, seat_of(recipe)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        scale = camera.scale(z)
        painter.canvas.save()
        painter.canvas.translate(camera.column(left, z), camera.row(y, z))
        painter.canvas.scale(scale, scale)
        _draw_seat(painter, kind, right - left)
        painter.canvas.restore()

    return [Card(z, draw, name="bench")]


def _draw_seat(painter: Painter, kind: str, wide: float) -> None:
    """In metres from its left foot."""
    if kind == "log":
        painter.form(rect(-0.1, -0.46, wide + 0.2, 0.44, 0.2), mix(_WOOD, _RUBBER, 0.35), 0.05)
        painter.fill(oval(wide + 0.02, -0.24, 0.13, 0.21), painter.half(mix(_WOOD, _PAPER, 0.35), 0.8))
        return
    if kind == "sofa":
        painter.form(rect(-0.12, -0.92, wide + 0.24, 0.84, 0.14), _CLOTH, 0.08)
        painter.form(rect(0.0, -0.50, wide, 0.24, 0.08), mix(_CLOTH, _PAPER, 0.15), 0.04)
        return
    for x in (0.2, wide - 0.26):
        painter.fill(rect(x, -0.86, 0.06, 0.86), painter.half(_RUBBER, 0.5))
    for high, deep, light in ((0.90, 0.10, 0.9), (0.74, 0.10, 0.8), (0.48, 0.08, 0.6)):
        painter.fill(rect(0.0, -high, wide, deep, 0.02), painter.half(_WOOD, light))


def _wheel(recipe: Recipe, mark: Mark) -> Card:
    """The ship's wheel within reach of who is at it, drawn before the person, so that the hands lie on its rim."""
    look = next(each.look for each in recipe.cast if each.token == mark.token)
    ahead = -1 if next(each.side for each in recipe.shot.subjects if each.token == mark.token) == "right" else 1
    wheel = prop(mark.x + ahead * helm_ahead(look), mark.z + 0.01, helm, y=mark.y, width=0.8)
    return replace(wheel, name="helm")


def _dashboard(recipe: Recipe, composition: Composition, at_wheel: str) -> Card:
    """What the driver of a car has before the knees, across the foot of the frame, and both hands on the wheel."""
    z = composition.depth - 0.3
    skin = next((SKINS[each.look.skin] for each in recipe.cast if each.token == at_wheel), SKINS["light"])
    top = composition.marks[0].y + _DASHBOARD
    driver = next((mark for mark in composition.marks if mark.token == at_wheel), composition.marks[0]).x

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        scale, row = camera.scale(z), camera.row(top, z)
        hood = [(-50.0, row + scale * 0.05), (camera.width * 0.3, row), (camera.width * 0.7, row),
                (camera.width + 50.0, row + scale * 0.05), (camera.width + 50.0, camera.height + 900.0),
                (-50.0, camera.height + 900.0)]  # fmt: skip
        path = blob(hood, 0.15)
        column, middle = camera.column(driver, z), row - scale * 0.02
        painter.line(oval(column, middle, scale * 0.20, scale * 0.17), painter.half(_RUBBER, 0.45), scale * 0.035)
        for way in (-1, 1):  # the fingers come round the rim toward the lens
            fingers = rect(column + way * scale * 0.185 - scale * 0.045, middle - scale * 0.085, scale * 0.09,
                           scale * 0.085, scale * 0.035)  # fmt: skip
            painter.fill(fingers, painter.skin(skin, 0.85))
            for i in (1, 2):
                painter.fill(rect(column + way * scale * 0.185 - scale * 0.045, middle - scale * (0.085 - i * 0.028),
                                  scale * 0.09, scale * 0.006), painter.skin(skin, 0.45))  # fmt: skip
        painter.fill(path, painter.half(_RUBBER, 0.25))
        painter.fill(without(path, moved(path, 0, scale * 0.03)), painter.half(mix(_RUBBER, _PAPER, 0.25), 0.8))

    return Card(z, draw)


def _crowd(recipe: Recipe, design: SetDesign, composition: Composition) -> list[Card]:
    """People nobody named, behind those in frame, in quiet colours, and never right behind a face.

    Each stands in the same place in every shot of a location that speaks of them.
    """
    wide = recipe.shot.size.step < Size.MS.step
    crowd = crowd_of(recipe, busy=design.kind == "market" and wide)
    if crowd.at_desks and design.inside:
        return _class(recipe, design, composition) if wide else []
    count = crowd.people
    dice = chance(recipe.location.name.upper(), "crowd")
    camera = composition.camera()
    taken = [(camera.column(mark.x, mark.z), 1.5) for mark in composition.marks]
    near = composition.depth + (0.8 if design.inside else 1.4)
    deep, half = (0.9, 3.8) if design.inside else (4.4, 7.5)
    cards: list[Card] = []
    for _ in range(count * 5 if count else 0):
        x, z = dice.uniform(-half, half), near + deep * dice.random()
        person, pose = _stranger(dice, children=not design.inside, young=crowd.children), _waiting(dice)
        column, room = camera.column(x, z), camera.scale(z) * 0.34
        if len(cards) == count or any(abs(column - other) < room * apart for other, apart in taken):
            continue
        taken.append((column, 1.0))
        cards.append(_extra(person, pose, x, design.floor, z))
    return cards


def _class(recipe: Recipe, design: SetDesign, composition: Composition) -> list[Card]:
    """Children at their desks, in rows before and beside those in frame, and never right before a face."""
    dice, camera = chance(recipe.location.name.upper(), "class"), composition.camera()
    taken = [camera.column(mark.x, mark.z) for mark in composition.marks]
    cards: list[Card] = []
    front = recipe.shot.size.step <= Size.WS.step  # nearer, a row before the people would only be in the way
    for row, z in enumerate((composition.depth + 0.55, composition.depth - 0.45)[: 1 + front]):
        for place in range(6):
            x = (place - 2.5) * 1.35 + 0.4 * row
            look, facing = _stranger(dice, children=True, young=True), dice.choice((-1, 1))
            raised = dice.random() < 0.18
            hand = (-1.0, -0.8) if raised else (0.98, 0.84)
            pose = Pose(facing=facing, legs="sit", yaw=dice.choice((0.3, 0.5)), near_hand=hand, near_bend=-1 if raised
                        else 1, far_hand=(1.25, 0.8), near_shape="open" if raised else "mitten")  # fmt: skip
            if all(abs(camera.column(x, z) - column) > camera.scale(z) * 0.62 for column in taken):
                cards.append(_extra(look, pose, x, design.floor, z))
                cards.append(prop(x + 0.42 * facing, z - 0.12, _pupils_desk, y=design.floor))
    return cards


def _pupils_desk(painter: Painter, seconds: float) -> None:
    """A desk for one, 0.8 m, with a copy-book on it."""
    for x in (-0.36, 0.32):
        painter.fill(rect(x, -0.62, 0.05, 0.62), painter.half(_RUBBER, 0.6))
    painter.form(rect(-0.42, -0.68, 0.84, 0.09, 0.015), mix(_WOOD, _PAPER, 0.25), 0.02)
    painter.fill(rect(-0.16, -0.705, 0.3, 0.03), painter.half(_PAPER, 0.9))


def _stranger(dice: random.Random, children: bool, young: bool = False) -> Look:
    child, woman = (dice.random() < 0.12 and children) or young, dice.random() < 0.5
    styles, clothes = _WOMEN if woman else _MEN
    return Look.model_validate(
        {
            "age": dice.choice((9, 11)) if child else dice.randint(19, 78),
            "sex": "woman" if woman else "man",
            "height_cm": dice.randint(126, 142) if child else dice.randint(157, 174) + (0 if woman else 12),
            "build": dice.choice(("slim", "average", "average", "stocky")),
            "skin": dice.choice(_SKINS),
            "hair": dice.choice(("short", "curly") if young and not woman else styles),
            "hair_colour": dice.choice(("#2A211E", "#4A3626", "#7A5A3A", "#B8935C" if young else "#A9A39A", "#1E1A1C")),
            "hat": "none" if young else dice.choice(("none", "none", "none", "none", "cap", "beanie", "fedora")),
            "hat_colour": "#" + dice.choice(_COATS),
            "outfit": dice.choice(("jumper", "tee", "jacket")) if young else dice.choice(clothes),
            "outfit_colour": "#" + dice.choice(_JUMPERS if young else _COATS),
        }
    )


def _waiting(dice: random.Random) -> Pose:
    near, far = dice.choice(_ARMS)
    turn, yaw = dice.choice(((0.5, 0.5), (0.5, 0.35), (0.0, 0.0), (0.0, 0.3), (1.0, 1.0)))
    return Pose(
        facing=dice.choice((-1, 1)), turn=turn, yaw=yaw, tilt=dice.choice((-3.0, 0.0, 3.0)), near_hand=near,
        far_hand=far, turned=dice.random() < 0.2,
    )  # fmt: skip


def _extra(look: Look, pose: Pose, x: float, y: float, z: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        unit = camera.scale(z) * head_height(look)
        painter.canvas.save()
        painter.canvas.translate(camera.column(x, z), camera.row(y, z))
        painter.canvas.scale(unit, unit)
        painter.detail, painter.dim = unit, 0.16
        painter.distance = max(0.0, z - camera.z - 6.0)
        (draw_back if pose.turned else draw_figure)(painter, look, pose)
        painter.dim = 0.0
        painter.canvas.restore()

    return Card(z, draw)
