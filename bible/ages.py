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
_SPELT = "|".join([*_UNITS[::-1], *_TENS])
_PART = r"(?P<part>early|mid|middle|late)?[\s-]*(?:to late )?"
_DECADE = re.compile(
    rf"\b(?:in (?:her|his|their) )?{_PART}(?:'?(?P<figure>[1-9]0)'?s|(?P<word>{'|'.join(_DECADES)}))\b"
)
_FIGURE = re.compile(
    r"(?:^|[,(;:—–-]\s*|\b(?:aged?|age of|about|around|barely|almost|nearly|maybe|just|turning) )(?P<age>\d{1,3})(?=\s*(?:$|[,);.:—–-]|years?\b|or\b|ish\b|and\b|with\b|in\b))"
    r"|\b(?P<old>\d{1,3})[\s-]*(?:years?[\s-]*old|y/?o)\b"
)
_WORDS = re.compile(
    rf"(?:^|[,(]\s*|\baged? )(?P<words>(?:{_SPELT})(?:[\s-](?:{_SPELT}))?)(?=\s*(?:$|[,).]|years?\b|[\s-]years?[\s-]old))"
)
_VAGUE: tuple[tuple[str, int], ...] = (
    (r"newborn|infant|baby", 1),
    (r"toddler", 3),
    (r"schoolboy|schoolgirl|little (?:boy|girl)|small (?:boy|girl)|child|kid", 9),
    (r"teenage[rd]?|teen|adolescent", 16),
    (r"ancient|very old|frail", 82),
    (r"elderly|old (?:man|woman|lady|fisherman|sailor)|grandmother|grandfather|grandma|grandpa|aged", 73),
    (r"aging|ageing|retired|weathered", 63),
    (r"middle-aged|middle aged", 48),
    (r"young (?:man|woman|lady|couple|fellow)|student|graduate", 24),
    (r"boy|girl", 10),
)
# Medians of the CDC growth charts (2000) in cm, for women and men, at ages 1 to 18.
_WOMEN = (74, 86, 95, 101, 108, 115, 122, 128, 133, 138, 144, 151, 157, 160, 162, 163, 163, 163)
_MEN = (76, 87, 96, 102, 109, 116, 122, 128, 134, 139, 144, 149, 156, 164, 170, 174, 175, 176)


def age_in(text: str) -> int | None:
    """The age in years that words give: `64`, `(30s)`, `mid-forties`, `a boy of nine`, `elderly`; None when silent."""
    low = text.lower().replace("’", "'")
    for match in _FIGURE.finditer(low):
        age = int(match["age"] or match["old"])
        if 0 < age <= 110:
            return age
    decade = _DECADE.search(low)
    if decade:
        start = int(decade["figure"]) if decade["figure"] else _DECADES[decade["word"]]
        inside = {"early": 2, "late": 8}.get(decade["part"] or "", 5)
        return start + (inside if start > 10 else {"early": 3, "late": 8}.get(decade["part"] or "", 6))
    words = _WORDS.search(low) or re.search(
        rf"\b(?:boy|girl|man|woman) of (?P<words>(?:{_SPELT})(?:[\s-](?:{_SPELT}))?)\b", low
    )
    if words:
        return _spelt(words["words"])
    return next((age for pattern, age in _VAGUE if re.search(rf"\b(?:{pattern})\b", low)), None)


def _spelt(words: str) -> int:
    return sum(_TENS[word] if word in _TENS else _UNITS.index(word) + 1 for word in re.split(r"[\s-]", words))


def usual_height(age: int, sex: str) -> int:
    """Median height in cm at an age; a little less in old age."""
    table = _WOMEN if sex == "woman" else _MEN
    return table[min(max(age, 1), len(table)) - 1] - (max(0, age - 60) // 8)
