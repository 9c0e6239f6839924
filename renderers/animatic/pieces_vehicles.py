"""The common vehicles as drawn pieces, in metres, on the ground or the water at the origin, going right."""

from __future__ import annotations

import math

from renderers.animatic.cards import Piece
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect
from renderers.animatic.pieces_light import glow

_GLASS, _TYRE, _STEEL, _WHITE = (from_hex(text) for text in ("3D5566", "22262E", "8A9094", "E9E4D6"))
_RED, _BLUE, _AMBER = (from_hex(text) for text in ("C8352F", "2E62B0", "F2B441"))


def _wheel(painter: Painter, x: float, radius: float) -> None:
    painter.fill(oval(x, -radius, radius), painter.lit(_TYRE))
    painter.fill(oval(x, -radius, radius * 0.48), painter.half(_STEEL))
    painter.fill(oval(x, -radius, radius * 0.14), painter.half(_TYRE))


def _lamps(painter: Painter, lit: bool, head: tuple[float, float], tail: tuple[float, float], size: float) -> None:
    painter.fill(oval(*tail, size * 0.8), painter.lit(_RED))
    painter.fill(oval(*head, size), painter.own_light(painter.palette.lamp if lit else _WHITE))
    if lit:
        x, y = head
        glow(painter, x, y, size * 7, painter.palette.lamp)
        painter.veil(poly([(x, y - size * 0.5), (x + 4.4, y - 0.5), (x + 4.4, 0.0), (x, y + size)]),
                     painter.palette.lamp, 0.16)  # fmt: skip


def car(colour: str, lit: bool, marked: str = "") -> Piece:
    """A saloon car, 4.3 m; `marked` makes it a `police` car or a `taxi`."""

    def draw(painter: Painter, seconds: float) -> None:
        paint = from_hex(colour)
        body = blob([(-2.12, -0.36), (-2.08, -0.86), (-1.32, -0.98), (-0.82, -1.46), (0.5, -1.48), (1.12, -1.0),
                     (2.02, -0.84), (2.16, -0.36)], 0.26)  # fmt: skip
        painter.form(body, paint, 0.14, -0.06, rim=0.02)
        if marked == "police":
            painter.fill(overlap(body, rect(-2.3, -0.86, 4.6, 0.26)), painter.half(_BLUE, 0.8))
        if marked == "taxi":
            for i in range(16):
                painter.fill(rect(-1.28 + i * 0.16, -0.80 + 0.08 * (i % 2), 0.16, 0.08), painter.lit(_TYRE))
        glass = poly([(-1.12, -0.98), (-0.72, -1.36), (0.42, -1.37), (0.90, -0.98)])
        painter.fill(glass, painter.half(_GLASS, 0.6))
        painter.fill(overlap(glass, poly([(-0.6, -1.4), (-0.3, -1.4), (-0.7, -0.9), (-1.0, -0.9)])),
                     painter.half(mix(_GLASS, _WHITE, 0.3), 0.8))  # fmt: skip
        painter.fill(overlap(glass, rect(-0.13, -1.5, 0.09, 0.6)), painter.lit(paint))
        painter.line(poly([(-0.09, -0.95), (-0.09, -0.42)], close=False), painter.shaded(paint), 0.025)
        painter.fill(rect(-2.16, -0.42, 4.34, 0.1, 0.04), painter.half(_TYRE, 0.4))
        if marked:
            _roof(painter, marked, seconds)
        _lamps(painter, lit, (2.04, -0.66), (-2.05, -0.68), 0.10)
        for x in (-1.28, 1.30):
            _wheel(painter, x, 0.34)

    return draw


def _roof(painter: Painter, marked: str, seconds: float) -> None:
    if marked == "taxi":
        painter.form(rect(-0.4, -1.66, 0.56, 0.18, 0.04), _AMBER, 0.03)
        return
    painter.fill(rect(-0.5, -1.55, 0.74, 0.08), painter.half(_TYRE))
    on = int(seconds * 4) % 2
    for i, (x, colour) in enumerate(((-0.46, _BLUE), (-0.1, _RED))):
        bright = mix(colour, (1.0, 1.0, 1.0), 0.35 if i == on else 0.0)
        painter.fill(rect(x, -1.68, 0.33, 0.14, 0.05), painter.own_light(bright))
        if i == on:
            glow(painter, x + 0.16, -1.62, 0.75, colour)


