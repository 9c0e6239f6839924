"""What a place sounds like while nobody speaks: by its kind, the hour and the weather."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

import numpy as np

from bible.entries import Hour, Weather
from renderers.media.wav import RATE
from renderers.sound import creatures, machines, weather
from renderers.sound.blown import far_fog_horn
from renderers.sound.shaping import Mono, Stereo, bed, chance, faded, levelled, shaped

_OUTSIDE: dict[str, str] = {
    # what is heard at each kind of place, and how loud, in dB below full scale
    "harbour": "lapping -44, halyards -38, creaking -38, gulls -34",
    "jetty": "lapping -42, creaking -36, gulls -36, breeze -52",
    "sea": "waves -38, gulls -38", "beach": "waves -37, gulls -36", "lighthouse": "waves -40, wind -46, gulls -38",
    "street": "traffic -42, few -58", "rooftop": "traffic -47, fan -54, wind -48",
    "road": "cars -48, breeze -48, songbirds -42, crickets -54",
    "village": "breeze -52, dog -38, songbirds -40, crickets -52, owl -38",
    "forest": "breeze -46, songbirds -36, crickets -50, owl -36",
    "park": "breeze -50, cars -54, songbirds -37, crickets -54", "field": "breeze -48, songbirds -40, crickets -48",
    "market": "crowd -42, few -50, dog -44", "school yard": "few -48, breeze -52, songbirds -42",
    "castle grounds": "wind -48, songbirds -42, owl -40", "graveyard": "wind -48, crickets -54, owl -38",
    "stadium": "crowd -38, breeze -54", "farm": "breeze -50, songbirds -38, dog -42, crickets -50",
    "river": "lapping -44, breeze -52, songbirds -38, crickets -50", "jungle": "songbirds -34, crickets -42, drips -48",
    "battlefield": "wind -44, thuds -36", "platform": "traffic -50, few -52, thuds -44",
    "petrol station": "cars -46, mains -58, crickets -54",
    "house front": "breeze -52, songbirds -40, dog -42, crickets -50",
    "underwater": "hollow -44, lapping -54", "space": "drive -48, still -56",
    "frontier": "wind -46, creaking -44, crickets -52",
    "swamp": "crickets -42, owl -40, lapping -52", "building site": "traffic -46, thuds -36, wind -52",
    "alley": "traffic -48, drips -46, fan -52", "bridge": "traffic -48, lapping -50, wind -48",
    "mountain": "wind -44", "desert": "wind -46, crickets -58", "": "breeze -50, songbirds -40, crickets -52",
}  # fmt: skip
_INSIDE: dict[str, str] = {
    "cafe": "company -44, crockery -34, fan -52", "bar": "crowd -42, crockery -34, fan -54",
    "shop": "few -52, fan -52, mains -62",
    "waiting room": "few -50, fan -52, thuds -40", "ticket office": "fan -54, thuds -42, clock -46",
    "hall": "hollow -52, few -56, thuds -42",
    "office": "fan -50, mains -62, thuds -42", "police": "fan -50, mains -60, thuds -40",
    "laboratory": "fan -48, mains -58",
    "control room": "rack -46, mains -60, sounder -46", "spaceship": "drive -44, rack -48, report -46",
    "ship corridor": "drive -46, rack -54", "ship engines": "drive -38, engine -42",
    "ship quarters": "drive -50, still -58",
    "castle": "hollow -50, wind -58", "gym": "hollow -50, thuds -42",
    "submarine": "engine below -42, report -46, drips -48",
    "tent": "breeze -52, still -58", "stage": "hollow -52, few -60", "plane": "driving -42",
    "attic": "creaking -46, wind -56",
    "barn": "creaking -46, breeze -54", "cave": "hollow -46, drips -38", "pool": "hollow -48, lapping -46, few -58",
    "nightclub": "crowd -40, company -44", "elevator": "fan -46, mains -56", "bakery": "still -54, fan -54",
    "hospital": "fan -50, pulse -48, thuds -42", "engine room": "engine -36, drive -46",
    "wheelhouse": "engine below -46, lapping -50, creaking -38", "cabin": "lapping -50, creaking -38, still -58",
    "train": "rails -40", "car": "driving -42", "tunnel": "hollow -50, drips -36",
    "warehouse": "hollow -50, drips -42, thuds -42",
    "church": "hollow -54, thuds -46", "court": "hollow -54, few -60", "school": "still -54, clock -48, thuds -44",
    "corridor": "hollow -52, mains -62, thuds -40", "stairwell": "hollow -52, thuds -38",
    "cell": "hollow -54, thuds -40, drips -42",
    "museum": "hollow -52, few -58, thuds -44", "dance hall": "company -42, hollow -54",
    "dining room": "clock -46, still -56", "underwater": "hollow -44, lapping -54",
    "living room": "clock -44, still -56", "bedroom": "still -58, clock -50", "library": "clock -44, still -54",
    "kitchen": "fridge -54, still -56", "bathroom": "hollow -56, drips -44", "workshop": "still -54, creaking -42",
    "": "still -54",
}  # fmt: skip
_SKY: dict[Weather, str] = {
    Weather.RAIN: "rain -38", Weather.STORM: "downpour -36, gale -38, thunder -30",
    Weather.WIND: "gale -38, whistling -52",
    Weather.SNOW: "breeze -54",
}  # fmt: skip
_BEHIND_WALLS: dict[Weather, str] = {
    Weather.RAIN: "roof -44", Weather.STORM: "roof -41, gale behind -48, thunder behind -34",
    Weather.WIND: "gale behind -47, whistling -56",
}  # fmt: skip
_SEALED = ("spaceship", "ship corridor", "ship engines", "ship quarters", "submarine", "tunnel", "cave",
           "engine room")  # fmt: skip
"""Places no weather reaches."""
_AT_SEA = ("harbour", "jetty", "sea", "lighthouse")


class _Heard(NamedTuple):
    make: Callable[[float, int], Stereo]
    """So many seconds of it, from a seed."""
    seldom: bool = False
    """Heard now and then: its level is that of one time, not that over all of it."""
    when: Literal["", "fair", "day", "dark"] = ""
    """Only in weather fit for it; and then only by day, or in the dark."""


def ambience(kind: str, inside: bool, sky: Weather, hour: Hour, seconds: float, seed: int) -> Stereo:
    """The sound of a place, [samples, 2] at 48 kHz, loud enough to lie under speech at -22 dB.

    `kind` is a set's (`harbour`, `cafe`); one that is not known sounds like any room, or any open country. It comes
    in and goes out over a quarter of a second. The same arguments give the same sound.
    """
    mixed = np.zeros((max(1, round(seconds * RATE)), 2), np.float32)
    for level, name in _layers(kind, inside, sky, hour):
        heard = _HEARD[name]
        sound = heard.make(seconds, seed)[: len(mixed)]
        if not heard.seldom:
            sound = levelled(sound, 0.0)
        mixed[: len(sound)] += sound * np.float32(10 ** (level / 20))
    return faded(mixed.clip(-1, 1), 0.25, 0.25)


def _layers(kind: str, inside: bool, sky: Weather, hour: Hour) -> list[tuple[float, str]]:
    """What is heard, with its level."""
    places = _INSIDE if inside else _OUTSIDE
    told = [places.get(kind, places[""])]
    if not inside:
        told.append(_SKY.get(sky, ""))
        told.append("fog horn -38" if sky == Weather.FOG and kind in _AT_SEA else "")
    elif kind not in _SEALED:
        told.append(_BEHIND_WALLS.get(sky, ""))
    fair = sky in (Weather.CLEAR, Weather.OVERCAST, Weather.FOG, Weather.WIND)
    dark = hour in (Hour.NIGHT, Hour.DUSK)
    fit = {"": True, "fair": fair and hour != Hour.NIGHT, "day": fair and not dark, "dark": fair and dark}
    layers = []
    for each in ", ".join(filter(None, told)).split(", "):
        name, _, level = each.rpartition(" ")
        if fit[_HEARD[name].when]:
            # At night people are gone and streets empty.
            quiet = 5.0 if hour == Hour.NIGHT and name in ("traffic", "cars", "few", "company") else 0.0
            layers.append((float(level) - quiet, name))
    return layers


def _behind(make: Callable[[float, int], Stereo], seconds: float, seed: int) -> Stereo:
    """Something through walls and panes."""
    sound = make(seconds, seed)
    sides: list[Mono] = [shaped(sound[:, side], ((60, 0), (300, -4), (900, -16), (4000, -44))) for side in (0, 1)]
    return np.stack(sides, axis=1)


def _still(seconds: float, seed: int) -> Stereo:
    """A quiet room: hardly more than the air in it."""
    return bed(seconds, ((40, -4), (110, 0), (350, -10), (1200, -24), (6000, -44)), chance(seed, "still"), 0.6)


def _hollow(seconds: float, seed: int) -> Stereo:
    """A large empty room with hard walls."""
    curve = ((40, -6), (140, 0), (260, -4), (420, -2), (900, -16), (5000, -44))
    return bed(seconds, curve, chance(seed, "hollow"), 0.9)


def _mains(seconds: float, seed: int) -> Stereo:
    return machines.hum(seconds, 100.0, 6)


def _fridge(seconds: float, seed: int) -> Stereo:
    made: Stereo = (machines.hum(seconds, 50.0, 5) * 0.7 + _still(seconds, seed) * 0.3).astype(np.float32)
    return made


def _drive(seconds: float, seed: int) -> Stereo:
    """A great machine far below."""
    low = bed(seconds, ((20, -6), (45, 0), (90, -6), (250, -24), (1000, -50)), chance(seed, "drive"), 0.4)
    tones = machines.hum(seconds, 43.0, 5) * 0.5 + machines.hum(seconds, 64.5, 3) * 0.3
    made: Stereo = (low * 0.7 + tones).astype(np.float32)
    return made


_HEARD: dict[str, _Heard] = {
    "lapping": _Heard(weather.lapping),
    "waves": _Heard(weather.waves),
    "breeze": _Heard(partial(weather.wind, strength=0.2)),
    "wind": _Heard(partial(weather.wind, strength=0.6)),
    "gale": _Heard(partial(weather.wind, strength=0.9)),
    "gale behind": _Heard(partial(_behind, weather.wind)),
    "whistling": _Heard(weather.whistling),
    "rain": _Heard(weather.rain),
    "downpour": _Heard(partial(weather.rain, strength=0.9)),
    "roof": _Heard(weather.rain_outside),
    "thunder": _Heard(weather.storm, seldom=True),
    "thunder behind": _Heard(partial(_behind, weather.storm), seldom=True),
    "drips": _Heard(weather.drips, seldom=True),
    "fog horn": _Heard(far_fog_horn, seldom=True),
    "gulls": _Heard(creatures.gulls, seldom=True, when="fair"),
    "songbirds": _Heard(creatures.songbirds, seldom=True, when="day"),
    "crickets": _Heard(creatures.crickets, when="dark"),
    "owl": _Heard(creatures.owl, seldom=True, when="dark"),
    "dog": _Heard(creatures.dog, seldom=True, when="fair"),
    "few": _Heard(partial(creatures.murmur, people=4)),
    "company": _Heard(partial(creatures.murmur, people=8)),
    "crowd": _Heard(partial(creatures.murmur, people=12)),
    "crockery": _Heard(machines.crockery, seldom=True),
    "traffic": _Heard(machines.traffic),
    "cars": _Heard(partial(machines.traffic, busy=0.15)),
    "driving": _Heard(machines.road),
    "rails": _Heard(machines.rails),
    "engine": _Heard(machines.engine),
    "engine below": _Heard(partial(_behind, partial(machines.engine, beats=7.5))),
    "drive": _Heard(_drive),
    "fan": _Heard(machines.fan),
    "rack": _Heard(partial(machines.fan, bright=1.0)),
    "mains": _Heard(_mains),
    "fridge": _Heard(_fridge),
    "still": _Heard(_still),
    "hollow": _Heard(_hollow),
    "clock": _Heard(machines.clock_ticks, seldom=True),
    "thuds": _Heard(machines.thuds, seldom=True),
    "creaking": _Heard(machines.creaking, seldom=True),
    "halyards": _Heard(machines.halyards, seldom=True),
    "sounder": _Heard(partial(machines.beeps, every=3.7, pitch=1320.0), seldom=True),
    "report": _Heard(partial(machines.beeps, every=5.3, pitch=880.0), seldom=True),
    "pulse": _Heard(partial(machines.beeps, every=1.05, pitch=1000.0), seldom=True),
}
