"""The takes of the plan: what each shot owes, here or from others, and why. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shots.recipe import Recipe, content_digest
from shots.shot import Framing
from shots.timing import TimedShot
from studio.attempt import Attempt
from studio.editors_cut import frames_needed, left_out
from studio.nodes import Node, State
from studio.offer import STILL_MOVE, Offer
from studio.on_order import last_failure, on_order, under_way
from studio.ordered import STAND_INS, Want, given_up, is_hosted, own_take, paid_takes_owed, why_given_up
from studio.pick import Pick, edit_owed, pick, retakes_owed, rulings_on
from studio.production import Production
from studio.recipes import edit_recipe, recipe_for


def planned_clips(
    production: Production,
    offer: Offer,
    timed: Sequence[TimedShot],
    lines: Sequence[Node],
    keyframes: Mapping[str, Want],
) -> tuple[Node, ...]:
    """A node for each shot, as long as it is asked for now; `keyframes` are those wanted, by shot id."""
    silent = {node.subject: node.name for node in lines if node.takes}
    unvoiced = {node.subject: node.name for node in lines if node.orders or node.state == State.RUNNING}
    orders = on_order(production, "clip")
    clips = (
        _clip(production, offer, each, silent, orders.get(each.shot.id), keyframes.get(each.shot.id)) for each in timed
    )
    return tuple(_after_voices(clip, unvoiced) for clip in clips)


class _Case(NamedTuple):
    """A shot as it is asked for and what there is of it, before it is said what it owes."""

    production: Production
    offer: Offer
    recipe: Recipe
    content: str
    picked: Pick | None
    order: Attempt | None
    """The order that is under way for it."""
    silent: str
    """A line of it that is to be spoken first; empty when none is."""
    waits: str
    """Why a take that starts from its keyframe cannot be made yet; empty when it can."""
    kept: bool
    """It stays as it is: so a person said, or it is not in the editor's cut."""
    state: State
    """How it stands by the take its cut shows, and why."""
    why: str

    @property
    def shot(self) -> str:
        """The shot's id."""
        return self.recipe.shot.id

    @property
    def circled(self) -> bool:
        """It is shown by a take that a person chose."""
        return self.picked is not None and self.picked.circled


def _clip(
    production: Production, offer: Offer, timed: TimedShot, silent: Mapping[str, str], order: Attempt | None,
    keyframe: Want | None,
) -> Node:  # fmt: skip
    case = _case(production, offer, timed, silent, order, keyframe)
    maker, model, again = _made_here(case), _bought(case, again=offer.stale), _bought(case, again=True)
    held = case.waits if model or (offer.takes_keyframes and case.state == State.CURRENT) else ""
    recipe, asked = _asked_for(case)
    # What is ordered comes later: meanwhile the shot is shown by what it owes anyway, unless that is changed itself.
    takes = tuple(name for name in asked if not is_hosted(name)) or (
        (maker,) if maker and recipe is case.recipe else ()
    )
    orders = tuple(name for name in asked if is_hosted(name)) or ((model,) if model and not held else ())
    state, reason = case.state, _reason(case, maker, held, len(asked), orders)
    if order is not None and not case.silent:
        (state, reason), orders = under_way(order), ()
    elif state == State.CURRENT and not (takes or orders or case.kept or case.circled):
        failed = why_given_up(production, case.shot, case.content, offer.maker)
        state, reason = (State.PARKED, f"{offer.renderer} could not make it: {failed}") if failed else (state, reason)
    return Node(
        kind="clip",
        subject=case.shot,
        name=recipe.shot.slate,
        state=state,
        owed=bool(takes or orders),
        reason=reason,
        content=case.content,
        recipe=recipe,
        takes=takes,
        orders=orders,
        again="" if orders or case.waits or order is not None else again,
        pick=case.picked,
    )


def _case(
    production: Production, offer: Offer, timed: TimedShot, silent: Mapping[str, str], order: Attempt | None,
    keyframe: Want | None,
) -> _Case:  # fmt: skip
    shot = timed.shot
    recipe = recipe_for(production, timed, offer.renderer, offer.revision, keyframe.chosen if keyframe else None)
    content = content_digest(recipe)
    picked = pick(production, shot.id, content, frames_needed(production, timed))
    unspoken = next((silent[span.line] for span in shot.spans if span.line in silent), "")
    out = left_out(production, shot.id)
    state, why = _standing(production, picked, unspoken, shot.id)
    return _Case(
        production=production,
        offer=offer,
        recipe=recipe,
        content=content,
        picked=picked,
        order=order,
        silent=unspoken,
        waits=_waits_for_keyframe(offer, keyframe, recipe),
        kept=out or rulings_on(production, shot.id).kept,
        state=State.CURRENT if out else state,
        why="left out of the editor's cut" if out else why,
    )


