"""Language models for the stages that ask: which one, where, at what price, and who answers through the ledger."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from bible.entries import Bible
from bible.errors import SettingsError
from bible.script import Script
from renderers.hosted.calls import checked_base_url
from shots.director import Directed, Director
from shots.model_director import LONGEST_ANSWER, ModelDirector
from shots.question import Asking, Question
from shots.shot import Shot
from studio.ledger.answers import Answerer
from studio.ledger.backend import Rules
from studio.ledger.chat import ChatBackend, ChatPrice, load_chat_model
from studio.ledger.chat_prices import known_price
from studio.ledger.money import usd
from studio.plugins import check_director, load_director
from studio.secrets import find_key

if TYPE_CHECKING:
    from studio.office import Office

Result = TypeVar("Result")
_KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google_genai": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
}
"""Where a provider's key is looked for; of any other, in `NAME_API_KEY`."""
_FREE = ("ollama",)
"""Providers on one's own machine: no key, no price."""
_KNOWN = {"base_url", "dollars_in", "dollars_out", "slots", "per_minute", "shaped", "timeout"}
_MICRO = 1_000_000


def is_model(name: str) -> bool:
    """Whether a director's name is that of a language model: `openai:gpt-5-mini`."""
    return ":" in name


def model_of(name: str) -> str:
    """The language model that answers for a director: of `openai:gpt-5-mini` and `tableau@openai:gpt-5-mini` that.

    Empty for one that asks nobody.
    """
    plugin, sign, model = name.partition("@")
    named = model if sign and not is_model(plugin) else name
    return named if is_model(named) else ""


def director_called(name: str, kept: Mapping[str, tuple[Shot, ...]]) -> Director:
    """The director people call `name`; `kept` are scenes a model directed before that it need not be asked about.

    Raises SettingsError when there is none.
    """
    if model_of(name) == name:
        return ModelDirector(name, kept)
    plugin = name.partition("@")[0]
    check_director(plugin)
    return load_director(plugin)


def directed(
    office: Office, director: Director, script: Script, bible: Bible, *, ask: bool, model: str = ""
) -> Directed:
    """Let a director direct. Its questions are answered through the ledger by `model`, or with `ask` off only priced.

    Raises LedgerError or SettingsError when a question cannot be answered; what was answered stays paid.
    """
    stage = director.asking(script, bible)
    answers: Answerer | None = None
    try:
        questions = next(stage)
        while True:
            answers = answers or answerer(office, model or director.name)
            if not ask and answers.owed(questions):
                return _as_the_rules_do(director, answers, questions, script, bible)
            questions = stage.send(answers.answer(questions))
    except StopIteration as end:
        result: Directed = end.value
        return result


def _as_the_rules_do(
    director: Director, answers: Answerer, questions: tuple[Question, ...], script: Script, bible: Bible
) -> Directed:
    """What can be told without asking: the price of what would be asked, and the shots as the rules direct them."""
    (likely, most), owed = answers.price(questions), answers.owed(questions)
    asked = "1 question" if owed == 1 else f"{owed} questions"
    told = f"{director.name} would be asked {asked}: about {usd(likely)}, at most {usd(most)}, before repairs"
    return Directed(shots=director.direct(script, bible), told=(f"{told}; shown here as the rules direct it",))


def run_stage(office: Office, model: str, stage: Asking[Result]) -> Result:
    """Run any stage that asks, answered by one model."""
    return answerer(office, model).run(stage)


def answerer(office: Office, name: str) -> Answerer:
    """Who answers for a language model in this production. Raises SettingsError, LedgerError or MissingExtraError."""
    if not is_model(name):
        raise SettingsError(
            f"{name} asks questions, and no language model answers them",
            cure=f"name one: --director {name}@openai:gpt-5-mini",
        )
    told = dict(office.settings.chat.get(name, {}))
    known = None if {"dollars_in", "dollars_out", "base_url"} & told.keys() else known_price(name, _today(office))
    if known is not None:
        told |= {"dollars_in": float(known.dollars_in), "dollars_out": float(known.dollars_out)}
        office.reporter.say(f'{known.told}; your own price goes under [chat."{name}"] in studio.toml')
    backend = _backend(name, told)
    allowed = round(office.settings.duplicate_ok_below * _MICRO)
    return Answerer(
        office.store,
        backend,
        rules=Rules(duplicate_ok_below_micro_usd=allowed, again=office.ask_again),
        step=office.reporter.step,
        say=office.reporter.say,
        begin=lambda names: office.reporter.stage("questions", dict.fromkeys(names, 1)),
        ended=office.reporter.ended,
    )


def _today(office: Office) -> date:
    return datetime.fromisoformat(office.store.now()).date()


def _backend(name: str, told: Mapping[str, str | int | float | bool]) -> ChatBackend:
    where = f'[chat."{name}"]'
    unknown = sorted(set(told) - _KNOWN)
    if unknown:
        raise SettingsError(
            f"{unknown[0]} is not known of a model", where=where, cure=f"use {', '.join(sorted(_KNOWN))}"
        )
    base_url = str(told.get("base_url", ""))
    base_url = base_url and checked_base_url(base_url, name)
    own = name.partition(":")[0] in _FREE or _is_here(base_url)
    model = load_chat_model(
        name,
        _key(name, own=own),
        base_url=base_url,
        timeout=_number(told, "timeout", 180.0, where),
        longest=LONGEST_ANSWER,
    )
    return ChatBackend(
        name,
        model,
        _price(name, told, own=own),
        slots=int(_number(told, "slots", 4, where)) or 4,
        per_minute=_number(told, "per_minute", 0.0, where),
        shaped=bool(told.get("shaped", True)),
    )


def _price(name: str, told: Mapping[str, str | int | float | bool], *, own: bool) -> ChatPrice:
    where = f'[chat."{name}"]'
    given = [key for key in ("dollars_in", "dollars_out") if key in told]
    if len(given) < 2 and not own:
        raise SettingsError(
            f"what {name} costs is not known, so it is not asked",
            where="studio.toml",
            cure=f"write {where} with dollars_in and dollars_out, the dollars for a million tokens",
        )
    return ChatPrice(
        tokens_in=round(_number(told, "dollars_in", 0.0, where) * _MICRO),
        tokens_out=round(_number(told, "dollars_out", 0.0, where) * _MICRO),
    )


def _number(told: Mapping[str, str | int | float | bool], key: str, otherwise: float, where: str) -> float:
    value = told.get(key, otherwise)
    if isinstance(value, (str, bool)) or not 0 <= value < math.inf:
        raise SettingsError(f"{key} is no usable number", where=where, cure=f"write {key} = 1.5, say")
    return float(value)


def _key(name: str, *, own: bool) -> str:
    provider = name.partition(":")[0]
    if provider in _FREE:
        return ""
    variables = _KEYS.get(provider, (f"{provider.upper().replace('-', '_')}_API_KEY",))
    try:
        return find_key(provider, variables)
    except SettingsError:
        if own:
            # A server on this machine rarely asks for one, but the package wants something to send.
            return "no-key-needed"
        raise


def _is_here(base_url: str) -> bool:
    return urlsplit(base_url).hostname in ("127.0.0.1", "localhost", "::1")
