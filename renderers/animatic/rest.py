"""Where arms are when they have nothing to do but lie: on a table, in a lap, round somebody."""

from __future__ import annotations

from dataclasses import replace

from bible.entries import Character, Look
from renderers.animatic.directions import TABLE_HEIGHT, embraced, posture_of
from renderers.animatic.gesture import Gesture
from renderers.animatic.gestures import EMBRACE, EMBRACE_FAR, EMBRACE_NEAR
from renderers.animatic.legs import body_drop
from renderers.animatic.paper import Point
from renderers.animatic.pose import LOW, Pose
from renderers.animatic.proportions import head_height, proportions
from shots.recipe import Recipe

_IN_LAP = ((0.55, 1.55), (1.0, 1.5))
_UNDER = 1.6
"""What a hand does further down, it does under the table."""
_ON_TABLE = (0.98, 1.30)


def arms_round(recipe: Recipe, me: Character) -> Gesture:
    """An embrace at the height of the other's shoulders."""
    others = [each for each in recipe.cast if each.token != me.token]
    held = [each for each in others if embraced(recipe, each)] or others
    other, posture = (held[0].look, posture_of(recipe, held[0]).last) if held else (me.look, "stand")
    lower = (_shoulder_height(me.look, posture_of(recipe, me).last) - _shoulder_height(other, posture)) / head_height(
        me.look
    )
    down = max(0.0, min(0.9, lower - 0.5)) + min(0.0, max(-0.4, lower + 0.4))
    (near_x, near_y), (far_x, far_y) = EMBRACE_NEAR, EMBRACE_FAR
    return replace(EMBRACE, near=(near_x, near_y + down), far=(far_x, far_y + down))


def seated(pose: Pose, look: Look, rested: bool, at_table: bool) -> Pose:
    """Who sits has idle hands in the lap or on the table; hands that do something do it over the table's top."""
    if not at_table:
        return replace(pose, near_hand=_IN_LAP[0], far_hand=_IN_LAP[1]) if rested else pose
    near, far = _on_table(look)
    if rested:
        return replace(pose, near_hand=near, far_hand=far)
    (near_x, near_y), (far_x, far_y) = pose.near_hand, pose.far_hand
    return replace(
        pose, near_hand=(near_x, near_y if near_y > _UNDER else min(near_y, near[1])),
        far_hand=far if pose.far_hand == Pose().far_hand else (far_x, min(far_y, far[1])),
    )  # fmt: skip


def _on_table(look: Look) -> tuple[Point, Point]:
    """Hand targets on the top of a table, however tall the one who sits at it is."""
    above = -proportions(look).shoulders - body_drop(look, Pose(legs="sit")) - TABLE_HEIGHT / head_height(look)
    down = round(max(0.05, above - 0.16), 2)
    return (_ON_TABLE[0], down), (_ON_TABLE[1], round(down - 0.06, 2))


def _shoulder_height(look: Look, way: str) -> float:
    """Metres of the shoulder line above the ground of somebody who stands, sits, kneels or crouches."""
    legs = next((each for each in LOW if each == way), None)
    drop = body_drop(look, Pose(legs=legs)) if legs else 0.0
    return (-proportions(look).shoulders - drop) * head_height(look)
