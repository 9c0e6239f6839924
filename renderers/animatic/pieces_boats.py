"""A small ferry, and what lies about in boats. In metres, the water line at the base."""

from __future__ import annotations

import math

import skia

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect
from renderers.animatic.pieces_light import glow, windows

_WHITE, _HULL, _RED, _IRON = (from_hex(text) for text in ("EFE7D6", "35586A", "A8402F", "3A4450"))


def small_ferry(lit: bool) -> Piece:
    """A ferry for a few cars and people, 17 m long, open at both ends, with its wheelhouse amidships."""
    hull = blob([(-8.3, -1.15), (7.8, -1.15), (8.9, -1.75), (8.2, -0.2), (7.4, 0.5), (-7.6, 0.5), (-8.5, -0.3)], 0.14)
    band, keel = overlap(hull, rect(-10, -1.3, 20, 0.34)), overlap(hull, rect(-10, 0.0, 20, 0.6))

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.translate(0, math.sin(seconds * 0.9) * 0.05 + 0.15)
        _rails(painter)
        _houses(painter, lit)
        painter.form(hull, _HULL, 0.3, -0.12)
        painter.fill(keel, painter.lit(_RED))
        painter.fill(band, painter.lit(_WHITE))
        for x in (-5.8, -2.0, 2.0, 5.8):
            painter.fill(oval(x, -0.55, 0.26), painter.half(_IRON, 0.4))
            painter.fill(oval(x, -0.55, 0.12), painter.half(_HULL, 0.6))
        ramp = poly([(7.6, -1.2), (9.6, -2.9), (9.8, -2.75), (8.1, -1.1)])
        painter.fill(ramp, painter.half(_IRON, 0.6))
        _lamps(painter, lit)
        painter.canvas.restore()

    return draw


def _rails(painter: Painter) -> None:
    rails = skia.Path()
    for y in (-2.05, -1.65):
        rails.addPath(rect(-8.1, y, 15.6, 0.06))
    for i in range(14):
        rails.addPath(rect(-8.1 + i * 1.2, -2.05, 0.06, 0.95))
    painter.fill(rails, painter.half(_WHITE, 0.75))


def _houses(painter: Painter, lit: bool) -> None:
    painter.form(rect(-3.6, -3.6, 6.6, 2.5, 0.08), _WHITE, 0.3, -0.08)
    painter.fill(rect(-3.9, -3.75, 7.2, 0.22), painter.half(_RED, 0.7))
    painter.form(poly([(-1.6, -3.75), (-1.35, -5.9), (1.35, -5.9), (1.7, -3.75)]), _WHITE, 0.24, -0.08)
    painter.fill(rect(-1.75, -6.05, 3.5, 0.2), painter.half(_RED, 0.7))
    painter.form(poly([(-3.1, -3.75), (-3.0, -5.3), (-2.1, -5.3), (-2.0, -3.75)]), painter.palette.accent, 0.14, -0.05)
    painter.fill(rect(-3.05, -5.3, 1.0, 0.3), painter.lit(_IRON))
    painter.fill(limb([(0.4, -6.0), (0.4, -8.6)], 0.13, 0.07), painter.lit(_IRON))
    painter.fill(limb([(-0.5, -7.5), (1.3, -7.5)], 0.07, 0.07), painter.lit(_IRON))
    panes = [(rect(-3.1 + i * 1.25, -3.05, 0.85, 0.8, 0.1), lit) for i in range(5)]
    panes += [(rect(-1.15 + i * 0.8, -5.45, 0.66, 0.85, 0.06), lit) for i in range(3)]
    windows(painter, panes, painter.half(from_hex("35526B"), 0.6))
    painter.line(oval(2.55, -1.7, 0.3), painter.lit(mix(_RED, _WHITE, 0.2)), 0.16)


def _lamps(painter: Painter, lit: bool) -> None:
    """A lamp at each end, one at the mast, and a string of small ones between."""
    for x in (-7.4, 6.6):
        painter.fill(limb([(x, -1.1), (x, -3.9)], 0.1, 0.08), painter.lit(_IRON))
    for x, y in ((-7.4, -4.0), (6.6, -4.0), (0.4, -8.7)):
        if lit:
            glow(painter, x, y, 1.9, painter.palette.lamp)
        painter.fill(oval(x, y, 0.2), painter.own_light(painter.palette.lamp) if lit else painter.half(_WHITE, 0.6))
    for start, end in (((-7.4, -3.9), (0.4, -8.5)), ((0.4, -8.5), (6.6, -3.9))):
        for i in range(1, 6):
            share = i / 6
            x = start[0] + (end[0] - start[0]) * share
            y = start[1] + (end[1] - start[1]) * share + 0.9 * math.sin(share * math.pi)
            bulb = painter.own_light(painter.palette.lamp) if lit else painter.half(_WHITE, 0.5)
            painter.fill(oval(x, y, 0.09), bulb)
