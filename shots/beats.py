"""A scene as beats: the smallest pieces that a shot is made for. Nothing of the action is lost, nothing told twice."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from bible.entries import Bible, BreakdownSheet, Hour
from bible.model import Frozen
from bible.montage import bullet_of, called_places, hour_of_item, is_short_for, place_of_item
from bible.script import Action, Element, Lettering, Line, Scene
from shots.actors import Cast
from shots.directions import Direction, heading_direction, read_direction, split_direction
from shots.looks import is_glimpse, is_of_what_was_looked_at, seen_through
from shots.reading_time import ends_sentence, played_seconds
from shots.sentences import sentences
from shots.shot import Size
from shots.things import animal_first, is_thing, thing_in, thing_named

Tense = Literal["present", "past", "dream"]
_LONGEST = Fraction(5)
"""Seconds of action that one beat takes in, but for a single long sentence."""
_PLACE = Fraction(6)
"""The same for a place without people."""
_OPENING = Fraction(9)
"""The same for the first beat with people in it, which shows them together."""
_IT = re.compile(r"(?:it|they)\b", re.I)
_LEAVES = re.compile(
    r"\b(exits?|leaves|vanish(?:es)?|disappears?|(?:walks?|runs?|storms?|goes|heads?|strides?|rushes|slips?|drives?|"
    r"hurries|steps) (?:out|off|away|outside)|is gone|closes the door behind (?:him|her|them))\b",
    re.I,
)
_SIZES: dict[str, Size] = {"close": Size.CU, "extreme": Size.ECU, "wide": Size.WS}


class Beat(Frozen):
    """One thing that happens or is said."""

    kind: Literal["place", "deed", "insert", "view", "item", "speech", "lettering"]
    """What it shows: the place, somebody acting, a thing, what somebody sees, a row of a montage, words, or letters."""
    text: str = ""
    """The script's words; a speech has them in its lines."""
    actors: tuple[str, ...] = ()
    """Tokens of who acts, the one it is about first."""
    lines: tuple[Line, ...] = ()
    """The speeches of a speech beat: one, or several spoken at the same time."""
    thing: str = ""
    size: Size | None = None
    """What the writer asked for."""
    present: tuple[str, ...] = ()
    """Tokens of all who are on stage, in the order in which they came."""
    enters: tuple[str, ...] = ()
    """Those who come on with this beat."""
    leaves: str = ""
    """Token of the one who goes off at its end; empty for nobody."""
    tense: Tense = "present"
    intercut: bool = False
    """It may play in one of two places that alternate."""
    recalled: bool = False
    """It is remembered or dreamed within the scene, wherever its people are now."""
    place: str = ""
    """For a row of a montage, a call, or what is remembered: the token of its place; empty for the scene's."""
    hour: Hour | None = None
    """The light it says it plays in; None for the scene's."""


def beats_of(scene: Scene, bible: Bible, sheet: BreakdownSheet, opening: tuple[Element, ...] = ()) -> tuple[Beat, ...]:
    """The beats of a scene, in order. `opening` is what stands before the first heading and goes with this scene."""
    return _Reader(scene, bible, sheet).read((*opening, *scene.elements))


