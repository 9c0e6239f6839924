"""Who lost the production writes nothing any more, and what comes late changes nothing that was settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_provider import PRICE, film_job, open_store

from bible.errors import TakenOverError
from renderers.hosted.wire import RemoteRef, Settles
from studio.attempt import AttemptState
from studio.ledger.backend import Lane
from studio.ledger.book import Book, Desk
from studio.ledger.job import PaidAttempt
from studio.ledger.money import budgets
from studio.ledger.requests import Settlement, settle_job
from studio.ledger.tries import Tries
from studio.production import Ruling, Verdict
from studio.settings import Settings
from studio.store import Store

REF = RemoteRef(provider="bookish", model="reel-1", id="77")


def _ordered(store: Store) -> PaidAttempt:
    book = Book(Desk(store))
    book.place([film_job("1")], [Lane(name="bookish")])
    ((_, attempt),) = book.claim({"bookish": Settles.SAME_KEY}).opened
    return attempt


def test_a_process_that_lost_the_production_is_refused(tmp_path: Path) -> None:
    """The zombie of every farm: stopped, taken over, awake again, and sure that the work is still its own."""
    zombie = open_store(tmp_path)
    attempt = _ordered(zombie)
    with open_store(tmp_path) as owner:
        assert owner.epoch > zombie.epoch
        tries = Tries(Desk(zombie))
        with pytest.raises(TakenOverError, match="taken over by a test"):
            tries.submitted(attempt, REF, None)
        with pytest.raises(TakenOverError):
            tries.delivered(attempt, PRICE, "", REF)
        with pytest.raises(TakenOverError):
            zombie.fail(attempt, "too late")
        with pytest.raises(TakenOverError):
            zombie.rule(Verdict(subject="sh0001", of="take", number=1, ruling=Ruling.CIRCLED))
        (mine,) = owner.load(Settings()).attempts
        assert (mine.state, mine.held_micro_usd) == (AttemptState.INTENDED, PRICE)
    zombie.close()


def test_an_answer_that_comes_after_a_person_settled_changes_nothing_but_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        attempt = _ordered(store)
        tries = Tries(Desk(store))
        unknown = tries.unclear(attempt, "cut")
        assert unknown is not None
        assert tries.parked(unknown, "nobody knows") is not None
        settle_job(store, "1", Settlement.WRITE_OFF)
        assert tries.submitted(attempt, REF, None) is None
        assert tries.delivered(attempt, PRICE, "", REF) is None
        (only,) = store.load(Settings()).attempts
        assert only.state == AttemptState.FAILED
        with store.reading() as session:
            assert (budgets(session)[0].held, budgets(session)[0].spent) == (0, PRICE)
            events = session.connection().exec_driver_sql("SELECT text FROM event WHERE what = 'late'").scalars().all()
        assert any("77" in text for text in events)


def test_an_answer_that_comes_late_to_a_parked_order_is_taken(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        attempt = _ordered(store)
        tries = Tries(Desk(store))
        unknown = tries.unclear(attempt, "slow")
        assert unknown is not None
        tries.parked(unknown, "nobody knows")
        late = tries.submitted(attempt, REF, None)
        assert late is not None
        assert late[0].state == AttemptState.SUBMITTED
