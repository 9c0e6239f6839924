"""Streets, greens and roofs: the exteriors where people live."""

from __future__ import annotations

from collections.abc import Callable

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.ground import face, patch, plane, pool, prop
from renderers.animatic.open_air import ASPHALT, DEPTHS, MEADOW, place, sun_across
from renderers.animatic.paper import Painter, oval, rect
from renderers.animatic.pieces_light import street_lamp
from renderers.animatic.pieces_nature import (
    bush,
    fence,
    round_tree,
)  # fmt: skip
from renderers.animatic.pieces_town import bench, bus_stop, church_tower, front, houses, parked_car, water_tower
from renderers.animatic.sky import ridge, sky
from renderers.animatic.weather import Conditions


def street(conditions: Conditions) -> SetDesign:
    """A street: along it (view 0), or its house fronts across the pavement (view 1)."""
    lamps = conditions.lamps
    cards = [sky(conditions, across=0.16 if not conditions.view else None, altitude=0.3)]
    if conditions.view:
        random_ = conditions.chance("fronts")
        cards.append(plane(conditions, conditions.ground(), (46, 24, *DEPTHS[3:])))
        left = -60.0
        while left < 60:
            width = random_.choice((6.0, 7.0, 8.4))
            cards.append(
                prop(left + width / 2, 21, front(conditions, round(left, 1), width, random_.choice((2, 3, 3))))
            )
            left += width
        cards += [_pavement(17.4), prop(-8.5, 17, street_lamp(lamps), width=0.5), prop(7.4, 17, street_lamp(lamps),
            width=0.5),
                  prop(3.2, 18.4, bench, width=1.8), prop(-4.6, 15.4, parked_car("5E7A86", lamps),
                                                          width=3.6)]  # fmt: skip
        if lamps:
            cards += [pool(-7.5, 16.4, 3.0, conditions.palette.lamp), pool(8.4, 16.4, 3.0, conditions.palette.lamp)]
        return place(conditions, cards, haze=90)
    cards += [prop(0, 110, houses(conditions, "end", 30, (7, 10, 14, 26), flat=True)),
              plane(conditions, conditions.ground(), (109, *DEPTHS)), _roadway(), _pavement_sides()]  # fmt: skip
    for sign in (-1, 1):
        for i, z in enumerate((62.0, 47.0, 35.0, 26.0)):
            block = houses(conditions, ("block", sign, i), 3, (5, 6.4, 9, 15), flat=True)
            cards.append(prop(sign * (17.5 + i * 0.6), z, block))
    for sign, z in ((-1, 19.5), (1, 20.5)):
        for k in range(3):
            cards.append(
                prop(
                    sign * (11.5 + 7 * k),
                    z + k * 0.01,
                    front(conditions, ("near", sign, k), 7, 2 + (k + (sign > 0)) % 2),
                )
            )
    for x, z in ((-5.6, 13.5), (5.2, 18.0), (-5.4, 27.0), (5.2, 34.0)):
        cards.append(prop(x, z, street_lamp(lamps), width=0.5))
        if lamps:
            cards.append(pool(x + 1, z - 0.3, 3.0, conditions.palette.lamp))
            if conditions.wet:
                cards.append(_mirrored(x + 1, z, conditions.palette.lamp))
    cards.append(_corner(conditions, 13.4))
    if "BUS STOP" in conditions.name:
        cards += [prop(3.4, 13.0, bus_stop, width=0.3), prop(4.9, 12.9, bench, width=1.8)]
    cards += [prop(6.6, 15.2, bench, width=1.8), prop(-8.2, 17.5, parked_car("8A5A4A", lamps), width=3.6)]
    return place(conditions, cards, haze=80)


