"""Under the sea, and a street of the frontier."""

from __future__ import annotations

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece, SetDesign
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.ground import plane, prop, ramp
from renderers.animatic.open_air import DEPTHS, SAND, place, sun_across
from renderers.animatic.paper import Painter, argb, blob, poly, rect
from renderers.animatic.pieces_deep import bubbles, coral, reef_rock, shoal, weed
from renderers.animatic.pieces_nature import bush, cactus, rock
from renderers.animatic.pieces_quay import barrel, crates
from renderers.animatic.sky import FAR, ridge, sky
from renderers.animatic.typefaces import set_line
from renderers.animatic.weather import Conditions

_DEEP = tuple(from_hex(text) for text in ("7FC3BC", "5AAAAE", "3F8E9C", "2C7288", "1F5870", "17435A"))
_PLANKS = ("8A6244", "9A7650", "7A5A44", "A08A64", "6E5A4A", "8E5A44")
_FRAME = from_hex("5A4432")
_LETTER = 0.0062
"""Metres for a pixel of the letters over a door."""


def underwater(conditions: Conditions) -> SetDesign:
    """A reef: light from above in shafts, rocks, coral, weed, and fish that keep their distance."""
    dice = conditions.chance("reef", conditions.view)
    night = sum(conditions.palette.key) < 2.8
    bands = tuple(mix(colour, conditions.palette.ink, 0.45 if night else 0.0) for colour in _DEEP)
    sand = tuple(mix(mix(colour, bands[4], 0.55), conditions.palette.ink, 0.3 if night else 0.0) for colour in SAND)
    cards = [_water(bands), plane(conditions, sand, (46, 30, 21, 15, 10, 6.5, 3.5, 0.5, -4, -12), wave=0.6)]
    for _ in range(9):
        wide = dice.uniform(2.0, 6.0)
        cards.append(prop(dice.uniform(-18, 18), dice.uniform(22, 40), reef_rock(wide, wide * dice.uniform(0.45, 0.9))))
    for _ in range(10):
        piece = coral(dice.choice(("C46A5A", "D98A5A", "A85E86", "C9A24A")))
        cards.append(prop(dice.choice((-1, 1)) * dice.uniform(3.2, 11), dice.uniform(13.5, 24), piece, width=0.7))
    for _ in range(9):
        x = dice.choice((-1, 1)) * dice.uniform(3.6, 12)
        cards.append(prop(x, dice.uniform(13.5, 26), weed(dice.uniform(1.6, 4.2)), moving=True))
    cards += [prop(-5.5, 19, shoal("E0A84A", 1), y=3.6, moving=True),
              prop(7.0, 26, shoal("C9D6D2", 2), y=5.2, moving=True),
              prop(-8.2, 15, bubbles, y=0.2, moving=True)]  # fmt: skip
    return SetDesign(tuple(cards), 34.0, 0.86, near=8.0, far=13.0)


