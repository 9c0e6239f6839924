"""Hidden cuts: a take that changes to another picture half-way is two shots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from renderers.interface import Asked, Film, Finding, Inspector, Sight, Watch
from shots.recipe import Recipe

LEAST = 18.0
"""Mean difference in luma, 0 to 255, below which nothing is taken for a cut."""
_ABOVE_USUAL = 6.0
"""Times the usual difference between neighbours in this film."""
_SPAN = 3
"""Frames on either side that must differ as much, so that lightning and a flash are not taken for a cut."""


class HiddenCut(Inspector):
    """Notices a cut within a take: a fault, since the cut was to be the editor's."""

    name = "hidden-cut"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look."""
        return _CutWatch()


class _CutWatch(Watch):
    def __init__(self) -> None:
        self._recent: list[NDArray[np.int16]] = []
        self._steps: list[float] = []
        self._across: list[float] = []

    def see(self, sight: Sight) -> None:
        """Hold the frame against its neighbour, and against the one a few frames back."""
        luma = sight.luma.astype(np.int16)
        if self._recent:
            self._steps.append(_difference(self._recent[-1], luma))
        if len(self._recent) == 2 * _SPAN - 1:
            self._across.append(_difference(self._recent[0], luma))
        self._recent = [*self._recent, luma][-(2 * _SPAN - 1) :]

    def end(self, film: Film) -> tuple[Finding, ...]:
        """Every cut."""
        if not self._steps:
            return ()
        usual = float(np.median(self._steps))
        found = []
        for number, step in enumerate(self._steps, 1):
            at = number - _SPAN
            across = self._across[at] if 0 <= at < len(self._across) else 0.0
            highest = step >= max(self._steps[max(0, number - 1 - _SPAN) : number + _SPAN])
            if highest and step > max(LEAST, _ABOVE_USUAL * usual) and across > 0.6 * step:
                what = f"a cut before frame {number}"
                found.append(Finding(inspector=HiddenCut.name, what=what, first=number, last=number, fault=True))
        return tuple(found)


def _difference(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    return float(np.abs(one - other).mean()) if one.shape == other.shape else 255.0
