"""People nobody named: crowds that wait, walk or run behind those in frame, and classes at their desks."""

from __future__ import annotations

import math
import random
import re
from dataclasses import replace
from typing import Literal, NamedTuple

from bible.entries import Hour, Look, Weather
from bible.script import Setting
from renderers.animatic.back_view import draw_back
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign, chance
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.directions import CROWD, crowd_of
from renderers.animatic.doing import dancing
from renderers.animatic.figure import draw_figure
from renderers.animatic.framing import Composition
from renderers.animatic.ground import prop
from renderers.animatic.legs import stride
from renderers.animatic.paper import Painter, rect
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import head_height
from renderers.animatic.sights import FIRST_COLUMN, seen_in
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe
from shots.shot import Size

_WOOD, _PAPER, _RUBBER = from_hex("8A6244"), from_hex("E6DCC4"), from_hex("3A3E48")
_COATS = ("5E6A72", "6A5E58", "4E5A64", "7A6E62", "56604E", "6E5A5E", "4A4E5A", "80766A")
_JUMPERS = ("8A5A52", "5A7480", "7E8A5A", "9A8450", "6A5A7E", "A0705A", "4E7A72", "7A6A5E")
_ARMS = (((-0.84, 2.3), (0.86, 2.2)), ((-0.6, 2.25), (0.75, 1.2)), ((0.35, 1.25), (0.9, 1.3)))
"""Where people who wait put their hands."""
_WOMEN = ("bob", "bun", "long", "ponytail", "curly")
_MEN = ("short", "short", "curly", "bald")


