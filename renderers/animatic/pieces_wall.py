"""What hangs on or opens in a wall: windows, doors, pictures, clocks, boards, shelves."""

from __future__ import annotations

import math

import skia

from bible.entries import Weather
from renderers.animatic.cards import Piece
from renderers.animatic.colour import Colour, from_hex, mix, saturate
from renderers.animatic.paper import Painter, argb, blob, limb, oval, overlap, poly, rect
from renderers.animatic.sky import sky_colours
from renderers.animatic.weather import Conditions

_FRAME = from_hex("4A443E")
_CREAM = from_hex("EFE4CC")
_BOOKS = tuple(from_hex(text) for text in ("B0604A", "C4A058", "5E8078", "CFC3A8", "6E4E60", "46607A"))


def window(
    conditions: Conditions, width: float, height: float, panes: int = 2, blind: bool = False, outlook: str = "town"
) -> Piece:
    """A window on the hour's sky and on `outlook` (town, sea, hills or stars), its sill at the base."""
    random_ = conditions.chance("outlook", width)
    colours = sky_colours(conditions)
    if conditions.gloomy:
        colours = tuple(mix(saturate(colour, 0.5), conditions.palette.tint, 0.18) for colour in colours)
    roofs = [(random_.uniform(0.1, 0.34), random_.random()) for _ in range(7)]

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(rect(-width / 2 - 0.1, -height - 0.1, width + 0.2, height + 0.2), _FRAME, 0.04)
        glass = rect(-width / 2, -height, width, height)
        for i, colour in enumerate(colours):
            painter.fill(rect(-width / 2, -height + height * i / 6, width, height / 6 + 0.01), argb(colour))
        _OUTLOOKS[outlook](painter, glass, roofs, width, height)
        if conditions.weather == Weather.FOG and outlook != "stars":
            for share, alpha in ((1.0, 0.45), (0.62, 0.4), (0.34, 0.4)):
                murk = rect(-width / 2, -height * share, width, height * share)
                painter.veil(murk, mix(conditions.palette.haze, conditions.palette.sun, 0.2), alpha)
        painter.canvas.save()
        painter.canvas.clipPath(glass)
        for x, wide in ((-0.28, 0.14), (0.12, 0.07)):
            shine = [(x * width, -height), ((x + wide) * width, -height), ((x + wide - 0.22) * width, 0),
                     ((x - 0.22) * width, 0)]  # fmt: skip
            painter.veil(poly(shine), (1.0, 1.0, 1.0), 0.10)
        painter.canvas.restore()
        for i in range(1, panes):
            painter.fill(rect(-width / 2 + width * i / panes - 0.03, -height, 0.06, height), painter.lit(_FRAME))
        painter.fill(rect(-width / 2, -height * 0.64, width, 0.05), painter.lit(_FRAME))
        if blind:
            slats = skia.Path()
            for i in range(int(height * 0.6 / 0.11)):
                slats.addPath(rect(-width / 2, -height + i * 0.11, width, 0.07))
            painter.fill(slats, painter.half(from_hex("B5AE9C"), 0.55))
        painter.form(rect(-width / 2 - 0.16, 0.06, width + 0.32, 0.08), mix(_FRAME, _CREAM, 0.35), 0.02)

    return draw


def _town(painter: Painter, glass: skia.Path, roofs: list[tuple[float, float]], width: float, height: float) -> None:
    palette = painter.palette
    town = skia.Path()
    step = width / (len(roofs) - 1)
    for i, (tall, _) in enumerate(roofs):
        x, top = -width / 2 + (i - 0.5) * step, -tall * height
        town.addPath(poly([(x, 0), (x, top), (x + step / 2, top - step * 0.3), (x + step, top), (x + step, 0)]))
    town = overlap(skia.Simplify(town) or town, glass)
    painter.fill(town, argb(mix(palette.far, palette.sky[-1], 0.25)))


