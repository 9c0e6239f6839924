"""The shot list as a table people edit in their own programs, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NoReturn, TypeVar

from bible.entries import Bible, Hour
from bible.errors import CoverageError, ShotListError
from bible.script import Script
from bible.unseen import unseen_in
from shots.rate import Rate
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
from shots.slates import slates
from shots.spans import check_coverage
from shots.timecode import first_frame, timecode
from shots.timing import TimedShot, time_shots

COLUMNS = (
    "scene", "slate", "framing", "size", "angle", "move", "subjects", "thing", "action", "lines", "dialogue", "frames",
    "length", "start", "place", "hour", "view", "tense", "prompt", "motion", "reason",
)  # fmt: skip
"""`frames` is a length a person asks for, empty to follow the words; `place` and `hour` are the scene's where empty;
`dialogue`, `length`, `start` and `reason` are there to be read."""
_NEEDED = ("scene", "framing", "size")
_SPAN = re.compile(
    r"(?P<line>L\d{1,9})(?:\s+(?P<first>\d{1,6})\s*-\s*(?P<last>\d{1,6}))?(?:\s+(?P<unseen>unseen))?", re.I
)
_FORMULA = ("=", "+", "-", "@", "\t", "'")
"""Beginnings of a cell that spreadsheets would take for a formula; an apostrophe goes before them."""
_LONGEST = {"thing": 120, "action": 4_000, "prompt": 4_000}
"""Letters of a cell; what is longer is no description of a shot."""
_DIGITS = 9
_WALLS = 3
"""The last wall of a place, counted from the master's side."""
Word = TypeVar("Word", bound=StrEnum)


def export_shots(shots: ShotList, script: Script, bible: Bible, rate: Rate) -> str:
    """The shot list as CSV with a header row, in cutting order; lengths and start are estimated from the words.

    Lines are written as `L0042`, or `L0042 0-7` for its words 0 to 7, with `unseen` when the speaker is in frame but
    is not seen speaking.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    at = first_frame(rate)
    for timed in time_shots(shots, script, bible, {}, rate):
        table.writerow(_cell(value) for value in _row(timed, script, bible, rate, at))
        at += timed.frames
    return out.getvalue()


def _row(timed: TimedShot, script: Script, bible: Bible, rate: Rate, at: int) -> tuple[str, ...]:
    shot = timed.shot
    place, hour = bible.where(shot.place, shot.scene).name, shot.hour or bible.sheet(shot.scene).hour
    lines = []
    dialogue = []
    for span in shot.spans:
        line = script.line(span.line)
        speaker = bible.named(line.cue).token
        whole = (span.first_word, span.last_word) == (0, len(line.words) - 1)
        hidden = not span.lips and any(subject.token == speaker for subject in shot.subjects)
        words = "" if whole else f" {span.first_word}-{span.last_word}"
        lines.append(f"{span.line}{words}{' unseen' if hidden else ''}")
        dialogue.append(f"{line.cue}: {' '.join(line.words[span.first_word : span.last_word + 1])}")
    return (
        script.scene_names[shot.scene], shot.slate, shot.framing, shot.size, shot.angle, shot.move,
        "; ".join(f"{bible.character(subject.token).name} {subject.side}" for subject in shot.subjects),
        shot.thing, shot.action, "; ".join(lines), " / ".join(dialogue),
        "" if shot.duration_frames is None else str(shot.duration_frames),
        f"{float(rate.seconds(timed.frames)):.2f}", timecode(at, rate), place, hour,
        str(shot.view), shot.tense, shot.prompt, f"{shot.motion:g}", shot.reason,
    )  # fmt: skip


def import_shots(
    text: str,
    name: str,
    before: ShotList,
    script: Script,
    bible: Bible,
    *,
    used_slates: Collection[str] = (),
    next_shot: int | None = None,
) -> ShotList:
    """The list a table holds, row by row, as written; `name` is the file's, for errors.

    A slate of `before` keeps its shot's id and whatever the table has no column for. A row without a slate, or with a
    new one, is a new shot: it gets the next free slate of its scene, and an id from `next_shot` on. Scenes in which a
    person changed anything are marked as theirs, so that no director rewrites them. Raises ShotListError with
    file and row, CoverageError when words are lost.
    """
    reader = _Reader(name, before, script, bible, used_slates)
    made = [(row, reader.shot(row, cells)) for row, cells in _table(text, name)]
    numbers = (int(match[1]) for shot in before.shots if (match := re.fullmatch(r"sh(\d+)", shot.id)))
    number = next_shot if next_shot is not None else max(numbers, default=0) + 1
    shots = []
    taken = {*used_slates, *reader.slates, *(shot.slate for shot in before.shots)}
    free: dict[str, Iterator[str]] = {}
    for row, shot in made:
        if not shot.slate:
            slate = next(free.setdefault(shot.scene, slates(script.scene(shot.scene).number, taken)))
            taken.add(slate)
            reader.slates[slate] = row
            shot = shot.model_copy(update={"slate": slate})
        if not shot.id:
            shot = shot.model_copy(update={"id": f"sh{number:04d}"})
            number += 1
        shots.append(shot)
    listed = ShotList(shots=tuple(shots))
    try:
        check_coverage(listed, script)
    except CoverageError as error:
        at = reader.slates.get(error.where)
        raise CoverageError(error.what, where=f"{name}:{at}" if at else name, cure=error.cure) from error
    return _marked(listed, before)


def _marked(shots: ShotList, before: ShotList) -> ShotList:
    """Scenes that a person changed in any way are that person's."""
    changed = {
        scene
        for scene in {shot.scene for shot in (*shots.shots, *before.shots)}
        if [_shown(shot) for shot in shots.of_scene(scene)] != [_shown(shot) for shot in before.of_scene(scene)]
    }
    return ShotList(
        shots=tuple(
            shot.model_copy(update={"by_hand": True}) if shot.scene in changed else shot for shot in shots.shots
        )
    )


