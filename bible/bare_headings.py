"""Headings that say neither INT nor EXT: which rows begin a scene in a script that was not written for a tool.

A row alone that says where and when (`The harbour, dawn`), counts (`2. Stairwell.`), stands in brackets as others do,
or is one of a form that is nothing else (`PAGE TWO`, `○駅前（夜）`, `Location: Beach`). What each is follows from the
whole script: one row in brackets is a direction, several of which some say when are headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bible.brackets import without_brackets
from bible.cues import is_caseless
from bible.emphasis import plain
from bible.heading_forms import field_of, form_of, is_pillar, is_time_code
from bible.headings import is_heading, read_heading, split_place, western
from bible.hours import is_time
from bible.montage import is_place_word
from bible.paper import Ink, Row
from bible.places import without_hour
from bible.script import Rows

_COUNTED = re.compile(r"(?P<number>\d{1,3}(?:-\d{1,3})?[A-Za-z]?)\s*(?P<mark>[.):、．]|[-–—](?=\s))\s*(?P<text>\S.*)")
_CALLED = re.compile(
    r"(?:(?:ACT|AKT|ACTE|ACTO|ATTO|ATO)\s+\w{1,6}\s*[.,:;·—–-]*\s*)?"
    r"(?P<word>scene|szene|bild|scène|séquence|escena|secuencia|scena|cena|sahne|сцена|场景|場景|シーン|씬|s#)"
    r"\s*[:#№]?\s*(?P<number>\d{1,3}[a-z]?|[ivxl]{1,6}|[一二三四五六七八九十百]{1,3}|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins|zwei|drei)\b"
    r"(?P<timed>\s*\([^()]{1,20}\))?(?P<rest>[\s.,:·/—–-]*.*)",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(
    r"(?P<number>\d{1,3})\.\s*(?:bild|szene|scene|scène|сцена|jelenet)[\s.:·—–-]*.*", re.IGNORECASE
)
_SIGNS = re.compile(r"(?:第[\w]{1,4}[场場幕]|\d{1,3}(?:-\d{1,3})?[、.．\s])\s*.*[\u3400-\u9fff].*")
_PAGE = re.compile(
    r"(?:page|seite|planche|página|pagina|страница)\s+(?P<number>\w{1,12})\b\W*(?:\(.{0,40}\)|.{0,30})", re.IGNORECASE
)
_PANEL = re.compile(
    r"(?:panel|bild|case|viñeta|vignetta|кадр)\s+(?:\d{1,2}|one|two|three|four|five|six)\b", re.IGNORECASE
)
_CUT = re.compile(r"(?P<head>Cut to (?:the|an?) [\w’' -]{2,50}?)\s*[.:;]\s+(?=\S)")
_CHAPTER = re.compile(
    r"(?:Chapter|Kapitel|Chapitre|Capítulo|Capitolo|Глава) "
    r"(?:\d{1,3}|[IVXL]{1,6}|[A-Z][a-z]{2,8}(?:-[a-z]{3,5})?)(?:[.:,–—-]? .{0,60})?[.:]?"
)
_CAMERA = re.compile(
    r"(?:extreme |medium |wide )?(?:close|wide|medium|shot|angle|aerial|drone|montage|insert)\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"(?P<head>(?:(?:(?:Much|Moments|Hours|Days|Weeks|Years|(?:A|One|Two|Ten) (?:week|month|year|day)s?) )?[Ll]ater"
    r"(?: that (?:night|day|evening|morning|afternoon|week))?|(?:The )?(?:[Nn]ext|following) "
    r"(?:day|morning|evening|night|week)|That (?:night|evening|morning|afternoon)|"
    r"(?:Early|Late) (?:that|the next) (?:night|evening|morning)|"
    r"Dawn|Night|Morning|Evening|Midnight)(?:, (?:at|in|on|outside|inside|aboard) [\w’' -]{2,40}?)?)"
    r"\s*[.:,–—-]\s+(?=\S)"
)
_MARKS = frozenset(".!@>~=#")
"""What stands before rows of which Fountain or Markdown says what they are."""
_LONGEST, _LONGEST_COUNTED, _WORDS = 80, 60, 9
_LONGEST_CALLED = 600
_ABBREVIATED = 3
"""Letters of a word before a full stop that ends no sentence: `St. Mary's`."""
_UNDER = 8
"""Rows of a block that may belong to a heading."""
_NOWHERE = Rows(first=1, last=1)
_SENTENCE = re.compile(r"[!?…:;\"“”]|\.\.\.")
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip


_SAYS = frozenset((
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "says", "said", "goes", "comes", "walks",
    "sits", "stands", "looks", "takes", "makes", "waits", "he", "she", "they", "we", "i", "it", "you", "enter",
    "enters", "exit", "exits", "runs", "sees", "opens", "closes",
))  # fmt: skip
"""Words of a sentence."""


@dataclass(frozen=True, slots=True)
class BareHeading:
    """A heading with the writer's number, empty when there is none, and the last row it takes."""

    text: str
    number: str
    last: int
    rest: str = ""
    """What of the row goes on after the heading."""


