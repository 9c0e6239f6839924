"""Writing frozen values into rows; the counterpart of reading.py."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shots.shot import Shot
from shots.take import Still, Take
from studio.attempt import LOCAL, Attempt, AttemptState
from studio.production import Cut, SoundFile
from studio.tables import AttemptRow, CutRow, RecordingRow, ShotRow, StillRow, TakeRow


def number_in(identity: str) -> int:
    """The number in an id: 7 for `sh0007`."""
    return int("".join(each for each in identity if each.isdigit()))


def last_try(session: Session, shot: str) -> int:
    """The last try there was, at anything; one at the shot that is taken up again comes after it."""
    here = (AttemptRow.lane == LOCAL, AttemptRow.state == AttemptState.INTENDED.value)
    again = select(func.min(AttemptRow.id)).where(AttemptRow.kind == "clip", AttemptRow.subject == shot, *here)
    last = session.scalar(select(func.max(AttemptRow.id))) or 0
    taken_up = session.scalar(again)
    return last if taken_up is None else taken_up - 1


def place_shots(session: Session, shots: tuple[Shot, ...]) -> None:
    """Write the shots with their positions; shots that left the list keep their row without one."""
    rows = {row.id: row for row in session.scalars(select(ShotRow))}
    for row in rows.values():
        row.position = None
    for position, shot in enumerate(shots):
        row = rows.get(shot.id) or ShotRow(id=shot.id, slate=shot.slate, scene=shot.scene, position=None, content="")
        row.scene, row.position, row.content = shot.scene, position, shot.model_dump_json()
        session.add(row)


def counted(attempt: Attempt, result: str) -> TakeRow | StillRow | RecordingRow | CutRow | None:
    """The row that makes a published attempt count; None for what is read off it: parts, strips, versions, guides."""
    if attempt.kind in ("part", "strip", "pass", "guide"):
        return None
    if attempt.kind == "clip":
        return TakeRow(**Take.model_validate_json(result).model_dump(), attempt=attempt.id)
    if attempt.kind in ("still", "keyframe"):
        return StillRow(**Still.model_validate_json(result).model_dump(), attempt=attempt.id)
    if attempt.kind == "recording":
        sound = SoundFile.model_validate_json(result)
        recording = sound.recording
        return RecordingRow(
            line=recording.line,
            number=sound.number,
            file=sound.file,
            sha256=sound.sha256,
            engine=recording.engine,
            voice=recording.voice,
            recording=recording.model_dump_json(),
            attempt=attempt.id,
        )
    cut = Cut.model_validate_json(result)
    return CutRow(version=cut.version, content=cut.content, made_at=cut.made_at, attempt=attempt.id)
