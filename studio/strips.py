"""Shots that are made together: one call, one film, and a take of each cut out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from bible.errors import MediaError, StudioError
from renderers.hosted.catalogue import Row
from renderers.hosted.strip import Piece, place_pieces, together
from renderers.media.normalise import normalise
from shots.take import Take
from studio.attempt import Attempt
from studio.counting import count_take
from studio.ledger.money import shares
from studio.ledger.ordered_take import OrderedStrip
from studio.ledger.tables import JobRow
from studio.names import take_file
from studio.nodes import Node
from studio.on_order import shots_of_strip, uncut
from studio.parts import is_long
from studio.pick import ordered_by_name
from studio.pieces import Pieced
from studio.production import Production
from studio.store import Store
from studio.tables import AttemptRow

if TYPE_CHECKING:
    from studio.office import Office


def ordered_together(
    nodes: Sequence[Node], production: Production, row_of: Callable[[str], Row]
) -> tuple[tuple[Node, ...], ...]:
    """The nodes, those that go into one call together. What a person asked for by name goes alone."""
    groups: list[tuple[Node, ...]] = []
    waiting: list[Node] = []
    row: Row | None = None

    def group() -> None:
        recipes = tuple(node.recipe for node in waiting if node.recipe is not None)
        if row is not None:
            groups.extend(tuple(waiting[place] for place in places) for places in together(recipes, row))
        waiting.clear()

    for node in nodes:
        own = _row_for_several(node, production, row_of)
        if own is None or own != row:
            group()
        row = own
        if own is None:
            groups.append((node,))
        else:
            waiting.append(node)
    group()
    return tuple(groups)


def _row_for_several(node: Node, production: Production, row_of: Callable[[str], Row]) -> Row | None:
    """The model a node is ordered from, where that makes several shots in one call and this may be one of them."""
    if (
        node.kind != "clip"
        or node.recipe is None
        or len(node.orders) != 1
        or ordered_by_name(production, node.subject) is not None
    ):
        return None
    row = row_of(node.orders[0])
    return row if row.shots > 1 and not is_long(node.recipe, row) else None


def cut_apart(office: Office, failed: list[str]) -> int:
    """Cut the takes out of all strips that came; returns how many. What fails is told."""
    production, made = office.production(), 0
    waiting = uncut(production)
    for strip in (each for each in production.attempts if each.id in waiting):
        ordered = _ordered(office.store, strip.id)
        try:
            pieces = place_pieces(office.folder.path(strip.files[0]), ordered.strip, ordered.recipes)
        except MediaError as error:
            slates = [recipe.shot.slate for recipe in ordered.recipes if recipe.shot.id in waiting[strip.id]]
            for slate in slates:
                office.reporter.ended(slate, str(error))
            failed += slates
            continue
        for place, shot in enumerate(shots_of_strip(strip)):
            if shot not in waiting[strip.id]:
                continue
            slate = ordered.recipes[place].shot.slate
            try:
                _cut_out(office, strip, ordered, place, pieces[place])
                made += 1
            except (StudioError, OSError) as error:
                office.reporter.ended(slate, str(error))
                failed.append(slate)
    return made


def _ordered(store: Store, strip: int) -> OrderedStrip:
    with store.reading() as session:
        asked = session.scalars(
            select(JobRow.asked).join(AttemptRow, AttemptRow.job == JobRow.id).where(AttemptRow.id == strip)
        ).one()
    return OrderedStrip.model_validate_json(asked)


def _cut_out(office: Office, strip: Attempt, ordered: OrderedStrip, place: int, piece: Piece) -> None:
    """Make one take of a strip, in the film's own parameters, straight from the film that came."""
    recipe, content = ordered.recipes[place], ordered.contents[place]
    shot, order = recipe.shot, ordered.strip.order
    asked = Pieced(strip=strip.id, prompt=piece.prompt, recipe=recipe)
    attempt = office.store.intend(
        "clip", shot.id, content, asked.model_dump_json(exclude_defaults=True),
        lambda number: (take_file(office.folder.name, shot.slate, number),),
    )  # fmt: skip
    to = office.store.aside_file(attempt, attempt.files[0])
    to.unlink(missing_ok=True)
    film = office.folder.path(strip.files[0])
    try:
        heard = normalise(film, recipe.picture, piece.first, piece.frames, to, with_sound=True)
    except MediaError as error:
        office.store.fail(attempt, str(error))
        raise
    # In the order in which caps and report share it.
    shots = sorted(shots_of_strip(strip))
    cost = shares(strip.cost_micro_usd, len(shots))[shots.index(shot.id)]
    take = Take(
        shot=shot.id, slate=shot.slate, number=attempt.number, file=attempt.files[0], sha256="",
        frames=piece.frames - 2 * piece.handles, handles=piece.handles, content=content, renderer=strip.lane,
        revision=order.model, seed=order.seed or 0, cost_micro_usd=cost, sound="sound" if heard else "",
    )  # fmt: skip
    own = recipe.model_copy(update={"handles": piece.handles})
    count_take(office, attempt, take, own, piece.left_out)
