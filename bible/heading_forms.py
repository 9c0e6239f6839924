"""Forms of headings that say in their own way where and when: fields, Japanese `○` rows, Chinese signs, time codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bible.hours import is_time
from bible.script import Setting

_PLACE = (
    r"location|place|setting|where|ort|schauplatz|lieu|décor|decor|lugar|localización|luogo|ambiente|local|место|місце|"
    r"地点|地點|场景|場景|场所|場所|景"
)
_TIME = (
    r"time(?: of day)?|when|zeit|tageszeit|temps|heure|moment|tiempo|hora|momento|tempo|ora|время|час|时间|時間|日时|"
    r"日時|时|時"
)
_PEOPLE = (
    r"characters?|cast|people|present|personen|figuren|personnages?|personajes?|personaggi|personagens|персонажи|"
    r"登场人物|登場人物|人物|人"
)
_FIELD = re.compile(
    rf"(?:^|(?<=[\s,;，；、/|·]))(?:(?P<place>{_PLACE})|(?P<time>{_TIME})|(?P<people>{_PEOPLE}))\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_PILLAR = re.compile(r"[○〇◯●◎]\s*(?P<place>\S.*?)\s*(?:\((?P<time>[^()]{1,12})\))?")
_WHERE_SIGN = re.compile(r"(?P<place>.+?)(?:[・·\s]\s*)(?:(?P<int>店?内|室内|中)|(?P<ext>外|屋外|室外))")
_TIME_CODE = re.compile(
    r"(?P<at>\(?\[?\d{1,2}:\d{2}(?::\d{2})?)\s*(?:[-–—]|to|bis|à|a)\s*\d{1,2}:\d{2}(?::\d{2})?\]?\)?", re.I
)
_INSIDE, _OUTSIDE = ("内", "內", "内景", "內景", "室内", "屋内"), ("外", "外景", "室外", "屋外")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PARTS = re.compile(r"[\s,，、/·.:。]+")
_TOGETHER = re.compile(
    r"(?:(?P<time>[日夜晨昏晚昼]|白天|夜晚|清晨|傍晚|深夜)(?P<where>[内內外])景?|(?P<before>[内內外])景?(?P<after>[日夜晨昏晚昼]))"
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Form:
    """What such a heading says."""

    setting: Setting
    place: str
    time: str


def form_of(narrow: str) -> Form | None:
    """What a heading in one of these forms says, its punctuation already narrow; None for any other."""
    if len(narrow) > _LONGEST:
        return None
    if _TIME_CODE.fullmatch(narrow):
        return Form(Setting.UNSAID, "", "")
    return _pillar(narrow) or _fields(narrow) or (_signs(narrow) if _SIGN.search(narrow) else None)


def field_of(narrow: str) -> str:
    """Which field a row begins with: `place`, `time` or `people`; empty for any other row."""
    match = _FIELD.match(narrow) if len(narrow) <= _LONGEST else None
    return (match.lastgroup or "") if match else ""


def is_time_code(text: str) -> bool:
    """Whether a row only says from when to when in the film: `00:10 - 00:25`."""
    return len(text) <= _LONGEST and _TIME_CODE.fullmatch(text) is not None


def is_pillar(text: str) -> bool:
    """Whether a row is a Japanese heading: `○駅前（夜）`."""
    return len(text) <= _LONGEST and text[:1] in "○〇◯●◎" and _PILLAR.fullmatch(text) is not None


def _pillar(narrow: str) -> Form | None:
    match = _PILLAR.fullmatch(narrow)
    if match is None:
        return None
    time = (match["time"] or "").strip()
    if time and not is_time(time):
        return Form(*_where(f"{match['place']}({time})"), "")
    return Form(*_where(match["place"]), time)


def _where(place: str) -> tuple[Setting, str]:
    """`喫茶店・内` is the inside of 喫茶店."""
    match = _WHERE_SIGN.fullmatch(place)
    if match is None:
        return Setting.UNSAID, place
    return Setting.INT if match["int"] else Setting.EXT, match["place"]


def _fields(narrow: str) -> Form | None:
    """`Location: Beach, Time: Sunset`; what stands before the first field may only count the scene."""
    found = list(_FIELD.finditer(narrow))
    if not any(match.lastgroup == "place" for match in found):
        return None
    said: dict[str, str] = {}
    for match, following in zip(found, [*found[1:], None], strict=True):
        value = narrow[match.end() : following.start() if following else len(narrow)].strip(" ,;，；、/|·.。")
        said.setdefault(match.lastgroup or "", value)
    setting, place = _where(said["place"])
    if not setting and place.endswith(("内", "內", "里", "裡")) and len(place) > 1:
        setting = Setting.INT
    return Form(setting, place, said.get("time", "")) if place else None


def _signs(narrow: str) -> Form | None:
    """`夜 外 街道`, `卫生间 内 日`: signs for inside or outside and for the light, and the place among them."""
    parts = [part for part in _PARTS.split(narrow) if part]
    setting, time, before, after = Setting.UNSAID, "", list[str](), list[str]()
    for part in parts:
        both = _TOGETHER.fullmatch(part)
        if part in _INSIDE or part in _OUTSIDE:
            setting = Setting.INT if part in _INSIDE else Setting.EXT
        elif both:
            setting = Setting.EXT if "外" in (both["where"], both["before"]) else Setting.INT
            time = both["time"] or both["after"]
        elif is_time(part) and not time:
            time = part
        else:
            (after if setting or time else before).append(part)
    place = " ".join(before or after[:1])
    return Form(setting, place, time) if (setting or time) and place else None
