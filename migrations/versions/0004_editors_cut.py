"""The editor's cut, as it comes back from an editing program."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_editors_cut"
down_revision = "0003_script_file"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editors_cut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editors_cut")),
    )
