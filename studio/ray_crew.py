"""The actors of one run on Ray: who does which job, who waits, and who is given no more."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from bible.errors import RenderError
from studio import __version__
from studio.blame import IN_A_ROW, Blame, Outcome, Ruling
from studio.farm import Say
from studio.ray_actor import Brought, RayActor, packed
from studio.worker import Job, Step, told

if TYPE_CHECKING:
    from ray import ObjectRef
    from ray.actor import ActorHandle

    Actor = ActorHandle[RayActor]

_LOOK = 0.5
"""Seconds between two looks at how far the actors are."""


class Machine(NamedTuple):
    """A machine of the cluster."""

    id: str
    name: str
    cores: int
    cards: int


def living_machines() -> tuple[Machine, ...]:
    """The machines on which anything can be made."""
    import ray

    rows = ray.nodes()  # type: ignore[no-untyped-call]
    found = (
        Machine(
            id=row["NodeID"], name=row["NodeManagerAddress"],
            cores=int(row["Resources"].get("CPU", 0)), cards=int(row["Resources"].get("GPU", 0)),
        )
        for row in rows
        if row["Alive"]
    )  # fmt: skip
    return tuple(each for each in found if each.cores)


def _free_cores() -> float:
    import ray

    return float(ray.available_resources().get("CPU", 0))  # type: ignore[no-untyped-call]


class Hand(NamedTuple):
    """An actor, and the machine it says it is on."""

    actor: Actor
    at: ObjectRef[str]

    @property
    def name(self) -> str:
        """What tells it from other actors."""
        return str(self.at)


class Crew:
    """The actors of one run: those that work, and those that wait with their models loaded."""

    def __init__(
        self, idle: dict[bool, list[Hand]], has_card: bool, progress: Callable[[Step], None], say: Say
    ) -> None:
        self._idle, self._others_idle = idle[has_card], idle[not has_card]
        self._has_card = has_card
        self._look_around()
        self._progress = progress
        self._say = say
        self._at_work: dict[ObjectRef[Brought], tuple[Job, Hand]] = {}
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

    def _look_around(self) -> None:
        """See which machines there are; those who wait on one that left are of no use any more."""
        self._machines = living_machines()
        here = {each.id for each in self._machines}
        for idle in (self._idle, self._others_idle):
            idle[:] = [hand for hand in idle if _place_of(hand) in here]

    def _free_the_waiting(self) -> Iterator[Ruling]:
        """See that no job waits for ever for an actor that found no core, as where a machine left.

        It goes to one that waits for work, which holds a core; else those of the other kind that wait let go of theirs.
        """
        import ray

        waiting = [ref for ref, (_, hand) in self._at_work.items() if not _place_of(hand)]
        ready = len(self._idle)
        for ref in waiting[:ready]:
            job, hand = self._at_work.pop(ref)
            ray.kill(hand.actor)
            try:
                self.begin(job)
            except OSError as error:
                yield Ruling(told=(Outcome(job=job, error=told(error)),))
        if waiting[ready:] and self._others_idle and _free_cores() < 1:
            ray.kill(self._others_idle.pop().actor)

    def ended(self) -> Iterator[Ruling]:
        """Wait a while; what follows from the jobs that ended meanwhile, or of which their actor died."""
        import ray
        from ray.exceptions import RayError, RayTaskError

        if not self._at_work:
            return
        yield from self._free_the_waiting()
        done, going = ray.wait(list(self._at_work), timeout=_LOOK) if self._at_work else ([], [])
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

    def _ruled(self, job: Job, outcome: Outcome | None, hand: Hand) -> Ruling:
        """What follows from a job that ended, or whose actor died.

        A death is laid to the machine, any other failure to the actor: it is replaced, or where its machine made
        nothing at all and there are others, that machine is given no more.
        """
        place = _place_of(hand)
        others = bool(place and self._others(place))
        if outcome is None:
            self._look_around()
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

    def _replace(self, hand: Hand, why: str) -> None:
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

    def _new(self) -> Hand:
        import ray

        # One thread works, another tells meanwhile how far it is. Ray tries nothing again: the farm does, and counts.
        cards = int(self._has_card)
        elsewhere = {"ray.io/node-id": f"!in({','.join(sorted(self._spent))})"} if self._spent else None
        kind = ray.remote(RayActor).options(
            num_cpus=1, num_gpus=cards, max_concurrency=2, max_restarts=0, max_task_retries=0, label_selector=elsewhere
        )
        actor = cast("Actor", kind.remote(__version__))
        return Hand(actor, actor.where.remote())


def _place_of(hand: Hand) -> str:
    """The id of the machine an actor is on; empty where it never said so."""
    import ray
    from ray.exceptions import RayError

    said, _ = ray.wait([hand.at], timeout=0)
    with contextlib.suppress(RayError):
        return str(ray.get(hand.at)) if said else ""
    return ""
