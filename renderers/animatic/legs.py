"""Legs: standing, walking, running, sitting, kneeling and crouching. Origin on the ground between the feet."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from bible.entries import Look
from renderers.animatic.colour import Colour, mix
from renderers.animatic.garments import CUTS, LONG, wardrobe
from renderers.animatic.hands import bend
from renderers.animatic.paper import Painter, Point
from renderers.animatic.pose import LOW, Pose
from renderers.animatic.proportions import SKINS, Proportions, proportions
from renderers.animatic.sheets import Sheet, blob_sheet, lay, lay_skin, limb_sheet, poly_sheet
from renderers.animatic.views import FRONT, between


@dataclass(frozen=True)
class Gait:
    """How legs move: reach of a foot ahead and behind, its lift (both shares of the leg), and time on the ground."""

    reach: float
    lift: float
    grounded: float
    """Share of a turn a foot spends on the ground."""
    bob: float
    lean: float
    """Degrees forward."""


GAITS: dict[str, Gait] = {
    "walk": Gait(0.30, 0.12, 0.56, 0.03, 3.0), "run": Gait(0.42, 0.34, 0.36, 0.05, 11.0),
    "swim": Gait(0.15, 0.05, 0.50, 0.0, 0.0), "step": Gait(0.17, 0.10, 0.56, 0.02, 0.0),
    "climb": Gait(0.10, 0.40, 0.50, 0.0, 0.0),
}  # fmt: skip
"""Walking, running, the legs of who swims or floats, those of who fights or dances, and up a ladder."""
_SINKS = {"walk": 0.035, "run": 0.085, "swim": 0.02, "step": 0.03, "climb": 0.12}
"""How far bent knees let a moving body down on the whole, as a share of the leg."""
_ANKLE = 0.16
_SLACK = 1.02
"""How much longer than a straight one a moving leg is."""


def leg_length(body: Proportions) -> float:
    """From hip to ground, in u."""
    return -body.hip


def stride(look: Look, legs: str) -> float:
    """How far one turn (two steps) carries a figure, in u: feet on the ground do not slide."""
    gait = GAITS[legs]
    return 2 * gait.reach * leg_length(proportions(look)) / gait.grounded


def body_drop(look: Look, pose: Pose) -> float:
    """How far legs let the body down at this moment, in u."""
    body = proportions(look)
    if pose.legs in LOW:
        length = leg_length(body)
        low = {
            "sit": length * 0.46,
            "kneel": length * (1 - 0.485) - 0.20,
            "crouch": length * 0.60,
            "floor": length - 0.34,
        }[pose.legs]
        return low * pose.sunk
    gait = GAITS.get(pose.legs)
    if gait is None:
        return 0.0
    swing = math.cos(pose.phase * 4 * math.pi)
    return leg_length(body) * (_SINKS[pose.legs] + gait.bob * swing * (1 if pose.legs == "walk" else -1))


def foot(gait: Gait, phase: float) -> tuple[float, float]:
    """A foot's place in its turn: 1 ahead to -1 behind on the ground, then through the air; and its lift, 0 to 1."""
    turn = phase % 1.0
    if turn < gait.grounded:
        return 1 - 2 * turn / gait.grounded, 0.0
    air = (turn - gait.grounded) / (1 - gait.grounded)
    return -math.cos(air * math.pi), math.sin(air * math.pi)


class Leg(NamedTuple):
    """One leg at a moment, in figure coordinates; `tip` turns the shoe, degrees, heel up above 0."""

    hip: Point
    knee: Point
    ankle: Point
    tip: float = 0.0


def legs_at(look: Look, pose: Pose) -> tuple[Leg, Leg]:
    """The far leg and the near one."""
    if pose.legs in LOW and pose.sunk < 1:  # on the way: between standing and there
        there = legs_at(look, replace(pose, sunk=1.0))
        upright = legs_at(look, replace(pose, legs="stand"))
        far, near = (_on_the_way(a, b, pose.sunk) for a, b in zip(upright, there, strict=True))
        return far, near
    square = squarely(pose)
    if pose.legs == "sit":
        return _seated_square(look) if square else _seated(look)
    if pose.legs == "kneel":
        return _kneeling(look)
    if pose.legs == "kick":
        return _kicking(look)
    if pose.legs == "ride":
        return _astride(look), _astride(look)
    if pose.legs in ("crouch", "floor"):
        return _crouching(look) if pose.legs == "crouch" else _on_the_floor(look)
    far, near = (_square_on(look, pose, far) if square else _upright(look, pose, far) for far in (True, False))
    return far, near


