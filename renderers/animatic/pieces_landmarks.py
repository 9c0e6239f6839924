"""What makes a place out of doors known at a glance: a keep, gravestones, palms, a barn. In metres."""

from __future__ import annotations

import math

import skia

from renderers.animatic.cards import Piece, chance
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect
from renderers.animatic.pieces_light import windows

_STONE, _ROOF, _IRON, _WHITE = (from_hex(text) for text in ("8E8A88", "6A4A4E", "3A3E48", "E9E2D0"))
_WOOD, _BARK = (from_hex(text) for text in ("7A5A40", "4A403A"))


def castle(lit: bool) -> Piece:
    """A castle of four towers round a keep, 46 m wide and 30 m high."""

    def tower(painter: Painter, x: float, wide: float, tall: float, roofed: bool) -> None:
        painter.form(rect(x - wide / 2, -tall, wide, tall), _STONE, wide * 0.16, 0)
        teeth = skia.Path()
        for i in range(4):
            teeth.addPath(rect(x - wide * 0.6 + i * wide * 0.35, -tall - 1.3, wide * 0.2, 1.4))
        teeth.addPath(rect(x - wide * 0.6, -tall - 0.2, wide * 1.25, 1.0))
        painter.fill(teeth, painter.half(_STONE, 0.75))
        if roofed:
            cone = poly([(x - wide * 0.62, -tall - 0.9), (x, -tall - wide * 1.5), (x + wide * 0.62, -tall - 0.9)])
            painter.form(cone, _ROOF, wide * 0.14, 0)
            top = -tall - wide * 1.5
            painter.fill(
                poly([(x, top - 2.4), (x + 2.6, top - 1.8), (x, top - 1.2)]), painter.lit(painter.palette.accent)
            )
            painter.fill(rect(x - 0.08, top - 2.5, 0.16, 2.6), painter.lit(_IRON))

    def draw(painter: Painter, seconds: float) -> None:
        tower(painter, -3, 9, 22, False)
        tower(painter, 5, 5, 26, True)
        painter.form(rect(-20, -10, 40, 10), mix(_STONE, (0.4, 0.38, 0.42), 0.2), 0.8, 0)
        teeth = skia.Path()
        for i in range(22):
            teeth.addPath(rect(-20 + i * 1.85, -11.2, 1.1, 1.3))
        painter.fill(teeth, painter.half(_STONE, 0.6))
        for x, tall in ((-20, 15), (20, 16)):
            tower(painter, x, 6, tall, True)
        gate = blob([(-2.6, 0), (-2.6, -4.4), (0, -6.6), (2.6, -4.4), (2.6, 0)], 0.2)
        painter.fill(gate, painter.shaded(mix(_IRON, _WOOD, 0.4)))
        panes = [
            (rect(x, y, 0.8, 1.9, 0.4), lit)
            for x, y in ((-5, -17), (-1.6, -17), (4.6, -21), (-20.4, -11.4), (19.6, -12), (-5, -13), (-1.6, -13))
        ]
        windows(painter, panes, painter.shaded(_IRON))

    return draw


