"""Killed at each durable step in turn and run again: the same takes, nothing lost, nothing ordered twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, Books, BookWire, film_job, open_store

from renderers.hosted.wire import Settles
from studio.attempt import AttemptState
from studio.folder import DATABASE
from studio.ledger.backend import Lane, Rules
from studio.ledger.controller import Controller
from studio.ledger.job import Outcome
from studio.ledger.money import budgets
from studio.settings import Settings
from studio.store import Store

# An order that is on its way at each of several kills is sent at each, and no person is there to be asked.
QUICK = Rules(grace=0.3, pause=0.01, look=0.05, sends=20)
SLATES = ("1", "2", "3")
POINTS = (
    "production held", "caps set", "jobs placed", "attempt intended", "order sent", "order sent:3", "attempt submitted",
    "attempt delivered", "result fetched", "aside synced", "attempt made", "file published", "folders synced",
    "attempt done", "jobs left",
)  # fmt: skip
_RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_studio_ledger_crashes import produce
produce(Path({root!r}), {settles!r}, slots={slots})
"""
_ASLEEP = """
import os, signal, sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from studio.store import Store
from test_studio_ledger_crashes import produce
made = Store.made
def asleep(*given):
    while not Path({root!r}, "awake").exists():
        os.kill(os.getpid(), signal.SIGSTOP)
        time.sleep(0.01)
    return made(*given)
Store.made = asleep
produce(Path({root!r}), slots=1)
"""


def produce(root: Path, settles: str = "same_key", *, immediate: bool = False, slots: int = 8) -> list[Outcome]:
    """What `studio produce` does with hosted jobs: recovers, asks for what has no take yet, sees it through."""
    store = open_store(root)
    wire = BookWire(
        Books(root / "provider.db"), Settles(settles), seconds=lambda order: 0.1, poll_seconds=0.02, immediate=immediate
    )
    with store:
        store.recover()
        made = {take.slate for take in store.load(Settings()).takes}
        jobs = [film_job(slate) for slate in SLATES if slate not in made]
        backend = BookBackend(wire, Lane(name="bookish", slots=slots))
        controller = Controller(store, {"bookish": backend}, rules=QUICK)
        return list(controller.run(jobs, lambda step: None))


def _killed_at(root: Path, point: str, settles: str = "same_key", slots: int = 8) -> None:
    text = _RUN.format(tests=str(Path(__file__).parent), root=str(root), settles=settles, slots=slots)
    run = [sys.executable, "-c", text]
    assert subprocess.run(run, env={**os.environ, "STUDIO_STOP_AT": point}, check=False).returncode == -9


def assert_all_made(root: Path) -> Store:
    store = open_store(root)
    production = store.load(Settings())
    assert sorted(take.name for take in production.takes) == ["1-1", "2-1", "3-1"]
    assert production.lost == frozenset()
    assert {attempt.state for attempt in production.attempts} == {AttemptState.DONE}
    assert len(Books(root / "provider.db").taken()) == len(SLATES)
    with store.reading() as session:
        whole = budgets(session)[0]
    assert (whole.held, whole.spent) == (0, len(SLATES) * PRICE)
    return store


@pytest.mark.parametrize("point", POINTS)
def test_killed_anywhere_and_run_again_it_is_as_if_never_stopped(tmp_path: Path, point: str) -> None:
    _killed_at(tmp_path, point)
    produce(tmp_path)
    assert_all_made(tmp_path).close()


@pytest.mark.parametrize("point", ["attempt intended:2", "order sent:2"])
def test_a_provider_with_a_list_is_searched_after_a_kill(tmp_path: Path, point: str) -> None:
    _killed_at(tmp_path, point, "list")
    produce(tmp_path, "list")
    assert_all_made(tmp_path).close()


