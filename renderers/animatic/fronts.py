"""Fronts of coats, suits, jackets, jumpers, tees and dresses: throat, collar, seams, buttons.

Origin in the middle of the shoulder line, y down, one unit per head height.
"""

from __future__ import annotations

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.garments import Wardrobe
from renderers.animatic.paper import Painter, Point, lens, oval, poly
from renderers.animatic.proportions import proportions
from renderers.animatic.sheets import Sheet, blob_sheet, inside, lay, poly_sheet
from renderers.animatic.views import MIDDLE, Chest

_BUTTON, _BUTTON_SHADE, _WHITE = from_hex("E9D7A6"), from_hex("8A7340"), (1.0, 1.0, 1.0)


def flap(painter: Painter, points: tuple[Point, ...], colour: Colour, roundness: float = 0.15) -> None:
    """A lapel, a collar, a pocket: a small sheet of its own."""
    lay(painter, blob_sheet(points, roundness), colour, 0.038)


def seam(painter: Painter, points: tuple[Point, ...], colour: Colour, width: float = 0.024) -> None:
    """A line of shade along the points."""
    painter.line(poly(points, close=False), painter.shaded(colour), width)


def suit(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Shirt and tie, lapels in two steps, two buttons."""
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
    seam(painter, chest.place(((m + 0.02, 1.05), (m + 0.06, low))), c, 0.022)
    if painter.detail > 60:
        dark = painter.shaded(mix(c, painter.palette.ink, 0.4))
        for y in (1.18, 1.48):
            painter.fill(oval(chest.x(m + 0.10, y), y, 0.035), dark)
        seam(painter, chest.place(((-0.50, 0.62), (-0.30, 0.58))), c, 0.030)


def _hung(points: tuple[Point, ...], chest: Chest) -> tuple[Point, ...]:
    """A tie: it hangs from the middle of the throat whatever the view."""
    return tuple((round(x - MIDDLE, 3), y) for x, y in points) if chest.square else chest.place(points)


def coat(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A V at the throat, a collar, a row of buttons, pockets; coats have a belt."""
    c, m, b = wear.outfit, MIDDLE, proportions(look).breadth
    throat = chest.place(((-0.20, -0.13), (0.27, -0.13), (m, 0.42)))
    painter.fill(inside(throat, 0.0, sheet).path, painter.half(wear.shirt, 0.6))
    paper = mix(c, _WHITE, 0.08)
    near = ((-0.27, -0.14), (-0.52, 0.20), (-0.20, 0.34), (m - 0.02, 0.44), (-0.06, 0.10))
    far = ((0.29, -0.14), (0.50, 0.20), (0.32, 0.33), (m + 0.02, 0.44), (0.22, 0.08))
    s = min(1.0, 0.30 + 0.75 * b)
    scaled = [tuple((round(x * s, 3), y) for x, y in each) for each in (near, far)]
    for points in chest.pair(*scaled):
        flap(painter, points, paper)
    seam(painter, chest.place(((m, 0.44), (m + 0.06, low - 0.02))), c, 0.026)
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


def jacket(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Open over a shirt."""
    c, m = wear.outfit, MIDDLE
    opening = chest.place(((-0.20, -0.13), (0.27, -0.13), (m + 0.12, low + 0.1), (m - 0.12, low + 0.1)))
    strip = inside(opening, 0.0, sheet)
    painter.fill(strip.path, painter.lit(wear.shirt))
    painter.fill(strip.crescent(-0.07, 0.0), painter.shaded(wear.shirt))
    near = ((-0.27, -0.14), (-0.44, 0.18), (-0.22, 0.40), (-0.08, 0.06))
    far = ((0.29, -0.12), (0.46, 0.18), (0.36, 0.38), (0.22, 0.06))
    for points in chest.pair(near, far):
        flap(painter, points, mix(c, _WHITE, 0.08))
    if painter.detail > 90:
        for y in (0.62, 0.92, 1.22):
            painter.fill(oval(chest.x(m, y), y, 0.022), painter.shaded(wear.shirt))
        seam(painter, chest.place(((-0.52, 1.22), (-0.30, 1.38))), c, 0.030)


def neck_band(painter: Painter, sheet: Sheet, colour: Colour, chest: Chest) -> None:
    """The band round a neck without a collar."""
    band = ((-0.24, -0.16), (0.0, 0.06), (0.28, -0.12), (0.22, 0.10), (0.03, 0.17), (-0.20, 0.05))
    if chest.square:
        band = ((-0.25, -0.15), (0.0, 0.06), (0.25, -0.15), (0.21, 0.07), (0.0, 0.17), (-0.21, 0.07))
    elif chest.sideways:
        band = ((-0.26, -0.16), (-0.06, -0.02), (0.24, -0.02), (0.24, 0.12), (0.0, 0.12), (-0.26, -0.02))
    painter.fill(inside(band, 0.4, sheet).path, painter.lit(colour))


def jumper(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """Ribs at the hem."""
    c = wear.outfit
    rib = inside(((-2.0, low - 0.20), (2.0, low - 0.20), (2.0, low + 0.3), (-2.0, low + 0.3)), 0.0, sheet)
    painter.fill(rib.path, painter.half(mix(c, painter.palette.ink, 0.12), 0.62))
    neck_band(painter, sheet, mix(c, _WHITE, 0.16), chest)
    if painter.detail > 120:
        for i in range(9):
            x = (-0.64 + i * 0.16) * proportions(look).breadth
            painter.line(poly(((x, low - 0.17), (x + 0.01, low)), close=False), painter.half(c, 0.2), 0.014)


def dress(painter: Painter, look: Look, wear: Wardrobe, sheet: Sheet, low: float, chest: Chest) -> None:
    """A belt, and pleats below it."""
    c, body = wear.outfit, proportions(look)
    neck_band(painter, sheet, mix(c, _WHITE, 0.22), chest)
    belt = body.torso * 0.70
    band = inside(((-2.0, belt - 0.02), (2.0, belt - 0.02), (2.0, belt + 0.11), (-2.0, belt + 0.11)), 0.0, sheet)
    painter.fill(band.path, painter.half(mix(c, painter.palette.ink, 0.30), 0.7))
    if painter.detail > 45:
        for x, end in ((-0.20, -0.42), (0.08, 0.10), (0.32, 0.52)):
            pleat = lens((x * body.breadth, belt + 0.2), (end * body.breadth, low - 0.05), 0.0, 0.03)
            painter.fill(pleat, painter.shaded(c))
