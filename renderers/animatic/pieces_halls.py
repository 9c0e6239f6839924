"""What halls, stages, gyms, caves and cabins hold. In metres, the base at (0, 0)."""

from __future__ import annotations

import math

import skia

from renderers.animatic.cards import chance
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect
from renderers.animatic.pieces_light import glow

_STONE, _IRON, _GOLD, _WOOD = (from_hex(text) for text in ("7E7A7A", "3A3E48", "C89A46", "6E4A34"))
_RED, _WHITE, _ROCK, _STEEL = (from_hex(text) for text in ("A8352F", "E9E2D0", "6A625C", "8C979C"))
_FLAME = from_hex("F6B64A")


def throne(painter: Painter, seconds: float) -> None:
    """A gilt chair with a high back on two steps, 2.6 m wide and 3 m high."""
    painter.form(rect(-1.3, -0.2, 2.6, 0.2), _STONE, 0.04, 0)
    painter.form(rect(-1.0, -0.4, 2.0, 0.2), mix(_STONE, _WHITE, 0.15), 0.04, 0)
    back = blob([(-0.6, -0.4), (-0.62, -2.5), (-0.3, -2.85), (0, -3.1), (0.3, -2.85), (0.62, -2.5), (0.6, -0.4)], 0.2)
    painter.form(back, _GOLD, 0.08)
    painter.form(rect(-0.44, -2.4, 0.88, 1.5, 0.2), _RED, 0.06)
    painter.form(rect(-0.62, -1.0, 1.24, 0.24, 0.06), _RED, 0.05)
    for way in (-1, 1):
        painter.form(rect(way * 0.66 - 0.09, -1.35, 0.18, 0.95, 0.04), _GOLD, 0.03)
        painter.form(oval(way * 0.55, -2.75, 0.12), _GOLD, 0.03)


def banner(painter: Painter, seconds: float) -> None:
    """A long banner with a device, hung from its base up, 1 m wide and 2.8 m high."""
    painter.fill(rect(-0.65, -2.86, 1.3, 0.08), painter.half(_IRON, 0.6))
    painter.form(poly([(-0.5, -2.8), (0.5, -2.8), (0.5, -0.3), (0, 0), (-0.5, -0.3)]), _RED, 0.06, 0)
    painter.fill(rect(-0.5, -2.6, 1.0, 0.1), painter.half(_GOLD, 0.8))
    painter.form(poly([(0, -2.1), (0.28, -1.7), (0, -1.1), (-0.28, -1.7)]), _GOLD, 0.04)


def wall_torch(painter: Painter, seconds: float) -> None:
    """A burning torch in an iron ring; its base is the bracket."""
    glow(painter, 0, -0.62, 1.7, painter.palette.lamp)
    painter.form(limb([(0, 0), (0.02, -0.5)], 0.07, 0.11), _WOOD, 0.02)
    painter.fill(rect(-0.09, -0.36, 0.2, 0.05), painter.half(_IRON, 0.6))
    for wide, tall, colour in ((0.16, 0.46, from_hex("E8742E")), (0.09, 0.30, _FLAME)):
        lick = [(0.02, -0.52 - tall), (0.02 + wide, -0.66), (0.02, -0.48), (0.02 - wide, -0.66)]
        painter.fill(blob(lick, 0.7), painter.own_light(colour))


def armour(painter: Painter, seconds: float) -> None:
    """An empty suit of armour with its halberd, 2 m high."""
    painter.form(rect(-0.42, -0.12, 0.84, 0.12), _WOOD, 0.03, 0)
    for x in (-0.17, 0.17):
        painter.form(limb([(x, -0.85), (x, -0.14)], 0.22, 0.18), _STEEL, 0.05)
    painter.form(blob([(-0.34, -1.5), (0.34, -1.5), (0.26, -0.8), (-0.26, -0.8)], 0.35), _STEEL, 0.08)
    for way in (-1, 1):
        painter.form(limb([(way * 0.36, -1.42), (way * 0.42, -0.9)], 0.18, 0.14), _STEEL, 0.04)
    painter.form(blob([(-0.16, -1.52), (-0.17, -1.8), (0, -1.95), (0.17, -1.8), (0.16, -1.52)], 0.4), _STEEL, 0.05)
    painter.fill(rect(-0.13, -1.74, 0.26, 0.05), painter.half(_IRON, 0.3))
    painter.fill(rect(0.52, -2.3, 0.05, 2.2), painter.half(_WOOD, 0.6))
    painter.form(poly([(0.54, -2.6), (0.62, -2.3), (0.78, -2.2), (0.6, -2.0), (0.5, -2.2)]), _STEEL, 0.03)


