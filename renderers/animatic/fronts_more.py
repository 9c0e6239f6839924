"""Fronts of working clothes, period clothes and uniforms, and which front every outfit has.

Origin in the middle of the shoulder line, y down, one unit per head height.
"""

from __future__ import annotations

from collections.abc import Callable

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.fronts import coat, dress, flap, jacket, jumper, neck_band, seam, suit
from renderers.animatic.garments import Wardrobe, wardrobe
from renderers.animatic.paper import Painter, Point, lens, limb, oval, poly, rect
from renderers.animatic.proportions import SKINS, proportions
from renderers.animatic.sheets import Sheet, blob_sheet, inside, lay, lay_skin, poly_sheet
from renderers.animatic.views import MIDDLE, Chest

Front = Callable[[Painter, Look, Wardrobe, Sheet, float, Chest], None]
_WHITE: Colour = (1.0, 1.0, 1.0)
_BRASS, _ROPE, _STEEL, _SCREEN = (from_hex(text) for text in ("D9B45A", "C9B48A", "AEB8BE", "8FD8DC"))


def _band(painter: Painter, sheet: Sheet, y: float, high: float, colour: Colour, light: float = 0.6) -> None:
    """A belt across the outfit."""
    band = inside(((-2.6, y), (2.6, y + 0.02), (2.6, y + high + 0.02), (-2.6, y + high)), 0.0, sheet)
    painter.fill(band.path, painter.half(colour, light))


def _v_neck(painter: Painter, sheet: Sheet, chest: Chest, fill: int, low: float = 0.42) -> None:
    throat = chest.place(((-0.20, -0.13), (0.27, -0.13), (MIDDLE, low)))
    painter.fill(inside(throat, 0.0, sheet).path, fill)


def _buttons(painter: Painter, chest: Chest, x: float, rows: tuple[float, ...], colour: Colour, size: float) -> None:
    for y in rows:
        painter.fill(oval(chest.x(x, y), y, size), painter.lit(colour))


