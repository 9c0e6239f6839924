"""More things in hands: lights, tools, luggage. Origin in the palm, one unit per head height, y down."""

from __future__ import annotations

from collections.abc import Callable

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect
from renderers.animatic.pieces_light import glow

_STEEL, _DARK, _WOOD, _LEATHER = (from_hex(text) for text in ("9AA4A8", "22262E", "B58A5C", "6E4630"))
_FLAME = from_hex("F6B64A")


def _cord(painter: Painter) -> None:
    painter.line(poly([(0.02, 0.08), (0.02, -7.0)], close=False), painter.half(from_hex("D2B585"), 0.8), 0.05)
    painter.form(rect(-0.10, 0.02, 0.24, 0.12, 0.05), _WOOD, 0.03)


def _chalk(painter: Painter) -> None:
    painter.fill(limb([(0.0, -0.02), (0.20, -0.16)], 0.06, 0.05), painter.lit(from_hex("F2EDE0")))


def _match(painter: Painter) -> None:
    glow(painter, 0.12, -0.52, 1.5, painter.palette.lamp)
    painter.fill(limb([(0.0, 0.0), (0.12, -0.36)], 0.035, 0.03), painter.lit(_WOOD))
    for wide, tall, colour in ((0.10, 0.30, from_hex("E8742E")), (0.06, 0.20, _FLAME)):
        lick = [(0.12, -0.36 - tall), (0.12 + wide, -0.42), (0.12, -0.32), (0.12 - wide, -0.42)]
        painter.fill(blob(lick, 0.7), painter.own_light(colour))


def _torch(painter: Painter) -> None:
    for spread, alpha in ((1.25, 0.10), (0.85, 0.12), (0.5, 0.14)):
        beam = poly([(0.42, -0.12), (9.0, -spread * 2.2), (9.0, spread * 1.5), (0.42, 0.12)])
        painter.veil(beam, painter.palette.lamp, alpha)
    painter.form(limb([(-0.24, 0.02), (0.28, 0.0)], 0.15, 0.15), _DARK, 0.04)
    painter.form(poly([(0.24, -0.09), (0.44, -0.17), (0.44, 0.17), (0.24, 0.09)]), _STEEL, 0.03)
    painter.fill(oval(0.45, 0.0, 0.05, 0.16), painter.own_light(from_hex("FFF3C4")))


def _gun(painter: Painter) -> None:
    outline = [(-0.06, 0.16), (-0.08, -0.16), (0.62, -0.20), (0.62, -0.06), (0.10, -0.04), (0.08, 0.16)]
    painter.form(poly(outline), _DARK, 0.03)


def _tablet(painter: Painter) -> None:
    painter.form(poly([(-0.05, -0.44), (0.62, -0.56), (0.70, 0.28), (0.03, 0.36)]), _DARK, 0.04)
    screen = poly([(0.01, -0.38), (0.57, -0.48), (0.64, 0.22), (0.08, 0.29)])
    painter.fill(screen, painter.own_light(from_hex("9FD0D8")))
    for i in range(3):
        painter.line(poly([(0.12, -0.24 + i * 0.15), (0.5, -0.31 + i * 0.15)], close=False), painter.lit(_DARK), 0.025)


def _umbrella(painter: Painter) -> None:
    painter.line(poly([(0.0, 0.35), (0.0, -2.3)], close=False), painter.lit(_DARK), 0.05)
    cloth = painter.palette.accent
    top = [
        (-1.7, -1.72),
        (-1.2, -2.3),
        (0.0, -2.62),
        (1.2, -2.3),
        (1.7, -1.72),
        (0.85, -1.9),
        (0.0, -1.74),
        (-0.85, -1.9),
    ]
    painter.form(blob(top, 0.3), cloth, 0.14, -0.05)


def _bag(painter: Painter) -> None:
    painter.line(blob([(-0.22, 0.30), (0.0, 0.02), (0.22, 0.30)], 0.5, close=False), painter.half(_LEATHER, 0.5), 0.06)
    painter.form(rect(-0.52, 0.26, 1.04, 0.74, 0.08), _LEATHER, 0.07)
    painter.fill(rect(-0.52, 0.48, 1.04, 0.06), painter.shaded(_LEATHER))
    painter.fill(rect(-0.07, 0.42, 0.14, 0.16, 0.03), painter.half(from_hex("C0893A"), 0.9))


