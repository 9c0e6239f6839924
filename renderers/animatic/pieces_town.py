"""Streets and towns: rows of houses, near house fronts, towers, city blocks, cars."""

from __future__ import annotations

import random

import skia

from renderers.animatic.cards import Piece
from renderers.animatic.colour import Colour, from_hex, mix, saturate
from renderers.animatic.paper import Painter, blob, oval, overlap, poly, rect
from renderers.animatic.pieces_light import IRON, windows
from renderers.animatic.weather import Conditions

_PLASTER = ("C9BFB0", "A8B0A8", "D8C3A0", "B98F78", "8E9CA8", "C7A58C")
_FRONTS = ("D9A878", "B9694F", "C9BFA6", "6E8C90", "D2B56E", "8E6A70")
_TILES, _SLATE = from_hex("8A4A3C"), from_hex("4A5566")


def _house(random_: random.Random, sizes: tuple[float, float, float, float]) -> tuple[float, float, float, str, float]:
    width, height = random_.uniform(sizes[0], sizes[1]), random_.uniform(sizes[2], sizes[3])
    return width, height, random_.random(), random_.choice(_PLASTER), random_.random()


def houses(
    conditions: Conditions, key: object, count: int, sizes: tuple[float, float, float, float] = (5, 9, 5, 10),
    flat: bool = False,
) -> Piece:  # fmt: skip
    """A row of small houses (or, `flat`, city blocks), centred; `sizes` are least and most width, then height."""
    random_ = conditions.chance("houses", key)
    row, end = [], 0.0
    for _ in range(count):
        house = _house(random_, sizes)
        row.append((end, *house))
        end += house[0] + random_.choice((0.0, 0.0, 0.0, 1.2))
    lights = [[random_.random() for _ in range(160)] for _ in row]
    share = conditions.lit_windows

    def draw(painter: Painter, seconds: float) -> None:
        panes: list[tuple[skia.Path, bool]] = []
        for (left, width, height, pitch, colour, tint), chances in zip(row, lights, strict=True):
            x = left - end / 2
            wall = mix(from_hex(colour), painter.palette.far, 0.45)
            painter.fill(rect(x, -height, width, height + 0.5), painter.lit(wall))
            shade_at = x + (width * 0.62 if painter.side < 0 else 0)
            painter.fill(rect(shade_at, -height, width * 0.38, height + 0.5), painter.shaded(wall))
            if not flat:
                roof = mix(_TILES if tint > 0.5 else _SLATE, painter.palette.far, 0.35)
                ridge = -height - width * (0.28 + 0.22 * pitch)
                gable = poly([(x - 0.4, -height), (x + width * 0.5, ridge), (x + width + 0.4, -height)])
                if pitch > 0.5:
                    chimney = rect(x + width * 0.68, ridge * 0.55 - height * 0.45, width * 0.12, width * 0.3)
                    painter.fill(chimney, painter.shaded(wall))
                painter.fill(gable, painter.half(roof, 0.55))
            panes += _panes(x, width, height, chances, share)
        windows(painter, panes, painter.half(mix(from_hex("8E9CA8"), painter.palette.ink, 0.5), 0.45))

    return draw


def _panes(x: float, width: float, height: float, chances: list[float], share: float) -> list[tuple[skia.Path, bool]]:
    size = 1.0 if height < 16 else 1.7  # towers are far: fewer and larger windows keep them quiet
    across, up = max(2, int(width / (1.9 * size))), int(height / (2.2 * size))
    gap = width / across
    return [
        (
            rect(x + gap * (i + 0.5) - 0.4 * size, -height + (0.9 + j * 2.1) * size, 0.8 * size, 1.15 * size),
            chances[(j * across + i) % 160] < share,
        )
        for j in range(up)
        for i in range(across)
    ]


