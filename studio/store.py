"""The one door to `studio.db`: what is recorded, and how a file made aside becomes part of the production.

    intend ─▶ (made aside) ─▶ made ─▶ publish
    number    files synced    what    files under their names,
    reserved                  it is   then counted

Each arrow ends in a committed transaction. Whatever stops the process, `recover` publishes what was made; what was
only intended is taken up again under its number. Nothing published is ever replaced, but for the film itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bible.errors import FolderError
from bible.model import Frozen
from shots.take import Still, Take, Version
from studio.attempt import CANNOT, LOCAL, Attempt, AttemptState, Kind
from studio.files import StoredFile, publish_new, publish_over, sha256_of, sync_file
from studio.folder import ProductionFolder, sync_folder
from studio.ledger.jobs import job_done
from studio.production import Cut, Made, MadeFile
from studio.reading import attempt_of
from studio.records import Clock, Records, utc_now
from studio.steps import reached
from studio.tables import AttemptRow, FileRow
from studio.writing import counted


class Store(Records):
    """The production's records and files. Only the process that holds the folder's lock writes."""

    def __init__(self, folder: ProductionFolder, *, clock: Clock = utc_now, by: str = "") -> None:
        super().__init__(folder, clock=clock, by=by)
        self.sign: Callable[[Attempt, Take | Version], None] | None = None
        """Signs a take or version that lies aside, where they are signed: the last that happens to its file."""
        self.landed: Callable[[Sequence[StoredFile]], None] | None = None
        """Told of the files of whatever was published just now."""

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
            stored = tuple(stored_file(each) for each in self._files(session, attempt.id))
        put = publish_over if attempt.kind == "master" else publish_new
        for each in stored:
            put(aside / Path(each.path).name, self.folder.path(each.path), each.sha256)
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
        # It counts, whatever keeps its empty place: that is swept by the next command.
        shutil.rmtree(aside, ignore_errors=True)
        if self.landed is not None:
            self.landed(stored)

    def fail(self, attempt: Attempt, error: str, *, lasting: bool = False) -> None:
        """Give an attempt up, saying why; what lies aside is removed. `lasting`: the same again would fail again.

        What counts already stays.
        """
        with self.writing() as session, session.begin():
            row = session.get_one(AttemptRow, attempt.id)
            if row.state == AttemptState.DONE:
                return
            row.state, row.error, row.ended_at = AttemptState.FAILED.value, error, self.now()
            row.failure = CANNOT if lasting else row.failure
        reached("attempt failed")
        shutil.rmtree(self.aside(attempt), ignore_errors=True)

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
            if not place.is_dir():
                # What a file browser leaves behind: .DS_Store.
                place.unlink()
            elif place.name not in kept:
                shutil.rmtree(place)

    @staticmethod
    def _files(session: Session, attempt_id: int) -> tuple[FileRow, ...]:
        return tuple(session.scalars(select(FileRow).where(FileRow.attempt == attempt_id).order_by(FileRow.id)))


def stored_file(row: FileRow) -> StoredFile:
    """A file as it was when it was made, from its row."""
    return StoredFile(path=row.path, sha256=row.sha256, bytes=row.bytes, modified_ns=row.modified_ns)


def _intended(session: Session, kind: Kind, subject: str) -> list[AttemptRow]:
    """Tries at this subject, made here, that were reserved and not made yet."""
    state = AttemptState.INTENDED.value
    here = AttemptRow.lane == LOCAL
    wanted = (AttemptRow.kind == kind, AttemptRow.subject == subject, AttemptRow.state == state, here)
    return list(session.scalars(select(AttemptRow).where(*wanted)))
