"""What people change: shots, field by field, with who, when and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from bible.errors import SettingsError
from bible.model import Frozen
from shots.revise import Changes, FieldChange, differences, revise_shot
from shots.shot import Angle, Move, Shot, Size
from shots.wording import NoteReading, changes_from_note
from studio.office import Office
from studio.selectors import select_shots

Choice = TypeVar("Choice", bound=StrEnum)


def changes_from(*, size: str, move: str, angle: str, action: str | None, duration: int | None) -> Changes:
    """What the command line asks to change by options. Raises SettingsError when a word is not known."""
    return Changes(
        size=_word(Size, size.upper(), "--size"),
        move=_word(Move, move.lower(), "--move"),
        angle=_word(Angle, angle.lower(), "--angle"),
        action=action,
        duration_frames=duration,
    )


class Revised(Frozen):
    """A shot before and after, field by field, and what of the note was not understood or cannot be done."""

    slate: str
    shot: Shot
    fields: tuple[FieldChange, ...]
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def revised_shots(office: Office, selector: str, changes: Changes, note: str) -> tuple[Revised, ...]:
    """The chosen shots with the changes made, nothing recorded yet.

    Where no option names a change, the note is read for them. Raises SettingsError when nothing is asked.
    """
    production, planned = office.production(), office.plan()
    by_words = changes == Changes()
    if by_words and not note:
        raise SettingsError("nothing to change", cure='say what: --size CU, --duration 48, or --note "wider, slower"')
    revised = []
    for shot in select_shots(selector, production, planned):
        reading = NoteReading(changes=changes)
        if by_words:
            recipe = planned.of_shot(shot.id).recipe
            reading = changes_from_note(note, shot, recipe.frames if recipe else 0, production.picture.rate)
        after = revise_shot(shot, reading.changes)
        revised.append(
            Revised(
                slate=shot.slate,
                shot=after,
                fields=differences(shot, after),
                unknown=reading.unknown,
                refused=reading.refused,
            )
        )
    return tuple(revised)


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
