"""Caps, and what is held and spent under them: whole micro-dollars, reserved before an order is sent, settled after.

    reserve ─▶ held ─▶ settle ─▶ spent        free ─▶ gone
    only within    the order     what it         the provider
    every cap      is out        really cost     took nothing

Each function works inside the caller's transaction. A scope is the production, or one of its shots.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.orm import Session

from bible.errors import LedgerError
from bible.model import Frozen
from studio.ledger.tables import BudgetRow

PRODUCTION = "production"
_MICRO = 1_000_000
_LARGEST_USD = 1_000_000


class Budget(Frozen):
    """A cap and how much of it is used, in micro-USD."""

    scope: str
    cap: int | None
    held: int
    spent: int
    over: int


def shot_scope(shot_id: str) -> str:
    """The scope of one shot."""
    return f"shot:{shot_id}"


def micro_usd(text: str) -> int:
    """`12.50` or `$12.50` as micro-USD. Raises LedgerError."""
    try:
        amount = Decimal(text.strip().lstrip("$"))
    except InvalidOperation as error:
        raise LedgerError(f"{text!r} is no amount of money", cure="write dollars, as 12.50") from error
    if not amount.is_finite() or not 0 <= amount <= _LARGEST_USD:
        raise LedgerError(f"{text!r} is no usable amount", cure=f"write dollars, from 0 to {_LARGEST_USD}")
    # Down, never up: a cap is not to be exceeded by a rounding.
    return int(amount * _MICRO)


def usd(amount: int) -> str:
    """Micro-USD for people: `$1.20`, and `$0.0042` below a dollar where cents hide something."""
    cents = amount % 10_000 == 0 or abs(amount) >= _MICRO
    return f"{'-' if amount < 0 else ''}${abs(amount) / _MICRO:.{2 if cents else 4}f}"


def shares(amount: int, parts: int) -> tuple[int, ...]:
    """An amount in equal whole parts; what is left over goes to the first ones."""
    each, rest = divmod(amount, parts)
    return tuple(each + (place < rest) for place in range(parts))


def set_cap(session: Session, scope: str, cap: int | None) -> None:
    """Allow so much in all under a scope; None for no cap of its own. What is spent already counts."""
    row = _row(session, scope)
    row.cap = cap
    row.over = max(0, row.held + row.spent - cap) if cap is not None else 0


def reserve(session: Session, shots: tuple[str, ...], amount: int, shot_cap: int | None = None) -> str:
    """Hold an amount for an order, under every cap that concerns it, or nothing at all.

    `shot_cap` is the cap of a shot that has none yet. Returns why it is not allowed, or an empty text.
    """
    _row(session, PRODUCTION, 0)
    for shot in shots:
        # What costs nothing as far as anybody knows may cost something in the end, and its cap holds then too.
        _row(session, shot_scope(shot), shot_cap)
    if amount == 0:
        return ""
    asked = [(PRODUCTION, amount)]
    asked += [(shot_scope(shot), share) for shot, share in zip(shots, shares(amount, max(1, len(shots))), strict=False)]
    held: list[tuple[str, int]] = []
    for scope, share in asked:
        room = or_(BudgetRow.cap.is_(None), BudgetRow.held + BudgetRow.spent + share <= BudgetRow.cap)
        wanted = update(BudgetRow).where(BudgetRow.scope == scope, room).values(held=BudgetRow.held + share)
        result = session.execute(wanted)
        assert isinstance(result, CursorResult)
        if result.rowcount != 1:
            for done, back in held:
                session.execute(update(BudgetRow).where(BudgetRow.scope == done).values(held=BudgetRow.held - back))
            return _refusal(session, scope, share)
        held.append((scope, share))
    return ""


def settle(session: Session, shots: tuple[str, ...], held: int, cost: int) -> None:
    """Give back what was held and count what it cost, even where that is more than was agreed."""
    _move(session, PRODUCTION, held, cost)
    if shots:
        for shot, back, share in zip(shots, shares(held, len(shots)), shares(cost, len(shots)), strict=True):
            _move(session, shot_scope(shot), back, share)


def free(session: Session, shots: tuple[str, ...], held: int) -> None:
    """Give back what was held: nothing was taken."""
    settle(session, shots, held, 0)


def hold_again(session: Session, shots: tuple[str, ...], amount: int) -> None:
    """Hold what was held before and given back for a moment, whatever the caps say now."""
    settle(session, shots, -amount, 0)


def room(session: Session) -> int:
    """What the production's cap still allows."""
    row = _row(session, PRODUCTION, 0)
    return (row.cap or 0) - row.held - row.spent


def budgets(session: Session) -> tuple[Budget, ...]:
    """Every scope, the production first."""
    rows = session.scalars(select(BudgetRow).order_by(BudgetRow.scope != PRODUCTION, BudgetRow.scope))
    return tuple(Budget(**{name: getattr(row, name) for name in Budget.model_fields}) for row in rows)


def _row(session: Session, scope: str, cap: int | None = None) -> BudgetRow:
    row = session.get(BudgetRow, scope, with_for_update=True, populate_existing=True)
    if row is None:
        row = BudgetRow(scope=scope, cap=cap, held=0, spent=0, over=0)
        session.add(row)
        session.flush()
    return row


def _move(session: Session, scope: str, held: int, cost: int) -> None:
    if held == cost == 0:
        return
    row = _row(session, scope, 0 if scope == PRODUCTION else None)
    row.held, row.spent = row.held - held, row.spent + cost
    row.over = max(row.over, row.held + row.spent - row.cap) if row.cap is not None else 0
    session.flush()


def _refusal(session: Session, scope: str, amount: int) -> str:
    row = _row(session, scope)
    cap = row.cap or 0
    whose = "the cap" if scope == PRODUCTION else "this shot's cap"
    used = f", {usd(row.held + row.spent)} of it are used" if row.held + row.spent else ""
    option = "--max-cost" if scope == PRODUCTION else "shot_cap in studio.toml"
    return f"{usd(amount)} more would exceed {whose} ({usd(cap)}{used}); raise it with {option}"
