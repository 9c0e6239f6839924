"""Takes that are made here of what was ordered: joined of parts, or cut out of a strip."""

from __future__ import annotations

import json

from bible.model import Frozen
from shots.recipe import Recipe


class Pieced(Frozen):
    """What such a take is made of, as it lies with its attempt."""

    strip: int | None = None
    """The attempt whose film it is cut out of."""
    parts: tuple[int, ...] = ()
    """The attempts whose films it is joined of, in their order."""
    prompt: str = ""
    """The words a model was given for it."""
    recipe: Recipe

    @property
    def attempts(self) -> tuple[int, ...]:
        """The attempts that were ordered."""
        return self.parts if self.strip is None else (self.strip,)


def film_changed(asked: str) -> str:
    """The sha256 of the film that a take changes, by what lies with its attempt; empty where it changes none."""
    # A recipe where it was made here, an order where it was made elsewhere: both have their guides.
    guides = json.loads(asked).get("guides", ()) if '"drive"' in asked else ()
    return next((str(guide["sha256"]) for guide in guides if guide["kind"] == "drive"), "")


def strip_of(asked: str) -> int | None:
    """The strip a take was cut out of, by what lies with its attempt; None where it was made otherwise."""
    # What lies with most attempts is long, is read with every command, and does not name a strip.
    strip = json.loads(asked).get("strip") if '"strip"' in asked else None
    return strip if isinstance(strip, int) else None
