"""More things for insert shots, each about a metre across round the origin, y down, one part of it moving."""

from __future__ import annotations

import math

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.insert_papers import BRASS, INK, PAPER, RED, STEEL, WOOD, cast
from renderers.animatic.insert_tales import TALES
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect, without
from renderers.animatic.pieces_light import glow

_LEAF, _ORANGE, _BREAD, _LEATHER = (from_hex(text) for text in ("5E8C56", "E8862E", "B9793E", "7A4A30"))


def torch(painter: Painter, seconds: float) -> None:
    """An electric torch on its side, its beam across the table."""
    flicker = 1.0 if math.sin(seconds * 7) > -0.86 else 0.55
    painter.canvas.save()
    painter.canvas.rotate(-14)
    for spread, alpha in ((0.52, 0.10), (0.38, 0.14), (0.24, 0.18)):
        beam = poly([(0.08, -0.13), (0.52, -spread * 0.75), (0.52, spread * 0.75), (0.08, 0.13)])
        painter.veil(beam, painter.palette.lamp, alpha * flicker)
    body = rect(-0.5, -0.085, 0.46, 0.17, 0.04)
    cast(painter, body)
    painter.form(body, from_hex("2E333B"), 0.02)
    for i in range(5):
        painter.fill(rect(-0.44 + i * 0.06, -0.085, 0.02, 0.17), painter.half(STEEL, 0.25))
    head = poly([(-0.06, -0.085), (0.06, -0.17), (0.12, -0.17), (0.12, 0.17), (0.06, 0.17), (-0.06, 0.085)])
    painter.form(head, STEEL, 0.02)
    painter.fill(oval(0.12, 0.0, 0.04, 0.155), painter.own_light(mix(painter.palette.lamp, (1.0, 1.0, 0.95), 0.5)))
    painter.fill(rect(-0.2, -0.115, 0.1, 0.04, 0.015), painter.half(RED, 0.8))
    painter.canvas.restore()


def tablet(painter: Painter, seconds: float) -> None:
    """A tablet with rows of readings; one of them rises and falls."""
    case = rect(-0.5, -0.36, 1.0, 0.72, 0.05)
    cast(painter, case)
    painter.form(case, from_hex("23272E"), 0.015)
    painter.fill(rect(-0.45, -0.31, 0.9, 0.62, 0.015), painter.own_light(from_hex("1F3E4E")))
    light = painter.own_light(from_hex("8FE0D0"))
    for i in range(4):
        painter.fill(rect(-0.4, -0.25 + i * 0.085, 0.2 - 0.03 * (i % 2), 0.03, 0.01), light)
    for i in range(9):
        tall = 0.08 + 0.16 * abs(math.sin(i * 1.3 + (seconds * 2 if i == 6 else 0)))
        bar = painter.own_light(from_hex("E8742E")) if i == 6 else light
        painter.fill(rect(-0.1 + i * 0.058, 0.22 - tall, 0.038, tall), bar)
    painter.fill(oval(0.34, -0.2, 0.06), painter.own_light(from_hex("E8742E" if seconds % 1 < 0.5 else "6A3A2A")))


def signal(painter: Painter, seconds: float) -> None:
    """A warning light on a panel; it blinks."""
    on = seconds % 1.0 < 0.55
    panel = rect(-0.46, -0.46, 0.92, 0.92, 0.05)
    cast(painter, panel)
    painter.form(panel, from_hex("4A525C"), 0.015)
    for x in (-0.4, 0.4):
        for y in (-0.4, 0.4):
            painter.fill(oval(x, y, 0.03), painter.half(STEEL, 0.6))
    painter.form(oval(0, 0, 0.29), STEEL, 0.02)
    painter.fill(oval(0, 0, 0.24), painter.own_light(from_hex("F04A34" if on else "6A2A26")))
    painter.fill(oval(-0.07, -0.08, 0.07, 0.05), painter.own_light(from_hex("FFC4B4" if on else "8A4A44")))
    if on:
        glow(painter, 0, 0, 0.62, from_hex("F04A34"))


def valve(painter: Painter, seconds: float) -> None:
    """A hand wheel on a pipe; it turns."""
    painter.form(rect(-0.54, 0.06, 1.08, 0.24), from_hex("6E7A70"), 0.0, -0.05)
    for x in (-0.4, 0.3):
        painter.form(rect(x, 0.0, 0.1, 0.36, 0.02), from_hex("59635B"), 0.015)
    painter.form(rect(-0.06, -0.16, 0.12, 0.3), STEEL, 0.02)
    painter.canvas.save()
    painter.canvas.translate(0, -0.12)
    painter.canvas.rotate(min(1.0, seconds / 1.6) * 140)
    rim = without(oval(0, 0, 0.36), oval(0, 0, 0.285))
    cast(painter, rim)
    for i in range(5):
        angle = i * math.pi * 2 / 5
        painter.form(limb([(0, 0), (math.cos(angle) * 0.31, math.sin(angle) * 0.31)], 0.07, 0.055), RED, 0.012)
    painter.form(rim, RED, 0.02)
    painter.form(oval(0, 0, 0.085), BRASS, 0.02)
    painter.canvas.restore()


