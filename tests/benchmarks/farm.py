"""How near the controller comes to the ideal makespan, and whether it pays anything twice when it is killed.

python tests/benchmarks/farm.py [--json] [--jobs 200] [--slots 8] [--kills 0] [--rounds 1] [--settles same_key list ask]

The ideal is list scheduling of the same jobs over the same slots: the provider's own time, the latency of the submit,
and the wait until the next poll tells that it is done; both latencies as the provider's calls took them in that run, on
average. Killed, each restart adds what a start takes that does nothing; it is killed while it works, not while it
starts. Every way to settle unclear orders that is named has its rounds. Where a person settles them, one looks into the
provider's books after each run, as people do at a provider's page: adopts what is there, and orders the rest.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import json
import math
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ledger_provider import BookBackend, Books, BookWire, film_job, open_store
from sqlalchemy import select

from renderers.hosted.wire import Order, RemoteRef, RemoteState, Settles, Submitted
from studio.attempt import AttemptState
from studio.ledger.backend import Lane, Rules
from studio.ledger.controller import Controller
from studio.ledger.money import budgets
from studio.ledger.requests import Settlement, settle_job
from studio.ledger.tables import JobRow
from studio.settings import Settings
from studio.tables import AttemptRow

LATENCY, POLL = 0.05, 0.1
_BEGUN = "at work"
_KILLED_AFTER = (0.3, 4.0)
"""Seconds it has worked when it is killed, from and to."""
RULES = Rules(grace=1.0, pause=0.1, look=0.5)


def provider_seconds(number: int) -> float:
    """How long the provider takes for a job: 0.2 to 2 s, the same in each run."""
    return random.Random(number).uniform(0.2, 2.0)


class TimedWire(BookWire):
    """The provider's wire, with a watch: seconds its calls took."""

    def __init__(self, books: Books, settles: Settles) -> None:
        super().__init__(books, settles, seconds=_seconds_of, poll_seconds=POLL, latency=LATENCY)
        self.took: dict[str, list[float]] = {"submit": [LATENCY], "poll": [LATENCY / 4]}

    def submit(self, order: Order) -> Submitted:
        """Order, and note how long that took."""
        began = time.perf_counter()
        try:
            return super().submit(order)
        finally:
            self.took["submit"].append(time.perf_counter() - began)

    def poll(self, ref: RemoteRef) -> RemoteState:
        """Ask, and note how long that took."""
        began = time.perf_counter()
        try:
            return super().poll(ref)
        finally:
            self.took["poll"].append(time.perf_counter() - began)


def _seconds_of(order: Order) -> float:
    return provider_seconds(int(order.prompt.removeprefix("shot ")))


class Run(NamedTuple):
    """One run: seconds it took, and seconds a submit and a poll took on average."""

    seconds: float
    submit: float
    poll: float


def ideal(jobs: int, slots: int, told: Run) -> float:
    """Seconds from the first submit to the last word that a job is done, with no time lost in between."""
    cycle = POLL + told.poll
    free = [0.0] * slots
    for number in range(1, jobs + 1):
        asked = math.ceil(provider_seconds(number) / cycle) * cycle
        heapq.heappush(free, heapq.heappop(free) + told.submit + asked)
    return max(free)


def work(root: Path, jobs: int, slots: int, settles: str) -> None:
    """One process at work: everything that has no take yet. Prints how long the run and its calls took."""
    with open_store(root, shots=jobs, cap=jobs * 1_000_000) as store:
        store.recover()
        made = {take.slate for take in store.load(Settings()).takes}
        owed = [film_job(str(number)) for number in range(1, jobs + 1) if str(number) not in made]
        wire = TimedWire(Books(root / "provider.db"), Settles(settles))
        backend = BookBackend(wire, Lane(name="bookish", slots=slots))
        began = time.perf_counter()
        print(_BEGUN, flush=True)
        for _ in Controller(store, {"bookish": backend}, rules=RULES).run(owed, lambda step: None):
            pass
        submit, poll = (statistics.fmean(wire.took[call]) for call in ("submit", "poll"))
        print(time.perf_counter() - began, submit, poll)


