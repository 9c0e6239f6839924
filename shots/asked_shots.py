"""What a language model answers when it is asked for the shots of a scene: the same words as our own shots."""

from __future__ import annotations

from pydantic import Field

from bible.entries import Hour
from bible.model import Frozen
from shots.shot import Angle, Framing, Move, Size


class Piece(Frozen):
    """Words of a paragraph of action, copied."""

    number: int
    words: str = Field(max_length=4000)


class SpokenPiece(Frozen):
    """Words of a line, copied."""

    number: int
    words: str = Field(max_length=8000)
    seen: bool = True
    """The speaker's lips are in the picture."""


class AskedShot(Frozen):
    """One shot as the model wants it."""

    framing: Framing
    size: Size
    angle: Angle = Angle.EYE
    move: Move = Move.STATIC
    people: tuple[str, ...] = Field((), max_length=12)
    """Names of those in frame, whom it is about first."""
    thing: str = Field("", max_length=80)
    deeds: tuple[Piece, ...] = Field((), max_length=20)
    speech: tuple[SpokenPiece, ...] = Field((), max_length=20)
    prompt: str = Field("", max_length=600)
    why: str = Field("", max_length=200)


class SceneAnswer(Frozen):
    """The shots of one scene in cutting order."""

    shots: tuple[AskedShot, ...] = Field(min_length=1, max_length=200)
    proposed: tuple[str, ...] = Field((), max_length=8)
    """Names of people that the model misses in the script."""


class PlacedShot(AskedShot):
    """One shot of a scene that plays in several places or at several hours, as a montage and a call do."""

    place: str = Field("", max_length=120)
    """The name of the place; empty for the scene's."""
    hour: Hour | None = None
    """None for the scene's."""


class PlacedAnswer(SceneAnswer):
    """The shots of such a scene."""

    shots: tuple[PlacedShot, ...] = Field(min_length=1, max_length=200)
