"""The mood of a scene, which its music goes by."""

from __future__ import annotations

import functools
import re

from bible.entries import Hour, Weather

_TOLD: tuple[tuple[str, str], ...] = (
    # words of a scene that speak of a mood; the mood most spoken of has it
    ("menace", r"blood|corpse|dead body|knife|kills?|murder\w*|threat\w*|lurk\w*|shadow\w*|monster|scream\w*|evil"),
    ("tense", r"gun|chas\w+|runs? (for|from)|hid(es|ing)|hurr\w+|panic\w*|alarm\w*|danger\w*|bomb|police|whisp\w*"),
    ("sad", r"cr(y|ies|ying)|tears?|weep\w*|sob\w*|grave\w*|funeral|alone|goodbye|farewell|dies|dead|lost|mourn\w*"),
    ("joyful", r"laugh\w*|danc\w+|celebrat\w*|party|wedding|cheer\w*|grin\w*|sings?|birthday|hooray"),
    ("wonder", r"stars?|wonder\w*|magic\w*|glow\w*|sky|horizon|discover\w*|vast|light(s)? up|amaz\w+|awe\b|space"),
    ("warm", r"smil\w+|kiss\w*|hug\w*|embrac\w*|gentl\w*|home|together|tender\w*|warm\w*|holds? (his|her|their) hand"),
    ("wistful", r"remember\w*|letter|photo\w*|old\b|grand(father|mother)|memor\w+|years? ago|yesterday|fog|autumn"),
    ("calm", r"quiet\w*|still|calm\w*|sleep\w*|slow\w*|waits?|water|morning|gentle"),
)  # fmt: skip


@functools.lru_cache(2048)
def mood_of(text: str, hour: Hour, sky: Weather) -> str:
    """The mood of a scene by the words of its action and lines, and by its light and weather."""
    spoken = {mood: float(len(words.findall(text))) for mood, words in _words()}
    if sky == Weather.STORM:
        spoken["tense"] += 1.0
    if sky in (Weather.FOG, Weather.RAIN):
        spoken["wistful"] += 0.6
    if hour == Hour.NIGHT:
        spoken["tense"] += 0.4
    if hour in (Hour.DAWN, Hour.SUNSET):
        spoken["wistful"] += 0.4
    spoken["calm"] += 0.5
    return max(spoken, key=lambda mood: spoken[mood])


@functools.cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((mood, re.compile(rf"\b({words})\b", re.IGNORECASE)) for mood, words in _TOLD)
