"""Money: whole micro-dollars, held before an order and settled after, under every cap at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_provider import PRICE, film_job, open_store
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bible.errors import LedgerError
from renderers.hosted.wire import Settles
from studio.ledger import money
from studio.ledger.backend import Lane
from studio.ledger.book import Book, Claims, Desk
from studio.ledger.tables import BudgetRow
from studio.tables import Table


def _session() -> Session:
    engine = create_engine("sqlite://")
    Table.metadata.create_all(engine)
    return Session(engine)


@pytest.mark.parametrize(("text", "amount"), [("12.50", 12_500_000), ("$3", 3_000_000), (" 0 ", 0), ("0.0000019", 1)])
def test_dollars_are_read_exactly_and_never_rounded_up(text: str, amount: int) -> None:
    assert money.micro_usd(text) == amount


@pytest.mark.parametrize("text", ["", "ten", "-1", "nan", "inf", "1e9", "1,5"])
def test_what_is_no_amount_is_told(text: str) -> None:
    with pytest.raises(LedgerError, match="amount"):
        money.micro_usd(text)


@pytest.mark.parametrize(
    ("amount", "told"), [(0, "$0.00"), (1_200_000, "$1.20"), (4_200, "$0.0042"), (123_456_789, "$123.46")]
)
def test_money_is_told_as_people_write_it(amount: int, told: str) -> None:
    assert money.usd(amount) == told


@given(amount=st.integers(0, 10**12), parts=st.integers(1, 50))
def test_shares_lose_nothing(amount: int, parts: int) -> None:
    shares = money.shares(amount, parts)
    assert sum(shares) == amount
    assert max(shares) - min(shares) <= 1


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "settle", "free", "cap"]),
        st.integers(0, 900),
        st.sampled_from([(), ("a",), ("a", "b")]),
    ),
    max_size=40,
)


@given(steps=_STEPS, shot_cap=st.one_of(st.none(), st.integers(0, 1500)))
def test_no_order_ever_goes_beyond_a_cap(steps: list[tuple[str, int, tuple[str, ...]]], shot_cap: int | None) -> None:
    """Whatever is held, settled and capped in whatever order: a reservation never takes a scope above its cap."""
    out: list[tuple[tuple[str, ...], int]] = []
    with _session() as session:
        money.set_cap(session, money.PRODUCTION, 2000)
        for step, amount, shots in steps:
            if step == "reserve":
                before = {each.scope: each for each in money.budgets(session)}
                if not money.reserve(session, shots, amount, shot_cap):
                    out.append((shots, amount))
                    after = [each for each in money.budgets(session) if each.cap is not None and amount]
                    touched = [each for each in after if before.get(each.scope) != each]
                    assert all(each.cap is None or each.held + each.spent <= each.cap for each in touched)
                else:
                    assert {each.scope: each.held for each in money.budgets(session) if each.held} == {
                        scope: each.held for scope, each in before.items() if each.held
                    }
            elif step == "cap":
                money.set_cap(session, money.PRODUCTION, amount * 3)
            elif out:
                whose, held = out.pop()
                money.settle(session, whose, held, amount if step == "settle" else 0)
            session.flush()
        whole = money.budgets(session)[0]
        assert whole.held == sum(held for _, held in out)


def test_the_database_itself_refuses_what_the_code_must_not_do() -> None:
    with _session() as session:
        session.add(BudgetRow(scope="production", cap=10, held=8, spent=3, over=0))
        with pytest.raises(IntegrityError):
            session.flush()


def test_eight_at_once_against_a_cap_for_three_order_exactly_three(tmp_path: Path) -> None:
    store = open_store(tmp_path, cap=3 * PRICE + PRICE // 2)
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
        whole = money.budgets(session)[0]
    assert (whole.held, whole.spent) == (3 * PRICE, 0)
    store.close()


def test_a_job_for_two_shots_is_held_under_both(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    book = Book(Desk(store), shot_cap=PRICE)
    job = film_job("1").model_copy(update={"shots": ("sh0001", "sh0002")})
    book.place([job], [Lane(name="bookish")])
    assert len(book.claim({"bookish": Settles.SAME_KEY}).opened) == 1
    with store.reading() as session:
        held = {each.scope: each.held for each in money.budgets(session)}
    assert held == {"production": PRICE, "shot:sh0001": PRICE // 2, "shot:sh0002": PRICE // 2}
    store.close()
