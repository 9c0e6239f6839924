"""What stands about a harbour: ferry, fishing boat, bollards, crates, coils of rope."""

from __future__ import annotations

import math

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, argb, blob, limb, oval, overlap, pen, poly, rect
from renderers.animatic.pieces_light import glow, windows

_WHITE, _NAVY, _RED = from_hex("EFE7D6"), from_hex("27425A"), from_hex("A8402F")
_ROPE = from_hex("D2B585")


def _decks(painter: Painter) -> None:
    painter.form(poly([(-18, -4.4), (-17, -9.4), (12, -9.4), (15.5, -4.4)]), _WHITE, 0.5, -0.1)
    upper = poly([(-10, -9.4), (-9.4, -12.6), (9.6, -12.6), (12.2, -9.4)])
    painter.form(upper, mix(_WHITE, _NAVY, 0.08), 0.4, -0.1)
    painter.fill(rect(-17.3, -9.6, 29.6, 0.32), painter.shaded(_WHITE))
    painter.form(poly([(3, -12.6), (3.4, -15), (9.4, -15), (10.8, -12.6)]), _WHITE, 0.3, -0.1)
    bridge = poly([(4, -14.6), (9.2, -14.6), (9.9, -13.2), (3.9, -13.2)])
    painter.fill(bridge, painter.lit(from_hex("35526B")))
    painter.form(poly([(-7, -12.6), (-6.6, -17.4), (-3, -17.4), (-2.4, -12.6)]), painter.palette.accent, 0.4, -0.1)
    painter.fill(rect(-6.7, -16.2, 4.0, 1.0), painter.lit(_WHITE))
    painter.fill(rect(-6.6, -17.4, 3.6, 0.8), painter.lit(from_hex("2A3140")))
    mast = painter.lit(from_hex("3A4450"))
    painter.fill(limb([(6.5, -15), (6.5, -21)], 0.28, 0.14), mast)
    painter.fill(limb([(4.8, -18.5), (8.2, -18.5)], 0.16, 0.16), mast)
    for x in (-13.5, -9.5, 8.0):
        painter.fill(rect(x, -10.4, 2.6, 0.7, 0.3), painter.lit(mix(_RED, _WHITE, 0.15)))


def ferry(lit: bool, heave: float = 0.12) -> Piece:
    """A ferry, 45 m long, bow to the right; `heave` metres of swell, which above 0.5 also make it pitch."""

    hull = blob([(-21, -4.6), (20, -4.2), (24, -5.6), (21, -1.2), (17.5, 0.6), (-19, 0.6), (-21, -1)], 0.12)
    keel, stripe = overlap(hull, rect(-30, -1.0, 60, 3)), overlap(hull, rect(-30, -4.9, 60, 0.55))

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.translate(0, math.sin(seconds * 0.9) * heave + 0.9)
        if heave > 0.5:
            painter.canvas.rotate((math.sin(seconds * 1.1 + 0.5) * 4.5 - 6) * min(1.0, heave / 1.4))
        _decks(painter)
        painter.form(hull, _NAVY, 0.7, -0.3)
        painter.fill(keel, painter.lit(_RED))
        painter.fill(stripe, painter.lit(_WHITE))
        panes = [(rect(-15.4 + i * 2.5, -7.9, 1.5, 1.1, 0.25), lit) for i in range(11)]
        panes += [(rect(-8 + i * 2.4, -11.6, 1.4, 1.0, 0.2), lit or i == 5) for i in range(7)]
        windows(painter, panes, painter.half(from_hex("3D6076"), 0.6))
        for i in range(5):
            painter.fill(oval(-12 + i * 6.3, -3.0, 0.42), painter.lit(from_hex("13243A")))
        painter.canvas.restore()

    return draw