def board(painter: Painter, seconds: float) -> None:
    """A blackboard; a line of chalk grows on it."""
    frame = rect(-0.56, -0.4, 1.12, 0.8, 0.02)
    cast(painter, frame)
    painter.form(frame, WOOD, 0.015)
    painter.fill(rect(-0.51, -0.35, 1.02, 0.7), painter.half(from_hex("35584A"), 0.6))
    chalk = painter.half(from_hex("EDEBDD"), 0.95)
    for i, y in enumerate((-0.2, 0.0, 0.2)):
        shown = max(0.0, min(1.0, seconds * 0.7 - i * 0.6 + 0.8))
        count = max(2, round(18 * shown))
        row = [(-0.42 + k * 0.044, y + 0.045 * math.sin(k * 1.9 + i * 2)) for k in range(count)]
        if shown > 0:
            painter.line(blob(row, 0.6, close=False), chalk, 0.022)
    painter.form(rect(-0.52, 0.35, 1.04, 0.06), mix(WOOD, INK, 0.2), 0.01)
    painter.fill(rect(0.28, 0.325, 0.12, 0.03, 0.01), chalk)


def oranges(painter: Painter, seconds: float) -> None:
    """Three oranges; one of them rocks."""
    for x, y, rock in ((-0.24, 0.12, 0.0), (0.26, 0.14, 0.0), (0.02, -0.2, math.sin(seconds * 2) * 0.012)):
        fruit = oval(x + rock, y, 0.25)
        cast(painter, fruit)
        painter.form(fruit, _ORANGE, 0.06, -0.03, rim=0.01)
        painter.fill(oval(x + rock + 0.05, y - 0.17, 0.022), painter.half(_LEAF, 0.4))
        leaf = blob([(x + rock + 0.05, y - 0.18), (x + 0.15, y - 0.27), (x + 0.26, y - 0.22)], 0.5)
        painter.form(leaf, _LEAF, 0.015)


def bread(painter: Painter, seconds: float) -> None:
    """A round loaf, steaming."""
    loaf = blob([(-0.48, 0.14), (-0.38, -0.18), (0.0, -0.32), (0.38, -0.18), (0.48, 0.14), (0.0, 0.26)], 0.5)
    cast(painter, loaf)
    painter.form(loaf, _BREAD, 0.07, -0.03, rim=0.012)
    for i in range(4):
        x = -0.24 + i * 0.16
        cut = overlap(loaf, blob([(x - 0.03, 0.06), (x + 0.05, -0.22), (x + 0.09, -0.2), (x + 0.03, 0.08)], 0.4))
        painter.fill(cut, painter.half(mix(_BREAD, PAPER, 0.6), 0.85))
    for i in range(3):
        rise = (seconds * 0.3 + i / 3) % 1.0
        wisp = oval(-0.14 + i * 0.14 + 0.03 * math.sin(seconds * 2 + i), -0.34 - rise * 0.16, 0.045, 0.07)
        painter.veil(wisp, (1.0, 1.0, 1.0), 0.22 * (1 - rise))


def bag(painter: Painter, seconds: float) -> None:
    """A suitcase; its tag swings."""
    painter.line(blob([(-0.14, -0.26), (-0.1, -0.4), (0.1, -0.4), (0.14, -0.26)], 0.4, close=False),
                 painter.half(_LEATHER, 0.4), 0.05)  # fmt: skip
    case = rect(-0.48, -0.28, 0.96, 0.66, 0.06)
    cast(painter, case)
    painter.form(case, _LEATHER, 0.03)
    for x in (-0.34, 0.24):
        painter.fill(rect(x, -0.28, 0.09, 0.66), painter.half(mix(_LEATHER, INK, 0.35), 0.6))
        painter.form(rect(x - 0.01, -0.1, 0.11, 0.09, 0.015), BRASS, 0.012)
    swing = math.sin(seconds * 1.7) * 0.04
    tag = poly([(0.1, -0.34), (0.2 + swing, -0.2), (0.14 + swing, -0.08), (0.04 + swing, -0.1), (0.04, -0.24)])
    painter.form(tag, PAPER, 0.012)