def squarely(pose: Pose) -> bool:
    """Whether legs are seen from the front or from behind."""
    return pose.turned or pose.turn < FRONT


def _on_the_way(a: Leg, b: Leg, share: float) -> Leg:
    def between(p: Point, q: Point) -> Point:
        return round(p[0] + (q[0] - p[0]) * share, 2), round(p[1] + (q[1] - p[1]) * share, 2)

    return Leg(
        between(a.hip, b.hip), between(a.knee, b.knee), between(a.ankle, b.ankle), a.tip + (b.tip - a.tip) * share
    )


def draw_legs(painter: Painter, look: Look, pose: Pose) -> None:
    """Both legs with shoes, the far one a little in the shade, and the stool of who sits."""
    body = proportions(look)
    wide = 0.60 if pose.legs in LOW else 0.62 * (0.86 if body.breadth < 0.8 else 1.0)
    if pose.legs == "sit" and pose.stool:
        _stool(painter, look, body)
    square = squarely(pose)
    for leg, far in zip(legs_at(look, pose), (True, False), strict=True):
        _leg(painter, look, leg, wide * body.build, far, square, pose.legs in LOW)


def _upright(look: Look, pose: Pose, far: bool) -> Leg:
    """Standing, or somewhere in a walk or a run."""
    body = proportions(look)
    hip = body.hip - 0.05 + body_drop(look, pose)
    gait = GAITS.get(pose.legs)
    side = 0.24 * body.breadth * (1 if far else -1)
    if gait is None:
        side = round(between(pose.turn, side, side, side * 0.35), 2)
        sole = (round(between(pose.turn, 0.30, 0.32, 0.16) * (1 if far else -1), 2), -0.02 if far else 0.0)
        return _bent(body, (side, hip), sole, 0.0)
    ahead, lift = foot(gait, pose.phase + (0.5 if far else 0.0))
    length = leg_length(body)
    at = (ahead * gait.reach * length + side * 0.35, -lift * gait.lift * length * (1.0 if ahead < 0.4 else 0.6))
    if not lift:  # the heel comes down first, and the toes leave the ground last
        tip = -16 * max(0.0, ahead - 0.55) / 0.45 if ahead > 0 else 34 * max(0.0, -ahead - 0.45) / 0.55
        at = (at[0], -0.13 * max(0.0, -ahead - 0.45) / 0.55)
    else:
        tip = 34 - 50 * (ahead + 1) / 2
    return _bent(body, (side * 0.4, hip), at, tip, _SLACK)


def _square_on(look: Look, pose: Pose, far: bool) -> Leg:
    """Standing or walking, seen from the front or from behind: feet rise and fall, and hardly part."""
    body = proportions(look)
    way = 1 if far else -1
    hip = (round(0.25 * body.breadth * way, 2), round(body.hip - 0.05 + body_drop(look, pose), 2))
    gait = GAITS.get(pose.legs)
    rise = 0.0
    if gait:
        rise = round(foot(gait, pose.phase + (0.5 if far else 0.0))[1] * gait.lift * leg_length(body) * 0.9, 2)
    ankle = (round(way * (0.30 if not gait else 0.20), 2), -_ANKLE - rise)
    knee = (round((hip[0] + ankle[0]) / 2 + way * 0.02, 2), round((hip[1] + ankle[1]) / 2, 2))
    return Leg(hip, knee, ankle)


