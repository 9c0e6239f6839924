"""Stencil capitals cut from strokes, for the labels of things that have no drawing: they need no font file."""

from __future__ import annotations

import unicodedata

import skia

from renderers.animatic.paper import Painter, limb

_O = "10010314232110"
_STROKES = {
    "A": "0401102124|0222", "B": "0004|0010211202|12231404", "C": "211001031423", "D": "0004|001021231404",
    "E": "20000424|0212", "F": "200004|0212", "G": "2110010314232212", "H": "0004|2024|0222", "I": "1014",
    "J": "20231403", "K": "0004|200224", "L": "000424", "M": "0400122024", "N": "04002420", "O": _O,
    "P": "040010211202", "Q": _O + "|1324", "R": "040010211202|1224", "S": "21100112231403", "T": "0020|1014",
    "U": "0003142320", "V": "001420", "W": "0004122420", "X": "0024|2004", "Y": "001220|1214", "Z": "00200424",
    "0": _O, "1": "011014", "2": "0110210424", "3": "002012231403", "4": "000222|2024", "5": "20000212231404",
    "6": "20010314231202", "7": "002014", "8": "100112031423122110", "9": "21100112212314", " ": "", "-": "0222",
}  # fmt: skip
"""Polylines on a grid of 3 columns and 5 rows: two digits a point (column, row), strokes parted by a bar."""
_UNKNOWN = "0020240400"
_ADVANCE = 3.0
_LONGEST_LINE = 12


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.upper())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _lines(text: str) -> list[str]:
    words = text.split()
    if len(text) <= _LONGEST_LINE or len(words) < 2:
        return [text]
    cut = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def lettering(painter: Painter, text: str, x: float, y: float, width: float, height: float, colour: int) -> None:
    """Capitals of one colour from (x, y), the top left, in a box of width and height; long names take two lines.

    Accents are left out and letters unknown to the stencil become boxes.
    """
    lines = _lines(_plain(text))
    cell = min(height / (7 * len(lines) - 2), *(width / (_ADVANCE * max(1, len(line)) - 1) for line in lines))
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    top = y + (height - cell * (7 * len(lines) - 3)) / 2
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            left, above = x + column * _ADVANCE * cell, top + row * 7 * cell
            for stroke in filter(None, _STROKES.get(letter, _UNKNOWN).split("|")):
                points = [
                    (left + int(stroke[i]) * cell, above + int(stroke[i + 1]) * cell) for i in range(0, len(stroke), 2)
                ]
                path.addPath(limb(points, cell * 0.62, cell * 0.62))
    painter.fill(path, colour)
