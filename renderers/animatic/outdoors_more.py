"""A market, a school yard, and space."""

from __future__ import annotations

from dataclasses import replace

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.ground import patch, plane, pool, prop
from renderers.animatic.open_air import DEPTHS, place, sun_across
from renderers.animatic.paper import Painter, argb, oval, rect
from renderers.animatic.pieces_light import street_lamp
from renderers.animatic.pieces_nature import fence, round_tree
from renderers.animatic.pieces_open import bunting, climbing_frame, hoop, planet, school_house, stall
from renderers.animatic.pieces_quay import barrel, crates
from renderers.animatic.pieces_town import bench, church_tower, front, houses
from renderers.animatic.sky import FAR, sky
from renderers.animatic.weather import Conditions, unit

_AWNINGS = ("B5432F", "3F7F86", "E0A030", "5E8C56", "8A3F6E", "3A5E8C")
_PAVING = tuple(from_hex(text) for text in ("CBBEA4", "BBAC90", "A8987C", "8C7E66"))
_YARD = tuple(from_hex(text) for text in ("A4A29C", "94928E", "84827F", "6E6C6A"))


def market(conditions: Conditions) -> SetDesign:
    """A square with stalls: down the row of them (view 0), or across at the houses (view 1)."""
    dice, lamps = conditions.chance("market", conditions.view), conditions.lamps
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.3),
             prop(6, 90, houses(conditions, "far", 26)), plane(conditions, conditions.ground(_PAVING), (89, *DEPTHS)),
             prop(-9, 60, church_tower, y=0)]  # fmt: skip
    for k in range(-4, 5):
        cards.append(prop(k * 7.0, 30.0, front(conditions, ("square", conditions.view, k), 7, dice.choice((2, 3)))))
    rows: tuple[tuple[float, tuple[float, ...]], ...] = (
        (24.0, (-9.5, -3.2, 3.6, 10.0)),
        (19.0, (-12.0, -5.8, 6.6, 12.6)),
        (14.6, (-7.4, 7.6)),
    )
    if conditions.view:
        rows = ((22.0, (-11.0, -4.0, 3.0, 9.6)), (16.2, (-7.8, -2.6, 5.4, 9.4)))
    for z, columns in rows:
        for x in columns:
            piece = stall(dice.choice(_AWNINGS), dice.randrange(8))
            cards.append(prop(x + dice.uniform(-0.5, 0.5), z, piece, width=2.8))
    cards += [prop(0, 27, bunting(22), y=5.6), prop(0, 17.5, bunting(18), y=5.0), prop(4.2, 13.6, crates, width=2.2),
              prop(-4.4, 13.2, barrel, width=0.6), prop(-13, 21, street_lamp(lamps), width=0.5)]  # fmt: skip
    if lamps:
        cards += [pool(x, 14.0, 3.0, conditions.palette.lamp) for x in (-7.4, 7.6)]
    return place(conditions, cards, haze=120)


def school_yard(conditions: Conditions) -> SetDesign:
    """The yard before a school (view 0), or its fence, its trees and the town beyond (view 1)."""
    lines = [patch(57, ((-7, 16.2), (7, 16.2), (7, 16.05), (-7, 16.05)), from_hex("E8E2D0"), t=0.8),
             patch(57, ((-0.1, 27), (0.1, 27), (0.1, -5), (-0.1, -5)), from_hex("E8E2D0"), t=0.8)]  # fmt: skip
    ground = plane(conditions, conditions.ground(_YARD), (89, 47, *DEPTHS))
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.3), prop(0, 90, houses(conditions, "town", 30))]
    if conditions.view:
        cards += [ground, *lines, *(prop(x, 26, round_tree(6.5 + x % 2), width=2.4) for x in (-13, -6, 5, 12)),
                  prop(0, 24, fence(44)), prop(-6.6, 17, hoop, width=1.0), prop(6.4, 16, bench, width=1.8)]  # fmt: skip
        return place(conditions, cards, haze=150)
    cards += [prop(0, 34, school_house(conditions.lamps)), ground, *lines,
              prop(-11.5, 20, round_tree(7.0), width=2.6), prop(12.5, 21, round_tree(6.2), width=2.4),
              prop(8.0, 17, climbing_frame, width=3.0), prop(-7.6, 16, bench, width=1.8)]  # fmt: skip
    return place(conditions, cards, haze=150)


def space(conditions: Conditions) -> SetDesign:
    """Stars, a ringed planet (view 0) or a small moon (view 1). There is no ground; whoever is here floats."""
    cards = [_heavens(conditions)]
    if conditions.view:
        cards.append(prop(-9, 60, planet("9AA0A8", ring=False), y=9))
    else:
        cards.append(replace(prop(15, 90, planet("B5654A"), y=11), name="planet"))
    return SetDesign(tuple(cards), 4000.0, 0.0, near=8.0, far=13.0)


def _heavens(conditions: Conditions) -> Card:
    dice = conditions.chance("heavens", conditions.view)
    stars = [(dice.random(), dice.random(), dice.choice((0.9, 1.2, 1.2, 1.7, 2.6))) for _ in range(230)]
    clouds = [(dice.random(), dice.random(), dice.uniform(0.16, 0.4)) for _ in range(6)]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        width, height, size = camera.width, camera.height, unit(camera)
        painter.fill(rect(-50, -50, width + 100, height + 100), argb(from_hex("070B1C")))
        for i, (x, y, wide) in enumerate(clouds):
            colour = from_hex("3A2A5E") if i % 2 else from_hex("163A5A")
            for share in (1.0, 0.7, 0.42):
                painter.veil(
                    oval(x * width, y * height, wide * width * share, wide * height * 0.7 * share), colour, 0.16
                )
        path = skia.Path()
        for x, y, radius in stars:
            path.addPath(oval(x * width, y * height, radius * size))
        painter.fill(path, argb(mix((1.0, 1.0, 0.94), from_hex("7FA8D8"), 0.2)))

    return Card(FAR, draw, lies=True)
