"""Scene headings: what makes a row one, and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bible.heading_forms import form_of
from bible.hours import hour_abroad, is_time
from bible.script import Heading, Rows, Setting

_WIDE = str.maketrans({"：": ":", "。": ".", "（": "(", "）": ")", "．": ".", "＃": "#", "／": "/", "　": " "})
_BOTH = r"INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\.?/\s?E|E/I"
_PREFIX = re.compile(rf"(?:(?P<both>{_BOTH})|(?P<int>INT)|(?P<ext>EXT|EST))(?:\.|\s|/|$)", re.IGNORECASE)
# Written out, and in German, French, Italian, Russian and Ukrainian, in capitals; Chinese and Japanese as they stand.
_FOREIGN = re.compile(
    r"(?:(?P<both>INTERIOR\s?/\s?EXTERIOR|INTÉRIEUR\s?/\s?EXTÉRIEUR|INNEN\s?/\s?AU(?:SS|ẞ|ß)EN|ИНТ\.?\s?/\s?(?:НАТ|ЭКСТ)|ІНТ\.?\s?/\s?(?:НАТ|ЕКСТ)|内外景|内/外)|"
    r"(?P<int>INTERIOR|INTÉRIEUR|INTERNO|INNEN|(?:[Ii]nterior|Intérieur|Interno|Innen)(?=\s*[.:/–—-])|ИНТ|ІНТ|内景|内|屋内|실내)|(?P<ext>EXTERIOR|EXTÉRIEUR|ESTERNO|AU(?:SS|ẞ|ß)EN|"
    r"(?:[Ee]xterior|Extérieur|Esterno|Außen|Aussen)(?=\s*[.:/–—-])|НАТ|ЭКСТ|ЕКСТ|外景|外|屋外|실외|야외))(?:[.:·/\-–—]|\s)"
)
_GERMAN = re.compile(r"(?:(?P<int>I)|(?P<ext>A))\.?/(?P<hour>[TNMAD])\.?(?:\s+[-–—]\s+|\s+)(?=[A-ZÄÖÜ]{2})")
"""`I/T BÜRO`: inside by day."""
_GERMAN_HOURS = {"T": "TAG", "N": "NACHT", "M": "MORGEN", "A": "ABEND", "D": "DÄMMERUNG"}
_ENDING = re.compile(
    r"(?P<place>.*[^\W_].*?)[\s.,:–—·-]+(?:(?P<both>INT\.?/EXT)|(?P<int>INT|INT[ÉE]RIEUR|INTERIOR|INTERNO|INNEN|内景)|"
    r"(?P<ext>EXT|EXT[ÉE]RIEUR|EXTERIOR|ESTERNO|AU(?:SS|ẞ)EN|外景))[\s./,–—·-]+(?P<time>\S.*)"
)
"""The place first: `CHURCH - INT/DAY`, `SALON - INTÉRIEUR JOUR`, `便利店 内景 夜`."""
_ENDS_SMALL = re.compile(r"^\S.{0,60}?[-–—/] ?(?:Ext|Int)[a-zé]*\.?[\s./,–—-]+\w{1,20}\.?$")
"""The same in small letters: `Jardin - Extérieur / Soir`."""
_NUMBER = re.compile(r"[\w.\-]*[^\W_][\w.\-]*")
_SCENE = re.compile(
    r"(?:(?:(?:ACT|AKT|ACTE|ACTO|ATTO|ATO|ДЕЙСТВИЕ)\s+\w{1,6}\s*[.,:;·—–-]*\s*)?"
    r"(?:SCENE|SC\.|SC(?=\s*\d)|SEQ(?:UENCE|\.)|SZENE|SZ\.|BILD|SCÈNE|SÉQUENCE|SÉQ\.|ESCENA|ESC\.|SECUENCIA|SEC\.|SCENA|CENA|SCEN|"
    r"SAHNE|СЦЕНА|场景|シーン|씬|S#)"
    r"\s*:?\s*(?:#|№|NR\.|NO\.)?\s*(?P<number>(?!INN|INT|EXT|AU[Sß])\w{1,6})(?:\s*\([^()]{1,20}\))?"
    r"(?:\s*[.:,·/—–-]|(?=\s+(?:INT|EXT|INN|AU[Sß]|EST|I/E|ИНТ|НАТ)))|"
    r"第\w{1,4}集\s*(?:第\w{1,4}[场場幕])?\s*[:·，,、]?|第\w{1,4}[场場幕]\s*[:·，,、]?|"
    r"(?P<counted>\d{1,3}(?:-\d{1,3})?[A-Za-z]?)(?:[.)]\s+|\s+[-–—]\s+)|"
    r"(?:BILD|SZENE)(?:\s+(?=INNEN|AU)|\s*[/.:–—-])|CUT TO (?=THE |AN? )|"
    r"FLASH ?BACK\s*[.:—–-]|SETTING:|PLACE:|LOCATION:)\s*(?=\S)",
    re.IGNORECASE,
)
"""What a heading may begin with that says nothing of where."""
_FIRST_HOUR = re.compile(r"(?:(?:JOUR|NUIT|TAG|NACHT|NOCHE|NOTTE|NOITE|GIORNO) |\w+ [-–—] )", re.IGNORECASE)
"""The hour before the place, as the French write it: `INT. JOUR - CUISINE`."""
_FIRST_TIME = re.compile(r"(?P<time>[^,.]{3,30}),\s+(?=\S)")
"""`Later that night, at the hospital`."""
_BRACKET = re.compile(r"(?P<place>[^()（）]+)[(（](?P<time>[^()（）]{1,20})[)）]")
_LONGEST = 300
"""No heading is longer, and no more of one is taken apart."""
_SURE = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E)\.")


@dataclass(frozen=True, slots=True)
class NumberedHeading:
    """A heading with the writer's number, empty when there is none."""

    heading: Heading
    number: str


