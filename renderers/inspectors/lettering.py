"""Burnt-in words: a line of letters that stands in the lower part of the picture, as subtitles do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from renderers.inspectors.spans import stretches, told
from renderers.interface import Asked, Film, Finding, Inspector, Sight, Watch
from shots.recipe import Recipe

_EVERY = 8
"""Frames between two looks: words stand longer than that."""
_WIDE = 480
_LOWER = 0.62
"""Where the lower part begins, as a share of the height."""
_STROKE = 60
"""Difference in luma, 0 to 255, between neighbours at the side of a stroke."""
_STROKES = 18
"""Sides of strokes in one row of a line of letters, at least: about five letters."""
_TALLEST, _LOWEST = 0.11, 0.012
"""Heights a line of letters may have, as shares of the picture's."""
_QUIET = 0.3
"""Strokes in the rows above and below, as a share of those in the line, at most: rails and windows have more."""
_VARIED = 0.1
"""How much the rows of a line differ in strokes, at least, as a share of their mean: letters have curves and bars."""
_MIDDLE = 0.12
"""How far the middle of the line may lie from the middle of the picture, as a share of its width."""


class BurntIn(Inspector):
    """Notices what looks like subtitles. It is a guess by strokes alone, so that it is only ever worth a look."""

    name = "lettering"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look; not at shots that are to hold lettering."""
        return _LetteringWatch(wanted=recipe.lettering is not None)


class _LetteringWatch(Watch):
    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._lines: list[bool] = []
        self._before: NDArray[np.bool_] | None = None

    def see(self, sight: Sight) -> None:
        """Look for a line of letters now and then, and whether it is the one from before."""
        if self._wanted or sight.number % _EVERY:
            return
        found = line_of_letters(lower_part(sight.whole()))
        same = found is not None and self._before is not None and _alike(found, self._before)
        self._lines.append(same)
        self._before = found

    def end(self, film: Film) -> tuple[Finding, ...]:
        """Every stretch in which one line stood."""
        found = []
        for first, last in stretches(self._lines):
            start, end = (first - 1) * _EVERY, last * _EVERY
            what = f"what looks like a line of words: {told(start, end)}"
            found.append(Finding(inspector=BurntIn.name, what=what, fault=False, first=start, last=end))
        return tuple(found)


def lower_part(picture: NDArray[np.uint8]) -> NDArray[np.int16]:
    """The luma of the lower part of a picture, about 480 pixels wide."""
    step = max(1, picture.shape[1] // _WIDE)
    part = picture[int(picture.shape[0] * _LOWER) :: step, ::step].astype(np.float32)
    return (part @ np.asarray([0.2126, 0.7152, 0.0722], dtype=np.float32)).astype(np.int16)


def line_of_letters(luma: NDArray[np.int16]) -> NDArray[np.bool_] | None:
    """Where the strokes of a line of letters are in the lower part of a picture; None when there is none."""
    strokes = np.abs(np.diff(luma, axis=1)) > _STROKE
    counts = strokes.sum(axis=1)
    height = luma.shape[0] / (1 - _LOWER)
    for first, last in stretches([bool(count >= _STROKES) for count in counts]):
        tall = last - first + 1
        if not _LOWEST * height <= tall <= _TALLEST * height:
            continue
        rows = counts[first : last + 1]
        inside = rows.mean()
        if rows.std() < _VARIED * inside:
            continue
        margin = max(2, tall // 2)
        # A row or two of feather belongs to the letters themselves.
        above, below = counts[max(0, first - 2 - margin) : max(0, first - 2)], counts[last + 3 : last + 3 + margin]
        around = np.concatenate([above, below])
        if not len(above) or not len(below) or around.mean() > _QUIET * inside:
            continue
        columns = np.flatnonzero(strokes[first : last + 1].any(axis=0))
        if abs(float(columns.min() + columns.max()) / 2 / luma.shape[1] - 0.5) > _MIDDLE:
            continue
        mask = np.zeros_like(strokes)
        mask[first : last + 1] = strokes[first : last + 1]
        return mask
    return None


def _alike(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> bool:
    return bool((one & other).sum() > 0.7 * max(1, (one | other).sum()))
