"""What everybody who moves a try on has at hand, and what may come of one move."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from renderers.hosted.wire import Asset, RemoteRef
from studio.ledger.backend import Backend, Rules
from studio.ledger.book import Desk
from studio.ledger.hands import Hands
from studio.ledger.job import Ending, JobState, Outcome, PaidAttempt, PlacedJob
from studio.ledger.tries import Tries
from studio.secrets import redact
from studio.worker import Step

FETCHED = "fetched"
"""The name of a result as it came, beside the file that is made of it."""

Move = PaidAttempt | Outcome | None
"""The try as it stands after a move; how the job ended; or None when the job goes on without this try."""


@dataclass
class Bench:
    """The hands, the records and the backends, and what is known of tries only while they run."""

    desk: Desk
    tries: Tries
    hands: Hands
    backends: Mapping[str, Backend]
    step: Callable[[Step], None]
    say: Callable[[str], None]
    cancels: set[int] = field(default_factory=set)
    """Jobs to be called off."""
    assets: dict[int, tuple[Asset, ...]] = field(default_factory=dict)
    """Links to results, by try; they die soon and may hold keys, so that they are never written down."""
    asked_off: dict[int, str] = field(default_factory=dict)
    """Tries that are to be stopped, with the reason."""
    failures: Counter[int] = field(default_factory=Counter)
    """Calls for a try that failed one after another."""
    told_off: set[int] = field(default_factory=set)
    """Those of them whose provider was told so."""
    delays: dict[int, float] = field(default_factory=dict)
    """Seconds a try waits before it is sent again."""
    troubled: set[str] = field(default_factory=set)
    """Lanes whose last call failed."""

    @property
    def rules(self) -> Rules:
        """How it is gone about."""
        return self.desk.rules

    def backend(self, attempt: PaidAttempt) -> Backend:
        """Who makes it."""
        return self.backends[attempt.lane]

    def fetched(self, attempt: PaidAttempt) -> Path:
        """Where the result lies as it came."""
        return self.desk.store.aside(attempt) / FETCHED

    def backed_off(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row, with some chance in it so that not all come back at once."""
        wait = min(self.rules.longest_pause, self.rules.pause * 2.0 ** min(failures - 1, 16))
        return wait * (1 + random.random() / 5)

    async def went_badly(self, lane: str, why: str) -> str:
        """A call failed. Returns why the lane stopped, if it did."""
        self.troubled.add(lane)
        return await self.hands.write(self.tries.badly, lane, why)

    async def went_well(self, lane: str) -> None:
        """A call got through."""
        if lane in self.troubled:
            self.troubled.discard(lane)
            await self.hands.write(self.tries.well, lane)


def ended(job: PlacedJob, ending: Ending, attempt: PaidAttempt | None = None, error: str = "") -> Outcome:
    """How a job ended as far as this run is concerned."""
    return Outcome(job=job, ending=ending, attempt=attempt, error=redact(error))


def after_failure(job: PlacedJob, attempt: PaidAttempt) -> Outcome | None:
    """What follows from a try that came to nothing: None when the job goes on with another."""
    if job.state == JobState.FAILED:
        return ended(job, Ending.FAILED, attempt, job.reason)
    if job.state == JobState.CANCELLED:
        return ended(job, Ending.CANCELLED, attempt, job.reason)
    return None


def still_remote(job: PlacedJob, attempt: PaidAttempt, why: str) -> Outcome:
    """It runs on at its provider, or waits there to be fetched: the next run goes on with it."""
    return ended(job, Ending.REMOTE, attempt, f"{why}; it is not lost: studio produce goes on with it")


def reference(attempt: PaidAttempt) -> RemoteRef:
    """The job at the provider. A try that was delivered has one."""
    assert attempt.ref is not None, "a try without a reference"
    return attempt.ref
