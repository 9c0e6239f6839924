"""Where sentences and speeches can be parted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from shots.reading_time import SpokenTime, ends_sentence, spoken_times

_QUOTES = re.compile(r'["“”]')
_CLAUSE = re.compile(r"[,;:،、，；：—–]$|--$")
_SHORTEST = Fraction(3, 2)
"""Seconds that a piece of a speech lasts at least."""
_CLAUSE_COST = Fraction(5, 2)
"""Seconds by which a cut at a sentence's end may be farther off and still be better than one at a comma."""
_JOINS = frozenset((
    "and", "but", "or", "because", "that", "when", "which", "so", "while", "if", "then", "who", "where", "as", "before",
    "after", "until", "like", "with",
))  # fmt: skip
_JOIN_COST, _ANY_COST = Fraction(4), Fraction(5)
"""The same at a word that joins, and between any two, where speech has no pauses."""
_BREATH = Fraction(12)
"""Seconds of speech without a pause that stay in one shot."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a piece of action, in order, with single spaces; nothing is lost but white space.

    What stands between quotation marks stays together: it is read as one.
    """
    spaced = re.sub(r"([。！？]+[”」』）]*)(?=\S)", r"\1 ", text)
    words = spaced.split()
    marks = [len(_QUOTES.findall(word)) for word in words]
    closed = sum(marks) % 2 == 0
    found: list[str] = []
    begun = quoted = 0
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        quoted += marks[place]
        within = closed and quoted % 2 == 1
        if not following or (ends_sentence(word) and not following[0].islower() and not within):
            found.append(" ".join(words[begun : place + 1]))
            begun = place + 1
    return tuple(found)


def split_speech(words: tuple[str, ...], longest: Fraction, wanted: Fraction) -> tuple[tuple[int, int], ...]:
    """The pieces (first word, last word) a speech is covered in.

    A speech up to `longest` seconds stays whole; a longer one is parted where sentences end, at commas if need be,
    into pieces as near to `wanted` seconds as these allow. What still is longer than a breath is parted before a word
    that joins, or anywhere.
    """
    times = spoken_times(words)
    last = len(words) - 1
    if not words or times[last].end <= longest:
        return ((0, last),) if words else ()
    pieces = _parted(words, times, wanted, ((_ends(words), Fraction(0)), (_clauses(words), _CLAUSE_COST)))
    found: list[tuple[int, int]] = []
    for first, end in pieces:
        part, span = words[first : end + 1], times[first : end + 1]
        places = ((_joins(part), _JOIN_COST), (range(len(part) - 1), _ANY_COST))
        shorter = _parted(part, span, wanted, places) if span[-1].end - span[0].start > _BREATH else [(0, end - first)]
        found += [(first + one, first + other) for one, other in shorter]
    return tuple(found)


def _ends(words: Sequence[str]) -> list[int]:
    return [place for place in range(len(words) - 1) if ends_sentence(words[place])]


def _clauses(words: Sequence[str]) -> list[int]:
    return [place for place in range(len(words) - 1) if _CLAUSE.search(words[place])]


def _joins(words: Sequence[str]) -> list[int]:
    return [place for place in range(len(words) - 1) if words[place + 1].lower() in _JOINS]


def _parted(
    words: Sequence[str],
    times: Sequence[SpokenTime],
    wanted: Fraction,
    borders: Iterable[tuple[Sequence[int], Fraction]],
) -> list[tuple[int, int]]:
    """Words in pieces of about `wanted` seconds. `borders` are places after which to part them, and what each costs."""
    last, start, over = len(words) - 1, times[0].start, times[-1].end
    total = over - start
    pieces: list[tuple[int, int]] = []
    begun = 0
    count = max(2, round(total / wanted))
    for number in range(1, count):
        target = start + total * number / count
        costs = [
            (abs(times[place].end - target) + cost, place)
            for places, cost in borders
            for place in places
            if times[place].end - times[begun].start >= _SHORTEST and over - times[place].end >= _SHORTEST
        ]
        if costs and min(costs)[0] <= wanted:
            place = min(costs)[1]
            pieces.append((begun, place))
            begun = place + 1
    return [*pieces, (begun, last)]
