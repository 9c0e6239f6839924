"""What people ask of the ledger, also while another command works: settle, cancel, raise the cap, look."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, at_once, film_job
from sqlalchemy import select
from test_studio_ledger_controller import House

from bible.errors import LedgerError
from renderers.hosted.wire import Settles
from studio.folder import ProductionFolder
from studio.ledger.backend import Lane
from studio.ledger.controller import Controller
from studio.ledger.job import Ending, Outcome, PaidJob
from studio.ledger.lanes import open_lane, stamp, take_token, wait_for
from studio.ledger.requests import Settlement, ask_cancel, open_jobs, set_max_cost, settle_job, settle_line
from studio.ledger.tables import JobRow
from studio.settings import Settings
from studio.store import Store


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _parked(house: House) -> BookBackend:
    house.books.go_wrong("submit", "taken")
    backend = BookBackend(house.wire(Settles.ASK))
    assert house.produce([film_job("1")], backend)["1"].ending == Ending.PARKED
    return backend


def _meanwhile(
    house: House, jobs: list[PaidJob], after: float, ask: Callable[[Store], None], *, can_cancel: bool = True
) -> list[Outcome]:
    """A run, and what another command commits `after` seconds into it, from a store of its own."""
    outcomes: list[Outcome] = []
    wire = house.wire(seconds=lambda order: 30.0)
    wire.can_cancel = can_cancel
    backend = BookBackend(wire)
    controller = Controller(house.store, {"bookish": backend}, clock=house.clock, hands=at_once())

    async def both() -> None:
        async def other() -> None:
            await asyncio.sleep(after)
            with Store(ProductionFolder(house.store.folder.root)) as store:
                ask(store)

        await asyncio.gather(controller.work(jobs, outcomes.append, lambda step: None), other())

    with asyncio.Runner(loop_factory=house.clock.new_loop) as runner:
        runner.run(both())
    return outcomes


def test_an_adopted_order_is_gone_on_with(house: House) -> None:
    backend = _parked(house)
    settle_job(house.store, "1-1", Settlement.ADOPT, "1")
    house.again()
    assert house.produce([film_job("1")], backend)["1"].ending == Ending.DONE
    assert (len(house.books.taken()), house.budget.spent) == (1, PRICE)


def test_orders_are_named_as_shots_are_in_any_case(house: House) -> None:
    job = film_job("1").model_copy(update={"name": "12A"})
    house.books.go_wrong("submit", "taken")
    assert house.produce([job], BookBackend(house.wire(Settles.ASK)))["12A"].ending == Ending.PARKED
    assert settle_job(house.store, "12a-1", Settlement.RESUBMIT) == _number_of(house, "12A")
    ask_cancel(house.store, "12a")
    with pytest.raises(LedgerError, match="not on order"):
        ask_cancel(house.store, "12A")


def _number_of(house: House, name: str) -> int:
    """The number of the job of this name."""
    with house.store.reading() as session:
        return session.scalars(select(JobRow.id).where(JobRow.name == name)).one()


def test_an_order_made_again_counts_the_first_as_paid(house: House) -> None:
    backend = _parked(house)
    settle_job(house.store, "1", Settlement.RESUBMIT)
    house.again()
    assert house.produce([film_job("1")], backend)["1"].ending == Ending.DONE
    assert (len(house.books.taken()), house.budget.spent) == (2, 2 * PRICE)


def test_an_order_that_surely_was_not_charged_gives_its_money_back(house: House) -> None:
    _parked(house)
    settle_job(house.store, "1", Settlement.WRITE_OFF, charged=False)
    assert (house.budget.held, house.budget.spent) == (0, 0)


def test_what_was_written_off_is_not_ordered_again_by_itself(house: House) -> None:
    backend = _parked(house)
    settle_job(house.store, "1", Settlement.WRITE_OFF)
    house.again()
    assert house.produce([film_job("1")], backend)["1"].ending == Ending.FAILED
    assert house.produce([film_job("1", by_name=True)], backend)["1"].ending == Ending.DONE


def test_what_a_person_had_sent_again_is_gone_on_with_whatever_came_to_nothing_before(house: House) -> None:
    backend = BookBackend(house.wire(Settles.ASK))
    house.books.go_wrong("done", "failed_charged")
    assert house.produce([film_job("1")], backend)["1"].ending == Ending.FAILED
    house.books.go_wrong("submit", "taken")
    again = house.store.load(Settings()).attempts[-1].id
    assert house.produce([film_job("1").model_copy(update={"forgiven": again})], backend)["1"].ending == Ending.PARKED
    settle_job(house.store, "1", Settlement.RESUBMIT)
    house.again()
    assert house.produce([film_job("1")], backend)["1"].ending == Ending.DONE


@pytest.mark.parametrize("named", ["2", "9-9", "1-7", "scene 4", "1-²", f"1-{10**20}"])
def test_only_what_is_on_order_can_be_settled(house: House, named: str) -> None:
    _parked(house)
    with pytest.raises(LedgerError, match="not on order"):
        settle_job(house.store, named, Settlement.WRITE_OFF)


def _keyframe(slate: str) -> PaidJob:
    files = ("stills/k{number}.png",)
    return film_job(slate).model_copy(update={"kind": "keyframe", "content": "another", "files": files})


def test_a_take_and_a_keyframe_of_one_name_are_told_apart(house: House) -> None:
    backend = BookBackend(house.wire(Settles.ASK))
    for job in (_keyframe("1"), film_job("1")):
        house.books.go_wrong("submit", "taken")
        assert house.produce([job], backend)["1"].ending == Ending.PARKED
    with pytest.raises(LedgerError, match="say which: clip:1-1 or keyframe:1-1"):
        settle_job(house.store, "1-1", Settlement.WRITE_OFF)
    settle_job(house.store, "keyframe:1-1", Settlement.WRITE_OFF)
    assert [each.attempt for each in open_jobs(house.store)] == ["parked"]
    settle_job(house.store, "1", Settlement.WRITE_OFF)
    assert open_jobs(house.store) == ()


def test_what_waits_for_a_person_is_meant_where_the_other_of_its_name_is_under_way(house: House) -> None:
    house.books.go_wrong("submit", "taken")
    backend = BookBackend(house.wire(Settles.ASK))
    house.produce([_keyframe("1")], backend)
    house.books.go_wrong("poll", "auth")
    house.produce([film_job("1")], backend)
    settle_job(house.store, "1", Settlement.WRITE_OFF)
    assert [each.attempt for each in open_jobs(house.store)] == ["submitted"]


@pytest.mark.parametrize(("kind", "adopts"), [("clip", True), ("recording", False), ("keyframe", False)])
def test_the_line_to_type_can_be_typed(kind: str, adopts: bool) -> None:
    words = shlex.split(settle_line("IKE L0002-1", kind))
    assert words[:3] == ["studio", "settle", "IKE L0002-1"]
    assert ("--adopt" in words) == adopts


def test_a_clock_that_was_set_back_between_runs_empties_no_lane(house: House) -> None:
    store, now = house.store, house.clock()
    with store.writing() as session, session.begin():
        lane = Lane(name="slow", per_minute=1.0)
        open_lane(session, lane, now)
        take_token(session, "slow", now)
        back = now - timedelta(days=3)
        open_lane(session, lane, back)
        assert wait_for(session, "slow", back + timedelta(seconds=59))
        assert wait_for(session, "slow", back + timedelta(seconds=61)) == 0


def test_a_job_that_was_put_off_before_the_clock_was_set_back_is_ordered_by_the_next_run(tmp_path: Path) -> None:
    house = House(tmp_path, cap=0)
    house.produce([film_job("1")])
    with house.store.writing() as session, session.begin():
        session.scalars(select(JobRow)).one().not_before = stamp(house.clock() + timedelta(hours=1))
    set_max_cost(house.store, PRICE)
    began = house.clock()
    assert house.produce([film_job("1")])["1"].ending == Ending.DONE
    assert house.clock() - began < timedelta(minutes=2)


def test_an_order_under_way_waits_for_no_decision(house: House) -> None:
    house.books.go_wrong("poll", "auth")
    house.produce([film_job("1")])
    with pytest.raises(LedgerError, match="no decision"):
        settle_job(house.store, "1", Settlement.WRITE_OFF)
    (listed,) = open_jobs(house.store)
    assert (listed.name, listed.remote, listed.held_micro_usd) == ("1", "1", PRICE)


def test_an_adoption_needs_the_providers_id(house: House) -> None:
    _parked(house)
    with pytest.raises(LedgerError, match="id is missing"):
        settle_job(house.store, "1", Settlement.ADOPT)


def test_a_run_is_told_to_call_a_shot_off(house: House) -> None:
    outcomes = _meanwhile(house, [film_job("1"), film_job("2")], 7.0, lambda store: ask_cancel(store, "1"))
    assert {outcome.job.name: outcome.ending for outcome in outcomes} == {"1": Ending.CANCELLED, "2": Ending.DONE}
    assert (house.budget.held, house.budget.spent) == (0, PRICE + PRICE // 4)


def test_an_order_that_rests_is_not_sent_any_more_once_it_is_called_off(house: House) -> None:
    house.books.go_wrong("submit", "rate_limited", after=600.0)
    outcomes = _meanwhile(house, [film_job("1")], 60.0, lambda store: ask_cancel(store, "1"))
    assert [outcome.ending for outcome in outcomes] == [Ending.CANCELLED]
    assert house.books.calls("submit") == 1
    assert (house.budget.held, house.budget.spent) == (0, 0)


def test_what_fails_after_it_was_called_off_is_not_tried_again(house: House) -> None:
    house.books.go_wrong("done", "failed_free", 9)
    outcomes = _meanwhile(house, [film_job("1")], 2.0, lambda store: ask_cancel(store, "1"), can_cancel=False)
    assert [outcome.ending for outcome in outcomes] == [Ending.CANCELLED]
    assert house.books.calls("submit") == 1
    assert open_jobs(house.store) == ()


def test_a_job_called_off_before_it_was_ordered_costs_nothing(tmp_path: Path) -> None:
    house = House(tmp_path, cap=0)
    jobs = [film_job("1")]
    house.produce(jobs)
    ask_cancel(house.store, "1")
    assert open_jobs(house.store) == ()


def test_a_raised_cap_is_heeded_by_the_run_at_work(tmp_path: Path) -> None:
    house = House(tmp_path, cap=PRICE)
    outcomes = _meanwhile(house, [film_job("1"), film_job("2")], 7.0, lambda store: set_max_cost(store, 2 * PRICE))
    assert {outcome.ending for outcome in outcomes} == {Ending.DONE}
    assert house.budget.spent == 2 * PRICE


def test_an_order_adopted_during_a_run_is_gone_on_with_in_it(house: House) -> None:
    house.books.go_wrong("submit", "taken")
    backend = BookBackend(house.wire(Settles.ASK, seconds=lambda order: 30.0), Lane(name="bookish", slots=2))
    outcomes: list[Outcome] = []
    controller = Controller(house.store, {"bookish": backend}, clock=house.clock, hands=at_once())

    async def both() -> None:
        async def other() -> None:
            await asyncio.sleep(8.0)
            with Store(ProductionFolder(house.store.folder.root)) as store:
                settle_job(store, "1", Settlement.ADOPT, "1")

        jobs = [film_job("1"), film_job("2")]
        await asyncio.gather(controller.work(jobs, outcomes.append, lambda step: None), other())

    with asyncio.Runner(loop_factory=house.clock.new_loop) as runner:
        runner.run(both())
    assert [outcome.ending for outcome in outcomes if outcome.job.name == "1"] == [Ending.PARKED, Ending.DONE]
    assert len(house.books.taken()) == 2


def test_what_waits_for_a_person_is_told_by_every_run(house: House) -> None:
    backend = _parked(house)
    for jobs in ([], [film_job("2")]):
        house.again()
        told = house.produce(jobs, backend)
        assert told["1"].ending == Ending.PARKED
        assert "studio settle" in told["1"].error
