"""What is heard in a take's own file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_take_sound"
down_revision = "0004_editors_cut"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Takes made before have no sound in their files: it was left out.
    op.add_column("take", sa.Column("sound", sa.String(), nullable=False, server_default=""))
