"""Insert shots: one thing, large, on a table of the place, with a bar of light behind it and one part moving."""

from __future__ import annotations

import re
from collections.abc import Hashable

import numpy as np
import skia

from bible.entries import Location
from bible.script import Setting
from renderers.animatic.cards import chance
from renderers.animatic.colour import Colour, from_hex, mix, palette_for
from renderers.animatic.framing import reach
from renderers.animatic.insert_things import FOLDED, SPENT, draw_thing
from renderers.animatic.kept import Kept, keep
from renderers.animatic.lexicon import set_for
from renderers.animatic.live import Table, record
from renderers.animatic.moves import share
from renderers.animatic.paper import Painter, poly, rect
from renderers.animatic.stage import DRAWINGS
from renderers.animatic.switching import out_at
from renderers.animatic.written import words_on
from renderers.media.write import Patch
from shots.recipe import Recipe
from shots.shot import Move

_TABLES = {Setting.INT: ("6F5038", "5A4A44", "4E5A5C"), Setting.EXT: ("6A5F58", "5C6066", "6B5A48")}
_GROUNDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("spaceship", "ship corridor", "ship engines", "ship quarters", "submarine", "engine room"), ("4E5A62", "56606A")),
    (("hospital", "laboratory", "bathroom", "pool"), ("8FA8A4", "9AACA6")),
    (("castle", "cave", "church", "cell", "tunnel"), ("6E6A66", "64605E")),
    (("forest", "jungle", "swamp"), ("5E6648", "66583E")),
    (("field", "park", "stadium", "farm"), ("6E8A4E", "7A8A52")),
    (("beach", "desert", "frontier"), ("C2A878", "B89C70")),
    (("underwater",), ("5E9490", "6A8A84")),
    (("mountain",), ("8A9094", "7E8488")),
)  # fmt: skip
"""Kinds of place, and what things lie on there."""
_FILLS = 0.78
"""Share of the frame's reach that a thing a metre high would take; flat ones grow until they are as imposing."""
_MOST_GROWN = 1.45


class CloseUp:
    """A thing shown alone; the same frames count as Stage's."""

    def __init__(self, recipe: Recipe, width: int, height: int) -> None:
        """Lay the table for the shot's thing."""
        self._recipe, self._width, self._height = recipe, width, height
        self._palette = palette_for(recipe.location.setting, recipe.hour, recipe.weather)
        self._fps = float(recipe.picture.rate.fps)
        self._hold = max(1, round(self._fps / DRAWINGS))
        dice = chance(recipe.location.name.upper(), "table")
        self._wood: Colour = from_hex(dice.choice(_tables_of(recipe.location)))
        self._seams = [dice.uniform(-0.02, 0.02) for _ in range(9)]
        self._table: Kept | None = None
        self._laid = Table(width, height)
        self._thing, self._words = _as_written(recipe), words_on(recipe)
        self._out_at = out_at(recipe)
        self._middle, self._grown = _measure(self._thing, self._words, Painter(skia.Canvas(1, 1), self._palette))

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""
        return frame if self._recipe.shot.move != Move.STATIC else frame - frame % self._hold

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the whole canvas, or over what changed since the last, and return the parts painted."""
        if self._table is None:
            self._table = keep(self._lay_table, self._width, self._height, whole=True)
            assert self._table is not None
        thing = record(lambda to: self._draw_thing(to, frame), self._width, self._height)
        if afresh:
            self._laid.forget()
        return self._laid.lay(canvas, [self._table, thing])

    def _draw_thing(self, canvas: skia.Canvas, frame: int) -> None:
        seconds = (frame - frame % self._hold) / self._fps
        done = share(frame, self._recipe.frames)
        move = self._recipe.shot.move
        grown = {Move.PUSH_IN: 1 + 0.08 * done, Move.PULL_OUT: 1.08 - 0.08 * done}.get(move, 1.0)
        aside = {Move.PAN_LEFT: 0.03, Move.TRUCK_LEFT: 0.03, Move.PAN_RIGHT: -0.03, Move.TRUCK_RIGHT: -0.03}.get(
            move, 0
        )
        scale = _FILLS * reach(self._width, self._height) * grown * self._grown
        painter = Painter(canvas, self._palette)
        painter.detail = scale
        canvas.save()
        canvas.translate(self._width * (0.525 + aside * (done - 0.5)), self._height * 0.5)
        canvas.scale(scale, scale)
        canvas.translate(0, -self._middle)
        out = self._out_at is not None and seconds >= self._out_at
        draw_thing(painter, f"{SPENT} {self._thing}" if out else self._thing, max(0.0, seconds), self._words)
        canvas.restore()

    def _lay_table(self, canvas: skia.Canvas) -> None:
        """Boards, and one bar of light falling across them away from the key."""
        width, height = self._width, self._height
        painter = Painter(canvas, self._palette)
        painter.fill(rect(-50, -50, width + 100, height + 100), painter.half(self._wood, 0.30))
        board = height * 0.29
        for i, seam in enumerate(self._seams):
            x = i * board - board * 0.4 + seam * height
            painter.fill(rect(x, -50, board - 4, height + 100), painter.half(self._wood, 0.36 + 0.05 * (i % 3)))
        slope = 0.66 * height * -painter.side
        light = painter.half(mix(self._wood, self._palette.sun, 0.10), 0.85)
        for left, wide in ((0.60, 0.20), (0.84, 0.035)):
            x = (left if painter.side < 0 else 1 - left - wide) * width - slope * 0.35
            bar = [(x, -50), (x + wide * width, -50), (x + wide * width + slope, height + 50), (x + slope, height + 50)]
            painter.fill(poly(bar), light)


def _tables_of(location: Location) -> tuple[str, ...]:
    """The papers a table, or the ground, of a place may be cut from."""
    kind = set_for(location.kind, location.setting) or set_for(location.name, location.setting)
    found = next((papers for kinds, papers in _GROUNDS if kind in kinds), None)
    return found or _TABLES.get(location.setting, _TABLES[Setting.EXT])


def _as_written(recipe: Recipe) -> str:
    """The shot's thing, with what the scene said of it last: a letter is folded when it is."""
    thing = recipe.shot.thing
    said = [text for text in (*recipe.dressing, recipe.shot.action) if thing and thing.lower() in text.lower()]
    return f"{FOLDED} {thing}" if said and re.search(r"\bfold(ed|s)\b", said[-1], re.IGNORECASE) else thing


def _measure(thing: str, words: str, painter: Painter) -> tuple[float, float]:
    """How far below the origin the middle of a thing lies, in its own metres, and how much larger it may be drawn."""
    grid = 80
    surface = skia.Surface.MakeRasterN32Premul(2 * grid, 2 * grid)
    painter.canvas = surface.getCanvas()
    painter.canvas.translate(grid, grid)
    painter.canvas.scale(grid, grid)
    draw_thing(painter, thing, 1.0, words)
    covered = surface.makeImageSnapshot().toarray()[..., 3] > 128
    rows, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
    if not rows.size:
        return 0.0, 1.0
    tall, wide = (rows[-1] - rows[0] + 1) / grid, (columns[-1] - columns[0] + 1) / grid
    return (rows[0] + rows[-1] + 1) / 2 / grid - 1, float(min(_MOST_GROWN, 1.02 / tall, 1.36 / wide))
