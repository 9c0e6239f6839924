"""The film is cut when its sequence is a new one, or its files are gone."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bible.errors import StudioError
from edit.master import make_cut, make_sound
from edit.sequence import Sequence
from shots.take import Take
from studio.cutting import FILM_FILES
from studio.own_effects import placed_effects
from studio.plan import Node, plan
from studio.production import Cut, Production

if TYPE_CHECKING:
    from studio.office import Office


def cut_film(office: Office) -> int | None:
    """Cut the film if that is owed; returns its version, or None. Raises RenderError and what files raise."""
    production, planned = office.standing()
    node = planned.master()
    if planned.sequence is None or not planned.sequence.clips or not _cut_is_owed(production, node):
        return None
    for words in placed_effects(planned.sequence.clips, production.own_effects)[1]:
        office.reporter.say(words)
    for file, why in production.unused_sounds:
        office.reporter.say(f"{file} is not heard: {why}")
    office.reporter.stage("film", {"cut": 1})
    attempt = office.store.intend("master", "film", node.content, "", lambda _: FILM_FILES)
    try:
        make_cut(planned.sequence, office.folder.root, office.store.aside(attempt))
        if office.signing is not None:
            office.signing.film(planned.sequence, attempt.number, office.store.aside_file(attempt, FILM_FILES[0]))
        office.store.made(attempt, Cut(version=attempt.number, content=node.content, files=()))
    except StudioError as error:
        office.store.fail(attempt, str(error))
        raise
    office.store.publish(attempt)
    office.reporter.ended("cut")
    return attempt.number


@contextlib.contextmanager
def sound_ahead(office: Office) -> Iterator[None]:
    """Make the film's sound while takes are made: it hangs on no picture, and one take keeps one core busy.

    What goes wrong is left to the cut, which needs the same sound and tells.
    """
    sequence = _foreseen(office)

    def work() -> None:
        assert sequence is not None
        with contextlib.suppress(StudioError, OSError):
            make_sound(sequence, office.folder.root)

    thread = threading.Thread(target=work) if sequence is not None else None
    if thread is not None:
        thread.start()
    try:
        yield
    finally:
        if thread is not None:
            thread.join()


def _foreseen(office: Office) -> Sequence | None:
    """The sequence as it is when every take owed here is made; None when none is, or a shot will have nothing to show.

    How long a shot is in the film is known before it has a take.
    """
    production, planned = office.standing()
    clips = [node for node in planned.nodes if node.kind == "clip"]
    bare = [(node, node.recipe) for node in clips if node.pick is None]
    if not any(node.takes for node in clips) or any(recipe is None or not node.takes for node, recipe in bare):
        return None
    expected = tuple(
        Take(
            shot=node.subject, slate=node.name, number=1, file=node.name, sha256="", frames=recipe.frames,
            handles=recipe.handles, content=node.content, renderer=recipe.renderer, revision=recipe.revision,
        )
        for node, recipe in bare if recipe is not None
    )  # fmt: skip
    if not expected:
        return planned.sequence
    as_made = production.model_copy(update={"takes": (*production.takes, *expected)})
    return plan(as_made, office.offer(production)).sequence


def _cut_is_owed(production: Production, node: Node) -> bool:
    # Shots that failed keep the film's node waiting; it is cut all the same when the sequence is a new one.
    latest = production.cuts[-1] if production.cuts else None
    lost = latest is not None and any(made.file in production.lost for made in latest.files)
    return latest is None or latest.content != node.content or lost
