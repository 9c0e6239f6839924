"""Two other Fountain readers read the same, or there is a reason why not."""

from __future__ import annotations

from pathlib import Path

import oracles
import pytest
from fountain_case import Case
from test_bible_fountain import CASES

from bible.fountain import read_fountain
from bible.read import read_script

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.fountain"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fountain_py_reads_the_same_or_there_is_a_reason(case: Case) -> None:
    same = oracles.told_by_fountain_py(case.text) == oracles.told_by_ours(read_fountain(case.text, "case"))
    assert same == (not case.fountain_py)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_screenplain_reads_the_same_or_there_is_a_reason(case: Case) -> None:
    same = oracles.told_by_screenplain(case.text) == oracles.told_by_ours(read_fountain(case.text, "case"))
    assert same == (not case.screenplain)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_all_three_hear_the_same_lines_in_the_examples(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ours = _heard(oracles.told_by_ours(read_script(path)))
    assert _heard(oracles.told_by_screenplain(text)) == ours
    # fountain-py takes a cue with other letters than English ones for action, and what is said under it too.
    english = [told for told in ours if told[0] == "heading" or told[1].isascii()]
    assert _heard(oracles.told_by_fountain_py(text)) == english


def _heard(told: list[oracles.Told]) -> list[oracles.Told]:
    return [each for each in told if each[0] in ("speech", "heading")]