def wall_bars(painter: Painter, seconds: float) -> None:
    """Climbing bars on a wall, 2.4 m wide and 2.6 m high."""
    for x in (-1.2, -0.4, 0.4, 1.12):
        painter.form(rect(x, -2.6, 0.08, 2.6), _WOOD, 0.02, 0)
    bars = skia.Path()
    for i in range(13):
        bars.addPath(rect(-1.16, -2.5 + i * 0.19, 2.3, 0.055))
    painter.fill(bars, painter.half(from_hex("C8A070"), 0.8))


def punch_bag(painter: Painter, seconds: float) -> None:
    """A heavy bag on its chain, its base 0.8 m over the floor."""
    painter.line(poly([(0, -1.2), (0, -3.2)], close=False), painter.half(_IRON, 0.6), 0.04)
    painter.form(rect(-0.22, -1.25, 0.44, 1.25, 0.16), _RED, 0.08)
    painter.fill(rect(-0.22, -0.92, 0.44, 0.07), painter.half(_IRON, 0.6))


def weights(painter: Painter, seconds: float) -> None:
    """A bench with a bar on its stands, 1.9 m wide."""
    painter.form(rect(-0.55, -0.5, 1.1, 0.16, 0.05), _IRON, 0.03)
    for x in (-0.45, 0.4):
        painter.fill(rect(x, -0.4, 0.07, 0.4), painter.half(_STEEL, 0.6))
    for x in (-0.62, 0.56):
        painter.fill(rect(x, -1.1, 0.06, 1.1), painter.half(_STEEL, 0.6))
    painter.fill(rect(-0.95, -1.12, 1.9, 0.06), painter.half(_STEEL, 0.9))
    for x in (-0.9, -0.76, 0.64, 0.78):
        painter.form(rect(x, -1.36, 0.1, 0.54, 0.03), _IRON, 0.02)


def periscope(painter: Painter, seconds: float) -> None:
    """The column of a periscope with its grips and eye-piece."""
    painter.form(rect(-0.13, -2.9, 0.26, 2.9), _STEEL, 0.06, 0)
    painter.form(rect(-0.24, -1.75, 0.48, 0.42, 0.05), _IRON, 0.05)
    for way in (-1, 1):
        painter.form(limb([(way * 0.22, -1.5), (way * 0.58, -1.42)], 0.08, 0.07), _IRON, 0.02)
    painter.fill(oval(0, -1.56, 0.09), painter.own_light(from_hex("9FD0B0")))


def stage_curtain(painter: Painter, seconds: float) -> None:
    """A red curtain drawn to the sides under its pelmet, 9 m wide and 4.4 m high, and a row of footlights."""
    painter.fill(rect(-4.4, -4.4, 8.8, 4.4), painter.half(from_hex("2A2430"), 0.5))
    for way in (-1, 1):
        for i in range(6):
            x = way * (4.5 - i * 0.42)
            fold = blob(
                [(x - 0.3, -4.4), (x + 0.3, -4.4), (x + 0.26 - way * 0.1 * i, 0), (x - 0.26 - way * 0.1 * i, 0)], 0.1
            )
            painter.form(fold, mix(_RED, painter.palette.ink, 0.12 * (i % 2)), 0.1, 0)
    for i in range(9):
        swag = blob([(-4.6 + i * 1.02, -4.5), (-3.58 + i * 1.02, -4.5), (-4.09 + i * 1.02, -3.7)], 0.6)
        painter.form(swag, _RED, 0.08)
    painter.fill(rect(-4.8, -4.6, 9.6, 0.3), painter.half(_GOLD, 0.8))
    for i in range(11):
        painter.form(oval(-3.2 + i * 0.64, -0.06, 0.13, 0.12), _IRON, 0.02)
        painter.fill(oval(-3.2 + i * 0.64, -0.12, 0.08, 0.06), painter.own_light(_FLAME))


