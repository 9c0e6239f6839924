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


BEYOND_ASCII = ("bread", "mercado")
"""Examples with cues the other readers do not take for capitals."""


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.stem not in BEYOND_ASCII], ids=lambda path: path.stem
)
def test_all_three_hear_the_same_lines_in_the_examples(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ours = [told for told in oracles.told_by_ours(read_script(path)) if told[0] in ("speech", "heading")]
    for theirs in (oracles.told_by_fountain_py(text), oracles.told_by_screenplain(text)):
        assert [told for told in theirs if told[0] in ("speech", "heading")] == ours
