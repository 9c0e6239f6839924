"""From frames of the film to frames of a model: rates, the numbers of frames it can make, and calls for long takes."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from bible.model import Frozen


class Grid(Frozen):
    """The numbers of frames a model can make in one call: `step * k + 1` up to `at_most`."""

    step: int
    at_most: int

    def up(self, frames: int) -> int:
        """The least number on the grid that holds so many frames; may exceed `at_most`."""
        return -(-max(frames - 1, 1 if self.step > 1 else 0) // self.step) * self.step + 1

    def down(self, frames: int) -> int:
        """The greatest number on the grid that does not exceed so many frames."""
        return max(frames - 1, 0) // self.step * self.step + 1

    @property
    def most(self) -> int:
        """The most frames of one call."""
        return self.down(self.at_most)


class Call(Frozen):
    """One call of a model, in its own frames, counted from the first of the take."""

    start: int
    """The take's frame that the call's first one shows."""
    frames: int
    """Frames asked for."""
    overlap: int
    """Of them, those the call before it has made already: what it starts from."""
    keep: int
    """Frames that go into the take after the overlap."""

    @property
    def end(self) -> int:
        """The take's frame after the last one kept."""
        return self.start + self.overlap + self.keep


def model_rate(film: Fraction, rate: int, up_to: int | None) -> Fraction:
    """The rate a model is asked for: its own; or, where it takes any up to a limit, the film's or a whole part."""
    if up_to is None:
        return Fraction(rate)
    return film / max(1, -(-film // up_to))


def frames_shown(total: int, film: Fraction, model: Fraction) -> tuple[int, ...]:
    """For each frame of the film, the model's frame that is on the screen when it starts."""
    return tuple(int(frame * model / film) for frame in range(total))


def frames_spread(total: int, made: int) -> tuple[int, ...]:
    """For each frame of the film, a model's frame, from its first to its last one: for takes that end on a picture."""
    return tuple(frame * (made - 1) // max(total - 1, 1) for frame in range(total))


def plan_calls(needed: int, grid: Grid, overlap: int = 0, pins: tuple[int, ...] = ()) -> tuple[Call, ...]:
    """The calls that make `needed` frames, none longer than the grid allows.

    `overlap` is how many frames of one call the next starts from; 0 where it cannot go on, and then more than one call
    raises ValueError. At each of the `pins`, ascending, a call ends and the next begins on that very frame.
    """
    calls: list[Call] = []
    edges = [0, *(pin for pin in pins if 0 < pin < needed - 1), needed - 1]
    for first, last in pairwise(edges) if needed > 1 else ((0, 0),):
        calls += _stretch(first, last, grid, overlap, began=bool(calls))
    return tuple(calls)


def _stretch(first: int, last: int, grid: Grid, overlap: int, began: bool) -> list[Call]:
    """Calls of equal length from frame `first` to frame `last`, both shown; `first` was made before if it `began`."""
    count = last - first + 1
    if count <= grid.most:
        return [Call(start=first, frames=grid.up(count), overlap=int(began), keep=count - began)]
    if not overlap or overlap >= grid.most:
        raise ValueError(f"{count} frames are needed, one call makes {grid.most}")
    number = -(-(count - overlap) // (grid.most - overlap))
    frames = grid.up(-(-(count - overlap) // number) + overlap)
    calls = [Call(start=first, frames=frames, overlap=int(began), keep=frames - began)]
    while calls[-1].end <= last:
        start = calls[-1].end - overlap
        keep = min(frames - overlap, last + 1 - overlap - start)
        calls.append(Call(start=start, frames=grid.up(overlap + keep), overlap=overlap, keep=keep))
    return calls