class Clothes(NamedTuple):
    """What a crowd is dressed in: outfits of women and of men, hats, and whether colours are those of a warm day."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    hats: tuple[str, ...] = ("none", "none", "none", "none", "cap", "beanie", "fedora")
    bright: bool = False


_EVERYDAY = Clothes(("coat", "jacket", "jumper", "dress", "blouse"), ("coat", "jacket", "jumper", "suit"))
_COLD = Clothes(("coat", "coat", "jacket", "raincoat"), ("coat", "coat", "jacket", "raincoat"),
                ("none", "beanie", "cap", "fedora", "headscarf"))  # fmt: skip
_WARM = Clothes(("dress", "tee", "blouse", "jacket", "dress"), ("tee", "jacket", "tee", "waistcoat", "jumper"),
                ("none", "none", "none", "cap", "stetson"), bright=True)  # fmt: skip
_DRESSED: tuple[tuple[str, Clothes], ...] = (
    ("castle|palace|medieval|throne|village green",
     Clothes(("gown", "apron", "gown"), ("robe", "robe", "armour", "apron"), ("none", "hood", "none", "headscarf"))),
    ("saloon|frontier|western|prairie|ranch|gold rush",
     Clothes(("gown", "apron", "blouse"), ("waistcoat", "coat", "overalls"), ("stetson", "stetson", "none"))),
    ("hospital|ward|clinic|operating|maternity", Clothes(("scrubs", "coat", "scrubs"), ("scrubs", "coat"), ("none",))),
    ("stadium|pitch|gym", Clothes(("sportswear", "tee", "jumper"), ("sportswear", "tee", "jumper"), ("none", "cap"),
                                  bright=True)),
    ("market|bazaar", Clothes(("dress", "apron", "blouse", "tee"), ("apron", "tee", "jacket", "waistcoat"),
                              ("none", "none", "cap", "stetson", "headscarf"), bright=True)),
    ("court|office|bank|parliament|lobby", Clothes(("blouse", "suit", "dress"), ("suit", "suit", "jacket"), ("none",))),
    ("barracks|battlefield|army|trench", Clothes(("uniform",), ("uniform",), ("helmet", "cap"))),
)  # fmt: skip
"""Words of places, and what is worn there."""
_CHEERS = re.compile(
    r"\b(cheers?|applauds?|claps?|waves?|throws? (rice|flowers|confetti|hats)|celebrates?)\b", re.IGNORECASE
)
_BASKETS = re.compile(r"\bbaskets?\b", re.IGNORECASE)
_SKINS = ("pale", "light", "tan", "brown", "dark", "deep")
_RUNS = re.compile(
    r"\b(runs?|running|rush(es)?|flees?|hurr(y|ies)|races?|stampedes?|charges?|scatters?)\b", re.IGNORECASE
)
_WALKS = re.compile(
    r"\b(walks?|walking|march(es)?|pass(es)?|streams?|cross(es)?|strolls?|pours?|files?|moves?|push(es)?|hurr(y|ies)"
    r"|wanders?|parades?|trudges?|comes?|goes|leaves?)\b", re.IGNORECASE,
)  # fmt: skip
_DANCES = re.compile(r"\b(danc(es?|ing)|waltz(es)?)\b", re.IGNORECASE)
_Gait = Literal["walk", "run", "dance", ""]
_SPEEDS = {"walk": 1.25, "run": 3.0}
"""Metres a second."""
_MOVERS = 6
"""How many of a crowd are in motion at most: each is drawn anew twelve times a second."""


def crowd(recipe: Recipe, design: SetDesign, composition: Composition) -> list[Card]:
    """People nobody named, behind those in frame, in quiet colours, and never right behind a face.

    Each stands in the same place in every shot of a location that speaks of them.
    """
    wide = recipe.shot.size.step < Size.MS.step
    people = crowd_of(recipe, busy=design.kind == "market" and wide)
    if people.at_desks and design.inside:
        return _class(recipe, design, composition) if wide else []
    count = people.people
    dice = chance(recipe.location.name.upper(), "crowd")
    camera = composition.camera()
    taken = [(camera.column(mark.x, mark.z), 1.5) for mark in composition.marks]
    gait, way = _gait(recipe)
    near = composition.depth + (0.8 if design.inside else 1.4)
    deep, half = (0.9, 3.8) if design.inside else (4.4, 7.5)
    clothes, laden = clothes_at(recipe, design.kind), bool(_BASKETS.search(in_english(recipe.shot.action)))
    cheering = bool(_CHEERS.search(in_english(recipe.shot.action)))
    cards: list[Card] = []
    for _ in range(count * 5 if count else 0):
        x, z = dice.uniform(-half, half), near + deep * dice.random()
        person, pose = _stranger(dice, not design.inside, people.children, clothes), _waiting(dice)
        pose = (
            replace(
                pose,
                near_hand=(-1.0, -0.7),
                far_hand=(1.1, -0.75),
                near_bend=-1,
                far_bend=-1,
                smile=0.8,
                near_shape="open",
                far_shape="open",
                turned=False,
            )
            if cheering and x * 7 % 1 < 0.6
            else pose
        )
        if laden and x > 0 and not pose.turned:
            pose = replace(pose, near_hand=(-0.40, 2.05), near_shape="fist", holding="basket")
        column, room = camera.column(x, z), camera.scale(z) * 0.34
        if len(cards) == count or any(abs(column - other) < room * apart for other, apart in taken):
            continue
        taken.append((column, 1.0))
        if gait == "dance" and len(cards) < _MOVERS:
            cards.append(_dancer(person, pose, (x, design.floor, z), dice.uniform(0, 2)))
        elif gait and gait != "dance" and len(cards) < _MOVERS:
            cards.append(_passer_by(person, gait, way or pose.facing, (x, design.floor, z), half))
        else:
            cards.append(_extra(person, pose, x, design.floor, z))
    return cards


def _gait(recipe: Recipe) -> tuple[_Gait, int]:
    """How the crowd of a shot goes, `walk`, `run` or empty, and whether all go one way: 1 to the right, -1, or 0."""
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", in_english(recipe.shot.action)):
        found = CROWD.search(sentence)
        if found:
            after = sentence[found.end() :]
            way = chance(recipe.location.name.upper(), "way").choice((-1, 1))
            together = bool(re.search(r"\b(march|parade|stream|flee|run|charge)", after, re.IGNORECASE))
            if _DANCES.search(after):
                return "dance", 0
            gait: _Gait = "run" if _RUNS.search(after) else "walk" if _WALKS.search(after) else ""
            return gait, way if together else 0
    return "", 0


def _passer_by(look: Look, gait: Literal["walk", "run"], way: int, at: tuple[float, float, float], half: float) -> Card:
    """Somebody who goes across the picture and, gone, comes in again on the other side."""
    x, y, z = at
    unit, span = head_height(look), 2 * half + 4
    turn = stride(look, gait) * unit

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        gone = _SPEEDS[gait] * max(-9.0, seconds)
        here = (x + way * gone + span / 2) % span - span / 2
        phase = round(gone / turn * 12) / 12
        swing = round(0.7 * math.sin(phase * 2 * math.pi), 1)
        near, far = (-0.72 - swing, 2.1), (0.7 + swing, 2.05)
        if gait == "run":
            near, far = (-0.2 - swing, 1.25), (0.65 + swing, 1.2)
        pose = Pose(facing=way, turn=1.0, yaw=1.0, legs=gait, phase=phase, near_hand=near, far_hand=far)
        _extra(look, pose, here, y, z).draw(painter, camera, seconds)

    return Card(z, draw, moving=True)


def _dancer(look: Look, pose: Pose, at: tuple[float, float, float], since: float) -> Card:
    """Somebody who dances on the spot."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        moved = dancing(replace(pose, turned=False), round(seconds * 12) / 12 + since, since < 1)
        _extra(look, moved, *at).draw(painter, camera, seconds)

    return Card(at[2], draw, moving=True)


