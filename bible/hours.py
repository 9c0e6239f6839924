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


# In each row: English; then German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Turkish, Greek,
# Ukrainian, Russian.
_HOURS: tuple[tuple[Hour, str, str], ...] = (
    (
        Hour.DAWN,
        r"pre-?dawn|dawn|sunrise|day ?break|first light|early morning",
        r"morgend(?:ä|ae)mmerung|sonnenaufgang|aube|aurore|lever du (?:jour|soleil)|amanecer|alba|amanhecer|dageraad|"
        r"gryning|daggry|świt|şafak|αυγή|світанок|рассвет",
    ),
    (
        Hour.SUNSET,
        r"sunset|sundown|golden hour|magic hour",
        r"sonnenuntergang|coucher (?:du|de) soleil|atardecer|tramonto|p(?:ô|o)r do sol|zonsondergang|solnedgang|"
        r"zachód słońca|gün batımı|захід сонця|закат",
    ),
    (
        Hour.DUSK,
        r"dusk|twilight|blue hour|evening|nightfall",
        r"abendd(?:ä|ae)mmerung|d(?:ä|ae)mmerung|abends?|cr(?:é|e)puscule|soir(?:ée)?|anochecer|crep(?:ú|u)sculo|"
        r"crepuscolo|sera|anoitecer|schemering|avond|kväll|skymning|aften|kveld|wieczór|zmierzch|akşam|alacakaranlık|"
        r"βράδυ|вечір|сутінки|вечер|сумерки",
    ),
    (
        Hour.NIGHT,
        r"nights?|midnight|night-?time|tonight|small hours",
        r"nachts?|mitternacht|nuit|minuit|noche|medianoche|notte|mezzanotte|noite|madrugada|natt|nat|noc|gece|νύχτα|"
        r"ніч|опівніч|ночь|полночь",
    ),
    (
        Hour.DAY,
        r"days?|morning|noon|midday|afternoon|day-?time|mid-?morning|late morning",
        r"tags?|morgens?|mittags?|nachmittags?|vormittags?|jour|matin|midi|apr(?:è|e)s-midi|journ(?:é|e)e|d(?:í|i)a|"
        r"ma(?:ñ|n)ana|tarde|mediod(?:í|i)a|giorno|mattina|mattino|pomeriggio|mezzogiorno|manh(?:ã|a)|dag|ochtend|"
        r"middag|morgon|formiddag|eftermiddag|dzień|ranek|rano|południe|gün|gündüz|sabah|öğlen|μέρα|ημέρα|πρωί|день|"
        r"ранок|полудень|утро|днём|днем",
    ),
)
_SIGNS: tuple[tuple[Hour, str], ...] = (
    (Hour.DAWN, "黎明 日出 凌晨 拂晓 破晓 清晨 夜明け 早朝 明け方 晨 새벽"),
    (Hour.SUNSET, "日落 夕阳 日没 夕日 일몰"),
    (Hour.DUSK, "黄昏 傍晚 夕方 夕暮れ 夕 昏 저녁 황혼"),
    (Hour.NIGHT, "夜晚 深夜 午夜 半夜 夜里 晚上 夜间 晚 夜 夜景 夜间景 밤 심야 ليل ليلا לילה रात"),
    (
        Hour.DAY,
        "白天 早晨 早上 上午 中午 下午 正午 日 日景 日间 早 昼 朝 午前 午後 낮 아침 오전 오후 "
        "نهار صباح יום בוקר दिन सुबह",
    ),
)
_CONTINUOUS = (
    r"continuous|continuing|cont(?:inue)?d|same(?: time)?|moments? (?:later|earlier)|seconds later|simultaneous|"
    r"fortlaufend|weiter|continu|continuo|contínuo|continua|doorlopend|продовження|непрерывно|연속"
)
_LATER = (
    r"(?:\w+ )?(?:later|earlier|sp(?:ä|ae)ter|plus tard|m(?:á|a)s tarde|pi(?:ù|u) tardi|mais tarde|пізніше|позже)|"
    r"present|past|future"
)
_LATER_ON = re.compile(r"\b(?:m(?:á|a)s|mais) tarde\b")
"""Later, in words that alone mean the afternoon."""
_HOUR_WORDS = [(re.compile(rf"\b(?:{english}|{others})\b"), hour) for hour, english, others in _HOURS]
_HOUR_SIGNS = {sign: hour for hour, signs in _SIGNS for sign in signs.split()}
_ENGLISH = re.compile(rf"\b(?:{'|'.join(english for _, english, _ in _HOURS)})\b")
_ANY = re.compile(rf"\b(?:{'|'.join(f'{english}|{others}' for _, english, others in _HOURS)}|{_CONTINUOUS}|{_LATER})\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|o'?clock|h)?")
_FILLER = re.compile(
    r"\b(?:the|that|this|same|next|following|previous|late|early|mid|very|first|last|another|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|twenty|hundred|a|an|few|several|some|minutes?|hours?|days?|weeks?|months?|years?|moments?|seconds?|after|before|then|and|to|"
    r"time|again|still|in|of|christmas|summer|winter|spring|autumn|flashback|dream|establishing|stock|sequence|"
    r"montage|back|monday|tuesday|wednesday|thursday|friday|saturday|sunday|story|scene|intercut|night|day)\b|\d+"
)


def is_time(segment: str) -> bool:
    """Whether a piece of a heading says when: `DAY`, `LATER THAT NIGHT`, `6:30 AM`, `DAWN (1944)`, `DAY/DRIVING`."""
    plain = _folded(re.split(r"[/(\[]", segment.replace("（", "(").strip(" ()[]"), maxsplit=1)[0])
    if re.fullmatch(r"(1[5-9]|20)\d\d", plain) or _clock(plain) is not None or plain in _HOUR_SIGNS:
        return True
    if not _ANY.search(plain):
        return False
    return not re.sub(r"[\W_]+", "", _FILLER.sub(" ", _ANY.sub(" ", plain)))


def hour_of(time: str) -> Hour | Carry | None:
    """The light a time means, or how it follows the scene before; None when it says nothing of either."""
    plain = _folded(time)
    said = _LATER_ON.sub(" ", plain)
    found = [(match.start(), hour) for words, hour in _HOUR_WORDS if (match := words.search(said))]
    found += [(plain.index(sign), hour) for sign, hour in _HOUR_SIGNS.items() if sign in plain.split()]
    # In `THE NEXT DAY - NIGHT` and `DAY 2, DUSK` the day says least.
    named = [each for each in found if each[1] != Hour.DAY] or found
    if named:
        return min(named)[1]
    if re.search(rf"\b(?:{_CONTINUOUS})\b", plain):
        return Carry.CONTINUOUS
    if re.search(rf"\b(?:{_LATER})\b", plain):
        return Carry.LATER
    return _clock(plain)


def hour_abroad(time: str) -> str:
    """The time as the heading writes it, in small letters, where it names an hour in another language than English."""
    plain = _folded(time)
    if not isinstance(hour_of(time), Hour) or _ENGLISH.search(plain) or _clock(plain) is not None:
        return ""
    return " ".join(time.split()).lower()


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
