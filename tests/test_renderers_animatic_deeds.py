"""Blows, leaps, bows and dances: what bodies do in a moment, and who is near enough for it."""

from __future__ import annotations

import pytest
from animatic_scene import shot_of

from renderers.animatic.acting import Performance
from renderers.animatic.deeds import deeds_of, pair_of, without_deeds
from renderers.animatic.doing import rotated
from renderers.animatic.pose import Pose
from renderers.animatic.stage import Stage


def poses(action: str, token: str) -> list[Pose]:
    part = Performance(shot_of(action), token)
    return [part.pose(frame) for frame in range(96)]


@pytest.mark.parametrize(
    ("action", "names"),
    [
        ("Mara punches him.", ["punch"]), ("Mara hits Victor.", ["punch"]), ("Mara hits the button.", []),
        ("Mara kicks the ball.", []), ("Victor strikes a match.", []), ("Mara pushes the lever.", []),
        ("They fight.", ["fight"]), ("They dance.", ["dance"]), ("Mara stops dancing.", []),
        ("Mara wants to dance.", []), ("He bows. She takes his hand.", ["bow", "hold hands"]),
        ("Mara carries a bag.", []), ("Victor carries her.", ["carry"]), ("She jumps up.", []),
        ("She jumps across the gap.", ["jump"]), ("Mara climbs a ladder.", ["climb"]), ("Mara opens a box.", []),
        ("Mara boxes with Victor.", ["fight"]), ("Mara carries a box to Victor.", []),
    ],
)  # fmt: skip
def test_deeds_are_known_by_their_words(action: str, names: list[str]) -> None:
    assert [deed.name for deed in deeds_of(shot_of(action))] == names


def test_deeds_follow_each_other_and_a_blow_that_is_ducked_hits_nobody() -> None:
    swing, duck, kick = deeds_of(shot_of("He swings at her; she ducks and kicks him."))
    assert swing.at < kick.at and abs(duck.at - swing.at) < 0.2
    assert not swing.targets and kick.targets == {"@VICTOR"}


def test_who_is_hit_is_thrown_back_after_the_arm_is_out() -> None:
    hits, hit = poses("Mara punches Victor.", "@MARA"), poses("Mara punches Victor.", "@VICTOR")
    out = max(range(96), key=lambda frame: hits[frame].near_hand[0])
    back = min(range(96), key=lambda frame: hit[frame].lean)
    assert hits[out].near_hand[0] > 1.7 and hits[out].near_shape == "fist"
    assert hit[back].lean < -10 and hit[back].travel < 0 and back >= out - 3


def test_a_kick_has_a_leg_out_and_a_fight_both_sides() -> None:
    assert any(pose.legs == "kick" for pose in poses("Mara kicks Victor.", "@MARA"))
    for token in ("@MARA", "@VICTOR"):
        fight = poses("They fight.", token)
        assert max(pose.near_hand[0] for pose in fight) > 1.7 and min(pose.lean for pose in fight) < -10


def test_two_who_dance_turn_about_each_other_and_stay_together() -> None:
    her, him = poses("They dance.", "@MARA"), poses("They dance.", "@VICTOR")
    assert {pose.facing for pose in her} == {1, -1} == {pose.facing for pose in him}
    assert all(pose.legs == "step" for pose in her[30:])
    scene = shot_of("They dance.")
    assert pair_of(scene)[0] == {"@MARA", "@VICTOR"}
    left, right = Stage(scene, 320, 180).composition.marks
    assert 0.4 < right.x - left.x < 0.7


def test_who_jumps_leaves_the_ground_and_who_climbs_gets_higher() -> None:
    jump = poses("Mara jumps across the gap.", "@MARA")
    assert max(pose.lift for pose in jump) > 0.5 and jump[-1].lift == 0
    climb = poses("Mara climbs a ladder.", "@MARA")
    assert climb[90].lift > climb[20].lift + 0.5


def test_who_ducks_or_bows_is_up_again() -> None:
    for action, low in (("Mara ducks.", "crouch"), ("Mara bows.", "stand")):
        part = poses(action, "@MARA")
        assert any(pose.legs == low and pose.lean > 10 for pose in part)
        assert part[-1].legs == "stand" and abs(part[-1].lean) < 5


def test_who_is_carried_is_off_the_ground_before_who_carries() -> None:
    scene = shot_of("Victor carries Mara.")
    marks = {mark.token: mark for mark in Stage(scene, 320, 180).composition.marks}
    assert marks["@MARA"].z < marks["@VICTOR"].z
    assert Performance(scene, "@MARA").pose(40).lift > 1


def test_a_turn_on_the_spot_shows_front_and_back() -> None:
    turns = [rotated(Pose(facing=1), share / 20) for share in range(21)]
    assert any(pose.turned for pose in turns) and any(pose.turn < 0.2 and not pose.turned for pose in turns)
    assert turns[0] == turns[20] == Pose(facing=1)


def test_hands_are_not_told_twice() -> None:
    assert "push" not in without_deeds("Victor pushes her.")


@pytest.mark.parametrize(
    ("action", "names"),
    [
        ("Mara y Victor bailan.", ["dance"]), ("Mara küsst Victor.", ["kiss"]), ("Victor pousse Mara.", ["push"]),
        ("Mara e Victor ballano.", ["dance"]), ("Victor frappe à la porte.", []), ("Mara empurra Victor.", ["push"]),
    ],
)  # fmt: skip
def test_the_commonest_deeds_are_known_in_other_tongues(action: str, names: list[str]) -> None:
    assert [deed.name for deed in deeds_of(shot_of(action))] == names


def test_pronouns_of_the_two_before_hold_in_deeds_done_to_somebody() -> None:
    told = deeds_of(shot_of("Victor puts his arm around Mara. She kisses him."))
    assert [(deed.name, deed.actors, deed.targets) for deed in told] == [
        ("arm round", {"@VICTOR"}, {"@MARA"}), ("kiss", {"@MARA"}, {"@VICTOR"}),
    ]  # fmt: skip


def test_a_deed_of_both_ends_when_the_next_begins() -> None:
    part = poses("They dance. Victor bows.", "@VICTOR")
    assert part[20].legs == "step" and part[75].lean > 20


def test_who_crawls_goes_along_low() -> None:
    crawl = poses("Mara crawls through the mud.", "@MARA")
    assert all(pose.lean > 50 and pose.legs == "kneel" for pose in crawl)
    assert crawl[-1].travel > crawl[0].travel + 2
    assert not deeds_of(shot_of("Mara crawls under the table."))
