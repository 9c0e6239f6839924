"""What renderers and people bring: takes of shots, versions of takes, and stills of shots and bible entries."""

from __future__ import annotations

from typing import Literal

from bible.model import Frozen

Heard = Literal["", "sound", "speech"]
"""What is heard in a take's own file: nothing; something; or the shot's lines, said by whoever made it."""


class Take(Frozen):
    """One rendering of one shot: `1B-3`. Never overwritten."""

    shot: str
    """The shot's internal id."""
    slate: str
    number: int
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    frames: int
    """Usable frames: those of the cut it was ordered for."""
    handles: int
    """Frames before and after the usable ones."""
    content: str
    """Digest of what it shows (shots.recipe.content_digest)."""
    renderer: str
    revision: str
    seed: int = 0
    cost_micro_usd: int = 0
    made_at: str = ""
    """UTC, ISO 8601."""
    sound: Heard = ""
    """What is heard in its file, as long as its picture."""

    @property
    def name(self) -> str:
        """`1B-3`: how people call it."""
        return f"{self.slate}-{self.number}"


class Version(Frozen):
    """What a pass made of a take: `12A-3 sync`. Never overwritten."""

    shot: str
    slate: str
    take: int
    """The take's number."""
    steps: tuple[str, ...]
    """All steps it has gone through: `sync`, `upscale`."""
    number: int = 0
    """Counted by take, over all its versions."""
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    frames: int
    handles: int
    content: str
    """Digest of what it was made from and how."""
    renderer: str
    """The hosted model or the pass that made it."""
    revision: str = ""
    cost_micro_usd: int = 0
    made_at: str = ""
    """UTC, ISO 8601."""

    @property
    def name(self) -> str:
        """`12A-3 sync`: how people call it."""
        return f"{self.slate}-{self.take} {' '.join(self.steps)}"


class Still(Frozen):
    """A picture of a shot or of a bible entry: `12A-k2`, `@NORA-2`. Never overwritten."""

    subject: str
    """The shot's internal id, or a bible entry's token."""
    slate: str
    """How people call the subject: a slate, or the token itself."""
    number: int
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    width: int
    height: int
    content: str
    """Digest of what it was made from; empty for pictures that people brought."""
    renderer: str
    """`own` for pictures that people brought."""
    revision: str
    seed: int = 0
    cost_micro_usd: int = 0
    made_at: str = ""
    """UTC, ISO 8601."""

    @property
    def name(self) -> str:
        """`12A-k2` or `@NORA-2`: how people call it."""
        return f"{self.slate}-{self.number}" if self.slate.startswith("@") else f"{self.slate}-k{self.number}"
