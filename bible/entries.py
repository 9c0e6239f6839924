"""The bible: what must stay true from shot to shot, each entry lent to shots by its token."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import computed_field, model_validator

from bible.model import Frozen, Indexed
from bible.names import cue_name, owner_of_voice
from bible.script import Setting


class Hour(StrEnum):
    """The time of day a scene is lit for."""

    DAWN = "dawn"
    DAY = "day"
    SUNSET = "sunset"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    """What the sky does in a scene."""

    CLEAR = "clear"
    FOG = "fog"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    WIND = "wind"
    OVERCAST = "overcast"


Hat = Literal[
    "none", "beanie", "cap", "fedora", "helmet", "headscarf", "hood", "stetson", "peaked cap", "crown",
]  # fmt: skip
"""What somebody wears on the head."""
Outfit = Literal[
    "coat", "raincoat", "suit", "jacket", "jumper", "tee", "dress", "uniform", "jumpsuit", "overalls", "apron",
    "waistcoat", "scrubs", "blouse", "sportswear", "gown", "robe", "armour", "spacesuit", "wetsuit",
]  # fmt: skip
"""What somebody wears on the body, each told by its outline."""
Pattern = Literal["plain", "stripes", "checks", "dots"]
"""What is on the cloth of an outfit."""


class Look(Frozen):
    """How a character looks. What the script is silent on was invented, and `invented` names those fields."""

    age: int
    sex: Literal["woman", "man"]
    height_cm: int
    build: Literal["slim", "average", "stocky", "heavy"] = "average"
    skin: Literal["pale", "light", "tan", "brown", "dark", "deep"] = "light"
    hair: Literal["short", "bob", "braid", "bun", "ponytail", "long", "curly", "bald"] = "short"
    hair_colour: str = "#3A2A22"
    beard: Literal["none", "full", "moustache", "stubble"] = "none"
    hat: Hat = "none"
    hat_colour: str = "#B5432F"
    outfit: Outfit = "jacket"
    outfit_colour: str = "#4A6A7A"
    pattern: Pattern = "plain"
    trousers_colour: str = "#3A3F4C"
    glasses: bool = False
    pack: bool = False
    invented: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    """Fields that a person set: no new draft of the script changes them."""

    @property
    def called(self) -> Literal["woman", "man", "girl", "boy"]:
        """What one would call somebody who looks like this: no man is eleven."""
        if self.age < 14:
            return "girl" if self.sex == "woman" else "boy"
        return self.sex


WORN = frozenset(("hat", "hat_colour", "outfit", "outfit_colour", "pattern", "trousers_colour", "glasses", "pack"))
"""Fields of a look that a costume may change."""


class Costume(Frozen):
    """What somebody wears on some story days or in some scenes instead of the clothes of their look.

    A field that is `None` stays as in the look. It is dated, so that a new coat touches only its scenes.
    """

    token: str
    """`@NORA/storm-coat`."""
    scenes: tuple[str, ...] = ()
    """Ids of the scenes it is worn in."""
    days: tuple[int, ...] = ()
    """Story days on which it is worn in every scene."""
    told: str = ""
    """The sentence of the script that says so, verbatim; empty when no script does."""
    source: Literal["script", "person", "proposal"] = "script"
    """Who says so. What a person says comes first, then what the script says."""
    hat: Hat | None = None
    hat_colour: str | None = None
    outfit: Outfit | None = None
    outfit_colour: str | None = None
    pattern: Pattern | None = None
    trousers_colour: str | None = None
    glasses: bool | None = None
    pack: bool | None = None

    @property
    def is_worn(self) -> bool:
        """Whether it is anything: a person may say that no costume is worn in a scene."""
        return any(getattr(self, field) is not None for field in WORN)

    def on(self, look: Look) -> Look:
        """The look with this worn over it."""
        worn = self.model_dump(include=set(WORN), exclude_none=True)
        invented = tuple(field for field in look.invented if field not in worn)
        return Look.model_validate({**look.model_dump(), **worn, "invented": invented})


class Saying(Frozen):
    """A word that is said otherwise than it is written."""

    word: str
    """As the script writes it: `Ike`, `Skjerstad`. Capitals make no difference."""
    said: str
    """As one reads it aloud in the script's language, `EYE-kee`, or in IPA between slashes, `/ˈaɪki/`."""


