"""Open sea from a deck, beach and jetty."""

from __future__ import annotations

import math
from dataclasses import replace

from bible.entries import Hour, Weather
from renderers.animatic.camera import Camera
from renderers.animatic.cards import HERO, Card, Piece, SetDesign
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.ground import face, plane, prop
from renderers.animatic.harbour import harbour
from renderers.animatic.open_air import DEPTHS, SAND, place, sun_across
from renderers.animatic.paper import Painter, blob, moved, oval, overlap, rect
from renderers.animatic.pieces_light import street_lamp
from renderers.animatic.pieces_nature import (
    fence,
    grass,
    rock,
)  # fmt: skip
from renderers.animatic.pieces_quay import coil, ferry, fishing_boat, life_ring, lighthouse
from renderers.animatic.sky import gulls, ridge, sky
from renderers.animatic.water import glints, water, wave
from renderers.animatic.weather import Conditions

_TURF = tuple(from_hex(text) for text in ("A3AE78", "8C9C64", "75875A", "5E7050"))
_CALM = (5000.0, 220.0, 110.0, 60.0, 36.0, 24.0, 17.0)
_DECK = tuple(from_hex(text) for text in ("B08C66", "A08060", "8A6E54", "6E5846"))
_DECK_DEPTHS = (15.5, 12.0, 9.5, 7.0, 5.0, 3.0, 1.0, -3.0, -9.0)


def sea(conditions: Conditions) -> SetDesign:
    """Open water with a ship; in a storm, cards of waves. People stand on the deck in front."""
    deck = [*_open_water(conditions), plane(conditions, conditions.ground(_DECK), _DECK_DEPTHS), _rail(15.4),
            prop(-7.2, 14.6, life_ring), prop(6.2, 13.6, coil, width=0.9)]  # fmt: skip
    return place(conditions, deck, haze=150, alone=_waters(conditions))


def _open_water(conditions: Conditions, depths: tuple[float, ...] = _CALM) -> list[Card]:
    """What is seen over the rail; calm water has its bands at `depths`."""
    storm = conditions.weather == Weather.STORM
    cards = [sky(conditions, across=sun_across(conditions))]
    if storm:
        cards += _waves(conditions, 0, ((160, 3.0), (95, 3.4), (66, 3.6)), 0.25)
    else:
        cards += [ridge(conditions, 900, 30, colour=conditions.palette.far), water(conditions, depths),
                  glints(conditions, 18, 55), prop(-30, 90, fishing_boat("B5432F", conditions.lamps), moving=True),
                  gulls(conditions, 4)]  # fmt: skip
    if not conditions.view:
        ship = prop(6, 58, ferry(conditions.lamps, 1.2 if storm else 0.15), y=-0.6, moving=True)
        cards.append(replace(ship, name=HERO))
    return cards + _waves(conditions, 3, ((44, 3.0), (26, 2.2)) if storm else (), 0.7)


def _waters(conditions: Conditions) -> list[Card]:
    """The sea itself: in a storm the ship labours between the waves, which come up to the lens."""
    if conditions.weather != Weather.STORM:
        return _open_water(conditions, (*_CALM, 11.0, 7.5, 5.2, 3.6, 2.2, 1.0, -1.5, -5.0, -10.0, -18.0))
    cards = [sky(conditions, across=None)]
    cards += _waves(conditions, 0, ((160, 3.0), (95, 3.4), (66, 3.6)), 0.25)
    cards.append(replace(prop(-2, 56, ferry(conditions.lamps, 1.6), y=1.0, moving=True), name=HERO))
    return cards + _waves(conditions, 3, ((44, 3.4), (26, 2.7), (12, 1.9), (2, 1.35)), 0.8)


def _waves(conditions: Conditions, first: int, rows: tuple[tuple[float, float], ...], foam: float) -> list[Card]:
    """Cards of waves as (z, height in metres), nearer ones with less foam."""
    fading = 0.0 if first == 0 else 0.1
    return [wave(conditions, first + i, z, tall, foam - fading * i) for i, (z, tall) in enumerate(rows)]


