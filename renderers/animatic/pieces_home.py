"""Furniture of homes and cafes, in metres, each with its base on the floor."""

from __future__ import annotations

import math

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect

_WOOD, _DARK_WOOD = from_hex("9A7048"), from_hex("6A4A38")
_LEAF = from_hex("557A58")


def table(painter: Painter, seconds: float) -> None:
    """A table for four, 1.5 m wide, with a cup and a plate."""
    for x in (-0.6, 0.6):
        painter.fill(limb([(x, -0.7), (x * 1.08, 0)], 0.07, 0.05), painter.shaded(_WOOD))
    painter.fill(rect(-0.68, -0.7, 1.36, 0.1), painter.shaded(_WOOD))
    painter.form(rect(-0.78, -0.77, 1.56, 0.07, 0.02), _WOOD, 0.02)
    painter.fill(rect(-0.3, -0.87, 0.1, 0.1, 0.02), painter.half(from_hex("E6DCC4"), 0.8))
    painter.fill(oval(0.2, -0.785, 0.17, 0.025), painter.half(from_hex("E6DCC4"), 0.8))


def chair(painter: Painter, seconds: float) -> None:
    """A wooden chair seen from the side."""
    for x in (-0.2, 0.2):
        painter.fill(limb([(x, -0.44), (x * 1.1, 0)], 0.05, 0.04), painter.half(_DARK_WOOD, 0.5))
    painter.form(rect(-0.24, -0.48, 0.48, 0.06, 0.02), _DARK_WOOD, 0.02)
    painter.fill(limb([(-0.22, -0.46), (-0.27, -0.95)], 0.05, 0.05), painter.half(_DARK_WOOD, 0.7))
    painter.form(rect(-0.31, -0.98, 0.09, 0.24, 0.03), _DARK_WOOD, 0.02)


def counter(painter: Painter, seconds: float) -> None:
    """A fitted kitchen counter with a sink, 3.2 m wide."""
    front = from_hex("6A8E88")
    painter.form(rect(-1.6, -0.95, 3.2, 0.95), front, 0.05)
    painter.fill(rect(-1.6, -0.1, 3.2, 0.1), painter.shaded(front))
    for i in range(4):
        painter.fill(rect(-1.5 + i * 0.78, -0.80, 0.68, 0.66, 0.03), painter.half(mix(front, (1, 1, 1), 0.1), 0.75))
        painter.fill(rect(-1.24 + i * 0.78, -0.76, 0.16, 0.03), painter.lit(from_hex("5A5248")))
    painter.form(rect(-1.68, -1.02, 3.36, 0.09, 0.02), from_hex("DCCFB4"), 0.02)
    tap = painter.lit(from_hex("8A8E8C"))
    painter.fill(limb([(0.5, -1.02), (0.5, -1.28), (0.68, -1.28), (0.68, -1.2)], 0.04, 0.035), tap)
    painter.form(rect(-1.2, -1.2, 0.22, 0.18, 0.03), from_hex("B5503E"), 0.03)
    for i, tall in enumerate((0.3, 0.24, 0.27)):
        painter.form(rect(-0.7 + i * 0.17, -1.02 - tall, 0.13, tall, 0.03), from_hex("D6BC8A"), 0.03)


def cupboards(painter: Painter, seconds: float) -> None:
    """Wall cupboards, 2.4 m wide, their undersides at the base."""
    front = from_hex("7A9A94")
    painter.form(rect(-1.2, -0.75, 2.4, 0.75), front, 0.04)
    for i in range(3):
        painter.fill(rect(-1.13 + i * 0.78, -0.68, 0.7, 0.61, 0.02), painter.half(mix(front, (1, 1, 1), 0.12), 0.7))
        painter.fill(oval(-0.5 + i * 0.78, -0.16, 0.025), painter.lit(from_hex("5A5248")))


