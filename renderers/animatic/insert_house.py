"""Things of the house and the pocket for insert shots, each about a metre across round the origin, y down."""

from __future__ import annotations

import math

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.held_more import MORE
from renderers.animatic.held_music import MUSIC
from renderers.animatic.held_props import PROPS
from renderers.animatic.insert_papers import BRASS, INK, PAPER, RED, STEEL, WOOD, cast
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect

_BLACK, _SCREEN = from_hex("26282E"), from_hex("8FC4CC")


def _telephone(painter: Painter, seconds: float) -> None:
    """A telephone with a dial, that shakes while it rings."""
    shake = 0.012 * math.sin(seconds * 40) if seconds % 2.0 < 1.1 else 0.0
    body = blob([(-0.42, 0.42), (-0.34, 0.02), (-0.16, -0.12), (0.16, -0.12), (0.34, 0.02), (0.42, 0.42)], 0.2)
    cast(painter, body)
    painter.form(body, _BLACK, 0.04)
    painter.form(oval(0.0, 0.16, 0.20), mix(_BLACK, STEEL, 0.35), 0.02)
    for i in range(10):
        angle = math.radians(-60 + i * 30)
        painter.fill(oval(0.145 * math.cos(angle), 0.16 + 0.145 * math.sin(angle), 0.028), painter.half(PAPER, 0.85))
    painter.fill(oval(0.0, 0.16, 0.075), painter.half(PAPER, 0.8))
    top = -0.22 + shake
    painter.form(limb([(-0.36, top), (0.36, top)], 0.13, 0.13), _BLACK, 0.03)
    for x in (-0.40, 0.40):
        painter.form(blob([(x - 0.13, top + 0.12), (x - 0.10, top - 0.12), (x + 0.10, top - 0.12),
                           (x + 0.13, top + 0.12)], 0.3), _BLACK, 0.03)  # fmt: skip


def _compass(painter: Painter, seconds: float) -> None:
    """A compass whose needle finds its north."""
    cast(painter, oval(0, 0, 0.46))
    painter.form(oval(0, 0, 0.46), BRASS, 0.03, rim=0.012)
    painter.fill(oval(0, 0, 0.385), painter.half(PAPER, 0.92))
    for i in range(16):
        angle, deep = i * math.pi / 8, 0.09 if i % 4 == 0 else 0.05
        x, y = math.cos(angle), math.sin(angle)
        tick = poly([(x * 0.36, y * 0.36), (x * (0.36 - deep), y * (0.36 - deep))], close=False)
        painter.line(tick, painter.lit(INK), 0.022 if i % 4 == 0 else 0.010)
    swing = 34 * math.exp(-seconds * 0.9) * math.cos(seconds * 4.2) - 18
    painter.canvas.save()
    painter.canvas.rotate(swing)
    painter.fill(poly([(0.0, -0.31), (0.062, 0.0), (-0.062, 0.0)]), painter.lit(RED))
    painter.fill(poly([(0.0, 0.31), (0.062, 0.0), (-0.062, 0.0)]), painter.half(INK, 0.8))
    painter.canvas.restore()
    painter.fill(oval(0, 0, 0.035), painter.lit(BRASS))


def _gramophone(painter: Painter, seconds: float) -> None:
    """A record that turns under its horn."""
    box = rect(-0.44, 0.16, 0.72, 0.26, 0.02)
    cast(painter, box)
    painter.form(box, WOOD, 0.05)
    painter.fill(oval(-0.08, 0.15, 0.33, 0.075), painter.lit(_BLACK))
    turn = seconds * 5
    painter.fill(oval(-0.08, 0.15, 0.10, 0.024), painter.lit(RED))
    shine = (-0.08 + 0.22 * math.cos(turn), 0.15 + 0.05 * math.sin(turn))
    painter.fill(oval(*shine, 0.05, 0.012), painter.half(STEEL, 0.5))
    painter.line(blob([(0.20, 0.16), (0.28, -0.02), (0.14, -0.14)], 0.5, close=False), painter.lit(BRASS), 0.05)
    horn = blob([(0.10, -0.12), (0.18, -0.20), (0.36, -0.50), (0.0, -0.60), (-0.30, -0.42)], 0.25)
    painter.form(horn, BRASS, 0.07)
    painter.form(oval(0.02, -0.48, 0.34, 0.13), mix(BRASS, INK, 0.45), 0.05)


