"""What a plan may count on: who makes takes, stills, sound and versions, and how far that goes."""

from __future__ import annotations

from collections.abc import Mapping

from bible.model import Frozen
from shots.recipe import Recipe
from studio.ordered import StillRules
from studio.passes import Step

STILL_MOVE = "still"
"""The renderer that moves over a circled keyframe."""


class Offer(Frozen):
    """What can be used here and is asked for."""

    renderer: str
    revision: str
    engine: str
    """The voice engine that speaks."""
    voices: Mapping[str, str] = {}
    """The voices that engine has, and whose each is: a woman's, a man's or a child's."""
    others: Mapping[str, str] = {}
    """Engines, by line id, for lines that engine has no sounds for."""
    insisted: bool = False
    """A person named the engine: recordings by others are made again."""
    stale: bool = False
    """Paid takes that show something else than is asked for now are bought again."""
    hosted: str = ""
    """The hosted model that takes are ordered from; the renderer's takes stand in until they come."""
    voice: str = ""
    """The hosted model that lines are ordered from; the engine's recordings stand in until they come."""
    maker: str = ""
    """The renderer with its revision and settings (`maker_of`)."""
    stills: str = ""
    """The hosted model, or the still renderer here, that makes reference stills and keyframes."""
    stills_maker: str = ""
    """That still renderer with its revision and settings; empty for a hosted model."""
    still_rules: StillRules = StillRules()
    steps: tuple[Step, ...] = ()
    """The steps on finished takes that the settings ask for."""
    finish: frozenset[str] = frozenset()
    """Ids of the shots on whose takes they are taken now."""
    takes_keyframes: bool = False
    """The renderer starts from a keyframe where one is circled; otherwise a still-with-move take is made of it."""

    def renderer_for(self, recipe: Recipe) -> str:
        """Who makes a shot's take: a circled keyframe needs someone who starts from it."""
        return STILL_MOVE if recipe.has_keyframe and not self.takes_keyframes else self.renderer

    def asked_for(self, recipe: Recipe) -> str:
        """Who is asked for one more take of a shot where nobody is named."""
        return self.hosted or self.renderer_for(recipe)

    def engine_for(self, line_id: str) -> str:
        """The engine that speaks a line."""
        return self.others.get(line_id, self.engine)