def stalls(painter: Painter, seconds: float) -> None:
    """Rows of red seats seen from the stage, 9 m wide, rising."""
    for row in range(5):
        y = -2.6 + row * 0.62
        for i in range(12 - row % 2):
            x = -4.4 + i * 0.76 + (row % 2) * 0.38
            painter.form(rect(x, y - 0.55, 0.62, 0.62, 0.16), mix(_RED, painter.palette.ink, 0.35 - 0.06 * row), 0.04)
    painter.fill(rect(-5, -0.15, 10, 0.15), painter.half(_WOOD, 0.5))


def plane_seats(painter: Painter, seconds: float) -> None:
    """Two airline seats from the front, 1.3 m wide."""
    cloth = from_hex("4A5E7E")
    for x in (-0.33, 0.33):
        painter.form(rect(x - 0.29, -1.25, 0.58, 0.95, 0.12), cloth, 0.05)
        painter.form(rect(x - 0.20, -1.38, 0.40, 0.26, 0.08), mix(cloth, _WHITE, 0.55), 0.03)
        painter.form(rect(x - 0.30, -0.55, 0.60, 0.2, 0.06), mix(cloth, _WHITE, 0.1), 0.03)
    for x in (-0.68, -0.04, 0.6):
        painter.form(rect(x, -0.82, 0.09, 0.42, 0.03), _IRON, 0.02)
    painter.fill(rect(-0.6, -0.35, 1.2, 0.35), painter.shaded(cloth))


def plane_wall(painter: Painter, seconds: float) -> None:
    """A row of round-cornered windows under the lockers, 9.6 m wide, its base 1 m over the floor."""
    painter.form(rect(-4.8, -1.42, 9.6, 0.5, 0.1), _WHITE, 0.06, 0)
    for i in range(9):
        painter.fill(rect(-4.7 + i * 1.06, -1.40, 0.03, 0.46), painter.half(_STEEL, 0.5))
    sky = painter.palette.sky
    for i in range(9):
        x = -4.5 + i * 1.06
        painter.form(rect(x - 0.04, -0.74, 0.56, 0.72, 0.22), _WHITE, 0.03)
        glass = rect(x + 0.04, -0.66, 0.40, 0.56, 0.17)
        for j in range(4):
            painter.fill(overlap(glass, rect(x, -0.66 + j * 0.14, 0.6, 0.15)), painter.own_light(sky[min(5, j + 2)]))
        painter.fill(overlap(glass, oval(x + 0.2, -0.04, 0.34, 0.16)), painter.own_light(mix(_WHITE, sky[-1], 0.3)))


def old_trunk(painter: Painter, seconds: float) -> None:
    """A trunk with a round lid and iron bands, a lamp and books on it, 1.2 m wide."""
    painter.form(rect(-0.6, -0.5, 1.2, 0.5, 0.03), _WOOD, 0.05, 0)
    painter.form(blob([(-0.6, -0.5), (-0.55, -0.72), (0.55, -0.72), (0.6, -0.5)], 0.4), mix(_WOOD, _WHITE, 0.1), 0.04)
    for x in (-0.42, 0.34):
        painter.fill(rect(x, -0.72, 0.08, 0.72), painter.half(_IRON, 0.6))
    painter.form(rect(-0.07, -0.52, 0.14, 0.14, 0.02), _GOLD, 0.015)
    for i, colour in enumerate(("8A3F38", "3F5F7A")):
        painter.form(rect(-0.3, -0.8 - i * 0.08, 0.4 - 0.06 * i, 0.075, 0.01), from_hex(colour), 0.02)


