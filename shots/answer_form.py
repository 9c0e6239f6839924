"""The JSON in what a model said, whatever stands around it, in the form that was asked for as far as form alone goes.

Slips of form are mended: words around the JSON, a wrapper, an extra key with a plain value, `null` for nothing,
`Push In` for `push_in`. What is said is never changed, but for remarks that are too long: those are cut.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

Shape = TypeVar("Shape", bound=BaseModel)
_TRIES = 40
"""Places where JSON may begin that are looked at."""
_WRAPPERS = 3
"""How many wrappers may be around an answer."""
_ROUNDS = 6
"""How often faults of form are mended: mending one can bring up another."""
_REMARKS = ("why", "prompt")
"""Texts that nobody misses the end of."""
_DECODER = json.JSONDecoder()


def shaped(text: str, model: type[Shape]) -> Shape:
    """The last answer of this form in a text. Raises ValidationError, or ValueError when it holds no JSON."""
    error: ValidationError | None = None
    for data in reversed(list(_answers(text, model, _WRAPPERS))):
        try:
            return _validated(data, model)
        except ValidationError as told:
            error = error or told
    if error is not None:
        raise error
    raise ValueError("the answer holds no JSON object")


def _answers(text: str, model: type[BaseModel], depth: int) -> Iterator[dict[str, object]]:
    """Every object in a text that has a key of the model, also in wrappers and in texts in it."""
    at, tries = 0, 0
    while depth and tries < _TRIES and (begin := re.compile(r'[{\["]').search(text, at)):
        tries += 1
        try:
            value, at = _DECODER.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            at = begin.start() + 1
            continue
        if not isinstance(value, str) or not text[: begin.start()].strip():
            yield from _unwrapped(value, model, depth)


def _unwrapped(value: object, model: type[BaseModel], depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, str):
        yield from _answers(value, model, depth - 1)
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        rows = next(iter(model.model_fields))
        if any(model.model_fields.keys() & each.keys() for each in value):
            for each in value:
                yield from _unwrapped(each, model, depth - 1)
        else:
            yield {rows: value}
    elif isinstance(value, dict) and value.keys() & model.model_fields.keys():
        yield value
    elif isinstance(value, dict) and depth:
        for each in value.values():
            yield from _unwrapped(each, model, depth - 1) if isinstance(each, (dict, str)) else ()


def _validated(data: object, model: type[Shape]) -> Shape:
    """The data as a value, after faults of form were mended. Raises ValidationError with those that remain."""
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            mended = [_mend(data, fault["type"], fault["loc"], fault.get("ctx") or {}) for fault in error.errors()]
            if not any(mended):
                raise
    return model.model_validate(data)


def _mend(data: object, kind: str, where: tuple[int | str, ...], told: dict[str, object]) -> bool:
    """Mend one fault of form in place; returns whether it could be."""
    holder = data
    for step in where[:-1]:
        try:
            holder = holder[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return False
    key = where[-1] if where else ""
    if not isinstance(holder, (dict, list)) or (isinstance(holder, dict) and key not in holder):
        return False
    value = holder[key]  # type: ignore[index]
    needless = kind == "extra_forbidden" and not isinstance(value, (dict, list))
    if isinstance(holder, dict) and (needless or (value is None and kind.endswith("_type"))):
        del holder[key]
        return True
    if not isinstance(value, str):
        return False
    better: object = None
    if kind == "enum":
        words = re.findall(r"'([^']+)'", str(told.get("expected")))
        better = {_letters(each): each for each in words}.get(_letters(value))
    elif kind == "string_too_long" and key in _REMARKS:
        better = value[: int(str(told.get("max_length")))]
    elif kind in ("tuple_type", "list_type", "model_type", "dict_type"):
        better = _json_in(value)
    if better is not None:
        holder[key] = better  # type: ignore[index]
    return better is not None


def _json_in(text: str) -> object:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (dict, list)) else None


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", word).casefold()
