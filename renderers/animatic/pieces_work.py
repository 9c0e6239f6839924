"""Furniture of places where people work, wait, heal and learn, in metres, each with its base on the floor."""

from __future__ import annotations

import math

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, argb, blob, limb, oval, poly, rect

_STEEL, _WOOD = from_hex("7E8A8C"), from_hex("8E6C4A")


def desk(painter: Painter, seconds: float) -> None:
    """An office desk with a screen and papers, 1.7 m wide."""
    painter.form(rect(-0.85, -0.76, 1.7, 0.07), from_hex("B08A5E"), 0.02)
    painter.form(rect(0.3, -0.69, 0.5, 0.69), _WOOD, 0.04, 0)
    for i in range(3):
        painter.fill(rect(0.35, -0.65 + i * 0.22, 0.4, 0.18), painter.half(mix(_WOOD, (1, 1, 1), 0.12), 0.7))
    painter.fill(rect(-0.8, -0.69, 0.06, 0.69), painter.shaded(_WOOD))
    painter.fill(rect(-0.18, -0.84, 0.08, 0.09), painter.shaded(from_hex("2F3A42")))
    painter.form(rect(-0.45, -1.24, 0.64, 0.42, 0.03), from_hex("2F3A42"), 0.02)
    painter.fill(rect(-0.41, -1.2, 0.56, 0.34), argb(mix(from_hex("8FB8BC"), painter.palette.tint, 0.2)))
    painter.fill(rect(0.36, -0.81, 0.36, 0.05), painter.half(from_hex("EFE6D0"), 0.85))


def office_chair(painter: Painter, seconds: float) -> None:
    """A swivel chair."""
    dark = from_hex("3E464E")
    painter.fill(limb([(0, -0.42), (0, -0.08)], 0.06, 0.06), painter.lit(dark))
    painter.fill(limb([(-0.26, -0.04), (0.26, -0.04)], 0.06, 0.06), painter.lit(dark))
    painter.form(rect(-0.25, -0.52, 0.5, 0.12, 0.05), dark, 0.03)
    painter.form(rect(-0.22, -1.05, 0.44, 0.48, 0.09), mix(dark, (1, 1, 1), 0.08), 0.05)


def cabinet(painter: Painter, seconds: float) -> None:
    """A filing cabinet, 1.35 m high."""
    metal = from_hex("7A8478")
    painter.form(rect(-0.3, -1.35, 0.6, 1.35, 0.02), metal, 0.06, 0)
    for i in range(4):
        painter.fill(rect(-0.25, -1.29 + i * 0.325, 0.5, 0.28, 0.02), painter.half(mix(metal, (1, 1, 1), 0.12), 0.65))
        painter.fill(rect(-0.08, -1.2 + i * 0.325, 0.16, 0.035), painter.shaded(metal))


def cabinets(painter: Painter, seconds: float) -> None:
    """Three filing cabinets side by side with a box on top."""
    for x in (-0.62, 0.0, 0.62):
        painter.canvas.save()
        painter.canvas.translate(x, 0)
        cabinet(painter, seconds)
        painter.canvas.restore()
    painter.form(rect(0.1, -1.62, 0.44, 0.27), from_hex("A8845A"), 0.04, 0)


def lockers(painter: Painter, seconds: float) -> None:
    """A row of lockers, 2 m wide and 1.9 m high."""
    metal = from_hex("6E8A8E")
    painter.form(rect(-1.0, -1.9, 2.0, 1.9), metal, 0.06, 0)
    for i in range(5):
        x = -0.96 + i * 0.39
        painter.fill(rect(x, -1.84, 0.35, 1.74, 0.01), painter.half(mix(metal, (1, 1, 1), 0.08 + 0.05 * (i % 2)), 0.62))
        for j in range(3):
            painter.fill(rect(x + 0.08, -1.7 + j * 0.07, 0.19, 0.025), painter.shaded(metal))
        painter.fill(rect(x + 0.28, -1.0, 0.03, 0.12), painter.lit(from_hex("3E464E")))


