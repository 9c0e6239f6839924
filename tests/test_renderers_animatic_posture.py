"""What bodies do: posture through a scene, turns, hands by the verbs, and a camera that goes along."""

from __future__ import annotations

import pytest
from golden_pictures import BOTH, drawn
from golden_pictures import recipe as pictured
from test_renderers_animatic_acting import NORA, poses, recipe

from renderers.animatic.acting import Performance
from renderers.animatic.gestures import gestures_in
from renderers.animatic.legs import legs_at
from renderers.animatic.posture import read_posture
from renderers.animatic.stage import Stage
from shots.shot import Framing, Size


@pytest.mark.parametrize(
    ("before", "action", "first", "last"),
    [
        ("", "Nora waits.", "stand", "stand"),
        ("", "Nora sits at the table.", "sit", "sit"),
        ("Nora sits at the table.", "", "sit", "sit"),
        ("Nora sits. She stands and walks to the door.", "Nora waits.", "stand", "stand"),
        ("Nora sits.", "Nora jumps up and points.", "sit", "stand"),
        ("", "Nora kneels beside the pump.", "stand", "kneel"),
        ("", "She stumbles and falls.", "stand", "lie"),
        ("She falls.", "Nora gets up and follows it.", "kneel", "stand"),
        ("", "Nora walks in and sits.", "stand", "sit"),
        ("", "Nora falls asleep.", "lie", "lie"),
        ("", "Nora sleeps.", "lie", "lie"),
        ("Nora sits by the lamp.", "Nora sleeps.", "sit", "sit"),
        ("", "Nora sleeps sitting on the floor.", "floor", "floor"),
        ("", "Nora and Ike sit side by side on the floor, backs against the wall.", "floor", "floor"),
        ("", "She sits beside him on the bare ground.", "floor", "floor"),
        ("", "Nora crouches behind the wall.", "stand", "crouch"),
        ("She falls.", "She looks up.", "lie", "lie"),
        ("She falls. She takes the torch.", "She looks up.", "stand", "stand"),
        ("", "Nora sits down.", "stand", "sit"),
    ],
)
def test_posture_goes_on_until_something_changes_it(before: str, action: str, first: str, last: str) -> None:
    posture = read_posture(action, before)
    assert (posture.first, posture.last) == (first, last)


def test_who_sat_down_before_still_sits_in_the_next_shot() -> None:
    sitting = recipe().model_copy(update={"dressing": ("Nora sits at the table. Ike stands.",)})
    assert {pose.legs for pose in poses(sitting)} == {"sit"}
    assert {pose.legs for pose in poses(sitting, "@IKE")} == {"stand"}


def test_a_fall_ends_on_the_ground_and_stays_there() -> None:
    fallen = [pose.fallen for pose in poses(recipe(action="Nora falls."))]
    assert fallen[12] == 0
    assert fallen[-1] == 1
    assert fallen == sorted(fallen)


def test_a_kneeling_body_rests_on_a_knee_and_a_foot() -> None:
    pose = poses(recipe(action="Nora kneels."))[-1]
    far, near = legs_at(NORA.look, pose)
    assert pose.legs == "kneel"
    assert near.knee[1] > -0.3 and far.ankle[1] > -0.3
    assert far.knee[1] < far.ankle[1] - 1


def test_two_who_embrace_stand_close_with_their_arms_about_each_other() -> None:
    made = recipe(action="Nora embraces Ike.")
    for token in ("@NORA", "@IKE"):
        pose = poses(made, token)[70]
        assert pose.near_hand[0] > 0.8 and pose.far_hand[0] > 0.8

    def apart(action: str) -> float:
        marks = Stage(pictured(Framing.TWO_SHOT, Size.MLS, BOTH, action=action), 320, 180).composition.marks
        return abs(marks[0].x - marks[1].x)

    assert apart("NORA embraces IKE.") < 0.5 * apart("NORA waits.")


