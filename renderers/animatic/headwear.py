"""Hats, in three-quarter view and from behind. Origin in the middle of the head."""

from __future__ import annotations

import functools
from collections.abc import Callable

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.face import Face
from renderers.animatic.head_square import SQUARE_UNTIL, square_sheet
from renderers.animatic.paper import Painter, Point, blob, lens, oval, overlap, rect
from renderers.animatic.sheets import Sheet, bezier, blob_sheet, lay, poly_sheet

_OUTLINES: dict[str, tuple[Point, ...]] = {
    "beanie": (
        (-0.50, -0.20), (-0.49, -0.46), (-0.25, -0.70), (0.06, -0.72), (0.30, -0.56), (0.38, -0.26), (0.36, -0.19),
    ),
    "beanie cuff": ((-0.53, -0.14), (-0.53, -0.33), (-0.1, -0.365), (0.36, -0.345), (0.405, -0.16), (-0.06, -0.185)),
    "cap": ((-0.51, -0.16), (-0.49, -0.46), (-0.24, -0.66), (0.10, -0.665), (0.33, -0.48), (0.375, -0.22),
    (0.0, -0.235)),
    "cap peak": ((0.02, -0.275), (0.36, -0.315), (0.66, -0.215), (0.68, -0.165), (0.40, -0.205), (0.10, -0.185)),
    "fedora": (
        (-0.37, -0.26), (-0.34, -0.62), (-0.12, -0.745), (0.0, -0.695), (0.14, -0.735), (0.28, -0.59), (0.32, -0.26),
    ),
    "fedora band": ((-0.385, -0.265), (-0.37, -0.415), (0.0, -0.385), (0.312, -0.415), (0.335, -0.265), (0.0, -0.235)),
    "fedora brim": (
        (-0.70, -0.235), (-0.42, -0.315), (0.0, -0.275), (0.36, -0.315), (0.66, -0.215), (0.36, -0.205), (0.0, -0.185),
        (-0.42, -0.205),
    ),
    "helmet": (
        (-0.52, 0.20), (-0.56, -0.25), (-0.34, -0.60), (0.02, -0.70), (0.34, -0.52), (0.44, -0.22), (0.42, -0.15),
        (0.1, -0.19), (-0.16, -0.14), (-0.22, 0.20), (-0.32, 0.30),
    ),
    "visor": ((-0.18, -0.24), (0.1, -0.29), (0.43, -0.27), (0.455, -0.40), (0.30, -0.505), (0.02, -0.52),
    (-0.20, -0.44)),
    "headscarf": (
        (0.345, -0.20), (0.34, -0.46), (0.10, -0.63), (-0.18, -0.64), (-0.44, -0.50), (-0.56, -0.15), (-0.50, 0.25),
        (-0.36, 0.52), (-0.16, 0.60), (-0.06, 0.52), (-0.19, 0.36), (-0.27, 0.16), (-0.25, -0.10), (-0.10, -0.29),
        (0.10, -0.36),
        (0.24, -0.31),
    ),
    "hood": (
        (0.37, -0.16), (0.385, -0.48), (0.12, -0.69), (-0.22, -0.74), (-0.60, -0.60), (-0.63, -0.15), (-0.62, 0.34),
        (-0.66, 0.64), (-0.20, 0.76), (0.14, 0.68), (-0.12, 0.42), (-0.25, 0.16), (-0.24, -0.10), (-0.10, -0.30),
        (0.10, -0.37), (0.26, -0.31),
    ),
    "scarf knot": ((-0.08, 0.50), (0.06, 0.47), (0.13, 0.56), (0.16, 0.72), (0.03, 0.66), (-0.10, 0.76), (-0.14, 0.62)),
}  # fmt: skip
_BEHIND: dict[str, tuple[Point, ...]] = {
    "beanie": ((-0.44, -0.12), (-0.45, -0.42), (-0.24, -0.68), (0, -0.73), (0.24, -0.68), (0.45, -0.42), (0.44, -0.12)),
    "beanie cuff": (
        (-0.46, -0.05), (-0.465, -0.25), (0, -0.30), (0.465, -0.25), (0.46, -0.05), (0, -0.085),
    ),
    "cap": ((-0.43, -0.10), (-0.44, -0.38), (-0.25, -0.62), (0, -0.67), (0.25, -0.62), (0.44, -0.38), (0.43, -0.10),
    (0, -0.06)),
    "fedora": ((-0.37, -0.22), (-0.35, -0.60), (-0.15, -0.735), (0, -0.70), (0.15, -0.735), (0.35, -0.60),
    (0.37, -0.22)),
    "fedora band": ((-0.385, -0.20), (-0.375, -0.35), (0, -0.325), (0.375, -0.35), (0.385, -0.20), (0, -0.17)),
    "fedora brim": (
        (-0.70, -0.19), (-0.42, -0.25), (0, -0.205), (0.42, -0.25), (0.70, -0.19), (0.42, -0.125), (0, -0.095),
        (-0.42, -0.125),
    ),
    "helmet": (
        (-0.47, 0.20), (-0.52, -0.20), (-0.36, -0.58), (0, -0.71), (0.36, -0.58), (0.52, -0.20), (0.47, 0.20),
        (0, 0.29),
    ),
    "headscarf": (
        (-0.40, 0.18), (-0.46, -0.15), (-0.34, -0.50), (0, -0.645), (0.34, -0.50), (0.46, -0.15), (0.40, 0.18),
        (0.16, 0.42), (0, 0.66), (-0.16, 0.42),
    ),
    "hood": (
        (-0.60, 0.66), (-0.52, 0.20), (-0.52, -0.20), (-0.36, -0.58), (0, -0.74), (0.36, -0.58), (0.52, -0.20),
        (0.52, 0.20), (0.60, 0.66), (0, 0.80),
    ),
}  # fmt: skip
COVERS_HAIR = ("helmet", "headscarf", "hood")
"""Hats under which neither hair nor ear shows."""
_ROUNDNESS = {"beanie cuff": 0.3, "fedora band": 0.15, "visor": 0.35, "cap peak": 0.45}
_SHADING = ("beanie", "cap", "fedora", "helmet", "stetson", "peaked cap")
"""Hats that throw a shadow on the brow."""
_STETSON = skia.Matrix().setScale(1.30, 1.14, 0.0, -0.22)
"""What makes a fedora a hat for the prairie."""
_BOBBLE, _GLASS, _GOLD, _WHITE = from_hex("F4E3CC"), from_hex("2A3440"), from_hex("D9B45A"), (1.0, 1.0, 1.0)