def _corner(conditions: Conditions, far: float) -> Card:
    """The pavement on the near side of the street, where people stand: kerb, slabs, and none of the road."""
    ground = conditions.ground()
    stone = mix(ground[1], from_hex("A8A296"), 0.35)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        near = camera.z + 0.5
        if far - near < 1.0:
            return
        painter.distance = 0.0
        wide = 60.0
        slab = [(-wide, 0.0, far), (wide, 0.0, far), (wide, 0.0, near), (-wide, 0.0, near)]
        painter.fill(face(camera, slab), painter.half(stone, 0.62))
        row, tall = camera.row(0.0, far), max(1.0, camera.scale(far) * 0.14)
        painter.fill(rect(-50, row - tall * 0.35, camera.width + 100, tall * 0.35), painter.half(stone, 0.95))
        painter.fill(
            rect(-50, row, camera.width + 100, tall * 0.65), painter.half(mix(stone, painter.palette.ink, 0.3), 0.4)
        )
        seams = skia.Path()
        z, gap = far - 1.3, 1.3
        while z > near + 0.3:
            seams.addPath(face(camera, [(-wide, 0, z), (wide, 0, z), (wide, 0, z - 0.03), (-wide, 0, z - 0.03)]))
            z -= gap
        for i in range(-9, 10):
            x = i * 1.9
            seams.addPath(face(camera, [(x, 0, far), (x + 0.03, 0, far), (x + 0.03, 0, near), (x, 0, near)]))
        painter.veil(seams, painter.palette.ink, 0.16)

    return Card(far, draw, lies=True)


def _mirrored(x: float, z: float, colour: Colour) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z > 2:
            scale = camera.scale(z)
            for width, deep, alpha in ((0.34, 2.6, 0.12), (0.18, 2.0, 0.2)):
                column_ = rect(
                    camera.column(x, z) - scale * width,
                    camera.row(0, z),
                    2 * scale * width,
                    scale * deep,
                    scale * width,
                )
                painter.veil(column_, colour, alpha)

    return Card(z + 0.4, draw, lies=True)


def _roadway() -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        near = camera.z + 0.5
        road = face(camera, [(-4.6, 0, 58), (4.2, 0, 58), (4.2, 0, near), (-4.6, 0, near)])
        painter.fill(road, painter.half(mix(ASPHALT, painter.palette.ground[2], 0.55), 0.5))
        z = 52.0
        while z > near + 1:
            dash = face(
                camera, [(-0.28, 0, z), (-0.1, 0, z), (-0.1, 0, max(near, z - 2)), (-0.28, 0, max(near, z - 2))]
            )
            painter.fill(dash, painter.half(from_hex("D9D2B8"), 0.6))
            z -= 4.5

    return Card(58.5, draw, lies=True)


def _pavement_sides() -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        near = camera.z + 0.5
        for x, edge in ((-4.6, -4.85), (4.2, 4.45)):
            kerb = face(camera, [(x, 0, 58), (edge, 0, 58), (edge, 0, near), (x, 0, near)])
            painter.fill(kerb, painter.half(mix(painter.palette.ground[0], painter.palette.sun, 0.25), 0.65))

    return Card(58.4, draw, lies=True)


def _pavement(z: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z > 0.6:
            row, tall = camera.row(0, z), max(3.0, camera.scale(z) * 0.15)
            kerb = mix(painter.palette.ground[0], painter.palette.sun, 0.25)
            painter.fill(rect(-50, row, camera.width + 100, tall), painter.half(kerb, 0.7))

    return Card(z, draw, lies=True)


def park(conditions: Conditions) -> SetDesign:
    """Lawns, trees, a path, a bench and lamps; the town behind."""
    lamps = conditions.lamps
    random_ = conditions.chance("park", conditions.view)
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.26), prop(0, 120, houses(conditions,
        "skyline", 34, (6, 10, 8, 20))),
             plane(conditions, conditions.ground(MEADOW), (119, *DEPTHS), wave=0.5),
             patch(58, ((-9, 50), (-3, 50), (3.4, -20), (-1.6, -20)), from_hex("C4B694"))]  # fmt: skip
    for i in range(26):
        z = 88 - i * 2.6
        cards.append(
            prop(
                random_.uniform(-1, 1) * (z * 0.8 + 4),
                z,
                round_tree(random_.uniform(6, 10), random_.choice(("6A8050", "5A7850", "7E8A52"))),
            )
        )
    cards += [prop(5.4, 15, bench, width=1.8), prop(-6.6, 16, street_lamp(lamps), width=0.5), prop(9.5, 17,
        street_lamp(lamps), width=0.5),
              prop(-10.5, 13, round_tree(8), width=2), prop(11.5, 12.4, round_tree(8.6), width=2), prop(8.2, 14.4,
                  bush(0.8, "5C7450"))]  # fmt: skip
    if lamps:
        cards += [pool(-5.6, 15.6, 3, conditions.palette.lamp), pool(10.5, 16.6, 3, conditions.palette.lamp)]
    return place(conditions, cards, haze=180)


