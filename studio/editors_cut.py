"""What an editor's cut means for the plan: what it leaves out is not owed; how much of a shot must be there. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from edit.assembly import CutPiece
from edit.conform import EditorsCut
from edit.conform_assemble import Footage, Spoken, assemble_conformed
from edit.sequence import Sequence
from shots.timing import TimedShot
from studio.production import Production, SoundFile


def left_out(production: Production, shot: str) -> bool:
    """Whether the editor knew a shot and does not show it."""
    return production.conformed is not None and production.conformed.cut.left_out(shot)


def omitted(production: Production, line: str) -> bool:
    """Whether the editor knew a line and it is not heard in the cut."""
    cut = production.conformed.cut if production.conformed else None
    if cut is None or line not in cut.lines:
        return False
    over = [shot.id for shot in production.shots_over(line)]
    if cut.sounds is not None:
        by_takes = any(shot in cut.spoken and not cut.left_out(shot) for shot in over)
        return not by_takes and line not in production.laid
    return bool(over) and all(cut.left_out(shot) for shot in over)


def asked_of(production: Production, timed: tuple[TimedShot, ...]) -> tuple[TimedShot, ...]:
    """The shots as long as takes of them are asked for: longer where the editor shows more than there is.

    Shorter is never asked for: what was trimmed may be wanted again.
    """
    if production.conformed is None:
        return timed
    cut, handles = production.conformed.cut, production.handles
    return tuple(each.model_copy(update={"frames": _frames(cut, each, handles)}) for each in timed)


def _frames(cut: EditorsCut, timed: TimedShot, handles: int) -> int:
    span = cut.span(timed.shot.id)
    if span is None or span[1] <= timed.frames + handles:
        return timed.frames
    # Longer than any take that was made for the shot's own length, whichever of its handles are counted.
    return max(span[1], timed.frames + 2 * handles + 1)


def frames_needed(production: Production, timed: TimedShot) -> int:
    """Usable frames a take must have to be current; its handle is counted where the editor shows it."""
    span = production.conformed.cut.span(timed.shot.id) if production.conformed else None
    return timed.frames if span is None else max(1, span[1] - production.handles)


def conformed_sequence(
    production: Production, cut: EditorsCut, pieces: tuple[CutPiece, ...], sounds: Mapping[str, SoundFile]
) -> Sequence:
    """The film as the editor cut it, with the takes and recordings there are now."""
    assert production.script is not None
    footage = Footage(
        pieces=pieces,
        takes=tuple(take for take in production.takes if take.file not in production.lost),
        spoken={line: Spoken(file=sound.file, recording=sound.recording) for line, sound in sounds.items()},
        earlier={sound.recording.content: sound.recording for sound in production.sounds},
        lines=tuple(production.script.lines()),
    )
    return assemble_conformed(production.name, production.script.title, production.picture, cut, footage)
