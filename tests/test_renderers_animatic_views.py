"""Bodies and heads from the front, from the side and from behind."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from golden_pictures import BOTH, drawn, recipe
from test_renderers_animatic_figure import BASE, WOMAN, changed, draw, head

from bible.entries import Look
from renderers.animatic.acting import Performance
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import proportions
from renderers.animatic.skeleton import joints
from renderers.animatic.views import hands, shoulders
from shots.shot import Framing, Size, Subject

FRONT = Pose(turn=0.0, yaw=0.0, gaze=(0.0, 0.0))
SIDE = Pose(turn=1.0, yaw=1.0)
CHILD = Look(age=9, sex="woman", height_cm=132, hair="long", outfit="dress")


def width(look: Look, pose: Pose, *, back: bool = False) -> int:
    """Columns that a standing body takes, without its arms' doing."""
    mask = draw(look, pose, back=back)[:, :, 3] > 128
    return int(mask.any(axis=0).sum())


@pytest.mark.parametrize("look", [BASE, WOMAN, CHILD], ids=["man", "woman", "child"])
def test_a_body_is_broad_from_the_front_and_narrow_from_the_side(look: Look) -> None:
    assert width(look, SIDE) < 0.8 * width(look, FRONT)


@pytest.mark.parametrize("look", [BASE, WOMAN, CHILD], ids=["man", "woman", "child"])
def test_from_the_front_both_sides_are_alike(look: Look) -> None:
    mask = draw(look, FRONT)[:, :, 3] > 128
    assert (mask ^ mask[:, ::-1]).sum() < 0.08 * mask.sum()


def test_a_turn_goes_through_drawings_of_its_own() -> None:
    steps = [draw(WOMAN, Pose(turn=turn / 4)) for turn in range(5)]
    assert all(changed(one, other) > 60 for one, other in itertools.pairwise(steps))


@pytest.mark.parametrize("hair", ["short", "bob", "long", "curly", "braid", "bun", "ponytail", "bald"])
@pytest.mark.parametrize("hat", ["none", "beanie", "cap", "fedora", "helmet", "headscarf"])
def test_a_head_looks_straight_into_the_lens_under_any_hair_and_hat(hair: str, hat: str) -> None:
    look = WOMAN.model_copy(update={"hair": hair, "hat": hat})
    straight, aside = (head(look, Pose(legs="none", turn=0.0, yaw=yaw)) for yaw in (0.0, 0.5))
    mask = straight[:140, :, 3] > 128
    columns = np.flatnonzero(mask.any(axis=0))
    assert abs((columns[0] + columns[-1]) / 2 - mask.shape[1] / 2) < 28
    assert changed(straight, aside) > 1500


def test_hands_that_reach_ahead_come_together_before_the_lens() -> None:
    body = proportions(BASE)
    reaching = replace(FRONT, near_hand=(1.2, 0.9), far_hand=(1.4, 0.9))
    (near, _), (far, _) = hands(reaching, body)
    (left, _), (right, _) = shoulders(body, 0.0)
    assert left < near < far < right
    assert hands(Pose(), body) == (Pose().near_hand, Pose().far_hand)


def test_skeletons_turn_with_the_body() -> None:
    def breadth(pose: Pose) -> float:
        found = joints(BASE, pose)
        return abs(found["left shoulder"][0] - found["right shoulder"][0])

    assert breadth(FRONT) > breadth(Pose()) > 4 * breadth(SIDE)


def test_who_walks_is_seen_from_the_side_and_turns_to_the_others_on_arriving() -> None:
    walking = recipe(Framing.MASTER, Size.FS, BOTH, action="IKE runs up the quay.", frames=96)
    poses = [Performance(walking, "@IKE").pose(frame) for frame in range(0, 96, 2)]
    turns = [pose.turn for pose in poses]
    assert turns[4] == 1.0
    assert turns[-1] == 0.5
    assert 0.75 in turns


def test_who_is_looked_at_looks_back_squarely() -> None:
    seen = recipe(Framing.POINT_OF_VIEW, Size.MS, BOTH[:1])
    pose = Performance(seen, "@NORA").pose(20)
    assert pose.turn == 0.0
    assert pose.yaw < 0.16


def test_a_hand_that_writes_shows_beside_the_back() -> None:
    hanging, writing = Pose(turned=True), Pose(turned=True, near_hand=(1.3, -0.3), near_shape="fist")
    rows = [np.flatnonzero((draw(BASE, pose, back=True)[:, :, 3] > 128).any(axis=0)) for pose in (hanging, writing)]
    assert rows[1][-1] > rows[0][-1] + 8


@pytest.mark.parametrize("legs", ["sit", "kneel", "crouch"])
def test_going_down_has_drawings_between(legs: str) -> None:
    way = [draw(BASE, Pose(legs=legs, sunk=share)) for share in (0.0, 0.3, 0.6, 1.0)]  # type: ignore[arg-type]
    tops = [int(np.flatnonzero((each[:, :, 3] > 128).any(axis=1))[0]) for each in way]
    assert tops == sorted(tops)
    assert tops[0] < tops[1] < tops[2] < tops[3]


def test_people_between_others_turn_to_neither() -> None:
    three = (Subject(token="@NORA", side="left"), Subject(token="@IKE", side="centre"))
    alone = recipe(Framing.MASTER, Size.FS, three)
    assert Performance(alone, "@IKE").pose(10).turn == 0.5
    assert drawn(alone)[..., 3].min() == 255
