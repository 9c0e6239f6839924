"""The bible a person edited comes back: what they changed is theirs, what they left alone is as it was."""

from __future__ import annotations

from bible.bible_yaml import costume_name, location_values, place_title, plain_key, scene_values
from bible.breakdown import break_down
from bible.days import is_story_day
from bible.entries import Alias, Bible, BreakdownSheet, Character, Hour, Location, Saying, Weather
from bible.look_words import WORDINGS, read_colour
from bible.model import Frozen
from bible.names import cue_name
from bible.script import Action, Line, Script
from bible.sheets import title_key
from bible.yaml_costumes import read_costumes
from bible.yaml_looks import changed_look
from bible.yaml_nodes import Entry, read_yaml, unknown

_TOPS = ("characters", "places", "scenes", "nobody", "say")
_ABOUT = ("shown", "also", "apart", "say", "voice", "face", "costumes")
_LONGEST_NAME = 120
_OF_PLACE = ("kind", "also", "palette", "say")
_OF_SCENE = ("day", "hour", "weather", "props")
_MOST_COLOURS = 5


class Imported(Frozen):
    """A bible as a person edited it."""

    bible: Bible
    changes: tuple[str, ...] = ()
    """What is otherwise than before, a row for each: `NORA: hat red beanie (was none)`."""


def import_bible(text: str, file: str, bible: Bible, script: Script) -> Imported:
    """The bible with what a person changed in its YAML; an unedited file changes nothing.

    Raises BibleError with the row, what is wrong there, and what to write.
    """
    reader = _Reader(bible, script)
    for top in read_yaml(text, file):
        if plain_key(top.key) not in _TOPS:
            raise unknown(top, "part of a bible", _TOPS)
        if plain_key(top.key) == "nobody":
            reader.read_nobody(top)
            continue
        for entry in top.entries("them as studio bible export does"):
            getattr(reader, f"read_{plain_key(top.key)}")(entry)
    if not reader.changes:
        return Imported(bible=bible)
    return Imported(bible=break_down(script, reader.bible), changes=tuple(reader.changes))


