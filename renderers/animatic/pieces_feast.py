"""Furniture for feasts: a laid table, a piano, a bandstand and paper lanterns. In metres, the base at (0, 0)."""

from __future__ import annotations

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect

_WOOD, _CLOTH, _CHINA, _DARK = (from_hex(text) for text in ("7A5238", "EDE4D0", "E6DCC4", "2C2A30"))
_IVORY, _BRASS = from_hex("F2EBDA"), from_hex("C0893A")
_PAPERS = ("C8513E", "E0A84A", "5E8C86", "D98A8A")


def dining_table(painter: Painter, seconds: float) -> None:
    """A table for six under a cloth, 2.6 m wide, with plates, glasses and a bowl, and chairs at its ends."""
    for way in (-1, 1):
        x = way * 1.62
        for dx in (-0.18, 0.18):
            painter.fill(rect(x + dx - 0.025, -0.46, 0.05, 0.46), painter.shaded(_WOOD))
        painter.form(rect(x - 0.23, -0.50, 0.46, 0.07, 0.02), _WOOD, 0.02)
        painter.form(rect(x + way * 0.19 - 0.03, -1.02, 0.06, 0.54, 0.02), _WOOD, 0.02)
    for x in (-1.12, 1.06):
        painter.fill(rect(x, -0.70, 0.07, 0.70), painter.shaded(_WOOD))
    painter.form(poly([(-1.30, -0.76), (1.30, -0.76), (1.27, -0.46), (-1.27, -0.46)]), _CLOTH, 0.05)
    painter.fill(rect(-1.34, -0.78, 2.68, 0.05, 0.02), painter.lit(_CLOTH))
    for i in range(4):
        x = -0.96 + i * 0.64
        painter.fill(oval(x, -0.795, 0.14, 0.022), painter.half(_CHINA, 0.75))
        painter.form(rect(x + 0.18, -0.92, 0.06, 0.13, 0.02), from_hex("B9D0CC"), 0.012)
    painter.form(blob([(-0.16, -0.94), (0.16, -0.94), (0.10, -0.80), (-0.10, -0.80)], 0.3), from_hex("5E8C86"), 0.03)


def piano(painter: Painter, seconds: float) -> None:
    """An upright piano, 1.5 m wide, with its keys toward the room."""
    painter.form(rect(-0.75, -1.24, 1.50, 1.24, 0.03), mix(_WOOD, _DARK, 0.45), 0.06)
    painter.form(rect(-0.80, -1.30, 1.60, 0.08, 0.02), mix(_WOOD, _DARK, 0.35), 0.02)
    painter.fill(rect(-0.62, -1.12, 1.24, 0.30, 0.02), painter.half(mix(_WOOD, _DARK, 0.25), 0.6))
    painter.form(rect(-0.78, -0.74, 1.56, 0.10, 0.02), mix(_WOOD, _DARK, 0.3), 0.02)
    painter.fill(rect(-0.70, -0.79, 1.40, 0.06), painter.half(_IVORY, 0.9))
    for i in range(14):
        painter.fill(rect(-0.66 + i * 0.098, -0.79, 0.04, 0.034), painter.shaded(_DARK))
    painter.form(poly([(-0.22, -1.10), (0.22, -1.10), (0.24, -0.84), (-0.24, -0.84)]), _IVORY, 0.02)
    for x in (-0.72, 0.64):
        painter.form(rect(x, -0.66, 0.08, 0.66, 0.02), mix(_WOOD, _DARK, 0.3), 0.02)


def bandstand(painter: Painter, seconds: float) -> None:
    """A low stage with a curtain and a string of bulbs, 3.6 m wide."""
    cloth = from_hex("7A3A44")
    painter.form(rect(-1.7, -2.6, 3.4, 2.4), cloth, 0.08)
    for i in range(7):
        painter.fill(rect(-1.6 + i * 0.48, -2.55, 0.14, 2.3), painter.shaded(cloth))
    painter.form(rect(-1.9, -0.26, 3.8, 0.26, 0.02), _WOOD, 0.04)
    painter.fill(rect(-1.9, -0.26, 3.8, 0.05), painter.lit(mix(_WOOD, _IVORY, 0.2)))
    for i in range(9):
        painter.fill(oval(-1.6 + i * 0.4, -2.66 + 0.10 * (i % 2), 0.06), painter.own_light(painter.palette.lamp))


def garland(painter: Painter, seconds: float) -> None:
    """Paper lanterns on a line, 3.2 m wide, hanging from its base."""
    painter.line(blob([(-1.6, -0.30), (-0.8, -0.06), (0.0, 0.0), (0.8, -0.06), (1.6, -0.30)], 0.5, close=False),
                 painter.half(_DARK, 0.6), 0.02)  # fmt: skip
    for i in range(5):
        x, y = -1.28 + i * 0.64, (-0.18, -0.03, 0.02, -0.03, -0.18)[i]
        painter.form(oval(x, y + 0.15, 0.14, 0.17), from_hex(_PAPERS[i % 4]), 0.04)
        painter.fill(limb([(x, y - 0.04), (x, y + 0.0)], 0.05, 0.05), painter.half(_BRASS, 0.7))
