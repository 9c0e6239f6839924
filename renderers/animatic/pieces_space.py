"""What a spaceship is built of: its great window, ribs, hatches, panels, chairs and engines. In metres."""

from __future__ import annotations

import math

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, chance
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.ground import face
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect, without
from renderers.animatic.pieces_light import glow

_HULL, _DARK, _LIGHT = from_hex("66748C"), from_hex("2C3446"), from_hex("9FB0C4")
_CYAN, _AMBER, _CORAL = from_hex("7FD4D8"), from_hex("F0B050"), from_hex("E0705A")
_SKY, _WORLD, _RING = from_hex("0A1026"), from_hex("B8664E"), from_hex("E8C08A")
_PORTAL = ((-1.0, 0.30), (-0.80, 0.0), (0.80, 0.0), (1.0, 0.30), (1.0, 0.76), (0.74, 1.0), (-0.74, 1.0), (-1.0, 0.76))
"""An eight-cornered frame: x as a share of half the width, y of the height."""


def great_window(painter: Painter, seconds: float) -> None:
    """Three slanted panes on the stars and a planet, 6.6 m wide and 2 m high, with its sill at the base."""
    outer = poly([(-3.3, 0.1), (-2.75, -2.1), (2.75, -2.1), (3.3, 0.1)])
    painter.form(outer, mix(_HULL, _DARK, 0.35), 0.06)
    glass = poly([(-3.08, -0.04), (-2.6, -1.95), (2.6, -1.95), (3.08, -0.04)])
    painter.fill(glass, painter.own_light(_SKY))
    dice = chance("great window")
    stars = skia.Path()
    for _ in range(70):
        x, y, r = dice.uniform(-2.9, 2.9), dice.uniform(-1.9, -0.1), dice.uniform(0.006, 0.02)
        stars.addPath(oval(x, y, r))
    painter.fill(overlap(glass, stars), painter.own_light((0.92, 0.95, 1.0)))
    painter.fill(overlap(glass, oval(1.55, -0.55, 0.95)), painter.own_light(_WORLD))
    shade = overlap(glass, without(oval(1.55, -0.55, 0.95), oval(1.28, -0.72, 0.95)))
    painter.fill(shade, painter.own_light(mix(_WORLD, _SKY, 0.65)))
    painter.canvas.save()
    painter.canvas.clipPath(glass, True)
    painter.canvas.rotate(-14, 1.55, -0.55)
    painter.fill(oval(1.55, -0.55, 1.5, 0.10), painter.own_light(_RING))
    painter.fill(rect(0.62, -0.72, 1.86, 0.15), painter.own_light(_WORLD))
    painter.canvas.restore()
    for x in (-0.98, 0.98):
        low, high = x * 1.06, x * 0.92
        bar = poly([(low - 0.09, 0.1), (high - 0.07, -2.1), (high + 0.07, -2.1), (low + 0.09, 0.1)])
        painter.form(bar, mix(_HULL, _DARK, 0.25), 0.03)
    painter.fill(rect(-3.2, 0.02, 6.4, 0.06), painter.own_light(mix(_CYAN, _DARK, 0.35)))


def flight_console(painter: Painter, seconds: float) -> None:
    """A console on a foot with three lit screens and a row of keys, 2.2 m wide."""
    painter.form(poly([(-0.75, 0), (-0.55, -0.62), (0.55, -0.62), (0.75, 0)]), _DARK, 0.05, 0)
    painter.form(poly([(-1.1, -0.62), (-1.0, -0.98), (1.0, -0.98), (1.1, -0.62)]), _HULL, 0.04)
    for i, tone in enumerate((_CYAN, _AMBER, _CYAN)):
        x = -0.9 + i * 0.62
        painter.fill(poly([(x, -0.68), (x + 0.03, -0.92), (x + 0.53, -0.92), (x + 0.56, -0.68)]),
                     painter.own_light(mix(tone, _DARK, 0.42)))  # fmt: skip
        for j in range(3):
            bar = rect(x + 0.1, -0.88 + j * 0.065, 0.34 - 0.09 * ((i + j) % 3), 0.03, 0.015)
            painter.fill(bar, painter.own_light(tone))
    for i in range(14):
        tone = (_CYAN, _AMBER, _CORAL, _LIGHT)[(i * 7) % 4]
        painter.fill(rect(-1.0 + i * 0.145, -0.60, 0.085, 0.035, 0.012), painter.own_light(mix(tone, _DARK, 0.15)))


