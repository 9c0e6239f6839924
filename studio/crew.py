"""The worker processes of one run: started together, heard, watched for signs of life, and let go."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import select
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from typing import NamedTuple, cast

from bible.model import Frozen
from studio.vitals import Vitals, vitals_of
from studio.worker import Begun, Job, Step, start_worker

_BY_ITSELF = 2.0
"""Seconds in which a worker that is told to end may do so, and end what it started."""
_WHEN_DONE = 30.0
"""Seconds in which one that has nothing more to do ends."""
_CPU = 0.1
"""Seconds of computing that are a sign of life: one who only looks at the clock takes less in an hour."""
_MOVED = 1 << 16
"""Bytes that are one."""


class Patience(Frozen):
    """How long a worker is waited for that gives no sign of life, in seconds.

    Signs are steps it tells, and what it and all it started compute, read and write: the slow ones give some.
    """

    look: float = 15.0
    """Between two looks."""
    tells: float = 600.0
    """Until a person is told."""
    ends: float = 3600.0
    """Until it is ended; 0: never."""


class _Mark(NamedTuple):
    """The last sign of life of a job."""

    at: float
    processes: tuple[int, ...]
    steps: int
    cpu: float
    moved: int
    told: bool = False


class Crew:
    """Worker processes, with the thread that passes on how far they have come."""

    def __init__(self, size: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.size = size
        # A pipe without a lock: a worker that dies would hold a lock for ever, and steps are short enough to be whole.
        self._steps, self._told = context.Pipe(duplex=False)
        self._over, self._end = context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(size, mp_context=context, initializer=start_worker, initargs=(self._told,))
        self._answers = self.pool._result_queue
        self.progress: Callable[[Step], None] = lambda step: None
        self._at: dict[int, int] = {}
        """The attempt each process took up last, by its number."""
        self._heard: Counter[str] = Counter()
        """Steps told so far, by the job's name."""
        self._marks: dict[int, _Mark] = {}
        self._clock, self._looked, self._dead = 0.0, time.monotonic(), 0
        self._all_heard = threading.Event()
        self._reader = threading.Thread(target=self._pass_on, daemon=True)
        self._reader.start()

    def rest(self) -> None:
        """Have what the workers told so far passed on, and nothing from then on, until `progress` is set again."""
        # Workers tell a step before they answer: what comes behind them in the pipe comes last. It is not put into a
        # pipe that is full, for then nobody listens.
        if select.select([], [self._told], [], 0)[1]:
            self._all_heard.clear()
            self._told.send(None)
            self._all_heard.wait(_WHEN_DONE)
        self.progress = lambda step: None

    def look(self, jobs: Collection[Job], patience: Patience, say: Callable[[str], None]) -> dict[int, str]:
        """See how the workers of these jobs do, when it is time to.

        Those that stand still are ended; returned is what to say of their jobs, by the attempt's id.
        """
        now = time.monotonic()
        if now - self._looked < patience.look:
            return {}
        # A laptop that slept, or a command that was stopped for a while, is no standstill of the workers.
        self._clock += min(now - self._looked, 2 * patience.look)
        self._looked = now
        self._see_the_dead()
        processes = list(self.pool._processes or {})
        vitals = vitals_of(processes)
        taken = {job.attempt.id for job in jobs} & set(self._at.values())
        free = tuple(each for each in processes if self._at.get(each) not in taken)
        ended: dict[int, str] = {}
        for job in jobs:
            its = tuple(each for each in processes if self._at.get(each) == job.attempt.id) or free
            still = self._still(job, its, vitals)
            words = _words(its, vitals)
            if patience.ends and still >= patience.ends:
                ended[job.attempt.id] = f"its worker gave no sign of life for {_minutes(still)} and was ended ({words})"
                self._let_end([each for each in self._processes() if each.pid in its], _BY_ITSELF)
            elif still >= patience.tells and not self._marks[job.attempt.id].told:
                self._marks[job.attempt.id] = self._marks[job.attempt.id]._replace(told=True)
                left = f"; it is ended in {_minutes(patience.ends - still)}" if patience.ends else ""
                say(f"{job.name}: its worker gives no sign of life ({words}){left}")
        return ended

    def _still(self, job: Job, its: tuple[int, ...], vitals: dict[int, Vitals]) -> float:
        """Seconds since the last sign of life of a job."""
        there = [vitals[each] for each in its if each in vitals]
        cpu, moved = sum(each.cpu for each in there), sum(each.moved for each in there)
        mark, steps = self._marks.get(job.attempt.id), self._heard[job.name]
        lives = (
            mark is None or (mark.processes, mark.steps) != (its, steps)
            or cpu - mark.cpu >= _CPU or moved - mark.moved >= _MOVED
        )  # fmt: skip
        if mark is None or lives:
            mark = self._marks[job.attempt.id] = _Mark(self._clock, its, steps, cpu, moved)
        return self._clock - mark.at

    def _see_the_dead(self) -> None:
        """See that the pool hears of a worker that died.

        It does not where something that the worker started still holds its pipes.
        """
        deaf = not self.pool._broken and any(not each.is_alive() for each in self._processes())
        self._dead = self._dead + 1 if deaf else 0
        if self._dead > 1:
            self._break()

    def dismiss(self, *, at_once: bool = False) -> None:
        """Let the workers go: when they are done, or at once. Those that do not go are ended."""
        processes = self._processes()
        manager = cast("threading.Thread | None", self.pool._executor_manager_thread)
        if not at_once:
            self.pool.shutdown(wait=False, cancel_futures=True)
            _wait_for(processes, _WHEN_DONE)
        self._let_end(processes, _BY_ITSELF)
        if manager is not None and manager.is_alive():
            manager.join(_BY_ITSELF)
            if manager.is_alive():
                self._break()
        self.pool.shutdown(wait=True, cancel_futures=True)
        self._end.close()
        # Where it stands in a terminal that takes nothing it is not waited for.
        self._reader.join(_BY_ITSELF)
        if not self._reader.is_alive():
            self._told.close()
            self._steps.close()
            self._over.close()

    def _processes(self) -> list[BaseProcess]:
        return list((self.pool._processes or {}).values())

    def _let_end(self, processes: list[BaseProcess], seconds: float) -> None:
        """End processes: in order, and where they do not, all the same."""
        for each in processes:
            each.terminate()
        _wait_for(processes, seconds)
        for each in processes:
            each.kill()

    def _break(self) -> None:
        """Tell the pool that it is broken: what comes on its way for answers is none."""
        self._answers._writer.send_bytes(b"no answer")  # type: ignore[attr-defined]

    def _pass_on(self) -> None:
        while True:
            ready = multiprocessing.connection.wait([self._steps, self._over])
            if self._steps not in ready:
                return
            said: Step | Begun | None = self._steps.recv()
            if said is None:
                self._all_heard.set()
                continue
            if isinstance(said, Begun):
                self._at[said.process] = said.attempt
                continue
            self._heard[said.name] += 1
            self.progress(said)


def _wait_for(processes: list[BaseProcess], seconds: float) -> None:
    """Until all have ended, or so long. Asked one by one: what a worker started may hold what tells of its end."""
    until, pause = time.monotonic() + seconds, threading.Event()
    while any(each.is_alive() for each in processes) and time.monotonic() < until:
        pause.wait(0.02)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} s"


def _words(its: tuple[int, ...], vitals: dict[int, Vitals]) -> str:
    """Which processes they are, and how one that was stopped goes on."""
    named = ", ".join(map(str, its)) or "none is left"
    stopped = [str(each) for each in its if each in vitals and vitals[each].stopped]
    return f"process {named}" + (f", stopped: kill -CONT {' '.join(stopped)} lets it go on" if stopped else "")
