"""Things that stand about in the open: a fire, a market stall, playground things, a planet."""

from __future__ import annotations

import math

import skia

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect, without
from renderers.animatic.pieces_light import glow

_WOOD, _IRON, _CLOTH = from_hex("6A4E38"), from_hex("4A4E56"), from_hex("EFE7D6")
_FRUIT = ("E8862E", "C8352F", "7E9A3E", "F0C02E", "8A3F6E", "D9A23E", "4E7A55", "B5432F")


def fire(painter: Painter, seconds: float) -> None:
    """A camp fire, 0.9 m; it flickers. Its light is `firelight`, which lies behind the people."""
    for a, b in (((-0.48, -0.02), (0.34, -0.2)), ((0.48, -0.02), (-0.34, -0.2)), ((-0.3, 0.03), (0.32, 0.0))):
        painter.form(limb([a, b], 0.13, 0.11), _WOOD, 0.03)
    for wide, tall, colour, late in (
        (0.34, 0.92, "E8642E", 0.0),
        (0.25, 0.66, "F6A23A", 1.0),
        (0.14, 0.4, "FFE7A8", 2.0),
    ):
        sway = math.sin(seconds * 7 + late) * 0.07
        rise = tall * (1 + 0.10 * math.sin(seconds * 11 + late))
        tongue = [(sway, -rise), (wide * 0.62, -tall * 0.42), (wide, -0.14), (0.0, -0.02), (-wide, -0.16),
                  (-wide * 0.5, -tall * 0.5)]  # fmt: skip
        painter.fill(blob(tongue, 0.6), painter.own_light(from_hex(colour)))
    for i in range(5):
        age = (seconds * 0.5 + i * 0.2) % 1.0
        x = math.sin(i * 2.4 + age * 4) * 0.22
        painter.fill(oval(x, -0.7 - age * 1.3, 0.022 * (1 - age)), painter.own_light(from_hex("FFD27A")))
    for i in range(7):
        x = math.cos(i / 6 * math.pi) * 0.6
        painter.form(oval(x, 0.03 - abs(math.sin(i / 6 * math.pi)) * 0.05, 0.12, 0.085), from_hex("7E7A74"), 0.03)


def fireplace(painter: Painter, seconds: float) -> None:
    """A fire in its place in a wall of stone, 1.9 m wide and 1.5 m high."""
    stone = from_hex("8A8078")
    glow(painter, 0, -0.6, 2.2, painter.palette.lamp, ((1.0, 0.08), (0.66, 0.10), (0.4, 0.14)))
    painter.form(rect(-0.95, -1.45, 1.9, 1.45), stone, 0.08, 0)
    painter.form(rect(-1.1, -1.6, 2.2, 0.18, 0.02), mix(stone, (0.3, 0.24, 0.2), 0.4), 0.04, 0)
    painter.fill(blob([(-0.6, 0.0), (-0.6, -0.7), (-0.4, -1.08), (0.4, -1.08), (0.6, -0.7), (0.6, 0.0)], 0.2),
                 painter.half(painter.palette.ink, 0.5))  # fmt: skip
    painter.canvas.save()
    painter.canvas.scale(0.62, 0.72)
    fire(painter, seconds)
    painter.canvas.restore()


def firelight(painter: Painter, seconds: float) -> None:
    """The glow about a camp fire."""
    glow(painter, 0, -0.3, 2.6 + 0.12 * math.sin(seconds * 9), from_hex("F2A03C"))
    painter.veil(oval(0, 0.02, 2.7, 0.42), from_hex("F2A03C"), 0.16)


