"""The two walls beside the camera, with what the place has on them: a door, windows, shelves, pipes, papers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece, SideDoor
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.furnishings import PIECES, WALL, Room
from renderers.animatic.ground import WorldPoint, face
from renderers.animatic.paper import Painter
from renderers.animatic.pieces_wall import window
from renderers.animatic.room_shell import WAIST, ceiling, edge, quiet
from renderers.animatic.weather import Conditions

DOOR = (5.70, 6.72)
"""Between which depths the door of a side wall lies, metres."""
HUNG: dict[str, tuple[float, float]] = {
    "picture": (0.85, 1.45), "portrait": (0.6, 1.4), "small picture": (0.5, 1.6), "notices": (1.48, 1.25),
    "map": (1.6, 1.2), "hooks": (1.5, 1.75), "books": (1.84, 1.35), "bottles": (2.64, 1.35), "boxes": (1.94, 1.3),
    "crockery": (1.54, 1.4), "tools": (2.0, 1.15), "pipes": (0.5, 0.0), "radiator": (1.3, 0.05), "monitor": (1.8, 1.25),
    "round mirror": (0.84, 1.35), "hull panel": (1.1, 0.0), "lockers": (2.0, 0.0), "wall bars": (1.2, 0.0),
    "banner": (0.9, 1.2), "wall torch": (0.4, 1.6), "arch": (1.8, 1.4), "life ring": (0.8, 1.3),
    "barometer": (0.4, 1.5), "bookcase": (1.2, 0.0), "cupboards": (1.9, 1.6),
}  # fmt: skip
"""What of a room's furniture can hang on a side wall: how wide it is there, and the height of its base."""
_BESIDE_DOOR = ((7.20, 0.62), (4.70, 1.5), (2.90, 1.5))
"""Depths of the middles of what hangs on the wall with the door, with the room for each, the deepest first."""
_ACROSS = ((6.55, 1.5), (4.70, 1.6), (2.80, 1.6))
"""The same on the other wall, whose first may be a window."""
_LEAF = skia.Rect(-0.48, -2.1, 0.48, 0.0)
"""What of a door turns on its hinges."""
_DULL = {True: 0.42, False: 0.10}
"""How much darker what hangs on a wall is, by whether the wall has its back to the light."""


def side_walls(conditions: Conditions, room_: Room) -> Card:
    """The walls; from the other end of the room each is on the other side."""
    wall, lower = quiet(room_.wall), quiet(room_.lower)
    hung = {sign: tuple(_on_wall(conditions, room_, sign)) for sign in (-1, 1)}

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        top, near = ceiling(camera, room_), camera.z + 0.3
        for sign in (-1, 1):
            x = edge(camera, room_, sign)
            shady = sign == painter.side  # the wall on the key's side has its back to the light
            light = 0.3 if shady else 0.74

            def sheet(low: float, high: float, far: float, close: float, x: float = x) -> skia.Path:
                return face(camera, [(x, low, far), (x, high, far), (x, high, close), (x, low, close)])

            painter.fill(sheet(0, top, room_.depth, near), painter.half(wall, light))
            if room_.finish in ("wainscot", "tiles", "panels"):
                painter.fill(sheet(0, WAIST, room_.depth, near), painter.half(lower, light - 0.04))
                painter.fill(
                    sheet(WAIST, WAIST + 0.055, room_.depth, near), painter.half(mix(lower, (1, 1, 1), 0.15), light)
                )
            painter.fill(sheet(0, 0.13, room_.depth, near), painter.shaded(lower))
            if room_.depth > 10:
                _corridor_doors(painter, sheet, room_, light, camera)
            painter.dim = _DULL[shady]
            for piece, z, y, wide in hung[sign]:
                if z - wide / 2 > camera.z + 0.7:
                    _project(painter, camera, piece, (x, y, z), (0.0, -sign), seconds)
            painter.dim = 0.0

    return Card(room_.depth + 0.2, draw, lies=True)


def _door_of(room_: Room) -> Piece:
    """A door like those in the room's ends."""
    names = [name for each in room_.sides for name, *_ in each.pieces if name in ("glazed door", "steel door", "door")]
    return PIECES[names[0] if names else "door"]


