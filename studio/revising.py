"""What people change: shots, field by field, with who, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from bible.errors import SettingsError
from bible.model import Frozen
from shots.model_reviser import NotedShot, read_note
from shots.revise import Changes, FieldChange, differences, revise_shot
from shots.shot import Angle, Move, Shot, ShotList, Size
from shots.wording import KNOWN_WORDS, NoteReading, changes_from_note
from studio.asking import model_of, run_stage
from studio.office import Office
from studio.pick import rulings_on
from studio.plan import Plan, plan
from studio.production import Production
from studio.selectors import select_shots

Choice = TypeVar("Choice", bound=StrEnum)


def changes_from(
    *, size: str, move: str, angle: str, action: str | None, duration: int | None, motion: float | None
) -> Changes:
    """What the command line asks to change by options. Raises SettingsError when a word is not known."""
    return Changes(
        size=_word(Size, size.upper(), "--size"),
        move=_word(Move, move.lower(), "--move"),
        angle=_word(Angle, angle.lower(), "--angle"),
        action=action,
        duration_frames=duration,
        motion=motion,
    )


class Revised(Frozen):
    """A shot before and after, field by field, and what of the note cannot be done."""

    slate: str
    shot: Shot
    fields: tuple[FieldChange, ...]
    refused: tuple[str, ...] = ()
    kept: bool = False
    """The shot is protected: nothing is made of the changes until it is released."""


def revised_shots(office: Office, selector: str, changes: Changes, note: str) -> tuple[Revised, ...]:
    """The chosen shots with the changes made, nothing recorded yet.

    Where no option names a change, the note is read for them: by rule, and where the rules do not know its words by
    the language model that directs, if one does. Raises SettingsError when nothing is asked, when a note is not
    understood or when nothing it asks for can be done.
    """
    production, planned = office.standing()
    by_words = changes == Changes()
    if by_words and not note:
        raise SettingsError("nothing to change", cure='say what: --size CU, --duration 48, or --note "wider, slower"')
    shots = select_shots(selector, production, planned)
    readings = _readings(office, shots, note) if by_words else [NoteReading(changes=changes)] * len(shots)
    revised = []
    for shot, reading in zip(shots, readings, strict=True):
        after = revise_shot(shot, reading.changes)
        fields = differences(shot, after)
        kept = rulings_on(production, shot.id).kept
        revised.append(Revised(slate=shot.slate, shot=after, fields=fields, refused=reading.refused, kept=kept))
    revised = _as_long_as_they_will_be(office, production, revised)
    if by_words and not any(each.fields for each in revised):
        why = next((each.refused[0] for each in revised if each.refused), "")
        if why:
            raise SettingsError(f"nothing of it can be done: {why}", where=revised[0].slate)
    return tuple(revised)


def _readings(office: Office, shots: Sequence[Shot], note: str) -> list[NoteReading]:
    """What the note changes of each shot."""
    production, planned = office.standing()
    rate, lengths = production.picture.rate, [_frames(planned, shot) for shot in shots]
    cast = production.bible.characters if production.bible is not None else ()
    readings = [changes_from_note(note, shot, frames, rate, cast) for shot, frames in zip(shots, lengths, strict=True)]
    unclear = [place for place, reading in enumerate(readings) if reading.unknown]
    model = model_of(office.settings.director or production.director)
    if unclear and model:
        noted = [_noted(production, shots[place], lengths[place]) for place in unclear]
        for place, answer in zip(unclear, run_stage(office, model, read_note(note, noted, rate)), strict=True):
            readings[place] = answer or readings[place]
    left = [words for reading in readings for words in reading.unknown]
    if left:
        hints = dict.fromkeys(hint for reading in readings for hint in reading.hints)
        cure = "; ".join(hints) or f"the words known are: {'; '.join(KNOWN_WORDS)}"
        asked = f" ({model} had no usable answer)" if model else ""
        raise SettingsError(f"not understood: {', '.join(dict.fromkeys(left))}{asked}", where="--note", cure=cure)
    return readings


def _as_long_as_they_will_be(office: Office, production: Production, revised: list[Revised]) -> list[Revised]:
    """The shots, with what is to be told where one stays longer than it was asked to be."""
    changed = {each.shot.id: each.shot for each in revised if each.shot.duration_frames}
    if not changed or production.shots is None:
        return revised
    shots = ShotList(shots=tuple(changed.get(shot.id, shot) for shot in production.shots.shots))
    later = production.model_copy(update={"shots": shots})
    planned, rate, told = plan(later, office.offer(later)), production.picture.rate, []
    for each in revised:
        frames, wanted = _frames(planned, each.shot), each.shot.duration_frames
        if wanted and frames > wanted and any(field.field == "duration_frames" for field in each.fields):
            least = f"{float(rate.seconds(frames)):.1f} s ({frames} frames)"
            why = f"it cannot be shorter than {least}: its words need them"
            each = each.model_copy(update={"refused": (*each.refused, why)})
        told.append(each)
    return told


def _frames(planned: Plan, shot: Shot) -> int:
    recipe = planned.of_shot(shot.id).recipe
    return recipe.frames if recipe else 0


def _noted(production: Production, shot: Shot, frames: int) -> NotedShot:
    assert production.script is not None and production.bible is not None
    lines = {line.id: line for line in production.script.lines()}
    said = (
        f"{lines[span.line].cue}: {' '.join(lines[span.line].words[span.first_word : span.last_word + 1])}"
        for span in shot.spans
    )
    people = tuple(production.bible.character(subject.token).name for subject in shot.subjects)
    hour = shot.hour or production.bible.sheet(shot.scene).hour
    return NotedShot(shot=shot, frames=frames, people=people, words=" / ".join(said), hour=hour.value)


def record_revised(office: Office, revised: tuple[Revised, ...], note: str) -> None:
    """Record the changes with who, when and why."""
    for each in revised:
        if each.fields:
            office.store.record_revision(each.shot, each.fields, note)


def _word(kind: type[Choice], text: str, option: str) -> Choice | None:
    if not text:
        return None
    if text not in set(kind):
        raise SettingsError(f"{text!r} is not known", where=option, cure=f"use one of {', '.join(kind)}")
    return kind(text)