def front(conditions: Conditions, key: object, width: float, storeys: int) -> Piece:
    """One near house front, its base at the pavement: a shop or a door below, shuttered windows above."""
    random_ = conditions.chance("front", key)
    colour, shop = saturate(from_hex(random_.choice(_FRONTS)), 0.72), random_.random() < 0.6
    trim = mix(colour, (1.0, 0.98, 0.92), 0.55)
    shutter = from_hex(random_.choice(("3F6A6A", "5A4A60", "7A3F36", "4E6A4A")))
    awning = from_hex(random_.choice(("B5432F", "3F7F86", "C9963E")))
    lights = [random_.random() for _ in range(40)]
    gable = random_.random() < 0.5
    height = 3.4 + storeys * 2.9

    def draw(painter: Painter, seconds: float) -> None:
        _front_wall(painter, width, height, colour, gable)
        painter.fill(rect(-width / 2, -3.45, width, 0.22), painter.half(trim, 0.75))
        across = max(2, round(width / 2.3))
        gap = width / across
        panes, shutters, sills = [], skia.Path(), skia.Path()
        for j in range(storeys):
            for i in range(across):
                x, y = -width / 2 + gap * (i + 0.5), -3.4 - 2.9 * j - 2.25
                panes.append((rect(x - 0.45, y, 0.9, 1.5), lights[j * across + i] < conditions.lit_windows))
                shutters.addPath(rect(x - 0.95, y - 0.04, 0.44, 1.58))
                shutters.addPath(rect(x + 0.51, y - 0.04, 0.44, 1.58))
                sills.addPath(rect(x - 0.6, y + 1.5, 1.2, 0.1))
        painter.fill(shutters, painter.half(shutter, 0.7))
        painter.fill(sills, painter.half(trim, 0.8))
        windows(painter, panes, painter.half(from_hex("3D5566"), 0.5))
        bars = skia.Path()
        for frame, _ in panes:
            box = frame.getBounds()
            bars.addPath(rect(box.centerX() - 0.03, box.top(), 0.06, box.height()))
            bars.addPath(rect(box.left(), box.top() + box.height() * 0.4, box.width(), 0.06))
        painter.fill(bars, painter.half(trim, 0.55))
        (_shop if shop else _doorway)(painter, conditions, width, awning, trim)

    return draw


def _front_wall(painter: Painter, width: float, height: float, colour: Colour, gable: bool) -> None:
    if gable:
        painter.fill(poly([(-width / 2 - 0.2, -height), (0, -height - width * 0.42), (width / 2 + 0.2, -height)]),
                     painter.half(mix(_TILES, painter.palette.far, 0.15), 0.6))  # fmt: skip
    else:
        painter.fill(rect(-width / 2 - 0.2, -height - 0.9, width + 0.4, 1.0), painter.half(_SLATE, 0.55))
    painter.fill(rect(-width / 2, -height, width, height + 0.3), painter.half(colour, 0.78))
    strip = width * 0.1
    x = width / 2 - strip if painter.side < 0 else -width / 2
    painter.fill(rect(x, -height, strip, height + 0.3), painter.shaded(colour))
    painter.fill(rect(-width / 2, -height, width, 0.34), painter.shaded(colour))


def _shop(painter: Painter, conditions: Conditions, width: float, awning: Colour, trim: Colour) -> None:
    wide = width * 0.82
    painter.fill(
        rect(-wide / 2 - 0.1, -2.75, wide + 0.2, 2.75), painter.half(mix(awning, painter.palette.ink, 0.5), 0.6)
    )
    panes = [(rect(-wide / 2 + 0.1, -2.3, wide * 0.62, 1.65), conditions.lamps)]
    panes.append((rect(wide / 2 - wide * 0.27, -2.3, wide * 0.22, 2.05), conditions.lamps))
    windows(painter, panes, painter.half(from_hex("48626E"), 0.55))
    stripes = 7
    step = (wide + 0.5) / stripes
    for i in range(stripes):
        x = -wide / 2 - 0.25 + i * step
        cloth = poly([(x, -3.05), (x + step, -3.05), (x + step, -2.45), (x + step / 2, -2.3), (x, -2.45)])
        painter.fill(cloth, painter.half(awning if i % 2 == 0 else trim, 0.85))


def _doorway(painter: Painter, conditions: Conditions, width: float, colour: Colour, trim: Colour) -> None:
    painter.fill(rect(-0.75, -2.6, 1.5, 2.6), painter.half(trim, 0.6))
    painter.form(rect(-0.58, -2.1, 1.16, 2.1), mix(colour, painter.palette.ink, 0.35), 0.08, 0)
    panes = [(rect(-0.58, -2.5, 1.16, 0.34), conditions.lamps)]
    side = width / 2 - 0.75 - 0.8
    if side > 0.3:
        centre = (width / 2 + 0.75) / 2
        panes += [(rect(sign * centre - 0.5, -2.5, 1.0, 1.5), conditions.lamps and sign > 0) for sign in (-1, 1)]
    windows(painter, panes, painter.half(from_hex("3D5566"), 0.5))


