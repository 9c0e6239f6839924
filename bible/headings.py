"""Scene headings: what makes a row one, and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bible.hours import is_time
from bible.script import Heading, Rows, Setting

_WIDE = str.maketrans({"：": ":", "。": ".", "（": "(", "）": ")", "．": ".", "＃": "#", "／": "/", "　": " "})
_BOTH = r"INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\.?/\s?E|E/I"
_PREFIX = re.compile(rf"(?:(?P<both>{_BOTH})|(?P<int>INT)|(?P<ext>EXT|EST))(?:\.|\s|$)", re.IGNORECASE)
# Written out, and in German, French, Italian, Russian and Ukrainian, in capitals; Chinese and Japanese as they stand.
_FOREIGN = re.compile(
    r"(?:(?P<both>INTERIOR\s?/\s?EXTERIOR|INTÉRIEUR\s?/\s?EXTÉRIEUR|INNEN\s?/\s?AU(?:SS|ẞ|ß)EN|ИНТ\.?\s?/\s?(?:НАТ|ЭКСТ)|ІНТ\.?\s?/\s?(?:НАТ|ЕКСТ)|内外景|内/外)|"
    r"(?P<int>INTERIOR|INTÉRIEUR|INTERNO|INNEN|ИНТ|ІНТ|内景|内|屋内|실내)|(?P<ext>EXTERIOR|EXTÉRIEUR|ESTERNO|AU(?:SS|ẞ|ß)EN|НАТ|ЭКСТ|ЕКСТ|外景|外|屋外|실외|야외))(?:[.:·\-–—]|\s)"
)
_ENDING = re.compile(
    r"(?P<place>.*[^\W_].*?)[\s.,:–—·-]+(?:(?P<both>INT\.?/EXT)|(?P<int>INT|INT[ÉE]RIEUR|INTERIOR|INTERNO|INNEN|内景)|"
    r"(?P<ext>EXT|EXT[ÉE]RIEUR|EXTERIOR|ESTERNO|AU(?:SS|ẞ)EN|外景))[\s./,–—·-]+(?P<time>\S.*)"
)
"""The place first: `CHURCH - INT/DAY`, `SALON - INTÉRIEUR JOUR`, `便利店 内景 夜`."""
_NUMBER = re.compile(r"[\w.\-]*[^\W_][\w.\-]*")
_SCENE = re.compile(
    r"(?:(?:SCENE|SC\.|SEQ(?:UENCE|\.)|SZENE|BILD|SCÈNE|SÉQUENCE|ESCENA|SECUENCIA|SCENA|CENA|SCEN|SAHNE|СЦЕНА|场景|シーン|씬|S#)"
    r"\s*(?P<number>\w{1,6})\s*[.:·—–-]|第\w{1,4}集\s*(?:第\w{1,4}[场場幕])?\s*[:·]?|第\w{1,4}[场場幕]\s*[:·]?|"
    r"(?P<counted>\d{1,3}(?:-\d{1,3})?[A-Za-z]?)[.)]\s+|FLASH ?BACK\s*[.:—–-]|SETTING:|PLACE:|LOCATION:)\s*(?=\S)",
    re.IGNORECASE,
)
"""What a heading may begin with that says nothing of where."""
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
    said = _SCENE.match(narrow)
    starts = (0, said.end()) if said else (0,)
    found = (_PREFIX.match(narrow, at) or _FOREIGN.match(narrow, at) for at in starts)
    return next((match for match in found if match), None) or _ending(narrow)


def _ending(narrow: str) -> re.Match[str] | None:
    match = _ENDING.fullmatch(narrow) if narrow == narrow.upper() else None
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
        said = None
    match = _prefix(text)
    setting, rest = Setting.UNSAID, text[said.end() :] if said else text
    if match:
        setting = Setting.INT_EXT if match["both"] else Setting.INT if match["int"] else Setting.EXT
        rest = text[match.end() :].lstrip(" .。-–—:：·")
    if match and "time" in match.groupdict():
        inside = said.end() if said and said.end() < match.end("place") else 0
        place, time = text[inside : match.end("place")].strip(" -–—,."), text[match.start("time") :].strip()
    else:
        place, time = split_place(rest) if len(rest) <= _LONGEST else (rest, "")
    counted = said["number"].upper() if said and said["number"] and said["number"][:1].isdigit() else ""
    number = written or number or (counted if setting else "")
    return NumberedHeading(Heading(text=text, setting=setting, place=place, time=time, rows=rows), number)


def split_place(rest: str) -> tuple[str, str]:
    """Where and when: `HARBOUR - FERRY SLIP - DAWN` gives `HARBOUR - FERRY SLIP` and `DAWN`."""
    for pattern in (r"\s+[-–—]+\s+|\s*[—–]\s*|\s*--+\s*", r"\s*[,.;/]\s+|\s*[。，·]\s*", r"-"):
        cuts = [match.span() for match in re.finditer(pattern, rest)]
        for index, (start, end) in enumerate(cuts):
            until = cuts[index + 1][0] if index + 1 < len(cuts) else len(rest)
            if is_time(rest[end:until]) and rest[:start].strip():
                return rest[:start].strip(), rest[end:].strip()
    if is_time(rest):
        return "", rest.strip()
    first, _, more = rest.partition(" ")
    if more.strip() and not first.isascii() and is_time(first):
        return more.strip(), first
    words = rest.rsplit(None, 1)
    if len(words) == 2 and (
        words[1] in ("DAY", "NIGHT", "CONTINUOUS") or (not words[1].isascii() and is_time(words[1]))
    ):
        return words[0].strip(" -–—,."), words[1]
    return rest.strip(" -–—"), ""
