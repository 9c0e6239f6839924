"""The books of the fake provider: orders, money, time, faults, and a journal of every request."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bible.model import Frozen
from renderers.hosted.wire import Mode

Operation = Literal["submit", "poll", "list", "download", "cancel", "job"]
TransportKind = Literal[
    "status", "accept_then_500", "accept_then_cut", "accept_then_hang", "cut", "hang", "garbled", "redirect",
    "truncated", "expired", "html", "drip", "endless",
]  # fmt: skip
JobKind = Literal[
    "stuck", "moderation", "fail", "empty", "forgotten", "cancelled", "odd_status", "audio_blocked",
    "other_price",
    "corrupt", "black", "frozen", "same_frames", "hidden_cut", "silent", "clipped", "no_sound", "other_length",
    "other_size", "other_rate", "late_cuts",
]  # fmt: skip
JOB_KINDS: tuple[str, ...] = JobKind.__args__  # type: ignore[attr-defined]
"""Faults that befall an order rather than a request; the last twelve spoil the film that comes out of it."""


class Fault(Frozen):
    """Something to go wrong, `times` times, after `skip` requests or orders it would have met went well."""

    provider: str = ""
    """Which provider it befalls; empty for any."""
    op: Operation = "submit"
    kind: TransportKind | JobKind
    times: int = 1
    skip: int = 0
    status: int = 500
    """For `status`: the HTTP status answered, in the provider's own shape."""
    code: str = ""
    """For `status`: the provider's own code for it, where the default is not meant."""
    message: str = ""
    retry_after: float | None = None
    """Seconds, put into a Retry-After header."""
    seconds: float = 0.2
    """For `hang` and `drip`: how long until the connection is dropped, or between two bytes."""
    match: str = ""
    """Befalls only requests whose address or body holds this."""
    location: str = ""
    """For `redirect`: where to."""


class Entry(Frozen):
    """One request, as the journal keeps it."""

    number: int
    provider: str
    op: Operation
    method: str
    path: str
    query: str
    content_type: str
    headers: tuple[tuple[str, str], ...]
    """Keys are struck out."""
    body: str
    """The first 4,000 bytes."""


@dataclass
class RemoteJob:
    """One order the provider took."""

    number: int
    """Counted from 1 over all providers: seen in the film."""
    id: str
    provider: str
    model: str
    mode: Mode
    prompt: str
    seconds: float
    width: int
    height: int
    fps: int
    sound: bool
    price_micro_usd: int
    inputs: tuple[bytes, ...] = ()
    """Pictures, films and sounds that came with the order."""
    beats: tuple[int, ...] = ()
    """Seconds of each shot, where one order makes several."""
    seed: int = 0
    echo: Mapping[str, object] = field(default_factory=dict)
    """What the provider repeats of the order."""
    key: str = ""
    """The idempotency key it came with."""
    request_digest: str = ""
    accepted_at: float = 0.0
    polls: int = 0
    fault: JobKind | None = None
    cancelled: bool = False
    charged: bool = False
    media: bytes = b""


@dataclass
class _Pending:
    """A fault that has not happened as often as it is to."""

    fault: Fault
    skip: int
    times: int


@dataclass
class Pace:
    """How long jobs take: done once asked after `polls` times and `seconds` old."""

    polls: int = 2
    seconds: float = 0.0
    link_seconds: float = 3600.0
    """How long a link to a result lives."""
    max_side: int = 0
    """Pictures are made no larger than this; 0: as ordered. Small ones keep load tests quick."""


