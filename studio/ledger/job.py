"""What is ordered from others: a job, who may make it, how far it has come, and how it ended."""

from __future__ import annotations

from enum import StrEnum

from bible.model import Frozen
from renderers.hosted.wire import Order, RemoteRef
from shots.recipe import digest
from studio.attempt import Attempt, Kind


class JobState(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    """For jobs it needs."""
    READY = "ready"
    """It may be ordered as soon as its lane has room."""
    BLOCKED = "blocked"
    """The cap does not allow it, or its lane was stopped."""
    RUNNING = "running"
    """A try at it is open."""
    PARKED = "parked"
    """Its try is unclear; a person must settle it."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_JOBS = (JobState.WAITING, JobState.READY, JobState.BLOCKED, JobState.RUNNING, JobState.PARKED)
"""States in which a job is still owed."""


class Choice(Frozen):
    """Someone who may make it, and at what price."""

    lane: str
    renderer: str = ""
    """What people call whoever makes it, and its revision: both are kept with the take."""
    revision: str = ""
    order: Order
    """As it is sent, but for the reference, which every try gets anew."""
    estimate_micro_usd: int
    """What it ought to cost."""
    upper_micro_usd: int
    """What it may cost at most; so much is held."""
    until: str = ""
    """The stage that must be done before the price is known; empty where nothing is missing."""

    @property
    def order_digest(self) -> str:
        """Digest of the order without its reference."""
        return digest(self.order.model_dump(mode="json", exclude={"reference"}, exclude_defaults=True))


def same_order(order: Order) -> str:
    """Digest of what an order asks for: tries that differ by reference and seed alone ask for the same."""
    return digest(order.model_dump(mode="json", exclude={"reference", "seed"}, exclude_defaults=True))


class Need(Frozen):
    """Another job that must be done first."""

    subject: str
    """The subject of that job, placed before or together with this one."""
    kind: Kind = "clip"
    role: str = ""
    """What is taken from it: `last` for the last frame of its take; empty when only the order matters."""


class PaidJob(Frozen):
    """One thing owed that is ordered from others."""

    kind: Kind
    subject: str
    """A shot's id, a line's id, a bible entry's token, or what a question is about."""
    name: str
    """How people call it: `12A`."""
    content: str
    """Digest of what is asked for."""
    asked: str = ""
    """What it is made from, as JSON; whoever finishes the result reads it, perhaps in a later run."""
    choices: tuple[Choice, ...]
    """In the order a person set: the next one is asked only when the one before cannot or will not."""
    files: tuple[str, ...] = ()
    """Paths inside the folder, `{number}` where the number goes: `takes/012A/ferry_012A_t{number:02d}.mp4`."""
    shots: tuple[str, ...] = ()
    """Ids of the shots it is for; they share its cost."""
    needs: tuple[Need, ...] = ()
    priority: int = 0
    """Higher goes first: a shot that was just revised."""
    forgiven: int = 0
    """The last try after which a person asked for this very thing again, whatever had become of it."""


class PlacedJob(PaidJob):
    """A job in the ledger."""

    id: int
    state: JobState
    reason: str = ""
    choice: int = 0
    cancel_asked: bool = False

    @property
    def chosen(self) -> Choice:
        """Who is asked now."""
        return self.choices[self.choice]


class PaidAttempt(Attempt):
    """One try at a job, with what was sent and what came back so far."""

    job: int
    order: Order
    ref: RemoteRef | None = None
    sent_at: str = ""
    deadline: str = ""
    sends: int = 0
    estimate_micro_usd: int = 0
    note: str = ""


class Ending(StrEnum):
    """How a job ended as far as this run is concerned."""

    DONE = "done"
    FAILED = "failed"
    PARKED = "parked"
    """A person must settle it; the money stays held."""
    REMOTE = "remote"
    """It still runs at its provider, or its result could not be fetched yet; the next run goes on with it."""
    BLOCKED = "blocked"
    """It was not ordered."""
    CANCELLED = "cancelled"


class Outcome(Frozen):
    """A job that ended, with what came of it."""

    job: PlacedJob
    ending: Ending
    attempt: PaidAttempt | None = None
    error: str = ""
    """Why, and what to type next; empty when it is done."""
