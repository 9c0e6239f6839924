"""Paragraphs of action as beats: what is told of a thing is told over the thing, and who is there when."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bible.breakdown import break_down
from bible.entries import Hour
from bible.fountain import read_fountain
from shots.beat import Beat
from shots.beats import beats_of
from shots.direct import direct
from shots.reading_time import played_seconds
from shots.review import review
from shots.sentences import clauses
from shots.shot import Framing, Shot


def _beats(action: str) -> tuple[Beat, ...]:
    script = read_fountain(f"INT. ROOM - NIGHT\n\nDust.\n\nJOE, 41, sits. ANNA, 38, stands.\n\n{action}", "test")
    bible = break_down(script)
    return beats_of(script.scenes[0], bible, bible.sheet(script.scenes[0].id))[2:]


def _told(action: str) -> list[tuple[str, str, str]]:
    return [(beat.kind, beat.thing, beat.text) for beat in _beats(action)]


def _shots(text: str) -> list[Shot]:
    script = read_fountain(text, "test")
    return [shot for shot in direct(script, break_down(script)).shots if shot.framing != Framing.TITLE]


def _tokens(shot: Shot) -> list[str]:
    return [subject.token for subject in shot.subjects]


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("His phone lights up.", [("insert", "phone", "His phone lights up.")]),
        ("On the desk a PHOTO of a girl.", [("insert", "photo", "On the desk a PHOTO of a girl.")]),
        (
            "She stumbles. The TORCH rolls away. She runs.",
            [("deed", "", "She stumbles."), ("insert", "torch", "The TORCH rolls away."), ("deed", "", "She runs.")],
        ),
        (
            "He turns the ring. It is too big. It falls.",
            [("deed", "", "He turns the ring."), ("insert", "ring", "It is too big. It falls.")],
        ),
        (
            "He takes out a small BOX. He opens it. Empty.",
            [("deed", "", "He takes out a small BOX. He opens it."), ("insert", "box", "Empty.")],
        ),
        ("A FOX stands there. Thin. Ears up.", [("insert", "fox", "A FOX stands there. Thin. Ears up.")]),
        ("He strikes a MATCH. Silence.", [("deed", "", "He strikes a MATCH. Silence."), ("insert", "match", "")]),
    ],
)
def test_a_thing_is_shown_with_what_is_told_of_it(action: str, told: list[tuple[str, str, str]]) -> None:
    assert _told(action) == told


def test_what_is_typed_and_read_is_seen() -> None:
    assert _told('His phone lights up.\n\nA TEXT from Anna: "Stay. Get paid."\n\nHe types: "No. Home." He waits.') == [
        ("insert", "phone", "His phone lights up."),
        ("insert", "text", 'A TEXT from Anna: "Stay. Get paid."'),
        ("insert", "phone", 'He types: "No. Home."'),
        ("deed", "", "He waits."),
    ]
    assert _told("The screen goes dark.\n\nShe sighs.\n\nThe screen flickers.")[::2] == [
        ("insert", "screen", "The screen goes dark."), ("insert", "screen", "The screen flickers."),
    ]  # fmt: skip


def test_they_are_those_who_came_on_in_the_paragraph() -> None:
    shots = _shots("INT. MILL - DAY\n\nDust.\n\nLUKA, 29, waits.\n\nMARTA, 34, bursts in. They crash through the door.")
    assert set(_tokens(shots[-1])) == {"@LUKA", "@MARTA"}


def test_who_wrote_a_message_is_not_there() -> None:
    shots = _shots(
        "INT. FLAT - NIGHT\n\nANNA, 38, waits.\n\nINT. CAB - NIGHT\n\nJOE, 41, drives. His phone buzzes on the "
        'dash: ANNA. He looks at it.\n\nA TEXT MESSAGE from Anna: "Come home."\n\nThe road.'
    )
    assert [_tokens(shot) for shot in shots if "@ANNA" in _tokens(shot)] == [["@ANNA"]]


def test_who_went_is_only_spoken_of() -> None:
    beats = _beats("Joe walks out.\n\nAnna looks at the door. She misses him.\n\nJoe comes back.")
    assert [(beat.actors, bool(beat.leaves), len(beat.present)) for beat in beats] == [
        (("@JOE",), True, 2), (("@ANNA",), False, 1), (("@JOE",), False, 2),
    ]  # fmt: skip


def test_who_follows_somebody_out_is_gone_too() -> None:
    beats = _beats("BEN, 60, sleeps.\n\nJoe walks out.\n\nAnna follows him.\n\nBen wakes.")
    assert [len(beat.present) for beat in beats] == [3, 3, 2, 1]


DREAM = """EXT. SALT FLAT - NIGHT

