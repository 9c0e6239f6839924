"""Rows of a shot list's table as shots: each cell read, and what is wrong in it said by row and column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import NoReturn, TypeVar

from bible.entries import Bible, Hour
from bible.errors import ShotListError
from bible.script import Script
from bible.unseen import unseen_in
from shots.shot import (
    LEAST_MOTION,
    LONGEST_SHOT,
    MOST_MOTION,
    Angle,
    Framing,
    Move,
    Shot,
    ShotList,
    Size,
    Span,
    Subject,
)

NEEDED = ("scene", "framing", "size")
"""Columns without which a row is no shot."""
_SPAN = re.compile(
    r"(?P<line>L\d{1,9})(?:\s+(?P<first>\d{1,6})\s*-\s*(?P<last>\d{1,6}))?(?:\s+(?P<unseen>unseen))?", re.I
)
_LONGEST = {"thing": 120, "action": 4_000, "prompt": 4_000}
"""Letters of a cell; what is longer is no description of a shot."""
_DIGITS = 9
_WALLS = 3
"""The last wall of a place, counted from the master's side."""
Word = TypeVar("Word", bound=StrEnum)


class RowReader:
    """Reads rows into shots and remembers at which row each slate stands."""

    def __init__(self, name: str, before: ShotList, script: Script, bible: Bible, used_slates: Collection[str]) -> None:
        """`name` is the table's file, for errors; `before` the list the table changes."""
        self._name = name
        self._before = {shot.slate.upper(): shot for shot in before.shots}
        self._script = script
        self._bible = bible
        self._lines = {line.id: line for line in script.lines()}
        self._scenes = {called.upper(): scene for scene, called in script.scene_names.items()}
        self._used = set(used_slates) - set(self._before)
        self.slates: dict[str, int] = {}
        """The row of each slate that was read."""
        self._sides = {
            (shot.scene, subject.token): subject.side for shot in reversed(before.shots) for subject in shot.subjects
        }

    def shot(self, row: int, cells: Mapping[str, str]) -> Shot:
        """One row as a shot; without id when it is new, without slate when it asks for one. Raises ShotListError."""
        scene = self._scene(row, cells["scene"])
        slate = cells.get("slate", "").upper()
        old = self._before.get(slate)
        if slate in self.slates:
            self._fail(
                row, "slate", f"{slate} stands in row {self.slates[slate]} already", "leave it empty for a new one"
            )
        if slate in self._used:
            self._fail(row, "slate", f"{slate} was given to another shot", "leave it empty for a new one")
        if slate and old is None and not re.fullmatch(r"[^\W_][\w.-]{0,15}", slate):
            self._fail(row, "slate", f"{_short(slate)!r} is no slate", "leave it empty for a new one")
        if slate:
            self.slates[slate] = row
        self._check_words(row, cells, old)
        base = old or Shot(id="", slate=slate, scene=scene, framing=Framing.SINGLE, size=Size.MS)
        shot = base.model_copy(
            update={
                "scene": scene,
                "framing": self._word(row, cells, "framing", Framing, base.framing),
                "size": self._word(row, cells, "size", Size, base.size),
                "angle": self._word(row, cells, "angle", Angle, base.angle),
                "move": self._word(row, cells, "move", Move, base.move),
                "thing": cells.get("thing", base.thing),
                "action": cells.get("action", base.action),
                "prompt": cells.get("prompt", base.prompt),
                "motion": self._motion(row, cells, base.motion),
                "duration_frames": self._frames(row, cells, base.duration_frames),
                "view": self._number(row, cells, "view", base.view, _WALLS),
                "tense": self._tense(row, cells, base),
                **self._stage(row, cells, base, scene),
            }
        )
        if "subjects" in cells:
            shot = shot.model_copy(update={"subjects": self._subjects(row, cells["subjects"], scene)})
        if "lines" in cells:
            shot = shot.model_copy(update={"spans": self._spans(row, cells["lines"], shot)})
        self._check_dialogue(row, cells, shot)
        return shot

    def _check_words(self, row: int, cells: Mapping[str, str], old: Shot | None) -> None:
        """What a person wrote into cells of words; the script's own words are as they are."""
        for column, longest in _LONGEST.items():
            text = cells.get(column, "")
            if old is not None and text == str(getattr(old, column)).strip():
                continue
            unseen = unseen_in(text)
            if unseen:
                self._fail(row, column, f"there is a sign in it that is not seen ({unseen})", "take it out")
            if len(text) > longest:
                self._fail(row, column, f"it has {len(text)} letters", f"write at most {longest}")

    def _fail(self, row: int, column: str, what: str, cure: str) -> NoReturn:
        raise ShotListError(f"{column}: {what}", where=f"{self._name}:{row}", cure=cure)

    def _scene(self, row: int, text: str) -> str:
        found = self._scenes.get(" ".join(text.split()).upper())
        if found is None:
            names = ", ".join(self._script.scene_names.values())
            self._fail(row, "scene", f"there is no scene {_short(text)!r}", f"the scenes are {names}")
        return found

    def _word(self, row: int, cells: Mapping[str, str], column: str, kind: type[Word], otherwise: Word) -> Word:
        text = cells.get(column, "")
        if not text and (column not in NEEDED or cells.get("slate", "").upper() in self._before):
            return otherwise
        wanted = re.sub(r"[\s-]+", "_", text)
        for word in kind:
            if word.lower() == wanted.lower():
                return word
        raise ShotListError(
            f"{column}: {_short(text)!r} is not known",
            where=f"{self._name}:{row}",
            cure=f"use one of {', '.join(kind)}",
        )

    def _stage(self, row: int, cells: Mapping[str, str], base: Shot, scene: str) -> dict[str, object]:
        """Where and when a shot plays, where the table says otherwise than the list did."""
        stage: dict[str, object] = {}
        sheet, place, hour = self._bible.sheet(scene), cells.get("place"), cells.get("hour")
        there = self._bible.where(base.place, scene)
        if place is not None and place.upper() not in (there.name.upper(), self._bible.place_name(there).upper()):
            names = {self._bible.place_name(each).upper(): each.token for each in self._bible.locations}
            tokens = {each.name.upper(): each.token for each in reversed(self._bible.locations)} | names
            if place and place.upper() not in tokens:
                self._fail(row, "place", f"there is no place {_short(place)!r}", f"the places are {', '.join(names)}")
            token = tokens.get(place.upper(), sheet.location)
            stage["place"] = "" if token == sheet.location else token
        if hour is not None and hour.lower() != (base.hour or sheet.hour):
            word = self._word(row, cells, "hour", Hour, sheet.hour)
            stage["hour"] = None if word == sheet.hour else word
        return stage

    def _tense(self, row: int, cells: Mapping[str, str], base: Shot) -> str:
        text = cells.get("tense", base.tense).lower() or "present"
        if text not in ("present", "past", "dream"):
            self._fail(row, "tense", f"{_short(text)!r} is not known", "use one of present, past, dream")
        return text

    def _number(self, row: int, cells: Mapping[str, str], column: str, otherwise: int, most: int) -> int:
        text = cells.get(column)
        if not text:
            return otherwise
        if not text.isascii() or not text.isdigit():
            self._fail(row, column, f"{_short(text)!r} is no whole number", "write digits only")
        if len(text) > _DIGITS or int(text) > most:
            self._fail(row, column, f"{_short(text)} is too much", f"give at most {most}")
        return int(text)

    def _motion(self, row: int, cells: Mapping[str, str], otherwise: float) -> float:
        text = cells.get("motion")
        if text is None:
            return otherwise
        number = float(text.replace(",", ".")) if re.fullmatch(r"\d{0,2}[.,]?\d{1,2}", text) else 0.0 if text else 1.0
        if not LEAST_MOTION <= number <= MOST_MOTION:
            cure = f"give a number from {LEAST_MOTION:g} to {MOST_MOTION:g}, of two digits at most behind the point"
            self._fail(row, "motion", f"{_short(text)!r} is not known", cure)
        return number

    def _frames(self, row: int, cells: Mapping[str, str], otherwise: int | None) -> int | None:
        if cells.get("frames") == "":
            return None
        return self._number(row, cells, "frames", otherwise or 0, LONGEST_SHOT) or None

    def _subjects(self, row: int, text: str, scene: str) -> tuple[Subject, ...]:
        subjects = []
        for part in filter(None, (part.strip() for part in text.split(";"))):
            match = re.fullmatch(r"(?P<who>.*?)(?:\s+(?P<side>left|right|cent(?:re|er)))?", part, re.I | re.DOTALL)
            assert match is not None, "the pattern takes anything"
            token = self._token(row, match["who"])
            side = (match["side"] or self._sides.get((scene, token), "centre")).lower().replace("center", "centre")
            subjects.append(Subject.model_validate({"token": token, "side": side}))
        return tuple(subjects)

    def _token(self, row: int, who: str) -> str:
        for character in self._bible.characters:
            if who.upper() in (character.token.upper(), character.name.upper()):
                return character.token
        names = ", ".join(character.name for character in self._bible.characters)
        raise ShotListError(
            f"subjects: nobody is called {_short(who)!r}",
            where=f"{self._name}:{row}",
            cure=f"the characters are {names}",
        )

    def _spans(self, row: int, text: str, shot: Shot) -> tuple[Span, ...]:
        spans = []
        in_frame = {subject.token for subject in shot.subjects}
        for part in filter(None, (part.strip() for part in text.split(";"))):
            match = _SPAN.fullmatch(part)
            line = self._lines.get(match["line"].upper()) if match else None
            if match is None or line is None:
                raise ShotListError(
                    f"lines: {_short(part)!r} is no line of the script",
                    where=f"{self._name}:{row}",
                    cure="write L0042, or L0042 0-7 for its words 0 to 7",
                )
            first, last = int(match["first"] or 0), int(match["last"] or len(line.words) - 1)
            lips = not match["unseen"] and self._bible.named(line.cue).token in in_frame
            spans.append(Span(line=line.id, first_word=first, last_word=last, lips=lips))
        return tuple(spans)

    def _check_dialogue(self, row: int, cells: Mapping[str, str], shot: Shot) -> None:
        """The words are the writer's: a changed dialogue cell is refused rather than passed over."""
        said = []
        for span in shot.spans:
            line = self._script.line(span.line)
            said.append(f"{line.cue}: {' '.join(line.words[span.first_word : span.last_word + 1])}")
        written = cells.get("dialogue", "")
        if written and written.split() != " / ".join(said).split():
            self._fail(
                row, "dialogue", "these are not the words of its lines", "change them in the script, or empty the cell"
            )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."