def _class(recipe: Recipe, design: SetDesign, composition: Composition) -> list[Card]:
    """Children at their desks, in rows before and beside those in frame, and never right before a face."""
    dice, camera = chance(recipe.location.name.upper(), "class"), composition.camera()
    taken = [camera.column(mark.x, mark.z) for mark in composition.marks]
    if any(seen.sight.where == "ground" for seen in seen_in(recipe.shot.action)):
        taken.append(FIRST_COLUMN * camera.width)  # an animal that comes in has its place
    cards: list[Card] = []
    front = recipe.shot.size.step <= Size.WS.step  # nearer, a row before the people would only be in the way
    for row, z in enumerate((composition.depth + 0.55, composition.depth - 0.45)[: 1 + front]):
        for place in range(6):
            x = (place - 2.5) * 1.35 + 0.4 * row
            look, facing = _stranger(dice, True, True, _EVERYDAY), dice.choice((-1, 1))
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


def clothes_at(recipe: Recipe, kind: str) -> Clothes:
    """What people wear at a place, in its weather and at its hour."""
    name = in_english(recipe.location.name).lower()
    found = next((clothes for words, clothes in _DRESSED if re.search(rf"\b(?:{words})", f"{kind} {name}")), None)
    if found:
        return found
    cold = recipe.weather in (Weather.SNOW, Weather.RAIN, Weather.STORM, Weather.FOG, Weather.WIND)
    outside = recipe.location.setting != Setting.INT
    if outside and (cold or recipe.hour in (Hour.NIGHT, Hour.DAWN)):
        return _COLD
    return _WARM if outside and recipe.weather == Weather.CLEAR else _EVERYDAY


def _stranger(dice: random.Random, children: bool, young: bool, clothes: Clothes) -> Look:
    child, woman = (dice.random() < 0.12 and children) or young, dice.random() < 0.5
    styles = _WOMEN if woman else _MEN
    outfit = dice.choice(("jumper", "tee", "jacket")) if young else dice.choice(clothes.women if woman else clothes.men)
    patterned = outfit in ("jumper", "tee", "dress", "blouse", "jacket") and not young
    return Look.model_validate(
        {
            "age": dice.choice((9, 11)) if child else dice.randint(19, 78),
            "sex": "woman" if woman else "man",
            "height_cm": dice.randint(126, 142) if child else dice.randint(157, 174) + (0 if woman else 12),
            "build": dice.choice(("slim", "average", "average", "stocky")),
            "skin": dice.choice(_SKINS),
            "hair": dice.choice(("short", "curly") if young and not woman else styles),
            "hair_colour": dice.choice(("#2A211E", "#4A3626", "#7A5A3A", "#B8935C" if young else "#A9A39A", "#1E1A1C")),
            "hat": "none" if young else dice.choice(clothes.hats),
            "hat_colour": "#" + dice.choice(_COATS),
            "outfit": outfit,
            "outfit_colour": "#" + dice.choice(_JUMPERS if young or clothes.bright else _COATS),
            "pattern": dice.choice(("plain", "plain", "stripes", "checks", "dots")) if patterned else "plain",
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
