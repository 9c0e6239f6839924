"""Ways across the stage: to a mark, away from it, past everything, or down a passage toward the lens."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from bible.entries import Look
from renderers.animatic.business import Walk, ease, striding
from renderers.animatic.legs import stride
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import head_height
from shots.shot import Size

_ENTRANCES = {Size.WS: 3.2, Size.FS: 1.75, Size.MLS: 1.35}
"""Metres from just outside the frame to the mark."""
_TURN = 0.3
"""Seconds in which a body turns from the way it went to whom it comes to."""


class Route(NamedTuple):
    """Whose way it is, in what shot: `length` and `leaves` in seconds, `behind` metres after who is followed."""

    look: Look
    size: Size
    length: float
    leaves: float
    way_out: int
    tracked: bool
    """The camera goes along."""
    crosses: bool
    """From one edge of the frame to the other, by way of the mark in the middle of the shot."""
    passage: bool
    """There is no way across, only toward the lens."""
    behind: float


def to_edge(size: Size, walk: Walk) -> float:
    """Seconds that a way out of the frame takes."""
    return (_ENTRANCES.get(size, walk.most) + 0.6) / walk.speed


def walking(pose: Pose, walk: Walk, route: Route, seconds: float) -> Pose:
    """The pose at a moment of a shot; on arriving the body turns to whom it came to."""
    unit = head_height(route.look)
    if walk.way == "on" and (route.tracked or route.crosses):
        return _on(pose, walk, route, seconds)
    metres = min(walk.most, walk.speed * 0.62 * route.length, _ENTRANCES.get(route.size, walk.most))
    speed = max(0.55 * walk.speed, min(walk.speed, metres / (0.55 * route.length)))
    if walk.way == "out":
        travel = walk.speed * max(0.0, seconds - route.leaves)
        pose = replace(pose, facing=route.way_out) if travel else pose
    else:
        travel = -max(0.0, metres - speed * seconds)
    if travel:
        return _striding(pose, walk, route, travel / unit)
    since = seconds - metres / speed if walk.way != "out" else -1.0
    return replace(pose, travel=0.0, turn=1.0 - 0.5 * ease(since / _TURN) if 0 <= since < _TURN else pose.turn)


def _on(pose: Pose, walk: Walk, route: Route, seconds: float) -> Pose:
    unit, since = head_height(route.look), seconds - route.length / 2
    if route.tracked:
        return _striding(pose, walk, route, walk.speed * since / unit)
    half = _ENTRANCES.get(route.size, walk.most) * (1.7 if route.size == Size.EWS else 1.25)
    speed = max(0.55 * walk.speed, min(walk.speed, 2 * half / route.length))
    pose = _striding(pose, walk, route, speed * since / unit)
    if not route.passage:
        return pose
    swing = math.sin(pose.phase * 2 * math.pi)
    near, far = ((-0.66, 1.28 - 0.4 * swing), (0.66, 1.28 + 0.4 * swing)) if walk.legs == "run" else (
        (-0.80, 2.2 - 0.1 * swing), (0.80, 2.2 + 0.1 * swing))  # fmt: skip
    return replace(
        pose, turn=0.0, yaw=0.0, travel=0.0, depth=round(max(-1.2, route.behind - speed * since), 2),
        near_hand=pose.near_hand if pose.holding else near, far_hand=far,
    )  # fmt: skip


def _striding(pose: Pose, walk: Walk, route: Route, ahead: float) -> Pose:
    phase = ahead / stride(route.look, walk.legs)
    swing = math.sin(phase * 2 * math.pi)
    return striding(replace(pose, legs=walk.legs, phase=phase, travel=ahead), walk, swing)
