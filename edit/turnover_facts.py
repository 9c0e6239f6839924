"""What the production office tells an export of each take: how it was made, what it cost, what people said of it."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from bible.model import Frozen
from shots.rate import Rate
from shots.timecode import first_frame

_LONGEST_REEL = 8
"""Characters an EDL has room for (CMX 3600)."""
MINUTES = 22 * 60
"""Takes after the first hour that have a minute of their own before timecode begins again."""


class TakeFacts(Frozen):
    """A take as it is handed over."""

    name: str
    """`12A-3`."""
    order: int
    """Which take of the production it is, counted from 0 in the order they were made: fixes its timecode for good."""
    file: str
    """Path inside the production folder."""
    shot: str
    slate: str
    scene: str
    """The writer's scene number."""
    frames: int
    """All frames of the file at the film's rate, handles included."""
    handles: int
    status: Literal["in the cut", "circled", "kept", "no good", ""] = ""
    notes: tuple[str, ...] = ()
    """What people said of it, oldest first."""
    renderer: str = ""
    model: str = ""
    """The renderer's revision or the hosted model."""
    prompt: str = ""
    """The words a model was given; where none was, those that one would be."""
    seed: int = 0
    cost_micro_usd: int = 0
    made_at: str = ""
    """UTC, ISO 8601."""

    def start(self, rate: Rate) -> int:
        """Timecode of its first frame as frames from midnight: each take has a minute, from the first hour on."""
        return first_frame(rate) + (self.order % MINUTES) * 60 * rate.nominal

    @property
    def reel(self) -> str:
        """`12AT3`: unique in the production, and short enough for every format."""
        return reel_of(self.name)


class LineFacts(Frozen):
    """A line of the script as it is handed over."""

    id: str
    character: str
    text: str


def reel_of(name: str) -> str:
    """The reel of a take or recording by its name: at most eight letters and digits, the same in every export.

    A take `12A-3` has reel `12AT3`; a name that is too long or otherwise made has one from its digest.
    """
    taken = re.fullmatch(r"([A-Z0-9]+)-(\d+)", name)
    if taken and len(short := f"{taken[1]}T{taken[2]}") <= _LONGEST_REEL:
        return short
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found = ""
    while len(found) < _LONGEST_REEL - 1:
        number, rest = divmod(number, len(letters))
        found += letters[rest]
    return f"X{found}"
