"""Stills that are owed and drawn on this machine: references of cast and places, and the keyframes made from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from studio.clips import take_name
from studio.names import keyframe_file, still_file
from studio.plan import Node
from studio.recipes import located, numbered
from studio.rendering import send_to_farm
from studio.summary import Until
from studio.worker import StillJob

if TYPE_CHECKING:
    from studio.office import Office

_KINDS = {Until.CAST: ("still",)}


def draw(office: Office, until: Until, failed: list[str]) -> int:
    """Draw each still that is owed here, as far as asked; returns how many came. What fails is told.

    Keyframes may wait for the stills of a round before: rounds go on while something comes.
    """
    kinds, drawn = _KINDS.get(until, ("still", "keyframe")), 0
    while True:
        nodes = office.plan().nodes
        owed = tuple(n for n in nodes if n.kind in kinds and n.takes and not {n.name, take_name(n, 1)} & set(failed))
        made = _draw_all(office, owed, failed) if owed else 0
        drawn += made
        if not made:
            return drawn


def _draw_all(office: Office, owed: tuple[Node, ...], failed: list[str]) -> int:
    asked = [(node, number) for node in owed for number in range(len(node.takes))]
    office.reporter.stage("stills", {take_name(node, number): 1 for node, number in asked})
    # One at a time: the model that draws fills a card as the one that films does.
    return send_to_farm(office, _jobs(office, asked), len(asked), owed, failed, [1])


def _jobs(office: Office, asked: list[tuple[Node, int]]) -> Iterator[StillJob]:
    for node, number in asked:
        renderer = office.still_renderer(node.takes[number])
        assert node.recipe is not None
        recipe = node.recipe.model_copy(
            update={
                "renderer": renderer.name, "revision": renderer.revision, "take": number,
                "options": office.settings.options_of(renderer.name),
            }
        )  # fmt: skip
        name = still_file if node.kind == "still" else keyframe_file
        stem = node.subject if node.kind == "still" else recipe.shot.slate
        attempt = office.store.intend(
            "still" if node.kind == "still" else "keyframe",
            node.subject,
            node.content,
            recipe.model_dump_json(exclude_defaults=True),
            lambda taken, name=name, stem=stem: (name(office.folder.name, stem, taken),),  # type: ignore[misc]
        )
        to = office.store.aside_file(attempt, attempt.files[0])
        recipe = located(numbered(recipe, attempt.number), office.folder)
        yield StillJob(attempt=attempt, name=take_name(node, number), recipe=recipe, to=to)
