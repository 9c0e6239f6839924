"""From a script to its bible: who, where, when, in which weather, with which things."""

from __future__ import annotations

from bible.capitals import Run
from bible.described import Description, described
from bible.entries import Bible, BreakdownSheet, Character, Hour, Location, Look, Weather
from bible.hours import Carry, hour_of
from bible.invention import invent
from bible.people import People, Person, cue_name, find_people
from bible.places import place_key, place_name, token_for
from bible.script import Action, Line, Scene, Script, Setting
from bible.skies import weather_in
from bible.things import props_in


def break_down(script: Script, before: Bible | None = None) -> Bible:
    """The bible of a script. The same script gives the same bible.

    Entries of `before` stay as they are: tokens, looks once invented and what a person changed. Only what an
    introduction says anew replaces what the old introduction had said.
    """
    people = find_people(script)
    before = before or Bible(characters=(), locations=(), sheets=())
    taken = {character.token for character in before.characters} | {place.token for place in before.locations}
    locations = _locations(script, before, taken)
    appearing = [_appearing(scene, people) for scene in script.scenes]
    characters = _characters(people, appearing, before, taken)
    tokens = {character.name: character.token for character in characters}
    sheets: list[BreakdownSheet] = []
    for scene, (seen, heard) in zip(script.scenes, appearing, strict=True):
        sheets.append(
            BreakdownSheet(
                scene=scene.id,
                location=locations[place_key(place_name(scene.heading), scene.heading.setting)].token,
                hour=_hour(scene, sheets[-1].hour if sheets else Hour.DAY),
                weather=_weather(scene, sheets[-1].weather if sheets else Weather.CLEAR),
                characters=tuple(tokens[person.name] for person in seen),
                voices=tuple(tokens[person.name] for person in heard),
                props=_props(scene, people),
            )
        )
    return Bible(characters=tuple(characters), locations=tuple(locations.values()), sheets=tuple(sheets))


def _locations(script: Script, before: Bible, taken: set[str]) -> dict[tuple[str, Setting], Location]:
    known = {place_key(location.name, location.setting): location for location in before.locations}
    found: dict[tuple[str, Setting], Location] = {}
    for scene in script.scenes:
        name = place_name(scene.heading)
        key = place_key(name, scene.heading.setting)
        if key not in found:
            found[key] = known.get(key) or Location(
                token=token_for(name, taken), name=name, setting=scene.heading.setting, kind=""
            )
    return found


def _appearing(scene: Scene, people: People) -> tuple[list[Person], list[Person]]:
    """Who is seen in a scene, in the order in which they appear, and who is only heard."""
    seen: list[Person] = []
    heard: list[Person] = []
    for element in scene.elements:
        if isinstance(element, Line):
            person = people.of_cue(element.cue)
            away = (
                element.is_voice_over
                or element.is_off_screen
                or (person.name != cue_name(element.cue) and "VOICE" in cue_name(element.cue))
            )
            into = heard if away else seen
            if person not in into:
                into.append(person)
        elif isinstance(element, Action):
            seen += [person for _, person in people.named_in(element.text) if person not in seen]
    return seen, [person for person in heard if person not in seen]


def _characters(
    people: People, appearing: list[tuple[list[Person], list[Person]]], before: Bible, taken: set[str]
) -> list[Character]:
    known = {
        name.upper(): character for character in before.characters for name in (character.name, *character.aliases)
    }
    partners: dict[str, set[str]] = {}
    for seen, _ in appearing:
        for person in seen:
            partners.setdefault(person.name, set()).update(other.name for other in seen if other is not person)
    made: dict[str, Character] = {}
    for person in people.persons:
        old = known.get(person.name)
        if old is not None:
            made[person.name] = old.model_copy(update={"name": person.name})
    for person in people.persons:
        if person.name in made:
            made[person.name] = _kept(made[person.name], person)
            continue
        token = token_for(person.name, taken)
        others = [made[name].look for name in sorted(partners.get(person.name, ())) if name in made]
        look = invent(_said(person.words, person.sex), token, others)
        made[person.name] = Character(
            token=token, name=person.name, introduction=person.introduction, look=look, aliases=tuple(person.aliases)
        )
    return [made[person.name] for person in people.persons]


def _said(words: str, sex: str | None) -> Description:
    description = described(words)
    return description.model_copy(update={"sex": sex}) if sex and description.sex is None else description


def _kept(old: Character, person: Person) -> Character:
    """A known character: new words of the script replace what old words had said, and nothing else."""
    look = old.look
    if person.introduction and person.introduction != old.introduction:
        had = described(old.introduction).model_dump(exclude_none=True)
        says = described(person.words).model_dump(exclude_none=True)
        changed = {
            field: value
            for field, value in says.items()
            if field in look.invented or getattr(look, field) == had.get(field)
        }
        invented = tuple(field for field in look.invented if field not in changed)
        look = Look.model_validate({**look.model_dump(), **changed, "invented": invented})
    return old.model_copy(
        update={
            "look": look,
            "introduction": person.introduction or old.introduction,
            "aliases": tuple(dict.fromkeys((*old.aliases, *person.aliases))),
        }
    )


def _hour(scene: Scene, last: Hour) -> Hour:
    """The heading's hour, else the first action's; a scene that only goes on has the light of the one before."""
    hour = hour_of(scene.heading.time)
    if isinstance(hour, Carry):
        return last
    return hour or Hour.DAY


def _weather(scene: Scene, last: Weather) -> Weather:
    told = " ".join(element.text for element in scene.elements if isinstance(element, Action))
    found = weather_in(f"{scene.heading.place}. {scene.heading.time}.") or weather_in(told)
    goes_on = hour_of(scene.heading.time) == Carry.CONTINUOUS
    return found or (last if goes_on else Weather.CLEAR)


def _props(scene: Scene, people: People) -> tuple[str, ...]:
    def is_name(run: Run) -> bool:
        return bool(people.named_in(run.text))

    found = [
        prop for element in scene.elements if isinstance(element, Action) for prop in props_in(element.text, is_name)
    ]
    return tuple(dict.fromkeys(found))
