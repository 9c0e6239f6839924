"""Reading the database into frozen values."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bible.entries import Bible
from bible.script import Script
from edit.conform import EditorsCut
from edit.temp_sound import TempWanted
from shots.recipe import Recipe
from shots.recording import Recording
from shots.shot import Shot, ShotList
from shots.take import Still, Take, Version
from studio.attempt import CANNOT, Attempt, AttemptState
from studio.files import StoredFile
from studio.folder import ProductionFolder
from studio.ledger.tables import JobRow
from studio.own_effects import effect_files
from studio.own_sounds import OwnFound, find_own_sounds
from studio.pieces import film_changed, strip_of
from studio.production import Conformed, Cut, GuideFile, MadeFile, Production, Ruling, SoundFile, Verdict, maker_of
from studio.settings import Settings
from studio.tables import (
    AttemptRow,
    CutRow,
    DraftRow,
    EditorsCutRow,
    FileRow,
    RecordingRow,
    ShotRow,
    StillRow,
    TakeRow,
    VerdictRow,
)


def read_production(session: Session, folder: ProductionFolder, settings: Settings) -> Production:
    """Everything the plan reads, as it stands in this session, with the files that are gone or changed."""
    draft = session.scalars(select(DraftRow).order_by(DraftRow.id.desc()).limit(1)).first()
    files: dict[int, list[FileRow]] = {}
    for row in session.scalars(select(FileRow).order_by(FileRow.id)):
        files.setdefault(row.attempt, []).append(row)
    cuts = session.scalars(select(CutRow).order_by(CutRow.version)).all()
    takes = session.scalars(select(TakeRow).order_by(TakeRow.id)).all()
    sounds = session.scalars(select(RecordingRow).order_by(RecordingRow.id)).all()
    stills = session.scalars(select(StillRow).order_by(StillRow.id)).all()
    made: tuple[TakeRow | StillRow | RecordingRow | CutRow, ...] = (*takes, *stills, *sounds, *cuts[-1:])
    standing = [row.attempt for row in made]
    attempts = session.scalars(select(AttemptRow).order_by(AttemptRow.id)).all()
    passed = [row for row in attempts if row.kind == "pass" and row.state == AttemptState.DONE]
    brought = [row for row in attempts if row.kind == "guide" and row.state == AttemptState.DONE]
    strips = [row for row in attempts if row.kind == "strip" and row.state == AttemptState.DONE]
    standing += [row.id for row in (*passed, *brought, *strips)]
    script = _script(draft.script) if draft else None
    bible = _bible(draft.bible) if draft else None
    shots = _shots(session) if draft else None
    own = find_own_sounds(folder, script, bible, shots) if script and bible and shots else OwnFound()
    return Production(
        name=folder.name,
        picture=settings.picture,
        handles=settings.handles,
        credits=settings.credits,
        badge=settings.badge,
        own_effects=effect_files(folder.root),
        temp_sound=TempWanted(ambience=settings.ambience, effects=settings.effects, music=settings.music),
        script=script,
        script_sha256=draft.script_sha256 if draft else "",
        script_file=draft.script_file if draft else "",
        director=draft.director if draft else "",
        bible=bible,
        shots=shots,
        own_sounds=own.sounds,
        unused_sounds=own.unused,
        sounds=tuple(_sound(row) for row in sounds),
        takes=tuple(_take(row) for row in takes),
        versions=tuple(Version.model_validate_json(row.result) for row in passed),
        stills=tuple(Still(**{name: getattr(row, name) for name in Still.model_fields}) for row in stills),
        guides=tuple(GuideFile.model_validate_json(row.result) for row in brought),
        verdicts=tuple(_verdict(row) for row in session.scalars(select(VerdictRow).order_by(VerdictRow.id))),
        cuts=tuple(_cut(row, files.get(row.attempt, [])) for row in cuts),
        conformed=_conformed(session),
        attempts=tuple(attempt_of(row, files.get(row.id, [])) for row in attempts),
        called_off=_called_off(session),
        lost=_lost(folder, (file for attempt in standing for file in files.get(attempt, []))),
    )


# The same text is the same value: a run looks a dozen times at what hardly changes.
_script = functools.lru_cache(2)(Script.model_validate_json)
_bible = functools.lru_cache(2)(Bible.model_validate_json)
_shot = functools.lru_cache(8_192)(Shot.model_validate_json)
_recording = functools.lru_cache(8_192)(Recording.model_validate_json)


_DERIVED = ("files", "maker", "strip", "changes")
"""What an attempt has beside its columns."""


def attempt_of(row: AttemptRow, files: Iterable[FileRow]) -> Attempt:
    """An attempt with its reserved files."""
    columns = {name: getattr(row, name) for name in Attempt.model_fields if name not in _DERIVED}
    names = tuple(file.path for file in files)
    strip = strip_of(row.asked) if row.kind == "clip" else None
    changes = film_changed(row.asked) if row.kind == "clip" else ""
    return Attempt.model_validate({**columns, "maker": _maker(row), "strip": strip, "changes": changes, "files": names})


def _maker(row: AttemptRow) -> str:
    """Who cannot make a take or still here, told from what was asked for; empty for all else."""
    if row.failure != CANNOT or not row.asked.startswith("{"):
        return ""
    recipe = Recipe.model_validate_json(row.asked)
    return maker_of(recipe.renderer, recipe.revision, recipe.options)


def _conformed(session: Session) -> Conformed | None:
    row = session.scalars(select(EditorsCutRow).order_by(EditorsCutRow.id.desc()).limit(1)).first()
    if row is None or not row.content:
        return None
    cut = EditorsCut.model_validate_json(row.content)
    return Conformed(cut=cut, locked=row.locked, file=row.file, by=row.by, at=row.at)


def _called_off(session: Session) -> frozenset[tuple[str, str, str]]:
    off = (JobRow.cancel_asked.is_(True), JobRow.state == "cancelled")
    rows = session.execute(select(JobRow.kind, JobRow.subject, JobRow.content, JobRow.asked).where(*off))
    return frozenset(
        each for kind, subject, content, asked in rows for each in _asked_of(kind, subject, content, asked)
    )


def _asked_of(kind: str, subject: str, content: str, asked: str) -> Iterator[tuple[str, str, str]]:
    """What a job was for, as the plan asks for it: a strip is for a take of each of its shots."""
    if kind != "strip":
        yield kind, subject, content
        return
    for shot, its_content in zip(subject.split("+"), json.loads(asked)["contents"], strict=True):
        yield "clip", shot, its_content


def _shots(session: Session) -> ShotList:
    contents = session.scalars(select(ShotRow.content).where(ShotRow.position.is_not(None)).order_by(ShotRow.position))
    return ShotList(shots=tuple(_shot(content) for content in contents))


def _sound(row: RecordingRow) -> SoundFile:
    recording = _recording(row.recording)
    return SoundFile(recording=recording, number=row.number, file=row.file, sha256=row.sha256)


def _take(row: TakeRow) -> Take:
    return Take(**{name: getattr(row, name) for name in Take.model_fields})


def _verdict(row: VerdictRow) -> Verdict:
    return Verdict.model_validate(
        {**{name: getattr(row, name) for name in Verdict.model_fields}, "ruling": Ruling(row.ruling)}
    )


def _cut(row: CutRow, files: Iterable[FileRow]) -> Cut:
    made = tuple(MadeFile(file=file.path, sha256=file.sha256) for file in files)
    return Cut(version=row.version, content=row.content, files=made, made_at=row.made_at)


def _lost(folder: ProductionFolder, files: Iterable[FileRow]) -> frozenset[str]:
    """Files that ought to stand in the folder but are gone or changed."""
    stored = (
        StoredFile(path=row.path, sha256=row.sha256, bytes=row.bytes, modified_ns=row.modified_ns) for row in files
    )
    return frozenset(each.path for each in stored if not each.is_unchanged(folder.path(each.path)))
