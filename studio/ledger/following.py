"""Following a job at its provider until it is over there: asked after, called off, never ordered twice."""

from __future__ import annotations

import asyncio

from renderers.hosted.wire import FailureKind, RemoteState, Submitted, WireError
from studio.ledger.job import Ending, PaidAttempt, PlacedJob
from studio.ledger.sending import came_to_nothing, delivered
from studio.ledger.settling import park
from studio.ledger.work import Bench, Move, ended, reference, still_remote
from studio.worker import Step

_LOST_AFTER = 3
"""Times a provider may deny a job before it is believed: some show new jobs late."""
_SLOWLY = 0.05
"""The longer a job runs, the longer between two questions: never more than this share of the time it took."""
_SLOWEST = 30.0


async def follow(bench: Bench, job: PlacedJob, attempt: PaidAttempt, *, fresh: bool) -> Move:
    """Ask after a job until it is over. `fresh` when it was sent just now: then the first question can wait."""
    wire = bench.backend(attempt).wire
    denied, waited = 0, 0.0
    while True:
        if fresh or waited:
            pause = max(wire.poll_seconds, min(_SLOWEST, waited * _SLOWLY))
            await asyncio.sleep(pause)
            waited += pause
        fresh, waited = True, waited or wire.poll_seconds
        try:
            state = await bench.hands.call(wire.poll, reference(attempt))
        except WireError as error:
            denied = denied + 1 if error.kind == FailureKind.LOST else 0
            move = await _not_told(bench, job, attempt, error, denied)
            if move is not None:
                return move
            continue
        denied = bench.failures[attempt.id] = 0
        await bench.went_well(attempt.lane)
        over, move = await _told(bench, job, attempt, state)
        if over:
            return move
        # Only what was seen to run: to call off what is done would delete it, at some providers.
        await _call_off(bench, job, attempt)
        if bench.tries.left(attempt) < -bench.rules.grace:
            minutes = round(bench.rules.longest / 60)
            why = f"it still runs at {attempt.order.provider} after {minutes} minutes and may be billed"
            return await park(bench, job, attempt, why)


async def _told(bench: Bench, job: PlacedJob, attempt: PaidAttempt, state: RemoteState) -> tuple[bool, Move]:
    """Whether the job is over at its provider, and what follows."""
    if state.state == "succeeded":
        return True, await delivered(bench, attempt, Submitted(ref=reference(attempt), state=state))
    if state.state == "cancelled" and attempt.id in bench.asked_off:
        cost = state.cost_micro_usd if state.cost_micro_usd is not None else 0 if state.charged is False else None
        return True, await _called_off(bench, attempt, cost)
    if state.state in ("failed", "cancelled"):
        called = state.model_copy(update={"message": state.message or "it was cancelled there"})
        return True, await came_to_nothing(bench, attempt, state if state.state == "failed" else called)
    if state.state == "unknown":
        bench.say(f"{job.name}: {attempt.order.provider}: {state.note or 'an unknown status'}")
    bench.step(Step(name=job.name, done=int(state.progress * 100), total=100))
    return False, None


async def _called_off(bench: Bench, attempt: PaidAttempt, cost: int | None) -> Move:
    """A job ended because it was asked to stop, and cost so much all the same."""
    why = bench.asked_off[attempt.id]
    off = await bench.hands.write(bench.tries.cancelled, attempt, cost, why)
    return ended(off, Ending.CANCELLED, attempt, why)


async def _not_told(bench: Bench, job: PlacedJob, attempt: PaidAttempt, error: WireError, denied: int) -> Move:
    """What follows from a question without an answer: the job goes on at its provider all the same."""
    why, kind = error.message, error.kind
    if kind in (FailureKind.RATE_LIMITED, FailureKind.CONCURRENCY_FULL):
        rest = error.retry_after if error.retry_after is not None else bench.backed_off(1)
        await bench.hands.write(bench.tries.rest, attempt.lane, rest)
        await asyncio.sleep(rest)
        return None
    if kind == FailureKind.LOST:
        if denied < _LOST_AFTER:
            return None
        if attempt.id in bench.told_off:
            # It was deleted, as it was asked to be; nobody says any more what it cost.
            return await _called_off(bench, attempt, None)
        return await park(bench, job, attempt, f"{attempt.order.provider} does not know the job any more ({why})")
    if kind in (FailureKind.AUTH, FailureKind.QUOTA):
        await bench.hands.write(bench.tries.stop, attempt.lane, why)
        return still_remote(job, attempt, why)
    bench.failures[attempt.id] += 1
    stopped = await bench.went_badly(attempt.lane, why)
    if stopped:
        return still_remote(job, attempt, why)
    await asyncio.sleep(max(bench.backed_off(bench.failures[attempt.id]), bench.tries.rest_left(attempt.lane) or 0.0))
    return None


async def _call_off(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> None:
    """Ask the provider, once, to stop: because a person wants it, it asks too much, or it has run for too long."""
    wire = bench.backend(attempt).wire
    why = bench.asked_off.get(attempt.id, "")
    if job.id in bench.cancels:
        why = "called off"
    elif bench.tries.left(attempt) < 0:
        why = "it ran for too long"
    if not why or attempt.id in bench.told_off:
        return
    bench.asked_off[attempt.id] = why
    bench.told_off.add(attempt.id)
    try:
        stops = await bench.hands.call(wire.cancel, reference(attempt))
    except WireError as error:
        stops = False
        bench.say(f"{job.name}: {error.message}")
    if not stops:
        bench.say(f"{job.name}: {attempt.order.provider} cannot stop it; what it makes is kept")
