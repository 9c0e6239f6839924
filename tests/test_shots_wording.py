"""A director's words become changes; what they do not say is told back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.entries import Character
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
        ("less shaky, closer", _changes(size=Size.MCU)),
        ("I don't want it this close", _changes(size=Size.MLS)),
        ("we need to be a hair closer on Nora's face", _changes(size=Size.CU)),
        ("maybe a medium close-up instead of a close-up", _changes(size=Size.MCU)),
        ("closer not wider", _changes(size=Size.MCU)),
        ("wider, wider!", _changes(size=Size.MLS)),
        ("wider/static/longer", _changes(size=Size.MLS, move=Move.STATIC, duration_frames=144)),
        ("- wider\n- static", _changes(size=Size.MLS, move=Move.STATIC)),
        ("wider + static \u2013 and hold", _changes(size=Size.MLS, move=Move.STATIC, duration_frames=144)),
        ("slow zoom on her face", _changes(move=Move.PUSH_IN, duration_frames=128)),
        ("pan right, not left", _changes(move=Move.PAN_RIGHT)),
        ("not a push, a pan left", _changes(move=Move.PAN_LEFT)),
        ("pull out, don't push in", _changes(move=Move.PULL_OUT)),
        ("the camera should not move", _changes(move=Move.STATIC)),
        ("no slow push, please", _changes(move=Move.STATIC)),
        ("hold still", _changes(move=Move.STATIC)),
        ("don\u2019t push in so fast", _changes(move=Move.PUSH_IN, duration_frames=128)),
        ("dolly left", _changes(move=Move.TRUCK_LEFT)),
        ("follow Nora as she runs", _changes(move=Move.TRUCK_RIGHT)),
        ("get out ten frames sooner", _changes(duration_frames=86)),
        ("cut this two seconds shorter", _changes(duration_frames=48)),
        ("12 frames off the tail", _changes(duration_frames=84)),
        ("-12 frames", _changes(duration_frames=84)),
        ("+ 12f", _changes(duration_frames=108)),
        ("I'd hold this another 10 frames", _changes(duration_frames=106)),
        ("let it run two seconds longer", _changes(duration_frames=144)),
        ("out six frames sooner", _changes(duration_frames=90)),
        ("give her two more seconds", _changes(duration_frames=144)),
        ("three and a half seconds", _changes(duration_frames=84)),
        ("a second and a half longer", _changes(duration_frames=132)),
        ("no longer than 2 seconds", _changes(duration_frames=48)),
        ("at least two seconds", _changes()),
        ("20% shorter", _changes(duration_frames=77)),
        ("lose the beat at the end", _changes(duration_frames=72)),
        ("don't hold so long on her", _changes(duration_frames=64)),
        ("longer, not too long", _changes(duration_frames=144)),
        ("slow push in, 5 seconds", _changes(move=Move.PUSH_IN, duration_frames=120)),
        ("shoot up at her", _changes(angle=Angle.LOW)),
        ("no low angles", _changes()),
        ("don't go wider", _changes()),
        ("at magic hour", _changes(hour="sunset")),
        ("dusk, not dawn", _changes(hour="dusk")),
        ("make her smile", _changes(action="Nora waits. She smiles.")),
        ("have Nora carry the box", _changes(action="Nora waits. Nora carries the box.")),
        ("she should look up first", _changes(action="Nora waits. She looks up first.")),
        ("Nora is crying", _changes(action="Nora waits. Nora is crying.")),
        ("her hands shake", _changes(action="Nora waits. Her hands shake.")),
        ("an old dog barks", _changes(action="Nora waits. An old dog barks.")),
        ("she sits, then up again", _changes(action="Nora waits. She sits then up again.")),
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
    "note",
    [
        "purple monkey", "more energy", "wider, with more soul", "näher", "just the two of us", "?!", "the", "no",
        "don't", "nothing closer than MCU", "neither closer nor wider", "closer than that", "do not push in any closer",
        "tighter? or maybe wider?", "stay wide", "not night", "anything but night", "start two seconds later",
        "as close as you can", "too slow at the start",
        "a few frames longer", "2-3 seconds", "3,5 seconds", "1. closer 2. longer", "not static",
        "closer (on the lamp)",
        "she moves too fast", "she looks fake", "her hands look weird", "she is missing", "the wet shoes",
        "make her sad", "she says nothing",
    ],
)  # fmt: skip
def test_words_that_mean_nothing_are_told(note: str) -> None:
    assert changes_from_note(note, SHOT, frames=96).unknown


@pytest.mark.parametrize(
    ("note", "meant"),
    [("clsoer", "closer"), ("wder", "wider"), ("hodl longer", "hold"), ("handeld", "handheld"), ("nigth", "night")],
)
def test_a_slip_of_the_fingers_is_told_with_what_was_meant(note: str, meant: str) -> None:
    reading = changes_from_note(note, SHOT, frames=96)
    assert f"did you mean {meant}?" in reading.unknown[0]
    assert reading.changes == Changes()


@pytest.mark.parametrize(
    "note",
    ["closer, wider", "push in then pull out", "handheld, locked off", "longer but shorter", "day, no, make it night",
     "low angle from above", "MCU to CU", "less close, less wide", "3 seconds, 4 seconds", "wide shot, closer"],
)  # fmt: skip
def test_wishes_that_cannot_both_be_are_told_and_neither_is_done(note: str) -> None:
    reading = changes_from_note(note, SHOT, frames=96)
    assert reading.changes == Changes()
    assert any("cannot both be" in each for each in reading.refused) or reading.unknown


@pytest.mark.parametrize("note", ["make him angrier", "slow-mo", "85 mm", "more headroom", "start later"])
def test_what_only_people_or_a_model_can_make_of_words_is_hinted_at(note: str) -> None:
    reading = changes_from_note(note, SHOT, frames=96)
    assert reading.unknown
    assert reading.hints


def _person(name: str, sex: str) -> Character:
    look = {"age": 30, "sex": sex, "height_cm": 170}
    return Character.model_validate({"token": f"@{name}", "name": name, "look": look})


CAST = (_person("NORA", "woman"), _person("IKE", "man"))


@pytest.mark.parametrize(
    ("note", "why"),
    [("Ike walks in", "Ike is not in this shot"), ("closer on Ike", "Ike is not in this shot"),
     ("he sits down", "no man is in this shot"), ("both laugh", "there are not two")],
)  # fmt: skip
def test_who_is_not_in_the_shot_is_told(note: str, why: str) -> None:
    reading = changes_from_note(note, SHOT, 96, cast=CAST)
    assert reading.changes == Changes()
    assert why in reading.refused[0]
    assert changes_from_note("she looks at Ike", SHOT, 96, cast=CAST).refused == ()


def test_a_push_towards_whom_the_shot_is_not_about_is_told() -> None:
    two = SHOT.model_copy(update={"subjects": (*SHOT.subjects, Subject(token="@IKE", side="right"))})
    for note in ("closer on Ike", "push in on Ike"):
        reading = changes_from_note(note, two, 96, cast=CAST)
        assert (reading.changes, "not whom it is about" in reading.refused[0]) == (Changes(), True)
    assert changes_from_note("pan to Ike", two, 96, cast=CAST).changes.move == Move.PAN_RIGHT
    assert changes_from_note("hold on Ike", two, 96, cast=CAST).changes.duration_frames == 144


def test_nobody_does_anything_in_a_shot_of_a_thing() -> None:
    insert = SHOT.model_copy(update={"framing": Framing.INSERT, "size": Size.CU, "subjects": (), "thing": "rope"})
    assert "nobody is in this shot" in changes_from_note("she looks away", insert).refused[0]
    assert changes_from_note("closer on the rope", insert).changes == Changes(size=Size.ECU)


def test_what_somebody_is_not_to_do_is_not_added_to_what_says_so() -> None:
    reading = changes_from_note("Nora doesn't wait", SHOT)
    assert (reading.changes, "--action" in reading.refused[0]) == (Changes(), True)
    assert changes_from_note("she doesn't smile", SHOT).changes.action == "Nora waits. She does not smile."


def test_a_move_without_a_way_keeps_the_way_it_has() -> None:
    panning = SHOT.model_copy(update={"move": Move.PAN_LEFT})
    assert changes_from_note("slower pan", panning, 96).changes == Changes(move=Move.PAN_LEFT, duration_frames=128)
    handheld = SHOT.model_copy(update={"move": Move.HANDHELD, "angle": Angle.HIGH})
    assert changes_from_note("less shaky, lower", handheld).changes == Changes(move=Move.STATIC, angle=Angle.EYE)
    assert changes_from_note("no handheld", SHOT).changes == Changes()
    assert changes_from_note("no handheld", handheld).changes == Changes(move=Move.STATIC)


def test_what_no_framing_holds_goes_as_far_as_it_does_and_is_told() -> None:
    two = SHOT.model_copy(update={"framing": Framing.TWO_SHOT})
    reading = changes_from_note("extreme close-up", two)
    assert reading.changes == Changes(size=Size.MCU)
    assert reading.refused == ("a two shot shot gets no closer than MCU",)


def test_nothing_is_left_of_a_shot_that_gets_shorter_than_it_is() -> None:
    reading = changes_from_note("four seconds shorter", SHOT, frames=96)
    assert (reading.changes, "96 frames long" in reading.refused[0]) == (Changes(), True)


@pytest.mark.parametrize(
    ("note", "instead"),
    [
        ("darker", "light and weather"), ("make it foggy", "light and weather"), ("from behind", "shots export"),
        ("two-shot", "shots export"), ("lose Nora", "shots export"), ("Nora out of frame", "shots export"),
        ("another coat", "bible"), ("change the line", "script"), ("longer", "seconds or frames"),
        ("in her red coat", "bible"), ("she wears a hat", "bible"), ("no hat", "bible"), ("no rain", "light and "
        "weather"),
        ("too bright for night", "light and weather"), ("no music here", "sound/"), ("the music swells", "sound/"),
        ('she should say "never"', "script"), ("slower delivery", "(whispering)"), ("louder", "(whispering)"),
        ("Nora's POV", "shots export"), ("closer over her shoulder", "shots export"), ("swap 3A and 3B", "rows"),
        ("cut this shot", "rows"), ("take 2 was better", "studio circle"), ("fade out", "FADE OUT"),
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
