"""A set for every location: the lexicon's kind, else the words of its name, else a designed stand-in."""

from __future__ import annotations

from dataclasses import replace

from bible.entries import Hour, Location, Weather
from bible.script import Setting
from renderers.animatic.cards import SetDesign
from renderers.animatic.colour import Palette
from renderers.animatic.lexicon import set_for
from renderers.animatic.outdoors import OUTDOORS, nowhere
from renderers.animatic.room_table import ROOMS
from renderers.animatic.rooms import room, stand_in
from renderers.animatic.switching import BY_THE_HOUR, Lamps
from renderers.animatic.tongues import in_english
from renderers.animatic.weather import Conditions


def design_set(
    location: Location,
    hour: Hour,
    weather: Weather,
    palette: Palette,
    view: int,
    action: str,
    lamps: Lamps = BY_THE_HOUR,
) -> SetDesign:
    """The place a scene plays in, seen from side `view` (0 or 1), with a few things that the action names.

    Its shapes hang on the location's name alone, its light on the hour, the weather, the palette and its lamps.
    """
    conditions = Conditions(" ".join(location.name.upper().split()), hour, weather, palette, view, lamps)
    kind = set_for(location.kind, location.setting) or set_for(location.name, location.setting)
    action = in_english(action)
    if kind in OUTDOORS:
        return replace(OUTDOORS[kind](conditions), kind=kind)
    if kind in ROOMS:
        return replace(room(conditions, kind, action), kind=kind)
    return stand_in(conditions, action) if location.setting == Setting.INT else nowhere(conditions)