def _sea(painter: Painter, glass: skia.Path, roofs: list[tuple[float, float]], width: float, height: float) -> None:
    palette = painter.palette
    coast = [(-width / 2 + width * i / 6, -height * (0.44 + 0.2 * tall)) for i, (tall, _) in enumerate(roofs)]
    shore = blob(coast, 0.5, close=False)
    shore.lineTo(width / 2, 0)
    shore.lineTo(-width / 2, 0)
    shore.close()
    painter.fill(overlap(glass, shore), argb(mix(palette.far, palette.haze, 0.35)))
    for i, colour in enumerate(palette.water):
        deep = height * (0.4 - 0.1 * i)
        painter.fill(rect(-width / 2, -deep, width, deep), argb(mix(colour, palette.haze, 0.15)))


def _hills(painter: Painter, glass: skia.Path, roofs: list[tuple[float, float]], width: float, height: float) -> None:
    palette = painter.palette
    for lift, share in ((0.62, 0.15), (0.34, 0.6)):
        line = [(-width / 2 + width * i / 6, -height * lift * (0.6 + tall)) for i, (tall, _) in enumerate(roofs)]
        hill = blob(line if share < 0.5 else [(-x, y) for x, y in reversed(line)], 0.5, close=False)
        hill.lineTo(width / 2, 0)
        hill.lineTo(-width / 2, 0)
        hill.close()
        painter.fill(overlap(glass, hill), argb(mix(palette.far, palette.near, share)))


def _space(painter: Painter, glass: skia.Path, roofs: list[tuple[float, float]], width: float, height: float) -> None:
    painter.fill(glass, argb(from_hex("0B1428")))
    stars = skia.Path()
    for i in range(40):
        stars.addPath(
            oval(((i * 37) % 100 / 100 - 0.5) * width, -((i * 61) % 97) / 97 * height, 0.008 + 0.006 * (i % 3))
        )
    painter.fill(stars, argb(from_hex("C9D6E0")))
    planet = oval(width * 0.24, -height * 0.42, min(height, width) * 0.34)
    painter.fill(overlap(glass, planet), argb(from_hex("B8664A")))
    shade = oval(width * 0.24 + height * 0.1, -height * 0.34, min(height, width) * 0.34)
    painter.fill(overlap(glass, overlap(planet, shade)), argb(from_hex("6A3A50")))


_OUTLOOKS = {"town": _town, "sea": _sea, "hills": _hills, "stars": _space}


def barometer(painter: Painter, seconds: float) -> None:
    """A brass barometer, .4 m across."""
    painter.form(oval(0, -0.2, 0.2), from_hex("B98B3E"), 0.03)
    painter.fill(oval(0, -0.2, 0.155), painter.half(from_hex("EFE6D0"), 0.85))
    painter.fill(limb([(0, -0.2), (0.07, -0.3)], 0.018, 0.008), painter.lit(painter.palette.ink))


def curtains(width: float, height: float, colour: str) -> Piece:
    """A pair of curtains drawn aside, with their rail; the base is the window's sill."""

    def draw(painter: Painter, seconds: float) -> None:
        cloth = from_hex(colour)
        painter.fill(rect(-width / 2 - 0.5, -height - 0.24, width + 1.0, 0.05, 0.02), painter.lit(_FRAME))
        for sign in (-1, 1):
            outer, inner = sign * (width / 2 + 0.42), sign * (width / 2 - 0.12)
            edge = sign * (width / 2 + 0.1)
            drape = poly([(outer, -height - 0.2), (inner, -height - 0.2), (edge, -height * 0.35),
                          (inner + sign * 0.1, 0.5),
                          (outer, 0.5)])  # fmt: skip
            painter.form(drape, cloth, 0.07, 0)
            for share in (0.35, 0.65):
                x = outer + (inner - outer) * share * 0.7
                painter.fill(rect(x, -height - 0.18, 0.025, height + 0.62), painter.shaded(cloth))

    return draw