def test_people_together_look_at_each_other_whatever_their_sides() -> None:
    made = recipe()
    same = tuple(each.model_copy(update={"side": "right"}) for each in made.shot.subjects)
    made = made.model_copy(update={"shot": made.shot.model_copy(update={"subjects": same})})
    assert poses(made)[20].facing == 1 and poses(made, "@IKE")[20].facing == -1


@pytest.mark.parametrize(
    ("action", "held"),
    [
        ("She pulls the cord.", ["cord"]), ("He strikes a MATCH.", ["match"]), ("runs with a torch", ["torch"]),
        ("She writes on the BLACKBOARD.", ["chalk"]), ("He drinks tea.", ["mug"]), ("He aims the gun.", ["gun"]),
        ("He looks at the photograph. He covers his face with his hands.", ["paper", ""]),
        ("She waits.", []), ("She picks up the phone and waves.", ["phone", ""]),
    ],
)  # fmt: skip
def test_hands_by_the_verbs(action: str, held: list[str]) -> None:
    assert [each.holding for each in gestures_in(action)] == held


def test_of_two_deeds_the_second_follows_the_first() -> None:
    made = poses(recipe(action="Nora looks at the letter. She covers her face with her hands."))
    assert made[30].holding == "paper"
    assert made[-20].holding == ""
    assert made[-20].near_hand[1] < 0


@pytest.mark.parametrize("action", ["Nora turns away.", "Nora stares out of the window.", "Nora stands at the window."])
def test_some_turn_their_backs(action: str) -> None:
    made = poses(recipe(action=action))
    assert not made[12].turned and made[-1].turned
    assert not any(pose.turned for pose in poses(recipe(action=action), "@IKE"))


def test_a_walk_along_goes_on_and_the_camera_with_it() -> None:
    stage = Stage(pictured(Framing.SINGLE, Size.FS, BOTH[1:], action="IKE runs along the quay."), 320, 180)
    runner = [stage.people(frame)[0] for frame in (0, 20, 40)]
    columns = [each.at[0] + each.pose.travel * each.pose.facing * each.unit for each in runner]
    assert max(columns) - min(columns) < 2
    assert stage.camera(40).x != stage.camera(0).x
    assert {stage.people(frame)[0].pose.legs for frame in range(0, 48, 4)} == {"run"}
    arriving = Stage(pictured(Framing.SINGLE, Size.FS, BOTH[1:], action="IKE runs in."), 320, 180)
    assert arriving.camera(40) == arriving.camera(0)


@pytest.mark.parametrize("action", ["NORA falls.", "NORA kneels.", "NORA turns away.", "NORA pulls the cord.",
                                    "NORA runs with a torch.", "NORA carries a suitcase."])  # fmt: skip
def test_every_posture_is_drawn_and_the_same_again(action: str) -> None:
    asked = pictured(Framing.SINGLE, Size.FS, BOTH[:1], action=action)
    assert (drawn(asked, 40) == drawn(asked, 40)).all()
    assert (drawn(asked, 40) != drawn(pictured(Framing.SINGLE, Size.FS, BOTH[:1]), 40)).mean() > 0.005


def test_a_table_stands_between_two_and_a_bench_under_them() -> None:
    def places(action: str) -> float:
        marks = Stage(pictured(Framing.TWO_SHOT, Size.FS, BOTH, action=action), 320, 180).composition.marks
        return marks[1].x - marks[0].x

    assert places("They sit at the table.") > 1.3 * places("They sit on a bench.")
    named = {card.name for card in Stage(
        pictured(Framing.TWO_SHOT, Size.FS, BOTH, action="They sit on a bench."), 320, 180).cards}  # fmt: skip
    assert "bench" in named


def test_sleepers_sleep_until_they_wake() -> None:
    def lids(before: str) -> float:
        made = pictured(Framing.SINGLE, Size.FS, BOTH[:1], action="Snow falls outside.")
        return Performance(made.model_copy(update={"dressing": (before,)}), "@NORA").pose(20).lid

    assert lids("Nora sleeps in the chair.") == 0.0
    assert lids("Nora sleeps in the chair. Nora wakes.") > 0.3
    assert lids("Nora sits in the chair.") > 0.3