class Alias(Frozen):
    """Another name the script uses for a character."""

    name: str
    """`DETECTIVE RUTH OKORO`, of RUTH."""
    why: str = ""
    """Why the two are one: `the fuller form of RUTH`."""
    by_hand: bool = False
    """A person said so: no reading of the script undoes it."""


class Character(Frozen):
    """Someone who acts or speaks."""

    token: str
    """`@NORA`."""
    name: str
    """As the cue writes it: `NORA`."""
    introduction: str = ""
    """The sentence of the script that introduces the character, verbatim, with those after it that still describe."""
    look: Look
    known_as: tuple[Alias, ...] = ()
    """Other names the script uses: `NORA VEGA`, each with why it is the same character."""
    apart_from: tuple[str, ...] = ()
    """Names that a person said are somebody else's, however the script writes them."""
    kind: Literal["person", "group", "voice"] = "person"
    """Whether it is one person, several at once (`CROWD`, `NORA AND IKE`), or a voice without a body (`RADIO`)."""
    members: tuple[str, ...] = ()
    """Tokens of those who speak together under this name."""
    description: str = ""
    """What of the introduction is about this character alone, verbatim."""
    pronunciation: str = ""
    """How voices say the name, written as in `Saying.said`; empty: as it is written."""

    costumes: tuple[Costume, ...] = ()
    """What is worn instead of the look's clothes, and when."""
    shown: str = ""
    """The name people read where it is not the cue's: `Captain Vega`."""
    voice: str = ""
    """The voice a person chose, by its name in an engine: `alpha`; empty: cast by age and sex."""
    face: str = ""
    """The picture a person chose to show the character, as they named the file."""

    @property
    def title(self) -> str:
        """The name people read."""
        return self.shown or self.name

    def worn_in(self, sheet: BreakdownSheet) -> Costume | None:
        """The costume of a scene; None when it is the look's own clothes."""
        order = ("person", "script", "proposal")
        for costume in sorted(self.costumes, key=lambda each: order.index(each.source)):
            if sheet.scene in costume.scenes or sheet.day in costume.days:
                return costume
        return None

    @model_validator(mode="before")
    @classmethod
    def _older(cls, values: object) -> object:
        """Earlier versions stored the bare names of aliases."""
        if not isinstance(values, dict) or "aliases" not in values:
            return values
        kept = {name: value for name, value in values.items() if name != "aliases"}
        return {"known_as": [{"name": name} for name in values["aliases"]], **kept}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names the script uses, without why."""
        return tuple(alias.name for alias in self.known_as)


class Location(Frozen):
    """A place scenes happen in; one entry for all hours of the day."""

    token: str
    """`@HARBOUR`."""
    name: str
    """`HARBOUR`."""
    setting: Setting
    kind: str
    """The sort of place, one word of the set lexicon (`harbour`, `kitchen`), or empty when no word is known."""
    also: tuple[str, ...] = ()
    """Other places of the script that a person said are this one, as headings name them."""
    palette: tuple[str, ...] = ()
    """Colours that tell the place, as `#RRGGBB`."""
    by_hand: tuple[str, ...] = ()
    """Fields that a person set."""
    part_of: str = ""
    """Token of the larger place it is a part of: `@HARBOUR` for its ferry slip."""
    pronunciation: str = ""
    """How voices say the name, written as in `Saying.said`; empty: as it is written."""


class BreakdownSheet(Frozen):
    """What one scene needs: where, when, in which weather, who, and with which things."""

    scene: str
    """The scene's id."""
    location: str
    """A location's token."""
    hour: Hour
    weather: Weather = Weather.CLEAR
    day: int = 1
    """The story day, counted from 1; 0 for what is remembered or dreamed."""
    characters: tuple[str, ...] = ()
    """Tokens in the order in which they appear."""
    voices: tuple[str, ...] = ()
    """Tokens of those only heard (V.O. or O.S. throughout the scene)."""
    crowds: tuple[str, ...] = ()
    """Tokens of the groups that are there."""
    props: tuple[str, ...] = ()
    """Things the action names in capitals, lower-cased."""
    by_hand: tuple[str, ...] = ()
    """Fields that a person set: no new draft of the script changes them."""