def door(colour: str, glazed: bool = False) -> Piece:
    """A door in its frame, 2.1 m high."""

    def draw(painter: Painter, seconds: float) -> None:
        leaf = from_hex(colour)
        painter.fill(rect(-0.6, -2.22, 1.2, 2.22), painter.half(mix(leaf, _CREAM, 0.45), 0.6))
        painter.form(rect(-0.48, -2.1, 0.96, 2.1), leaf, 0.06, 0)
        sunk = painter.half(mix(leaf, painter.palette.ink, 0.25), 0.55)
        if glazed:
            painter.fill(rect(-0.32, -1.9, 0.64, 0.85), painter.half(from_hex("9FB7B4"), 0.6))
        else:
            painter.fill(rect(-0.32, -1.92, 0.64, 0.8), sunk)
        painter.fill(rect(-0.32, -0.92, 0.64, 0.7), sunk)
        painter.fill(oval(0.38, -1.02, 0.045), painter.lit(from_hex("C9A85A")))

    return draw


def double_door(painter: Painter, seconds: float) -> None:
    """Two swing doors with portholes, 2.3 m high."""
    leaf = from_hex("7E8C86")
    painter.fill(rect(-1.12, -2.4, 2.24, 2.4), painter.half(mix(leaf, painter.palette.ink, 0.35), 0.5))
    for x in (-1.0, 0.02):
        painter.form(rect(x, -2.3, 0.98, 2.3), leaf, 0.05, 0)
        painter.fill(oval(x + 0.49, -1.62, 0.2), painter.half(from_hex("C3D2CC"), 0.75))
        painter.fill(rect(x, -0.3, 0.98, 0.3), painter.half(from_hex("A8ADA6"), 0.6))


def roller_door(painter: Painter, seconds: float) -> None:
    """A steel shutter three metres wide."""
    steel = from_hex("7A7E84")
    painter.fill(rect(-1.75, -2.9, 3.5, 2.9), painter.half(mix(steel, painter.palette.ink, 0.5), 0.5))
    painter.form(rect(-1.6, -2.75, 3.2, 2.75), steel, 0.08, 0)
    slats = skia.Path()
    for i in range(12):
        slats.addPath(rect(-1.6, -2.6 + i * 0.22, 3.2, 0.04))
    painter.fill(slats, painter.shaded(steel))
    painter.fill(rect(-1.6, -0.24, 3.2, 0.12), painter.half(from_hex("D2A63C"), 0.7))


def picture(width: float, height: float, kind: int) -> Piece:
    """A framed picture: hills and a disc, a boat, or a portrait oval."""
    ground = from_hex(("46607A", "7A4A5A", "4E7A55")[kind % 3])
    disc = from_hex(("C8704F", "5E8C86", "D0AA58")[kind % 3])

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(rect(-width / 2 - 0.05, -height - 0.05, width + 0.1, height + 0.1), _FRAME, 0.03)
        inside = rect(-width / 2, -height, width, height)
        painter.fill(inside, painter.half(_CREAM, 0.8))
        inner = rect(-width * 0.38, -height * 0.88, width * 0.76, height * 0.76)
        painter.fill(inner, painter.half(mix(_CREAM, disc, 0.35), 0.75))
        if kind % 2:
            painter.fill(overlap(inner, oval(0, -height * 0.5, width * 0.2, height * 0.24)), painter.half(disc, 0.75))
            painter.fill(overlap(inner, oval(0, -height * 0.1, width * 0.34, height * 0.24)), painter.half(ground, 0.7))
        else:
            painter.fill(overlap(inner, oval(-width * 0.1, -height * 0.56, width * 0.2)), painter.half(disc, 0.8))
            hills = poly([(-width / 2, 0), (-width / 2, -height * 0.3), (width * 0.1, -height * 0.5),
                          (width / 2, -height * 0.25), (width / 2, 0)])  # fmt: skip
            painter.fill(overlap(inner, hills), painter.half(ground, 0.7))

    return draw


