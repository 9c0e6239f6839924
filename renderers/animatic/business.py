"""Stage business: what the words of action make a body do, as short gestures over a calm pose."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from renderers.animatic.gesture import Gesture
from renderers.animatic.gestures import gestures_in
from renderers.animatic.paper import Point
from renderers.animatic.pose import Pose

Way = Literal["in", "out", "on"]
_Thing = TypeVar("_Thing")


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
    """A way across the stage: to the mark, away from it, or on and on past everything.

    `speed` in metres a second, `most` in metres.
    """

    legs: Literal["walk", "run"]
    way: Way
    speed: float
    most: float


@dataclass(frozen=True)
class Business:
    """All that one body does in a shot."""

    walk: Walk | None = None
    gestures: tuple[Gesture, ...] = ()
    nod: Nod | None = None


_ON = (
    r"\b(along|through|between|across|down|over|past|home|among|beside|after|side by side|together"
    r"|(hand|arm) in (hand|arm)|for (his|her|their) li(fe|ves)|round the)\b"
)
_WALKS: tuple[tuple[str, Walk], ...] = (
    (
        r"\b(and|then) (runs?|bolts?|sprints?|flees?|dash(es)?|hurr(y|ies)|rac(es?))\b"
        r"(?!.{0,24}\b(in|into|to|towards?|up|over|after|at|along|through|across|down|beside|together|home)\b)",
        Walk("run", "out", 3.4, 6.0),
    ),
    (
        r"\b(runs?|sprints?|rush(es)?|dash(es)?|races?|bolts?|hurr(y|ies))\b.*\b(away|off|out)\b",
        Walk("run", "out", 3.4, 6.0),
    ),
    (
        r"\b(walks?|strides?|steps?|goes|storms?|heads?)\b.*\b(away|off|out)\b|\b(leaves|exits?)\b",
        Walk("walk", "out", 1.35, 4.0),
    ),
    (
        r"^\W*(then |suddenly |now )?(they|both|everyone|everybody|all) (all |both )?(run|flee|bolt|scatter)\b"
        r"(?=[.!]|$)",
        Walk("run", "out", 3.4, 6.0),
    ),
    (rf"\b(runs?|running|sprints?|races?|jogs?)\b.*{_ON}|\b(chases?|pursues?|flees?)\b", Walk("run", "on", 3.0, 4.6)),
    (rf"\b(walks?|walking|strolls?|wanders?|marche?s?|strides?)\b.*{_ON}|\bfollows?\b", Walk("walk", "on", 1.3, 2.6)),
    (r"\b(runs?|running|sprints?|rush(es)?|dash(es)?|races?|bolts?|hurr(y|ies))\b", Walk("run", "in", 3.4, 4.6)),
    (
        r"\b(walks?|walking|strolls?|strides?|enters?|approach(es)?|arrives?|comes?|cross(es)?|wanders?"
        r"|tiptoes|sneaks?|creeps?|limps?|staggers?|shuffles?|climbs? (the|up)"
        r"|steps? (in|out|up|forward))\b",
        Walk("walk", "in", 1.35, 2.6),
    ),
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


def read_business(action: str) -> Business:
    """What the words of action ask of one body."""
    return Business(walk=_first(_WALKS, action), gestures=gestures_in(action), nod=_first(_NODS, action))


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
    begin = wanted.begin * min(length, 4.0) if wanted.hold or not wanted.holding else -9.0
    out = presence(seconds, begin, wanted.hold)
    if out == 0:
        return pose
    swing = wanted.swing * math.sin(seconds * 2 * math.pi * 1.1) if out > 0.6 else 0.0
    x, y = (swing, abs(swing) * 0.5) if wanted.across else (0.0, swing)
    changes = pose
    if wanted.near:
        target = _between(pose.near_hand, (wanted.near[0] + x, wanted.near[1] + y), out)
        shape = wanted.near_shape if out > 0.35 else pose.near_shape
        changes = replace(
            changes, near_hand=target, near_bend=wanted.near_bend, near_shape=shape, holding=wanted.holding
        )
        x = y = 0.0  # one hand moves, the other holds
    if wanted.far:
        target = _between(pose.far_hand, (wanted.far[0] + x, wanted.far[1] + y), out)
        shape = wanted.far_shape if out > 0.35 else pose.far_shape
        changes = replace(changes, far_hand=target, far_bend=wanted.far_bend, far_shape=shape)
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


def striding(pose: Pose, walk: Walk, swing: float) -> Pose:
    """Arms go against the legs, bent when running."""
    pose = replace(pose, yaw=1.0, turn=1.0)
    if walk.legs == "run":
        near, far = (-0.20 - 0.80 * swing, 1.25 - 0.25 * swing), (0.65 + 0.80 * swing, 1.25 + 0.25 * swing)
        pose = replace(pose, near_shape="fist", far_shape="fist", brow=pose.brow + 0.3)
    else:
        near, far = (-0.72 - 0.70 * swing, 2.2), (0.70 + 0.70 * swing, 2.15)
    return pose if pose.holding else replace(pose, near_hand=near, far_hand=far)


BALL = re.compile(r"\b(foot)?ball\b", re.IGNORECASE)
"""A ball that is played with the feet, unless somebody holds it."""
_KICKS = re.compile(r"\b(kicks?|shoots?|strikes?|volleys?|boots)\b", re.IGNORECASE)


def kicked_at(part: str, length: float) -> float | None:
    """Seconds of a shot at which somebody kicks a ball, if they do."""
    return 0.35 * min(length, 4.0) if _KICKS.search(part) and BALL.search(part) else None


def kick(pose: Pose, since: float) -> Pose:
    """A leg drawn back and swung, `since` seconds after it meets the ball."""
    if not -0.30 <= since < 0.35:
        return pose
    swing = replace(pose, legs="run", phase=0.62 if since < -0.1 else 0.97, turn=1.0, yaw=max(pose.yaw, 0.7))
    return replace(swing, near_hand=(-1.2, 1.0), far_hand=(1.3, 1.2)) if since >= -0.1 else swing


def with_book(business: Business, said: str) -> Business:
    """Who reads, in a scene with a book, reads the book."""
    if not re.search(r"\bbook\b", said, re.IGNORECASE):
        return business
    gestures = tuple(replace(each, holding="book") if each.holding == "paper" else each for each in business.gestures)
    return replace(business, gestures=gestures)
