"""Views: where the parts of a body lie as it turns from the lens (0) over three-quarter (0.5) to sideways (1)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from renderers.animatic.paper import Point
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import Proportions

FRONT, SIDE = 0.2, 0.8
"""Turns below and above which a body is drawn squarely to the lens and sideways."""
MIDDLE = 0.16
"""x of the front seam in three-quarter view."""
_STEPS = 4
_NEAR_HANGS, _FAR_HANGS = -0.19, 0.28
"""How far from the joint a hand at rest hangs in three-quarter view."""


def stepped(turn: float) -> float:
    """A turn in the few steps in which bodies are cut."""
    return round(max(0.0, min(1.0, turn)) * _STEPS) / _STEPS


def rounded(pose: Pose) -> Pose:
    """Numbers coarse enough that equal drawings are equal poses."""
    return replace(
        pose,
        turn=stepped(pose.turn), sunk=round(pose.sunk, 1), yaw=round(pose.yaw, 2),
        pitch=round(pose.pitch, 2), tilt=round(pose.tilt, 1), lean=round(pose.lean, 1),
        gaze=(round(pose.gaze[0] * 20) / 20, round(pose.gaze[1] * 20) / 20), lid=round(pose.lid, 2),
        brow=round(pose.brow, 1),
        angry=round(pose.angry, 1), smile=round(pose.smile, 1), effort=round(pose.effort, 2),
        near_hand=(round(pose.near_hand[0], 2), round(pose.near_hand[1], 2)),
        far_hand=(round(pose.far_hand[0], 2), round(pose.far_hand[1], 2)),
    )  # fmt: skip


def between(turn: float, front: float, quarter: float, side: float) -> float:
    """A measure on its way from one view to the next."""
    if turn < 0.5:
        return front + (quarter - front) * turn * 2
    return quarter + (side - quarter) * (turn - 0.5) * 2


def shoulders(body: Proportions, turn: float = 0.5) -> tuple[Point, Point]:
    """The near shoulder's joint and the far one's, from the middle of the shoulder line."""
    half = body.half_shoulder
    near = between(turn, -half * 0.80, -half * 0.74, -0.03)
    far = between(turn, half * 0.80, half * 0.66, 0.07)
    return (round(near, 3), 0.30), (round(far, 3), between(turn, 0.30, 0.28, 0.28))


def hands(pose: Pose, body: Proportions) -> tuple[Point, Point]:
    """Where both hands of a pose go: reaching ahead is short before the lens, and both sides are alike there."""
    turn = stepped(pose.turn)
    if turn == 0.5:
        return pose.near_hand, pose.far_hand
    near0, far0 = shoulders(body)
    near, far = shoulders(body, turn)
    ahead = pose.near_hand[0] - near0[0] - _NEAR_HANGS, pose.far_hand[0] - far0[0] - _FAR_HANGS
    short = between(turn, 0.34, 1.0, 1.06)
    x_near = near[0] + between(turn, _NEAR_HANGS * 0.8, _NEAR_HANGS, -0.06) + ahead[0] * short
    hangs = between(turn, -_NEAR_HANGS * 0.8, _FAR_HANGS, 0.06)
    x_far = far[0] + hangs + ahead[1] * (short if turn >= 0.5 else -short)
    lower = between(turn, 0.1, 0.0, 0.0) if pose.far_hand[1] >= 2.0 else 0.0  # three-quarter view lifts it a little
    return (round(x_near, 2), pose.near_hand[1]), (round(x_far, 2), round(pose.far_hand[1] + lower, 2))


def shortened(pose: Pose, body: Proportions) -> tuple[float, float]:
    """How much each arm is shortened because it comes toward the lens: near and far, 1 for not at all.

    A hand close to its own shoulder has the elbow toward the lens: at its full length it would stick out sideways.
    """
    turn = stepped(pose.turn)
    before_lens = pose.turn < FRONT
    short = []
    for shoulder, hand in zip(shoulders(body, turn), hands(pose, body), strict=True):
        close = min(1.0, math.dist(shoulder, hand) / (body.upper_arm + body.fore_arm) / 0.62)
        reach = round(0.66 + 0.34 * close, 2) if hand[1] < 0.6 else 1.0
        short.append(min(reach, 0.74) if before_lens and -0.3 < hand[1] < 1.9 else reach)
    return short[0], short[1]


def far_bend(pose: Pose) -> int:
    """The side of the far elbow: seen from the front it hangs outward like the near one."""
    return -pose.far_bend if pose.turn < FRONT else pose.far_bend


@dataclass(frozen=True)
class Chest:
    """How what is on the chest lies in a view; points are those of three-quarter view. `edge` is the chest's front."""

    turn: float
    edge: float

    @property
    def square(self) -> bool:
        """To the lens."""
        return self.turn < FRONT

    @property
    def sideways(self) -> bool:
        """From the side."""
        return self.turn > SIDE

    def place(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """Points on the chest where they come to lie."""
        return tuple((self.x(x, y), y) for x, y in points)

    def x(self, x: float, y: float) -> float:
        """The same for one point's x."""
        if self.square:  # the throat is in the middle in both views, the seam is not
            return round(x - MIDDLE + 0.125 * max(0.0, min(1.0, (0.42 - y) / 0.55)), 3)
        if self.sideways:
            down = max(0.0, min(1.0, (y + 0.13) / 0.6))
            return round(0.20 + (self.edge - 0.20) * down + (x - MIDDLE) * 0.5, 3)
        return x

    def pair(self, near: tuple[Point, ...], far: tuple[Point, ...]) -> tuple[tuple[Point, ...], ...]:
        """Lapels and the like: both, alike before the lens; from the side only the near one."""
        placed = self.place(near)
        if self.square:
            return placed, tuple((-x, y) for x, y in placed)
        return (placed,) if self.sideways else (placed, far)
