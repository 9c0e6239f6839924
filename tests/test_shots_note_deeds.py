"""Who does what by a note: only what can be seen, and only by those who are there."""

from __future__ import annotations

import pytest

from shots.note_deeds import deed_in, goes_on, people_of
from shots.shot import Framing, Shot, Size, Subject

SHOT = Shot(
    id="sh0001", slate="1B", scene="S0001", framing=Framing.SINGLE, size=Size.MS,
    subjects=(Subject(token="@NORA", side="left"),),
)  # fmt: skip
PEOPLE = people_of(SHOT, ())


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("she looks away", "She looks away."), ("have her turn around", "She turns around."),
        ("let Nora go first", "Nora goes first."), ("make her carry it", "She carries it."),
        ("everybody must wait", "Everybody waits."), ("they hug", "They hug."),
        ("Nora slowly stands", "Nora slowly stands."),
        ("she is closing the door", "She is closing the door."), ("the gull lands", "The gull lands."),
        ("she could cross the room", "She crosses the room."), ("her lips tremble", "Her lips tremble."),
    ],
)  # fmt: skip
def test_a_deed_becomes_a_sentence(clause: str, told: str) -> None:
    deed = deed_in(clause, SHOT.model_copy(update={"subjects": SHOT.subjects * 2}), PEOPLE)
    assert deed is not None
    assert deed.words == told


@pytest.mark.parametrize(
    "clause",
    ["she is too slow", "she turns too late", "she feels off", "Nora works", "make her red", "let her closer",
     "the two shots", "the camera turns", "the music stops", "her hair is wrong", "she says yes", "she was good", ""],
)  # fmt: skip
def test_what_finds_fault_or_shows_nothing_is_no_deed(clause: str) -> None:
    assert deed_in(clause, SHOT, PEOPLE) is None


def test_a_deed_goes_on_with_another_verb_or_a_direction_alone() -> None:
    assert goes_on("She looks away.", "smiles")
    assert goes_on("She looks away.", "up again")
    assert goes_on("They sit.", "wait")
    assert not goes_on("She looks away.", "longer")
