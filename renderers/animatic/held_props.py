"""Things of every day in hands: tools, food, money, cloths. Origin in the palm, one unit per head height, y down."""

from __future__ import annotations

from collections.abc import Callable

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect

_STEEL, _DARK, _WOOD, _CLOTH, _RED = (from_hex(text) for text in ("A9B4B8", "22262E", "A9784A", "EDE8DC", "C23A2E"))
_CARD, _BRASS, _GREEN = (from_hex(text) for text in ("B98B52", "C99A3E", "6E8F5E"))


def _knife(painter: Painter) -> None:
    painter.form(poly([(0.10, -0.10), (0.62, -0.30), (0.74, -0.28), (0.66, -0.14), (0.14, 0.03)]), _STEEL, 0.03)
    painter.form(limb([(-0.16, 0.08), (0.14, -0.05)], 0.11, 0.12), _DARK, 0.03)


def _money(painter: Painter) -> None:
    for turn, tone in ((-0.10, 0.6), (0.0, 0.8), (0.10, 1.0)):
        note = poly([(-0.06 + turn, -0.06), (0.02 + turn, -0.34), (0.58 + turn, -0.24), (0.50 + turn, 0.04)])
        painter.fill(note, painter.half(_GREEN, tone))
    painter.fill(oval(0.38, -0.15, 0.075, 0.065), painter.half(_CLOTH, 0.7))


def _keys(painter: Painter) -> None:
    painter.line(oval(0.04, 0.10, 0.09), painter.lit(_STEEL), 0.035)
    for x, y in ((0.00, 0.46), (0.14, 0.42)):
        painter.form(limb([(0.04, 0.18), (x, y)], 0.06, 0.05), _BRASS, 0.015)
        painter.fill(rect(x, y - 0.08, 0.08, 0.04), painter.lit(_BRASS))


def _apple(painter: Painter) -> None:
    painter.form(oval(0.12, -0.06, 0.19, 0.18), _RED, 0.05)
    painter.line(poly([(0.13, -0.22), (0.18, -0.33)], close=False), painter.lit(_WOOD), 0.03)
    painter.fill(blob([(0.18, -0.30), (0.30, -0.36), (0.27, -0.25)], 0.4), painter.lit(_GREEN))


def _food(painter: Painter) -> None:
    """A sandwich, or a slice of something."""
    crust = from_hex("D2A25C")
    painter.form(poly([(-0.06, 0.08), (0.40, -0.12), (0.36, 0.16)]), crust, 0.03)
    painter.fill(poly([(-0.08, 0.00), (0.40, -0.20), (0.41, -0.12), (-0.07, 0.09)]), painter.lit(from_hex("8FA45A")))
    painter.form(poly([(-0.10, -0.04), (0.10, -0.34), (0.42, -0.26), (0.40, -0.18)]), crust, 0.04)


def _box(painter: Painter) -> None:
    """A box or a crate between two hands."""
    painter.form(rect(-0.18, -0.42, 0.96, 0.62, 0.03), _CARD, 0.06)
    painter.fill(poly([(-0.18, -0.42), (0.78, -0.42), (0.70, -0.52), (-0.10, -0.52)]), painter.half(_CARD, 0.95))
    painter.fill(rect(0.24, -0.42, 0.10, 0.62), painter.half(mix(_CARD, _CLOTH, 0.4), 0.8))


def _cloth(painter: Painter) -> None:
    """A towel or a handkerchief, hanging from the hand."""
    fall = [(-0.14, -0.10), (0.16, -0.14), (0.24, 0.20), (0.18, 0.48), (0.02, 0.40), (-0.12, 0.52), (-0.20, 0.18)]
    painter.form(blob(fall, 0.3), _CLOTH, 0.06)
    painter.line(blob([(0.02, -0.06), (0.0, 0.16), (0.04, 0.36)], 0.5, close=False), painter.shaded(_CLOTH), 0.03)


