"""The shell of a room in one-point perspective: walls, floor and ceiling."""

from __future__ import annotations

import math

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.colour import Colour, from_hex, mix, saturate
from renderers.animatic.furnishings import Room
from renderers.animatic.ground import face
from renderers.animatic.paper import Painter, rect
from renderers.animatic.weather import Conditions

_STRIP = from_hex("8FD8DC")
"""Light let into the floor of a ship."""
WAIST = 1.02
"""Height at which the lower wall ends."""


def ceiling(camera: Camera, room_: Room) -> float:
    """How high the ceiling is, metres."""
    return max(room_.height, camera.y + 0.6)  # a crane shot lifts the ceiling, as a stage would


def edge(camera: Camera, room_: Room, sign: int) -> float:
    """x of the wall on the right (1) or on the left (-1), metres: walls keep clear of the lens."""
    return max(room_.half_width, sign * camera.x + 1.6) * sign


def shell(conditions: Conditions, room_: Room) -> Card:
    """Back wall, floor and ceiling of a room, covering the frame from wherever it is seen."""
    wall, lower, floor = (quiet(colour) for colour in (room_.wall, room_.lower, room_.floor))
    stones = conditions.chance("stones", conditions.view)
    places = [(stones.random(), stones.random()) for _ in range(26)]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        top = ceiling(camera, room_)
        wide = (edge(camera, room_, -1), edge(camera, room_, 1))
        painter.fill(rect(-50, -50, camera.width + 100, camera.height + 100), painter.half(wall, 0.5))
        _overhead(painter, camera, room_, top, wide, wall)
        _floor(painter, camera, room_, wide, floor)
        painter.fill(face(camera, _upright(room_, wide, 0, top)), painter.half(wall, 0.58))
        _finish(painter, camera, room_, wide, top, wall, lower, places)
        painter.fill(face(camera, _upright(room_, wide, 0, 0.13)), painter.shaded(lower))
        painter.fill(
            face(camera, _upright(room_, wide, top - 0.07, top)), painter.half(mix(wall, painter.palette.ink, 0.2), 0.4)
        )

    return Card(room_.depth + 0.4, draw, lies=True)


def quiet(text: str) -> Colour:
    """The colour of a wall."""
    return saturate(from_hex(text), 0.78)  # the wardrobe carries the colour, not the walls


def _upright(room_: Room, wide: tuple[float, float], low: float, high: float) -> list[tuple[float, float, float]]:
    (left, right), z = wide, room_.depth
    return [(left, low, z), (right, low, z), (right, high, z), (left, high, z)]


def _finish(
    painter: Painter, camera: Camera, room_: Room, wide: tuple[float, float], top: float, wall: Colour, lower: Colour,
    places: list[tuple[float, float]],
) -> None:  # fmt: skip
    marks = skia.Path()
    scale = camera.scale(room_.depth)

    def mark(x: float, y: float, width: float, height: float) -> None:
        marks.addPath(rect(camera.column(x, room_.depth), camera.row(y, room_.depth), width * scale, height * scale))

    left, right = wide
    if room_.finish == "hull":
        for i in range(math.ceil((right - left) / 1.3)):
            mark(left + 0.1 + i * 1.3, top, 0.03, top)
        for y in (0.9, top - 0.75):
            mark(left, y, right - left, 0.03)
        painter.fill(marks, painter.half(mix(wall, painter.palette.ink, 0.35), 0.4))
    elif room_.finish in ("wainscot", "tiles", "panels", "planks", "brick", "stone"):
        if room_.finish in ("wainscot", "tiles", "panels"):
            painter.fill(face(camera, _upright(room_, wide, 0, WAIST)), painter.half(lower, 0.52))
            rail = painter.half(mix(lower, (1.0, 0.97, 0.9), 0.2), 0.65)
            painter.fill(face(camera, _upright(room_, wide, WAIST, WAIST + 0.055)), rail)
        if room_.finish == "tiles":
            for i in range(math.ceil((right - left) / 0.3)):
                mark(left + i * 0.3, WAIST, 0.014, WAIST)
            for j in range(4):
                mark(left, 0.9 - j * 0.24, right - left, 0.014)
            painter.fill(marks, painter.half(mix(lower, (1, 1, 1), 0.2), 0.6))
        elif room_.finish == "panels":
            for i in range(math.ceil((right - left) / 1.1)):
                mark(left + 0.12 + i * 1.1, WAIST - 0.14, 0.86, WAIST - 0.36)
            painter.fill(marks, painter.half(mix(lower, painter.palette.ink, 0.16), 0.5))
        elif room_.finish == "planks":
            for i in range(math.ceil((right - left) / 0.36)):
                mark(left + i * 0.36, top, 0.02, top)
            painter.fill(marks, painter.half(mix(wall, painter.palette.ink, 0.3), 0.5))
        elif room_.finish == "wainscot":
            for i in range(math.ceil((right - left) / 0.42)):
                mark(left + i * 0.42, WAIST, 0.022, WAIST)
            painter.fill(marks, painter.half(mix(lower, painter.palette.ink, 0.2), 0.5))
        else:
            wide_, tall = (0.34, 0.12) if room_.finish == "brick" else (0.9, 0.42)
            for across, up in places:
                x, y = left + across * (right - left), tall * 2.3 + up * (top - tall * 2.3)
                for j in range(2):
                    mark(
                        round(x / wide_) * wide_ + j * wide_ * 0.55,
                        round(y / tall) * tall - j * tall * 1.12,
                        wide_,
                        tall,
                    )
            painter.fill(marks, painter.half(mix(wall, painter.palette.ink, 0.1), 0.55))