def clock(painter: Painter, seconds: float) -> None:
    """A round wall clock, .5 m across, its middle .26 m above the base."""
    painter.form(oval(0, -0.26, 0.27), from_hex("3E4448"), 0.03)
    painter.fill(oval(0, -0.26, 0.225), painter.half(from_hex("EDE6D4"), 0.85))
    for i in range(12):
        angle = i * math.pi / 6
        x, y = math.cos(angle), math.sin(angle)
        painter.fill(limb([(x * 0.18, -0.26 + y * 0.18), (x * 0.2, -0.26 + y * 0.2)], 0.014, 0.014),
                     painter.lit(painter.palette.ink))  # fmt: skip
    for x, y in ((0.0, -0.42), (0.11, -0.2)):
        painter.fill(limb([(0, -0.26), (x, y)], 0.026, 0.018), painter.lit(painter.palette.ink))


def shelf(tiers: int, width: float, kind: str) -> Piece:
    """Wall shelves with books, bottles or boxes, the lowest board at the base."""

    def draw(painter: Painter, seconds: float) -> None:
        for tier in range(tiers):
            y = -tier * 0.48
            count = int(width / 0.17)
            for i in range(count):
                mark = (i * 7 + tier * 3) % 5
                if (i * 5 + tier * 2) % 7 == 0:
                    continue
                colour = _BOOKS[(i * 3 + tier) % len(_BOOKS)]
                _shelved(painter, kind, -width / 2 + 0.06 + i * 0.17, y, mark, colour)
            painter.form(rect(-width / 2 - 0.04, y, width + 0.08, 0.05), from_hex("7A5A40"), 0.02)
            painter.fill(rect(-width / 2 - 0.04, y + 0.05, width + 0.08, 0.05), painter.shaded(from_hex("5A4432")))

    return draw


def _shelved(painter: Painter, kind: str, x: float, y: float, mark: int, colour: Colour) -> None:
    if kind == "bottles":
        painter.fill(rect(x, y - 0.2, 0.1, 0.2, 0.02), painter.half(colour, 0.7))
        painter.fill(rect(x + 0.03, y - 0.3, 0.04, 0.12), painter.half(colour, 0.7))
    elif kind == "boxes":
        if mark % 2 == 0:
            tall = 0.18 + mark * 0.03
            painter.fill(rect(x, y - tall, 0.3, tall), painter.half(mix(colour, from_hex("9A7650"), 0.7), 0.6))
    elif kind == "crockery":
        if mark % 2:
            painter.fill(rect(x, y - 0.13, 0.13, 0.13, 0.04), painter.half(mix(colour, _CREAM, 0.45), 0.75))
        else:
            painter.fill(oval(x + 0.07, y - 0.1, 0.1), painter.half(mix(colour, _CREAM, 0.7), 0.75))
    else:
        tall = 0.22 + mark * 0.035
        painter.fill(rect(x, y - tall, 0.13, tall, 0.015), painter.half(colour, 0.65))


def blackboard(painter: Painter, seconds: float) -> None:
    """A blackboard, 3.4 m wide, with chalk on it."""
    painter.form(rect(-1.7, -1.15, 3.4, 1.15), from_hex("8A6A48"), 0.03)
    painter.fill(rect(-1.62, -1.07, 3.24, 0.98), painter.half(from_hex("35564B"), 0.7))
    chalk = painter.half(from_hex("C9D2C4"), 0.8)
    for i in range(3):
        stroke = blob([(-1.3 + i, -0.78), (-1.1 + i, -0.72 + 0.08 * i), (-0.75 + i, -0.8)], 0.5, close=False)
        painter.line(stroke, chalk, 0.022)
        painter.line(poly([(-1.3 + i, -0.45), (-0.7 + i, -0.45)], close=False), chalk, 0.016)
        painter.line(poly([(-1.3 + i, -0.33), (-0.85 + i, -0.33)], close=False), chalk, 0.016)
    painter.form(rect(-1.4, 0.0, 2.8, 0.06), from_hex("A98458"), 0.02)


