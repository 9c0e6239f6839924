"""The bible as a file that people edit in their own tools, out and back in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bible.bible_yaml import bible_text
from bible.entries import Bible
from bible.errors import BibleError, FolderError, MissingExtraError, SettingsError, why_unread
from bible.model import Frozen
from bible.script import Script
from bible.yaml_import import import_bible
from renderers.interface import VoiceEngine
from shots.direct import direct
from shots.recast import recast, spliced
from shots.redraft import carry_shots
from shots.shot import ShotList
from shots.spans import check_coverage
from studio.faces import add_face, find_face
from studio.folder import write_whole
from studio.history import dropped_shots
from studio.office import Office
from studio.plugins import engine_names
from studio.production import Production

BIBLE_FILE = "bible.yaml"


class BibleTaken(Frozen):
    """What came of taking an edited bible in."""

    changes: tuple[str, ...] = ()
    """What is otherwise than before, a row for each."""
    directed: tuple[str, ...] = ()
    """Numbers of the scenes that were directed anew by rule, because other people are in them now."""
    faces: tuple[str, ...] = ()
    """Stills that were taken in and circled: `@NORA-2`."""


def bible_to_file(office: Office, to: Path | None) -> Path:
    """Write the bible as YAML: to the file named, else `bible.yaml` in the production. Replaces an older one.

    Raises FolderError.
    """
    script, bible, _ = parts_of(office.production())
    file = to or office.folder.path(BIBLE_FILE)
    if not file.parent.is_dir():
        raise FolderError("no such folder", where=str(file.parent), cure="name a file in a folder that is there")
    write_whole(file, bible_text(bible, script, file.name).encode())
    return file


def bible_from_file(office: Office, file: Path) -> BibleTaken:
    """Take in what a person changed. Nothing is recorded when something in the file is wrong, or nothing changed.

    Raises BibleError with the row.
    """
    production = office.production()
    script, bible, shots = parts_of(production)
    came = import_bible(_text_of(file), str(file), bible, script)
    if not came.changes:
        return BibleTaken()
    chosen = [
        (each.token, find_face(each.face, file))
        for each in came.bible.characters
        if each.face and each.face != _face_before(bible, each.token)
    ]
    _check_voices(office, bible, came.bible, file)
    new, scenes = shots_for(office, script, bible, came.bible, shots)
    faces = tuple(add_face(office, token, picture) for token, picture in chosen)
    record_bible(office, production, came.bible, new)
    numbers = {scene.id: scene.number for scene in script.scenes}
    return BibleTaken(changes=came.changes, directed=tuple(numbers[scene] for scene in scenes), faces=faces)


def record_bible(office: Office, production: Production, bible: Bible, shots: ShotList) -> None:
    """Make a changed bible the production's; the script, and who directed it, stay."""
    script, _, _ = parts_of(production)
    office.store.record_draft(
        script,
        production.script_sha256,
        bible,
        shots,
        office.settings,
        script_file=production.script_file,
        director=production.director,
    )


def shots_for(
    office: Office, script: Script, before: Bible, bible: Bible, shots: ShotList
) -> tuple[ShotList, tuple[str, ...]]:
    """The shots for a changed bible; scenes with other people in them are directed anew, all others stay."""
    same = recast(shots, script, before, bible)
    if not same.scenes:
        return same.shots, ()
    whole = direct(script, bible)
    old = ShotList(shots=tuple(shot for shot in same.shots.shots if shot.scene in same.scenes))
    new = ShotList(shots=tuple(shot for shot in whole.shots if shot.scene in same.scenes))
    store = office.store
    carried = carry_shots(
        new, old, store.used_slates(), store.next_ids().shot, store.revised_fields(), dropped_shots(store)
    )
    spliced_in = spliced(same.shots, same.scenes, carried)
    check_coverage(spliced_in, script)
    return spliced_in, same.scenes


def parts_of(production: Production) -> tuple[Script, Bible, ShotList]:
    """Script, bible and shots of a production. Raises SettingsError where there are none yet."""
    if production.script is None or production.bible is None or production.shots is None:
        raise SettingsError("there is no bible yet", cure="studio produce SCRIPT makes it")
    return production.script, production.bible, production.shots


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BibleError(
            f"the bible cannot be read: {why_unread(error)}",
            where=str(file),
            cure="name one that studio bible export wrote",
        ) from error


def _check_voices(office: Office, before: Bible, bible: Bible, file: Path) -> None:
    """See that voices that were chosen now are some engine's that can be used here. Raises BibleError with the row."""
    had = {each.voice for each in before.characters}
    chosen = [each.voice for each in bible.characters if each.voice and each.voice not in had]
    if not chosen:
        return
    known = {voice.name for engine in _engines(office) for voice in engine.voices()}
    for voice in chosen:
        if voice not in known:
            rows = file.read_text("utf-8-sig").splitlines()
            row = next((at for at, text in enumerate(rows, 1) if "voice:" in text and voice in text), 0)
            raise BibleError(
                f"no voice engine here has a voice {voice!r}",
                where=f"{file}:{row}" if row else str(file),
                cure=f"write one of {', '.join(sorted(known))}",
            )


def _engines(office: Office) -> Iterator[VoiceEngine]:
    """The voice engines that can be used here."""
    for name in engine_names():
        with contextlib.suppress(MissingExtraError):
            engine = office.engine(name)
            if engine.check().ready:
                yield engine


def _face_before(bible: Bible, token: str) -> str:
    return next((each.face for each in bible.characters if each.token == token), "")