class _Reader:
    """Reads one scene from its first element to its last."""

    def __init__(self, scene: Scene, bible: Bible, sheet: BreakdownSheet) -> None:
        heading = heading_direction(scene.heading.text)
        self._bible = bible
        self._cast = Cast(bible, (token for token in sheet.characters if token not in sheet.voices))
        self._props = frozenset(prop for prop in sheet.props if is_thing(prop) and not self._cast.named(prop.upper()))
        self._here, self._places = sheet.location, bible.locations
        self._scene_tense: Tense = _tense(heading, "present")
        self._tense = self._scene_tense
        self._montage = heading is not None and heading.kind == "montage"
        self._bullets = False
        self._intercut = heading is not None and heading.kind == "intercut"
        self._near = self._away = ""
        """The two places of an intercut where the script names them; `_near` is empty for the scene's own."""
        self._there: set[str] = set()
        """Those who came on since, in the other place."""
        self._recalled: tuple[str, Hour | None] | None = None
        """The place and the light of what is remembered now, as far as the script says; None when nothing is."""
        self._pending: Direction | None = None
        self._present: list[str] = []
        self._shown: set[str] = set()
        self._beats: list[Beat] = []

    def read(self, elements: tuple[Element, ...]) -> tuple[Beat, ...]:
        self._present = self._there_from_the_start(elements)
        for element in elements:
            if isinstance(element, Action):
                self._action(element.text)
            elif isinstance(element, Line):
                self._settle()
                self._speech(element)
            elif isinstance(element, Lettering):
                self._settle()
                self._add(Beat(kind="lettering" if element.kind == "centered" else "place", text=_flat(element.text)))
        self._settle()
        return tuple(self._beats)

    def _there_from_the_start(self, elements: tuple[Element, ...]) -> list[str]:
        """Those who speak before any action names them, and those whom none names; but not who is only called up."""
        named: set[str] = set()
        spoken: set[str] = set()
        called = False
        for element in elements:
            if isinstance(element, Action):
                named |= set(self._cast.named(element.text)) - spoken
                called = called or any(_is_intercut(row) for row in element.text.split("\n"))
            elif isinstance(element, Line) and not element.is_voice_over:
                speaker = {self._bible.named(element.cue).token} - named - spoken
                named, spoken = (named | speaker, spoken) if called else (named, spoken | speaker)
        return [token for token in self._cast.tokens if token not in named]

    # Action, row by row

    def _action(self, text: str) -> None:
        rows = text.split("\n")
        if self._montage and self._bullets and not any(bullet_of(row) for row in rows):
            self._montage = self._bullets = False
        prose: list[str] = []
        for row in rows:
            head, rest = split_direction(row)
            direction = read_direction(head or row)
            if direction is not None:
                self._prose(prose)
                prose = []
                self._direct(direction)
                self._near, self._away = self._called(row) or (self._near, self._away)
                prose = [rest] if head else []
            elif self._montage and prose and (bullet_of(row) or ends_sentence(prose[-1].split()[-1])):
                self._prose(prose)
                prose = [row]
            elif row.strip():
                prose.append(row)
        self._prose(prose)

    def _called(self, row: str) -> tuple[str, str] | None:
        """The places between which an intercut goes: those of who was here and of who comes on. None if it says none.

        Between two others, who was here is in the first by now: `INTERCUT - VAN / GALLERY` in a scene in the street.
        """
        here = next((each.name for each in self._places if each.token == self._here), "")
        others = [heading for heading in called_places(row) if not is_short_for(heading, here)]
        places = [place_of_item(f"{heading.text}:", self._places, self._is_other) for heading in others]
        known = [place for place in places if place and place != self._here]
        if not known:
            return None
        return (known[0], known[1]) if len(known) > 1 else ("", known[0])

    def _direct(self, direction: Direction) -> None:
        self._settle()
        if direction.kind == "montage":
            self._montage, self._bullets = True, False
        elif direction.kind == "intercut":
            self._intercut = True
        elif direction.kind in ("flashback", "dream"):
            self._tense = _tense(direction, self._tense)
            row = f"{direction.about}:"
            self._recalled = (place_of_item(row, self._places, self._is_other), hour_of_item(row))
        elif direction.kind in ("end", "back"):
            self._montage = self._bullets = False
            self._intercut = self._intercut and direction.about != "INTERCUT"
            self._tense, self._recalled = self._scene_tense, None
        else:
            self._pending = direction

    def _settle(self) -> None:
        """A direction that no action followed is a shot all the same, when it says of what."""
        if self._pending is not None and (self._pending.about or self._pending.shown):
            self._directed("")
        self._pending = None

    def _prose(self, rows: list[str]) -> None:
        if not rows:
            return
        if self._montage:
            self._bullets = self._bullets or bool(bullet_of(rows[0]))
            text = _flat("\n".join(rows)[len(bullet_of(rows[0])) :])
            place = place_of_item(rows[0] if len(rows) == 1 else text, self._places, self._is_other)
            item = Beat(
                kind="item", text=text, actors=self._actors(text), hour=hour_of_item(rows[0]),
                place="" if place == self._here else place,
            )  # fmt: skip
            if item.place:
                # Whoever is elsewhere has not come here.
                self._add(item)
            else:
                self._come_on(self._cast.named(text), item)
        elif self._pending is not None:
            self._directed(_flat("\n".join(rows)))
        else:
            self._paragraph(_flat("\n".join(rows)))

    def _directed(self, text: str) -> None:
        """What a direction shows, in the words that follow it."""
        direction, self._pending = self._pending, None
        assert direction is not None, "directed without a direction"
        about = self._cast.named(direction.about)
        size = _SIZES.get(direction.kind)
        if direction.kind == "view":
            text = f"{direction.shown}: {text}" if direction.shown and text else direction.shown or text
            self._add(Beat(kind="view", text=text, actors=self._actors(text) if text else ()))
        elif direction.kind == "insert" or (direction.about and not about and direction.kind != "wide"):
            thing = thing_named(direction.about) or thing_in(text.upper(), self._props, ()) or _last_noun(text)
            self._shown.add(thing)
            self._add(Beat(kind="insert", text=text, thing=thing, size=size))
        elif text or about:
            first = len(self._beats)
            self._paragraph(text) if text else self._add(Beat(kind="deed", actors=about))
            if first < len(self._beats):
                asked = self._beats[first]
                actors = asked.actors or about
                kind = "deed" if actors and asked.kind == "place" else asked.kind
                self._beats[first] = asked.model_copy(update={"size": size, "actors": actors, "kind": kind})

    def _paragraph(self, text: str) -> None:
        groups: list[Beat] = []
        for sentence in sentences(text):
            actors = self._actors(sentence)
            last = groups[-1] if groups else None
            of_thing = last is not None and not actors and self._tells_of_thing(sentence, last)
            beat = self._beat_of(sentence, actors, last, of_thing)
            if last is not None and (of_thing or _goes_with(last, beat)):
                groups[-1] = _joined(last, beat)
            else:
                groups.append(beat)
        for beat in self._together(groups):
            self._come_on(self._cast.named(beat.text), beat)

    def _beat_of(self, sentence: str, actors: tuple[str, ...], last: Beat | None, of_thing: bool) -> Beat:
        """One sentence: a deed, the place, an animal that does something, or what somebody sees who looked before."""
        animal = animal_first(sentence) if not self._cast.named(sentence) else ""
        if animal and animal not in self._shown:
            # It is looked at, not whoever it looks at.
            return self._shows(animal, sentence)
        beat = Beat(kind="deed" if actors else "place", text=sentence, actors=actors)
        through = seen_through(sentence)
        if through and last is not None and last.actors:
            return beat.model_copy(update={"kind": "view", "actors": self._cast.named(through)})
        before = last or (self._beats[-1] if self._beats else None)
        if actors or of_thing or before is None or before.kind not in ("deed", "view"):
            return beat
        if last is None:
            seen = before.kind == "deed" and is_of_what_was_looked_at(sentence, before.text)
        else:
            seen = is_glimpse(sentence, last.text, is_seen=last.kind == "view")
        thing = thing_in(sentence, self._props, self._shown) if seen else ""
        if thing:
            return self._shows(thing, sentence)
        whom = before.actors if before.kind == "view" else before.actors[1:2]
        return beat.model_copy(update={"kind": "view", "actors": whom if last is not None else ()}) if seen else beat

    def _shows(self, thing: str, text: str) -> Beat:
        self._shown.add(thing)
        return Beat(kind="insert", text=text, thing=thing)

    def _tells_of_thing(self, sentence: str, last: Beat) -> bool:
        """Whether a sentence says more of the thing just named, which is shown with both: `It goes out.`"""
        return bool(_IT.match(sentence)) and bool(thing_in(last.text, self._props, self._shown))

    def _together(self, groups: list[Beat]) -> list[Beat]:
        """The scene's first paragraph with several people in it is one beat, so that they are seen together."""
        if any(beat.kind == "deed" for beat in self._beats):
            return groups
        deeds = [place for place, beat in enumerate(groups) if beat.kind == "deed"]
        leaders = {groups[place].actors[0] for place in deeds}
        if len(leaders) < 2:
            return groups
        whole = groups[deeds[0]]
        for beat in groups[deeds[0] + 1 : deeds[-1] + 1]:
            whole = _joined(whole, beat)
        if played_seconds(whole.text) > _OPENING:
            return groups
        return [*groups[: deeds[0]], whole.model_copy(update={"kind": "deed"}), *groups[deeds[-1] + 1 :]]

    def _is_other(self, name: str) -> bool:
        return bool(self._cast.named(name)) or name.lower() in self._props

    def _actors(self, sentence: str) -> tuple[str, ...]:
        return self._cast.actors(sentence, self._present)

    # What the beats say of the stage

    def _come_on(self, named: tuple[str, ...], beat: Beat) -> None:
        enters = tuple(token for token in dict.fromkeys((*beat.actors, *named)) if token not in self._present)
        self._present += enters
        self._there.update(enters if self._intercut else ())
        thing = "" if beat.kind in ("item", "view", "insert") else thing_in(beat.text, self._props, self._shown)
        text, of_thing = _parted(beat.text, thing) if thing else (beat.text, "")
        goes = bool(beat.actors) and beat.actors[0] not in enters and bool(_LEAVES.search(beat.text))
        leaves = beat.actors[0] if goes and len(self._present) > 1 else ""
        self._add(beat.model_copy(update={"enters": enters, "leaves": leaves, "text": text}))
        if leaves:
            self._present.remove(leaves)
        if thing:
            self._shown.add(thing)
            self._add(Beat(kind="insert", thing=thing, text=of_thing))

    def _speech(self, line: Line) -> None:
        if not line.words:
            return
        speaker = self._bible.named(line.cue).token
        self._cast.mention(speaker)
        visible = not line.is_voice_over and not line.is_off_screen and speaker in self._cast.tokens
        if visible and speaker not in self._present:
            self._present.append(speaker)
            self._there.update((speaker,) if self._intercut else ())
        last = self._beats[-1] if self._beats else None
        if line.dual and last is not None and last.kind == "speech":
            self._beats[-1] = last.model_copy(update={"lines": (*last.lines, line), "present": tuple(self._present)})
        else:
            self._add(Beat(kind="speech", lines=(line,)))

    def _add(self, beat: Beat) -> None:
        of = beat.actors or tuple(self._bible.named(line.cue).token for line in beat.lines)
        intercut = self._intercut and self._recalled is None
        comes_on = beat.kind != "view" and bool(of) and of[0] in self._there
        place, hour = self._recalled or ((self._away if comes_on else self._near) if intercut else "", None)
        # Of a place without people, those are seen who are in it: not who is at the other end of the line.
        present = tuple(each for each in self._present if of or not intercut or each not in self._there)
        stage = {"present": present, "tense": self._tense, "intercut": intercut, "recalled": self._recalled is not None}
        self._beats.append(beat.model_copy(update={**stage, "place": beat.place or place, "hour": beat.hour or hour}))