def sloping_roof(painter: Painter, seconds: float) -> None:
    """The rafters under a pitched roof, 9.6 m wide; its base is 1.1 m over the floor."""
    wood = painter.half(mix(_WOOD, painter.palette.ink, 0.2), 0.45)
    for way in (-1, 1):
        painter.fill(poly([(way * 4.9, 0.3), (way * 4.9, -3), (0.0, -3.4), (0.0, -2.9)]), painter.half(_WOOD, 0.35))
    for i in range(6):
        for way in (-1, 1):
            x = i * 0.9
            top = -2.9 + x * 0.64
            painter.line(poly([(way * x, top - 0.4), (way * x, top)], close=False), wood, 0.14, False)
    for way in (-1, 1):
        painter.line(poly([(way * 4.9, 0.3), (0, -2.88)], close=False), wood, 0.2, False)
    painter.fill(rect(-3.3, -0.95, 6.6, 0.18), wood)


def hay(painter: Painter, seconds: float) -> None:
    """Square bales of hay, three, 2.2 m wide."""
    straw = from_hex("D2AE5A")
    for x, y in ((-1.1, 0.0), (0.05, 0.0), (-0.5, -0.52)):
        painter.form(rect(x, y - 0.52, 1.08, 0.52, 0.05), straw, 0.06, 0)
        for dx in (0.28, 0.76):
            painter.fill(rect(x + dx, y - 0.52, 0.04, 0.52), painter.shaded(straw))


def stall_door(painter: Painter, seconds: float) -> None:
    """A stall with half a door and a horse's collar on its post, 2.4 m wide."""
    painter.fill(rect(-1.1, -2.2, 2.2, 2.2), painter.half(painter.palette.ink, 0.3))
    painter.form(rect(-1.1, -1.2, 2.2, 1.2), _WOOD, 0.05, 0)
    painter.line(poly([(-1.1, -1.2), (1.1, 0)], close=False), painter.half(mix(_WOOD, _WHITE, 0.15), 0.8), 0.13)
    for x in (-1.2, 1.1):
        painter.form(rect(x, -2.5, 0.14, 2.5), mix(_WOOD, _WHITE, 0.1), 0.03, 0)
    painter.line(oval(1.17, -1.7, 0.16, 0.26), painter.half(_IRON, 0.6), 0.08)


def dripstones(painter: Painter, seconds: float) -> None:
    """Stone teeth from the roof of a cave and from its floor, 10 m wide and 3.4 m high."""
    dice = chance("dripstones")
    for i in range(17):
        x, long, wide = -5 + i * 0.62, dice.uniform(0.3, 1.3), dice.uniform(0.14, 0.3)
        painter.form(
            poly([(x - wide, -3.5), (x + wide, -3.5), (x + 0.03, -3.5 + long)]),
            mix(_ROCK, _WHITE, 0.05 * (i % 3)),
            0.07,
        )
    for x, tall in ((-4.3, 0.9), (-3.7, 0.5), (3.5, 0.7), (4.2, 1.2), (-1.9, 0.3)):
        stone = blob([(x - 0.35, 0), (x - 0.08, -tall), (x + 0.08, -tall), (x + 0.4, 0)], 0.4)
        painter.form(stone, _ROCK, 0.08)


def boulders(painter: Painter, seconds: float) -> None:
    """Broken rock against a wall, 2.6 m wide."""
    for x, w, t in ((-0.7, 0.75, 0.9), (0.6, 0.7, 0.65), (0.0, 0.5, 0.4)):
        stone = blob(
            [(x - w, 0.02), (x - w * 0.8, -t * 0.6), (x - w * 0.1, -t), (x + w * 0.7, -t * 0.7), (x + w, 0.02)], 0.35
        )
        painter.form(stone, mix(_ROCK, _WHITE, 0.08), 0.1)


