"""What was built: stands and masts, canopies, pumps, houses, cranes and the things of an alley. In metres."""

from __future__ import annotations

import skia

from renderers.animatic.cards import Piece, chance
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect
from renderers.animatic.pieces_light import glow, windows

_IRON, _WHITE, _RED, _YELLOW = (from_hex(text) for text in ("3A3E48", "E9E2D0", "B5432F", "E0A83A"))


def grandstand(painter: Painter, seconds: float) -> None:
    """A stand full of people under a roof, 60 m wide and 14 m high."""
    painter.form(poly([(-30, 0), (-30, -3), (-24, -10), (24, -10), (30, -3), (30, 0)]), from_hex("7E8288"), 0.6, 0)
    dice = chance("stand")
    for tone in ("B5432F", "E0A83A", "3F5F7A", "E9E2D0"):
        dots = skia.Path()
        for _ in range(110):
            row = dice.randrange(7)
            x = dice.uniform(-26 + row * 0.2, 26 - row * 0.2)
            dots.addPath(oval(x, -2.6 - row * 1.05 + dice.uniform(-0.1, 0.1), 0.30))
        painter.fill(dots, painter.half(from_hex(tone), 0.7))
    painter.form(poly([(-27, -12.6), (27, -12.6), (30, -14.4), (-30, -14.4)]), _WHITE, 0.4, 0)
    for x in (-24, -12, 0, 12, 24):
        painter.fill(rect(x - 0.15, -12.6, 0.3, 3.0), painter.half(_IRON, 0.5))
    painter.fill(rect(-30, -1.1, 60, 1.1), painter.half(painter.palette.accent, 0.7))


def floodlight(lit: bool) -> Piece:
    """A mast with a frame of lamps, 16 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(limb([(0, 0), (0, -14)], 0.35, 0.22), painter.half(_IRON, 0.6))
        painter.form(rect(-1.6, -16.4, 3.2, 2.4, 0.1), _IRON, 0.1)
        for i in range(4):
            for j in range(3):
                lamp = oval(-1.15 + i * 0.77, -15.9 + j * 0.72, 0.26)
                painter.fill(lamp, painter.own_light(painter.palette.sun) if lit else painter.half(_WHITE, 0.8))
        if lit:
            glow(painter, 0, -15.2, 6.0, painter.palette.lamp)

    return draw


def canopy(lit: bool) -> Piece:
    """The roof of a railway platform on its posts, with a clock and a hanging sign, 24 m wide and 4.6 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        for x in (-9, -3, 3, 9):
            painter.fill(rect(x - 0.12, -4.2, 0.24, 4.2), painter.half(_IRON, 0.6))
            painter.line(poly([(x, -3.2), (x + 1.0, -4.2)], close=False), painter.half(_IRON, 0.6), 0.12)
            painter.line(poly([(x, -3.2), (x - 1.0, -4.2)], close=False), painter.half(_IRON, 0.6), 0.12)
        painter.form(poly([(-12, -4.2), (12, -4.2), (12.6, -4.8), (-12.6, -4.8)]), from_hex("5E7A72"), 0.12, 0)
        scallop = skia.Path()
        for i in range(40):
            scallop.addPath(poly([(-12 + i * 0.6, -4.2), (-11.4 + i * 0.6, -4.2), (-11.7 + i * 0.6, -3.85)]))
        painter.fill(scallop, painter.half(_WHITE, 0.7))
        painter.form(rect(-1.7, -3.7, 3.4, 0.7, 0.04), from_hex("34506B"), 0.05)
        painter.fill(rect(-1.3, -3.44, 2.6, 0.2), painter.half(_WHITE, 0.9))
        painter.form(oval(5.9, -3.2, 0.5), _IRON, 0.06)
        painter.fill(oval(5.9, -3.2, 0.42), painter.own_light(_WHITE) if lit else painter.half(_WHITE, 0.9))
        painter.line(poly([(5.9, -3.46), (5.9, -3.2), (6.12, -3.1)], close=False), painter.lit(_IRON), 0.05)

    return draw


