"""The page on reliability names tests; each of them must be there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_test_the_page_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "reliability.md").read_text("utf-8")))
    there = set()
    for file in (ROOT / "tests").glob("test_*.py"):
        there |= set(re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE))
    assert len(named) > 40
    assert named <= there, sorted(named - there)


def test_every_fault_the_page_lists_has_a_test() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    tables = page[page.index("## Faults") : page.index("## Figures")]
    rows = [row for row in tables.splitlines() if row.startswith("| ") and not row.startswith("| fault |")]
    assert len(rows) > 50
    assert [row for row in rows if not re.search(r"`test_\w+`", row)] == []
