"""Where sentences and speeches can be parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from shots.reading_time import ends_sentence, spoken_times

_CLAUSE = re.compile(r"[,;:،、，；：—–]$|--$")
_SHORTEST = Fraction(3, 2)
"""Seconds that a piece of a speech lasts at least."""
_CLAUSE_COST = Fraction(5, 2)
"""Seconds by which a cut at a sentence's end may be farther off and still be better than one at a comma."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a piece of action, in order, with single spaces; nothing is lost but white space.

    What stands between quotation marks stays together: it is read as one.
    """
    spaced = re.sub(r"([。！？]+[”」』）]*)(?=\S)", r"\1 ", text)
    words = spaced.split()
    found: list[str] = []
    begun = 0
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        ends = ends_sentence(word) and not following[:1].islower() and not _is_open(words[begun : place + 1], words)
        if not following or ends:
            found.append(" ".join(words[begun : place + 1]))
            begun = place + 1
    return tuple(found)


def _is_open(said: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a quotation is open after some words of `words`, all of whose quotations are closed."""
    marks = " ".join(said)
    if len(re.findall(r'["“”]', marks)) % 2 == 0:
        return False
    return len(re.findall(r'["“”]', " ".join(words))) % 2 == 0


def split_speech(words: tuple[str, ...], longest: Fraction, wanted: Fraction) -> tuple[tuple[int, int], ...]:
    """The pieces (first word, last word) a speech is covered in.

    A speech up to `longest` seconds stays whole; a longer one is parted where sentences end, at commas if need be,
    into pieces as near to `wanted` seconds as these allow.
    """
    times = spoken_times(words)
    last = len(words) - 1
    if not words or times[last].end <= longest:
        return ((0, last),) if words else ()
    total = times[last].end
    ends = [place for place in range(last) if ends_sentence(words[place])]
    clauses = [place for place in range(last) if _CLAUSE.search(words[place])]
    pieces: list[tuple[int, int]] = []
    begun = 0
    count = max(2, round(total / wanted))
    for number in range(1, count):
        target = total * number / count
        costs = [
            (abs(times[place].end - target) + cost, place)
            for places, cost in ((ends, Fraction(0)), (clauses, _CLAUSE_COST))
            for place in places
            if times[place].end - times[begun].start >= _SHORTEST and total - times[place].end >= _SHORTEST
        ]
        if costs and min(costs)[0] <= wanted:
            place = min(costs)[1]
            pieces.append((begun, place))
            begun = place + 1
    return (*pieces, (begun, last))
