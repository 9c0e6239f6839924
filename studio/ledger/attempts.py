"""Tries at jobs in the database: opened with their money held, moved on state by state, closed with it settled.

    intended ─▶ submitted ─▶ delivered ─▶ made ─▶ done
        │  ▲        │            │
        ▼  │        ▼            ▼
      unknown ─▶ parked       failed, cancelled

Each function works inside the caller's transaction. A move names the states it may start from, so that an answer
that comes late changes nothing that was settled otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from renderers.hosted.wire import Order, RemoteRef
from studio.attempt import LOCAL, Attempt, AttemptState
from studio.ledger import money
from studio.ledger.job import PaidAttempt
from studio.ledger.jobs import choices_of, shots_of
from studio.ledger.tables import JobRow
from studio.reading import attempt_of
from studio.tables import AttemptRow, FileRow

UNSETTLED = (AttemptState.INTENDED, AttemptState.UNKNOWN, AttemptState.PARKED, AttemptState.SUBMITTED)
"""States in which money is held."""
OPEN = (*UNSETTLED, AttemptState.DELIVERED, AttemptState.MADE)
"""States in which a try has not ended."""
_DEAREST = 20
"""Tries that are looked at for the dearest."""


def dearness(session: Session, lane: str) -> float:
    """How many times what it may cost at most a lane charged at worst, at least 1: so much more is held from then on.

    An answer of a model may cost more than is likely without being dearer than was agreed.
    """
    estimated, cost = AttemptRow.estimate_micro_usd, AttemptRow.cost_micro_usd
    beyond = (AttemptRow.lane == lane, AttemptRow.cost_is_known.is_(True), estimated > 0, cost > estimated)
    tried = select(cost, JobRow).join(JobRow, AttemptRow.job == JobRow.id).where(*beyond)
    worst = session.execute(tried.order_by((cost * 1.0 / estimated).desc()).limit(_DEAREST))
    agreed = (
        (paid, choice.upper_micro_usd) for paid, job in worst for choice in choices_of(job) if choice.lane == lane
    )
    return max((paid / most for paid, most in agreed if paid > most > 0), default=1.0)


def open_attempt(session: Session, job: JobRow, now: str, deadline: str, held: int) -> AttemptRow:
    """A new try at a job: numbered, with its key and file names, not sent yet. Its money is held already."""
    choice = choices_of(job)[job.choice]
    key = f"studio-{uuid4().hex}"
    same = (AttemptRow.kind == job.kind, AttemptRow.subject == job.subject)
    number = (session.scalar(select(func.max(AttemptRow.number)).where(*same)) or 0) + 1
    row = AttemptRow(
        kind=job.kind, subject=job.subject, number=number, content=job.content, result="", error="", ended_at="",
        asked=choice.order.model_copy(update={"reference": key}).model_dump_json(exclude_defaults=True),
        state=AttemptState.INTENDED.value, started_at=now, job=job.id, lane=choice.lane, key=key,
        order_digest=choice.order_digest, remote="", sent_at="", deadline=deadline, sends=0,
        estimate_micro_usd=choice.estimate_micro_usd, held_micro_usd=held, cost_micro_usd=0,
        cost_is_known=True, failure="", note="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    names = [pattern.format(number=number) for pattern in json.loads(job.files)]
    session.add_all(FileRow(attempt=row.id, path=name) for name in names)
    session.flush()
    return row


def moved(session: Session, attempt: int, start: Collection[AttemptState], to: AttemptState) -> AttemptRow | None:
    """The row, moved to a state, if it stood in one of `start`; None when something else happened to it before."""
    row = session.get_one(AttemptRow, attempt, with_for_update=True, populate_existing=True)
    if row.state not in start:
        return None
    row.state = to.value
    return row


def settle(session: Session, row: AttemptRow, cost: int, *, known: bool) -> None:
    """Turn what is held for a try into what it cost."""
    money.settle(session, shots_of(session, _job(row)), row.held_micro_usd, cost)
    row.held_micro_usd, row.cost_micro_usd, row.cost_is_known = 0, row.cost_micro_usd + cost, known


def hold_instead(session: Session, row: AttemptRow, amount: int) -> str:
    """Hold `amount` in all for a try, more or less than before. Returns why the caps forbid it, if they do."""
    shots, before = shots_of(session, _job(row)), row.held_micro_usd
    money.free(session, shots, before)
    refusal = money.reserve(session, shots, amount)
    if refusal:
        money.hold_again(session, shots, before)
    else:
        row.held_micro_usd = amount
    return refusal


def paid_attempt(session: Session, row: AttemptRow) -> PaidAttempt:
    """A try as the controller sees it."""
    files = session.scalars(select(FileRow).where(FileRow.attempt == row.id).order_by(FileRow.id))
    base = attempt_of(row, files)
    return PaidAttempt(
        **{name: getattr(base, name) for name in Attempt.model_fields},
        job=_job(row),
        order=Order.model_validate_json(row.asked),
        ref=RemoteRef.model_validate_json(row.remote) if row.remote else None,
        sent_at=row.sent_at,
        deadline=row.deadline,
        sends=row.sends,
        estimate_micro_usd=row.estimate_micro_usd,
        note=row.note,
    )


def open_attempts(session: Session) -> list[AttemptRow]:
    """Tries at jobs that have not ended, oldest first."""
    wanted = (AttemptRow.lane != LOCAL, AttemptRow.job.is_not(None), AttemptRow.state.in_(OPEN))
    return list(session.scalars(select(AttemptRow).where(*wanted).order_by(AttemptRow.id)))


def _job(row: AttemptRow) -> int:
    assert row.job is not None, "a try without a job"
    return row.job