def flight_seat(painter: Painter, seconds: float) -> None:
    """A pilot's chair with a high back, seen half from the side."""
    painter.form(rect(-0.06, -0.45, 0.12, 0.45), _DARK, 0.02, 0)
    painter.form(rect(-0.34, -0.06, 0.68, 0.06, 0.02), _DARK, 0.02, 0)
    painter.form(blob([(-0.34, -0.42), (-0.38, -1.10), (-0.24, -1.52), (0.10, -1.52), (0.16, -1.10), (0.10, -0.56),
                       (0.42, -0.52), (0.40, -0.38)], 0.3), mix(_HULL, _CORAL, 0.18), 0.06)  # fmt: skip
    painter.form(rect(-0.18, -1.46, 0.24, 0.28, 0.08), _LIGHT, 0.03)
    painter.form(rect(-0.02, -0.80, 0.44, 0.08, 0.03), _DARK, 0.02)


def hatch(painter: Painter, seconds: float) -> None:
    """An eight-cornered door in two leaves with a lamp over it, 1.8 m wide and 2.3 m high."""
    frame = poly([(x * 0.98, -y * 2.36) for x, y in _PORTAL])
    painter.form(frame, mix(_HULL, _DARK, 0.45), 0.05)
    leaf = poly([(x * 0.80, -0.06 - y * 2.14) for x, y in _PORTAL])
    painter.form(leaf, mix(_HULL, _LIGHT, 0.25), 0.05)
    painter.fill(rect(-0.025, -2.2, 0.05, 2.14), painter.half(_DARK, 0.4))
    for x in (-0.42, 0.42):
        painter.form(rect(x - 0.16, -1.72, 0.32, 0.42, 0.10), _DARK, 0.02)
        painter.fill(rect(x - 0.12, -1.68, 0.24, 0.34, 0.08), painter.own_light(mix(_CYAN, _DARK, 0.5)))
    stripes = skia.Path()
    for i in range(6):
        x = -0.72 + i * 0.26
        stripes.addPath(poly([(x, -0.40), (x + 0.12, -0.40), (x + 0.02, -0.24), (x - 0.10, -0.24)]))
    painter.fill(overlap(leaf, stripes), painter.half(_AMBER, 0.85))
    painter.fill(rect(-0.18, -2.52, 0.36, 0.08, 0.03), painter.own_light(_CORAL))


def hull_panel(painter: Painter, seconds: float) -> None:
    """A wall panel with a screen, vents and cables, 1.5 m wide, hung at its base."""
    painter.form(rect(-0.75, -1.25, 1.5, 1.25, 0.08), mix(_HULL, _DARK, 0.25), 0.04)
    painter.fill(rect(-0.64, -1.14, 0.72, 0.54, 0.04), painter.own_light(mix(_CYAN, _DARK, 0.62)))
    wave = [(-0.6 + i * 0.08, -0.87 + 0.12 * math.sin(i * 1.7)) for i in range(9)]
    painter.line(blob(wave, 0.5, close=False), painter.own_light(_CYAN), 0.02)
    for i in range(4):
        painter.fill(rect(0.18, -1.12 + i * 0.14, 0.46, 0.06, 0.03), painter.half(_DARK, 0.4))
    for i in range(6):
        tone = (_AMBER, _CYAN, _CORAL)[i % 3]
        painter.fill(oval(-0.56 + i * 0.16, -0.42, 0.035), painter.own_light(tone))
    for i, tone in enumerate((_CORAL, _LIGHT, _AMBER)):
        cable = blob([(0.2 + i * 0.12, -0.5), (0.24 + i * 0.12, -0.2), (0.1 + i * 0.14, 0.25)], 0.5, close=False)
        painter.line(cable, painter.half(tone, 0.6), 0.04)


