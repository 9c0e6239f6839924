"""Stage business: what the words of action make a body do, as short gestures over a calm pose."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from renderers.animatic.paper import Point
from renderers.animatic.pose import Hand, Holding, Pose

Way = Literal["in", "out"]
_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Gesture:
    """Hands put somewhere and held there. `begin` is a share of the shot; `hold` seconds, 0 until the end."""

    near: Point | None = None
    far: Point | None = None
    near_shape: Hand = "mitten"
    far_shape: Hand = "mitten"
    near_bend: int = 1
    far_bend: int = 1
    holding: Holding = ""
    begin: float = 0.15
    hold: float = 0.0
    swing: float = 0.0
    """How far the near hand goes to and fro, in u."""


@dataclass(frozen=True)
class Nod:
    """A movement of the head and the eyes. `turns` counts to-and-fros, 0 for a look that is held."""

    pitch: float = 0.0
    aside: float = 0.0
    gaze: Point = (0.0, 0.0)
    turns: float = 0.0
    begin: float = 0.2
    hold: float = 1.3


@dataclass(frozen=True)
class Walk:
    """A way across the stage, to the mark or away from it. `speed` in metres a second, `most` in metres."""

    legs: Literal["walk", "run"]
    way: Way
    speed: float
    most: float


@dataclass(frozen=True)
class Business:
    """All that one body does in a shot."""

    walk: Walk | None = None
    gesture: Gesture | None = None
    nod: Nod | None = None
    sits: bool = False


_WALKS: tuple[tuple[str, Walk], ...] = (
    (
        r"\b(runs?|sprints?|rush(es)?|dash(es)?|races?|bolts?|hurr(y|ies))\b.*\b(away|off|out)\b",
        Walk("run", "out", 3.4, 6.0),
    ),
    (
        r"\b(walks?|strides?|steps?|goes|storms?|heads?)\b.*\b(away|off|out)\b|\b(leaves|exits?)\b",
        Walk("walk", "out", 1.35, 4.0),
    ),
    (r"\b(runs?|running|sprints?|rush(es)?|dash(es)?|races?|bolts?|hurr(y|ies))\b", Walk("run", "in", 3.4, 4.6)),
    (
        r"\b(walks?|walking|strolls?|strides?|enters?|approach(es)?|arrives?|comes?|cross(es)?|wanders?"
        r"|steps? (in|out|up|forward))\b",
        Walk("walk", "in", 1.35, 2.6),
    ),
)
_GESTURES: tuple[tuple[str, Gesture], ...] = (
    (r"\b(phone|telephone|mobile|receiver|dials?)\b", Gesture((-0.24, -0.10), near_shape="fist", holding="phone")),
    (r"\b(mug|cup|coffee|tea|drinks?|sips?)\b", Gesture((0.55, 0.92), near_shape="fist", holding="mug")),
    (
        r"\b(letter|paper|map|note|newspaper|reads?|book|file|photo(graph)?|document)\b",
        Gesture((0.45, 1.0), (1.0, 1.05), "fist", "fist", holding="paper"),
    ),
    (r"\b(rope|line|cable|coil)\b", Gesture((0.62, 0.80), (1.0, 1.0), "fist", "fist", holding="rope", swing=0.14)),
    (r"\bpoints?\b", Gesture((1.75, 0.28), near_shape="point", begin=0.2, hold=1.4)),
    (
        r"\b(waves?|waving)\b",
        Gesture((-1.22, -0.70), near_shape="open", near_bend=-1, begin=0.15, hold=1.6, swing=0.16),
    ),
    (
        r"\b(raises?|lifts?) (his|her|their|a|one) (hand|arm)s?\b",
        Gesture((-1.12, -0.85), near_shape="open", near_bend=-1, hold=1.6),
    ),
    (r"hands? on (his|her|their) hips?", Gesture((-0.72, 1.50), near_shape="fist", begin=0.05)),
    (
        r"\b(reach(es)?|offers?|hands|gives?|holds? out|tak(es|ing)|grabs?|opens?)\b",
        Gesture((1.35, 0.85), near_shape="open", begin=0.25, hold=1.4),
    ),
    (r"\b(shrugs?)\b", Gesture((0.15, 1.05), (1.35, 1.0), "open", "open", begin=0.2, hold=0.9)),
    (
        r"\b(grips?|holds?|holding|clutch(es)?|carr(y|ies)|hugs?)\b",
        Gesture((0.45, 1.15), (0.95, 1.10), "fist", "fist", begin=0.05),
    ),
    (r"\b(steers?|wheel|helm)\b", Gesture((1.15, 0.72), (1.55, 0.60), "fist", "fist", begin=0.0, swing=0.06)),
)
_NODS: tuple[tuple[str, Nod], ...] = (
    (r"\bnods?\b", Nod(pitch=0.45, turns=2, hold=0.9)),
    (r"\bshak(es|ing) (his|her|their) head\b", Nod(aside=0.16, turns=2, hold=1.1)),
    (r"\b(looks?|glances?|gazes?|stares?|peers?) up\b|\bsky\b", Nod(pitch=-0.55, gaze=(0.1, -0.6), hold=1.8)),
    (r"\b(looks?|glances?|gazes?|stares?|peers?) down\b|\bbows?\b", Nod(pitch=0.5, gaze=(0.1, 0.6), hold=1.8)),
    (
        r"\b(looks?|glances?|turns?) (back|behind|around|over (his|her|their) shoulder)\b",
        Nod(aside=-0.16, gaze=(-1.1, 0.0), hold=1.5),
    ),
    (
        r"\b(looks?|glances?|watch(es)?|turns?|stares?|gazes?|sees?|notices?)\b",
        Nod(aside=0.12, gaze=(0.3, 0.0), hold=1.6),
    ),
    (r"\b(listens?|freezes?|stops?)\b", Nod(aside=0.08, gaze=(0.35, -0.1), hold=1.2)),
)
_SITS = re.compile(r"\b(sits?|sitting|seated|slumps?)\b", re.IGNORECASE)


def read_business(action: str) -> Business:
    """What the words of action ask of one body."""
    return Business(
        walk=_first(_WALKS, action), gesture=_first(_GESTURES, action), nod=_first(_NODS, action),
        sits=bool(_SITS.search(action)),
    )  # fmt: skip


def _first(table: tuple[tuple[str, _Thing], ...], action: str) -> _Thing | None:
    return next((thing for pattern, thing in table if re.search(pattern, action, re.IGNORECASE)), None)


def ease(share: float) -> float:
    """From 0 to 1 without a jerk."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


