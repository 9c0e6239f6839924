"""Looks where the script is silent: the same every time, and told apart from everybody in the same scenes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bible.ages import usual_height
from bible.colours import CLOTH, HAIR, apart, shaded
from bible.described import Description
from bible.entries import Look

_TRIES = 48
_CLOTHES = (
    "red", "teal", "mustard", "navy", "green", "plum", "rust", "blue", "olive", "burgundy", "turquoise", "orange",
    "purple", "brown", "pink", "charcoal", "cream", "emerald", "amber", "lavender",
)  # fmt: skip
_HATS = ("none",) * 8 + ("beanie", "cap", "fedora")
_SKINS = ("pale", "light", "light", "tan", "brown", "dark", "deep")
_DARK_HAIR = ("black", "dark", "brown")
_FAIR_HAIR = (*_DARK_HAIR, "chestnut", "auburn", "ginger", "sandy", "blond")
_LONG = {"coat", "raincoat", "dress"}
_HAIR_MASS = {"bald": 0, "short": 1, "bob": 2, "bun": 3, "ponytail": 4, "braid": 5, "long": 6, "curly": 7}


class _Dice:
    """Chooses by hash, so that a token has the same look on every machine."""

    def __init__(self, token: str, throw: int) -> None:
        self._seed = f"{token}/{throw}"

    def pick(self, what: str, choices: Sequence[str]) -> str:
        return choices[self.number(what, len(choices))]

    def number(self, what: str, below: int) -> int:
        digest = hashlib.sha256(f"{self._seed}/{what}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % below


def invent(description: Description, token: str, others: Sequence[Look]) -> Look:
    """The look that keeps to the description, and for the rest differs most from `others`, who share scenes with it."""
    best, best_score = None, -1.0
    for throw in range(_TRIES if others else 1):
        look = _one(description, _Dice(token, throw))
        score = min((difference(look, other) for other in others), default=1.0)
        if score > best_score:
            best, best_score = look, score
    assert best is not None
    return best


def difference(one: Look, other: Look) -> float:
    """How surely two figures are told apart at a glance, 0 to 2: silhouette and hue count the same."""
    silhouette = sum((
        0.35 * ((one.hat == "none") != (other.hat == "none") or one.hat != other.hat),
        0.3 * (_HAIR_MASS[one.hair] != _HAIR_MASS[other.hair]),
        0.3 * ((one.outfit in _LONG) != (other.outfit in _LONG)),
        0.1 * (one.outfit != other.outfit),
        0.2 * (one.build != other.build),
        0.15 * (one.beard != other.beard and "full" in (one.beard, other.beard)),
        0.1 * (one.glasses != other.glasses),
        0.15 * (one.pack != other.pack),
        0.4 * min(1.0, abs(one.height_cm - other.height_cm) / 25),
    ))  # fmt: skip
    hue = 1.6 * apart(one.outfit_colour, other.outfit_colour) + 0.2 * apart(one.hair_colour, other.hair_colour)
    return min(1.0, silhouette) + min(1.0, hue)


def _one(description: Description, dice: _Dice) -> Look:
    said = description.model_dump(exclude_none=True)
    known = dict(said)
    sex = known.setdefault("sex", dice.pick("sex", ("woman", "man")))
    age = int(known.setdefault("age", 24 + dice.number("age", 34)))
    known.setdefault("height_cm", usual_height(age, str(sex)) + (dice.number("height", 13) - 6 if age >= 14 else 0))
    known.setdefault(
        "build", dice.pick("build", ("slim", "average", "average", "stocky") if age >= 14 else ("average",))
    )
    skin = known.setdefault("skin", dice.pick("skin", _SKINS))
    known.setdefault("hair", _hair(str(sex), age, dice))
    known.setdefault("hair_colour", _hair_colour(str(skin), age, dice))
    known.setdefault(
        "beard",
        dice.pick("beard", ("none", "none", "none", "stubble", "full", "moustache"))
        if sex == "man" and age >= 22
        else "none",
    )
    known.setdefault("hat", dice.pick("hat", _HATS))
    known.setdefault("outfit", _outfit(str(sex), age, dice))
    known.setdefault(
        "outfit_colour", shaded(CLOTH[dice.pick("cloth", _CLOTHES)], 0.94 + 0.03 * dice.number("shade", 5))
    )
    known.setdefault("hat_colour", CLOTH[dice.pick("hat cloth", _CLOTHES)])
    known.setdefault("trousers_colour", dice.pick("trousers", ("#3A3F4C", "#4B4238", "#31363A", "#5A5648", "#4B6485")))
    known.setdefault("glasses", dice.number("glasses", 6 if age >= 45 else 9) == 0)
    known.setdefault("pack", False)
    invented = tuple(field for field in Look.model_fields if field != "invented" and field not in said)
    return Look.model_validate({**known, "invented": invented})


def _hair(sex: str, age: int, dice: _Dice) -> str:
    if sex == "woman":
        return dice.pick("hair", ("bob", "braid", "bun", "ponytail", "long", "curly", "short"))
    return dice.pick("hair", ("short", "short", "curly", "short", "long", *(("bald",) if age >= 40 else ("bob",))))


def _hair_colour(skin: str, age: int, dice: _Dice) -> str:
    if age >= 68:
        return HAIR[dice.pick("hair colour", ("grey", "silver", "white"))]
    if age >= 52 and dice.number("greying", 2):
        return HAIR[dice.pick("hair colour", ("grey", "greying", "salt-and-pepper"))]
    return HAIR[dice.pick("hair colour", _DARK_HAIR if skin in ("brown", "dark", "deep") else _FAIR_HAIR)]


def _outfit(sex: str, age: int, dice: _Dice) -> str:
    if age < 14:
        return dice.pick("outfit", ("jumper", "jacket", "tee", "raincoat", *(("dress",) if sex == "woman" else ())))
    return dice.pick(
        "outfit", ("jacket", "jumper", "coat", "suit", "tee", *(("dress",) if sex == "woman" else ("jacket",)))
    )
