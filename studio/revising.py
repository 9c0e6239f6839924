"""What people change: shots, field by field, with who, when and why."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from bible.errors import SettingsError
from shots.revise import Changes, FieldChange, differences, revise_shot
from shots.shot import Angle, Move, Size
from studio.office import Office
from studio.selectors import select_shots

Choice = TypeVar("Choice", bound=StrEnum)


def changes_from(*, size: str, move: str, angle: str, action: str | None, duration: int | None) -> Changes:
    """What the command line asks to change. Raises SettingsError when a word is not known or nothing is asked."""
    changes = Changes(
        size=_word(Size, size.upper(), "--size"),
        move=_word(Move, move.lower(), "--move"),
        angle=_word(Angle, angle.lower(), "--angle"),
        action=action,
        duration_frames=duration,
    )
    if changes == Changes():
        raise SettingsError("nothing to change", cure="say what: --size CU, --move push_in, --angle low, --duration 48")
    return changes


def revise_shots(office: Office, selector: str, changes: Changes, note: str) -> tuple[tuple[str, FieldChange], ...]:
    """Change the chosen shots and record who, when and why. Returns (slate, field changed) for each change."""
    production = office.production()
    changed = []
    for shot in select_shots(selector, production, office.plan()):
        revised = revise_shot(shot, changes)
        fields = differences(shot, revised)
        if fields:
            office.store.record_revision(revised, fields, note)
        changed += [(shot.slate, field) for field in fields]
    return tuple(changed)


def _word(kind: type[Choice], text: str, option: str) -> Choice | None:
    if not text:
        return None
    if text not in set(kind):
        raise SettingsError(f"{text!r} is not known", where=option, cure=f"use one of {', '.join(kind)}")
    return kind(text)