def bus(colour: str, lit: bool) -> Piece:
    """A bus, 9 m."""

    def draw(painter: Painter, seconds: float) -> None:
        paint = from_hex(colour)
        painter.form(rect(-4.5, -3.0, 9.0, 2.6, 0.22), paint, 0.22, -0.08, rim=0.03)
        painter.fill(rect(-4.5, -1.22, 9.0, 0.16), painter.half(_TYRE, 0.6))
        lamp = painter.own_light(mix(painter.palette.lamp, _WHITE, 0.2)) if lit else painter.half(_GLASS, 0.6)
        for i in range(6):
            painter.fill(rect(-4.2 + i * 1.16, -2.68, 1.02, 0.94, 0.08), lamp)
        painter.fill(rect(2.86, -2.68, 0.66, 2.2, 0.05), painter.half(_GLASS, 0.45))
        painter.line(poly([(3.19, -2.66), (3.19, -0.5)], close=False), painter.lit(paint), 0.05)
        painter.fill(rect(3.72, -2.68, 0.78, 1.06, 0.08), painter.half(_GLASS, 0.7))
        _lamps(painter, lit, (4.42, -0.84), (-4.42, -0.84), 0.13)
        for x in (-2.8, 2.3):
            painter.fill(overlap(oval(x, -0.44, 0.62), rect(x - 0.7, -1.1, 1.4, 0.7)), painter.shaded(paint))
            _wheel(painter, x, 0.48)

    return draw


