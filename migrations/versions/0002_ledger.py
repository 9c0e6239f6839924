"""Jobs, money and lanes; the tries of 0001 become tries of the lane `local`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_ledger"
down_revision = "0001_first"
branch_labels = None
depends_on = None

_NEW_ON_ATTEMPT = (
    "job INTEGER CONSTRAINT fk_attempt_job REFERENCES job (id)",
    "lane VARCHAR NOT NULL DEFAULT 'local'",
    "key VARCHAR",
    "order_digest VARCHAR NOT NULL DEFAULT ''",
    "remote VARCHAR NOT NULL DEFAULT ''",
    "sent_at VARCHAR NOT NULL DEFAULT ''",
    "deadline VARCHAR NOT NULL DEFAULT ''",
    "sends INTEGER NOT NULL DEFAULT 0",
    "estimate_micro_usd INTEGER NOT NULL DEFAULT 0",
    "held_micro_usd INTEGER NOT NULL DEFAULT 0",
    "cost_micro_usd INTEGER NOT NULL DEFAULT 0",
    "cost_is_known BOOLEAN NOT NULL DEFAULT 1",
    "failure VARCHAR NOT NULL DEFAULT ''",
    "note VARCHAR NOT NULL DEFAULT ''",
)
_OPEN = sa.text("job IS NOT NULL AND state IN ('intended', 'unknown', 'parked', 'submitted', 'delivered', 'made')")


def upgrade() -> None:
    _jobs()
    _money_and_lanes()
    # Columns are added one by one: takes and files point at the table, which therefore cannot be made anew.
    for column in _NEW_ON_ATTEMPT:
        op.execute(f"ALTER TABLE attempt ADD COLUMN {column}")
    op.create_index("ix_attempt_key", "attempt", ["key"], unique=True)
    op.create_index("ix_attempt_open_job", "attempt", ["job"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("job", sa.Integer(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name=op.f("fk_event_job")),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.id"], name=op.f("fk_event_attempt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_job"), "event", ["job"], unique=False)


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("files", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.String(), nullable=False),
        sa.Column("cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    for column in ("lane", "state", "subject"):
        op.create_index(op.f(f"ix_job_{column}"), "job", [column], unique=False)
    op.create_table(
        "job_shot",
        sa.Column("job", sa.Integer(), nullable=False),
        sa.Column("shot", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name=op.f("fk_job_shot_job")),
        sa.PrimaryKeyConstraint("job", "shot", name=op.f("pk_job_shot")),
    )
    op.create_index(op.f("ix_job_shot_shot"), "job_shot", ["shot"], unique=False)
    op.create_table(
        "need",
        sa.Column("job", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name=op.f("fk_need_job")),
        sa.ForeignKeyConstraint(["needs"], ["job.id"], name=op.f("fk_need_needs")),
        sa.PrimaryKeyConstraint("job", "needs", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_needs"), "need", ["needs"], unique=False)


def _money_and_lanes() -> None:
    op.create_table(
        "budget",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("over", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_budget")),
        sa.CheckConstraint("cap IS NULL OR held + spent <= cap + over", name=op.f("ck_budget_cap")),
        sa.CheckConstraint("held >= 0 AND spent >= 0 AND over >= 0", name=op.f("ck_budget_signs")),
    )
    op.create_table(
        "lane",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("per_minute", sa.Float(), nullable=False),
        sa.Column("burst", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("tokens_at", sa.String(), nullable=False),
        sa.Column("paused_at", sa.String(), nullable=False),
        sa.Column("paused_until", sa.String(), nullable=False),
        sa.Column("stopped", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lane")),
    )
    op.create_table(
        "controller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_controller")),
    )
