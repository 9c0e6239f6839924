"""Tables for people: as wide as the terminal, and when it is narrow in rows of their own; no column goes missing."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bible.unseen import seen

_GAPS = (3, 2)
"""Columns of a terminal between two cells, and where room lacks."""
_LEAST = 10
"""Columns that are left of a cell that may be cut short."""
_INDENT = "    "


def print_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, wide: tuple[str, ...] = ()) -> None:
    """A table on stdout; cells of the columns `wide` are cut short where room lacks, all others are whole.

    A pipe has no width: whoever reads it gets every word.
    """
    from rich.console import Console

    console = Console(markup=False, highlight=False)
    shown = [tuple(map(seen, row)) for row in rows]
    told = table_rows(heads, shown, wide, console.width if sys.stdout.isatty() else 0)
    for number, row in enumerate(told):
        console.print(row, style="bold" if number == 0 and told[1:] and set(told[1]) == {"─"} else "", soft_wrap=True)


def table_rows(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], wide: tuple[str, ...], width: int) -> list[str]:
    """A table as rows of text at most `width` columns wide (0: any), or with each row in several where it is wider."""
    from rich.cells import cell_len, set_cell_size

    most = [max([cell_len(head), *(cell_len(row[at]) for row in rows)]) for at, head in enumerate(heads)]
    gap, fitted = next(
        ((gap, sizes) for gap in _GAPS if (sizes := _fitted(heads, most, wide, width, gap)) is not None), (0, [])
    )
    if not gap:
        return _stacked(heads, rows, width)

    def line(cells: Sequence[str]) -> str:
        sized = [
            set_cell_size(cell, size) if cell_len(cell) <= size else set_cell_size(cell, size - 1) + "…"
            for cell, size in zip(cells, fitted, strict=True)
        ]
        return (" " * gap).join(sized).rstrip()

    rule = "─" * (sum(fitted) + gap * (len(fitted) - 1))
    return [line(heads), rule, *map(line, rows)]


def _fitted(heads: tuple[str, ...], most: list[int], wide: tuple[str, ...], width: int, gap: int) -> list[int] | None:
    """The width of each column, those that may be cut short as even as can be; None where they do not fit."""
    fitted, room = list(most), width - gap * (len(most) - 1)
    while width and sum(fitted) > room:
        at = max((at for at, head in enumerate(heads) if head in wide), key=lambda at: fitted[at], default=None)
        if at is None or fitted[at] <= max(_LEAST, len(heads[at])):
            return None
        fitted[at] -= 1
    return fitted


def _stacked(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """Each row in several: the first cells that fit beside each other, then the others, named by their heads."""
    from rich.cells import cell_len

    told = []
    for row in rows:
        first, taken = 1, cell_len(row[0])
        while first < len(row) and row[first] and taken + _GAPS[0] + cell_len(row[first]) <= width:
            taken += _GAPS[0] + cell_len(row[first])
            first += 1
        told.append((" " * _GAPS[0]).join(row[:first]))
        others = zip(heads[first:], row[first:], strict=True)
        told += [f"{_INDENT}{head}: {cell}" if head else f"{_INDENT}{cell}" for head, cell in others if cell]
    return told