def gurney(painter: Painter, seconds: float) -> None:
    """A hospital bed on wheels, 2 m long."""
    for x in (-0.8, 0.8):
        painter.fill(limb([(x, -0.62), (x * 0.82, -0.1)], 0.05, 0.05), painter.lit(_STEEL))
        painter.fill(oval(x * 0.82, -0.08, 0.08), painter.lit(from_hex("2F363C")))
    painter.fill(rect(-1.0, -0.66, 2.0, 0.06), painter.lit(_STEEL))
    painter.form(rect(-1.0, -0.84, 2.0, 0.18, 0.06), from_hex("C3D2CA"), 0.05)
    painter.form(blob([(-0.95, -0.84), (-0.9, -1.0), (-0.5, -1.0), (-0.45, -0.84)], 0.5), from_hex("EDE9DC"), 0.03)
    painter.form(blob([(-0.3, -0.76), (-0.2, -0.94), (0.95, -0.92), (1.0, -0.62), (-0.25, -0.64)], 0.25),
                 from_hex("8FAFA6"), 0.05)  # fmt: skip
    painter.line(blob([(0.98, -0.6), (1.06, -1.04), (1.06, -0.6)], 0.3, close=False), painter.lit(_STEEL), 0.03)


def drip(painter: Painter, seconds: float) -> None:
    """A drip stand, 1.9 m high."""
    painter.fill(limb([(0, 0), (0, -1.9)], 0.035, 0.025), painter.lit(_STEEL))
    painter.fill(limb([(-0.22, 0), (0.22, 0)], 0.04, 0.04), painter.lit(_STEEL))
    painter.fill(limb([(-0.16, -1.86), (0.16, -1.86)], 0.03, 0.03), painter.lit(_STEEL))
    painter.form(rect(-0.2, -1.82, 0.15, 0.3, 0.05), from_hex("D6E2DA"), 0.03)


def screen(painter: Painter, seconds: float) -> None:
    """A folding cloth screen, 1.7 m high."""
    for i, t in enumerate((0.75, 0.45, 0.75)):
        painter.fill(rect(-0.9 + i * 0.6, -1.72, 0.58, 1.6), painter.half(from_hex("A9C4BC"), t))
        painter.fill(rect(-0.9 + i * 0.6, -1.76, 0.58, 0.06), painter.lit(_STEEL))


def school_desk(painter: Painter, seconds: float) -> None:
    """A pupil's desk with its chair, 1 m wide."""
    for x in (-0.4, 0.4):
        painter.fill(limb([(x, -0.66), (x, 0)], 0.045, 0.045), painter.lit(from_hex("5E666A")))
    painter.form(rect(-0.5, -0.72, 1.0, 0.07, 0.02), from_hex("B88E5C"), 0.02)
    painter.fill(rect(-0.46, -0.65, 0.92, 0.12), painter.shaded(_WOOD))
    painter.fill(rect(-0.2, -0.76, 0.3, 0.04), painter.half(from_hex("B0604A"), 0.75))
    painter.form(rect(-0.2, -0.98, 0.4, 0.2, 0.04), from_hex("A87E50"), 0.03)


def pew(painter: Painter, seconds: float) -> None:
    """A church bench, 3 m wide."""
    wood = from_hex("6A4A36")
    painter.fill(rect(-1.5, -0.45, 3.0, 0.45), painter.shaded(wood))
    painter.form(rect(-1.5, -0.95, 3.0, 0.5, 0.04), wood, 0.03)
    for x in (-1.56, 1.44):
        painter.form(rect(x, -1.05, 0.12, 1.05, 0.04), wood, 0.03, 0)


def altar(painter: Painter, seconds: float) -> None:
    """An altar with a cloth and two candlesticks, 2.2 m wide."""
    painter.form(rect(-1.1, -1.0, 2.2, 1.0), from_hex("8A8276"), 0.1, 0)
    painter.form(rect(-1.16, -1.06, 2.32, 0.34), from_hex("D9D0BC"), 0.04, 0)
    for x in (-0.8, 0.8):
        painter.fill(limb([(x, -1.06), (x, -1.5)], 0.06, 0.05), painter.lit(from_hex("B99A5A")))
        painter.fill(oval(x, -1.58, 0.035, 0.08), painter.own_light(painter.palette.lamp))


