"""Who may write: whoever takes a production over counts its epoch up, and all who came before are refused.

The folder's lock keeps a second process out on one machine. The epoch keeps out what the lock cannot: a process that
was stopped, lost its lock file and woke up again, or a thread that comes back late.
"""

from __future__ import annotations

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session, SessionTransaction

from bible.errors import TakenOverError
from studio.ledger.tables import ControllerRow


def take_over(session: Session, holder: str, now: str) -> int:
    """Count the epoch up for `holder`; returns the new one."""
    row = session.get(ControllerRow, 1, with_for_update=True)
    if row is None:
        row = ControllerRow(id=1, epoch=0, holder="", since="")
        session.add(row)
    row.epoch, row.holder, row.since = row.epoch + 1, holder, now
    return row.epoch


def guard(session: Session, epoch: int) -> None:
    """Let the session write only while nobody took the production over since `epoch`.

    Raises nothing itself: the session's transactions raise TakenOverError at their first statement otherwise; as
    writers exclude each other, the answer holds until the commit.
    """

    def check(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
        current = connection.execute(select(ControllerRow.epoch, ControllerRow.holder).with_for_update(read=True)).one()
        if current.epoch != epoch:
            raise TakenOverError(
                f"the production was taken over by {current.holder}",
                cure="leave it to that process, or end it with Ctrl-C",
            )

    event.listen(session, "after_begin", check)
