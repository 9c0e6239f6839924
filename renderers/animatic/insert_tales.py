"""Things of sport and of old tales for insert shots, about a metre across round the origin, y down."""

from __future__ import annotations

import math

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.insert_papers import BRASS, INK, PAPER, RED, STEEL, WOOD, cast
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect


def ball(painter: Painter, seconds: float) -> None:
    """A football that rocks a little."""
    painter.canvas.save()
    painter.canvas.rotate(6 * math.sin(seconds * 1.6))
    outline = oval(0, 0, 0.44)
    cast(painter, outline)
    painter.form(outline, from_hex("F2EFE6"), 0.06)
    for i in range(6):
        angle = math.radians(i * 60 + 12)
        x, y = (0.0, 0.0) if i == 5 else (math.cos(angle) * 0.36, math.sin(angle) * 0.36)
        patch = poly(
            [(x + math.cos(a) * 0.13, y + math.sin(a) * 0.13) for a in (k * math.tau / 5 + i for k in range(5))]
        )
        painter.fill(overlap(outline, patch), painter.lit(INK))
    painter.canvas.restore()


def card(painter: Painter, seconds: float) -> None:
    """A referee's card."""
    painter.canvas.save()
    painter.canvas.rotate(8)
    outline = rect(-0.26, -0.40, 0.52, 0.80, 0.04)
    cast(painter, outline)
    painter.form(outline, from_hex("EDC22E"), 0.03)
    painter.canvas.restore()


def whistle(painter: Painter, seconds: float) -> None:
    """A whistle on its cord, the pea in it rolling."""
    painter.line(
        blob([(0.30, -0.10), (0.52, -0.34), (0.30, -0.52), (-0.1, -0.44)], 0.5, close=False), painter.lit(RED), 0.03
    )
    body = blob(
        [(-0.42, -0.16), (0.36, -0.16), (0.36, 0.02), (0.06, 0.04), (0.02, 0.24), (-0.2, 0.34), (-0.42, 0.2)], 0.3
    )
    cast(painter, body)
    painter.form(body, STEEL, 0.04)
    painter.fill(rect(-0.12, -0.18, 0.16, 0.10), painter.lit(INK))
    painter.fill(oval(-0.18 + 0.05 * math.sin(seconds * 3), 0.12, 0.06), painter.half(WOOD, 0.8))


def crown(painter: Painter, seconds: float) -> None:
    """A gold crown with stones; one of them glints."""
    points = [(-0.46, 0.30)]
    for i in range(5):
        x = -0.50 + i * 0.25
        points += [(x, -0.34 if i % 2 == 0 else -0.26), (x + 0.125, 0.0)]
    points[-1] = (0.46, 0.30)
    outline = poly(points)
    cast(painter, outline)
    painter.form(outline, BRASS, 0.05)
    painter.form(rect(-0.48, 0.16, 0.96, 0.18, 0.03), mix(BRASS, (1.0, 1.0, 0.8), 0.2), 0.03)
    for i, stone in enumerate(("B5332F", "3E659E", "5E8A6A", "3E659E", "B5332F")):
        glint = 0.5 + 0.5 * max(0.0, math.sin(seconds * 2 - i))
        painter.fill(
            oval(-0.36 + i * 0.18, 0.25, 0.045), painter.half(mix(from_hex(stone), (1, 1, 1), 0.35 * glint), 0.9)
        )


def sword(painter: Painter, seconds: float) -> None:
    """A sword on the slant; a light runs along its blade."""
    painter.canvas.save()
    painter.canvas.rotate(-38)
    blade = poly([(-0.36, -0.05), (0.62, -0.045), (0.74, 0.0), (0.62, 0.045), (-0.36, 0.05)])
    cast(painter, blade)
    painter.form(blade, from_hex("C3CCD0"), 0.02)
    x = -0.3 + (seconds * 0.35) % 1.1
    painter.fill(
        overlap(blade, poly([(x, -0.1), (x + 0.07, -0.1), (x + 0.02, 0.1), (x - 0.05, 0.1)])), painter.lit(PAPER)
    )
    painter.fill(limb([(-0.66, 0.0), (-0.38, 0.0)], 0.08, 0.08), painter.lit(WOOD))
    painter.form(rect(-0.42, -0.2, 0.08, 0.4, 0.03), BRASS, 0.02)
    painter.form(oval(-0.70, 0.0, 0.06), BRASS, 0.02)
    painter.canvas.restore()


