"""The whole database on a PostgreSQL server, for productions that more than one machine works on.

One database holds one production. Writers wait for each other as they do with SQLite; who holds the production holds a
lock of the server too, which it lets go of when the connection ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from bible.errors import FolderBusyError, FolderError, MissingExtraError, NewerFolderError, SettingsError
from bible.installing import install_extra
from studio.database import is_known, migration_config
from studio.ledger.tables import ControllerRow
from studio.steps import reached
from studio.tables import Table

if TYPE_CHECKING:
    import psycopg

EXTRA = "farm"
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_WRITERS, _HOLDER = 7_341_001, 7_341_002
"""Numbers of the server's locks: of whoever writes, and of whoever holds the production."""
_PATIENCE_MS = 15_000
SILENCE = 120.0
"""Seconds in which a server that lives has answered: no question of ours takes it more than a few."""
_FAR_AWAY = {
    "connect_timeout": 10, "keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}  # fmt: skip
"""A machine that vanished, or the way to it, is found out by the system."""


def open_server(address: str, silence: float = SILENCE) -> Engine:
    """The database at `postgresql://user@host/name`, made or migrated as needed.

    Whatever is asked of it later raises FolderError when it is gone, or says nothing for `silence` seconds.

    Raises SettingsError for an address that is none or holds a password, MissingExtraError without the driver,
    FolderError when the server cannot be used, NewerFolderError when a newer studio wrote it.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise SettingsError(f"{address!r} is no address of a database", where="database in studio.toml",
                            cure="write it as postgresql://user@host/name") from error  # fmt: skip
    if url.drivername not in _SCHEMES:
        raise SettingsError(f"{url.drivername} is no database studio knows", where="database in studio.toml",
                            cure="use postgresql://user@host/name, or leave it empty for SQLite")  # fmt: skip
    if url.password or any("password" in name.lower() for name in url.query):
        raise SettingsError("a password does not belong into a file of the production",
                            where="database in studio.toml", cure="put it into ~/.pgpass or PGPASSWORD")  # fmt: skip
    if find_spec("psycopg") is None:
        raise MissingExtraError("a PostgreSQL database needs psycopg", cure=install_extra(EXTRA))
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"), pool_pre_ping=True,
        connect_args={**_FAR_AWAY, "options": f"-c lock_timeout={_PATIENCE_MS}"},
    )  # fmt: skip
    patient = _patient(silence)
    event.listen(engine, "do_connect", lambda dialect, record, given, named: patient.connect(*given, **named))
    event.listen(engine, "begin", _begin)
    where = url.render_as_string(hide_password=True)
    try:
        with engine.connect() as connection:
            _bring_up_to_date(connection, where)
    except DatabaseError as error:
        engine.dispose()
        told = " ".join(str(error.orig).split())
        raise FolderError(
            f"the database cannot be used ({told})", where=where, cure="see that the server runs and lets you in"
        ) from error
    except BaseException:
        engine.dispose()
        raise
    event.listen(engine, "handle_error", _tell)
    return engine


def _patient(silence: float) -> type[psycopg.Connection]:
    """Connections that are hung up when the server has not answered for so many seconds."""
    import psycopg

    class Patient(psycopg.Connection):
        def wait(self, *args: object, **named: object) -> object:  # type: ignore[override]
            timer = threading.Timer(silence, _hang_up, (self.pgconn.socket,))
            timer.daemon = True
            timer.start()
            try:
                return super().wait(*args, **named)  # type: ignore[arg-type]
            finally:
                timer.cancel()

    return Patient


def _hang_up(line: int) -> None:
    """End a connection for both ends: whoever waits on it is told that it is over."""
    with contextlib.suppress(OSError), socket.socket(fileno=os.dup(line)) as held:
        held.shutdown(socket.SHUT_RDWR)


def _tell(context: ExceptionContext) -> FolderError | None:
    """A server that is gone, or does not answer, told so that a person can mend it."""
    if context.is_pre_ping or not (context.is_disconnect or context.connection is None):
        return None
    words = " ".join(str(context.original_exception).split())
    where = context.engine.url.render_as_string(hide_password=True) if context.engine is not None else ""
    return FolderError(
        f"the database is gone, or does not answer ({words})", where=where,
        cure="see that the server runs and lets you in; the same command goes on where it stopped",
    )  # fmt: skip


def hold_server(engine: Engine, name: str) -> Connection | None:
    """Hold the production on its server until the connection that is returned is closed; None with SQLite.

    Raises FolderBusyError when another machine holds it, FolderError when the database is another production's.
    """
    if engine.dialect.name != "postgresql":
        return None
    lease = engine.execution_options(reading=True, isolation_level="AUTOCOMMIT").connect()
    # Not one of the pool's: the lock goes when the connection ends.
    lease.detach()
    try:
        found = lease.execute(text("SELECT name FROM production")).scalar()
        if found is not None and found != name:
            raise FolderError(
                f"that database holds the production {found}", where=str(engine.url.database),
                cure="give each production a database of its own",
            )  # fmt: skip
        if not lease.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _HOLDER}).scalar():
            holder = lease.execute(ControllerRow.__table__.select()).mappings().first()
            by = f"`{holder['holder']}`" if holder else "another studio"
            raise FolderBusyError(
                f"the production is held by {by}, perhaps on another machine", where=str(engine.url.database),
                cure="wait for it, or end it with Ctrl-C there",
            )  # fmt: skip
    except BaseException:
        lease.close()
        raise
    return lease


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        return
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return
    try:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
    except OperationalError as error:
        raise FolderError(
            f"the database is being written to for too long ({error.orig})", where=str(connection.engine.url.database),
            cure="wait for the other program, or close it",
        ) from error  # fmt: skip


def _bring_up_to_date(connection: Connection, where: str) -> None:
    from alembic import command
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = migration_config()
    scripts = ScriptDirectory.from_config(config)
    # Within the writers' lock: of two that come at once, one makes the tables and the other finds them.
    with connection.execution_options(reading=False).begin():
        current = MigrationContext.configure(connection).get_current_revision()
        if current == scripts.get_current_head():
            return
        if current is not None and not is_known(scripts, current):
            raise NewerFolderError(
                f"a newer studio wrote this production (schema {current})", where=where, cure="pipx upgrade film-studio"
            )
        config.attributes["connection"] = connection
        if current is None:
            _keep_conditions(Table.metadata)
            Table.metadata.create_all(connection)
            command.stamp(config, "head")
        else:
            command.upgrade(config, "head")
    reached("database migrated")


def _keep_conditions(tables: MetaData) -> None:
    """Indexes that hold for some rows alone hold for the same rows on a server."""
    for table in tables.tables.values():
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            if where is not None:
                index.dialect_options["postgresql"]["where"] = where