def fridge(painter: Painter, seconds: float) -> None:
    """A rounded fridge, 1.75 m high."""
    enamel = from_hex("D9D2BC")
    painter.form(rect(-0.4, -1.75, 0.8, 1.75, 0.08), enamel, 0.07)
    painter.fill(rect(-0.4, -1.12, 0.8, 0.025), painter.shaded(enamel))
    for y in (-1.36, -1.02):
        painter.fill(rect(0.24, y, 0.04, 0.24, 0.02), painter.lit(from_hex("8A8A84")))
    painter.fill(rect(-0.2, -1.5, 0.16, 0.2), painter.half(from_hex("D9A86A"), 0.8))


def stove(painter: Painter, seconds: float) -> None:
    """A cooker with a pan on it, .7 m wide."""
    painter.form(rect(-0.36, -0.95, 0.72, 0.95, 0.03), from_hex("C9C3B2"), 0.05)
    painter.fill(rect(-0.28, -0.66, 0.56, 0.42, 0.03), painter.half(from_hex("3A3E42"), 0.6))
    painter.fill(rect(-0.28, -0.76, 0.56, 0.04), painter.lit(from_hex("5A5A58")))
    painter.form(rect(-0.3, -1.13, 0.36, 0.16, 0.03), from_hex("5E666A"), 0.03)
    painter.fill(limb([(0.04, -1.08), (0.34, -1.12)], 0.04, 0.03), painter.lit(from_hex("2E2A28")))


def bed(painter: Painter, seconds: float) -> None:
    """A bed from the side, head to the left, 2.2 m long."""
    painter.form(rect(-1.15, -1.1, 0.10, 1.1, 0.03), _DARK_WOOD, 0.02)
    painter.form(rect(1.08, -0.72, 0.09, 0.72, 0.03), _DARK_WOOD, 0.02)
    painter.form(rect(-1.05, -0.42, 2.14, 0.30, 0.05), _DARK_WOOD, 0.03)
    painter.form(blob([(-1.0, -0.5), (-0.9, -0.76), (-0.5, -0.78), (-0.4, -0.5)], 0.5), from_hex("E6DCCB"), 0.04)
    cover = blob([(-0.6, -0.38), (-0.5, -0.66), (0.4, -0.62), (1.06, -0.60), (1.1, -0.22), (-0.5, -0.24)], 0.3)
    painter.form(cover, from_hex("A0605A"), 0.05)
    painter.fill(rect(-0.4, -0.56, 1.44, 0.06), painter.half(from_hex("D6B8A0"), 0.7))


def bedside(painter: Painter, seconds: float) -> None:
    """A small cabinet with a drawer, .5 m wide."""
    painter.form(rect(-0.26, -0.56, 0.52, 0.56, 0.02), _WOOD, 0.04)
    painter.fill(rect(-0.2, -0.48, 0.4, 0.16), painter.half(mix(_WOOD, (1, 1, 1), 0.12), 0.7))
    painter.fill(oval(0, -0.4, 0.025), painter.lit(from_hex("C9A85A")))


def wardrobe(painter: Painter, seconds: float) -> None:
    """A two-door wardrobe, 2.1 m high."""
    painter.form(rect(-0.7, -2.1, 1.4, 2.1, 0.03), _DARK_WOOD, 0.1, 0)
    for x in (-0.6, 0.04):
        painter.fill(rect(x, -1.98, 0.56, 1.78, 0.02), painter.half(mix(_DARK_WOOD, (1, 0.9, 0.8), 0.12), 0.6))
    for x in (-0.08, 0.08):
        painter.fill(oval(x, -1.05, 0.03), painter.lit(from_hex("C9A85A")))


