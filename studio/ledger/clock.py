"""The time of a run: it starts as the system's and goes on evenly, however the system's clock is set meanwhile."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """Tells UTC. Setting the system's clock, or a change to summer time, moves nothing that waits."""

    def __init__(self) -> None:
        self._start = datetime.now(UTC)
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        """The time now."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)