def _is_intercut(row: str) -> bool:
    direction = read_direction(row)
    return direction is not None and direction.kind == "intercut"


def _tense(direction: Direction | None, otherwise: Tense) -> Tense:
    kinds: dict[str, Tense] = {"flashback": "past", "dream": "dream"}
    return kinds.get(direction.kind, otherwise) if direction else otherwise


def _goes_with(last: Beat, beat: Beat) -> bool:
    """Whether a sentence belongs to the beat before it: the same person goes on, or nobody else comes in."""
    if played_seconds(f"{last.text} {beat.text}") > (_PLACE if last.kind == "place" else _LONGEST):
        return False
    if "insert" in (beat.kind, last.kind):
        return False
    if beat.kind == "view" or last.kind == "view":
        return beat.kind == last.kind
    if beat.kind == "place":
        return last.kind in ("place", "deed")
    return last.kind == "deed" and beat.actors[0] == last.actors[0]


def _joined(first: Beat, second: Beat) -> Beat:
    actors = tuple(dict.fromkeys((*first.actors, *second.actors)))
    return first.model_copy(update={"text": f"{first.text} {second.text}", "actors": actors})


def _parted(text: str, thing: str) -> tuple[str, str]:
    """The words before the thing is shown alone, and those that then say what it does: `It goes out.`"""
    told = sentences(text)
    place = next((place for place, each in enumerate(told) if thing.casefold() in each.casefold()), len(told))
    if place + 2 == len(told) and _IT.match(told[-1]):
        return " ".join(told[:-1]), told[-1]
    return text, ""


def _last_noun(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    return words[-1].lower() if words else "thing"


def _flat(text: str) -> str:
    return " ".join(text.split())
