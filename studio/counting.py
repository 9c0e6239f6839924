"""Takes made here of what was ordered: looked at as those that come whole, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from renderers.inspectors.take import inspect_take
from shots.recipe import Recipe
from shots.take import Take
from studio.attempt import Attempt
from studio.plugins import ready_inspectors
from studio.production import Reason, Ruling, Verdict

if TYPE_CHECKING:
    from studio.office import Office


def count_take(office: Office, attempt: Attempt, take: Take, recipe: Recipe, left_out: Sequence[str] = ()) -> None:
    """Look at a take that lies aside, keep what was noticed and what was left out, and count it.

    One with a fault is not picked until a person circles it. Raises MediaError when it is broken.
    """
    film = office.store.aside_file(attempt, take.file)
    looked = inspect_take(film, recipe, ready_inspectors())
    faults = [f"{each.inspector}: {each.what}" for each in looked.faults]
    if faults:
        office.store.rule(
            Verdict(
                subject=take.shot, of="take", number=take.number, ruling=Ruling.NO_GOOD, reason=Reason.OTHER,
                note="; ".join(faults), by="inspectors",
            )
        )  # fmt: skip
    noticed = [f"{each.inspector}: {each.what}" for each in looked.findings]
    office.store.made(attempt, take, "; ".join(dict.fromkeys((*noticed, *left_out))))
    office.store.publish(attempt)
    office.reporter.ended(take.slate, "")