def _hammer(painter: Painter) -> None:
    painter.form(limb([(-0.08, 0.18), (0.26, -0.62)], 0.08, 0.08), _WOOD, 0.02)
    painter.form(poly([(0.02, -0.74), (0.50, -0.54), (0.44, -0.38), (-0.04, -0.58)]), mix(_STEEL, _DARK, 0.35), 0.04)


def _gavel(painter: Painter) -> None:
    painter.form(limb([(-0.10, 0.10), (0.42, -0.28)], 0.07, 0.07), _WOOD, 0.02)
    painter.form(poly([(0.26, -0.48), (0.44, -0.56), (0.66, -0.14), (0.48, -0.06)]), mix(_WOOD, _DARK, 0.3), 0.04)


def _axe(painter: Painter) -> None:
    painter.form(limb([(-0.14, 0.36), (0.40, -1.05)], 0.09, 0.09), _WOOD, 0.02)
    painter.form(poly([(0.26, -1.00), (0.40, -1.12), (0.80, -0.98), (0.78, -0.66), (0.30, -0.80)]), _STEEL, 0.05)


def _stick(painter: Painter) -> None:
    """A stick, a club, a bat, a cane held up."""
    painter.form(limb([(-0.10, 0.20), (0.46, -1.15)], 0.09, 0.17), _WOOD, 0.04)


def _cane(painter: Painter) -> None:
    """A walking stick, from the hand to the ground."""
    painter.form(limb([(0.0, 0.0), (0.06, 1.95)], 0.09, 0.07), mix(_WOOD, _DARK, 0.4), 0.02)
    painter.line(blob([(-0.20, 0.06), (-0.12, -0.08), (0.0, -0.02)], 0.5, close=False), painter.lit(_WOOD), 0.09)


def _pan(painter: Painter) -> None:
    painter.form(limb([(-0.08, 0.02), (0.50, -0.12)], 0.09, 0.08), _DARK, 0.02)
    painter.form(oval(0.86, -0.22, 0.42, 0.17), mix(_DARK, _STEEL, 0.25), 0.06)
    painter.fill(oval(0.86, -0.25, 0.33, 0.11), painter.half(_DARK, 0.8))


def _spoon(painter: Painter) -> None:
    painter.form(limb([(-0.06, 0.10), (0.26, -0.26)], 0.045, 0.05), _STEEL, 0.015)
    painter.form(oval(0.31, -0.33, 0.09, 0.12), _STEEL, 0.03)


def _binoculars(painter: Painter) -> None:
    for y in (-0.14, 0.06):
        painter.form(limb([(-0.10, y), (0.40, y - 0.02)], 0.16, 0.22), _DARK, 0.04)
        painter.fill(oval(0.42, y - 0.02, 0.05, 0.10), painter.half(from_hex("7FB0BC"), 0.9))
    painter.fill(rect(0.06, -0.16, 0.10, 0.22), painter.half(_STEEL, 0.4))


def _radio(painter: Painter) -> None:
    """A walkie-talkie, its aerial up."""
    painter.fill(limb([(0.10, -0.30), (0.14, -0.76)], 0.05, 0.035), painter.lit(_DARK))
    painter.form(rect(-0.12, -0.34, 0.28, 0.58, 0.05), _DARK, 0.04)
    painter.fill(rect(-0.07, -0.26, 0.18, 0.12, 0.02), painter.half(_STEEL, 0.5))
    painter.fill(oval(0.08, -0.30, 0.03), painter.own_light(_RED))


def _pen(painter: Painter) -> None:
    painter.form(limb([(0.20, 0.14), (-0.10, -0.24)], 0.03, 0.06), from_hex("2A4A7A"), 0.015)


