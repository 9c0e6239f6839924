"""Clothes on the torso: the outline of every outfit, and what is worn over it.

Origin in the middle of the shoulder line, y down, one unit per head height.
"""

from __future__ import annotations

import functools

import skia

from bible.entries import Look
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.fronts_more import FRONTS, draw_skirt
from renderers.animatic.garments import CUTS, LONG, wardrobe
from renderers.animatic.paper import Painter, Point, oval, overlap
from renderers.animatic.patterns import contrasting, pattern_on
from renderers.animatic.proportions import is_child, proportions
from renderers.animatic.sheets import Sheet, blob_sheet, lay, limb_sheet
from renderers.animatic.views import FRONT, SIDE, Chest, between

_STRAW = from_hex("E8D9B8")


def hem(look: Look, seated: bool = False) -> float:
    """Where the outfit ends, measured down from the shoulder line: at the lap when seated."""
    body = proportions(look)
    if seated:
        return body.torso + 0.14
    return body.torso + (-body.hip * CUTS[look.outfit].hem if look.outfit in LONG else 0.10)


@functools.lru_cache(512)
def torso(look: Look, sway: float = 0.0, seated: bool = False, turn: float = 0.5) -> Sheet:
    """The outline of the outfit; `sway` moves the hem, which ends at the lap when `seated`; `turn` as in Pose."""
    quarter = _quarter(look, sway, seated)
    if turn == 0.5:
        points = quarter
    else:
        other = _square(look, sway, seated) if turn < 0.5 else _sideways(look, sway, seated)
        share = abs(turn - 0.5) * 2
        points = tuple((a + (c - a) * share, b + (d - b) * share)
                       for (a, b), (c, d) in zip(quarter, other, strict=True))  # fmt: skip
    return blob_sheet(tuple((round(x, 3), round(y, 3)) for x, y in points), 0.42)


def _square(look: Look, sway: float, seated: bool) -> tuple[Point, ...]:
    """The outline before the lens: the back half of three-quarter view on both sides."""
    back = _quarter(look, 0.0, seated)[:7]
    low = hem(look, seated)
    front = tuple((-x, y) for x, y in reversed(back))
    return (*((x + sway * (y == low), y) for x, y in back), (sway, low + 0.05),
            *((x + sway * (y == low), y) for x, y in front))  # fmt: skip


def chest_edge(look: Look) -> float:
    """x of the chest's front from the side, and of the back with its sign turned."""
    body = proportions(look)
    return 0.52 * body.breadth * (1.16 if body.build > 1.05 else 1.0)


def _sideways(look: Look, sway: float, seated: bool) -> tuple[Point, ...]:
    """The outline from the side: a straight back, chest and belly ahead."""
    body = proportions(look)
    tl, low, e = body.torso, hem(look, seated), chest_edge(look)
    long = look.outfit in LONG and not seated
    flare = CUTS[look.outfit].flare * 1.06 + (0.07 if long and look.outfit == "dress" else 0.0) if long else 1.04
    woman = look.sex == "woman" and not is_child(look)
    bust, waist = (1.10, 0.80) if woman else (1.0, 0.98)
    belly = {"heavy": 1.36, "stocky": 1.14}.get(look.build, waist)
    down = tl / 1.86
    return (
        (-0.24, -0.10), (-e * 0.82, 0.03), (-e * 1.06, 0.24), (-e * 1.10, 0.78 * down), (-e * 0.88, 1.32 * down),
        (-e * 1.06, tl * 0.98), (-e * flare + sway, low), (sway, low + 0.03), (e * flare + sway, low),
        (e * max(1.0, belly * 0.96), tl * 0.98), (e * belly, 1.30 * down), (e * bust, 0.72 * down), (e * 0.86, 0.24),
        (e * 0.58, 0.02), (0.20, -0.08),
    )  # fmt: skip


@functools.lru_cache(512)
def _quarter(look: Look, sway: float, seated: bool) -> tuple[Point, ...]:
    """The outline in three-quarter view, from the back of the neck down and up the front."""
    body = proportions(look)
    b, sw, tl, low = body.breadth, body.half_shoulder, body.torso, hem(look, seated)
    long = look.outfit in LONG and not seated
    cut = CUTS[look.outfit]
    flare = cut.flare if long or look.outfit == "dress" else 0.98
    edge = (0.90 if body.build > 1.05 else 0.78) * b * flare
    grown_woman = look.sex == "woman" and not is_child(look)
    waist = cut.waist if grown_woman else max(0.72, cut.waist)
    belly, belt = {"heavy": (0.97, 1.02), "stocky": (0.90, 0.92)}.get(look.build, (0.84, 0.80))
    chest = 0.93 if grown_woman else 0.99
    down = tl / 1.86
    hip = edge if not long else edge * {"dress": 0.86, "gown": 0.62}.get(look.outfit, 0.90)
    return (
        (-0.26, -0.10), (-sw * 0.72, 0.015), (-sw, 0.22), (-sw * chest, 0.80 * down), (-waist * b, 1.32 * down),
        (-hip, tl * 0.98), (-edge * (1.08 if long else 1.0) + sway, low), (sway, low + 0.05),
        (edge * (1.08 if long else 1.0) + sway, low), (hip, tl * 0.98),
        (waist * b * (1.12 if body.build > 1.05 else 1.0), 1.30 * down), (belly * b, belt * down), (sw * 0.90, 0.22),
        (sw * 0.66, 0.015), (0.25, -0.08),
    )  # fmt: skip