def run(root: Path, jobs: int, slots: int, kills: int, settles: str, chance: random.Random) -> tuple[float, Run, int]:
    """Work until all is done, killed on the way. Returns seconds in all, the last run, and kills made."""
    argv = [sys.executable, __file__, "--work", str(root), "--jobs", str(jobs), "--slots", str(slots)]
    began, killed = time.perf_counter(), 0
    while True:
        process = subprocess.Popen(
            [*argv, "--settles", settles], stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert process.stdout is not None
        if process.stdout.readline().strip() != _BEGUN:
            raise SystemExit(f"a run did not begin: {process.wait()}")
        try:
            out, _ = process.communicate(timeout=chance.uniform(*_KILLED_AFTER) if killed < kills else None)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            killed += 1
            continue
        if process.returncode:
            raise SystemExit(f"a run ended with {process.returncode}")
        if settles == Settles.ASK and settled_by_hand(root):
            continue
        return time.perf_counter() - began, Run(*map(float, out.split())), killed


def settled_by_hand(root: Path) -> int:
    """Settle whatever waits for a person, by the provider's books; returns how many did."""
    books = Books(root / "provider.db")
    with open_store(root) as store:
        with store.reading() as session:
            waiting = select(JobRow.name, AttemptRow.key).join(AttemptRow, AttemptRow.job == JobRow.id)
            parked = session.execute(waiting.where(AttemptRow.state == AttemptState.PARKED)).all()
        for name, key in parked:
            known = books.by_key(key or "")
            if known is not None:
                settle_job(store, name, Settlement.ADOPT, str(known[0]))
            else:
                settle_job(store, name, Settlement.RESUBMIT, charged=False)
    return len(parked)


def checked(root: Path, jobs: int, slots: int) -> dict[str, int | bool]:
    """What came of it: by the production's records and by the provider's."""
    books = Books(root / "provider.db")
    with open_store(root, shots=jobs, cap=jobs * 1_000_000) as store:
        production = store.load(Settings())
        with store.reading() as session:
            whole = budgets(session)[0]
    taken = books.taken()
    with sqlite3.connect(root / "ferry" / "studio.db") as database:
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return {
        "submits": books.calls("submit"),
        "orders_taken": len(taken),
        "paid_twice": len(taken) - len({body for _, body in taken}),
        "lost": jobs - len({take.slate for take in production.takes}),
        "most_at_once": books.most_at_once(),
        "held_micro_usd": whole.held,
        "spent_is_billed": whole.spent == len(taken) * 400_000,
        "database_is_sound": sound,
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    options.add_argument("--jobs", type=int, default=200)
    options.add_argument("--slots", type=int, default=8)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--settles", default=["same_key"], nargs="+", choices=[each.value for each in Settles])
    options.add_argument("--work", type=Path)
    given = options.parse_args()
    if given.work:
        work(given.work, given.jobs, given.slots, given.settles[0])
        return
    rounds = []
    for settles, number in itertools.product(given.settles, range(given.rounds)):
        chance = random.Random(f"{settles} {number}")
        found = measured(given.jobs, given.slots, given.kills, settles, chance)
        rounds.append(found)
        if not given.json:
            print(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in found.items()), flush=True)
    if given.json:
        print(json.dumps({"jobs": given.jobs, "slots": given.slots, "rounds": rounds}))


def measured(jobs: int, slots: int, kills: int, settles: str, chance: random.Random) -> dict[str, str | float]:
    """One round: how long it took, and what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "empty").mkdir()
        start, _, _ = run(Path(folder) / "empty", 0, slots, 0, settles, chance)
        whole, last, killed = run(Path(folder), jobs, slots, kills, settles, chance)
        seconds, best = whole if killed else last.seconds, ideal(jobs, slots, last)
        allowed = best + (killed + 1) * start if killed else best
        found = {"kills": killed, "seconds": round(seconds, 2), "ideal_seconds": round(allowed, 2)}
        return {"settles": settles, **found, "ratio": round(seconds / allowed, 3), **checked(Path(folder), jobs, slots)}


if __name__ == "__main__":
    main()
