"""Language models behind LangChain, as one more wire: a question goes out once, and what it cost comes back with it.

LangChain knows the providers; its own retries are off. Models of one's own work too: anything with `invoke`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from bible.errors import LedgerError, MediaError, MissingExtraError
from bible.installing import install_extra, install_package
from bible.model import Frozen
from renderers.hosted.calls import Codes, kind_of, never_sent, plain_client, retry_after
from renderers.hosted.paced import pace
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
_LONGEST_TEXT = 400_000
"""Letters of an answer that are kept; a longer one is of no use to anybody."""
_SCAFFOLD = 200
"""Tokens a provider may add around a question."""
_BYTES_A_TOKEN = 3.5
"""As models split English; more bytes make no token, so that the bytes themselves are an upper bound."""


_LONGEST = {"ollama": "num_predict", "google_genai": "max_output_tokens"}
"""What the length of an answer is called; `max_tokens` elsewhere."""
_CUT_OFF = ("length", "max_tokens")
_REFUSED = ("content_filter", "refusal", "safety", "prohibited_content", "blocklist", "recitation", "spii")
"""Why a model stopped, in small letters."""


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


@runtime_checkable
class Shaping(Protocol):
    """A model that can be held to a JSON schema, as most of LangChain's can."""

    def with_structured_output(self, schema: Mapping[str, object], *, include_raw: bool) -> ChatModel:
        """The same model, whose answers have this shape; they come with the reply as it was (`raw`)."""


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
        likely = self.cost(sent / _BYTES_A_TOKEN + _SCAFFOLD, question.likely or question.longest / 2)
        return likely, self.cost(sent + _SCAFFOLD, question.longest)


def load_chat_model(
    name: str, key: str, *, base_url: str = "", timeout: float = 180.0, longest: int = 4096
) -> ChatModel:
    """A model by its provider and name, `openai:gpt-5-mini`, that answers in at most `longest` tokens.

    Raises MissingExtraError or LedgerError with what to type.
    """
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise MissingExtraError(f"{name} needs LangChain, which is not installed", cure=install_extra("llm")) from error
    try:
        model: ChatModel = init_chat_model(name, **_options(name.partition(":")[0], key, base_url, timeout, longest))
    except ImportError as error:
        package = f"langchain-{name.partition(':')[0].replace('_', '-')}"
        raise MissingExtraError(
            f"{name} needs {package}, which is not installed", cure=install_package(package)
        ) from error
    except ValueError as error:
        why = redact(f"the model {name!r} cannot be used ({str(error).splitlines()[0]})")
        raise LedgerError(why, cure="write it as openai:gpt-5-mini") from error
    return _as_we_call(model)


def _options(provider: str, key: str, base_url: str, timeout: float, longest: int) -> dict[str, object]:
    """What a provider's package is told: no retries of its own, no redirects, and how long an answer may be."""
    told: dict[str, object] = {_LONGEST.get(provider, "max_tokens"): longest}
    if base_url:
        told["base_url"] = base_url
    if provider == "ollama":
        return {"client_kwargs": {"timeout": timeout, "follow_redirects": False}, **told}
    if provider == "google_genai":
        told["client_args"] = {"follow_redirects": False}
    elif provider == "openai":
        told["http_client"] = plain_client(timeout, base_url)
    return {"api_key": key, "max_retries": 0, "timeout": timeout, **told}


def _as_we_call(model: ChatModel) -> ChatModel:
    """The model, that follows no redirect and gives up an answer that comes a byte at a time.

    Not every package has words for that: what sends its questions is told itself.
    """
    client = getattr(getattr(model, "_client", None), "_client", None)
    if client is None:
        client = getattr(getattr(getattr(model, "client", None), "_api_client", None), "_httpx_client", None)
    if getattr(client, "follow_redirects", False):
        client.follow_redirects = False  # type: ignore[union-attr]
    # A package may have another sort of client, whose answers are bound by its own `timeout` alone.
    if hasattr(client, "_transport") and hasattr(client, "_mounts"):
        pace(client)
    return model


