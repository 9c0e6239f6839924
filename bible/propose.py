"""What is proposed for a bible, checked against the script: the script's words win, what is invented stays marked.

A proposal uses the words people use in the bible's file (`wears: navy suit`), nothing else: nothing it says reaches a
prompt, a file or a setting before it was read as one of those words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from bible.breakdown import break_down
from bible.entries import Bible, BreakdownSheet, Character, Costume, Location, Look
from bible.invention import hue, silhouette
from bible.look_words import WORDINGS, WORN_WORDINGS, Wording, exact_colour, read_colour, words_of
from bible.model import Frozen
from bible.script import Action, Script

_KEYS = tuple(wording.key for wording in WORDINGS if wording.key not in ("age", "sex", "height"))
_SENTENCES = 12
"""Paragraphs of a character that are shown, at most."""
_PARTNERS = 6
"""Others of the same scenes that are shown with a character, at most."""
_MOST_COLOURS = 5
_ALIKE = 0.3
"""Below this, two figures in one scene are hardly told apart by outline and colour together."""
_KIND = re.compile(r"[a-z][a-z -]{1,23}")
_NAME = re.compile(r"[\w][\w '’-]{0,39}")
_CHILD = 14


class Garments(Frozen):
    """What somebody wears on one story day, each in the words of the bible: `yellow raincoat`."""

    day: int
    name: str = Field(max_length=40)
    """A short name for the costume: `storm coat`."""
    wears: str = Field("", max_length=60)
    pattern: str = Field("", max_length=60)
    hat: str = Field("", max_length=60)
    trousers: str = Field("", max_length=60)
    glasses: str = Field("", max_length=60)
    pack: str = Field("", max_length=60)


class ProposedCharacter(Frozen):
    """How a character may look where the script is silent; empty where there is nothing to propose."""

    name: str = Field(max_length=120)
    build: str = Field("", max_length=60)
    skin: str = Field("", max_length=60)
    hair: str = Field("", max_length=60)
    beard: str = Field("", max_length=60)
    hat: str = Field("", max_length=60)
    wears: str = Field("", max_length=60)
    pattern: str = Field("", max_length=60)
    trousers: str = Field("", max_length=60)
    glasses: str = Field("", max_length=60)
    pack: str = Field("", max_length=60)
    wardrobe: tuple[Garments, ...] = Field((), max_length=40)


class ProposedPlace(Frozen):
    """What a place may be like."""

    name: str = Field(max_length=200)
    kind: str = Field("", max_length=60)
    """One or two words for the sort of place: `harbour`, `hospital ward`."""
    palette: tuple[str, ...] = Field((), max_length=20)


class Proposal(Frozen):
    """Everything proposed for a bible."""

    characters: tuple[ProposedCharacter, ...] = Field((), max_length=400)
    places: tuple[ProposedPlace, ...] = Field((), max_length=400)


class Accepted(Frozen):
    """A bible with what of a proposal fits the script."""

    bible: Bible
    taken: tuple[str, ...] = ()
    """What was taken, a row for each: `NORA: build slim`."""
    refused: tuple[str, ...] = ()
    """What was not, and why: `NORA: hair black bun, but the script says grey braid`."""


def choices_text() -> str:
    """The words a proposal may use, by key."""
    rows = [f"- {wording.key}: {wording.form}" for wording in WORDINGS if wording.key in _KEYS]
    return "\n".join(rows)


def open_characters(bible: Bible) -> tuple[Character, ...]:
    """Characters of whom the script leaves something open that can be seen."""
    seen = {token for sheet in bible.sheets for token in sheet.characters}
    return tuple(
        each for each in bible.characters if each.kind == "person" and each.token in seen and _open_keys(each.look)
    )


def material_of(characters: Iterable[Character], places: Iterable[Location], bible: Bible, script: Script) -> str:
    """What there is to know for a proposal, as JSON: what the script says of each, and when they are seen."""
    told = {
        "title": script.title,
        "characters": [_told_of(each, bible, script) for each in characters],
        "places": [_place_told(each, bible) for each in places],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def accept(proposal: Proposal, bible: Bible, script: Script) -> Accepted:
    """The bible with what of a proposal fits; what the script says, and what a person set, is never changed."""
    reading = _Reading(bible)
    for character in proposal.characters:
        reading.take_character(character)
    for place in proposal.places:
        reading.take_place(place)
    if not reading.taken:
        return Accepted(bible=bible, refused=tuple(reading.refused))
    return Accepted(bible=break_down(script, reading.bible), taken=tuple(reading.taken), refused=tuple(reading.refused))


class _Reading:
    """A bible while a proposal is being read into it."""

    def __init__(self, bible: Bible) -> None:
        self.bible = bible
        self.taken: list[str] = []
        self.refused: list[str] = []

    def take_character(self, proposed: ProposedCharacter) -> None:
        """Take of one character what fits."""
        try:
            character = self.bible.named(proposed.name)
        except KeyError:
            self.refused.append(f"{_quoted(proposed.name)}: nobody in the script is called that")
            return
        look = character.look
        for wording in (each for each in WORDINGS if each.key in _KEYS):
            text = " ".join(str(getattr(proposed, wording.key)).split())
            if not text or text.casefold() == words_of(look).get(wording.key, "").casefold():
                continue
            look = self._field(character, look, wording, text)
        character = character.model_copy(update={"look": look})
        costumes = list(character.costumes)
        for garments in proposed.wardrobe:
            costume = self._costume(character, costumes, garments)
            if costume is not None:
                costumes = [each for each in costumes if each.token != costume.token] + [costume]
        self.bible = self.bible.with_character(character.model_copy(update={"costumes": tuple(costumes)}))

    def _field(self, character: Character, look: Look, wording: Wording, text: str) -> Look:
        """The look with one proposed field, or as it was with the reason among those refused."""
        what = f"{character.name}: {wording.key} {_quoted(text)}"
        try:
            values = wording.read(text)
        except ValueError as error:
            self.refused.append(f"{what} is not understood ({error})")
            return look
        fixed = [name for name in values if name not in look.invented and values[name] != getattr(look, name)]
        if fixed:
            says = "you set" if set(fixed) & set(look.by_hand) else "the script says"
            self.refused.append(f"{what}, but {says} {words_of(look).get(wording.key, 'otherwise')}")
            return look
        new = Look.model_validate({**look.model_dump(), **values})
        why = _impossible(new, look) or self._confused(character, new, look)
        if why:
            self.refused.append(f"{what}: {why}")
            return look
        self.taken.append(f"{character.name}: {wording.key} {words_of(new).get(wording.key, text)}")
        return new

    def _confused(self, character: Character, new: Look, old: Look) -> str:
        """With whom somebody would be confused who is in the same scenes, if not before."""
        for other in self._partners(character):
            now = silhouette(new, other.look) + hue(new, other.look)
            if now < _ALIKE and now < silhouette(old, other.look) + hue(old, other.look):
                return f"that looks like {other.name}, who is in the same scenes"
        return ""

    def _partners(self, character: Character) -> Iterator[Character]:
        scenes = [sheet for sheet in self.bible.sheets if character.token in sheet.characters]
        tokens = dict.fromkeys(token for sheet in scenes for token in sheet.characters if token != character.token)
        return (self.bible.character(token) for token in tokens)

    def _costume(self, character: Character, costumes: list[Costume], garments: Garments) -> Costume | None:
        """A proposed costume; None when it does not fit, with the reason among those refused."""
        what = f"{character.name}: {_quoted(garments.name)} on day {garments.day}"
        sheets = [s for s in self.bible.sheets if s.day == garments.day and character.token in s.characters]
        taken = next((each for each in costumes if each.source != "proposal" and _is_worn_on(each, sheets)), None)
        if not sheets:
            why = f"{character.name} is not seen on that day"
        elif not _NAME.fullmatch(garments.name):
            why = "that is no name for a costume"
        elif taken is not None:
            why = f"{'you set' if taken.source == 'person' else 'the script says'} {taken.token} for that day"
        else:
            return self._worn(character, garments, what)
        self.refused.append(f"{what}: {why}")
        return None

    def _worn(self, character: Character, garments: Garments, what: str) -> Costume | None:
        values: dict[str, object] = {}
        for wording in WORN_WORDINGS:
            text = " ".join(str(getattr(garments, wording.key)).split())
            try:
                values |= wording.read(text) if text else {}
            except ValueError as error:
                self.refused.append(f"{what}: {wording.key} {_quoted(text)} is not understood ({error})")
        if not values:
            self.refused.append(f"{what}: nothing that is worn")
            return None
        slug = re.sub(r"[\W_]+", "-", garments.name.lower()).strip("-")
        costume = Costume.model_validate(
            {"token": f"{character.token}/{slug}", "days": (garments.day,), "source": "proposal", **values}
        )
        if costume.token in (each.token for each in character.costumes if each.source != "proposal"):
            self.refused.append(f"{what}: there is a costume of that name")
            return None
        self.taken.append(f"{what}: {', '.join(words_of(costume).values())}")
        return costume

    def take_place(self, proposed: ProposedPlace) -> None:
        """Take of one place what fits."""
        wanted = proposed.name.strip().casefold()
        place = next((p for p in self.bible.locations if wanted in (p.name.casefold(), p.token.casefold())), None)
        if place is None:
            self.refused.append(f"{_quoted(proposed.name)}: no place of the script is called that")
            return
        update: dict[str, object] = {}
        kind = " ".join(proposed.kind.casefold().split())
        if kind and kind != place.kind:
            if place.kind or "kind" in place.by_hand:
                self.refused.append(f"{place.name}: kind {_quoted(kind)}, but it is {place.kind or 'left open by you'}")
            elif not _KIND.fullmatch(kind):
                self.refused.append(f"{place.name}: kind {_quoted(kind)} is no word for a sort of place")
            else:
                update["kind"] = kind
                self.taken.append(f"{place.name}: kind {kind}")
        palette = self._palette(place, proposed.palette)
        if palette:
            update["palette"] = palette
            self.taken.append(f"{place.name}: palette {', '.join(map(exact_colour, palette))}")
        changed = place.model_copy(update=update)
        places = tuple(changed if each.token == place.token else each for each in self.bible.locations)
        self.bible = self.bible.model_copy(update={"locations": places})

    def _palette(self, place: Location, proposed: tuple[str, ...]) -> tuple[str, ...]:
        colours = []
        for words in proposed[:_MOST_COLOURS]:
            try:
                colours.append(read_colour(words))
            except ValueError as error:
                self.refused.append(f"{place.name}: palette {_quoted(words)} is not understood ({error})")
        found = tuple(dict.fromkeys(colours))
        if not found or found == place.palette:
            return ()
        if "palette" in place.by_hand:
            self.refused.append(f"{place.name}: palette {', '.join(found)}, but you set {', '.join(place.palette)}")
            return ()
        return found


def _impossible(new: Look, old: Look) -> str:
    if new.beard != "none" and (new.age < _CHILD or new.sex == "woman"):
        return f"no {new.called} of {new.age} has one"
    if new.hat not in ("none", old.hat) and {"hair", "hair_colour"} - set(new.invented):
        return "a hat would hide the hair the script describes"
    return ""


def _is_worn_on(costume: Costume, sheets: list[BreakdownSheet]) -> bool:
    return any(sheet.scene in costume.scenes or sheet.day in costume.days for sheet in sheets)


def _open_keys(look: Look) -> list[str]:
    """Keys of what was invented, and can be proposed."""
    said = words_of(look)
    return [
        wording.key
        for wording in WORDINGS
        if wording.key in _KEYS and wording.key in said and set(wording.fields) & set(look.invented)
    ]


def _told_of(character: Character, bible: Bible, script: Script) -> dict[str, object]:
    words = words_of(character.look)
    open_ = _open_keys(character.look)
    fixed = {key: value for key, value in words.items() if key not in open_}
    sheets = [sheet for sheet in bible.sheets if character.token in sheet.characters]
    names = [name.casefold() for name in (character.name, *character.aliases)]
    told = [
        " ".join(element.text.split())
        for sheet in sheets
        for element in script.scene(sheet.scene).elements
        if isinstance(element, Action) and any(name in element.text.casefold() for name in names)
    ]
    return {
        "name": character.name,
        "fixed": fixed,
        "open": open_,
        "together_with": _together(character, bible),
        "story_days": sorted({sheet.day for sheet in sheets}),
        "costumes": {each.token: list(words_of(each).values()) for each in character.costumes},
        "the_script": told[:_SENTENCES],
    }


def _together(character: Character, bible: Bible) -> list[str]:
    """Who is seen with somebody, most often first, each with what is to be told apart from."""
    scenes = [sheet.characters for sheet in bible.sheets if character.token in sheet.characters]
    counted = Counter(token for tokens in scenes for token in tokens if token != character.token)
    others = [bible.character(token) for token, _ in counted.most_common(_PARTNERS)]
    return [f"{each.name}: {_outline(words_of(each.look))}" for each in others if each.kind == "person"]


def _outline(words: Mapping[str, str]) -> str:
    told = (
        f"{key} {words[key]}" for key in ("age", "height", "hair", "hat", "wears") if words.get(key, "none") != "none"
    )
    return ", ".join(told)


def _place_told(place: Location, bible: Bible) -> dict[str, object]:
    sheets = [sheet for sheet in bible.sheets if sheet.location == place.token]
    light = sorted({f"{sheet.hour.value}, {sheet.weather.value}" for sheet in sheets})
    return {"name": place.name, "setting": place.setting.value, "kind": place.kind, "light": light}


def _quoted(text: str, most: int = 60) -> str:
    """Somebody's words in a message: on one row, printable, not too long."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return repr(plain if len(plain) <= most else f"{plain[: most - 2]} …")
