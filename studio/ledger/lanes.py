"""Lanes: how many orders may be open at one backend, how fast they may follow, and when it needs a rest.

Each function works inside the caller's transaction. What is slow or broken in one lane slows no other.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from studio.attempt import AttemptState
from studio.ledger.backend import Lane, Rules
from studio.ledger.tables import LaneRow
from studio.tables import AttemptRow

_LONGEST_PAUSE = timedelta(days=1)


def stamp(at: datetime) -> str:
    """A time as it is recorded; stamps compare as their times do."""
    return at.isoformat(timespec="milliseconds")


def open_lane(session: Session, lane: Lane, now: datetime) -> None:
    """Write down what a lane offers now. A new run asks a stopped one again: a person may have mended it."""
    row = session.get(LaneRow, lane.name)
    if row is None:
        row = LaneRow(
            name=lane.name, tokens=float(lane.burst), tokens_at=stamp(now), paused_at="", paused_until="",
            slots=lane.slots, per_minute=lane.per_minute, burst=lane.burst, stopped="", failures=0, trips=0,
        )  # fmt: skip
        session.add(row)
    row.slots, row.per_minute, row.burst = lane.slots, lane.per_minute, lane.burst
    row.stopped, row.failures, row.trips = "", 0, 0
    row.tokens = min(row.tokens, float(lane.burst))
    # Where the clock was set back since, what was taken then still fills up from now on.
    row.tokens_at = min(row.tokens_at, stamp(now))
    # A pause written down before the clock was set back must not last longer than it was meant to.
    if row.paused_until:
        meant = datetime.fromisoformat(row.paused_until) - datetime.fromisoformat(row.paused_at)
        row.paused_at, row.paused_until = stamp(now), min(row.paused_until, stamp(now + meant))


def wait_for(session: Session, name: str, now: datetime) -> float | None:
    """Seconds until the lane may send one order more; 0 for now, None when only an order's end makes room."""
    row = session.get_one(LaneRow, name, populate_existing=True)
    if row.stopped or _used(session, name, now) >= (1 if row.trips else row.slots):
        return None
    return max(rest_of(row, now), _until_token(row, now))


def wait_to_resend(session: Session, name: str, now: datetime) -> float | None:
    """Seconds until an order that has its slot already may be sent again; None when the lane is stopped."""
    row = session.get_one(LaneRow, name, populate_existing=True)
    return None if row.stopped else max(rest_of(row, now), _until_token(row, now))


def rest_of(row: LaneRow, now: datetime) -> float:
    """Seconds the lane still rests."""
    if not row.paused_until:
        return 0.0
    return max(0.0, (datetime.fromisoformat(row.paused_until) - now).total_seconds())


def take_token(session: Session, name: str, now: datetime) -> None:
    """Count one order against the lane's rate."""
    row = session.get_one(LaneRow, name)
    row.tokens, row.tokens_at = _filled(row, now) - 1.0, stamp(now)


def pause(session: Session, name: str, seconds: float, now: datetime) -> None:
    """Let this lane, and no other, rest; a longer rest that is under way stays."""
    row = session.get_one(LaneRow, name)
    until = stamp(now + min(timedelta(seconds=seconds), _LONGEST_PAUSE))
    if until > row.paused_until:
        row.paused_at, row.paused_until = stamp(now), until


def stop(session: Session, name: str, why: str) -> None:
    """Send nothing more on this lane in this run."""
    session.get_one(LaneRow, name).stopped = why


def went_well(session: Session, name: str) -> None:
    """A call got through."""
    row = session.get_one(LaneRow, name)
    if row.failures or row.trips:
        row.failures = row.trips = 0


def went_badly(session: Session, name: str, why: str, rules: Rules, now: datetime) -> str:
    """A call failed. Too many in a row, and the lane rests; too many rests, and it stops. Returns why it stopped."""
    row = session.get_one(LaneRow, name)
    row.failures += 1
    if row.failures < (1 if row.trips else rules.breaker_after) or rest_of(row, now):
        return row.stopped
    row.trips, row.failures = row.trips + 1, 0
    if row.trips >= rules.breaker_trips:
        row.stopped = row.stopped or why
    else:
        pause(session, name, rules.breaker_pause * 2 ** (row.trips - 1), now)
    return row.stopped


def _used(session: Session, name: str, now: datetime) -> int:
    """Orders that may be running at the backend, told by the tries and not by who waits for them."""
    may_run = or_(
        AttemptRow.state.in_((AttemptState.INTENDED, AttemptState.SUBMITTED, AttemptState.UNKNOWN)),
        and_(AttemptRow.state == AttemptState.PARKED, AttemptRow.deadline > stamp(now)),
    )
    return session.scalar(select(func.count()).where(AttemptRow.lane == name, may_run)) or 0


def _filled(row: LaneRow, now: datetime) -> float:
    rested = max(0.0, (now - datetime.fromisoformat(row.tokens_at)).total_seconds())
    return min(float(row.burst), row.tokens + rested * row.per_minute / 60)


def _until_token(row: LaneRow, now: datetime) -> float:
    if row.per_minute <= 0:
        return 0.0
    return max(0.0, (1.0 - _filled(row, now)) * 60 / row.per_minute)
