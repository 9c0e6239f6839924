"""Takes that are made here of what was ordered: joined of parts, or cut out of a strip."""

from __future__ import annotations

import re

from bible.model import Frozen
from shots.recipe import Recipe

_STRIP = re.compile(r'{"strip":(\d+)')


class Pieced(Frozen):
    """What such a take is made of, as it lies with its attempt."""

    strip: int | None = None
    """The attempt whose film it is cut out of; first, so that it is found without reading the whole."""
    parts: tuple[int, ...] = ()
    """The attempts whose films it is joined of, in their order."""
    prompt: str = ""
    """The words a model was given for it."""
    recipe: Recipe

    @property
    def attempts(self) -> tuple[int, ...]:
        """The attempts that were ordered."""
        return self.parts if self.strip is None else (self.strip,)


def strip_of(asked: str) -> int | None:
    """The strip a take was cut out of, by what lies with its attempt; None where it was made otherwise."""
    found = _STRIP.match(asked)
    return int(found[1]) if found else None
