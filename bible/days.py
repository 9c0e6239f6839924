"""Story days: which day of the story each scene is on, as headings tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bible.entries import Hour
from bible.hours import Carry, hour_of
from bible.memory import DREAMED, IN_SIGNS, REMEMBERED, tenses
from bible.script import Scene, Script, Setting

UNDATED = 0
"""The day of what is remembered or dreamed: none of the story's own."""
LAST_DAY = 9_999_999
"""No story goes on longer than 27 thousand years."""
_FIGURES = len(str(LAST_DAY))

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "ein": 1, "eine": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "un": 1, "une": 1, "una": 1, "uno": 1,
    "deux": 2, "trois": 3, "quatre": 4, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "due": 2, "tre": 3, "cinque": 5,
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "два": 2, "две": 2, "дві": 2, "три": 3, "一": 1, "二": 2,
    "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "数": 3, "几": 3,
    "a": 1, "an": 1, "next": 1, "couple": 2, "few": 3, "some": 3, "several": 5, "many": 5,
}  # fmt: skip
_SPANS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "season": 91, "year": 365, "decade": 3650}
_OTHER_SPANS = (
    (1, "tage?|jours?|días?|giorn[oi]|dias?|дн(?:я|ей|і|ів)|день"),
    (7, "wochen?|semaines?|semanas?|settiman[ae]|недел[яиь]|тижн\\w+|тиждень"),
    (30, "monate?|mois|mes(?:es)?|mes[ei]|mês|месяц\\w*|місяц\\w*"),
    (365, "jahre?|ans?|années?|años?|ann[oi]|anos?|года?|лет|рок\\w*|рік"),
)
_AFTER = "später|plus tard|después|más tarde|dopo|più tardi|depois|mais tarde|спустя|потом|потім"
_ELSEWHERE = tuple(
    (days, re.compile(rf"(?P<count>\d+|\w+) (?:{words}) (?:{_AFTER})\b")) for days, words in _OTHER_SPANS
)
_IN_SIGNS = re.compile(
    r"(?P<count>\d+|[一二三四五两兩数几])(?:[ヶケか个個])?(?P<span>[日天]|週間|周|星期|月|年)(?:后|後|之后|之後)"
)
_SIGN_SPANS = {"日": 1, "天": 1, "週間": 7, "周": 7, "星期": 7, "月": 30, "年": 365}
_LATER = re.compile(
    r"\b(?P<count>\d+|[a-z]+)? ?(?:of )?(?P<span>day|night|week|fortnight|month|season|year|decade)s? "
    r"(?:later|after|on)\b"
)
_NEXT = re.compile(
    r"\b(?:(?:the )?(?:next|following) (?:day|morning|afternoon|evening|night|dawn)|"
    r"(?:the )?(?:day|morning|night) after|another (?:day|night)|tomorrow|"
    r"(?:am )?nächste[rn] (?:tag|morgen|abend)|(?:le )?lendemain|(?:al )?(?:día|mañana) siguiente|"
    r"(?:il )?giorno (?:dopo|seguente)|(?:no )?dia seguinte|наступного (?:дня|ранку)|на следующ\w+|"
    r"следующ\w+ (?:день|утро))\b|翌[日朝]|次の[日朝]|第二天|次日"
)
_NUMBERED = re.compile(
    r"\b(?:story )?(?:day|tag|jour|día|giorno|dia|день) "
    r"(?P<day>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_PAST = re.compile(
    rf"\b(?:{REMEMBERED}|{DREAMED}|flash ?forward|(?:years?|months?|decades?) (?:ago|earlier|before)|(?:in the|the) "
    rf"past)\b|\(past\)|{IN_SIGNS}"
)
_PRESENT = re.compile(r"\b(?:present(?: day)?|back to (?:scene|present)|resume|end (?:of )?(?:flashback|dream))\b")
_SAME = re.compile(r"\b(?:same (?:day|night|morning|evening|time)|later that|that (?:day|night|evening|afternoon))\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_ORDER = {hour: at for at, hour in enumerate((Hour.DAWN, Hour.DAY, Hour.SUNSET, Hour.DUSK, Hour.NIGHT))}
_PARTS = (
    (r"early morning|morning|breakfast|morgens?|vormittags?|matin|mañana|mattin[ao]|manhã|утро|ранок", 0),
    (r"noon|midday|lunch|mittags?|midi|mediodía|mezzogiorno|meio-dia|полдень|полудень", 1),
    (r"afternoon|tea ?time|nachmittags?|après-midi|tarde|pomeriggio", 2),
)


def story_days(script: Script, said: Mapping[str, int] | None = None) -> tuple[int, ...]:
    """The day each scene is on, from 1; flashbacks and dreams are on day 0, which is none of the story's.

    `NEXT DAY`, `TWO WEEKS LATER` and `DAY 3` say it; otherwise a day ends where night is followed by day.
    `CONTINUOUS`, `LATER` and headings that only name a detail stay on the day they are on. `said` holds days that a
    person gave scenes, by id: counting goes on from there.
    """
    given, tense_of = said or {}, tenses(script)
    days: list[int] = []
    day = 1
    last: tuple[int, int | None] | None = None
    year = 0
    for scene in script.scenes:
        words = _words(scene)
        years = _YEAR.findall(words)
        away = tense_of[scene.id] != "present" or _is_past(scene, words, days[-1] if days else 1)
        away = away or bool(year and years and int(years[0]) < year)
        if given.get(scene.id, UNDATED if away else None) == UNDATED:
            days.append(UNDATED)
            continue
        gone = int(years[0]) - year if years and year else 0
        year = int(years[0]) if years else year
        now = _part_of_day(scene)
        if scene.id in given:
            day = given[scene.id]
        elif gone:
            day += gone * _SPANS["year"]
        elif days:
            day = _counted(words, day, last, now)
        elif numbered := _NUMBERED.search(words):
            day = _number(numbered["day"])
        day = min(day, LAST_DAY)
        last = now or last
        days.append(day)
    return tuple(days)


def is_story_day(text: str) -> bool:
    """Whether a text is the number of a day, as a person writes it: 0 for what is remembered, 1 for the first."""
    return re.fullmatch(rf"[0-9]{{1,{_FIGURES}}}", text) is not None


def _words(scene: Scene) -> str:
    return " ".join(scene.heading.text.casefold().replace("’", "'").split())


def _is_past(scene: Scene, said: str, before: int) -> bool:
    """Whether a scene is remembered or dreamed: its heading says so, or it goes on from one that is."""
    if _PRESENT.search(said):
        return False
    if _PAST.search(said):
        return True
    goes_on = isinstance(hour_of(scene.heading.time), Carry) or (
        scene.heading.setting == Setting.UNSAID and hour_of(scene.heading.time) is None
    )
    return before == UNDATED and goes_on


def _counted(said: str, day: int, last: tuple[int, int | None] | None, now: tuple[int, int | None] | None) -> int:
    numbered = _NUMBERED.search(said)
    if numbered:
        return max(1, _number(numbered["day"]))
    later = _LATER.search(said)
    if later:
        return day + _number(later["count"] or "a") * _SPANS[later["span"]]
    gone = _gone_elsewhere(said)
    if gone:
        return day + gone
    if _NEXT.search(said):
        return day + 1
    if _SAME.search(said) or last is None or now is None:
        return day
    earlier = now[0] < last[0] or (
        now[0] == last[0] and None not in (now[1], last[1]) and (now[1] or 0) < (last[1] or 0)
    )
    return day + 1 if earlier else day


def _gone_elsewhere(said: str) -> int:
    """Days gone by, as other languages than English say it; 0 where they say nothing of it."""
    signs = _IN_SIGNS.search(said)
    if signs:
        return _number(signs["count"]) * _SIGN_SPANS[signs["span"]]
    found = ((days, match) for days, words in _ELSEWHERE if (match := words.search(said)))
    return next((_number(match["count"]) * days for days, match in found), 0)


def _part_of_day(scene: Scene) -> tuple[int, int | None] | None:
    """How far into the day a heading is: the light, and within daylight morning, noon or afternoon where it says."""
    hour = hour_of(scene.heading.time)
    if not isinstance(hour, Hour):
        return None
    time = scene.heading.time.casefold()
    return _ORDER[hour], next((at for words, at in _PARTS if re.search(rf"\b(?:{words})\b", time)), None)


def _number(word: str) -> int:
    return int(word[:_FIGURES]) if word.isdecimal() else _NUMBERS.get(word, 1)
