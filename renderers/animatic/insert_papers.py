"""Paper things for insert shots, each about a metre across round the origin, y down."""

from __future__ import annotations

import math

import skia

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, argb, blob, limb, moved, oval, overlap, poly, rect, without

PAPER, INK = from_hex("F1E6CC"), from_hex("2A2A32")
BRASS, STEEL, WOOD = from_hex("C0893A"), from_hex("9AA4A8"), from_hex("8A6040")
RED = from_hex("B5432F")


def cast(painter: Painter, path: skia.Path, across: float = 0.035) -> None:
    """The hard shadow a thing throws on the table."""
    painter.veil(moved(path, -painter.side * across, across), painter.palette.ink, 0.35)


def letter(painter: Painter, seconds: float) -> None:
    """A sheet of writing, growing line by line."""
    sheet = poly([(-0.3, -0.46), (0.34, -0.4), (0.28, 0.46), (-0.36, 0.4)])
    cast(painter, sheet)
    painter.form(sheet, PAPER, 0.012)
    written = min(11.0, 5 + seconds * 2)
    for i in range(11):
        share = min(1.0, max(0.0, written - i))
        if share:
            y, width = -0.3 + i * 0.058, (0.46 if i % 4 != 3 else 0.26) * share
            painter.fill(rect(-0.24 - i * 0.004, y, width, 0.013, 0.006), painter.half(INK, 0.6))
    fold = poly([(-0.335, -0.02), (0.315, 0.02), (0.314, 0.032), (-0.336, -0.008)])
    painter.fill(fold, painter.half(mix(PAPER, INK, 0.25), 0.6))


def folded_letter(painter: Painter, seconds: float) -> None:
    """A letter folded small: two creases, the upper third lifting a little, a word of writing on the outside."""
    painter.canvas.save()
    painter.canvas.rotate(-7)
    lift = 0.02 + 0.015 * math.sin(seconds * 1.1)
    body = poly([(-0.40, -0.20), (0.40, -0.20), (0.40, 0.26), (-0.40, 0.26)])
    cast(painter, body)
    painter.form(body, PAPER, 0.012)
    painter.fill(rect(-0.40, 0.02, 0.80, 0.012), painter.half(mix(PAPER, INK, 0.3), 0.6))
    flap = poly([(-0.40, -0.20), (0.40, -0.20), (0.385, 0.0 - lift), (-0.385, 0.0 - lift)])
    painter.fill(moved(flap, 0, 0.022), painter.half(mix(PAPER, INK, 0.25), 0.45))
    painter.form(flap, mix(PAPER, (1.0, 1.0, 1.0), 0.25), 0.008)
    for x, wide in ((-0.26, 0.22), (0.0, 0.16)):
        painter.fill(rect(x, 0.115, wide, 0.022, 0.01), painter.half(INK, 0.6))
    painter.fill(rect(-0.006, -0.20, 0.010, 0.46), painter.half(mix(PAPER, INK, 0.2), 0.7))
    painter.canvas.restore()


def envelope(painter: Painter, seconds: float) -> None:
    """A sealed envelope."""
    body = rect(-0.48, -0.3, 0.96, 0.6, 0.015)
    cast(painter, body)
    painter.form(body, from_hex("E4D3AC"), 0.014)
    painter.fill(poly([(-0.48, -0.3), (0.48, -0.3), (0, 0.08)]), painter.half(from_hex("E4D3AC"), 0.72))
    painter.fill(poly([(-0.48, -0.3), (0, 0.08), (0.48, -0.3), (0, 0.055)]), painter.shaded(from_hex("C9B488")))
    painter.form(oval(0, 0.07, 0.085), RED, 0.018)
    painter.fill(oval(0, 0.07, 0.045), painter.half(mix(RED, INK, 0.3), 0.7))


def photograph(painter: Painter, seconds: float) -> None:
    """A print of two people on a hill, under the sky of the hour."""
    painter.canvas.save()
    painter.canvas.rotate(-5)
    card = rect(-0.42, -0.46, 0.84, 0.92, 0.01)
    cast(painter, card)
    painter.form(card, PAPER, 0.012)
    image = rect(-0.36, -0.4, 0.72, 0.66)
    for i, colour in enumerate(painter.palette.sky):
        painter.fill(rect(-0.36, -0.4 + i * 0.11, 0.72, 0.112), argb(colour))
    painter.fill(overlap(image, blob([(-0.5, 0.3), (-0.3, 0.08), (0.1, 0.14), (0.5, 0.02), (0.5, 0.4)], 0.5)),
                 painter.half(painter.palette.near, 0.6))  # fmt: skip
    for x, tall in ((-0.1, 0.34), (0.1, 0.28)):
        painter.fill(overlap(image, limb([(x, 0.26), (x, 0.3 - tall)], 0.14, 0.1)), painter.half(INK, 0.5))
        painter.fill(oval(x, 0.24 - tall, 0.055, 0.065), painter.half(from_hex("D9A87E"), 0.8))
    painter.canvas.restore()


