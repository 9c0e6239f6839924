"""What things sound like, one time: a horn, a door, thunder. Made by name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from renderers.media.wav import RATE
from renderers.sound import blown, creatures, struck, weather
from renderers.sound.known import longest
from renderers.sound.machines import creak, passing, pulling_up, train
from renderers.sound.shaping import Stereo, canvas, chance, faded, hall, lay, peaking, placed

_Maker = Callable[[np.random.Generator], Stereo]

_MADE: dict[str, tuple[float, _Maker]] = {
    # how loud its highest peak is, in dB below full scale, and how it is made
    "horn": (-12.0, blown.horn),
    "car horn": (-16.0, blown.car_horn),
    "whistle": (-18.0, blown.whistle),
    "siren": (-18.0, blown.siren),
    "bell": (-16.0, struck.bell),
    "church bell": (-18.0, struck.church_bell),
    "door": (-14.0, struck.door),
    "door slam": (-10.0, struck.slam),
    "creak": (-12.0, lambda luck: placed(creak(luck), 0.0)),
    "knock": (-16.0, struck.knock),
    "footsteps": (-14.0, struck.footsteps),
    "running": (-12.0, struck.running),
    "telephone": (-16.0, blown.telephone),
    "buzzing": (-20.0, blown.buzzing),
    "alarm": (-18.0, blown.alarm),
    "beep": (-22.0, blown.beep),
    "thunder": (-9.0, lambda luck: weather.thunder(int(luck.integers(2**31)), 0.35)),
    "wind": (-17.0, blown.breath_of_wind),
    "splash": (-14.0, struck.splash),
    "gunshot": (-6.0, struck.gunshot),
    "explosion": (-5.0, struck.explosion),
    "glass": (-12.0, struck.glass),
    "clink": (-17.0, struck.clink),
    "metal": (-14.0, struck.metal),
    "fall": (-14.0, struck.fall),
    "keys": (-17.0, struck.keys),
    "typing": (-13.0, struck.typing),
    "paper": (-13.0, blown.paper),
    "match": (-15.0, blown.match),
    "fire": (-13.0, struck.crackle),
    "kettle": (-17.0, blown.kettle),
    "clock": (-15.0, struck.clock_strikes),
    "engine": (-16.0, blown.motor),
    "brakes": (-14.0, blown.brakes),
    "car": (-18.0, lambda luck: passing(luck, 0.5)),
    "aeroplane": (-18.0, blown.aeroplane),
    "helicopter": (-13.0, blown.helicopter),
    "dog": (-16.0, lambda luck: _barking(luck)),
    "gull": (-18.0, lambda luck: creatures.gulls(4.0, int(luck.integers(2**31)), every=2.0)),
    "owl": (-22.0, lambda luck: creatures.owl(5.0, int(luck.integers(2**31)), every=2.5)),
    "applause": (-12.0, struck.applause),
    "heartbeat": (-16.0, blown.heartbeat),
    "hooves": (-12.0, struck.hooves),
    "click": (-16.0, struck.click),
    "blow": (-12.0, struck.blow),
    "chair": (-16.0, struck.scrape),
    "pouring": (-16.0, blown.pouring),
    "steam": (-18.0, blown.steam),
    "static": (-18.0, blown.static),
    "car stops": (-16.0, pulling_up),
    "train": (-13.0, train),
    "drum": (-14.0, struck.drum),
    "cat": (-18.0, lambda luck: placed(creatures.meow(luck), 0.0)),
    "laughter": (-16.0, creatures.laughter),
    "birds": (-18.0, lambda luck: creatures.songbirds(4.0, int(luck.integers(2**31)), every=0.9)),
}


def synthesise(name: str, seed: int) -> Stereo:
    """One sound, [samples, 2] at 48 kHz, as loud as it would be beside speech at -22 dB. Its ends are silent.

    The same name and seed give the same sound; another seed another door. Raises KeyError for a name not in EFFECTS.
    """
    peak, make = _MADE[name]
    sound = _trimmed(peaking(make(chance(seed, name)), peak), peak)
    return faded(sound[: round(longest(name) * RATE)], 0.002, 0.08)


def _trimmed(sound: Stereo, peak: float) -> Stereo:
    """The same without the silence before its first sound and after its last."""
    heard = np.flatnonzero(np.abs(sound).max(axis=1) > 10 ** ((peak - 54) / 20))
    return sound[heard[0] : heard[-1] + 1] if len(heard) else sound


def _barking(luck: np.random.Generator) -> Stereo:
    sound = canvas(1.1)
    for at in (0.02, 0.45):
        lay(sound, placed(creatures.bark(luck), 0.0), at)
    return hall(sound, 0.5, 0.25)
