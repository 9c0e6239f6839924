"""Where sentences and speeches can be parted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from shots.reading_time import SpokenTime, ends_sentence, played_seconds, spoken_times

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


_LONG, _WANTED, _LEAST = Fraction(10), Fraction(5), Fraction(5, 2)
"""Seconds of a sentence of action that stays whole, of a piece as it should be, and of one at least."""
_GOES_ON = frozenset((
    "and", "but", "while", "until", "as", "then", "when", "where", "which", "so", "before", "after", "und", "aber",
    "während", "bis", "et", "mais", "puis", "pendant", "y", "pero", "mientras", "hasta", "e", "ma", "mentre", "mas",
    "enquanto", "и", "а", "но", "пока", "і", "але", "поки",
))  # fmt: skip
"""Words with which a sentence goes on to the next thing that happens."""
_THEN = frozenset(
    [
        "then",
        "finally",
        "slowly",
        "suddenly",
        "dann",
        "puis",
        "luego",
        "poi",
        "depois",
        "потом",
        "потім",
        "he",
        "she",
        "they",
        "it",
    ]
)
_NOUNS = frozenset(["a", "an", "the", "his", "her", "its", "their", "one", "two", "some", "any", "another"])
"""Words after `and` that go on with a list of things, not with what happens."""


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


def clauses(sentence: str) -> tuple[str, ...]:
    """A sentence of action in pieces that each make a shot: one that plays no longer than ten seconds stays whole.

    A longer one is parted at semicolons, dashes and commas, best before a word that joins, and before `and then`; never
    inside quotation marks or brackets. Nothing is lost but white space.
    """
    words = sentence.split()
    total = played_seconds(sentence)
    if total <= _LONG:
        return (sentence,)
    borders = list(_borders(words))
    places = [place for place, _ in borders]
    second = Fraction(len(words)) / total
    least, window, count = _LEAST * second, _WANTED * second, max(2, round(total / _WANTED))
    pieces: list[str] = []
    begun = 0
    for number in range(1, count):
        target = len(words) * Fraction(number, count)
        near = [
            (abs(place - target) / second + cost, place)
            for place, cost in borders[bisect_left(places, target - window) : bisect_right(places, target + window)]
            if place - begun >= least and len(words) - place >= least
        ]
        if near and min(near)[0] <= _WANTED:
            place = min(near)[1]
            pieces.append(" ".join(words[begun:place]))
            begun = place
    return (*pieces, " ".join(words[begun:]))


def _borders(words: Sequence[str]) -> Iterator[tuple[int, Fraction]]:
    """The words before which a sentence of action may be parted, each with what that costs in seconds."""
    depth = quoted = 0
    for place, word in enumerate(words[:-1], start=1):
        quoted += len(_QUOTES.findall(word))
        depth += sum(word.count(mark) for mark in "([（") - sum(word.count(mark) for mark in ")]）")
        if quoted % 2 or depth > 0:
            continue
        joins = words[place].lower().strip(",") in _GOES_ON
        if _CLAUSE.search(word):
            yield place, Fraction(0) if joins or word[-1] in ";；—–:：" else Fraction(1)
        elif joins and words[place + 1 : place + 2] and words[place + 1].lower() not in _NOUNS:
            yield place, Fraction(1) if words[place + 1].lower() in _THEN else Fraction(3)


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