def rack(painter: Painter, seconds: float) -> None:
    """Steel storage shelves with boxes, 2.4 m wide and 2.6 m high."""
    for tier in range(3):
        y = -0.15 - tier * 0.85
        for i in range(4):
            wide, tall = 0.44 + 0.06 * ((i + tier) % 2), 0.32 + 0.12 * ((i * 5 + tier * 3) % 4)
            if (i * 3 + tier * 2) % 7 == 3:
                continue
            tone = from_hex(("9A7650", "B58A5A", "7E6A58", "8A8270")[(i + tier * 2) % 4])
            painter.form(rect(-1.1 + i * 0.57, y - tall, wide, tall), tone, 0.05, 0)
        painter.form(rect(-1.2, y, 2.4, 0.08), from_hex("5E6A78"), 0.02)
    for x in (-1.2, 1.12):
        painter.form(rect(x, -2.6, 0.08, 2.6), from_hex("5E6A78"), 0.02, 0)


def pallet(painter: Painter, seconds: float) -> None:
    """Sacks on a pallet, 1.3 m wide."""
    painter.form(rect(-0.65, -0.14, 1.3, 0.14), from_hex("8A6A48"), 0.04, 0)
    for x, y in ((-0.32, -0.14), (0.32, -0.14), (-0.3, -0.42), (0.3, -0.42), (0.0, -0.7)):
        sack = blob([(x - 0.32, y), (x - 0.3, y - 0.26), (x + 0.3, y - 0.28), (x + 0.32, y)], 0.4)
        painter.form(sack, from_hex("B8A684"), 0.06)


def workbench(painter: Painter, seconds: float) -> None:
    """A heavy bench with a vice, 2 m wide."""
    for x in (-0.85, 0.75):
        painter.form(rect(x, -0.8, 0.12, 0.8), _WOOD, 0.03, 0)
    painter.fill(rect(-0.85, -0.3, 1.7, 0.08), painter.shaded(_WOOD))
    painter.form(rect(-1.0, -0.9, 2.0, 0.12, 0.02), from_hex("A07A50"), 0.02)
    painter.form(rect(0.4, -1.1, 0.34, 0.2, 0.03), from_hex("4E5E6E"), 0.03)
    painter.form(rect(-0.6, -1.06, 0.3, 0.16, 0.02), from_hex("A8503E"), 0.03)


def seats(painter: Painter, seconds: float) -> None:
    """A row of joined seats, 2.4 m wide."""
    painter.fill(rect(-1.2, -0.36, 2.4, 0.06), painter.lit(_STEEL))
    for x in (-0.9, 0.9):
        painter.fill(limb([(x, -0.34), (x, 0)], 0.06, 0.05), painter.lit(_STEEL))
    for i in range(4):
        x = -1.18 + i * 0.6
        painter.form(rect(x, -0.9, 0.54, 0.42, 0.07), from_hex("6A8488"), 0.04)
        painter.form(rect(x, -0.47, 0.54, 0.12, 0.04), from_hex("5A7478"), 0.02)