def settle(seconds: float) -> float:
    """A gesture's way from rest: back a little, forward a little too far, then still (about 0.7 s)."""
    if seconds <= 0:
        return 0.0
    if seconds < 0.20:
        return -0.08 * math.sin(seconds / 0.20 * math.pi)
    if seconds < 0.50:
        return 1.08 * ease((seconds - 0.20) / 0.30)
    return 1.0 + 0.08 * (1 - ease((seconds - 0.50) / 0.20))


def presence(seconds: float, begin: float, hold: float) -> float:
    """How far a gesture is out at a moment; it goes back when its hold is over."""
    since = seconds - begin
    if hold and since > 0.5 + hold:
        return 1 - ease((since - 0.5 - hold) / 0.45)
    return settle(since)


def gesture(pose: Pose, wanted: Gesture, seconds: float, length: float) -> Pose:
    """The pose with the hands on their way, there, or on their way back; `length` of the shot in seconds."""
    begin = wanted.begin * min(length, 4.0) if not wanted.holding else -9.0
    out = presence(seconds, begin, wanted.hold)
    if out == 0:
        return pose
    arrived = out > 0.6
    changes = pose
    if wanted.near:
        swing = wanted.swing * math.sin(seconds * 2 * math.pi * 1.1) if arrived else 0.0
        target = _between(pose.near_hand, (wanted.near[0] + swing, wanted.near[1] + abs(swing) * 0.5), out)
        shape = wanted.near_shape if out > 0.35 else pose.near_shape
        changes = replace(
            changes, near_hand=target, near_bend=wanted.near_bend, near_shape=shape, holding=wanted.holding
        )
    if wanted.far:
        shape = wanted.far_shape if out > 0.35 else pose.far_shape
        changes = replace(
            changes, far_hand=_between(pose.far_hand, wanted.far, out), far_bend=wanted.far_bend, far_shape=shape
        )
    return changes


def _between(a: Point, b: Point, t: float) -> Point:
    return (round(a[0] + (b[0] - a[0]) * t, 3), round(a[1] + (b[1] - a[1]) * t, 3))


def nod(pose: Pose, wanted: Nod, seconds: float, length: float) -> Pose:
    """The pose with the head on its way; the eyes go two drawings before it."""
    begin = wanted.begin * min(length, 4.0)
    eyes = presence(seconds + 0.16, begin, wanted.hold)
    head = presence(seconds, begin, wanted.hold)
    if wanted.turns:
        inside = 0 < seconds - begin < wanted.hold
        head = math.sin((seconds - begin) / wanted.hold * 2 * math.pi * wanted.turns) if inside else 0.0
        eyes = 0.0
    gaze = (pose.gaze[0] + wanted.gaze[0] * eyes, pose.gaze[1] + wanted.gaze[1] * eyes)
    return replace(
        pose,
        pitch=pose.pitch + wanted.pitch * head,
        yaw=max(0.28, min(0.78, pose.yaw + wanted.aside * head)),
        gaze=(max(-0.9, min(0.9, gaze[0])), max(-0.8, min(0.8, gaze[1]))),
    )