class Books:
    """Everything the fake provider remembers. Safe to use from many threads."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.lock = threading.RLock()
        self.pace = pace or Pace()
        self._first_pace = Pace(**vars(self.pace))
        self._clear()

    def _clear(self) -> None:
        self.jobs: list[RemoteJob] = []
        self.journal: list[Entry] = []
        self.faults: list[_Pending] = []
        self.answers: list[str] = []
        """What the language model is to say next, one answer each; then it thinks for itself."""
        self._ahead = 0.0

    def reset(self) -> None:
        """Forget everything; the pace is again what it was at the start."""
        with self.lock:
            self._clear()
            self.pace = Pace(**vars(self._first_pace))

    def now(self) -> float:
        """The provider's clock, in seconds; it runs on by itself and can be put forward."""
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward."""
        with self.lock:
            self._ahead += seconds

    def add_fault(self, fault: Fault) -> None:
        """Something to go wrong from now on."""
        with self.lock:
            self.faults.append(_Pending(fault, fault.skip, fault.times))

    def take_fault(self, provider: str, op: Operation, text: str, *, job: bool = False) -> Fault | None:
        """The fault that befalls this request (or this order), used up by one; None when all goes well."""
        with self.lock:
            for pending in self.faults:
                fault = pending.fault
                if (fault.kind in JOB_KINDS) != job or pending.times <= 0:
                    continue
                if fault.provider not in ("", provider) or (not job and fault.op != op) or fault.match not in text:
                    continue
                if pending.skip > 0:
                    pending.skip -= 1
                    continue
                pending.times -= 1
                return fault
            return None

    def write(self, entry: Entry) -> None:
        """Put a request into the journal, under the next number."""
        with self.lock:
            self.journal.append(entry.model_copy(update={"number": len(self.journal) + 1}))

    def requests(self, op: Operation, provider: str = "") -> int:
        """How many requests of a kind came in."""
        with self.lock:
            return sum(1 for entry in self.journal if entry.op == op and provider in ("", entry.provider))

    def accept(self, job: RemoteJob) -> RemoteJob:
        """Take an order: number it, remember it, and decide what befalls it."""
        with self.lock:
            job.number = len(self.jobs) + 1
            job.id = job.id or f"{job.provider}-{job.number:05d}-{_mark(job)}"
            job.accepted_at = self.now()
            fault = self.take_fault(job.provider, "job", job.prompt, job=True)
            if fault is not None:
                job.fault = fault.kind if fault.kind in JOB_KINDS else None  # type: ignore[assignment]
            if job.fault == "other_price":
                job.price_micro_usd *= 3
            self.jobs.append(job)
            return job

    def find(self, identity: str) -> RemoteJob | None:
        """The order with this id; None when it was never taken, or was forgotten."""
        with self.lock:
            job = next((each for each in self.jobs if each.id == identity), None)
            return None if job is not None and job.fault == "forgotten" and job.polls >= 2 else job

    def with_key(self, provider: str, key: str) -> RemoteJob | None:
        """The order that came with this idempotency key."""
        with self.lock:
            return next((each for each in self.jobs if key and each.provider == provider and each.key == key), None)

    def ask(self, job: RemoteJob) -> float:
        """How far a job is, 0 to 1, counting this as one more time it was asked after; settles its price at the end."""
        with self.lock:
            job.polls += 1
            done = self.progress(job)
            if done >= 1 and not job.cancelled and job.fault not in ("fail", "moderation", "cancelled", "stuck"):
                job.charged = True
            return done

    def progress(self, job: RemoteJob) -> float:
        """How far a job is, 0 to 1."""
        if job.fault == "stuck":
            return min(0.5, job.polls / max(1, self.pace.polls))
        by_polls = job.polls / self.pace.polls if self.pace.polls else 1.0
        by_time = (self.now() - job.accepted_at) / self.pace.seconds if self.pace.seconds else 1.0
        return min(1.0, by_polls, by_time)

    def cancel(self, job: RemoteJob) -> bool:
        """Stop a job that is not done; whether it was stopped."""
        with self.lock:
            if job.charged:
                return False
            job.cancelled = True
            return True

    @property
    def charged_micro_usd(self) -> int:
        """What has been charged so far, in millionths of a dollar."""
        with self.lock:
            return sum(job.price_micro_usd for job in self.jobs if job.charged)

    @property
    def committed_micro_usd(self) -> int:
        """What all orders taken would cost when every one of them is made."""
        with self.lock:
            return sum(job.price_micro_usd for job in self.jobs if not job.cancelled)


def _mark(job: RemoteJob) -> str:
    return hashlib.sha256(f"{job.number}/{job.model}/{job.prompt}".encode()).hexdigest()[:12]
