"""A speech: the cue, what is said and how, and where it ends."""

from __future__ import annotations

import re

from bible.assemble import NOT_YET
from bible.cues import Cue, read_cue
from bible.emphasis import plain
from bible.headings import is_heading, is_plainly_heading, western
from bible.paper import Ink, Row
from bible.script import Aside, Line, Parenthetical, Rows
from bible.speakers import FORCED, Speakers

PAGE_BREAK = re.compile(r"={3,}")
_LONGEST_BRACKET = 8
"""Rows that a parenthetical may run over."""


class SpeechBuilder:
    """Collects what is said under one cue."""

    def __init__(self, cue: Cue, first: int) -> None:
        self._cue = cue
        self._first = self._last = first
        self._words: list[str] = []
        self._manner: list[Parenthetical] = []
        self._sung = False

    def say(self, text: str, row: int, *, sung: bool = False) -> None:
        """Add spoken words."""
        self._words += text.split()
        self._sung = self._sung or sung
        self._last = row

    def how(self, text: str, row: int) -> None:
        """Add how the next words are said."""
        text = " ".join(text.split())
        if text:
            self._manner.append(Parenthetical(text=text, before_word=len(self._words)))
        self._last = row

    def line(self) -> Line | None:
        """The line, `None` when nothing is said."""
        if not self._words:
            return None
        return Line(
            id=NOT_YET,
            cue=self._cue.name,
            extensions=self._cue.extensions,
            text=" ".join(self._words),
            parentheticals=tuple(self._manner),
            dual=self._cue.dual,
            sung=self._sung,
            rows=Rows(first=self._first, last=self._last),
        )


def read_speech(block: list[Row], at: int, speakers: Speakers) -> tuple[list[Line | Aside], int] | None:
    """The speech whose cue is this row, with page breaks that fell into it, and the row after it.

    `None` when the row names nobody or nothing is said under it.
    """
    text = plain(block[at].text.strip())
    cue = read_cue(text[1:] if text.startswith(FORCED) else text)
    if cue is None:
        return None
    speech = SpeechBuilder(cue, block[at].number)
    breaks: list[Line | Aside] = []
    at += 1
    while at < len(block) and not _ends_speech(block, at, speakers):
        row = block[at]
        if row.ink == Ink.PAUSE:
            at += 1
        elif PAGE_BREAK.fullmatch(row.text.strip()):
            breaks.append(page_break(row))
            at += 1
        else:
            at = _read_row(block, at, speech)
    line = speech.line()
    return ([line, *breaks], at) if line else None


def page_break(row: Row) -> Aside:
    """The page break a row of `===` forces."""
    return Aside(kind="page_break", text="", rows=Rows(first=row.number, last=row.number))


def _ends_speech(block: list[Row], at: int, speakers: Speakers) -> bool:
    """A heading ends it anywhere; after a row of two blanks also a small heading and a cue of someone known."""
    if block[at].ink == Ink.PAUSE:
        return False
    text = plain(block[at].text.strip())
    if block[at - 1].ink != Ink.PAUSE:
        return is_plainly_heading(text)
    speaks = at + 1 < len(block) and block[at + 1].ink == Ink.WRITTEN
    return is_heading(text) or (speaks and speakers.names(text))


def _read_row(block: list[Row], at: int, speech: SpeechBuilder) -> int:
    raw, row = block[at].text.strip(), block[at].number
    if raw.startswith("\\") and is_special(raw[1:]):
        speech.say(plain(raw[1:]), row)
        return at + 1
    end = _bracketed(block, at)
    if end:
        inside = " ".join(plain(each.text.strip()) for each in block[at:end])
        speech.how(inside[1:-1], block[end - 1].number)
        return end
    sung = raw.startswith("~") and len(raw) > 1
    speech.say(plain(raw[1:] if sung else raw), row, sung=sung)
    return at + 1


def holds_more(raw: str, marks: str) -> bool:
    """Whether a row holds anything but these marks and blanks."""
    return any(letter not in marks and not letter.isspace() for letter in raw)


def is_special(raw: str) -> bool:
    """Whether a row under a cue is anything but plain words, or would be without the backslash before it."""
    raw = raw.removeprefix("\\")
    return raw.startswith(("(", "（", "~")) or bool(PAGE_BREAK.fullmatch(raw)) or is_plainly_heading(plain(raw))


def _bracketed(block: list[Row], at: int) -> int:
    """The row after a parenthetical that starts here, 0 when none does. It may run over several rows."""
    depth = 0
    for index in range(at, min(at + _LONGEST_BRACKET, len(block))):
        if block[index].ink != Ink.WRITTEN:
            return 0
        text = western(plain(block[index].text.strip()))
        if index == at and not text.startswith("("):
            return 0
        for place, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return index + 1 if place == len(text) - 1 else 0
    return 0