def village(conditions: Conditions) -> SetDesign:
    """Small houses round a green, a church behind."""
    random_ = conditions.chance("village", conditions.view)
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.3), ridge(conditions, 600, 70),
             prop(-14 if conditions.view else 12, 74, church_tower),
             plane(conditions, conditions.ground(MEADOW), (590, *DEPTHS), wave=0.4),
             prop(0, 62, houses(conditions, ("row", conditions.view), 22, (6, 9, 4, 6))), prop(0, 26,
                 fence(120))]  # fmt: skip
    for _ in range(8):
        cards.append(
            prop(
                random_.choice((-1, 1)) * random_.uniform(6, 34),
                random_.uniform(20, 55),
                round_tree(random_.uniform(5, 8)),
            )
        )
    cards += [
        prop(-6.4, 16, street_lamp(conditions.lamps), width=0.5),
        prop(4.6, 16, bench, width=1.8),
        prop(8.4, 15, bush(0.8, "5C7450")),
    ]
    return place(conditions, cards, haze=200)


def rooftop(conditions: Conditions) -> SetDesign:
    """A flat roof behind a parapet, the city below."""
    sign = -1 if conditions.view else 1
    cards = [sky(conditions, across=0.12 if not conditions.view else None, altitude=0.1),
             prop(0, 260, houses(conditions, ("far", conditions.view), 40, (10, 16, 22, 60), flat=True), y=-20),
             prop(0, 120, houses(conditions, ("mid", conditions.view), 30, (8, 13, 10, 34), flat=True), y=-22),
             _parapet(14.0), plane(conditions, conditions.ground(), (13.9, 10, 7, 5, 3, 1, -2, -6, -14))]  # fmt: skip
    cards += [
        prop(-5.4 * sign, 12.6, water_tower, width=2.2),
        prop(6.4 * sign, 12.9, _vent, width=1.2),
        prop(8.4 * sign, 12.4, _hut(conditions.lamps), width=2.6),
    ]
    return place(conditions, cards, haze=170, near=7.0, far=10.5)


def _vent(painter: Painter, seconds: float) -> None:
    painter.form(rect(-0.4, -1.0, 0.8, 1.0), from_hex("8A8E90"), 0.1, 0)
    painter.form(rect(-0.52, -1.2, 1.04, 0.22), from_hex("7A7E82"), 0.05, 0)


def _hut(lit: bool) -> Callable[[Painter, float], None]:
    def draw(painter: Painter, seconds: float) -> None:
        painter.form(rect(-1.3, -2.7, 2.6, 2.7), from_hex("7E7078"), 0.25, 0)
        painter.fill(rect(-1.45, -2.85, 2.9, 0.2), painter.shaded(from_hex("7E7078")))
        painter.fill(rect(-0.5, -2.05, 1.0, 2.05), painter.half(from_hex("4A5A60"), 0.5))
        if lit:
            painter.fill(oval(0, -2.35, 0.12), painter.own_light(painter.palette.lamp))

    return draw


def _parapet(z: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z > 0.6:
            scale = camera.scale(z)
            wall = from_hex("7E7078")
            painter.fill(
                rect(-50, camera.row(0.95, z), camera.width + 100, camera.height + 2000), painter.half(wall, 0.45)
            )
            painter.fill(rect(-50, camera.row(1.03, z), camera.width + 100, scale * 0.12), painter.half(wall, 0.85))

    return Card(z + 0.05, draw)
