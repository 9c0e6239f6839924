"""What people ask of the ledger. Any command may, also while another one holds the production and works in it.

A request is committed and done with; the controller at work sees it within a second.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import get_args

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from bible.errors import LedgerError, NotOnOrderError
from bible.model import Frozen
from renderers.hosted.wire import FailureKind, Order, RemoteRef
from studio.attempt import ADOPTED, AttemptState, Kind
from studio.ledger import money
from studio.ledger.attempts import OPEN, settle
from studio.ledger.job import OPEN_JOBS, JobState
from studio.ledger.jobs import end, note, shots_of
from studio.ledger.lanes import stamp
from studio.ledger.tables import ControllerRow, JobRow, JobShotRow
from studio.production import Ruling, Verdict
from studio.steps import reached
from studio.store import Store
from studio.tables import AttemptRow, ShotRow, VerdictRow

_SETTLED = (AttemptState.PARKED, AttemptState.UNKNOWN)
_ANOTHER = timedelta(hours=1)
_LONGEST_NUMBER = 9
"""Figures of a take number; a longer one names none."""


_TAKES = ("clip", "part", "strip")
"""Jobs that come to takes of shots."""


class Settlement(StrEnum):
    """What a person decides about an order nobody knows the fate of."""

    ADOPT = "adopt"
    """It was taken: this is its id at the provider. The next run goes on with it."""
    RESUBMIT = "resubmit"
    """Order it again. The first one counts as paid, unless it surely was not charged."""
    WRITE_OFF = "write_off"
    """Let it go. It counts as paid, unless it surely was not charged."""


class OpenJob(Frozen):
    """A job that is under way or waits for a person, as `studio status` lists it."""

    job: int
    name: str
    lane: str
    state: str
    attempt: AttemptState | None
    remote: str
    """Its id at the provider, once there is one."""
    sent_at: str
    held_micro_usd: int
    why: str


def set_max_cost(store: Store, cap: int) -> None:
    """Allow the production so much in all, in micro-USD; what is spent already counts. A run at work heeds it."""
    with store.writing() as session, session.begin():
        money.set_cap(session, money.PRODUCTION, cap)
        note(session, store.now(), "cap set", money.usd(cap))
    reached("caps set")


def open_jobs(store: Store) -> tuple[OpenJob, ...]:
    """Jobs that were ordered and have not ended, the oldest first."""
    with store.reading() as session:
        rows = session.execute(
            select(JobRow, AttemptRow)
            .join(AttemptRow, AttemptRow.job == JobRow.id)
            .where(AttemptRow.state.in_(OPEN))
            .order_by(JobRow.id)
        )
        return tuple(
            OpenJob(
                job=job.id, name=job.name, lane=attempt.lane, state=job.state, attempt=AttemptState(attempt.state),
                remote=RemoteRef.model_validate_json(attempt.remote).id if attempt.remote else "",
                sent_at=attempt.sent_at, held_micro_usd=attempt.held_micro_usd, why=attempt.error or job.reason,
            )
            for job, attempt in rows
        )  # fmt: skip


def ask_cancel(store: Store, job: str) -> None:
    """Call a job off, named by its slate or take (`12A`, `12A-3`): at once if it was not ordered, else at its provider.

    What it costs is what the provider says then. The same is not ordered again unasked, nor is any other take that
    was asked for of its shot. Raises LedgerError.
    """
    with store.writing() as session, session.begin():
        row = _job(session, job, lambda _, each: each.state != JobState.PARKED)
        if row.state == JobState.PARKED:
            cure = settle_line(row.name, row.kind)
            raise LedgerError("nobody knows whether it was taken", where=row.name, cure=cure)
        row.cancel_asked = True
        if row.state != JobState.RUNNING:
            end(row, JobState.CANCELLED, "called off", store.now())
        for shot in shots_of(session, row.id) if row.kind in _TAKES else ():
            off = Verdict(subject=shot, of="shot", ruling=Ruling.CALLED_OFF, by=store.by, at=store.now())
            session.add(VerdictRow(**off.model_dump(mode="json")))
        note(session, store.now(), "cancel asked", job=row.id)
    reached("job cancelled")


def settle_job(store: Store, job: str, how: Settlement, remote_id: str = "", *, charged: bool = True) -> int:
    """Settle an order nobody knows the fate of, named by its slate or take (`12A`, `12A-3`). Returns the job's number.

    `remote_id` is the provider's id of it, for ADOPT. `charged` is False when the person saw that it was not billed.
    Raises LedgerError when the job waits for no such decision.
    """
    with store.writing() as session, session.begin():
        row = _job(session, job, lambda session, each: _unclear(session, each) is not None)
        attempt = _unclear(session, row)
        if attempt is None:
            raise LedgerError("it waits for no decision", where=row.name, cure="see `studio status`")
        if how == Settlement.ADOPT:
            _adopt(session, row, attempt, remote_id, store.now())
        else:
            settle(session, attempt, attempt.held_micro_usd if charged else 0, known=not charged)
            attempt.state, attempt.ended_at = AttemptState.FAILED.value, store.now()
            if how == Settlement.WRITE_OFF:
                attempt.failure = "written_off"
                end(row, JobState.FAILED, "written off", store.now())
            else:
                attempt.failure, attempt.note = FailureKind.UNCLEAR.value, "ordered again by a person"
                epoch = session.scalar(select(ControllerRow.epoch))
                row.state, row.reason, row.epoch, row.not_before = JobState.READY.value, "", epoch or 0, ""
        note(session, store.now(), f"settled: {how}", remote_id, job=row.id, attempt=attempt.id)
        number = row.id
    reached("attempt settled")
    return number


def _adopt(session: Session, job: JobRow, attempt: AttemptRow, remote_id: str, now: str) -> None:
    order = Order.model_validate_json(attempt.asked)
    before = RemoteRef.model_validate_json(attempt.remote) if attempt.remote else None
    if not remote_id:
        raise LedgerError("the provider's id is missing", where=job.name, cure="studio settle JOB --adopt ID")
    if order.mode in ("image", "speech", "chat"):
        raise LedgerError(
            f"{order.provider} keeps no results of such calls", where=job.name, cure="--resubmit or --write-off"
        )
    if before is None or before.id != remote_id:
        before = RemoteRef(provider=order.provider, model=order.model, id=remote_id)
    attempt.state, attempt.remote, attempt.error = AttemptState.SUBMITTED.value, before.model_dump_json(), ""
    # A person looked it up just now: it may take as long again as any order.
    attempt.deadline = stamp(datetime.fromisoformat(now) + _ANOTHER)
    job.state, job.reason = JobState.RUNNING.value, ""


def _strips_of(open_ones: Select[JobRow], slate: str) -> Select[JobRow]:
    """Orders for several shots of which this is one."""
    several = open_ones.join(JobShotRow, JobShotRow.job == JobRow.id).join(ShotRow, ShotRow.id == JobShotRow.shot)
    return several.where(JobRow.kind == "strip", func.upper(ShotRow.slate) == slate.upper())


def settle_line(name: str, kind: str) -> str:
    """What to type about an order of this kind that nobody knows the fate of."""
    adopt = "--adopt ID | " * (kind in ADOPTED)
    return f"studio settle {shlex.quote(name)} {adopt}--resubmit | --write-off"


def _job(session: Session, named: str, waits: Callable[[Session, JobRow], bool]) -> JobRow:
    """The newest open job of this name, or the one with this take, or the one that makes it with others.

    Those that wait for what is asked go before others. A take and a keyframe have one name: `keyframe:12A` is one of
    them. Raises LedgerError where there is none, and where both may be meant.
    """
    kind, colon, name = named.partition(":")
    if not colon or kind not in get_args(Kind):
        kind, name = "", named
    found = [row for row in _named(session, name) if kind in ("", row.kind)]
    wanted = [row for row in found if waits(session, row)] or found
    if not wanted:
        open_names = select(JobRow.name).where(JobRow.state.in_(OPEN_JOBS)).order_by(JobRow.id.desc()).limit(9)
        names = [str(each) for each in session.scalars(open_names)]
        listed = f"those that are: {', '.join(names)}" if names else "nothing is on order"
        raise NotOnOrderError(f"{named!r} is not on order", cure=listed)
    kinds = sorted({row.kind for row in wanted})
    if len(kinds) > 1:
        ways = " or ".join(f"{each}:{name}" for each in kinds)
        raise LedgerError(f"{named!r} is on order as {' and as '.join(kinds)}", cure=f"say which: {ways}")
    return wanted[0]


def _named(session: Session, named: str) -> list[JobRow]:
    """The open jobs of a name, the newest first."""
    open_ones = select(JobRow).where(JobRow.state.in_(OPEN_JOBS)).order_by(JobRow.id.desc())
    name, _, number = named.rpartition("-")
    is_try = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    ways = [open_ones.where(_is_called(named))]
    if is_try:
        tried = open_ones.join(AttemptRow, AttemptRow.job == JobRow.id)
        ways.append(tried.where(AttemptRow.number == int(number), _is_called(name)))
    ways.append(_strips_of(open_ones, name if is_try else named))
    found = (list(session.scalars(way)) for way in ways)
    return next((rows for rows in found if rows), [])


def _is_called(name: str) -> ColumnElement[bool]:
    """A job of this name, as people type it: `12a` is `12A`."""
    return or_(JobRow.name == name, func.upper(JobRow.name) == name.upper())


def _unclear(session: Session, job: JobRow) -> AttemptRow | None:
    """The try at a job that a person may settle."""
    return session.scalars(select(AttemptRow).where(AttemptRow.job == job.id, AttemptRow.state.in_(_SETTLED))).first()
