"""The ledger's tries: each step of a paid call as one committed transaction, durable before the next call goes out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from renderers.hosted.wire import FailureKind, RemoteRef
from shots.question import Answer
from studio.attempt import AttemptState
from studio.ledger import lanes
from studio.ledger.attempts import UNSETTLED, hold_instead, moved, paid_attempt, settle
from studio.ledger.backend import Looked
from studio.ledger.book import Desk
from studio.ledger.job import JobState, PaidAttempt, PlacedJob
from studio.ledger.jobs import again_line, end, job_done, next_choice, note, placed
from studio.ledger.tables import JobRow, LaneRow
from studio.production import Reason, Ruling, Verdict
from studio.steps import reached
from studio.tables import AttemptRow, VerdictRow

_BEFORE_DELIVERY = UNSETTLED
_TRY_AGAIN = (FailureKind.TRANSIENT, FailureKind.RATE_LIMITED, FailureKind.CONCURRENCY_FULL)
_ELSEWHERE = (
    FailureKind.REFUSED,
    FailureKind.INVALID,
    FailureKind.RETIRED,
    FailureKind.AUTH,
    FailureKind.QUOTA,
)
"""Failures after which the next choice is asked even where this one charged."""


class Tries:
    """Moves tries on. None comes back when something else happened to the try before: the caller lets go of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self._rules = desk.rules

    # Sending

    def send_again(self, attempt: PaidAttempt) -> PaidAttempt | float | None:
        """Count an order that surely was not taken against the lane's rate, and mark it as sent.

        A number instead of the try: ask again in so many seconds; infinity when the lane is stopped.
        """
        now = self._desk.now()
        with self._store.writing() as session, session.begin():
            wait = lanes.wait_to_resend(session, attempt.lane, now)
            if wait is None:
                return float("inf")
            if wait > 0:
                return wait
            row = moved(session, attempt.id, (AttemptState.INTENDED, AttemptState.UNKNOWN), AttemptState.INTENDED)
            if row is None:
                return None
            lanes.take_token(session, attempt.lane, now)
            row.sent_at, row.deadline, row.sends = lanes.stamp(now), self._desk.stamp(self._rules.grace), row.sends + 1
            sent = paid_attempt(session, row)
        reached("attempt intended")
        return sent

    def called_off(self, attempt: PaidAttempt) -> PlacedJob | None:
        """Close a try that surely was not sent and whose job a person called off; None when it is to be sent."""
        with self._store.reading() as session:
            row, job = session.get_one(AttemptRow, attempt.id), session.get_one(JobRow, attempt.job)
            waits = row.state == AttemptState.INTENDED and not row.sent_at
            if not (job.cancel_asked and waits):
                return None
        return self.cancelled(attempt, 0, "called off before it was sent")

    def unsent(self, attempt: PaidAttempt, why: str, rest: float) -> PaidAttempt | None:
        """The provider surely did not take it: the same again later. The lane rests so many seconds, the try stays."""
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, (AttemptState.INTENDED,), AttemptState.INTENDED)
            lanes.pause(session, attempt.lane, rest, self._desk.now())
            if row is None:
                return None
            row.sent_at, row.sends = "", row.sends - 1
            self._note(session, row, "unsent", why)
            waiting = paid_attempt(session, row)
        reached("attempt unsent")
        return waiting

    def submitted(self, attempt: PaidAttempt, ref: RemoteRef, estimate: int | None) -> tuple[PaidAttempt, str] | None:
        """The provider took it. What it says it will cost is held; or comes back as words, why a cap forbids that."""
        start = (AttemptState.INTENDED, AttemptState.UNKNOWN, AttemptState.PARKED)
        with self._store.writing() as session, session.begin():
            lanes.went_well(session, attempt.lane)
            row = self._moved(session, attempt, start, AttemptState.SUBMITTED, f"taken late as {ref.id}")
            if row is None:
                return None
            row.remote, row.error = ref.model_dump_json(), ""
            row.deadline = self._desk.stamp(self._rules.longest)
            refusal = ""
            if estimate is not None:
                row.estimate_micro_usd = estimate
                refusal = hold_instead(session, row, estimate)
            job = session.get_one(JobRow, attempt.job)
            job.state, job.reason = JobState.RUNNING.value, ""
            self._note(session, row, "submitted", ref.id)
            sent = paid_attempt(session, row)
        reached("attempt submitted")
        return sent, refusal

    def unclear(self, attempt: PaidAttempt, why: str) -> PaidAttempt | None:
        """No telling whether it was taken: that is never a failure."""
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, (AttemptState.INTENDED,), AttemptState.UNKNOWN)
            if row is None:
                return None
            row.error = why
            self._note(session, row, "unclear", why)
            unknown = paid_attempt(session, row)
        reached("attempt unclear")
        return unknown

    def parked(self, attempt: PaidAttempt, why: str) -> PaidAttempt | None:
        """A person must settle it; the money stays held."""
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, _BEFORE_DELIVERY, AttemptState.PARKED)
            if row is None:
                return None
            row.error = why
            job = session.get_one(JobRow, attempt.job)
            job.state, job.reason = JobState.PARKED.value, why
            self._note(session, row, "parked", why)
            parked = paid_attempt(session, row)
        reached("attempt parked")
        return parked

    # Coming back

    def delivered(self, attempt: PaidAttempt, cost: int | None, remark: str, ref: RemoteRef) -> PaidAttempt | None:
        """The provider is done: what was held becomes what it cost, or is spent whole where nobody says."""
        with self._store.writing() as session, session.begin():
            lanes.went_well(session, attempt.lane)
            row = self._moved(session, attempt, _BEFORE_DELIVERY, AttemptState.DELIVERED, f"delivered late as {ref.id}")
            if row is None:
                return None
            row.remote, row.note, row.error = ref.model_dump_json(), remark, ""
            settle(session, row, row.held_micro_usd if cost is None else cost, known=cost is not None)
            self._note(session, row, "delivered", remark)
            there = paid_attempt(session, row)
        reached("attempt delivered")
        return there

    def answered(self, attempt: PaidAttempt, answer: Answer) -> None:
        """Keep an answer; it has no file, and counts at once."""
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, (AttemptState.DELIVERED,), AttemptState.DONE)
            if row is not None:
                row.result, row.ended_at = answer.model_dump_json(), self._desk.stamp()
                job_done(session, row)
        reached("answer recorded")

    def noticed(self, attempt: PaidAttempt, looked: Looked) -> None:
        """Keep what inspectors noticed and what was left out. A take with a fault is refused until it is circled."""
        found = [f"{each.inspector}: {each.what}" for each in looked.noticed]
        faults = [f"{each.inspector}: {each.what}" for each in looked.noticed if each.fault]
        with self._store.writing() as session, session.begin():
            row = session.get_one(AttemptRow, attempt.id)
            remarks = (row.note, *found, *looked.rendered.left_out)
            row.note = "; ".join(dict.fromkeys(each for each in remarks if each))
            if faults and attempt.kind == "clip":
                ruling = Verdict(
                    subject=attempt.subject, of="take", number=attempt.number, ruling=Ruling.NO_GOOD,
                    reason=Reason.OTHER, note="; ".join(faults), by="inspectors", at=self._desk.stamp(),
                )  # fmt: skip
                session.add(VerdictRow(**ruling.model_dump(mode="json")))

    # Ending otherwise

    def failed(
        self, attempt: PaidAttempt, kind: str, why: str, *, cost: int | None = 0, final: bool = False
    ) -> PlacedJob:
        """Close a try that came to nothing, with what it cost (None: not told, the worst is assumed).

        `kind` is a FailureKind, or `unusable` for a result that is no use. Where it cost nothing and may pass, the job
        is tried again later, unless that was the final try; then the next choice is asked. A failure that was charged
        is the job's, unless the provider turned the order down.
        """
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, (*_BEFORE_DELIVERY, AttemptState.DELIVERED), AttemptState.FAILED)
            job = session.get_one(JobRow, attempt.job)
            if row is not None:
                if row.held_micro_usd:
                    settle(session, row, row.held_micro_usd if cost is None else cost, known=cost is not None)
                row.failure, row.error, row.ended_at = str(kind), why, self._desk.stamp()
                self._note(session, row, "failed", f"{kind}: {why}")
                self._next(job, str(kind), why, free=row.cost_micro_usd == 0 and row.cost_is_known, final=final)
            left = placed(session, job)
        reached("attempt failed")
        return left

    def _next(self, job: JobRow, kind: str, why: str, *, free: bool, final: bool) -> None:
        if job.cancel_asked:
            end(job, JobState.CANCELLED, f"called off; {why}", self._desk.stamp())
        elif free and not final and kind in _TRY_AGAIN and job.tries + 1 < self._rules.tries:
            job.tries += 1
            wait = min(self._rules.longest_pause, self._rules.pause * 2 ** (job.tries - 1))
            job.state, job.reason, job.not_before = JobState.READY.value, why, self._desk.stamp(wait)
        elif not free and kind not in _ELSEWHERE:
            paid = f"{why}; it may have been charged, so that nothing is ordered again by itself"
            end(job, JobState.FAILED, f"{paid} — {again_line(job)}", self._desk.stamp())
        elif not next_choice(job, why):
            end(job, JobState.FAILED, why, self._desk.stamp())

    def sent_anew(self, attempt: PaidAttempt, why: str) -> PlacedJob:
        """Close a try that cannot be settled, as if it had been charged, and order the same anew: it is that cheap."""
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, (AttemptState.UNKNOWN,), AttemptState.FAILED)
            job = session.get_one(JobRow, attempt.job)
            if row is not None:
                settle(session, row, row.held_micro_usd, known=False)
                row.failure, row.error, row.ended_at = FailureKind.UNCLEAR.value, why, self._desk.stamp()
                row.note = "sent again, may be billed twice"
                job.state, job.tries, job.reason = JobState.READY.value, job.tries + 1, why
                self._note(session, row, "sent anew", why)
            left = placed(session, job)
        reached("attempt settled")
        return left

    def tries_of(self, job: int) -> int:
        """Tries of a job that failed at its present choice."""
        with self._store.reading() as session:
            return session.get_one(JobRow, job).tries

    def cancelled(self, attempt: PaidAttempt, cost: int | None, why: str) -> PlacedJob:
        """Close a try that was called off, with what it cost all the same (None: not told, the worst is assumed)."""
        with self._store.writing() as session, session.begin():
            row = moved(session, attempt.id, _BEFORE_DELIVERY, AttemptState.CANCELLED)
            job = session.get_one(JobRow, attempt.job)
            if row is not None:
                settle(session, row, row.held_micro_usd if cost is None else cost, known=cost is not None)
                row.error, row.ended_at = why, self._desk.stamp()
                end(job, JobState.CANCELLED, why, row.ended_at)
                self._note(session, row, "cancelled", why)
            left = placed(session, job)
        reached("attempt cancelled")
        return left

    # Lanes

    def rest(self, lane: str, seconds: float) -> None:
        """Let this lane rest, as its provider asked."""
        with self._store.writing() as session, session.begin():
            lanes.pause(session, lane, seconds, self._desk.now())
        reached("lane rested")

    def badly(self, lane: str, why: str) -> str:
        """A call failed on this lane. Returns why the lane stopped, if it did."""
        with self._store.writing() as session, session.begin():
            stopped = lanes.went_badly(session, lane, why, self._rules, self._desk.now())
            if stopped:
                self._turn_away(session, lane, stopped)
        reached("lane rested")
        return stopped

    def well(self, lane: str) -> None:
        """A call got through."""
        with self._store.writing() as session, session.begin():
            lanes.went_well(session, lane)

    def stop(self, lane: str, why: str) -> None:
        """Send nothing more on this lane in this run; jobs that may go elsewhere do."""
        with self._store.writing() as session, session.begin():
            lanes.stop(session, lane, why)
            self._turn_away(session, lane, why)
            note(session, self._desk.stamp(), "lane stopped", f"{lane}: {why}")
        reached("lane rested")

    def rest_left(self, lane: str) -> float | None:
        """Seconds the lane still rests; None when it is stopped."""
        with self._store.reading() as session:
            row = session.get_one(LaneRow, lane)
            return None if row.stopped else lanes.rest_of(row, self._desk.now())

    def left(self, attempt: PaidAttempt) -> float:
        """Seconds until the try's deadline; negative once it has passed."""
        return (datetime.fromisoformat(attempt.deadline) - self._desk.now()).total_seconds()

    def _turn_away(self, session: Session, lane: str, why: str) -> None:
        unordered = JobRow.state.in_((JobState.READY, JobState.BLOCKED))
        mine = (JobRow.lane == lane, JobRow.epoch == self._store.epoch, unordered)
        for job in session.scalars(select(JobRow).where(*mine)):
            if not next_choice(job, why):
                job.state = JobState.BLOCKED.value

    def _moved(
        self, session: Session, attempt: PaidAttempt, start: Collection[AttemptState], to: AttemptState, late: str
    ) -> AttemptRow | None:
        row = moved(session, attempt.id, start, to)
        if row is None:
            note(session, self._desk.stamp(), "late", late, job=attempt.job, attempt=attempt.id)
        return row

    def _note(self, session: Session, row: AttemptRow, what: str, text: str) -> None:
        note(session, self._desk.stamp(), what, text, job=row.job, attempt=row.id)