def _sheet(name: str, behind: bool = False) -> Sheet:
    return blob_sheet((_BEHIND if behind else _OUTLINES)[name], _ROUNDNESS.get(name, 0.45))


def draw_hat_shadow(painter: Painter, face: Face) -> None:
    """The sheet shadow a hat throws on the brow."""
    if face.look.hat in _SHADING and painter.detail > 60:
        low = -0.095 if face.look.hat in ("fedora", "stetson") else -0.13
        painter.fill(_brow_band(face.contour, low), painter.skin(face.skin, 0.35))


@functools.lru_cache(256)
def _brow_band(contour: Sheet, low: float) -> skia.Path:
    band = blob([(-0.6, -0.36), (0.6, -0.36), (0.6, low - 0.02), (0.0, low), (-0.6, low - 0.02)], 0.2)
    return overlap(contour.path, band)


def draw_hat(painter: Painter, look: Look, yaw: float = 0.5) -> None:
    """The hat, seen in three-quarter view, or squarely where the head looks into the lens."""
    colour, square = from_hex(look.hat_colour), yaw < SQUARE_UNTIL
    if look.hat in ("crown", "stetson", "peaked cap"):
        draw = _square if square else _worn
        _tall(painter, look.hat, colour, lambda hat: draw(painter, hat, colour), 0.0 if square else -0.07)
    elif square and look.hat != "none":
        _square(painter, look.hat, colour)
    else:
        _worn(painter, look.hat, colour)


def _tall(painter: Painter, hat: str, colour: Colour, draw: Callable[[str], None], middle: float) -> None:
    """A hat made of another: a fedora with a wide brim, a cap with a flat top; or a crown. `middle` is x of its top."""
    if hat == "stetson":
        painter.canvas.save()
        painter.canvas.concat(_STETSON)
        draw("fedora")
        painter.canvas.restore()
    elif hat == "peaked cap":
        draw("cap")
        lay(painter, _flat_top(middle), colour, 0.05, -0.03, rim=0.014)
        painter.fill(oval(middle + 0.16 if middle else 0.0, -0.40, 0.055, 0.065), painter.lit(_GOLD))
    else:
        lay(painter, _crown(middle), colour, 0.06, rim=0.016)
        for x, jewel in ((-0.22, "B5332F"), (0.0, "3E659E"), (0.22, "B5332F")):
            painter.fill(oval(x + middle, -0.43, 0.04), painter.lit(from_hex(jewel)))