def lorry(colour: str, lit: bool, box: str = "D8D2C2") -> Piece:
    """A lorry with a box body, 7.4 m; a van or an ambulance when cut short by its colours."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(rect(-3.7, -0.78, 7.0, 0.24), painter.half(_TYRE, 0.6))
        painter.form(rect(-3.7, -3.3, 5.1, 2.55, 0.06), from_hex(box), 0.2, -0.06, rim=0.02)
        cab = blob([(1.5, -0.6), (1.5, -2.6), (2.5, -2.62), (3.1, -1.72), (3.66, -1.5), (3.7, -0.6)], 0.14)
        painter.form(cab, from_hex(colour), 0.16, -0.06, rim=0.02)
        painter.fill(poly([(1.82, -1.68), (1.82, -2.36), (2.4, -2.36), (2.86, -1.68)]), painter.half(_GLASS, 0.6))
        _lamps(painter, lit, (3.6, -1.0), (-3.66, -0.92), 0.12)
        for x in (-2.5, -1.5, 2.6):
            _wheel(painter, x, 0.5)

    return draw


def van(colour: str, lit: bool, marked: str = "") -> Piece:
    """A van, 5.2 m; `ambulance` gives it a cross and a lamp."""

    def draw(painter: Painter, seconds: float) -> None:
        paint = from_hex(colour)
        body = blob([(-2.6, -0.4), (-2.62, -2.34), (1.0, -2.4), (1.7, -1.42), (2.5, -1.2), (2.6, -0.4)], 0.12)
        painter.form(body, paint, 0.16, -0.06, rim=0.02)
        painter.fill(poly([(0.42, -1.4), (0.42, -2.1), (0.94, -2.1), (1.42, -1.4)]), painter.half(_GLASS, 0.6))
        if marked:
            painter.fill(overlap(body, rect(-2.8, -1.18, 5.6, 0.22)), painter.half(_RED, 0.8))
            for width, tall in ((0.9, 0.3), (0.3, 0.9)):
                painter.fill(rect(-1.1 - width / 2, -1.72 - tall / 2, width, tall), painter.half(_RED, 0.9))
            painter.canvas.save()
            painter.canvas.translate(0.5, -0.92)
            _roof(painter, "police", seconds)
            painter.canvas.restore()
        _lamps(painter, lit, (2.5, -0.84), (-2.52, -0.9), 0.11)
        for x in (-1.6, 1.6):
            _wheel(painter, x, 0.38)

    return draw


def bicycle(painter: Painter, seconds: float) -> None:
    """A bicycle on its stand, 1.7 m."""
    frame, spoke = painter.half(from_hex("B5432F"), 0.8), painter.half(_STEEL, 0.6)
    for x in (-0.52, 0.52):
        painter.line(oval(x, -0.34, 0.32), painter.lit(_TYRE), 0.045)
        for i in range(4):
            a = i * math.pi / 4 + 0.2
            painter.line(poly([(x - math.cos(a) * 0.3, -0.34 - math.sin(a) * 0.3),
                               (x + math.cos(a) * 0.3, -0.34 + math.sin(a) * 0.3)], False), spoke, 0.012)  # fmt: skip
    for points in ([(-0.52, -0.34), (-0.2, -0.86), (0.36, -0.82), (0.0, -0.34), (-0.52, -0.34)],
                   [(0.0, -0.34), (-0.24, -0.96)], [(0.52, -0.34), (0.34, -0.98), (0.2, -1.04)]):  # fmt: skip
        painter.line(poly(points, close=False), frame, 0.045)
    painter.fill(blob([(-0.4, -1.0), (-0.1, -0.98), (-0.2, -0.93), (-0.36, -0.94)], 0.4), painter.lit(_TYRE))


def motorcycle(lit: bool) -> Piece:
    """A motorcycle, 2.1 m."""

    def draw(painter: Painter, seconds: float) -> None:
        for x in (-0.72, 0.74):
            painter.fill(oval(x, -0.33, 0.33), painter.lit(_TYRE))
            painter.fill(oval(x, -0.33, 0.21), painter.half(mix(_STEEL, _TYRE, 0.4)))
            painter.fill(oval(x, -0.33, 0.06), painter.lit(_TYRE))
        painter.form(limb([(0.74, -0.33), (0.46, -0.98)], 0.08, 0.07), _STEEL, 0.02)
        engine = blob([(-0.32, -0.3), (-0.3, -0.62), (0.3, -0.62), (0.34, -0.3)], 0.2)
        painter.form(engine, mix(_STEEL, _TYRE, 0.4), 0.06)
        painter.form(limb([(-0.9, -0.26), (0.1, -0.28)], 0.11, 0.08), _STEEL, 0.02)
        painter.form(blob([(-0.12, -0.62), (0.02, -0.9), (0.44, -0.86), (0.42, -0.64)], 0.3), _RED, 0.05)
        painter.form(blob([(-1.0, -0.72), (-0.9, -0.84), (-0.1, -0.72), (-0.14, -0.6)], 0.3), _TYRE, 0.03)
        painter.line(poly([(0.46, -0.98), (0.28, -1.08)], close=False), painter.lit(_TYRE), 0.05)
        _lamps(painter, lit, (0.58, -0.86), (-1.0, -0.7), 0.09)

    return draw


def train(lit: bool) -> Piece:
    """An engine and two carriages on their track, 26 m."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(rect(-16, -0.12, 32, 0.12), painter.half(_STEEL, 0.4))
        lamp = painter.own_light(painter.palette.lamp) if lit else painter.half(_GLASS, 0.6)
        for i, colour in enumerate(("7A4A44", "7A4A44", "2E5A5A")):
            x, paint = i * 8.8 - 13.0, from_hex(colour)
            end = 9.4 if i == 2 else 8.4
            shape = [(x, -0.8), (x, -3.4), (x + end - 1.4 * (i == 2), -3.4), (x + end, -1.9 if i == 2 else -3.4),
                     (x + end, -0.8)]  # fmt: skip
            painter.form(blob(shape, 0.08), paint, 0.2, -0.06, rim=0.03)
            painter.fill(rect(x, -1.7, end, 0.16), painter.half(_AMBER, 0.7))
            for k in range(5):
                painter.fill(rect(x + 0.5 + k * 1.55, -3.0, 1.2, 0.95, 0.08), lamp)
            for axle in (1.2, 2.6, 5.8, 7.2):
                _wheel(painter, x + axle, 0.42)
        _lamps(painter, lit, (13.8, -1.4), (-12.9, -1.3), 0.16)

    return draw


