"""How far a run goes, and what it did."""

from __future__ import annotations

from enum import StrEnum

from bible.model import Frozen


class Until(StrEnum):
    """How far to go."""

    BIBLE = "bible"
    SHOTS = "shots"
    VOICES = "voices"
    CAST = "cast"
    KEYFRAMES = "keyframes"
    TAKES = "takes"
    FILM = "film"


class Summary(Frozen):
    """What a run did."""

    recordings: int = 0
    takes: int = 0
    stills: int = 0
    """Stills drawn here."""
    versions: int = 0
    """Steps on takes that were taken here."""
    cut: int | None = None
    """The version of the film that was made, if one was."""
    failed: tuple[str, ...] = ()
    """Names of the pieces that could not be made."""
    orders: int = 0
    """Stills and takes that came from others."""
    parked: tuple[str, ...] = ()
    """Names of orders that a person must settle."""
    unordered: tuple[str, ...] = ()
    """Names of what a cap, or a lane that was stopped, did not allow."""
    remote: tuple[str, ...] = ()
    """Names of what is still being made elsewhere."""
    recovered: int = 0
    """Pieces that an interrupted run had made."""
