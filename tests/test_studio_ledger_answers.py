"""Questions to a language model: paid for once, remembered, and never answered with something else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from ledger_provider import open_store
from pydantic import BaseModel

from bible.errors import AnswerError, LedgerError
from bible.model import Frozen
from renderers.hosted.wire import FailureKind, Order, WireError
from shots.question import Answer, Asking, Question, read_answer, shape_of
from studio.ledger.answers import Answerer
from studio.ledger.backend import Rules
from studio.ledger.chat import ChatBackend, ChatPrice, ChatWire, load_chat_model
from studio.ledger.money import budgets
from studio.ledger.requests import Settlement, settle_job
from studio.store import Store

PRICE = ChatPrice(tokens_in=1_000_000, tokens_out=4_000_000)
QUICK = Rules(pause=0.01, look=0.05, grace=0.1)


class Framing(BaseModel):
    size: str
    lines: list[str]


class Note(Frozen):
    size: str
    lines: tuple[str, ...]


@dataclass
class Reply:
    """A reply as a chat model gives it."""

    content: object
    usage_metadata: dict[str, object] = field(default_factory=lambda: {"input_tokens": 30, "output_tokens": 10})
    response_metadata: dict[str, object] = field(default_factory=lambda: {"model_name": "parrot-2026"})


class Parrot:
    """A model that says back what it hears, and fails as it is told to."""

    def __init__(self) -> None:
        self.heard: list[Sequence[tuple[str, str]]] = []
        self.faults: list[Exception] = []

    def invoke(self, messages: Sequence[tuple[str, str]]) -> object:
        self.heard.append(messages)
        if self.faults:
            raise self.faults.pop(0)
        return Reply(content=json.dumps({"size": "CU", "lines": [messages[1][1]]}))


class HttpError(Exception):
    """An error as a provider's package raises it."""

    def __init__(self, status: int, words: str = "no", code: str = "") -> None:
        super().__init__(words)
        self.status_code = status
        self.code = code


def _question(about: str, material: str = "") -> Question:
    return Question(
        about=about, instruction="Frame it.", material=material or about, shape=shape_of(Framing), longest=50
    )


def _answerer(store: Store, parrot: Parrot, rules: Rules = QUICK) -> Answerer:
    return Answerer(store, ChatBackend("bookish:parrot", parrot, PRICE), rules=rules)


def _direct(scenes: Sequence[str]) -> Asking[list[str]]:
    """A stage that asks about all scenes at once, and once more about the first."""
    answers = yield tuple(_question(scene) for scene in scenes)
    (again,) = yield (_question(scenes[0]).model_copy(update={"repeat": 1}),)
    return [read_answer(answer, Framing).lines[0] for answer in (*answers, again)]


def test_a_stage_asks_and_goes_on_with_the_answers(tmp_path: Path) -> None:
    parrot = Parrot()
    with open_store(tmp_path) as store:
        assert _answerer(store, parrot).run(_direct(["scene 1", "scene 2"])) == ["scene 1", "scene 2", "scene 1"]
        with store.reading() as session:
            whole = budgets(session)[0]
    assert len(parrot.heard) == 3
    assert (whole.held, whole.spent) == (0, 3 * PRICE.cost(30, 10))


def test_what_was_answered_costs_nothing_in_a_later_run(tmp_path: Path) -> None:
    parrot = Parrot()
    with open_store(tmp_path) as store:
        _answerer(store, parrot).run(_direct(["scene 1", "scene 2"]))
    with open_store(tmp_path, cap=0) as store:
        answerer = _answerer(store, parrot)
        assert answerer.price((_question("scene 1"),)) == (0, 0)
        assert answerer.run(_direct(["scene 1", "scene 2"])) == ["scene 1", "scene 2", "scene 1"]
    assert len(parrot.heard) == 3


def test_an_answer_longer_than_is_likely_makes_the_next_one_no_dearer(tmp_path: Path) -> None:
    class Talker(Parrot):
        def invoke(self, messages: Sequence[tuple[str, str]]) -> object:
            super().invoke(messages)
            return Reply(content="{}", usage_metadata={"input_tokens": 250, "output_tokens": 50})

    parrot, paid = Talker(), PRICE.cost(250, 50)
    first, second = (_question(about).model_copy(update={"likely": 1}) for about in ("scene 1", "scene 2"))
    likely, most = PRICE.estimate(second)
    assert likely < paid < most
    with open_store(tmp_path, cap=paid + most) as store:
        answerer = _answerer(store, parrot)
        assert len(answerer.answer((first,)) + answerer.answer((second,))) == 2
        with store.reading() as session:
            assert budgets(session)[0].spent == 2 * paid