def _television(painter: Painter, seconds: float) -> None:
    case = rect(-0.50, -0.36, 1.0, 0.74, 0.05)
    cast(painter, case)
    painter.form(case, mix(WOOD, INK, 0.3), 0.03)
    painter.fill(rect(-0.43, -0.29, 0.66, 0.58, 0.07), painter.own_light(mix(_SCREEN, PAPER, 0.2)))
    for i in range(4):
        y = -0.29 + ((i * 0.16 + seconds * 0.22) % 0.54)
        painter.fill(rect(-0.43, y, 0.66, 0.035), painter.own_light(mix(_SCREEN, _BLACK, 0.25)))
    for y in (-0.18, 0.02):
        painter.form(oval(0.36, y, 0.06), STEEL, 0.02)
    for i in range(4):
        painter.fill(rect(0.28, 0.14 + i * 0.04, 0.16, 0.015), painter.half(PAPER, 0.5))


def _pills(painter: Painter, seconds: float) -> None:
    """A bottle of pills and some beside it."""
    amber = from_hex("D9862E")
    bottle = rect(-0.34, -0.26, 0.40, 0.66, 0.05)
    cast(painter, bottle)
    painter.form(bottle, amber, 0.05)
    painter.form(rect(-0.37, -0.42, 0.46, 0.18, 0.03), from_hex("F2EFE6"), 0.04)
    painter.fill(rect(-0.34, -0.06, 0.40, 0.28), painter.half(PAPER, 0.95))
    for i in range(3):
        painter.fill(rect(-0.28, 0.0 + i * 0.07, 0.26 - 0.05 * i, 0.022), painter.half(INK, 0.6))
    roll = 0.02 * math.sin(seconds * 1.4)
    for x, y, tone in ((0.24, 0.32, RED), (0.40, 0.22, PAPER), (0.36, 0.40, PAPER), (0.20 + roll, 0.14, RED)):
        painter.form(limb([(x - 0.05, y), (x + 0.05, y - 0.02)], 0.075, 0.075), tone, 0.015)


def _recorder(painter: Painter, seconds: float) -> None:
    """A tape recorder, its reels turning."""
    case = rect(-0.50, -0.32, 1.0, 0.66, 0.04)
    cast(painter, case)
    painter.form(case, mix(STEEL, INK, 0.35), 0.03)
    for x in (-0.24, 0.24):
        painter.form(oval(x, -0.08, 0.20), PAPER, 0.02)
        for i in range(3):
            angle = seconds * 2.4 + i * 2 * math.pi / 3
            painter.fill(oval(x + 0.11 * math.cos(angle), -0.08 + 0.11 * math.sin(angle), 0.055), painter.lit(_BLACK))
        painter.fill(oval(x, -0.08, 0.03), painter.lit(_BLACK))
    for i in range(5):
        painter.form(rect(-0.36 + i * 0.15, 0.20, 0.11, 0.08, 0.01), RED if i == 0 else PAPER, 0.012)


def _syringe(painter: Painter, seconds: float) -> None:
    """A syringe, a drop at its needle."""
    painter.canvas.save()
    painter.canvas.rotate(-26)
    glass = rect(-0.26, -0.10, 0.46, 0.20, 0.02)
    cast(painter, glass)
    painter.form(limb([(-0.50, 0.0), (-0.24, 0.0)], 0.045, 0.045), STEEL, 0.012)
    painter.form(rect(-0.55, -0.10, 0.05, 0.20, 0.015), STEEL, 0.012)
    painter.form(rect(-0.29, -0.15, 0.05, 0.30, 0.015), STEEL, 0.012)
    painter.form(glass, from_hex("D8E6E6"), 0.03)
    painter.fill(rect(-0.10, -0.075, 0.28, 0.15, 0.01), painter.half(from_hex("7FB0A0"), 0.9))
    for i in range(6):
        painter.fill(rect(-0.20 + i * 0.065, -0.09, 0.012, 0.05), painter.lit(INK))
    painter.form(poly([(0.20, -0.06), (0.29, -0.03), (0.29, 0.03), (0.20, 0.06)]), STEEL, 0.012)
    painter.fill(limb([(0.29, 0.0), (0.55, 0.0)], 0.022, 0.010), painter.lit(STEEL))
    painter.fill(oval(0.56, 0.012 + 0.02 * (seconds % 1.5), 0.016, 0.02), painter.lit(from_hex("9FD0D8")))
    painter.canvas.restore()


