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
from typing import TYPE_CHECKING, NamedTuple, cast

from bible.errors import MissingExtraError, RenderError, SettingsError
from bible.installing import install_extra
from studio import __version__
from studio.blame import IN_A_ROW, Blame, Outcome, Ruling
from studio.farm import Say, unheard
from studio.ray_actor import Brought, RayActor, packed
from studio.secrets import redact
from studio.worker import Job, Step, told

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
        self._idle: dict[bool, list[_Hand]] = {True: [], False: []}
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
        machines = _machines()
        has_card = workers == 1 and any(each.cards for each in machines)
        most = count if has_card else min(workers or count, count)
        source = iter(jobs)
        crew = _Crew(machines, self._idle[has_card], has_card, progress, say)
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


class _Machine(NamedTuple):
    """A machine of the cluster."""

    id: str
    name: str
    cores: int
    cards: int


def _machines() -> tuple[_Machine, ...]:
    """The machines on which anything can be made."""
    import ray

    rows = ray.nodes()  # type: ignore[no-untyped-call]
    found = (
        _Machine(
            id=row["NodeID"], name=row["NodeManagerAddress"],
            cores=int(row["Resources"].get("CPU", 0)), cards=int(row["Resources"].get("GPU", 0)),
        )
        for row in rows
        if row["Alive"]
    )  # fmt: skip
    return tuple(each for each in found if each.cores)


class _Hand(NamedTuple):
    """An actor, and the machine it says it is on."""

    actor: Actor
    at: ObjectRef[str]

    @property
    def name(self) -> str:
        """What tells it from other actors."""
        return str(self.at)


