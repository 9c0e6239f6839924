"""Which side of the frame everybody keeps through a scene, so that the camera never crosses the line between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Literal

from bible.model import Frozen
from shots.shot import Subject

Side = Literal["left", "right", "centre"]
_ACROSS: dict[Side, Side] = {"left": "right", "right": "left", "centre": "centre"}
_TRIED = 8
"""How many people's sides are tried against one another."""


class Staging(Frozen):
    """Everybody's side in one scene."""

    subjects: tuple[Subject, ...]

    def side(self, token: str) -> Side:
        """The side of a token; somebody who was never placed stands in the centre."""
        return next((each.side for each in self.subjects if each.token == token), "centre")

    def of(self, tokens: Iterable[str]) -> tuple[Subject, ...]:
        """These people on their sides, in the order given."""
        return tuple(Subject(token=token, side=self.side(token)) for token in dict.fromkeys(tokens))

    def face(self, one: str, other: str) -> bool:
        """Whether two people look at each other across the frame."""
        return {self.side(one), self.side(other)} == {"left", "right"}


def stage(tokens: Sequence[str], speakers: Sequence[str], before: Staging | None = None) -> Staging:
    """Place those who are seen in a scene.

    `tokens` are those people in order of appearance, `speakers` who speaks, speech by speech, unseen voices too. The
    first looks right, the second left; everyone else stands across from whom they speak with most, so that as many
    speeches as can be are answered across the frame. Somebody alone stands in the centre, or to the left of a voice out
    of frame. `before` is the scene that goes on without a break: its sides are kept.
    """
    if len(tokens) == 1 and before is None:
        alone: Side = "left" if any(each != tokens[0] for each in speakers) else "centre"
        return Staging(subjects=(Subject(token=tokens[0], side=alone),))
    sides: dict[str, Side] = {}
    kept = {each.token: each.side for each in before.subjects} if before else {}
    talks = Counter(frozenset(pair) for pair in pairwise(speakers) if pair[0] != pair[1])
    for token in tokens:
        if kept.get(token, "centre") != "centre":
            sides[token] = kept[token]
    for token in tokens:
        if token not in sides:
            sides[token] = _across(token, tokens, sides, talks)
    sides = _best(sides, tuple(token for token in tokens[1:] if kept.get(token, "centre") == "centre"), talks)
    return Staging(subjects=tuple(Subject(token=token, side=sides[token]) for token in tokens))


def _across(token: str, tokens: Sequence[str], sides: dict[str, Side], talks: Counter[frozenset[str]]) -> Side:
    if not sides:
        return "left"
    partner = max(sides, key=lambda other: (talks[frozenset((token, other))], -tokens.index(other)))
    if not talks[frozenset((token, partner))]:
        counts = Counter(sides.values())
        return "right" if counts["right"] <= counts["left"] else "left"
    return "right" if sides[partner] == "left" else "left"


def _best(sides: dict[str, Side], free: Sequence[str], talks: Counter[frozenset[str]]) -> dict[str, Side]:
    """The sides on which most speeches are answered across the frame; of equally good ones those nearest to `sides`.

    `free` are those who may change theirs. Of many people only those who speak most are tried.
    """
    busy = sorted(free, key=lambda token: -sum(count for pair, count in talks.items() if token in pair))[:_TRIED]

    def answered(placed: dict[str, Side]) -> int:
        return sum(count for pair, count in talks.items() if len({placed.get(token) for token in pair}) == 2)

    best, most = sides, answered(sides)
    for number in range(1, len(busy) + 1):
        for turned in combinations(busy, number):
            tried = {**sides, **{token: _ACROSS[sides[token]] for token in turned}}
            if answered(tried) > most:
                best, most = tried, answered(tried)
    return best