def painting(painter: Painter, seconds: float) -> None:
    """A painted sea in a frame, a gleam passing over its varnish."""
    painter.canvas.save()
    painter.canvas.rotate(3)
    frame = rect(-0.62, -0.48, 1.24, 0.96, 0.015)
    cast(painter, frame, 0.05)
    painter.form(frame, WOOD, 0.02)
    painter.fill(rect(-0.55, -0.41, 1.10, 0.82), painter.half(mix(WOOD, BRASS, 0.6), 0.75))
    canvas = rect(-0.51, -0.37, 1.02, 0.74)
    painter.fill(canvas, painter.half(from_hex("CFE0E2"), 0.85))
    painter.fill(oval(0.24, -0.17, 0.085), painter.half(from_hex("F2DFA8"), 0.95))
    for i, (colour, y) in enumerate((("7FB0C8", -0.06), ("4F8FB8", 0.06), ("2F6B9E", 0.18), ("1F4C7C", 0.29))):
        crests = [(-0.7 + step * 0.2, y + (0.018 if (step + i) % 2 else -0.018)) for step in range(8)]
        wave = blob([(-0.8, 0.6), *crests, (0.8, 0.6)], 0.5)
        painter.fill(overlap(canvas, wave), painter.half(from_hex(colour), 0.85))
    across = -0.6 + (seconds * 0.22) % 1.2
    gleam = poly([(across, -0.4), (across + 0.1, -0.4), (across - 0.1, 0.4), (across - 0.2, 0.4)])
    painter.veil(overlap(canvas, gleam), (1.0, 1.0, 1.0), 0.14)
    painter.canvas.restore()


def ticket(painter: Painter, seconds: float) -> None:
    """A ticket with a stub and bars."""
    painter.canvas.save()
    painter.canvas.rotate(-8 + math.sin(seconds * 1.3) * 0.8)
    card = rect(-0.5, -0.26, 1.0, 0.52, 0.02)
    for x in (-0.5, 0.5):
        card = without(card, oval(x, 0, 0.07))
    cast(painter, card)
    painter.form(card, from_hex("DDB866"), 0.014)
    painter.fill(rect(-0.36, -0.19, 0.46, 0.06, 0.01), painter.half(RED, 0.8))
    for i, width in enumerate((0.4, 0.46, 0.3)):
        painter.fill(rect(-0.36, -0.06 + i * 0.085, width, 0.03, 0.015), painter.half(INK, 0.55))
    for i in range(9):
        painter.fill(rect(0.195, -0.21 + i * 0.05, 0.012, 0.025), painter.half(INK, 0.5))
    for i in range(9):
        painter.fill(rect(0.26 + i * 0.017, -0.16, 0.006 + 0.005 * (i * 7 % 3 > 0), 0.32), painter.half(INK, 0.4))
    painter.canvas.restore()


def chart(painter: Painter, seconds: float) -> None:
    """A folded map: land, water, and a course that is being marked."""
    painter.canvas.save()
    painter.canvas.rotate(-3)
    sheet = rect(-0.62, -0.42, 1.24, 0.84, 0.005)
    cast(painter, sheet)
    painter.form(sheet, mix(PAPER, from_hex("8FB3B8"), 0.45), 0.012)
    for points in (
        [(-0.7, -0.5), (-0.2, -0.5), (-0.3, -0.2), (-0.42, 0.02), (-0.36, 0.2), (-0.5, 0.5), (-0.8, 0.5)],
        [(0.12, 0.5), (0.18, 0.2), (0.36, 0.12), (0.44, -0.1), (0.7, -0.2), (0.8, 0.5)],
        [(0.02, -0.26), (0.16, -0.3), (0.2, -0.18), (0.06, -0.12)],
    ):
        painter.fill(overlap(sheet, blob(points, 0.5)), painter.half(mix(PAPER, from_hex("9A8A5E"), 0.45), 0.9))
    for x in (-0.31, 0.0, 0.31):
        painter.fill(rect(x - 0.004, -0.42, 0.008, 0.84), painter.half(mix(PAPER, INK, 0.3), 0.6))
    done = 0.35 + 0.65 * min(1.0, seconds / 2.5)
    for i in range(12):
        if i / 11 <= done:
            t = i / 11
            x, y = -0.36 + t * 0.62, 0.06 - math.sin(t * math.pi) * 0.2 + t * 0.06
            painter.fill(rect(x, y, 0.034, 0.014, 0.006), painter.half(RED, 0.85))
    for x, y in ((-0.4, 0.06), (0.29, 0.125)):
        painter.fill(oval(x, y, 0.026), painter.half(RED, 0.85))
    painter.canvas.restore()


def book(painter: Painter, seconds: float) -> None:
    """An open book, one page lifting."""
    cover = poly([(-0.5, -0.3), (0.5, -0.3), (0.5, 0.36), (-0.5, 0.36)])
    cast(painter, cover)
    painter.form(cover, from_hex("6E3A38"), 0.02)
    for sign in (-1, 1):
        page = blob(
            [
                (0, -0.27),
                (sign * 0.24, -0.31),
                (sign * 0.46, -0.27),
                (sign * 0.46, 0.31),
                (sign * 0.24, 0.27),
                (0, 0.31),
            ],
            0.2,
        )
        painter.fill(page, painter.half(PAPER, 0.92 if sign == painter.side else 0.66))
        for i in range(9):
            if i != 4:
                x = 0.06 if sign > 0 else -0.4
                painter.fill(rect(x, -0.2 + i * 0.05, 0.34 if i % 3 else 0.26, 0.012, 0.006), painter.half(INK, 0.55))
    lift = 0.5 + 0.5 * math.sin(seconds * 1.1)
    painter.fill(blob([(0, -0.27), (0.1, -0.36 - 0.05 * lift), (0.3 - 0.1 * lift, -0.38), (0.26 - 0.1 * lift, 0.24),
                       (0, 0.31)], 0.2),
                 painter.half(PAPER, 0.8))  # fmt: skip
