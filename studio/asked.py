"""What a take was asked for: the recipe and the words it was made from, as the ledger keeps them."""

from __future__ import annotations

import hashlib
import json

from pydantic import ValidationError

from bible.model import Frozen
from renderers.diffusion.prompt import prompt_of
from shots.recipe import Recipe
from studio.ledger.tables import JobRow
from studio.store import Store
from studio.tables import AttemptRow

_IN_WORDS = ("diffusers",)
"""Renderers on this machine that are asked in words."""


class Asked(Frozen):
    """What one try was asked for."""

    recipe: Recipe | None = None
    """None for media that people brought, and for recipes of a studio too old to read."""
    prompt: str = ""
    """The words a model was given; empty where none were."""
    lane: str = ""
    """Who was asked: `local`, or a provider's lane."""
    remote: str = ""
    """The provider's name for the job."""
    digest: str = ""
    """sha256 of all that was asked."""
    note: str = ""
    """What was noticed, and what could not be done of what was asked."""


def asked_for(store: Store, attempt: int) -> Asked:
    """What a try was asked for, by the number of the attempt."""
    with store.reading() as session:
        row = session.get_one(AttemptRow, attempt)
        job = session.get(JobRow, row.job) if row.job is not None else None
        text, ordered, lane, remote = row.asked, job.asked if job is not None else "", row.lane, row.remote
        note = row.note
        if (of := _ordered_with(text)) is not None:
            bought = session.get_one(AttemptRow, of)
            lane, remote = bought.lane, bought.remote
    recipe = recipe_in(ordered) or recipe_in(text)
    return Asked(
        recipe=recipe, prompt=_prompt(text, recipe), lane=lane, remote=_name_in(remote),
        digest=hashlib.sha256(text.encode()).hexdigest(), note=note,
    )  # fmt: skip


def recipe_in(text: str) -> Recipe | None:
    """The recipe in what the ledger keeps of a try; None where there is none, or it is too old to be read."""
    held = _held(text)
    inside = held.get("recipe", held)
    try:
        return Recipe.model_validate(inside) if isinstance(inside, dict) and "shot" in inside else None
    except ValidationError:
        return None


def words_in(text: str) -> str:
    """The words of an order as they went out; empty where it had none of its own."""
    said = _held(text).get("prompt")
    return said if isinstance(said, str) else ""


def _ordered_with(text: str) -> int | None:
    """For a take made here of what was ordered: the first of the attempts that were."""
    held = _held(text)
    made_of = [held.get("strip"), *(parts if isinstance(parts := held.get("parts"), list) else [])]
    return next((each for each in made_of if isinstance(each, int)), None)


def _prompt(text: str, recipe: Recipe | None) -> str:
    if (said := words_in(text)) or recipe is None or recipe.renderer not in _IN_WORDS:
        return said
    return prompt_of(recipe)


def _name_in(remote: str) -> str:
    name = _held(remote).get("id")
    return name if isinstance(name, str) else ""


def _held(text: str) -> dict[str, object]:
    try:
        held = json.loads(text) if text.startswith("{") else {}
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}
