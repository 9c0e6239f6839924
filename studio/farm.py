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
from itertools import chain, islice
from multiprocessing.queues import SimpleQueue

from bible.errors import RenderError, StudioError
from bible.model import Frozen
from studio.worker import Job, Made, Step, start_worker, work

_DEATHS_ALLOWED = 1
"""How often a job may take its worker down before it counts as failed."""


class Outcome(Frozen):
    """A job that ended: with what was made, or with an error."""

    job: Job
    made: Made | None = None
    error: str = ""
    lasting: bool = False
    """The same again would end in the same error."""


def run(jobs: Iterable[Job], count: int, workers: int, progress: Callable[[Step], None]) -> Iterator[Outcome]:
    """Do all `count` jobs, `workers` at a time (0: one for each core), and yield each as it ends.

    A job is taken from the iterable only when a worker is free for it. Nothing a job does stops the others.
    """
    size = max(1, min(workers or (os.cpu_count() or 1), count))
    source = iter(jobs)
    deaths: dict[int, int] = {}
    steps: SimpleQueue[Step | None] = multiprocessing.get_context("spawn").SimpleQueue()
    reader = threading.Thread(target=_pass_on, args=(steps, progress), daemon=True)
    reader.start()
    again: list[Job] | None = []
    try:
        while again is not None:
            with _pool(size, steps) as pool:
                again = yield from _drain(pool, chain(again, source), size, deaths)
    finally:
        steps.put(None)
        reader.join()
        steps.close()


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
                yield Outcome(job=job, error=_told(error), lasting=isinstance(error, RenderError))
            else:
                yield Outcome(job=job, made=future.result())
        if fallen:
            return (yield from _bury([*fallen, *held.values()], deaths))


def _bury(fallen: list[Job], deaths: dict[int, int]) -> Generator[Outcome, None, list[Job]]:
    """Yield the jobs that took a worker down once too often; returns those to be tried again."""
    again: list[Job] = []
    for job in fallen:
        deaths[job.attempt.id] = deaths.get(job.attempt.id, 0) + 1
        if deaths[job.attempt.id] > _DEATHS_ALLOWED:
            yield Outcome(job=job, error="its worker died twice; the system's log may say why (memory?)", lasting=True)
        else:
            again.append(job)
    return again


@contextlib.contextmanager
def _pool(size: int, steps: SimpleQueue[Step | None]) -> Iterator[ProcessPoolExecutor]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(size, mp_context=context, initializer=start_worker, initargs=(steps,))
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pass_on(steps: SimpleQueue[Step | None], progress: Callable[[Step], None]) -> None:
    while (step := steps.get()) is not None:
        progress(step)


def _told(error: BaseException) -> str:
    """An error in one line: ours as they are, others with their kind."""
    return str(error) if isinstance(error, StudioError) else f"{type(error).__name__}: {error}"