NINE, 40, sleeps.

NINE
Fox?

DREAM SEQUENCE - A GREEN FIELD

Children run.

A WOMAN IN A WHITE COAT, thirties, kneels.

WOMAN IN WHITE COAT
Keep looking.

END DREAM SEQUENCE

Stars.

NINE
Gone.
"""


def test_the_dreamed_and_the_dreamer_do_not_meet() -> None:
    shots = _shots(DREAM)
    assert {shot.tense for shot in shots} == {"present", "dream"}
    for shot in shots:
        assert ("@NINE" in _tokens(shot)) <= (shot.tense == "present")
        assert ("@WOMAN-IN-WHITE-COAT" in _tokens(shot)) <= (shot.tense == "dream")


def test_nobody_misses_a_shot_of_dreamer_and_dreamed_together() -> None:
    script = read_fountain(DREAM, "test")
    bible = break_down(script)
    assert [each.what for each in review(direct(script, bible), script, bible) if each.kind == "coverage"] == []


def test_a_scene_between_marks_looks_remembered() -> None:
    shots = _shots(
        "INT. CAB - NIGHT\n\nJOE, 41, drives.\n\nFLASHBACK\n\nEXT. PARK - DAY\n\nMIA, 4, laughs.\n\n"
        "EXT. SEA - DAY\n\nFog."
    )
    assert [shot.tense for shot in shots] == ["present", "past", "present"]


def test_a_transition_may_begin_and_end_what_is_remembered() -> None:
    shots = _shots("INT. CAB - NIGHT\n\nJOE, 41, drives.\n\nFLASHBACK TO:\n\nMIA, 4, laughs.\n\nBACK TO:\n\nJoe sighs.")
    assert [shot.tense for shot in shots] == ["present", "past", "present"]


def test_a_scene_that_was_remembered_comes_back_to_where_the_story_is() -> None:
    shots = _shots(
        "INT. CAB - NIGHT\n\nJOE, 41, drives.\n\nEXT. PARK - DAY (FLASHBACK)\n\nMIA, 4, laughs.\n\n"
        "BACK TO SCENE\n\nJoe sighs."
    )
    assert [(shot.tense, shot.place, shot.hour) for shot in shots] == [
        ("present", "", None), ("past", "", None), ("present", "@CAB", Hour.NIGHT),
    ]  # fmt: skip


def test_an_insert_within_what_is_remembered_does_not_end_it() -> None:
    shots = _shots("EXT. PARK - DAY (FLASHBACK)\n\nMIA, 4, laughs.\n\nINSERT - A KITE\n\nBACK TO SCENE\n\nMia runs.")
    assert {shot.tense for shot in shots} == {"past"}


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (
            "CLOSE ON the tray. It trembles. Joe sits.",
            [("insert", "tray", "The tray. It trembles."), ("deed", "", "Joe sits.")],
        ),
        ("CLOSE ON his face.", [("deed", "", "his face.")]),
        ("CLOSE ON Joe as he waits.", [("deed", "", "Joe as he waits.")]),
        ("THE END", [("lettering", "", "THE END")]),
        ("A narrow HALLWAY.", [("place", "", "A narrow HALLWAY.")]),
        ("The door swings SHUT.", [("place", "", "The door swings SHUT.")]),
        ("Some SCHOOLCHILDREN run by.", [("place", "", "Some SCHOOLCHILDREN run by.")]),
    ],
)  # fmt: skip
def test_what_is_seen_near_and_what_is_read(action: str, told: list[tuple[str, str, str]]) -> None:
    assert _told(action) == told


def test_a_transition_written_as_action_is_no_picture() -> None:
    script = read_fountain("INT. ROOM - NIGHT\n\nDust.\n\n!FADE OUT.\n\n!CUT TO BLACK.", "test")
    bible = break_down(script)
    assert [beat.text for beat in beats_of(script.scenes[0], bible, bible.sheet(script.scenes[0].id))] == ["Dust."]


def _actors(*action: str) -> list[tuple[str, ...]]:
    script = read_fountain("INT. ROOM - NIGHT\n\n" + "\n\n".join(action), "test")
    bible = break_down(script)
    return [beat.actors for beat in beats_of(script.scenes[0], bible, bible.sheet(script.scenes[0].id))]


def test_her_may_be_somebody_else() -> None:
    women = "RUTH, 70, sits. POPPY, 16, a girl, stands."
    assert _actors(women, "Ruth looks at her.")[-1] == ("@RUTH", "@POPPY")
    assert _actors(women, "Ruth shuts the door behind her.")[-1] == ("@RUTH",)
    assert _actors(women, "Ruth looks at her hands.")[-1] == ("@RUTH",)


def test_both_of_a_thing_are_not_both_of_them() -> None:
    men = "JOE, 41, sits. BEN, 60, stands."
    assert _actors(men, "Joe raises both hands.")[-1] == ("@JOE",)
    assert _actors(men, "Joe pulls himself together.")[-1] == ("@JOE",)
    assert set(_actors(men, "They both laugh.")[-1]) == set(_actors(men, "Both look up.")[-1]) == {"@JOE", "@BEN"}


def test_a_robot_is_it() -> None:
    assert (
        _actors("NINE, a small robot, waits.", "It turns.", "NINE\nHello.", "Its eye opens.")[1::2] == [("@NINE",)] * 2
    )


def test_not_every_crowd_is_the_woman_in_it() -> None:
    assert _actors("A crowd of children runs.", "WOMAN IN CROWD\nHe left!") == [(), ()]


LONG = (
    "She climbs in without a word, and the driver, a boy of maybe fifteen with a moustache drawn on in ballpoint, "
    "looks at her, looks at the shotgun, looks at the road, and puts the truck into gear while the radio, which has "
    "not worked since his father died, begins to play."
)


def test_a_sentence_too_long_for_one_shot_is_parted_where_something_new_happens() -> None:
    pieces = clauses(LONG)
    assert " ".join(pieces) == LONG
    assert [piece.split()[0] for piece in pieces] == ["She", "looks", "and"]
    assert all(Fraction(5, 2) <= played_seconds(piece) <= 8 for piece in pieces)


@pytest.mark.parametrize(
    "sentence",
    [
        "She climbs in without a word, and the driver looks at her.",
        'He reads: "' + "a word, and then another word, " * 9 + 'the end."',
        "The " + "very " * 50 + "old truck stops.",
    ],
)
def test_a_short_sentence_a_quotation_and_one_without_a_border_stay_whole(sentence: str) -> None:
    assert clauses(sentence) == (sentence,)


def test_who_acts_in_the_first_piece_of_a_long_sentence_acts_in_the_others() -> None:
    text = LONG.replace("She climbs", "Anna climbs").replace("the driver, a boy", "the truck, a wreck")
    beats = [beat for beat in _beats(text) if beat.kind == "deed"]
    assert len(beats) == 3
    assert {beat.actors for beat in beats} == {("@ANNA",)}
