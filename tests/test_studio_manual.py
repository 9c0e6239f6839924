"""The page of all commands says what the commands say."""

from __future__ import annotations

from pathlib import Path

from studio.commands.manual import manual

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text() == manual(), "python -m studio.commands.manual > docs/commands.md"