def _hull(painter: Painter, points: list[tuple[float, float]], paint: Colour, water: float) -> None:
    hull = blob(points, 0.14)
    painter.form(hull, paint, 0.3, -0.1, rim=0.03)
    painter.fill(overlap(hull, rect(-40, water, 80, 6)), painter.half(from_hex("A8402F"), 0.7))


def trawler(lit: bool, heave: float = 0.0) -> Piece:
    """A fishing trawler, 17 m, bow to the right; smoke from its funnel, gear over its stern."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.translate(0, math.sin(seconds * 0.9) * max(0.06, heave) + 0.5)
        painter.canvas.rotate((math.sin(seconds * 1.1 + 0.5) * 4.5 - 6) * min(1.0, heave))
        for i in range(5):
            age = (seconds * 0.22 + i / 5) % 1.0
            painter.veil(oval(-2.2 - age * 3.4, -7.9 - age * 2.6, 0.35 + age * 0.9), painter.palette.haze,
                         0.5 * (1 - age))  # fmt: skip
        mast = painter.half(from_hex("4A4038"), 0.7)
        painter.fill(limb([(-5.6, -2.4), (-5.9, -8.0)], 0.24, 0.16), mast)
        painter.fill(limb([(3.9, -3.0), (3.9, -9.0)], 0.2, 0.12), mast)
        for a, b in (((-5.9, -8.0), (-8.4, -2.6)), ((3.9, -8.6), (8.6, -3.6)), ((3.9, -8.6), (-1.4, -5.6))):
            painter.line(poly([a, b], close=False), mast, 0.06)
        painter.form(rect(-2.7, -7.6, 1.1, 2.4, 0.1), from_hex("C8602E"), 0.1)
        painter.form(poly([(-3.4, -2.4), (-3.2, -5.4), (0.8, -5.4), (1.3, -2.4)]), _WHITE, 0.2, -0.05)
        painter.form(poly([(-1.0, -5.3), (-0.8, -6.9), (1.5, -6.9), (1.9, -5.3)]), _WHITE, 0.14, -0.04)
        lamp = painter.own_light(painter.palette.lamp) if lit else painter.half(_GLASS, 0.6)
        for x in (-0.6, 0.2, 1.0):
            painter.fill(rect(x, -6.5, 0.62, 0.62, 0.06), lamp)
        for x in (-2.6, -1.4, -0.2):
            painter.fill(oval(x, -4.0, 0.26), lamp)
        _hull(painter, [(-8.6, -2.6), (2.0, -2.3), (8.8, -4.0), (7.4, -0.9), (6.2, 0.7), (-7.6, 0.7), (-8.5, -0.6)],
              from_hex("2E5068"), -0.35)  # fmt: skip
        painter.canvas.restore()

    return draw


def rowing_boat(lit: bool) -> Piece:
    """An open boat with a lantern in its bow, 4 m."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.translate(0, math.sin(seconds * 1.3) * 0.05)
        painter.canvas.rotate(math.sin(seconds * 1.1) * 1.6)
        painter.fill(limb([(-0.4, -0.6), (-1.5, 0.2)], 0.07, 0.05), painter.half(from_hex("A9825A"), 0.6))
        _hull(painter, [(-2.0, -0.66), (0.0, -0.5), (2.1, -0.86), (1.5, 0.1), (-1.5, 0.1)], from_hex("7A5236"), 0.0)
        painter.fill(rect(-0.5, -0.62, 0.9, 0.12), painter.half(from_hex("A9825A"), 0.5))
        painter.fill(limb([(1.7, -0.8), (1.7, -1.5)], 0.06, 0.05), painter.half(_TYRE, 0.7))
        painter.fill(oval(1.7, -1.62, 0.14), painter.own_light(painter.palette.lamp if lit else _WHITE))
        if lit:
            glow(painter, 1.7, -1.62, 1.4, painter.palette.lamp)
        painter.canvas.restore()

    return draw