def fishing_boat(colour: str, lit: bool) -> Piece:
    """A small boat with a wheelhouse aft, 9 m long."""

    hull = blob([(-4.3, -1.1), (3.4, -1.2), (4.9, -1.9), (4.1, -0.2), (3.4, 0.4), (-3.9, 0.4)], 0.15)
    stripe = overlap(hull, rect(-6, -1.25, 12, 0.16))

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.translate(0, math.sin(seconds * 1.1) * 0.07 + 0.3)
        painter.canvas.rotate(math.sin(seconds * 0.8) * 0.9)
        painter.fill(limb([(0.6, -1), (0.6, -5.2)], 0.12, 0.07), painter.lit(from_hex("4A3E38")))
        painter.line(poly([(0.6, -5.1), (4.4, -1.6)], close=False), painter.lit(from_hex("4A3E38")), 0.05)
        painter.line(poly([(0.6, -5.1), (-4.2, -1.2)], close=False), painter.lit(from_hex("4A3E38")), 0.05)
        painter.form(poly([(-3.3, -1), (-3.2, -3.0), (-0.9, -3.0), (-0.6, -1)]), _WHITE, 0.2)
        painter.fill(rect(-3.5, -3.2, 2.9, 0.22), painter.lit(from_hex(colour)))
        panes = [(rect(-2.9 + i * 0.95, -2.65, 0.7, 0.7, 0.08), lit) for i in range(2)]
        windows(painter, panes, painter.half(from_hex("35526B"), 0.6))
        painter.form(hull, from_hex(colour), 0.22, -0.08)
        painter.fill(stripe, painter.lit(_WHITE))
        painter.canvas.restore()

    return draw


def bollard(painter: Painter, seconds: float) -> None:
    """An iron mushroom, .75 m high."""
    outline = [
        (-0.22, 0), (-0.20, -0.45), (-0.34, -0.56), (-0.30, -0.74),
        (0.30, -0.74), (0.34, -0.56), (0.20, -0.45), (0.22, 0),
    ]  # fmt: skip
    painter.form(blob(outline, 0.4), from_hex("2E3B47"), 0.06, rim=0.02)


def crate(colour: str = "9A7650") -> Piece:
    """A wooden crate, 1 m wide."""

    def draw(painter: Painter, seconds: float) -> None:
        wood = from_hex(colour)
        painter.form(rect(-0.5, -0.8, 1, 0.8), wood, 0.12, 0)
        for i in (1, 2):
            painter.fill(rect(-0.5, -0.8 + i * 0.27, 1, 0.03), painter.shaded(wood))
        painter.fill(rect(-0.5, -0.8, 0.09, 0.8), painter.half(wood, 0.7))

    return draw


def crates(painter: Painter, seconds: float) -> None:
    """Three crates, one on two."""
    crate()(painter, seconds)
    for dx, dy, colour in ((1.05, 0.0, "7E6246"), (0.5, -0.8, "B58A52")):
        painter.canvas.save()
        painter.canvas.translate(dx, dy)
        crate(colour)(painter, seconds)
        painter.canvas.restore()


def barrel(painter: Painter, seconds: float) -> None:
    """A steel drum, .9 m high."""
    painter.form(rect(-0.3, -0.9, 0.6, 0.9, 0.05), from_hex("4A6E78"), 0.12, 0)
    for y in (-0.62, -0.32):
        painter.fill(rect(-0.31, y, 0.62, 0.04), painter.shaded(from_hex("4A6E78")))


def coil(painter: Painter, seconds: float) -> None:
    """A coil of rope, .9 m across."""
    for i in range(4):
        colour = painter.lit(mix(_ROPE, painter.palette.ink, 0.15 * (i % 2)))
        painter.line(oval(0, -0.08 - i * 0.09, 0.42 - 0.03 * i, 0.12), colour, 0.095)


def lobster_pots(painter: Painter, seconds: float) -> None:
    """A stack of pots: hoops and laths."""
    for x, y in ((-0.5, 0.0), (0.5, 0.0), (0.0, -0.5)):
        hoop = blob([(x - 0.46, y), (x - 0.4, y - 0.36), (x, y - 0.5), (x + 0.4, y - 0.36), (x + 0.46, y)], 0.5)
        painter.form(hoop, from_hex("6E5A48"), 0.08)
        for i in range(4):
            row = y - 0.08 - i * 0.1
            painter.fill(rect(x - 0.38 + i * 0.03, row, 0.76 - i * 0.06, 0.022), painter.shaded(from_hex("C9B08A")))