def test_the_same_question_asked_twice_at_once_is_asked_once(tmp_path: Path) -> None:
    parrot = Parrot()
    with open_store(tmp_path) as store:
        first, second = _answerer(store, parrot).answer((_question("scene 1"), _question("the same", "scene 1")))
    assert first == second
    assert len(parrot.heard) == 1


def test_nothing_is_asked_beyond_the_cap(tmp_path: Path) -> None:
    parrot = Parrot()
    with open_store(tmp_path, cap=10) as store, pytest.raises(LedgerError, match="--max-cost"):
        _answerer(store, parrot).answer((_question("scene 1"),))
    assert parrot.heard == []


def test_an_unclear_question_is_a_persons_to_settle(tmp_path: Path) -> None:
    parrot = Parrot()
    parrot.faults = [HttpError(500)]
    with open_store(tmp_path) as store:
        with pytest.raises(LedgerError, match="studio settle"):
            _answerer(store, parrot).answer((_question("scene 1"),))
        assert len(parrot.heard) == 1
        with pytest.raises(LedgerError, match="keeps no results"):
            settle_job(store, "scene 1", Settlement.ADOPT, "x")
        settle_job(store, "scene 1", Settlement.RESUBMIT)
        assert len(_answerer(store, parrot).answer((_question("scene 1"),))) == 1
    assert len(parrot.heard) == 2


def test_a_cheap_unclear_question_is_asked_again_where_that_is_allowed_and_counted(tmp_path: Path) -> None:
    parrot = Parrot()
    parrot.faults = [HttpError(502)]
    allowed = QUICK.model_copy(update={"duplicate_ok_below_micro_usd": 1_000_000})
    with open_store(tmp_path) as store:
        assert len(_answerer(store, parrot, allowed).answer((_question("scene 1"),))) == 1
        with store.reading() as session:
            spent = budgets(session)[0].spent
        upper = PRICE.estimate(_question("scene 1"))[1]
    assert len(parrot.heard) == 2
    assert spent == upper + PRICE.cost(30, 10)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (HttpError(500), FailureKind.UNCLEAR),
        (HttpError(429), FailureKind.RATE_LIMITED),
        (HttpError(429, code="insufficient_quota"), FailureKind.QUOTA),
        (HttpError(401), FailureKind.AUTH),
        (HttpError(404), FailureKind.RETIRED),
        (HttpError(400), FailureKind.INVALID),
        (TimeoutError("slow"), FailureKind.UNCLEAR),
        (ConnectionResetError("cut"), FailureKind.UNCLEAR),
    ],
)
def test_errors_of_a_providers_package_mean_what_the_wires_mean(error: Exception, kind: FailureKind) -> None:
    parrot = Parrot()
    parrot.faults = [error]
    order = Order(provider="b", model="m", mode="chat", reference="r", prompt=_question("scene 1").model_dump_json())
    with pytest.raises(WireError) as told:
        ChatWire("bookish:parrot", parrot, PRICE).submit(order)
    assert told.value.kind == kind


def test_the_upper_bound_of_a_price_is_one() -> None:
    question = _question("scene 1", "é" * 1000)
    likely, most = PRICE.estimate(question)
    assert likely < most
    assert most >= PRICE.cost(len(question.material.encode()), question.longest)


@pytest.mark.parametrize(
    "said",
    ["", "no", "[1]", '{"size": "CU"}', '{"size": 3, "lines": []}', '{"size": "CU", "lines": "x"}', "} {", "{" * 9],
)
def test_an_answer_out_of_shape_is_told(said: str) -> None:
    with pytest.raises(AnswerError):
        read_answer(Answer(text=said, model="parrot"), Framing)


def test_a_field_that_a_model_named_steers_no_terminal() -> None:
    said = json.dumps({"size": "CU", "lines": [], "\x1b[2J\u009b" + "x" * 5000: {}})
    with pytest.raises(AnswerError) as told:
        read_answer(Answer(text=said, model="parrot"), Note)
    assert told.value.what.isprintable()
    assert len(told.value.what) < 200


def test_words_around_the_json_are_let_pass() -> None:
    said = 'Here it is:\n```json\n{"size": "CU", "lines": ["a"]}\n```\nAnything else?'
    assert read_answer(Answer(text=said, model="parrot"), Framing).size == "CU"


def test_what_a_question_is_about_does_not_make_it_another() -> None:
    one, other = _question("scene 1", "the same"), _question("scene 2", "the same")
    assert one.content == other.content == one.model_copy(update={"likely": 9}).content
    assert one.content != one.model_copy(update={"repeat": 1}).content


def test_without_langchain_the_line_to_type_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from bible.errors import MissingExtraError

    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(MissingExtraError, match=r"pip install.*\[llm\]"):
        load_chat_model("openai:gpt-5-mini", "sk-not-a-key")
