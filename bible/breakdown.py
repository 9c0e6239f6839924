"""From a script to its bible: who, where, when, in which weather, with which things."""

from __future__ import annotations

from itertools import accumulate

from bible.capitals import Run
from bible.costumes import Appearance, costumes_of
from bible.days import story_days
from bible.described import Description, described
from bible.entries import Alias, Bible, BreakdownSheet, Character, Hour, Look
from bible.identity import Rulings
from bible.introductions import introduce
from bible.invention import invent
from bible.montage import listed_places
from bible.names import cue_name
from bible.people import People, Person, find_people
from bible.places import token_for
from bible.script import Action, Line, Scene, Script
from bible.sheets import locations_of, sheet_of
from bible.things import props_in


def break_down(script: Script, before: Bible | None = None) -> Bible:
    """The bible of a script. The same script gives the same bible.

    Entries of `before` stay as they are: tokens, looks once invented and what a person changed. Only what an
    introduction says anew replaces what the old introduction had said.
    """
    before = before or Bible(characters=(), locations=(), sheets=())
    people = find_people(script, _rulings(before))
    introduce(script, people)
    taken = {each.token for each in (*before.characters, *before.departed)}
    taken |= {each.token for each in (*before.locations, *before.departed_locations)}
    appearing = [_appearing(scene, people) for scene in script.scenes]
    characters = _characters(script, people, appearing, before, taken)
    locations = locations_of(script, before, taken, lambda name: bool(people.in_text(name)))
    given = {sheet.scene: sheet.day for sheet in before.sheets if "day" in sheet.by_hand}
    days = story_days(script, given)
    characters = _clothed(script, people, characters, [seen for seen, _ in appearing], days)
    tokens = {character.name: character.token for character in characters}
    known = {sheet.scene: sheet for sheet in before.sheets}
    sheets: list[BreakdownSheet] = []
    for scene, day, (seen, heard) in zip(script.scenes, days, appearing, strict=True):
        who = BreakdownSheet(
            scene=scene.id,
            location=locations.at(scene).token,
            hour=Hour.DAY,
            day=day,
            characters=tuple(tokens[person.name] for person in seen if person.kind == "person"),
            voices=tuple(tokens[person.name] for person in heard),
            crowds=tuple(tokens[person.name] for person in seen if person.kind == "group"),
            props=_props(scene, people),
        )
        sheets.append(sheet_of(scene, who, sheets[-1] if sheets else None, known.get(scene.id)))
    return before.model_copy(
        update={
            "characters": tuple(characters),
            "locations": locations.there,
            "sheets": tuple(sheets),
            "departed": _departed(characters, before),
            "departed_locations": locations.departed,
        }
    )


def _rulings(before: Bible) -> Rulings:
    """What a person said of names in the draft before."""
    entries = (*before.characters, *before.departed)
    return Rulings(
        joined=tuple((alias.name, each.name) for each in entries for alias in each.known_as if alias.by_hand),
        apart=tuple((other, each.name) for each in entries for other in each.apart_from),
        nobody=before.nobody,
    )


def _departed(characters: list[Character], before: Bible) -> tuple[Character, ...]:
    there = {name for each in characters for name in (each.token, each.name, *each.aliases)}
    gone = (each for each in (*before.characters, *before.departed) if each.token not in there)
    return tuple(each for each in gone if each.name not in there)


def _appearing(scene: Scene, people: People) -> tuple[list[Person], list[Person]]:
    """Who is seen in a scene, in the order in which they appear, and who is only heard."""
    seen: list[Person] = []
    heard: list[Person] = []
    for element in scene.elements:
        if isinstance(element, Line):
            away = element.is_voice_over or element.is_off_screen or people.is_voice_of(element.cue)
            for person in people.speaking(element.cue):
                into = heard if away or person.kind == "voice" else seen
                if person not in into:
                    into.append(person)
        elif isinstance(element, Action):
            seen += [person for person in people.in_text(element.text) if person not in seen]
    return seen, [person for person in heard if person not in seen]


