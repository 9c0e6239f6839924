"""Black frames: a picture that is not there."""

from __future__ import annotations

import numpy as np

from renderers.inspectors.spans import stretches, told
from renderers.interface import Asked, Film, Finding, Inspector, Sight, Watch
from shots.recipe import Recipe

DARKEST = 12
"""Luma, 0 to 255, that all but a thousandth of a black frame stays below; a night scene has its lights above it."""
_FAULT_SHARE = 0.5
_FAULT_SECONDS = 1.0


class Black(Inspector):
    """Notices black: for a second, or half the film, it is a fault."""

    name = "black"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look."""
        return _BlackWatch(float(recipe.picture.rate.fps))


class _BlackWatch(Watch):
    def __init__(self, fps: float) -> None:
        self._fps = fps
        self._black: list[bool] = []

    def see(self, sight: Sight) -> None:
        """Mark the frame."""
        self._black.append(bool(np.percentile(sight.luma, 99.9) < DARKEST))

    def end(self, film: Film) -> tuple[Finding, ...]:
        """Every stretch of black."""
        fps = float(film.fps or self._fps)
        return tuple(
            Finding(
                inspector=Black.name, what=f"black: {told(first, last)}", first=first, last=last,
                fault=last - first + 1 >= min(_FAULT_SECONDS * fps, _FAULT_SHARE * film.frames),
            )
            for first, last in stretches(self._black)
        )  # fmt: skip
