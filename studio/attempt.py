"""One try at one thing owed, as a frozen value: what workers, the store and the plan all know of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from bible.model import Frozen

Kind = Literal["recording", "still", "keyframe", "guide", "clip", "pass", "part", "strip", "answer", "master"]
"""What an attempt makes. A pass makes a version of a take; a part is a piece of one; a strip holds takes of several
shots, not cut apart yet; an answer has no file."""

CANNOT = "cannot"
"""The failure of a try made here that would fail again: it is not made again by the same maker unasked."""

ADOPTED: tuple[Kind, ...] = ("clip", "pass", "part", "strip")
"""What a provider keeps, so that a person may find it there; stills, speech and answers come with the call."""

LOCAL = "local"
"""The lane of everything made on this machine."""


class AttemptState(StrEnum):
    """How far one try has come. Each step is a committed transaction."""

    INTENDED = "intended"
    """Number and file names are reserved, and the money held; whatever lies aside may be half-written."""
    UNKNOWN = "unknown"
    """No telling whether the provider took the order; being settled."""
    PARKED = "parked"
    """The same, and a person must settle it; the money stays held."""
    SUBMITTED = "submitted"
    """The provider took the order and gave it an id."""
    DELIVERED = "delivered"
    """The provider is done and the money is spent; the result is still to be fetched and verified."""
    MADE = "made"
    """The files lie aside, whole and synced; what they are is recorded. Only publishing is left."""
    DONE = "done"
    """Published, and counted among takes, recordings or cuts."""
    FAILED = "failed"
    """Given up, with the error."""
    CANCELLED = "cancelled"
    """Called off by a person."""


class Attempt(Frozen):
    """One try at one thing owed."""

    id: int
    kind: Kind
    subject: str
    """A line's id, a shot's id, a bible entry's token, or `film`."""
    number: int
    """The number reserved for it: counted per subject, never reused."""
    files: tuple[str, ...]
    """The paths reserved inside the production folder, with forward slashes."""
    content: str
    """Digest of what was asked for."""
    state: AttemptState
    error: str = ""
    lane: str = LOCAL
    strip: int | None = None
    """For a take that was cut out of a strip: that one's id."""
    changes: str = ""
    """For a take that is another one changed: the sha256 of that one's film."""
    maker: str = ""
    """For a take made here that failed: who was to make it (`maker_of`)."""
    held_micro_usd: int = 0
    """Reserved for it and not settled yet."""
    cost_micro_usd: int = 0