def petrol_pump(painter: Painter, seconds: float) -> None:
    """A pump with its hose, 1.7 m high."""
    painter.form(rect(-0.42, -1.5, 0.84, 1.5, 0.06), _RED, 0.08, 0)
    painter.fill(rect(-0.30, -1.36, 0.60, 0.42, 0.03), painter.half(from_hex("2E3A44"), 0.6))
    for i in range(2):
        painter.fill(rect(-0.24, -1.30 + i * 0.17, 0.48, 0.10), painter.own_light(from_hex("BFD8DC")))
    painter.form(rect(-0.46, -1.72, 0.92, 0.24, 0.04), _WHITE, 0.04)
    painter.line(
        blob([(0.42, -1.0), (0.75, -0.5), (0.6, -0.15), (0.45, -0.55)], 0.6, close=False),
        painter.half(_IRON, 0.5),
        0.07,
    )


def station_roof(lit: bool) -> Piece:
    """The flat roof over petrol pumps with its tall sign, 14 m wide and 5 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        for x in (-5.0, 5.0):
            painter.form(rect(x - 0.22, -4.3, 0.44, 4.3), _WHITE, 0.1, 0)
        painter.form(rect(-7, -5.2, 14, 0.95, 0.05), _WHITE, 0.15, 0)
        painter.fill(rect(-7, -4.85, 14, 0.28), painter.half(_RED, 0.8))
        for x in (-4, -1.3, 1.3, 4):
            painter.fill(
                rect(x - 0.5, -4.27, 1.0, 0.09), painter.own_light(_WHITE) if lit else painter.half(_WHITE, 0.7)
            )
            if lit:
                painter.veil(
                    poly([(x - 0.5, -4.2), (x + 0.5, -4.2), (x + 1.8, 0), (x - 1.8, 0)]), painter.palette.lamp, 0.10
                )
        painter.fill(rect(9.2, -7.6, 0.3, 7.6), painter.half(_IRON, 0.6))
        painter.form(rect(8.2, -8.8, 2.3, 2.4, 0.12), _RED, 0.1)
        painter.fill(oval(9.35, -7.6, 0.7), painter.own_light(_YELLOW) if lit else painter.half(_YELLOW, 0.9))

    return draw


def villa(lit: bool) -> Piece:
    """A house with a porch, a gable and a chimney, 13 m wide and 8 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        cloth, trim = from_hex("C9B89A"), _WHITE
        painter.form(rect(3.2, -8.2, 1.1, 3.0), from_hex("8A5A4E"), 0.15, 0)
        painter.form(rect(-5.6, -4.6, 11.2, 4.6), cloth, 0.3, 0)
        painter.form(poly([(-6.4, -4.5), (-3.6, -7.4), (5.0, -7.4), (6.4, -4.5)]), from_hex("6A4E52"), 0.3, 0)
        painter.form(poly([(-5.2, -4.5), (-2.6, -7.9), (0, -4.5)]), cloth, 0.2, 0)
        painter.line(poly([(-5.6, -4.3), (-2.6, -8.2), (0.4, -4.3)], close=False), painter.half(trim, 0.8), 0.3, False)
        panes = [
            (rect(x, y, w, h), lit)
            for x, y, w, h in ((-3.2, -6.3, 1.2, 1.2), (-4.6, -3.4, 1.6, 1.6), (2.6, -3.4, 2.0, 1.6))
        ]
        windows(painter, panes, painter.half(from_hex("3D6076"), 0.6))
        for frame, _ in panes:
            painter.line(frame, painter.half(trim, 0.85), 0.14)
        painter.form(rect(-0.6, -2.7, 1.2, 2.7), from_hex("7A4438"), 0.1, 0)
        painter.fill(oval(0.35, -1.3, 0.08), painter.lit(_YELLOW))
        painter.form(poly([(-2.0, -3.0), (-1.6, -3.8), (1.6, -3.8), (2.0, -3.0)]), from_hex("6A4E52"), 0.15, 0)
        for x in (-1.75, 1.6):
            painter.fill(rect(x, -3.0, 0.16, 3.0), painter.half(trim, 0.8))
        painter.form(rect(-2.2, -0.35, 4.4, 0.35), from_hex("A09688"), 0.06, 0)
        if lit:
            glow(painter, 0, -2.85, 1.4, painter.palette.lamp)

    return draw


