"""Where a scene is whose heading only counts (`Scene 2`, a row of stars, a page of a comic): its first words tell."""

from __future__ import annotations

import re

from bible.capitals import sentences
from bible.heading_forms import is_time_code
from bible.hours import is_time
from bible.montage import is_place_word
from bible.script import Action, Heading, Scene, Setting
from bible.vocabulary import SMALL

_COUNTS = re.compile(
    r"(?:scene|szene|bild|scène|séquence|escena|secuencia|scena|cena|sahne|сцена|场景|場景|シーン|씬|s#|page|seite|planche|"
    r"página|pagina|страница|第)\s*[:#№]?\s*\w{1,12}\W*(?:\([^()]{0,40}\))?|"
    r"(?:chapter|kapitel|chapitre|capítulo|capitolo|глава)\s+\w{1,12}\b.{0,60}",
    re.IGNORECASE,
)
_ARTICLE = (
    r"(?:les?|la|une?|der|die|das|dem|den|eine?|el|los|las|una|il|lo|gli|o|os|uma?|"
    r"the|an?|his|her|their|its|our|my|this|that|same)\s+"
)
_PREPOSITION = (
    r"(?:in|inside|outside|at|on|aboard|under|beneath|into|through|across|along|over|behind|near|by|"
    r"dans|im|am|auf|en|nel|nella|na|no|em|в|на)"
)
_STANDS = re.compile(
    rf"(?:back |still |meanwhile,? )?(?:(?P<out>outside)|(?P<within>inside)|in|at|on|aboard|under|beneath)\s+"
    rf"(?:of\s+)?(?P<place>(?:{_ARTICLE})?[\w’'-]+(?:\s+[\w’'-]+){{0,3}})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:^{_ARTICLE}|\b(?P<at>{_PREPOSITION})\s+(?:{_ARTICLE})?|\b(?:of|over)\s+(?:{_ARTICLE})?|^)"
    r"(?=(?P<words>[\w’'-]+(?: [\w’'-]+){0,3}))",
    re.IGNORECASE,
)
_MORE = frozenset((
    "moon", "planet", "mars", "spaceship", "spacecraft", "rocket", "castle", "palace", "jungle", "swamp", "vineyard",
    "battlefield", "platform", "staircase", "rooftops", "landscape", "sky", "clouds", "countryside", "suburb", "bed",
))  # fmt: skip
"""Nouns that mean a place where something is in, on or at them."""
_ABROAD = frozenset(
    [
        "salon",
        "cuisine",
        "rue",
        "jardin",
        "chambre",
        "bureau",
        "gare",
        "forêt",
        "plage",
        "école",
        "église",
        "appartement",
        "café",
        "port",
        "küche",
        "straße",
        "strasse",
        "wald",
        "strand",
        "hafen",
        "zimmer",
        "wohnzimmer",
        "schlafzimmer",
        "büro",
        "kirche",
        "schule",
        "garten",
        "bahnhof",
        "bahnsteig",
        "cocina",
        "calle",
        "jardín",
        "habitación",
        "oficina",
        "estación",
        "bosque",
        "playa",
        "escuela",
        "iglesia",
        "salón",
        "patio",
        "puerto",
        "cucina",
        "strada",
        "giardino",
        "camera",
        "ufficio",
        "stazione",
        "bosco",
        "spiaggia",
        "scuola",
        "chiesa",
        "soggiorno",
        "piazza",
        "porto",
        "cozinha",
        "rua",
        "jardim",
        "quarto",
        "escritório",
        "estação",
        "praia",
        "escola",
        "igreja",
        "sala",
        "кухня",
        "улица",
        "сад",
        "комната",
        "офис",
        "вокзал",
        "лес",
        "пляж",
        "школа",
        "церковь",
        "кухне",
        "улице",
        "саду",
        "комнате",
        "офисе",
        "вокзале",
        "лесу",
        "пляже",
        "школе",
        "церкви",
    ]
)
"""The same in other languages."""
_FEW, _SENTENCES = 9, 3
_LONGEST = 300
"""Letters of a sentence that are looked at."""


def is_placeless(heading: Heading) -> bool:
    """Whether a heading only counts or says when: `Scene 2`, `PAGE ONE (four panels)`, `The next day`, or is none."""
    return not heading.setting and (
        not heading.place or _COUNTS.fullmatch(heading.text) is not None or is_time_code(heading.text)
    )


def place_told(scene: Scene) -> tuple[str, Setting]:
    """The place in capitals that the first sentences of a scene name, and whether they say inside or outside.

    Empty where they name none: `Outside the ship.`, `The dog is in the park.`, but not `He waits.`
    """
    told = next((each.text for each in scene.elements if isinstance(each, Action)), "")
    for sentence in sentences(told[: 2 * _LONGEST])[:_SENTENCES]:
        bare = sentence[:_LONGEST].strip().rstrip(".,:;!")
        stands = _STANDS.fullmatch(re.split(r",|\s[-–—]\s", bare, maxsplit=1)[0].strip())
        if stands and not is_time(stands["place"]) and len(bare.split()) <= _FEW:
            setting = Setting.EXT if stands["out"] else Setting.INT if stands["within"] else Setting.UNSAID
            return _capitals(stands["place"]), setting
        named = next((words for match in _NAMED.finditer(bare) if (words := _named(match))), "")
        if named:
            return _capitals(named), Setting.UNSAID
    return "", Setting.UNSAID


def _named(match: re.Match[str]) -> str:
    """The words up to the last of those side by side that mean a place: `desert city` of `desert city at noon`."""
    words = match["words"].split()
    end = 0
    for at, word in enumerate(words, start=1):
        if is_place_word(word) or word.lower() in _ABROAD or (match["at"] and word.lower() in _MORE):
            end = at
        elif end or word.upper() in SMALL:
            break
    return " ".join(words[:end])


def _capitals(words: str) -> str:
    return " ".join(re.sub(rf"^{_ARTICLE}", "", words, flags=re.IGNORECASE).upper().replace("’", "'").split())
