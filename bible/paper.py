"""The paper of a script: its rows, with notes and boneyards lifted out of them.

Reads any text in time linear to its length. What is not closed is no note and no boneyard: it stays in its row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from bible.script import Aside, Rows

_BONEYARD_MARKS = re.compile(r"\\\*/|/\*|\*/")
_OPENINGS = re.compile(r"\\\[\[|/\*|\[\[")
_GAP = re.compile(r"\n ?(?=\n)")


class Ink(Enum):
    """What a row holds."""

    WRITTEN = "written"
    BLANK = "blank"
    PAUSE = "pause"
    """Only blanks, at least two: dialogue goes on after it."""
    LIFTED = "lifted"
    """Only notes or boneyard: as if the row were not there."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, counted from 1, without what was lifted out of it."""

    number: int
    text: str
    ink: Ink


@dataclass(frozen=True, slots=True)
class _Hidden:
    start: int
    end: int
    kind: Literal["note", "boneyard"]


def read_paper(text: str) -> tuple[list[Row], list[Aside]]:
    """The rows of a text, and its notes and boneyards in order. Rows end at LF, CR or both; byte order marks go."""
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    hidden = _hidden(text)
    return _rows(text, hidden), _asides(text, hidden)


def _asides(text: str, hidden: list[_Hidden]) -> list[Aside]:
    breaks = [match.start() for match in re.finditer("\n", text)]
    asides = []
    for each in hidden:
        body = text[each.start + 2 : each.end - 2].strip()
        if body:
            rows = Rows(first=bisect_right(breaks, each.start - 1) + 1, last=bisect_right(breaks, each.end - 1) + 1)
            asides.append(Aside(kind=each.kind, text=body, rows=rows))
    return asides


def _boneyards(text: str) -> dict[int, int]:
    """Where each boneyard starts and ends: outermost pairs of marks that are both there."""
    pairs: dict[int, int] = {}
    if "*/" not in text:
        return pairs
    open_at: list[int] = []
    for match in _BONEYARD_MARKS.finditer(text):
        if match[0] == "/*":
            open_at.append(match.start())
        elif match[0] == "*/" and open_at:
            pairs[open_at.pop()] = match.end()
    return pairs


def _hidden(text: str) -> list[_Hidden]:
    boneyards = _boneyards(text)
    found: list[_Hidden] = []
    if not boneyards and "]]" not in text:
        return found
    at, closer, gap = 0, 0, -1
    while match := _OPENINGS.search(text, at):
        start, at = match.start(), match.end()
        if match[0] == "/*" and start in boneyards:
            at = boneyards[start]
            found.append(_Hidden(start, at, "boneyard"))
        elif match[0] == "[[":
            if 0 <= closer < at:
                closer = text.find("]]", at)
            if gap < start:
                broken = _GAP.search(text, start)
                gap = broken.start() if broken else len(text)
            if at <= closer < gap:
                end = closer + 2
                while text[end : end + 1] == "]":
                    end += 1
                found.append(_Hidden(start, end, "note"))
                at = end
    return found


class _Writer:
    """Builds rows from what is seen and what is lifted."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._parts: list[str] = []
        self._lifted = False

    def see(self, text: str) -> None:
        first, *rest = text.split("\n")
        self._add(first)
        for part in rest:
            self.end_row()
            self._add(part)

    def _add(self, part: str) -> None:
        # A note between two blanks leaves one.
        if self._lifted and (not self._parts or self._parts[-1][-1:] in ("", " ")):
            part = part.removeprefix(" ")
        if part:
            self._parts.append(part)

    def lift(self, text: str) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_row()
            self._lifted = self._lifted or bool(part)

    def end_row(self) -> None:
        text = "".join(self._parts)
        if text.strip():
            ink, text = Ink.WRITTEN, text.rstrip() if self._lifted else text
        elif self._lifted:
            ink = Ink.LIFTED
        else:
            ink = Ink.PAUSE if len(text.expandtabs(4)) >= 2 else Ink.BLANK
        self.rows.append(Row(len(self.rows) + 1, text, ink))
        self._parts, self._lifted = [], False


def _rows(text: str, hidden: list[_Hidden]) -> list[Row]:
    writer = _Writer()
    at = 0
    for each in hidden:
        writer.see(text[at : each.start])
        writer.lift(text[each.start : each.end])
        at = each.end
    writer.see(text[at:])
    writer.end_row()
    return _unpadded(writer.rows)


def _unpadded(rows: list[Row]) -> list[Row]:
    """Where an editor padded nearly every blank row with blanks, they mean nothing."""
    padded = sum(row.ink == Ink.PAUSE for row in rows)
    if padded > 5 and padded > 4 * sum(row.ink == Ink.BLANK for row in rows):
        return [Row(row.number, row.text, Ink.BLANK) if row.ink == Ink.PAUSE else row for row in rows]
    return rows