def aeroplane(lit: bool) -> Piece:
    """An airliner in the air, 30 m, its middle at the origin."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(poly([(-12.5, -1.6), (-15.6, -6.6), (-13.2, -6.6), (-8.6, -1.6)]), _BLUE, 0.3)
        painter.form(blob([(-15, -0.6), (-8, -1.7), (9, -1.7), (14.4, -0.3), (12, 1.2), (-6, 1.3)], 0.3), _WHITE, 0.5,
                     -0.2, rim=0.06)  # fmt: skip
        painter.form(poly([(2.6, 0.3), (-5.6, 4.6), (-3.4, 4.7), (6.2, 0.5)]), mix(_STEEL, _WHITE, 0.4), 0.2)
        for i in range(9):
            painter.fill(oval(-6 + i * 1.8, -0.5, 0.3), painter.half(_GLASS, 0.6))
        if lit and int(seconds * 2) % 2:
            glow(painter, -5.4, 4.6, 1.6, _RED)

    return draw


def helicopter(painter: Painter, seconds: float) -> None:
    """A helicopter in the air, 11 m, its middle at the origin."""
    paint = from_hex("3E5A66")
    painter.form(limb([(-0.5, -0.4), (-6.6, -1.0)], 1.0, 0.34), paint, 0.12)
    painter.form(poly([(-6.8, -0.8), (-7.2, -2.4), (-6.4, -2.4), (-5.9, -0.9)]), paint, 0.1)
    painter.form(
        blob([(-1.6, -1.1), (0.6, -1.6), (2.7, -0.6), (2.9, 0.7), (-1.2, 0.9)], 0.4), paint, 0.2, -0.1, rim=0.03
    )
    painter.fill(blob([(0.9, -1.2), (2.2, -0.6), (2.6, 0.2), (0.9, 0.2)], 0.25), painter.half(_GLASS, 0.8))
    painter.fill(limb([(0.2, -1.4), (0.2, -2.0)], 0.22, 0.16), painter.half(_TYRE))
    reach = 5.4 * (0.25 + 0.75 * abs(math.cos(seconds * 23)))
    painter.fill(limb([(0.2 - reach, -2.02), (0.2 + reach, -2.02)], 0.14, 0.14), painter.half(_TYRE, 0.6))
    painter.line(poly([(-1.2, 1.4), (2.2, 1.4)], close=False), painter.half(_TYRE), 0.14)


def spacecraft(painter: Painter, seconds: float) -> None:
    """A spacecraft under way, 24 m, its middle at the origin."""
    flame = 1 + 0.12 * math.sin(seconds * 17)
    glow(painter, -11.6, 0, 4.2 * flame, from_hex("7FC8E8"))
    painter.fill(blob([(-10.6, -0.8), (-15.5 * flame, 0), (-10.6, 0.8)], 0.4), painter.own_light(from_hex("CDEFFA")))
    painter.form(poly([(-8.5, -1.2), (-11.5, -4.6), (-7.4, -4.6), (-1.5, -1.2)]), mix(_STEEL, _BLUE, 0.25), 0.3)
    painter.form(poly([(-8.5, 1.2), (-11.5, 4.6), (-7.4, 4.6), (-1.5, 1.2)]), mix(_STEEL, _BLUE, 0.25), 0.3)
    painter.form(blob([(-10.8, -1.5), (-2, -2.1), (6, -1.5), (12.4, 0), (6, 1.5), (-2, 2.1), (-10.8, 1.5)], 0.3),
                 _WHITE, 0.6, -0.3, rim=0.08)  # fmt: skip
    painter.fill(rect(-7.4, -0.26, 9.4, 0.5, 0.2), painter.half(_RED, 0.8))
    for i in range(5):
        painter.fill(oval(-6 + i * 1.7, -1.1, 0.34), painter.own_light(painter.palette.lamp))
    painter.fill(blob([(6.4, -1.1), (9.6, -0.5), (9.9, 0.0), (6.4, 0.0)], 0.25), painter.half(_GLASS, 0.9))
