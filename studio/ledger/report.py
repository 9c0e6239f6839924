"""What it did cost: estimated and actual, by shot and by second kept, with what is unsettled, assumed or paid twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bible.model import Frozen
from renderers.hosted.wire import FailureKind
from studio.attempt import LOCAL, AttemptState
from studio.ledger.lanes import rest_of
from studio.ledger.money import PRODUCTION, budgets, shares, usd
from studio.ledger.quote import takes_a_shot
from studio.ledger.requests import OpenJob, open_jobs
from studio.ledger.tables import JobRow, JobShotRow, LaneRow
from studio.plan import Node, Plan
from studio.production import Production, Ruling
from studio.store import Store
from studio.tables import AttemptRow, ShotRow

_OTHERS = {"still": "stills of cast and places", "answer": "questions to language models", "recording": "voices"}
"""How people call what was not for a shot."""


class Spent(Frozen):
    """Money of some tries, in micro-USD."""

    tries: int = 0
    takes: int = 0
    """Tries that came to something."""
    estimated_micro_usd: int = 0
    """What the tries that cost something ought to have cost."""
    spent_micro_usd: int = 0
    held_micro_usd: int = 0


class ShotCost(Spent):
    """What one shot cost."""

    slate: str
    kept_seconds: float = 0.0
    """Seconds of it in the cut that were paid for."""
    per_kept_second_micro_usd: int | None = None


class LaneView(Frozen):
    """How a lane stands."""

    name: str
    slots: int
    rests_seconds: float
    stopped: str
    """Why nothing is sent any more; empty while it is open."""
    seconds_a_take: float | None
    """From the order to the take, on average."""


class Report(Frozen):
    """What `studio report` shows; `--json` gives the same. Money is in micro-USD."""

    cap_micro_usd: int
    spent_micro_usd: int
    held_micro_usd: int
    over_micro_usd: int
    """Charged beyond the cap by providers who asked more than was agreed."""
    estimated_micro_usd: int
    """What everything that was charged ought to have cost."""
    assumed_micro_usd: int
    """The part of what is spent that no provider stated: the worst was assumed."""
    written_off_micro_usd: int
    sent_again: int
    """Unclear orders that were sent once more: each may be billed twice."""
    sent_again_micro_usd: int
    shots: tuple[ShotCost, ...]
    others: Mapping[str, Spent]
    """What was not for a shot, by kind: answers, stills of the cast."""
    per_kept_second_micro_usd: int | None
    takes_a_shot: float | None
    reasons: Mapping[str, int]
    """Why takes were refused, and how often."""
    open: tuple[OpenJob, ...]
    lanes: tuple[LaneView, ...]

    def told(self) -> tuple[str, ...]:
        """The report in words, a row each."""
        return (*self._money(), *map(_shot_told, self.shots), *self._rest())

    def _money(self) -> Iterator[str]:
        yield (
            f"spent {usd(self.spent_micro_usd)} (estimated {usd(self.estimated_micro_usd)}), "
            f"held {usd(self.held_micro_usd)}, cap {usd(self.cap_micro_usd)}"
        )
        if self.assumed_micro_usd:
            yield f"of it {usd(self.assumed_micro_usd)} that no provider stated: the worst is assumed"
        if self.over_micro_usd:
            yield f"{usd(self.over_micro_usd)} beyond the cap: somebody charged more than was agreed"
        if self.written_off_micro_usd:
            yield f"written off {usd(self.written_off_micro_usd)}"
        if self.sent_again:
            yield f"sent again {self.sent_again} ({usd(self.sent_again_micro_usd)}): each may be billed twice"
        if self.per_kept_second_micro_usd is not None and self.takes_a_shot is not None:
            second = usd(self.per_kept_second_micro_usd)
            yield f"{second} a kept second; so far a shot needed {self.takes_a_shot:.1f} paid takes"

    def _rest(self) -> Iterator[str]:
        for kind, spent in self.others.items():
            yield f"{_OTHERS.get(kind, kind)}: {usd(spent.spent_micro_usd)} in {_tries(spent.tries)}"
        if self.reasons:
            yield "refused for " + ", ".join(f"{reason} ({count})" for reason, count in self.reasons.items())
        for job in self.open:
            yield f"{job.name}: {job.state} at {job.lane}, {usd(job.held_micro_usd)} held"
        for lane in self.lanes:
            if lane.stopped:
                yield f"{lane.name} was stopped: {lane.stopped}"
            elif lane.rests_seconds:
                yield f"{lane.name} rests for {lane.rests_seconds:.0f} s"


def _shot_told(shot: ShotCost) -> str:
    second = shot.per_kept_second_micro_usd
    kept = f", {usd(second)} a kept second" if second is not None else ""
    takes = f"{shot.takes} take{'s' * (shot.takes != 1)}"
    return f"{shot.slate}: {usd(shot.spent_micro_usd)} in {_tries(shot.tries)}, {takes}{kept}"


def _tries(count: int) -> str:
    return f"{count} {'try' if count == 1 else 'tries'}"


def report(store: Store, production: Production, planned: Plan) -> Report:
    """Everything that was paid, and for what."""
    with store.reading() as session:
        whole = next((each for each in budgets(session) if each.scope == PRODUCTION), None)
        rows = list(session.scalars(select(AttemptRow).where(AttemptRow.lane != LOCAL).order_by(AttemptRow.id)))
        shots = _shots(session)
        slates = {each.id: each.slate for each in session.execute(select(ShotRow.id, ShotRow.slate))}
        lanes = _lanes(session, rows, datetime.fromisoformat(store.now()))
        kinds = {each.id: each.kind for each in session.execute(select(JobRow.id, JobRow.kind))}
    by_shot = _by_shot(rows, shots, slates, planned)
    kept = sum(each.kept_seconds for each in by_shot)
    again = [row for row in rows if row.failure == FailureKind.UNCLEAR]
    return Report(
        cap_micro_usd=(whole.cap or 0) if whole else 0,
        spent_micro_usd=whole.spent if whole else 0,
        held_micro_usd=whole.held if whole else 0,
        over_micro_usd=whole.over if whole else 0,
        estimated_micro_usd=_spent(rows).estimated_micro_usd,
        assumed_micro_usd=sum(row.cost_micro_usd for row in rows if not row.cost_is_known),
        written_off_micro_usd=sum(row.cost_micro_usd for row in rows if row.failure == "written_off"),
        sent_again=len(again),
        sent_again_micro_usd=sum(row.cost_micro_usd for row in again),
        shots=by_shot,
        others={
            kind: _spent(row for row in rows if row.kind == kind and not shots.get(row.id))
            for kind in sorted({kinds[row.job] for row in rows if row.job and not shots.get(row.id)})
        },
        per_kept_second_micro_usd=round(sum(each.spent_micro_usd for each in by_shot) / kept) if kept else None,
        takes_a_shot=takes_a_shot(production),
        reasons=_reasons(production),
        open=open_jobs(store),
        lanes=lanes,
    )


def _shots(session: Session) -> dict[int, tuple[str, ...]]:
    """The shots each try is for, in the order in which they share its cost."""
    wanted = select(AttemptRow.id, JobShotRow.shot).join(JobShotRow, JobShotRow.job == AttemptRow.job)
    found: dict[int, tuple[str, ...]] = {}
    for attempt, shot in session.execute(wanted.order_by(AttemptRow.id, JobShotRow.shot)):
        found[attempt] = (*found.get(attempt, ()), shot)
    return found


def _by_shot(
    rows: list[AttemptRow], shots: dict[int, tuple[str, ...]], slates: Mapping[str, str], planned: Plan
) -> tuple[ShotCost, ...]:
    """The shots that were paid for, in cutting order, then those that left the list since.

    A try for several shots is shared among them.
    """
    tries: dict[str, list[AttemptRow]] = {}
    for row in rows:
        for shot in shots.get(row.id, ()):
            tries.setdefault(shot, []).append(row)
    nodes = {node.subject: node for node in planned.nodes if node.kind == "clip" and node.recipe is not None}
    views = []
    for shot in (*(shot for shot in nodes if shot in tries), *(shot for shot in tries if shot not in nodes)):
        node, mine = nodes.get(shot), tries[shot]
        whole = _spent(mine)
        spent = sum(_share(row.cost_micro_usd, shots[row.id], shot) for row in mine)
        held = sum(_share(row.held_micro_usd, shots[row.id], shot) for row in mine)
        charged = (row for row in mine if row.cost_micro_usd)
        estimated = sum(_share(row.estimate_micro_usd, shots[row.id], shot) for row in charged)
        seconds = _kept_seconds(node) if node is not None else 0.0
        views.append(
            ShotCost(
                slate=node.name if node is not None else slates.get(shot, shot),
                tries=whole.tries, takes=whole.takes, estimated_micro_usd=estimated,
                spent_micro_usd=spent, held_micro_usd=held, kept_seconds=seconds,
                per_kept_second_micro_usd=round(spent / seconds) if seconds else None,
            )
        )  # fmt: skip
    return tuple(views)


def _kept_seconds(node: Node) -> float:
    """Seconds of a shot in the cut that were paid for."""
    paid = node.recipe is not None and node.pick is not None and node.pick.take.cost_micro_usd > 0
    return float(node.recipe.picture.rate.seconds(node.recipe.frames)) if paid and node.recipe is not None else 0.0


def _share(amount: int, shots: tuple[str, ...], shot: str) -> int:
    return shares(amount, len(shots))[shots.index(shot)]


def _spent(rows: Iterable[AttemptRow]) -> Spent:
    found = list(rows)
    return Spent(
        tries=len(found),
        takes=sum(row.state == AttemptState.DONE for row in found),
        estimated_micro_usd=sum(row.estimate_micro_usd for row in found if row.cost_micro_usd),
        spent_micro_usd=sum(row.cost_micro_usd for row in found),
        held_micro_usd=sum(row.held_micro_usd for row in found),
    )


def _reasons(production: Production) -> dict[str, int]:
    found: dict[str, int] = {}
    for verdict in production.verdicts:
        if verdict.ruling == Ruling.NO_GOOD and verdict.reason is not None:
            found[verdict.reason.value] = found.get(verdict.reason.value, 0) + 1
    return found


def _lanes(session: Session, rows: list[AttemptRow], now: datetime) -> tuple[LaneView, ...]:
    views = []
    for lane in session.scalars(select(LaneRow).order_by(LaneRow.name)):
        took = [
            (datetime.fromisoformat(row.ended_at) - datetime.fromisoformat(row.started_at)).total_seconds()
            for row in rows
            if row.lane == lane.name and row.state == AttemptState.DONE
        ]
        average = sum(took) / len(took) if took else None
        views.append(
            LaneView(
                name=lane.name, slots=lane.slots, rests_seconds=rest_of(lane, now), stopped=lane.stopped,
                seconds_a_take=average,
            )
        )  # fmt: skip
    return tuple(views)
