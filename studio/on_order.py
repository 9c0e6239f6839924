"""What is on order, and what has come and is not cut apart yet. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Mapping

from studio.attempt import LOCAL, Attempt, AttemptState
from studio.nodes import State
from studio.production import Production

_OVER = (AttemptState.MADE, AttemptState.DONE, AttemptState.FAILED, AttemptState.CANCELLED)
_CUT = (AttemptState.MADE, AttemptState.DONE, AttemptState.FAILED)


def on_order(production: Production, kind: str) -> Mapping[str, Attempt]:
    """The tries of a kind that are on order, by subject; those a person must settle before any other.

    A part of a take counts for its shot; a strip for each of its shots whose take is not cut out of it yet.
    """
    waiting = uncut(production) if kind == "clip" else {}
    found: dict[str, Attempt] = {}
    for attempt in production.attempts:
        for subject in _subjects(attempt, kind, waiting):
            known = found.get(subject)
            found[subject] = known if known and known.state == AttemptState.PARKED else attempt
    return found


def under_way(order: Attempt) -> tuple[State, str]:
    """How something stands that is on order, and why."""
    if order.state == AttemptState.PARKED:
        return State.PARKED, order.error
    return State.RUNNING, f"on order from {order.lane}"


def last_failure(production: Production, subject: str, content: str) -> str:
    """What the last try at the very same, ordered from others, ended with; empty when it came to something."""
    last = production.ordered.get(subject)
    failed = last is not None and last.state == AttemptState.FAILED and last.content == content
    return last.error if last is not None and failed else ""


def uncut(production: Production) -> Mapping[int, tuple[str, ...]]:
    """The strips that came, by the id of their attempt, with the shots whose takes are still to be cut out of them.

    A take whose file is gone is cut out once more: it was paid for.
    """
    strips = [each for each in production.attempts if each.kind == "strip" and each.state == AttemptState.DONE]
    if not strips:
        return {}
    cut = {
        (each.strip, each.subject)
        for each in production.attempts
        if each.strip is not None and each.state in _CUT and not set(each.files) & production.lost
    }
    found = {
        strip.id: tuple(shot for shot in shots_of_strip(strip) if (strip.id, shot) not in cut)
        for strip in strips
        if not set(strip.files) & production.lost
    }
    return {strip: shots for strip, shots in found.items() if shots}


def shots_of_strip(strip: Attempt) -> tuple[str, ...]:
    """The ids of the shots a strip holds, in their order."""
    return tuple(strip.subject.split("+"))


def _subjects(attempt: Attempt, kind: str, waiting: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """What a try that is on order is for."""
    if attempt.lane == LOCAL:
        return ()
    if attempt.kind == "strip" and kind == "clip":
        on_its_way = attempt.state not in _OVER or attempt.state == AttemptState.MADE
        return shots_of_strip(attempt) if on_its_way else waiting.get(attempt.id, ())
    if attempt.state in _OVER:
        return ()
    if attempt.kind == "part" and kind == "clip":
        return (attempt.subject.partition("/")[0],)
    return (attempt.subject,) if attempt.kind == kind else ()