def pool_water(painter: Painter, seconds: float) -> None:
    """The near end of a swimming pool: tiles, blocks and water with lanes, 9 m wide, seen over its edge."""
    painter.form(rect(-4.9, -0.42, 9.8, 0.42), _WHITE, 0.04, 0)
    painter.fill(rect(-4.6, -0.34, 9.2, 0.24), painter.half(from_hex("4FA8B8"), 0.9))
    for i in range(12):
        painter.fill(rect(-4.4 + i * 0.76, -0.28 + 0.08 * (i % 2), 0.4, 0.03, 0.015), painter.half(_WHITE, 0.9))
    for x in (-3.2, -1.1, 1.1, 3.2):
        painter.form(poly([(x - 0.3, -0.42), (x - 0.26, -0.86), (x + 0.26, -0.80), (x + 0.3, -0.42)]), _STEEL, 0.04)
        painter.fill(rect(x - 0.09, -0.72, 0.18, 0.2, 0.02), painter.half(_WHITE, 0.9))


def mirror_ball(painter: Painter, seconds: float) -> None:
    """A ball of mirrors on its chain with coloured rays, its base 2.1 m over the floor."""
    for i, colour in enumerate(("E0487A", "48A8E0", "E0C048", "6AE08A")):
        angle = math.radians(40 + i * 33)
        ray = poly(
            [
                (0, -0.3),
                (math.cos(angle) * 5 - 0.5, math.sin(angle) * 4),
                (math.cos(angle) * 5 + 0.6, math.sin(angle) * 4),
            ]
        )
        painter.veil(ray, from_hex(colour), 0.16)
    painter.line(poly([(0, -0.6), (0, -1.4)], close=False), painter.half(_IRON, 0.6), 0.03)
    painter.form(oval(0, -0.3, 0.3), _STEEL, 0.07)
    dots = skia.Path()
    for j in range(5):
        for i in range(5):
            dots.addPath(rect(-0.22 + i * 0.1, -0.52 + j * 0.1, 0.05, 0.05))
    painter.fill(overlap(oval(0, -0.3, 0.27), dots), painter.own_light((0.95, 0.97, 1.0)))


def mixing_desk(painter: Painter, seconds: float) -> None:
    """A DJ's desk with two turntables between loudspeakers, 3.6 m wide."""
    for x in (-1.7, 1.1):
        painter.form(rect(x, -2.0, 0.6, 2.0, 0.03), _IRON, 0.05, 0)
        for y, r in ((-1.6, 0.2), (-1.0, 0.24), (-0.45, 0.24)):
            painter.form(oval(x + 0.3, y, r), mix(_IRON, _STEEL, 0.35), 0.04)
    painter.form(rect(-1.0, -1.05, 2.0, 1.05), mix(_IRON, from_hex("5E3A7A"), 0.4), 0.05, 0)
    for i in range(10):
        tall = 0.2 + 0.5 * ((i * 7) % 5) / 5
        painter.fill(
            rect(-0.85 + i * 0.175, -0.1 - tall, 0.11, tall), painter.own_light(from_hex(("E0487A", "48A8E0")[i % 2]))
        )
    for x in (-0.5, 0.5):
        painter.form(oval(x, -1.1, 0.34, 0.09), _IRON, 0.03)


def lift_doors(painter: Painter, seconds: float) -> None:
    """The doors of a lift with the number of the floor over them, 2 m wide and 2.2 m high."""
    painter.form(rect(-1.06, -2.26, 2.12, 2.26), mix(_STEEL, _IRON, 0.4), 0.05, 0)
    for x in (-0.96, 0.02):
        painter.form(rect(x, -2.16, 0.94, 2.16), mix(_STEEL, _WHITE, 0.2), 0.06, 0)
    painter.form(rect(-0.32, -2.58, 0.64, 0.24, 0.03), _IRON, 0.03)
    painter.fill(poly([(-0.16, -2.40), (-0.08, -2.52), (0.0, -2.40)]), painter.own_light(from_hex("F0604A")))
    painter.fill(rect(0.08, -2.52, 0.05, 0.13), painter.own_light(from_hex("F0604A")))


