"""What is remembered or dreamed: headings that say so, and marks between scenes."""

from __future__ import annotations

import pytest

from bible.days import UNDATED, story_days
from bible.fountain import read_fountain
from bible.memory import read_mark, tenses

CAB, PARK, STREET = (
    "INT. CAB - NIGHT\n\nJoe drives.",
    "EXT. PARK - DAY\n\nMia laughs.",
    "EXT. STREET - DAY\n\nMia runs.",
)


def _tenses(*parts: str) -> list[str]:
    return list(tenses(read_fountain("\n\n".join(parts), "test")).values())


@pytest.mark.parametrize(
    ("heading", "tense"),
    [
        ("EXT. PARK - DAY (FLASHBACK)", "past"), ("INT. CHURCH - FLASHBACK", "past"), ("EXT. PARK - DAY", "present"),
        ("EXT. PARK - DAY - FLASHBACK - 1983", "past"), ("INT. DREAM CAFE - DAY", "present"),
        ("INT. JOE'S DREAM", "dream"),
        ("EXT. FIELD - DREAM SEQUENCE", "dream"), ("INT. HALL (MEMORY) - DAY", "past"), ("EXT. MEMORY LANE", "present"),
        ("INT. KÜCHE - TAG - RÜCKBLENDE", "past"), ("INT. CHURCH - END FLASHBACK", "present"),
    ],
)  # fmt: skip
def test_headings_say_it(heading: str, tense: str) -> None:
    assert _tenses(f"{heading}\n\nFog.") == [tense]


def test_a_mark_at_the_end_of_a_scene_is_about_the_next() -> None:
    assert _tenses(CAB, "FLASHBACK TO:", PARK, CAB) == ["present", "past", "present"]
    assert _tenses(CAB, "FLASHBACK", PARK, "BACK TO SCENE", CAB) == ["present", "past", "present"]
    assert _tenses(CAB, "DREAM SEQUENCE", PARK, "END DREAM SEQUENCE", CAB) == ["present", "dream", "present"]


def test_what_is_remembered_goes_on_to_the_mark_that_ends_it() -> None:
    assert _tenses(CAB, "BEGIN FLASHBACK:", PARK, STREET, "END FLASHBACK.", CAB) == [
        "present",
        "past",
        "past",
        "present",
    ]
    assert _tenses("EXT. SEA - DAY (FLASHBACK)\n\nFog.", PARK, "BACK TO PRESENT:", CAB) == ["past", "past", "present"]
    assert _tenses(CAB, "FLASHBACK:", PARK, CAB, "FLASHBACK:", PARK, "END FLASHBACK", CAB) == [
        "present", "past", "present", "past", "present",
    ]  # fmt: skip


def test_without_an_end_it_goes_on_where_no_time_passes_in_another_place() -> None:
    continued = STREET.replace("DAY", "CONTINUOUS")
    assert _tenses(CAB, "FLASHBACK:", PARK, continued, CAB) == ["present", "past", "past", "present"]
    assert _tenses(CAB, "FLASHBACK:", PARK, CAB.replace("NIGHT", "CONTINUOUS")) == ["present", "past", "present"]


def test_what_begins_and_ends_within_a_scene_is_not_about_the_next() -> None:
    within = f"{CAB}\n\nFLASHBACK - THE SEA\n\nMia swims."
    assert _tenses(within, PARK) == ["present", "present"]
    assert _tenses(within, "END FLASHBACK", PARK) == ["present", "present"]
    assert _tenses(within, PARK, "END FLASHBACK", CAB) == ["present", "past", "present"]


def test_a_mark_is_a_row_of_its_own_in_capitals() -> None:
    mark = read_mark("FLASHBACK - EXT. TRAIN STATION - DAY")
    assert mark is not None
    assert (mark.tense, mark.about) == ("past", "EXT. TRAIN STATION - DAY")
    assert read_mark("A flashback, she thinks.") is None
    assert read_mark("BACK TO SCENE") is None


def test_what_a_mark_makes_remembered_is_on_no_day_of_the_story() -> None:
    script = read_fountain("\n\n".join((CAB, "FLASHBACK TO:", PARK, CAB)), "test")
    assert story_days(script) == (1, UNDATED, 1)