def _shown(shot: Shot) -> Shot:
    return shot.model_copy(update={"reason": "", "by_hand": False})


def _table(text: str, name: str) -> list[tuple[int, Mapping[str, str]]]:
    """The rows with the number of the row in the file at which each begins. Commas, semicolons and tabs are taken."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begun = 1
    try:
        for cells in table:
            rows.append((begun, cells))
            begun = table.line_num + 1
    except csv.Error as error:
        raise ShotListError(
            f"this is no table that can be read: {error}", where=f"{name}:{begun}", cure="save it as CSV (UTF-8)"
        ) from error
    header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    missing = [column for column in _NEEDED if column not in header]
    unknown = [column for column in header if column and column not in COLUMNS]
    if missing or unknown or len(set(header)) < len(header):
        wrong = (
            f"has no column {missing[0]!r}"
            if missing
            else f"has a column {unknown[0]!r}"
            if unknown
            else "names a column twice"
        )
        raise ShotListError(f"the first row {wrong}", where=f"{name}:1", cure=f"the columns are {', '.join(COLUMNS)}")
    found: list[tuple[int, Mapping[str, str]]] = []
    for row, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise ShotListError(
                "there are more cells than columns", where=f"{name}:{row}", cure="quote cells with commas in them"
            )
        found.append((row, {column: _plain(cell) for column, cell in zip(header, cells, strict=False)}))
    return found


class _Reader:
    """Reads rows into shots and remembers at which row each slate stands."""

    def __init__(self, name: str, before: ShotList, script: Script, bible: Bible, used_slates: Collection[str]) -> None:
        self._name = name
        self._before = {shot.slate.upper(): shot for shot in before.shots}
        self._script = script
        self._bible = bible
        self._lines = {line.id: line for line in script.lines()}
        self._scenes = {called.upper(): scene for scene, called in script.scene_names.items()}
        self._used = set(used_slates) - set(self._before)
        self.slates: dict[str, int] = {}
        self._sides = {
            (shot.scene, subject.token): subject.side for shot in reversed(before.shots) for subject in shot.subjects
        }

    def shot(self, row: int, cells: Mapping[str, str]) -> Shot:
        """One row as a shot; without id when it is new, without slate when it asks for one."""
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
        if not text and (column not in _NEEDED or cells.get("slate", "").upper() in self._before):
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
        if place is not None and place.upper() != self._bible.where(base.place, scene).name.upper():
            tokens = {each.name.upper(): each.token for each in reversed(self._bible.locations)}
            if place and place.upper() not in tokens:
                self._fail(row, "place", f"there is no place {_short(place)!r}", f"the places are {', '.join(tokens)}")
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


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
