"""The film is cut when its sequence is a new one, or its files are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bible.errors import StudioError
from edit.master import make_cut
from studio.cutting import FILM_FILES
from studio.own_effects import placed_effects
from studio.plan import Node
from studio.production import Cut

if TYPE_CHECKING:
    from studio.office import Office


def cut_film(office: Office) -> int | None:
    """Cut the film if that is owed; returns its version, or None. Raises RenderError and what files raise."""
    planned = office.plan()
    node = planned.master()
    if planned.sequence is None or not planned.sequence.clips or not _cut_is_owed(office, node):
        return None
    for words in placed_effects(planned.sequence.clips, office.production().own_effects)[1]:
        office.reporter.say(words)
    for file, why in office.production().unused_sounds:
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


def _cut_is_owed(office: Office, node: Node) -> bool:
    # Shots that failed keep the film's node waiting; it is cut all the same when the sequence is a new one.
    production = office.production()
    latest = production.cuts[-1] if production.cuts else None
    lost = latest is not None and any(made.file in production.lost for made in latest.files)
    return latest is None or latest.content != node.content or lost
