"""The farm: works off what is owed, on all cores, and records each piece the moment it is done.

Workers are spawned, never forked, know no database, and end by themselves when the office does. At any time no more
is handed out than there are workers, so that a worker's death is laid to the jobs it held and to no others. One that
stands still is ended, and its job is told.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import NamedTuple, Protocol

from studio.blame import IN_A_ROW, Blame, Outcome, Ruling
from studio.crew import Crew, Patience
from studio.worker import Answer, Job, Step, answer, told

Say = Callable[[str], None]


def unheard(text: str) -> None:
    """Nobody is told."""


class Run(Protocol):
    """How jobs are worked off: the jobs, how many, how many at a time, and who hears how far they are and what befell.

    A job is taken from the iterable only when a worker is free for it. Nothing a job does stops the others. Whatever
    makes nothing of several jobs in a row, a worker or a machine, is given no more; they are tried once elsewhere.
    """

    def __call__(
        self, jobs: Iterable[Job], count: int, workers: int, progress: Callable[[Step], None], say: Say = unheard
    ) -> Iterator[Outcome]:
        """Each job as it ends."""
        ...


class _Kept:
    """The crews that wait for the next run, while somebody asks that they be kept.

    Work that goes one by one has a crew of one: of two workers each would load the model that fills a card.
    """

    def __init__(self) -> None:
        self.asked = False
        self._one: Crew | None = None
        self._many: Crew | None = None

    def take(self, size: int, *, one_by_one: bool) -> Crew:
        """A crew of one, or of at least this size; the one that waited, if it is large enough."""
        if one_by_one:
            crew, self._one = self._one, None
            return crew or Crew(1)
        crew, self._many = self._many, None
        if crew is not None and crew.size >= size:
            return crew
        if crew is not None:
            crew.dismiss()
        return Crew(max(size, os.cpu_count() or 1) if self.asked else size)

    def give_back(self, crew: Crew, *, one_by_one: bool) -> None:
        """Keep a crew that did well, or let it go."""
        if not self.asked:
            crew.dismiss()
            return
        crew.rest()
        if one_by_one:
            self._one = crew
        else:
            self._many = crew

    def dismiss(self) -> None:
        """Let all go that wait."""
        for crew in (self._one, self._many):
            if crew is not None:
                crew.dismiss()
        self._one = self._many = None


_kept = _Kept()
_PATIENCE = Patience()


@contextlib.contextmanager
def keeping_workers() -> Iterator[None]:
    """Let workers wait between runs instead of ending, so that what they loaded is loaded once."""
    before, _kept.asked = _kept.asked, True
    try:
        yield
    finally:
        _kept.asked = before
        if not before:
            _kept.dismiss()


def run(
    jobs: Iterable[Job],
    count: int,
    workers: int,
    progress: Callable[[Step], None],
    say: Say = unheard,
    patience: Patience = _PATIENCE,
) -> Iterator[Outcome]:
    """Do all `count` jobs in processes of this machine, `workers` at a time (0: one for each core). See `Run`."""
    size = max(1, min(workers or (os.cpu_count() or 1), count))
    source = iter(jobs)
    blame = Blame()
    again: list[Job] | None = []
    while again is not None:
        crew = _kept.take(size, one_by_one=workers == 1)
        crew.progress = progress
        # What is tried again goes one by one, so that the next death is laid to the right job.
        suspects = iter(again)
        try:
            again = yield from _drain(crew, suspects, 1, blame, _Watch(say, patience))
            if again is None:
                again = yield from _drain(crew, source, size, blame, _Watch(say, patience))
            else:
                again.extend(suspects)
        except BaseException:
            crew.dismiss(at_once=True)
            raise
        if again is None:
            _kept.give_back(crew, one_by_one=workers == 1)
        else:
            crew.dismiss()
    yield from (outcome for _, outcome in blame.doubts())


class _Watch(NamedTuple):
    """Who is told, and how long workers are waited for."""

    say: Say
    patience: Patience


def _drain(
    crew: Crew, source: Iterator[Job], size: int, blame: Blame, watch: _Watch
) -> Generator[Outcome, None, list[Job] | None]:
    """Work until all is done (returns None), or until the crew is of no more use (returns what is to be tried again).

    That is so when a worker dies, stands still, or fails job after job: what else is at work then is still waited for.
    """
    held: dict[Future[Answer], Job] = {}
    again: list[Job] = []
    still: dict[int, str] = {}
    spent = False
    while True:
        for job in islice(source, 0 if spent else size - len(held)):
            try:
                held[crew.pool.submit(answer, job)] = job
            except BrokenProcessPool:
                # A worker died after its job was done: it is nobody's fault.
                spent = True
                again.append(job)
        if not held:
            return again if spent else None
        ended, _ = wait(held, watch.patience.look, return_when=FIRST_COMPLETED)
        for future in ended:
            ruling = _rule(held.pop(future), future, blame, still)
            yield from ruling.told
            again += ruling.again
            if ruling.spent:
                watch.say(f"A worker failed {IN_A_ROW} times in a row, a fresh one goes on ({ruling.spent})")
            spent = spent or bool(ruling.again) or isinstance(future.exception(), BrokenProcessPool)
        still |= crew.look(held.values(), watch.patience, watch.say)


def _rule(job: Job, future: Future[Answer], blame: Blame, still: Mapping[int, str]) -> Ruling:
    """What follows from a job that ended. A fresh worker may do better where it did not fail for good.

    `still` says of which attempts the worker was ended because it stood still, and why.
    """
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        if job.attempt.id in still:
            return Ruling(told=(Outcome(job=job, error=still[job.attempt.id]),))
        # Where one was ended the others go with it, for no fault of theirs.
        return Ruling(again=(job,)) if still else blame.died(job, "", elsewhere=False)
    if error is not None:
        return blame.ended(Outcome(job=job, error=told(error)), "", elsewhere=False)
    said = future.result()
    outcome = Outcome(job=job, made=said.made, error=said.error, lasting=said.lasting)
    return blame.ended(outcome, str(said.process), elsewhere=not said.lasting)
