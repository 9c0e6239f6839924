"""The place that the first words of a scene tell, where its heading only counts."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.entries import Hour
from bible.prose import read_prose


@pytest.mark.parametrize(
    ("action", "place"),
    [
        ("Outside the ship. Kim holds on.", "SHIP"), ("The dog is in the park.", "PARK"),
        ("now they are on the moon", "MOON"),
        ("Marta stood at the window of the lamp room.", "LAMP ROOM"), ("A desert city at noon.", "DESERT CITY"),
        ("Wide. A frozen lake at dawn.", "FROZEN LAKE"), ("A cellar. A girl lights a candle.", "CELLAR"),
        ("Le salon. PAUL, LISE.", "SALON"), ("Ein Mann sitzt in der Küche.", "KÜCHE"),
        ("He waits. Nothing comes.", "SCENE 2"), ("She walks to her car.", "SCENE 2"),
    ],
)  # fmt: skip
def test_the_first_words_of_a_scene_tell_where_it_is(action: str, place: str) -> None:
    bible = break_down(read_prose(f"Scene 1: Roof\n\nRain.\n\nScene 2\n\n{action}", "case"))
    assert bible.locations[-1].name == place


def test_the_same_place_at_another_hour_is_no_other_place() -> None:
    bible = break_down(read_prose("The orchard, morning\n\nBees.\n\nThe orchard at night\n\nFire.", "case"))
    assert [place.name for place in bible.locations] == ["THE ORCHARD"]
    assert [sheet.hour for sheet in bible.sheets] == [Hour.DAY, Hour.NIGHT]


def test_a_scene_that_only_says_when_goes_on_where_the_last_one_was() -> None:
    bible = break_down(read_prose("Rain.\n\nCut to a classroom. Nobody.\n\nThe next morning. Sun.", "case"))
    assert len({sheet.location for sheet in bible.sheets[1:]}) == 1
