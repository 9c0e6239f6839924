"""The shot list as a table people edit in their own programs, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping

from bible.entries import Bible
from bible.errors import CoverageError, ShotListError
from bible.script import Script
from shots.rate import Rate
from shots.shot import Shot, ShotList
from shots.shotlist_rows import NEEDED, RowReader
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
_FORMULA = ("=", "+", "-", "@", "\t", "'")
"""Beginnings of a cell that spreadsheets would take for a formula; an apostrophe goes before them."""


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
    place, hour = bible.place_name(bible.where(shot.place, shot.scene)), shot.hour or bible.sheet(shot.scene).hour
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
    reader = RowReader(name, before, script, bible, used_slates)
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
    missing = [column for column in NEEDED if column not in header]
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


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
