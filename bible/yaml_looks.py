"""One field of a look as a person wrote it: theirs from now on, or given back to the script."""

from __future__ import annotations

from bible.ages import usual_height
from bible.described import described
from bible.entries import Character, Look
from bible.invention import invent
from bible.look_words import Wording, words_of
from bible.yaml_nodes import Entry

_GROWN = 14


def changed_look(character: Character, before: Look, wording: Wording, field: Entry) -> tuple[Look, str]:
    """The look with what a person wrote behind one key, and the change in words; empty when nothing is otherwise.

    `before` is the look the file was written from: what still says the same is no change. Nothing written gives the
    field back to the script. Raises BibleError.
    """
    look = character.look
    old = words_of(before).get(wording.key, "")
    if field.is_empty:
        if not set(wording.fields) & set(look.by_hand):
            return look, ""
        given = _given_back(character, wording)
        return given, f"{wording.key} as the script has it: {words_of(given).get(wording.key, 'none')} (was {old})"
    text = field.text(wording.form)
    if text.casefold() == old.casefold():
        return look, ""
    try:
        values = wording.read(text)
    except ValueError as error:
        raise field.at.error(f"{wording.key}: {text!r} is not understood", str(error)) from error
    if all(getattr(look, name) == value for name, value in values.items()):
        return look, ""
    changed = _with(look, values)
    return changed, f"{wording.key} {words_of(changed).get(wording.key, text)}" + (f" (was {old})" if old else "")


def _with(look: Look, values: dict[str, object]) -> Look:
    """The look with a person's values, and what was invented brought in line with them."""
    by_hand = tuple(dict.fromkeys((*look.by_hand, *values)))
    invented = tuple(name for name in look.invented if name not in values)
    new = Look.model_validate({**look.model_dump(), **values, "by_hand": by_hand, "invented": invented})
    if {"age", "sex"} & values.keys():
        follows: dict[str, object] = {}
        if "height_cm" in invented:
            follows["height_cm"] = usual_height(new.age, new.sex)
        if "beard" in invented and (new.age < _GROWN or new.sex == "woman"):
            follows["beard"] = "none"
        new = new.model_copy(update=follows)
    return new


def _given_back(character: Character, wording: Wording) -> Look:
    """The look with one key as the script says it, or invented where it says nothing."""
    look = character.look
    kept = look.model_dump(exclude={*wording.fields, "by_hand", "invented"})
    said = described(character.description, character.name)
    others = said.model_copy(update={name: value for name, value in kept.items() if name in type(said).model_fields})
    fresh = invent(others, character.token, (), name=character.name)
    told = said.model_dump(exclude_none=True)
    values = {name: getattr(fresh, name) for name in wording.fields}
    return Look.model_validate(
        {
            **look.model_dump(),
            **values,
            "by_hand": tuple(name for name in look.by_hand if name not in wording.fields),
            "invented": tuple(
                name
                for name in Look.model_fields
                if name in look.invented or (name in wording.fields and name not in told)
            ),
        }
    )