def ticket_counter(lit: bool) -> Piece:
    """A ticket counter with a glass front and a grille, 2.6 m wide and 2.4 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        wood = from_hex("6E5240")
        painter.form(rect(-1.3, -2.4, 2.6, 2.4), wood, 0.06, 0)
        glass = painter.palette.lamp if lit else from_hex("7E9896")
        for x in (-1.16, 0.08):
            pane = rect(x, -2.1, 1.08, 0.98)
            painter.fill(pane, painter.own_light(mix(glass, wood, 0.25)) if lit else painter.half(glass, 0.6))
            painter.fill(rect(x + 0.34, -1.36, 0.4, 0.24, 0.1), painter.half(mix(wood, painter.palette.ink, 0.5), 0.5))
            for i in range(1, 4):
                painter.fill(rect(x + i * 0.27 - 0.012, -2.1, 0.024, 0.74), painter.half(from_hex("B99A5A"), 0.6))
        painter.form(rect(-1.42, -1.12, 2.84, 0.1, 0.02), from_hex("A9845A"), 0.02)
        for i in range(3):
            painter.fill(rect(-1.18 + i * 0.8, -0.9, 0.72, 0.74), painter.half(mix(wood, (1, 0.9, 0.8), 0.12), 0.6))
        painter.form(rect(-1.4, -2.52, 2.8, 0.2), mix(wood, painter.palette.ink, 0.2), 0.03, 0)

    return draw


def instruments(painter: Painter, seconds: float) -> None:
    """A sloping console with dials and lamps, 2.4 m wide."""
    painter.form(poly([(-1.2, -0.95), (-1.1, -1.25), (1.1, -1.25), (1.2, -0.95)]), from_hex("3E4A50"), 0.03)
    painter.form(rect(-1.2, -0.95, 2.4, 0.95), from_hex("4A4A4C"), 0.05, 0)
    for i in range(6):
        painter.fill(oval(-0.9 + i * 0.36, -1.1, 0.09), painter.half(from_hex("E0D8C2"), 0.7))
    for i in range(9):
        tone = (from_hex("7FC09A"), from_hex("E0A84A"), from_hex("C8604A"))[i % 3]
        painter.fill(oval(-0.96 + i * 0.24, -0.84, 0.03), painter.own_light(tone))


def lectern(painter: Painter, seconds: float) -> None:
    """A judge's bench or a lectern, 2.6 m wide and 1.5 m high."""
    wood = from_hex("6E4A36")
    painter.form(rect(-1.3, -1.4, 2.6, 1.4), wood, 0.08, 0)
    for i in range(4):
        painter.fill(rect(-1.18 + i * 0.6, -1.2, 0.5, 1.0), painter.half(mix(wood, (1, 0.9, 0.8), 0.13), 0.6))
    painter.form(rect(-1.42, -1.5, 2.84, 0.12, 0.02), from_hex("8E6648"), 0.02)


def machine(painter: Painter, seconds: float) -> None:
    """A cast-iron machine with a wheel, 2 m wide."""
    iron = from_hex("55686A")
    painter.form(rect(-1.0, -0.5, 2.0, 0.5, 0.03), iron, 0.06, 0)
    painter.form(rect(-0.8, -1.5, 1.0, 1.05, 0.12), mix(iron, (1, 1, 1), 0.08), 0.08)
    painter.line(oval(0.5, -0.95, 0.44), painter.half(iron, 0.35), 0.12)
    painter.fill(oval(0.5, -0.95, 0.12), painter.lit(from_hex("B99A5A")))
    painter.fill(rect(-0.6, -1.3, 0.4, 0.26, 0.03), painter.half(from_hex("D9D2BC"), 0.7))
    painter.fill(rect(-0.5, -2.0, 0.2, 0.5), painter.half(iron, 0.4))


def helm(painter: Painter, seconds: float) -> None:
    """A ship's wheel on its post, 1.5 m high."""
    wood = from_hex("86603E")
    painter.form(poly([(-0.16, 0), (-0.1, -0.9), (0.1, -0.9), (0.16, 0)]), from_hex("5E4634"), 0.05, 0)
    for i in range(8):
        angle = i * math.pi / 4 + 0.2
        end = (math.cos(angle) * 0.54, -0.95 + math.sin(angle) * 0.54)
        painter.form(limb([(0, -0.95), end], 0.05, 0.035), wood, 0.012)
    painter.line(oval(0, -0.95, 0.39), painter.shaded(wood), 0.085)
    painter.line(oval(-0.006, -0.958, 0.39), painter.lit(wood), 0.066)
    painter.form(oval(0, -0.95, 0.1), from_hex("B99A5A"), 0.02)


def bench_seat(painter: Painter, seconds: float) -> None:
    """A padded seat for two, as in trains, 2 m wide."""
    cloth = from_hex("8A4E48")
    painter.form(rect(-1.0, -1.12, 2.0, 0.8, 0.12), cloth, 0.06)
    painter.fill(rect(-0.02, -1.08, 0.03, 0.62), painter.shaded(cloth))
    painter.form(rect(-0.98, -0.48, 1.96, 0.2, 0.07), mix(cloth, (1, 1, 1), 0.1), 0.03)
    painter.fill(rect(-0.94, -0.3, 1.88, 0.3), painter.shaded(cloth))
    for x in (-0.82, 0.2):
        painter.fill(rect(x, -1.18, 0.62, 0.22, 0.05), painter.half(from_hex("DCD2BC"), 0.7))
