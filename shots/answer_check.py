"""A model's shots of a scene, checked against the script: nothing left out, nothing made up, and it cuts together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bible.entries import Bible, Hour
from bible.model import Frozen
from shots.asked_shots import AskedShot, PlacedShot, SceneAnswer
from shots.reading_time import played_seconds, spoken_seconds
from shots.scene_page import ScenePage
from shots.shot import Framing, Shot, Span, Subject
from shots.sizes import holds, same_subject, stepped

_ONE = (Framing.SINGLE, Framing.REACTION)
_TWO = (Framing.TWO_SHOT, Framing.OVER_SHOULDER)
_TURNED = {Framing.SINGLE, Framing.OVER_SHOULDER, Framing.REACTION, Framing.POINT_OF_VIEW}
_LONGEST = 25
"""Seconds of one shot beyond which it is to be split."""
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})


class Checked(Frozen):
    """The shots of an answer, and what is wrong with them."""

    shots: tuple[Shot, ...] = ()
    """Without ids and slates; only whole when nothing grave is wrong."""
    grave: tuple[str, ...] = ()
    """Faults for which the shots cannot be used."""
    staged: tuple[str, ...] = ()
    """Faults in who is in frame and how; mended, so that the shots can be used."""
    slight: tuple[str, ...] = ()
    """Faults of craft; the shots can be used, mended where we can."""
    told: tuple[str, ...] = ()
    """What a person ought to know."""


def check_answer(answer: SceneAnswer, page: ScenePage, bible: Bible) -> Checked:
    """The answer as shots of the scene, with all faults in words that the model and people understand."""
    reader = _Reader(answer, page, bible)
    shots = [reader.shot(place, asked) for place, asked in enumerate(answer.shots, 1)]
    reader.ends()
    slight = [*reader.slight, *_alike(shots)]
    told = [
        f"{name} is proposed by the model: write them into the script, and they can be filmed"
        for name in reader.proposed
    ]
    return Checked(
        shots=tuple(_mended(shots)), grave=tuple(reader.grave), staged=tuple(reader.staged), slight=tuple(slight),
        told=tuple(told),
    )  # fmt: skip


class _Reader:
    """Goes through the shots in order and remembers how far every paragraph and line has come."""

    def __init__(self, answer: SceneAnswer, page: ScenePage, bible: Bible) -> None:
        self._page = page
        self._bible = bible
        self._proposed = {_plain(name): clean_row(name) for name in answer.proposed if clean_row(name)}
        self._heard: dict[int, int] = {}
        self._told: dict[int, int] = {}
        self._names = {
            _plain(name): each.token
            for each in reversed(page.cast)
            for name in (each.token.lstrip("@"), *each.aliases, each.name)
        }
        self._crowds = {_plain(each.name) for each in page.crowds}
        home = bible.location(page.sheet.location)
        self._places = {
            _plain(name): each.token
            for each in (*reversed(page.places), home)
            for name in (each.token.lstrip("@"), each.name)
        }
        self._elsewhere = {_plain(each.name): each.name for each in page.others}
        self.grave: list[str] = []
        self.staged: list[str] = []
        self.slight: list[str] = []
        self.proposed: list[str] = []

    def shot(self, place: int, asked: AskedShot) -> Shot:
        """One shot; its faults are remembered."""
        people = self._people(place, asked)
        framing = self._framing(place, asked, people)
        action = self._action(place, asked)
        spans = self._spans(place, asked, people)
        thing = clean_row(asked.thing) if framing in (Framing.INSERT, Framing.TITLE) else ""
        if framing == Framing.TITLE:
            thing, action = action, ""
        where, hour = self._stage(place, asked)
        subjects = self._page.staging.of(() if framing in (Framing.INSERT, Framing.TITLE) else people)
        seconds = played_seconds(action) + sum(spoken_seconds(tuple(piece.words.split())) for piece in asked.speech)
        if seconds > _LONGEST:
            self.slight.append(f"shot {place} runs about {float(seconds):.0f} seconds: split it")
        return Shot(
            id="",
            slate="",
            scene=self._page.scene.id,
            framing=framing,
            size=asked.size,
            angle=asked.angle,
            move=asked.move,
            subjects=subjects,
            thing=thing,
            action=action,
            spans=spans,
            view=_view(framing, subjects),
            place=where,
            hour=hour,
            prompt=clean_row(asked.prompt),
            reason=clean_row(asked.why),
        )

    def ends(self) -> None:
        """See that everything was told and heard to its end."""
        for number, line in enumerate(self._page.lines, 1):
            heard = self._heard.get(number, 0)
            if heard < len(line.words):
                left = " ".join(line.words[heard:])
                self.grave.append(f"line {number} of {line.cue} is not heard: {_short(left)!r} is left out")
        for each in self._page.paragraphs:
            words = each.text.split()
            told = self._told.get(each.number, 0)
            if told < len(words):
                left = " ".join(words[told:])
                self.grave.append(f"paragraph {each.number} is not shown: {_short(left)!r} is left out")

    def _stage(self, place: int, asked: AskedShot) -> tuple[str, Hour | None]:
        """Where and when a shot plays: empty and None for the scene's own."""
        if not isinstance(asked, PlacedShot):
            return "", None
        home, name = self._page.sheet, _plain(asked.place)
        where = self._places.get(name, "")
        if name and not where:
            known = ", ".join(each.name for each in self._page.places) or "no other"
            self.grave.append(
                f"shot {place}: no place of this scene is called {_short(clean_row(asked.place))!r}; "
                f"beside its own ({self._page.place}) there is {known}"
            )
        hour = asked.hour if asked.hour != home.hour else None
        if hour is not None and hour not in self._page.hours:
            self.grave.append(f"shot {place}: nothing in this scene plays at {hour.value}")
        return ("" if where == home.location else where), hour

    def _people(self, place: int, asked: AskedShot) -> list[str]:
        found = []
        for name in asked.people:
            key = _plain(name)
            if key in self._names:
                found.append(self._names[key])
            elif key in self._proposed:
                if self._proposed[key] not in self.proposed:
                    self.proposed.append(self._proposed[key])
            elif key in self._crowds:
                continue
            elif key in self._elsewhere:
                self.staged.append(f"shot {place}: {self._elsewhere[key]} is not seen in this scene")
            else:
                known = ", ".join(each.name for each in self._page.cast) or "nobody"
                self.staged.append(
                    f"shot {place}: nobody is called {_short(clean_row(name))!r}; in this scene there is {known}"
                )
        return list(dict.fromkeys(found))

    def _framing(self, place: int, asked: AskedShot, people: Sequence[str]) -> Framing:
        """How a shot is framed: as asked, where that can be with those who are in it."""
        framing, count = asked.framing, len(people)
        fitting = {0: Framing.MASTER, 1: Framing.SINGLE, 2: Framing.TWO_SHOT}.get(count, Framing.MASTER)
        wrong = ""
        if framing in _ONE and count != 1:
            wrong = f"a {_called(framing)} holds one of the people, not {count}"
        elif framing in _TWO and count != 2:
            wrong = f"a {_called(framing)} holds two of the people, not {count}"
        elif framing == Framing.INSERT and not asked.thing.strip():
            wrong = "an insert needs the thing it shows"
        elif framing == Framing.TITLE and not self._is_lettering(asked):
            wrong = "a title shows a paragraph of kind lettering and nothing else"
        if wrong:
            if count == len(asked.people):
                # A crowd belongs to the place and somebody only proposed is not filmed: that is no fault.
                self.staged.append(f"shot {place}: {wrong}")
            framing = fitting
        if framing == Framing.OVER_SHOULDER and not self._page.staging.face(*people[:2]):
            self.slight.append(f"shot {place}: these two do not face each other; show one alone")
            return Framing.SINGLE
        if not holds(framing, asked.size) and framing != Framing.TITLE:
            self.slight.append(f"shot {place}: a {_called(framing)} is not framed as tight or as wide as {asked.size}")
        return framing

    def _is_lettering(self, asked: AskedShot) -> bool:
        lettering = {each.number for each in self._page.paragraphs if each.lettering}
        return bool(asked.deeds) and not asked.speech and all(piece.number in lettering for piece in asked.deeds)

    def _action(self, place: int, asked: AskedShot) -> str:
        paragraphs = {each.number: each for each in self._page.paragraphs}
        taken = []
        for piece in asked.deeds:
            paragraph = paragraphs.get(piece.number)
            if paragraph is None:
                self.grave.append(f"shot {place}: there is no paragraph {piece.number}")
                continue
            words = paragraph.text.split()
            first = self._told.get(piece.number, 0)
            last = self._follows(place, f"paragraph {piece.number}", piece.words, words, first)
            if last is not None:
                self._told[piece.number] = last
                taken.append(" ".join(words[first:last]))
        return " ".join(taken)

    def _spans(self, place: int, asked: AskedShot, people: Sequence[str]) -> tuple[Span, ...]:
        spans = []
        for piece in asked.speech:
            if not 1 <= piece.number <= len(self._page.lines):
                self.grave.append(f"shot {place}: there is no line {piece.number}")
                continue
            line = self._page.lines[piece.number - 1]
            first = self._heard.get(piece.number, 0)
            if first == 0 and (early := self._out_of_turn(piece.number)):
                self.grave.append(f"shot {place}: line {piece.number} begins before line {early} is over")
            last = self._follows(place, f"line {piece.number} of {line.cue}", piece.words, line.words, first)
            if last is None:
                continue
            self._heard[piece.number] = last
            speaker = self._bible.named(line.cue).token
            away = line.is_voice_over or line.is_off_screen
            lips = piece.seen and speaker in people and not away
            if piece.seen and not lips:
                why = "is a voice out of the picture" if away else "is not in the shot"
                self.slight.append(f"shot {place}: {line.cue} {why}: line {piece.number} cannot be seen there")
            spans.append(Span(line=line.id, first_word=first, last_word=last - 1, lips=lips))
        return tuple(spans)

    def _out_of_turn(self, number: int) -> int:
        """The line that has to be over before this one begins, if one is not; those spoken at once may run together."""
        together = number
        while together > 1 and self._page.lines[together - 1].dual:
            together -= 1
        for earlier in range(1, together):
            if self._heard.get(earlier, 0) < len(self._page.lines[earlier - 1].words):
                return earlier
        return 0

    def _follows(self, place: int, what: str, said: str, words: Sequence[str], first: int) -> int | None:
        """Where a piece ends, when its words are those that come next; else the fault is remembered.

        Signs between words and how words are set apart make no difference: the piece only says where it ends.
        """
        asked = _letters(said)
        last, heard = first, ""
        while last < len(words) and (len(heard) < len(asked) or not _letters(words[last])):
            heard += _letters(words[last])
            last += 1
        if not asked and _letters(" ".join(words)):
            self.grave.append(f"shot {place}: a piece of {what} holds no words")
        elif heard == asked and last > first:
            return last
        elif first >= len(words):
            self.grave.append(f"shot {place}: {what} was over already")
        else:
            self.grave.append(
                f"shot {place}: {_short(said)!r} are not the next words of {what}: those are "
                f"{_short(' '.join(words[first:]))!r}"
            )
        return None