def notice_board(painter: Painter, seconds: float) -> None:
    """Cork with papers pinned to it, 1.4 m wide."""
    painter.form(rect(-0.74, -1.0, 1.48, 1.0), from_hex("6E5238"), 0.03)
    painter.fill(rect(-0.68, -0.94, 1.36, 0.88), painter.half(from_hex("B08A5E"), 0.65))
    papers = ((-0.55, -0.85, 0.3, 0.4, "EFE6D0"), (-0.15, -0.8, 0.26, 0.3, "D9CFB4"), (0.2, -0.88, 0.36, 0.26,
        "C4D0C8"),
              (0.24, -0.52, 0.28, 0.36, "EFE6D0"), (-0.2, -0.42, 0.34, 0.26, "E0B48A"))  # fmt: skip
    for x, y, width, height, colour in papers:
        painter.fill(rect(x, y, width, height), painter.half(from_hex(colour), 0.8))


def wall_map(painter: Painter, seconds: float) -> None:
    """A chart of a coast, 1.6 m wide."""
    painter.form(rect(-0.8, -1.1, 1.6, 1.1), _CREAM, 0.03)
    sea = rect(-0.72, -1.02, 1.44, 0.94)
    painter.fill(sea, painter.half(from_hex("A9C0BC"), 0.75))
    land = blob([(-0.8, -1.1), (-0.1, -1.05), (-0.2, -0.75), (0.2, -0.6), (-0.1, -0.4), (-0.45, -0.3), (-0.4, -0.05),
                 (-0.8, 0)], 0.5)  # fmt: skip
    painter.fill(overlap(sea, land), painter.half(from_hex("CDBB8A"), 0.75))
    painter.fill(overlap(sea, oval(0.45, -0.3, 0.16, 0.1)), painter.half(from_hex("CDBB8A"), 0.75))


def mirror(painter: Painter, seconds: float) -> None:
    """A one-way mirror, 3.5 m wide."""
    painter.form(rect(-1.75, -1.28, 3.5, 1.28), from_hex("20282D"), 0.03)
    glass = rect(-1.66, -1.2, 3.32, 1.12)
    painter.fill(glass, painter.half(from_hex("31505C"), 0.45))
    for x, width in ((-0.9, 0.28), (-0.45, 0.10), (0.9, 0.16)):
        shine = poly([(x, -1.2), (x + width, -1.2), (x + width - 0.6, -0.08), (x - 0.6, -0.08)])
        painter.fill(overlap(shine, glass), painter.half(from_hex("45697A"), 0.5))


def round_mirror(painter: Painter, seconds: float) -> None:
    """A round mirror, .8 m across."""
    painter.form(oval(0, -0.4, 0.42), from_hex("A9824A"), 0.03)
    glass = oval(0, -0.4, 0.36)
    painter.fill(glass, painter.half(from_hex("B5C4C4"), 0.7))
    painter.fill(overlap(glass, poly([(-0.2, -0.9), (0.05, -0.9), (-0.2, 0), (-0.45, 0)])),
                 painter.half(from_hex("CFDAD8"), 0.8))  # fmt: skip


def hooks(painter: Painter, seconds: float) -> None:
    """A rail of hooks with a coat and a bag, 1.5 m wide, the rail at the base."""
    painter.form(rect(-0.75, -0.08, 1.5, 0.12, 0.02), from_hex("7A5A40"), 0.02)
    coat = blob([(-0.5, -0.04), (-0.32, -0.04), (-0.2, 0.2), (-0.16, 0.95), (-0.62, 0.95), (-0.6, 0.2)], 0.3)
    painter.form(coat, from_hex("5E6A6E"), 0.07, 0)
    painter.form(blob([(0.3, 0.28), (0.58, 0.28), (0.64, 0.66), (0.24, 0.66)], 0.3), from_hex("8A6A44"), 0.05, 0)
    painter.line(
        blob([(0.34, 0.3), (0.44, -0.02), (0.54, 0.3)], 0.4, close=False), painter.lit(from_hex("6A5034")), 0.03
    )
    for x in (-0.41, 0.0, 0.44):
        painter.fill(oval(x, -0.01, 0.03), painter.lit(from_hex("C9A85A")))


