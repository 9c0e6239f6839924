"""Pictures that stand still or come twice: a frozen film, or twelve pictures a second made to look like twenty-four."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from renderers.inspectors.spans import stretches, told
from renderers.interface import Asked, Film, Finding, Inspector, Sight, Watch
from shots.recipe import Recipe
from shots.shot import Framing

SAME = 2.0
"""Mean difference in luma, 0 to 255, that no block exceeds when two frames show the same: an encoder does as much."""
_BLOCK = 8
"""Pixels of a frame 160 wide: about a mouth in a wide shot."""
_WORTH_A_LOOK = 1.0
_FAULT_SHARE = 0.7
_REPEATED = 0.25
"""Share of frames that repeat the one before, spread over the film, from which it is worth a look."""
_LONGEST_REPEAT = 4
"""Frames; longer runs are a picture that stands still, not one that is repeated."""
_STAND = (Framing.TITLE, Framing.INSERT)
"""Shots that may well stand still."""


class Frozen(Inspector):
    """Notices a picture that stands still: for most of the film it is a fault, unless it shows lettering or a thing."""

    name = "frozen"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look."""
        return _FrozenWatch(float(recipe.picture.rate.fps), may_stand=recipe.shot.framing in _STAND)


class Repeated(Inspector):
    """Notices frames that come twice over and over: a lower rate under the one that was asked for."""

    name = "repeated"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look."""
        return _RepeatedWatch()


class _SameWatch(Watch):
    """Marks every frame that shows the same as the one before it."""

    def __init__(self) -> None:
        self._before: NDArray[np.int16] | None = None
        self.same: list[bool] = []

    def see(self, sight: Sight) -> None:
        """Hold the frame against the one before."""
        luma = sight.luma.astype(np.int16)
        self.same.append(self._before is not None and _greatest(luma, self._before) < SAME)
        self._before = luma


class _FrozenWatch(_SameWatch):
    def __init__(self, fps: float, *, may_stand: bool) -> None:
        super().__init__()
        self._fps, self._may_stand = fps, may_stand

    def end(self, film: Film) -> tuple[Finding, ...]:
        """Every stretch of a second or more, and any that is most of the film."""
        fps = float(film.fps or self._fps)
        most = _FAULT_SHARE * film.frames
        found = []
        for first, last in stretches(self.same):
            length = last - first + 2
            if length < min(_WORTH_A_LOOK * fps, most) or length <= _LONGEST_REPEAT:
                continue
            what = f"the picture stands still: {told(first - 1, last)}"
            fault = length >= most and not self._may_stand
            found.append(Finding(inspector=Frozen.name, what=what, first=first - 1, last=last, fault=fault))
        return tuple(found)


class _RepeatedWatch(_SameWatch):
    def end(self, film: Film) -> tuple[Finding, ...]:
        """One finding for the whole film."""
        short = [run for run in stretches(self.same) if run[1] - run[0] + 1 < _LONGEST_REPEAT]
        repeats = sum(last - first + 1 for first, last in short)
        moving = film.frames - sum(self.same) + repeats
        if len(short) < 3 or moving < 8 or repeats / moving < _REPEATED:
            return ()
        shown = float(film.fps or 0) * (moving - repeats) / moving
        rate = f"about {shown:.0f} pictures a second" if shown else "fewer pictures than frames"
        return (Finding(inspector=Repeated.name, what=f"every few frames one comes twice: {rate}", fault=False),)


def _greatest(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    """The mean difference in the block that differs most."""
    if one.shape != other.shape:
        return 255.0
    height, width = (side // _BLOCK * _BLOCK for side in one.shape)
    if not height or not width:
        return float(np.abs(one - other).mean())
    apart = np.abs(one[:height, :width] - other[:height, :width])
    return float(apart.reshape(height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK).mean(axis=(1, 3)).max())
