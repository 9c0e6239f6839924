"""Stage directions: who in the shot a sentence of the action speaks of, and what the company does together."""

from __future__ import annotations

import re

from bible.entries import Character
from shots.recipe import Recipe

_ALL = re.compile(r"^\W*(they|both|the two|the three|everyone|everybody|all)\b", re.IGNORECASE)
_JOINED = re.compile(r"\W*(,|and|&|with)?\W*(the\s+)?", re.IGNORECASE)
_SITS = re.compile(r"\b(sits?|sitting|seated|slumps?)\b", re.IGNORECASE)
_TABLE = re.compile(r"\b(tables?|desk|across from|opposite)\b", re.IGNORECASE)
_STEERS = re.compile(r"\b(steers?|steering|wheel|helm)\b", re.IGNORECASE)
_CROWD = re.compile(
    r"\b(crowds?|mob|throng|people|passengers|customers|guests|patrons|diners|soldiers|students|pupils|children|commuters"
    r"|tourists|onlookers|bystanders|protesters|villagers|workers|dancers|audience|sailors|officers|nurses|mourners)\b",
    re.IGNORECASE,
)
_FEW = re.compile(r"\b(a few|some|several|a couple of|a handful of|two|three|four)\W+(\w+\W+)?$", re.IGNORECASE)
_MANY = re.compile(r"\b(crowds?|mob|throng|audience|hundreds|dozens|packed|crowded|busy|bustling)\b", re.IGNORECASE)


def part_of(recipe: Recipe, me: Character) -> str:
    """The sentences of the action in which this character acts.

    A sentence is about the first name in it and the names joined to that one (`Nora and Ike walk`); `they` is
    everyone in frame; a sentence without a name goes on with those before.
    """
    in_frame = {subject.token for subject in recipe.shot.subjects}
    actors = {recipe.shot.subjects[0].token} if recipe.shot.subjects else {me.token}
    own = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", recipe.shot.action):
        named = _named(recipe, sentence)
        actors = named or (in_frame if _ALL.search(sentence) else actors)
        if me.token in actors:
            own.append(sentence)
    return " ".join(own)


def _named(recipe: Recipe, sentence: str) -> set[str]:
    found = sorted(
        (match.start(), match.end(), each.token) for each in recipe.cast if (match := _name(each).search(sentence))
    )
    actors: set[str] = set()
    end = None
    for start, finish, token in found:
        if end is not None and not _JOINED.fullmatch(sentence[end:start]):
            break
        actors.add(token)
        end = finish
    return actors


def _name(character: Character) -> re.Pattern[str]:
    names = "|".join(re.escape(each) for each in {character.name, character.name.split()[0]} if each)
    return re.compile(rf"\b({names})\b", re.IGNORECASE)


def around_table(recipe: Recipe) -> bool:
    """Whether those in frame sit at a table: two who sit, or one whose table is named."""
    seated = [
        character
        for character in recipe.cast
        if any(subject.token == character.token for subject in recipe.shot.subjects)
        and _SITS.search(part_of(recipe, character))
    ]
    return len(seated) > 1 or (len(seated) == 1 and bool(_TABLE.search(recipe.shot.action)))


def steers(recipe: Recipe) -> str:
    """The token of whoever in frame is at a ship's wheel, or empty."""
    in_frame = [subject.token for subject in recipe.shot.subjects]
    at_wheel = [each.token for each in recipe.cast if each.token in in_frame and _STEERS.search(part_of(recipe, each))]
    return at_wheel[0] if at_wheel else ""


def extras(action: str) -> int:
    """How many people nobody named stand about: none unless the action speaks of them."""
    if not (found := _CROWD.search(action)):
        return 0
    if _FEW.search(action[: found.start()]):
        return 4
    return 13 if _MANY.search(action) else 8
