"""A draft remembers the file it was read from and who directed it."""

from __future__ import annotations

from alembic import op

revision = "0003_script_file"
down_revision = "0002_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE draft ADD COLUMN script_file VARCHAR NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE draft ADD COLUMN director VARCHAR NOT NULL DEFAULT 'rule'")