def _rifle(painter: Painter, seconds: float) -> None:
    """A rifle on its side, a glint along its barrel."""
    painter.canvas.save()
    painter.canvas.rotate(-16)
    stock = poly(
        [(-0.56, 0.17), (-0.55, -0.05), (-0.20, -0.07), (0.30, -0.07), (0.30, 0.02), (-0.12, 0.04), (-0.24, 0.07)]
    )
    cast(painter, stock)
    painter.form(limb([(-0.16, -0.09), (0.57, -0.09)], 0.055, 0.045), INK, 0.012)
    painter.form(stock, WOOD, 0.03)
    painter.form(rect(-0.20, -0.13, 0.26, 0.10, 0.02), mix(STEEL, INK, 0.4), 0.02)
    painter.line(blob([(-0.14, 0.04), (-0.08, 0.12), (0.0, 0.03)], 0.5, close=False), painter.lit(INK), 0.022)
    painter.fill(rect(0.52, -0.15, 0.02, 0.05), painter.lit(INK))
    x = 0.06 + (seconds * 0.2) % 0.42
    painter.veil(rect(x, -0.108, 0.06, 0.016, 0.008), (1.0, 1.0, 0.95), 0.5)
    painter.canvas.restore()


def _badge(painter: Painter, seconds: float) -> None:
    star = [(0.42 * (1.0 if i % 2 == 0 else 0.5) * math.sin(i * math.pi / 5),
             -0.42 * (1.0 if i % 2 == 0 else 0.5) * math.cos(i * math.pi / 5)) for i in range(10)]  # fmt: skip
    cast(painter, poly(star))
    painter.form(poly(star), BRASS, 0.04)
    painter.form(oval(0, 0, 0.17), mix(BRASS, PAPER, 0.4), 0.02)
    painter.veil(oval(-0.3 + (seconds * 0.25) % 0.6, -0.1, 0.06, 0.16), (1.0, 1.0, 0.92), 0.25)


def _locket(painter: Painter, seconds: float) -> None:
    sway = 2.5 * math.sin(seconds * 1.3)
    painter.canvas.save()
    painter.canvas.rotate(sway)
    for x in (-1, 1):
        painter.line(blob([(0.0, -0.14), (x * 0.20, -0.36), (x * 0.34, -0.60)], 0.5, close=False), painter.lit(BRASS),
                     0.022)  # fmt: skip
    cast(painter, oval(0, 0.14, 0.27, 0.31))
    painter.form(oval(0, 0.14, 0.27, 0.31), BRASS, 0.04, rim=0.012)
    painter.fill(oval(0, 0.14, 0.20, 0.24), painter.half(PAPER, 0.9))
    painter.form(oval(0.0, 0.08, 0.075, 0.09), from_hex("D9A27E"), 0.02)
    painter.fill(blob([(-0.13, 0.34), (-0.08, 0.20), (0.08, 0.20), (0.13, 0.34)], 0.4), painter.lit(from_hex("34506B")))
    painter.canvas.restore()


def newspaper(painter: Painter, seconds: float) -> None:
    """A front page, its headline on top."""
    sheet = poly([(-0.42, -0.52), (0.40, -0.48), (0.42, 0.54), (-0.40, 0.50)])
    cast(painter, sheet)
    painter.form(sheet, from_hex("E6E0D2"), 0.014)
    painter.fill(rect(-0.34, -0.46, 0.66, 0.05), painter.half(INK, 0.75))
    for i, wide in enumerate((0.66, 0.44)):
        painter.fill(rect(-0.34, -0.36 + i * 0.11, wide, 0.075), painter.half(INK, 0.85))
    painter.fill(rect(-0.34, -0.08, 0.32, 0.28), painter.half(from_hex("8A9294"), 0.8))
    painter.fill(blob([(-0.26, 0.20), (-0.24, 0.08), (-0.12, 0.08), (-0.10, 0.20)], 0.3), painter.half(INK, 0.6))
    painter.fill(oval(-0.18, 0.02, 0.045), painter.half(PAPER, 0.7))
    for i in range(9):
        painter.fill(rect(0.03, -0.08 + i * 0.06, 0.28 - 0.08 * (i == 8), 0.018), painter.half(INK, 0.5))
    for i in range(4):
        painter.fill(rect(-0.34, 0.26 + i * 0.06, 0.32, 0.018), painter.half(INK, 0.5))


