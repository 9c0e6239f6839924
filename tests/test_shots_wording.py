"""A director's words become changes; what they do not say is told back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shots.rate import read_rate
from shots.revise import Changes, revise_shot
from shots.shot import Angle, Framing, Move, Shot, Size, Subject
from shots.sizes import holds
from shots.wording import changes_from_note

SHOT = Shot(
    id="sh0001", slate="1B", scene="S0001", framing=Framing.SINGLE, size=Size.MS, move=Move.PUSH_IN,
    subjects=(Subject(token="@NORA", side="left"),), action="Nora waits.",
)  # fmt: skip


def _changes(**fields: object) -> Changes:
    return Changes.model_validate(fields)


@pytest.mark.parametrize(
    ("note", "changes"),
    [
        ("wider", _changes(size=Size.MLS)),
        ("Closer on Nora.", _changes(size=Size.MCU)),
        ("much closer", _changes(size=Size.CU)),
        ("not so close", _changes(size=Size.MLS)),
        ("it's too wide", _changes(size=Size.MCU)),
        ("medium close-up, eye level", _changes(size=Size.MCU, angle=Angle.EYE)),
        ("from below", _changes(angle=Angle.LOW)),
        ("a wide shot from overhead", _changes(size=Size.WS, angle=Angle.OVERHEAD)),
        ("no push", _changes(move=Move.STATIC)),
        ("handheld", _changes(move=Move.HANDHELD)),
        ("pan to the left", _changes(move=Move.PAN_LEFT)),
        ("more motion", _changes(motion=1.5)),
        ("calmer, push in", _changes(motion=0.67, move=Move.PUSH_IN)),
        ("it is too busy", _changes(motion=0.67)),
        ("slower push", _changes(move=Move.PUSH_IN, duration_frames=128)),
        ("the push is too fast", _changes(move=Move.PUSH_IN, duration_frames=128)),
        ("hold longer", _changes(duration_frames=144)),
        ("hold for three seconds", _changes(duration_frames=72)),
        ("2 seconds longer", _changes(duration_frames=144)),
        ("1.5 s shorter", _changes(duration_frames=60)),
        ("48 frames", _changes(duration_frames=48)),
        ("she looks away", _changes(action="Nora waits. She looks away.")),
        ("Nora walks slowly to the window", _changes(action="Nora waits. Nora walks slowly to the window.")),
        (
            "Wider, she looks away and smiles, no push.",
            _changes(size=Size.MLS, move=Move.STATIC, action="Nora waits. She looks away and smiles."),
        ),
        ("make it night", _changes(hour="night")),
        ("night instead of day", _changes(hour="night")),
        ("golden hour, wider", _changes(hour="sunset", size=Size.MLS)),
        ("lock it off", _changes(move=Move.STATIC)),
        ("no camera move", _changes(move=Move.STATIC)),
        ("remove the pan", _changes(move=Move.STATIC)),
        ("less shaky", _changes(move=Move.STATIC)),
        ("follow her", _changes(move=Move.TRUCK_RIGHT)),
        ("pan with her", _changes(move=Move.PAN_RIGHT)),
        ("twice as long", _changes(duration_frames=192)),
        ("half as long", _changes(duration_frames=48)),
        ("add a beat at the end", _changes(duration_frames=120)),
        ("give her a moment", _changes(duration_frames=120)),
        ("don't cut so early", _changes(duration_frames=144)),
        ("speed it up", _changes(duration_frames=72)),
        ("a little wider and lower", _changes(size=Size.MLS, angle=Angle.LOW)),
        ("close up on her face", _changes(size=Size.CU)),
        ("tighter, but not too tight", _changes(size=Size.MCU)),
        ("start wide then push in", _changes(size=Size.MLS, move=Move.PUSH_IN)),
        ("please make it a little wider, thank you", _changes(size=Size.MLS)),
        ("pull back; from above and hold longer", _changes(move=Move.PULL_OUT, angle=Angle.HIGH, duration_frames=144)),
    ],
)
def test_words_of_the_trade(note: str, changes: Changes) -> None:
    reading = changes_from_note(note, SHOT, frames=96)
    assert reading.changes == changes
    assert (reading.unknown, reading.refused) == ((), ())


@pytest.mark.parametrize("note", ["48 Frames", "HOLD 48 FRAMES", "2 SECONDS SHORTER", "Add 12 Frames", "TWO SECS LESS"])
def test_capitals_make_no_difference(note: str) -> None:
    assert changes_from_note(note, SHOT, 96) == changes_from_note(note.lower(), SHOT, 96)


def test_seconds_are_those_of_the_film() -> None:
    assert changes_from_note("hold for 2 seconds", SHOT, rate=read_rate("25")).changes.duration_frames == 50


@pytest.mark.parametrize(
    "note", ["purple monkey", "more energy", "wider, with more soul", "näher", "just the two of us", "?!", "the"]
)
def test_words_that_mean_nothing_are_told(note: str) -> None:
    assert changes_from_note(note, SHOT).unknown


@pytest.mark.parametrize(
    ("note", "instead"),
    [
        ("darker", "light and weather"), ("make it foggy", "light and weather"), ("from behind", "shots export"),
        ("two-shot", "shots export"), ("lose Nora", "shots export"), ("Nora out of frame", "shots export"),
        ("another coat", "bible"), ("change the line", "script"), ("longer", "seconds or frames"),
    ],
)  # fmt: skip
def test_what_is_not_one_shots_to_change_is_refused_with_a_cure(note: str, instead: str) -> None:
    reading = changes_from_note(note, SHOT)
    assert reading.changes == Changes()
    assert instead in reading.refused[0]


def test_a_two_shot_gets_no_closer_than_two_people_fit() -> None:
    two = SHOT.model_copy(update={"framing": Framing.TWO_SHOT, "size": Size.MCU})
    reading = changes_from_note("closer", two)
    assert reading.changes == Changes()
    assert "two shot" in reading.refused[0]


@given(st.text(max_size=80), st.sampled_from(list(Framing)), st.integers(0, 500))
def test_any_note_leaves_a_shot_that_can_be_shot(note: str, framing: Framing, frames: int) -> None:
    sizes = [size for size in Size if holds(framing, size)]
    shot = SHOT.model_copy(update={"framing": framing, "size": sizes[0]})
    revised = revise_shot(shot, changes_from_note(note, shot, frames).changes)
    assert holds(framing, revised.size)
    assert revised.action.startswith(SHOT.action)


def test_a_number_without_end_is_told_back() -> None:
    assert changes_from_note(f"{'9' * 6_000} seconds longer", SHOT, frames=96).unknown
