"""Emphasis: which `*` and `_` are marks, and which are written to be read."""

from __future__ import annotations

import re
from collections import Counter

_MARKS = re.compile(r"\\[*_]|\\(?=\[\[)|\\(?=<$)|\*+|_+")
_TO_PROTECT = re.compile(r"[*_]|\[\[|<$")


class _Openers:
    """Marks that may yet be closed, the latest last. Each is found or dropped once, so that all stays linear."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []
        self._waiting: Counter[str] = Counter()

    def push(self, at: int, mark: str) -> None:
        self._stack.append((at, mark))
        self._waiting[mark] += 1

    def take(self, mark: str) -> tuple[int, str] | None:
        """The latest mark that this one closes. Those opened after it are forgotten: emphasis nests."""
        wanted = {"*": ("*", "***"), "**": ("**", "***"), "***": ("***", "*", "**"), "_": ("_",)}[mark]
        if not any(self._waiting[each] for each in wanted):
            return None
        while True:
            at, found = self._stack.pop()
            self._waiting[found] -= 1
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
    openers = _Openers()
    for match in _MARKS.finditer(row):
        if match[0].startswith("\\"):
            drop.add(match.start())
        elif match[0] in ("*", "**", "***", "_"):
            _pair(row, match.start(), match[0], openers, drop)
    kept, at = [], 0
    for index in sorted(drop):
        kept.append(row[at:index])
        at = index + 1
    return "".join(kept) + row[at:]


def _pair(row: str, start: int, mark: str, openers: _Openers, drop: set[int]) -> None:
    """Close with a mark what it closes, and open with what is left of it."""
    before, after = row[start - 1 : start], row[start + len(mark) : start + len(mark) + 1]
    if mark == "_":
        inside = before.isalnum() and after.isalnum()
    else:
        inside = before.isdigit() and after.isdigit()
    if inside:
        return
    while mark and before and not before.isspace():
        taken = openers.take(mark)
        if taken is None:
            break
        at, found = taken
        used = min(len(mark), len(found))
        drop.update(range(at + len(found) - used, at + len(found)))
        drop.update(range(start, start + used))
        start, mark = start + used, mark[used:]
        if len(found) > used:
            openers.push(at, found[used:])
    if mark and after and not after.isspace():
        openers.push(start, mark)


def protected(row: str) -> str:
    """The row with backslashes where `plain` would otherwise take something for a mark: `plain` of it is the row."""
    if plain(row) == row and not any(mark in row for mark in ("[[", "/*", "*/")):
        return row
    return _TO_PROTECT.sub(lambda match: "\\" + match[0], row)
