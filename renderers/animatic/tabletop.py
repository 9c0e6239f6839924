"""What people sit at, and what stands on it: a table or a console, with the things that the action puts there."""

from __future__ import annotations

import re

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.directions import (
    COUNTER_HEIGHT,
    TABLE_HEIGHT,
    at_console,
    at_piano,
    facing_of,
    hides_behind,
    posture_of,
    works_at,
)
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.ground import face
from renderers.animatic.laid import ON_TOP, things_on_table
from renderers.animatic.paper import Painter, oval, poly, rect
from shots.recipe import Recipe

_CASE = from_hex("4A3028")
_WOOD, _CLOTH = from_hex("8A6244"), from_hex("5E4638")
_STEEL, _DARK, _GLASS = from_hex("5A6670"), from_hex("2A3038"), from_hex("9FD0D8")
_LAMPS = tuple(from_hex(text) for text in ("7FC09A", "E0A84A", "C8604A"))
_ALONE = 0.54
"""Half the width in metres of a table for one."""


def table(recipe: Recipe, composition: Composition) -> Card:
    """A table between those who sit at it, or before the one who does, nearer to the lens: it hides their knees."""
    sitting = {each.token for each in recipe.cast if posture_of(recipe, each).last in ("sit", "crouch")}
    marks = [mark for mark in composition.marks if mark.token in sitting] or list(composition.marks)
    left, right = _ends(recipe, marks, composition)
    hidden = hides_behind(recipe)
    things, working = () if hidden else _things(recipe), works_at(recipe)
    if working:
        marks = [mark for mark in composition.marks if mark.token in working] or marks
        left, right = _ends(recipe, marks, composition)
    top, far, near = (
        marks[0].y + (COUNTER_HEIGHT if working else TABLE_HEIGHT),
        composition.depth + 0.15,
        composition.depth - 0.5,
    )
    draw_top = _piano if at_piano(recipe) else _console if at_console(recipe) else _board
    ahead = 1 if (left + right) / 2 > marks[0].x else -1

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        draw_top(painter, camera, (left, right) if ahead > 0 else (right, left), (top, far, near, marks[0].y))
        _lay(painter, camera, things, (left, right), (top, near))

    return Card(composition.depth - 0.2, draw, name="piano" if at_piano(recipe) else "table")


def table_behind(recipe: Recipe, composition: Composition) -> Card:
    """The table of a scene that people stand about, behind them, with what lies on it: long if it is said to be."""
    places, camera = sorted(mark.x for mark in composition.marks), composition.camera()
    things = _things(recipe)
    half = 1.3 if re.search(r"\b(long|banquet|laid)\b", " ".join(recipe.dressing), re.IGNORECASE) else 0.75
    if len(places) > 1:
        middle = (places[0] + places[1]) / 2
    else:
        middle = (places[0] + 0.95 * (1 if camera.column(places[0], composition.depth) < camera.width / 2 else -1)
                  if places else camera.x + 0.2)  # fmt: skip
    floor = composition.marks[0].y if composition.marks else 0.0
    far, near = composition.depth + 0.95, composition.depth + 0.30
    left, right, top = middle - half, middle + half, floor + COUNTER_HEIGHT - 0.1

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        _board(painter, camera, (left, right), (top, far, near, floor))
        _lay(painter, camera, things, (left, right), (top, near))

    return Card(near, draw, name="table")


def _lay(
    painter: Painter, camera: Camera, things: tuple[str, ...], ends: tuple[float, float], at: tuple[float, float]
) -> None:  # fmt: skip
    """Things on a top between its ends, `at` its height and the z of its near edge."""
    (left, right), (top, near), places = ends, at, len(things) + 1
    for i, thing in enumerate(things):
        x, z = left + (right - left) * (i + 1) / places + 0.06 * (-1) ** i, near + (0.34 if i % 2 else 0.22)
        painter.canvas.save()
        painter.canvas.translate(camera.column(x, z), camera.row(top, z))
        painter.canvas.scale(camera.scale(z), camera.scale(z))
        before, painter.detail = painter.detail, camera.scale(z)
        ON_TOP[thing](painter)
        painter.detail = before
        painter.canvas.restore()


def _ends(recipe: Recipe, marks: list[Mark], composition: Composition) -> tuple[float, float]:
    places = [mark.x for mark in marks]
    if hides_behind(recipe):  # right before whoever is under it
        return places[0] - 0.75, places[0] + 0.75
    if len(marks) > 1:
        return min(places) - 0.05, max(places) + 0.05
    facing = facing_of(recipe, marks[0].token) or (1 if composition.at[0] < composition.width / 2 else -1)
    middle = places[0] + 0.68 * facing
    return middle - _ALONE, middle + _ALONE