def western(text: str) -> str:
    """The text with full-width punctuation as its narrow twin, character by character."""
    return text.translate(_WIDE)


def _prefix(text: str) -> re.Match[str] | None:
    """What says inside or outside: at the start, behind `SCENE 4 -`, or before the time at the end."""
    narrow = western(text[:_LONGEST])
    for at in _starts(narrow):
        for pattern in (_PREFIX, _FOREIGN, _GERMAN):
            match = pattern.match(narrow, at)
            # With a stroke after it only what says when may follow: `INT/NIGHT`, and no `EXT/PASSWORDS`.
            if match and (match[0][-1] != "/" or is_time(re.split(r"[\s,.–—-]", narrow[match.end() :], maxsplit=1)[0])):
                return match
    return _ending(narrow)


def _starts(narrow: str) -> Iterator[int]:
    """Where a heading may begin: at once, behind what says nothing of where, or behind two of that."""
    at = 0
    yield at
    for _ in range(2):
        said = _SCENE.match(narrow, at)
        if said is None:
            return
        at = said.end()
        yield at


def _ending(narrow: str) -> re.Match[str] | None:
    capitals = narrow.upper() if _ENDS_SMALL.search(narrow) and len(narrow) == len(narrow.upper()) else narrow
    match = _ENDING.fullmatch(capitals) if capitals == narrow.upper() else None
    return match if match and is_time(match["time"]) else None


def is_heading(text: str) -> bool:
    """Whether a row starts as a scene heading does: `INT. HOUSE`, `ext forest`, `I/E. CAR`, `内景。厨房`."""
    if len(text) > _LONGEST:
        return False
    text = split_number(text)[0]
    match = _prefix(text)
    return match is not None and ("time" in match.groupdict() or bool(text[match.end() :].strip(" .。-")))


def is_plainly_heading(text: str) -> bool:
    """Whether a row is a heading even where no blank row stands before it: capitals, a dot and a time of day."""
    return len(text) <= _LONGEST and bool(_SURE.match(text)) and text == text.upper() and bool(split_place(text)[1])


def split_number(text: str) -> tuple[str, str]:
    """The heading without its scene number, and the number: `INT. HOUSE #12A#` gives `12A`."""
    text = text.strip()
    if text.endswith(("#", "＃")):
        start = max(text.rfind("#", 0, -1), text.rfind("＃", 0, -1))
        number = text[start + 1 : -1].strip()
        if start > 0 and _NUMBER.fullmatch(number):
            return text[:start].strip(), number
    return text, ""


