"""How deeds look: the poses of who hits and is hit, dodges, staggers, climbs, bows, kisses, dances."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from renderers.animatic.business import ease
from renderers.animatic.deeds import APART, BLOWS, Deed, DeedName
from renderers.animatic.pose import Pose

_LANDS = 0.26
"""Seconds from the beginning of a blow until it lands."""
_ROUND = 1.05
"""Seconds of one exchange in a fight."""


class Body(NamedTuple):
    """Whose body does it: the token, head height in metres, and whether it is the one on the left of a pair."""

    token: str
    unit: float
    left: bool


def perform(pose: Pose, deeds: tuple[Deed, ...], body: Body, seconds: float, length: float) -> Pose:
    """The pose of somebody amid their deeds and what is done to them; one deed is over when the next begins."""
    if pose.fallen:
        return pose
    for number, deed in enumerate(deeds):
        since = seconds - deed.at
        if any(later.at <= seconds and later.at > deed.at + 0.3 for later in deeds[number + 1 :]):
            continue
        if body.token in deed.actors:
            pose = _done(pose, deed, body, since, length - deed.at)
        if body.token in deed.targets:
            pose = _suffered(pose, deed, body, since)
    return pose


def _done(pose: Pose, deed: Deed, body: Body, since: float, left: float) -> Pose:
    name = deed.name
    if name in BLOWS:
        return _blow(pose, name, since)
    if name == "fight":
        return _fight(pose, body, since, alone=len(deed.people) < 2)
    if name == "grapple":
        return _grapple(pose, body, since)
    if name == "stagger":
        return _stagger(pose, since)
    if name == "duck":
        return _duck(pose, since)
    if name == "bow":
        return _bow(pose, since)
    if name == "jump":
        return _jump(pose, since)
    if name == "climb":
        return _climb(pose, since)
    if name == "climb over":
        return _clamber(pose, since)
    if name == "crawl":
        return _crawl(pose, body, since - 1.0, left - 1.0)
    if name == "dance":
        return _dance(pose, deed, body, since)
    return _gentle(pose, deed, body, since, left)


def _gentle(pose: Pose, deed: Deed, body: Body, since: float, left: float) -> Pose:
    """What two do who like each other; one who spins alone."""
    name, there = deed.name, ease(since / 0.5)
    if name == "spin":
        if deed.targets:
            return replace(pose, far_hand=_to(pose.far_hand, (0.95, -0.75), there * (since < 1.7)), far_bend=-1)
        return rotated(pose, since / 1.2)
    if since < 0:
        return pose
    if name == "carry":
        return replace(pose, turn=0.0, yaw=0.25, near_hand=(-0.40, 1.30), far_hand=(0.62, 1.30), pitch=0.2)  # fmt: skip
    if name == "kiss":
        close = there * (1 - ease((since - 1.6) / 0.4))
        return replace(pose, yaw=1.0, lean=pose.lean + 5 * close, lid=pose.lid * (1 - close), smile=0.2, mouth="X")
    if name == "hold hands":
        return _hand_in_hand(pose, body, there)
    if name == "arm round":
        return replace(pose, far_hand=_to(pose.far_hand, (1.40, 0.85), there), tilt=pose.tilt + 6 * there)
    if name == "whisper":
        return replace(pose, yaw=1.0, lean=pose.lean + 8 * there, effort=0.6,
                       near_hand=_to(pose.near_hand, (0.98, -0.12), there), near_shape="open")  # fmt: skip
    swing = 0.07 * math.sin(since * 4)
    hand = (1.42, -0.42 + swing)
    return replace(pose, near_hand=_to(pose.near_hand, hand, there), near_shape="open")


def _suffered(pose: Pose, deed: Deed, body: Body, since: float) -> Pose:
    name, there = deed.name, ease(since / 0.5)
    if name in BLOWS:
        return _hit(pose, since - _LANDS, far=name in ("kick", "push"))
    if name == "fight":
        return _fight(pose, body, since, alone=False)
    if name == "grapple":
        return _grapple(pose, body, since)
    if name == "dance":
        return _dance(pose, deed, body, since)
    if name == "spin":
        return rotated(pose, since / 1.2)
    if since < 0:
        return pose
    if name == "carry":
        return replace(
            pose, facing=1, legs="sit", stool=False, sunk=1.0, turn=0.5, lean=-46.0, lift=round(0.62 / body.unit, 2),
            near_hand=(0.55, 1.1), far_hand=(0.7, 0.1), travel=0.35, tilt=-8.0,
        )  # fmt: skip
    if name == "kiss":
        close = there * (1 - ease((since - 1.6) / 0.4))
        return replace(pose, yaw=1.0, lean=pose.lean + 4 * close, lid=pose.lid * (1 - close), smile=0.2, mouth="X")
    if name == "hold hands":
        return _hand_in_hand(pose, body, there)
    return replace(pose, tilt=pose.tilt + 4 * there, lid=pose.lid * (1 - 0.25 * there))


def _hand_in_hand(pose: Pose, body: Body, there: float) -> Pose:
    """A hand to the other's, ahead or behind."""
    if (pose.facing > 0) == body.left:
        return replace(pose, far_hand=_to(pose.far_hand, (1.10, 1.62), there), far_shape="fist")
    return replace(pose, near_hand=_to(pose.near_hand, (-1.10, 1.62), there), near_shape="fist")


