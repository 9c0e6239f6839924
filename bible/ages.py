"""Ages as scripts give them, and the height that goes with one."""

from __future__ import annotations

import re

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "teens": 10,
}  # fmt: skip
_SPELT = rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))}"
_DECADE = re.compile(
    r"(?<![\w])(?P<part>early|mid|middle|late)?[\s-]*(?:to late )?"
    rf"(?:['’]?(?P<figure>[1-9]0)['’]?s|(?P<word>{'|'.join(_DECADES)}))(?![\w])"
)
_SAID = r"aged?|age of|about|around|barely|almost|nearly|maybe|just|turning|also|only|is|was|now"
_FIGURES = (
    re.compile(
        r"(?<![\w.])(?P<age>\d{1,3})\s*(?:[歳才岁歲]|(?:Jahre|Jahr|ans|años|anni|anos|лет|года?|років|роки|рік)\b)"
    ),
    re.compile(r"(?<![\w.])(?P<age>\d{1,3})[\s-]*(?:years?[\s-]*old|y/?o)\b"),
    re.compile(
        rf"(?:^|[,(;:—–-]\s*|\b(?:{_SAID}) )(?P<age>\d{{1,3}})"
        r"(?=\s*(?:$|[,);:—–-]|\.(?!\d)|or\b|ish\b|and\b|with\b|in\b|but\b))"
    ),
)
_WORDS = (
    re.compile(rf"\b(?P<age>{_SPELT})[\s-]years?[\s-]old\b"),
    re.compile(rf"\b(?:boy|girl|man|woman|child|kid) of (?:about )?(?P<age>{_SPELT})\b"),
    re.compile(rf"(?:^|[,(]\s*|\b(?:{_SAID}) )(?P<age>{_SPELT})(?=\s*(?:$|[,).;]))"),
)
_VAGUE: tuple[tuple[str, int], ...] = (
    (r"newborn|infant|baby", 1),
    (r"toddler", 3),
    (r"(?:pretty|beautiful|attractive|college|party|office|bar|art|flower|young) girl|teenage girl", 19),
    (r"schoolboy|schoolgirl|little (?:boy|girl)|small (?:boy|girl)|child|kid", 9),
    (r"teenage[rd]?|teen|adolescent", 16),
    (r"ancient|very old|frail", 82),
    (r"middle-aged|middle aged", 48),
    (r"elderly|old(?! friend| flame| acquaintance| hand| school)|grandmother|grandfather|grandma|grandpa|granny", 73),
    (r"aging|ageing|retired|veteran", 63),
    (r"young (?:boy|child|kid)", 8),
    (r"young|student|graduate|intern", 24),
    (r"boy|girl", 10),
)
# Medians of the CDC growth charts (2000) in cm, at ages 1 to 18.
_WOMEN = (74, 86, 95, 101, 108, 115, 122, 128, 133, 138, 144, 151, 157, 160, 162, 163, 163, 163)
_MEN = (76, 87, 96, 102, 109, 116, 122, 128, 134, 139, 144, 149, 156, 164, 170, 174, 175, 176)


def age_in(text: str) -> int | None:
    """The age in years that words give outright: `64`, `(30s)`, `mid-forties`, `a boy of nine`; None when silent."""
    low = text.lower().replace("’", "'")
    now = re.findall(r"\bnow (?:in (?:her|his) )?(\d{1,3})(?![\w'])", low)
    if now:
        return int(now[-1])
    for pattern in _FIGURES:
        found = next((int(match["age"]) for match in pattern.finditer(low) if 0 < int(match["age"]) <= 110), None)
        if found:
            return found
    decade = _DECADE.search(low)
    if decade:
        start = int(decade["figure"]) if decade["figure"] else _DECADES[decade["word"]]
        teens = start == 10
        return start + {"early": 3 if teens else 2, "late": 8}.get(decade["part"] or "", 6 if teens else 5)
    words = next((match for pattern in _WORDS if (match := pattern.search(low))), None)
    return _spelt(words["age"]) if words else None


def age_before(text: str) -> int | None:
    """The age in words before a name: `a forty-year-old man named`."""
    low = text.lower()
    figures = _FIGURES[0].search(low)
    words = _WORDS[0].search(low)
    return int(figures["age"]) if figures else _spelt(words["age"]) if words else None


def vague_age_in(text: str) -> int | None:
    """An age that fits what words call someone: `elderly`, `a boy`; None when they say nothing of it."""
    low = text.lower()
    return next((age for words, age in _VAGUE if re.search(rf"\b(?:{words})\b", low)), None)


def _spelt(words: str) -> int:
    return sum(_TENS[word] if word in _TENS else _UNITS.index(word) + 1 for word in re.split(r"[\s-]", words))


def usual_height(age: int, sex: str) -> int:
    """Median height in cm at an age; a little less in old age."""
    table = _WOMEN if sex == "woman" else _MEN
    return table[min(max(age, 1), len(table)) - 1] - (max(0, age - 60) // 8)
