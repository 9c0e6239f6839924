"""The farm: works off what is owed, on all cores, and records each piece the moment it is done.

Workers are spawned, never forked, know no database, and end by themselves when the office does. At any time no more
is handed out than there are workers, so that a worker's death is laid to the jobs it held and to no others.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from bible.errors import RenderError, StudioError
from bible.model import Frozen
from studio.worker import Job, Made, Step, start_worker, work

DEATHS_ALLOWED = 1
"""How often a job may take its worker down before it counts as failed."""
DIED_TWICE = "its worker died twice; the system's log may say why (memory?)"
"""What is said of a job that did once too often."""


class Outcome(Frozen):
    """A job that ended: with what was made, or with an error."""

    job: Job
    made: Made | None = None
    error: str = ""
    lasting: bool = False
    """The same again would end in the same error."""


Run = Callable[[Iterable[Job], int, int, Callable[[Step], None]], Iterator[Outcome]]
"""How jobs are worked off: the jobs, how many, how many at a time, and who hears how far they are."""


class _Crew:
    """Worker processes, with the thread that passes on how far they have come."""

    def __init__(self, size: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.size = size
        # A pipe without a lock: a worker that dies would hold a lock for ever, and steps are short enough to be whole.
        self._steps, self._told = context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(size, mp_context=context, initializer=start_worker, initargs=(self._told,))
        self.progress: Callable[[Step], None] = lambda step: None
        self._reader = threading.Thread(target=self._pass_on, daemon=True)
        self._reader.start()

    def dismiss(self, *, at_once: bool = False) -> None:
        """Let the workers go: when they are done, or at once."""
        if at_once:
            for process in list((self.pool._processes or {}).values()):
                process.terminate()
        self.pool.shutdown(wait=True, cancel_futures=True)
        self._told.close()
        self._reader.join()
        self._steps.close()

    def _pass_on(self) -> None:
        with contextlib.suppress(EOFError):
            while True:
                step: Step = self._steps.recv()
                self.progress(step)


class _Kept:
    """The crews that wait for the next run, while somebody asks that they be kept.

    Work that goes one by one has a crew of one: of two workers each would load the model that fills a card.
    """

    def __init__(self) -> None:
        self.asked = False
        self._one: _Crew | None = None
        self._many: _Crew | None = None

    def take(self, size: int, *, one_by_one: bool) -> _Crew:
        """A crew of one, or of at least this size; the one that waited, if it is large enough."""
        if one_by_one:
            crew, self._one = self._one, None
            return crew or _Crew(1)
        crew, self._many = self._many, None
        if crew is not None and crew.size >= size:
            return crew
        if crew is not None:
            crew.dismiss()
        return _Crew(max(size, os.cpu_count() or 1) if self.asked else size)

    def give_back(self, crew: _Crew, *, one_by_one: bool) -> None:
        """Keep a crew that did well, or let it go."""
        if not self.asked:
            crew.dismiss()
            return
        crew.progress = lambda step: None
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


def run(jobs: Iterable[Job], count: int, workers: int, progress: Callable[[Step], None]) -> Iterator[Outcome]:
    """Do all `count` jobs, `workers` at a time (0: one for each core), and yield each as it ends.

    A job is taken from the iterable only when a worker is free for it. Nothing a job does stops the others.
    """
    size = max(1, min(workers or (os.cpu_count() or 1), count))
    source = iter(jobs)
    deaths: dict[int, int] = {}
    again: list[Job] | None = []
    while again is not None:
        crew = _kept.take(size, one_by_one=workers == 1)
        crew.progress = progress
        # Those that were at work when a worker died go one by one, so that the next death is laid to the right one.
        suspects = iter(again)
        try:
            again = yield from _drain(crew.pool, suspects, 1, deaths)
            if again is None:
                again = yield from _drain(crew.pool, source, size, deaths)
            else:
                again.extend(suspects)
        except BaseException:
            crew.dismiss(at_once=True)
            raise
        if again is None:
            _kept.give_back(crew, one_by_one=workers == 1)
        else:
            crew.dismiss()


def _drain(
    pool: ProcessPoolExecutor, source: Iterator[Job], size: int, deaths: dict[int, int]
) -> Generator[Outcome, None, list[Job] | None]:
    """Work until all is done (returns None), or until a worker dies (returns what is to be tried again)."""
    held: dict[Future[Made], Job] = {}
    while True:
        for job in islice(source, size - len(held)):
            held[pool.submit(work, job)] = job
        if not held:
            return None
        ended, _ = wait(held, return_when=FIRST_COMPLETED)
        fallen: list[Job] = []
        for future in ended:
            job = held.pop(future)
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                fallen.append(job)
            elif error is not None:
                yield Outcome(job=job, error=told(error), lasting=isinstance(error, RenderError))
            else:
                yield Outcome(job=job, made=future.result())
        if fallen:
            return (yield from _bury([*fallen, *held.values()], deaths))


def _bury(fallen: list[Job], deaths: dict[int, int]) -> Generator[Outcome, None, list[Job]]:
    """Yield the jobs that took a worker down once too often; returns those to be tried again."""
    again: list[Job] = []
    for job in fallen:
        deaths[job.attempt.id] = deaths.get(job.attempt.id, 0) + 1
        if deaths[job.attempt.id] > DEATHS_ALLOWED:
            yield Outcome(job=job, error=DIED_TWICE, lasting=True)
        else:
            again.append(job)
    return again


def told(error: BaseException) -> str:
    """An error in one line: ours as they are, others with their kind."""
    return str(error) if isinstance(error, StudioError) else f"{type(error).__name__}: {error}"