@functools.lru_cache(4)
def _flat_top(middle: float) -> Sheet:
    top = ((-0.56, -0.50), (-0.40, -0.66), (0.0, -0.72), (0.40, -0.66), (0.56, -0.50), (0.30, -0.42), (-0.30, -0.42))
    return blob_sheet(tuple((round(x + middle, 3), y) for x, y in top), 0.45)


@functools.lru_cache(4)
def _crown(middle: float) -> Sheet:
    points = [(-0.43, -0.34)]
    for i in range(5):
        x = -0.43 + i * 0.215
        points += [(x, -0.74 if i % 2 == 0 else -0.68), (x + 0.107, -0.54)]
    points[-1] = (0.43, -0.34)
    points.append((0.0, -0.30))
    return poly_sheet(tuple((round(x + middle, 3), y) for x, y in points))


def _worn(painter: Painter, hat: str, colour: Colour) -> None:
    if hat == "beanie":
        _beanie(painter, colour, False)
    elif hat == "cap":
        _cap(painter, colour)
    elif hat == "fedora":
        _fedora(painter, colour, False)
    elif hat == "helmet":
        _helmet(painter, colour)
    elif hat in ("headscarf", "hood"):
        if hat == "headscarf":
            lay(painter, _sheet("scarf knot"), colour, 0.04)
        lay(painter, _sheet(hat), colour, 0.08, rim=0.016)
        if painter.detail > 110:
            painter.fill(lens((-0.30, -0.50), (-0.46, 0.16), 0.0, -0.06), painter.half(colour, 0.5))
            painter.fill(lens((-0.20, -0.46), (-0.36, 0.30), 0.0, -0.05), painter.half(colour, 0.55))


def _square(painter: Painter, hat: str, colour: Colour) -> None:
    """A hat from the front: its crown, and what is before it."""
    lay(painter, square_sheet(hat), colour, 0.08, rim=0.016)
    if hat == "beanie":
        lay(painter, square_sheet("beanie cuff", 0.3), mix(colour, _WHITE, 0.10), 0.07)
        lay(painter, _bobble(0.0), mix(colour, _BOBBLE, 0.75), 0.06)
    elif hat == "cap":
        lay(painter, square_sheet("cap peak"), mix(colour, painter.palette.ink, 0.30), 0.04)
    elif hat == "fedora":
        band = painter.half(mix(colour, painter.palette.ink, 0.55), 0.4)
        painter.fill(square_sheet("fedora band", 0.15).path, band)
        lay(painter, square_sheet("fedora brim"), colour, 0.05, -0.025, rim=0.014)
    elif hat == "helmet":
        painter.fill(square_sheet("visor", 0.35).path, painter.lit(mix(_GLASS, painter.palette.sun, 0.18)))


def _beanie(painter: Painter, colour: Colour, behind: bool) -> None:
    lay(painter, _sheet("beanie", behind), colour, 0.07, rim=0.016)
    if painter.detail > 70:
        for x in (-0.27, -0.14, 0.0, 0.14, 0.27) if behind else (-0.27, -0.10, 0.07, 0.22):
            top, shift = ((x * 0.4, -0.72), 0.0) if behind else ((x * 0.55 - 0.04, -0.70), 0.0)
            rib = skia.Path()
            rib.moveTo(x * 1.15 + shift, -0.25)
            rib.quadTo(x * 1.18, -0.52, *top)
            painter.line(rib, painter.half(colour, 0.55), 0.018)
    lay(painter, _sheet("beanie cuff", behind), mix(colour, _WHITE, 0.10), 0.07)
    lay(painter, _bobble(0.0 if behind else -0.10), mix(colour, _BOBBLE, 0.75), 0.06)


@functools.lru_cache(4)
def _bobble(x: float) -> Sheet:
    return Sheet(oval(x, -0.765, 0.125))


def _cap(painter: Painter, colour: Colour) -> None:
    lay(painter, _sheet("cap"), colour, 0.08, rim=0.016)
    if painter.detail > 90:
        for bend, foot in ((-0.16, -0.22), (0.14, 0.06)):
            seam = skia.Path()
            seam.moveTo(-0.07, -0.668)
            seam.quadTo(bend, -0.55, foot, -0.225)
            painter.line(seam, painter.half(colour, 0.5), 0.014)
    painter.fill(oval(-0.07, -0.672, 0.035, 0.022), painter.half(colour, 0.6))
    lay(painter, _sheet("cap peak"), mix(colour, painter.palette.ink, 0.30), 0.04)


