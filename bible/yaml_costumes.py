"""The costumes of a character as a person wrote them, each with its scenes or story days."""

from __future__ import annotations

import re
from collections.abc import Callable

from bible.bible_yaml import costume_values, plain_key
from bible.days import is_story_day
from bible.entries import Character, Costume
from bible.look_words import WORN_WORDINGS, words_of
from bible.script import Script
from bible.yaml_nodes import Entry, unknown

_DATES = ("scenes", "days")


def read_costumes(
    character: Character, field: Entry, script: Script, name_of: Callable[[Costume], str]
) -> tuple[tuple[Costume, ...], list[str]]:
    """A character's costumes with what a person changed, and the changes in words. Raises BibleError."""
    costumes = {name_of(costume): costume for costume in character.costumes}
    changes: list[str] = []
    for entry in field.entries("a name with what is worn, such as storm coat:"):
        name = plain_key(entry.key)
        old = costumes.get(name)
        if not _is_worn(entry):
            if old is not None and words_of(old):
                changes.append(f"no {name}")
                costumes[name] = Costume(token=old.token, scenes=old.scenes, days=old.days, source="person")
                if old.source == "person":
                    del costumes[name]
            continue
        new = _costume(character, name, old, entry, script)
        if new != old:
            changes.append(f"{name}: {', '.join(costume_values(new, script).values())}")
            costumes[name] = new
    return tuple(costumes.values()), changes


def _is_worn(entry: Entry) -> bool:
    """Whether an entry says something; `storm coat: none` takes one away."""
    if entry.is_empty:
        raise entry.at.error(f"{entry.key} holds nothing", "write what is worn, or none to take it away")
    return not (isinstance(entry.value.value, str) and entry.text("none").casefold() == "none")


def _costume(character: Character, name: str, old: Costume | None, entry: Entry, script: Script) -> Costume:
    if old is None:
        entry.check_key()
    slug = re.sub(r"[\W_]+", "-", name).strip("-")
    if not slug:
        raise entry.at.error(f"a costume cannot be called {entry.key!r}", "call it by a word such as storm coat")
    costume = old or Costume(token=f"{character.token}/{slug}", source="person")
    had = words_of(costume)
    values: dict[str, object] = {}
    for field in entry.entries("what is worn, such as wears: yellow raincoat"):
        key = plain_key(field.key)
        wording = next((each for each in WORN_WORDINGS if each.key == key), None)
        if key == "scenes":
            values |= _scenes(costume, field, script)
        elif key == "days":
            values["days"] = _days(field)
        elif wording is None:
            raise unknown(field, "key of a costume", (*(each.key for each in WORN_WORDINGS), *_DATES))
        elif field.is_empty:
            values |= dict.fromkeys(wording.fields)
        elif (text := field.text(wording.form)).casefold() != had.get(key, "").casefold():
            try:
                values |= wording.read(text)
            except ValueError as error:
                raise field.at.error(f"{key}: {text!r} is not understood", str(error)) from error
    new = costume.model_copy(update=values)
    if new == old:
        return new
    if not new.scenes and not new.days:
        raise entry.at.error(f"when is {name} worn?", "write scenes: [4, 5], or days: [2]")
    if not words_of(new):
        raise entry.at.error(f"what is {name}?", "write at least one of wears, hat, trousers, glasses, pack")
    return new.model_copy(update={"source": "person"})


def _scenes(costume: Costume, field: Entry, script: Script) -> dict[str, object]:
    ids = {name: scene for scene, name in script.scene_names.items()}
    numbers = field.texts("scene numbers in brackets, such as [4, 5]", ids)
    for number in numbers:
        if number not in ids:
            raise unknown(Entry(number, field.value, field.at), "scene of the script", ids)
    scenes = tuple(ids[number] for number in numbers)
    # Scenes that the script no longer has are not shown; they are no change.
    return {} if scenes == tuple(each for each in costume.scenes if each in ids.values()) else {"scenes": scenes}


def _days(field: Entry) -> tuple[int, ...]:
    days = field.texts("story days in brackets, such as [2]")
    for day in days:
        if not is_story_day(day):
            raise field.at.error(f"day {day!r} is no number", "write story days such as [2]; the scenes tell theirs")
    return tuple(int(day) for day in days)
