"""Costumes: what action says people put on and take off after they were introduced, scene by scene of a story day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bible.capitals import sentences
from bible.described import described
from bible.dressing import SUBJECT, said_in
from bible.entries import WORN, Costume, Look
from bible.invention import other_clothes
from bible.model import Frozen
from bible.people import People, Person
from bible.script import Action, Scene

_PUTS_ON = re.compile(
    r"\b(?:wears|is wearing|now wearing|wearing|dressed in|clad in|puts on|pulls on|slips on|slips into|throws on|"
    r"shrugs on|shrugs into|changes into|changed into|climbs into|dons|ties on|now in|back in|buttons up|zips up)\s+"
    r"(?P<what>(?:an?|her|his|the|their)\s[^.,;:!?]+|[a-z][^.,;:!?]+)"
)
_PUTS_IT_ON = re.compile(
    r"\b(?:puts|pulls|has) (?P<what>(?:an?|her|his|the) [\w\s-]{2,40}?) (?:back )?on(?=[.,;]| and\b|$)"
)
_TAKES_OFF = re.compile(
    r"\b(?:takes off|removes|pulls off|sheds|peels off|tears off|yanks off|whips off|sweeps off|slips off|shrugs off|"
    r"slips out of|shrugs out of|wriggles out of)\s+(?:her|his|the|their) "
    r"(?P<what>[\w\s-]+?)(?=[.,;:!?]| and\b| as\b|$)"
)
_TAKES_IT_OFF = re.compile(r"\b(?:takes|pulls) (?:her|his|the) (?P<what>[\w\s-]{2,40}?) off(?=[.,;]| and\b|$)")
_IN = re.compile(
    r"(?:\b[A-Z][\w'’.-]*|\b(?:sits|stands|waits|enters|appears|arrives|comes|walks|emerges|returns|leaves|lies|"
    r"kneels|runs|is|hurries|strolls|strides|dances|out|up|down|back|again)),? (?:now |still |again )?"
    r"in (?P<what>(?:an?|her|his|full) [^.,;:!?]+)"
)
_NOT = re.compile(r"(?:\bnot|n't|no longer|never|without|instead of|about to|wants to|tries to)\s*(?:\w+\s)?$")
_SUBJECT = re.compile(rf"(?:she|he|{SUBJECT})(?:\b|(?<=[^\x00-\u2fff]))", re.IGNORECASE)
_OVER = ("coat", "raincoat")
"""What is worn over something else."""
_UPPER = re.compile(r"\b(?:coat|raincoat|jacket|cloak|oilskins?|parka|anorak|robe|cape|poncho|slicker)\b")
_SMALL = re.compile(r"^(?:an?|the|her|his|their|full)\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:and|with|over|as|that|which|against|from|before|while|at|on|for|to|of|by|under)\b.*$")


class Appearance(Frozen):
    """A person in a scene, as the looks of one story day go on from scene to scene."""

    scene: Scene
    day: int
    strand: int
    """Counts up where the story leaves its days for a flashback and comes back to them."""


def costumes_of(
    person: Person, token: str, look: Look, scenes: Sequence[Appearance], people: People
) -> tuple[Costume, ...]:
    """What the script says this person wears otherwise than at first, from when to when.

    `scenes` are those in which the person is seen, in order. What was put on is worn until the story day ends; then
    everybody is dressed as introduced.
    """
    found: dict[str, Costume] = {}
    state: dict[str, object] = {}
    told = name = ""
    when: tuple[int, int] | None = None
    for each in scenes:
        if (each.day, each.strand) != when:
            when, state = (each.day, each.strand), {}
        for sentence, words in _changes(each.scene, person, people):
            now = {**look.model_dump(include=set(WORN)), **state}
            change = _change(sentence, now, token)
            differs = {field: value for field, value in change.items() if now[field] != value}
            if differs:
                state = {**state, **differs}
                told, name = words, _name_in(sentence)
        worn = {field: value for field, value in state.items() if getattr(look, field) != value}
        if worn:
            key = repr(sorted(worn.items()))
            if key not in found:
                found[key] = Costume(token=_token(token, name, found), told=told, **worn)
            costume = found[key]
            found[key] = costume.model_copy(update={"scenes": (*costume.scenes, each.scene.id)})
    return tuple(found.values())


def _changes(scene: Scene, person: Person, people: People) -> Iterator[tuple[str, str]]:
    """Sentences about this person alone that may say what they wear, as text to read and as written."""
    for element in scene.elements:
        if not isinstance(element, Action):
            continue
        last: Person | None = None
        for sentence in sentences(element.text):
            named = [each for each in people.in_text(sentence) if each.kind == "person"]
            about = named[0] if len(named) == 1 else last if not named and _SUBJECT.match(sentence) else None
            if about is person and sentence not in person.introduction:
                yield sentence, sentence
            last = named[0] if len(named) == 1 else last if not named else None


def _change(sentence: str, now: dict[str, object], token: str) -> dict[str, object]:
    """The fields of a look that a sentence changes, with their new values."""
    text = sentence.replace("’", "'")
    change: dict[str, object] = {}
    for what in _taken_off(text):
        said = described(what, "")
        if said.hat not in (None, "none"):
            change["hat"] = "none"
        if said.glasses:
            change["glasses"] = False
        if said.pack:
            change["pack"] = False
        if said.outfit is not None and now["outfit"] in _OVER and _UPPER.search(what.lower()):
            change |= other_clothes(token, str(now["outfit_colour"]))
    for what in _put_on(text):
        worn = described(what, "").model_dump(include=set(WORN), exclude_none=True)
        if {"outfit", "hat", "glasses", "pack"} & worn.keys():
            change |= worn
    return change


def _put_on(text: str) -> Iterator[str]:
    for pattern in (_PUTS_ON, _PUTS_IT_ON, _IN):
        for match in pattern.finditer(text):
            if _is_garment(match["what"]) and not _NOT.search(text[: match.start()]):
                yield match["what"]
    yield from filter(_is_garment, said_in(text, "on"))


def _is_garment(what: str) -> bool:
    """Whether words name something worn: a coat, not a coat rack."""
    head = _TAIL.sub("", what).split()[-1:]
    return bool(
        described(" ".join(head), "").model_dump(include={"outfit", "hat", "glasses", "pack"}, exclude_none=True)
    )


def _taken_off(text: str) -> Iterator[str]:
    for pattern in (_TAKES_OFF, _TAKES_IT_OFF):
        for match in pattern.finditer(text):
            if not _NOT.search(text[: match.start()]):
                yield match["what"]
    yield from filter(_is_garment, said_in(text, "off"))


def _name_in(sentence: str) -> str:
    """What to call a costume: `storm coat` for `pulls on a heavy storm coat`, `without hat` for `takes off her hat`."""
    text = sentence.replace("’", "'")
    on = next(
        (what for what in _put_on(text) if described(what, "").model_dump(include=set(WORN), exclude_none=True)), ""
    )
    words = _TAIL.sub("", _SMALL.sub("", on or next(_taken_off(text), ""))).split()
    return " ".join(words[-2:] if on else ["without", *words[-1:]])


def _token(token: str, name: str, taken: dict[str, Costume]) -> str:
    slug = re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "costume"
    used = {costume.token for costume in taken.values()}
    count = next(count for count in range(1, len(used) + 2) if _numbered(token, slug, count) not in used)
    return _numbered(token, slug, count)


def _numbered(token: str, slug: str, count: int) -> str:
    return f"{token}/{slug}" if count == 1 else f"{token}/{slug}-{count}"
