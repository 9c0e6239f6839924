"""The face of a director: what turns a script and its bible into a shot list."""

from __future__ import annotations

from abc import ABC, abstractmethod

from bible.entries import Bible
from bible.model import Frozen
from bible.script import Script
from shots.question import Asking
from shots.shot import ShotList


class Directed(Frozen):
    """What a director made of a script."""

    shots: ShotList
    told: tuple[str, ...] = ()
    """What a person ought to know of it: scenes that were left to the rules, and why."""


class Director(ABC):
    """One way of directing. Register it as an entry point of `studio.directors`."""

    name: str = ""
    """How people ask for it: `--director NAME`."""

    @abstractmethod
    def direct(self, script: Script, bible: Bible) -> ShotList:
        """The shots in cutting order, each with a slate of its own.

        The spans of all shots hold every line of the script exactly once, in order (`shots.spans.check_coverage`),
        and those in frame are in the bible. The same script and bible give the same list. Reads and writes no file.
        """

    def asking(self, script: Script, bible: Bible) -> Asking[Directed]:
        """The same for a director that needs paid answers: it yields questions and is sent their answers.

        One that asks nobody leaves this as it is.
        """
        yield from ()
        return Directed(shots=self.direct(script, bible))


class RuleDirector(Director):
    """By the grammar of coverage: `shots.direct`."""

    name = "rule"

    def direct(self, script: Script, bible: Bible) -> ShotList:
        """Cover every scene by rule."""
        from shots.direct import direct

        return direct(script, bible)
