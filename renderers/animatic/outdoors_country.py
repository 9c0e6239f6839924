"""Forest, fields, mountains, desert and the road through it."""

from __future__ import annotations

import itertools

from bible.entries import Weather
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.ground import face, plane, prop
from renderers.animatic.open_air import ASPHALT, DEPTHS, SAND, place, sun_across
from renderers.animatic.paper import Painter, poly
from renderers.animatic.pieces_nature import (
    bush,
    cactus,
    fence,
    grass,
    peaks,
    pine,
    rock,
    round_tree,
    telegraph_pole,
    trunk,
)  # fmt: skip
from renderers.animatic.pieces_town import houses
from renderers.animatic.sky import ridge, sky
from renderers.animatic.weather import Conditions

_CORN = tuple(from_hex(text) for text in ("C4C084", "CDB96C", "C9A558", "A88842"))
_MOSS = tuple(from_hex(text) for text in ("8E9878", "747E62", "5C664E", "485040"))
_ROCKY = tuple(from_hex(text) for text in ("A8ACA4", "8E928C", "747874", "5C605E"))


def forest(conditions: Conditions) -> SetDesign:
    """A wood of firs and trunks; nothing stands where people do."""
    snowy = conditions.weather == Weather.SNOW
    random_ = conditions.chance("forest", conditions.view)
    cards = [sky(conditions, across=0.12 if not conditions.view else None, altitude=0.24),
             ridge(conditions, 160, 26), plane(conditions, conditions.ground(_MOSS), (158, *DEPTHS),
                                               wave=0.4)]  # fmt: skip
    for i in range(60):
        z = 62 - i * 0.72
        x = random_.uniform(-1, 1) * (z * 0.72 + 4)
        tall, tone = random_.uniform(7, 12), random_.choice(("47644E", "566E4E", "3E5A50"))
        if i % 4 == 3:
            cards.append(prop(x, z, trunk(tall * 1.5, random_.uniform(-0.3, 0.3))))
        else:
            cards.append(prop(x, z, pine(tall, tone, snowy)))
    for _ in range(9):
        x = random_.choice((-1, 1)) * random_.uniform(3.4, 9)
        cards.append(
            prop(
                x,
                random_.uniform(14, 17.5),
                random_.choice((bush(0.6, "5C6E4A"), rock(0.5), grass(0.9, "6E7E52"))),
                width=0.9,
            )
        )
    for x, z in ((-5.4, 11.5), (6.1, 12.4), (-7.4, 8.2), (7.6, 7.4)):
        cards.append(prop(x, z, trunk(13, x * 0.04), width=0.9, clear=2.2))
    return place(conditions, cards, haze=52)


def field(conditions: Conditions) -> SetDesign:
    """Fields under a wide sky, a farm far off."""
    random_ = conditions.chance("field", conditions.view)
    cards = [sky(conditions, across=-0.2 if not conditions.view else None, altitude=0.3), ridge(conditions, 1500, 140),
             ridge(conditions, 700, 60, colour=mix(conditions.palette.far, from_hex("7E9A72"), 0.4)),
             plane(conditions, conditions.ground(_CORN), (695, 180, 90, 52, 34, 22, 15, 10, 7, 4, 1, -4, -12),
                   wave=0.8)]  # fmt: skip
    for _ in range(9):
        cards.append(prop(random_.uniform(-120, 120), random_.uniform(90, 260), round_tree(random_.uniform(10, 15))))
    cards += [
        prop(-40, 150, houses(conditions, "farm", 3)),
        prop(0, 24, fence(120)),
        prop(8.6, 18, round_tree(7.5), width=2),
    ]
    for _ in range(10):
        x = random_.choice((-1, 1)) * random_.uniform(2.6, 10)
        cards.append(prop(x, random_.uniform(13.5, 17), grass(1.0, "B09850"), width=0.5))
    return place(conditions, cards, haze=420)