def _characters(
    script: Script, people: People, appearing: list[tuple[list[Person], list[Person]]], before: Bible, taken: set[str]
) -> list[Character]:
    known = _known(people, before)
    partners: dict[str, list[str]] = {person.name: [] for person in people.persons}
    places: dict[str, list[str]] = {person.name: [] for person in people.persons}
    for scene, (seen, _) in zip(script.scenes, appearing, strict=True):
        for person in seen:
            partners[person.name] += [other.name for other in seen if other is not person]
            places[person.name].append(scene.heading.place)
    made = {person.name: _kept(known[person.name], person) for person in people.persons if person.name in known}
    for person in people.persons:
        if person.name in made:
            continue
        token = token_for(person.name, taken)
        others = [made[name].look for name in dict.fromkeys(partners[person.name]) if name in made]
        made[person.name] = Character(
            token=token,
            name=person.name,
            kind=person.kind,
            introduction=person.introduction,
            description=person.about,
            look=invent(_said(person), token, others, name=person.name, places=places[person.name]),
            known_as=_aliases(person),
        )
    return [
        made[person.name].model_copy(update={"members": tuple(made[name].token for name in person.members)})
        for person in people.persons
    ]


def _clothed(
    script: Script, people: People, characters: list[Character], seen: list[list[Person]], days: tuple[int, ...]
) -> list[Character]:
    """The characters with what the script says they wear later; costumes by others than the script stay."""
    strands = list(accumulate(1 if at and (day == 0) != (days[at - 1] == 0) else 0 for at, day in enumerate(days)))
    clothed = []
    for character in characters:
        person = people.named(character.name)
        scenes = [
            Appearance(scene=scene, day=days[at], strand=strands[at] if days[at] == 0 else 0)
            for at, scene in enumerate(script.scenes)
            if person in seen[at] and person.kind == "person"
        ]
        told = costumes_of(person, character.token, character.look, scenes, people)
        others = tuple(costume for costume in character.costumes if costume.source != "script")
        known = {costume.token for costume in others}
        told = tuple(costume for costume in told if costume.token not in known)
        clothed.append(character.model_copy(update={"costumes": (*others, *told)}))
    return clothed


def _known(people: People, before: Bible) -> dict[str, Character]:
    """The entry each person had before, by the person's name: known by the same name, or by another one of either."""
    entries = (*before.characters, *before.departed)
    names = {cue_name(character.name): character for character in reversed(entries)}
    names |= {character.name: character for character in reversed(entries)}
    aliases = {alias: character for character in reversed(entries) for alias in character.aliases}
    found: dict[str, Character] = {}
    used: set[str] = set()
    by_name = [(person, names.get(person.name)) for person in people.persons]
    by_alias = [(person, aliases.get(person.name)) for person in people.persons]
    by_either = [(person, names.get(alias)) for person in people.persons for alias in person.aliases]
    for person, old in (*by_name, *by_alias, *by_either):
        if old is not None and person.name not in found and old.token not in used:
            found[person.name] = old
            used.add(old.token)
    return found


def _aliases(person: Person) -> tuple[Alias, ...]:
    return tuple(Alias(name=name, why=why) for name, why in person.aliases.items())


def _said(person: Person) -> Description:
    return described(person.about, person.name).model_copy(update={"sex": person.sex})


def _kept(old: Character, person: Person) -> Character:
    """A known character: new words of the script replace what old words had said, and nothing a person set."""
    look = old.look
    if person.about and person.about != old.description:
        had = described(old.description, old.name).model_dump(exclude_none=True)
        says = described(person.about, person.name).model_dump(exclude_none=True)
        changed = {
            name: value
            for name, value in says.items()
            if name not in look.by_hand and (name in look.invented or getattr(look, name) == had.get(name))
        }
        invented = tuple(name for name in look.invented if name not in changed)
        look = Look.model_validate({**look.model_dump(), **changed, "invented": invented})
    by_hand = tuple(alias for alias in old.known_as if alias.by_hand and alias.name != person.name)
    hers = {alias.name for alias in by_hand}
    return old.model_copy(
        update={
            "name": person.name,
            "look": look,
            "introduction": person.introduction or old.introduction,
            "description": person.about or old.description,
            "known_as": (*by_hand, *(alias for alias in _aliases(person) if alias.name not in hers)),
        }
    )


def _props(scene: Scene, people: People) -> tuple[str, ...]:
    listed = {heading.place for heading in listed_places(scene, lambda name: bool(people.in_text(name)))}

    def is_name(run: Run) -> bool:
        return bool(people.in_text(run.text)) or run.text in listed

    found = [
        prop for element in scene.elements if isinstance(element, Action) for prop in props_in(element.text, is_name)
    ]
    return tuple(dict.fromkeys(found))
