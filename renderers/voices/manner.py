"""How a line is said: what its parentheticals and its punctuation ask of a voice."""

from __future__ import annotations

import re
from typing import Literal

from bible.model import Frozen

_WHISPER = re.compile(r"\b(whisper\w*|under (his|her|their) breath|sotto( voce)?|mouth(s|ing)?|barely audible)\b")
_SHOUT = re.compile(r"\b(shout\w*|yell\w*|scream\w*|bellow\w*|holler\w*|roar\w*|shriek\w*|at the top of \w+ voice)\b")
_CALL = re.compile(r"\b(call(s|ing)?( out| after| over)?|loud(ly)?|over the (noise|wind|engine|music|storm|horn))\b")
_HUSH = re.compile(r"\b(quiet(ly)?|soft(ly)?|low|hushed|murmur\w*|mutter\w*|gentl[ey]|tender(ly)?|to (him|her)self)\b")
_SLOW = re.compile(r"\b(slow(ly|er)?|tired(ly)?|weary|wearily|sleepy|drows\w+|drunk\w*|carefully|deliberate(ly)?)\b")
_FAST = re.compile(r"\b(fast(er)?|quick(ly)?|rapid(ly)?|hurried(ly)?|rushed|breathless(ly)?|panic\w*|frantic\w*)\b")
_NOT = re.compile(r"\b(not|no longer|without|stops?|never)\b")

Voicing = Literal["whispered", "soft", "plain", "called", "shouted"]
"""How loud a voice is meant to be, which is more than its level."""

PAUSES: tuple[tuple[str, float], ...] = (
    ("…", 0.45), ("...", 0.45), ("--", 0.30), ("—", 0.30), ("–", 0.30), (".", 0.38), ("!", 0.36), ("?", 0.40),
    ("。", 0.38), ("！", 0.36), ("？", 0.40), (";", 0.26), (":", 0.24), (",", 0.17), ("、", 0.17), ("，", 0.17),
)  # fmt: skip
"""Marks at a word's end, those that win first, and the seconds of silence after them at an ordinary pace."""

RAISED: dict[Voicing, float] = {"whispered": 1.0, "soft": 1.0, "plain": 1.0, "called": 1.08, "shouted": 1.2}
"""How much higher people speak when they speak louder."""


class Delivery(Frozen):
    """How a line is said."""

    voice: Voicing = "plain"
    pace: float = 1.0
    """How fast, against the voice's own pace: 1.2 is a fifth faster."""


def read_manner(manner: tuple[str, ...]) -> Delivery:
    """What the parentheticals of a line ask for: `whispering`, `shouting over the wind`, `slowly`.

    The strongest word wins. A parenthetical with a `not` in it asks for nothing.
    """
    said = " ; ".join(each.lower() for each in manner if not _NOT.search(each.lower()))
    voice: Voicing = "plain"
    if _WHISPER.search(said):
        voice = "whispered"
    elif _SHOUT.search(said):
        voice = "shouted"
    elif _CALL.search(said):
        voice = "called"
    elif _HUSH.search(said):
        voice = "soft"
    pace = {"whispered": 0.95, "shouted": 1.05}.get(voice, 1.0)
    if _SLOW.search(said):
        pace *= 0.82
    elif _FAST.search(said):
        pace *= 1.22
    return Delivery(voice=voice, pace=pace)


def pause_after(word: str) -> float:
    """Seconds of silence the punctuation at a word's end asks for; 0 for none."""
    tail = word.rstrip("\"'”’»)]*_")
    return next((length for mark, length in PAUSES if tail.endswith(mark)), 0.0)
