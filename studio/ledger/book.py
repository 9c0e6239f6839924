"""The ledger's jobs: placed, claimed within slots, rate and caps. Each method is one committed transaction."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bible.model import Frozen
from renderers.hosted.wire import Settles
from studio.attempt import AttemptState
from studio.ledger import money
from studio.ledger.attempts import dearness, open_attempt, open_attempts, paid_attempt
from studio.ledger.backend import Input, Lane, Rules
from studio.ledger.clock import SteadyClock
from studio.ledger.job import Choice, JobState, PaidAttempt, PaidJob, PlacedJob
from studio.ledger.jobs import (
    choices_of,
    drop_others,
    end,
    made_for,
    note,
    pass_over,
    placed,
    put,
    ready_jobs,
    shots_of,
    soonest,
    tie_needs,
    turned_down,
    unmet,
)  # fmt: skip
from studio.ledger.lanes import open_lane, stamp, take_token, wait_for
from studio.ledger.tables import BudgetRow, JobRow, LaneRow, NeedRow
from studio.steps import reached
from studio.store import Store
from studio.tables import AttemptRow, FileRow


@dataclass(frozen=True)
class Desk:
    """Where the ledger is kept, by which rules and by which clock."""

    store: Store
    rules: Rules = field(default_factory=Rules)
    clock: Callable[[], datetime] = field(default_factory=SteadyClock)

    def now(self) -> datetime:
        """The time, in UTC."""
        return self.clock()

    def stamp(self, seconds: float = 0.0) -> str:
        """The time in so many seconds, as it is recorded."""
        return stamp(self.now() + timedelta(seconds=seconds))


class Claims(Frozen):
    """What may be sent now, and when to ask again."""

    opened: tuple[tuple[PlacedJob, PaidAttempt], ...] = ()
    wait: float | None = None
    """Seconds; None when only a change makes more possible."""


class Waiting(Frozen):
    """A job whose needs are met, with what it takes from them."""

    job: PlacedJob
    inputs: tuple[Input, ...]


class Book:
    """Jobs, and who may be asked for them now."""

    def __init__(self, desk: Desk, shot_cap: int | None = None) -> None:
        self._desk = desk
        self._store = desk.store
        self._shot_cap = shot_cap
        self._refused_at: dict[str, int] = {}
        """What the production's cap left, by lane, when jobs were last refused for money."""

    def place(self, jobs: Sequence[PaidJob], lanes: Iterable[Lane]) -> tuple[PlacedJob, ...]:
        """Open the lanes and write down what is owed now; jobs that an interrupted run left open are gone on with.

        What an earlier plan asked for and nobody asks for any more is dropped, unless it was ordered already. A job
        whose every choice was refused or written off before comes back failed.
        """
        now, epoch = self._desk.now(), self._store.epoch
        self._refused_at.clear()
        with self._store.writing() as session, session.begin():
            for lane in lanes:
                open_lane(session, lane, now)
            for budget in session.scalars(select(BudgetRow).where(BudgetRow.scope != money.PRODUCTION)):
                money.set_cap(session, budget.scope, self._shot_cap)
            before = {} if self._desk.rules.again else turned_down(session)
            rows = list(zip(put(session, jobs, epoch, stamp(now)), jobs, strict=True))
            for row, job in rows:
                pass_over(row, job, before, stamp(now))
            tie_needs(session, rows)
            drop_others(session, epoch, stamp(now))
            found = tuple(_as_placed(row, job) for row, job in rows)
        reached("jobs placed")
        return found

    def claim(self, lanes: Mapping[str, Settles]) -> Claims:
        """Open tries for whatever may be sent now: a slot, the rate and every cap allow it. Their money is held.

        They count as sent from here on, so that a crash before the call makes them unclear. Where an unclear order is
        a person's to settle they do not: each is marked by itself, right before its call.
        """
        opened: list[tuple[PlacedJob, PaidAttempt]] = []
        with self._store.writing() as session, session.begin():
            waits = [self._fill(session, lane, lanes[lane] != Settles.ASK, opened) for lane in lanes]
        for _ in opened:
            reached("attempt intended")
        return Claims(opened=tuple(opened), wait=min((wait for wait in waits if wait is not None), default=None))

    def _fill(
        self, session: Session, lane: str, sent: bool, opened: list[tuple[PlacedJob, PaidAttempt]]
    ) -> float | None:
        now, epoch = self._desk.now(), self._store.epoch
        if (wait := wait_for(session, lane, now)) != 0:
            return wait
        worst = dearness(session, lane)
        # What the caps refused is asked again only when they leave more than they did then.
        again = lane not in self._refused_at or money.room(session) > self._refused_at[lane]
        if again:
            self._refused_at.pop(lane, None)
        for identity in ready_jobs(session, lane, epoch, stamp(now), blocked=again):
            job = session.get_one(JobRow, identity)
            choice = choices_of(job)[job.choice]
            amount = math.ceil(choice.upper_micro_usd * worst)
            refusal = money.reserve(session, shots_of(session, identity), amount, self._shot_cap)
            if refusal:
                job.state, job.reason = JobState.BLOCKED.value, refusal
                left = money.room(session)
                self._refused_at[lane] = min(left, self._refused_at.get(lane, left))
                continue
            job.state, job.reason = JobState.RUNNING.value, ""
            row = open_attempt(session, job, stamp(now), self._desk.stamp(self._desk.rules.grace), amount)
            if sent:
                take_token(session, lane, now)
                row.sent_at, row.sends = stamp(now), 1
            note(session, stamp(now), "intended", lane, job=identity, attempt=row.id)
            opened.append((placed(session, job), paid_attempt(session, row)))
            if (wait := wait_for(session, lane, now)) != 0:
                return wait
        later = soonest(session, lane, epoch, stamp(now))
        return max(0.001, (datetime.fromisoformat(later) - now).total_seconds()) if later else None

    def open_attempts(self) -> tuple[tuple[PlacedJob, PaidAttempt], ...]:
        """Tries that have not ended: what an interrupted run left, and what runs now."""
        with self._store.reading() as session:
            rows = open_attempts(session)
            jobs = {row.id: session.get_one(JobRow, row.job) for row in rows}
            return tuple((placed(session, jobs[row.id]), paid_attempt(session, row)) for row in rows)

    def followed_by_nobody(self, known: Collection[int]) -> tuple[tuple[PlacedJob, PaidAttempt], ...]:
        """Orders that run at their providers and are not among those known: a person adopted them just now."""
        with self._store.reading() as session:
            state = AttemptState.SUBMITTED.value
            wanted = select(AttemptRow).where(AttemptRow.state == state, AttemptRow.id.not_in(known))
            return tuple(
                (placed(session, session.get_one(JobRow, row.job)), paid_attempt(session, row))
                for row in session.scalars(wanted)
            )

    def jobs(self, ids: Iterable[int]) -> tuple[PlacedJob, ...]:
        """Jobs as they stand."""
        with self._store.reading() as session:
            return tuple(placed(session, session.get_one(JobRow, each)) for each in ids)

    def cancels_asked(self) -> frozenset[int]:
        """Jobs in work that somebody wants called off."""
        with self._store.reading() as session:
            asked = (JobRow.cancel_asked.is_(True), JobRow.state == JobState.RUNNING)
            return frozenset(session.scalars(select(JobRow.id).where(*asked)))

    def stopped_lanes(self) -> Mapping[str, str]:
        """The lanes on which nothing is sent any more, with the reason."""
        with self._store.reading() as session:
            rows = session.scalars(select(LaneRow).where(LaneRow.stopped != ""))
            return {row.name: row.stopped for row in rows}

    def release_waiting(self) -> tuple[tuple[Waiting, ...], bool]:
        """Let jobs go whose needs are done, and end those whose needs failed.

        Returns those that first take something from what they needed, which `complete` lets go, and whether any other
        job moved.
        """
        with self._store.writing() as session, session.begin():
            takers, moved = [], False
            waiting = (JobRow.state == JobState.WAITING, JobRow.epoch == self._store.epoch)
            for job in session.scalars(select(JobRow).where(*waiting)):
                open_needs = unmet(session, job.id)
                dead = [each for each in open_needs if each.state in (JobState.FAILED, JobState.CANCELLED)]
                if dead:
                    end(job, JobState.FAILED, f"it needs {dead[0].name}, which {dead[0].state}", self._desk.stamp())
                    moved = True
                elif not open_needs:
                    inputs = self._inputs(session, job.id)
                    if inputs:
                        takers.append(Waiting(job=placed(session, job), inputs=inputs))
                    else:
                        job.state = JobState.READY.value
                        moved = True
        return tuple(takers), moved

    def complete(self, job: int, choices: tuple[Choice, ...]) -> None:
        """Let a job go with orders that hold what it took from others."""
        with self._store.writing() as session, session.begin():
            row = session.get_one(JobRow, job)
            row.choices = json.dumps([each.model_dump(mode="json", exclude_defaults=True) for each in choices])
            row.state = JobState.READY.value
        reached("job ready")

    def fail(self, job: int, why: str) -> None:
        """Close a job that could not be ordered."""
        with self._store.writing() as session, session.begin():
            end(session.get_one(JobRow, job), JobState.FAILED, why, self._desk.stamp())
        reached("job ready")

    def leave(self) -> None:
        """End of a run: what was not ordered is nobody's any more, until a plan asks for it again."""
        with self._store.writing() as session, session.begin():
            unordered = (JobState.WAITING, JobState.READY, JobState.BLOCKED)
            mine = select(JobRow).where(JobRow.state.in_(unordered), JobRow.epoch == self._store.epoch)
            for row in session.scalars(mine):
                row.epoch = 0
        reached("jobs left")

    def _inputs(self, session: Session, job: int) -> tuple[Input, ...]:
        found = []
        for need in session.scalars(select(NeedRow).where(NeedRow.job == job, NeedRow.role != "")):
            attempt = made_for(session, need.needs)
            if attempt is not None:
                path = session.scalars(select(FileRow.path).where(FileRow.attempt == attempt.id)).first()
                file = self._store.folder.path(path) if path else Path()
                found.append(Input(role=need.role, file=file))
        return tuple(found)


def _as_placed(row: JobRow, job: PaidJob) -> PlacedJob:
    given = {name: getattr(job, name) for name in PaidJob.model_fields}
    return PlacedJob(**given, id=row.id, state=JobState(row.state), reason=row.reason, choice=row.choice)