class _Crew:
    """The actors of one run: those that work, and those that wait with their models loaded."""

    def __init__(
        self,
        machines: tuple[_Machine, ...],
        idle: list[_Hand],
        has_card: bool,
        progress: Callable[[Step], None],
        say: Say,
    ) -> None:
        self._machines = machines
        self._idle = idle
        # Those whose machine left since the last run are of no use any more.
        idle[:] = [hand for hand in idle if _place_of(hand) in {each.id for each in machines}]
        self._has_card = has_card
        self._progress = progress
        self._say = say
        self._at_work: dict[ObjectRef[Brought], tuple[Job, _Hand]] = {}
        self._blame = Blame()
        self._spent: set[str] = set()
        """Machines that made nothing of several jobs in a row."""
        self._makes: set[str] = set()
        """Machines that made something in this run."""
        self._machine_of: dict[str, str] = {}
        """The machines of actors that failed, by the actor's name."""

    @property
    def busy(self) -> int:
        """How many are at work."""
        return len(self._at_work)

    @property
    def room(self) -> int:
        """How many may be at work on the machines that are given any; one at least, which then says what is wrong."""
        given = [each for each in self._machines if each.id not in self._spent]
        return max(1, sum(min(each.cards, each.cores) if self._has_card else each.cores for each in given))

    def begin(self, job: Job) -> None:
        """Give a job to one that waits, or to a new one. Raises OSError when a file it reads is not there."""
        sent = packed(job)
        hand = self._idle.pop() if self._idle else self._new()
        self._at_work[hand.actor.work.remote(sent)] = (job, hand)

    def ended(self) -> Iterator[Ruling]:
        """Wait a while; what follows from the jobs that ended meanwhile, or of which their actor died."""
        import ray
        from ray.exceptions import RayError, RayTaskError

        if not self._at_work:
            return
        done, going = ray.wait(list(self._at_work), timeout=_LOOK)
        for ref in done:
            job, hand = self._at_work.pop(ref)
            outcome: Outcome | None = None
            try:
                brought: Brought = ray.get(ref)
                job.to.write_bytes(brought.content)
            except RayTaskError as error:
                why = error.cause
                outcome = Outcome(job=job, error=told(why), lasting=isinstance(why, RenderError))
            except RayError:
                # It died, or what it made is lost with the machine that held it: its card is free for another.
                ray.kill(hand.actor)
            except OSError as error:
                # It came, and cannot be written here: that is laid to nobody there.
                job.to.unlink(missing_ok=True)
                self._idle.append(hand)
                yield Ruling(told=(Outcome(job=job, error=told(error)),))
                continue
            else:
                self._progress(Step(name=job.name, done=1, total=1))
                outcome = Outcome(job=job, made=brought.made)
            if outcome is not None:
                self._idle.append(hand)
            yield self._ruled(job, outcome, hand)
        self._tell(going)

    def _ruled(self, job: Job, outcome: Outcome | None, hand: _Hand) -> Ruling:
        """What follows from a job that ended, or whose actor died.

        A death is laid to the machine, any other failure to the actor: it is replaced, or where its machine made
        nothing at all and there are others, that machine is given no more.
        """
        place = _place_of(hand)
        others = bool(place and self._others(place))
        if outcome is None:
            ruling = self._blame.died(job, place, elsewhere=others)
        else:
            self._makes |= {place} if outcome.made is not None else set()
            self._machine_of[hand.name] = place
            ruling = self._blame.ended(outcome, hand.name, elsewhere=others or not outcome.lasting)
        if place in self._spent or (ruling.spent and others and place not in self._makes):
            self._give_up(place, ruling.spent)
        elif ruling.spent:
            self._replace(hand, ruling.spent)
        return ruling

    def _replace(self, hand: _Hand, why: str) -> None:
        """Let an actor go; the next job is given to a fresh one."""
        import ray

        self._say(f"A worker failed {IN_A_ROW} times in a row, a fresh one goes on ({why})")
        self._idle[:] = [each for each in self._idle if each is not hand]
        ray.kill(hand.actor)

    def _others(self, place: str) -> set[str]:
        """The other machines that are given work."""
        return {each.id for each in self._machines} - self._spent - {place}

    def _give_up(self, place: str, why: str) -> None:
        """Give a machine no more, end those that wait there, and say so once."""
        import ray

        if place not in self._spent:
            self._spent.add(place)
            name = next((each.name for each in self._machines if each.id == place), place)
            self._say(f"The machine {name} makes nothing and is given no more in this run ({why})")
        for hand in [each for each in self._idle if _place_of(each) in self._spent]:
            self._idle.remove(hand)
            ray.kill(hand.actor)

    def doubts(self) -> Iterator[Ruling]:
        """What follows from failures on machines that made nothing since: they are tried once on others."""
        for name, outcome in self._blame.doubts():
            place = self._machine_of.get(name, name)
            if place in self._makes or (place not in self._spent and not self._others(place)):
                yield Ruling(told=(outcome,))
                continue
            self._give_up(place, f"{outcome.job.name}: {outcome.error}")
            yield Ruling(again=(outcome.job,))

    def _tell(self, going: list[ObjectRef[Brought]]) -> None:
        """Pass on how far those are that work; one that does not say so in time is asked the next time."""
        import ray
        from ray.exceptions import RayError

        asked: list[ObjectRef[Step | None]] = [
            self._at_work[ref][1].actor.how_far.remote() for ref in going if ref in self._at_work
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

        for _, hand in self._at_work.values():
            ray.kill(hand.actor)

    def _new(self) -> _Hand:
        import ray

        # One thread works, another tells meanwhile how far it is. Ray tries nothing again: the farm does, and counts.
        cards = int(self._has_card)
        elsewhere = {"ray.io/node-id": f"!in({','.join(sorted(self._spent))})"} if self._spent else None
        kind = ray.remote(RayActor).options(
            num_cpus=1, num_gpus=cards, max_concurrency=2, max_restarts=0, max_task_retries=0, label_selector=elsewhere
        )
        actor = cast("Actor", kind.remote(__version__))
        return _Hand(actor, actor.where.remote())


def _place_of(hand: _Hand) -> str:
    """The id of the machine an actor is on; empty where it never said so."""
    import ray
    from ray.exceptions import RayError

    said, _ = ray.wait([hand.at], timeout=0)
    with contextlib.suppress(RayError):
        return str(ray.get(hand.at)) if said else ""
    return ""


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
