"""The shot list as a table that people edit in their own tools, out and back in."""

from __future__ import annotations

from pathlib import Path

from bible.errors import FolderError, ScriptError, SettingsError, why_unread
from shots.shotlist_csv import export_shots, import_shots
from shots.spans import check_coverage
from studio.folder import write_whole
from studio.office import Office


def shots_to_table(office: Office, to: Path | None) -> Path:
    """Write the shot list as CSV: to the file named, else `shots.csv` in the production. Replaces an older one.

    Raises FolderError, or SettingsError while there is no shot list.
    """
    production = office.production()
    if production.script is None or production.bible is None or production.shots is None:
        raise SettingsError("there is no shot list yet", cure="studio produce SCRIPT makes it")
    file = to or office.folder.path("shots.csv")
    if not file.parent.is_dir():
        raise FolderError("no such folder", where=str(file.parent), cure="name a file in a folder that is there")
    text = export_shots(production.shots, production.script, production.bible, production.picture.rate)
    write_whole(file, text.encode())
    return file


def shots_from_table(office: Office, file: Path) -> tuple[int, int]:
    """Record the shot list that a table holds; returns how many shots stayed and how many are new or changed.

    Raises ScriptError when the file cannot be read, and what import_shots and check_coverage raise, with the row.
    """
    production = office.production()
    if production.script is None or production.bible is None or production.shots is None:
        raise SettingsError("there is no shot list yet", cure="studio produce SCRIPT makes it")
    try:
        text = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(
            f"the table cannot be read: {why_unread(error)}", where=str(file), cure="save it as CSV, UTF-8"
        ) from error
    shots = import_shots(
        text,
        file.name,
        production.shots,
        production.script,
        production.bible,
        used_slates=office.store.used_slates(),
        next_shot=office.store.next_ids().shot,
    )
    check_coverage(shots, production.script)
    office.store.record_draft(
        production.script, production.script_sha256, production.bible, shots, office.settings,
        script_file=production.script_file, director=production.director,
    )  # fmt: skip
    before = {shot.id: shot for shot in production.shots.shots}
    kept = sum(before.get(shot.id) == shot for shot in shots.shots)
    return kept, len(shots.shots) - kept
