"""Reading Fountain: every rule of the syntax page, and texts that nobody should write but somebody does."""

from __future__ import annotations

import sys

import pytest
from fountain_case import HOUSE, Case, outline
from fountain_cases import ACTION, HEADINGS, TITLE_PAGES
from fountain_cases_spoken import EDGES, MARKS, SPEECHES
from hypothesis import given
from strategies import fountain_texts, hostile_texts

from bible.fountain import read_fountain

CASES = (*TITLE_PAGES, *HEADINGS, *ACTION, *SPEECHES, *MARKS, *EDGES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_holds_what_it_says(case: Case) -> None:
    script = read_fountain(case.text, "case")
    house = case.text.startswith(HOUSE) and not case.holds.startswith("H INT | HOUSE")
    assert outline(script, house=house) == case.holds


def test_there_are_enough_cases_with_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 120


@given(fountain_texts | hostile_texts)
def test_rows_are_those_of_the_file(text: str) -> None:
    """Every element lies inside the file, after the one before it, and its rows hold its first word."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    script = read_fountain(text, "drawn")
    for scene in script.scenes:
        assert 1 <= scene.heading.rows.first <= scene.heading.rows.last <= len(rows)
        for element in scene.elements:
            assert 1 <= element.rows.first <= element.rows.last <= len(rows)
        for line in scene.lines:
            cue_row, *spoken = rows[line.rows.first - 1 : line.rows.last]
            assert all(letter in cue_row for letter in line.cue if letter.isalnum())
            assert all(letter in "".join(spoken) for letter in line.text if letter.isalnum())


@given(fountain_texts)
def test_ids_count_from_one(text: str) -> None:
    script = read_fountain(text, "drawn")
    assert [scene.id for scene in script.scenes] == [f"S{at:04d}" for at in range(1, len(script.scenes) + 1)]
    lines = list(script.lines())
    assert [line.id for line in lines] == [f"L{at:04d}" for at in range(1, len(lines) + 1)]
    assert len({scene.number for scene in script.scenes}) == len(script.scenes)


@pytest.mark.parametrize(
    "text",
    [
        "[[ " * 300_000, "/* " * 300_000, "/* " * 150_000 + "*/ " * 150_000, "*a " * 300_000, "***a**b*c_" * 90_000,
        "NORA\n" + "(\n" * 100_000, "A\n(\n" * 50_000, "(" * 900_000, "INT. A - " * 100_000, "." + "- a " * 250_000,
        " " * 900_000 + "a", "A" + "(" * 900_000 + "\nx", "a\n" * 200_000, "\\" * 900_000, "#" * 900_000,
    ],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_hostile_texts_are_read_in_linear_time(text: str) -> None:
    """Far from linear, any of these would not end within the hour."""
    script = read_fountain(text, "hostile")
    assert script.scenes or script.opening


@pytest.mark.parametrize(
    "unit",
    [
        "[[ ", "[[a]] ", "/* ", "/* a */ ", "*a ", "***a**b*c_", "(\n", "A\n(\n", "INT. A - ", "INT. A - DAY\n\n",
        "NORA\nhi\n  \n", "NORA\nhi\n\n", "A ^\nx\n\nB ^\ny\n\n", "> a <\n", "Title: a\n", "a\n", "~ la\n", "= a\n",
        "# a\n", "- INT. A - NIGHT - x\n", "小明：你好\n", "CUT TO:\n\n",
    ],
    ids=lambda unit: unit.strip().replace("\n", "/"),
)  # fmt: skip
def test_the_work_of_reading_grows_like_the_text(unit: str) -> None:
    """Counted in calls, whatever the machine: twice the text is about twice the work."""
    calls = [_calls(unit * (letters // len(unit))) for letters in (4_000, 8_000)]
    assert calls[1] < 2.5 * calls[0]


def _calls(text: str) -> int:
    count = 0

    def called(frame: object, event: str, what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        read_fountain(text, "hostile")
    finally:
        sys.setprofile(None)
    return count