def _alike(shots: Sequence[Shot]) -> Iterator[str]:
    for place, (one, other) in enumerate(pairwise(shots), 2):
        if one.size == other.size and same_subject(one, other):
            yield f"shots {place - 1} and {place} show the same subject at the same size {one.size}"


def _mended(shots: Sequence[Shot]) -> Iterator[Shot]:
    """The shots with sizes that their framings hold, each a step from its neighbour's."""
    before: Shot | None = None
    for shot in shots:
        before = shot if shot.framing == Framing.TITLE else stepped(shot, before)
        yield before


def _view(framing: Framing, subjects: Sequence[Subject]) -> int:
    return 1 if framing in _TURNED and subjects and subjects[0].side == "right" else 0


def _called(framing: Framing) -> str:
    return framing.value.replace("_", " ") + ("" if framing in _TWO else " shot")


def _plain(text: str) -> str:
    """A word or a name without what writers and models set differently: case of names aside, quotes and dashes."""
    return unicodedata.normalize("NFKC", text.translate(_ALIKE)).strip().casefold()


def _letters(text: str) -> str:
    """The letters and digits of a text, without case."""
    return "".join(each for each in _plain(text) if each.isalnum())


def clean_row(text: str) -> str:
    """One row of plain text: no control signs, no runs of white space."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", " ", text).split())


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:88].rstrip()} …"
