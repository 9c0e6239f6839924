"""What it would cost: one take of everything owed, what is certain of it, and what experience adds."""

from __future__ import annotations

from collections.abc import Sequence

from bible.model import Frozen
from studio.ledger.job import PaidJob
from studio.ledger.money import Budget, usd
from studio.production import Production


class Quoted(Frozen):
    """The price of one take, in micro-USD."""

    kind: str
    name: str
    lane: str
    estimate_micro_usd: int
    upper_micro_usd: int
    known: bool
    """It costs exactly this."""
    things: int = 1
    """How many things the order is for: several takes, where one call makes them."""
    until: str = ""
    """The stage that must be done before more is known; empty where nothing is missing."""


class Quote(Frozen):
    """What everything owed would cost, each thing made once, in micro-USD."""

    lines: tuple[Quoted, ...]
    estimate_micro_usd: int
    upper_micro_usd: int
    """What it may cost at most."""
    takes_a_shot: float | None
    """How many paid takes a shot needed so far; None before the first."""
    cap_micro_usd: int
    left_micro_usd: int
    """What the cap still allows."""

    @property
    def with_retakes_micro_usd(self) -> int | None:
        """The estimate with as many takes as shots needed so far."""
        return None if self.takes_a_shot is None else round(self.estimate_micro_usd * self.takes_a_shot)

    def told(self) -> tuple[str, ...]:
        """The quote in words, a row each."""
        if not self.lines:
            return ("nothing that costs is owed",)
        most = f", at most {usd(self.upper_micro_usd)}" if self.upper_micro_usd != self.estimate_micro_usd else ""
        rows = [f"one take each of {sum(line.things for line in self.lines)}: {usd(self.estimate_micro_usd)}{most}"]
        open_ones = sorted({line.until for line in self.lines if line.until})
        rows += [f"some of it is an estimate until {stage} is done" for stage in open_ones]
        if self.takes_a_shot is not None and self.with_retakes_micro_usd is not None:
            so_far = f"so far a shot needed {self.takes_a_shot:.1f} takes"
            rows.append(f"{so_far}: about {usd(self.with_retakes_micro_usd)} at that rate")
        if self.upper_micro_usd > self.left_micro_usd:
            rows.append(f"the cap leaves {usd(self.left_micro_usd)}; --max-cost sets it")
        return tuple(rows)


def quote(jobs: Sequence[PaidJob], production: Production, budget: Budget) -> Quote:
    """The price of these jobs, each done once by the first who may. Pure."""
    lines = tuple(
        Quoted(
            kind=job.kind, name=job.name, lane=first.lane, estimate_micro_usd=first.estimate_micro_usd,
            upper_micro_usd=first.upper_micro_usd, until=first.until,
            things=len(job.shots) if job.kind == "strip" else 1,
            known=not first.until and first.estimate_micro_usd == first.upper_micro_usd,
        )
        for job in jobs
        for first in job.choices[:1]
    )  # fmt: skip
    cap = budget.cap or 0
    return Quote(
        lines=lines,
        estimate_micro_usd=sum(line.estimate_micro_usd for line in lines),
        upper_micro_usd=sum(line.upper_micro_usd for line in lines),
        takes_a_shot=takes_a_shot(production),
        cap_micro_usd=cap,
        left_micro_usd=max(0, cap - budget.held - budget.spent),
    )


def takes_a_shot(production: Production) -> float | None:
    """How many paid takes the shots that have any needed so far; None before the first."""
    paid = [take.shot for take in production.takes if take.cost_micro_usd > 0]
    return len(paid) / len(set(paid)) if paid else None
