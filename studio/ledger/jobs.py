"""Jobs in the database: placed, matched with those of an interrupted run, ended; inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from renderers.hosted.wire import FailureKind, Order
from studio.attempt import AttemptState
from studio.ledger.job import OPEN_JOBS, Choice, JobState, Need, PaidJob, PlacedJob, same_order
from studio.ledger.tables import EventRow, JobRow, JobShotRow, NeedRow
from studio.tables import AttemptRow

NEVER_AGAIN = ("refused", "invalid", "written_off")
"""Failures after which the same is not ordered again unless a person asks for it by name."""


def note(
    session: Session, at: str, what: str, text: str = "", *, job: int | None = None, attempt: int | None = None
) -> None:
    """Add a row to what happened."""
    session.add(EventRow(at=at, job=job, attempt=attempt, what=what, text=text))


def put(session: Session, jobs: Sequence[PaidJob], epoch: int, now: str) -> list[JobRow]:
    """The rows of jobs, in order: each is one that an interrupted run left open, or a new one."""
    left: dict[tuple[str, str, str], list[JobRow]] = {}
    for row in session.scalars(select(JobRow).where(JobRow.state.in_(OPEN_JOBS)).order_by(JobRow.id.desc())):
        left.setdefault((row.kind, row.subject, row.content), []).append(row)
    rows, new = [], []
    for job in jobs:
        same = left.get((job.kind, job.subject, job.content))
        row = same.pop() if same else _new_row(job, now)
        if not row.id:
            new.append((row, job))
        row.epoch, row.priority, row.name = epoch, job.priority, job.name
        if row.state not in (JobState.RUNNING, JobState.PARKED):
            row.asked, row.files = job.asked, json.dumps(job.files)
            row.choices = json.dumps([choice.model_dump(mode="json", exclude_defaults=True) for choice in job.choices])
            row.choice, row.lane, row.state, row.reason, row.tries = 0, job.choices[0].lane, JobState.READY.value, "", 0
            row.not_before = ""
        rows.append(row)
    session.add_all(row for row, _ in new)
    session.flush()
    session.add_all(JobShotRow(job=row.id, shot=shot) for row, job in new for shot in job.shots)
    session.flush()
    return rows


def _new_row(job: PaidJob, now: str) -> JobRow:
    return JobRow(
        kind=job.kind, subject=job.subject, content=job.content, state=JobState.READY.value, placed_at=now, reason="",
        choice=0, chain=0, tries=0, not_before="", cancel_asked=False, ended_at="",
    )  # fmt: skip


def drop_others(session: Session, epoch: int, now: str) -> None:
    """Call off what an earlier plan asked for and nobody asks for now, as far as nothing was ordered yet."""
    unordered = (JobState.WAITING, JobState.READY, JobState.BLOCKED)
    for row in session.scalars(select(JobRow).where(JobRow.state.in_(unordered), JobRow.epoch < epoch)):
        end(row, JobState.CANCELLED, "nobody asks for it any more", now)
        note(session, now, "job dropped", row.reason, job=row.id)


def tie_needs(session: Session, jobs: Sequence[tuple[JobRow, PaidJob]]) -> None:
    """Record which jobs wait for which, and put the longest chains first. Needs that name no job count as met.

    A job that takes something from another waits even when that one is done: it has yet to take it.
    """
    waits: dict[int, list[int]] = {}
    for row, job in jobs:
        for need in job.needs:
            other = _job_for(session, need, row.id)
            if other is not None:
                session.merge(NeedRow(job=row.id, needs=other, role=need.role))
                waits.setdefault(other, []).append(row.id)
    session.flush()
    for row, job in jobs:
        row.chain = _depth(row.id, waits)
        takes = any(need.role for need in job.needs)
        if row.state == JobState.READY and job.needs and (takes or unmet(session, row.id)):
            row.state = JobState.WAITING.value


def unmet(session: Session, job: int) -> tuple[JobRow, ...]:
    """The jobs a job still waits for."""
    joined = select(JobRow).join(NeedRow, NeedRow.needs == JobRow.id).where(NeedRow.job == job)
    return tuple(session.scalars(joined.where(JobRow.state != JobState.DONE)))


def ready_jobs(session: Session, lane: str, epoch: int, now: str, *, blocked: bool) -> list[int]:
    """What may be ordered on a lane, the most urgent first; also what was blocked before, if that is asked for."""
    states = (JobState.READY, JobState.BLOCKED) if blocked else (JobState.READY,)
    asked: tuple[ColumnElement[bool], ...] = (
        JobRow.lane == lane,
        JobRow.epoch == epoch,
        JobRow.state.in_(states),
        JobRow.not_before <= now,
        JobRow.cancel_asked.is_(False),
    )
    order = (JobRow.priority.desc(), JobRow.chain.desc(), JobRow.id)
    return list(session.scalars(select(JobRow.id).where(*asked).order_by(*order)))


def soonest(session: Session, lane: str, epoch: int, now: str) -> str:
    """When the next job that was put off may be tried; empty when none was."""
    later = (JobRow.lane == lane, JobRow.epoch == epoch, JobRow.state == JobState.READY, JobRow.not_before > now)
    return session.scalar(select(func.min(JobRow.not_before)).where(*later)) or ""


Asked = tuple[str, str, str, str]
"""An order for whatever number of tries: kind, subject, lane, digest of what is asked whatever its seed."""


def turned_down(session: Session) -> Mapping[Asked, tuple[int, str]]:
    """Orders that are not sent again unasked, with the last try and its reason.

    They were refused, found wrong or written off before, or may have been charged without being of any use.
    """
    charged = or_(AttemptRow.cost_micro_usd > 0, AttemptRow.cost_is_known.is_(False))
    useless = and_(AttemptRow.state.in_((AttemptState.FAILED, AttemptState.CANCELLED)), charged)
    wanted = (AttemptRow.job.is_not(None), or_(AttemptRow.failure.in_(NEVER_AGAIN), useless))
    found: dict[Asked, tuple[int, str]] = {}
    for row in session.scalars(select(AttemptRow).where(*wanted).order_by(AttemptRow.id)):
        key = row.kind, row.subject, row.lane, same_order(Order.model_validate_json(row.asked))
        # Unclear ones were ordered anew, by a person or below the price a person set.
        if row.failure == FailureKind.UNCLEAR:
            found.pop(key, None)
        else:
            found[key] = row.id, row.error
    return found


def pass_over(row: JobRow, job: PaidJob, before: Mapping[Asked, tuple[int, str]], now: str) -> None:
    """Turn to the first choice that did not turn this very order down since it was asked for; without one it failed."""
    while row.state == JobState.READY and before:
        why = _said_no(job, job.choices[row.choice], before)
        if why is None:
            return
        if not next_choice(row, why):
            # Whoever asked for it by name may also let it go.
            ways = again_line(row) + (f", or let it go: studio cancel {row.name}" if job.forgiven else "")
            end(row, JobState.FAILED, f"{why} (as before; change it, or ask again: {ways})", now)


def may_be_sent(job: PaidJob, before: Mapping[Asked, tuple[int, str]]) -> bool:
    """Whether somebody who may make it did not turn it down before."""
    return any(_said_no(job, choice, before) is None for choice in job.choices)


def _said_no(job: PaidJob, choice: Choice, before: Mapping[Asked, tuple[int, str]]) -> str | None:
    """Why this very order was turned down since it was asked for; None when it was not."""
    tried, why = before.get((job.kind, job.subject, choice.lane, same_order(choice.order)), (0, ""))
    return why if tried > job.forgiven else None


_STAGES = {"recording": " --until voices", "still": " --until cast", "keyframe": " --until keyframes"}
"""How far a run goes that asks again for things of a kind, and for no takes."""


def again_line(row: JobRow) -> str:
    """What to type so that the same is ordered once more, and as little else as can be."""
    if row.kind in ("clip", "part", "strip"):
        return f"studio retake {row.name.partition(' part ')[0].replace('+', ',')}"
    return "studio finish --stale" if row.kind == "pass" else f"studio produce --stale{_STAGES.get(row.kind, '')}"


def next_choice(row: JobRow, why: str) -> bool:
    """Turn to the next who may make it, in the order a person set; False when there is none."""
    choices = choices_of(row)
    row.reason, row.tries, row.not_before = why, 0, ""
    if row.choice + 1 >= len(choices):
        return False
    row.choice += 1
    row.lane, row.state = choices[row.choice].lane, JobState.READY.value
    return True


def end(row: JobRow, state: JobState, reason: str, now: str) -> None:
    """Close a job."""
    row.state, row.reason, row.ended_at = state.value, reason, now


def job_done(session: Session, attempt: AttemptRow) -> None:
    """Close the job of an attempt that counts now; work done here has none."""
    if attempt.job is not None:
        end(session.get_one(JobRow, attempt.job), JobState.DONE, "", attempt.ended_at)


def choices_of(row: JobRow) -> tuple[Choice, ...]:
    """Who may make it."""
    return tuple(Choice.model_validate(choice) for choice in json.loads(row.choices))


def shots_of(session: Session, job: int) -> tuple[str, ...]:
    """The shots a job is for, in a fixed order: shares of its cost follow it."""
    return tuple(session.scalars(select(JobShotRow.shot).where(JobShotRow.job == job).order_by(JobShotRow.shot)))


def placed(session: Session, row: JobRow) -> PlacedJob:
    """A job as the controller sees it."""
    needs = session.execute(
        select(JobRow.subject, JobRow.kind, NeedRow.role)
        .join(NeedRow, NeedRow.needs == JobRow.id)
        .where(NeedRow.job == row.id)
    )
    return PlacedJob(
        id=row.id, kind=row.kind, subject=row.subject, name=row.name, content=row.content, asked=row.asked,
        choices=choices_of(row), files=tuple(json.loads(row.files)), shots=shots_of(session, row.id),
        needs=tuple(Need(subject=subject, kind=kind, role=role) for subject, kind, role in needs),
        priority=row.priority, state=JobState(row.state), reason=row.reason, choice=row.choice,
        cancel_asked=row.cancel_asked,
    )  # fmt: skip


def made_for(session: Session, job: int) -> AttemptRow | None:
    """The attempt that did a job."""
    done = (AttemptRow.job == job, AttemptRow.state == AttemptState.DONE)
    return session.scalars(select(AttemptRow).where(*done)).first()


def _job_for(session: Session, need: Need, apart_from: int) -> int | None:
    """The newest job that meets a need, one that is still open before one that is done."""
    states = JobRow.state.in_((*OPEN_JOBS, JobState.DONE))
    wanted = (JobRow.subject == need.subject, JobRow.kind == need.kind, JobRow.id != apart_from, states)
    newest = select(JobRow.id).where(*wanted).order_by(JobRow.state == JobState.DONE, JobRow.id.desc()).limit(1)
    return session.scalar(newest)


def _depth(job: int, waits: dict[int, list[int]], above: frozenset[int] = frozenset()) -> int:
    behind = [each for each in waits.get(job, []) if each not in above]
    return 1 + max(_depth(each, waits, above | {job}) for each in behind) if behind else 0
