"""The pages: every link leads somewhere, and every command that they name is there, with its options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from studio.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?<![\w/.-])studio(?: -C \S+)? ([a-z][a-z-]+)\b([^\n`]*)")


@pytest.fixture(scope="module")
def options() -> dict[str, set[str]]:
    """What every command can be told, by its name."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return {
        name: {word for each in made.params for word in (*each.opts, *each.secondary_opts)}
        for name, made in commands.items()
    }


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them of its headings."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in found}


def named(page: Path) -> Iterator[tuple[str, str]]:
    """The commands in code on a page, and what stands behind each."""
    text = page.read_text("utf-8")
    code = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    .*$", text, re.MULTILINE)]
    for piece in code:
        yield from _COMMAND.findall(piece.partition(" #")[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text("utf-8")):
        where, _, anchor = link.partition("#")
        if ":" in where:
            continue
        to = page.parent / where if where else page
        assert to.exists(), link
        assert not anchor or anchor in headings(to), link


def test_every_command_that_is_named_is_there_with_its_options(options: dict[str, set[str]]) -> None:
    wrong, seen = [], 0
    for page in PAGES:
        for command, rest in named(page):
            told = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", rest))
            if not told <= options.get(command, set()) | {"--help"} or command not in options:
                wrong.append(f"{page.name}: studio {command}{rest}")
            seen += 1
    assert wrong == []
    assert seen > 100