def _overhead(
    painter: Painter, camera: Camera, room_: Room, top: float, wide: tuple[float, float], wall: Colour
) -> None:
    colour = mix(wall, painter.palette.ink, 0.24)
    left, right = wide
    near = camera.z + 0.3
    painter.fill(face(camera, [(left, top, room_.depth), (right, top, room_.depth), (right, top, near), (left, top,
        near)]),
                 painter.half(colour, 0.22))  # fmt: skip
    if room_.light == "tubes":
        for z in (*(z for z in (19.6, 17.4, 15.2, 13.0, 10.8, 8.6) if z < room_.depth), 6.4, 4.2, 2.0, -0.2, -2.4):
            if z - 0.7 < camera.z + 0.4:
                break
            for x in (-1.9, 1.9):
                strip = face(
                    camera,
                    [(x - 0.55, top, z), (x + 0.55, top, z), (x + 0.55, top, z - 0.34), (x - 0.55, top, z - 0.34)],
                )
                painter.fill(strip, painter.own_light(mix(painter.palette.lamp, (1.0, 1.0, 0.98), 0.6)))
    elif room_.finish in ("brick", "stone") or room_.flooring == "boards":
        for z in (6.9, 5.0, 3.1, 1.2, -0.7, -2.6):
            if z - 0.4 < camera.z + 0.4:
                break
            beam = [(left, top, z), (right, top, z), (right, top, z - 0.28), (left, top, z - 0.28)]
            painter.fill(face(camera, beam), painter.half(mix(colour, painter.palette.ink, 0.35), 0.25))


def _floor(painter: Painter, camera: Camera, room_: Room, wide: tuple[float, float], floor: Colour) -> None:
    left, right = wide
    near = camera.z + 0.35
    depths = [
        *(z for z in (22.0, 16.0, 11.5) if z <= room_.depth),
        7.6,
        6.1,
        4.7,
        3.4,
        2.2,
        1.0,
        -0.6,
        -2.6,
        -5.2,
        -9.0,
    ]
    for i, z in enumerate(depths):
        if z > near:
            painter.fill(face(camera, [(left, 0, z), (right, 0, z), (right, 0, near), (left, 0, near)]),
                         painter.half(mix(floor, painter.palette.ink, 0.035 * i), 0.6 - 0.03 * i))  # fmt: skip
    marks = skia.Path()
    if room_.flooring == "boards":
        for i in range(int(right - left)):
            x = left + i * 1.0
            marks.addPath(
                face(camera, [(x, 0, room_.depth), (x + 0.5, 0, room_.depth), (x + 0.5, 0, near), (x, 0, near)])
            )
    elif room_.flooring == "tiles":
        for j in range(30):
            z = room_.depth - j * 0.9
            if z - 0.9 < near:
                break
            for i in range(int((right - left) / 1.8) + 1):
                x = left + i * 1.8 + (0.9 if j % 2 else 0.0)
                end = min(x + 0.9, right)
                if x < right:
                    marks.addPath(face(camera, [(x, 0, z), (end, 0, z), (end, 0, z - 0.9), (x, 0, z - 0.9)]))
    elif room_.flooring == "deck":
        for j in range(24):
            z = room_.depth - j * 1.35
            if z - 0.05 < near:
                break
            marks.addPath(face(camera, [(left, 0, z), (right, 0, z), (right, 0, z - 0.05), (left, 0, z - 0.05)]))
        for x in (left + 0.5, right - 0.62):
            strip = face(camera, [(x, 0, room_.depth), (x + 0.12, 0, room_.depth), (x + 0.12, 0, near), (x, 0, near)])
            painter.fill(strip, painter.own_light(mix(_STRIP, floor, 0.35)))
    elif room_.flooring == "concrete":
        for z in (5.6, 3.0, 0.4):
            if z > near + 0.1:
                marks.addPath(face(camera, [(left, 0, z), (right, 0, z), (right, 0, z - 0.03), (left, 0, z - 0.03)]))
    painter.veil(marks, painter.palette.ink, 0.09)
