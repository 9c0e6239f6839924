"""Answering the questions of a stage: each is a job in the ledger, paid for once, and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import select

from bible.errors import LedgerError
from renderers.hosted.wire import Order
from shots.question import Answer, Asking, Question, Result
from shots.recipe import digest
from studio.attempt import AttemptState
from studio.ledger.backend import Rules
from studio.ledger.chat import ChatBackend
from studio.ledger.controller import Controller
from studio.ledger.job import Choice, Ending, PaidJob
from studio.store import Store
from studio.tables import AttemptRow
from studio.worker import Step

_CURE = "mend that and give the same command again: what was answered is not asked again; --director rule asks nobody"


class Answerer:
    """Asks one model for a production. The store must be held."""

    def __init__(
        self,
        store: Store,
        model: ChatBackend,
        *,
        rules: Rules | None = None,
        step: Callable[[Step], None] = lambda step: None,
        say: Callable[[str], None] = lambda text: None,
        begin: Callable[[tuple[str, ...]], None] = lambda names: None,
        ended: Callable[[str, str], None] = lambda name, error: None,
    ) -> None:
        """`begin` is told what is about to be asked, `ended` each question that was answered, or why it was not."""
        self._store = store
        self._model = model
        self._step = step
        self._begin = begin
        self._ended = ended
        self._controller = Controller(store, {model.lane.name: model}, rules=rules, say=say)

    def run(self, stage: Asking[Result]) -> Result:
        """Run a stage to its end, answering whatever it asks. Raises LedgerError when a question stays unanswered."""
        try:
            questions = next(stage)
            while True:
                questions = stage.send(self.answer(questions))
        except StopIteration as end:
            result: Result = end.value
            return result

    def answer(self, questions: tuple[Question, ...]) -> tuple[Answer, ...]:
        """The answers, in order. What was answered before, in this run or an earlier one, costs nothing.

        Raises LedgerError with what to type when one of them could not be had.
        """
        known = self._remembered(questions)
        owed = {question.content: question for question in questions if question.content not in known}
        if owed:
            self._begin(tuple(question.about for question in owed.values()))
        for outcome in self._controller.run([self._job(question) for question in owed.values()], self._step):
            self._ended(outcome.job.name, outcome.error)
            if outcome.ending != Ending.DONE and outcome.job.content in {self._content(each) for each in owed.values()}:
                cure = "" if re.search(r"studio \w|--", outcome.error) else _CURE
                raise LedgerError(f"no answer: {outcome.error}", where=outcome.job.name, cure=cure)
        known |= self._remembered(tuple(owed.values()))
        return tuple(known[question.content] for question in questions)

    def price(self, questions: tuple[Question, ...]) -> tuple[int, int]:
        """What questions that were not answered yet ought to cost, and may cost at most, in micro-USD."""
        known = self._remembered(questions)
        prices = [self._model.price.estimate(each) for each in questions if each.content not in known]
        return sum(likely for likely, _ in prices), sum(most for _, most in prices)

    def owed(self, questions: tuple[Question, ...]) -> int:
        """How many of the questions were not answered yet."""
        known = self._remembered(questions)
        return len({each.content for each in questions} - known.keys())

    def _remembered(self, questions: tuple[Question, ...]) -> dict[str, Answer]:
        wanted = {self._content(question): question.content for question in questions}
        with self._store.reading() as session:
            done = (AttemptRow.kind == "answer", AttemptRow.state == AttemptState.DONE, AttemptRow.content.in_(wanted))
            rows = session.execute(select(AttemptRow.content, AttemptRow.result).where(*done).order_by(AttemptRow.id))
            return {wanted[content]: Answer.model_validate_json(result) for content, result in rows}

    def _content(self, question: Question) -> str:
        """What is remembered: the question, and who was asked."""
        return digest([question.content, self._model.name])

    def _job(self, question: Question) -> PaidJob:
        provider, _, name = self._model.name.partition(":")
        likely, most = self._model.price.estimate(question)
        order = Order(provider=provider, model=name, mode="chat", reference="", prompt=question.model_dump_json())
        choice = Choice(
            lane=self._model.lane.name, renderer=self._model.name, order=order, estimate_micro_usd=likely,
            upper_micro_usd=most,
        )  # fmt: skip
        content = self._content(question)
        return PaidJob(kind="answer", subject=content[:16], name=question.about, content=content, choices=(choice,))
