"""Steps on circled takes that are taken here: passes, one after the other on each take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bible.errors import SettingsError, StudioError
from renderers.interface import Pass
from studio.names import version_pattern
from studio.nodes import Node
from studio.passes import LIP_SYNC, Step
from studio.plugins import load_pass
from studio.production import maker_of
from studio.recipes import located, recipe_of_take
from studio.rendering import send_to_farm
from studio.settings import Settings
from studio.worker import PassJob

if TYPE_CHECKING:
    from studio.office import Office


def steps_of(settings: Settings) -> tuple[Step, ...]:
    """The steps the settings ask for. Raises SettingsError when one cannot be taken here."""
    found = [Step(step=LIP_SYNC, who=settings.lip_sync)] if settings.lip_sync else []
    for name in settings.passes:
        step = open_pass(settings, name)
        found.append(
            Step(step=step.step, who=name, made_by=maker_of(name, step.revision, settings.options_of_pass(name)))
        )
    return tuple(found)


def open_pass(settings: Settings, name: str) -> Pass:
    """A pass with its settings. Raises SettingsError when it cannot be used here."""
    made = load_pass(name)
    made.set_up(settings.options_of_pass(name))
    ready = made.check()
    if not ready.ready:
        raise SettingsError(f"the pass {name} cannot be used here: {ready.why}", cure=ready.cure)
    return made


def run_passes(office: Office, failed: list[str]) -> int:
    """Take the steps that are owed here, one after the other on each take; returns how many versions came."""
    made = 0
    while True:
        owed = tuple(
            node for node in office.plan().nodes if node.kind == "pass" and node.takes and node.name not in failed
        )
        if not owed:
            return made
        office.reporter.stage("passes", {node.name: node.wanted.take.frames for node in owed if node.wanted})
        came = send_to_farm(office, _jobs(office, owed), len(owed), owed, failed)
        made += came
        if not came:
            return made


def _jobs(office: Office, owed: tuple[Node, ...]) -> Iterator[PassJob]:
    for node in owed:
        wanted = node.wanted
        assert wanted is not None and node.recipe is not None
        recipe = recipe_of_take(node.recipe, wanted.take).model_copy(
            update={"options": office.settings.options_of_pass(wanted.who)}
        )
        pattern = version_pattern(office.folder.name, wanted.take.slate, wanted.take.number, wanted.steps[-1])
        attempt = office.store.intend(
            "pass",
            wanted.subject,
            wanted.content,
            recipe.model_dump_json(exclude_defaults=True),
            lambda number, pattern=pattern: (pattern.format(number=number),),  # type: ignore[misc]
        )
        try:
            revision = open_pass(office.settings, wanted.who).revision
        except StudioError as error:
            office.store.fail(attempt, str(error))
            raise
        yield PassJob(
            attempt=attempt, name=node.name, pass_name=wanted.who, recipe=located(recipe, office.folder),
            film=office.folder.path(wanted.source), version=wanted.version().model_copy(update={"revision": revision}),
            to=office.store.aside_file(attempt, attempt.files[0]),
        )  # fmt: skip
