"""A typed question to a language model, and its answer: how a stage asks for what costs, without paying itself.

A stage that needs answers is a generator: it yields questions, is sent their answers, and returns its result.

    def direct_by_model(script: Script, bible: Bible) -> Asking[ShotList]:
        answers = yield tuple(question_about(scene) for scene in script.scenes)
        ...
        return shots

Whoever runs it pays, keeps what was answered, and never pays for the same question twice.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bible.errors import AnswerError
from bible.model import Frozen
from bible.unseen import seen
from shots.answer_form import shaped
from shots.recipe import digest

_CUT_OFF = "the answer broke off where it was as long as it may be: say it in fewer and shorter words"
_SHOWN = 80
"""Letters of a field's name that are told: the model chose it."""
Shape = TypeVar("Shape", bound=BaseModel)
Result = TypeVar("Result")


class Question(Frozen):
    """Everything a model is asked. The script is data in it, never an instruction."""

    about: str
    """How people call it: `scene 4`."""
    instruction: str
    """What the model is to do."""
    material: str
    """What it is to do it with."""
    shape: str = ""
    """JSON schema of the answer; empty for plain text."""
    longest: int = 4096
    """Tokens the answer may have."""
    likely: int = 0
    """Tokens it will likely have; 0 where nobody knows."""
    repeat: int = 0
    """Counts up when the same is asked once more on purpose, after an answer that could not be used."""

    @property
    def content(self) -> str:
        """Digest of what is asked: the same question is paid for once."""
        return digest(self.model_dump(mode="json", exclude={"about", "likely"}, exclude_defaults=True))


class Answer(Frozen):
    """What a model said."""

    text: str
    model: str
    """Who said it, as the provider names itself."""
    tokens_in: int = 0
    tokens_out: int = 0
    cut_off: bool = False
    """It broke off where it was as long as it may be."""
    refused: str = ""
    """Why there is no answer and will be none: what the provider said when it refused the question."""


Asking = Generator[tuple[Question, ...], tuple[Answer, ...], Result]
"""A stage that asks."""


def shape_of(model: type[BaseModel]) -> str:
    """The JSON schema of a model, as canonical text for `Question.shape`."""
    return json.dumps(model.model_json_schema(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read_answer(answer: Answer, model: type[Shape]) -> Shape:
    """The answer as a value; words around the JSON and other slips of form are let pass.

    Raises AnswerError saying which field is wrong.
    """
    cure = "ask again, or direct by rule"
    try:
        return shaped(answer.text, model)
    except ValueError as error:
        if answer.cut_off:
            raise AnswerError(_CUT_OFF, where=answer.model, cure=cure) from error
        if not isinstance(error, ValidationError):
            raise AnswerError(str(error), where=answer.model, cure=cure) from error
        first = error.errors()[0]
        field = seen(".".join(str(part) for part in first["loc"]))[:_SHOWN] or "the object"
        raise AnswerError(f"{field}: {first['msg']}", where=answer.model, cure=cure) from error