def reactor(painter: Painter, seconds: float) -> None:
    """A ship's engine: a ribbed drum on a bed with a glowing slit, 2.6 m wide and 2.2 m high."""
    painter.form(poly([(-1.3, 0), (-1.15, -0.4), (1.15, -0.4), (1.3, 0)]), _DARK, 0.05, 0)
    painter.form(rect(-1.2, -1.95, 2.4, 1.6, 0.5), _HULL, 0.14)
    for x in (-0.8, -0.35, 0.35, 0.8):
        painter.form(rect(x - 0.07, -2.05, 0.14, 1.75, 0.05), mix(_HULL, _DARK, 0.4), 0.03)
    glow(painter, 0.0, -1.15, 0.9, _CYAN)
    painter.fill(rect(-0.14, -1.62, 0.28, 0.94, 0.14), painter.own_light(mix(_CYAN, (1.0, 1.0, 1.0), 0.35)))
    for x in (-1.0, 1.0):
        painter.fill(limb([(x, -1.9), (x * 1.25, -2.5)], 0.14, 0.14), painter.half(_LIGHT, 0.5))


def space_suit(painter: Painter, seconds: float) -> None:
    """A suit on its stand, with the helmet on top."""
    white = from_hex("D9DEE2")
    painter.form(rect(-0.40, -0.05, 0.80, 0.05), _DARK, 0.02, 0)
    for x in (-0.17, 0.17):
        painter.form(limb([(x, -0.8), (x * 1.1, -0.1)], 0.26, 0.22), white, 0.04)
    for way in (-1, 1):
        painter.form(limb([(0.30 * way, -1.38), (0.42 * way, -0.85)], 0.20, 0.17), white, 0.04)
    painter.form(blob([(-0.36, -1.45), (0.36, -1.45), (0.32, -0.72), (-0.32, -0.72)], 0.35), white, 0.06)
    painter.fill(rect(-0.16, -1.22, 0.32, 0.22, 0.03), painter.half(_HULL, 0.5))
    painter.fill(oval(-0.06, -1.11, 0.03), painter.own_light(_CORAL))
    painter.form(oval(0, -1.66, 0.25), white, 0.05)
    painter.fill(oval(0.02, -1.65, 0.18, 0.15), painter.half(mix(_DARK, _AMBER, 0.3), 0.8))


def ribs(half_width: float, height: float, depth: float, tone: Colour) -> tuple[Card, ...]:
    """The frames that carry a hull, one behind the other, each with a strip of light along its inner edge."""
    step = 2.7
    first = depth - 0.4
    return tuple(_rib(half_width, height, first - i * step, tone) for i in range(int(depth / step) + 3))


def _rib(half_width: float, height: float, z: float, tone: Colour) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 1.4:
            return
        painter.distance = max(0.0, z - camera.z - 8.0)
        inner = face(camera, [(x * half_width * 0.97, y * height * 0.97, z) for x, y in _PORTAL])
        lining = face(camera, [(x * half_width * 0.93, 0.02 + y * height * 0.94, z) for x, y in _PORTAL])
        deep = face(camera, [(x * half_width * 0.97, y * height * 0.97, z + 0.3) for x, y in _PORTAL])
        wall = face(camera, [(x * half_width * 1.05, -0.02 + y * height * 1.05, z) for x, y in _PORTAL])
        floor = skia.Path()  # whose beams lie under the plates: nobody's feet are hidden by a sill
        floor.addRect(skia.Rect(-9999, camera.row(0.03, z + 0.3), 9999, camera.row(-3.0, z)))
        painter.fill(without(without(wall, inner), floor), painter.half(mix(tone, _DARK, 0.3), 0.5))
        painter.fill(without(without(inner, deep), floor), painter.half(mix(tone, _DARK, 0.55), 0.3))
        strip = without(inner, lining)
        high, top = height * 0.74, height * 2
        upper = face(
            camera, [(-half_width, high, z), (half_width, high, z), (half_width, top, z), (-half_width, top, z)]
        )
        painter.fill(overlap(strip, upper), painter.own_light(mix(_CYAN, (1.0, 1.0, 1.0), 0.35)))

    return Card(z, draw, lies=True)