def _limited(model: ChatModel, provider: str, longest: int) -> ChatModel:
    """The model with answers of this length at most, where it can be told."""
    name = _LONGEST.get(provider, "max_tokens")
    if not isinstance(model, BaseModel) or getattr(model, name, longest) == longest:
        return model
    return model.model_copy(update={name: longest})


class ChatWire(Wire):
    """One model. Its answers are not kept at the provider, and nobody there can tell whether a question was taken."""

    settles = Settles.ASK
    immediate = True

    def __init__(self, name: str, model: ChatModel, price: ChatPrice, *, shaped: bool = True) -> None:
        """`shaped` holds the model to the answer's schema where its package can; otherwise it is asked in words."""
        self.provider, _, self.model_name = name.partition(":")
        self._model = model
        self._price = price
        self._shaped = shaped and isinstance(model, Shaping)

    def submit(self, order: Order) -> Submitted:
        """Ask, once. Raises WireError."""
        question = Question.model_validate_json(order.prompt)
        denied = False
        try:
            answer = self._answer(self._ask(question))
        except WireError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a provider's package raises, the question may have been taken)
            answer = self._settled(error)
            denied = bool(answer.refused) and getattr(error, "completion", None) is None
        told = answer.tokens_out or (answer.tokens_in and not answer.text) or denied
        cost = self._price.cost(answer.tokens_in, answer.tokens_out) if told else None
        asset = Asset(inline=answer.model_dump_json().encode(), media_type="application/json")
        state = RemoteState(state="succeeded", progress=1.0, assets=(asset,), cost_micro_usd=cost)
        return Submitted(ref=RemoteRef(provider=self.provider, model=order.model, id=order.reference), state=state)

    def _ask(self, question: Question) -> object:
        """The reply of the package, whole."""
        messages = [("system", question.instruction), ("human", question.material)]
        model = _limited(self._model, self.provider, question.longest)
        if question.shape and self._shaped and isinstance(model, Shaping):
            schema = json.loads(question.shape)
            reply = model.with_structured_output(schema, include_raw=True).invoke(messages)
            return reply.get("raw") if isinstance(reply, dict) else reply
        if question.shape:
            messages[0] = ("system", f"{question.instruction}\n\n{_IN_SHAPE}\n{question.shape}")
        return model.invoke(messages)

    def _settled(self, error: Exception) -> Answer:
        """The answer that an error stands for: one cut off at its longest, or a refusal. Raises WireError else."""
        completion = getattr(error, "completion", None)
        if completion is not None:
            return self._broken_off(completion)
        told = self._error(error)
        said = told.message.lower()
        if told.kind == FailureKind.REFUSED or (told.kind == FailureKind.INVALID and "context" in said):
            return Answer(text="", model=self.model_name, refused=told.message)
        raise told from None

    def _broken_off(self, completion: object) -> Answer:
        """An answer that was longer than it may be, or held back, as OpenAI's package hands it over with its error."""
        choices, usage = getattr(completion, "choices", ()), getattr(completion, "usage", None)
        first = choices[0] if choices else None
        ended = str(getattr(first, "finish_reason", "")).lower()
        return Answer(
            text=(getattr(getattr(first, "message", None), "content", "") or "")[:_LONGEST_TEXT],
            model=self.model_name,
            tokens_in=_count(getattr(usage, "prompt_tokens", 0)),
            tokens_out=_count(getattr(usage, "completion_tokens", 0)),
            cut_off=ended in _CUT_OFF,
            refused=f"it stopped for {ended}" if ended in _REFUSED else "",
        )

    def poll(self, ref: RemoteRef) -> RemoteState:
        """There is nothing to ask after: raises WireError, LOST."""
        raise WireError(FailureKind.LOST, f"{self.provider}: answers are not kept there")

    def _answer(self, reply: object) -> Answer:
        if not isinstance(reply, Reply):
            raise WireError(FailureKind.UNCLEAR, f"{self.provider}: the reply is no message")
        usage = reply.usage_metadata or {}
        name = reply.response_metadata.get("model_name")
        text, ended = _text(reply.content) or _called_with(reply), _ended(reply)
        return Answer(
            text=text[:_LONGEST_TEXT],
            cut_off=ended in _CUT_OFF,
            refused="" if text else _refusal(reply, ended),
            model=name if isinstance(name, str) and name else self.model_name,
            tokens_in=_count(usage.get("input_tokens")),
            tokens_out=_count(usage.get("output_tokens")),
        )

    def _error(self, error: Exception) -> WireError:
        """What an error of a provider's package means, told by the HTTP status it carries."""
        words = redact(" ".join(str(error).split()))[:500]
        status = _status_of(error)
        if not isinstance(status, int):
            kind = FailureKind.TRANSIENT if never_sent(error) else FailureKind.UNCLEAR
            if isinstance(error, (TypeError, AttributeError, IndexError, KeyError, ValueError)):
                words = f"what came is no answer ({type(error).__name__}: {words})"
            else:
                words = f"{type(error).__name__}: {words}"
            return WireError(kind, f"{self.provider}: {words}")
        code = getattr(error, "code", None)
        told = getattr(getattr(error, "response", None), "headers", None)
        kind = kind_of(status, code if isinstance(code, str) else "", words, Codes(), submit=True)
        if status == 404:
            kind = FailureKind.RETIRED
        if (
            kind == FailureKind.INVALID
            and self._shaped
            and re.search(r"response_format|schema|tool|format", words, re.I)
        ):
            words += f'; shaped = false under [chat."{self.provider}:{self.model_name}"] asks for JSON in words'
        wait = retry_after(told) if isinstance(told, Mapping) else None
        return WireError(kind, f"{self.provider}: {words}", retry_after=wait)


