"""Under water: weed, coral, rocks, fish and the bubbles of who breathes there."""

from __future__ import annotations

import math

import skia

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly


def weed(tall: float, colour: str = "3F6E4E") -> Piece:
    """Three ribbons of weed that sway, `tall` metres."""

    def draw(painter: Painter, seconds: float) -> None:
        for i, x in enumerate((-0.22, 0.0, 0.2)):
            sway = 0.16 * math.sin(seconds * 1.1 + i * 1.4)
            high = tall * (1.0, 0.78, 0.9)[i]
            points = [(x, 0.0), (x + sway * 0.5, -high * 0.35), (x - sway, -high * 0.7), (x + sway * 1.6, -high)]
            stem = mix(from_hex(colour), (0.9, 0.9, 0.6), 0.08 * i)
            painter.fill(limb(points, 0.16, 0.03), painter.half(stem, 0.75 - 0.15 * (i % 2)))

    return draw


def coral(colour: str) -> Piece:
    """A branching coral, 1.2 m high."""
    branches = (((0.0, 0.0), (-0.05, -0.6), (-0.4, -1.1)), ((0.0, -0.3), (0.25, -0.75), (0.42, -1.2)),
                ((-0.05, -0.5), (0.05, -0.9), (0.0, -1.25)), ((-0.18, -0.75), (-0.5, -0.8), (-0.62, -0.95)),
                ((0.2, -0.65), (0.5, -0.7), (0.66, -0.9)))  # fmt: skip

    def draw(painter: Painter, seconds: float) -> None:
        paths = skia.Path()
        for points in branches:
            paths.addPath(limb(points, 0.22, 0.12))
        painter.form(skia.Simplify(paths), from_hex(colour), 0.05)

    return draw


def reef_rock(wide: float, tall: float) -> Piece:
    """A rounded rock with growth on it."""
    outline = [(-wide / 2, 0.05), (-wide * 0.46, -tall * 0.5), (-wide * 0.2, -tall), (wide * 0.16, -tall * 0.86),
               (wide * 0.42, -tall * 0.46), (wide / 2, 0.05)]  # fmt: skip

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(blob(outline, 0.45), from_hex("6E7A78"), 0.12 * tall)
        for x, y in ((-0.2, 0.7), (0.1, 0.55), (-0.05, 0.3)):
            painter.fill(oval(x * wide, -y * tall, 0.09 * tall), painter.half(from_hex("8A6A86"), 0.7))

    return draw


def fish(painter: Painter, seconds: float, colour: str, long: float) -> None:
    """One fish that looks to the right, `long` metres."""
    wag = 0.12 * math.sin(seconds * 9 + long * 40)
    body = blob([(0.5, 0.0), (0.15, -0.22), (-0.25, -0.14), (-0.38, 0.0), (-0.25, 0.14), (0.15, 0.2)], 0.5)
    tail = poly([(-0.32, 0.0), (-0.58, -0.18 + wag), (-0.52, 0.0), (-0.58, 0.18 + wag)])
    painter.canvas.save()
    painter.canvas.scale(long, long)
    painter.fill(tail, painter.shaded(from_hex(colour)))
    painter.form(body, from_hex(colour), 0.06)
    painter.fill(oval(0.3, -0.05, 0.035), painter.lit(painter.palette.ink))
    painter.canvas.restore()


def shoal(colour: str, seed: int) -> Piece:
    """A dozen small fish that keep together."""
    places = [(((i * 37 + seed * 11) % 60) / 20 - 1.5, ((i * 53 + seed * 7) % 40) / 36 - 0.5) for i in range(12)]

    def draw(painter: Painter, seconds: float) -> None:
        for i, (x, y) in enumerate(places):
            painter.canvas.save()
            painter.canvas.translate(x + 0.1 * math.sin(seconds * 1.3 + i), y + 0.06 * math.sin(seconds * 1.7 + i * 2))
            fish(painter, seconds + i, colour, 0.26 + 0.03 * (i % 3))
            painter.canvas.restore()

    return draw


def shark(painter: Painter, seconds: float) -> None:
    """A shark of three metres that looks to the right; its middle is at the origin."""
    wag = 0.14 * math.sin(seconds * 4)
    grey, pale = from_hex("5E6E78"), from_hex("C3CCC8")
    painter.form(poly([(-1.2, -0.02), (-1.62, -0.5 + wag), (-1.46, 0.0 + wag), (-1.6, 0.34 + wag)]), grey, 0.04)
    body = blob(
        [(1.5, -0.02), (0.9, -0.3), (0.1, -0.36), (-0.8, -0.16), (-1.3, 0.0), (-0.8, 0.14), (0.2, 0.3), (1.0, 0.2)], 0.5
    )
    painter.form(body, grey, 0.08)
    belly = [(1.36, 0.05), (0.9, 0.06), (0.1, 0.16), (-0.9, 0.08), (-0.4, 0.2), (0.3, 0.28), (1.0, 0.18)]
    painter.fill(blob(belly, 0.4), painter.half(pale, 0.8))
    painter.form(poly([(0.15, -0.32), (-0.16, -0.78), (-0.34, -0.26)]), grey, 0.04)
    painter.form(poly([(0.3, 0.2), (-0.1, 0.66), (0.0, 0.2)]), mix(grey, painter.palette.ink, 0.2), 0.03)
    painter.fill(oval(1.06, -0.09, 0.035), painter.lit(painter.palette.ink))
    for i in range(3):
        painter.line(poly([(0.62 - i * 0.09, -0.12), (0.58 - i * 0.09, 0.1)], close=False), painter.shaded(grey), 0.02)


def bubbles(painter: Painter, seconds: float) -> None:
    """A string of bubbles that rises from the origin."""
    for i in range(9):
        up = (seconds * 0.7 + i * 0.37) % 3.3
        x = 0.10 * math.sin(up * 5 + i)
        painter.line(oval(x, -up, 0.03 + 0.012 * (i % 3) + up * 0.012), painter.half(from_hex("DDF2EE"), 0.9), 0.014)
