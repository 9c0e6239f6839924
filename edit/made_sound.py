"""Temp sounds as files: each named by what it is made from, and made again when its file is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bible.entries import Hour, Weather
from bible.model import Frozen
from renderers.sound.known import AMBIENCE_VERSION, EFFECTS_VERSION, SCORE_VERSION, longest
from shots.recipe import digest

# Arrays are worked with where a sound is made: every look into a production reads this page.
if TYPE_CHECKING:
    from renderers.sound.shaping import Stereo

TEMP = "sound/temp"
"""Where they lie inside the production folder. Safe to delete: they are made again for the next cut."""
BED_SECONDS = 45.0
"""Length of an ambience. It is laid again and again under a longer scene; no scene's length makes another one."""


class MadeSound(Frozen):
    """What fixes one temp sound, to the sample."""

    kind: Literal["ambience", "effect", "score"]
    name: str
    """A kind of place (`harbour`), an effect (`horn`) or a mood (`wistful`)."""
    seed: int
    seconds: float
    """How long the file is."""
    inside: bool = False
    hour: Hour = Hour.DAY
    weather: Weather = Weather.CLEAR
    version: int = 0
    """The version of the arithmetic that makes it."""


def made_ambience(name: str, inside: bool, weather: Weather, hour: Hour, seed: int) -> MadeSound:
    """The sound of a place, `BED_SECONDS` long."""
    return MadeSound(
        kind="ambience", name=name, seed=seed, inside=inside, hour=hour, weather=weather, seconds=BED_SECONDS,
        version=AMBIENCE_VERSION,
    )  # fmt: skip


def made_effect(name: str, seed: int) -> MadeSound:
    """One sound of a thing."""
    return MadeSound(kind="effect", name=name, seed=seed, seconds=longest(name), version=EFFECTS_VERSION)


def made_score(mood: str, seconds: float, seed: int) -> MadeSound:
    """Music of a mood."""
    return MadeSound(kind="score", name=mood, seed=seed, seconds=seconds, version=SCORE_VERSION)


def temp_file(production: str, made: MadeSound) -> str:
    """Where a temp sound lies: `sound/temp/ferry_ambience_harbour_1f3a9c20.wav`."""
    mark = digest(made.model_dump(mode="json"))[:8]
    name = (made.name or "place").replace(" ", "-")
    return f"{TEMP}/{production}_{made.kind}_{name}_{mark}.wav"


def synthesise(made: MadeSound) -> Stereo:
    """The sound itself, [samples, 2] at 48 kHz."""
    from renderers.sound import ambience, effects, score
    from renderers.sound.shaping import canvas, lay

    if made.kind == "ambience":
        return ambience.ambience(made.name, made.inside, made.weather, made.hour, made.seconds, made.seed)
    if made.kind == "score":
        return score.score(made.name, made.seconds, made.seed)
    sound = canvas(made.seconds)
    lay(sound, effects.synthesise(made.name, made.seed), 0.0)
    return sound
