"""More of what people build: stadiums, platforms, petrol stations, houses, building sites, alleys and bridges."""

from __future__ import annotations

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.ground import face, patch, plane, pool, prop
from renderers.animatic.open_air import DEPTHS, MEADOW, place, sun_across
from renderers.animatic.outdoors_far import countryside
from renderers.animatic.paper import Painter, blob, poly, rect
from renderers.animatic.pieces_built import (
    canopy,
    crane,
    fire_escape,
    floodlight,
    grandstand,
    petrol_pump,
    skip_bin,
    station_roof,
    steel_frame,
    villa,
)
from renderers.animatic.pieces_light import street_lamp
from renderers.animatic.pieces_nature import bush, fence, rock, round_tree
from renderers.animatic.pieces_quay import barrel, crates
from renderers.animatic.pieces_town import bench, front, houses, parked_car
from renderers.animatic.sky import ridge, sky
from renderers.animatic.water import glints, water
from renderers.animatic.weather import Conditions

_MUD = tuple(from_hex(text) for text in ("8A7A62", "786852", "645644", "4E4436"))
_CONCRETE = tuple(from_hex(text) for text in ("A8A6A0", "96948F", "82807C", "6A6865"))
_PITCH = tuple(from_hex(text) for text in ("7FA860", "72994F", "648845", "54743C"))
_WHITE, _RAIL = from_hex("E8E2D0"), from_hex("5A4A44")


def stadium(conditions: Conditions) -> SetDesign:
    """A pitch before a full stand (view 0), or the goal and the other stand (view 1)."""
    cards = countryside(conditions, _PITCH, 30, wave=0.0)
    lit = conditions.lamps
    cards += [prop(0, 48, grandstand), *(prop(x, 49, floodlight(lit)) for x in (-33, 33))]
    cards += [
        patch(58, ((-40, 18.0), (40, 18.0), (40, 17.8), (-40, 17.8)), _WHITE, t=0.85),
        patch(58, ((-40, 44), (40, 44), (40, 43.6), (-40, 43.6)), _WHITE, t=0.85),
    ]
    if conditions.view:
        cards.append(prop(7, 30, _goal, width=7.0))
    else:
        cards.append(patch(58, ((-0.1, 44), (0.1, 44), (0.1, -6), (-0.1, -6)), _WHITE, t=0.85))
    return place(conditions, cards, haze=220)


def _goal(painter: Painter, seconds: float) -> None:
    net = painter.half(_WHITE, 0.5)
    for i in range(15):
        painter.fill(rect(-3.6 + i * 0.5, -2.4, 0.03, 2.4), net)
    for i in range(6):
        painter.fill(rect(-3.6, -2.4 + i * 0.42, 7.2, 0.03), net)
    painter.line(
        poly([(-3.66, 0), (-3.66, -2.44), (3.66, -2.44), (3.66, 0)], close=False), painter.half(_WHITE, 0.95), 0.13
    )


def platform(conditions: Conditions) -> SetDesign:
    """A platform by its rails: across the line (view 0), or along the station wall (view 1)."""
    lit = conditions.lamps
    stone = conditions.ground(_CONCRETE)
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.3), prop(0, 90, houses(conditions, "line", 26))]
    if conditions.view:
        cards += [
            plane(conditions, stone, (89, *DEPTHS)),
            *(prop(k * 8.0, 20, front(conditions, ("station", k), 8, 1)) for k in range(-3, 4)),
        ]
    else:
        cards += [
            plane(conditions, stone, (89, 46, *DEPTHS)),
            prop(0, 40, fence(120)),
            prop(-3, 33, canopy(lit)),
            *_rails(24.0),
            *_rails(20.5),
            _edge(17.0),
        ]
    cards += [prop(1.5, 15.6, canopy(lit)), prop(-5.4, 15.4, bench, width=1.8), prop(7.6, 14.8, crates, width=2.0)]
    if lit:
        cards += [pool(x, 15, 3.0, conditions.palette.lamp) for x in (-5, 4)]
    return place(conditions, cards, haze=140)


def _rails(z: float) -> list[Card]:
    bed = patch(60, ((-60, z + 1.5), (60, z + 1.5), (60, z - 1.5), (-60, z - 1.5)), from_hex("6E645C"), t=0.45)
    ties = [
        patch(59.9, ((x, z + 1.2), (x + 0.5, z + 1.2), (x + 0.5, z - 1.2), (x, z - 1.2)), _RAIL, t=0.4)
        for x in range(-24, 25, 2)
    ]
    rails = [
        patch(59.8, ((-60, at), (60, at), (60, at - 0.12), (-60, at - 0.12)), from_hex("B9C0C4"), t=0.7)
        for at in (z + 0.8, z - 0.7)
    ]
    return [bed, *ties, *rails]


