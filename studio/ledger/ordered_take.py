"""What a hosted take, still or version is made from, as it lies with its job."""

from __future__ import annotations

from bible.model import Frozen
from renderers.hosted.fit import Fitted
from shots.recipe import Recipe
from shots.take import Version


class Ordered(Frozen):
    """What a hosted take or keyframe is made from; it lies with its job, so that a later run can finish it."""

    recipe: Recipe
    fits: tuple[tuple[str, Fitted], ...]
    """What was ordered, by lane."""
    version: Version | None = None
    """For a step on a take: the version it makes, but for its file."""

    def fitted(self, lane: str) -> Fitted:
        """What was ordered on a lane."""
        return dict(self.fits)[lane]