def _board(
    painter: Painter, camera: Camera, ends: tuple[float, float], levels: tuple[float, float, float, float]
) -> None:  # fmt: skip
    """A table of wood; `levels` are the height of its top, the z of its far and near edge, and the floor."""
    (left, right), (top, far, near, floor) = ends, levels
    board = [(left, top, far), (right, top, far), (right, top, near), (left, top, near)]
    scale, row = camera.scale(near), camera.row(top, near)
    foot = camera.row(floor, near)
    x0, wide = camera.column(left, near), scale * (right - left)
    shadow = oval(x0 + wide / 2, foot, wide * 0.52, scale * 0.06)
    painter.veil(shadow, painter.palette.ink, 0.3)
    for x in (left + 0.07, right - 0.07):
        leg = rect(camera.column(x, near) - scale * 0.04, row, scale * 0.08, foot - row)
        painter.fill(leg, painter.shaded(_WOOD))
    painter.fill(rect(x0 + wide * 0.03, row, wide * 0.94, scale * 0.15), painter.shaded(_CLOTH))
    painter.fill(face(camera, board), painter.half(mix(_WOOD, painter.palette.lamp, 0.12), 0.95))
    painter.fill(rect(x0, row, wide, scale * 0.055), painter.half(_WOOD, 0.5))


def _piano(
    painter: Painter, camera: Camera, ends: tuple[float, float], levels: tuple[float, float, float, float]
) -> None:  # fmt: skip
    """An upright piano from its side: the keys toward who plays, on the first of its ends, the case behind them."""
    (begin, end), (top, far, near, floor) = ends, levels
    scale, row, foot = camera.scale(near), camera.row(top, near), camera.row(floor, near)
    x0, x1 = camera.column(begin, near), camera.column(end, near)
    across = x1 - x0
    painter.veil(oval(x0 + across * 0.6, foot, abs(across) * 0.5, scale * 0.05), painter.palette.ink, 0.3)

    def block(start: float, stop: float, above: float, below: float) -> skia.Path:
        a, b = x0 + across * start, x0 + across * stop
        return rect(min(a, b), above, abs(b - a), below - above)

    painter.fill(block(0.08, 0.14, row, foot), painter.shaded(_CASE))
    painter.fill(block(0.42, 1.0, row - scale * 0.52, foot), painter.half(_CASE, 0.55))
    painter.fill(block(0.40, 1.02, row - scale * 0.57, row - scale * 0.52), painter.half(_CASE, 0.9))
    painter.fill(block(0.48, 0.94, row + scale * 0.16, foot - scale * 0.08), painter.shaded(_CASE))
    painter.fill(block(0.0, 0.46, row, row + scale * 0.11), painter.half(_CASE, 0.75))
    keys = [
        (begin + (end - begin) * share, top, z) for share, z in ((0.03, far), (0.36, far), (0.36, near), (0.03, near))
    ]
    painter.fill(face(camera, keys), painter.half(from_hex("F2EDE0"), 0.92))
    painter.fill(block(0.36, 0.42, row - scale * 0.30, row), painter.half(_CASE, 0.4))
    music = poly([(x0 + across * 0.40, row - scale * 0.10), (x0 + across * 0.46, row - scale * 0.44),
                  (x0 + across * 0.49, row - scale * 0.44), (x0 + across * 0.43, row - scale * 0.10)])  # fmt: skip
    painter.fill(music, painter.half(from_hex("F2EAD8"), 0.85))


def _console(
    painter: Painter, camera: Camera, ends: tuple[float, float], levels: tuple[float, float, float, float]
) -> None:  # fmt: skip
    """A console with lamps on its slope and a lit edge."""
    (left, right), (top, far, near, floor) = ends, levels
    scale, row, foot = camera.scale(near), camera.row(top, near), camera.row(floor, near)
    x0, wide = camera.column(left, near), scale * (right - left)
    painter.veil(oval(x0 + wide / 2, foot, wide * 0.56, scale * 0.06), painter.palette.ink, 0.3)
    body = poly([(x0 + wide * 0.04, row), (x0 + wide * 0.96, row), (x0 + wide * 0.88, foot), (x0 + wide * 0.12, foot)])
    painter.fill(body, painter.shaded(mix(_STEEL, _DARK, 0.3)))
    panel = rect(x0 + wide * 0.16, row + scale * 0.16, wide * 0.68, scale * 0.30, scale * 0.03)
    painter.fill(panel, painter.half(_DARK, 0.5))
    painter.fill(rect(x0 + wide * 0.06, row + scale * 0.055, wide * 0.88, scale * 0.018), painter.own_light(_GLASS))
    board = [(left, top, far), (right, top, far), (right, top, near), (left, top, near)]
    painter.fill(face(camera, board), painter.half(mix(_STEEL, painter.palette.lamp, 0.08), 0.9))
    painter.fill(rect(x0, row, wide, scale * 0.055), painter.half(_STEEL, 0.45))
    lamps: list[skia.Path] = [skia.Path() for _ in _LAMPS]
    for i in range(12):
        for j in range(2):
            z = far + (near - far) * (0.35 + 0.3 * j)
            x = camera.column(left + (right - left) * (i + 0.5) / 12, z)
            lamps[(i * 5 + j * 2) % 3].addPath(
                oval(x, camera.row(top, z), camera.scale(z) * 0.022, camera.scale(z) * 0.012)
            )
    for path, colour in zip(lamps, _LAMPS, strict=True):
        painter.fill(path, painter.own_light(colour))


def _things(recipe: Recipe) -> tuple[str, ...]:
    """What lies there: nothing on a console or a piano."""
    return () if at_console(recipe) or at_piano(recipe) else things_on_table(recipe.dressing, recipe.shot.action)
