"""Words for the time of day: which of them end a heading, and which light they mean."""

from __future__ import annotations

import re
from enum import Enum

from bible.entries import Hour


class Carry(Enum):
    """A time that only a scene before it can settle."""

    CONTINUOUS = "continuous"
    """No time has passed, or hardly any: `CONTINUOUS`, `MOMENTS LATER`, `SAME`."""
    LATER = "later"
    """Some time has passed."""


_HOURS: tuple[tuple[str, Hour], ...] = (
    (r"pre-?dawn|dawn|sunrise|day ?break|first light|early morning", Hour.DAWN),
    (r"sunset|sundown|golden hour|magic hour", Hour.SUNSET),
    (r"dusk|twilight|blue hour|evening|nightfall", Hour.DUSK),
    (r"night|nights|midnight|night-?time|tonight|small hours", Hour.NIGHT),
    (r"day|days|morning|noon|midday|afternoon|day-?time|mid-?morning|late morning", Hour.DAY),
)
_CONTINUOUS = (
    r"continuous|continuing|cont(?:inue)?d|same(?: time)?|moments? (?:later|earlier)|seconds later|simultaneous"
)
_LATER = r"(?:\w+ )?(?:later|earlier)|present|past|future"
_HOUR_WORDS = [(re.compile(rf"\b(?:{words})\b"), hour) for words, hour in _HOURS]
_ANY = re.compile(rf"\b(?:{'|'.join(words for words, _ in _HOURS)}|{_CONTINUOUS}|{_LATER})\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|o'?clock|h)?(?!\w)")
_FILLER = re.compile(
    r"\b(?:the|that|this|same|next|following|previous|late|early|mid|very|first|last|another|one|two|three|four|five|"
    r"a|an|few|several|some|minutes?|hours?|days?|weeks?|months?|years?|moments?|seconds?|after|before|then|and|to|"
    r"time|again|still|in|of|christmas|summer|winter|spring|autumn|flashback|dream|establishing|stock|sequence|"
    r"montage|back|monday|tuesday|wednesday|thursday|friday|saturday|sunday|story|scene|intercut|night|day)\b|\d+"
)


def is_time(segment: str) -> bool:
    """Whether a piece of a heading says when and nothing else: `DAY`, `LATER THAT NIGHT`, `6:30 AM`, `DAWN (1944)`."""
    plain = _folded(re.sub(r"\([^)]*\)", " ", segment))
    if re.fullmatch(r"(1[5-9]|20)\d\d", plain.strip()) or _clock(plain) is not None:
        return True
    if not _ANY.search(plain):
        return False
    rest = _FILLER.sub(" ", _ANY.sub(" ", plain))
    return not re.sub(r"[\W_]+", "", rest)


def hour_of(time: str) -> Hour | Carry | None:
    """The light a time means, or how it follows the scene before; None when it says nothing of either."""
    plain = _folded(time)
    first = [(match.start(), hour) for words, hour in _HOUR_WORDS if (match := words.search(plain))]
    # `THE NEXT DAY - NIGHT`, `DAY TO NIGHT`: what is named before other words of the day wins, but `DAY 2` says least.
    named = [each for each in first if each[1] != Hour.DAY] or first
    if named:
        return min(named)[1]
    if re.search(rf"\b(?:{_CONTINUOUS})\b", plain):
        return Carry.CONTINUOUS
    if re.search(rf"\b(?:{_LATER})\b", plain):
        return Carry.LATER
    return _clock(plain)


def _clock(plain: str) -> Hour | None:
    """The light of `6:30 AM`, `22.15` or `9 o'clock`."""
    match = _CLOCK.fullmatch(plain.strip())
    if not match or not (match[2] or match[3]):
        return None
    hour = int(match[1])
    half = (match[3] or "")[:1]
    if half in ("a", "p"):
        hour = hour % 12 + 12 * (half == "p")
    for until, light in ((5, Hour.NIGHT), (7, Hour.DAWN), (18, Hour.DAY), (20, Hour.SUNSET), (21, Hour.DUSK)):
        if hour < until:
            return light
    return Hour.NIGHT if hour < 24 else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
