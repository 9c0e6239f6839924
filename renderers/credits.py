"""Draws credits: light words on black, a heading and rows of one or two columns."""

from __future__ import annotations

import skia

from renderers.animatic.lettering import CREAM, unit
from renderers.animatic.typefaces import fitting, set_line

_BLACK = 0xFF000000
_TITLE, _HEADING, _ROW = 110.0, 34.0, 40.0
_STEP = 66.0
"""Pixels from one row to the next, of a 1920 x 1080 picture."""
_GAP = 22.0
_DIM = (0.62, 0.60, 0.56)
MOST_ROWS = 11
"""Rows that fit one page with its heading."""


def draw_credits(
    canvas: skia.Canvas, width: int, height: int, heading: str, rows: tuple[tuple[str, str], ...], title: bool = False
) -> None:
    """One page: the heading in the middle above the rows; a row's left side ends and its right begins in the middle.

    A row with one empty side is set in the middle. `title` sets the heading as the film's title.
    """
    canvas.clear(_BLACK)
    size = unit(width, height)
    lines = len(rows) + (1.6 if heading else 0)
    base = height / 2 - (lines - 1) * _STEP * size / 2 + _ROW * size * 0.36
    if heading:
        if title:
            letters = fitting(heading.upper(), "title", _TITLE * size, width * 0.86, 0.05)
            line = set_line(heading.upper(), "title", letters, CREAM, letters * 0.05)
            line.draw(canvas, (width - line.width) / 2, base)
        else:
            _middle(canvas, heading.upper(), width, base, _HEADING * size, 0.12, dim=True)
        base += 1.6 * _STEP * size
    for left, right in rows:
        if left and right:
            _pair(canvas, left, right, width, base, size)
        else:
            _middle(canvas, left or right, width, base, _ROW * size, 0.02)
        base += _STEP * size


def _middle(
    canvas: skia.Canvas, words: str, width: int, base: float, letters: float, tracking: float, dim: bool = False
) -> None:
    letters = fitting(words, "text", letters, width * 0.86, tracking)
    line = set_line(words, "text", letters, _DIM if dim else CREAM, letters * tracking)
    line.draw(canvas, (width - line.width) / 2, base)


def _pair(canvas: skia.Canvas, left: str, right: str, width: int, base: float, size: float) -> None:
    room = width * 0.42
    letters = min(fitting(words, "text", _ROW * size, room) for words in (left, right))
    role, name = set_line(left, "text", letters, _DIM), set_line(right, "text", letters, CREAM)
    role.draw(canvas, width / 2 - _GAP * size - role.width, base)
    name.draw(canvas, width / 2 + _GAP * size, base)