def dresser(painter: Painter, seconds: float) -> None:
    """A chest of drawers with a vase, 1.2 m wide."""
    painter.form(rect(-0.6, -0.92, 1.2, 0.86, 0.02), _WOOD, 0.06, 0)
    for x in (-0.5, 0.5):
        painter.fill(limb([(x, -0.1), (x, 0)], 0.07, 0.05), painter.shaded(_WOOD))
    for i in range(3):
        painter.fill(rect(-0.52, -0.84 + i * 0.26, 1.04, 0.21), painter.half(mix(_WOOD, (1, 1, 1), 0.1), 0.65))
        for x in (-0.25, 0.25):
            painter.fill(oval(x, -0.735 + i * 0.26, 0.025), painter.lit(from_hex("5A4432")))
    painter.form(blob([(-0.38, -0.92), (-0.44, -1.1), (-0.34, -1.26), (-0.24, -1.1), (-0.3, -0.92)], 0.5),
                 from_hex("5E8078"), 0.04)  # fmt: skip
    painter.form(rect(0.1, -1.2, 0.3, 0.28, 0.02), from_hex("4A443E"), 0.02)
    painter.fill(rect(0.14, -1.16, 0.22, 0.2), painter.half(from_hex("D9C8A4"), 0.75))


def sofa(painter: Painter, seconds: float) -> None:
    """A sofa for three, 2.4 m wide."""
    cloth = from_hex("557A80")
    for x in (-1.0, 1.0):
        painter.fill(rect(x - 0.05, -0.1, 0.1, 0.1), painter.lit(_DARK_WOOD))
    painter.form(rect(-1.05, -0.88, 2.1, 0.62, 0.15), cloth, 0.05)
    painter.fill(rect(-0.02, -0.84, 0.03, 0.4), painter.shaded(cloth))
    painter.form(rect(-0.92, -0.48, 1.84, 0.38, 0.08), mix(cloth, (1, 1, 1), 0.1), 0.03)
    for x in (-1.2, 0.88):
        painter.form(rect(x, -0.62, 0.32, 0.54, 0.12), cloth, 0.05)
    painter.form(blob([(0.35, -0.5), (0.4, -0.84), (0.76, -0.8), (0.74, -0.48)], 0.3), from_hex("C49A58"), 0.04)


def armchair(painter: Painter, seconds: float) -> None:
    """A deep armchair, 1 m wide."""
    cloth = from_hex("8A5A4A")
    painter.form(rect(-0.42, -1.02, 0.84, 0.8, 0.16), cloth, 0.06)
    painter.form(rect(-0.36, -0.48, 0.72, 0.3, 0.08), mix(cloth, (1, 1, 1), 0.12), 0.03)
    for x in (-0.52, 0.28):
        painter.form(rect(x, -0.64, 0.24, 0.58, 0.1), cloth, 0.05)


def low_table(painter: Painter, seconds: float) -> None:
    """A coffee table with books, 1.1 m wide."""
    for x in (-0.45, 0.45):
        painter.fill(limb([(x, -0.4), (x * 1.1, 0)], 0.05, 0.04), painter.shaded(_WOOD))
    painter.form(rect(-0.58, -0.44, 1.16, 0.06, 0.02), _WOOD, 0.02)
    painter.fill(rect(-0.3, -0.49, 0.36, 0.05), painter.half(from_hex("B0604A"), 0.7))
    painter.fill(rect(-0.26, -0.53, 0.3, 0.04), painter.half(from_hex("CFC3A8"), 0.8))


def bookcase(painter: Painter, seconds: float) -> None:
    """A bookcase full of books, 1.2 m wide and 2 m high."""
    painter.form(rect(-0.62, -2.0, 1.24, 2.0), _DARK_WOOD, 0.05, 0)
    tones = tuple(from_hex(text) for text in ("B0604A", "C4A058", "5E8078", "CFC3A8", "6E4E60", "46607A"))
    for tier in range(4):
        y = -0.1 - tier * 0.48
        painter.fill(rect(-0.55, y - 0.4, 1.1, 0.4), painter.half(mix(_DARK_WOOD, painter.palette.ink, 0.45), 0.4))
        for i in range(8):
            tall = 0.26 + ((i * 7 + tier * 3) % 5) * 0.028
            if (i * 3 + tier * 5) % 9:
                painter.fill(
                    rect(-0.53 + i * 0.134, y - tall, 0.115, tall), painter.half(tones[(i * 5 + tier) % 6], 0.6)
                )


