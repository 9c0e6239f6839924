"""Changing a shot, field by field, and telling what changed."""

from __future__ import annotations

from bible.errors import SettingsError
from bible.model import Frozen
from shots.shot import Angle, Move, Shot, Size


class Changes(Frozen):
    """What a person asks to change of a shot; None leaves a field as it is."""

    size: Size | None = None
    move: Move | None = None
    angle: Angle | None = None
    action: str | None = None
    duration_frames: int | None = None
    """0 lets the length follow from the sound and the action again."""


class FieldChange(Frozen):
    """One field of a shot, before and after, as text; empty for nothing."""

    field: str
    before: str
    after: str


_SHOWN = (
    "framing", "size", "angle", "move", "subjects", "thing", "action", "spans", "duration_frames", "view", "tense",
    "prompt",
)  # fmt: skip


def differences(before: Shot, after: Shot) -> tuple[FieldChange, ...]:
    """The fields in which two states of a shot differ, in the shot's order; ids, slates and scenes are not compared."""
    pairs = ((name, _text(before, name), _text(after, name)) for name in _SHOWN)
    return tuple(FieldChange(field=name, before=old, after=new) for name, old, new in pairs if old != new)


def revise_shot(shot: Shot, changes: Changes) -> Shot:
    """The shot with the changes made. Raises SettingsError when a length is below nothing."""
    if changes.duration_frames is not None and changes.duration_frames < 0:
        raise SettingsError(
            f"a shot cannot last {changes.duration_frames} frames",
            where=shot.slate,
            cure="give the frames of the cut, or 0 to let the sound and the action decide",
        )
    wanted = {name: value for name, value in changes if value is not None}
    if wanted.get("duration_frames") == 0:
        wanted["duration_frames"] = None
    return shot.model_copy(update=wanted)


def _text(shot: Shot, field: str) -> str:
    if field == "subjects":
        return ", ".join(f"{each.token} {each.side}" for each in shot.subjects)
    if field == "spans":
        return ", ".join(
            f"{each.line} {each.first_word}-{each.last_word}{' lips' if each.lips else ''}" for each in shot.spans
        )
    value = getattr(shot, field)
    return "" if value is None else str(value)
