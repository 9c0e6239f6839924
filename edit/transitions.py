"""Transitions: how one clip gives way to the next around a cut. They use the handles, so the film keeps its length."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bible.model import Frozen

Kind = Literal["dissolve", "fade", "dip", "wipe"]
Pattern = Literal["left", "right", "up", "down", "iris"]
"""Where the edge of a wipe moves to; `iris` opens from the middle."""
BLACK, WHITE = "#000000", "#ffffff"


class Transition(Frozen):
    """A transition around one cut; a plain cut has none.

    A dissolve and a wipe show both clips at once: the one that goes runs on into its handle for `after` frames, the
    one that comes begins `before` frames early in its own. A fade goes to `colour` before the cut or comes out of it
    after; a dip does both.
    """

    at: int
    """Frame of the film at which the cut lies: the first of the clip that comes; 0 or the film's length at its ends."""
    kind: Kind
    before: int = Field(0, ge=0)
    """Frames before the cut."""
    after: int = Field(0, ge=0)
    """Frames after the cut."""
    colour: str = Field(BLACK, pattern="^#[0-9a-fA-F]{6}$")
    """`#rrggbb` of a fade or dip."""
    pattern: Pattern = "left"

    @property
    def frames(self) -> int:
        """How long it lasts."""
        return self.before + self.after

    @property
    def first(self) -> int:
        """Frame of the film at which it begins."""
        return self.at - self.before

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.at + self.after

    @property
    def shows_both(self) -> bool:
        """Whether frames of both clips are needed at once."""
        return self.kind in ("dissolve", "wipe")

    def share(self, frame: int) -> float:
        """How much of what comes is seen at a frame of the film, above 0 and below 1.

        A fade counts what comes out of its colour, or what goes into it; a dip does so on either side of its cut.
        """
        if self.shows_both:
            return (frame - self.first + 1) / (self.frames + 1)
        if frame < self.at:
            return (self.at - frame) / (self.before + 1)
        return (frame - self.at + 1) / (self.after + 1)


class Change(Frozen):
    """A transition that is asked for, before anybody knows how many frames there are for it."""

    kind: Literal["dissolve", "fade in", "fade out", "dip", "wipe"]
    colour: str = BLACK
    pattern: Pattern = "left"

    def reach(self, nominal: int) -> tuple[int, int]:
        """The frames it takes before and after its cut where there are enough; `nominal` of them make a second."""
        if self.kind in ("dissolve", "wipe"):
            return max(1, nominal // 2), max(1, nominal // 2)
        return (0 if self.kind == "fade in" else nominal), (0 if self.kind == "fade out" else nominal)

    def placed(self, at: int, nominal: int, before: int, after: int, tail: int, head: int) -> Transition | None:
        """The transition around the cut at frame `at`, as long as there are frames for it; None when there are none.

        Half a second lies on either side of a dissolve or wipe, a whole one on each side of a fade or dip. `nominal`
        is how many frames make a second; `before` and `after` are the lengths of the two clips, of which it takes at
        most half; `tail` and `head` are the handles of the one that goes and the one that comes.
        """
        goes, comes = (min(reach, room // 2) for reach, room in zip(self.reach(nominal), (before, after), strict=True))
        if self.kind in ("dissolve", "wipe"):
            least = min(goes, comes)
            goes, comes = min(least, head), min(least, tail)
        if not goes + comes:
            return None
        kind: Kind = "fade" if self.kind == "fade in" or self.kind == "fade out" else self.kind
        return Transition(at=at, kind=kind, before=goes, after=comes, colour=self.colour, pattern=self.pattern)