def _sack(painter: Painter) -> None:
    """A cloth bag by its handles."""
    cloth = from_hex("C9B48A")
    painter.line(blob([(-0.20, 0.34), (-0.10, 0.04), (0.10, 0.04), (0.20, 0.34)], 0.4, close=False),
                 painter.half(cloth, 0.55), 0.05)  # fmt: skip
    bag = [(-0.34, 0.30), (0.34, 0.30), (0.42, 0.86), (0.26, 1.02), (-0.26, 1.02), (-0.42, 0.86)]
    painter.form(blob(bag, 0.3), cloth, 0.08)
    painter.line(blob([(-0.12, 0.40), (-0.16, 0.66), (-0.10, 0.90)], 0.5, close=False), painter.shaded(cloth), 0.03)


def _flowers(painter: Painter) -> None:
    stem = painter.half(from_hex("4E7A55"), 0.7)
    for x, y, colour in (
        (-0.26, -0.62, "C8352F"),
        (0.0, -0.74, "F0C02E"),
        (0.26, -0.60, "D98A8A"),
        (0.12, -0.44, "C8352F"),
    ):
        painter.line(poly([(0.0, 0.2), (x, y)], close=False), stem, 0.035)
        painter.form(oval(x, y, 0.13), from_hex(colour), 0.04)
        painter.fill(oval(x, y, 0.05), painter.half(mix(from_hex(colour), _FLAME, 0.6), 0.9))
    painter.form(poly([(-0.22, -0.2), (0.22, -0.2), (0.06, 0.34), (-0.06, 0.34)]), from_hex("EDE4D0"), 0.04)


def _note(painter: Painter) -> None:
    """A paper folded small, between finger and thumb."""
    page = from_hex("F2EAD8")
    painter.form(poly([(0.0, -0.20), (0.34, -0.26), (0.38, 0.06), (0.04, 0.12)]), page, 0.03)
    painter.line(poly([(0.02, -0.04), (0.36, -0.10)], close=False), painter.half(page, 0.35), 0.02)


def _book(painter: Painter) -> None:
    """Open, its cover toward the lens."""
    cover, page = from_hex("8A3A34"), from_hex("F2EAD8")
    painter.form(poly([(0.0, -0.34), (0.34, -0.40), (0.40, 0.24), (0.05, 0.30)]), page, 0.03)
    painter.form(poly([(-0.04, -0.30), (0.30, -0.40), (0.36, 0.26), (0.02, 0.34)]), cover, 0.05)
    painter.form(poly([(0.30, -0.40), (0.64, -0.34), (0.68, 0.28), (0.36, 0.26)]), mix(cover, _DARK, 0.15), 0.05)
    painter.fill(poly([(0.05, -0.20), (0.22, -0.25), (0.23, -0.19), (0.06, -0.14)]), painter.half(page, 0.6))


def _basket(painter: Painter) -> None:
    cane = from_hex("B98B52")
    painter.line(blob([(-0.34, 0.46), (-0.20, 0.10), (0.0, 0.0), (0.20, 0.10), (0.34, 0.46)], 0.5, close=False),
                 painter.half(cane, 0.5), 0.055)  # fmt: skip
    for x, colour in ((-0.24, "D98A2E"), (0.0, "B5432F"), (0.22, "6E8A3A")):
        painter.form(oval(x, 0.42, 0.15), from_hex(colour), 0.04)
    painter.form(poly([(-0.48, 0.44), (0.48, 0.44), (0.38, 0.86), (-0.38, 0.86)]), cane, 0.07)
    for y in (0.55, 0.70):
        painter.line(poly([(-0.45, y), (0.45, y)], close=False), painter.shaded(cane), 0.03)


def _lantern(painter: Painter) -> None:
    glow(painter, 0.0, 0.42, 1.9, painter.palette.lamp)
    painter.line(oval(0.0, 0.12, 0.13, 0.13), painter.half(_STEEL, 0.5), 0.035)
    painter.fill(rect(-0.17, 0.28, 0.34, 0.34, 0.04), painter.own_light(painter.palette.lamp))
    painter.form(poly([(-0.20, 0.30), (-0.09, 0.20), (0.09, 0.20), (0.20, 0.30)]), _DARK, 0.03)
    painter.form(rect(-0.20, 0.60, 0.40, 0.09, 0.03), _DARK, 0.03)
    for x in (-0.17, 0.13):
        painter.fill(rect(x, 0.28, 0.04, 0.34), painter.lit(_DARK))


