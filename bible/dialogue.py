"""A speech: the cue, what is said, how, and where it ends."""

from __future__ import annotations

from bible.assemble import NOT_YET
from bible.cues import Cue, read_cue
from bible.emphasis import plain
from bible.headings import is_heading, is_plainly_heading, western
from bible.paper import Ink, Row
from bible.script import Line, Parenthetical, Rows

_LONGEST_BRACKET = 8
"""Rows that a parenthetical may run over."""


class SpeechBuilder:
    """Collects what is said under one cue."""

    def __init__(self, cue: Cue, first: int) -> None:
        self._cue = cue
        self._first = self._last = first
        self._words: list[str] = []
        self._manner: list[Parenthetical] = []
        self.sung = False

    def say(self, text: str, row: int) -> None:
        """Add spoken words."""
        self._words += text.split()
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
            sung=self.sung,
            rows=Rows(first=self._first, last=self._last),
        )


def read_speech(block: list[Row], at: int) -> tuple[Line, int] | None:
    """The speech whose cue is this row of a block, and the row after it; `None` when nothing is said under it."""
    text = plain(block[at].text.strip())
    cue = read_cue(text[1:] if text[0] in "@＠" else text)
    if cue is None:
        return None
    speech = SpeechBuilder(cue, block[at].number)
    at += 1
    while at < len(block):
        row = block[at]
        raw = row.text.strip()
        if row.ink == Ink.PAUSE:
            if at + 1 < len(block) and _ends_dialogue(block[at + 1]):
                break
            at += 1
            continue
        if is_plainly_heading(plain(raw)):
            break
        at = _read_row(block, at, speech)
    line = speech.line()
    return (line, at) if line else None


def _ends_dialogue(row: Row) -> bool:
    return row.ink == Ink.WRITTEN and is_heading(plain(row.text.strip()))


def _read_row(block: list[Row], at: int, speech: SpeechBuilder) -> int:
    raw = block[at].text.strip()
    end = bracketed(block, at)
    if end:
        inside = " ".join(plain(row.text.strip()) for row in block[at:end])
        speech.how(inside[1:-1], block[end - 1].number)
        return end
    if raw.startswith("~") and raw.strip("~ "):
        speech.sung = True
        raw = raw.lstrip("~ ")
    speech.say(plain(raw), block[at].number)
    return at + 1


def bracketed(block: list[Row], at: int) -> int:
    """The row after a parenthetical that starts here, 0 when none does. It may run over several rows."""
    if not western(block[at].text.strip()).startswith("("):
        return 0
    depth = 0
    for index in range(at, min(at + _LONGEST_BRACKET, len(block))):
        if block[index].ink != Ink.WRITTEN:
            return 0
        text = western(block[index].text.strip())
        for place, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return index + 1 if place == len(text) - 1 else 0
    return 0