def _edge(z: float) -> Card:
    """The edge of the platform with its yellow line."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 1.0:
            return
        for far, near, colour, tone in (
            (z, camera.z + 0.4, from_hex("A8A49A"), 0.62),
            (z, z - 0.35, _WHITE, 0.85),
            (z - 0.7, z - 1.0, from_hex("E0B040"), 0.85),
        ):
            slab = [(-60.0, 0.0, far), (60.0, 0.0, far), (60.0, 0.0, near), (-60.0, 0.0, near)]
            painter.fill(face(camera, slab), painter.half(colour, tone))

    return Card(z, draw, lies=True)


def petrol_station(conditions: Conditions) -> SetDesign:
    """Pumps under a roof by the road (view 0), or the road itself (view 1)."""
    lit = conditions.lamps
    cards = countryside(conditions, _CONCRETE, 50, wave=0.0)
    if conditions.view:
        cards += [
            patch(60, ((-60, 34), (60, 34), (60, 25), (-60, 25)), from_hex("55555C"), t=0.5),
            *(
                patch(59, ((x, 29.6), (x + 2, 29.6), (x + 2, 29.3), (x, 29.3)), _WHITE, t=0.8)
                for x in range(-24, 25, 5)
            ),
            prop(-9, 40, street_lamp(lit), width=0.5),
            prop(10, 27.5, parked_car("5E7A86", lit), width=3.6),
        ]
    else:
        cards += [
            prop(-13, 32, front(conditions, "kiosk", 9, 1)),
            prop(1, 24, station_roof(lit)),
            *(prop(x, 23.5, petrol_pump, width=1.0) for x in (-2.6, 1.0, 4.6)),
            prop(9.5, 20.5, parked_car("8A5A4A", lit), width=3.6),
        ]
    cards.append(prop(-6.8, 15.4, barrel, width=0.6))
    if lit:
        cards += [pool(x, 20, 3.4, conditions.palette.lamp) for x in (-3, 4)]
    return place(conditions, cards, haze=140)


def house_front(conditions: Conditions) -> SetDesign:
    """The front of a house across its lawn (view 0), or the street beyond the fence (view 1)."""
    lit = conditions.lamps
    cards = countryside(conditions, MEADOW, 40)
    if conditions.view:
        cards += [prop(k * 15.0, 40, villa(lit)) for k in (-2, -1, 0, 1, 2)]
        cards += [
            patch(60, ((-60, 31), (60, 31), (60, 25), (-60, 25)), from_hex("6A6A70"), t=0.5),
            prop(0, 19, fence(60)),
            prop(6, 27, parked_car("5E7A86", lit), width=3.6),
        ]
    else:
        cards += [
            prop(-21, 34, villa(lit)),
            prop(21, 35, villa(lit)),
            prop(1.5, 25, villa(lit)),
            patch(60, ((0.6, 25), (2.4, 25), (3.2, 6), (-0.4, 6)), from_hex("B8AE9A"), t=0.7),
        ]
    cards += [
        prop(-9.6, 22, round_tree(7.5), width=2.6),
        prop(11.4, 20, round_tree(6), width=2.2),
        prop(-5.2, 23.6, bush(1.3, "5C7450")),
        prop(7.6, 23.8, bush(1.2, "6A8450")),
    ]
    return place(conditions, cards, haze=180)


def building_site(conditions: Conditions) -> SetDesign:
    """A frame of steel, a crane and heaps of earth."""
    cards = countryside(conditions, _MUD, 40, wave=0.8)
    cards.append(prop(0, 92, houses(conditions, "city", 26, (7, 10, 12, 22), flat=True)))
    if conditions.view:
        cards += [prop(-12, 46, crane), prop(0, 27, fence(80))]
    else:
        cards += [prop(-4, 40, steel_frame), prop(13, 46, crane)]
    cards += [
        prop(9.6, 19, rock(3.0, "8A7658"), width=3.6),
        prop(-9.4, 17.6, crates, width=2.2),
        prop(-6.6, 15.2, barrel, width=0.6),
        prop(7.0, 15, barrel, width=0.6),
    ]
    return place(conditions, cards, haze=150)


def alley(conditions: Conditions) -> SetDesign:
    """A narrow lane between back walls, to the street at its end (view 0) or to a blind wall (view 1)."""
    lit = conditions.lamps
    cards = [
        sky(conditions, across=None),
        prop(0, 70, houses(conditions, "beyond", 20, (7, 10, 12, 22), flat=True)),
        plane(conditions, conditions.ground(_CONCRETE), (69, *DEPTHS)),
        _walls(conditions),
    ]
    if conditions.view:
        cards.append(prop(0, 30, front(conditions, "blind", 9, 3)))
    cards += [
        prop(-3.4, 25, fire_escape, y=0),
        prop(3.3, 17.5, skip_bin, width=2.2),
        prop(-3.6, 15.6, crates, width=2.0),
        prop(3.7, 21.5, skip_bin, width=2.2),
        prop(-3.9, 22, street_lamp(lit, 4.0), width=0.4),
    ]
    if lit:
        cards.append(pool(-3.0, 21.5, 2.6, conditions.palette.lamp))
    return place(conditions, cards, haze=60)


def _walls(conditions: Conditions) -> Card:
    brick = mix(from_hex("8A5E50"), conditions.palette.haze, 0.1)
    dice = conditions.chance("alley", conditions.view)
    panes = [
        (dice.uniform(14, 44), y, dice.random() < conditions.lit_windows) for y in (3.4, 6.4, 9.4) for _ in range(5)
    ]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        near = camera.z + 0.6
        for sign in (-1, 1):
            x, light = 4.9 * sign, 0.25 if sign == painter.side else 0.62
            wall = face(camera, [(x, 0, 50), (x, 14, 50), (x, 14, near), (x, 0, near)])
            painter.fill(wall, painter.half(brick, light))
            for z, y, shine in panes:
                if z > near + 2:
                    glass = face(camera, [(x, y, z), (x, y + 1.4, z), (x, y + 1.4, z - 1.2), (x, y, z - 1.2)])
                    dark = painter.half(from_hex("2E3A44"), light)
                    painter.fill(glass, painter.own_light(painter.palette.lamp) if shine else dark)
            for y in (1.1, 2.9, 5.9, 8.9):
                line = face(camera, [(x, y, 50), (x, y + 0.12, 50), (x, y + 0.12, near), (x, y, near)])
                painter.fill(line, painter.half(mix(brick, painter.palette.ink, 0.25), light))

    return Card(50.5, draw, lies=True)


def bridge(conditions: Conditions) -> SetDesign:
    """On a bridge over a river: along its deck (view 0), or over its rail to the banks (view 1)."""
    lit = conditions.lamps
    cards = [
        sky(conditions, across=sun_across(conditions)),
        ridge(conditions, 700, 60),
        prop(-40, 130, houses(conditions, "left bank", 18)),
        prop(44, 134, houses(conditions, "right bank", 16)),
        water(conditions, (690, 150, 90, 60, 40, 28, 20)),
        glints(conditions, 24, 80),
    ]
    cards.append(plane(conditions, conditions.ground(_CONCRETE), (16.5, *DEPTHS[4:])))
    cards += [_railing(16.2), *(prop(x, 16.3, street_lamp(lit), width=0.5) for x in (-9, 9))]
    if not conditions.view:
        cards += [prop(0, 100, _span, y=0.0)]
    return place(conditions, cards, haze=170)


def _span(painter: Painter, seconds: float) -> None:
    """The other bridge down the river: two towers, a deck, and cables between, 120 m wide."""
    steel = from_hex("7A4A44")
    for x in (-30.0, 30.0):
        painter.form(rect(x - 1.6, -30, 3.2, 30), steel, 0.5, 0)
    painter.form(rect(-70, -9.6, 140, 1.6), steel, 0.3, 0)
    for points in (
        ((-30, -29), (0, -11), (30, -29)),
        ((-70, -10), (-48, -18), (-30, -29)),
        ((70, -10), (48, -18), (30, -29)),
    ):
        painter.line(blob(list(points), 0.7, close=False), painter.half(steel, 0.6), 0.5)
    for i in range(-13, 14):
        x = i * 2.1
        painter.fill(
            rect(x, -11 - abs(x / 30) ** 1.6 * 17, 0.16, 2.0 + abs(x / 30) ** 1.6 * 17), painter.half(steel, 0.5)
        )


def _railing(z: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 0.8:
            return
        scale = camera.scale(z)
        iron = painter.half(from_hex("3A4A50"), 0.6)
        for y, thick in ((1.15, 0.10), (0.2, 0.06)):
            painter.fill(rect(-50, camera.row(y, z), camera.width + 100, max(1.0, scale * thick)), iron)
        first = int((camera.x - camera.width / 2 / scale) / 0.45) - 1
        for i in range(first, first + int(camera.width / scale / 0.45) + 4):
            wide = 0.12 if i % 6 == 0 else 0.035
            painter.fill(rect(camera.column(i * 0.45, z), camera.row(1.15, z), scale * wide, scale * 1.0), iron)

    return Card(z, draw)


BUILT_PLACES = {
    "stadium": stadium,
    "platform": platform,
    "petrol station": petrol_station,
    "house front": house_front,
    "building site": building_site,
    "alley": alley,
    "bridge": bridge,
}
"""Sets by the lexicon's kind."""
