"""Small things people hold, drawn round the palm."""

from __future__ import annotations

import functools

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.held_more import MORE
from renderers.animatic.held_music import MUSIC
from renderers.animatic.held_props import PROPS
from renderers.animatic.paper import Painter, Point, blob, oval, poly, rect
from renderers.animatic.pose import Holding
from renderers.animatic.sheets import Sheet, lay

_CHINA, _CASE, _PAGE, _HEMP = (from_hex(text) for text in ("E9E2D0", "22262E", "F2EAD8", "E2C894"))


def draw_held(painter: Painter, thing: Holding, palm: Point) -> None:
    """A thing with its handle in the palm. A hand that closes round it is drawn after it, its fingers over it."""
    painter.canvas.save()
    painter.canvas.translate(*palm)
    if thing == "mug":
        _mug(painter)
    elif thing == "phone":
        lay(painter, _sheets()["phone"], _CASE, 0.04)
    elif thing == "paper":
        _paper(painter)
    elif thing == "rope":
        _rope(painter)
    elif thing in MORE:
        MORE[thing](painter)
    elif thing in MUSIC:
        MUSIC[thing](painter)
    elif thing in PROPS:
        PROPS[thing](painter)
    painter.canvas.restore()


@functools.lru_cache(1)
def _sheets() -> dict[str, Sheet]:
    page = poly([(-0.06, -0.40), (0.66, -0.50), (0.74, 0.30), (0.02, 0.38)])
    return {
        "phone": Sheet(rect(-0.10, -0.24, 0.17, 0.52, 0.04)),
        "mug": Sheet(rect(0.05, -0.26, 0.38, 0.44, 0.05)),
        "page": Sheet(page),
    }


def _mug(painter: Painter) -> None:
    """Held by its handle, which the hand goes through."""
    painter.line(oval(0.05, -0.04, 0.13, 0.13), painter.half(_CHINA, 0.6), 0.05)
    lay(painter, _sheets()["mug"], _CHINA, 0.08)


def _paper(painter: Painter) -> None:
    lay(painter, _sheets()["page"], _PAGE, 0.06)
    if painter.detail > 60:
        for i in range(5):
            row = poly([(0.10, -0.26 + i * 0.12), (0.56, -0.32 + i * 0.12)], close=False)
            painter.line(row, painter.half(_PAGE, 0.3), 0.02)


def _rope(painter: Painter) -> None:
    for i in range(5):
        colour = mix(_HEMP, painter.palette.ink, 0.18 * (i % 2))
        coil = oval(0.02 * (i % 3), 0.42 + i * 0.035, 0.30 - 0.018 * i, 0.52 - 0.03 * i)
        painter.line(coil, painter.lit(colour), 0.07)
    painter.line(blob([(0, 0), (-0.15, 0.4), (-0.2, 0.85)], 0.5, False), painter.lit(_HEMP), 0.065)