def _sword(painter: Painter) -> None:
    painter.form(poly([(0.06, -0.16), (0.16, -0.14), (0.62, -2.30), (0.56, -2.46), (0.46, -2.34)]), _STEEL, 0.04)
    painter.fill(limb([(-0.04, 0.24), (0.10, -0.16)], 0.075, 0.075), painter.lit(_LEATHER))
    painter.form(limb([(-0.12, -0.20), (0.30, -0.12)], 0.08, 0.08), from_hex("C0893A"), 0.02)
    painter.form(oval(-0.06, 0.29, 0.07), from_hex("C0893A"), 0.02)


def _bottle(painter: Painter) -> None:
    green = from_hex("3F6A4E")
    painter.form(rect(-0.13, -0.16, 0.26, 0.56, 0.06), green, 0.05)
    painter.form(rect(-0.055, -0.44, 0.11, 0.32, 0.03), green, 0.03)
    painter.fill(rect(-0.13, 0.02, 0.26, 0.20), painter.half(from_hex("EFE6D0"), 0.8))


def _glass(painter: Painter) -> None:
    rim = from_hex("C9D6D6")
    painter.form(poly([(-0.14, -0.34), (0.18, -0.34), (0.14, 0.14), (-0.10, 0.14)]), rim, 0.04)
    painter.fill(
        poly([(-0.115, -0.14), (0.155, -0.14), (0.13, 0.10), (-0.09, 0.10)]), painter.half(from_hex("B9762E"), 0.8)
    )


def _ball(painter: Painter) -> None:
    painter.form(oval(0.14, 0.10, 0.36), from_hex("F0EDE4"), 0.08)
    for x, y in ((0.14, 0.10), (-0.14, -0.02), (0.38, -0.06), (0.02, 0.36), (0.36, 0.32)):
        painter.fill(oval(x, y, 0.085), painter.lit(_DARK))


def _baby(painter: Painter) -> None:
    """Wrapped in a blanket, its head in the crook of the arm."""
    cloth, skin = from_hex("E9E2D0"), from_hex("E2A987")
    wrap = [(-0.62, -0.20), (-0.30, -0.42), (0.10, -0.26), (0.30, 0.06), (0.18, 0.30), (-0.30, 0.34), (-0.66, 0.16)]
    painter.form(blob(wrap, 0.5), cloth, 0.08)
    painter.form(oval(-0.34, -0.20, 0.24, 0.23), mix(cloth, _WOOD, 0.14), 0.04)
    painter.form(oval(-0.31, -0.17, 0.18, 0.18), skin, 0.04)
    for x in (-0.36, -0.24):
        painter.line(
            blob([(x - 0.03, -0.17), (x, -0.15), (x + 0.03, -0.17)], 0.5, close=False), painter.lit(_LEATHER), 0.018
        )
    painter.line(blob([(0.12, -0.20), (-0.06, 0.10), (-0.30, 0.28)], 0.5, close=False), painter.shaded(cloth), 0.03)


def _scroll(painter: Painter) -> None:
    page = from_hex("E6D6A8")
    painter.form(poly([(-0.03, -0.34), (0.56, -0.40), (0.60, 0.36), (0.02, 0.42)]), page, 0.05)
    for ends in (((-0.06, -0.36), (0.60, -0.43)), ((-0.02, 0.42), (0.64, 0.36))):
        painter.form(limb(ends, 0.12, 0.12), mix(page, _WOOD, 0.35), 0.03)
    for i in range(4):
        row = poly([(0.10, -0.20 + i * 0.14), (0.48, -0.24 + i * 0.14)], close=False)
        painter.line(row, painter.half(_LEATHER, 0.8), 0.02)


def _card(painter: Painter) -> None:
    """A referee's card, held up."""
    painter.form(poly([(-0.10, -0.42), (0.20, -0.46), (0.24, 0.02), (-0.06, 0.06)]), from_hex("EDC22E"), 0.03)


MORE: dict[str, Callable[[Painter], None]] = {
    "cord": _cord, "chalk": _chalk, "match": _match, "torch": _torch, "gun": _gun, "tablet": _tablet,
    "umbrella": _umbrella, "bag": _bag, "sack": _sack, "flowers": _flowers, "note": _note, "card": _card,
    "book": _book, "basket": _basket, "lantern": _lantern, "sword": _sword, "bottle": _bottle, "glass": _glass,
    "ball": _ball, "baby": _baby, "scroll": _scroll,
}  # fmt: skip
"""Drawings by what is held."""