def _bent(body: Proportions, hip: Point, sole: Point, tip: float, slack: float = 0.0) -> Leg:
    """A leg between hip and sole; without `slack` it is straight."""
    ankle = (sole[0], sole[1] - _ANKLE)
    straight = math.hypot(hip[0] - ankle[0], hip[1] - ankle[1])
    bone = max((leg_length(body) - _ANKLE - 0.05) / 2 * slack, straight * 0.502)
    knee, ankle = bend(hip, ankle, bone, bone, -1)
    hip, knee, ankle = ((round(x, 2), round(y, 2)) for x, y in (hip, knee, ankle))
    return Leg(hip, knee, ankle, tip)


def _seated(look: Look) -> tuple[Leg, Leg]:
    """Thighs forward, shins down."""
    length = leg_length(proportions(look))
    seat = -length * 0.54
    legs = []
    for dx in (0.20, -0.10):
        knee = (round(length * 0.42 + dx, 2), round(seat - 0.02, 2))
        legs.append(Leg((round(dx * 0.5 - 0.05, 2), round(seat, 2)), knee, (round(knee[0] + 0.02, 2), -_ANKLE)))
    return legs[0], legs[1]


def _seated_square(look: Look) -> tuple[Leg, Leg]:
    """Seen from the front: the knees come toward the lens, the shins hang from them."""
    body = proportions(look)
    seat = -leg_length(body) * 0.54
    legs = []
    for way in (1, -1):
        knee = (round(way * 0.36 * body.breadth, 2), round(seat + 0.26, 2))
        legs.append(Leg((round(way * 0.22 * body.breadth, 2), round(seat, 2)), knee, (round(way * 0.34, 2), -_ANKLE)))
    return legs[0], legs[1]


def _crouching(look: Look) -> tuple[Leg, Leg]:
    """On both feet, knees up, the near heel off the ground."""
    body = proportions(look)
    hip = body.hip - 0.05 + body_drop(look, Pose(legs="crouch"))
    bone = (leg_length(body) - _ANKLE) / 2
    legs = []
    for sole, tip in (((0.42, 0.0), 0.0), ((-0.06, -0.12), 34.0)):
        start = (round(-0.28 + sole[0] * 0.3, 2), round(hip, 2))
        knee, ankle = bend(start, (sole[0], sole[1] - _ANKLE), bone, bone, -1)
        legs.append(Leg(start, (round(knee[0], 2), round(knee[1], 2)), (round(ankle[0], 2), round(ankle[1], 2)), tip))
    return legs[0], legs[1]


def _on_the_floor(look: Look) -> tuple[Leg, Leg]:
    """Sitting on the ground, one knee up and one leg out."""
    length = leg_length(proportions(look))
    bone, legs = (length - _ANKLE) / 2, []
    for reach, tip in ((0.60, 0.0), (0.88, -38.0)):
        start = (-0.10, -0.30)
        knee, ankle = bend(start, (length * reach, -_ANKLE), bone, bone, -1)
        legs.append(Leg(start, (round(knee[0], 2), round(knee[1], 2)), (round(ankle[0], 2), round(ankle[1], 2)), tip))
    return legs[0], legs[1]


def _astride(look: Look) -> Leg:
    """Over a horse's back, the foot in the stirrup; the other leg is behind the horse."""
    body = proportions(look)
    bone, hip = (leg_length(body) - _ANKLE) / 2, body.hip - 0.05
    knee = (round(bone * 0.72, 2), round(hip + bone * 0.62, 2))
    return Leg((-0.05, round(hip, 2)), knee, (round(knee[0] - bone * 0.30, 2), round(knee[1] + bone * 0.88, 2)))


def _kicking(look: Look) -> tuple[Leg, Leg]:
    """On the far leg, the near one straight out at the height of a belt."""
    body = proportions(look)
    hip, out = body.hip - 0.05, round(leg_length(body) * 0.94, 2)
    far = Leg((-0.05, round(hip, 2)), (0.06, round(hip * 0.52, 2)), (-0.12, -_ANKLE))
    near = Leg((0.0, round(hip, 2)), (round(out * 0.5, 2), round(hip - 0.12, 2)), (out, round(hip - 0.02, 2)), -78.0)
    return far, near


