"""Changing a shot, field by field, and telling what changed."""

from __future__ import annotations

from bible.entries import Hour
from bible.errors import SettingsError
from bible.model import Frozen
from bible.unseen import unseen_in
from shots.rate import Rate
from shots.shot import LEAST_MOTION, LONGEST_SHOT, MOST_MOTION, Angle, Move, Shot, Size


class Changes(Frozen):
    """What a person asks to change of a shot; None leaves a field as it is."""

    size: Size | None = None
    move: Move | None = None
    angle: Angle | None = None
    action: str | None = None
    duration_frames: int | None = None
    """0 lets the length follow from the sound and the action again."""
    prompt: str | None = None
    hour: Hour | None = None
    motion: float | None = None
    """How much moves, from LEAST_MOTION to MOST_MOTION; 1 is what a renderer does unasked."""


class FieldChange(Frozen):
    """One field of a shot, before and after, as text; empty for nothing."""

    field: str
    before: str
    after: str


_CALLED = {
    "duration_frames": "length", "subjects": "in frame", "thing": "what is shown", "action": "what happens",
    "spans": "lines", "view": "side of the place", "prompt": "said to the model", "words": "what is said",
    "hour": "time of day", "setting": "inside or outside", "reads": "what it reads",
}  # fmt: skip
"""What people call fields whose names are not words of theirs."""
_NOTHING = {"duration_frames": "as long as it needs", "tense": "present", "place": "the scene's", "hour": "the scene's"}
_SHOWN = (
    "framing", "size", "angle", "move", "subjects", "thing", "action", "spans", "duration_frames", "view", "tense",
    "place", "hour", "prompt", "motion",
)  # fmt: skip


def differences(before: Shot, after: Shot) -> tuple[FieldChange, ...]:
    """The fields in which two states of a shot differ, in the shot's order; ids, slates and scenes are not compared."""
    pairs = ((name, _text(before, name), _text(after, name)) for name in _SHOWN)
    return tuple(FieldChange(field=name, before=old, after=new) for name, old, new in pairs if old != new)


def tell_change(change: FieldChange, rate: Rate) -> str:
    """One change in people's words: `size: MS → CU`, `length: as long as it needs → 5.1 s (123 frames)`."""
    name = _CALLED.get(change.field, change.field)
    return f"{name}: {_told(change.field, change.before, rate)} → {_told(change.field, change.after, rate)}"


def revise_shot(shot: Shot, changes: Changes) -> Shot:
    """The shot with the changes made.

    Raises SettingsError when a length is below nothing or beyond any shot, no shot moves so much, or words hold signs
    that are not seen.
    """
    if changes.duration_frames is not None and not 0 <= changes.duration_frames <= LONGEST_SHOT:
        raise SettingsError(
            f"a shot cannot last {changes.duration_frames} frames",
            where=shot.slate,
            cure=f"give the frames of the cut, at most {LONGEST_SHOT}, or 0 to let the sound and the action decide",
        )
    if changes.motion is not None and not LEAST_MOTION <= changes.motion <= MOST_MOTION:
        raise SettingsError(
            f"a shot cannot move {changes.motion:g} times as much as usual",
            where=shot.slate,
            cure=f"give a number from {LEAST_MOTION:g} to {MOST_MOTION:g}; 1 is as usual",
        )
    for field, words in (("action", changes.action or ""), ("prompt", changes.prompt or "")):
        unseen = unseen_in(words)
        if unseen:
            raise SettingsError(f"{field} has a sign that is not seen ({unseen})", where=shot.slate, cure="take it out")
    wanted = {name: value for name, value in changes if value is not None}
    if changes.motion is not None:
        wanted["motion"] = round(changes.motion, 2)
    if wanted.get("duration_frames") == 0:
        wanted["duration_frames"] = None
    return shot.model_copy(update=wanted)


def _told(field: str, value: str, rate: Rate) -> str:
    if not value:
        return _NOTHING.get(field, "nothing")
    if field == "duration_frames":
        return f"{float(rate.seconds(int(value))):.1f} s ({value} frames)"
    if field == "subjects":
        return value.replace("@", "").replace("_", " ")
    if field == "place":
        return value.removeprefix("@").replace("-", " ").lower()
    if field in ("framing", "move", "tense"):
        return value.replace("_", " ")
    if field == "motion":
        return "as usual" if float(value) == 1 else f"{float(value):g} times as much as usual"
    if field == "view":
        return "the other side" if value != "0" else "the first side"
    return value


def _text(shot: Shot, field: str) -> str:
    if field == "subjects":
        return ", ".join(f"{each.token} {each.side}" for each in shot.subjects)
    if field == "spans":
        return ", ".join(
            f"{each.line} {each.first_word}-{each.last_word}{' lips' if each.lips else ''}" for each in shot.spans
        )
    value = getattr(shot, field)
    return "" if value is None else str(value)