def _to(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return (round(a[0] + (b[0] - a[0]) * share, 3), round(a[1] + (b[1] - a[1]) * share, 3))


def rotated(pose: Pose, share: float) -> Pose:
    """The pose after a share of one turn on the spot, by way of the front; none before it, whole ones after."""
    if not 0 < share < 1:
        return pose
    ahead, aside = math.cos(2 * math.pi * share), math.sin(2 * math.pi * share)
    facing = pose.facing if ahead >= 0 else -pose.facing
    return replace(pose, facing=facing, turn=abs(ahead), yaw=abs(ahead), turned=aside < -0.45, legs="step",
                   phase=round(share * 2, 2), near_hand=(-0.95, 1.55), far_hand=(1.0, 1.5))  # fmt: skip


def _blow(pose: Pose, name: DeedName, since: float) -> Pose:
    """Drawn back, landed, and taken back."""
    if not 0 <= since < 0.95:
        return pose
    back = 1 - ease((since - 0.55) / 0.4)
    out = ease((since - _LANDS + 0.10) / 0.10) * back
    drawn = ease(since / 0.14) * (1 - out) * back
    pose = replace(pose, turn=1.0, yaw=1.0, angry=0.8, brow=pose.brow - 0.3, legs="step" if pose.legs == "stand" else
                   pose.legs, phase=0.0)  # fmt: skip
    if name == "kick":
        if out > 0.3:
            return replace(pose, legs="kick", lean=-20.0, near_hand=(-0.9, 1.2), far_hand=(0.9, 0.6),
                           near_shape="fist", far_shape="fist")  # fmt: skip
        return replace(pose, legs="run", phase=0.62, near_hand=(-0.6, 1.0), far_hand=(0.9, 0.6), near_shape="fist")
    if name == "push":
        hand = _to(_to((0.5, 0.8), (0.25, 0.6), drawn), (1.75, 0.32), out)
        return replace(pose, near_hand=hand, far_hand=(hand[0] + 0.06, hand[1] - 0.16), near_shape="open",
                       far_shape="open", lean=14 * out, travel=pose.travel + 0.3 * out)  # fmt: skip
    hand = _to(_to((0.5, 0.55), (-0.75, 0.25), drawn), (1.95, -0.30), out)
    return replace(pose, near_hand=hand, near_bend=-1 if drawn > 0.3 else 1, near_shape="open" if name == "slap" else
                   "fist", far_hand=(0.72, 0.42), far_shape="fist", lean=-6 * drawn + 13 * out,
                   travel=pose.travel + 0.35 * out)  # fmt: skip


def _hit(pose: Pose, since: float, far: bool) -> Pose:
    """Thrown back by a blow, and up again after a moment."""
    if since < 0:
        return pose
    back = ease(since / 0.16) * (1 - 0.75 * ease((since - 0.7) / 0.6))
    if back < 0.26:
        return pose
    away = (0.8 if far else 0.45) * ease(since / 0.3)
    return replace(
        pose, turn=1.0, yaw=0.75, lean=pose.lean - 19 * back, tilt=pose.tilt - 16 * back, pitch=-0.35 * back, lid=0.45,
        brow=0.8, angry=-0.6, mouth="AH", near_hand=_to(pose.near_hand, (-1.0, 0.75), back),
        far_hand=_to(pose.far_hand, (1.25, 0.35), back), near_shape="open", far_shape="open",
        legs="step" if pose.legs == "stand" else pose.legs, phase=round(since, 1), travel=round(pose.travel - away, 2),
    )  # fmt: skip


def _fight(pose: Pose, body: Body, since: float, alone: bool) -> Pose:
    """Exchanges of blows in turn: fists up between them, one hits, the other is hit or ducks."""
    if since < 0:
        return pose
    number, into = int(since / _ROUND), since % _ROUND
    guard = replace(
        pose, turn=1.0, yaw=0.85, near_hand=(0.62, 0.40), far_hand=(0.95, 0.22), near_shape="fist", far_shape="fist",
        angry=0.8, brow=-0.2, legs="step" if pose.legs == "stand" else pose.legs, phase=round(since * 0.9, 1),
        lean=5.0, travel=round(pose.travel + 0.12 * math.sin(since * 5), 2),
    )  # fmt: skip
    mine = alone or (number % 2 == 0) == body.left
    if mine:
        return _blow(guard, ("punch", "punch", "kick")[number % 3], into)
    return _duck(guard, into) if number % 4 == 3 else _hit(guard, into - _LANDS, far=number % 3 == 2)


def _grapple(pose: Pose, body: Body, since: float) -> Pose:
    """Hands on the other's shoulders, to and fro."""
    if since < 0:
        return pose
    sway = math.sin(since * 4) * (1 if body.left else -1)
    return replace(
        pose, turn=1.0, yaw=1.0, near_hand=(1.25, 0.32), far_hand=(1.35, 0.12), near_shape="fist", far_shape="fist",
        lean=9 + 5 * sway, travel=round(pose.travel + 0.22 * sway, 2), angry=0.9, brow=-0.4, smile=-0.5,
        legs="step" if pose.legs == "stand" else pose.legs, phase=round(since * 0.8, 1),
    )  # fmt: skip


def _stagger(pose: Pose, since: float) -> Pose:
    """Back on unsure feet, arms wide, until something holds."""
    if not 0 <= since < 2.4:
        return pose
    much = ease(since / 0.25) * (1 - ease((since - 1.5) / 0.9))
    sway = math.sin(since * 5)
    return replace(
        pose, lean=round(-13 * much + 7 * sway * much, 1), tilt=-6 * sway * much, legs="step", phase=round(-since, 1),
        travel=round(pose.travel - 0.9 * ease(since / 1.4), 2), near_hand=_to(pose.near_hand, (-1.35, 0.15), much),
        far_hand=_to(pose.far_hand, (1.45, 0.0 + 0.25 * sway), much), near_shape="open", far_shape="open", near_bend=-1,
        far_bend=-1, lid=1.1, brow=0.8, angry=-0.5, mouth="O" if much > 0.5 else pose.mouth,
    )  # fmt: skip


def _duck(pose: Pose, since: float) -> Pose:
    """Down under something and up again."""
    low = ease(since / 0.16) * (1 - ease((since - 0.75) / 0.35))
    if low <= 0.02:
        return pose
    return replace(pose, legs="crouch", sunk=round(low * 0.92, 2), lean=18 * low, pitch=0.35 * low, tilt=8 * low,
                   near_hand=_to(pose.near_hand, (0.35, -0.35), low), far_hand=_to(pose.far_hand, (0.75, 0.2), low),
                   near_shape="open", lid=0.6)  # fmt: skip


def _bow(pose: Pose, since: float) -> Pose:
    low = ease(since / 0.5) * (1 - ease((since - 1.3) / 0.5))
    if low <= 0:
        return pose
    return replace(pose, turn=1.0, yaw=0.8, lean=pose.lean + 42 * low, pitch=0.3 * low, lid=pose.lid * (1 - 0.5 * low),
                   near_hand=_to(pose.near_hand, (0.55, 0.95), low),
                   far_hand=_to(pose.far_hand, (-0.5, 1.7), low))  # fmt: skip


def _jump(pose: Pose, since: float) -> Pose:
    """A run-up from behind the mark, through the air, and down on bent knees."""
    if not -0.6 <= since < 1.15:
        return pose
    if since < 0:
        return replace(pose, legs="run", phase=round(since * 1.6, 2), turn=1.0, yaw=1.0,
                       travel=round(since * 9 - 2.8, 2), near_hand=(-0.4, 1.1), far_hand=(0.9, 1.0),
                       near_shape="fist", far_shape="fist")  # fmt: skip
    air = since / 0.65
    if air < 1:
        return replace(
            pose, legs="run", phase=0.06, turn=1.0, yaw=1.0, lift=round(2.6 * air * (1 - air) * 1.6, 2), lean=10.0,
            travel=round(-2.8 + 4.6 * air, 2), near_hand=(-1.3, 0.55), far_hand=(1.5, 0.30), near_shape="open",
            far_shape="open",
        )  # fmt: skip
    up = ease((since - 0.65) / 0.5)
    return replace(pose, legs="crouch", sunk=round(0.8 * (1 - up), 2), turn=1.0, yaw=0.9,
                   travel=round(1.8 - 1.8 * up, 2), lean=16 * (1 - up), near_hand=(-0.6, 1.3),
                   far_hand=(1.1, 1.3))  # fmt: skip


def _climb(pose: Pose, since: float) -> Pose:
    """Hand over hand, up from the ground."""
    reach = since * 0.85
    swing = math.sin(reach * 2 * math.pi)
    return replace(
        pose, turn=1.0, yaw=0.9, pitch=-0.35, legs="climb", phase=round(reach, 2), lean=4.0, travel=0.0,
        lift=round(max(0.2, 1.2 + since * 0.55), 2), near_hand=(1.45, round(-0.18 - 0.42 * swing, 2)),
        far_hand=(1.55, round(-0.18 + 0.42 * swing, 2)), near_shape="fist", far_shape="fist",
    )  # fmt: skip


def _crawl(pose: Pose, body: Body, seconds: float, length: float) -> Pose:
    """Along the ground on hands and knees, on the mark in the middle of the shot."""
    swing = math.sin(seconds * 4.2)
    return replace(
        pose, turn=1.0, yaw=0.9, legs="kneel", sunk=1.0, lean=62.0 + 2 * swing, tilt=-46.0, pitch=-0.2,
        near_hand=(round(1.50 + 0.24 * swing, 2), round(0.86 - 0.30 * swing, 2)), near_shape="open",
        far_hand=(round(1.50 - 0.24 * swing, 2), round(0.82 + 0.30 * swing, 2)), far_shape="open",
        travel=round(0.45 * (seconds - length / 2) / body.unit, 2),
    )  # fmt: skip


def _clamber(pose: Pose, since: float) -> Pose:
    """Up onto the edge on hands and feet, and standing."""
    up = ease((since - 0.5) / 0.8)
    if up >= 1:
        return pose
    return replace(pose, legs="crouch", sunk=round(0.95 * (1 - up), 2), turn=1.0, yaw=0.9, lean=34 * (1 - up),
                   near_hand=_to(pose.near_hand, (0.95, 2.1), 1 - up), far_hand=_to(pose.far_hand, (1.3, 2.0), 1 - up),
                   near_shape="open", far_shape="open")  # fmt: skip


def dancing(pose: Pose, since: float, left: bool) -> Pose:
    """Alone or among others, from foot to foot, arms in the air in turn."""
    sway = math.sin(since * math.pi * 1.25 + (0.0 if left else 1.3))
    return replace(
        pose, legs="step", phase=round(since * 0.625, 2), turn=0.5, lean=round(5 * sway, 1), tilt=round(-7 * sway, 1),
        travel=round(0.22 * sway, 2), near_hand=(-1.0, round(0.55 - 0.75 * sway, 2)), near_bend=-1, far_bend=-1,
        far_hand=(1.15, round(0.45 + 0.7 * sway, 2)), near_shape="open", far_shape="open", smile=0.7,
    )  # fmt: skip


def _dance(pose: Pose, deed: Deed, body: Body, since: float) -> Pose:
    """Two in each other's arms that turn about each other; one alone, or several, from foot to foot."""
    beat = since * math.pi * 1.25
    phase = round(since * 0.625, 2)
    if len(deed.people) != 2:
        return dancing(pose, since, body.left)
    turning = ease((since % 3.6 - 1.6) / 1.6)
    half = int(since / 3.6) % 2
    angle = math.pi * ((1 - turning) if half else turning)
    ahead = math.cos(angle)
    across = APART["dance"] / 2 / body.unit * (1 - ahead)
    facing = pose.facing if ahead >= 0 else -pose.facing
    middle = abs(ahead) < 0.55
    sway = round(3 * math.sin(beat), 1)
    near, far = ((1.16, 1.02), (0.98, -0.02)) if body.left else ((1.16, 0.16), (0.98, 0.06))
    return replace(
        pose, legs="step", phase=phase, facing=facing, turn=abs(ahead), yaw=max(0.2, abs(ahead)),
        travel=round(across if ahead >= 0 else -across, 2), turned=middle and not body.left, lean=sway, tilt=sway,
        near_hand=near, far_hand=far, far_shape="fist", far_bend=-1, smile=max(pose.smile, 0.4),
        lid=min(pose.lid, 0.7),
    )  # fmt: skip