def test_a_provider_that_cannot_tell_is_never_asked_twice_after_a_kill(tmp_path: Path) -> None:
    _killed_at(tmp_path, "order sent", "ask")
    before = len(Books(tmp_path / "provider.db").taken())
    first = {outcome.job.name: outcome.ending.value for outcome in produce(tmp_path, "ask")}
    second = {outcome.job.name: outcome.ending.value for outcome in produce(tmp_path, "ask")}
    parked = [name for name, ending in first.items() if ending == "parked"]
    assert parked
    assert all(second[name] == "parked" for name in parked)
    assert len(Books(tmp_path / "provider.db").taken()) <= len(SLATES)
    assert before >= 1
    with open_store(tmp_path) as store, store.reading() as session:
        assert budgets(session)[0].held == len(parked) * PRICE


def test_killed_again_and_again_nothing_is_paid_twice(tmp_path: Path) -> None:
    for point in ("order sent", "attempt submitted:2", "attempt delivered", "attempt made", "attempt done"):
        _killed_at(tmp_path, point)
    produce(tmp_path)
    assert_all_made(tmp_path).close()


def test_an_answer_on_the_disk_is_not_asked_for_again(tmp_path: Path) -> None:
    """Killed between the result's arrival and its record: what came back at once is found beside the try."""
    run = (
        "import sys; from pathlib import Path; sys.path.insert(0, {tests!r})\n"
        "import os, signal\nimport studio.ledger.sending as sending\n"
        "keep = sending._keep\n"
        "def stop(*given):\n    keep(*given); os.kill(os.getpid(), signal.SIGKILL)\n"
        "sending._keep = stop\n"
        "from test_studio_ledger_crashes import produce\nproduce(Path({root!r}), 'ask', immediate=True, slots=1)\n"
    )
    text = run.format(tests=str(Path(__file__).parent), root=str(tmp_path))
    assert subprocess.run([sys.executable, "-c", text], check=False).returncode == -9
    produce(tmp_path, "ask", immediate=True, slots=1)
    assert_all_made(tmp_path).close()


def test_a_result_that_lies_on_the_disk_is_not_fetched_again(tmp_path: Path) -> None:
    """Killed when a film was fetched and nobody had looked at it: it is found, and its order is not paid again."""
    _killed_at(tmp_path, "result fetched", slots=1)
    produce(tmp_path, slots=1)
    assert_all_made(tmp_path).close()
    books = Books(tmp_path / "provider.db")
    assert (books.calls("submit"), books.calls("fetch")) == (len(SLATES), len(SLATES))


def _fall_asleep(pid: int, root: Path) -> None:
    """Wait until it is stopped with no database locked: another of its threads may have been stopped amid a write."""
    while True:
        _, status = os.waitpid(pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        if not any(_is_locked(root / name) for name in (f"ferry/{DATABASE}", "provider.db")):
            return
        os.kill(pid, signal.SIGCONT)


def _is_locked(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=0.5, isolation_level=None)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


def test_a_stopped_process_that_wakes_up_is_refused_and_overwrites_nothing(tmp_path: Path) -> None:
    """The zombie as it happens: stopped with a result in its hands, taken over, and awake when all is done."""
    text = _ASLEEP.format(tests=str(Path(__file__).parent), root=str(tmp_path))
    zombie = subprocess.Popen([sys.executable, "-c", text], stderr=subprocess.PIPE, text=True)
    _fall_asleep(zombie.pid, tmp_path)
    produce(tmp_path)
    with assert_all_made(tmp_path) as store:
        before = {take.file: store.folder.path(take.file).stat().st_mtime_ns for take in store.load(Settings()).takes}
    (tmp_path / "awake").touch()
    os.kill(zombie.pid, signal.SIGCONT)
    _, told = zombie.communicate(timeout=600)
    assert zombie.returncode != 0
    # What it held may be gone before it can even try to write.
    assert "taken over by a test" in told or "cannot be read" in told, told
    with assert_all_made(tmp_path) as store:
        after = {take.file: store.folder.path(take.file).stat().st_mtime_ns for take in store.load(Settings()).takes}
    assert after == before
