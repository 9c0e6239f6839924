"""Whose fault it is when work fails: the job's own, or that of where it was made.

A worker that fails job after job, or a machine of a cluster on which nothing comes to an end, would use up all that is
owed. What fails is therefore laid to its place first: once that has made nothing of several jobs in a row, it is given
no more, and those jobs are tried once elsewhere. As soon as the place makes something, the jobs were at fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from bible.model import Frozen
from studio.worker import Job, Made

DEATHS_ALLOWED = 1
"""How often a job may take its worker down before it counts as failed."""
DIED_TWICE = "its worker died twice; the system's log may say why (memory?)"
"""What is said of a job that did once too often."""
IN_A_ROW = 3
"""Of how many jobs in a row a place may make nothing before it is given no more."""


class Outcome(Frozen):
    """A job that ended: with what was made, or with an error."""

    job: Job
    made: Made | None = None
    error: str = ""
    lasting: bool = False
    """The same again would end in the same error."""


class Ruling(Frozen):
    """What follows from a job that ended, or whose worker died."""

    told: tuple[Outcome, ...] = ()
    """What has ended for good."""
    again: tuple[Job, ...] = ()
    """What is to be tried again."""
    spent: str = ""
    """Why the place is to be given no more: whose work failed there in a row, and the last error."""


class Blame:
    """The account of one run. A place is a worker, or a machine with all of its workers."""

    def __init__(self) -> None:
        self._deaths: Counter[int] = Counter()
        self._in_a_row: defaultdict[str, dict[int, Job]] = defaultdict(dict)
        """Jobs a place made nothing of since it made something, by their attempt's id."""
        self._held: defaultdict[str, list[Outcome]] = defaultdict(list)
        """Failures that may be their place's fault."""
        self._moved: set[int] = set()
        """Attempts that were taken from a place and tried elsewhere."""
        self._made_elsewhere = self._failed_elsewhere = 0
        self._spent: set[str] = set()

    def ended(self, outcome: Outcome, place: str, *, elsewhere: bool) -> Ruling:
        """A job ended at a place; `elsewhere`: it could be tried at another one."""
        number = outcome.job.attempt.id
        if outcome.made is not None:
            self._made_elsewhere += number in self._moved
            self._in_a_row.pop(place, None)
            return Ruling(told=(*self._held.pop(place, []), outcome))
        if not self._may_be_the_place(number, elsewhere):
            self._failed_elsewhere += number in self._moved
            return Ruling(told=(outcome,))
        self._held[place].append(outcome)
        return self._count(outcome.job, place, outcome.error)

    def died(self, job: Job, place: str, *, elsewhere: bool) -> Ruling:
        """The worker that made a job died of it, as far as can be told."""
        number = job.attempt.id
        self._deaths[number] += 1
        if self._deaths[number] > DEATHS_ALLOWED:
            return self.ended(Outcome(job=job, error=DIED_TWICE, lasting=True), place, elsewhere=elsewhere)
        may_be = self._may_be_the_place(number, elsewhere)
        ruling = self._count(job, place, "its worker died") if may_be else Ruling()
        return ruling if ruling.again else Ruling(again=(job,))

    def doubts(self) -> tuple[tuple[str, Outcome], ...]:
        """What is still held back when all work is done, with its place, which made nothing since.

        It is too little to give a place up. Whoever tries it once more elsewhere does not have it held back again.
        """
        held = tuple((place, outcome) for place, several in self._held.items() for outcome in several)
        self._moved |= {outcome.job.attempt.id for _, outcome in held}
        self._held.clear()
        self._in_a_row.clear()
        return held

    def _may_be_the_place(self, number: int, elsewhere: bool) -> bool:
        """Not where the same job failed at two places, or where moving jobs never helped yet."""
        helps = self._made_elsewhere or self._failed_elsewhere < IN_A_ROW
        return elsewhere and number not in self._moved and bool(helps)

    def _count(self, job: Job, place: str, error: str) -> Ruling:
        """Lay a failure to its place; the jobs it is taken from, once it was too much."""
        failed = self._in_a_row[place]
        failed[job.attempt.id] = job
        if len(failed) < IN_A_ROW and place not in self._spent:
            return Ruling()
        ended = {outcome.job.attempt.id for outcome in self._held.pop(place, [])} | {job.attempt.id}
        for number in failed:
            del self._deaths[number]
        self._moved |= failed.keys()
        del self._in_a_row[place]
        why = "" if place in self._spent else f"{', '.join(each.name for each in failed.values())}: {error}"
        self._spent.add(place)
        return Ruling(again=tuple(each for number, each in failed.items() if number in ended), spent=why)