def _rail(z: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 0.8:
            return
        scale = camera.scale(z)
        white = painter.half(from_hex("DCD6C6"), 0.7)
        for y in (1.05, 0.7, 0.35):
            painter.fill(
                rect(-50, camera.row(y, z), camera.width + 100, max(1.0, scale * (0.08 if y > 1 else 0.035))), white
            )
        first = int((camera.x - camera.width / 2 / scale) / 1.8) - 1
        for i in range(first, first + int(camera.width / scale / 1.8) + 4):
            painter.fill(
                rect(camera.column(i * 1.8, z) - scale * 0.035, camera.row(1.05, z), scale * 0.07, scale * 1.05), white
            )

    return Card(z, draw)


def beach(conditions: Conditions) -> SetDesign:
    """A beach: toward the water (view 0) or toward the dunes (view 1)."""
    cards = [sky(conditions, across=sun_across(conditions))]
    if conditions.view:
        cards += [ridge(conditions, 200, 22, colour=mix(conditions.palette.far, from_hex("8A9468"), 0.3)),
                  ridge(conditions, 60, 7, colour=mix(conditions.palette.ground[0], from_hex("C9B88A"), 0.4)),
                  plane(conditions, conditions.ground(SAND), (58, *DEPTHS[1:]), wave=0.5), prop(0, 30,
                      fence(160))]  # fmt: skip
    else:
        cards += [ridge(conditions, 900, 44, colour=conditions.palette.far), water(conditions, (5000, 150, 80, 48,
            30)), glints(conditions, 20, 55),
                  prop(-18, 60, fishing_boat("3F7F86", conditions.lamps), moving=True),
                  plane(conditions, conditions.ground(SAND), (18.5, 16.8, *DEPTHS[4:]),
                        wave=0.5), gulls(conditions)]  # fmt: skip
    for x, z in ((-5.2, 14.6), (7.1, 15.2), (-9.4, 12.2)):
        cards += [prop(x, z, rock(0.6), width=1.2), prop(x + 1.3, z + 0.4, grass(1.0, "9A9460"))]
    return place(conditions, cards)


def headland(conditions: Conditions) -> SetDesign:
    """A bare headland with its lighthouse: toward the sea (view 0) or inland (view 1)."""
    late = conditions.hour in (Hour.DUSK, Hour.NIGHT) or conditions.weather in (Weather.FOG, Weather.STORM)
    lit = conditions.switched.burn(late, math.inf)
    turf = conditions.ground(_TURF)
    cards = [sky(conditions, across=sun_across(conditions))]
    if conditions.view:
        hills = mix(conditions.palette.far, turf[0], 0.5)
        cards += [ridge(conditions, 300, 40), ridge(conditions, 120, 12, colour=hills),
                  plane(conditions, turf, (118, 40, 24, *DEPTHS[3:]), wave=0.7), prop(0, 30, fence(160))]  # fmt: skip
    else:
        cards += [ridge(conditions, 1200, 60, colour=conditions.palette.far),
                  water(conditions, (5000, 220, 110, 70, 52)), glints(conditions, 50, 160),
                  prop(26, 90, fishing_boat("B5432F", conditions.lamps), moving=True),
                  prop(-9, 46, _spur(turf[0]), y=-1.2), prop(-9.5, 45, lighthouse(lit), y=2.4, moving=lit),
                  plane(conditions, turf, (26, 18, 14, *DEPTHS[4:]), wave=0.6), gulls(conditions)]  # fmt: skip
    for x, z in ((-5.6, 15.4), (6.4, 14.4), (11.5, 17.0)):
        cards += [prop(x, z, rock(0.8), width=1.6), prop(x + 1.6, z + 0.4, grass(1.0, "8A9460"))]
    return place(conditions, cards)


def _spur(turf: Colour) -> Piece:
    """The rock a lighthouse stands on, 26 m across."""
    cliff = blob([(-14, 0.4), (-11, -2.4), (-5, -3.8), (6, -3.7), (10, -2.2), (14, 0.4)], 0.25)

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(cliff, from_hex("7E7A74"), 1.2, -0.2)
        painter.fill(overlap(cliff, moved(cliff, 0, -2.6)), painter.half(turf, 0.7))

    return draw


def jetty(conditions: Conditions) -> SetDesign:
    """A jetty of planks over calm water, running out to the hills across the bay."""
    if conditions.view:
        return harbour(conditions)
    cards = [sky(conditions, across=-0.16, altitude=0.06), ridge(conditions, 1500, 120),
             ridge(conditions, 800, 60, colour=mix(conditions.palette.far, conditions.palette.near, 0.5)),
             water(conditions, (5000, 220, 110, 60, 36, 22, 14, 10, 7, 4, 1, -3, -9)), glints(conditions, 29, 150,
                 across=-0.16),
             prop(-24, 60, fishing_boat("B5432F", conditions.lamps), moving=True), _planks(), gulls(conditions,
                 3)]  # fmt: skip
    for z in (26.0, 20.0, 14.6):
        cards += [prop(x, z, _pile, y=-1.2) for x in (-4.4, 4.4)]
    cards += [
        prop(3.4, 14.0, coil, y=0.9, width=0.9),
        prop(-3.6, 17, street_lamp(conditions.lamps, 3.6), y=0.9, width=0.4),
    ]
    return place(conditions, cards, haze=150, floor=0.9)


def _pile(painter: Painter, seconds: float) -> None:
    painter.form(rect(-0.16, -3.0, 0.32, 3.0), mix(painter.palette.near, from_hex("6A5246"), 0.4), 0.05, 0)
    painter.fill(oval(0, -3.0, 0.16, 0.045), painter.half(from_hex("A08070"), 0.7))


def _planks() -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        near, far, left, right, top = camera.z + 0.5, 27.0, -4.2, 4.2, 0.9
        wood = mix(from_hex("7E6656"), painter.palette.ground[1], 0.35)
        painter.fill(
            face(camera, [(left, top, far), (right, top, far), (right, top, near), (left, top, near)]),
            painter.half(wood, 0.5),
        )
        z, i = far, 0
        while z > near + 0.2 and i < 80:
            gap = face(camera, [(left, top, z), (right, top, z), (right, top, z - 0.05), (left, top, z - 0.05)])
            painter.fill(gap, painter.half(wood, 0.1 if i % 2 else 0.85))
            z, i = z - 0.45, i + 1
        for x, edge in ((left, left - 0.02), (right, right + 0.02)):
            side = face(camera, [(x, top, far), (x, top, near), (edge, top - 0.22, near), (edge, top - 0.22, far)])
            painter.fill(side, painter.shaded(wood))

    return Card(27.1, draw, lies=True)
