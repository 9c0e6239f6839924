"""What characters do over a shot."""

from __future__ import annotations

import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import RenderError
from bible.script import Setting
from renderers.animatic.acting import Performance
from renderers.animatic.mouth import MOUTHS
from renderers.animatic.pose import Pose
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe, Utterance
from shots.recording import PhoneTime
from shots.shot import Framing, Shot, Size, Subject

NORA = Character(token="@NORA", name="NORA VEGA", look=Look(age=64, sex="woman", height_cm=168))
IKE = Character(token="@IKE", name="IKE", look=Look(age=11, sex="man", height_cm=140))
SAMPLES = 48_000


def spoken(
    speaker: str, start: float, length: float, *, lips: bool = True, manner: tuple[str, ...] = (), text: str = "Ma."
) -> Utterance:
    begin, end = round(start * SAMPLES), round((start + length) * SAMPLES)
    middle = (begin + end) // 2
    phones = (PhoneTime(phone="M", start=begin, end=middle), PhoneTime(phone="AA", start=middle, end=end))
    return Utterance(
        line="L0001", speaker=speaker, text=text, manner=manner, lips=lips, start=begin, samples=end - begin,
        sample_rate=SAMPLES, phones=phones,
    )  # fmt: skip


def recipe(
    *utterances: Utterance,
    action: str = "",
    size: Size = Size.FS,
    cast: tuple[Character, ...] = (NORA, IKE),
    frames: int = 120,
    rate: int = 24,
) -> Recipe:
    sides = ("left", "right")
    subjects = tuple(Subject(token=each.token, side=side) for each, side in zip(cast, sides, strict=False))
    return Recipe(
        shot=Shot(
            id="sh0001", slate="1", scene="S0001", framing=Framing.TWO_SHOT, size=size, subjects=subjects, action=action
        ),
        cast=cast,
        location=Location(token="@HARBOUR", name="HARBOUR", setting=Setting.EXT, kind="harbour"),
        hour=Hour.DAWN,
        weather=Weather.CLEAR,
        utterances=utterances,
        picture=PictureFormat(rate=Rate(numerator=rate)),
        frames=frames,
        handles=12,
        renderer="animatic",
        revision="1",
        take=1,
    )


def poses(made: Recipe, token: str = "@NORA") -> list[Pose]:
    performance = Performance(made, token)
    return [performance.pose(frame) for frame in range(-made.handles, made.frames + made.handles)]


def test_the_same_recipe_gives_the_same_poses() -> None:
    made = recipe(spoken("@NORA", 1, 1))
    assert poses(made) == poses(made)
    performance = Performance(made, "@NORA")
    assert performance.pose(30) == performance.pose(30)


def test_left_looks_right_and_right_looks_left() -> None:
    made = recipe()
    assert {pose.facing for pose in poses(made)} == {1}
    assert {pose.facing for pose in poses(made, "@IKE")} == {-1}


def test_everyone_blinks() -> None:
    for token in ("@NORA", "@IKE"):
        lids = [pose.lid for pose in poses(recipe(), token)]
        assert min(lids) < 0.1 < 0.6 < max(lids)
        assert sum(lid < 0.1 for lid in lids) < len(lids) / 8


def test_bodies_move_on_twos() -> None:
    made = poses(recipe())
    assert all(made[i] == made[i + 1] for i in range(0, len(made) - 1, 2))


def test_the_mouth_moves_only_while_its_own_line_is_seen() -> None:
    made = recipe(spoken("@NORA", 1, 1))
    mouths = [pose.mouth for pose in poses(made)]
    assert set(mouths[: 12 + 22]) == {"X"}
    assert "MBP" in mouths
    assert "AI" in mouths
    assert {pose.mouth for pose in poses(made, "@IKE")} == {"X"}
    assert {pose.mouth for pose in poses(recipe(spoken("@NORA", 1, 1, lips=False)))} == {"X"}


def test_shouting_opens_the_mouth_wider_and_whispering_less() -> None:
    def opening(manner: str) -> float:
        return max(
            MOUTHS[pose.mouth].opening * pose.effort for pose in poses(recipe(spoken("@NORA", 1, 1, manner=(manner,))))
        )

    assert opening("whispering") < opening("") < opening("shouting")


def test_a_grown_up_looks_down_at_a_child_who_looks_up() -> None:
    nora, ike = poses(recipe())[40], poses(recipe(), "@IKE")[40]
    assert nora.pitch > 0.2 > -0.2 > ike.pitch
    assert nora.gaze[1] > 0 > ike.gaze[1]


def test_someone_alone_looks_past_the_lens() -> None:
    alone = poses(recipe(cast=(NORA,)))[40]
    assert alone.yaw < poses(recipe())[40].yaw


def test_a_question_lifts_the_brows() -> None:
    asked, told = (poses(recipe(spoken("@NORA", 1, 1, text=text)))[12 + 36] for text in ("Late?", "Late."))
    assert asked.brow > told.brow


def test_a_smile_in_the_action_reaches_the_face() -> None:
    assert poses(recipe(action="Nora smiles."))[60].smile > poses(recipe(action="Nora waits."))[60].smile + 0.3


def test_a_runner_comes_to_the_mark_without_sliding_back() -> None:
    made = poses(recipe(action="Ike runs in. Nora waits."), "@IKE")
    travels = [pose.travel for pose in made]
    assert travels[12] < -3
    assert travels == sorted(travels)
    assert travels[-1] == 0
    assert {pose.legs for pose in made} == {"run", "stand"}
    assert {pose.legs for pose in poses(recipe(action="Ike runs in. Nora waits."))} == {"stand"}


def test_nobody_walks_in_a_close_up() -> None:
    made = poses(recipe(action="Nora walks in and sits.", size=Size.CU))
    assert {(pose.legs, pose.travel) for pose in made} == {("stand", 0.0)}


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ("Nora points at the ferry.", lambda pose: pose.near_shape == "point"),
        ("Nora waves.", lambda pose: pose.near_shape == "open" and pose.near_hand[1] < 0),
        ("Nora reads the letter.", lambda pose: pose.holding == "paper"),
        ("Nora looks up.", lambda pose: pose.pitch < 0 and pose.gaze[1] < -0.3),
        ("Nora sits down.", lambda pose: pose.legs == "sit"),
    ],
)
def test_verbs_are_acted(action: str, seen: object) -> None:
    assert callable(seen)
    assert any(seen(pose) for pose in poses(recipe(action=action, cast=(NORA,))))
    assert not any(seen(pose) for pose in poses(recipe(action="Nora waits.", cast=(NORA,))))


@pytest.mark.parametrize("rate", [24, 25, 30, 50, 60])
def test_any_rate_can_be_played(rate: int) -> None:
    made = poses(recipe(spoken("@NORA", 0.5, 1), action="Nora walks in.", frames=rate * 4, rate=rate))
    assert made[-1].travel == 0
    assert "MBP" in {pose.mouth for pose in made}


def test_someone_not_cast_is_refused() -> None:
    with pytest.raises(RenderError, match="@BO"):
        Performance(recipe(), "@BO")