def draw_torso(painter: Painter, look: Look, sheet: Sheet) -> None:
    """The outline, lit, with an edge of sun."""
    wear = wardrobe(look)
    lay(painter, sheet, wear.torso, 0.15, -0.05, rim=0.022 if painter.detail > 60 else 0.0)
    if look.pattern != "plain" and wear.torso == wear.outfit and painter.detail > 30:
        painter.fill(pattern_on(sheet, look.pattern), painter.half(contrasting(wear.outfit), 0.72))


def draw_front(painter: Painter, look: Look, sheet: Sheet, seated: bool = False, turn: float = 0.5) -> None:
    """Throat, collar, seams, buttons: what makes the outline an outfit."""
    wear, low, chest = wardrobe(look), hem(look, seated), Chest(turn, chest_edge(look))
    if chest.sideways:  # what wraps round to the far side must not show
        painter.canvas.save()
        painter.canvas.clipPath(sheet.path, True)
    FRONTS[look.outfit](painter, look, wear, sheet, low, chest)
    if chest.sideways:
        painter.canvas.restore()
    draw_skirt(painter, look, seated, chest)


def draw_hood(painter: Painter, look: Look, turn: float = 0.5) -> None:
    """What a raincoat has behind the neck."""
    if look.outfit == "raincoat":
        b = proportions(look).breadth
        if turn < FRONT:
            square = ((-0.66 * b, 0.16), (-0.50, -0.30), (-0.20, -0.42), (0.20, -0.42), (0.50, -0.30), (0.66 * b, 0.16))
            points = tuple((round(x, 3), y) for x, y in square)
            lay(painter, blob_sheet(points, 0.5), mix(wardrobe(look).outfit, painter.palette.ink, 0.10), 0.10)
            return
        hood = (
            (-0.62 * b, 0.16),
            (-0.66 * b - 0.02, -0.28),
            (-0.36, -0.46),
            (0.16, -0.36),
            (0.44, -0.10),
            (0.40, 0.16),
        )
        lay(painter, blob_sheet(hood, 0.5), mix(wardrobe(look).outfit, painter.palette.ink, 0.10), 0.10)


@functools.lru_cache(256)
def head_shadow(sheet: Sheet, side: int) -> skia.Path:
    """The sheet shadow of the head on the chest, below collar and shirt."""
    return overlap(sheet.path, oval(0.02 - side * 0.12, -0.02, 0.42, 0.30))


def draw_pack(painter: Painter, look: Look, turn: float = 0.5) -> None:
    """A rucksack behind the back, a rolled mat on top."""
    colour, b = wardrobe(look).pack, proportions(look).breadth / 0.72
    scale = 0.82 + 0.18 * b
    painter.canvas.save()
    if turn < FRONT:  # it stands out a little on both sides
        square = ((-0.64, 1.3), (-0.68, 0.1), (-0.52, -0.20), (0.52, -0.20), (0.68, 0.1), (0.64, 1.3))
        lay(painter, blob_sheet(tuple((round(x * scale, 3), y) for x, y in square), 0.4), colour, 0.10, rim=0.018)
        roll = limb_sheet(((-0.46, -0.28), (0.46, -0.28)), 0.24, 0.24)
        lay(painter, roll, mix(colour, _STRAW, 0.6), 0.05)
        painter.canvas.restore()
        return
    painter.canvas.translate(between(turn, 0.0, 0.0, 0.66 * proportions(look).breadth - 0.36), 0)
    bag = ((-0.35, -0.18), (-0.95, -0.25), (-1.30, 0.15), (-1.34, 1.15), (-1.10, 1.52), (-0.3, 1.5))
    lay(painter, blob_sheet(tuple((round(x * scale, 3), y) for x, y in bag), 0.45), colour, 0.10, rim=0.018)
    pocket = blob_sheet(((-1.24, 0.78), (-0.70, 0.78), (-0.68, 1.30), (-1.22, 1.30)), 0.2)
    lay(painter, pocket, mix(colour, painter.palette.ink, 0.2), 0.04)
    roll = limb_sheet(((-0.98 * scale, -0.27), (-0.45, -0.36)), 0.26, 0.26)
    lay(painter, roll, mix(colour, _STRAW, 0.6), 0.05)
    painter.canvas.restore()


def draw_straps(painter: Painter, look: Look, turn: float = 0.5) -> None:
    """The rucksack's straps over the chest."""
    b, colour = proportions(look).breadth, mix(wardrobe(look).pack, painter.palette.ink, 0.15)
    near = ((-0.40 * b - 0.02, -0.02), (-0.48 * b, 0.5), (-0.64 * b, 1.05))
    far = ((0.48 * b, 0.02), (0.56 * b, 0.5), (0.58 * b, 1.0))
    pair: tuple[tuple[Point, ...], ...] = (near, far)
    if turn < FRONT:
        pair = (near, tuple((-x, y) for x, y in near))
    elif turn > SIDE:
        pair = (((0.02, 0.02), (0.26 * b, 0.32), (0.18 * b, 0.78), (-0.24 * b, 1.05)),)
    for points in pair:
        lay(painter, limb_sheet(tuple((round(x, 3), y) for x, y in points), 0.15, 0.13), colour, 0.03)
