"""Takes that people asked for are answered by takes made since, not by how many there are in all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_takes_asked_for"
down_revision = "0005_take_sound"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("verdict", sa.Column("after", sa.Integer(), nullable=False, server_default="0"))
    connection = op.get_bind()
    last = connection.scalar(sa.text("SELECT max(id) FROM attempt")) or 0
    takes = connection.execute(sa.text("SELECT shot, count(*) FROM take GROUP BY shot"))
    made = {str(shot): int(count) for shot, count in takes}
    asked = sa.text("SELECT id, subject, number FROM verdict WHERE ruling = 'retaken' AND number > 0 ORDER BY id")
    for verdict, shot, in_all in connection.execute(asked).all():
        # Until now it was said how many takes the shot is to have: what is still owed of that stays owed.
        there = made.get(shot, 0)
        made[shot] = max(there, in_all)
        changed = {"more": made[shot] - there, "last": last, "verdict": verdict}
        connection.execute(sa.text("UPDATE verdict SET number = :more, after = :last WHERE id = :verdict"), changed)
