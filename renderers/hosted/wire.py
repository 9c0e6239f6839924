"""What every wire offers. Submitting, asking, fetching and cancelling differ by provider; all else is written once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from typing import Literal

from pydantic import Field

from bible.model import Frozen
from shots.recipe import Guide

Mode = Literal[
    "text_to_video", "image_to_video", "reference_to_video", "edit_video", "image", "lip_sync", "speech", "chat"
]  # fmt: skip


class Settles(StrEnum):
    """How an unclear submit is settled: what the provider offers to find out whether it took the order."""

    SAME_KEY = "same_key"
    """Sent again with the same key, the provider answers with the first order."""
    LIST = "list"
    """Orders can be listed and ours is told by its reference."""
    ASK = "ask"
    """Neither: a person decides, and the money stays held."""


class FailureKind(StrEnum):
    """Why a call or a remote job failed; it decides what happens next."""

    RATE_LIMITED = "rate_limited"
    """Too many calls: wait as told, then the same again."""
    CONCURRENCY_FULL = "concurrency_full"
    """Too many jobs at once: the lane waits."""
    QUOTA = "quota"
    """The account is out of money or quota: the lane stops."""
    AUTH = "auth"
    """The key is missing or refused: the lane stops."""
    INVALID = "invalid"
    """The order itself is wrong; the same again fails again."""
    REFUSED = "refused"
    """Refused for its content, at submit or later; the same again is refused again."""
    RETIRED = "retired"
    """The model is gone."""
    TRANSIENT = "transient"
    """The provider stumbled before it took the order, or the job failed on its side without charge."""
    EXPIRED = "expired"
    """The result's link is dead: ask for the job again by its id, never for another job."""
    LOST = "lost"
    """The provider does not know the job any more."""
    UNCLEAR = "unclear"
    """No telling whether the order was taken: never a failure, always settled."""


class Beat(Frozen):
    """One of the shots of a call that makes several, one after another in one film."""

    prompt: str
    seconds: int


class OwnField(Frozen):
    """A field that one model has for itself, by the name its provider gives it."""

    name: str
    value: int | float


class Order(Frozen):
    """One call: everything a provider is asked for. Its digest is kept: a key is never sent with another body."""

    provider: str
    model: str
    mode: Mode
    reference: str
    """Ours, put wherever the provider echoes it; the idempotency key where there is one. Unique per attempt."""
    prompt: str = ""
    negative_prompt: str = ""
    seconds: str = ""
    """Length as this provider writes it: `8`, `8s`; empty for stills."""
    num_frames: int = 0
    """Frames the answer ought to have at the provider's rate; 0 where it does not say."""
    width: int = 0
    height: int = 0
    size: str = ""
    """Size as this provider writes it: `1280x720`, `16:9`."""
    resolution: str = ""
    seed: int | None = None
    sound: bool | None = None
    """Whether the provider's own sound is asked for; None where it has no switch, or is left to choose."""
    quality: str = ""
    motion: OwnField | None = None
    """How much moves, where the model has a field for that; elsewhere the prompt says it."""
    guides: tuple[Guide, ...] = ()
    """Pictures and films sent along; `file` is an absolute path here."""
    voice: str = ""
    """Speech: the provider's name for the voice."""
    manner: str = ""
    """Speech: how it is said, in words, where the provider takes them."""
    edits: str = ""
    """The provider's id of an earlier job this one edits, or empty."""
    beats: tuple[Beat, ...] = ()
    """The shots it makes, in their order, where one call makes several; `seconds` is that of all of them."""


class RemoteRef(Frozen):
    """A job at a provider, as much of it as is needed to find it again after a crash."""

    provider: str
    model: str
    id: str
    status_url: str = ""
    result_url: str = ""
    cancel_url: str = ""


class Asset(Frozen):
    """A result to be fetched: a link with the headers it needs, or the bytes themselves."""

    url: str = ""
    headers: tuple[tuple[str, str], ...] = Field((), repr=False, exclude=True)
    """Sent to the provider's own host only, never along a redirect. They may hold the key: never written down."""
    inline: bytes = Field(b"", repr=False, exclude=True)
    media_type: str = "video/mp4"


class RemoteState(Frozen):
    """How a job stands at its provider."""

    state: Literal["queued", "running", "succeeded", "failed", "cancelled", "unknown"]
    """`unknown` is a word this wire does not know: neither success nor failure."""
    progress: float = 0.0
    """0 to 1."""
    assets: tuple[Asset, ...] = ()
    cost_micro_usd: int | None = None
    """What it cost, where the provider says."""
    failure: FailureKind | None = None
    code: str = ""
    message: str = ""
    charged: bool | None = None
    """Whether a failed job was charged, where the provider says."""
    note: str = ""
    """Something to keep with the take: `audio blocked`."""


class Submitted(Frozen):
    """The provider's answer to an order."""

    ref: RemoteRef
    state: RemoteState
    """Immediate calls (images, speech) are `succeeded` at once."""
    estimate_micro_usd: int | None = None
    """What the provider says it will cost, where it does."""


class WireError(Exception):
    """A call that did not do what was asked; `kind` says what follows from it.

    Raised by wires only, caught by whoever drives them. `retry_after` is in seconds, as the provider told.
    The message holds no key and no URL with a key in it.
    """

    def __init__(self, kind: FailureKind, message: str, *, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.code = code
        self.retry_after = retry_after


class Wire(ABC):
    """One provider's protocol. Built with its key and base URL; its SDK is imported when it is first used.

    Calls block; whoever drives them runs them in threads. Nothing here retries, waits or polls: a submit is one
    POST, with the SDK's and the HTTP client's own retries off.
    """

    provider: str
    base_url: str = ""
    """Where the provider is; results may lie on loopback only where this does too."""
    settles: Settles
    own_fields: bool = False
    """Whether an order may hold a field that only one model has."""
    immediate: bool = False
    """Whether `submit` brings the result itself: chat, images, speech."""
    poll_seconds: float = 5.0
    """The shortest time between two polls of one job."""
    result_hosts: tuple[str, ...] = ()
    """Hosts results may be fetched from, `*.` for any below; empty for any public one."""

    @abstractmethod
    def submit(self, order: Order) -> Submitted:
        """Send the order, once. Raises WireError; kind UNCLEAR whenever it may have been taken."""

    @abstractmethod
    def poll(self, ref: RemoteRef) -> RemoteState:
        """How the job stands; fresh links to its results when it is done. Raises WireError."""

    def cancel(self, ref: RemoteRef) -> bool:
        """Ask for the job to be stopped; False where the provider cannot. The cost is whatever `poll` says then."""
        return False

    def find(self, order: Order) -> RemoteRef | None:
        """The job our reference belongs to, None when there is none; only where `settles` is LIST. Raises WireError."""
        raise NotImplementedError(f"{self.provider} has no list of jobs")
