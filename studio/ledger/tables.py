"""The ledger's tables: jobs, what they need and are for, caps, lanes, who holds the production, and what happened.

Tries at jobs stand among all tries, in `studio.tables.AttemptRow`.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Float, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from studio.tables import Table, Told


class JobRow(Table):
    """One thing owed that is ordered from lanes: what is asked, of whom in which order, and how it stands."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    """How people call it: a slate, a token, `scene 4`."""
    content: Mapped[str]
    asked: Mapped[str]
    """What it is made from, as JSON: a recipe, a speech or a question."""
    files: Mapped[str]
    """The names of its files as a JSON list, `{number}` where the number goes."""
    choices: Mapped[str]
    """Who may make it, in the order a person set, as JSON: studio.ledger.job.Choice."""
    choice: Mapped[int] = mapped_column(default=0)
    """Which of them is asked now."""
    lane: Mapped[str] = mapped_column(index=True)
    """The lane of that choice."""
    state: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Told, default="")
    priority: Mapped[int] = mapped_column(default=0)
    chain: Mapped[int] = mapped_column(default=0)
    """How many jobs wait for it, one behind another: longer chains go first."""
    tries: Mapped[int] = mapped_column(default=0)
    """Tries that failed at the present choice."""
    not_before: Mapped[str] = mapped_column(default="")
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[int]
    """The taking-over under which the plan last asked for it; older ones are not ordered."""
    placed_at: Mapped[str]
    ended_at: Mapped[str] = mapped_column(default="")


class JobShotRow(Table):
    """A shot that a job is for; a job may be for none, one or several."""

    __tablename__ = "job_shot"
    job: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    shot: Mapped[str] = mapped_column(primary_key=True, index=True)


class NeedRow(Table):
    """A job that must be done before another, and what that one takes from it: `last` for its last frame."""

    __tablename__ = "need"
    job: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    needs: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(default="")


class BudgetRow(Table):
    """A cap with what is held and spent under it, in micro-USD. The scope is `production` or `shot:sh0007`."""

    __tablename__ = "budget"
    __table_args__ = (
        CheckConstraint("cap IS NULL OR held + spent <= cap + over", name="cap"),
        CheckConstraint("held >= 0 AND spent >= 0 AND over >= 0", name="signs"),
    )
    scope: Mapped[str] = mapped_column(primary_key=True)
    cap: Mapped[int | None]
    """None for no cap of its own."""
    held: Mapped[int] = mapped_column(default=0)
    spent: Mapped[int] = mapped_column(default=0)
    over: Mapped[int] = mapped_column(default=0)
    """How far a provider charged beyond what was agreed, or the cap was lowered below what was spent."""


class LaneRow(Table):
    """One backend's slots, rate and state."""

    __tablename__ = "lane"
    name: Mapped[str] = mapped_column(primary_key=True)
    slots: Mapped[int]
    per_minute: Mapped[float] = mapped_column(Float)
    """Orders a minute; 0 for no limit."""
    burst: Mapped[int]
    tokens: Mapped[float] = mapped_column(Float)
    tokens_at: Mapped[str]
    paused_at: Mapped[str] = mapped_column(default="")
    paused_until: Mapped[str] = mapped_column(default="")
    stopped: Mapped[str] = mapped_column(Told, default="")
    """Why nothing is sent any more until a person acts; empty while it is open."""
    failures: Mapped[int] = mapped_column(default=0)
    """Calls that failed one after another."""
    trips: Mapped[int] = mapped_column(default=0)
    """How often in a row the breaker opened; while not 0, one order at a time tries the lane."""


class EventRow(Table):
    """What happened to a job or a lane, in words; only ever added to."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    job: Mapped[int | None] = mapped_column(ForeignKey("job.id"), index=True)
    attempt: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
    what: Mapped[str]
    text: Mapped[str] = mapped_column(Told, default="")


class ControllerRow(Table):
    """Who works in the production. Each taking-over counts the epoch up; writes of an older epoch are refused."""

    __tablename__ = "controller"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    holder: Mapped[str]
    since: Mapped[str]
