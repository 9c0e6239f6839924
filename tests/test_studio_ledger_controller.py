"""The controller against a provider whose books survive: everything owed is made, nothing is paid twice."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, Books, BookWire, LeapingClock, at_once, film_job, open_store

from renderers.hosted.wire import Settles
from studio.ledger.backend import Backend, Rules
from studio.ledger.controller import Controller
from studio.ledger.job import Outcome, PaidJob
from studio.ledger.money import PRODUCTION, Budget, budgets
from studio.production import Attempt
from studio.settings import Settings


class House:
    """A production, its provider, and a clock that leaps."""

    def __init__(self, root: Path, *, cap: int = 1000 * PRICE, rules: Rules | None = None) -> None:
        self.root = root
        self.clock = LeapingClock()
        self.books = Books(root / "provider.db")
        self.store = open_store(root, cap=cap)
        self.rules = rules or Rules()
        self.said: list[str] = []

    def wire(self, settles: Settles = Settles.SAME_KEY, **given: object) -> BookWire:
        return BookWire(self.books, settles, clock=self.clock.seconds, **given)  # type: ignore[arg-type]

    def produce(self, jobs: Sequence[PaidJob], *backends: Backend, shot_cap: int | None = None) -> dict[str, Outcome]:
        """One run; the outcomes by slate."""
        used = backends or (BookBackend(self.wire()),)
        controller = Controller(
            self.store, {each.lane.name: each for each in used}, rules=self.rules, clock=self.clock, hands=at_once(),
            say=self.said.append, shot_cap=shot_cap,
        )  # fmt: skip
        outcomes: list[Outcome] = []
        with asyncio.Runner(loop_factory=self.clock.new_loop) as runner:
            runner.run(controller.work(jobs, outcomes.append, lambda step: None))
        names = [outcome.job.name for outcome in outcomes]
        assert len(names) == len(set(names)), "a job ended twice"
        return {outcome.job.name: outcome for outcome in outcomes}

    def again(self) -> None:
        """What the next command finds: another process opens and recovers the production."""
        self.store.close()
        self.store = open_store(self.root)
        self.store.recover()

    @property
    def budget(self) -> Budget:
        with self.store.reading() as session:
            return next(each for each in budgets(session) if each.scope == PRODUCTION)

    def attempts(self) -> tuple[Attempt, ...]:
        return self.store.load(Settings()).attempts

    def takes(self) -> list[str]:
        return [take.name for take in self.store.load(Settings()).takes]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _endings(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.ending.value for name, outcome in outcomes.items()}


def test_every_job_becomes_a_take_with_its_price(house: House) -> None:
    outcomes = house.produce([film_job("1"), film_job("2"), film_job("3")])
    assert _endings(outcomes) == {"1": "done", "2": "done", "3": "done"}
    takes = house.store.load(Settings()).takes
    assert {take.name: take.cost_micro_usd for take in takes} == {"1-1": PRICE, "2-1": PRICE, "3-1": PRICE}
    assert {take.frames for take in takes} == {48}
    for take in takes:
        assert (house.store.folder.root / take.file).read_bytes().startswith(b"film of")
    assert (house.budget.held, house.budget.spent) == (0, 3 * PRICE)
    assert house.books.calls("submit") == 3
    assert not list((house.store.folder.root / "cache" / "aside").iterdir())
