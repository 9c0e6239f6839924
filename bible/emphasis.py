"""Emphasis: which `*` and `_` are marks, and which are written to be read."""

from __future__ import annotations

import re
from collections import Counter

_MARKS = re.compile(r"\\[*_]|\\(?=\[\[|/\*)|\*+|_+")


class _Openers:
    """Marks that may yet be closed, the latest last. Each is found or dropped once, so that all stays linear."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, int]] = []
        self._sizes: Counter[int] = Counter()

    def push(self, at: int, size: int) -> None:
        self._stack.append((at, size))
        self._sizes[size] += 1

    def take(self, size: int) -> tuple[int, int] | None:
        """The latest mark that a closing one of this size ends, all later ones forgotten."""
        wanted = {1: (1, 3), 2: (2, 3), 3: (3, 1, 2)}[size]
        if not any(self._sizes[each] for each in wanted):
            return None
        while True:
            at, found = self._stack.pop()
            self._sizes[found] -= 1
            if found in wanted:
                return at, found


def plain(row: str) -> str:
    """One row of text without emphasis marks and without the backslashes before those to be read.

    `*i*`, `**b**`, `***bi***` and `_u_` nest; a mark opens before and closes after something other than a blank;
    underscores inside a word, marks between digits and marks without a partner are text.
    """
    if "*" not in row and "_" not in row and "\\" not in row:
        return row
    drop: set[int] = set()
    stars, lines = _Openers(), _Openers()
    for match in _MARKS.finditer(row):
        start, end = match.span()
        if match[0].startswith("\\"):
            drop.add(start)
        elif match[0][0] == "*" and end - start <= 3:
            _pair(row, start, end, stars, drop)
        elif match[0] == "_":
            _pair(row, start, end, lines, drop)
    kept, at = [], 0
    for index in sorted(drop):
        kept.append(row[at:index])
        at = index + 1
    return "".join(kept) + row[at:]


def _pair(row: str, start: int, end: int, openers: _Openers, drop: set[int]) -> None:
    before, after = row[start - 1 : start], row[end : end + 1]
    word_before, word_after = before.isalnum(), after.isalnum()
    inside = (word_before and word_after) if row[start] == "_" else (before.isdigit() and after.isdigit())
    size = end - start
    if before and not before.isspace() and not inside:
        while size:
            taken = openers.take(size)
            if taken is None:
                break
            at, found = taken
            used = min(size, found)
            drop.update(range(at + found - used, at + found))
            drop.update(range(start, start + used))
            start, size = start + used, size - used
            if found > used:
                openers.push(at, found - used)
    if size and after and not after.isspace() and not inside:
        openers.push(start, size)


def protected(row: str) -> str:
    """The row with backslashes where `plain` would otherwise take something for a mark: `plain` of it is the row."""
    if plain(row) == row and "[[" not in row and "/*" not in row:
        return row
    return re.sub(r"[*_]|\[\[|/\*", lambda match: "\\" + match[0], row)
