"""The plan: what is owed, and why. One pure function of what the database holds; everybody asks it."""

from __future__ import annotations

from collections.abc import Mapping

from edit.sequence import Sequence, sequence_digest
from shots.timing import time_shots
from studio.attempt import Attempt
from studio.cutting import cut_sequence
from studio.editors_cut import asked_of
from studio.nodes import Node as Node
from studio.nodes import Plan as Plan
from studio.nodes import State as State
from studio.offer import Offer as Offer
from studio.on_order import on_order, under_way
from studio.ordered import is_hosted, wanted_stills
from studio.passes import Wanted, as_shown, finished
from studio.pick import Pick, rulings_on
from studio.plan_clips import planned_clips
from studio.plan_lines import planned_lines
from studio.plan_stills import keyframes_wanted, planned_stills
from studio.production import Production, SoundFile


def plan(production: Production, offer: Offer) -> Plan:
    """What is owed. A production without a script owes nothing yet."""
    if production.script is None or production.bible is None or production.shots is None:
        return Plan(nodes=())
    lines, sounds = planned_lines(production, offer)
    recorded = {line: sound.recording for line, sound in sounds.items()}
    whole = time_shots(production.shots, production.script, production.bible, recorded, production.picture.rate)
    timed = asked_of(production, whole)
    cast = {want.subject: want for want in wanted_stills(production, offer.still_rules)} if offer.stills else {}
    keyframes = keyframes_wanted(production, offer, timed, cast)
    stills = planned_stills(production, offer, "still", cast.values())
    frames = planned_stills(production, offer, "keyframe", keyframes.values())
    clips = planned_clips(production, offer, timed, lines, keyframes)
    passes, picks = _passes(production, offer, clips, sounds)
    sequence = cut_sequence(production, whole, picks, sounds)
    master = _master(production, clips, sequence)
    return Plan(nodes=(*lines, *stills, *frames, *clips, *passes, master), sequence=sequence)


def _passes(
    production: Production, offer: Offer, clips: tuple[Node, ...], sounds: Mapping[str, SoundFile]
) -> tuple[tuple[Node, ...], Mapping[str, Pick]]:
    """The versions that takes chosen by people still want, and what the cut shows of each shot: the newest version."""
    orders, nodes, picks = on_order(production, "pass"), [], {}
    for clip in clips:
        if clip.pick is None or clip.recipe is None:
            continue
        done = finished(production, clip.pick.take, clip.recipe, offer.steps, sounds)
        picks[clip.subject] = as_shown(clip.pick, done.shown)
        chosen = clip.pick.circled or rulings_on(production, clip.subject).kept
        if done.next is not None and chosen and not clip.pick.stale:
            nodes.append(_pass(production, offer, clip, done.next, orders.get(done.next.subject)))
    return tuple(nodes), picks


def _pass(production: Production, offer: Offer, clip: Node, wanted: Wanted, order: Attempt | None) -> Node:
    hosted = is_hosted(wanted.who)
    now = clip.subject in offer.finish
    state, reason = State.MISSING, "" if now else "studio finish makes it"
    off = ("pass", wanted.subject, wanted.content) in production.called_off and not offer.still_rules.again
    if order is not None:
        state, reason = under_way(order)
    elif off:
        reason = "called off: studio finish --stale asks for it again"
    owed = now and order is None and not off
    return Node(
        kind="pass", subject=wanted.subject, name=wanted.name, state=state, owed=owed, reason=reason,
        content=wanted.content, recipe=clip.recipe, wanted=wanted, takes=(wanted.who,) if owed and not hosted else (),
        orders=(wanted.who,) if owed and hosted else (),
    )  # fmt: skip


def _master(production: Production, clips: tuple[Node, ...], sequence: Sequence) -> Node:
    content = sequence_digest(sequence)
    latest = production.cuts[-1] if production.cuts else None
    waits = [node.name for node in clips if node.takes]
    state, reason = State.CURRENT, ""
    if latest is None:
        state, reason = State.MISSING, "not cut yet"
    elif latest.content != content:
        state, reason = State.STALE, "the cut changed"
    elif any(made.file in production.lost for made in latest.files):
        state, reason = State.STALE, "a file of the film is gone or was changed"
    owed = state != State.CURRENT
    if waits:
        state, reason, owed = State.BLOCKED, f"waits for {', '.join(waits[:6])}{' ...' if len(waits) > 6 else ''}", True
    return Node(kind="master", subject="film", name="film", state=state, owed=owed, reason=reason, content=content)
