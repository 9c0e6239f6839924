"""Scripts as they were printed: pages pasted from a PDF, or typed with blanks.

What only the page adds becomes notes: page numbers and headers, CONTINUED, MORE. Scene numbers leave the margins. What
a row is follows from where it stands: action at the left, speech further in, names further still.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bible.columns import Columns
from bible.cues import Cue, read_cue
from bible.emphasis import plain
from bible.headings import is_heading, split_place
from bible.paper import Ink, Row
from bible.script import Aside, Rows
from bible.transitions import is_transition
from bible.vocabulary import TECHNICAL

_NUMBER = r"(?:[A-Z]{1,2}-?)?\d{1,4}-?[A-Z]{0,2}"
_ON_THE_PAGE = re.compile(
    rf"\W*(?:{_NUMBER}(?:\s*-\s*{_NUMBER})?[.):]?\s+)?"
    r"(?:\(?C ?O ?N ?T ?I ?N ?U ?E ?D ?\)?|OMIT(?:TED)?|\([Cc]ontinued\)|\((?:MORE|[Mm]ore)\))"
    rf":?\s*(?:\(\d+\))?:?(?:\s+{_NUMBER}(?:\s*-\s*{_NUMBER})?[.):]?)?\W*"
)
_MORE = re.compile(r"\W*more\W*", re.IGNORECASE)
_NUMBERED = re.compile(rf"\s*(?P<number>{_NUMBER})[.):]?\s+(?P<text>\S.*?)(?P<right>\s+(?P=number)[.):]?)?\W*")
_NUMBERED_RIGHT = re.compile(rf"\s*(?P<text>\S.*?)\s{{3,}}(?P<number>{_NUMBER})\W*")
_PAGE = re.compile(r"\W*(?:page )?#\W*|.*(?:\s{2,}|\t)#\.?|.*\d.*\s#\.", re.IGNORECASE)
"""A row that may number a page, the number a `#`: alone, or at the right of a header."""
_PAGES = 3
"""Rows alike with rising numbers that are surely numbers of pages."""
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed script in blocks, as Fountain has them, and what only the page added."""

    blocks: list[list[Row]]
    furniture: list[Aside]


def read_pages(rows: Sequence[Row]) -> Printed | None:
    """The blocks of a printed script; None for a text that is no printed one."""
    rows = [_unstarred(row) for row in rows]
    headings = {row.number: head for row in rows if row.ink == Ink.WRITTEN and (head := _numbered_heading(row.text))}
    lifted = {row.number for row in rows if row.ink == Ink.WRITTEN and _is_furniture(row.text)}
    lifted |= set(_page_numbers(row for row in rows if row.ink == Ink.WRITTEN and row.number not in headings))
    left = [row for row in rows if row.number not in lifted and row.ink != Ink.LIFTED]
    columns = Columns([row for row in left if row.number not in headings])
    if len(lifted) < 2 and len(headings) < 2 and not columns.tell:
        return None
    reader = _Reader(columns, headings, lifted)
    blocks = list(reader.blocks(rows))
    return Printed(blocks, [_note(row) for row in rows if row.number in reader.lifted])


def _is_furniture(text: str) -> bool:
    return len(text) <= 2 * _LONGEST and _ON_THE_PAGE.fullmatch(text) is not None


def _note(row: Row) -> Aside:
    return Aside(kind="note", text=" ".join(row.text.split()), rows=Rows(first=row.number, last=row.number))


def _unstarred(row: Row) -> Row:
    """A row without the stars of a revision in its right margin."""
    text = row.text.rstrip()
    bare = text.rstrip("*")
    if len(text) - len(bare) not in (1, 2) or not (bare.endswith(("  ", "\t")) or not bare.strip()):
        return row
    return replace(row, text=bare.rstrip(), ink=row.ink if bare.strip() else Ink.BLANK)


