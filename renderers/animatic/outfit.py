"""Clothes on the torso: seven outfits, each with its own outline, collar and front.

Origin in the middle of the shoulder line, y down, one unit per head height.
"""

from __future__ import annotations

import functools
import random
import zlib
from dataclasses import dataclass

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, Point, lens, oval, overlap, poly
from renderers.animatic.proportions import is_child, proportions
from renderers.animatic.sheets import Sheet, blob_sheet, inside, lay, limb_sheet, poly_sheet
from renderers.animatic.views import FRONT, MIDDLE, SIDE, Chest, between

LONG = ("coat", "raincoat", "dress")
"""Outfits whose hem hangs over the legs."""
BARE_ARMS = ("tee", "dress")
"""Outfits with short sleeves."""
_HEMS = {"coat": 0.58, "raincoat": 0.36, "dress": 0.47}
"""How far down the leg a long outfit reaches."""
_SHIRTS = ("E8DCC4", "F0E6D2", "D9D3C6", "46607A", "5E6A72", "B9C4C0")
_TIES = ("6B2E2A", "2F4A5E", "54503A", "5E3A56")
_PACKS = ("8A7B3C", "7A5236", "4E6A5A", "5E4A6A")
_SHOES = ("2E2A2E", "3A2E2A", "2B2F38")
_BUTTON, _BUTTON_SHADE, _STRAW, _WHITE = from_hex("E9D7A6"), from_hex("8A7340"), from_hex("E8D9B8"), (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Wardrobe:
    """The colours of one person's clothes; what the look leaves open is settled once per person."""

    outfit: Colour
    trousers: Colour
    shirt: Colour
    tie: Colour
    pack: Colour
    shoes: Colour


@functools.lru_cache(256)
def wardrobe(look: Look) -> Wardrobe:
    """What a look wears."""
    dice = random.Random(zlib.crc32(repr((look.outfit_colour, look.trousers_colour, look.height_cm)).encode()))
    shirt, tie, pack, shoes = (from_hex(dice.choice(names)) for names in (_SHIRTS, _TIES, _PACKS, _SHOES))
    if look.outfit == "suit":
        shirt = from_hex("F0E6D2")
    return Wardrobe(from_hex(look.outfit_colour), from_hex(look.trousers_colour), shirt, tie, pack, shoes)


def hem(look: Look, seated: bool = False) -> float:
    """Where the outfit ends, measured down from the shoulder line: at the lap when seated."""
    body = proportions(look)
    if seated:
        return body.torso + 0.14
    return body.torso + (-body.hip * _HEMS[look.outfit] if look.outfit in LONG else 0.10)


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
    flare = 1.45 if look.outfit == "dress" and not seated else 1.25 if long else 1.04
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
    flare = 1.30 if look.outfit == "dress" else 1.22 if long else 0.98
    edge = (0.90 if body.build > 1.05 else 0.78) * b * flare
    grown_woman = look.sex == "woman" and not is_child(look)
    waist = {"coat": 0.78, "raincoat": 0.80, "dress": 0.60}.get(look.outfit, 0.66) if grown_woman else 0.72
    belly, belt = {"heavy": (0.97, 1.02), "stocky": (0.90, 0.92)}.get(look.build, (0.84, 0.80))
    chest = 0.93 if grown_woman else 0.99
    down = tl / 1.86
    hip = edge if not long else edge * (0.86 if look.outfit == "dress" else 0.90)
    return (
        (-0.26, -0.10), (-sw * 0.72, 0.015), (-sw, 0.22), (-sw * chest, 0.80 * down), (-waist * b, 1.32 * down),
        (-hip, tl * 0.98), (-edge * (1.08 if long else 1.0) + sway, low), (sway, low + 0.05),
        (edge * (1.08 if long else 1.0) + sway, low), (hip, tl * 0.98),
        (waist * b * (1.12 if body.build > 1.05 else 1.0), 1.30 * down), (belly * b, belt * down), (sw * 0.90, 0.22),
        (sw * 0.66, 0.015), (0.25, -0.08),
    )  # fmt: skip


def draw_torso(painter: Painter, look: Look, sheet: Sheet) -> None:
    """The outline, lit, with an edge of sun."""
    lay(painter, sheet, wardrobe(look).outfit, 0.15, -0.05, rim=0.022 if painter.detail > 60 else 0.0)


def draw_front(painter: Painter, look: Look, sheet: Sheet, seated: bool = False, turn: float = 0.5) -> None:
    """Throat, collar, seams, buttons: what makes the outline an outfit."""
    wear, low, chest = wardrobe(look), hem(look, seated), Chest(turn, chest_edge(look))
    if chest.sideways:  # what wraps round to the far side must not show
        painter.canvas.save()
        painter.canvas.clipPath(sheet.path, True)
    if look.outfit == "suit":
        _suit(painter, look, wear, sheet, low, chest)
    elif look.outfit in ("coat", "raincoat"):
        _coat(painter, look, wear, sheet, low, chest)
    elif look.outfit == "jacket":
        _jacket(painter, wear, sheet, low, chest)
    elif look.outfit == "jumper":
        _jumper(painter, wear, sheet, low, proportions(look).breadth, chest)
    elif look.outfit == "tee":
        _neck_band(painter, sheet, mix(wear.outfit, wear.shirt, 0.45), chest)
    else:
        _dress(painter, look, wear, sheet, low, chest)
    if chest.sideways:
        painter.canvas.restore()


def _flap(painter: Painter, points: tuple[Point, ...], colour: Colour, roundness: float = 0.15) -> None:
    lay(painter, blob_sheet(points, roundness), colour, 0.038)


def _seam(painter: Painter, points: tuple[Point, ...], colour: Colour, width: float = 0.024) -> None:
    painter.line(poly(points, close=False), painter.shaded(colour), width)


def _suit(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    c, m = wear.outfit, MIDDLE
    throat = chest.place(((-0.20, -0.13), (0.27, -0.13), (m + 0.02, 0.98)))
    painter.fill(inside(throat, 0.0, sheet).path, painter.lit(wear.shirt))
    if look.sex == "man":
        tie = ((m - 0.055, 0.10), (m + 0.075, 0.10), (m + 0.105, 0.80), (m + 0.03, 1.0), (m - 0.05, 0.80))
        knot = ((m - 0.07, -0.01), (m + 0.09, -0.01), (m + 0.06, 0.12), (m - 0.04, 0.12))
        for part in (tie, knot):
            lay(painter, poly_sheet(_hung(part, chest)), wear.tie, 0.03)
    if painter.detail > 60:
        collar = ((-0.19, -0.12), (-0.07, -0.10), (m - 0.03, 0.04), (-0.05, 0.20))
        for points in chest.pair(collar, ((0.27, -0.12), (m + 0.05, 0.03), (0.27, 0.16))):
            lay(painter, poly_sheet(points), mix(wear.shirt, _WHITE, 0.3), 0.02)
    lapel = mix(c, _WHITE, 0.06)
    near = ((-0.24, -0.13), (-0.42, 0.26), (-0.26, 0.34), (-0.33, 0.42), (m + 0.02, 1.05), (-0.10, 0.10))
    far = ((0.29, -0.12), (0.46, 0.24), (0.34, 0.34), (0.42, 0.42), (m + 0.04, 1.05), (0.24, 0.15))
    for points in chest.pair(near, far):
        lay(painter, poly_sheet(points), lapel, 0.035)
    _seam(painter, chest.place(((m + 0.02, 1.05), (m + 0.06, low))), c, 0.022)
    if painter.detail > 60:
        dark = painter.shaded(mix(c, painter.palette.ink, 0.4))
        for y in (1.18, 1.48):
            painter.fill(oval(chest.x(m + 0.10, y), y, 0.035), dark)
        _seam(painter, chest.place(((-0.50, 0.62), (-0.30, 0.58))), c, 0.030)


def _hung(points: tuple[Point, ...], chest: Chest) -> tuple[Point, ...]:
    """A tie: it hangs from the middle of the throat whatever the view."""
    return tuple((round(x - MIDDLE, 3), y) for x, y in points) if chest.square else chest.place(points)


def _coat(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    c, m, b = wear.outfit, MIDDLE, proportions(look).breadth
    throat = chest.place(((-0.20, -0.13), (0.27, -0.13), (m, 0.42)))
    painter.fill(inside(throat, 0.0, sheet).path, painter.half(wear.shirt, 0.6))
    flap = mix(c, _WHITE, 0.08)
    near = ((-0.27, -0.14), (-0.52, 0.20), (-0.20, 0.34), (m - 0.02, 0.44), (-0.06, 0.10))
    far = ((0.29, -0.14), (0.50, 0.20), (0.32, 0.33), (m + 0.02, 0.44), (0.22, 0.08))
    s = min(1.0, 0.30 + 0.75 * b)
    scaled = [tuple((round(x * s, 3), y) for x, y in each) for each in (near, far)]
    for points in chest.pair(*scaled):
        _flap(painter, points, flap)
    _seam(painter, chest.place(((m, 0.44), (m + 0.06, low - 0.02))), c, 0.026)
    if painter.detail > 50:
        y = 0.66
        while y < low - 0.45:
            x = chest.x(m + 0.13, y)
            painter.fill(oval(x, y, 0.042), painter.lit(_BUTTON))
            painter.fill(oval(x + 0.005, y + 0.008, 0.020), painter.shaded(_BUTTON_SHADE))
            y += 0.42
        top = proportions(look).torso * 0.86
        pockets = ((-0.62 * b, top), (-0.20 * b, top + 0.08)), ((0.42 * b, top + 0.08), (0.68 * b, top + 0.02))
        for points in chest.pair(*pockets):
            painter.line(poly(points, close=False), painter.shaded(c), 0.032)
    if look.outfit == "coat" and painter.detail > 50:
        belt = proportions(look).torso * 0.70
        band = inside(((-2.0, belt), (2.0, belt + 0.03), (2.0, belt + 0.15), (-2.0, belt + 0.12)), 0.0, sheet)
        painter.fill(band.path, painter.half(mix(c, painter.palette.ink, 0.12), 0.55))


def _jacket(painter: Painter, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    c, m = wear.outfit, MIDDLE
    opening = chest.place(((-0.20, -0.13), (0.27, -0.13), (m + 0.12, low + 0.1), (m - 0.12, low + 0.1)))
    strip = inside(opening, 0.0, sheet)
    painter.fill(strip.path, painter.lit(wear.shirt))
    painter.fill(strip.crescent(-0.07, 0.0), painter.shaded(wear.shirt))
    near = ((-0.27, -0.14), (-0.44, 0.18), (-0.22, 0.40), (-0.08, 0.06))
    far = ((0.29, -0.12), (0.46, 0.18), (0.36, 0.38), (0.22, 0.06))
    for points in chest.pair(near, far):
        _flap(painter, points, mix(c, _WHITE, 0.08))
    if painter.detail > 90:
        for y in (0.62, 0.92, 1.22):
            painter.fill(oval(chest.x(m, y), y, 0.022), painter.shaded(wear.shirt))
        _seam(painter, chest.place(((-0.52, 1.22), (-0.30, 1.38))), c, 0.030)


def _neck_band(painter: Painter, sheet: Sheet, colour: Colour, chest: Chest) -> None:
    band = ((-0.24, -0.16), (0.0, 0.06), (0.28, -0.12), (0.22, 0.10), (0.03, 0.17), (-0.20, 0.05))
    if chest.square:
        band = ((-0.25, -0.15), (0.0, 0.06), (0.25, -0.15), (0.21, 0.07), (0.0, 0.17), (-0.21, 0.07))
    elif chest.sideways:
        band = ((-0.26, -0.16), (-0.06, -0.02), (0.24, -0.02), (0.24, 0.12), (0.0, 0.12), (-0.26, -0.02))
    painter.fill(inside(band, 0.4, sheet).path, painter.lit(colour))


def _jumper(painter: Painter, wear: Wardrobe, sheet: Sheet, low: float, breadth: float, chest: Chest) -> None:
    c = wear.outfit
    rib = inside(((-2.0, low - 0.20), (2.0, low - 0.20), (2.0, low + 0.3), (-2.0, low + 0.3)), 0.0, sheet)
    painter.fill(rib.path, painter.half(mix(c, painter.palette.ink, 0.12), 0.62))
    _neck_band(painter, sheet, mix(c, _WHITE, 0.16), chest)
    if painter.detail > 120:
        for i in range(9):
            x = (-0.64 + i * 0.16) * breadth
            painter.line(poly(((x, low - 0.17), (x + 0.01, low)), close=False), painter.half(c, 0.2), 0.014)


def _dress(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    c, body = wear.outfit, proportions(look)
    _neck_band(painter, sheet, mix(c, _WHITE, 0.22), chest)
    belt = body.torso * 0.70
    band = inside(((-2.0, belt - 0.02), (2.0, belt - 0.02), (2.0, belt + 0.11), (-2.0, belt + 0.11)), 0.0, sheet)
    painter.fill(band.path, painter.half(mix(c, painter.palette.ink, 0.30), 0.7))
    if painter.detail > 45:
        for x, end in ((-0.20, -0.42), (0.08, 0.10), (0.32, 0.52)):
            pleat = lens((x * body.breadth, belt + 0.2), (end * body.breadth, low - 0.05), 0.0, 0.03)
            painter.fill(pleat, painter.shaded(c))


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
