"""Reads Fountain 1.1: title page, headings, action, dialogue and all the rest, each with its rows.

Nothing written is lost: every row is part of some element, or only a mark. Kinder than the syntax page where
scripts in the wild need it: a heading may have text right under it, and a speaker any alphabet's capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bible.assemble import Part, assemble
from bible.dialogue import PAGE_BREAK, holds_more, page_break, read_speech
from bible.emphasis import plain
from bible.headings import NumberedHeading, is_heading, is_plainly_heading, read_heading
from bible.paper import Ink, Row, read_paper
from bible.script import Action, Aside, Lettering, Rows, Script, Transition
from bible.speakers import FORCED, Speakers, find_speakers
from bible.title_page import read_title_page
from bible.transitions import is_transition

_SECTION = re.compile(r"(#+)\s*(.*)")
_NO_HEADING = (".", "…", "")
"""What stands after a dot that forces no heading: `...where she left it`."""


def read_fountain(text: str, name: str, encoding: str = "utf-8") -> Script:
    """The script in a Fountain text. It may have no scene; whoever needs one says so."""
    rows, asides = read_paper(text)
    title_page, used = read_title_page(rows)
    return assemble(name, title_page, in_order(read_blocks(list(to_blocks(rows[used:]))), asides), encoding)


def read_blocks(blocks: list[list[Row]]) -> list[Part]:
    """The parts in runs of rows."""
    speakers = find_speakers(blocks)
    return [part for block in blocks for part in read_block(block, speakers)]


def in_order(parts: Sequence[Part], asides: Sequence[Aside]) -> list[Part]:
    """Notes and boneyards put behind what they stand in."""
    merged: list[Part] = []
    waiting = iter(asides)
    aside = next(waiting, None)
    for part in parts:
        first = part.heading.rows.first if isinstance(part, NumberedHeading) else part.rows.first
        while aside and aside.rows.first < first:
            merged.append(aside)
            aside = next(waiting, None)
        merged.append(part)
    while aside:
        merged.append(aside)
        aside = next(waiting, None)
    return merged


def to_blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows between blank ones. A pause stays inside its block, where only dialogue bridges it."""
    block: list[Row] = []
    for row in rows:
        if row.ink == Ink.BLANK:
            if block:
                yield block
            block = []
        elif row.ink == Ink.WRITTEN or (row.ink == Ink.PAUSE and block):
            block.append(row)
    if block:
        yield block


def read_block(block: list[Row], speakers: Speakers) -> list[Part]:
    """The parts in a run of rows without a blank one between them."""
    parts: list[Part] = []
    at = 0
    while at < len(block):
        if block[at].ink == Ink.PAUSE:
            at += 1
            continue
        more, at = _read_parts(block, at, speakers)
        parts += more
    return parts


def _read_parts(block: list[Row], at: int, speakers: Speakers) -> tuple[Sequence[Part], int]:
    """What starts at a row of a block, and the row after it."""
    row = block[at]
    raw = row.text.strip()
    text = plain(raw)
    here = Rows(first=row.number, last=row.number)
    single = _single(row, raw, here)
    if single is not None:
        return [single], at + 1
    if raw.startswith("~") and len(raw) > 1:
        return _lyrics(block, at)
    if raw.startswith("!"):
        return _action(block, at)
    if is_heading(text) and _heads(block, at, text):
        return [read_heading(text, here)], at + 1
    if is_transition(text) and not row.text.endswith(("TO: ", "TO:\t")):
        return [Transition(text=text, rows=here)], at + 1
    if text.startswith(FORCED) or speakers.knows(text):
        speech = read_speech(block, at, speakers)
        if speech is not None:
            return speech
    return _action(block, at)


def _single(row: Row, raw: str, here: Rows) -> Part | None:
    """What a row is by its first mark, whatever stands around it."""
    if PAGE_BREAK.fullmatch(raw):
        return page_break(row)
    if raw[0] == ">" and holds_more(raw, "><"):
        if raw.endswith("<") and not raw.endswith("\\<"):
            return Lettering(kind="centered", text=plain(raw[1:-1].strip()), rows=here)
        return Transition(text=plain(raw[1:].strip()), rows=here)
    if raw[0] == "." and not raw[1:2].isspace() and raw[1:2] not in _NO_HEADING and any(map(str.isalnum, raw)):
        return read_heading(plain(raw[1:]), here)
    if raw[0] == "=" and raw[1:].strip():
        return Aside(kind="synopsis", text=plain(raw[1:].strip()), rows=here)
    if raw[0] == "#" and (section := _SECTION.fullmatch(raw)) and section[2]:
        return Aside(kind="section", text=plain(section[2]), level=len(section[1]), rows=here)
    return None


def _heads(block: list[Row], at: int, text: str) -> bool:
    """A heading in small letters with text right under it is a sentence that happens to start like one."""
    alone = at + 1 == len(block) or block[at + 1].ink == Ink.PAUSE
    return alone or text == text.upper()


def _lyrics(block: list[Row], at: int) -> tuple[list[Part], int]:
    end = at
    while end < len(block) and block[end].ink == Ink.WRITTEN and block[end].text.strip().startswith("~"):
        end += 1
    text = "\n".join(plain(row.text.strip()[1:].strip()) for row in block[at:end])
    return [Lettering(kind="lyrics", text=text, rows=_span(block, at, end))], end


def _action(block: list[Row], at: int) -> tuple[list[Part], int]:
    """Rows up to the next that is surely something else; up to the last one when the first is forced."""
    end = at + 1
    forced = block[at].text.lstrip().startswith("!")
    while end < len(block) and block[end].ink == Ink.WRITTEN and (forced or not _ends_action(block[end].text.strip())):
        end += 1
    text = "\n".join(_action_row(row.text) for row in block[at:end])
    return [Action(text=text, rows=_span(block, at, end))], end


def _span(block: list[Row], at: int, end: int) -> Rows:
    return Rows(first=block[at].number, last=block[end - 1].number)


def _action_row(text: str) -> str:
    text = text.rstrip().expandtabs(4)
    if text.lstrip().startswith("!") and holds_more(text, "!"):
        text = text.replace("!", "", 1)
    return plain(text)


def _ends_action(raw: str) -> bool:
    """Whether a row is something else even with action right before it."""
    if PAGE_BREAK.fullmatch(raw) or (raw[0] == ">" and raw.endswith("<") and holds_more(raw, "><")):
        return True
    return (raw[0] == "~" and len(raw) > 1) or is_plainly_heading(plain(raw))