def lift_buttons(painter: Painter, seconds: float) -> None:
    """The panel of buttons in a lift, 0.3 m wide, its base 1 m over the floor."""
    painter.form(rect(-0.17, -0.72, 0.34, 0.72, 0.03), _STEEL, 0.03, 0)
    for i in range(8):
        lit = i == 5
        dot = oval(-0.07 + 0.14 * (i % 2), -0.12 - 0.15 * (i // 2), 0.045)
        painter.fill(dot, painter.own_light(_FLAME) if lit else painter.half(_WHITE, 0.9))


def grab_rail(painter: Painter, seconds: float) -> None:
    """A rail along a wall, 1.4 m wide."""
    painter.form(rect(-0.7, -0.07, 1.4, 0.07, 0.03), _STEEL, 0.02, 0)


def oven(painter: Painter, seconds: float) -> None:
    """A baker's oven of brick with a fire in its mouth and loaves on its shelf, 3 m wide and 2.6 m high."""
    brick = from_hex("9A6A54")
    painter.form(rect(-1.5, -2.6, 3.0, 2.6, 0.05), brick, 0.08, 0)
    rows = skia.Path()
    for j in range(8):
        for i in range(7):
            rows.addPath(rect(-1.46 + i * 0.44 + 0.2 * (j % 2), -2.5 + j * 0.32, 0.02, 0.26))
        rows.addPath(rect(-1.5, -2.52 + j * 0.32, 3.0, 0.02))
    painter.fill(rows, painter.half(mix(brick, painter.palette.ink, 0.25), 0.5))
    painter.form(rect(-0.5, -3.4, 1.0, 0.9), brick, 0.06, 0)
    mouth = blob([(-0.78, -0.95), (-0.76, -1.5), (0, -1.92), (0.76, -1.5), (0.78, -0.95)], 0.35)
    painter.fill(mouth, painter.half(_IRON, 0.2))
    fire = blob(
        [(-0.6, -0.98), (-0.42, -1.35), (-0.2, -1.1), (0.0, -1.55), (0.22, -1.15), (0.44, -1.4), (0.6, -0.98)], 0.5
    )
    painter.fill(overlap(mouth, fire), painter.own_light(from_hex("E8742E")))
    heart = blob([(-0.4, -0.98), (-0.2, -1.18), (0.0, -1.32), (0.2, -1.16), (0.4, -0.98)], 0.5)
    painter.fill(heart, painter.own_light(_FLAME))
    painter.form(rect(-1.1, -0.98, 2.2, 0.12, 0.02), mix(_STONE, _WHITE, 0.2), 0.03, 0)
    for x in (-0.9, 0.62):
        painter.form(
            blob([(x, -0.98), (x + 0.02, -1.12), (x + 0.15, -1.18), (x + 0.28, -1.12), (x + 0.3, -0.98)], 0.4),
            from_hex("C08A4A"),
            0.03,
        )
    painter.fill(rect(-0.5, -0.7, 1.0, 0.5, 0.03), painter.half(_IRON, 0.4))
    glow(painter, 0, -1.3, 2.4, painter.palette.lamp)


def bread_rack(painter: Painter, seconds: float) -> None:
    """Four shelves of loaves and rolls, 2.2 m wide and 2 m high."""
    for x in (-1.1, 1.02):
        painter.form(rect(x, -2.05, 0.08, 2.05), _WOOD, 0.02, 0)
    for row in range(4):
        y = -0.4 - row * 0.5
        painter.fill(rect(-1.1, y, 2.2, 0.05), painter.half(_WOOD, 0.7))
        wide, tall = ((0.34, 0.2), (0.22, 0.16), (0.42, 0.16), (0.26, 0.24))[row]
        for i in range(int(2.0 / (wide + 0.07))):
            x = -1.0 + i * (wide + 0.07)
            loaf = blob(
                [
                    (x, y),
                    (x + 0.02, y - tall * 0.7),
                    (x + wide / 2, y - tall),
                    (x + wide - 0.02, y - tall * 0.7),
                    (x + wide, y),
                ],
                0.4,
            )
            painter.form(loaf, mix(from_hex("C08A4A"), _WHITE, 0.1 * ((i + row) % 3)), 0.03)