def _passport(painter: Painter, seconds: float) -> None:
    cover = rect(-0.34, -0.46, 0.68, 0.92, 0.05)
    cast(painter, cover)
    painter.form(cover, from_hex("6A2A34"), 0.03)
    painter.line(oval(0, -0.04, 0.15), painter.lit(BRASS), 0.022)
    painter.fill(blob([(0, -0.17), (0.05, -0.04), (0, 0.10), (-0.05, -0.04)], 0.3), painter.lit(BRASS))
    for y, wide in ((-0.32, 0.36), (0.26, 0.30), (0.33, 0.18)):
        painter.fill(rect(-wide / 2, y, wide, 0.03), painter.lit(BRASS))


_IN_HAND: dict[str, tuple[str, float, float, float]] = {
    "apple": ("apple", 1.7, 0.14, -0.10), "hat": ("hat", 0.95, 0.07, 0.22), "cap": ("hat", 0.95, 0.07, 0.22),
    "hammer": ("hammer", 1.05, 0.18, -0.24), "gavel": ("gavel", 1.05, 0.28, -0.20), "axe": ("axe", 0.74, 0.3, -0.36),
    "pan": ("pan", 0.68, 0.58, -0.14), "spoon": ("spoon", 2.1, 0.14, -0.14),
    "binoculars": ("binoculars", 1.3, 0.16, -0.04), "pen": ("pen", 3.0, 0.05, -0.05), "toy": ("toy", 0.85, 0.16, 0.0),
    "teddy": ("toy", 0.85, 0.16, 0.0), "bear": ("toy", 0.85, 0.16, 0.0), "doll": ("toy", 0.85, 0.16, 0.0),
    "extinguisher": ("extinguisher", 0.85, 0.06, 0.46), "sandwich": ("food", 1.5, 0.17, -0.08),
    "pizza": ("food", 1.5, 0.17, -0.08), "trumpet": ("trumpet", 0.98, 0.38, -0.04),
    "harmonica": ("harmonica", 1.5, 0.02, -0.07), "glass": ("glass", 1.6, 0.02, -0.10),
    "cigarette": ("cigarette", 4.0, 0.13, -0.02), "cigar": ("cigarette", 4.0, 0.13, -0.02),
    "camera": ("camera", 1.35, 0.22, -0.08), "guitar": ("guitar", 0.42, 0.42, -0.12),
    "violin": ("violin", 0.68, -0.4, -0.1), "microphone": ("microphone", 1.6, 0.03, -0.14),
    "basket": ("basket", 0.95, 0.0, 0.44), "umbrella": ("umbrella", 0.30, 0.0, -1.15),
    "plate": ("plate", 1.4, 0.16, -0.16),
    "bowl": ("bowl", 1.0, 0.2, -0.02), "handkerchief": ("cloth", 1.35, 0.02, 0.18),
    "towel": ("cloth", 1.35, 0.02, 0.18), "wallet": ("money", 1.2, 0.26, -0.15),
    "walkie": ("radio", 1.0, 0.02, -0.2), "baby": ("baby", 0.9, -0.18, -0.04),
}  # fmt: skip
"""Things that are drawn here as they are in a hand: their drawing, how much larger, and where their middle is."""


def _close(name: str) -> Piece:
    held, grown, x, y = _IN_HAND[name]
    draw = {**MORE, **MUSIC, **PROPS}[held]

    def piece(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.rotate(1.2 * math.sin(seconds * 1.2))
        painter.canvas.scale(grown, grown)
        painter.canvas.translate(-x, -y)
        draw(painter)
        painter.canvas.restore()

    return piece


HOUSE: dict[str, Piece] = {
    **{name: _close(name) for name in _IN_HAND},
    "telephone": _telephone, "compass": _compass, "gramophone": _gramophone, "phonograph": _gramophone,
    "record": _gramophone, "television": _television, "tv": _television, "pill": _pills, "pills": _pills,
    "medicine": _pills, "recorder": _recorder, "badge": _badge, "star": _badge, "locket": _locket,
    "rifle": _rifle, "shotgun": _rifle,
    "syringe": _syringe, "needle": _syringe, "injection": _syringe, "necklace": _locket, "pendant": _locket,
    "newspaper": newspaper, "passport": _passport,
}  # fmt: skip
"""Drawings by the words that name them."""