def _tee(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    neck_band(painter, sheet, mix(wear.outfit, wear.shirt, 0.45), chest)


def _uniform(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Buttoned to the throat: stand-up collar, shoulder boards, breast pockets, belt and badge."""
    c, m, b = wear.outfit, MIDDLE, proportions(look).breadth
    collar = ((-0.26, -0.20), (0.30, -0.20), (0.28, 0.02), (m, 0.08), (-0.22, 0.02))
    painter.fill(inside(chest.place(collar), 0.15, sheet).path, painter.half(mix(c, _WHITE, 0.10), 0.75))
    seam(painter, chest.place(((m, 0.06), (m + 0.05, low))), c)
    if painter.detail <= 40:
        return
    _buttons(painter, chest, m + 0.10, (0.34, 0.72, 1.10, 1.66), _BRASS, 0.045)
    for points in chest.pair(((-0.74 * b, 0.10), (-0.36 * b, 0.0)), ((0.40 * b, 0.0), (0.64 * b, 0.08))):
        painter.line(poly(points, close=False), painter.half(_BRASS, 0.7), 0.07)
    near = ((-0.52 * b, 0.58), (-0.12 * b, 0.60), (-0.13 * b, 0.94), (-0.50 * b, 0.92))
    far = ((0.36 * b, 0.60), (0.62 * b, 0.58), (0.60 * b, 0.90), (0.37 * b, 0.93))
    for points in chest.pair(near, far):
        flap(painter, points, mix(c, _WHITE, 0.08))
        painter.line(poly(points[:2], close=False), painter.shaded(c), 0.03)
    _band(painter, sheet, proportions(look).torso * 0.74, 0.15, mix(c, (0.1, 0.08, 0.08), 0.6))
    x, y = chest.x(m, 1.4), proportions(look).torso * 0.74
    painter.fill(rect(x - 0.08, y, 0.18, 0.16, 0.03), painter.lit(_BRASS))
    painter.fill(oval(chest.x(0.46 * b, 0.44), 0.44, 0.07), painter.lit(_BRASS))


def _jumpsuit(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """One piece with a zip, a flat collar and a patch on the breast."""
    c, m, b = wear.outfit, MIDDLE, proportions(look).breadth
    _v_neck(painter, sheet, chest, painter.half(wear.shirt, 0.6), 0.26)
    for points in chest.pair(
        ((-0.27, -0.14), (-0.44, 0.14), (-0.18, 0.24), (-0.06, 0.06)),
        ((0.29, -0.13), (0.44, 0.14), (0.28, 0.22), (0.22, 0.06)),
    ):
        flap(painter, points, mix(c, _WHITE, 0.10))
    painter.line(poly(chest.place(((m, 0.26), (m + 0.05, low))), close=False), painter.half(_STEEL, 0.7), 0.035)
    _band(painter, sheet, proportions(look).torso * 0.76, 0.10, mix(c, (0.1, 0.08, 0.08), 0.35))
    if painter.detail > 60:
        x = chest.x(-0.34 * b, 0.66)
        painter.fill(rect(x - 0.16, 0.58, 0.32, 0.17, 0.03), painter.half(mix(c, _WHITE, 0.65), 0.9))


def _overalls(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Bib and straps over a shirt."""
    c, b, body = wear.outfit, proportions(look).breadth, proportions(look)
    top, belt = body.torso * 0.42, body.torso * 0.80
    collar = (
        ((-0.26, -0.14), (-0.42, 0.12), (-0.16, 0.20), (-0.05, 0.05)),
        ((0.28, -0.13), (0.42, 0.12), (0.26, 0.20), (0.2, 0.05)),
    )
    for points in chest.pair(*collar):
        flap(painter, points, mix(wear.shirt, _WHITE, 0.18))
    for points in chest.pair(((-0.46 * b, 0.02), (-0.34 * b, top + 0.06)), ((0.44 * b, 0.02), (0.50 * b, top + 0.06))):
        painter.fill(limb(points, 0.15, 0.15), painter.half(mix(c, _WHITE, 0.05), 0.75))
    bib = (
        (-0.46 * b, top),
        (0.58 * b, top),
        (0.66 * b, belt),
        (2.0, belt),
        (2.0, low + 0.3),
        (-2.0, low + 0.3),
        (-2.0, belt),
        (-0.56 * b, belt),
    )
    cloth = inside(chest.place(bib) if chest.sideways else bib, 0.0, sheet)
    painter.fill(cloth.path, painter.lit(c))
    painter.fill(cloth.crescent(painter.side * 0.13, -0.04), painter.shaded(c))
    if painter.detail > 50:
        for x in (-0.38 * b, 0.50 * b):
            painter.fill(oval(chest.x(x, top), top + 0.10, 0.05), painter.lit(_BRASS))
        x = chest.x(0.06, top)
        painter.line(rect(x - 0.22, top + 0.22, 0.46, 0.34, 0.03), painter.shaded(c), 0.03)


def _apron(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A bib and a skirt over shirt and trousers, tied at the waist."""
    neck_band(painter, sheet, mix(wear.shirt, _WHITE, 0.25), chest)


def _waistcoat(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Over shirt and tie, with a watch chain."""
    c, m, b = wear.outfit, MIDDLE, proportions(look).breadth
    _v_neck(painter, sheet, chest, painter.lit(wear.shirt), 0.72)
    knot = chest.place(
        ((m - 0.08, 0.0), (m + 0.10, 0.0), (m + 0.06, 0.16), (m + 0.08, 0.64), (m - 0.04, 0.64), (m - 0.02, 0.16))
    )
    lay(painter, poly_sheet(knot), wear.tie, 0.03)
    for points in chest.pair(
        ((-0.20, -0.14), (-0.10, 0.08), (m - 0.04, 0.04), (-0.06, -0.12)),
        ((0.28, -0.13), (0.24, 0.08), (m + 0.04, 0.04), (0.16, -0.12)),
    ):
        flap(painter, points, mix(wear.shirt, _WHITE, 0.3))
    seam(painter, chest.place(((m, 0.72), (m + 0.05, low))), c)
    if painter.detail > 50:
        _buttons(painter, chest, m + 0.09, (0.86, 1.12, 1.38), mix(c, (0, 0, 0), 0.4), 0.036)
        x = chest.x(0.3 * b, 1.3)
        chain = ((chest.x(m + 0.09, 1.12), 1.12), (x - 0.04, 1.34), (x + 0.12, 1.22))
        painter.line(poly(chain, close=False), painter.lit(_BRASS), 0.028)
        seam(painter, chest.place(((-0.5 * b, 1.30), (-0.22 * b, 1.34))), c, 0.03)


def _scrubs(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A V neck and a breast pocket."""
    c = wear.outfit
    throat = inside(chest.place(((-0.24, -0.14), (0.30, -0.14), (MIDDLE, 0.36))), 0.0, sheet)
    lay_skin(painter, throat, SKINS[look.skin], 0.03)
    painter.line(
        poly(chest.place(((-0.24, -0.12), (MIDDLE, 0.38), (0.30, -0.12))), close=False),
        painter.half(mix(c, _WHITE, 0.25), 0.8),
        0.07,
    )
    if painter.detail > 50:
        x = chest.x(0.38, 0.74)
        painter.line(rect(x - 0.14, 0.62, 0.28, 0.28, 0.03), painter.shaded(c), 0.028)
        painter.line(
            limb(((chest.x(-0.18, 0.0), 0.06), (chest.x(-0.28, 0.5), 0.62)), 0.05, 0.05),
            painter.half((0.2, 0.2, 0.24), 0.6),
            0.03,
        )


def _blouse(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A collar and buttons, and a skirt to the knee."""
    c, m = wear.outfit, MIDDLE
    for points in chest.pair(
        ((-0.26, -0.14), (-0.38, 0.10), (-0.14, 0.22), (-0.05, 0.04)),
        ((0.28, -0.13), (0.38, 0.10), (0.26, 0.20), (0.2, 0.04)),
    ):
        flap(painter, points, mix(c, _WHITE, 0.16))
    seam(painter, chest.place(((m, 0.10), (m + 0.03, low))), c, 0.02)
    if painter.detail > 60:
        _buttons(painter, chest, m, (0.36, 0.66, 0.96), mix(c, _WHITE, 0.5), 0.03)


def _sportswear(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A shirt with a number on its breast and light shoulders."""
    c, b = wear.outfit, proportions(look).breadth
    light = mix(c, _WHITE, 0.7) if sum(c) < 2.0 else mix(c, (0.1, 0.1, 0.2), 0.7)
    neck_band(painter, sheet, light, chest)
    for points in chest.pair(
        ((-1.2, 0.34), (-1.2, -0.2), (-0.24, -0.2), (-0.62 * b, 0.34)),
        ((1.2, 0.34), (1.2, -0.2), (0.28, -0.2), (0.62 * b, 0.34)),
    ):
        painter.fill(inside(points, 0.0, sheet).path, painter.half(light, 0.85))
    if painter.detail > 30:
        x, ink = chest.x(MIDDLE, 0.9), painter.half(light, 0.9)
        if look.height_cm % 3 == 0:  # numbers that read the same from both sides: bodies that look left are mirrored
            painter.line(poly(((x, 0.54), (x, 1.06)), close=False), ink, 0.09)
            return
        painter.line(oval(x, 0.68, 0.12, 0.13), ink, 0.07)
        painter.line(oval(x, 0.94, 0.13, 0.13), ink, 0.07)


def _gown(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A fitted bodice, and a skirt in folds to the floor."""
    c, body = wear.outfit, proportions(look)
    b, belt = body.breadth, body.torso * 0.66
    throat = inside(
        chest.place(((-0.34, -0.16), (0.40, -0.16), (0.34, 0.12), (MIDDLE, 0.20), (-0.26, 0.12))), 0.2, sheet
    )
    lay_skin(painter, throat, SKINS[look.skin], 0.04)
    painter.line(
        poly(chest.place(((-0.30, 0.10), (MIDDLE, 0.22), (0.38, 0.10))), close=False),
        painter.half(mix(c, _WHITE, 0.45), 0.85),
        0.06,
    )
    _band(painter, sheet, belt, 0.12, mix(c, _BRASS, 0.45), 0.75)
    if painter.detail > 30:
        for x, end in ((-0.34, -0.95), (-0.12, -0.34), (0.12, 0.22), (0.34, 0.86)):
            painter.fill(lens((x * b, belt + 0.16), (end * b, low - 0.05), 0.0, 0.04), painter.shaded(c))
        for i in range(3):
            y = 0.40 + i * 0.22
            seam(painter, chest.place(((MIDDLE - 0.08, y), (MIDDLE + 0.08, y + 0.08))), c, 0.022)


def _robe(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Crossed on the breast, belted with a cord, in long folds."""
    c, m, body = wear.outfit, MIDDLE, proportions(look)
    belt = body.torso * 0.74
    _v_neck(painter, sheet, chest, painter.half(mix(wear.shirt, c, 0.25), 0.7), 0.50)
    edge = painter.half(mix(c, _WHITE, 0.18), 0.75)
    for points in chest.pair(((-0.24, -0.13), (m + 0.06, 0.56), (m + 0.10, belt)), ((0.29, -0.13), (m + 0.02, 0.56))):
        painter.line(poly(points, close=False), edge, 0.10)
    _band(painter, sheet, belt, 0.09, _ROPE, 0.7)
    if painter.detail > 40:
        x = chest.x(m + 0.12, belt)
        for dx, down in ((0.0, 0.62), (0.10, 0.50)):
            painter.line(
                poly(((x + dx, belt + 0.05), (x + dx + 0.03, belt + down)), close=False), painter.half(_ROPE, 0.7), 0.05
            )
        for x, end in ((-0.36, -0.52), (0.30, 0.46)):
            painter.fill(
                lens((x * body.breadth, belt + 0.2), (end * body.breadth, low - 0.08), 0.0, 0.03), painter.shaded(c)
            )


def _armour(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A breastplate with a ridge, plates at the shoulders, a skirt of plates below the belt."""
    c, body = wear.outfit, proportions(look)
    belt = body.torso * 0.72
    ridge = chest.place(((MIDDLE, 0.02), (MIDDLE + 0.10, belt)))
    painter.line(poly(ridge, close=False), painter.half(mix(c, _WHITE, 0.45), 0.9), 0.05)
    _band(painter, sheet, -0.12, 0.16, mix(c, _WHITE, 0.15), 0.7)
    _band(painter, sheet, belt, 0.12, from_hex("6E4630"), 0.6)
    if painter.detail > 30:
        for i in range(2):
            _band(painter, sheet, belt + 0.26 + i * 0.22, 0.03, mix(c, (0, 0, 0.05), 0.5), 0.3)


def _spacesuit(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A neck ring, a chest pack with lights, seams at the waist."""
    c = wear.outfit
    _band(painter, sheet, -0.16, 0.20, _STEEL, 0.75)
    _band(painter, sheet, proportions(look).torso * 0.80, 0.08, mix(c, (0.1, 0.1, 0.15), 0.4))
    x = chest.x(MIDDLE, 0.8)
    lay(
        painter,
        blob_sheet(
            tuple((round(x + dx, 3), y) for dx, y in ((-0.34, 0.50), (0.34, 0.50), (0.34, 0.98), (-0.34, 0.98))), 0.15
        ),
        mix(c, (0.3, 0.34, 0.4), 0.4),
        0.04,
    )
    if painter.detail > 40:
        painter.fill(rect(x - 0.24, 0.58, 0.22, 0.16, 0.02), painter.own_light(_SCREEN))
        for i, light in enumerate(("C8352F", "F0C02E", "5E8A6A")):
            painter.fill(oval(x + 0.06 + i * 0.10, 0.66, 0.036), painter.own_light(from_hex(light)))


def _wetsuit(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Tight from the throat down, with a zip and a stripe at the side."""
    c, b = wear.outfit, proportions(look).breadth
    neck_band(painter, sheet, mix(c, _WHITE, 0.14), chest)
    painter.line(
        poly(chest.place(((MIDDLE, 0.10), (MIDDLE + 0.03, 1.2))), close=False), painter.half(_STEEL, 0.6), 0.03
    )
    for points in chest.pair(
        ((-0.90 * b, 0.3), (-0.56 * b, 0.9), (-0.62 * b, low), (-0.9 * b, low)),
        ((0.90 * b, 0.3), (0.60 * b, 0.9), (0.62 * b, low), (0.9 * b, low)),
    ):
        painter.fill(inside(points, 0.2, sheet).path, painter.half(mix(c, _SCREEN, 0.5), 0.6))


def draw_skirt(painter: Painter, look: Look, seated: bool, chest: Chest) -> None:
    """What hangs before or round the legs from the waist: the skirt of a blouse, an apron."""
    if look.outfit == "apron":
        _hanging_apron(painter, look, seated, chest)
    elif look.outfit == "blouse":
        _hanging_skirt(painter, look, seated, chest)


def _hanging_apron(painter: Painter, look: Look, seated: bool, chest: Chest) -> None:
    c, body = wardrobe(look).outfit, proportions(look)
    b, top, waist = body.breadth, body.torso * 0.34, body.torso * 0.76
    foot = body.torso + 0.16 if seated else body.torso - body.hip * 0.42
    half, middle = (0.30 * b, 0.30 * b) if chest.sideways else (0.62 * b, 0.0 if chest.square else 0.08)
    left, right = middle - half, middle + half
    for x in (left + 0.12, right - 0.12):
        strap = ((round(x, 3), top + 0.05), (round(middle + (x - middle) * 0.55, 3), -0.06))
        painter.fill(limb(strap, 0.075, 0.065), painter.half(c, 0.7))
    points = (
        (left + 0.06, top), (right - 0.06, top), (right + 0.06, waist), (right + 0.14, foot - 0.05), (middle, foot),
        (left - 0.14, foot - 0.05), (left - 0.06, waist),
    )  # fmt: skip
    lay(painter, blob_sheet(tuple((round(x, 3), round(y, 3)) for x, y in points), 0.12), c, 0.12, -0.02)
    painter.line(poly(((left - 0.06, waist), (right + 0.06, waist + 0.02)), close=False), painter.shaded(c), 0.05)
    if painter.detail > 50 and not seated:
        painter.line(rect(middle - half * 0.45, waist + 0.22, half * 0.9, 0.36, 0.04), painter.shaded(c), 0.026)


def _hanging_skirt(painter: Painter, look: Look, seated: bool, chest: Chest) -> None:
    cloth, body = wardrobe(look).trousers, proportions(look)
    tl = body.torso
    foot = tl + 0.14 if seated else tl - body.hip * 0.50
    half, flare = (0.50 * body.breadth, 1.22) if chest.sideways else (0.64 * body.breadth, 1.40)
    points = (
        (-half, tl * 0.76), (half, tl * 0.76), (half * 1.26, tl), (half * flare, foot), (0.0, foot + 0.05),
        (-half * flare, foot), (-half * 1.26, tl),
    )  # fmt: skip
    lay(painter, blob_sheet(tuple((round(x, 3), round(y, 3)) for x, y in points), 0.2), cloth, 0.14, -0.03)
    painter.line(poly(((-half, tl * 0.77), (half, tl * 0.78)), close=False), painter.shaded(cloth), 0.07)


FRONTS: dict[str, Front] = {
    "suit": suit, "coat": coat, "raincoat": coat, "jacket": jacket, "jumper": jumper, "tee": _tee, "dress": dress,
    "uniform": _uniform, "jumpsuit": _jumpsuit, "overalls": _overalls, "apron": _apron, "waistcoat": _waistcoat,
    "scrubs": _scrubs, "blouse": _blouse, "sportswear": _sportswear, "gown": _gown, "robe": _robe, "armour": _armour,
    "spacesuit": _spacesuit, "wetsuit": _wetsuit,
}  # fmt: skip
"""The front of every outfit."""


def draw_back_of(painter: Painter, look: Look, sheet: Sheet, low: float) -> None:
    """What of an outfit shows from behind: straps, ties, belts, folds, the skirt of a blouse."""
    wear, body = wardrobe(look), proportions(look)
    c, b, belt = wear.outfit, body.breadth, body.torso * 0.74
    if look.outfit == "overalls":
        straps: tuple[tuple[Point, Point], ...] = (
            ((-0.44 * b, 0.0), (0.20 * b, belt)),
            ((0.44 * b, 0.0), (-0.20 * b, belt)),
        )
        for points in straps:
            painter.fill(limb(points, 0.15, 0.15), painter.half(c, 0.75))
        painter.fill(
            inside(((-2.0, belt), (2.0, belt), (2.0, low + 0.3), (-2.0, low + 0.3)), 0.0, sheet).path, painter.lit(c)
        )
    elif look.outfit == "apron":
        _band(painter, sheet, belt, 0.08, c, 0.8)
        for way in (-1, 1):
            painter.fill(limb(((0.0, belt + 0.04), (way * 0.26, belt + 0.46)), 0.08, 0.06), painter.half(c, 0.75))
    elif look.outfit in ("uniform", "armour", "jumpsuit"):
        _band(painter, sheet, belt, 0.12, mix(c, (0.1, 0.08, 0.08), 0.5))
    elif look.outfit in ("robe", "gown"):
        _band(painter, sheet, body.torso * 0.70, 0.09, _ROPE if look.outfit == "robe" else mix(c, _BRASS, 0.45), 0.7)
        for x, end in ((-0.3, -0.62), (0.0, 0.0), (0.3, 0.62)):
            painter.fill(lens((x * b, belt + 0.2), (end * b, low - 0.08), 0.0, 0.03), painter.shaded(c))
    elif look.outfit == "blouse":
        _hanging_skirt(painter, look, False, Chest(0.0, 0.5))