def radiator(painter: Painter, seconds: float) -> None:
    """A ribbed radiator, 1.3 m wide."""
    iron = from_hex("BDB8AC")
    ribs, gaps = skia.Path(), skia.Path()
    for i in range(9):
        ribs.addPath(rect(-0.65 + i * 0.145, -0.72, 0.12, 0.62, 0.04))
        gaps.addPath(rect(-0.65 + i * 0.145 + (0.085 if painter.side < 0 else 0), -0.7, 0.035, 0.58))
    painter.fill(ribs, painter.half(iron, 0.75))
    painter.fill(gaps, painter.shaded(iron))


def pipes(painter: Painter, seconds: float) -> None:
    """Two pipes up the wall with a valve, 3 m high."""
    steel = from_hex("7E8A86")
    for x, width in ((-0.12, 0.14), (0.16, 0.09)):
        painter.form(rect(x - width / 2, -4.5, width, 4.5), steel, 0.04, 0)
        for y in (-0.7, -2.1):
            painter.fill(rect(x - width * 0.7, y, width * 1.4, 0.09), painter.shaded(steel))
    painter.line(oval(-0.12, -1.35, 0.16), painter.lit(from_hex("A8503E")), 0.045)


def tool_board(painter: Painter, seconds: float) -> None:
    """Tools on a pegboard, 2 m wide."""
    painter.form(rect(-1.0, -1.1, 2.0, 1.1), from_hex("8A7458"), 0.03)
    steel, grip = painter.half(from_hex("A8ADA6"), 0.7), painter.half(from_hex("8E4A3A"), 0.7)
    for i in range(5):
        x = -0.78 + i * 0.39
        painter.fill(limb([(x, -0.92), (x, -0.5)], 0.05, 0.04), steel)
        painter.fill(rect(x - 0.04, -0.55, 0.08, 0.32, 0.03), grip)
        if i % 2 == 0:
            painter.fill(rect(x - 0.13, -0.98, 0.26, 0.1, 0.02), steel)


def monitor_wall(painter: Painter, seconds: float) -> None:
    """A wide screen with a chart on it, 1.8 m wide."""
    painter.form(rect(-0.9, -1.05, 1.8, 1.05, 0.03), from_hex("2A3036"), 0.03)
    painter.fill(rect(-0.83, -0.98, 1.66, 0.9), painter.half(from_hex("4F7480"), 0.8))
    for i, tall in enumerate((0.3, 0.45, 0.38, 0.6, 0.5)):
        painter.fill(rect(-0.62 + i * 0.26, -0.2 - tall, 0.15, tall), painter.half(from_hex("A8C6BE"), 0.8))


def arched_glass(painter: Painter, seconds: float) -> None:
    """A tall window of coloured glass, 1.8 m wide and 4.3 m high."""
    arch = skia.Path()
    arch.moveTo(-0.9, 0)
    arch.lineTo(-0.9, -2.6)
    arch.quadTo(-0.8, -3.8, 0, -4.3)
    arch.quadTo(0.8, -3.8, 0.9, -2.6)
    arch.lineTo(0.9, 0)
    arch.close()
    painter.fill(arch, argb(from_hex("2A3A5A")))
    tones = tuple(from_hex(text) for text in ("C9964A", "A8503E", "4A7A90", "5E8A6A", "7A4A66", "D6B878"))
    light = sum(painter.palette.sky[-1]) / 3
    for k, tone in enumerate(tones):
        panes = skia.Path()
        for i in range(7):
            for j in range(3):
                if (i * 5 + j * 3) % 6 == k:
                    panes.addPath(rect(-0.9 + j * 0.6, -4.3 + i * 0.62, 0.56, 0.58))
        painter.fill(overlap(panes, arch), argb(mix(painter.palette.ink, tone, 0.35 + 0.65 * light)))