def _made_here(case: _Case) -> str:
    """Who makes a take of it on this machine for the film's sake; empty when it needs none."""
    offer, picked, who = case.offer, case.picked, _maker(case)
    if case.state == State.STALE and picked is not None:
        owed = not (case.kept or picked.circled) and (offer.stale or not picked.take.cost_micro_usd)
    else:
        # What is kept is not made again, but a film with a hole in it is not kept either.
        owed = case.state != State.CURRENT and (not case.kept or picked is None)
    return who if owed or _stands_in(case, who) else ""


def _stands_in(case: _Case, who: str) -> bool:
    """Whether what is shown only stands in for a take by `who`, the renderer that was named."""
    if case.kept or case.silent or case.circled or case.picked is None or who in STAND_INS:
        return False
    return case.picked.take.renderer in STAND_INS and own_take(case.production, case.recipe, case.content) is None


def _bought(case: _Case, *, again: bool) -> str:
    """The hosted model a take of it is ordered from for the film's sake; empty when it needs none."""
    settled = case.kept or case.silent or (case.circled and case.state == State.CURRENT)
    model = "" if settled else case.offer.hosted
    return paid_takes_owed(case.production, case.recipe, case.content, model, again=again)


def _asked_for(case: _Case) -> tuple[Recipe, tuple[str, ...]]:
    """What people asked for: who is to make each take, and from what. A film is changed before more are made."""
    edited = edit_owed(case.production, case.shot) if case.order is None and case.picked is not None else None
    if edited is not None:
        return edit_recipe(case.recipe, *edited), (edited[1].renderer,)
    asked = retakes_owed(case.production, case.shot)
    return case.recipe, tuple(each.renderer or case.offer.asked_for(case.recipe) for each in asked)


def _reason(case: _Case, maker: str, held: str, asked: int, orders: tuple[str, ...]) -> str:
    """The first thing there is to say of why it owes what it owes."""
    said = (
        case.why,
        f"to be made by {maker}" if maker and case.state == State.CURRENT else "",
        held,
        f"{asked} more asked for" if asked else "",
        _to_be_ordered(case, orders[0]) if orders else "",
    )
    return next(filter(None, said), "")


def _to_be_ordered(case: _Case, model: str) -> str:
    failed = last_failure(case.production, case.shot, case.content)
    return f"to be ordered from {model}{f'; the last try: {failed}' if failed else ''}"


def _after_voices(clip: Node, unvoiced: Mapping[str, str]) -> Node:
    """A shot without its orders while a line of it is ordered: how long it is to be depends on the voice."""
    lines = [each.line for each in clip.recipe.utterances] if clip.recipe and clip.orders else []
    waits = next((unvoiced[line] for line in lines if line in unvoiced), "")
    if not waits:
        return clip
    return clip.model_copy(update={"orders": (), "owed": bool(clip.takes), "reason": f"waits for the voice of {waits}"})


def _standing(production: Production, picked: Pick | None, silent: str, shot: str) -> tuple[State, str]:
    """How a shot stands by the take its cut shows, and why."""
    if silent:
        return State.BLOCKED, f"waits for {silent}"
    if picked is None:
        return State.MISSING, "its file is gone or too short" if production.takes_of(shot) else "no take yet"
    if picked.stale:
        return State.STALE, f"{picked.take.name} shows something else than is asked for"
    return State.CURRENT, ""


def _waits_for_keyframe(offer: Offer, keyframe: Want | None, recipe: Recipe) -> str:
    """Why a take that starts from a keyframe cannot be made yet; empty when it can."""
    if recipe.has_keyframe or recipe.shot.framing == Framing.TITLE:
        return ""
    if "keyframes" in offer.still_rules.approve:
        return "a take is made once its keyframe is circled" if offer.hosted or keyframe is not None else ""
    return "a take is made once its keyframe is" if keyframe is not None else ""


def _maker(case: _Case) -> str:
    """Who makes a take here now: the renderer named, or a stand-in where that must wait or failed at this before."""
    who = case.offer.renderer_for(case.recipe)
    if who in STAND_INS or not (case.waits or given_up(case.production, case.shot, case.content, case.offer.maker)):
        return who
    return STILL_MOVE if case.recipe.has_keyframe else STAND_INS[0]
