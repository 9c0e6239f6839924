"""Flat ground: hard bands from the horizon to the lens, and what is laid on them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece, stand
from renderers.animatic.colour import Colour, mix
from renderers.animatic.paper import Painter, argb, blob, oval, poly, rect
from renderers.animatic.weather import Conditions

WorldPoint = tuple[float, float, float]
"""(x, y up, z) in metres."""

_LENS = 0.35
"""Nothing nearer to the lens than this is projected, metres."""


def ramp(colours: Sequence[Colour], t: float) -> Colour:
    """The colour at t (0 to 1) of a ramp."""
    place = max(0.0, min(1.0, t)) * (len(colours) - 1)
    first = min(int(place), len(colours) - 2)
    return mix(colours[first], colours[first + 1], place - first)


def face(camera: Camera, points: Sequence[WorldPoint]) -> skia.Path:
    """A flat face of world points as the camera sees it. Points at the lens or behind it are held just before it."""
    held = [(x, y, max(z, camera.z + _LENS)) for x, y, z in points]
    return poly([(camera.column(x, z), camera.row(y, z)) for x, y, z in held])


def plane(
    conditions: Conditions, colours: Sequence[Colour], depths: Sequence[float], *, y: float = 0.0, wave: float = 0.0,
    level: float | None = None,
) -> Card:  # fmt: skip
    """Bands of ground or water at height `y`, their far edges at `depths` (far to near), down to the frame's edge.

    `wave` lets the edges roll by that many metres. A depth of 5000 or more is the horizon itself. The card stands at
    the first depth, or at `level`.
    """
    random_ = conditions.chance("plane", tuple(depths))
    phases = [random_.uniform(0, 2 * math.pi) for _ in depths]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        before = painter.distance
        for i, z in enumerate(depths):
            if z - camera.z < _LENS:
                continue
            row = camera.horizon if z >= 5000 else camera.row(y, z)
            if y >= camera.y:
                row = max(row, camera.horizon)
            painter.distance = max(0.0, min(z, 5000.0) - camera.z - 8.0) * 0.5
            colour = painter.own_light(ramp(colours, i / max(1, len(depths) - 1)))
            if row > camera.height + 2 and not wave:
                break
            painter.fill(_band(camera, row, wave * camera.scale(z) * 0.4, phases[i], i), colour)
        painter.distance = before

    return Card(depths[0] if level is None else level, draw, lies=True)


def _band(camera: Camera, row: float, amplitude: float, phase: float, i: int) -> skia.Path:
    bottom = camera.height + 900
    if amplitude < 0.4:
        return rect(-50, row, camera.width + 100, max(1.0, bottom - row))
    step = camera.width / 16
    turns = (5 + i * 1.3) / camera.width
    edge = [(step * n, row + math.sin(step * n * turns + phase) * amplitude) for n in range(-1, 19)]
    path = blob(edge, 0.5, close=False)
    path.lineTo(camera.width * 1.2, bottom)
    path.lineTo(-camera.width * 0.2, bottom)
    path.close()
    return path


def patch(z: float, points: Sequence[tuple[float, float]], colour: Colour, *, y: float = 0.0, t: float = 0.6) -> Card:
    """A flat patch on the ground from (x, z) corners: a road, a carpet, a puddle. `z` is the card's own depth."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        before, painter.distance = painter.distance, 0.0
        painter.fill(face(camera, [(x, y, depth) for x, depth in points]), painter.half(colour, t))
        painter.distance = before

    return Card(z, draw, lies=True)


def pool(x: float, z: float, radius: float, colour: Colour, alpha: float = 0.16, level: float | None = None) -> Card:
    """A pool of lamplight on the ground, in three steps."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 1.0:
            return
        deep = radius * 0.9
        for share, strength in ((1.0, 0.6), (0.66, 0.8), (0.36, 1.1)):
            near, far = max(camera.z + 0.8, z - deep * share), z + deep * share
            top, bottom = camera.row(0, far), camera.row(0, near)
            half = camera.scale((near + far) / 2) * radius * share
            centre = camera.column(x, z)
            path = skia.Path()
            path.addOval(skia.Rect(centre - half, top, centre + half, max(bottom, top + 1)))
            painter.veil(path, colour, alpha * strength)

    return Card(z + 0.6 if level is None else level, draw)


def backdrop(z: float, colour: Colour) -> Card:
    """A sheet behind everything."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.fill(rect(-50, -50, camera.width + 100, camera.height + 100), argb(colour))

    return Card(z, draw, lies=True)


def prop(
    x: float, z: float, piece: Piece, *, width: float = 0.0, y: float = 0.0, clear: float = 1.2, moving: bool = False
) -> Card:
    """A piece standing on the ground; left out when the lens comes `clear` metres near.

    `width` is that of its contact shadow, metres; 0 casts none.
    """
    upright = stand(x, z, piece, y=y, moving=moving)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < clear:
            return
        scale = camera.scale(z)
        if abs(camera.column(x, z) - camera.width / 2) > camera.width / 2 + scale * 40:
            return
        if width and painter.distance < 40:
            centre = camera.column(x, z) - painter.side * scale * width * 0.12
            shadow = oval(centre, camera.row(y, z), scale * width * 0.62, max(1.0, scale * width * 0.045))
            painter.veil(shadow, painter.palette.ink, 0.3)
        upright.draw(painter, camera, seconds)

    return Card(z, draw, moving)
