"""What people asked for, and what answers it."""

from __future__ import annotations

import pytest
from paper_production import FREE, HOSTED, by_itself, on_paper, owed, with_ruling, with_takes

from studio.attempt import AttemptState
from studio.nodes import Node, State
from studio.offer import Offer
from studio.pick import ordered_by_name, retakes_owed
from studio.plan import plan
from studio.production import Production, Ruling

MODEL, OTHER = "runway/gen4.5", "runway/veo3.1"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Production:
    """Every shot has its animatic take."""
    paper = on_paper(tmp_path_factory.mktemp("paper"))
    return with_takes(paper, FREE, *owed(paper, FREE, "clip"))


def _by(node: Node, *makers: str) -> Node:
    hosted = tuple(each for each in makers if "/" in each)
    return node.model_copy(update={"takes": tuple(set(makers) - set(hosted)), "orders": hosted})


def _without(production: Production, shot: str) -> Production:
    return production.model_copy(update={"lost": frozenset(each.file for each in production.takes_of(shot))})


def _orders(production: Production, node: Node, offer: Offer = FREE) -> tuple[str, ...]:
    return plan(production, offer).of_shot(node.subject).orders


def test_a_take_that_was_asked_of_a_model_is_not_answered_by_one_drawn_meanwhile(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    asked = with_ruling(drawn, node, Ruling.RETAKEN, "shot", 1, MODEL)
    assert _orders(asked, node) == (MODEL,)
    assert _orders(with_takes(asked, FREE, _by(node, "animatic")), node) == (MODEL,)
    assert _orders(with_takes(asked, FREE, _by(node, MODEL)), node) == ()
    # It could not, and the model to fall back on made it.
    assert _orders(with_takes(asked, FREE, _by(node, OTHER)), node) == ()


def test_of_two_models_each_take_answers_whoever_was_asked_for_it(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    asked = with_ruling(drawn, node, Ruling.RETAKEN, "shot", 1, MODEL)
    asked = with_ruling(asked, node, Ruling.RETAKEN, "shot", 1, OTHER)
    assert _orders(with_takes(asked, FREE, _by(node, OTHER)), node) == (MODEL,)
    assert _orders(with_takes(asked, FREE, _by(node, MODEL)), node) == (OTHER,)


def test_a_take_made_before_answers_nothing_that_is_asked_later(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    made = with_takes(drawn, FREE, _by(node, MODEL))
    assert _orders(with_ruling(made, node, Ruling.RETAKEN, "shot", 2, MODEL), node) == (MODEL, MODEL)


def test_a_changed_take_is_none_of_those_asked_for(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    asked = with_ruling(drawn, node, Ruling.RETAKEN, "shot", 1, MODEL)
    edited = with_ruling(asked, node, Ruling.EDITED, "take", 1, OTHER)
    assert _orders(edited, node) == (OTHER,)
    assert _orders(_driven(edited, node), node) == (MODEL,)
    # A film may also steer a take that nobody wants to be a changed one: that is the one asked for.
    assert _orders(_driven(asked, node), node) == ()


def _driven(production: Production, node: Node) -> Production:
    """The production once a take has come that was made from the film of the first one."""
    came = with_takes(production, FREE, _by(node, MODEL))
    last = came.attempts[-1].model_copy(update={"changes": production.takes_of(node.subject)[0].sha256})
    return came.model_copy(update={"attempts": (*came.attempts[:-1], last)})


def test_what_a_person_called_off_is_asked_for_no_more(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    asked = with_ruling(drawn, node, Ruling.RETAKEN, "shot", 2, MODEL)
    asked = with_ruling(asked, node, Ruling.EDITED, "take", 1, MODEL)
    off = with_ruling(asked, node, Ruling.CALLED_OFF, "shot", None)
    assert _orders(off, node) == ()
    assert _orders(with_ruling(off, node, Ruling.RETAKEN, "shot", 1, MODEL), node) == (MODEL,)


def test_only_who_asks_for_an_order_has_what_was_refused_ordered_again(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    by_hand = with_ruling(drawn, node, Ruling.RETAKEN, "shot", 1, "animatic")
    assert ordered_by_name(by_hand, node.subject) is None
    by_model = with_ruling(by_hand, node, Ruling.RETAKEN, "shot", 1, MODEL)
    assert ordered_by_name(by_model, node.subject) == drawn.attempts[-1].id
    assert len(retakes_owed(by_model, node.subject)) == 2


def test_a_shot_whose_take_is_lost_is_drawn_while_what_was_asked_for_is_out(drawn: Production) -> None:
    node = next(each for each in plan(drawn, FREE).nodes if each.kind == "clip")
    gone = _without(drawn, node.subject)
    for asking in (
        with_ruling(gone, node, Ruling.RETAKEN, "shot", 1, MODEL),
        with_ruling(gone, node, Ruling.KEPT, "shot", None),
    ):
        assert plan(asking, FREE).of_shot(node.subject).takes == ("animatic",)
    edited = with_ruling(drawn, node, Ruling.EDITED, "take", 1, MODEL)
    refused = with_ruling(edited, node, Ruling.NO_GOOD, "take", 1)
    assert plan(refused, FREE).of_shot(node.subject).takes == ("animatic",)
    order = drawn.attempts[0].model_copy(
        update={"id": 99, "subject": node.subject, "number": 2, "state": AttemptState.SUBMITTED, "lane": MODEL}
    )
    out = gone.model_copy(update={"attempts": (*gone.attempts, order)})
    planned = plan(out, by_itself(HOSTED)).of_shot(node.subject)
    assert (planned.state, planned.takes, planned.orders) == (State.RUNNING, ("animatic",), ())


def test_what_was_paid_for_and_is_gone_is_not_bought_again_unasked(drawn: Production) -> None:
    free = by_itself(HOSTED).model_copy(update={"stills": ""})
    node = next(each for each in owed(drawn, free, "clip") if each.orders)
    paid = with_takes(drawn, free, _by(node, MODEL))
    gone = _without(paid, node.subject)
    planned = plan(gone, free).of_shot(node.subject)
    assert (planned.takes, planned.orders, planned.again) == (("animatic",), (), MODEL)
    assert _orders(gone, node, free.model_copy(update={"stale": True})) == (MODEL,)
    cast = by_itself(HOSTED)
    still = owed(drawn, cast, "still")[0]
    lost = with_takes(drawn, cast, still)
    lost = lost.model_copy(update={"lost": frozenset({lost.stills[0].file})})
    (waits,) = (each for each in plan(lost, cast).nodes if each.kind == "still" and each.name == still.name)
    assert not waits.orders
    assert "is gone: put it back" in waits.reason
    again = cast.model_copy(update={"still_rules": cast.still_rules.model_copy(update={"again": True})})
    assert still.name in {each.name for each in owed(lost, again, "still")}


def test_a_shot_says_what_its_last_order_came_to(drawn: Production) -> None:
    free = by_itself(HOSTED).model_copy(update={"stills": ""})
    node = next(each for each in owed(drawn, free, "clip") if each.orders)
    assert node.reason == f"to be ordered from {MODEL}"
    refused = drawn.attempts[0].model_copy(
        update={
            "id": 99, "subject": node.subject, "number": 2, "state": AttemptState.FAILED, "lane": MODEL,
            "content": node.content, "error": "runway: not this",
        }
    )  # fmt: skip
    after = drawn.model_copy(update={"attempts": (*drawn.attempts, refused)})
    told = plan(after, free).of_shot(node.subject)
    assert (told.orders, told.reason) == ((MODEL,), f"to be ordered from {MODEL}; the last try: runway: not this")
