"""The takes of the plan: what each shot owes, here or from others, and why. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shots.recipe import Recipe, content_digest
from shots.shot import Framing
from shots.timing import TimedShot
from studio.attempt import Attempt
from studio.editors_cut import frames_needed, left_out
from studio.nodes import Node, State
from studio.offer import STILL_MOVE, Offer
from studio.on_order import on_order, under_way
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


def _clip(
    production: Production, offer: Offer, timed: TimedShot, silent: Mapping[str, str], order: Attempt | None,
    keyframe: Want | None,
) -> Node:  # fmt: skip
    shot = timed.shot
    recipe = recipe_for(production, timed, offer.renderer, offer.revision, keyframe.chosen if keyframe else None)
    content = content_digest(recipe)
    picked = pick(production, shot.id, content, frames_needed(production, timed))
    missing_sound = [silent[span.line] for span in shot.spans if span.line in silent]
    state, reason, owed = _standing(production, offer, picked, missing_sound, shot.id)
    kept = rulings_on(production, shot.id).kept
    # What is kept is not made again, but a film with a hole in it is not kept either.
    owed = owed and (not kept or picked is None)
    if left_out(production, shot.id):
        kept, owed, state, reason = True, False, State.CURRENT, "left out of the editor's cut"
    waits = _waits_for_keyframe(offer, keyframe, recipe)
    who = _maker(production, offer, recipe, content, waits)
    takes: tuple[str, ...] = (who,) if owed else ()
    circled = picked is not None and picked.circled
    if not (takes or kept or missing_sound or circled) and who not in STAND_INS:
        # A stand-in is no take by the renderer that was named.
        takes = (who,) if picked is None or picked.take.renderer in STAND_INS else ()
        takes = takes if own_take(production, recipe, content) is None else ()
        reason = reason or f"to be made by {who}" if takes else reason
    ask = "" if kept or missing_sound or (circled and state == State.CURRENT) else offer.hosted
    if_told = "" if waits or order is not None else paid_takes_owed(production, recipe, content, ask, again=True)
    ask = paid_takes_owed(production, recipe, content, ask, again=offer.stale)
    if waits and (ask or (offer.takes_keyframes and state == State.CURRENT)):
        ask, reason = "", reason or waits
    asked = tuple(each.renderer or offer.asked_for(recipe) for each in retakes_owed(production, shot.id))
    edited = None if order is not None or picked is None else edit_owed(production, shot.id)
    if edited is not None:
        asked, recipe, takes = (edited[1].renderer,), edit_recipe(recipe, *edited), ()
    if asked:
        reason = reason or f"{len(asked)} more asked for"
        # What is ordered comes later: meanwhile the shot is shown by what it owes anyway.
        takes = tuple(name for name in asked if not is_hosted(name)) or takes
    orders = tuple(name for name in asked if is_hosted(name)) or ((ask,) if ask else ())
    if order is not None and not missing_sound:
        (state, reason), orders = under_way(order), ()
    elif orders and state == State.CURRENT:
        reason = reason or f"to be ordered from {orders[0]}"
    elif state == State.CURRENT and not (takes or kept or circled):
        why = why_given_up(production, shot.id, content, offer.maker)
        state, reason = (State.PARKED, f"{offer.renderer} could not make it: {why}") if why else (state, reason)
    return Node(
        kind="clip",
        subject=shot.id,
        name=shot.slate,
        state=state,
        owed=bool(takes or orders),
        reason=reason,
        content=content,
        recipe=recipe,
        takes=takes,
        orders=orders,
        again="" if orders else if_told,
        pick=picked,
    )


def _after_voices(clip: Node, unvoiced: Mapping[str, str]) -> Node:
    """A shot without its orders while a line of it is ordered: how long it is to be depends on the voice."""
    lines = [each.line for each in clip.recipe.utterances] if clip.recipe and clip.orders else []
    waits = next((unvoiced[line] for line in lines if line in unvoiced), "")
    if not waits:
        return clip
    return clip.model_copy(update={"orders": (), "owed": bool(clip.takes), "reason": f"waits for the voice of {waits}"})


def _standing(
    production: Production, offer: Offer, picked: Pick | None, missing_sound: list[str], shot: str
) -> tuple[State, str, bool]:
    """How a shot stands by the take its cut shows, why, and whether it owes a take for that."""
    if missing_sound:
        return State.BLOCKED, f"waits for {missing_sound[0]}", True
    if picked is None:
        made = production.takes_of(shot)
        return State.MISSING, "its file is gone or too short" if made else "no take yet", True
    if picked.stale:
        owed = not picked.circled and (offer.stale or not picked.take.cost_micro_usd)
        return State.STALE, f"{picked.take.name} shows something else than is asked for", owed
    return State.CURRENT, "", False


def _waits_for_keyframe(offer: Offer, keyframe: Want | None, recipe: Recipe) -> str:
    """Why a take that starts from a keyframe cannot be made yet; empty when it can."""
    if recipe.has_keyframe or recipe.shot.framing == Framing.TITLE:
        return ""
    if "keyframes" in offer.still_rules.approve:
        return "a take is made once its keyframe is circled" if offer.hosted or keyframe is not None else ""
    return "a take is made once its keyframe is" if keyframe is not None else ""


def _maker(production: Production, offer: Offer, recipe: Recipe, content: str, waits: str) -> str:
    """Who makes a take here now: the renderer named, or a stand-in where that must wait or failed at this before."""
    who = offer.renderer_for(recipe)
    if who in STAND_INS or not (waits or given_up(production, recipe.shot.id, content, offer.maker)):
        return who
    return STILL_MOVE if recipe.has_keyframe else STAND_INS[0]
