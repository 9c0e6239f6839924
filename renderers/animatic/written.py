"""The words that the script puts on a thing: a sign, a board, a page, a screen; in any script there are letters for."""

from __future__ import annotations

import re
from typing import NamedTuple

from renderers.animatic.colour import Colour, from_hex
from renderers.animatic.paper import Painter, rect
from renderers.animatic.typefaces import set_line
from shots.recipe import Recipe
from shots.sentences import sentences

_QUOTED = r"[\"“„«‘]([^\"”“»’]{1,120})[\"”“»’]"
_READS = r"(?:reads?|says?|saying|marked|labell?ed|titled|headlined|written|words?|writes?|chalks?|stencill?ed)"
_TYPES = r"(?:types|texts|writes|scrawls|scribbles|jots|reads)"
_SIZE = 200.0
"""Pixels lines are set at before they are scaled to their thing: small type is not set well."""


class Area(NamedTuple):
    """Where on a thing its words go, in metres from its middle, the paper under them and their ink."""

    x: float
    y: float
    width: float
    height: float
    paper: Colour
    ink: Colour


_INK, _CHALK, _SHEET = from_hex("2A2A32"), from_hex("EDEBDD"), from_hex("F1E6CC")
AREAS: dict[str, Area] = {
    "board": Area(-0.47, -0.31, 0.94, 0.60, from_hex("35584A"), _CHALK),
    "newspaper": Area(-0.36, -0.38, 0.70, 0.26, from_hex("E6E0D2"), _INK),
    "letter": Area(-0.25, -0.33, 0.48, 0.66, _SHEET, _INK),
    "laptop": Area(-0.36, -0.35, 0.72, 0.40, from_hex("BFD8DC"), from_hex("33505C")),
    "tablet": Area(-0.40, -0.26, 0.80, 0.52, from_hex("1F4650"), from_hex("9FE0DC")),
    "phone": Area(-0.15, -0.30, 0.30, 0.50, from_hex("BFD8DC"), from_hex("33505C")),
}
"""Where words go, by the kind of thing."""


def words_on(recipe: Recipe) -> str:
    """What the shot's thing reads, as the script has it in quotation marks or in capitals; else empty."""
    thing = recipe.shot.thing.strip()
    if not thing:
        return ""
    for text in (recipe.shot.action, *reversed(recipe.dressing)):
        for sentence in (each for row in text.split("\n") for each in sentences(row)):
            at = sentence.lower().find(thing.lower())
            if at < 0:
                continue
            quoted = re.search(_QUOTED, sentence[at:]) or re.search(rf"{_READS}\b[^\"“„«]{{0,30}}{_QUOTED}", sentence)
            if quoted:
                return quoted[1].strip().rstrip(".,")
            capitals = re.search(rf"\b{_READS}:? ((?:[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9'&-]*[ ,]*)+)(?=[.,;]|$)", sentence[at:])
            if capitals and len(capitals[1].strip()) > 1:
                return capitals[1].strip(" ,")
    # What is typed in the shot is on the screen it shows, although the script does not say so again.
    typed = re.search(rf"\b{_TYPES}\b[^\"“„«]{{0,30}}{_QUOTED}", recipe.shot.action)
    return typed[1].strip().rstrip(".,") if typed else ""


def write_on(painter: Painter, words: str, area: Area, shown: float = 1.0) -> None:
    """Words in as many rows as make them largest, the first `shown` of them (0 to 1), on a fresh sheet of the thing's
    own paper."""
    painter.fill(rect(area.x, area.y, area.width, area.height, 0.01), painter.half(area.paper, 0.75))
    rows, size = _rows(words, area)
    step = size * 1.28
    top = area.y + (area.height - step * len(rows)) / 2 + size * 0.98
    left_to_show = round(len(words) * max(0.0, min(1.0, shown)))
    for i, row in enumerate(rows):
        part = row[: max(0, left_to_show)]
        left_to_show -= len(row) + 1
        if not part.strip():
            break
        line = set_line(part, "text", _SIZE, _lit(painter, area.ink))
        whole = set_line(row, "text", _SIZE, _lit(painter, area.ink)).width
        scale = size / _SIZE
        painter.canvas.save()
        painter.canvas.translate(area.x + (area.width - whole * scale) / 2, top + i * step)
        painter.canvas.scale(scale, scale)
        line.draw(painter.canvas, 0, 0)
        painter.canvas.restore()


def _lit(painter: Painter, colour: Colour) -> Colour:
    """An ink's colour in the light of the shot, as the typesetter takes it."""
    packed = painter.half(colour, 0.9)
    return ((packed >> 16 & 255) / 255, (packed >> 8 & 255) / 255, (packed & 255) / 255)


def _rows(words: str, area: Area) -> tuple[list[str], float]:
    """The words in rows, and the size of their letters in metres."""
    parts = words.split()
    best: tuple[list[str], float] = ([words], 0.0)
    for count in range(1, min(6, len(parts)) + 1):
        rows = _split(parts, count)
        wide = max(set_line(row, "text", _SIZE, (0.0, 0.0, 0.0)).width for row in rows) or 1.0
        size = min(area.width * 0.94 / wide * _SIZE, area.height / (1.28 * len(rows)), area.height * 0.62)
        if size > best[1]:
            best = (rows, size)
    return best


def _split(parts: list[str], count: int) -> list[str]:
    """So many rows, as even as whole words allow."""
    total, row = sum(map(len, parts)) + len(parts), ""
    rows: list[str] = []
    for part in parts:
        if row and len(row) + len(part) > total / count + 1 and len(rows) < count - 1:
            rows.append(row)
            row = part
        else:
            row = f"{row} {part}".strip()
    return [*rows, row]
