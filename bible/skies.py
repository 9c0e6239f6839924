"""The weather that words speak of."""

from __future__ import annotations

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
