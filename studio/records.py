"""What the database says of script, bible and shots, and of what people said; and who may write there."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from bible.entries import Bible
from bible.errors import SettingsError
from bible.model import Frozen
from bible.script import Script
from shots.revise import FieldChange
from shots.shot import Shot, ShotList
from studio.database import open_database
from studio.folder import DATABASE, SETTINGS, ProductionFolder
from studio.ledger.fence import guard, take_over
from studio.production import ASKS, Production, Verdict
from studio.reading import read_production
from studio.server import hold_server, open_server
from studio.settings import Settings, read_settings
from studio.steps import reached
from studio.tables import DraftRow, FileRow, ProductionRow, RevisionRow, ShotRow, VerdictRow
from studio.writing import last_try, number_in, place_shots

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _who() -> str:
    """Who works here: the name of the account, or its number where it has none, as in many containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid-{os.getuid()}"


class NextIds(Frozen):
    """The numbers the next new line, scene and shot may take; lower ones were given before, even if cut since."""

    line: int
    scene: int
    shot: int


class Records:
    """The database of a production, and who holds it. Use as a context manager.

    Raises as `open_database` or, where the settings name a server, `open_server` does.
    """

    def __init__(self, folder: ProductionFolder, *, clock: Clock = utc_now, by: str = "") -> None:
        self.folder = folder
        self.by = by or _who()
        self.epoch = 0
        """Counts the taking-over of the production; 0 while this process does not hold it."""
        self._clock = clock
        address = read_settings(folder.root / SETTINGS).database
        self._engine = open_server(address) if address else open_database(folder.root / DATABASE)
        self._lease: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        if self._lease is not None:
            self._lease.close()
        self._engine.dispose()

    def now(self) -> str:
        """The time as it is recorded: UTC, ISO 8601."""
        return self._clock().isoformat(timespec="milliseconds")

    def hold(self, holder: str) -> None:
        """Take the production over: writes of whoever held it before are refused from now on."""
        self._lease = hold_server(self._engine, self.folder.name)
        with self.writing() as session, session.begin():
            epoch = take_over(session, holder, self.now())
        self.epoch = epoch
        reached("production held")

    def writing(self) -> Session:
        """A session that writes. Once this process holds the production, it raises TakenOverError after losing it."""
        session = Session(self._engine)
        if self.epoch:
            guard(session, self.epoch)
        return session

    def reading(self) -> Session:
        """A session that only reads; writers need not wait for it."""
        return Session(self._engine.execution_options(reading=True))

    # Script, bible and shots

    def load(self, settings: Settings) -> Production:
        """Everything the plan reads, as it stands now."""
        with self.reading() as session:
            return read_production(session, self.folder, settings)

    def next_ids(self) -> NextIds:
        """The first free numbers of lines, scenes and shots."""
        with self.reading() as session:
            row = session.get(ProductionRow, 1)
            if row is None:
                return NextIds(line=1, scene=1, shot=1)
            return NextIds(line=row.last_line + 1, scene=row.last_scene + 1, shot=row.last_shot + 1)

    def check_picture(self, settings: Settings) -> None:
        """See that size and rate are those the shots were made for. Raises SettingsError."""
        with self.reading() as session:
            row = session.get(ProductionRow, 1)
        if row is None:
            return
        picture = settings.picture
        if (row.width, row.height, row.rate) != (picture.width, picture.height, picture.rate.name):
            raise SettingsError(
                f"this production was begun at {row.width}x{row.height}, {row.rate} frames a second",
                where=str(self.folder.root / SETTINGS),
                cure=f'put back rate = "{row.rate}" and size = [{row.width}, {row.height}], or --into a new folder',
            )

    def known_files(self) -> frozenset[str]:
        """Every path an attempt ever reserved."""
        with self.reading() as session:
            return frozenset(session.scalars(select(FileRow.path)))

    def used_slates(self) -> frozenset[str]:
        """Every slate ever given."""
        with self.reading() as session:
            return frozenset(session.scalars(select(ShotRow.slate)))

    def record_draft(
        self,
        script: Script,
        script_sha256: str,
        bible: Bible,
        shots: ShotList,
        settings: Settings,
        *,
        script_file: str = "",
        director: str = "rule",
    ) -> None:
        """Record a draft of the script with its bible and shot list, all or nothing."""
        with self.writing() as session, session.begin():
            row = session.get(ProductionRow, 1)
            if row is None:
                picture = settings.picture
                row = ProductionRow(
                    id=1,
                    name=self.folder.name,
                    width=picture.width,
                    height=picture.height,
                    rate=picture.rate.name,
                    last_line=0,
                    last_scene=0,
                    last_shot=0,
                    made_at=self.now(),
                )
                session.add(row)
            row.last_line = max([row.last_line, *(number_in(line.id) for line in script.lines())])
            row.last_scene = max([row.last_scene, *(number_in(scene.id) for scene in script.scenes)])
            row.last_shot = max([row.last_shot, *(number_in(shot.id) for shot in shots.shots)])
            session.add(
                DraftRow(
                    script_sha256=script_sha256,
                    script=script.model_dump_json(),
                    bible=bible.model_dump_json(),
                    recorded_at=self.now(),
                    script_file=script_file,
                    director=director,
                )
            )
            place_shots(session, shots.shots)
        reached("draft recorded")

    def record_revision(self, shot: Shot, changes: tuple[FieldChange, ...], note: str = "") -> None:
        """Record what a person changed on a shot, with the shot as it stands now."""
        with self.writing() as session, session.begin():
            session.get_one(ShotRow, shot.id).content = shot.model_dump_json()
            session.add_all(
                RevisionRow(
                    shot=shot.id,
                    field=change.field,
                    before=change.before,
                    after=change.after,
                    note=note,
                    by=self.by,
                    at=self.now(),
                )
                for change in changes
            )
        reached("shots recorded")

    def revised_fields(self) -> Mapping[str, frozenset[str]]:
        """The fields of each shot that a person changed, by shot id."""
        with self.reading() as session:
            found: dict[str, frozenset[str]] = {}
            for row in session.scalars(select(RevisionRow)):
                found[row.shot] = found.get(row.shot, frozenset()) | {row.field}
            return found

    def rule(self, *verdicts: Verdict) -> None:
        """Record what a person said of takes or shots, all of it or none; `by`, `at` and `after` are filled in."""
        with self.writing() as session, session.begin():
            for verdict in verdicts:
                told = {"by": verdict.by or self.by, "at": verdict.at or self.now()}
                after = last_try(session, verdict.subject) if verdict.ruling in ASKS else 0
                said = verdict.model_copy(update={**told, "after": after})
                session.add(VerdictRow(**said.model_dump(mode="json")))
        reached("verdict recorded")