def life_ring(painter: Painter, seconds: float) -> None:
    """A red and white ring on a post."""
    painter.fill(rect(-0.05, -1.7, 0.1, 1.7), painter.half(from_hex("5A4A40")))
    painter.line(oval(0, -1.35, 0.3), painter.lit(_WHITE), 0.14)
    for start in (20, 110, 200, 290):
        arc = limb([_on_ring(start), _on_ring(start + 25), _on_ring(start + 50)], 0.14, 0.14)
        painter.fill(arc, painter.lit(_RED))


def _on_ring(degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return 0.3 * math.cos(angle), -1.35 + 0.3 * math.sin(angle)


def rope_between(x0: float, x1: float, height: float, sag: float) -> Piece:
    """A rope hung between two bollards, both ends `height` up."""

    def draw(painter: Painter, seconds: float) -> None:
        line = blob([(x0, -height), ((x0 + x1) / 2, -height + sag), (x1, -height)], 0.5, close=False)
        painter.canvas.drawPath(line, pen(argb(mix(_ROPE, painter.palette.tint, 0.45)), 0.06))

    return draw


def lighthouse(lit: bool, height: float = 22.0) -> Piece:
    """A banded tower with a gallery and a lantern, its keeper's house beside it; lit, its light goes round."""
    foot, top = height * 0.13, height * 0.085
    shaft = poly([(-foot, 0), (-top, -height * 0.8), (top, -height * 0.8), (foot, 0)])
    bands = [overlap(shaft, rect(-foot, -height * y, foot * 2, height * 0.13)) for y in (0.33, 0.66)]
    house = [poly([(foot * 0.6, 0), (foot * 0.6, -height * 0.15), (height * 0.42, -height * 0.15), (height * 0.42, 0)]),
             poly([(foot * 0.5, -height * 0.15), (foot * 1.4, -height * 0.25), (height * 0.36, -height * 0.25),
                   (height * 0.45, -height * 0.15)])]  # fmt: skip

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(house[0], _WHITE, height * 0.02, 0)
        painter.form(house[1], _RED, height * 0.012, 0)
        panes = [(rect(height * x, -height * 0.11, height * 0.035, height * 0.05), lit) for x in (0.2, 0.3)]
        windows(painter, panes, painter.half(from_hex("35526B"), 0.6))
        painter.form(shaft, _WHITE, height * 0.05, 0)
        for band in bands:
            painter.form(band, _RED, height * 0.05, 0)
        _lantern_room(painter, height, top, lit, seconds)

    return draw


def _lantern_room(painter: Painter, height: float, top: float, lit: bool, seconds: float) -> None:
    iron = from_hex("2E3A44")
    room = rect(-top * 0.72, -height * 0.93, top * 1.44, height * 0.12)
    glass = mix(painter.palette.lamp, (1.0, 1.0, 1.0), 0.3) if lit else from_hex("8FA6AC")
    painter.fill(room, painter.own_light(glass))
    for x in (-0.66, -0.04, 0.58):
        painter.fill(rect(x * top, -height * 0.93, top * 0.08, height * 0.12), painter.lit(iron))
    painter.form(rect(-top * 1.45, -height * 0.825, top * 2.9, height * 0.025), iron, 0.1, 0)
    roof = blob([(-top * 0.9, -height * 0.925), (0, -height * 1.02), (top * 0.9, -height * 0.925)], 0.3)
    painter.form(roof, _RED, 0.3, 0)
    if lit:
        turn = math.sin(seconds * 0.9)
        for side in (-1, 1):
            reach = height * (0.5 + 1.3 * abs(turn if side > 0 else 1 - abs(turn)))
            beam = poly([(0, -height * 0.89), (side * reach, -height * 1.02), (side * reach, -height * 0.76),
                         (0, -height * 0.86)])  # fmt: skip
            painter.veil(beam, painter.palette.lamp, 0.16)
        glow(painter, 0, -height * 0.87, height * 0.2, painter.palette.lamp, ((1.0, 0.10), (0.55, 0.16), (0.25, 0.3)))
