"""Framing: heads as large as the size says, inside the frame, with room to look into, on the side they belong to."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.entries import Look
from renderers.animatic.camera import Camera
from renderers.animatic.cards import SetDesign
from renderers.animatic.framing import Composition, Mark, Player, compose, reach
from renderers.animatic.moves import SHIFTS, camera_at, share, shift_at
from renderers.animatic.proportions import eye_height, head_height, stature
from shots.shot import Angle, Framing, Move, Shot, Size

OPEN = SetDesign(cards=(), near=8.0, far=13.0)
ROOM = SetDesign(cards=(), near=3.6, far=6.0, inside=True)
WOMAN = Look(age=40, sex="woman", height_cm=167)
MAN = Look(age=50, sex="man", height_cm=182)
BOY = Look(age=11, sex="man", height_cm=140)
WIDE, TALL, SQUARE = (1920, 1080), (1080, 1920), (1080, 1080)
Side = Literal["left", "right"]


def shot(framing: Framing = Framing.SINGLE, size: Size = Size.MS, angle: Angle = Angle.EYE) -> Shot:
    return Shot(id="sh1", slate="1", scene="s1", framing=framing, size=size, angle=angle)


def player(look: Look = WOMAN, side: Side = "left", token: str = "@A") -> Player:
    return Player(token, look, side, 1 if side == "left" else -1)


def eye(framed: Composition, mark: Mark, look: Look, camera: Camera | None = None) -> tuple[float, float]:
    """Column and row of the eyes."""
    camera = camera or framed.camera()
    return camera.column(mark.x, mark.z), camera.row(mark.y + eye_height(look), mark.z)


@pytest.mark.parametrize(
    ("size", "head"), [(Size.WS, 0.085), (Size.MLS, 0.18), (Size.MS, 0.25), (Size.MCU, 0.34), (Size.CU, 0.5)]
)
def test_heads_are_as_large_as_the_size_says(size: Size, head: float) -> None:
    framed = compose(shot(size=size), [player()], OPEN, *WIDE)
    measured = framed.camera().scale(framed.depth) * head_height(WOMAN) / 1080
    assert measured == pytest.approx(head, rel=0.02)


def test_each_size_shows_more_of_a_head_than_the_one_before() -> None:
    heads = [compose(shot(size=size), [player()], OPEN, *WIDE).scale for size in Size]
    assert heads == sorted(heads)


@pytest.mark.parametrize("frame", [WIDE, TALL, SQUARE])
@pytest.mark.parametrize("look", [WOMAN, MAN, BOY])
def test_a_full_shot_holds_the_whole_body(look: Look, frame: tuple[int, int]) -> None:
    framed = compose(shot(size=Size.FS), [player(look)], OPEN, *frame)
    camera, mark = framed.camera(), framed.marks[0]
    crown, soles = camera.row(stature(look), mark.z), camera.row(0, mark.z)
    assert 0.05 * frame[1] < crown < soles < 0.97 * frame[1]


@pytest.mark.parametrize("size", list(Size))
def test_people_look_into_the_larger_part_of_the_frame(size: Size) -> None:
    left = compose(shot(size=size), [player(side="left")], OPEN, *WIDE)
    right = compose(shot(size=size), [player(side="right")], OPEN, *WIDE)
    assert eye(left, left.marks[0], WOMAN)[0] < 930
    assert eye(right, right.marks[0], WOMAN)[0] > 990


players = st.builds(
    Look,
    age=st.integers(5, 90), sex=st.sampled_from(("woman", "man")), height_cm=st.integers(100, 205),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    looks=st.lists(players, min_size=1, max_size=5),
    framing=st.sampled_from((Framing.SINGLE, Framing.MASTER, Framing.TWO_SHOT, Framing.OVER_SHOULDER)),
    size=st.sampled_from(Size),
    angle=st.sampled_from(Angle),
    frame=st.sampled_from((WIDE, TALL, SQUARE, (640, 272))),
    design=st.sampled_from((OPEN, ROOM)),
)
def test_every_face_is_in_frame(
    looks: list[Look], framing: Framing, size: Size, angle: Angle, frame: tuple[int, int], design: SetDesign
) -> None:
    sides: tuple[Side, ...] = ("left", "right")
    cast = [Player(f"@{i}", look, sides[i % 2], 1 - 2 * (i % 2)) for i, look in enumerate(looks)]
    framed = compose(shot(framing, size, angle), cast, design, *frame)
    camera = framed.camera()
    by_token = {each.token: each.look for each in cast}
    assert len(framed.marks) + (framed.shoulder is not None) == len(
        cast if framing != Framing.OVER_SHOULDER or len(cast) < 2 else cast[:2]
    )
    # Eyes and mouth of one fill an extreme close-up: whoever else is beside may fall below it.
    seen = [mark for mark in framed.marks if size != Size.ECU or mark.token == cast[0].token]
    for mark in seen:
        column, row = eye(framed, mark, by_token[mark.token], camera)
        assert 0 < column < frame[0]
        assert 0 < row < frame[1]
        assert camera.z < mark.z


def test_two_people_stand_on_their_sides_with_room_between() -> None:
    cast = [player(MAN, "right", "@B"), player(WOMAN, "left", "@A")]
    framed = compose(shot(Framing.TWO_SHOT, Size.MS), cast, ROOM, *WIDE)
    places = {mark.token: framed.camera().column(mark.x, mark.z) for mark in framed.marks}
    assert places["@A"] < 960 < places["@B"]
    assert places["@B"] - places["@A"] > 500


def test_over_a_shoulder_the_partner_stands_on_the_other_edge_and_nearer() -> None:
    framed = compose(shot(Framing.OVER_SHOULDER, Size.MCU), [player(), player(MAN, "right", "@B")], OPEN, *WIDE)
    assert framed.shoulder is not None
    back, camera = framed.shoulder.mark, framed.camera()
    assert camera.z < back.z < framed.depth
    assert camera.column(back.x, back.z) > 1920 * 0.8
    assert camera.column(framed.marks[0].x, framed.depth) < 1920 * 0.4


def test_the_camera_looks_down_to_a_child_past_a_grown_up_and_up_past_a_child() -> None:
    adult, boy = player(MAN, "right", "@B"), player(BOY, "left", "@A")
    over_adult = compose(shot(Framing.OVER_SHOULDER, Size.MCU), [boy, adult], OPEN, *WIDE)
    over_child = compose(shot(Framing.OVER_SHOULDER, Size.MCU), [adult, boy], OPEN, *WIDE)
    assert over_adult.lens_height > eye_height(BOY)
    assert over_child.lens_height < eye_height(MAN)


@pytest.mark.parametrize("size", [Size.WS, Size.MS, Size.CU])
def test_angles_move_the_camera_up_and_down(size: Size) -> None:
    low, eyes, high = (
        compose(shot(size=size, angle=angle), [player()], OPEN, *WIDE).lens_height
        for angle in (Angle.LOW, Angle.EYE, Angle.HIGH)
    )
    assert low < eyes < high


def test_a_room_is_never_seen_from_beyond_its_walls() -> None:
    framed = compose(shot(Framing.ESTABLISHING, Size.EWS), [], ROOM, *WIDE)
    assert framed.camera().z > -4


def test_tall_frames_measure_heads_by_their_width() -> None:
    assert reach(*WIDE) == 1080
    assert reach(*SQUARE) == 1080
    assert 1080 < reach(*TALL) < 1920


@pytest.mark.parametrize("move", list(Move))
def test_moves_rest_at_both_ends_and_in_the_handles(move: Move) -> None:
    framed = compose(shot(), [player()], OPEN, *WIDE)

    def seen(frame: int) -> tuple[Camera, tuple[int, int]]:
        return camera_at(framed, move, Size.MS, frame, 72), shift_at(move, frame, 72, 24.0, *WIDE)

    if move == Move.HANDHELD:
        assert seen(3) != seen(9)
        return
    assert seen(-8) == seen(0) == seen(5)
    assert seen(71) == seen(67) == seen(80)
    assert (seen(0) == seen(71)) == (move in (Move.STATIC, Move.RACK_FOCUS))


@pytest.mark.parametrize("move", SHIFTS)
def test_shifting_moves_leave_the_camera_where_it_is(move: Move) -> None:
    framed = compose(shot(), [player()], OPEN, *WIDE)
    assert camera_at(framed, move, Size.MS, 40, 72) == framed.camera()


def test_a_push_keeps_the_eyes_and_a_crane_too() -> None:
    framed = compose(shot(), [player()], OPEN, *WIDE)
    before, pushed, craned = framed.camera(), framed.camera(push=1.12), framed.camera(lift=0.4)
    assert pushed.scale(framed.depth) == pytest.approx(before.scale(framed.depth) * 1.12)
    for camera in (pushed, craned):
        assert eye(framed, framed.marks[0], WOMAN, camera) == pytest.approx(eye(framed, framed.marks[0], WOMAN))


def test_a_zoom_enlarges_far_things_as_much_as_near_ones() -> None:
    framed = compose(shot(Framing.ESTABLISHING, Size.WS), [], OPEN, *WIDE)
    before, after = framed.camera(), framed.camera(zoom=1.1)
    assert after.scale(70) == pytest.approx(before.scale(70) * 1.1)


@given(frames=st.integers(1, 500))
def test_a_move_never_goes_back(frames: int) -> None:
    shares = [share(frame, frames) for frame in range(-8, frames + 8)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
