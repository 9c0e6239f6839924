"""Where a figure's joints are: what a pose guide shows of it."""

from __future__ import annotations

from collections.abc import Mapping

import skia

from bible.entries import Look
from renderers.animatic.face import PROFILE_FROM
from renderers.animatic.figure import to_body, to_head, to_shoulders
from renderers.animatic.legs import legs_at
from renderers.animatic.paper import Point
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import proportions
from renderers.animatic.sleeves import Sleeve
from renderers.animatic.views import far_bend, hands, shortened, shoulders, stepped

JOINTS = (
    "nose", "neck", "right shoulder", "right elbow", "right wrist", "left shoulder", "left elbow", "left wrist",
    "right hip", "right knee", "right ankle", "left hip", "left knee", "left ankle", "right eye", "left eye",
    "right ear", "left ear",
)  # fmt: skip
"""The eighteen key points of COCO as OpenPose orders them; sides are the person's own."""

_FAR_EAR_HIDDEN = 0.3
"""Turn of the head from which the far ear is out of sight."""


def joints(look: Look, pose: Pose, from_behind: bool = False) -> Mapping[str, Point]:
    """The joints in sight, in the coordinates of draw_figure: origin on the ground, one unit per head, y down.

    From behind, eyes and nose are out of sight.
    """
    body, found = proportions(look), {}
    # Who looks to screen right turns the right side to the lens; from behind it is the other one.
    near, far = ("right", "left") if (pose.facing > 0) != from_behind else ("left", "right")
    to_figure, to_chest = to_body(pose), to_body(pose)
    to_chest.preConcat(to_shoulders(look, pose))
    for side, leg in zip((far, near), legs_at(look, pose), strict=True):
        for name, point in (("hip", leg.hip), ("knee", leg.knee), ("ankle", leg.ankle)):
            found[f"{side} {name}"] = _at(to_figure, point)
    arms = zip(
        (near, far),
        shoulders(body, stepped(pose.turn)),
        hands(pose, body),
        (pose.near_bend, far_bend(pose)),
        shortened(pose, body),
        strict=True,
    )
    for side, shoulder, hand, bend, short in arms:
        sleeve = Sleeve(look, shoulder, hand, bend, "mitten", side == far, short)
        for name, point in (("shoulder", sleeve.shoulder), ("elbow", sleeve.elbow), ("wrist", sleeve.wrist)):
            found[f"{side} {name}"] = _at(to_chest, point)
    found["neck"] = _at(to_chest, (0.02, 0.06))
    from_head = skia.Matrix.Concat(to_chest, to_head(pose))
    found |= {f"{near} ear": _at(from_head, (-0.335, 0.055))}
    if from_behind:
        return found | {f"{far} ear": _at(from_head, (0.335, 0.055))}
    middle, nod = 0.235 * pose.yaw, 0.07 * pose.pitch
    if pose.yaw >= PROFILE_FROM:
        sides = {f"{near} eye": (0.205, 0.015 + nod), "nose": (0.40, 0.15 + nod)}
        return found | {name: _at(from_head, point) for name, point in sides.items()}
    eyes = {f"{near} eye": middle - 0.152 * (1 - 0.06 * pose.yaw), f"{far} eye": middle + 0.152 * (1 - 0.42 * pose.yaw)}
    found |= {name: _at(from_head, (x, 0.015 + nod)) for name, x in eyes.items()}
    found["nose"] = _at(from_head, (middle + 0.035 + 0.115 * pose.yaw, 0.15 + nod))
    if pose.yaw < _FAR_EAR_HIDDEN:
        found[f"{far} ear"] = _at(from_head, (0.335 + 0.1 * pose.yaw, 0.055))
    return found


def _at(matrix: skia.Matrix, point: Point) -> Point:
    placed = matrix.mapXY(*point)
    return (float(placed.x()), float(placed.y()))
