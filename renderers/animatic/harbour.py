"""The harbour: toward the water and the ferry, or back to the town behind the quay."""

from __future__ import annotations

from dataclasses import replace

from bible.entries import Weather
from renderers.animatic.camera import Camera
from renderers.animatic.cards import HERO, Card, Piece, SetDesign
from renderers.animatic.colour import mix
from renderers.animatic.ground import face, plane, pool, prop
from renderers.animatic.paper import Painter, rect
from renderers.animatic.pieces_light import street_lamp, wall_lantern
from renderers.animatic.pieces_quay import (
    barrel,
    bollard,
    coil,
    crate,
    crates,
    ferry,
    fishing_boat,
    life_ring,
    lobster_pots,
    rope_between,
)  # fmt: skip
from renderers.animatic.pieces_town import bench, church_tower, front, houses
from renderers.animatic.sky import gulls, ridge, sky
from renderers.animatic.water import glints, water
from renderers.animatic.weather import Conditions, bank, falling, fog, unit

_EDGE = 17.0
"""Where the quay ends, metres."""
_QUAY_DEPTHS = (11.0, 7.5, 5.2, 3.6, 2.2, 1.0, -1.5, -5.0, -10.0, -18.0)


def harbour(conditions: Conditions) -> SetDesign:
    """The quay, seen toward the water (view 0) or toward the town (view 1)."""
    cards = _town(conditions) if conditions.view else _water(conditions)
    return SetDesign((*cards, *falling(conditions)), conditions.haze_depth(160.0), near=8.0, far=13.0)


def _slabs(conditions: Conditions, far: float) -> Card:
    random_ = conditions.chance("slabs")
    rows = [far, 14.0, 10.5, 7.6, 5.4, 3.9, 2.6, 0.6, -2.2, -6.0, -12.0]
    joints = [(z, [i * 3.1 + random_.uniform(-0.8, 0.8) for i in range(-14, 15)]) for z in rows if z <= far]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        colour = painter.half(mix(conditions.ground()[1], painter.palette.ink, 0.12), 0.72)
        for (z, columns), nearer in zip(joints, [row for row, _ in joints[1:]], strict=False):
            if z - camera.z < 1.5:
                break
            end = z + (nearer - z) * 0.82
            for x in columns:
                wide = 0.028
                corners = [(x, 0.0, z), (x + wide, 0.0, z), (x + wide, 0.0, end), (x - wide, 0.0, end)]
                painter.fill(face(camera, corners), colour)

    return Card(far - 0.15, draw, lies=True)


