"""Language models behind LangChain, as one more wire: a question goes out once, and what it cost comes back with it.

LangChain knows the providers; its own retries are off. Models of one's own work too: anything with `invoke`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from bible.errors import LedgerError, MediaError, MissingExtraError
from bible.model import Frozen
from renderers.hosted.calls import Codes, kind_of, never_sent, retry_after
from renderers.hosted.wire import (
    Asset,
    FailureKind,
    Order,
    RemoteRef,
    RemoteState,
    Settles,
    Submitted,
    Wire,
    WireError,
)  # fmt: skip
from shots.question import Answer, Question
from studio.ledger.backend import Input, Lane
from studio.ledger.job import PlacedJob
from studio.secrets import redact

_MILLION = 1_000_000
_IN_SHAPE = "Answer with one JSON object of this schema and nothing else:"
_SCAFFOLD = 200
"""Tokens a provider may add around a question."""
_BYTES_A_TOKEN = 3.5
"""As models split English; more bytes make no token, so that the bytes themselves are an upper bound."""


@runtime_checkable
class Reply(Protocol):
    """A model's reply, as LangChain's AIMessage has it."""

    content: object
    usage_metadata: Mapping[str, object] | None
    response_metadata: Mapping[str, object]


class ChatModel(Protocol):
    """A language model, as LangChain's chat models are."""

    def invoke(self, messages: Sequence[tuple[str, str]]) -> object:
        """Ask; messages are (role, words)."""


class ChatPrice(Frozen):
    """What a model costs, in micro-USD for a million tokens."""

    tokens_in: int
    tokens_out: int

    def cost(self, tokens_in: float, tokens_out: float) -> int:
        """Micro-USD for so many tokens, rounded up."""
        return -int(-(tokens_in * self.tokens_in + tokens_out * self.tokens_out) // _MILLION)

    def estimate(self, question: Question) -> tuple[int, int]:
        """What a question ought to cost, and what it may cost at most, in micro-USD."""
        sent = len((question.instruction + question.material + question.shape).encode())
        likely = self.cost(sent / _BYTES_A_TOKEN + _SCAFFOLD, question.longest / 2)
        return likely, self.cost(sent + _SCAFFOLD, question.longest)


def load_chat_model(name: str, key: str, *, base_url: str = "", timeout: float = 120.0) -> ChatModel:
    """A model by its provider and name, `openai:gpt-5-mini`. Raises MissingExtraError with what to type."""
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise MissingExtraError(
            f"{name} needs LangChain, which is not installed", cure="pip install 'film-studio[chat]'"
        ) from error
    try:
        where = {"base_url": base_url} if base_url else {}
        model: ChatModel = init_chat_model(name, api_key=key, max_retries=0, timeout=timeout, **where)
    except ImportError as error:
        package = f"langchain-{name.partition(':')[0].replace('_', '-')}"
        raise MissingExtraError(
            f"{name} needs {package}, which is not installed", cure=f"pip install {package}"
        ) from error
    except ValueError as error:
        why = redact(f"the model {name!r} cannot be used ({str(error).splitlines()[0]})")
        raise LedgerError(why, cure="write it as openai:gpt-5-mini") from error
    return model


class ChatWire(Wire):
    """One model. Its answers are not kept at the provider, and nobody there can tell whether a question was taken."""

    settles = Settles.ASK
    immediate = True

    def __init__(self, name: str, model: ChatModel, price: ChatPrice) -> None:
        self.provider, _, self.model_name = name.partition(":")
        self._model = model
        self._price = price

    def submit(self, order: Order) -> Submitted:
        """Ask, once. Raises WireError."""
        question = Question.model_validate_json(order.prompt)
        words = (
            f"{question.instruction}\n\nAnswer with one JSON object of this schema and nothing else:\n{question.shape}"
        )
        messages = [("system", words if question.shape else question.instruction), ("human", question.material)]
        try:
            reply = self._model.invoke(messages)
        except Exception as error:  # noqa: BLE001 (whatever a provider's package raises, the question may have been taken)
            raise self._error(error) from None
        if not isinstance(reply, Reply):
            raise WireError(FailureKind.UNCLEAR, f"{self.provider}: the reply is no message")
        answer = self._answer(reply)
        cost = self._price.cost(answer.tokens_in, answer.tokens_out) if answer.tokens_out else None
        asset = Asset(inline=answer.model_dump_json().encode(), media_type="application/json")
        state = RemoteState(state="succeeded", progress=1.0, assets=(asset,), cost_micro_usd=cost)
        return Submitted(ref=RemoteRef(provider=self.provider, model=order.model, id=order.reference), state=state)

    def poll(self, ref: RemoteRef) -> RemoteState:
        """There is nothing to ask after: raises WireError, LOST."""
        raise WireError(FailureKind.LOST, f"{self.provider}: answers are not kept there")

    def _answer(self, reply: Reply) -> Answer:
        usage = reply.usage_metadata or {}
        name = reply.response_metadata.get("model_name")
        return Answer(
            text=_text(reply.content),
            model=name if isinstance(name, str) and name else self.model_name,
            tokens_in=_count(usage.get("input_tokens")),
            tokens_out=_count(usage.get("output_tokens")),
        )

    def _error(self, error: Exception) -> WireError:
        """What an error of a provider's package means, told by the HTTP status it carries."""
        words = redact(" ".join(str(error).split()))[:500]
        status = getattr(error, "status_code", None)
        if not isinstance(status, int):
            kind = FailureKind.TRANSIENT if never_sent(error) else FailureKind.UNCLEAR
            return WireError(kind, f"{self.provider}: {type(error).__name__}: {words}")
        code = getattr(error, "code", None)
        told = getattr(getattr(error, "response", None), "headers", None)
        kind = kind_of(status, code if isinstance(code, str) else "", words, Codes(), submit=True)
        if status == 404:
            kind = FailureKind.RETIRED
        wait = retry_after(told) if isinstance(told, Mapping) else None
        return WireError(kind, f"{self.provider}: {words}", retry_after=wait)


class ChatBackend:
    """A model as the controller drives it."""

    def __init__(self, name: str, model: ChatModel, price: ChatPrice, *, slots: int = 4) -> None:
        self.name = name
        self.price = price
        self.wire: Wire = ChatWire(name, model, price)
        self.lane = Lane(name=name, slots=slots)

    def fetch(self, asset: Asset, to: Path) -> None:
        """Answers come with the reply. Raises WireError, LOST."""
        raise WireError(FailureKind.LOST, f"{self.name}: answers are not kept there")

    def finish(self, job: PlacedJob, fetched: Path, to: Path | None) -> Answer:
        """The answer as it came."""
        try:
            return Answer.model_validate_json(fetched.read_bytes())
        except ValueError as error:
            raise MediaError("the answer cannot be read", where=str(fetched), cure="ask again") from error

    def complete(self, order: Order, inputs: tuple[Input, ...]) -> Order:
        """Questions need nothing of other jobs."""
        return order


def _text(content: object) -> str:
    """The words of a reply: a text, or parts of which some are texts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = (
        part if isinstance(part, str) else part.get("text", "") for part in content if isinstance(part, (str, dict))
    )
    return "".join(part for part in parts if isinstance(part, str))


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
