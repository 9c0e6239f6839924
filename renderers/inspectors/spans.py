"""Stretches of frames, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence


def stretches(marked: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """First and last frame, both included, of every unbroken run of marked frames."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for number, is_marked in enumerate([*marked, False]):
        if is_marked and start is None:
            start = number
        elif not is_marked and start is not None:
            found.append((start, number - 1))
            start = None
    return tuple(found)


def told(first: int, last: int) -> str:
    """`frame 12`, or `frame 12 to frame 60`."""
    return f"frame {first}" if first == last else f"frame {first} to frame {last}"
