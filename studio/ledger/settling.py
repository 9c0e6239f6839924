"""Settling an order nobody knows the fate of, by what its provider offers: the same key, a list, or a person.

result on the disk        it came back: go on
SAME_KEY, key still good  send the same again; the provider answers with the first order
LIST                      look for our reference until nothing can turn up any more; then send the same again
ASK, immediate, cheap     count it as paid and order anew, where a person allowed that below a price
ASK                       park it with its money held
"""

from __future__ import annotations

import asyncio

from renderers.hosted.wire import FailureKind, RemoteRef, Settles, WireError
from studio.attempt import AttemptState
from studio.ledger.job import Ending, PaidAttempt, PlacedJob
from studio.ledger.money import usd
from studio.ledger.requests import settle_line
from studio.ledger.sending import send_later
from studio.ledger.work import Bench, Move, ended, still_remote


async def settle(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """Find out what became of an unclear order, or ask a person."""
    wire = bench.backend(attempt).wire
    if bench.fetched(attempt).is_file():
        ref = attempt.ref or RemoteRef(provider=wire.provider, model=attempt.order.model, id=attempt.order.reference)
        return await bench.hands.write(bench.tries.delivered, attempt, None, "", ref)
    if wire.settles == Settles.SAME_KEY:
        return await _same_key(bench, job, attempt)
    if wire.settles == Settles.LIST:
        return await _listed(bench, job, attempt)
    cheap = attempt.held_micro_usd <= bench.rules.duplicate_ok_below_micro_usd
    tried = await bench.hands.write(bench.tries.tries_of, job.id)
    if wire.immediate and cheap and tried + 1 < bench.rules.tries:
        await bench.hands.write(bench.tries.sent_anew, attempt, attempt.error)
        return None
    return await park(bench, job, attempt)


async def park(bench: Bench, job: PlacedJob, attempt: PaidAttempt, why: str = "") -> Move:
    """Ask a person; the money stays held."""
    provider, price = attempt.order.provider, usd(attempt.held_micro_usd)
    unclear = why or f"no telling whether {provider} took the order ({attempt.error or 'the run was interrupted'})"
    told = f"{unclear}; {price} stays held — {settle_line(f'{job.name}-{attempt.number}', job.kind)}"
    parked = await bench.hands.write(bench.tries.parked, attempt, told)
    return parked and ended(job, Ending.PARKED, parked, told)


async def _same_key(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    age = bench.rules.grace - bench.tries.left(attempt)
    if attempt.sends >= bench.rules.sends or age > bench.rules.key_lives:
        return await park(bench, job, attempt)
    if bench.failures[attempt.id]:
        await asyncio.sleep(bench.backed_off(bench.failures[attempt.id]))
    bench.failures[attempt.id] += 1
    return await _again(bench, job, attempt)


async def _listed(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """Look for our reference now and once nothing can turn up any more; only then it surely is not there."""
    wire = bench.backend(attempt).wire
    while True:
        left = bench.tries.left(attempt)
        try:
            ref = await bench.hands.call(wire.find, attempt.order)
        except WireError as error:
            why = error.message
            if error.kind in (FailureKind.AUTH, FailureKind.QUOTA):
                await bench.hands.write(bench.tries.stop, attempt.lane, why)
                return still_remote(job, attempt, why)
            bench.failures[attempt.id] += 1
            if await bench.went_badly(attempt.lane, why) or bench.failures[attempt.id] >= bench.rules.fetches:
                return await park(bench, job, attempt)
            await asyncio.sleep(bench.backed_off(bench.failures[attempt.id]))
            continue
        bench.failures[attempt.id] = 0
        if ref is not None:
            taken = await bench.hands.write(bench.tries.submitted, attempt, ref, None)
            return taken and taken[0]
        if left <= 0:
            break
        await asyncio.sleep(min(left, max(wire.poll_seconds, bench.rules.grace / 4)))
    if attempt.sends >= bench.rules.sends:
        return await park(bench, job, attempt)
    return await _again(bench, job, attempt)


async def _again(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """The same order with the same key once more; while its lane is stopped the question stays open."""
    again = await send_later(bench, attempt)
    if isinstance(again, PaidAttempt) and again.state == AttemptState.UNKNOWN:
        return still_remote(job, attempt, f"{attempt.lane} was stopped before it was known whether the order was taken")
    return again
