"""Changing a shot and telling what changed; sides that are kept; moves that are rare."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from random_scripts import scripts

from bible.breakdown import break_down
from bible.errors import SettingsError
from bible.script import Script
from shots.direct import direct
from shots.rate import Rate
from shots.revise import Changes, FieldChange, differences, revise_shot, tell_change
from shots.shot import Framing, Move, Shot, Size, Span, Subject
from shots.staging import Staging, stage

SHOT = Shot(
    id="sh0001", slate="1B", scene="S0001", framing=Framing.SINGLE, size=Size.MS, action="Nora waits.",
    subjects=(Subject(token="@NORA", side="left"),), spans=(Span(line="L0001", first_word=0, last_word=3, lips=True),),
)  # fmt: skip


def test_changes_are_told_field_by_field() -> None:
    revised = revise_shot(SHOT, Changes(size=Size.CU, move=Move.PUSH_IN, action="", duration_frames=48))
    assert differences(SHOT, revised) == (
        FieldChange(field="size", before="MS", after="CU"), FieldChange(field="move", before="static", after="push_in"),
        FieldChange(field="action", before="Nora waits.", after=""),
        FieldChange(field="duration_frames", before="", after="48"),
    )  # fmt: skip
    assert differences(SHOT, revise_shot(SHOT, Changes())) == ()


def test_no_frames_asked_for_is_the_length_of_the_words_again() -> None:
    long = revise_shot(SHOT, Changes(duration_frames=200))
    assert revise_shot(long, Changes(duration_frames=0)) == SHOT
    with pytest.raises(SettingsError, match="cannot last -1 frames"):
        revise_shot(SHOT, Changes(duration_frames=-1))
    with pytest.raises(SettingsError, match="at most 216000"):
        revise_shot(SHOT, Changes(duration_frames=10**20))


def test_how_much_moves_is_told_and_has_its_bounds() -> None:
    calm = revise_shot(SHOT, Changes(motion=0.5))
    (change,) = differences(SHOT, calm)
    assert tell_change(change, Rate(numerator=24)) == "motion: as usual → 0.5 times as much as usual"
    assert revise_shot(calm, Changes(motion=1.0)) == SHOT
    for motion in (0.0, -1.0, 4.01, float("nan"), float("inf")):
        with pytest.raises(SettingsError, match="cannot move"):
            revise_shot(SHOT, Changes(motion=motion))


def test_words_with_signs_that_are_not_seen_are_refused() -> None:
    for changes in (Changes(action="a\x1b[31mb"), Changes(prompt="left \u202eright")):
        with pytest.raises(SettingsError, match="a sign that is not seen"):
            revise_shot(SHOT, changes)


def test_people_and_words_are_told_in_words() -> None:
    other = SHOT.model_copy(update={"subjects": (), "spans": ()})
    assert [change.before for change in differences(SHOT, other)] == ["@NORA left", "L0001 0-3 lips"]


def test_two_people_face_each_other_and_a_third_faces_whom_they_talk_with() -> None:
    staging = stage(["@A", "@B", "@C"], ["@A", "@B", "@A", "@C", "@A", "@C"])
    assert [subject.side for subject in staging.subjects] == ["left", "right", "right"]
    assert staging.face("@A", "@C")
    assert not staging.face("@B", "@C")


def test_sides_are_kept_when_a_scene_goes_on() -> None:
    before = Staging(subjects=(Subject(token="@A", side="right"), Subject(token="@B", side="left")))
    staging = stage(["@B", "@A", "@C"], [], before)
    assert [subject.side for subject in staging.subjects] == ["left", "right", "right"]


def test_somebody_alone_looks_toward_a_voice() -> None:
    assert stage(["@A"], ["@A"]).side("@A") == "centre"
    assert stage(["@A"], ["@A", "@RADIO"]).side("@A") == "left"


@given(scripts())
@settings(deadline=None, max_examples=50)
def test_the_camera_holds_then_moves(script: Script) -> None:
    for scene in script.scenes:
        shots = direct(script, break_down(script)).of_scene(scene.id)
        moving = [shot.move not in (Move.STATIC, Move.HANDHELD) for shot in shots]
        assert not any(one and other for one, other in pairwise(moving[:-1]))