def plant(painter: Painter, seconds: float) -> None:
    """A potted plant, 1.2 m high."""
    for angle in (0.5, 1.0, 1.57, 2.1, 2.6):
        x, y = math.cos(angle), math.sin(angle)
        leaf = [(0.0, -0.36), (x * 0.35 - 0.08, -0.36 - y * 0.5), (x * 0.55, -0.36 - y * 0.85),
                (x * 0.35 + 0.10, -0.36 - y * 0.45)]  # fmt: skip
        painter.form(blob(leaf, 0.6), _LEAF, 0.03)
    painter.form(poly([(-0.18, 0), (-0.23, -0.38), (0.23, -0.38), (0.18, 0)]), from_hex("A8684C"), 0.06)


def bar(painter: Painter, seconds: float) -> None:
    """A bar counter with panels and taps, 3.4 m wide."""
    wood = from_hex("7A4E3A")
    painter.form(rect(-1.65, -1.08, 3.3, 1.08), wood, 0.06, 0)
    for i in range(5):
        painter.fill(rect(-1.54 + i * 0.64, -0.9, 0.52, 0.66, 0.02), painter.half(mix(wood, (1, 0.9, 0.8), 0.14), 0.65))
    painter.fill(rect(-1.65, -0.16, 3.3, 0.16), painter.shaded(wood))
    painter.form(rect(-1.76, -1.17, 3.52, 0.1, 0.03), from_hex("C9A06A"), 0.02)
    brass = from_hex("B99A5A")
    painter.form(rect(-0.7, -1.52, 0.12, 0.36, 0.03), brass, 0.03)
    painter.fill(limb([(-0.7, -1.45), (-0.84, -1.42)], 0.05, 0.04), painter.lit(brass))
    painter.form(rect(0.5, -1.5, 0.6, 0.34, 0.05), from_hex("9AA09C"), 0.05)
    painter.fill(rect(0.58, -1.42, 0.2, 0.12), painter.lit(from_hex("4A5054")))


def stool(painter: Painter, seconds: float) -> None:
    """A bar stool, .7 m high."""
    steel = painter.lit(from_hex("5A5A5E"))
    painter.fill(limb([(0, -0.6), (0, 0)], 0.05, 0.05), steel)
    painter.fill(rect(-0.18, -0.04, 0.36, 0.04), steel)
    painter.form(rect(-0.2, -0.68, 0.4, 0.09, 0.04), from_hex("A8503E"), 0.03)


def bath(painter: Painter, seconds: float) -> None:
    """A bath on feet, 1.7 m long."""
    enamel = from_hex("DCDCD0")
    painter.form(blob([(-0.85, -0.62), (0.85, -0.62), (0.74, -0.14), (-0.74, -0.14)], 0.3), enamel, 0.1)
    painter.form(rect(-0.92, -0.68, 1.84, 0.09, 0.04), mix(enamel, (1, 1, 1), 0.3), 0.02)
    for x in (-0.6, 0.6):
        painter.fill(oval(x, -0.07, 0.08), painter.lit(from_hex("A98A52")))
    painter.fill(limb([(0.7, -0.68), (0.7, -0.95), (0.55, -0.95)], 0.05, 0.04), painter.lit(from_hex("8A8E8C")))


def basin(painter: Painter, seconds: float) -> None:
    """A wash basin on a column, .85 m high."""
    enamel = from_hex("DCDCD0")
    painter.form(rect(-0.09, -0.7, 0.18, 0.7), enamel, 0.05, 0)
    painter.form(blob([(-0.34, -0.86), (0.34, -0.86), (0.22, -0.66), (-0.22, -0.66)], 0.3), enamel, 0.06)
    painter.fill(limb([(0, -0.86), (0, -1.02), (0.1, -1.02)], 0.04, 0.03), painter.lit(from_hex("8A8E8C")))