def _toy(painter: Painter) -> None:
    """A teddy bear."""
    plush = from_hex("B07A46")
    for x, y, wide, tall in ((-0.02, 0.36, 0.11, 0.16), (0.34, 0.36, 0.11, 0.16), (-0.14, 0.10, 0.10, 0.14),
                             (0.46, 0.10, 0.10, 0.14), (0.02, -0.40, 0.09, 0.09),
                             (0.32, -0.40, 0.09, 0.09)):  # fmt: skip
        painter.form(oval(x, y, wide, tall), mix(plush, _DARK, 0.12), 0.03)
    painter.form(oval(0.17, 0.12, 0.25, 0.28), plush, 0.06)
    painter.form(oval(0.17, -0.24, 0.23, 0.21), plush, 0.05)
    painter.fill(oval(0.19, -0.17, 0.10, 0.08), painter.lit(mix(plush, _CLOTH, 0.5)))
    for x in (0.09, 0.27):
        painter.fill(oval(x, -0.28, 0.028), painter.lit(_DARK))
    painter.fill(oval(0.19, -0.20, 0.035, 0.026), painter.lit(_DARK))


def _syringe(painter: Painter) -> None:
    painter.line(poly([(0.36, -0.14), (0.62, -0.24)], close=False), painter.lit(_STEEL), 0.025)
    painter.form(limb([(0.02, 0.0), (0.36, -0.14)], 0.11, 0.11), from_hex("D8E6E6"), 0.03)
    painter.fill(limb([(0.16, -0.06), (0.34, -0.13)], 0.07, 0.07), painter.half(from_hex("7FB0A0"), 0.9))
    painter.line(poly([(-0.14, 0.06), (0.02, 0.0)], close=False), painter.lit(_STEEL), 0.05)


def _rifle(painter: Painter) -> None:
    painter.form(poly([(-0.72, 0.20), (-0.66, -0.02), (0.02, -0.10), (0.10, 0.04), (-0.30, 0.10)]), _WOOD, 0.04)
    painter.form(limb([(0.0, -0.06), (1.50, -0.20)], 0.10, 0.06), _DARK, 0.02)
    painter.form(limb([(0.16, -0.02), (0.80, -0.10)], 0.11, 0.10), _WOOD, 0.02)
    painter.line(blob([(0.02, 0.02), (0.08, 0.12), (0.16, 0.02)], 0.5, close=False), painter.lit(_DARK), 0.03)


def _extinguisher(painter: Painter) -> None:
    painter.form(rect(-0.20, 0.10, 0.40, 0.88, 0.14), _RED, 0.07)
    painter.fill(rect(-0.20, 0.44, 0.40, 0.20), painter.half(_CLOTH, 0.85))
    painter.form(rect(-0.09, -0.04, 0.18, 0.18, 0.03), _DARK, 0.02)
    painter.line(blob([(0.08, 0.0), (0.36, 0.04), (0.42, 0.46)], 0.5, close=False), painter.lit(_DARK), 0.06)


def _can(painter: Painter) -> None:
    """A watering can, tipped."""
    tin = from_hex("6E9A8E")
    painter.form(poly([(0.34, 0.16), (0.86, -0.04), (0.94, 0.06), (0.40, 0.40)]), tin, 0.03)
    painter.form(rect(-0.24, 0.10, 0.62, 0.50, 0.06), tin, 0.06)
    painter.line(blob([(-0.20, 0.12), (0.06, -0.12), (0.32, 0.12)], 0.6, close=False), painter.half(tin, 0.5), 0.07)


def _hat(painter: Painter) -> None:
    """A hat in the hand, by its brim."""
    felt = from_hex("6A4A34")
    painter.form(blob([(-0.20, 0.02), (-0.16, 0.38), (0.06, 0.46), (0.28, 0.40), (0.34, 0.02)], 0.3), felt, 0.05)
    painter.fill(rect(-0.19, 0.06, 0.52, 0.10), painter.shaded(felt))
    painter.form(oval(0.07, 0.02, 0.48, 0.09), felt, 0.03)