def _kerb(conditions: Conditions, z: float, deep: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 0.6:
            return
        row, tall = camera.row(0.0, z), max(4 * unit(camera), camera.scale(z) * deep)
        painter.fill(rect(-50, row - tall * 0.3, camera.width + 100, tall),
                     painter.lit(mix(conditions.ground()[0], painter.palette.sun, 0.35)))  # fmt: skip

    return Card(z - 0.05, draw, lies=True)


def _dimmed(piece: Piece) -> Piece:
    def draw(painter: Painter, seconds: float) -> None:
        before, painter.dim = painter.dim, 0.55
        piece(painter, seconds)
        painter.dim = before

    return draw


def _water(conditions: Conditions) -> tuple[Card, ...]:
    lamps = conditions.lamps
    cards = [
        sky(conditions),
        ridge(conditions, 700, 48, colour=conditions.palette.far),
        ridge(conditions, 420, 24),
        water(conditions, (5000, 150, 80, 48, 30)),
        prop(-96, 128, houses(conditions, "left", 16)),
        prop(92, 138, houses(conditions, "right", 15)),
        prop(-64, 134, church_tower),
        glints(conditions, 20, 38),
        _moored(conditions),
        prop(31, 52, fishing_boat("B5432F", lamps), moving=True),
        prop(-27, 40, fishing_boat("3F7F86", lamps), moving=True),
        plane(conditions, conditions.ground(), (_EDGE, *_QUAY_DEPTHS)),
        _kerb(conditions, _EDGE, 0.16),
        _slabs(conditions, _EDGE),
        *(prop(x, 16, bollard, width=0.6) for x in (-16.5, -9.5, -2.6, 4.4, 11.5, 18.6)),
        prop(0.9, 15.95, rope_between(-3.4, 3.4, 0.5, 0.42)),
        prop(-8.4, 15.5, life_ring),
        prop(-6.4, 14, street_lamp(lamps), width=0.5),
        prop(15.5, 14.5, street_lamp(lamps), width=0.5),
        prop(8.2, 13, crates, width=2.2),
        prop(10.6, 12.6, barrel, width=0.6),
        prop(-4.4, 11.5, coil, width=0.9),
        prop(6.0, 10.5, coil, width=0.9),
        prop(-12.5, 12.4, lobster_pots, width=1.9),
        prop(4.7, 4.6, _dimmed(crate()), width=1.0, clear=2.4),
        prop(5.4, 4.5, _dimmed(coil), clear=2.4),
        gulls(conditions),
    ]
    if lamps:
        cards += [pool(-5.4, 13.6, 3.0, conditions.palette.lamp), pool(16.5, 14, 3.0, conditions.palette.lamp)]
    if conditions.weather == Weather.FOG:
        cards += [
            bank(conditions, 90, 13, 0.5),
            bank(conditions, 34, 4.6, 0.5),
            bank(conditions, 19, 1.5, 0.42),
            fog(conditions, 100, 6, 0.5, 6),
            fog(conditions, 50, 2, 0.45, -9),
            fog(conditions, 22, 1.2, 0.35, 13),
        ]
    return tuple(cards)


def _moored(conditions: Conditions) -> Card:
    # Moored in calm water the ferry lies still, and is kept with the other still cards.
    storm = conditions.weather == Weather.STORM
    moored = prop(-4, 70, ferry(conditions.lamps, 0.5 if storm else 0.0), moving=storm)
    return replace(moored, name=HERO)


def _fronts(conditions: Conditions, z: float) -> list[Card]:
    random_ = conditions.chance("fronts")
    cards, left = [], -62.0
    while left < 62.0:
        width = random_.choice((5.4, 6.2, 7.0, 8.0))
        piece = front(conditions, round(left, 1), width, random_.choice((1, 2, 2, 3)))
        alley = abs(left + width / 2 - 9) < 4
        if not alley:
            cards.append(prop(left + width / 2, z, piece))
        left += width + random_.choice((0.0, 0.0, 0.3))
    return cards


def _town(conditions: Conditions) -> tuple[Card, ...]:
    lamps = conditions.lamps
    cards = [
        sky(conditions, across=None),
        ridge(conditions, 300, 52, colour=mix(conditions.palette.far, conditions.palette.near, 0.1)),
        prop(-18, 95, houses(conditions, "hill", 30), y=9),
        prop(9, 60, church_tower, y=4),
        prop(12, 48, houses(conditions, "back", 16), y=1.5),
        plane(conditions, conditions.ground(), (290, 47, 30, 21, *_QUAY_DEPTHS)),
        *_fronts(conditions, 25.0),
        _kerb(conditions, 22.5, 0.2),
        _slabs(conditions, 20.0),
        prop(-7.5, 20, street_lamp(lamps), width=0.5),
        prop(6.5, 20, street_lamp(lamps), width=0.5),
        prop(-2.2, 24.9, wall_lantern(lamps), y=2.7),
        prop(-11.4, 19, lobster_pots, width=1.9),
        prop(3.6, 21.5, bench, width=1.8),
        prop(-3.8, 18.6, crates, width=2.2),
        prop(11.0, 17, barrel, width=0.6),
        prop(11.8, 16.6, barrel, width=0.6),
        prop(-5.2, 14.6, coil, width=0.9),
        gulls(conditions, 3),
    ]
    if lamps:
        cards += [pool(-6.5, 19.4, 3.0, conditions.palette.lamp), pool(7.5, 19.4, 3.0, conditions.palette.lamp)]
    if conditions.weather == Weather.FOG:
        cards += [
            bank(conditions, 42, 8, 0.5),
            bank(conditions, 18, 1.3, 0.4),
            fog(conditions, 44, 7, 0.5, 6),
            fog(conditions, 23.5, 1.6, 0.4, -9),
        ]
    return tuple(cards)