def mountain(conditions: Conditions) -> SetDesign:
    """Peaks, firs and a slope of rock, or of snow when it snows."""
    random_ = conditions.chance("mountain", conditions.view)
    snowy = conditions.weather == Weather.SNOW
    far = conditions.palette.far
    cards = [sky(conditions, across=sun_across(conditions), altitude=0.32), peaks(conditions, 4000, 1500, mix(far,
        from_hex("6E8CA0"), 0.35)),
             peaks(conditions, 2400, 640, mix(far, conditions.palette.near, 0.3)),
             plane(conditions, conditions.ground(_ROCKY), (900, 200, 80, 40, 22, 14, 9, 6, 3, 0, -6, -15),
                   wave=0.8)]  # fmt: skip
    for _ in range(26):
        cards.append(
            prop(random_.uniform(-80, 80), random_.uniform(34, 180), pine(random_.uniform(8, 12), "456452", snowy))
        )
    for i in range(8):
        x = (-1) ** i * random_.uniform(3.4, 11)
        cards.append(prop(x, random_.uniform(13.4, 19), rock(random_.uniform(0.35, 1.0)), width=1.2))
    return place(conditions, cards, haze=3800 if not snowy else 1800)


def desert(conditions: Conditions) -> SetDesign:
    """Sand, table mountains and cacti."""
    return place(conditions, _desert_cards(conditions), haze=900)


def _desert_cards(conditions: Conditions) -> list[Card]:
    palette = conditions.palette
    random_ = conditions.chance("desert", conditions.view)
    cards = [sky(conditions, across=0.16 if not conditions.view else None, altitude=0.06),
             ridge(conditions, 5200, 420, mesa=True, colour=mix(palette.far, palette.haze, 0.25)),
             ridge(conditions, 3000, 250, mesa=True, colour=mix(palette.far, palette.near, 0.12)),
             plane(conditions, conditions.ground(SAND), (5000, 420, 160, 80,
                 44, 26, 17, 11, 7, 4, 1, -4, -14))]  # fmt: skip
    for x, z in ((14.0, 38.0), (-16.0, 52.0), (26.0, 90.0), (9.5, 24.0), (-24.0, 120.0), (40.0, 150.0), (-11.0, 19.0)):
        cards.append(prop(x * (1 if not conditions.view else -1), z, cactus, width=1.2))
    for i in range(16):
        x, z = (-1) ** i * random_.uniform(3.4, 30), random_.uniform(14, 80)
        cards.append(
            prop(
                x,
                z,
                bush(random_.uniform(0.4, 1.0), "8A6A50") if i % 3 else rock(random_.uniform(0.3, 0.8), "9A7862"),
                width=1.0,
            )
        )
    return cards


_POLES = (300.0, 170.0, 105.0, 70.0, 48.0, 33.0, 23.0, 16.0)


def road(conditions: Conditions) -> SetDesign:
    """A straight road to the horizon, with poles and wires beside it."""
    cards = [*_desert_cards(conditions), _highway(), _wires()]
    cards += [prop(-7.5, z, telegraph_pole, width=0.5) for z in _POLES]
    return place(conditions, cards, haze=900)


def _wires() -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 20.0
        for far, near in itertools.pairwise(_POLES):
            if near - camera.z < 2:
                continue
            for x in (-8.5, -6.5):
                a, b = (camera.column(x, far), camera.row(7.6, far)), (camera.column(x, near), camera.row(7.6, near))
                sag, thick = camera.scale(near) * 0.7, max(1.0, camera.scale(near) * 0.025)
                middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + sag * 0.5)
                wire = poly([a, (middle[0], middle[1] - thick / 2), b, (middle[0], middle[1] + thick / 2)])
                painter.fill(wire, painter.lit(painter.palette.near))

    return Card(15.9, draw)


def _highway() -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        near = camera.z + 0.5
        painter.fill(face(camera, [(-2.6, 0, 3000), (4.6, 0, 3000), (4.6, 0, near), (-2.6, 0, near)]),
                     painter.half(mix(ASPHALT, painter.palette.ground[3], 0.4), 0.55))  # fmt: skip
        for x in (-2.35, 4.2):
            edge = face(camera, [(x, 0, 3000), (x + 0.14, 0, 3000), (x + 0.14, 0, near), (x, 0, near)])
            painter.fill(edge, painter.half(from_hex("E0C49A"), 0.75))
        for i in range(40):
            z = near + 1.0 + i * 9 - (near % 9)
            if z > near:
                dash = face(camera, [(0.92, 0, z + 3.4), (1.08, 0, z + 3.4), (1.08, 0, z), (0.92, 0, z)])
                painter.fill(dash, painter.half(from_hex("EBCB86"), 0.85))

    return Card(400, draw, lies=True)
