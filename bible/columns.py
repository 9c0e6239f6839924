"""Where things stand on a printed page: the columns of action, speech and names, measured over a whole script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bible.cues import is_exclaimed, may_be_cue, read_cue
from bible.emphasis import plain
from bible.headings import is_heading
from bible.paper import Ink, Row
from bible.transitions import is_transition

_TAB = 8
_NAMES_IN = 8
"""Blanks by which names stand further in than action."""
_SAID_IN = 3
"""Blanks by which speech does, where it has a column of its own."""
_FEW = 5
"""Names that show where names stand."""
_WIDE = 45
"""Letters of a row that is surely no speech in a column of its own."""
_LONGEST_MANNER = 5
"""Rows looked at for what is said under a name."""
_UNFOLDED = 75
"""Letters in rows of speech where each paragraph is one row."""
_GAPLESS = 0.08
"""Blank rows for each written one, where paragraphs are not parted by them."""


def indent(row: Row) -> int:
    """The blanks before a row."""
    text = row.text.expandtabs(_TAB)
    return len(text) - len(text.lstrip())


class Columns:
    """What the rows of a script tell of its layout."""

    def __init__(self, rows: Sequence[Row]) -> None:
        written = [row for row in rows if row.ink == Ink.WRITTEN and not _is_outside(plain(row.text.strip()))]
        wide = [indent(row) for row in written if len(row.text.strip()) >= _WIDE]
        self._action = _usual(wide, 0) if len(wide) >= _FEW else min(map(indent, written), default=0)
        named = [
            (row, after)
            for at, row in enumerate(written)
            if self.looks_like_cue(row) and (after := _first_said(written, at + 1))
        ]
        self._names = Counter(_name(row) for row, _ in named)
        far = [(row, after) for row, after in named if self.is_far_in(row) and indent(after) <= indent(row)]
        self._far = len(far) >= _FEW and 2 * len(far) > len(named) - len(far)
        self._said = _usual([indent(after) for _, after in far], self._action) if self._far else self._action
        self._apart = self._far and self._said >= self._action + _SAID_IN
        self._gapless = sum(row.ink != Ink.WRITTEN for row in rows) < _GAPLESS * len(written)
        again = [(row, after) for row, after in named if self._names[_name(row)] > 1]
        lengths = [len(after.text.strip()) for _, after in (far if self._far else again)]
        width = _long(lengths)
        self._unfolded = width > _UNFOLDED
        others = _long([len(row.text.strip()) for row in written])
        self._width = width + 4 if others >= width + 8 else others
        self.tell = self._far or (self._gapless and len(again) >= _FEW)
        """The layout alone says who speaks and where speech ends."""

    def at_the_margin(self, row: Row) -> Row:
        """The row without the margin of the page."""
        text = row.text.expandtabs(_TAB)
        return replace(row, text=text[min(self._action, indent(row)) :])

    def is_far_in(self, row: Row) -> bool:
        """Whether a row stands where names and transitions do."""
        return indent(row) >= self._action + _NAMES_IN

    def looks_like_cue(self, row: Row) -> bool:
        """Whether the words of a row could be a name."""
        return may_be_cue(plain(row.text.strip()))

    def is_cue(self, row: Row, *, after_gap: bool) -> bool:
        """Whether a row names who speaks in the rows after it."""
        if not self.looks_like_cue(row):
            return False
        if self._far and self.is_far_in(row) and indent(row) > self._said + _SAID_IN * self._apart:
            return True
        if self._apart or (is_exclaimed(_name(row)) and self._names[_name(row)] < 2):
            return False
        return self._names[_name(row)] > 1 if self._gapless or self._far else after_gap

    def is_said(self, row: Row, block: Sequence[Row], *, after_gap: bool) -> bool:
        """Whether a row goes on with the speech of a block, whose first row is the name."""
        text = row.text.strip()
        manner = text.startswith("(")
        if self._apart:
            return indent(row) > (self._action + self._said) // 2
        if len(block) == 1:
            return manner or (not after_gap and (self._unfolded or len(text) <= self._width))
        if after_gap:
            return manner and self.is_far_in(row)
        if self._unfolded:
            return manner or block[-1].text.strip().endswith(")")
        return manner or len(text) <= self._width


def _first_said(rows: Sequence[Row], at: int) -> Row | None:
    """The first row from here on that does not say how something is said."""
    inside = False
    for row in rows[at : at + _LONGEST_MANNER]:
        inside = inside or row.text.strip().startswith("(")
        if not inside:
            return row
        inside = not row.text.strip().endswith(")")
    return None


def _is_outside(text: str) -> bool:
    """Whether a row stands in a column of its own."""
    return is_heading(text) or is_transition(text)


def _name(row: Row) -> str:
    cue = read_cue(plain(row.text.strip()))
    return cue.name if cue else ""


def _usual(numbers: Sequence[int], other: int) -> int:
    return Counter(numbers).most_common(1)[0][0] if numbers else other


def _long(lengths: Sequence[int]) -> int:
    """The length that hardly any passes."""
    return sorted(lengths)[len(lengths) * 19 // 20] if lengths else 0
