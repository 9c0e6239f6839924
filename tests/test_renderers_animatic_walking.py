"""Ways across the stage, and who goes because another does."""

from __future__ import annotations

from animatic_scene import MARA, VICTOR, WAREHOUSE, shot_of

from bible.entries import Location
from bible.script import Setting
from renderers.animatic.acting import Performance
from renderers.animatic.pose import Pose
from shots.recipe import Recipe

CORRIDOR = Location(token="@CORRIDOR", name="CORRIDOR", setting=Setting.INT, kind="corridor")


def poses(made: Recipe, token: str = "@MARA") -> list[Pose]:
    part = Performance(made, token)
    return [part.pose(frame) for frame in range(made.frames)]


def test_who_runs_through_a_room_does_not_stop_in_it() -> None:
    run = poses(shot_of("Mara runs through the warehouse.", MARA, place=WAREHOUSE))
    assert run[0].travel < -3 and run[-1].travel > 3 and abs(run[48].travel) < 0.5
    assert all(pose.legs == "run" for pose in run)


def test_who_takes_something_and_runs_is_gone() -> None:
    run = poses(shot_of("Mara grabs the case and runs.", MARA))
    assert run[-1].travel > 5 and run[-1].holding == "bag"


def test_who_is_chased_runs_before_those_who_chase() -> None:
    chase = shot_of("Victor chases Mara.")
    hunted, hunter = poses(chase)[48], poses(chase, "@VICTOR")[48]
    assert hunted.legs == hunter.legs == "run" and hunted.facing == hunter.facing == -1


def test_who_follows_one_who_runs_runs() -> None:
    assert poses(shot_of("Mara runs down the alley. Victor follows her."), "@VICTOR")[48].legs == "run"
    assert poses(shot_of("Mara walks down the alley. Victor follows her."), "@VICTOR")[48].legs == "walk"


def test_down_a_passage_people_come_toward_the_lens_one_after_the_other() -> None:
    run = shot_of("Mara runs down the corridor. Victor follows her.", place=CORRIDOR)
    first, second = poses(run), poses(run, "@VICTOR")
    assert first[10].depth > first[60].depth and first[48].travel == 0
    assert second[48].depth > first[48].depth


def test_a_gun_stays_in_the_hand_until_it_is_dropped() -> None:
    after = shot_of("Victor waits.", VICTOR, before=("Victor walks in with a gun.",))
    dropped = shot_of("Victor waits.", VICTOR, before=("Victor walks in with a gun.", "He drops the gun."))
    assert poses(after, "@VICTOR")[60].holding == "gun"
    assert poses(dropped, "@VICTOR")[60].holding == ""


def test_who_sat_gets_up_to_chase_somebody() -> None:
    chase = poses(shot_of("Mara chases the dog.", MARA, before=("Mara sits.",)))
    assert any(pose.legs == "run" for pose in chase)
