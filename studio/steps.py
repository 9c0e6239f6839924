"""Durable steps by name: the points at which a crash must leave nothing worse than work not yet done.

Each step that changes the database or publishes a file calls `reached` before and after it. Where the environment
says `STUDIO_STOP_AT=name` or `STUDIO_STOP_AT=name:3`, the process is killed at the first or third pass of that
point, as `kill -9` would: this is how the crash tests stop a run wherever they like.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

POINTS = (
    "folder made",
    "settings written",
    "database migrated",
    "production held",
    "draft recorded",
    "shots recorded",
    "attempt intended",
    "aside synced",
    "attempt made",
    "file published",
    "folders synced",
    "attempt done",
    "attempt failed",
    "verdict recorded",
)
"""The points of a film made on this machine, in the order in which a first run meets them."""

ORDER_POINTS = (
    "caps set",
    "jobs placed",
    "order sent",
    "attempt submitted",
    "attempt delivered",
    "result fetched",
    "answer recorded",
    "attempt unsent",
    "attempt unclear",
    "attempt parked",
    "attempt cancelled",
    "attempt settled",
    "job ready",
    "job cancelled",
    "jobs left",
    "lane rested",
)
"""Further points of what is ordered from others."""

EXPORT_POINTS = ("export written", "export published")
"""Points of an export."""

_passes: Counter[str] = Counter()


def reached(name: str) -> None:
    """Say that the step `name` is behind us; ends the process there when the environment asks for it."""
    assert name in POINTS + ORDER_POINTS + EXPORT_POINTS, name
    _passes[name] += 1
    asked = os.environ.get("STUDIO_STOP_AT", "")
    if asked and asked in (name, f"{name}:{_passes[name]}"):
        os.kill(os.getpid(), signal.SIGKILL)
