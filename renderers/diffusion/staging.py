"""Guides from the animatic for shots that have none: the model follows the staging of the film's first cut."""

from __future__ import annotations

from pathlib import Path

from renderers.diffusion.families import Kind
from renderers.diffusion.levers import Levers
from shots.recipe import Recipe


def with_staging(recipe: Recipe, levers: Levers, kind: Kind, folder: Path) -> Recipe:
    """The recipe with the guides that `staging` names, drawn into `folder`.

    Left out are those the model does not take, those the shot has of its own, and those it can have none of: an insert
    has no pose. Raises RenderError.
    """
    from renderers.animatic.guides import kinds_for, write_guide

    there = {guide.kind for guide in recipe.guides}
    wanted = [each for each in kinds_for(recipe) if each in levers.staging and each in kind.row.guides]
    made = [
        write_guide(recipe, each, folder / f"staged_{each}{'.png' if each == 'keyframe' else '.mp4'}")
        for each in wanted
        if each not in there
    ]
    return recipe.model_copy(update={"guides": (*recipe.guides, *made)}) if made else recipe
