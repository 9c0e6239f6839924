"""One scene as it is put before a language model: numbered paragraphs and lines, and the people it may use."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bible.entries import Bible, BreakdownSheet, Character, Hour, Location
from bible.model import Frozen
from bible.script import Action, Lettering, Line, Scene
from shots.shot import Shot
from shots.staging import Staging


class Paragraph(Frozen):
    """A paragraph of action, or lettering, under its number."""

    number: int
    text: str
    lettering: bool


class ScenePage(Frozen):
    """A scene with its paragraphs and lines numbered from 1, and everybody's side in it."""

    scene: Scene
    sheet: BreakdownSheet
    place: str
    cast: tuple[Character, ...]
    """Those who can be seen in it."""
    crowds: tuple[Character, ...]
    """The groups that are there; they belong to the place."""
    others: tuple[Character, ...]
    """Everybody else in the bible."""
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    """Those with words; a line's number is its place, from 1."""
    staging: Staging
    places: tuple[Location, ...] = ()
    """The other places in which shots of it can play: those that rows of its montages and its calls name."""
    hours: tuple[Hour, ...] = ()
    """The other hours that such rows name."""

    @property
    def plays_elsewhere(self) -> bool:
        """Whether shots of it can play in another place or at another hour than the scene."""
        return bool(self.places or self.hours)

    def material(self) -> str:
        """What the model reads, as JSON. Nothing of it depends on ids or on where the scene stands in the film."""
        return json.dumps(
            {
                "heading": self.scene.heading.text,
                "place": self.place,
                "time_of_day": self.sheet.hour.value,
                "weather": self.sheet.weather.value,
                **({"other_places": [each.name for each in self.places]} if self.places else {}),
                **({"other_hours": [each.value for each in self.hours]} if self.hours else {}),
                "things": list(self.sheet.props),
                "cast": [_person(each) for each in self.cast],
                "scene": self._told(),
            },
            ensure_ascii=False,
            indent=1,
        )

    def _told(self) -> list[dict[str, object]]:
        told: list[dict[str, object]] = []
        paragraphs, lines = iter(self.paragraphs), iter(enumerate(self.lines, 1))
        for element in self.scene.elements:
            if isinstance(element, (Action, Lettering)) and element.text.strip():
                each = next(paragraphs)
                kind = "lettering" if each.lettering else "action"
                told.append({"paragraph": each.number, "kind": kind, "words": each.text})
            elif isinstance(element, Line) and element.words:
                number, line = next(lines)
                how = [*line.extensions, *(each.text for each in line.parentheticals)]
                told.append(
                    {"line": number, "who": line.cue, "words": line.text}
                    | ({"how": how} if how else {})
                    | ({"at_the_same_time_as": number - 1} if line.dual else {})
                )
        return told


def page_of(scene: Scene, bible: Bible, staging: Staging, by_rule: Iterable[Shot] = ()) -> ScenePage:
    """A scene made ready to be asked about; its shots `by_rule` know in which other places and when it plays."""
    shots = tuple(by_rule)
    sheet = bible.sheet(scene.id)
    seen = [token for token in sheet.characters if token not in sheet.voices]
    told = [element for element in scene.elements if isinstance(element, (Action, Lettering)) and element.text.strip()]
    return ScenePage(
        scene=scene,
        sheet=sheet,
        place=bible.location(sheet.location).name,
        cast=tuple(bible.character(token) for token in seen),
        crowds=tuple(bible.character(token) for token in sheet.crowds),
        others=tuple(each for each in bible.characters if each.token not in (*seen, *sheet.crowds)),
        paragraphs=tuple(
            Paragraph(number=number, text=" ".join(each.text.split()), lettering=isinstance(each, Lettering))
            for number, each in enumerate(told, 1)
        ),
        lines=tuple(line for line in scene.lines if line.words),
        staging=staging,
        places=tuple(bible.location(token) for token in dict.fromkeys(shot.place for shot in shots if shot.place)),
        hours=tuple(dict.fromkeys(shot.hour for shot in shots if shot.hour is not None)),
    )


def _person(character: Character) -> dict[str, object]:
    look = character.look
    return {
        "name": character.name,
        "look": f"{look.sex}, {look.age}, {look.build}",
        **({"said_of_them": character.introduction} if character.introduction else {}),
    }
