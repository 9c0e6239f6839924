"""Which phone of a line belongs to which of its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from renderers.voices.arpabet import VOWELS


def words_of_phones(line: Sequence[str], words: Sequence[Sequence[str]]) -> list[int]:
    """For each phone of a line as it was spoken, the number of the word it belongs to; numbers never go back.

    `words` are the phones of each word spoken alone. A line runs its words together, so the two are laid side by
    side with as few changes as can be. Every word that has phones gets one at least, where there are enough.
    """
    alone = [(phone, number) for number, phones in enumerate(words) for phone in phones]
    if not alone:
        return [0] * len(line)
    cost = np.zeros((len(line) + 1, len(alone) + 1))
    cost[:, 0] = np.arange(len(line) + 1)
    cost[0, :] = np.arange(len(alone) + 1)
    for i, spoken in enumerate(line, start=1):
        for j, (phone, _) in enumerate(alone, start=1):
            cost[i, j] = min(
                cost[i - 1, j - 1] + _difference(spoken, phone), cost[i - 1, j] + 0.9, cost[i, j - 1] + 0.9
            )
    owners: list[int | None] = [None] * len(line)
    i, j = len(line), len(alone)
    while i and j:
        if cost[i, j] == cost[i - 1, j - 1] + _difference(line[i - 1], alone[j - 1][0]):
            i, j = i - 1, j - 1
            owners[i] = alone[j][1]
        elif cost[i, j] == cost[i - 1, j] + 0.9:
            i -= 1
        else:
            j -= 1
    first = next((each for each in owners if each is not None), alone[0][1])
    settled: list[int] = []
    for owner in owners:
        settled.append(owner if owner is not None else settled[-1] if settled else first)
    return settled


def _difference(one: str, other: str) -> float:
    """How unlike two phones are, from 0 to 1."""
    if one == other:
        return 0.0
    return 0.4 if (one in VOWELS) == (other in VOWELS) else 1.0
