"""Opening the database: migrated, durable, and refused where it cannot be trusted."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bible.errors import FolderError, NewerFolderError
from studio.database import migration_config, network_kind, newest_schema, open_database
from studio.tables import Table


def test_the_migrations_lead_to_the_tables(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "studio.db")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_the_newest_migration_is_known_by_its_name() -> None:
    assert newest_schema() == ScriptDirectory.from_config(migration_config()).get_current_head()


def test_every_commit_is_on_the_disk(tmp_path: Path) -> None:
    with open_database(tmp_path / "studio.db").connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_writer_holds_the_database_from_its_first_word(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "studio.db")
    with engine.begin() as connection:
        script = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0.1, isolation_level=None)\n"
            "try: c.execute('BEGIN IMMEDIATE')\n"
            "except sqlite3.OperationalError: sys.exit(7)"
        )
        other = subprocess.run([sys.executable, "-c", script, str(tmp_path / "studio.db")], check=False)
        assert other.returncode == 7
        connection.rollback()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with open_database(tmp_path / "studio.db").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    with pytest.raises(NewerFolderError, match="9999_later"):
        open_database(tmp_path / "studio.db")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "studio.db").write_bytes(b"not a database at all, only words" * 100)
    with pytest.raises(FolderError, match="not a database"):
        open_database(tmp_path / "studio.db")


def test_a_database_of_somebody_elses_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "studio.db"
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute("create table songs(title)")
    with pytest.raises(FolderError, match="holds songs"):
        open_database(file)
    with contextlib.closing(sqlite3.connect(file)) as other:
        assert other.execute("select name from sqlite_master").fetchall() == [("songs",)]


def test_an_empty_database_does_not_take_the_place_of_one_that_names_takes(tmp_path: Path) -> None:
    (tmp_path / "takes" / "001A").mkdir(parents=True)
    (tmp_path / "takes" / "001A" / "film_001A_t01.mp4").write_bytes(b"x")
    (tmp_path / "studio.db").touch()
    with pytest.raises(FolderError, match="from your backup"):
        open_database(tmp_path / "studio.db")


def test_a_migration_stopped_half_way_leaves_nothing_half_made(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from sqlalchemy import event, Engine\n"
        "@event.listens_for(Engine, 'before_cursor_execute')\n"
        "def stop(c, cur, statement, *rest):\n"
        "    if 'CREATE TABLE shot' in statement: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from studio.database import open_database\n"
        "open_database(Path(sys.argv[1]))\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "studio.db")], check=False)
    assert killed.returncode == -9
    with open_database(tmp_path / "studio.db").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/nora/ferry", ""),
        ("/mnt/nas/ferry", "nfs4"),
        ("/mnt/nas", "nfs4"),
        ("/mnt/nasty", ""),
        ("/mnt/my disk/x", "cifs"),
    ],
)
def test_network_drives_are_known_by_their_mount(folder: str, kind: str) -> None:
    rows = (
        "/dev/sda1 / ext4 rw",
        "nas:/films /mnt/nas nfs4 rw",
        "//pc/share /mnt/my\\040disk cifs rw",
        "proc /proc proc rw",
    )
    mounts = "".join(f"{row} 0 0\n" for row in rows)
    assert network_kind(Path(folder), mounts) == kind
