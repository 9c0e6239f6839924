"""Bringing a result home: fetched whole, looked at whole, then a take. It costs nothing, so it is done again freely."""

from __future__ import annotations

import asyncio
import shutil

from bible.errors import MediaError, StudioError, TakenOverError, VoiceError
from renderers.hosted.wire import Asset, FailureKind, WireError
from shots.question import Answer
from studio.attempt import AttemptState
from studio.ledger.backend import Finished, Looked
from studio.ledger.facts import result_of
from studio.ledger.job import Ending, PaidAttempt, PlacedJob
from studio.ledger.work import Bench, Move, after_failure, ended, reference, still_remote
from studio.steps import reached

_BAD_RESULTS = 3
"""Times a result is fetched anew because what came is no good."""
UNUSABLE = "unusable"
"""The failure of a result that was paid for and is no use."""


async def bring_home(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """Fetch a delivered result, look at it, and record what it is."""
    bad = 0
    while True:
        move = await _fetch(bench, job, attempt)
        if move is not None:
            return move
        try:
            finished = await bench.hands.make(_finish, bench, job, attempt)
        except (MediaError, VoiceError) as error:
            bad, why = bad + 1, str(error)
            kept = await bench.hands.make(_set_aside, bench, attempt)
            if bad < _BAD_RESULTS and not bench.backend(attempt).wire.immediate:
                continue
            told = f"{why}; it was paid for, and is kept as {kept}"
            failed = await bench.hands.write(bench.tries.failed, attempt, UNUSABLE, told)
            return after_failure(failed, attempt)
        return await _record(bench, job, attempt, finished)


async def publish(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """Put what was made under its name and count it."""
    try:
        await bench.hands.write(bench.desk.store.publish, attempt)
    except TakenOverError:
        raise
    except StudioError as error:
        return ended(job, Ending.REMOTE, attempt, str(error))
    return ended(job, Ending.DONE, attempt.model_copy(update={"state": AttemptState.DONE}))


async def _fetch(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Move:
    """See that the result lies on the disk; a dead link is asked for again by the job's id. None when it does."""
    backend, to = bench.backend(attempt), bench.fetched(attempt)
    failures = 0
    while not to.is_file():
        try:
            asset = await _asset(bench, attempt)
            await bench.hands.make(backend.fetch, asset, to)
            bench.assets.pop(attempt.id, None)
            reached("result fetched")
            return None
        except OSError as error:
            return still_remote(job, attempt, f"the result cannot be written ({error.strerror or error})")
        except WireError as error:
            bench.assets.pop(attempt.id, None)
            failures += 1
            why = error.message
            if error.kind == FailureKind.LOST and failures >= _BAD_RESULTS:
                return await _gone(bench, job, attempt, why)
            if error.kind in (FailureKind.AUTH, FailureKind.INVALID, FailureKind.REFUSED, FailureKind.QUOTA):
                return still_remote(job, attempt, why)
            if failures >= bench.rules.fetches:
                return still_remote(job, attempt, f"the result could not be fetched ({why})")
            if error.kind != FailureKind.EXPIRED or failures > 1:
                await asyncio.sleep(error.retry_after or bench.backed_off(failures))
    return None


async def _asset(bench: Bench, attempt: PaidAttempt) -> Asset:
    """A link to the result: the one that came with the last word from the provider, or a fresh one."""
    known = bench.assets.get(attempt.id, ())
    if not known:
        wire = bench.backend(attempt).wire
        state = await bench.hands.call(wire.poll, reference(attempt))
        known = bench.assets[attempt.id] = state.assets
        if not known:
            raise WireError(FailureKind.LOST, f"{attempt.order.provider} shows no result any more ({state.state})")
    return known[0]


async def _gone(bench: Bench, job: PlacedJob, attempt: PaidAttempt, why: str) -> Move:
    told = f"the result was paid for and is gone at {attempt.order.provider} ({why})"
    failed = await bench.hands.write(bench.tries.failed, attempt, FailureKind.LOST, told)
    return after_failure(failed, attempt)


def _finish(bench: Bench, job: PlacedJob, attempt: PaidAttempt) -> Finished:
    store = bench.desk.store
    to = store.aside_file(attempt, attempt.files[0]) if attempt.files else None
    if to is not None:
        to.unlink(missing_ok=True)
    return bench.backend(attempt).finish(job, bench.fetched(attempt), to)


async def _record(bench: Bench, job: PlacedJob, attempt: PaidAttempt, finished: Finished) -> Move:
    if isinstance(finished, Answer):
        await bench.hands.write(bench.tries.answered, attempt, finished)
        shutil.rmtree(bench.desk.store.aside(attempt), ignore_errors=True)
        return ended(job, Ending.DONE, attempt.model_copy(update={"state": AttemptState.DONE}))
    if isinstance(finished, Looked):
        await bench.hands.write(bench.tries.noticed, attempt, finished)
    result = result_of(job, attempt, finished)
    await bench.hands.write(bench.desk.store.made, attempt, result)
    return attempt.model_copy(update={"state": AttemptState.MADE})


def _set_aside(bench: Bench, attempt: PaidAttempt) -> str:
    """Keep a result that is no good as evidence, out of the way. Returns where it lies in the folder."""
    name = f"cache/unusable/{attempt.id:06d}"
    place = bench.desk.store.folder.path(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    bench.fetched(attempt).replace(place)
    bench.assets.pop(attempt.id, None)
    return name