def _fedora(painter: Painter, colour: Colour, behind: bool) -> None:
    lay(painter, _sheet("fedora", behind), colour, 0.08, rim=0.016)
    if painter.detail > 110:
        dent = bezier(
            (-0.06, -0.71),
            ((-0.02, -0.60), (-0.05, -0.50)),
            ((0.02, -0.60), (0.05, -0.715)),
            ((0.0, -0.68), (-0.06, -0.71)),
        )
        painter.fill(dent, painter.half(colour, 0.45))
    painter.fill(_sheet("fedora band", behind).path, painter.half(mix(colour, painter.palette.ink, 0.55), 0.4))
    lay(painter, _sheet("fedora brim", behind), colour, 0.05, -0.025, rim=0.014)


def _helmet(painter: Painter, colour: Colour) -> None:
    ink, sun = painter.palette.ink, painter.palette.sun
    stripe, glint, strap = _helmet_parts()
    lay(painter, _sheet("helmet"), colour, 0.10, rim=0.018)
    painter.fill(stripe, painter.half(mix(colour, ink, 0.55), 0.6))
    painter.fill(_sheet("visor").path, painter.lit(mix(_GLASS, sun, 0.18)))
    painter.fill(glint, painter.lit(mix(_GLASS, sun, 0.5)))
    painter.fill(strap, painter.half(mix(colour, ink, 0.7), 0.4))


@functools.lru_cache(1)
def _helmet_parts() -> tuple[skia.Path, skia.Path, skia.Path]:
    """The stripe over the top, the light on the visor, and the chin strap."""
    stripe = bezier(
        (-0.10, -0.685), ((0.10, -0.64), (0.17, -0.50)), ((0.20, -0.50), (0.25, -0.52)), ((0.18, -0.66), (0.02, -0.70)),
        ((-0.04, -0.70), (-0.10, -0.685)),
    )  # fmt: skip
    glint = bezier(
        (0.0, -0.31), ((-0.02, -0.42), (0.03, -0.50)), ((0.08, -0.51), (0.12, -0.51)), ((0.06, -0.42), (0.07, -0.31)),
        ((0.04, -0.30), (0.0, -0.31)),
    )  # fmt: skip
    strap = bezier(
        (-0.26, 0.22), ((-0.18, 0.42), (0.02, 0.50)), ((0.0, 0.54), (-0.03, 0.54)), ((-0.24, 0.45), (-0.33, 0.24)),
        ((-0.30, 0.22), (-0.26, 0.22)),
    )  # fmt: skip
    return stripe, overlap(_sheet("visor").path, glint), strap


def draw_hat_behind(painter: Painter, look: Look) -> None:
    """The hat, seen from behind."""
    colour = from_hex(look.hat_colour)
    if look.hat in ("crown", "stetson", "peaked cap"):
        _tall(painter, look.hat, colour, lambda hat: _from_behind(painter, look, hat, colour), 0.0)
    else:
        _from_behind(painter, look, look.hat, colour)


def _from_behind(painter: Painter, look: Look, hat: str, colour: Colour) -> None:
    if hat == "beanie":
        _beanie(painter, colour, True)
    elif hat == "fedora":
        _fedora(painter, colour, True)
    elif hat == "cap":
        lay(painter, _sheet("cap", True), colour, 0.09, rim=0.018)
        opening = bezier(
            (-0.13, -0.085), ((-0.13, -0.24), (0.13, -0.24), (0.13, -0.085)), ((0.0, -0.05), (-0.13, -0.085))
        )
        painter.fill(opening, painter.half(mix(from_hex(look.hair_colour), painter.palette.ink, 0.2), 0.4))
        painter.fill(rect(-0.13, -0.115, 0.26, 0.045, 0.02), painter.half(colour, 0.75))
    elif hat in COVERS_HAIR:
        lay(painter, _sheet(hat, True), colour, 0.10, rim=0.018)
        if painter.detail > 90 and hat == "headscarf":
            painter.fill(lens((-0.30, 0.10), (0.02, 0.40), 0.0, 0.05), painter.half(colour, 0.45))
            painter.fill(lens((0.30, 0.10), (-0.02, 0.40), 0.0, 0.05), painter.half(colour, 0.45))