def church_tower(painter: Painter, seconds: float) -> None:
    """A tower with a pointed roof, 20 m high."""
    wall = mix(from_hex("B0A698"), painter.palette.far, 0.4)
    painter.form(rect(-2.2, -13, 4.4, 13), wall, 0.6, 0)
    painter.form(poly([(-2.6, -13), (0, -21), (2.6, -13)]), mix(_SLATE, painter.palette.far, 0.3), 0.6, 0)
    painter.fill(oval(0, -11, 0.9), painter.shaded(wall))
    painter.fill(rect(-0.5, -8.5, 1.0, 2.2, 0.5), painter.shaded(wall))


def water_tower(painter: Painter, seconds: float) -> None:
    """A tank on legs, as on a roof."""
    for x in (-0.8, 0.8):
        painter.fill(poly([(x - 0.06, -1.3), (x + 0.06, -1.3), (x * 1.2 + 0.06, 0), (x * 1.2 - 0.06, 0)]),
                     painter.lit(painter.palette.near))  # fmt: skip
    painter.form(rect(-1, -3.4, 2, 2.2, 0.1), from_hex("7A4A4A"), 0.2)
    painter.fill(poly([(-1.2, -3.4), (0, -4.3), (1.2, -3.4)]), painter.shaded(from_hex("6A3A40")))


def parked_car(colour: str, lit: bool) -> Piece:
    """A small car from the side, 3.8 m long."""

    def draw(painter: Painter, seconds: float) -> None:
        body = blob([(-1.9, -0.32), (-1.85, -0.78), (-1.1, -0.88), (-0.65, -1.38), (0.55, -1.4),
                     (1.05, -0.9), (1.8, -0.76), (1.92, -0.32)], 0.28)  # fmt: skip
        painter.form(body, from_hex(colour), 0.12, -0.05)
        glass = poly([(-0.9, -0.9), (-0.55, -1.27), (0.48, -1.28), (0.84, -0.9)])
        painter.fill(glass, painter.half(from_hex("3D5566"), 0.6))
        painter.fill(overlap(glass, rect(-0.08, -1.4, 0.08, 0.6)), painter.lit(from_hex(colour)))
        for x in (-1.15, 1.15):
            painter.fill(oval(x, -0.31, 0.31), painter.lit(from_hex("22262E")))
            painter.fill(oval(x, -0.31, 0.14), painter.half(from_hex("8A9094")))
        if lit:
            painter.fill(oval(1.82, -0.6, 0.1), painter.own_light(painter.palette.lamp))

    return draw


def bench(painter: Painter, seconds: float) -> None:
    """A slatted bench on iron legs."""
    wood = from_hex("8A6444")
    for x in (-0.75, 0.75):
        painter.fill(rect(x - 0.04, -0.45, 0.08, 0.45), painter.lit(IRON))
    for y in (-0.92, -0.74):
        painter.form(rect(-0.9, y, 1.8, 0.12, 0.02), wood, 0.02)
    painter.form(rect(-0.92, -0.48, 1.84, 0.09, 0.02), wood, 0.02)


def bus_stop(painter: Painter, seconds: float) -> None:
    """The pole of a bus stop with its flag and timetable, 2.7 m high."""
    painter.fill(rect(-0.035, -2.7, 0.07, 2.7), painter.half(from_hex("4A5058"), 0.6))
    painter.form(rect(-0.02, -2.72, 0.62, 0.46, 0.04), from_hex("3F6F9A"), 0.03)
    painter.fill(rect(0.08, -2.62, 0.42, 0.20, 0.05), painter.half(from_hex("EFE7D6"), 0.9))
    for x in (0.18, 0.40):
        painter.fill(rect(x - 0.03, -2.45, 0.06, 0.06, 0.03), painter.half(from_hex("EFE7D6"), 0.9))
    painter.form(rect(-0.16, -1.75, 0.32, 0.52, 0.02), from_hex("EFE7D6"), 0.02)
    for i in range(5):
        painter.fill(
            rect(-0.11, -1.68 + i * 0.085, 0.22 - 0.05 * (i % 2), 0.025), painter.half(from_hex("3A3E48"), 0.6)
        )