def gun(painter: Painter, seconds: float) -> None:
    """A revolver; light runs along its barrel."""
    grip = blob([(-0.34, 0.0), (-0.14, 0.0), (-0.22, 0.36), (-0.4, 0.36)], 0.2)
    cast(painter, grip)
    painter.form(grip, WOOD, 0.03)
    frame = poly(
        [(-0.36, -0.14), (0.02, -0.18), (0.5, -0.16), (0.5, -0.06), (0.1, -0.02), (-0.08, 0.06), (-0.34, 0.04)]
    )
    cast(painter, frame)
    painter.form(frame, from_hex("3A4048"), 0.02)
    painter.form(rect(-0.12, -0.17, 0.2, 0.16, 0.03), STEEL, 0.02)
    for i in range(3):
        painter.fill(rect(-0.11, -0.14 + i * 0.045, 0.18, 0.018, 0.008), painter.half(INK, 0.6))
    painter.line(
        blob([(-0.1, 0.06), (-0.06, 0.16), (0.06, 0.12), (0.06, 0.0)], 0.5, close=False), painter.half(INK), 0.03
    )
    x = -0.1 + (seconds * 0.25 % 0.5)
    painter.veil(rect(x, -0.15, 0.08, 0.025, 0.012), (1.0, 1.0, 1.0), 0.5)


def laptop(painter: Painter, seconds: float) -> None:
    """An open laptop; its cursor blinks."""
    lid = poly([(-0.42, -0.42), (0.42, -0.42), (0.46, 0.12), (-0.46, 0.12)])
    cast(painter, lid)
    painter.form(lid, from_hex("4A5058"), 0.015)
    painter.fill(
        poly([(-0.37, -0.37), (0.37, -0.37), (0.41, 0.07), (-0.41, 0.07)]), painter.own_light(from_hex("BFD8DC"))
    )
    ink = painter.own_light(from_hex("33505C"))
    for i, long in enumerate((0.5, 0.62, 0.44, 0.56)):
        painter.fill(rect(-0.32, -0.3 + i * 0.08, long, 0.026, 0.01), ink)
    if seconds % 1 < 0.6:
        painter.fill(rect(-0.32, 0.02, 0.02, 0.04), ink)
    deck = poly([(-0.46, 0.12), (0.46, 0.12), (0.54, 0.36), (-0.54, 0.36)])
    painter.form(deck, from_hex("8A9096"), 0.015)
    for i in range(3):
        painter.fill(poly([(-0.42 - i * 0.02, 0.16 + i * 0.05), (0.42 + i * 0.02, 0.16 + i * 0.05),
                           (0.43 + i * 0.02, 0.19 + i * 0.05), (-0.43 - i * 0.02, 0.19 + i * 0.05)]),
                     painter.half(from_hex("4A5058"), 0.6))  # fmt: skip


def flower(painter: Painter, seconds: float) -> None:
    """A rose on its stem; a petal stirs."""
    painter.form(limb([(0.06, 0.48), (0.0, -0.12)], 0.04, 0.03), _LEAF, 0.01)
    painter.form(blob([(0.03, 0.2), (0.26, 0.04), (0.34, 0.1), (0.16, 0.24)], 0.5), _LEAF, 0.03)
    stir = math.sin(seconds * 1.6) * 0.015
    for x, y, radius, share in ((0.0, -0.2, 0.25, 0.0), (-0.12 + stir, -0.24, 0.15, 0.12), (0.12, -0.26, 0.15, 0.2),
                                (0.0, -0.32, 0.13, 0.3), (0.0, -0.24, 0.09, 0.05)):  # fmt: skip
        petal = oval(x, y, radius, radius * 0.86)
        painter.form(petal, mix(from_hex("B5332F"), (1.0, 0.8, 0.7), share), 0.03)


def money(painter: Painter, seconds: float) -> None:
    """A fan of banknotes; the top one lifts."""
    for i, turn in enumerate((-22, -6, 10 + 2 * math.sin(seconds * 2))):
        painter.canvas.save()
        painter.canvas.rotate(turn)
        note = rect(-0.46, -0.2, 0.92, 0.4, 0.015)
        cast(painter, note, 0.02)
        painter.form(note, mix(from_hex("8FA98A"), PAPER, 0.2 * i), 0.012)
        painter.fill(oval(0, 0, 0.13), painter.half(from_hex("5E7A62"), 0.7))
        for x in (-0.36, 0.3):
            painter.fill(rect(x, -0.13, 0.07, 0.26, 0.01), painter.half(from_hex("5E7A62"), 0.6))
        painter.canvas.restore()


MORE_THINGS: dict[str, Piece] = {
    "torch": torch, "flashlight": torch, "tablet": tablet, "light": signal, "signal": signal, "alarm": signal,
    "button": signal, "valve": valve, "wheel": valve, "tap": valve, "blackboard": board, "whiteboard": board,
    "board": board, "orange": oranges, "oranges": oranges, "fruit": oranges, "apple": oranges, "bread": bread,
    "loaf": bread, "cake": bread, "bag": bag, "suitcase": bag, "briefcase": bag, "luggage": bag, "gun": gun,
    "pistol": gun, "revolver": gun, "laptop": laptop, "computer": laptop, "monitor": laptop, "flower": flower,
    "flowers": flower, "rose": flower, "money": money, "cash": money, "banknote": money, "bill": money,
    **TALES,
}  # fmt: skip
"""Drawings by the words that name them."""
