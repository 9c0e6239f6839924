"""The table of places in the open, and the set for a place no word of which is known."""

from __future__ import annotations

from collections.abc import Callable

from renderers.animatic.cards import SetDesign
from renderers.animatic.ground import plane, prop
from renderers.animatic.harbour import harbour
from renderers.animatic.open_air import place
from renderers.animatic.outdoors_built import BUILT_PLACES
from renderers.animatic.outdoors_country import desert, field, forest, mountain, road
from renderers.animatic.outdoors_far import FAR_PLACES
from renderers.animatic.outdoors_more import market, school_yard, space
from renderers.animatic.outdoors_shore import beach, headland, jetty, sea
from renderers.animatic.outdoors_strange import frontier, underwater
from renderers.animatic.outdoors_town import park, rooftop, street, village
from renderers.animatic.pieces_nature import (
    boulder_arch,
    column,
)  # fmt: skip
from renderers.animatic.sky import ridge, sky
from renderers.animatic.weather import Conditions


def nowhere(conditions: Conditions) -> SetDesign:
    """The place no word of which is known: bands of sky, rounded columns, waves of ground."""
    random_ = conditions.chance("nowhere", conditions.view)
    cards = [sky(conditions, across=0.05 if not conditions.view else None, altitude=0.24), ridge(conditions, 600, 70),
             plane(conditions, conditions.ground(), (590, 34, 20, 14, 8, 4, 0, -6, -14), wave=1.2)]  # fmt: skip
    for i in range(6):
        cards.append(
            prop(
                (i - 2.5) * 4.4 + random_.uniform(-1.2, 1.2),
                random_.uniform(18, 33),
                column(random_.uniform(3, 9)),
                width=1.4,
            )
        )
    cards.append(prop(random_.choice((-9.0, 9.0)), 24, boulder_arch))
    return place(conditions, cards)


OUTDOORS: dict[str, Callable[[Conditions], SetDesign]] = {
    "harbour": harbour, "jetty": jetty, "sea": sea, "beach": beach, "lighthouse": headland,
    "street": street, "village": village, "forest": forest,
    "market": market, "school yard": school_yard, "space": space, "underwater": underwater, "frontier": frontier,
    "field": field, "park": park, "mountain": mountain, "desert": desert, "road": road, "rooftop": rooftop,
    **FAR_PLACES, **BUILT_PLACES,
}  # fmt: skip
"""Exterior sets by the lexicon's kind."""
