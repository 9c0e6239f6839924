"""The one door to `studio.db`: what is recorded, and how a file made aside becomes part of the production.

    intend ─▶ (made aside) ─▶ made ─▶ publish
    number    files synced    what    files under their names,
    reserved                  it is   then counted

Each arrow ends in a committed transaction. Whatever stops the process, `recover` publishes what was made; what was
only intended is taken up again under its number. Nothing published is ever replaced, but for the film itself.
"""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from bible.entries import Bible
from bible.errors import FolderError, SettingsError
from bible.model import Frozen
from bible.script import Script
from shots.revise import FieldChange
from shots.shot import Shot, ShotList
from shots.take import Still, Take, Version
from studio.database import open_database
from studio.files import StoredFile, publish_new, publish_over, sha256_of, sync_file
from studio.folder import DATABASE, SETTINGS, ProductionFolder, sync_folder
from studio.ledger.fence import guard, take_over
from studio.ledger.jobs import job_done
from studio.production import CANNOT, LOCAL, Attempt, AttemptState, Cut, Kind, Made, MadeFile, Production, Verdict
from studio.reading import attempt_of, read_production
from studio.server import hold_server, open_server
from studio.settings import Settings, read_settings
from studio.steps import reached
from studio.tables import AttemptRow, DraftRow, FileRow, ProductionRow, RevisionRow, ShotRow, VerdictRow
from studio.writing import counted, number_in, place_shots

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class NextIds(Frozen):
    """The numbers the next new line, scene and shot may take; lower ones were given before, even if cut since."""

    line: int
    scene: int
    shot: int


