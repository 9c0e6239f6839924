"""What a plan is made of: everything the film needs, how it stands, and what is owed of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from bible.model import Frozen
from edit.sequence import Sequence
from shots.recipe import Recipe
from studio.passes import Wanted
from studio.pick import Pick


class State(StrEnum):
    """How something stands."""

    CURRENT = "current"
    """It shows what is asked for."""
    STALE = "stale"
    """It shows something else than is asked for now."""
    MISSING = "missing"
    """There is none yet."""
    BLOCKED = "blocked"
    """It waits for something else."""
    RUNNING = "running"
    """A take of it is on order."""
    PARKED = "parked"
    """A person must say what becomes of it: it could not be made here, or nobody knows whether an order was taken."""


class Node(Frozen):
    """One thing the film needs."""

    kind: Literal["recording", "still", "keyframe", "clip", "pass", "master"]
    subject: str
    """A line's id, a bible entry's token, a shot's id, shot and take `sh0007/3`, or `film`."""
    name: str
    """How people call it: `NORA L0042`, `1B`, `1B-3 sync`, `film`."""
    state: State
    owed: bool
    """It will be made when asked."""
    reason: str = ""
    """Why it is stale, missing or blocked."""
    content: str = ""
    """Digest of what is asked for."""
    recipe: Recipe | None = None
    """What a still, a keyframe or a clip is made from."""
    takes: tuple[str, ...] = ()
    """The renderers of the takes or stills to be made here, one each."""
    orders: tuple[str, ...] = ()
    """The hosted models it is to be ordered from, one order each."""
    again: str = ""
    """The hosted model that is asked only when a person says so: what was paid for shows something else now."""
    pick: Pick | None = None
    """The take the cut shows."""
    wanted: Wanted | None = None
    """For a pass: the version that is wanted."""


class Plan(Frozen):
    """Everything the film needs, in the order of the film."""

    nodes: tuple[Node, ...]
    sequence: Sequence | None = None
    """The film as it can be cut now."""

    def owed(self, kind: str) -> tuple[Node, ...]:
        """The nodes of a kind that are to be made."""
        return tuple(node for node in self.nodes if node.kind == kind and node.owed)

    def of_shot(self, shot_id: str) -> Node:
        """The clip node of a shot. Raises KeyError when the shot is not in the list."""
        for node in self.nodes:
            if node.kind == "clip" and node.subject == shot_id:
                return node
        raise KeyError(shot_id)

    def master(self) -> Node:
        """The film's own node."""
        return next(node for node in self.nodes if node.kind == "master")
