"""Stopped by a person, the run ends at once and loses nothing; two commands never work in one production."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, Books, BookWire, film_job, open_store

from bible.errors import FolderBusyError
from renderers.hosted.wire import Order
from studio.folder import ProductionFolder
from studio.ledger.backend import Rules
from studio.ledger.controller import Controller
from studio.ledger.job import Ending
from studio.ledger.money import budgets
from studio.ledger.requests import open_jobs
from studio.settings import Settings
from studio.store import Store

_RUN = """
import signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_studio_ledger_stopping import _controller
from ledger_provider import film_job, open_store
def stop(*given): raise KeyboardInterrupt
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, stop)
root = Path({root!r})
with open_store(root) as store:
    for outcome in _controller(store, root, {slow}).run([film_job("1"), film_job("2")], lambda step: None):
        print(outcome.job.name, outcome.ending, flush=True)
"""
QUICK = Rules(pause=0.01, look=0.05, grace=0.3)


def _controller(store: Store, root: Path, slow: float, latency: float = 0.0) -> Controller:
    def seconds(order: Order) -> float:
        return 0.02 if order.prompt == "shot 1" else slow

    wire = BookWire(Books(root / "provider.db"), seconds=seconds, poll_seconds=0.02, latency=latency)
    return Controller(store, {"bookish": BookBackend(wire)}, rules=QUICK)


def test_a_run_that_is_left_lets_orders_run_on_and_lists_them(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        run = _controller(store, tmp_path, slow=3600.0).run([film_job("1"), film_job("2")], lambda step: None)
        assert next(run).ending == Ending.DONE
        run.close()
        (left,) = open_jobs(store)
        assert (left.name, left.state, left.held_micro_usd) == ("2", "running", PRICE)
        assert left.remote
    with open_store(tmp_path) as store:
        books = Books(tmp_path / "provider.db")
        books.finish_all()
        outcomes = list(_controller(store, tmp_path, slow=0.0).run([film_job("2")], lambda step: None))
        assert [outcome.ending for outcome in outcomes] == [Ending.DONE]
        assert len(books.taken()) == 2


def test_an_order_on_its_way_out_is_seen_back_when_the_run_is_left(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        controller = _controller(store, tmp_path, slow=3600.0, latency=0.3)
        run = controller.run([film_job("2"), film_job("1")], lambda step: None)
        steps = iter(run)
        assert next(steps).job.name == "1"
        run.close()
        assert all(each.remote for each in open_jobs(store))
        with store.reading() as session:
            assert budgets(session)[0].held == PRICE


def _start(root: Path, slow: float) -> subprocess.Popen[str]:
    """A run in a process of its own, once its first take is there."""
    text = _RUN.format(tests=str(Path(__file__).parent), root=str(root), slow=slow)
    run = [sys.executable, "-c", text]
    process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().split() == ["1", "done"]
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_a_run_and_lose_nothing(tmp_path: Path, number: int) -> None:
    process = _start(tmp_path, 3600.0)
    os.kill(process.pid, number)
    process.communicate(timeout=600)
    assert process.returncode != 0
    with open_store(tmp_path) as store:
        assert [take.name for take in store.load(Settings()).takes] == ["1-1"]
        assert [each.name for each in open_jobs(store)] == ["2"]


def test_a_sleeping_laptop_finds_its_orders_again(tmp_path: Path) -> None:
    """A process that is stopped and goes on later asks after its orders; it does not order anew."""
    process = _start(tmp_path, 0.5)
    os.kill(process.pid, signal.SIGSTOP)
    time.sleep(1.0)
    os.kill(process.pid, signal.SIGCONT)
    out, _ = process.communicate(timeout=600)
    assert out.split() == ["2", "done"]
    assert len(Books(tmp_path / "provider.db").taken()) == 2


def test_a_second_command_is_told_who_works_there(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, store.folder.lock("studio produce"):
        other = ProductionFolder(store.folder.root)
        with pytest.raises(FolderBusyError, match="studio produce"), other.lock("studio produce"):
            raise AssertionError("two at work")
