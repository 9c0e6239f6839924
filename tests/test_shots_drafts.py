"""What a new draft changes is told scene by scene and shot by shot."""

from __future__ import annotations

from bible.breakdown import break_down
from bible.fountain import read_fountain
from bible.redraft import carry_ids
from shots.direct import direct
from shots.drafts import Draft, compare_drafts
from shots.rate import Rate
from shots.redraft import carry_shots
from shots.revise import tell_change

TEXT = "INT. CAR - NIGHT\n\nOBI, 45, drives.\n\nINT. HALL - DAY\n\nVERA, 51, waits.\n"


def _told(text: str, first: str = TEXT) -> list[str]:
    """What becomes of the shots that change when `first` is edited to `text`, in people's words."""
    script = read_fountain(first, "test")
    bible = break_down(script)
    before = Draft(script=script, bible=bible, shots=direct(script, bible))
    edited = carry_ids(read_fountain(text, "test"), script, next_line=90, next_scene=90)
    again = break_down(edited, bible)
    used = frozenset(shot.slate for shot in before.shots.shots)
    shots = carry_shots(direct(edited, again), before.shots, used, 90, {})
    changes = compare_drafts(before, Draft(script=edited, bible=again, shots=shots))
    rate = Rate(numerator=24)
    return [f"{shot.slate}: {tell_change(each, rate)}" for shot in changes.shots for each in shot.fields]


def test_the_same_words_change_nothing() -> None:
    assert _told(TEXT) == []


def test_a_place_that_turns_inside_out_is_told() -> None:
    told = _told(TEXT.replace("INT. CAR", "EXT. CAR"))
    assert "1: inside or outside: INT → EXT" in told
    assert not any(each.startswith("2") for each in told)


def test_a_new_title_is_told() -> None:
    assert _told(f"Title: Hall\n\n{TEXT}") == ["1A: what it reads: Test → Hall"]


def test_words_are_told_as_words() -> None:
    said = f"{TEXT}\nVERA\nI believe the jacket.\n"
    told = _told(said.replace("the jacket", "him"), said)
    assert told == ["2A: what is said: I believe the jacket. → I believe him."]


def test_another_hour_is_told() -> None:
    assert _told(TEXT.replace("DAY", "NIGHT")) == ["2: time of day: day → night"]
