"""The stills of the plan: of cast and places, and the keyframes made from them. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from shots.timing import TimedShot
from studio.attempt import Attempt
from studio.editors_cut import left_out
from studio.nodes import Node, State
from studio.offer import Offer
from studio.on_order import on_order, under_way
from studio.ordered import STAND_INS, Want, is_hosted, still_makers, wanted_keyframe
from studio.pick import rulings_on
from studio.production import Production
from studio.recipes import recipe_for

_Kind = Literal["still", "keyframe"]


def keyframes_wanted(
    production: Production, offer: Offer, timed: tuple[TimedShot, ...], cast: Mapping[str, Want]
) -> Mapping[str, Want]:
    """The keyframe of each shot, where somebody makes them and somebody starts from them."""
    if not offer.stills or not (offer.hosted or offer.takes_keyframes or offer.renderer in STAND_INS):
        return {}
    found = {}
    for each in timed:
        recipe = recipe_for(production, each, "", "")
        kept = rulings_on(production, each.shot.id).kept or left_out(production, each.shot.id)
        want = wanted_keyframe(production, recipe, cast, offer.still_rules, kept=kept)
        if want is not None:
            found[each.shot.id] = want
    return found


def planned_stills(production: Production, offer: Offer, kind: _Kind, wants: Iterable[Want]) -> tuple[Node, ...]:
    """A node for each still or keyframe that is wanted."""
    orders = on_order(production, kind)
    return tuple(_still(production, kind, want, orders.get(want.subject), offer) for want in wants)


def _still(production: Production, kind: _Kind, want: Want, order: Attempt | None, offer: Offer) -> Node:
    state, reason = State.CURRENT, ""
    if want.stale:
        state, reason = State.STALE, "the circled one shows something else than is asked for now"
    elif want.waits:
        state, reason = State.BLOCKED, want.waits
    elif want.owed:
        state, reason = State.MISSING, "none yet"
    if order is not None:
        state, reason = under_way(order)
    hosted = is_hosted(offer.stills)
    orders = (offer.stills,) * want.owed if hosted and order is None else ()
    takes = () if hosted else still_makers(production, want, offer.stills, offer.stills_maker, again=offer.stale)
    if want.owed and not hosted and not takes:
        reason = f"{offer.stills} could not make it: studio produce --stale tries again"
    return Node(
        kind=kind,
        subject=want.subject,
        name=want.name,
        state=state,
        owed=bool(orders or takes),
        reason=reason,
        content=want.content,
        recipe=want.recipe,
        takes=takes,
        orders=orders,
    )
