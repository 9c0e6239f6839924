"""Takes that are owed as jobs for the farm, each with the number and the file it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from shots.recipe import Guide, Recipe
from studio.names import take_file
from studio.ordered import references_of, wanted_stills
from studio.plan import Node
from studio.recipes import located, numbered
from studio.worker import ClipJob

if TYPE_CHECKING:
    from studio.office import Office

Owed = tuple[Node, int, str]
"""A clip, its place among the takes asked for of it, and who makes it."""


References = Callable[[Recipe], tuple[Guide, ...]]
"""The stills a take's renderer is shown of those in it."""


def clip_jobs(office: Office, takes: Sequence[Owed]) -> Iterator[ClipJob]:
    """A job for each take; the first of each renderer that groups its takes holds all that are to come."""
    told: set[str] = set()
    shown = {renderer: _references(office, renderer) for renderer in {each[2] for each in takes}}
    for node, number, renderer in takes:
        job = clip_job(office, node, number, renderer, shown[renderer])
        if renderer not in told and office.renderer(renderer).group(job.recipe):
            mine = [each for each in takes if each[2] == renderer]
            ahead = [located(_asked(office, *each, shown[renderer]), office.folder) for each in mine]
            job = job.model_copy(update={"ahead": tuple(ahead)})
        told.add(renderer)
        yield job


def clip_job(
    office: Office, node: Node, number: int, renderer: str, references: References = lambda recipe: ()
) -> ClipJob:
    """A job for one take, intended in the ledger."""
    recipe = _asked(office, node, number, renderer, references)
    attempt = office.store.intend(
        "clip",
        node.subject,
        node.content,
        recipe.model_dump_json(exclude_defaults=True),
        lambda taken: (take_file(office.folder.name, recipe.shot.slate, taken),),
    )
    to = office.store.aside_file(attempt, attempt.files[0])
    recipe = located(numbered(recipe, attempt.number), office.folder)
    return ClipJob(attempt=attempt, name=take_name(node, number), recipe=recipe, to=to)


def take_name(node: Node, number: int) -> str:
    """`1B`, or `1B +1` for a second take of it in one run."""
    return f"{node.name} +{number}" if number else node.name


def _references(office: Office, renderer: str) -> References:
    """The chosen stills of cast and places, where the renderer takes any."""
    if "reference" not in office.renderer(renderer).limits().guides:
        return lambda recipe: ()
    production = office.production()
    cast = {want.subject: want for want in wanted_stills(production, office.offer(production).still_rules)}
    return lambda recipe: references_of(production, recipe, cast)


def _asked(office: Office, node: Node, number: int, renderer: str, references: References) -> Recipe:
    """What a renderer is asked for, before the take has its number.

    References make no take stale: what is drawn from them does, the keyframe it starts from.
    """
    assert node.recipe is not None
    # Told apart by its place in the row, so that a take asked for twice is made twice, and once after a crash.
    revision, options = office.renderer(renderer).revision, office.settings.options_of(renderer)
    return node.recipe.model_copy(
        update={
            "renderer": renderer, "revision": revision, "take": number, "options": options,
            "guides": (*node.recipe.guides, *references(node.recipe)),
        }
    )  # fmt: skip