def gravestone(kind: int) -> Piece:
    """A stone with a round head, a cross, or a slab with a leaning edge, about 1 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        if kind % 3 == 0:
            painter.form(blob([(-0.34, 0), (-0.34, -0.7), (0, -1.05), (0.34, -0.7), (0.34, 0)], 0.3), _STONE, 0.07, 0)
        elif kind % 3 == 1:
            painter.form(rect(-0.08, -1.3, 0.16, 1.3), _STONE, 0.04, 0)
            painter.form(rect(-0.36, -1.02, 0.72, 0.16), _STONE, 0.04, 0)
        else:
            painter.form(poly([(-0.32, 0), (-0.24, -0.85), (0.40, -0.80), (0.32, 0)]), _STONE, 0.07, 0)
        if kind % 3 != 1:
            for i in range(2):
                painter.fill(rect(-0.18, -0.62 + i * 0.14, 0.34 - 0.08 * i, 0.04), painter.shaded(_STONE))
        painter.form(blob([(-0.5, 0.05), (-0.3, -0.12), (0.4, -0.10), (0.6, 0.05)], 0.5), from_hex("5E7050"), 0.03)

    return draw


def bare_tree(height: float, seed: int = 0) -> Piece:
    """A tree without leaves, bent by the wind."""
    dice = chance("bare", seed)
    limbs: list[tuple[tuple[float, float], ...]] = []
    bend = dice.uniform(-0.1, 0.1) * height
    for i in range(9):
        up = 0.32 + i * 0.07
        way = 1 if i % 2 else -1
        root = (bend * up, -height * up)
        long = height * (0.34 - 0.02 * i)
        elbow = (root[0] + way * long * 0.5, root[1] - long * 0.35)
        limbs.append((root, elbow, (elbow[0] + way * long * 0.35, elbow[1] - long * dice.uniform(0.3, 0.7))))

    def draw(painter: Painter, seconds: float) -> None:
        for points in limbs:
            painter.fill(limb(points, height * 0.028, height * 0.006), painter.half(_BARK, 0.45))
        painter.form(
            limb([(0, 0), (bend * 0.5, -height * 0.5), (bend, -height * 0.98)], height * 0.075, height * 0.015),
            _BARK,
            height * 0.016,
            0,
        )

    return draw


def palm(height: float, colour: str = "5E7E4A") -> Piece:
    """A palm with nine fronds."""
    green = from_hex(colour)

    def draw(painter: Painter, seconds: float) -> None:
        sway = math.sin(height)
        top = (sway * 0.12 * height, -height)
        painter.form(
            limb([(0, 0), (sway * 0.05 * height, -height * 0.5), top], height * 0.05, height * 0.03),
            from_hex("7A6248"),
            height * 0.01,
            0,
        )
        for i in range(9):
            angle = math.radians(-190 + i * 25)
            long = height * (0.42 if i % 2 else 0.36)
            tip = (top[0] + math.cos(angle) * long, top[1] + math.sin(angle) * long * 0.7 + long * 0.22)
            middle = (top[0] + math.cos(angle) * long * 0.55, top[1] + math.sin(angle) * long * 0.75)
            leaf = blob([top, (middle[0], middle[1] - 0.06 * long), tip, (middle[0], middle[1] + 0.10 * long)], 0.7)
            painter.form(leaf, mix(green, (0.2, 0.3, 0.2), 0.2 * (i % 2)), 0.04 * long)

    return draw


def fern(width: float, colour: str = "4E7048") -> Piece:
    """Broad leaves close to the ground."""
    green = from_hex(colour)

    def draw(painter: Painter, seconds: float) -> None:
        for i in range(7):
            angle = math.radians(-165 + i * 25)
            tip = (math.cos(angle) * width * 0.6, math.sin(angle) * width * 0.7)
            side = (-math.sin(angle) * width * 0.11, math.cos(angle) * width * 0.11)
            middle = (tip[0] * 0.55, tip[1] * 0.6)
            leaf = blob(
                [(0, 0), (middle[0] + side[0], middle[1] + side[1]), tip, (middle[0] - side[0], middle[1] - side[1])],
                0.6,
            )
            painter.form(leaf, mix(green, (0.75, 0.85, 0.5), 0.12 * (i % 3)), 0.03 * width)

    return draw


def barn(painter: Painter, seconds: float) -> None:
    """A red barn with a hipped roof and white beams, 14 m wide and 9 m high."""
    wall = poly([(-6, 0), (-6, -5), (-4.2, -7.4), (0, -9), (4.2, -7.4), (6, -5), (6, 0)])
    painter.form(wall, from_hex("9A4238"), 0.5, 0)
    painter.line(
        poly([(-6.5, -4.6), (-4.4, -7.6), (0, -9.3), (4.4, -7.6), (6.5, -4.6)], close=False),
        painter.half(from_hex("5A5258"), 0.6),
        0.55,
        False,
    )
    white = painter.half(_WHITE, 0.8)
    for path in (rect(-1.9, -3.6, 3.8, 3.6), rect(-0.8, -7.2, 1.6, 1.5)):
        painter.line(path, white, 0.2)
    painter.line(poly([(-1.9, 0), (1.9, -3.6)], close=False), white, 0.16)
    painter.line(poly([(-1.9, -3.6), (1.9, 0)], close=False), white, 0.16)
    painter.form(rect(7.2, -11, 3.4, 11, 0.1), from_hex("B9B6AC"), 0.5, 0)
    painter.form(
        blob([(7.1, -11), (7.6, -12.8), (8.9, -13.5), (10.2, -12.8), (10.7, -11)], 0.5), from_hex("8E8A88"), 0.3
    )


def hay_bale(painter: Painter, seconds: float) -> None:
    """A round bale, 1.3 m high."""
    straw = from_hex("D2AE5A")
    painter.form(rect(-0.7, -1.3, 1.5, 1.3, 0.5), straw, 0.12)
    painter.form(oval(-0.35, -0.65, 0.42, 0.65), mix(straw, _WHITE, 0.15), 0.05)
    for r in (0.46, 0.28):
        painter.line(oval(-0.35, -0.65, r * 0.65, r), painter.half(straw, 0.35), 0.03)


def reeds(painter: Painter, seconds: float) -> None:
    """Reeds with brown heads, 1.6 m high."""
    green = painter.half(from_hex("7A8A52"), 0.6)
    for i in range(9):
        x, tall = -0.5 + i * 0.13, 1.0 + 0.6 * ((i * 5) % 4) / 4
        lean = (i - 4) * 0.05
        painter.fill(limb([(x, 0), (x + lean, -tall)], 0.045, 0.015), green)
        if i % 3 == 0:
            painter.fill(
                limb([(x + lean, -tall - 0.02), (x + lean * 1.1, -tall - 0.26)], 0.08, 0.07),
                painter.half(from_hex("6A4A30"), 0.6),
            )


def wreck(painter: Painter, seconds: float) -> None:
    """Wire on crossed posts before a bank of earth, 5 m wide."""
    painter.form(blob([(-2.6, 0.1), (-1.6, -0.7), (0.2, -0.45), (1.6, -0.8), (2.6, 0.1)], 0.5), from_hex("6A5A48"), 0.1)
    wood = painter.half(_BARK, 0.5)
    for x in (-1.9, 0.0, 1.9):
        painter.line(poly([(x - 0.35, 0), (x + 0.35, -1.3)], close=False), wood, 0.09)
        painter.line(poly([(x + 0.35, 0), (x - 0.35, -1.3)], close=False), wood, 0.09)
    for y in (-0.5, -0.9):
        coil = blob([(-2.4 + i * 0.3, y + 0.14 * (-1) ** i) for i in range(17)], 0.7, close=False)
        painter.line(coil, painter.half(_IRON, 0.6), 0.035)


def smoke(tall: float) -> Piece:
    """A column of smoke that leans with the wind."""

    def draw(painter: Painter, seconds: float) -> None:
        for i in range(7):
            up = i / 6
            x = up * up * tall * 0.5 + 0.3 * math.sin(seconds * 0.7 + i)
            painter.veil(
                oval(x, -tall * up, tall * (0.07 + 0.10 * up), tall * (0.06 + 0.07 * up)),
                mix(painter.palette.ink, painter.palette.haze, 0.25 + 0.5 * up),
                0.5 - 0.3 * up,
            )

    return draw