def read_heading(text: str, rows: Rows, number: str = "") -> NumberedHeading:
    """Take a heading apart. `text` comes without a forcing dot; a number at its end wins over `number`."""
    text, written = split_number(text)
    text = " ".join(text.split())
    said = _SCENE.match(western(text[:_LONGEST]))
    if said and said["counted"]:
        if _prefix(text[said.end() :]):
            number, text = number or said["counted"].upper(), text[said.end() :]
        said = _SCENE.match(western(text[:_LONGEST])) if text[:1].isalpha() else None
    match = _prefix(text)
    begins = max(_starts(western(text[:_LONGEST]))) if said else 0
    form = None if match else form_of(western(text[begins:_LONGEST])) or form_of(western(text[:_LONGEST]))
    setting = form.setting if form else Setting.UNSAID
    if match:
        setting = Setting.INT_EXT if match.groupdict().get("both") else Setting.INT if match["int"] else Setting.EXT
    place, time = (form.place, form.time) if form else _where_and_when(text, begins, match)
    if form and not time:
        place, time = split_place(place) if place else ("", "")
    counted = said["number"].upper() if said and said["number"] and said["number"][:1].isdigit() else ""
    number = written or number or (counted if setting else "")
    return NumberedHeading(Heading(text=text, setting=setting, place=place, time=time, rows=rows), number)


def _where_and_when(text: str, begins: int, match: re.Match[str] | None) -> tuple[str, str]:
    """Place and time of a heading whose words begin there; `match` is what says inside or outside, if anything does."""
    if match and "time" in match.groupdict():
        inside = begins if begins < match.end("place") else 0
        place, time = text[inside : match.end("place")].strip(" -–—,."), text[match.start("time") :].strip()
        return place, time
    rest = text[match.end() :].lstrip(" .。-–—:：·/") if match else text[begins:]
    if match and "hour" in match.groupdict():
        return rest.strip(), _GERMAN_HOURS[match["hour"]]
    if len(rest) > _LONGEST:
        return rest, ""
    first, _, more = rest.partition(" ")
    surely = match is not None and (match[0][-1] == "/" or _FIRST_HOUR.match(rest) is not None)
    if surely and more.strip() and is_time(first):
        place, time = split_place(more.strip(" .,-–—"))
        # `INNEN/TAG WOHNZIMMER`; in `NUIT - PONT NEUF, PLUS TARD` both say when.
        return place or more, f"{first} {time}".strip() if place else first
    return split_place(rest)


def split_place(rest: str) -> tuple[str, str]:
    """Where and when: `HARBOUR - FERRY SLIP - DAWN` gives `HARBOUR - FERRY SLIP` and `DAWN`."""
    for pattern in (r"\s+[-–—]+\s+|\s*[—–]\s*|\s*--+\s*", r"\s*[,.;/]\s+|\s*[。，·]\s*", r"[-/]"):
        cuts = [match.span() for match in re.finditer(pattern, rest)]
        for index, (start, end) in enumerate(cuts):
            until = cuts[index + 1][0] if index + 1 < len(cuts) else len(rest)
            if is_time(rest[end:until].rstrip(".")) and rest[:start].strip():
                return rest[:start].strip(), rest[end:].strip()
    if is_time(rest.rstrip(".")):
        return "", rest.strip()
    first = _FIRST_TIME.match(rest)
    if first and is_time(first["time"]):
        return rest[first.end() :].strip(" ."), first["time"]
    return _time_at_an_end(rest)


def _time_at_an_end(rest: str) -> tuple[str, str]:
    """The same of a heading in which no mark parts the two: `便利店 夜`, `KITCHEN NIGHT`, `駅前（夜）`."""
    first, _, more = rest.partition(" ")
    if more.strip() and not first.isascii() and is_time(first):
        return more.strip(" -–—,."), first
    bracket = _BRACKET.fullmatch(rest)
    if bracket and is_time(bracket["time"]):
        return bracket["place"].strip(), bracket["time"].strip()
    words = rest.rsplit(None, 1)
    if len(words) == 2:
        last = words[1].rstrip(".")
        small = rest == rest.lower()
        plain = (last.upper() if small else last) in ("DAY", "NIGHT", "CONTINUOUS")
        if plain or (is_time(last) and (not last.isascii() or (rest == rest.upper() and hour_abroad(last)))):
            return words[0].strip(" -–—,."), last
    return rest.strip(" -–—"), ""