class Bible(Indexed):
    """All entries of a production."""

    characters: tuple[Character, ...]
    locations: tuple[Location, ...]
    sheets: tuple[BreakdownSheet, ...]
    departed: tuple[Character, ...] = ()
    """Characters of earlier drafts whom the script no longer has: whoever comes back is as before."""
    departed_locations: tuple[Location, ...] = ()
    """The same of places."""
    sayings: tuple[Saying, ...] = ()
    """Other words that voices say in a special way."""
    nobody: tuple[str, ...] = ()
    """Names in the action's capitals that a person said are nobody's: `GLOCK`."""

    def pronounced(self) -> tuple[Saying, ...]:
        """Every word and name that voices say otherwise than it is written, each once."""
        people = [(each.name, each.pronunciation) for each in self.characters]
        places = [(each.name, each.pronunciation) for each in self.locations]
        named = [Saying(word=name, said=said) for name, said in (*places, *people) if said]
        return tuple({each.word.casefold(): each for each in (*self.sayings, *named)}.values())

    def character(self, token: str) -> Character:
        """The character with this token, one who left the script too. Raises KeyError when there is none."""
        return self._people[token]

    def with_character(self, character: Character) -> Bible:
        """The same bible with this character in the place of the one that has its token."""
        people = tuple(character if each.token == character.token else each for each in self.characters)
        return self.model_copy(update={"characters": people})

    def dressed(self, token: str, scene_id: str) -> Character:
        """The character as seen in one scene, in its costume. Raises KeyError when there is no such one."""
        character = self.character(token)
        costume = character.worn_in(self.sheet(scene_id))
        return character if costume is None else character.model_copy(update={"look": costume.on(character.look)})

    def named(self, cue: str) -> Character:
        """The character a cue names, by name or alias. Raises KeyError when there is none."""
        if cue not in self._met:
            self._met[cue] = self._named(cue_name(cue))
        found = self._met[cue]
        if found is None:
            raise KeyError(cue)
        return found

    def called(self, cue: str) -> str:
        """The name people read for whoever has this cue: the cue itself, unless a person chose another."""
        return self.named(cue).shown or cue

    def location(self, token: str) -> Location:
        """The location with this token. Raises KeyError when there is none."""
        return self._places[token]

    def where(self, place: str, scene_id: str) -> Location:
        """The location `place`, or the scene's where that is empty or not in the script any more."""
        return self._places.get(place) or self.location(self.sheet(scene_id).location)

    def place_name(self, location: Location) -> str:
        """What tells a location from others: its name, with INT. or EXT. where another has the same, else its token."""
        same = [each for each in self.locations if each.name.upper() == location.name.upper()]
        if len(same) < 2:
            return location.name
        alike = [each for each in same if each.setting == location.setting]
        return f"{location.setting}. {location.name}" if len(alike) < 2 else location.token

    def sheet(self, scene_id: str) -> BreakdownSheet:
        """The breakdown sheet of a scene. Raises KeyError when there is none."""
        return self._sheets[scene_id]

    def _named(self, wanted: str) -> Character | None:
        owner = "" if wanted in self._called else owner_of_voice(wanted, self._called)
        return self._called.get(owner or wanted)

    @cached_property
    def _met(self) -> dict[str, Character | None]:
        return {}

    @cached_property
    def _called(self) -> dict[str, Character]:
        """Who has which name: another's own name comes before an alias."""
        aliases = {cue_name(alias): each for each in reversed(self.characters) for alias in each.aliases}
        return {**aliases, **{cue_name(each.name): each for each in reversed(self.characters)}}

    @cached_property
    def _people(self) -> dict[str, Character]:
        return {each.token: each for each in reversed((*self.characters, *self.departed))}

    @cached_property
    def _places(self) -> dict[str, Location]:
        return {each.token: each for each in reversed(self.locations)}

    @cached_property
    def _sheets(self) -> dict[str, BreakdownSheet]:
        return {each.scene: each for each in reversed(self.sheets)}
