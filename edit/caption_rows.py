"""Where captions break: the words of one line in pieces of at most two rows, at the ends of sentences and at pauses."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from shots.recording import WordTime

ROW = 42
"""Columns a row holds; ideographs and kana take two."""
ROWS = 2
_DASH = 2
"""Columns a row loses where each of two people has one."""
_LONGEST_PAUSE = 72_000
"""Samples at 48 kHz of silence inside a line after which its words go into a new caption: 1.5 s."""
_ENDS_SENTENCE = frozenset(".!?…。！？؟।")
_ENDS_PART = frozenset(",;:—–、，；：،")
_NEVER_FIRST = frozenset("、。，．！？；：）」』】〕〉》’”…‥ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NEVER_LAST = frozenset("（「『【〔〈《‘“")
_AFTER_SENTENCE, _AFTER_PART, _AFTER_WORD = 4.0, 15.0, 45.0
"""What it costs the reader to wait for the rest after the end of a sentence, of a clause, or of any word."""
_ONE_MORE, _EMPTY, _OVER_PAUSE = 15.0, 20.0, 200.0
"""What one more caption costs, one without words in it, and one that spans a long pause."""


class CaptionPiece(NamedTuple):
    """Rows of words, and the samples at which the first begins and the last ends."""

    rows: tuple[str, ...]
    start: int
    end: int


class _Unit(NamedTuple):
    """What is never broken: a word, or an ideograph with the marks that stick to it."""

    text: str
    start: int
    end: int
    spaced: bool
    """A space stands before it."""


def columns(text: str) -> int:
    """How wide a text is: wide letters count two, marks set above or below others none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def in_rows(words: Sequence[WordTime], name: str, alone: bool) -> list[CaptionPiece]:
    """The words of one line in pieces, in order; `name` stands before the first where it is not empty.

    A piece has at most two rows; where the line is not alone on the screen it has one, with room for a dash.
    """
    return _Rows(
        _units(words, name, ROW if alone else ROW - _DASH), *((ROW, ROWS) if alone else (ROW - _DASH, 1))
    ).pieces()


class _Rows:
    """The best way to break units into pieces: dynamic programming over where pieces end."""

    def __init__(self, units: list[_Unit], row: int, most: int) -> None:
        self._units, self._row, self._most = units, row, most
        widths = [columns(unit.text) for unit in units]
        self._left = [0, *accumulate(width + unit.spaced for width, unit in zip(widths, units, strict=True))]
        self._waits = [_wait(unit) for unit in units]
        pauses = (after.start - before.end > _LONGEST_PAUSE for before, after in pairwise(units))
        self._pauses = [0, 0, *accumulate(pauses)]

    def pieces(self) -> list[CaptionPiece]:
        count = len(self._units)
        if count and self._pauses[count] == 0 and self._breaks(0, count):
            return [CaptionPiece(self._rows(0, count), self._units[0].start, self._units[-1].end)]
        costs = [0.0] + [float("inf")] * count
        cuts = [0] * (count + 1)
        for end in range(1, count + 1):
            for start in range(end - 1, -1, -1):
                if end - start > 1 and self._width(start, end) > self._most * self._row + 1:
                    break
                cost = costs[start] + self._cost(start, end)
                if cost < costs[end] and (end - start == 1 or self._breaks(start, end)):
                    costs[end], cuts[end] = cost, start
        found: list[CaptionPiece] = []
        end = count
        while end:
            start = cuts[end]
            found.append(CaptionPiece(self._rows(start, end), self._units[start].start, self._units[end - 1].end))
            end = start
        return found[::-1]

    def _width(self, start: int, end: int) -> int:
        return self._left[end] - self._left[start] - self._units[start].spaced

    def _cost(self, start: int, end: int) -> float:
        pauses = self._pauses[end] - self._pauses[start + 1]
        wait = self._waits[end - 1] if end < len(self._units) else 0.0
        emptiness = 1 - self._width(start, end) / (self._row * self._most)
        return _ONE_MORE + wait + _OVER_PAUSE * pauses + _EMPTY * emptiness * emptiness

    def _breaks(self, start: int, end: int) -> bool:
        """Whether the units fit into the rows."""
        if self._width(start, end) <= self._row:
            return True
        return self._most > 1 and any(self._fits(start, at, end) for at in range(start + 1, end))

    def _fits(self, start: int, at: int, end: int) -> bool:
        return self._width(start, at) <= self._row and self._width(at, end) <= self._row

    def _rows(self, start: int, end: int) -> tuple[str, ...]:
        """The units in the fewest rows, evenly filled, broken at a mark if there is one."""
        if self._width(start, end) <= self._row or end - start == 1:
            return (self._text(start, end),)

        def cost(at: int) -> float:
            return abs(self._width(at, end) - self._width(start, at) - 2) + self._waits[at - 1] / 3

        at = min((at for at in range(start + 1, end) if self._fits(start, at, end)), key=cost)
        return (self._text(start, at), self._text(at, end))

    def _text(self, start: int, end: int) -> str:
        units = self._units[start:end]
        return "".join((" " if unit.spaced and at else "") + unit.text for at, unit in enumerate(units))


def _wait(unit: _Unit) -> float:
    last = unit.text[-1]
    return _AFTER_SENTENCE if last in _ENDS_SENTENCE else _AFTER_PART if last in _ENDS_PART else _AFTER_WORD


def _units(words: Sequence[WordTime], name: str, row: int) -> list[_Unit]:
    units: list[_Unit] = []
    for number, word in enumerate(words):
        parts = _parts(word.word, row)
        length, done = sum(map(len, parts)), 0
        for position, part in enumerate(parts):
            start = word.start + (word.end - word.start) * done // length
            done += len(part)
            end = word.start + (word.end - word.start) * done // length
            units.append(_Unit(part, start, end, position == 0 and number > 0))
    if not name or not units:
        return units
    first = units[0]
    named = first._replace(text=f"{name}: {first.text}")
    if columns(named.text) <= row:
        return [named, *units[1:]]
    parts = _parts(f"{name}:", row)
    return [*(_Unit(part, first.start, first.start, False) for part in parts), first._replace(spaced=True), *units[1:]]


def _parts(word: str, row: int) -> list[str]:
    """A word where a row may break: before most ideographs, and anywhere in a word too long for a row."""
    if word.isascii() and len(word) <= row:
        return [word]
    parts: list[str] = []
    width = 0
    for letter in word:
        last = parts[-1][-1] if parts else ""
        wide = _is_wide(letter) or (last != "" and _is_wide(last))
        sticks = last != "" and (not wide or letter in _NEVER_FIRST or last in _NEVER_LAST)
        if sticks and width + columns(letter) <= row:
            parts[-1] += letter
            width += columns(letter)
        else:
            parts.append(letter)
            width = columns(letter)
    return parts


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
