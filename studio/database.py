"""Opening `studio.db`: one writer at a time, every commit on the disk, the schema brought up to date."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

import studio.ledger.tables  # noqa: F401 (whoever opens a database knows all of its tables)
from bible.errors import FolderError, NewerFolderError
from studio.files import sync_file
from studio.steps import reached

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_NETWORK_KINDS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone"}
_PATIENCE_MS = 15_000
_WRITABLE = "make the folder writable, or copy it to where you may write"


def open_database(file: Path) -> Engine:
    """The database, made or migrated as needed; one in a folder that cannot be written is only read.

    Raises NewerFolderError when a newer studio wrote it, FolderError when it cannot be used where it lies.
    """
    kind = network_kind(file.resolve().parent, _mounts())
    if kind:
        raise FolderError(
            f"the folder lies on a network drive ({kind}), on which SQLite cannot be trusted",
            where=str(file.parent),
            cure="put the production on a local disk (--into DIR)",
        )
    sealed = file.exists() and not os.access(file.parent, os.W_OK)
    engine = create_engine(_sealed_address(file) if sealed else URL.create("sqlite", database=str(file)))
    event.listen(engine, "connect", _set_up_sealed if sealed else _set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _tell)
    try:
        with engine.connect() as connection:
            _migrate(connection, file, sealed=sealed)
    except DatabaseError as error:
        engine.dispose()
        raise FolderError(
            f"the database cannot be used ({error.orig})",
            where=str(file),
            cure="free the disk, or put back a copy of studio.db from your backup",
        ) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


_TOLD = {
    "SQLITE_FULL": "free the disk, then run the same command again",
    "SQLITE_IOERR": "look after the disk, then run the same command again",
    "SQLITE_READONLY": "make the folder writable, then run the same command again",
    "SQLITE_BUSY": "wait for the other program that has studio.db open, or close it",
    "SQLITE_CORRUPT": "put back a copy of studio.db from your backup",
    "SQLITE_NOTADB": "put back a copy of studio.db from your backup",
}


def _tell(context: ExceptionContext) -> FolderError | None:
    """Turn what goes wrong with the file itself into an error a person can mend; the transaction is rolled back."""
    error = context.original_exception
    name = getattr(error, "sqlite_errorname", "") or ""
    cure = next((cure for kind, cure in _TOLD.items() if name.startswith(kind)), None)
    if cure is None or context.engine is None:
        return None
    return FolderError(f"the database cannot be used ({error})", where=str(context.engine.url.database), cure=cure)


def network_kind(folder: Path, mounts: str) -> str:
    """The kind of network file system a folder lies on, or empty; `mounts` is the text of /proc/mounts. Pure."""
    best, kind = "", ""
    for row in mounts.splitlines():
        fields = row.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = str(folder) == point or str(folder).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind if kind in _NETWORK_KINDS else ""


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(errors="replace") if table.exists() else ""


def _set_up(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions of its own: `_begin` says which kind each is.
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _sealed_address(file: Path) -> URL:
    """A database nobody can write to, read without the files that SQLite lays beside others."""
    journal = file.with_name(f"{file.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise FolderError(
            "the folder cannot be written, and the database was not closed when it was last worked with",
            where=str(file),
            cure=_WRITABLE,
        )
    return URL.create("sqlite", database=f"{file.resolve().as_uri()}?mode=ro&immutable=1", query={"uri": "true"})


def _set_up_sealed(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def newest_schema() -> str:
    """The schema of this studio: its newest migration, whose files are named in order."""
    versions = files("migrations").joinpath("versions").iterdir()
    return max(each.name.removesuffix(".py") for each in versions if each.name[:1].isdigit())


def migration_config() -> Config:
    """Where alembic finds our migrations, in a checkout and in an installed wheel."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config


def _migrate(connection: Connection, file: Path, *, sealed: bool) -> None:
    with connection.execution_options(reading=True).begin():
        known = inspect(connection).has_table("alembic_version")
        current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if known else None
    if current == newest_schema():
        return
    if current is None:
        _check_new(connection, file)
    # Alembic takes half a second to load, and nearly always has nothing to do.
    from alembic import command
    from alembic.script import ScriptDirectory

    config = migration_config()
    scripts = ScriptDirectory.from_config(config)
    if current is not None and not is_known(scripts, current):
        raise NewerFolderError(
            f"a newer studio wrote this production (schema {current})",
            where=str(file.parent),
            cure="pipx upgrade film-studio",
        )
    if sealed:
        raise FolderError(
            f"the folder cannot be written, and an older studio wrote this production (schema {current})",
            where=str(file.parent),
            cure=_WRITABLE,
        )
    if current is not None:
        _keep_copy(connection, file, current)
    with connection.execution_options(reading=False).begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    reached("database migrated")


def _check_new(connection: Connection, file: Path) -> None:
    """See that a database that is to become a production's is new: it is nobody else's, and no takes wait for it."""
    with connection.execution_options(reading=True).begin():
        tables = inspect(connection).get_table_names()
    if tables:
        raise FolderError(
            f"this is no database of studio's: it holds {', '.join(tables[:4])}",
            where=str(file),
            cure="put back a copy of studio.db from your backup, or choose another folder (--into DIR)",
        )
    if any((file.parent / "takes").glob("*/*")):
        raise FolderError(
            "the database is empty, and there are takes that only it can name",
            where=str(file),
            cure="put back a copy of studio.db from your backup; to begin anew, move takes/ out of the folder",
        )


def _keep_copy(connection: Connection, file: Path, schema: str) -> None:
    """A copy of the database as it was, beside it: `studio.db.0002_ledger`. One that is there stays."""
    copy = file.with_name(f"{file.name}.{schema}")
    if copy.exists():
        return
    aside = copy.with_name(f"{copy.name}.part")
    aside.unlink(missing_ok=True)
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    try:
        with contextlib.closing(sqlite3.connect(aside)) as target:
            source.backup(target)
        sync_file(aside)
        aside.replace(copy)
    except (OSError, sqlite3.Error) as error:
        aside.unlink(missing_ok=True)
        raise FolderError(
            f"the database cannot be copied before its schema changes ({error})", where=str(copy), cure="free the disk"
        ) from error


def is_known(scripts: ScriptDirectory, revision: str) -> bool:
    """Whether a schema is one of ours."""
    from alembic.util import CommandError

    try:
        return scripts.get_revision(revision) is not None
    except CommandError:
        return False