def stall(colour: str, turn: int) -> Piece:
    """A market stall, 2.8 m: boxes of fruit under a striped awning."""

    def draw(painter: Painter, seconds: float) -> None:
        awning = from_hex(colour)
        for x in (-1.32, 1.32):
            painter.form(rect(x - 0.04, -2.5, 0.08, 2.5), _WOOD, 0.02)
        painter.form(rect(-1.4, -0.9, 2.8, 0.9), mix(_WOOD, from_hex("A98A60"), 0.5), 0.05, 0.0)
        painter.fill(rect(-1.4, -0.9, 2.8, 0.07), painter.half(_WOOD, 0.9))
        for i in range(4):
            left, fruit = -1.34 + i * 0.68, from_hex(_FRUIT[(turn + i) % len(_FRUIT)])
            tray = poly([(left, -0.92), (left + 0.62, -0.92), (left + 0.56, -1.16), (left + 0.06, -1.16)])
            heap = skia.Path()
            for k in range(9):
                heap.addPath(oval(left + 0.10 + (k % 5) * 0.105 + 0.05 * (k // 5), -1.13 - 0.085 * (k // 5), 0.075))
            painter.fill(tray, painter.shaded(_WOOD))
            painter.fill(heap, painter.lit(fruit))
            painter.fill(overlap(heap, rect(left, -1.12, 0.7, 0.1)), painter.half(fruit, 0.45))
            painter.fill(poly([(left, -0.92), (left + 0.62, -0.92), (left + 0.60, -1.05), (left + 0.02, -1.05)]),
                         painter.half(_WOOD, 0.8))  # fmt: skip
        width, count = 3.2, 8
        for i in range(count):
            a, b = -width / 2 + i * width / count, -width / 2 + (i + 1) * width / count
            cloth = painter.lit(awning if i % 2 else _CLOTH)
            top = poly([(a * 0.92, -3.0), (b * 0.92, -3.0), (b, -2.42), (a, -2.42)])
            painter.fill(top, cloth)
            scallop = overlap(oval((a + b) / 2, -2.42, (b - a) / 2, 0.17), rect(a, -2.43, b - a, 0.4))
            painter.fill(scallop, painter.half(awning if i % 2 else _CLOTH, 0.55))

    return draw


def bunting(span: float) -> Piece:
    """A line of paper flags, its ends at the origin's height."""

    def draw(painter: Painter, seconds: float) -> None:
        points = [(-span / 2 + span * i / 24, 0.9 * (1 - (2 * i / 24 - 1) ** 2)) for i in range(25)]
        painter.line(poly(points, close=False), painter.half(_IRON), 0.03)
        for i in range(1, 24):
            x, y = points[i]
            flag = poly([(x - 0.17, y), (x + 0.17, y), (x + 0.02 * math.sin(seconds * 2 + i), y + 0.42)])
            painter.fill(flag, painter.lit(from_hex(_FRUIT[i % 8])))

    return draw


def hoop(painter: Painter, seconds: float) -> None:
    """A basketball hoop, 3.6 m."""
    painter.form(rect(-0.07, -3.4, 0.14, 3.4), _IRON, 0.04)
    painter.form(rect(-0.75, -3.6, 1.5, 1.0, 0.05), _CLOTH, 0.05)
    painter.line(rect(-0.28, -3.2, 0.56, 0.42), painter.half(from_hex("C8352F"), 0.8), 0.05)
    painter.line(limb([(-0.3, -2.66), (0.3, -2.66)], 0.02, 0.02), painter.lit(from_hex("E8642E")), 0.06)
    for i in range(5):
        x = -0.26 + i * 0.13
        painter.line(poly([(x, -2.64), (x * 0.55, -2.2)], close=False), painter.half(_CLOTH, 0.7), 0.02)


def climbing_frame(painter: Painter, seconds: float) -> None:
    """A climbing frame with a slide, 3 m."""
    for x, colour in ((-1.2, "B5432F"), (-0.1, "3F7F86")):
        painter.form(rect(x - 0.06, -2.0, 0.12, 2.0), from_hex(colour), 0.03)
    for y in (-0.5, -1.0, -1.5):
        painter.form(rect(-1.2, y, 1.1, 0.08), _WOOD, 0.02)
    painter.form(poly([(-1.4, -2.0), (0.1, -2.0), (-0.65, -2.7)]), from_hex("F0C02E"), 0.08)
    painter.form(poly([(-0.1, -1.6), (0.14, -1.6), (1.9, -0.14), (2.2, -0.14), (2.2, 0.0), (1.7, 0.0)]),
                 from_hex("E8642E"), 0.05)  # fmt: skip


def school_house(lit: bool) -> Piece:
    """A school, 26 m long: two rows of windows, a clock over the door."""

    def draw(painter: Painter, seconds: float) -> None:
        brick, trim = from_hex("A9674E"), from_hex("E4D8C0")
        painter.form(rect(-13, -7.4, 26, 7.4), brick, 0.5, -0.1)
        painter.form(poly([(-13.6, -7.4), (13.6, -7.4), (12, -9.2), (-12, -9.2)]), from_hex("5E4A4A"), 0.4)
        painter.form(poly([(-3, -7.4), (3, -7.4), (3, -9.4), (0, -11), (-3, -9.4)]), brick, 0.3)
        painter.fill(oval(0, -8.9, 0.85), painter.lit(trim))
        for x, y in ((0.0, -0.62), (0.42, 0.16)):
            painter.line(poly([(0, -8.9), (x, -8.9 + y)], close=False), painter.lit(_IRON), 0.1)
        pane = painter.own_light(painter.palette.lamp) if lit else painter.half(from_hex("4E6E80"), 0.7)
        for row in (-6.6, -3.4):
            for i in range(9):
                x = -11.9 + i * 2.75
                if row > -4 and i == 4:
                    continue
                painter.fill(rect(x - 0.14, row - 0.14, 2.0, 2.26), painter.half(trim, 0.9))
                painter.fill(rect(x, row, 1.72, 1.98), pane)
                painter.fill(rect(x + 0.8, row, 0.12, 1.98), painter.half(trim, 0.8))
                painter.fill(rect(x, row + 0.9, 1.72, 0.1), painter.half(trim, 0.8))
        painter.fill(rect(-1.5, -3.4, 3.0, 3.4), painter.half(trim, 0.9))
        painter.fill(rect(-1.25, -3.1, 1.2, 3.1), painter.half(from_hex("3F6F66"), 0.8))
        painter.fill(rect(0.05, -3.1, 1.2, 3.1), painter.half(from_hex("3F6F66"), 0.7))

    return draw


def planet(colour: str, ring: bool = True) -> Piece:
    """A planet, 10 m across on the stage, with a ring about it; its middle at the origin."""

    def draw(painter: Painter, seconds: float) -> None:
        globe, body = from_hex(colour), oval(0, 0, 5.0)
        band = without(oval(0, 0, 8.6, 2.1), oval(0, 0, 6.6, 1.45))
        painter.canvas.save()
        painter.canvas.rotate(-14)
        gold = from_hex("E8C58A")
        if ring:
            painter.fill(overlap(band, rect(-9, -3, 18, 3)), painter.own_light(mix(gold, globe, 0.45)))
        painter.fill(body, painter.own_light(globe))
        for y, deep, share in ((-2.6, 0.9, 0.18), (-0.7, 1.2, 0.28), (1.6, 0.8, 0.2)):
            stripe = overlap(body, rect(-6, y, 12, deep))
            painter.fill(stripe, painter.own_light(mix(globe, gold, share)))
        painter.fill(
            overlap(body, oval(-painter.side * 4.2, 1.6, 5.4)), painter.own_light(mix(globe, (0.04, 0.06, 0.14), 0.62))
        )
        if ring:
            painter.fill(overlap(band, rect(-9, 0, 18, 3)), painter.own_light(gold))
        painter.canvas.restore()

    return draw