def _water(bands: tuple[Colour, ...]) -> Card:
    """Water from the light above to the dark below, in steps, with the sun falling through it."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        wide, low = camera.width, camera.horizon + camera.height * 0.16
        painter.fill(rect(-50, -50, wide + 100, camera.height + 100), argb(bands[-1]))
        steps = 7
        for i in reversed(range(steps)):
            edge = low * (i + 1) / steps
            wave = [(wide * n / 8, edge + (10 if n % 2 else -10) * camera.height / 1080) for n in range(-1, 10)]
            path = blob(wave, 0.5, close=False)
            path.lineTo(wide + 60, -60)
            path.lineTo(-60, -60)
            path.close()
            painter.fill(path, argb(ramp(bands, i / (steps - 1))))
        shafts = skia.Path()
        for at, broad in ((0.16, 0.05), (0.30, 0.09), (0.52, 0.06), (0.68, 0.11), (0.86, 0.05)):
            x, b, lean = at * wide, broad * wide, 0.22 * wide
            shafts.addPath(
                poly([(x, -40), (x + b, -40), (x + b * 1.8 - lean, camera.height), (x - lean, camera.height)])
            )
        painter.veil(shafts, (0.86, 0.98, 0.92), 0.10)

    return Card(FAR, draw, lies=True)


def frontier(conditions: Conditions) -> SetDesign:
    """A street of dust between false fronts: down it (view 0), or across at the porches (view 1)."""
    dice, lamps = conditions.chance("frontier", conditions.view), conditions.lamps
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.34), ridge(conditions, 1400, 150),
             plane(conditions, conditions.ground(SAND), (1300, 300, 120, *DEPTHS), wave=0.15)]  # fmt: skip
    names = ("SALOON", "BANK", "HOTEL", "STORE", "STABLES", "BARBER")
    if conditions.view:
        for k in range(-3, 4):
            cards.append(
                prop(k * 6.4, 22.0, false_front(dice.choice(_PLANKS), names[k % 6], lamps, dice.random() < 0.5))
            )
        cards += [prop(-4.2, 18.2, hitching_rail, width=2.2), prop(5.4, 18.0, barrel, width=0.6)]
        return place(conditions, cards, haze=500)
    for i, z in enumerate((44.0, 34.0, 26.0, 19.5)):
        for way in (-1, 1):
            x = way * (8.6 + (44 - z) * 0.02)
            front = false_front(dice.choice(_PLANKS), names[(i + (way > 0) * 3) % 6], lamps, dice.random() < 0.5)
            cards.append(prop(x, z, front, width=6.0))
    cards += [
        prop(0.5, 70, water_tower),
        prop(-5.3, 17.5, hitching_rail, width=2.2),
        prop(6.2, 17.0, crates, width=1.8),
        prop(-6.4, 14.5, barrel, width=0.6),
        prop(13, 60, cactus),
        prop(3.4, 90, bush(1.2, "8A7A4A")),
        prop(-12, 80, rock(2.0)),
    ]
    return place(conditions, cards, haze=500)


def false_front(colour: str, name: str, lit: bool, tall: bool) -> Piece:
    """A shop of boards behind a high square front with a porch, 6 m wide."""
    top = 6.4 if tall else 5.2

    def draw(painter: Painter, seconds: float) -> None:
        wood = from_hex(colour)
        painter.form(rect(-3.0, -top, 6.0, top), wood, 0.18, 0)
        seams = skia.Path()
        for i in range(1, 12):
            seams.addPath(rect(-3.0, -i * 0.52, 6.0, 0.03))
        painter.fill(seams, painter.half(mix(wood, painter.palette.ink, 0.3), 0.5))
        painter.fill(rect(-3.15, -top - 0.18, 6.3, 0.22), painter.half(_FRAME, 0.6))
        painter.form(rect(-2.1, -top + 0.45, 4.2, 0.86), mix(wood, (0.96, 0.9, 0.76), 0.6), 0.05, 0)
        painter.canvas.save()
        painter.canvas.translate(0, -top + 1.10)
        painter.canvas.scale(_LETTER, _LETTER)
        line = set_line(name, "title", 100.0, mix(_FRAME, painter.palette.haze, painter.haze))
        line.draw(painter.canvas, -line.width / 2, 0.0)
        painter.canvas.restore()
        glass = painter.own_light(painter.palette.lamp) if lit else painter.half(from_hex("6E8A94"), 0.5)
        for x in (-2.3, 1.1):
            painter.fill(rect(x - 0.08, -2.28, 1.36, 1.36), painter.half(_FRAME, 0.7))
            painter.fill(rect(x, -2.2, 1.2, 1.2), glass)
            painter.fill(rect(x + 0.57, -2.2, 0.06, 1.2), painter.half(_FRAME, 0.7))
        painter.fill(rect(-0.6, -2.3, 1.2, 2.3), painter.half(mix(_FRAME, painter.palette.ink, 0.5), 0.4))
        for way in (-1, 1):  # swing doors
            painter.form(rect(-0.56 if way < 0 else 0.02, -1.6, 0.54, 1.0, 0.04), mix(wood, _FRAME, 0.4), 0.04, 0)
        painter.form(poly([(-3.3, -2.75), (3.3, -2.75), (3.1, -3.1), (-3.1, -3.1)]), mix(wood, _FRAME, 0.3), 0.06, 0)
        for x in (-3.0, -1.0, 0.9, 2.9):
            painter.fill(rect(x, -2.75, 0.13, 2.75), painter.half(_FRAME, 0.75))
        painter.form(rect(-3.3, -0.24, 6.6, 0.24), mix(wood, (0.9, 0.8, 0.6), 0.3), 0.04, 0)

    return draw


def hitching_rail(painter: Painter, seconds: float) -> None:
    """A rail to tie horses to, with a trough, 2.4 m wide."""
    for x in (-1.1, 1.0):
        painter.fill(rect(x, -1.05, 0.12, 1.05), painter.half(_FRAME, 0.7))
    painter.form(rect(-1.3, -1.02, 2.6, 0.12, 0.04), from_hex("8A6244"), 0.03)
    painter.form(rect(-0.9, -0.46, 1.8, 0.46, 0.03), from_hex("7A5A44"), 0.05)
    painter.fill(rect(-0.82, -0.44, 1.64, 0.08), painter.half(from_hex("6E9AA4"), 0.8))


def water_tower(painter: Painter, seconds: float) -> None:
    """A tank on legs, 9 m high."""
    for x, lean in ((-1.3, -0.4), (1.2, 0.4)):
        painter.fill(poly([(x, -5.6), (x + 0.2, -5.6), (x + lean + 0.2, 0), (x + lean, 0)]), painter.half(_FRAME, 0.6))
    painter.form(rect(-1.8, -8.2, 3.6, 2.8, 0.1), from_hex("8A6244"), 0.2)
    painter.form(poly([(-2.0, -8.2), (2.0, -8.2), (0, -9.4)]), mix(_FRAME, from_hex("8A6244"), 0.3), 0.1)
