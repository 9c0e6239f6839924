"""A scene as beats: the smallest pieces that a shot is made for. Nothing of the action is lost, nothing told twice."""

from __future__ import annotations

import re

from bible.entries import Bible, BreakdownSheet
from bible.memory import Tense
from bible.montage import bullet_of, called_places, hour_of_item, is_short_for, place_of_item
from bible.script import Action, Element, Lettering, Line, Scene, Transition
from bible.transitions import is_transition
from shots.actors import Cast
from shots.beat import Beat
from shots.directions import Direction, heading_direction, read_direction, split_direction
from shots.paragraphs import Paragraphs
from shots.presence import Home, Presence
from shots.reading_time import ends_sentence
from shots.sentences import sentences
from shots.shot import Size
from shots.things import is_thing, thing_begun_with, thing_in, thing_named

_THE_END = re.compile(r"(?:THE END|ENDE|FIN|FINE|FIM|SLUT|KONIEC|КІНЕЦЬ|КОНЕЦ|完|終|劇終)[.!]?")
"""Action that is to be read, not done."""
_CALLS = re.compile(
    r"\b(?:dials|answering machine|on the (?:phone|telephone|other end)|(?:phone|receiver) (?:to|at|against) "
    r"(?:his|her) ear|(?:answers|picks up|grabs|lifts) (?:the|his|her|a) (?:\w+ )?(?:phone|telephone|receiver|"
    r"mobile|cell))\b",
    re.I,
)
"""What begins a call."""
_NEAR = ("close", "extreme", "angle")
_SIZES: dict[str, Size] = {"close": Size.CU, "extreme": Size.ECU, "wide": Size.WS}


def beats_of(
    scene: Scene,
    bible: Bible,
    sheet: BreakdownSheet,
    opening: tuple[Element, ...] = (),
    tense: Tense = "present",
    home: Home | None = None,
) -> tuple[Beat, ...]:
    """The beats of a scene, in order. `opening` is what stands before the first heading and goes with this scene.

    `tense` is the one the scene begins in; where it is not the present, `home` is where the story is meanwhile.
    """
    return _Reader(scene, bible, sheet, tense, home).read((*opening, *scene.elements))


