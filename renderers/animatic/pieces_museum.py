"""What a museum shows: large paintings, marble on plinths, vases, and the ropes before them. In metres, foot at y 0."""

from __future__ import annotations

from renderers.animatic.cards import Piece
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, blob, lens, limb, oval, overlap, poly, rect, stadium, together

_GILT, _MARBLE, _PLINTH = from_hex("B08A45"), from_hex("E6E2DA"), from_hex("A8A29A")
_BRASS, _ROPE, _CLAY = from_hex("B98A3E"), from_hex("8A2E38"), from_hex("A4532E")
_WHITE: Colour = (1.0, 1.0, 1.0)
_LABEL = from_hex("F0EBDD")
_CANVASES = (
    ("9DB6BE", "D9B36A", "3F6A84", "28465E"),  # a sea in the evening
    ("D8B58A", "C45F3C", "7A6A3A", "4A4A2A"),  # hills at harvest
    ("3A3550", "E2D7B0", "554A78", "241F3A"),  # a town by night
)
"""Sky, disc, middle and fore of what is painted."""


def great_painting(width: float, height: float, kind: int) -> Piece:
    """A painting in a gilt frame that a wall is hung for, its label beside it."""
    sky, disc, middle, fore = (from_hex(each) for each in _CANVASES[kind % len(_CANVASES)])

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(rect(-width / 2 - 0.09, -height - 0.09, width + 0.18, height + 0.18, 0.02), _GILT, 0.035)
        painter.fill(rect(-width / 2 - 0.02, -height - 0.02, width + 0.04, height + 0.04), painter.shaded(_GILT))
        canvas = rect(-width / 2, -height, width, height)
        painter.fill(canvas, painter.half(sky, 0.85))
        painter.fill(overlap(canvas, oval(width * 0.2, -height * 0.68, height * 0.13)), painter.half(disc, 0.95))
        far = [(-width * 0.6, -height * 0.4), (-width * 0.2, -height * 0.52), (width * 0.2, -height * 0.38)]
        painter.fill(
            overlap(canvas, blob([*far, (width * 0.6, -height * 0.5), (width * 0.6, 0.1), (-width * 0.6, 0.1)], 0.4)),
            painter.half(middle, 0.8),
        )
        near = [(-width * 0.6, -height * 0.14), (0.0, -height * 0.26), (width * 0.6, -height * 0.1)]
        painter.fill(
            overlap(canvas, blob([*near, (width * 0.6, 0.1), (-width * 0.6, 0.1)], 0.4)), painter.half(fore, 0.8)
        )
        painter.fill(rect(width / 2 + 0.2, -height * 0.32, 0.16, 0.11), painter.half(_LABEL, 0.85))

    return draw


def statue(painter: Painter, seconds: float) -> None:
    """Somebody in marble on a plinth, 2.3 m high: a draped body, one arm lifted."""
    _plinth(painter, 0.62, 0.72)
    robe = blob([(-0.20, -1.62), (0.20, -1.62), (0.25, -1.2), (0.28, -0.72), (-0.28, -0.72), (-0.24, -1.2)], 0.3)
    lifted = limb([(0.17, -1.58), (0.40, -1.72), (0.36, -2.05)], 0.11, 0.07)
    hanging = limb([(-0.18, -1.56), (-0.28, -1.26), (-0.16, -1.02)], 0.11, 0.08)
    neck = limb([(0.0, -1.58), (0.01, -1.78)], 0.13, 0.11)
    painter.form(lifted, _MARBLE, 0.03)
    painter.form(together(robe, neck), _MARBLE, 0.06)
    for x, tall in ((-0.10, 0.62), (0.02, 0.78), (0.13, 0.55)):
        painter.fill(lens((x, -0.75), (x + 0.05, -0.75 - tall), 0.02, 0.02), painter.shaded(_MARBLE))
    painter.form(hanging, _MARBLE, 0.03)
    painter.form(oval(0.02, -1.90, 0.115, 0.145), _MARBLE, 0.035)
    painter.form(oval(-0.03, -2.01, 0.115, 0.07), mix(_MARBLE, _PLINTH, 0.25), 0.02)
    painter.form(oval(-0.14, -1.96, 0.055, 0.05), mix(_MARBLE, _PLINTH, 0.25), 0.015)


def vase_on_plinth(painter: Painter, seconds: float) -> None:
    """A painted vase under glass on a high plinth, 1.7 m."""
    _plinth(painter, 0.52, 1.0)
    vase = blob(
        [(-0.06, -1.56), (0.06, -1.56), (0.05, -1.46), (0.17, -1.30), (0.08, -1.04), (-0.08, -1.04), (-0.17, -1.30),
         (-0.05, -1.46)], 0.45
    )  # fmt: skip
    painter.form(vase, _CLAY, 0.03)
    for y in (-1.36, -1.22):
        painter.fill(overlap(vase, rect(-0.3, y, 0.6, 0.035)), painter.half(from_hex("2A2326"), 0.6))
    glass = rect(-0.24, -1.70, 0.48, 0.70, 0.01)
    painter.veil(glass, _WHITE, 0.10)
    painter.veil(overlap(glass, poly([(-0.20, -1.70), (-0.06, -1.70), (-0.22, -1.0), (-0.36, -1.0)])), _WHITE, 0.16)


def rope_barrier(painter: Painter, seconds: float) -> None:
    """Two brass posts with a slack rope of velvet between them, 2.2 m long."""
    slack = [(-1.0, -0.86), (-0.5, -0.66), (0.0, -0.60), (0.5, -0.66), (1.0, -0.86)]
    painter.fill(limb(slack, 0.05, 0.05), painter.half(_ROPE, 0.7))
    for x in (-1.0, 1.0):
        painter.form(oval(x, -0.03, 0.15, 0.045), _BRASS, 0.02)
        painter.form(rect(x - 0.025, -0.92, 0.05, 0.89), _BRASS, 0.018)
        painter.form(oval(x, -0.95, 0.05), _BRASS, 0.015)


def long_bench(painter: Painter, seconds: float) -> None:
    """An upholstered bench without a back, 1.6 m long, to look from."""
    for x in (-0.66, 0.66):
        painter.form(rect(x - 0.04, -0.34, 0.08, 0.34), from_hex("3E4044"), 0.02)
    painter.form(stadium(0, -0.46, 1.6, 0.16), from_hex("5C3B36"), 0.03)


def _plinth(painter: Painter, width: float, height: float) -> None:
    painter.form(rect(-width / 2, -height, width, height), _PLINTH, 0.08)
    painter.form(rect(-width / 2 - 0.05, -height, width + 0.1, 0.08), mix(_PLINTH, _WHITE, 0.25), 0.03)
    painter.form(rect(-width / 2 - 0.05, -0.10, width + 0.1, 0.10), _PLINTH, 0.03)
