"""Living and large things that an action names: which piece each is, how large, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bible.colours import CLOTH, colour_named
from renderers.animatic.cards import Piece
from renderers.animatic.pieces_animals import BEASTS, beast, bird, height, hen, owl
from renderers.animatic.pieces_boats import small_ferry
from renderers.animatic.pieces_deep import shark, shoal
from renderers.animatic.pieces_open import fire, firelight, planet, stall
from renderers.animatic.pieces_vehicles import (
    aeroplane,
    bicycle,
    bus,
    car,
    helicopter,
    lorry,
    motorcycle,
    rowing_boat,
    spacecraft,
    train,
    trawler,
    van,
)
from renderers.animatic.tongues import in_english

Where = Literal["ground", "road", "water", "air", "branch"]
Going = Literal["", "in", "out", "past", "rest", "chase", "chased"]
_Make = Callable[[str, bool, bool], Piece]
"""(colour or empty, lamps lit, on its way) -> piece"""


@dataclass(frozen=True)
class Sight:
    """A thing with a place of its own in the picture, in metres."""

    name: str
    make: _Make
    tall: float
    wide: float
    where: Where
    stays: bool = False
    """Once there, it is there in every shot of the scene."""
    rest: _Make | None = None
    """How it lies, where it can."""
    deep: float = 0.0
    """Metres behind the people where it stands, if it has a depth of its own."""
    light: _Make | None = None
    """Its glow, which lies behind the people though it stands before them."""


@dataclass(frozen=True)
class Seen:
    """A sight as an action has it."""

    sight: Sight
    colour: str
    going: Going


def _animals() -> dict[str, Sight]:
    others = {
        "dog": "hound puppy", "cat": "kitten", "horse": "pony mare stallion", "deer": "stag doe", "cow": "bull ox calf",
        "sheep": "lamb ram", "rat": "mouse", "rabbit": "hare", "goat": "", "pig": "", "bear": "", "fox": "", "wolf": "",
        "donkey": "mule",
    }  # fmt: skip
    found: dict[str, Sight] = {}
    for name, of in BEASTS.items():

        def make(colour: str, lit: bool, going: bool, name: str = name) -> Piece:
            return beast(name, colour, going)

        def rest(colour: str, lit: bool, going: bool, name: str = name) -> Piece:
            return beast(name, colour, resting=True)

        sight = Sight(name, make, height(name), of.length * 1.7, "ground", rest=rest)
        found |= dict.fromkeys((name, *others[name].split()), sight)
    owls = Sight("owl", lambda colour, lit, going: owl, 0.75, 1.5, "branch")
    crow = Sight("crow", lambda colour, lit, going: bird(colour or "2A2C33"), 1.12, 0.5, "ground")
    gull = Sight("gull", lambda colour, lit, going: bird(colour or "E6E4DC", perch=False), 0.36, 0.5, "ground")
    fowl = Sight("hen", lambda colour, lit, going: hen, 0.5, 0.6, "ground")
    return found | {
        "owl": owls, "crow": crow, "raven": crow, "bird": crow, "parrot": crow, "gull": gull, "seagull": gull,
        "pigeon": gull, "dove": gull, "hen": fowl, "chicken": fowl, "rooster": fowl,
    }  # fmt: skip


def _vehicles() -> dict[str, Sight]:
    saloon = Sight("car", lambda colour, lit, going: car(colour or "A2503E", lit), 1.6, 4.5, "road")
    police = Sight("police car", lambda colour, lit, going: car(colour or "E9E4D6", lit, "police"), 1.75, 4.5, "road")
    cab = Sight("taxi", lambda colour, lit, going: car(colour or "E8B030", lit, "taxi"), 1.75, 4.5, "road")
    coach = Sight("bus", lambda colour, lit, going: bus(colour or "B5432F", lit), 3.1, 9.2, "road", True)
    truck = Sight("lorry", lambda colour, lit, going: lorry(colour or "3F7F86", lit), 3.4, 7.6, "road")
    boxy = Sight("van", lambda colour, lit, going: van(colour or "5A6A7A", lit), 2.5, 5.4, "road")
    aid = Sight("ambulance", lambda colour, lit, going: van(colour or "E9E4D6", lit, "ambulance"), 2.7, 5.4, "road")
    cycle = Sight("bicycle", lambda colour, lit, going: bicycle, 1.1, 1.8, "ground")
    motor = Sight("motorcycle", lambda colour, lit, going: motorcycle(lit), 1.1, 2.2, "road")
    rail = Sight("train", lambda colour, lit, going: train(lit), 3.5, 27.0, "road")
    fisher = Sight("trawler", lambda colour, lit, going: trawler(lit, 0.0), 9.4, 18.0, "water")
    ferry = Sight("small ferry", lambda colour, lit, going: small_ferry(lit), 9.0, 18.0, "water", True, deep=15.0)
    skiff = Sight("boat", lambda colour, lit, going: rowing_boat(lit), 1.9, 4.2, "water")
    jet = Sight("aeroplane", lambda colour, lit, going: aeroplane(lit), 8.0, 31.0, "air")
    chopper = Sight("helicopter", lambda colour, lit, going: helicopter, 3.6, 11.0, "air")
    ship = Sight("spaceship", lambda colour, lit, going: spacecraft, 9.0, 27.0, "air")
    black = Sight("limousine", lambda colour, lit, going: car(colour or "22262E", lit), 1.6, 4.5, "road")
    red = Sight("fire engine", lambda colour, lit, going: lorry(colour or "C23A2E", lit), 3.4, 7.6, "road")
    return {
        "limousine": black, "limo": black, "hearse": black, "sedan": saloon, "convertible": saloon, "coupe": saloon,
        "mercedes": black, "cadillac": black, "cruiser": police, "jeep": boxy, "suv": boxy, "minivan": boxy,
        "camper": boxy, "pickup": truck, "pickup truck": truck, "fire truck": red, "fire engine": red,
        "car": saloon, "cars": saloon, "police car": police, "squad car": police, "patrol car": police, "taxi": cab,
        "cab": cab, "bus": coach, "school bus": coach, "coach": coach, "lorry": truck, "truck": truck, "van": boxy,
        "ambulance": aid, "bicycle": cycle, "bike": cycle, "motorcycle": motor, "motorbike": motor, "train": rail,
        "trawler": fisher, "fishing boat": fisher, "boat": skiff, "small boat": skiff, "rowing boat": skiff,
        "dinghy": skiff, "plane": jet, "aeroplane": jet, "airplane": jet, "helicopter": chopper, "spaceship": ship,
        "small ferry": ferry, "ferryboat": ferry, "little ferry": ferry, "old ferry": ferry,
        "spacecraft": ship, "shuttle": ship, "rocket": ship, "starship": ship,
    }  # fmt: skip


def _others() -> dict[str, Sight]:
    glow: _Make = lambda colour, lit, going: firelight  # noqa: E731
    flames = Sight("fire", lambda colour, lit, going: fire, 1.1, 1.3, "ground", True, light=glow)
    world = Sight("planet", lambda colour, lit, going: planet(colour or "B5654A"), 11.0, 18.0, "air")
    jaws = Sight("shark", lambda colour, lit, going: shark, 1.4, 3.2, "air")
    small = Sight("fish", lambda colour, lit, going: shoal(colour or "E0A84A", 3), 1.2, 3.0, "air")
    booth = Sight("stall", lambda colour, lit, going: stall(colour or "B5432F", 0), 3.0, 3.2, "ground", True)
    return {
        "small fire": flames, "campfire": flames, "camp fire": flames, "bonfire": flames, "fire burns": flames,
        "the fire": flames, "a fire": flames, "planet": world, "market stall": booth, "fruit stall": booth,
        "shark": jaws, "fish": small, "shoal": small,
    }  # fmt: skip


FIRST_COLUMN = 0.76
"""Where in the frame a sight stands if there is room, as a share of its width."""
SIGHTS: dict[str, Sight] = {**_animals(), **_vehicles(), **_others()}
"""Sights by the words that name them."""

_WORDS = re.compile(
    rf"\b({'|'.join(re.escape(word) for word in sorted(SIGHTS, key=lambda word: -len(word)))})(?:s|es)?\b(?!['’]s)"
    r"(?! (?:door|park|seat|stop|key|wheel|driver|window|horn|bell|lane|station|extinguisher|alarm|escape|engine|truck"
    r"|brigade|hydrant|hose|exit|axe|food|bowl|hug|skin|collar|leash|lead|hook|race|track|ticket|crash|radio|keys)\b)",
    re.IGNORECASE,
)
_NOT_REAL = re.compile(
    r"\b(?:toy|teddy|stuffed|plush|cuddly|model|wooden|plastic|rubber|china|porcelain|paper|rocking|hot|gummy)[- ]$"
    r"|\b(?:photo(?:graph)?s?|pictures?|drawings?|paintings?|portraits?|statues?|posters?|figurines?|masks?) of "
    r"(?:an?|the|his|her) (?:\w+ )?$", re.IGNORECASE,
)  # fmt: skip
"""Before a name of what is no living or full-sized thing: a teddy bear, a picture of a horse."""
_OUT = re.compile(
    r"\b(drives?|walks?|runs?|trots?|gallops?|rides?|sails?|flies|pulls?|speeds?|slinks?|races?|hops?|flees)\b[^.]*\b"
    r"(away|off|out)\b|\b(leaves|departs)\b", re.IGNORECASE,
)  # fmt: skip
_PAST = re.compile(r"\b(past|by|passes|crosses|across|drifts|circles|overhead|gallops|races)\b", re.IGNORECASE)
_IN = re.compile(
    r"\b(stops?|arrives?|comes?|enters?|pulls? up|pulls? in|trots? in|trots?|runs? (in|up)|approach(es)?|lands?)\b",
    re.IGNORECASE,
)
_CHASES = re.compile(r"\W*(?:\w+ly )?(?:chases?|pursues?|hunts?|runs? after|goes after)\b", re.IGNORECASE)
_CHASED = re.compile(
    r"\b(?:chases?|chasing|pursues?|hunts?|runs? after|goes after) (?:an?|the|his|her|their|its) (?:\w+ )?$",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(sleeps?|sleeping|asleep|lies|lying|dozes|rests|curls up|curled up)\b", re.IGNORECASE)
_TRAINS = re.compile(r"(the )?[Cc](oach|OACH) (?-i:[A-Z])|coach (waves|shouts|yells|nods|sits|claps|blows|points)")
"""A coach who is somebody, and no bus."""
_INSIDE = re.compile(r"\b(in|inside|into|drives?|from|behind) (the|a|an|his|her|their) (\w+ )?$", re.IGNORECASE)


def seen_in(action: str, place: str = "") -> tuple[Seen, ...]:
    """The sights an action names, each once, in its order; who sits in a car does not see it.

    `place` is the kind of set: what is called a ship in space is a spaceship.
    """
    if place == "space":
        action = re.sub(r"\b(ship|vessel|probe)\b", "spaceship", action, flags=re.IGNORECASE)
    found: dict[str, Seen] = {}
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", in_english(action)):
        for match in _WORDS.finditer(sentence):
            before = sentence[: match.start()]
            if _TRAINS.match(sentence, match.start()) or _NOT_REAL.search(before):
                continue
            sight = SIGHTS[match[1].lower()]
            if sight.name in found or (sight.where in ("road", "water") and _INSIDE.search(before)):
                continue
            going: Going = "chased" if _CHASED.search(before) else _going(sentence[match.end() :])
            found[sight.name] = Seen(sight, _colour(before), going)
    return tuple(found.values())


def parked_in(told: Sequence[str]) -> tuple[Seen, ...]:
    """The cars and the like that came or stood in what a scene has told so far, and have not gone since."""
    found: dict[str, Seen] = {}
    for paragraph in told:
        for sentence in re.split(r"(?<=[.!?;])\s+|\n+", paragraph):
            for seen in seen_in(sentence):
                if seen.sight.where == "road":
                    before = found.pop(seen.sight.name, None)
                    if seen.going not in ("out", "past"):
                        colour = seen.colour or (before.colour if before else "")
                        found[seen.sight.name] = Seen(seen.sight, colour, "")
    return tuple(found.values())


def sight_of(thing: str, action: str = "") -> Seen | None:
    """The sight that a thing's name ends in: `a yellow bus`; None for what lies on a table.

    Its colour is said in the name, or in the `action`.
    """
    text = in_english(thing).strip().lower()
    names = [word for word in SIGHTS if re.search(rf"\b{re.escape(word)}(s|es)?$", text)]
    if not names:
        return None
    sight = SIGHTS[max(names, key=len)]
    elsewhere = next((seen.colour for seen in seen_in(action) if seen.sight == sight), "")
    return Seen(sight, _colour(text) or elsewhere, "")


def _colour(before: str) -> str:
    return colour_named(" ".join(before.split()[-2:]), CLOTH).removeprefix("#")


def _going(after: str) -> Going:
    """By the first verb after the name, before anybody else is named."""
    part = re.split(r"[,.;]| and (?=[A-Z])", after)[0]
    if _CHASES.match(part):
        return "chase"
    if _REST.search(part):
        return "rest"
    if _OUT.search(part):
        return "out"
    if _PAST.search(part):
        return "past"
    return "in" if _IN.search(part) else ""