class ChatBackend:
    """A model as the controller drives it."""

    def __init__(
        self, name: str, model: ChatModel, price: ChatPrice, *, slots: int = 4, per_minute: float = 0.0,
        shaped: bool = True,
    ) -> None:  # fmt: skip
        self.name = name
        self.price = price
        self.wire: Wire = ChatWire(name, model, price, shaped=shaped)
        self.lane = Lane(name=name, slots=slots, per_minute=per_minute)

    def fetch(self, asset: Asset, to: Path) -> None:
        """Answers come with the reply. Raises WireError, LOST."""
        raise WireError(FailureKind.LOST, f"{self.name}: answers are not kept there")

    def finish(self, job: PlacedJob, fetched: Path, to: Path | None) -> Answer:
        """The answer as it came. Raises MediaError when it cannot be read."""
        try:
            return Answer.model_validate_json(fetched.read_bytes())
        except ValueError as error:
            raise MediaError("the answer cannot be read", where=str(fetched), cure="ask again") from error

    def complete(self, order: Order, inputs: tuple[Input, ...]) -> Order:
        """Questions need nothing of other jobs."""
        return order


def _status_of(error: BaseException | None) -> object:
    """The HTTP status an error carries, or that of what caused it: packages wrap the errors of packages."""
    for _ in range(4):
        for name in ("status_code", "code"):
            status = getattr(error, name, None)
            if isinstance(status, int) and 100 <= status < 600:
                return status
        error = error.__cause__ if error is not None else None
    return None


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


def _ended(reply: Reply) -> str:
    """Why a model stopped, as its provider says it, in small letters."""
    told = (reply.response_metadata.get(key) for key in ("finish_reason", "stop_reason", "done_reason"))
    return next((each.lower() for each in told if isinstance(each, str)), "")


def _refusal(reply: Reply, ended: str) -> str:
    """Why a reply without words has none; empty when nobody says so."""
    more = getattr(reply, "additional_kwargs", None)
    said = more.get("refusal") if isinstance(more, dict) else None
    if isinstance(said, str) and said:
        return " ".join(said.split())[:300]
    return f"it stopped for {ended}" if ended in _REFUSED else ""


def _called_with(reply: Reply) -> str:
    """What a model wrote that answers by calling the schema as if it were a tool."""
    calls = getattr(reply, "tool_calls", None)
    first = calls[0] if isinstance(calls, list) and calls else None
    return json.dumps(first.get("args"), ensure_ascii=False) if isinstance(first, dict) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
