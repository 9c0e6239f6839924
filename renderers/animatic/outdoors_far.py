"""More of the country: castles, graveyards, farms, rivers, jungles, battlefields and swamps."""

from __future__ import annotations

from dataclasses import replace

from bible.entries import Hour
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.ground import patch, plane, prop
from renderers.animatic.open_air import DEPTHS, MEADOW, place, sun_across
from renderers.animatic.pieces_built import villa
from renderers.animatic.pieces_landmarks import (
    bare_tree,
    barn,
    castle,
    fern,
    gravestone,
    hay_bale,
    palm,
    reeds,
    smoke,
    wreck,
)
from renderers.animatic.pieces_nature import bush, fence, grass, rock, round_tree, trunk
from renderers.animatic.pieces_quay import crates, fishing_boat
from renderers.animatic.pieces_town import church_tower, houses
from renderers.animatic.sky import ridge, sky
from renderers.animatic.water import glints, water
from renderers.animatic.weather import Conditions, fog

_MUD = tuple(from_hex(text) for text in ("8A7A62", "786852", "645644", "4E4436"))
_JUNGLE = tuple(from_hex(text) for text in ("7E9A62", "62804E", "4C683E", "3A5230"))


def countryside(
    conditions: Conditions, ground: tuple[Colour, ...], hills: float = 60.0, wave: float = 0.4
) -> list[Card]:
    """Sky, one line of hills and the ground."""
    return [
        sky(conditions, across=sun_across(conditions), altitude=0.3),
        ridge(conditions, 600, hills),
        plane(conditions, conditions.ground(ground), (590, *DEPTHS), wave=wave),
    ]


def castle_yard(conditions: Conditions) -> SetDesign:
    """Before a castle on its hill (view 0), or the village and the road below it (view 1)."""
    cards = countryside(conditions, MEADOW, 90)
    lit = conditions.lamps
    if conditions.view:
        cards += [
            prop(8, 66, houses(conditions, "below", 20, (6, 9, 4, 6))),
            prop(-14, 70, church_tower),
            prop(0, 24, fence(90)),
        ]
    else:
        cards.append(prop(2, 74, castle(lit), y=4.0))
    cards += [
        patch(72, ((-1.6, 60), (3.4, 60), (2.6, 6), (-3.4, 6)), from_hex("A89878"), t=0.7),
        *(prop(x, z, round_tree(t), width=2.2) for x, z, t in ((-14, 34, 7), (15, 30, 6.5), (-19, 44, 8))),
        prop(-7.2, 15.6, rock(1.2), width=1.6),
        prop(6.8, 15, bush(1.0, "5C7450")),
    ]
    return place(conditions, cards, haze=220)


def graveyard(conditions: Conditions) -> SetDesign:
    """Rows of stones with a church behind (view 0), or the gate and bare trees (view 1)."""
    dice = conditions.chance("graves", conditions.view)
    cards = countryside(conditions, MEADOW, 50)
    cards.append(prop(-16 if conditions.view else 9, 52, church_tower))
    cards += [
        prop(x, z, bare_tree(t, i), width=1.4)
        for i, (x, z, t) in enumerate(((-11, 26, 8.5), (13, 30, 9.5), (-20, 40, 9), (4.5, 44, 8)))
    ]
    cards.append(prop(0, 33, fence(120)))
    for row, z in enumerate((28.0, 23.5, 19.0, 15.2)):
        for i in range(-5, 6):
            x = i * 3.1 + (row % 2) * 1.5 + dice.uniform(-0.3, 0.3)
            if abs(x) > 1.6 or z > 22:
                cards.append(prop(x, z + dice.uniform(-0.3, 0.3), gravestone(dice.randrange(3)), width=0.8))
    if conditions.hour in (Hour.NIGHT, Hour.DUSK, Hour.DAWN):
        cards.append(fog(conditions, 21, 0.7, 0.3, 6))
    return place(conditions, cards, haze=120)


def farm(conditions: Conditions) -> SetDesign:
    """A yard before a red barn (view 0), or the fields with their bales (view 1)."""
    cards = countryside(conditions, MEADOW, 60)
    if conditions.view:
        cards += [prop(x, z, hay_bale, width=1.5) for x, z in ((-10, 26), (7, 22), (14, 34), (-3, 42))]
    else:
        cards += [prop(6, 38, barn), prop(-13, 42, villa(conditions.lamps)), prop(-6.6, 15.8, hay_bale, width=1.5)]
    cards += [
        prop(0, 29 if conditions.view else 45, fence(120)),
        prop(-21, 36, round_tree(8), width=3),
        prop(8.0, 16, hay_bale, width=1.5),
        prop(6.2, 14.6, crates, width=2.0),
        patch(60, ((-5, 36), (9, 36), (7, 8), (-6, 8)), from_hex("B39A72"), t=0.6),
    ]
    return place(conditions, cards, haze=220)


