"""Sending an order: once, and whatever comes back is written down before anything else happens."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

from bible.errors import StudioError
from renderers.hosted.wire import FailureKind, RemoteState, Submitted, WireError
from studio.files import sha256_of
from studio.ledger.job import Ending, Outcome, PaidAttempt, PlacedJob
from studio.ledger.money import usd
from studio.ledger.requests import settle_line
from studio.ledger.work import Bench, Move, after_failure, ended
from studio.steps import reached

_LANE_STOPS = (FailureKind.AUTH, FailureKind.QUOTA)
_WAITS = (FailureKind.RATE_LIMITED, FailureKind.CONCURRENCY_FULL)
NOT_SENT = "not_sent"
"""The failure of an order that could not even be sent."""


async def send(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """Send the order of a try that was marked as sent."""
    changed = await bench.hands.make(_changed_guide, attempt) if attempt.order.guides else ""
    if changed:
        why = f"{changed} changed since this was ordered; one key is never sent with two orders"
        if attempt.sends > 1:
            told = f"{why} — {settle_line(f'{job.name}-{attempt.number}', job.kind)}"
            parked = await bench.hands.write(bench.tries.parked, attempt, told)
            return parked and ended(job, Ending.PARKED, parked, told)
        return await give_up(bench, attempt, NOT_SENT, why)
    try:
        answer = await bench.hands.call(_post, bench, attempt)
    except WireError as error:
        return await _not_taken(bench, attempt, error)
    except StudioError as error:
        # Something was missing here; nothing left this machine.
        return await give_up(bench, attempt, NOT_SENT, str(error))
    return await _taken(bench, attempt, answer)


def _post(bench: Bench, attempt: PaidAttempt) -> Submitted:
    answer = bench.backend(attempt).wire.submit(attempt.order)
    reached("order sent")
    return answer


async def _taken(bench: Bench, attempt: PaidAttempt, answer: Submitted) -> Move:
    if answer.state.state == "succeeded":
        return await delivered(bench, attempt, answer)
    if answer.state.state == "failed":
        return await came_to_nothing(bench, attempt, answer.state)
    sent = await bench.hands.write(bench.tries.submitted, attempt, answer.ref, answer.estimate_micro_usd)
    if sent is None:
        return None
    there, refusal = sent
    bench.troubled.discard(attempt.lane)
    if refusal:
        price = usd(answer.estimate_micro_usd or 0)
        bench.asked_off[attempt.id] = f"{attempt.order.provider} asks {price} for it: {refusal}"
    return there


async def delivered(bench: Bench, attempt: PaidAttempt, answer: Submitted) -> Move:
    """A result is there. One that came with the answer is put on the disk before the database knows of it."""
    assets = answer.state.assets
    if not assets:
        nothing = answer.state.model_copy(
            update={"state": "failed", "failure": FailureKind.REFUSED, "message": "done, but nothing came out"}
        )
        return await came_to_nothing(bench, attempt, nothing)
    if assets[0].inline:
        await bench.hands.make(_keep, bench, attempt, assets[0].inline)
    cost, remark = answer.state.cost_micro_usd, answer.state.note
    there = await bench.hands.write(bench.tries.delivered, attempt, cost, remark, answer.ref)
    if there is not None and not assets[0].inline:
        bench.assets[there.id] = assets
    return there


async def came_to_nothing(bench: Bench, attempt: PaidAttempt, state: RemoteState) -> Move:
    """The provider gave the job up. Where it does not say that this is free, the worst is assumed."""
    kind = state.failure or FailureKind.TRANSIENT
    cost = state.cost_micro_usd if state.cost_micro_usd is not None else 0 if state.charged is False else None
    why = f"{attempt.order.provider}: {state.message or state.code or 'the job failed'}"
    if kind == FailureKind.TRANSIENT:
        await bench.went_badly(attempt.lane, why)
    failed = await bench.hands.write(bench.tries.failed, attempt, kind, why, cost=cost)
    return after_failure(failed, attempt)


async def _not_taken(bench: Bench, attempt: PaidAttempt, error: WireError) -> Move:
    """What follows from a submit that did not end in an answer."""
    kind, why = error.kind, error.message
    if kind == FailureKind.UNCLEAR:
        unknown = await bench.hands.write(bench.tries.unclear, attempt, why)
        await bench.went_badly(attempt.lane, why)
        return unknown
    if kind in _WAITS:
        bench.failures[attempt.id] += 1
        if bench.failures[attempt.id] > bench.rules.waits:
            return await give_up(bench, attempt, kind, why)
        told = error.retry_after
        rest = bench.backed_off(bench.failures[attempt.id]) if told is None else told
        bench.say(f"{attempt.lane} asks to wait {rest:.0f} s")
        return await bench.hands.write(bench.tries.unsent, attempt, why, rest)
    if kind == FailureKind.TRANSIENT:
        bench.failures[attempt.id] += 1
        stopped = await bench.went_badly(attempt.lane, why)
        if not stopped and bench.failures[attempt.id] < bench.rules.tries:
            bench.delays[attempt.id] = bench.backed_off(bench.failures[attempt.id])
            return await bench.hands.write(bench.tries.unsent, attempt, why, 0.0)
    if kind in _LANE_STOPS:
        await bench.hands.write(bench.tries.stop, attempt.lane, why)
    return await give_up(bench, attempt, kind, why)


async def give_up(bench: Bench, attempt: PaidAttempt, kind: str, why: str) -> Outcome | None:
    """Close a try of which nothing was taken, and ask the next choice, if there is one."""
    failed = await bench.hands.write(bench.tries.failed, attempt, kind, why, final=True)
    return after_failure(failed, attempt)


async def send_later(bench: Bench, attempt: PaidAttempt) -> Move:
    """Wait until the lane has rested, and mark the order as sent once more."""
    while True:
        off = await bench.hands.write(bench.tries.called_off, attempt)
        if off is not None:
            return ended(off, Ending.CANCELLED, attempt, off.reason)
        again = await bench.hands.write(bench.tries.send_again, attempt)
        if not isinstance(again, float):
            return again
        if again == float("inf"):
            return await give_up(bench, attempt, FailureKind.TRANSIENT, f"{attempt.lane} was stopped")
        # Not all of a lane's orders at once when its rest is over.
        await _rest(bench, attempt, again * (1 + random.random() / 10))


async def _rest(bench: Bench, attempt: PaidAttempt, seconds: float) -> None:
    """Wait so long, or until a person calls the job off."""
    over = asyncio.get_running_loop().time() + seconds
    while attempt.job not in bench.cancels:
        left = over - asyncio.get_running_loop().time()
        if left <= 0:
            return
        await asyncio.sleep(min(left, bench.rules.look))


def _keep(bench: Bench, attempt: PaidAttempt, content: bytes) -> None:
    to = bench.fetched(attempt)
    part = to.with_name(to.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(to)


def _changed_guide(attempt: PaidAttempt) -> str:
    for guide in attempt.order.guides:
        try:
            if guide.sha256 and sha256_of(Path(guide.file)) != guide.sha256:
                return guide.file
        except OSError:
            return guide.file
    return ""
