"""One run: everything owed is made in its order, the film cut before anything is ordered from others."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from studio.drawing import draw
from studio.filming import cut_film, sound_ahead
from studio.finishing import run_passes
from studio.ordering import Orders
from studio.parts import join_parts
from studio.rendering import render
from studio.speaking import speak
from studio.strips import cut_apart
from studio.summary import Summary, Until

if TYPE_CHECKING:
    from studio.office import Office


_ORDERED = ("recording", "still", "keyframe", "clip", "pass")
_UNTIL = {
    Until.VOICES: ("recording",),
    Until.CAST: ("recording", "still"),
    Until.KEYFRAMES: ("recording", "still", "keyframe"),
}


def make(office: Office, until: Until) -> Summary:
    """Make what is owed, as far as asked. What fails is told and does not stop the rest.

    The film is cut before anything is ordered from others, so that there is one whatever becomes of the orders.
    """
    failed: list[str] = []
    recordings = takes = 0
    version = None
    steps = list(Until)
    reach = steps.index(until)
    if reach >= steps.index(Until.VOICES):
        recordings = speak(office, failed)
    if until in (Until.TAKES, Until.FILM):
        with sound_ahead(office) if until == Until.FILM else contextlib.nullcontext():
            takes = render(office, failed)
    if until == Until.FILM:
        version = cut_film(office)
    orders, stills, pieced = Orders(), 0, 0
    if reach >= steps.index(Until.CAST):
        stills = draw(office, until, failed)
    if reach >= steps.index(Until.VOICES):
        orders, pieced = _order(office, until, failed)
        takes += pieced
    if until in (Until.KEYFRAMES, Until.TAKES, Until.FILM) and (stills or orders.done):
        takes += render(office, failed)
    versions, more = _finish(office, failed) if office.finishing and until == Until.FILM else (0, Orders())
    orders = orders.and_then(more)
    if until == Until.FILM and (stills or orders.done or pieced or versions):
        version = cut_film(office) or version
    return Summary(
        recordings=recordings,
        takes=takes,
        stills=stills,
        versions=versions,
        cut=version,
        failed=(*failed, *orders.failed),
        orders=orders.done,
        parked=orders.parked,
        unordered=orders.blocked,
        remote=orders.remote,
    )


def _finish(office: Office, failed: list[str]) -> tuple[int, Orders]:
    """Take every step on circled takes, here and elsewhere by turns: each is made from the one before."""
    versions, whole = 0, Orders()
    while True:
        versions += run_passes(office, failed)
        came, _ = _order(office, Until.FILM, failed)
        whole = whole.and_then(came)
        if not came.done:
            return versions, whole


def _order(office: Office, until: Until, failed: list[str]) -> tuple[Orders, int]:
    """Order round by round: what a round brings may be what the next one waits for.

    Returns what came of it, and how many takes were made of what came: joined of parts, or cut out of strips.
    """
    whole, pieced = Orders(), 0
    turned_away: set[str] = set()
    while True:
        production, planned = office.standing()
        kinds = _UNTIL.get(until, _ORDERED)
        owed = tuple(
            node for node in planned.nodes
            if node.kind in kinds and node.orders and f"{node.kind} {node.name}" not in turned_away
        )  # fmt: skip
        came = Orders() if office.orders_nothing else office.ordering.run(owed, production, again=office.ask_again)
        made = join_parts(office, failed) + cut_apart(office, failed)
        pieced += made
        turned_away |= {f"{node.kind} {node.name}" for node in owed if came.lacks(node.name)}
        whole = whole.and_then(came)
        if not (came.done or made) or not (owed or made):
            return whole, pieced
