"""The page of all commands says what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

from studio_film import answer, produced

from studio.commands.json_page import json_page
from studio.commands.manual import manual

_OF_STILLS = {"still", "subject", "width", "height"}
PAGE = Path(__file__).parents[1] / "docs" / "commands.md"


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text() == manual(), "python -m studio.commands.manual > docs/commands.md"


def test_the_page_for_programs_is_what_the_models_say() -> None:
    page = PAGE.with_name("json.md")
    assert page.read_text() == json_page().rstrip() + "\n", "python -m studio.commands.json_page > docs/json.md"


def test_what_is_printed_is_on_that_page(tmp_path: Path) -> None:
    film = produced(tmp_path)
    sections = dict(re.findall(r"^## studio ([^\n]*)\n(.*?)(?=^## |\Z)", json_page(), re.MULTILINE | re.DOTALL))
    for heading, command in (
        ("status", "status"),
        ("shots, each", "shots"),
        ("shots --coverage, each", "shots --coverage"),
        ("takes, each: a take, or a still", "takes"),
        ("revise --dry-run, each", "revise 1 --size ECU --dry-run"),
        ("explain", "explain 1-1"),
        ("report", "report"),
        ("conform", "conform"),
    ):
        given = answer(*command.split(), "-C", str(film))
        first = given[0] if isinstance(given, list) else given
        assert isinstance(first, dict)
        missing = _OF_STILLS if command == "takes" else set()
        assert set(first) == set(re.findall(r"^- `(\w+)`", sections[heading], re.MULTILINE)) - missing
