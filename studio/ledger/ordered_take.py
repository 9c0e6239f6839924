"""What a hosted take, still or version is made from, as it lies with its job."""

from __future__ import annotations

from bible.model import Frozen
from renderers.hosted.fit import Fitted
from renderers.hosted.strip import Strip
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


class OrderedStrip(Frozen):
    """What several takes of one call are made from; it lies with their job, so that a later run can cut them apart."""

    recipes: tuple[Recipe, ...]
    """Of each shot, in their order in the film."""
    contents: tuple[str, ...]
    """Digest of what each shot asks for."""
    strip: Strip
