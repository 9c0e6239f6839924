"""What the controller needs of whoever makes things for money, and the rules it keeps with all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bible.model import Frozen
from renderers.hosted.wire import Asset, Order, Wire
from renderers.interface import Finding, Rendered
from shots.question import Answer
from shots.recording import Recording
from studio.ledger.job import PlacedJob


class Lane(Frozen):
    """One backend's slots and rate."""

    name: str
    slots: int = 2
    """Orders open at the same time."""
    per_minute: float = 0.0
    """Orders a minute, as a bucket that fills evenly; 0 for no limit."""
    burst: int = 1
    """How many may go at once after a rest."""


class Input(Frozen):
    """Something taken from a job that another needed."""

    role: str
    file: Path
    """The file of the take it is taken from."""


class Picture(Frozen):
    """A finished still: its size in pixels."""

    width: int
    height: int


class Looked(Frozen):
    """A finished film, and what inspectors noticed. One with a fault is not picked until a person circles it."""

    rendered: Rendered
    noticed: tuple[Finding, ...] = ()


Finished = Rendered | Looked | Picture | Recording | Answer
"""What a result is, once it was looked at."""


class Backend(Protocol):
    """A hosted renderer, a voice or a chat model, as the controller drives it. Calls block and run in threads."""

    lane: Lane
    wire: Wire

    def fetch(self, asset: Asset, to: Path) -> None:
        """Fetch a result to `to`, whole or not at all; what lies at `to` with `.part` added is gone on with.

        Raises WireError: EXPIRED for a dead link, TRANSIENT when it may work later, anything else when it never will.
        """

    def finish(self, job: PlacedJob, fetched: Path, to: Path | None) -> Finished:
        """Look at a fetched result, all of it, and write it to `to` in the production's own format; the same each time.

        `to` is None for an answer, which has no file. Raises MediaError when it is not what it should be.
        """

    def complete(self, order: Order, inputs: tuple[Input, ...]) -> Order:
        """The order with what it takes from jobs that had to be done first."""


class Rules(Frozen):
    """How the controller goes about it. Times are in seconds."""

    duplicate_ok_below_micro_usd: int = 0
    """An unclear immediate call that costs no more is sent again and counted in the report; others are parked."""
    again: bool = False
    """What was turned down before, or came to nothing although it cost, is sent once more."""
    grace: float = 150.0
    """How long after a lost answer an order may still turn up in the provider's list."""
    longest: float = 3600.0
    """How long a job may run at its provider before it is cancelled and parked."""
    key_lives: float = 86_400.0
    """How old an idempotency key may be to be sent again."""
    tries: int = 3
    """Tries that failed without charge before a job fails."""
    waits: int = 100
    """How often a lane may ask one order to come back later."""
    sends: int = 4
    """How often one order may be sent before a person is asked."""
    fetches: int = 6
    """How often a result is fetched before the run leaves it to the next one."""
    pause: float = 2.0
    """The first wait after a call that failed; doubled each time, up to `longest_pause`."""
    longest_pause: float = 60.0
    breaker_after: int = 5
    """Calls that fail one after another before the lane rests."""
    breaker_pause: float = 30.0
    """The first rest; doubled each time one order did not get through either."""
    breaker_trips: int = 5
    """Rests in a row before the lane is stopped."""
    look: float = 1.0
    """How often requests of other commands are looked for."""
