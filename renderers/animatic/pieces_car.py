"""The inside of a car as the lens sees it through the windscreen: pillars, rear window, back seat, front seats."""

from __future__ import annotations

import skia

from renderers.animatic.cards import Piece
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, argb, blob, oval, overlap, rect
from renderers.animatic.sky import sky_colours
from renderers.animatic.weather import Conditions

_CLOTH, _LINING, _PLASTIC = from_hex("6A5A54"), from_hex("8A8278"), from_hex("33363E")


def car_back(conditions: Conditions) -> Piece:
    """What lies behind the front seats, 4.4 m wide: the street through the rear window, the back seat, the roof."""
    dice = conditions.chance("rear window")
    blocks = [(dice.uniform(0.12, 0.42), dice.random()) for _ in range(12)]
    lamps = [(dice.uniform(-1.4, 1.4), dice.uniform(0.15, 0.5)) for _ in range(16)]
    colours = sky_colours(conditions)
    rear = blob([(-1.35, -1.05), (-1.16, -1.72), (1.16, -1.72), (1.35, -1.05)], 0.16)
    sides = [blob([(w * 1.72, -1.0), (w * 1.5, -1.66), (w * 2.6, -1.78), (w * 3.2, -0.92)], 0.12) for w in (-1, 1)]

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(rect(-6, -6, 12, 12), painter.half(mix(_LINING, painter.palette.ink, 0.35), 0.35))
        painter.fill(rect(-6, -6, 12, 4.18), painter.half(_LINING, 0.45))
        for glass in (rear, *sides):
            for i, colour in enumerate(colours):
                painter.fill(overlap(glass, rect(-4, -1.85 + i * 0.15, 8, 0.16)), argb(colour))
            town = skia.Path()
            for i, (tall, _) in enumerate(blocks):
                town.addPath(rect(-3.3 + i * 0.56, -0.95 - tall * 1.6, 0.5, 3))
            painter.fill(overlap(glass, town), argb(mix(painter.palette.far, painter.palette.near, 0.35)))
            if conditions.lamps:
                dots = skia.Path()
                for x, y in lamps:
                    dots.addPath(oval(x * 2, -0.98 - y * 0.7, 0.035))
                painter.fill(overlap(glass, dots), painter.own_light(painter.palette.lamp))
        _back_seat(painter)

    return draw


def _back_seat(painter: Painter) -> None:
    painter.form(blob([(-1.65, 0.6), (-1.7, -0.86), (-1.3, -1.06), (1.3, -1.06), (1.7, -0.86), (1.65, 0.6)], 0.2),
                 mix(_CLOTH, painter.palette.ink, 0.2), 0.06)  # fmt: skip
    painter.fill(rect(-0.02, -1.02, 0.04, 1.4), painter.shaded(_CLOTH))
    for x in (-0.85, 0.85):
        painter.form(rect(x - 0.26, -1.28, 0.52, 0.26, 0.09), mix(_CLOTH, painter.palette.ink, 0.1), 0.03)


def front_seat(painter: Painter, seconds: float) -> None:
    """A front seat from before: its back and headrest, 0.7 m wide, its base on the floor of the car."""
    painter.form(blob([(-0.36, 0.0), (-0.37, -1.16), (-0.26, -1.34), (0.26, -1.34), (0.37, -1.16), (0.36, 0.0)], 0.2),
                 _CLOTH, 0.05, rim=0.01)  # fmt: skip
    for x in (-0.09, 0.09):
        painter.fill(rect(x - 0.012, -1.46, 0.024, 0.16), painter.half(_PLASTIC, 0.8))
    painter.form(rect(-0.19, -1.62, 0.38, 0.22, 0.09), mix(_CLOTH, (1.0, 0.95, 0.9), 0.08), 0.03)