def steel_frame(painter: Painter, seconds: float) -> None:
    """A building's frame of steel with floors that end in the air, 20 m wide and 16 m high."""
    steel = painter.half(from_hex("9A5A40"), 0.6)
    for i, x in enumerate((-9, -4.5, 0, 4.5, 9)):
        painter.fill(rect(x - 0.2, -(16, 16, 12.6, 12.6, 8.8)[i], 0.4, (16, 16, 12.6, 12.6, 8.8)[i]), steel)
    for y, right in ((-4.2, 9), (-8.4, 9), (-12.4, 4.5), (-15.8, -4.5)):
        painter.form(rect(-9.6, y - 0.3, right + 10, 0.4), from_hex("8E8A84"), 0.08, 0)
    painter.line(poly([(-9, -4.2), (-4.5, -8.4)], close=False), steel, 0.18)
    painter.line(poly([(0, -8.4), (4.5, -4.2)], close=False), steel, 0.18)


def crane(painter: Painter, seconds: float) -> None:
    """A tower crane, its hook hanging, 24 m high."""
    yellow = painter.half(_YELLOW, 0.8)
    for x in (-0.7, 0.7):
        painter.fill(rect(x - 0.12, -22, 0.24, 22), yellow)
    for i in range(11):
        ends = [(-0.7, -i * 2.0), (0.7, -(i + 1) * 2.0)]
        painter.line(
            poly(ends if i % 2 else [(-ends[0][0], ends[0][1]), (-ends[1][0], ends[1][1])], close=False), yellow, 0.12
        )
    painter.form(rect(-0.9, -23.2, 1.8, 1.6), _YELLOW, 0.12)
    painter.fill(rect(-7, -24.0, 24, 0.5), yellow)
    painter.form(rect(-7, -23.6, 2.2, 1.6), from_hex("7E7A78"), 0.15)
    painter.line(poly([(0, -26.4), (16, -24)], close=False), painter.half(_IRON, 0.6), 0.1)
    painter.line(poly([(0, -26.4), (-6, -24)], close=False), painter.half(_IRON, 0.6), 0.1)
    painter.fill(rect(-0.2, -26.4, 0.4, 2.6), yellow)
    painter.line(poly([(12, -23.6), (12, -14)], close=False), painter.half(_IRON, 0.6), 0.07)
    painter.form(rect(10.8, -14.2, 2.4, 0.5), from_hex("9A5A40"), 0.08)


def skip_bin(painter: Painter, seconds: float) -> None:
    """A dumpster with its lids, 1.9 m wide."""
    green = from_hex("4E6A58")
    painter.form(poly([(-0.95, 0), (-1.0, -1.15), (1.0, -1.15), (0.95, 0)]), green, 0.1, 0)
    for x in (-0.5, 0, 0.5):
        painter.fill(rect(x - 0.03, -1.1, 0.06, 1.1), painter.shaded(green))
    painter.form(poly([(-1.04, -1.12), (-0.94, -1.36), (0.94, -1.30), (1.04, -1.12)]), mix(green, _IRON, 0.5), 0.05)


def fire_escape(painter: Painter, seconds: float) -> None:
    """Iron landings and ladders on a wall, 3.4 m wide and 9 m high."""
    iron = painter.half(_IRON, 0.5)
    for y in (-3.4, -6.4, -9.2):
        painter.fill(rect(-1.7, y, 3.4, 0.12), iron)
        for i in range(9):
            painter.fill(rect(-1.7 + i * 0.42, y - 0.95, 0.05, 0.95), iron)
        painter.fill(rect(-1.7, y - 0.95, 3.4, 0.06), iron)
    for y, way in ((-3.4, 1), (-6.4, -1)):
        painter.line(poly([(-1.2 * way, y), (1.2 * way, y - 3.0)], close=False), iron, 0.12)