def _kneeling(look: Look) -> tuple[Leg, Leg]:
    """On the near knee, the far foot planted ahead."""
    body = proportions(look)
    length = leg_length(body)
    bone, hip = length * 0.485, body.hip - 0.05 + body_drop(look, Pose(legs="kneel"))
    ahead = round(bone * 0.92, 2)
    far = Leg((0.12, round(hip, 2)), (ahead, round(hip + 0.06, 2)), (ahead + 0.06, -_ANKLE))
    near = Leg((-0.08, round(hip, 2)), (0.02, -0.20), (round(-bone * 0.96, 2), -0.24), 62.0)
    return far, near


def _leg(painter: Painter, look: Look, leg: Leg, thigh: float, far: bool, square: bool, low: bool) -> None:
    body, wear = proportions(look), wardrobe(look)
    colour = mix(wear.trousers, painter.palette.tint, 0.30) if far and not square else wear.trousers
    _shoe(painter, leg.ankle, leg.tip, mix(wear.shoes, painter.palette.tint, 0.2) if far else wear.shoes, square)
    covers = CUTS[look.outfit].legs
    if covers in ("bare", "shorts"):
        skin = SKINS[look.skin]
        skin = mix(skin, painter.palette.tint, 0.16) if far and not square else skin
        bare = limb_sheet((leg.hip, leg.knee, leg.ankle), round(thigh * 0.86, 3), round(0.30 * body.build, 3))
        lay_skin(painter, bare, skin, 0.07)
        if covers == "shorts" or low:  # a skirt lies on the thighs of who sits
            if look.outfit == "dress":
                colour = mix(wear.outfit, painter.palette.tint, 0.30) if far and not square else wear.outfit
            (hx, hy), (kx, ky) = leg.hip, leg.knee
            end = (round(hx + (kx - hx) * 0.78, 2), round(hy + (ky - hy) * 0.78, 2))
            lay(painter, limb_sheet((leg.hip, end), round(thigh, 3), round(thigh * 0.98, 3)), colour, 0.08)
        return
    wide = 1.35 if low and look.outfit in LONG and covers == "own" else 1.0
    sheet = limb_sheet((leg.hip, leg.knee, leg.ankle), round(thigh * wide, 3), round(0.40 * body.build * wide, 3))
    lay(painter, sheet, colour, 0.08)


def _shoe(painter: Painter, ankle: Point, tip: float, colour: Colour, square: bool) -> None:
    painter.canvas.save()
    painter.canvas.translate(*ankle)
    painter.canvas.rotate(tip)
    lay(painter, _toe_sheet() if square else _shoe_sheet(), colour, 0.05)
    if painter.detail > 60 and not square:
        painter.fill(_sole().path, painter.shaded(colour))
    painter.canvas.restore()


@functools.lru_cache(1)
def _shoe_sheet() -> Sheet:
    return blob_sheet(((-0.20, 0.16), (-0.21, -0.10), (0.14, -0.10), (0.24, 0.0), (0.44, 0.05), (0.48, 0.16)), 0.35)


@functools.lru_cache(1)
def _toe_sheet() -> Sheet:
    return blob_sheet(((-0.20, 0.19), (-0.21, -0.02), (-0.12, -0.12), (0.12, -0.12), (0.21, -0.02), (0.20, 0.19)), 0.4)


@functools.lru_cache(1)
def _sole() -> Sheet:
    return poly_sheet(((-0.20, 0.125), (0.48, 0.125), (0.48, 0.165), (-0.20, 0.165)))


def _stool(painter: Painter, look: Look, body: Proportions) -> None:
    wear, length = wardrobe(look), leg_length(body)
    seat = -length * 0.54
    wood = mix(painter.palette.near, wear.shoes, 0.5)
    for x, lean in ((-0.42, -0.10), (0.50, 0.10)):
        lay(painter, limb_sheet(((x, round(seat + 0.3, 2)), (x + lean, 0.0)), 0.10, 0.08), wood, 0.03)
    top, under = round(seat + 0.22, 2), round(seat + 0.42, 2)
    lay(painter, blob_sheet(((-0.72, top), (0.78, top), (0.74, under), (-0.68, under)), 0.2), wood, 0.05)