def river(conditions: Conditions) -> SetDesign:
    """A bank with reeds by a slow river: across it (view 0), or back to the trees (view 1)."""
    cards = [sky(conditions, across=sun_across(conditions)), ridge(conditions, 500, 60)]
    green = conditions.ground(MEADOW)
    if conditions.view:
        cards += [
            plane(conditions, green, (490, *DEPTHS), wave=0.6),
            *(
                prop(x, z, round_tree(t), width=2.6)
                for x, z, t in ((-12, 26, 8), (-4, 32, 9), (6, 28, 8.5), (14, 24, 7), (20, 36, 9))
            ),
        ]
    else:
        cards += [
            plane(conditions, green, (490, 120), wave=0.4),
            *(prop(x, 96, round_tree(t)) for x, t in ((-52, 12), (-38, 14), (-22, 11), (16, 13), (34, 15), (50, 12))),
            water(conditions, (88, 60, 40, 28)),
            glints(conditions, 24, 70),
            prop(10, 44, fishing_boat("5E8C56", conditions.lamps), moving=True),
            plane(conditions, green, (19.0, *DEPTHS[4:]), wave=0.4),
        ]
    cards += [prop(x, 17.6 + 0.3 * (i % 2), reeds) for i, x in enumerate((-11, -9.4, -7.2, 6.2, 8.8, 10.2, 12.4))]
    cards += [prop(-5.8, 14.8, rock(1.1), width=1.6), prop(5.4, 14.2, grass(1.2, "8A9A5E"))]
    return place(conditions, cards, haze=160)


def jungle(conditions: Conditions) -> SetDesign:
    """Palms, broad leaves and creepers under a closed roof of green."""
    dice = conditions.chance("jungle", conditions.view)
    cards = [
        sky(conditions, across=None),
        ridge(conditions, 300, 60, colour=from_hex("5E7E5A")),
        plane(conditions, conditions.ground(_JUNGLE), (290, *DEPTHS), wave=0.8),
    ]
    for z, count, tall in ((46.0, 11, 13.0), (33.0, 8, 11.0), (24.0, 5, 9.5)):
        for i in range(count):
            x = (i - (count - 1) / 2) * (z * 0.17) + dice.uniform(-1.4, 1.4)
            piece = palm(tall + dice.uniform(-1.5, 2), dice.choice(("5E7E4A", "4E7048", "6E8A50")))
            cards.append(prop(x, z + dice.uniform(-1, 1), piece, width=1.2))
    for x, z in ((-9.5, 18.5), (8.6, 19.5), (-15.0, 22.0), (14.5, 23.0)):
        cards.append(prop(x, z, trunk(14), width=1.2))
    for z, count in ((21.0, 9), (16.4, 7)):
        for i in range(count):
            x = (i - (count - 1) / 2) * 3.2 + dice.uniform(-0.6, 0.6)
            if abs(x) > 2.4 or z > 18:
                cards.append(prop(x, z, fern(dice.uniform(1.6, 2.4), dice.choice(("4E7048", "5E8450", "3E6044")))))
    return place(conditions, cards, haze=70)


def battlefield(conditions: Conditions) -> SetDesign:
    """Torn earth, wire and smoke."""
    dice = conditions.chance("battle", conditions.view)
    cards = countryside(conditions, _MUD, 40, wave=1.3)
    cards += [
        prop(x, z, bare_tree(t, i), width=1.0)
        for i, (x, z, t) in enumerate(((-14, 34, 5), (9, 40, 6), (18, 30, 4.4), (-24, 46, 5.5)))
    ]
    cards += [prop(dice.uniform(-18, 18), z, wreck, width=4.6) for z in (38.0, 29.0, 22.0)]
    cards += [prop(-8.4, 16.4, wreck, width=4.6), prop(9.0, 17.0, wreck, width=4.6)]
    cards += [prop(x, z, smoke(t), moving=True) for x, z, t in ((-20, 60, 18), (15, 70, 24))]
    return place(conditions, cards, haze=90)


def swamp(conditions: Conditions) -> SetDesign:
    """Black water between dead trees, mist on it."""
    dice = conditions.chance("swamp", conditions.view)
    murk = tuple(mix(colour, from_hex("4A5A44"), 0.45) for colour in conditions.palette.water)
    wet = replace(conditions, palette=replace(conditions.palette, water=murk))
    cards = [
        sky(conditions, across=sun_across(conditions)),
        ridge(conditions, 300, 40, colour=from_hex("5E6E5A")),
        water(wet, (290, 80, 50, 34, 25)),
        plane(conditions, conditions.ground(_JUNGLE), (17.5, *DEPTHS[4:]), wave=0.8),
    ]
    for i in range(11):
        x, z = (i - 5) * 5.4 + dice.uniform(-1.5, 1.5), dice.uniform(22, 52)
        cards.append(prop(x, z, bare_tree(dice.uniform(7, 12), i), y=-0.2))
    cards += [prop(x, 17.2, reeds) for x in (-12, -10.4, -8.0, 6.0, 8.2, 9.6, 12.6)]
    cards += [
        fog(conditions, 30, 1.2, 0.32, 6),
        fog(conditions, 20, 0.7, 0.26, -7),
        prop(-6.4, 14.8, rock(1.2), width=1.6),
    ]
    return place(conditions, cards, haze=70)


FAR_PLACES = {
    "castle grounds": castle_yard,
    "graveyard": graveyard,
    "farm": farm,
    "river": river,
    "jungle": jungle,
    "battlefield": battlefield,
    "swamp": swamp,
}
"""Sets by the lexicon's kind."""
