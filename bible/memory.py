"""What is remembered or dreamed: which scenes are, as their headings say, or marks such as FLASHBACK between scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from bible.hours import Carry, hour_of
from bible.script import Action, Aside, Element, Scene, Script, Transition

Tense = Literal["present", "past", "dream"]
"""Whether something happens now, is remembered (FLASHBACK) or dreamed."""

REMEMBERED = r"flash ?back|memory|rückblende|erinnerung|souvenir|recuerdo|ricordo|lembrança|спогад|воспоминание"
DREAMED = r"dream|nightmare|fantasy|hallucination|vision|traum|rêve|sueño|sogno|sonho|сон"
IN_SIGNS = "回想|回[忆憶]|[夢梦]"
_IN_HEADING: tuple[tuple[Tense, re.Pattern[str]], ...] = (
    ("past", re.compile(rf".*\bflash ?backs?\b.*|(?:.*['’]s )?(?:{REMEMBERED})s?(?: \d+)?|.*(?:回想|回[忆憶]).*")),
    ("dream", re.compile(rf"(?:.*['’]s )?(?:{DREAMED})s?(?: sequence)?|.*[夢梦].*")),
)
"""A part of a heading that says it: nobody dreams in the DREAM CAFE."""
_BACK_IN_HEADING = re.compile(r"\b(?:end|back|present|resume)\b")
_MARKS: tuple[tuple[Tense, re.Pattern[str]], ...] = (
    ("past", re.compile(r"(?:BEGIN |START )?(?:A )?FLASH[ -]?BACKS?(?: TO)?\b[\s:–—-]*(?P<about>.*)")),
    ("dream", re.compile(r"(?:BEGIN |START )?(?:A )?DREAM SEQUENCE\b[\s:–—-]*(?P<about>.*)")),
    ("present", re.compile(r"END(?: OF)?(?: THE)? (?:FLASH[ -]?BACK|DREAM)\b.*")),
    (
        "present",
        re.compile(r"(?:WE(?:'RE| ARE) )?(?:CUT )?(?:BACK|RETURN|RESUME)(?: IN)?(?: TO)?(?: THE)? PRESENT\b.*"),
    ),
)


class Mark(NamedTuple):
    """A row in capitals at which what is remembered or dreamed begins, or the present again."""

    tense: Tense
    about: str = ""
    """What stands behind it: `EXT. TRAIN STATION - DAY`."""


def read_mark(row: str) -> Mark | None:
    """The mark that a row is, in capitals and alone; None when it is none."""
    plain = " ".join(row.split()).strip(" .:*_-–—()[]").replace("’", "'")
    if plain != plain.upper():
        return None
    for tense, pattern in _MARKS:
        match = pattern.fullmatch(plain)
        if match:
            return Mark(tense, (match.groupdict().get("about") or "").strip(" .:-–—"))
    return None


def tenses(script: Script) -> Mapping[str, Tense]:
    """For each scene, by its id, the tense it begins in.

    A heading says it of its own scene, a mark at the end of a scene of the one that follows; both go on to the mark
    that ends them, where there is one, and else into scenes that follow without a break somewhere else.
    """
    found: dict[str, Tense] = {}
    running: Tense = "present"
    closed = False
    home = ""
    for place, scene in enumerate(script.scenes):
        begun = _in_heading(scene) or (_begun_in(script, place - 1) if place else None)
        if begun:
            running, closed = begun, _is_closed(script, place)
        elif not closed and (scene.heading.place == home or not isinstance(hour_of(scene.heading.time), Carry)):
            running = "present"
        found[scene.id] = running
        if running == "present":
            home = scene.heading.place
        elif any(mark.tense == "present" for mark in _marks(scene)):
            running, closed = "present", False
    return found


def _in_heading(scene: Scene) -> Tense | None:
    words = " ".join(scene.heading.text.casefold().split())
    if _BACK_IN_HEADING.search(words):
        return None
    parts = [part.strip() for part in re.split(r"\s[-–—]+\s|[():：（）]|\.\s", words)]
    return next((tense for tense, pattern in _IN_HEADING if any(map(pattern.fullmatch, parts))), None)


def _begun_in(script: Script, place: int) -> Tense | None:
    """What begins in a scene and goes on in the next: with its last words, or because it ends only there."""
    scene = script.scenes[place]
    said = [element for element in scene.elements if not isinstance(element, Aside)]
    mark = next(reversed(list(_marks(scene))), None)
    if mark is None or mark.tense == "present":
        return None
    last = isinstance(said[-1], Action | Transition) and read_mark(said[-1].text.split("\n")[-1]) is not None
    return mark.tense if last or _is_closed(script, place + 1) else None


def _is_closed(script: Script, place: int) -> bool:
    """Whether a mark ends what begins with a scene, before anything else begins."""
    for later in script.scenes[place:]:
        if later is not script.scenes[place] and _in_heading(later):
            return False
        for mark in _marks(later):
            return mark.tense == "present"
    return False


def _marks(scene: Scene) -> Iterator[Mark]:
    return (mark for element in scene.elements for mark in _marks_of(element))


def _marks_of(element: Element) -> Iterator[Mark]:
    if isinstance(element, Action | Transition):
        yield from (mark for row in element.text.split("\n") if (mark := read_mark(row)) is not None)
