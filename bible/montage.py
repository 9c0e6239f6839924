"""Montages: rows of a list that each play in a place of their own, and which place a row names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from bible.entries import Hour, Location
from bible.headings import is_heading, read_heading
from bible.hours import hour_of, is_time
from bible.places import place_key, place_name
from bible.script import Action, Heading, Rows, Scene, Setting

_CALL = re.compile(r"(?:BEGIN )?INTERCUT\w*\b[\s:–—-]*(?:(?:WITH|BETWEEN)\b\s*)?(?P<places>.+)")
_MEMORY = re.compile(r"(?:BEGIN |START )?(?:FLASHBACK|DREAM(?: SEQUENCE)?)(?: TO)?\b[\s:–—-]*(?P<place>.+)")
_LISTS = re.compile(r"\b(?:MONTAGE|SERIES OF SHOTS)\b")
_BULLET = re.compile(r"\s*(?:[-–—•*]+|\(?[A-Za-z0-9]{1,2}[).])\s+(?=\S)")
_CUT = re.compile(r"\s+[-–—]{1,2}\s+|\s*--+\s*|\s*[:：]\s*|\.\s+")
_PLACES = re.compile(
    r"AIRPORT|ALLEY|AMBULANCE|APARTMENT|ARENA|ATTIC|BAKERY|BALCONY|BALLROOM|BANK|BAR|BARN|BASEMENT|BATHROOM|BATHTUB|BEACH|"
    r"BEDROOM|BOAT|BOATYARD|BOOKSHOP|BOOTH|BOX|BRIDGE|BUS|CABIN|CAFE|CAFÉ|CANAL|CANTEEN|CAR|CAVE|CELLAR|CEMETERY|CHAPEL|CHURCH|"
    r"CINEMA|CITY|CLASSROOM|CLIFF|CLINIC|CLUB|COAST|COCKPIT|CORRIDOR|COURT|COURTROOM|COURTYARD|CREEK|DECK|DESERT|DINER|"
    r"DOCK|DOCKS|ELEVATOR|FACTORY|FARM|FERRY|FIELD|FIELDS|FLAT|FOREST|GALLERY|GARAGE|GARDEN|GRAVEYARD|GYM|HALL|"
    r"HALLWAY|HARBOR|HARBOUR|HELICOPTER|HIGHWAY|HILL|HOSPITAL|HOTEL|HOUSE|ISLAND|JAIL|JETTY|KITCHEN|LAB|LABORATORY|LAKE|"
    r"LIBRARY|LIFT|LIGHTHOUSE|LOBBY|MARKET|MEADOW|MORGUE|MOUNTAIN|MUSEUM|OFFICE|PARK|PIER|PLACES|PLAYGROUND|PLAZA|POND|"
    r"POOL|PORCH|PORT|PRISON|PUB|QUAY|RESTAURANT|RIVER|ROAD|ROOF|ROOFTOP|ROOM|SCHOOL|SEA|SHED|SHIP|SHOP|SHORE|"
    r"SQUARE|STABLE|STADIUM|STAGE|STAIRS|STAIRWELL|STATION|STORE|STREET|STREETS|STUDIO|STUDY|SUBMARINE|SUBWAY|SUPERMARKET|"
    r"TAXI|TEMPLE|TENT|TERRACE|THEATER|THEATRE|TOWER|TOWN|TRAILER|TRAIN|TRAM|TRUCK|TUNNEL|UNIVERSITY|VALLEY|VAN|VILLAGE|WAREHOUSE|WHEELHOUSE|"
    r"WOODS|WORKSHOP|YACHT|YARD"
)
"""Nouns that mean a place: without INT or EXT, words in capitals may as well be a thing."""
_SHORTEST, _LONGEST = 3, 60
_NOWHERE = Rows(first=1, last=1)


def is_place_word(word: str) -> bool:
    """Whether a noun means a place: `corridor`."""
    return _PLACES.fullmatch(word.strip(".,:;").upper()) is not None


def bullet_of(row: str) -> str:
    """The mark that makes a row an item of a list (`- `, `A) `), or empty."""
    match = _BULLET.match(row)
    return match[0] if match else ""


def item_heading(row: str) -> Heading | None:
    """The place in capitals that a row of a montage begins with: `INT. KITCHEN - Nora burns the toast`.

    None when it begins with none. Without INT or EXT its last word must mean a place, and who asks must know that it
    is nobody's name.
    """
    head = _head(row)
    if not head:
        return None
    heading = read_heading(head, _NOWHERE).heading
    sure = bool(heading.setting) or any(map(_PLACES.fullmatch, heading.place.upper().split()[-1:]))
    return heading if sure and heading.place and not is_time(heading.place) else None


def hour_of_item(row: str) -> Hour | None:
    """The light a row of a montage says it plays in: `INT. KITCHEN - NIGHT - Nora burns the toast`, `DAWN: boats`.

    None when it says none.
    """
    heading, head = item_heading(row), _head(row)
    hour = hour_of(heading.time if heading is not None else head if is_time(head) else "")
    return hour if isinstance(hour, Hour) else None


def _head(row: str) -> str:
    """What a row begins with in capitals, up to a dash, a colon or a full stop; empty if that is no heading."""
    text = " ".join(row[len(bullet_of(row)) :].split())
    ends = [cut.start() for cut in _CUT.finditer(text) if text[: cut.start()] == text[: cut.start()].upper()]
    heads = [text[:end] for end in ends if is_heading(text[:end]) or not is_heading(text)]
    head = heads[-1] if heads else ""
    return head if _SHORTEST <= len(head) <= _LONGEST and any(letter.isalpha() for letter in head) else ""


def listed_places(scene: Scene, is_other: Callable[[str], bool]) -> Iterator[Heading]:
    """The places that the rows of a scene's montages begin with, that it alternates with in calls, or remembers.

    `is_other` knows the names of people.
    """
    texts = [element.text for element in scene.elements if isinstance(element, Action)]
    for text in texts:
        for heading in (*called_places(text), *remembered_places(text)):
            if not is_short_for(heading, place_name(scene.heading)) and (
                heading.setting or not is_other(heading.place)
            ):
                yield heading
    if not _LISTS.search(scene.heading.text.upper()) and not any(map(_LISTS.search, texts)):
        return
    for row in (row for text in texts for row in text.split("\n") if bullet_of(row)):
        listed = item_heading(row)
        if listed is not None and (listed.setting or not is_other(listed.place)):
            yield listed


def is_short_for(heading: Heading, name: str) -> bool:
    """Whether a heading says shorter where one is already: `CORRIDOR` in the `COURTHOUSE CORRIDOR`."""
    return f" {name}".endswith(f" {place_name(heading)}")


def part_meant(heading: Heading, names: Iterable[str]) -> str:
    """The one place of these whose part a heading names: `GALLERY` for the `MUSEUM - GALLERY`; empty if none or two."""
    key = place_key(heading.place, Setting.UNSAID)
    meant = {name for name in names if " - " in name and place_key(name.rsplit(" - ", 1)[1], Setting.UNSAID) == key}
    return meant.pop() if len(meant) == 1 else ""


def called_places(row: str) -> tuple[Heading, ...]:
    """The places between which a row has the film alternate: `INTERCUT - CORRIDOR / PHONE BOX`."""
    match = _CALL.fullmatch(" ".join(row.split())) if row == row.upper() else None
    parts = re.split(r"\s*/\s*|\s+(?:AND|WITH)\s+", match["places"]) if match else []
    return tuple(heading for part in parts if (heading := item_heading(f"{part}:")) is not None)


def remembered_places(text: str) -> tuple[Heading, ...]:
    """The places that rows of action go back to: `FLASHBACK - EXT. TRAIN STATION - DAY`."""
    rows = (" ".join(row.split()).strip(" ()[]") for row in text.split("\n") if row == row.upper())
    matches = (match for row in rows if (match := _MEMORY.fullmatch(row)))
    return tuple(heading for match in matches if (heading := item_heading(f"{match['place']}:")) is not None)


def place_of_item(row: str, places: Iterable[Location], is_other: Callable[[str], bool]) -> str:
    """The token of the place in which a row of a montage plays; empty when it names none of `places`.

    It is what the row begins with in capitals, else a place named in its words: `Nora runs along the beach`.
    """
    known = tuple(places)
    heading = item_heading(row)
    if heading is not None and (heading.setting or not is_other(heading.place)):
        key = place_key(place_name(heading), heading.setting)
        exact = (each.token for each in known if place_key(each.name, each.setting) == key)
        named = (each.token for each in known if place_key(each.name, Setting.UNSAID)[0] == key[0])
        part = part_meant(heading, (each.name for each in known))
        parts = (each.token for each in known if each.name == part)
        return next(exact, next(named, next(parts, "")))
    said = ((_said_at(row, each), each.token) for each in known)
    return min((each for each in said if each[0] >= 0), default=(0, ""))[1]


def _said_at(row: str, place: Location) -> int:
    """Where a row's words name a place, by its last part; -1 where they do not."""
    part = re.sub(r"^(?:THE|AN?) ", "", place.name.rsplit(" - ", 1)[-1])
    if len(part) < _SHORTEST:
        return -1
    words = r"\s+".join(map(re.escape, part.split()))
    near = r"in(?:to|side)?|at|on(?:to)?|along|through|across|outside|aboard|down|up|over|from|to"
    found = re.search(rf"\b(?:{near})\s+(?:(?:the|an?|her|his|their)\s+)?{words}\b", row, re.IGNORECASE)
    return found.start() if found else -1
