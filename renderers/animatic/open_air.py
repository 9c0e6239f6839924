"""What all places in the open share: depths, grounds, and the weather laid over their cards."""

from __future__ import annotations

from bible.entries import Weather
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.colour import from_hex
from renderers.animatic.weather import Conditions, bank, falling, fog

DEPTHS = (60.0, 34.0, 22.0, 15.0, 10.5, 7.5, 5.2, 3.4, 1.8, 0.0, -3.0, -8.0, -16.0)
MEADOW = tuple(from_hex(text) for text in ("A9B97A", "93A766", "7C9158", "66794C"))
SAND = tuple(from_hex(text) for text in ("DCCBA0", "CDB88C", "B99F76", "9A8262"))
ASPHALT = from_hex("5A5A62")


def place(
    conditions: Conditions, cards: list[Card], *, haze: float = 160.0, near: float = 8.0, far: float = 13.0,
    floor: float = 0.0, alone: list[Card] | None = None,
) -> SetDesign:  # fmt: skip
    """The finished design: fog between the cards and falling weather before them; depths and height in metres."""
    weather = list(falling(conditions))
    if conditions.weather == Weather.FOG:
        weather += [
            bank(conditions, 60, 9, 0.5),
            bank(conditions, 24, 3.0, 0.45),
            bank(conditions, 15, 1.1, 0.4),
            fog(conditions, 38, 4, 0.42, 6),
            fog(conditions, 19, 1.4, 0.32, -9),
        ]
    return SetDesign(
        (*cards, *weather), conditions.haze_depth(haze), near=near, far=far, floor=floor,
        alone=(*alone, *weather) if alone else (),
    )  # fmt: skip


def sun_across(conditions: Conditions) -> float | None:
    """Where the sun stands for this side: ahead on the first, behind the audience on the second."""
    return None if conditions.view else 0.235
