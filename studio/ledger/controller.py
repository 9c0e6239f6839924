"""The controller: one for a production, it works off what is ordered from others, and loses none of it.

    for outcome in Controller(store, backends).run(jobs, reporter.step):
        ...

It keeps no truth of its own. All that must last is in the database before the next call goes out; killed at any
moment and started again, it goes on where the database says.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from queue import SimpleQueue

from sqlalchemy.exc import DatabaseError

from bible.errors import FolderError, LedgerError, StudioError
from studio.attempt import AttemptState
from studio.ledger.backend import Backend, Rules
from studio.ledger.book import Book, Desk, Waiting
from studio.ledger.clock import SteadyClock
from studio.ledger.fetching import bring_home, publish
from studio.ledger.following import follow
from studio.ledger.hands import Hands
from studio.ledger.job import Choice, Ending, JobState, Outcome, PaidAttempt, PaidJob, PlacedJob
from studio.ledger.sending import send, send_later
from studio.ledger.settling import settle
from studio.ledger.tries import Tries
from studio.ledger.work import Bench, Move, ended, still_remote
from studio.secrets import redact
from studio.store import Store
from studio.worker import Step

_LAST_WORDS = 90.0
"""Seconds that orders on their way out get to come back when the run is stopped."""


class Controller:
    """Orders jobs from backends, within slots, rates and caps, and sees each of them through.

    The store must be held (`Store.hold`). `backends` are known by their lanes; `shot_cap` is in micro-USD.
    """

    def __init__(
        self,
        store: Store,
        backends: Mapping[str, Backend],
        *,
        rules: Rules | None = None,
        shot_cap: int | None = None,
        clock: Callable[[], datetime] | None = None,
        hands: Hands | None = None,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self._desk = Desk(store, rules or Rules(), clock or SteadyClock())
        self._backends = dict(backends)
        self._book = Book(self._desk, shot_cap)
        self._hands = hands
        self._say = lambda text: say(redact(text))
        self._halted = threading.Event()
        self._wake: Callable[[], None] = lambda: None

    def run(self, jobs: Sequence[PaidJob], step: Callable[[Step], None]) -> Iterator[Outcome]:
        """Order all jobs and yield each as it ends; what an interrupted run left open is gone on with too.

        Closing the iterator, as Ctrl-C does, sends nothing more, waits for orders on their way out, and leaves what
        runs at the providers to the next run. Raises LedgerError for a lane nobody works, TakenOverError once another
        process holds the production, FolderError when the database cannot be written.
        """
        outcomes: SimpleQueue[Outcome | None] = SimpleQueue()
        self._halted.clear()
        with ThreadPoolExecutor(1, "studio-controller") as thread:
            done = thread.submit(lambda: asyncio.run(self.work(jobs, outcomes.put, step)))
            done.add_done_callback(lambda _: outcomes.put(None))
            try:
                while (outcome := outcomes.get()) is not None:
                    yield outcome
            finally:
                self.stop()
            done.result()

    def stop(self) -> None:
        """Send nothing more, and end the run as soon as orders on their way out are back. From any thread."""
        self._halted.set()
        self._wake()

    async def work(
        self, jobs: Sequence[PaidJob], tell: Callable[[Outcome], None], step: Callable[[Step], None]
    ) -> None:
        """The same inside an event loop: `tell` gets each outcome as it comes. Raises as `run` does."""
        unknown = {choice.lane for job in jobs for choice in job.choices} - self._backends.keys()
        if unknown:
            raise LedgerError(f"nobody works the lane {sorted(unknown)[0]}", cure="see `studio renderers`")
        hands = self._hands or Hands()
        bench = Bench(self._desk, Tries(self._desk), hands, self._backends, step, self._say)
        run = _Run(bench, self._book, tell)
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(run.stop)

        self._wake = wake
        try:
            if not self._halted.is_set():
                await run.go(jobs)
        finally:
            self._wake = lambda: None
            if self._hands is None:
                hands.rest()


class _Run:
    """One run of the controller: the jobs it was given, and the tries it sees through."""

    def __init__(self, bench: Bench, book: Book, tell: Callable[[Outcome], None]) -> None:
        self._bench = bench
        self._book = book
        self._tell = tell
        self._owed: set[int] = set()
        self._said: set[int] = set()
        self._let_go: set[int] = set()
        self._tasks: dict[asyncio.Task[None], tuple[PlacedJob, PaidAttempt]] = {}
        self._sending: set[asyncio.Task[Move]] = set()
        self._changed = asyncio.Event()
        self._chained = False
        self._ended_since = True
        self._stopped = False
        self._broken: BaseException | None = None

    def stop(self) -> None:
        """Send nothing more."""
        self._stopped = True
        self._changed.set()

    async def go(self, jobs: Sequence[PaidJob]) -> None:
        """Place the jobs, go on with what was left open, and work until nothing more can be done.

        Raises as `run` does.
        """
        lanes = [backend.lane for backend in self._bench.backends.values()]
        placed = await self._bench.hands.write(self._book.place, jobs, lanes)
        self._owed = {job.id for job in placed}
        self._chained = any(job.needs for job in placed)
        for job in placed:
            if job.state == JobState.FAILED:
                self._out(ended(job, Ending.FAILED, error=job.reason))
            elif job.state == JobState.PARKED:
                self._out(ended(job, Ending.PARKED, error=job.reason))
        for job, attempt in await self._bench.hands.write(self._book.open_attempts):
            self._take_up(job, attempt)
        try:
            await self._until_nothing_is_left()
        finally:
            await self._wind_up()
        if self._broken is not None:
            raise self._broken
        if not self._stopped:
            await self._say_what_is_left()
            await self._bench.hands.write(self._book.leave)

    def _take_up(self, job: PlacedJob, attempt: PaidAttempt) -> None:
        if attempt.state == AttemptState.PARKED:
            if job.id not in self._said:
                self._out(ended(job, Ending.PARKED, attempt, job.reason))
        elif attempt.lane not in self._bench.backends:
            self._out(still_remote(job, attempt, f"{attempt.lane} is not in use now"))
        else:
            self._start(job, attempt, fresh=False)

    async def _until_nothing_is_left(self) -> None:
        settles = {name: backend.wire.settles for name, backend in self._bench.backends.items()}
        loop = asyncio.get_running_loop()
        looked = loop.time()
        while not self._stopped and self._broken is None:
            self._changed.clear()
            claims = await self._bench.hands.write(self._book.claim, settles)
            for job, attempt in claims.opened:
                self._start(job, attempt, fresh=True)
            if await self._release_waiting():
                continue
            if not self._tasks and claims.wait is None:
                return
            await self._rest(claims.wait)
            if loop.time() - looked >= self._bench.rules.look:
                looked = loop.time()
                await self._look()

    async def _look(self) -> None:
        """What other commands asked for meanwhile: jobs called off, orders a person found at their provider."""
        self._bench.cancels |= await self._bench.hands.write(self._book.cancels_asked)
        known = {attempt.id for _, attempt in self._tasks.values()} | self._let_go
        for job, attempt in await self._bench.hands.write(self._book.followed_by_nobody, known):
            self._take_up(job, attempt)

    async def _rest(self, wait: float | None) -> None:
        """Until something changes; requests of other commands are looked for meanwhile."""
        look = self._bench.rules.look
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), look if wait is None else min(look, wait))

    async def _release_waiting(self) -> bool:
        """Let jobs go whose needs are done. Returns whether any moved."""
        if not (self._chained and self._ended_since):
            return False
        self._ended_since = False
        takers, moved = await self._bench.hands.write(self._book.release_waiting)
        for waiting in takers:
            try:
                choices = await self._completed(waiting)
            except (StudioError, OSError) as error:
                await self._bench.hands.write(self._book.fail, waiting.job.id, str(error))
            else:
                await self._bench.hands.write(self._book.complete, waiting.job.id, choices)
        # Those that moved may be what others wait for.
        self._ended_since = moved or bool(takers)
        return self._ended_since

    async def _completed(self, waiting: Waiting) -> tuple[Choice, ...]:
        """The orders of a job with what it takes from the jobs it needed."""
        choices = []
        for choice in waiting.job.choices:
            backend = self._bench.backends[choice.lane]
            order = await self._bench.hands.make(backend.complete, choice.order, waiting.inputs)
            choices.append(choice.model_copy(update={"order": order}))
        return tuple(choices)

    def _start(self, job: PlacedJob, attempt: PaidAttempt, *, fresh: bool) -> None:
        task = asyncio.create_task(self._see_through(job, attempt, fresh=fresh))
        self._tasks[task] = (job, attempt)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        job, attempt = self._tasks.pop(task)
        self._ended_since = True
        self._changed.set()
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, DatabaseError):
            error = FolderError(
                f"the database cannot be written ({error.orig})", cure="free the disk, then run it again"
            )
        if isinstance(error, FolderError) or not isinstance(error, Exception):
            self._broken = self._broken or error
        else:
            told = str(error) if isinstance(error, StudioError) else f"{type(error).__name__}: {error}"
            self._out(still_remote(job, attempt, told))

    async def _see_through(self, job: PlacedJob, attempt: PaidAttempt, *, fresh: bool) -> None:
        """Move a try on until the job has ended, or goes on without it."""
        move: Move = attempt
        while isinstance(move, PaidAttempt):
            move = await self._move(job, move, fresh=fresh)
            if not isinstance(move, PaidAttempt) or move.state == AttemptState.DELIVERED:
                # A slot is free, or a job may go on elsewhere.
                self._changed.set()
            fresh = True
        if move is not None:
            self._out(move)

    async def _move(self, job: PlacedJob, attempt: PaidAttempt, *, fresh: bool) -> Move:
        """One move; `fresh` when the try stands where this run has put it."""
        bench = self._bench
        if attempt.state == AttemptState.INTENDED:
            if not attempt.sent_at:
                await asyncio.sleep(bench.delays.pop(attempt.id, 0.0))
                return await send_later(bench, attempt)
            if not fresh:
                return await bench.hands.write(bench.tries.unclear, attempt, "the run was interrupted")
            return await self._unbroken(send(bench, job, attempt))
        if attempt.state == AttemptState.UNKNOWN:
            return await settle(bench, job, attempt)
        if attempt.state == AttemptState.SUBMITTED:
            return await follow(bench, job, attempt, fresh=fresh)
        if attempt.state == AttemptState.DELIVERED:
            return await bring_home(bench, job, attempt)
        return await publish(bench, job, attempt)

    async def _unbroken(self, sending: Coroutine[None, None, Move]) -> Move:
        """An order on its way out is seen back, even when the run is stopped meanwhile."""
        task = asyncio.ensure_future(sending)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return await asyncio.shield(task)

    async def _wind_up(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._sending:
            await asyncio.wait(self._sending, timeout=_LAST_WORDS)

    async def _say_what_is_left(self) -> None:
        """Jobs that were not ordered, and why."""
        left = self._owed - self._said
        stopped = await self._bench.hands.write(self._book.stopped_lanes)
        for job in await self._bench.hands.write(self._book.jobs, left):
            if job.state == JobState.CANCELLED:
                self._out(ended(job, Ending.CANCELLED, error=job.reason))
            elif job.state == JobState.FAILED:
                self._out(ended(job, Ending.FAILED, error=job.reason))
            elif job.state in (JobState.READY, JobState.BLOCKED, JobState.WAITING):
                why = stopped.get(job.chosen.lane) or job.reason or "what it needs is not there yet"
                self._out(ended(job, Ending.BLOCKED, error=why))

    def _out(self, outcome: Outcome) -> None:
        self._said.add(outcome.job.id)
        if outcome.ending == Ending.REMOTE and outcome.attempt is not None:
            self._let_go.add(outcome.attempt.id)
        self._tell(outcome)
