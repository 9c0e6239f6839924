"""Who takes the hat off: a hat nobody wrote of comes off under a roof."""

from __future__ import annotations

from bible.entries import Look
from bible.script import Setting
from shots.recipe import Recipe

_COMES_OFF = ("beanie", "cap", "fedora")


def looks_of(recipe: Recipe) -> dict[str, Look]:
    """How everyone in the cast looks in this place, by token: indoors without a hat that was invented."""
    inside = recipe.location.setting == Setting.INT
    return {each.token: _bareheaded(each.look) if inside else each.look for each in recipe.cast}


def _bareheaded(look: Look) -> Look:
    if look.hat not in _COMES_OFF or "hat" not in look.invented:
        return look
    return look.model_copy(update={"hat": "none"})
