"""Instruments and things of the house in hands. Origin in the palm, one unit per head height, y down."""

from __future__ import annotations

from collections.abc import Callable

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect

_STEEL, _DARK, _WOOD, _CHINA, _BRASS = (from_hex(text) for text in ("9AA4A8", "22262E", "B5763C", "E9E2D0", "C0893A"))


def _guitar(painter: Painter) -> None:
    """Held before the belly: the strumming palm over its hole, the neck ahead and up."""
    painter.canvas.save()
    painter.canvas.rotate(-22)
    painter.form(limb([(0.2, -0.02), (1.45, -0.02)], 0.13, 0.10), mix(_WOOD, _DARK, 0.55), 0.03)
    painter.form(rect(1.40, -0.11, 0.26, 0.18, 0.03), mix(_WOOD, _DARK, 0.6), 0.02)
    body = [(-0.66, 0.0), (-0.56, -0.36), (-0.26, -0.42), (-0.06, -0.27), (0.16, -0.32), (0.33, -0.18), (0.36, 0.0),
            (0.33, 0.18), (0.16, 0.32), (-0.06, 0.27), (-0.26, 0.42), (-0.56, 0.36)]  # fmt: skip
    painter.form(blob(body, 0.45), _WOOD, 0.07, -0.03)
    painter.fill(oval(0.06, 0.0, 0.13), painter.shaded(mix(_WOOD, _DARK, 0.7)))
    painter.fill(rect(-0.42, -0.10, 0.06, 0.20, 0.02), painter.lit(mix(_WOOD, _DARK, 0.6)))
    if painter.detail > 60:
        for y in (-0.035, 0.0, 0.035):
            painter.line(poly([(-0.38, y), (1.42, y * 0.7 - 0.02)], close=False), painter.half(_CHINA, 0.8), 0.012)
    painter.canvas.restore()


def _violin(painter: Painter) -> None:
    """Its neck in the palm, its end under the chin, the bow across."""
    painter.canvas.save()
    painter.canvas.rotate(16)
    painter.form(limb([(-0.4, 0.0), (0.18, 0.0)], 0.08, 0.07), _DARK, 0.02)
    body = [(-1.04, 0.0), (-0.98, -0.17), (-0.78, -0.19), (-0.68, -0.11), (-0.56, -0.16), (-0.42, -0.12), (-0.38, 0.0),
            (-0.42, 0.12), (-0.56, 0.16), (-0.68, 0.11), (-0.78, 0.19), (-0.98, 0.17)]  # fmt: skip
    painter.form(blob(body, 0.45), mix(_WOOD, from_hex("8A3A2A"), 0.5), 0.04, -0.02)
    painter.line(poly([(-0.95, 0.0), (0.15, 0.0)], close=False), painter.half(_DARK, 0.6), 0.025)
    painter.line(poly([(-0.86, 0.86), (-0.46, -0.78)], close=False), painter.half(_DARK, 0.7), 0.03)
    painter.canvas.restore()


def _pipe(painter: Painter) -> None:
    """A flute or a horn, from the mouth ahead and down."""
    painter.form(limb([(-0.16, -0.10), (0.72, 0.22)], 0.07, 0.09), _BRASS, 0.02)
    painter.form(poly([(0.66, 0.10), (0.92, 0.12), (0.80, 0.42), (0.62, 0.30)]), _BRASS, 0.03)


def _microphone(painter: Painter) -> None:
    painter.form(limb([(-0.02, 0.16), (0.04, -0.22)], 0.10, 0.12), _DARK, 0.03)
    painter.form(oval(0.05, -0.30, 0.115, 0.125), _STEEL, 0.03)


def _bowl(painter: Painter) -> None:
    """Between two hands, with what is in it."""
    painter.fill(oval(0.20, -0.14, 0.42, 0.07), painter.half(from_hex("C8863E"), 0.85))
    painter.form(blob([(-0.26, -0.16), (0.66, -0.16), (0.50, 0.12), (0.36, 0.18), (0.04, 0.18), (-0.10, 0.12)], 0.25),
                 _CHINA, 0.06)  # fmt: skip


def _plate(painter: Painter) -> None:
    painter.form(oval(0.16, -0.16, 0.30, 0.33), _CHINA, 0.05)
    painter.fill(oval(0.16, -0.16, 0.19, 0.21), painter.half(_CHINA, 0.6))


def _broom(painter: Painter) -> None:
    painter.form(limb([(0.30, -1.35), (-0.34, 1.85)], 0.08, 0.08), _WOOD, 0.02)
    painter.form(poly([(-0.30, 1.75), (-0.46, 1.72), (-0.74, 2.30), (-0.12, 2.36)]), from_hex("D2B066"), 0.05)


def _camera(painter: Painter) -> None:
    painter.form(rect(-0.06, -0.22, 0.46, 0.32, 0.05), _DARK, 0.04)
    painter.form(rect(0.34, -0.15, 0.20, 0.20, 0.03), mix(_DARK, _STEEL, 0.3), 0.03)
    painter.fill(rect(0.06, -0.27, 0.16, 0.06, 0.02), painter.half(_STEEL, 0.7))


def _cigarette(painter: Painter) -> None:
    painter.fill(limb([(0.0, 0.0), (0.26, -0.05)], 0.05, 0.05), painter.lit(_CHINA))
    painter.fill(oval(0.27, -0.052, 0.035), painter.own_light(from_hex("E8742E")))


MUSIC: dict[str, Callable[[Painter], None]] = {
    "guitar": _guitar, "violin": _violin, "pipe": _pipe, "microphone": _microphone, "bowl": _bowl, "plate": _plate,
    "broom": _broom, "camera": _camera, "cigarette": _cigarette,
}  # fmt: skip
"""By the name in `Pose.holding`."""