class Store:
    """The production's records. Use as a context manager; only the process that holds the folder's lock writes."""

    def __init__(self, folder: ProductionFolder, *, clock: Clock = utc_now, by: str = "") -> None:
        self.folder = folder
        self.by = by or getpass.getuser()
        self.sign: Callable[[Attempt, Take | Version], None] | None = None
        """Signs a take or version that lies aside, where they are signed: the last that happens to its file."""
        self.epoch = 0
        """Counts the taking-over of the production; 0 while this process does not hold it."""
        self._clock = clock
        address = read_settings(folder.root / SETTINGS).database
        self._engine = open_server(address) if address else open_database(folder.root / DATABASE)
        self._lease: Connection | None = None

    def __enter__(self) -> Store:
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

    def rule(self, verdict: Verdict) -> None:
        """Record what a person said of a take or a shot; `by` and `at` are filled in."""
        with self.writing() as session, session.begin():
            said = verdict.model_copy(update={"by": verdict.by or self.by, "at": verdict.at or self.now()})
            session.add(VerdictRow(**said.model_dump(mode="json")))
        reached("verdict recorded")

    # Attempts

    def intend(
        self, kind: Kind, subject: str, content: str, asked: str, files: Callable[[int], tuple[str, ...]]
    ) -> Attempt:
        """Reserve the next number of this subject, and the file names that follow from it.

        A try at the same thing that was interrupted before anything was made is taken up again under its number.
        """
        with self.writing() as session, session.begin():
            for row in _intended(session, kind, subject):
                if row.content == content and row.asked == asked:
                    return attempt_of(row, self._files(session, row.id))
                row.state, row.error, row.ended_at = AttemptState.FAILED.value, "interrupted", self.now()
            last = session.scalar(
                select(func.max(AttemptRow.number)).where(AttemptRow.kind == kind, AttemptRow.subject == subject)
            )
            number = (last or 0) + 1
            row = AttemptRow(
                kind=kind,
                subject=subject,
                number=number,
                content=content,
                asked=asked,
                started_at=self.now(),
                state=AttemptState.INTENDED.value,
                result="",
                error="",
                ended_at="",
            )
            session.add(row)
            session.flush()
            session.add_all(FileRow(attempt=row.id, path=path) for path in files(number))
            session.flush()
            attempt = attempt_of(row, self._files(session, row.id))
        reached("attempt intended")
        return attempt

    def aside(self, attempt: Attempt) -> Path:
        """The folder where an attempt's files are made, under their final base names. Raises FolderError."""
        place = self.folder.path(f"cache/aside/{attempt.id:06d}")
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(f"cannot write ({error.strerror})", where=str(place), cure="free the disk") from error
        return place

    def aside_file(self, attempt: Attempt, file: str) -> Path:
        """Where one reserved file is made."""
        return self.aside(attempt) / Path(file).name

    def made(self, attempt: Attempt, result: Made, note: str = "") -> None:
        """Record that the files lie aside, whole, what they are, and a note. Digests are taken here."""
        if self.sign is not None and isinstance(result, (Take, Version)):
            self.sign(attempt, result)
        stored = tuple(StoredFile.of(self.aside_file(attempt, file), file) for file in attempt.files)
        for file in attempt.files:
            sync_file(self.aside_file(attempt, file))
        sync_folder(self.aside(attempt))
        reached("aside synced")
        if isinstance(result, Cut):
            files = tuple(MadeFile(file=each.path, sha256=each.sha256) for each in stored)
            complete: Frozen = result.model_copy(
                update={"files": files, "version": attempt.number, "made_at": self.now()}
            )
        elif isinstance(result, (Take, Version, Still)):
            complete = result.model_copy(update={"sha256": stored[0].sha256, "made_at": self.now()})
        else:
            complete = result.model_copy(update={"sha256": stored[0].sha256})
        with self.writing() as session, session.begin():
            row = session.get_one(AttemptRow, attempt.id)
            row.state = AttemptState.MADE.value
            row.result, row.note = complete.model_dump_json(), note or row.note
            for each in stored:
                file_row = session.scalars(
                    select(FileRow).where(FileRow.attempt == attempt.id, FileRow.path == each.path)
                ).one()
                file_row.sha256, file_row.bytes, file_row.modified_ns = each.sha256, each.bytes, each.modified_ns
        reached("attempt made")

    def publish(self, attempt: Attempt) -> None:
        """Put the files of a made attempt under their names and count them. Does the same again after any crash.

        Raises FolderError when another file has taken a take's name.
        """
        aside = self.aside(attempt)
        with self.reading() as session:
            row = session.get_one(AttemptRow, attempt.id)
            result = row.result
            digests = {file.path: file.sha256 for file in self._files(session, attempt.id)}
        put = publish_over if attempt.kind == "master" else publish_new
        for file in attempt.files:
            put(aside / Path(file).name, self.folder.path(file), digests[file])
            reached("file published")
        for parent in {self.folder.path(file).parent for file in attempt.files}:
            sync_folder(parent)
        reached("folders synced")
        with self.writing() as session, session.begin():
            row = session.get_one(AttemptRow, attempt.id)
            row.state, row.ended_at = AttemptState.DONE.value, self.now()
            row_of_it = counted(attempt, result)
            if row_of_it is not None:
                session.add(row_of_it)
            job_done(session, row)
        reached("attempt done")
        shutil.rmtree(aside)

    def fail(self, attempt: Attempt, error: str, *, lasting: bool = False) -> None:
        """Give an attempt up, saying why; what lies aside is removed. `lasting`: the same again would fail again."""
        with self.writing() as session, session.begin():
            row = session.get_one(AttemptRow, attempt.id)
            row.state, row.error, row.ended_at = AttemptState.FAILED.value, error, self.now()
            row.failure = CANNOT if lasting else row.failure
        reached("attempt failed")
        shutil.rmtree(self.aside(attempt))

    def recover(self) -> tuple[Attempt, ...]:
        """Publish what a stopped process had made whole; what lies half-made is removed. Returns what was published.

        Call it under the folder's lock.
        """
        with self.reading() as session:
            rows = session.scalars(select(AttemptRow).where(AttemptRow.state == AttemptState.MADE.value)).all()
            attempts = [attempt_of(row, self._files(session, row.id)) for row in rows]
        finished = []
        for attempt in attempts:
            if self._still_there(attempt):
                self.publish(attempt)
                finished.append(attempt)
            else:
                self._made_again(attempt)
        self._clear_aside()
        return tuple(finished)

    def _still_there(self, attempt: Attempt) -> bool:
        with self.reading() as session:
            stored = self._files(session, attempt.id)
        return all(
            any(
                place.is_file() and sha256_of(place) == file.sha256
                for place in (self.aside_file(attempt, file.path), self.folder.path(file.path))
            )
            for file in stored
        )

    def _made_again(self, attempt: Attempt) -> None:
        """What was made here is made anew under a new number; what was paid for is fetched again."""
        if attempt.lane == LOCAL:
            self.fail(attempt, "its file was lost before it was published")
            return
        with self.writing() as session, session.begin():
            session.get_one(AttemptRow, attempt.id).state = AttemptState.DELIVERED.value

    def _clear_aside(self) -> None:
        """Remove what lies half-made, but for results that were paid for and fetched."""
        with self.reading() as session:
            paid = (AttemptRow.lane != LOCAL, AttemptRow.ended_at == "")
            kept = {f"{number:06d}" for number in session.scalars(select(AttemptRow.id).where(*paid))}
        asides = self.folder.path("cache/aside")
        for place in asides.iterdir() if asides.is_dir() else ():
            if place.name not in kept:
                shutil.rmtree(place)

    @staticmethod
    def _files(session: Session, attempt_id: int) -> tuple[FileRow, ...]:
        return tuple(session.scalars(select(FileRow).where(FileRow.attempt == attempt_id).order_by(FileRow.id)))


def _intended(session: Session, kind: Kind, subject: str) -> list[AttemptRow]:
    """Tries at this subject, made here, that were reserved and not made yet."""
    state = AttemptState.INTENDED.value
    here = AttemptRow.lane == LOCAL
    wanted = (AttemptRow.kind == kind, AttemptRow.subject == subject, AttemptRow.state == state, here)
    return list(session.scalars(select(AttemptRow).where(*wanted)))
