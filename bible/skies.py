"""The weather that words speak of."""

from __future__ import annotations

import functools
import re

from bible.entries import Weather

_NOT = r"(?![ -]?(?:coat|lamp|lantern|light|door|cellar|globe|man|mobile|horn|bell|drop of|shadow|white|of applause|machine))"
_WORDS: tuple[tuple[Weather, str], ...] = (
    (Weather.STORM, rf"storms?{_NOT}|stormy|thunder(?:storm|s)?|lightning|gales?|hurricane|tempest|typhoon|cyclone|squalls?"),
    (Weather.SNOW, rf"snow(?:s|ing|fall|flakes|y|storm)?{_NOT}|blizzard|sleet|hail"),
    (Weather.RAIN, rf"rain(?:s|ing|y|fall|drops)?{_NOT}|drizzl(?:e|es|ing)|downpour|cloudburst|pouring"),
    (Weather.FOG, rf"fog(?:gy|bank)?{_NOT}|mist(?:s|y)?|haze|hazy"),
    (Weather.WIND, r"(?:the|a|strong|cold|high|north|south|east|west|icy) winds?(?! (?:up|down|the))|windy|wind(?=[,.;]| (?:howls?|blows?|whips?|tears?|rattles?|picks|in))|gusts?|breeze"),
    (Weather.OVERCAST, r"overcast|cloudy|grey sky|gray sky|low clouds?|leaden sky|heavy clouds?"),
)  # fmt: skip
_GONE = re.compile(
    r"\b(?:no|without|before the|after the|until the|if it|not|never|never a|stopped|like) (?:\w+ )?$|\bwaiting for (?:the )?$"
)
_OVER = re.compile(r"^\s*(?:has |have |is |had |was )?(?:stopped|passed|over|gone|cleared|lifted|died down|ended)\b")


def weather_in(text: str) -> Weather | None:
    """The strongest weather the words name, `None` when they name none. What is over or missing does not count."""
    low = text.lower().replace("’", "'")
    for weather, words in _WORDS:
        for match in re.finditer(rf"\b(?:{words})\b", low):
            if not _GONE.search(low[max(0, match.start() - 30) : match.start()]) and not _OVER.match(
                low[match.end() :]
            ):
                return weather
    return None


_ENDED = re.compile(r"(?<=[.!?])\s+|\n+")
_BEGINS = re.compile(
    r"\b(?:begins?|starts?|breaks|bursts|rolls? in|sets? in|comes? (?:in|down|up|on)|closes? in|thickens|gathers|picks? up"
    r"|descends|moves? in|first (?:drops|flakes))\b"
)
_ENDS = re.compile(
    r"\b(?:stops?|ends?|passes|eases|lets? up|lifts?|clears?|burns? off|dies? (?:down|away)|thins?|is over|fades?|parts?)\b"
)
_SUN = re.compile(r"\b(?:sky|clouds?) (?:clears?|parts?|opens?)\b|\bsun (?:breaks|comes) (?:through|out)\b")


def weather_at(scene: Weather, before: str, after: str) -> Weather:
    """The weather at a moment of a scene whose own is `scene`: `before` was told up to it, `after` is told from then on.

    What begins later has not begun, what stops later still lasts, and what has stopped is over.
    """
    to_come = next((change for change in map(_change, _sentences(after)) if change), None)
    now = scene
    if to_come and not any(_change(sentence) for sentence in _sentences(before)):
        weather, begins = to_come
        now = weather if not begins else Weather.CLEAR if weather == scene and not weather_in(before) else scene
    for sentence in _sentences(before):
        if change := _change(sentence):
            now = change[0] if change[1] else Weather.CLEAR
    return now


@functools.lru_cache(8_192)
def changes(paragraph: str) -> bool:
    """Whether a weather begins or ends in these words."""
    return any(map(_change, _sentences(paragraph)))


def _sentences(text: str) -> list[str]:
    return [part for part in _ENDED.split(text.lower().replace("’", "'")) if part.strip()]


@functools.lru_cache(8_192)
def _change(sentence: str) -> tuple[Weather, bool] | None:
    """What a sentence has begin (True) or end (False)."""
    if _SUN.search(sentence):
        return Weather.OVERCAST, False
    for weather, words in _WORDS:
        if re.search(rf"\b(?:{words})\b", sentence):
            if _ENDS.search(sentence):
                return weather, False
            return (weather, True) if _BEGINS.search(sentence) else None
    return None
