"""A production of an earlier studio keeps everything: its tries become tries made here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ledger_provider import PRICE, BookBackend, Books, BookWire, film_job
from sqlalchemy import create_engine, text

from studio.attempt import LOCAL, AttemptState
from studio.database import migration_config, open_database
from studio.folder import ProductionFolder
from studio.ledger.backend import Rules
from studio.ledger.controller import Controller
from studio.ledger.requests import set_max_cost
from studio.settings import Settings
from studio.store import Store
from studio.tables import Table

_ROWS = (
    "INSERT INTO production VALUES (1, 'ferry', 1920, 1080, '24', 1, 1, 2, '2026-11-01T10:00:00.000+00:00')",
    'INSERT INTO draft VALUES (1, \'abc\', \'{"name": "ferry", "scenes": []}\','
    ' \'{"characters": [], "locations": [], "sheets": []}\', \'then\')',
    'INSERT INTO shot VALUES (\'sh0001\', \'1\', \'S0001\', 0, \'{"id": "sh0001", "slate": "1",'
    ' "scene": "S0001", "framing": "insert", "size": "CU", "thing": "lamp"}\')',
    "INSERT INTO attempt VALUES (1, 'clip', 'sh0001', 1, 'c1', 'done', '{}', '{}', '', 'then', 'later')",
    "INSERT INTO attempt VALUES (2, 'clip', 'sh0001', 2, 'c2', 'failed', '{}', '', 'no paper left', 'then', 'later')",
    "INSERT INTO attempt VALUES (3, 'clip', 'sh0001', 3, 'c3', 'intended', '{}', '', '', 'then', '')",
    "INSERT INTO file VALUES (1, 1, 'takes/001/ferry_001_t01.mp4', 'abc', 3, 1)",
    "INSERT INTO take VALUES (1, 'sh0001', '1', 1, 'takes/001/ferry_001_t01.mp4', 'abc', 24, 8, 'c1', 'animatic', '1',"
    " 7, 0, 'then', 1)",
)


def _first_schema(root: Path) -> Path:
    """A production as the first studio left it, with takes and tries."""
    folder = ProductionFolder.make(root / "ferry", "").root
    engine = create_engine(f"sqlite:///{folder / 'studio.db'}")
    config = migration_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001_first")
        for row in _ROWS:
            connection.execute(text(row))
    engine.dispose()
    return folder


def test_rows_of_the_first_schema_come_along(tmp_path: Path) -> None:
    folder = _first_schema(tmp_path)
    with open_database(folder / "studio.db").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    with Store(ProductionFolder(folder)) as store:
        production = store.load(Settings())
    assert [take.name for take in production.takes] == ["1-1"]
    assert (production.script_sha256, production.script_file, production.director) == ("abc", "", "rule")
    states = [(each.state, each.lane, each.error, each.cost_micro_usd) for each in production.attempts]
    assert states == [
        (AttemptState.DONE, LOCAL, "", 0),
        (AttemptState.FAILED, LOCAL, "no paper left", 0),
        (AttemptState.INTENDED, LOCAL, "", 0),
    ]


def test_a_migrated_production_orders_under_the_next_number(tmp_path: Path) -> None:
    folder = _first_schema(tmp_path)
    with Store(ProductionFolder(folder)) as store:
        store.hold("a test")
        store.recover()
        set_max_cost(store, PRICE)
        wire = BookWire(Books(tmp_path / "provider.db"), seconds=lambda order: 0.0, poll_seconds=0.01)
        controller = Controller(store, {"bookish": BookBackend(wire)}, rules=Rules(look=0.05))
        assert [outcome.ending.value for outcome in controller.run([film_job("1")], lambda step: None)] == ["done"]
        assert [take.name for take in store.load(Settings()).takes] == ["1-1", "1-4"]
        assert store.load(Settings()).attempts[2].state == AttemptState.INTENDED


def test_killed_in_the_middle_of_the_migration_the_first_schema_is_still_there(tmp_path: Path) -> None:
    folder = _first_schema(tmp_path)
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from sqlalchemy import event, Engine\n"
        "@event.listens_for(Engine, 'before_cursor_execute')\n"
        "def stop(c, cur, statement, *rest):\n"
        "    if 'ADD COLUMN deadline' in statement: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from studio.database import open_database\n"
        "open_database(Path(sys.argv[1]))\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(folder / "studio.db")], check=False)
    assert killed.returncode == -9
    engine = create_engine(f"sqlite:///{folder / 'studio.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001_first"
        assert len(connection.execute(text("SELECT * FROM attempt")).first() or ()) == 11
    engine.dispose()
    with open_database(folder / "studio.db").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        assert connection.execute(text("SELECT COUNT(*) FROM attempt")).scalar() == 3


def test_a_copy_of_the_old_database_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    folder = _first_schema(tmp_path)
    open_database(folder / "studio.db").dispose()
    copy = folder / "studio.db.0001_first"
    before = copy.read_bytes()
    engine = create_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == "0001_first"
        assert connection.execute(text("SELECT count(*) FROM take")).scalar() == 1
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()
    open_database(folder / "studio.db").dispose()
    assert copy.read_bytes() == before
    new = ProductionFolder.make(tmp_path / "new", "").root
    open_database(new / "studio.db").dispose()
    assert [each.name for each in new.glob("studio.db.0*")] == []


def test_takes_that_were_asked_for_stay_asked_for_and_no_more(tmp_path: Path) -> None:
    folder = _first_schema(tmp_path)
    asked = (("sh0001", 1), ("sh0001", 3), ("sh0001", 2), ("sh0002", 2))
    engine = create_engine(f"sqlite:///{folder / 'studio.db'}")
    with engine.begin() as connection:
        for number, (shot, in_all) in enumerate(asked, 1):
            row = "INSERT INTO verdict VALUES (:id, :shot, 'shot', :in_all, 'retaken', '', '', NULL, '', 'me', 'then')"
            connection.execute(text(row), {"id": number, "shot": shot, "in_all": in_all})
    engine.dispose()
    with Store(ProductionFolder(folder)) as store:
        verdicts = store.load(Settings()).verdicts
    # One of them is there; how many more there are to be is what was asked for.
    assert [(each.subject, each.number, each.after) for each in verdicts] == [
        ("sh0001", 0, 3), ("sh0001", 2, 3), ("sh0001", 0, 3), ("sh0002", 2, 3),
    ]  # fmt: skip