def scroll(painter: Painter, seconds: float) -> None:
    """A scroll with a seal, its lower end curling."""
    page = from_hex("E6D6A8")
    sheet = rect(-0.34, -0.44, 0.68, 0.84)
    cast(painter, sheet)
    painter.form(sheet, page, 0.04)
    for y in (-0.46, 0.40 + 0.01 * math.sin(seconds * 2)):
        painter.form(rect(-0.42, y - 0.07, 0.84, 0.14, 0.06), mix(page, WOOD, 0.35), 0.03)
    for i in range(5):
        painter.fill(rect(-0.24, -0.28 + i * 0.11, 0.48 - 0.12 * (i == 4), 0.025, 0.01), painter.half(INK, 0.8))
    painter.form(oval(0.14, 0.26, 0.09), RED, 0.02)


def wreck(painter: Painter, seconds: float) -> None:
    """A ship's hull on its side, ribs bare, weed moving on it."""
    wood = from_hex("5A4A40")
    hull = blob(
        [(-0.66, -0.14), (-0.3, -0.30), (0.3, -0.34), (0.68, -0.46), (0.56, 0.10), (0.1, 0.34), (-0.5, 0.30)], 0.35
    )
    painter.form(hull, wood, 0.06)
    for i in range(6):
        x = -0.46 + i * 0.17
        painter.line(
            blob([(x, 0.26), (x + 0.03, 0.0), (x + 0.10, -0.36 - 0.02 * i)], 0.5, close=False),
            painter.half(mix(wood, PAPER, 0.2), 0.8),
            0.035,
        )
    painter.fill(overlap(hull, blob([(-0.2, -0.1), (0.1, -0.14), (0.14, 0.12), (-0.14, 0.14)], 0.4)), painter.lit(INK))
    painter.fill(limb([(0.02, -0.3), (0.12, -0.74)], 0.05, 0.035), painter.half(wood, 0.7))
    for x in (-0.5, 0.36, 0.56):
        sway = 0.05 * math.sin(seconds * 1.3 + x * 7)
        painter.fill(
            limb([(x, 0.34), (x + sway, 0.16), (x - sway, -0.02)], 0.05, 0.015), painter.half(from_hex("3F6E4E"), 0.8)
        )


def _smoke(painter: Painter, seconds: float, x: float, y: float) -> None:
    """A thread of smoke that rises and thins out."""
    sway = [0.05 * math.sin(seconds * 2 + i) for i in range(4)]
    thread = [(x + sway[i] * i, y - 0.16 * i) for i in range(4)]
    painter.line(blob(thread, 0.5, close=False), painter.half(from_hex("C9C4BA"), 0.6), 0.022)


def spent_match(painter: Painter, seconds: float) -> None:
    """A match that has gone out, smoking."""
    _smoke(painter, seconds, 0.12, -0.30)
    painter.canvas.save()
    painter.canvas.rotate(28)
    stick = rect(-0.035, -0.2, 0.07, 0.68, 0.01)
    cast(painter, stick)
    painter.form(stick, from_hex("D9B98A"), 0.014)
    painter.fill(rect(-0.035, -0.2, 0.07, 0.16, 0.01), painter.half(from_hex("4A3A30"), 0.5))
    painter.form(oval(0, -0.205, 0.045, 0.055), INK, 0.014)
    painter.canvas.restore()


def dark_lamp(painter: Painter, seconds: float) -> None:
    """A lantern whose flame is out, smoking."""
    iron = from_hex("3A4248")
    painter.line(
        blob([(-0.2, -0.3), (-0.14, -0.52), (0.14, -0.52), (0.2, -0.3)], 0.5, close=False), painter.lit(iron), 0.024
    )
    painter.fill(poly([(-0.2, -0.22), (0.2, -0.22), (0.24, 0.3), (-0.24, 0.3)]), painter.half(from_hex("6E7670"), 0.5))
    painter.fill(limb([(0, 0.1), (0, 0.26)], 0.03, 0.05), painter.lit(INK))
    _smoke(painter, seconds, 0.0, 0.08)
    for x in (-0.22, 0.0, 0.22):
        painter.fill(limb([(x * 0.9, -0.22), (x * 1.1, 0.3)], 0.024, 0.024), painter.half(iron, 0.4))
    painter.form(poly([(-0.26, -0.2), (0.26, -0.2), (0.13, -0.34), (-0.13, -0.34)]), iron, 0.03)
    painter.form(rect(-0.28, 0.28, 0.56, 0.18, 0.03), iron, 0.03)


TALES: dict[str, Piece] = {
    "ball": ball, "football": ball, "card": card, "yellow card": card, "whistle": whistle, "crown": crown,
    "sword": sword, "dagger": sword, "scroll": scroll, "wreck": wreck, "shipwreck": wreck,
}  # fmt: skip
"""Drawings by the words that name them."""
