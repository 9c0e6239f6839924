"""How long words take when nobody has spoken or played them yet."""

from __future__ import annotations

import functools
import re
from fractions import Fraction

from bible.model import Frozen

_WORDS_A_SECOND = Fraction(5, 2)
"""150 words a minute, spoken."""
_SIGNS_A_SECOND = Fraction(9, 2)
"""Chinese, Japanese and Korean: signs or syllables, spoken."""
_LETTERS_A_SECOND = 14
_LONGEST_WORD = 20
"""Letters; a longer one is a whole sentence, in a script that puts no spaces between words."""
_PAUSE = Fraction(2, 5)
"""Seconds of silence after a sentence."""
_UNITS = 630
"""Parts of a second of which every length of a word and the pause are whole multiples: 2/5, 2/9 and 1/14 s."""
_PAUSE_UNITS = int(_PAUSE * _UNITS)
_PLAYED_A_SECOND = Fraction(33, 10)
"""Words of action played in a second."""
_PLAYED_EXTRA = Fraction(1, 2)
_WORD, _GLANCED = 36, 9
"""What a word of action counts, and one that says how somebody looks: that is seen at a glance."""
_PLAYED_SIGN = 20
"""What a Chinese, Japanese or Korean sign of action counts: it stands to a word as in speech, 5/2 to 9/2."""
_INTRODUCTION = re.compile(r"\b((?!\d)\w[\w.' -]{0,80}), ?\(?\d{1,3}s?\b[^.!?]*,(?= )")
_PLAYED_LEAST = Fraction(2)
_SIGN = re.compile(
    r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ENDINGS = ".!?…。！？؟۔।॥።"
_CLOSERS = "\"'”’»›)]}）」』】*_"
_TITLES = {"mr.", "mrs.", "ms.", "dr.", "st.", "prof.", "sgt.", "lt.", "capt.", "col.", "gen.", "rev."}


class SpokenTime(Frozen):
    """When one word of a line would be heard, in seconds from the line's start."""

    start: Fraction
    end: Fraction


def ends_sentence(word: str) -> bool:
    """Whether a sentence ends with this word: `aboard.`, `late?"`, but not `Mr.` or `J.`"""
    bare = word.rstrip(_CLOSERS)
    if not bare or bare[-1] not in _ENDINGS:
        return False
    return bare.lower() not in _TITLES and not re.fullmatch(r"[A-Z]\.", bare)


def is_interrupted(words: tuple[str, ...]) -> bool:
    """Whether the line breaks off, so that the next speaker comes in at once: `But if you --`."""
    return bool(words) and words[-1].rstrip(_CLOSERS).endswith(("--", "—", "–"))


def spoken_times(words: tuple[str, ...]) -> tuple[SpokenTime, ...]:
    """When each word would be heard: 150 words a minute, 4.5 Chinese signs a second, 0.4 s after a sentence."""
    return tuple(
        SpokenTime(start=Fraction(start, _UNITS), end=Fraction(end, _UNITS)) for start, end in _spoken_units(words)
    )


def spoken_samples(words: tuple[str, ...], sample_rate: int) -> tuple[tuple[int, int], ...]:
    """The same as the first sample of each word and the one after its last, rounded."""
    return tuple(
        (_rounded(start * sample_rate, _UNITS), _rounded(end * sample_rate, _UNITS))
        for start, end in _spoken_units(words)
    )


def spoken_seconds(words: tuple[str, ...]) -> Fraction:
    """How long a line would last, the pause after its last sentence included."""
    if not words:
        return Fraction(0)
    return Fraction(_spoken_units(words)[-1][1] + _PAUSE_UNITS * ends_sentence(words[-1]), _UNITS)


def _spoken_units(words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Start and end of each word in whole units: exact as fractions are, and a feature has tens of thousands."""
    times = []
    at = 0
    for word in words:
        spoken, paused = _word_units(word)
        times.append((at, at + spoken))
        at += spoken + paused
    return times


def _rounded(count: int, of: int) -> int:
    """`round(Fraction(count, of))`: halves go to the even neighbour."""
    whole, rest = divmod(count, of)
    return whole + (2 * rest > of or (2 * rest == of and whole % 2 == 1))


@functools.lru_cache(maxsize=16_384)
def played_seconds(action: str) -> Fraction:
    """How long a piece of action plays: 0.5 s and a second for 3.3 words, at least 2 s; nothing for no words."""
    words = _INTRODUCTION.sub(r"\1 ", action).split()
    glanced = len(action.split()) - len(words)
    if not words:
        return Fraction(0)
    count = glanced * _GLANCED + sum(max(_WORD, _PLAYED_SIGN * _signs(word)) for word in words)
    return max(_PLAYED_LEAST, Fraction(count, _WORD) / _PLAYED_A_SECOND + _PLAYED_EXTRA)


@functools.lru_cache(maxsize=32_768)
def _word_units(word: str) -> tuple[int, int]:
    """How long a word is spoken and how long the pause after it is, in units."""
    signs = _signs(word)
    inner = sum(each in _ENDINGS for each in word[:-1]) if signs else 0
    letters = sum(each.isalnum() for each in word) - signs
    seconds = signs / _SIGNS_A_SECOND + inner * _PAUSE
    if letters > 0 or not signs:
        seconds += Fraction(letters, _LETTERS_A_SECOND) if letters > _LONGEST_WORD else 1 / _WORDS_A_SECOND
    units = seconds * _UNITS
    assert units.denominator == 1, "a unit that does not divide every length"
    return units.numerator, _PAUSE_UNITS * ends_sentence(word)


def _signs(word: str) -> int:
    return len(_SIGN.findall(word))