def _numbered_heading(text: str) -> str:
    """What has numbers in the margins, as Fountain has it; empty for any other row.

    Numbers in both margins make a heading of any place in capitals; a row for the camera stays action.
    """
    match = _NUMBERED.fullmatch(text) or _NUMBERED_RIGHT.fullmatch(text) if len(text) <= 2 * _LONGEST else None
    if match is None:
        return ""
    words = " ".join(plain(match["text"]).split())
    if words == words.upper() and (is_heading(words) or split_place(words)[1]):
        return f"{'' if is_heading(words) else '.'}{words} #{match['number']}#"
    if not match.groupdict().get("right") or words != words.upper() or not any(map(str.isalpha, words)):
        return ""
    camera = any(re.sub(r"\W", "", word) in TECHNICAL or word == "ON" for word in words.split())
    return f"!{match['number']} {words}" if camera else f".{words} #{match['number']}#"


def _page_numbers(rows: Iterator[Row]) -> Iterator[int]:
    """The rows that number pages: alike but for a number that rises by one from each to the next."""
    alike: Mapping[str, list[tuple[Row, int]]] = defaultdict(list)
    for row in rows:
        text = row.text.strip()
        last = re.search(r"(\d{1,3})[A-Z]?\W*$", text)
        if last and len(text) <= _LONGEST and _PAGE.fullmatch(text[: last.start(1)] + "#" + text[last.end() :]):
            alike[" ".join(re.sub(r"\d+[A-Z]?", "#", text).split())].append((row, int(last[1])))
    for found in alike.values():
        steps = [number - before for (_, before), (_, number) in pairwise(found)]
        if len(found) >= _PAGES and sum(step in (1, 2) for step in steps) > len(steps) * 0.7:
            yield from (row.number for row, _ in found)


def _is_shot(text: str) -> bool:
    """Whether a row is a numbered shot: `141 THE OTHERS RIDE ALONG`."""
    match = _NUMBERED.fullmatch(text) if len(text) <= 2 * _LONGEST else None
    return match is not None and len(match["text"].split()) > 2


class _Reader:
    """Puts rows together that belong together."""

    def __init__(self, columns: Columns, headings: Mapping[int, str], lifted: set[int]) -> None:
        self.lifted = lifted
        """Rows that only the page added, also the names over speeches that go on."""
        self._columns = columns
        self._headings = headings
        self._block: list[Row] = []
        self._cue: Cue | None = None
        """Who speaks in the block; None where it is action."""
        self._after_gap = True
        self._goes_on = False
        """The page said MORE in the middle of a speech."""

    def blocks(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """All rows in blocks."""
        for row in rows:
            if row.number in self.lifted:
                self._goes_on = self._goes_on or (self._cue is not None and bool(_MORE.fullmatch(row.text)))
            elif row.ink == Ink.WRITTEN:
                yield from self._read(row)
                self._after_gap = False
            elif row.ink != Ink.LIFTED:
                self._after_gap = True
        yield from self._done()

    def _read(self, row: Row) -> Iterator[list[Row]]:
        text = plain(row.text.strip())
        heading = self._headings.get(row.number)
        if heading or (is_heading(text) and text == text.upper()) or self._is_transition(row, text):
            yield from self._done()
            yield [replace(row, text=heading or row.text)]
        elif self._columns.is_cue(row, after_gap=self._after_gap) and not (self._headings and _is_shot(text)):
            cue = read_cue(text)
            if self._goes_on and cue and self._cue and cue.name == self._cue.name:
                self.lifted.add(row.number)
                self._goes_on = False
                return
            yield from self._done()
            self._block, self._cue = [row], cue
        elif self._cue and self._columns.is_said(row, self._block, after_gap=self._after_gap and not self._goes_on):
            self._block.append(row)
            self._goes_on = False
        else:
            if self._cue or self._after_gap:
                yield from self._done()
            self._block.append(row)

    def _is_transition(self, row: Row, text: str) -> bool:
        return is_transition(text) and (self._after_gap or self._columns.is_far_in(row))

    def _done(self) -> Iterator[list[Row]]:
        block, action = self._block, self._cue is None
        self._block, self._cue, self._goes_on = [], None, False
        if not block:
            return
        first = block[0]
        plain_action = self._columns.tell or _is_shot(first.text.strip())
        if action and len(block) > 1 and plain_action and self._columns.looks_like_cue(first):
            block[0] = replace(first, text=f"!{first.text.strip()}")
        yield [self._columns.at_the_margin(row) for row in block] if action else block