def find_bare_headings(blocks: Sequence[Sequence[Row]], *, headed: int) -> Mapping[int, BareHeading]:
    """The headings that say neither INT nor EXT, by their first row.

    In a script that has more others (`headed` counts them) only forms that are nothing else count.
    """
    return _Finder(blocks).found(headed)


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that stands where a heading may: the first of a block, with those under it."""

    rows: tuple[Row, ...]
    text: str

    @property
    def alone(self) -> bool:
        return len(self.rows) == 1

    @property
    def number(self) -> int:
        return self.rows[0].number


class _Finder:
    """Looks at the first row of every block, and in Japanese and Chinese at every row."""

    def __init__(self, blocks: Sequence[Sequence[Row]]) -> None:
        self._places: list[_Place] = []
        for block in blocks:
            rows = tuple(row for row in block if row.ink == Ink.WRITTEN)
            for at, row in enumerate(rows):
                text = _words(row)
                if text[:1] in _MARKS and not is_pillar(western(text)):
                    continue
                if at == 0 or is_pillar(western(text)) or is_time_code(western(text)):
                    self._places.append(_Place(rows[at : at + _UNDER], text))
        self._found: dict[int, BareHeading] = {}

    def found(self, headed: int) -> Mapping[int, BareHeading]:
        for place in self._places:
            self._take(place, self._sure(place))
        self._take_pages()
        sure = dict(self._found)
        self._take_counted()
        self._take_bracketed()
        self._take_timed()
        self._take_places()
        if len(self._found) - len(sure) < headed:
            self._found = sure
        if not self._found and not headed:
            self._take_chapters()
            self._take_told()
        return self._found

    def _take(self, place: _Place, heading: BareHeading | None) -> None:
        if heading is not None:
            self._found.setdefault(place.number, heading)

    def _sure(self, place: _Place) -> BareHeading | None:
        """A heading of a form that is nothing else."""
        text, narrow = place.text, western(place.text)
        called = _CALLED.fullmatch(text) if len(text) <= _LONGEST_CALLED else None
        if is_heading(text) or (len(text) > _LONGEST and called is None):
            return None
        if is_pillar(narrow) or is_time_code(narrow):
            return BareHeading(text, "", place.number)
        called = _CALLED.fullmatch(text)
        if called and not _tells(called["rest"]) and begins_anew(called["rest"].strip(), text):
            number = called["number"].upper() if called["number"][:1].isdigit() else ""
            return self._with_more(place, text, number)
        if called and begins_anew(called["rest"].strip(), text):
            return _with_rest(place, text, called)
        after = _CALLED_AFTER.fullmatch(text)
        if after:
            return self._with_more(place, text[after.end("number") :].lstrip(". "), after["number"])
        if _SIGNS.fullmatch(text) and not text.endswith(("。", "！", "？")):
            counted = _COUNTED.fullmatch(text)
            form = form_of(western(counted["text"] if counted else text))
            if form and form.place and (form.setting or form.time):
                return BareHeading(
                    counted["text"] if counted else text, counted["number"] if counted else "", place.number
                )
        if field_of(narrow) in ("place", "time") and (len(place.rows) > 1 or field_of(narrow) == "place"):
            return self._with_more(place, text, "") if self._tells_place(place) else None
        return None

    def _tells_place(self, place: _Place) -> bool:
        return any(field_of(western(_words(row))) == "place" for row in place.rows)

    def _with_more(self, place: _Place, text: str, number: str) -> BareHeading:
        """The heading with the rows right under it that go on with it: fields, or where and when in as few words."""
        last = place.number
        for row in place.rows[1:]:
            more = _words(row)
            goes_on = (
                field_of(western(more))
                or (last == place.number and row is place.rows[-1] and is_where_and_when(more))
                or (last == place.number and is_heading(more))
            )
            if not goes_on or len(text) + len(more) > 2 * _LONGEST:
                break
            text, last = f"{text.rstrip(' .:,')} - {more}" if is_heading(more) else f"{text} / {more}", row.number
        return BareHeading(text, number, last)

    def _take_pages(self) -> None:
        """`PAGE TWO` of a comic, where panels are told as well."""
        if sum(_PANEL.match(place.text) is not None for place in self._places) < 2:
            return
        for place in self._places:
            page = _PAGE.fullmatch(place.text)
            if page:
                number = str(_NUMBERS.get(page["number"].lower(), page["number"] if page["number"].isdigit() else ""))
                self._take(place, BareHeading(place.text, number, place.number))

    def _take_counted(self) -> None:
        """Rows alone that count up from one to the next, with something under each: `2. Stairwell. Same.`"""
        counted = [
            (index, place, match)
            for index, place in enumerate(self._places)
            if len(place.text) <= _LONGEST_COUNTED + 6 and place.alone and (match := _COUNTED.fullmatch(place.text))
        ]
        apart = all(after[0] > before[0] + 1 for before, after in pairwise(counted))
        numbers = [int(re.split(r"\D", match["number"], maxsplit=1)[0]) for _, _, match in counted]
        rising = all(0 <= after - before <= 1 for before, after in pairwise(numbers))
        likely = sum(may_be_place(match["text"]) for _, _, match in counted)
        if len(counted) < 2 or not apart or not rising or 2 * likely < len(counted):
            return
        for _, place, match in counted:
            if may_be_place(match["text"]):
                self._take(place, BareHeading(match["text"], match["number"].upper(), place.number))

    def _take_bracketed(self) -> None:
        """`[Garden, later]`, where several rows stand in brackets and one of them says when, or names a place."""
        inside = {
            place.number: (place, text.strip())
            for place in self._places
            if place.alone and (text := without_brackets(place.text) or _square(place.text)) and may_be_place(text)
        }
        sure = [text for _, text in inside.values() if is_where_and_when(text)]
        if len(inside) < 2 or not sure:
            return
        for place, text in inside.values():
            self._take(place, BareHeading(text, "", place.number))

    def _take_timed(self) -> None:
        """`The harbour, dawn`: a row alone that says where and when and is no sentence."""
        for index, place in enumerate(self._places):
            if place.alone and index + 1 < len(self._places) and is_where_and_when(place.text):
                self._take(place, BareHeading(place.text, "", place.number))

    def _take_chapters(self) -> None:
        """`Chapter Two: The Voice` alone, in a story that has no scenes."""
        for place in self._places:
            if place.alone and len(place.text) <= _LONGEST and _CHAPTER.fullmatch(place.text):
                self._take(place, BareHeading(place.text, "", place.number))

    def _take_told(self) -> None:
        """Paragraphs that begin with where or when: `Cut to a classroom. ...`, `The next morning. ...`"""
        for before, place in pairwise(self._places):
            begun = self._found.get(before.number)
            if begun is not None and not begun.rest:
                continue
            text = place.text
            told = _CUT.match(text) or _WHEN.match(text)
            if told and may_be_place(told["head"]):
                rest = text[told.end() :].strip()
                self._take(place, BareHeading(told["head"].strip(" .,:"), "", place.number, rest))

    def _take_places(self) -> None:
        """`CORRIDOR`, where other rows in capitals say where and when."""
        capitals = [
            each.text for each in self._found.values() if each.text == each.text.upper() and split_place(each.text)[1]
        ]
        if not capitals:
            return
        known = {split_place(text)[0] for text in capitals}
        for index, place in enumerate(self._places):
            text = place.text.rstrip(".:")
            # What stands first may be the title.
            if not place.alone or index in (0, len(self._places) - 1) or text != text.upper() or is_caseless(text):
                continue
            if text in known or (len(text.split()) <= 5 and is_place_word(text.split()[-1])):
                self._take(place, BareHeading(place.text, "", place.number))


def _tells(rest: str) -> bool:
    """Whether what follows `Scene 2` holds sentences of what happens."""
    rest = rest.lstrip(" :.,·/—–-")
    parts = re.split(r"[.!?]\s+", rest.rstrip(".!?"))
    if len(parts) > 1 and len(parts[0]) > _ABBREVIATED and not any(map(is_time, parts[1:])):
        return True
    return _SENTENCE.search(rest) is not None or any(word.lower() in _SAYS for part in parts for word in part.split())


def _with_rest(place: _Place, text: str, called: re.Match[str]) -> BareHeading:
    """`Scene 2 (5-12s): Bathroom. A man stares.`: where it is goes into the heading, what happens goes on after it."""
    rest = called["rest"].lstrip(" :.,·/—–-")
    first = re.match(r"(?P<where>[^.!?]{1,60})\.\s+(?=\S)", rest)
    where = first["where"] if first and may_be_place(first["where"]) and not _CAMERA.match(first["where"]) else ""
    start = len(text) - len(rest) + (first.end() if first and where else 0)
    number = called["number"].upper() if called["number"][:1].isdigit() else ""
    return BareHeading(text[:start].strip(" :.,·/—–-"), number, place.number, text[start:])


def numbered(text: str) -> tuple[str, str]:
    """A heading without the number it begins with, and the number: `2. On the bus`."""
    match = _COUNTED.fullmatch(text)
    return (match["text"], match["number"].upper()) if match else (text, "")


def is_where_and_when(text: str) -> bool:
    """Whether a row says nothing but where and when: `At sea, before dawn`, `Kitchen. Morning.`, `BAR - NIGHT`."""
    text = text.strip().rstrip(".")
    if len(text) > _LONGEST or _SENTENCE.search(text) or is_heading(text):
        return False
    heading = read_heading(text, _NOWHERE).heading
    place, time = heading.place, heading.time
    if without_hour(text) != text and may_be_place(text):
        return True
    return bool(time) and bool(place) and time != text and may_be_place(place) and _is_parted(text, place)


def _is_parted(text: str, place: str) -> bool:
    """Whether a mark stands between where and when, or all is in capitals."""
    return text == text.upper() or re.match(r"\s*[-–—,.;/(（、。]", text[text.find(place) + len(place) :]) is not None


def may_be_place(text: str) -> bool:
    """Whether words could say where: few, and no sentence."""
    words = text.rstrip(".").split()
    if not words or len(words) > _WORDS or len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    return not text[:1].islower() and not any(word.strip(",.").lower() in _SAYS for word in words)


def begins_anew(rest: str, text: str) -> bool:
    """Whether what follows `Scene 2` in a row is no sentence that goes on: `Scene 2 is the worst`."""
    return not rest or text[: len(text) - len(rest)].rstrip()[-1:] in ".:：,·/—–-(" or not rest[:1].islower()


def _words(row: Row) -> str:
    return " ".join(plain(row.text).split())


def _square(text: str) -> str:
    return text[1:-1] if text.startswith("[") and text.endswith("]") else ""
