"""Schema migrations of the production database; run by alembic only."""
