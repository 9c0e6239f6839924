"""What a script leaves unsaid is told in a row each, with its cure."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.colours import CLOTH, colour_named
from bible.prose import read_prose
from bible.unsaid import unsaid

_LONG = "The rain falls on the roof and the water runs down into the barrel. " * 20


def _told(text: str) -> list[str]:
    script = read_prose(text, "case")
    return [row.split(":")[0] for row in unsaid(script, break_down(script))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (_LONG, ["no row says where a scene begins, so all of it is one", "nobody is known by name"]),
        ("Scene 1\n\nHe waits.\n\nScene 2\n\nHe sleeps.", ["scenes 1, 2 do not say where"]),
        ("Scene 1: Bar\n\nHe waits.\n\nScene 2\n\nHe sleeps.", ["scene 2 does not say where"]),
        ('The bar, night\n\n"Who is it?" "Nobody."', ["2 quotations are read in the action and not spoken"]),
        ("INT. BAR - NIGHT\n\nNORA\nHello.", []),
        ("The bar, night\n\nLena, 30, waits.", []),
    ],
)
def test_what_is_unsaid_is_told_with_its_cure(text: str, told: list[str]) -> None:
    assert _told(text) == told


def test_a_story_without_capitals_names_its_people_all_the_same() -> None:
    text = "Marta stood at the window. Malik, 9, came in. The Atlantic roared. Nobody spoke."
    assert [each.name for each in break_down(read_prose(text, "case")).characters] == ["MARTA", "MALIK"]


def test_who_is_shown_with_an_age_and_no_capitals_looks_as_told() -> None:
    bible = break_down(read_prose("The quay, dawn\n\nLena, 30, in a yellow raincoat, waits.", "case"))
    look = bible.characters[0].look
    assert (look.age, look.outfit, look.outfit_colour) == (30, "raincoat", colour_named("yellow", CLOTH))