def side_door(conditions: Conditions, room_: Room) -> SideDoor | None:
    """The door of a side wall, to be set up when somebody comes or goes through it."""
    side, leaf = door_side(conditions, room_), _door_of(room_)
    if not side:
        return None

    def swing(open_at: Callable[[float], float]) -> Card:
        def draw(painter: Painter, camera: Camera, seconds: float) -> None:
            if camera.z > DOOR[0] - 0.8:
                return
            x, (near, far) = edge(camera, room_, side), DOOR
            painter.distance = 0.0
            way = [(x, 0, far), (x, 2.14, far), (x, 2.14, near), (x, 0, near)]
            painter.fill(face(camera, way), painter.half(mix(quiet(room_.wall), painter.palette.ink, 0.72), 0.4))
            angle = open_at(seconds) * math.radians(82)
            into, along = -side * math.sin(angle), -math.cos(angle)
            middle = (x + into * (far - near) / 2, 0.0, far + along * (far - near) / 2)
            painter.dim = _DULL[side == painter.side]
            _project(painter, camera, leaf, middle, (into, along) if side > 0 else (-into, -along), seconds, _LEAF)
            painter.dim = 0.0

        return Card((DOOR[0] + DOOR[1]) / 2, draw, moving=True, name="side door")

    return SideDoor(side, swing)


def door_side(conditions: Conditions, room_: Room) -> int:
    """On which wall the door is, -1 left or 1 right; 0 where there is none: in ships, cars and corridors."""
    if room_.finish == "hull" or room_.seat or room_.depth > 10:
        return 0
    return -1 if conditions.view else 1


def _on_wall(conditions: Conditions, room_: Room, sign: int) -> Iterator[tuple[Piece, float, float, float]]:
    """(piece, z, y, width) on one wall, drawn by lot from what the room's two ends have on theirs."""
    if room_.depth > 10 or room_.seat:
        return
    end = sign if not conditions.view else -sign  # the same wall is on the other side from the other end
    names = sorted({name for each in room_.sides for name, _, z, _ in each.pieces if name in HUNG and z >= WALL - 0.5})
    conditions.chance("side wall", end).shuffle(names)
    supply = itertools.cycle(names)
    panes = [each for each_side in room_.sides for each in each_side.windows]
    by_door = sign == door_side(conditions, room_)
    if by_door:
        yield _door_of(room_), (DOOR[0] + DOOR[1]) / 2, 0.0, DOOR[1] - DOOR[0]
    for z, most in _BESIDE_DOOR if by_door else _ACROSS:
        if panes and not by_door and z == _ACROSS[0][0]:
            _, width, height, sill = panes[0]
            wide = min(width, most)
            yield window(conditions, wide, height, 2, room_.blind, room_.outlook), z, sill, wide
            continue
        fits = next((name for name in itertools.islice(supply, len(names)) if HUNG[name][0] <= most + 0.2), "")
        if fits:
            yield PIECES[fits], z, HUNG[fits][1], HUNG[fits][0]


def _project(
    painter: Painter, camera: Camera, piece: Piece, at: WorldPoint, right: tuple[float, float], seconds: float,
    only: skia.Rect | None = None,
) -> None:  # fmt: skip
    """Draw a flat piece that stands upright in the room, the middle of its base at `at`.

    `right` is where its own right goes, in x and z, of length 1. `only` cuts off what lies outside, in its metres.
    """
    (x, y, z), (dx, dz) = at, right
    away = z - camera.z
    lens = camera.scale(z) * away
    across, high = camera.width / 2, camera.horizon
    matrix = skia.Matrix()
    matrix.setAll(
        across * dz + lens * dx, 0.0, across * away + lens * (x - camera.x),
        high * dz, lens, high * away + lens * (camera.y - y),
        dz, 0.0, away,
    )  # fmt: skip
    canvas = painter.canvas
    canvas.save()
    canvas.concat(matrix)
    if only:
        canvas.clipRect(only)
    before, painter.detail = painter.detail, camera.scale(z)
    piece(painter, seconds)
    painter.detail = before
    canvas.restore()


def _corridor_doors(
    painter: Painter, cut: Callable[[float, float, float, float], skia.Path], room_: Room, light: float, camera: Camera
) -> None:
    frame = painter.half(mix(quiet(room_.wall), painter.palette.ink, 0.45), light)
    leaf = painter.half(from_hex(room_.rug or "8A6248"), light)
    for far in (20.5, 16.5, 12.5, 8.5, 4.5, 0.5):
        if room_.finish != "hull" and far - 1.3 > camera.z + 0.6 and far < room_.depth:
            painter.fill(cut(0, 2.2, far, far - 1.3), frame)
            painter.fill(cut(0, 2.1, far - 0.1, far - 1.2), leaf)
