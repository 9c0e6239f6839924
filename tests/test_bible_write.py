"""Writing Fountain and reading it again gives the same script."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import fountain_texts, hostile_texts, unplaced

from bible.fountain import read_fountain
from bible.read import read_script
from bible.script import Line, Script
from bible.write import write_fountain

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.fountain"))


def _again(script: Script) -> Script:
    return read_fountain(write_fountain(script), script.name, script.encoding)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_come_back(path: Path) -> None:
    script = read_script(path)
    assert unplaced(_again(script)) == unplaced(script)


@given(fountain_texts)
def test_scripts_come_back(text: str) -> None:
    script = read_fountain(text, "drawn")
    assert unplaced(_again(script)) == unplaced(script)


@settings(max_examples=400)
@given(hostile_texts)
def test_any_text_comes_back(text: str) -> None:
    script = read_fountain(text, "drawn")
    assert unplaced(_again(script)) == unplaced(script)


MARKS = frozenset("*_\\[]/()^~!.@#=><:：＠（）")


def written(script: Script) -> str:
    """Everything a script holds, as one text."""
    parts = [part for entry in script.title_page for part in (entry.key, *entry.values)]
    elements = [*script.opening]
    for scene in script.scenes:
        parts += [scene.heading.text, scene.number if scene.numbered else ""]
        elements += scene.elements
    for element in elements:
        parts.append(element.text)
        if isinstance(element, Line):
            parts += [element.cue, *element.extensions, *(each.text for each in element.parentheticals)]
    return "".join(parts)


@settings(max_examples=400)
@given(hostile_texts)
def test_no_letter_is_ever_lost(text: str) -> None:
    def count(letters: str) -> Counter[str]:
        return Counter(
            letter for letter in letters if not letter.isspace() and letter not in MARKS and letter != "\ufeff"
        )

    kept, given_ = written(read_fountain(text, "drawn")), text
    assert count(kept) == count(given_)
    for mark in MARKS:
        assert kept.count(mark) <= given_.count(mark)
