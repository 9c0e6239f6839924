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
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, islice

from bible.errors import MissingExtraError, SettingsError
from bible.installing import install_extra
from studio.blame import Outcome
from studio.farm import Say, unheard
from studio.ray_crew import Crew, Hand, living_machines
from studio.secrets import redact
from studio.worker import Job, Step, told

HERE = "local"
"""The address of a Ray that is started for this command and ends with it."""
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
                        address=HERE, include_dashboard=False, object_store_memory=_STORE, log_to_driver=False,
                        logging_level=logging.ERROR, configure_logging=False,
                    )  # fmt: skip
                else:
                    ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
        except Exception as error:  # noqa: BLE001 (whatever Ray raises: there is none, or it is another one)
            raise _unusable(address, redact(" ".join(str(error).split()))[:300]) from None
        # Whatever it is told of logs, a thread of it prints a dead worker's fate on the command's output, which is for
        # results. It has no public switch; where this one is renamed, a row too much is all that comes of it.
        vars(import_module("ray._private.worker"))["_worker_logs_enabled"] = False
        self._idle: dict[bool, list[Hand]] = {True: [], False: []}
        """Actors that wait, with their models loaded: those that have a card, and those that have none."""

    def close(self) -> None:
        """Let the actors go, and Ray where it was started here."""
        import ray

        ray.shutdown()

    def run(
        self,
        jobs: Iterable[Job],
        count: int,
        workers: int,
        progress: Callable[[Step], None],
        say: Say = unheard,
    ) -> Iterator[Outcome]:
        """Do all `count` jobs, as many at a time as there are cores for. See `farm.Run`.

        `workers` limits that, as on one machine; where it is 1 and Ray has cards, each card has an actor.
        """
        has_card = workers == 1 and any(each.cards for each in living_machines())
        most = count if has_card else min(workers or count, count)
        source = iter(jobs)
        crew = Crew(self._idle, has_card, progress, say)
        again: list[Job] = []
        try:
            while True:
                taken = 0
                for job in islice(chain(_taken(again), source), min(crew.room, most) - crew.busy):
                    taken += 1
                    try:
                        crew.begin(job)
                    except OSError as error:
                        yield Outcome(job=job, error=told(error))
                over = not crew.busy and not taken
                for ruling in crew.doubts() if over else crew.ended():
                    yield from ruling.told
                    again += ruling.again
                if over and not again:
                    return
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
