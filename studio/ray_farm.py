"""The farm on Ray: the same work by actors that keep their models loaded, on this machine or on those of a cluster.

Ray holds no truth. What a job reads is sent along, what it makes comes back as bytes, and only the office that asked
writes it down: an actor that nobody waits for any more can overwrite nothing.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from bible.errors import MissingExtraError, RenderError, SettingsError
from bible.installing import install_extra
from studio import __version__
from studio.farm import DEATHS_ALLOWED, DIED_TWICE, Outcome, told
from studio.ray_actor import Brought, RayActor, packed
from studio.secrets import redact
from studio.worker import Job, Step

if TYPE_CHECKING:
    from ray import ObjectRef
    from ray.actor import ActorHandle

    Actor = ActorHandle[RayActor]

HERE = "local"
"""The address of a Ray that is started for this command and ends with it."""
_LOOK = 0.5
"""Seconds between two looks at how far the actors are."""
_ANSWER = 5.0
"""Seconds a Ray elsewhere may take to answer at all."""
_STORE = 256 * 1024 * 1024
"""Bytes kept free for films on their way, where Ray is started here."""


class RayFarm:
    """A connection to Ray with the actors that were started on it. Use `farm_at`."""

    def __init__(self, address: str) -> None:
        """Raises MissingExtraError without the package, SettingsError when no Ray is found there."""
        if find_spec("ray") is None:
            raise MissingExtraError("working on Ray needs ray", cure=install_extra("ray"))
        _look_for(address)
        # Nothing is reported to anybody about what is made here.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import ray

        try:
            # What Ray says of itself while it starts is none of what a command says.
            with (
                open(os.devnull, "w") as nowhere,
                contextlib.redirect_stderr(nowhere),
                contextlib.redirect_stdout(nowhere),
            ):
                if address == HERE:
                    ray.init(
                        include_dashboard=False, object_store_memory=_STORE, log_to_driver=False,
                        logging_level=logging.ERROR, configure_logging=False,
                    )  # fmt: skip
                else:
                    ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
        except Exception as error:  # noqa: BLE001 (whatever Ray raises: there is none, or it is another one)
            raise _unusable(address, redact(" ".join(str(error).split()))[:300]) from None
        # Whatever it is told of logs, it prints a dead worker's fate on the command's output, which is for results.
        vars(import_module("ray._private.worker"))["_worker_logs_enabled"] = False
        resources: Mapping[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        self._cores, self._cards = int(resources.get("CPU", 1)), int(resources.get("GPU", 0))
        self._idle: dict[bool, list[Actor]] = {True: [], False: []}
        """Actors that wait, with their models loaded: those that have a card, and those that have none."""

    def close(self) -> None:
        """Let the actors go, and Ray where it was started here."""
        import ray

        ray.shutdown()

    def run(self, jobs: Iterable[Job], count: int, workers: int, progress: Callable[[Step], None]) -> Iterator[Outcome]:
        """Do all `count` jobs, as many at a time as there are cores for, and yield each as it ends.

        `workers` limits that, as on one machine; where it is 1 and Ray has cards, each card has an actor. A job is
        taken from the iterable only when an actor is free for it. Nothing a job does stops the others.
        """
        has_card = workers == 1 and self._cards > 0
        size = max(1, min(self._cards if has_card else workers or self._cores, self._cores, count))
        source = iter(jobs)
        crew = _Crew(self._idle[has_card], has_card, progress)
        deaths: dict[int, int] = {}
        again: list[Job] = []
        try:
            while True:
                taken = 0
                for job in islice(chain(_taken(again), source), size - crew.busy):
                    taken += 1
                    try:
                        crew.begin(job)
                    except OSError as error:
                        yield Outcome(job=job, error=told(error))
                if not crew.busy and not taken:
                    return
                for job, outcome in crew.ended():
                    if outcome is not None:
                        yield outcome
                        continue
                    deaths[job.attempt.id] = deaths.get(job.attempt.id, 0) + 1
                    if deaths[job.attempt.id] > DEATHS_ALLOWED:
                        yield Outcome(job=job, error=DIED_TWICE, lasting=True)
                    else:
                        again.append(job)
        finally:
            crew.dismiss()


def _look_for(address: str) -> None:
    """See that something answers there: Ray itself would ask for minutes. Raises SettingsError."""
    if address in (HERE, "auto"):
        return
    found = re.fullmatch(r"(?:ray://)?([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})", address)
    if not found:
        raise _unusable(address, "it is no address")
    try:
        socket.create_connection((found[1].strip("[]"), int(found[2])), timeout=_ANSWER).close()
    except (OSError, OverflowError) as error:
        raise _unusable(address, f"nothing answers there: {error}") from None


def _unusable(address: str, why: str) -> SettingsError:
    return SettingsError(
        f"Ray at {address!r} cannot be used ({why})", where="ray in studio.toml",
        cure='write "local", "auto", or where it runs, as "10.0.0.5:6379"',
    )  # fmt: skip


def _taken(jobs: list[Job]) -> Iterator[Job]:
    while jobs:
        yield jobs.pop()


class _Crew:
    """The actors of one run: those that work, and those that wait with their models loaded."""

    def __init__(self, idle: list[Actor], has_card: bool, progress: Callable[[Step], None]) -> None:
        self._idle = idle
        self._has_card = has_card
        self._progress = progress
        self._at_work: dict[ObjectRef[Brought], tuple[Job, Actor]] = {}

    @property
    def busy(self) -> int:
        """How many are at work."""
        return len(self._at_work)

    def begin(self, job: Job) -> None:
        """Give a job to one that waits, or to a new one. Raises OSError when a file it reads is not there."""
        sent = packed(job)
        actor = self._idle.pop() if self._idle else self._new()
        self._at_work[actor.work.remote(sent)] = (job, actor)

    def ended(self) -> Iterator[tuple[Job, Outcome | None]]:
        """Wait a while; the jobs that ended meanwhile, without an outcome where the actor died of them."""
        import ray
        from ray.exceptions import RayError, RayTaskError

        if not self._at_work:
            return
        done, going = ray.wait(list(self._at_work), timeout=_LOOK)
        for ref in done:
            job, actor = self._at_work.pop(ref)
            try:
                brought: Brought = ray.get(ref)
                job.to.write_bytes(brought.content)
            except RayTaskError as error:
                why = error.cause
                yield job, Outcome(job=job, error=told(why), lasting=isinstance(why, RenderError))
            except RayError:
                # It died, or what it made is lost with the machine that held it: its card is free for another.
                ray.kill(actor)
                yield job, None
                continue
            except OSError as error:
                job.to.unlink(missing_ok=True)
                yield job, Outcome(job=job, error=told(error))
            else:
                self._progress(Step(name=job.name, done=1, total=1))
                yield job, Outcome(job=job, made=brought.made)
            self._idle.append(actor)
        self._tell(going)

    def _tell(self, going: list[ObjectRef[Brought]]) -> None:
        """Pass on how far those are that work; one that does not say so in time is asked the next time."""
        import ray
        from ray.exceptions import RayError

        asked: list[ObjectRef[Step | None]] = [
            self._at_work[ref][1].how_far.remote() for ref in going if ref in self._at_work
        ]
        if not asked:
            return
        said, _ = ray.wait(asked, num_returns=len(asked), timeout=_LOOK)
        for ref in said:
            with contextlib.suppress(RayError):
                if (step := ray.get(ref)) is not None:
                    self._progress(step)

    def dismiss(self) -> None:
        """End those that are still at work: nobody waits for what they make."""
        import ray

        for _, actor in self._at_work.values():
            ray.kill(actor)

    def _new(self) -> Actor:
        import ray

        # One thread works, another tells meanwhile how far it is. Ray tries nothing again: the farm does, and counts.
        cards = int(self._has_card)
        kind = ray.remote(RayActor).options(
            num_cpus=1, num_gpus=cards, max_concurrency=2, max_restarts=0, max_task_retries=0
        )
        return cast("Actor", kind.remote(__version__))


class _Kept:
    """The farms in use, by their address, while somebody asks that they be kept."""

    def __init__(self) -> None:
        self.asked = 0
        self.farms: dict[str, RayFarm] = {}


_kept = _Kept()


def farm_at(address: str) -> RayFarm:
    """The farm on the Ray at an address, connected once. Raises as RayFarm does."""
    if address not in _kept.farms:
        _kept.farms[address] = RayFarm(address)
    return _kept.farms[address]


@contextlib.contextmanager
def keeping_actors() -> Iterator[None]:
    """Let actors wait with their models loaded; they go when the outermost of these ends."""
    _kept.asked += 1
    try:
        yield
    finally:
        _kept.asked -= 1
        if not _kept.asked:
            for farm in _kept.farms.values():
                farm.close()
            _kept.farms.clear()
