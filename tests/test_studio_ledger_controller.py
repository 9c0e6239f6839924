"""The controller against a provider whose books survive: everything owed is made, nothing is paid twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, Books, BookWire, LeapingClock, at_once, film_job, open_store

from bible.errors import LedgerError, MediaError
from renderers.hosted.wire import FailureKind, Order, RemoteRef, RemoteState, Settles, Submitted, WireError
from shots.recipe import Guide
from studio.attempt import Attempt, AttemptState
from studio.files import sha256_of
from studio.ledger.backend import Backend, Finished, Input, Lane, Rules
from studio.ledger.controller import Controller
from studio.ledger.job import Ending, Need, Outcome, PaidJob, PlacedJob
from studio.ledger.money import PRODUCTION, Budget, budgets
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
        ended = [outcome.job.id for outcome in outcomes]
        assert len(ended) == len(set(ended)), "a job ended twice"
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


def test_no_cap_no_order(tmp_path: Path) -> None:
    house = House(tmp_path, cap=0)
    outcome = house.produce([film_job("1")])["1"]
    assert outcome.ending == Ending.BLOCKED
    assert "--max-cost" in outcome.error
    assert house.books.calls("submit") == 0
    assert house.attempts() == ()


def test_the_cap_is_filled_and_never_exceeded(tmp_path: Path) -> None:
    house = House(tmp_path, cap=3 * PRICE + PRICE // 2)
    endings = _endings(house.produce([film_job(str(n)) for n in range(1, 9)]))
    assert sorted(endings.values()) == ["blocked"] * 5 + ["done"] * 3
    assert house.budget.spent == 3 * PRICE


def test_a_shot_has_a_cap_of_its_own(house: House) -> None:
    outcomes = house.produce([film_job("1"), film_job("2", price=3 * PRICE)], shot_cap=2 * PRICE)
    assert _endings(outcomes) == {"1": "done", "2": "blocked"}
    assert "this shot's cap" in outcomes["2"].error


def test_what_is_there_is_not_ordered_again(house: House) -> None:
    house.produce([film_job("1")])
    house.again()
    house.produce([])
    assert house.books.calls("submit") == 1
    assert house.takes() == ["1-1"]


@pytest.mark.parametrize("settles", [Settles.SAME_KEY, Settles.LIST])
def test_a_reply_lost_after_the_order_was_taken_makes_one_order(house: House, settles: Settles) -> None:
    house.books.go_wrong("submit", "taken")
    outcomes = house.produce([film_job("1")], BookBackend(house.wire(settles)))
    assert _endings(outcomes) == {"1": "done"}
    assert len(house.books.taken()) == 1
    assert house.budget.spent == PRICE


@pytest.mark.parametrize("settles", [Settles.SAME_KEY, Settles.LIST])
def test_an_order_lost_on_its_way_is_sent_again_under_its_key(house: House, settles: Settles) -> None:
    house.books.go_wrong("submit", "unclear")
    outcomes = house.produce([film_job("1")], BookBackend(house.wire(settles)))
    assert _endings(outcomes) == {"1": "done"}
    assert house.books.calls("submit") == 2
    assert len(house.books.taken()) == 1
    assert house.takes() == ["1-1"]


def test_where_nobody_can_tell_a_person_is_asked_and_the_money_stays_held(house: House) -> None:
    house.books.go_wrong("submit", "taken")
    backend = BookBackend(house.wire(Settles.ASK))
    outcomes = house.produce([film_job("1"), film_job("2")], backend)
    assert _endings(outcomes) == {"1": "parked", "2": "done"}
    assert "studio settle 1-1 --adopt" in outcomes["1"].error
    assert (house.budget.held, house.budget.spent) == (PRICE, PRICE)
    house.again()
    assert _endings(house.produce([film_job("1")], backend)) == {"1": "parked"}
    assert house.books.calls("submit") == 2


def test_a_list_that_fails_for_good_asks_a_person(house: House) -> None:
    house.books.go_wrong("submit", "taken")
    house.books.go_wrong("list", "transient", 1000)
    outcomes = house.produce([film_job("1")], BookBackend(house.wire(Settles.LIST)))
    assert _endings(outcomes) == {"1": "parked"}
    assert len(house.books.taken()) == 1


def test_too_many_requests_cost_time_and_no_finished_take(house: House) -> None:
    house.books.go_wrong("submit", "rate_limited", 5, after=30, skip=2)
    outcomes = house.produce([film_job(str(n)) for n in range(1, 7)])
    assert set(_endings(outcomes).values()) == {"done"}
    assert [attempt.state for attempt in house.attempts()] == [AttemptState.DONE] * 6
    assert len(house.books.taken()) == 6
    assert any("asks to wait 30 s" in text for text in house.said)


def test_a_rest_is_kept_and_slows_no_other_lane(house: House) -> None:
    slow = Books(house.root / "slow.db")
    slow.go_wrong("submit", "rate_limited", 1, after=600)
    other = BookBackend(BookWire(slow, clock=house.clock.seconds), Lane(name="slow", slots=2))
    ended: dict[str, float] = {}
    jobs = [film_job("1", lanes=("slow",)), film_job("2"), film_job("3")]
    start = house.clock()
    controller = Controller(
        house.store, {"bookish": BookBackend(house.wire()), "slow": other}, clock=house.clock, hands=at_once()
    )
    with asyncio.Runner(loop_factory=house.clock.new_loop) as runner:
        runner.run(
            controller.work(
                jobs,
                lambda outcome: ended.update({outcome.job.name: (house.clock() - start).total_seconds()}),
                lambda step: None,
            )
        )
    assert ended["1"] >= 600
    assert max(ended["2"], ended["3"]) < 60


def test_an_account_without_money_stops_its_lane_and_says_so(house: House) -> None:
    house.books.go_wrong("submit", "quota", 1000)
    lane = Lane(name="bookish", slots=1)
    outcomes = house.produce([film_job("1"), film_job("2"), film_job("3")], BookBackend(house.wire(), lane))
    assert _endings(outcomes) == {"1": "failed", "2": "blocked", "3": "blocked"}
    assert house.books.calls("submit") == 1
    assert (house.budget.held, house.budget.spent) == (0, 0)


def test_a_key_refused_in_mid_run_leaves_what_runs_there_to_the_next_run(house: House) -> None:
    house.books.go_wrong("poll", "auth")
    outcomes = house.produce([film_job("1")])
    assert _endings(outcomes) == {"1": "remote"}
    assert house.budget.held == PRICE
    house.again()
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert len(house.books.taken()) == 1


def test_a_refusal_is_not_repeated_until_it_is_asked_for_by_name(house: House) -> None:
    house.books.go_wrong("submit", "refused")
    assert _endings(house.produce([film_job("1")])) == {"1": "failed"}
    house.again()
    outcomes = house.produce([film_job("1")])
    assert _endings(outcomes) == {"1": "failed"}
    assert "as before" in outcomes["1"].error
    assert house.books.calls("submit") == 1
    assert _endings(house.produce([film_job("1", prompt="other words")])) == {"1": "done"}
    assert _endings(house.produce([film_job("1", by_name=True)])) == {"1": "done"}


@pytest.mark.parametrize("fault", ["failed_refused", "failed_charged", "empty", "failed"])
def test_what_may_have_been_charged_for_nothing_is_ordered_again_by_name_alone(house: House, fault: str) -> None:
    house.books.go_wrong("done", fault)
    assert _endings(house.produce([film_job("1")])) == {"1": "failed"}
    for _ in range(2):
        house.again()
        outcomes = house.produce([film_job("1")])
        assert _endings(outcomes) == {"1": "failed"}
        assert "studio retake 1" in outcomes["1"].error
    assert len(house.books.taken()) == 1
    last = house.store.load(Settings()).attempts[-1].id
    assert _endings(house.produce([film_job("1").model_copy(update={"forgiven": last - 1})])) == {"1": "failed"}
    assert _endings(house.produce([film_job("1").model_copy(update={"forgiven": last})])) == {"1": "done"}


def test_another_seed_is_no_other_order_and_a_person_may_ask_again_for_all(house: House) -> None:
    house.books.go_wrong("submit", "refused")
    assert _endings(house.produce([film_job("1")])) == {"1": "failed"}
    (choice,) = film_job("1").choices
    seeded = choice.model_copy(update={"order": choice.order.model_copy(update={"seed": 7})})
    assert _endings(house.produce([film_job("1").model_copy(update={"choices": (seeded,)})])) == {"1": "failed"}
    house.rules = house.rules.model_copy(update={"again": True})
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}


@pytest.mark.parametrize(
    ("fault", "spent"), [("failed_refused", PRICE), ("failed_charged", PRICE), ("empty", PRICE), ("failed", PRICE)]
)
def test_a_job_that_fails_there_counts_as_paid_unless_it_surely_was_free(house: House, fault: str, spent: int) -> None:
    house.books.go_wrong("done", fault)
    assert _endings(house.produce([film_job("1")])) == {"1": "failed"}
    assert len(house.books.taken()) == 1
    assert (house.budget.held, house.budget.spent) == (0, spent)


def test_a_job_that_failed_there_free_of_charge_is_ordered_again(house: House) -> None:
    house.books.go_wrong("done", "failed_free", 2)
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert house.takes() == ["1-3"]
    assert house.budget.spent == PRICE


def test_others_are_asked_only_in_the_order_a_person_set(house: House) -> None:
    second = Books(house.root / "second.db")
    backup = BookBackend(BookWire(second, clock=house.clock.seconds), Lane(name="backup", slots=8))
    house.books.go_wrong("submit", "refused")
    jobs = [film_job("1", lanes=("bookish", "backup")), film_job("2")]
    outcomes = house.produce(jobs, BookBackend(house.wire()), backup)
    assert _endings(outcomes) == {"1": "done", "2": "done"}
    assert len(second.taken()) == 1
    (first,) = (take for take in house.store.load(Settings()).takes if take.slate == "1")
    assert (first.renderer, first.number) == ("backup", 2)


def test_an_unclear_order_never_goes_elsewhere(house: House) -> None:
    second = Books(house.root / "second.db")
    backup = BookBackend(BookWire(second, clock=house.clock.seconds), Lane(name="backup", slots=8))
    house.books.go_wrong("submit", "unclear")
    jobs = [film_job("1", lanes=("bookish", "backup"))]
    assert _endings(house.produce(jobs, BookBackend(house.wire(Settles.ASK)), backup)) == {"1": "parked"}
    assert second.taken() == []


def test_a_storm_of_errors_rests_the_lane_and_then_stops_it(house: House) -> None:
    house.books.go_wrong("submit", "transient", 10_000)
    outcomes = house.produce([film_job(str(n)) for n in range(1, 13)])
    assert set(_endings(outcomes).values()) <= {"failed", "blocked"}
    assert house.books.calls("submit") < 40
    assert (house.budget.held, house.budget.spent) == (0, 0)


def test_a_storm_that_passes_costs_nothing(house: House) -> None:
    house.books.go_wrong("submit", "transient", 6)
    house.books.go_wrong("poll", "transient", 12)
    assert set(_endings(house.produce([film_job(str(n)) for n in range(1, 7)])).values()) == {"done"}
    assert len(house.books.taken()) == 6


def test_what_was_done_long_before_the_next_run_is_brought_home_and_not_called_off(house: House) -> None:
    house.books.go_wrong("poll", "auth")
    assert _endings(house.produce([film_job("1")])) == {"1": "remote"}
    house.clock.start += timedelta(days=2)
    house.books.finish_all()
    house.again()
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert (house.books.calls("cancel"), len(house.books.taken())) == (0, 1)


class _Deletes(BookWire):
    """A provider that forgets what it is asked to stop."""

    def poll(self, ref: RemoteRef) -> RemoteState:
        if self.books.asked_after(int(ref.id), 0.0)[1]:
            raise WireError(FailureKind.LOST, "bookish: no such job")
        return super().poll(ref)


def test_a_job_that_ran_too_long_and_was_stopped_is_paid_and_ordered_again_by_name_alone(tmp_path: Path) -> None:
    house = House(tmp_path, rules=Rules(longest=600))
    slow = BookBackend(_Deletes(house.books, Settles.SAME_KEY, clock=house.clock.seconds, seconds=lambda order: 1e9))
    assert _endings(house.produce([film_job("1")], slow)) == {"1": "cancelled"}
    assert (house.budget.held, house.budget.spent) == (0, PRICE)  # nobody says what it cost
    house.again()
    outcomes = house.produce([film_job("1")])
    assert _endings(outcomes) == {"1": "failed"}
    assert "it ran for too long (as before" in outcomes["1"].error
    assert _endings(house.produce([film_job("1", by_name=True)])) == {"1": "done"}


def test_a_job_that_never_ends_is_called_off_and_parked(tmp_path: Path) -> None:
    house = House(tmp_path, rules=Rules(longest=600))
    wire = house.wire(seconds=lambda order: 1e9)
    wire.can_cancel = False
    outcomes = house.produce([film_job("1")], BookBackend(wire))
    assert _endings(outcomes) == {"1": "parked"}
    assert "may be billed" in outcomes["1"].error
    assert house.books.calls("cancel") == 1
    assert house.budget.held == PRICE


def test_a_job_forgotten_by_its_provider_is_a_persons_to_settle(house: House) -> None:
    house.books.go_wrong("poll", "lost", 1000)
    house.books.go_wrong("done", "lost", 1000)
    assert _endings(house.produce([film_job("1")])) == {"1": "parked"}
    assert len(house.books.taken()) == 1


def test_a_word_nobody_knows_is_no_success_and_no_failure(house: House) -> None:
    house.books.go_wrong("poll", "odd", 2)
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert any("ARCHIVING" in text for text in house.said)


@pytest.mark.parametrize("fault", ["expired", "transient"])
def test_a_dead_link_is_asked_for_again_and_never_ordered_again(house: House, fault: str) -> None:
    house.books.go_wrong("fetch", fault, 2)
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert (house.books.calls("submit"), house.books.calls("fetch")) == (1, 3)


def test_a_result_that_cannot_be_fetched_now_waits_for_the_next_run(house: House) -> None:
    house.books.go_wrong("fetch", "invalid")
    assert _endings(house.produce([film_job("1")])) == {"1": "remote"}
    assert house.attempts()[0].state == AttemptState.DELIVERED
    house.again()
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert (house.books.calls("submit"), house.budget.spent) == (1, PRICE)


def test_a_full_disk_loses_nothing(house: House) -> None:
    house.books.go_wrong("fetch", "full")
    outcomes = house.produce([film_job("1")])
    assert _endings(outcomes) == {"1": "remote"}
    assert "No space left" in outcomes["1"].error
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert house.books.calls("submit") == 1


def test_a_bad_file_is_fetched_again_and_kept_as_evidence(house: House) -> None:
    house.books.go_wrong("fetch", "corrupt", 2)
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert (house.books.calls("submit"), house.books.calls("fetch")) == (1, 3)
    house.books.go_wrong("fetch", "corrupt", 100)
    outcome = house.produce([film_job("2")])["2"]
    assert outcome.ending == Ending.FAILED
    assert "cache/unusable/" in outcome.error
    assert house.books.calls("submit") == 2


def test_a_provider_that_asks_more_than_the_cap_allows_is_stopped_there(tmp_path: Path) -> None:
    house = House(tmp_path, cap=2 * PRICE)
    house.books.go_wrong("submit", "dear")
    outcomes = house.produce([film_job("1")])
    assert _endings(outcomes) == {"1": "cancelled"}
    assert house.books.calls("cancel") == 1
    assert (house.budget.held, house.budget.spent) == (0, PRICE // 4)


def test_a_shots_cap_holds_for_what_was_thought_to_cost_nothing(house: House) -> None:
    house.books.go_wrong("submit", "dear")
    assert _endings(house.produce([film_job("1", price=0)], shot_cap=PRICE)) == {"1": "cancelled"}
    assert house.books.calls("cancel") == 1


def test_a_price_above_the_estimate_is_told_and_ends_the_ordering(tmp_path: Path) -> None:
    house = House(tmp_path, cap=2 * PRICE)
    house.books.go_wrong("done", "dearer", 2)
    lane = Lane(name="bookish", slots=1)
    endings = _endings(house.produce([film_job("1"), film_job("2")], BookBackend(house.wire(), lane)))
    assert endings == {"1": "done", "2": "blocked"}
    assert (house.budget.spent, house.budget.over) == (2 * PRICE, 0)


def test_slots_are_counted_on_what_may_be_running(house: House) -> None:
    house.books.go_wrong("submit", "taken", 2)
    backend = BookBackend(house.wire(Settles.ASK), Lane(name="bookish", slots=3))
    outcomes = house.produce([film_job(str(n)) for n in range(1, 11)], backend)
    assert sorted(_endings(outcomes).values()) == ["done"] * 8 + ["parked"] * 2
    assert house.books.most_at_once() <= 3


def test_the_rate_is_kept_with_a_burst_at_the_start(house: House) -> None:
    lane = Lane(name="bookish", slots=100, per_minute=60, burst=3)
    start = house.clock()
    house.produce([film_job(str(n)) for n in range(1, 13)], BookBackend(house.wire(seconds=lambda order: 0.0), lane))
    assert (house.clock() - start).total_seconds() >= 9


def test_a_shot_just_revised_goes_first_and_long_chains_before_short_ones(house: House) -> None:
    jobs = [
        film_job("1"), film_job("2", needs=(Need(subject="sh0003", role="last"),)), film_job("3"),
        film_job("4", priority=10),
    ]  # fmt: skip
    outcomes = house.produce(jobs, BookBackend(house.wire(), Lane(name="bookish", slots=1)))
    assert set(_endings(outcomes).values()) == {"done"}
    bodies = [body for _, body in house.books.taken()]
    order = [next(n for n in ("1", "2", "3", "4") if f"shot {n}" in body) for body in bodies]
    assert order == ["4", "3", "1", "2"]
    assert "shot 2 from last of ferry_3_t01.mp4" in bodies[-1]


def test_what_needs_a_shot_that_failed_is_not_ordered(house: House) -> None:
    house.books.go_wrong("submit", "refused")
    jobs = [film_job("1"), film_job("2", needs=(Need(subject="sh0001", role="last"),))]
    outcomes = house.produce(jobs, BookBackend(house.wire(), Lane(name="bookish", slots=1)))
    assert _endings(outcomes) == {"1": "failed", "2": "failed"}
    assert "needs 1" in outcomes["2"].error


def test_two_takes_of_one_shot_are_two_orders(house: House) -> None:
    controller = [film_job("1"), film_job("1")]
    outcomes: list[Outcome] = []
    control = Controller(house.store, {"bookish": BookBackend(house.wire())}, clock=house.clock, hands=at_once())
    with asyncio.Runner(loop_factory=house.clock.new_loop) as runner:
        runner.run(control.work(controller, outcomes.append, lambda step: None))
    assert [outcome.ending for outcome in outcomes] == [Ending.DONE, Ending.DONE]
    assert sorted(house.takes()) == ["1-1", "1-2"]


def test_a_plan_that_changed_orders_nothing_old(tmp_path: Path) -> None:
    house = House(tmp_path, cap=0)
    house.produce([film_job("1"), film_job("2")])
    house.again()
    assert _endings(house.produce([film_job("2")])) == {"2": "done"}
    assert len(house.books.taken()) == 1


def test_a_clock_set_back_by_an_hour_delays_nothing(house: House) -> None:
    house.books.go_wrong("submit", "rate_limited", 1, after=20)
    house.books.go_wrong("poll", "auth", 1)
    house.produce([film_job("1"), film_job("2")])
    house.clock.start -= timedelta(hours=1)
    began = house.clock()
    house.produce([film_job("1"), film_job("2")])
    assert (house.clock() - began).total_seconds() < 120
    assert sorted(house.takes()) == ["1-2", "2-1"]


def test_a_lane_nobody_works_is_told(house: House) -> None:
    with pytest.raises(LedgerError, match="nobody works the lane elsewhere"):
        house.produce([film_job("1", lanes=("elsewhere",))])


def test_a_fault_nobody_foresaw_stops_one_shot_and_no_other(house: House) -> None:
    backend = BookBackend(house.wire())
    finish = backend.finish

    def stumble(job: PlacedJob, fetched: Path, to: Path | None) -> Finished:
        if job.name == "1":
            raise ZeroDivisionError("one over nothing")
        return finish(job, fetched, to)

    backend.finish = stumble  # type: ignore[method-assign]
    outcomes = house.produce([film_job("1"), film_job("2")], backend)
    assert _endings(outcomes) == {"1": "remote", "2": "done"}
    assert "ZeroDivisionError: one over nothing" in outcomes["1"].error
    house.again()
    assert _endings(house.produce([film_job("1")])) == {"1": "done"}
    assert house.books.calls("submit") == 2


def test_a_picture_that_cannot_be_taken_from_another_shot_ends_that_job_alone(house: House) -> None:
    backend = BookBackend(house.wire())

    def refuse(order: Order, inputs: tuple[Input, ...]) -> Order:
        raise MediaError("no last frame", where="1", cure="make it again")

    backend.complete = refuse  # type: ignore[method-assign]
    jobs = [film_job("1"), film_job("2", needs=(Need(subject="sh0001", role="last"),)), film_job("3")]
    outcomes = house.produce(jobs, backend)
    assert _endings(outcomes) == {"1": "done", "2": "failed", "3": "done"}


def test_a_chain_broken_off_hands_its_frame_on_in_the_next_run(house: House) -> None:
    chain = film_job("2", needs=(Need(subject="sh0001", role="last"),))
    house.produce([film_job("1")])
    house.again()
    assert _endings(house.produce([chain])) == {"2": "done"}
    assert "from last of ferry_1_t01.mp4" in house.books.taken()[-1][1]


def test_a_second_writer_is_waited_for(tmp_path: Path) -> None:
    house = House(tmp_path)
    script = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(1); c.execute('COMMIT')"
    )
    database = str(house.store.folder.root / "studio.db")
    other = subprocess.Popen([sys.executable, "-c", script, database], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    assert _endings(house.produce([film_job("1"), film_job("2")])) == {"1": "done", "2": "done"}
    assert other.wait(timeout=30) == 0


def test_a_guide_that_changed_is_never_sent_under_the_old_key(house: House) -> None:
    still = house.root / "still.png"
    still.write_bytes(b"one")
    guide = Guide(kind="keyframe", file=str(still), sha256=sha256_of(still))
    job = film_job("1")
    order = job.choices[0].order.model_copy(update={"guides": (guide,)})
    job = job.model_copy(update={"choices": (job.choices[0].model_copy(update={"order": order}),)})
    backend = BookBackend(house.wire())
    submit = backend.wire.submit

    def cut(order: Order) -> Submitted:
        still.write_bytes(b"two")
        return submit(order)

    backend.wire.submit = cut  # type: ignore[method-assign]
    house.books.go_wrong("submit", "taken")
    outcome = house.produce([job], backend)["1"]
    assert outcome.ending == Ending.PARKED
    assert "one key is never sent with two orders" in outcome.error
    assert house.books.calls("submit") == 1
    other = job.model_copy(update={"subject": "sh0002", "name": "2"})
    assert house.produce([other])["2"].ending == Ending.FAILED
    assert house.books.calls("submit") == 1