class _Reader:
    """Reads one scene from its first element to its last."""

    def __init__(self, scene: Scene, bible: Bible, sheet: BreakdownSheet, tense: Tense, home: Home | None) -> None:
        heading = heading_direction(scene.heading.text)
        self._bible = bible
        self._cast = Cast(bible, (token for token in sheet.characters if token not in sheet.voices))
        self._props = frozenset(prop for prop in sheet.props if is_thing(prop) and not self._cast.named(prop.upper()))
        self._here, self._places = sheet.location, bible.locations
        self._montage = heading is not None and heading.kind == "montage"
        self._bullets = False
        self._presence = Presence((), tense, heading is not None and heading.kind == "intercut", home)
        self._paragraphs = Paragraphs(self._cast, self._props)
        self._pending: Direction | None = None
        self._on_the_line: frozenset[str] = frozenset()
        """Those who are only heard at the other end of a call."""
        self._inserted = False
        """What is shown apart from the scene goes on until the script goes back to it."""
        self._beats: list[Beat] = []

    def read(self, elements: tuple[Element, ...]) -> tuple[Beat, ...]:
        self._on_the_line = self._heard_in_calls(elements)
        self._presence.people += self._there_from_the_start(elements)
        for element in elements:
            if isinstance(element, Transition) or (isinstance(element, Action) and is_transition(element.text.strip())):
                self._transition(element.text)
            elif isinstance(element, Action):
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
                called = called or any(map(_is_elsewhere, element.text.split("\n")))
            elif isinstance(element, Line) and not element.is_voice_over:
                speaker = {self._bible.named(element.cue).token} - named - spoken
                named, spoken = (named | speaker, spoken) if called else (named, spoken | speaker)
        return [token for token in self._cast.tokens if token not in named | self._on_the_line]

    def _heard_in_calls(self, elements: tuple[Element, ...]) -> frozenset[str]:
        """Those whom no action names, and who first speak after somebody took up a phone: they are at its other end.

        Nobody is, where the script has the film alternate between the two ends.
        """
        named: set[str] = set()
        spoken: set[str] = set()
        heard: set[str] = set()
        called = False
        for element in elements:
            if isinstance(element, Action):
                if any(map(_is_elsewhere, element.text.split("\n"))):
                    return frozenset()
                named |= set(self._cast.named(element.text))
                called = called or bool(_CALLS.search(element.text))
            elif isinstance(element, Line):
                speaker = self._bible.named(element.cue).token
                heard |= {speaker} - spoken if called else set()
                spoken.add(speaker)
        return frozenset(heard - named) if spoken - heard or named else frozenset()

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
                self._presence.alternate(self._called(row))
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

    def _transition(self, text: str) -> None:
        """A transition into what is remembered and out of it: `FLASHBACK TO:`."""
        direction = read_direction(text)
        if direction is not None and direction.kind in ("flashback", "dream", "end", "back"):
            self._direct(direction)

    def _direct(self, direction: Direction) -> None:
        self._settle()
        if direction.kind == "montage":
            self._montage, self._bullets = True, False
        elif direction.kind == "intercut":
            self._presence.intercut = True
        elif direction.kind in ("flashback", "dream"):
            row = f"{direction.about}:"
            place = place_of_item(row, self._places, self._is_other)
            self._presence.recall("past" if direction.kind == "flashback" else "dream", place, hour_of_item(row))
        elif direction.kind in ("end", "back"):
            self._montage = self._bullets = False
            if direction.about == "INTERCUT":
                self._presence.alternate_no_more()
            ends = re.match(r"FLASH|DREAM|PRESENT|THE PRESENT", direction.about) is not None
            self._presence.come_back(to_present=ends or (direction.kind == "back" and not self._inserted))
            self._inserted = False
        else:
            self._pending, self._inserted = direction, True

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
                self._play(item)
        elif self._pending is not None:
            self._directed(_flat("\n".join(rows)))
        elif _THE_END.fullmatch("\n".join(rows).strip()):
            self._add(Beat(kind="lettering", text=_flat("\n".join(rows))))
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
            looker = next(iter(about), "")
            self._add(Beat(kind="view", text=text, actors=self._actors(text) if text else (), looker=looker))
        elif not direction.about and direction.kind in _NEAR and (thing := self._thing_near(text)):
            own, rest = self._paragraphs.of_first(text)
            self._paragraphs.show(thing)
            self._add(Beat(kind="insert", text=f"{own[0].upper()}{own[1:]}", thing=thing, size=size))
            self._paragraph(rest)
        elif direction.kind == "insert" or (direction.about and not about and direction.kind != "wide"):
            thing = thing_named(direction.about) or thing_in(text.upper(), self._props, ()) or _last_noun(text)
            self._paragraphs.show(thing)
            self._add(Beat(kind="insert", text=text, thing=thing, size=size))
        elif text or about:
            first = len(self._beats)
            self._paragraph(text) if text else self._add(Beat(kind="deed", actors=about))
            if first < len(self._beats):
                asked = self._beats[first]
                actors = asked.actors or about
                kind = "deed" if actors and asked.kind == "place" else asked.kind
                self._beats[first] = asked.model_copy(update={"size": size, "actors": actors, "kind": kind})

    def _thing_near(self, text: str) -> str:
        """The thing that follows on a row that only says how near it is seen: `CLOSE ON the tray. It trembles.`"""
        first = next(iter(sentences(text)), "")
        return "" if self._cast.named(first) else thing_begun_with(first)

    def _paragraph(self, text: str) -> None:
        for beat in self._paragraphs.beats(text, self._presence.people, self._beats):
            self._play(beat)

    def _is_other(self, name: str) -> bool:
        return bool(self._cast.named(name)) or name.lower() in self._props

    def _actors(self, sentence: str) -> tuple[str, ...]:
        return self._cast.actors(sentence, self._presence.people)

    def _speech(self, line: Line) -> None:
        if not line.words:
            return
        speaker = self._bible.named(line.cue).token
        if speaker not in self._on_the_line:
            self._cast.mention(speaker)
        heard = line.is_voice_over or line.is_off_screen or speaker in self._on_the_line
        if not heard and speaker in self._cast.tokens:
            self._presence.speaks(speaker)
        last = self._beats[-1] if self._beats else None
        if line.dual and last is not None and last.kind == "speech":
            present = tuple(self._presence.people)
            self._beats[-1] = last.model_copy(update={"lines": (*last.lines, line), "present": present})
        else:
            self._add(Beat(kind="speech", lines=(line,)))

    def _play(self, beat: Beat) -> None:
        self._beats.append(self._presence.play(beat, self._cast.named(beat.text)))

    def _add(self, beat: Beat) -> None:
        self._beats.append(self._presence.stamp(beat, [self._bible.named(line.cue).token for line in beat.lines]))


def _is_elsewhere(row: str) -> bool:
    direction = read_direction(row)
    return direction is not None and direction.kind in ("intercut", "flashback", "dream")


def _last_noun(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    return words[-1].lower() if words else "thing"


def _flat(text: str) -> str:
    return " ".join(text.split())