def _cake(painter: Painter) -> None:
    """On its plate, between two hands."""
    sponge = from_hex("B4703E")
    painter.form(oval(0.20, 0.04, 0.58, 0.09), _CLOTH, 0.03)
    painter.form(rect(-0.20, -0.50, 0.80, 0.52, 0.05), sponge, 0.06)
    painter.fill(rect(-0.20, -0.24, 0.80, 0.06), painter.lit(_RED))
    painter.form(blob([(-0.22, -0.56), (0.62, -0.56), (0.60, -0.34), (0.40, -0.42), (0.20, -0.32), (0.0, -0.42),
                       (-0.20, -0.34)], 0.3), _CLOTH, 0.04)  # fmt: skip


def _trumpet(painter: Painter) -> None:
    painter.form(limb([(-0.30, -0.06), (0.78, -0.06)], 0.06, 0.07), _BRASS, 0.02)
    painter.form(poly([(0.70, -0.12), (1.06, -0.30), (1.06, 0.18), (0.70, 0.0)]), _BRASS, 0.05)
    painter.line(rect(-0.02, -0.04, 0.50, 0.22, 0.10), painter.lit(_BRASS), 0.05)
    for x in (0.12, 0.22, 0.32):
        painter.fill(rect(x - 0.02, -0.22, 0.045, 0.24), painter.half(_STEEL, 0.9))


def _harmonica(painter: Painter) -> None:
    painter.form(rect(-0.24, -0.14, 0.52, 0.14, 0.03), _STEEL, 0.03)
    painter.fill(rect(-0.20, -0.09, 0.44, 0.05), painter.half(_DARK, 0.8))


def _bow(painter: Painter) -> None:
    """A bow, its string drawn back and an arrow on it."""
    painter.line(blob([(-0.46, -1.30), (-0.06, -0.72), (0.06, 0.0), (-0.06, 0.72), (-0.46, 1.30)], 0.6, close=False),
                 painter.lit(_WOOD), 0.09)  # fmt: skip
    painter.line(poly([(-0.46, -1.30), (-0.96, 0.0), (-0.46, 1.30)], close=False), painter.lit(_CLOTH), 0.025)
    painter.line(poly([(-0.96, 0.0), (0.42, 0.0)], close=False), painter.lit(_CARD), 0.035)
    painter.fill(poly([(0.36, -0.08), (0.56, 0.0), (0.36, 0.08)]), painter.lit(_STEEL))


def _newspaper(painter: Painter) -> None:
    page = from_hex("E6E0D2")
    painter.form(poly([(-0.12, -0.56), (0.34, -0.62), (0.40, 0.50), (-0.06, 0.56)]), page, 0.05)
    painter.form(poly([(0.34, -0.62), (0.86, -0.52), (0.92, 0.58), (0.40, 0.50)]), mix(page, _DARK, 0.08), 0.06)
    painter.fill(poly([(-0.04, -0.46), (0.28, -0.50), (0.29, -0.40), (-0.03, -0.36)]), painter.half(_DARK, 0.7))
    for i in range(5):
        y = -0.24 + i * 0.14
        painter.line(poly([(-0.02, y), (0.32, y - 0.04)], close=False), painter.half(page, 0.3), 0.025)
        painter.line(poly([(0.46, y - 0.02), (0.82, y + 0.05)], close=False), painter.half(page, 0.3), 0.025)


PROPS: dict[str, Callable[[Painter], None]] = {
    "knife": _knife, "money": _money, "keys": _keys, "apple": _apple, "food": _food, "box": _box, "cloth": _cloth,
    "hammer": _hammer, "gavel": _gavel, "axe": _axe, "stick": _stick, "cane": _cane, "pan": _pan, "spoon": _spoon,
    "binoculars": _binoculars, "radio": _radio, "pen": _pen, "toy": _toy, "syringe": _syringe, "rifle": _rifle,
    "extinguisher": _extinguisher, "can": _can, "hat": _hat, "cake": _cake, "trumpet": _trumpet,
    "harmonica": _harmonica, "bow": _bow, "newspaper": _newspaper,
}  # fmt: skip
"""By the name in `Pose.holding`."""