class _Reader:
    """The bible while a file is being read into it."""

    def __init__(self, bible: Bible, script: Script) -> None:
        self.bible = bible
        self.changes: list[str] = []
        self._before = bible
        self._script = script
        self._gone: set[str] = set()
        """Tokens of characters and places that were joined to others."""

    def read_characters(self, entry: Entry) -> None:
        """A character's entry. Raises BibleError."""
        if cue_name(entry.key) in map(cue_name, self._before.nobody):
            return
        character = self._character(entry)
        if character.token in self._gone:
            return
        before = self._before.character(character.token).look
        for field in entry.entries("what it is, such as hair: short grey"):
            key = plain_key(field.key)
            if key in _ABOUT:
                character = self._about(character, key, field)
            else:
                wording = next((each for each in WORDINGS if each.key == key), None)
                if wording is None:
                    raise unknown(field, "key of a character", (*(each.key for each in WORDINGS), *_ABOUT))
                look, change = changed_look(character, before, wording, field)
                character = character.model_copy(update={"look": look})
                self._told(character.name, change)
        self.bible = self.bible.with_character(character)

    def _character(self, entry: Entry) -> Character:
        known = {name: each for each in self._before.characters for name in (each.token, *each.aliases, each.name)}
        found = known.get(entry.key) or known.get(cue_name(entry.key))
        if found is None:
            raise unknown(entry, "character of the script", (each.name for each in self._before.characters))
        return next((each for each in self.bible.characters if each.token == found.token), found)

    def _about(self, character: Character, key: str, field: Entry) -> Character:
        if key == "also":
            return self._also(character, field)
        if key == "costumes":
            costumes, changes = read_costumes(character, field, self._script, costume_name)
            for change in changes:
                self._told(character.name, change)
            return character.model_copy(update={"costumes": costumes})
        if key == "apart":
            names = tuple(self._name(name, field) for name in field.texts("names in brackets", character.apart_from))
            if cue_name(character.name) in names:
                raise field.at.error(f"{character.name} cannot be apart from {character.name}", "leave it out")
            if names != character.apart_from:
                self._told(character.name, f"apart from {', '.join(names) or 'nobody'}")
            return character.model_copy(update={"apart_from": names})
        name = "pronunciation" if key == "say" else key
        value, old = "" if field.is_empty else field.text("one name"), getattr(character, name)
        if len(value) > _LONGEST_NAME:
            raise field.at.error(f"{key} has {len(value)} letters", f"write at most {_LONGEST_NAME}")
        if value != old:
            self._told(character.name, f"{key} {value or 'nothing'}" + (f" (was {old})" if old else ""))
        return character.model_copy(update={name: value})

    def _also(self, character: Character, field: Entry) -> Character:
        """Names that are this character's too: new ones are joined, those taken out are somebody else's."""
        written = field.texts("names in brackets, such as [OKORO, DETECTIVE OKORO]", character.aliases)
        names = [self._name(name, field) for name in written]
        if cue_name(character.name) in names:
            raise field.at.error(f"{character.name} is the name itself", "leave it out of also")
        had = {cue_name(alias.name): alias for alias in character.known_as}
        kept = [alias for name, alias in had.items() if name in names]
        gone = [alias.name for name, alias in had.items() if name not in names]
        apart = [name for name in character.apart_from if cue_name(name) not in names]
        for name in (each for each in names if each not in had and each != cue_name(character.name)):
            for joined in (name, *self._join(name, character, field)):
                kept.append(_by_hand(joined))
            self._told(character.name, f"also {name}")
        for name in gone:
            self._told(character.name, f"no longer {name}")
        kept = list({alias.name: alias for alias in kept}.values())
        return character.model_copy(update={"known_as": tuple(kept), "apart_from": (*apart, *gone)})

    def _join(self, name: str, character: Character, field: Entry) -> tuple[str, ...]:
        """Take the entry of that name out of the bible; returns its other names."""
        for other in self.bible.characters:
            if other.token != character.token and cue_name(other.name) == name:
                if other.kind != character.kind:
                    raise field.at.error(
                        f"{name} is a {other.kind}, {character.name} a {character.kind}", "leave it out"
                    )
                self._gone.add(other.token)
                left = tuple(each for each in self.bible.characters if each.token != other.token)
                self.bible = self.bible.model_copy(update={"characters": left})
                return other.aliases
            if other.token != character.token and name in map(cue_name, other.aliases):
                raise field.at.error(f"{name} is {other.name} now", f"take it out of also of {other.name} first")
        return ()

    def _name(self, name: str, field: Entry) -> str:
        """A name as names are compared; it must stand somewhere in the script. Raises BibleError."""
        wanted = cue_name(name)
        there = any(
            wanted in cue_name(element.cue if isinstance(element, Line) else element.text)
            for scene in self._script.scenes
            for element in scene.elements
            if isinstance(element, Line | Action)
        )
        if not wanted or not there:
            raise field.at.error(
                f"{name or 'nobody'} stands nowhere in the script", "write the name as the script does"
            )
        return wanted

    def read_nobody(self, entry: Entry) -> None:
        """The names that are nobody's. Raises BibleError for who speaks."""
        names = tuple(self._name(name, entry) for name in entry.texts("names in brackets", self.bible.nobody))
        for name in names:
            speaker = next((line.cue for line in self._script.lines() if cue_name(line.cue) == name), "")
            known = next((each.name for each in self._before.characters if name in map(cue_name, each.aliases)), "")
            if speaker or known:
                raise entry.at.error(
                    f"{name} {f'is {known}' if known else 'speaks'}",
                    f"take it out of also of {known} first" if known else "leave it out",
                )
        if names != self.bible.nobody:
            self._told("nobody", ", ".join(names) or "is said to be nobody any more")
        self.bible = self.bible.model_copy(update={"nobody": names})

    def read_places(self, entry: Entry) -> None:
        """A place's entry. Raises BibleError."""
        known = {key: each for each in self._before.locations for key in (each.token, place_title(each), each.name)}
        found = known.get(entry.key) or next(
            (each for each in self._before.locations if title_key(place_title(each)) == title_key(entry.key)), None
        )
        if found is None:
            raise unknown(entry, "place of the script", (place_title(each) for each in self._before.locations))
        if found.token in self._gone:
            return
        place = next(each for each in self.bible.locations if each.token == found.token)
        for field in entry.entries("what it is, such as kind: harbour"):
            if plain_key(field.key) not in _OF_PLACE:
                raise unknown(field, "key of a place", _OF_PLACE)
            place = self._place(place, plain_key(field.key), field)
        places = tuple(place if each.token == place.token else each for each in self.bible.locations)
        self.bible = self.bible.model_copy(update={"locations": places})

    def _place(self, place: Location, key: str, field: Entry) -> Location:
        old = location_values(place, self.bible)
        name = {"say": "pronunciation"}.get(key, key)
        value: object
        if key == "also":
            titles = field.texts("headings in brackets", place.also)
            value = tuple(self._other_place(title, place, field) for title in titles)
        elif key == "palette":
            value = tuple(self._colour(words, field) for words in field.texts("colours in brackets"))
        else:
            value = "" if field.is_empty else field.text("one word")
        if key == "palette" and isinstance(value, tuple) and len(value) > _MOST_COLOURS:
            raise field.at.error(f"{len(value)} colours for one place", f"write at most {_MOST_COLOURS}")
        if value == getattr(place, name):
            return place
        said = ", ".join(value) if isinstance(value, tuple) else value
        self._told(place_title(place), f"{key} {said or 'nothing'}" + (f" (was {old[key]})" if key in old else ""))
        return place.model_copy(update={name: value, "by_hand": tuple(dict.fromkeys((*place.by_hand, name)))})

    def _colour(self, words: str, field: Entry) -> str:
        try:
            return read_colour(words)
        except ValueError as error:
            raise field.at.error(str(error)) from error

    def _other_place(self, title: str, place: Location, field: Entry) -> str:
        key = title_key(title)
        if key == title_key(place_title(place)):
            raise field.at.error(f"{title} is this place itself", "leave it out")
        if title in place.also:
            return title
        other = next((each for each in self.bible.locations if title_key(place_title(each)) == key), None)
        if other is None:
            names = (place_title(each) for each in self.bible.locations)
            raise unknown(Entry(title, field.value, field.at), "place of the script", names)
        self._gone.add(other.token)
        left = tuple(each for each in self.bible.locations if each.token != other.token)
        self.bible = self.bible.model_copy(update={"locations": left})
        return title

    def read_scenes(self, entry: Entry) -> None:
        """A scene's entry. Raises BibleError."""
        scenes = {name: scene for scene, name in self._script.scene_names.items()}
        if entry.key not in scenes:
            raise unknown(entry, "scene of the script", scenes)
        sheet = self.bible.sheet(scenes[entry.key])
        for field in entry.entries("what it is, such as hour: dawn"):
            key = plain_key(field.key)
            if key not in _OF_SCENE:
                raise unknown(field, "key of a scene", _OF_SCENE)
            sheet = self._scene(sheet, entry.key, key, field)
        sheets = tuple(sheet if each.scene == sheet.scene else each for each in self.bible.sheets)
        self.bible = self.bible.model_copy(update={"sheets": sheets})

    def _scene(self, sheet: BreakdownSheet, number: str, key: str, field: Entry) -> BreakdownSheet:
        if field.is_empty and key != "props":
            if key in sheet.by_hand:
                self._told(f"scene {number}", f"{key} as the script says")
            return sheet.model_copy(update={"by_hand": tuple(each for each in sheet.by_hand if each != key)})
        value = _scene_value(key, field, sheet)
        if value == getattr(sheet, key):
            return sheet
        old = scene_values(sheet).get(key)
        said = ", ".join(value) if isinstance(value, tuple) else str(value)
        self._told(f"scene {number}", f"{key} {said or 'none'}" + (f" (was {old})" if old else ""))
        return sheet.model_copy(update={key: value, "by_hand": tuple(dict.fromkeys((*sheet.by_hand, key)))})

    def read_say(self, entry: Entry) -> None:
        """A word with how it is said. Raises BibleError."""
        said = "" if entry.is_empty else entry.text("how it is said, such as SHARE-stah")
        old = {each.word.casefold(): each.said for each in self.bible.sayings}.get(entry.key.casefold(), "")
        if said == old:
            return
        entry.check_key()
        self._told("say", f"{entry.key} as {said or 'it is written'}")
        others = tuple(each for each in self.bible.sayings if each.word.casefold() != entry.key.casefold())
        sayings = (*others, *((Saying(word=entry.key, said=said),) if said else ()))
        self.bible = self.bible.model_copy(update={"sayings": sayings})

    def _told(self, name: str, change: str) -> None:
        if change:
            self.changes.append(f"{name}: {change}")


def _by_hand(name: str) -> Alias:
    return Alias(name=name, why="you said so", by_hand=True)


def _scene_value(key: str, field: Entry, sheet: BreakdownSheet) -> object:
    if key == "props":
        return tuple(prop.casefold() for prop in field.texts("things in brackets, such as [rope, letter]", sheet.props))
    text = field.text("one value")
    if key == "day":
        if not is_story_day(text):
            raise field.at.error(
                f"day {text!r} is no number", "write the story day, 1 for the first; 0 for a flashback"
            )
        return int(text)
    kind = Hour if key == "hour" else Weather
    names = [each.value for each in kind]
    if text.casefold() not in names:
        raise field.at.error(f"there is no {key} {text!r}", f"write one of {', '.join(names)}")
    return kind(text.casefold())
