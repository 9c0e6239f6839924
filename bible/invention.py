"""Looks where the script is silent: the same every time, and told apart from everybody in the same scenes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from bible import wardrobe
from bible.ages import usual_height
from bible.colours import CLOTH, HAIR, apart, shaded
from bible.described import Description
from bible.entries import Look

_TRIES = 64
_CLOTHES = (
    "red", "teal", "mustard", "navy", "green", "plum", "rust", "blue", "olive", "burgundy", "turquoise", "orange",
    "purple", "brown", "pink", "charcoal", "cream", "emerald", "amber", "lavender",
)  # fmt: skip
_SKINS = ("pale", "light", "light", "tan", "brown", "dark", "deep")
_DARK_HAIR = ("black", "dark", "brown")
_FAIR_HAIR = (*_DARK_HAIR, "chestnut", "auburn", "ginger", "sandy", "blond")


class _Complexions(NamedTuple):
    """Skins to choose from, and hair to choose from with a lighter one."""

    skins: tuple[str, ...] = _SKINS
    fair_hair: tuple[str, ...] = _FAIR_HAIR


_ANY = _Complexions()
_DARK_HAIRED = _Complexions(skins=_SKINS[:4], fair_hair=_DARK_HAIR)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A sign of a name that is written in Han, kana or hangul."""
_LONG = {"coat", "raincoat", "dress"}
_ON_THE_HEAD = frozenset(("hair", "hair_colour"))
"""What would not be told if a hat hid it."""
_SHOWN = frozenset(("hair", "hair_colour", "beard", "hat", "outfit"))
"""Where the script tells one of these, it would also have told of glasses."""
_CHILD = 14
"""Years under which someone is dressed and built as a child."""


class _Dice:
    """Chooses by hash, so that a token has the same look on every machine."""

    def __init__(self, token: str, throw: int) -> None:
        self._seed = f"{token}/{throw}"

    def pick(self, what: str, choices: Sequence[str]) -> str:
        return choices[self.number(what, len(choices))]

    def number(self, what: str, below: int) -> int:
        digest = hashlib.sha256(f"{self._seed}/{what}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % below


def invent(
    description: Description, token: str, others: Sequence[Look], *, name: str = "", places: Iterable[str] = ()
) -> Look:
    """The look that keeps to the description, and for the rest differs most from `others`, who share scenes with it.

    `name` may say what someone does (`NURSE`), `places` where they are seen.
    """
    usual = _usual(name)
    outfits = _outfits(" ".join(places))
    complexions = _DARK_HAIRED if _EAST_ASIAN.search(name) else _ANY
    best, best_score = None, -1.0
    for throw in range(_TRIES if others else 1):
        look = _one(description, usual, outfits, complexions, _Dice(token, throw))
        score = min(
            (min(1.0, silhouette(look, each) / 0.6) + min(1.0, hue(look, each) / 0.5) for each in others), default=1
        )
        if score > best_score:
            best, best_score = look, score
    assert best is not None
    return best


def other_clothes(token: str, unlike: str) -> Mapping[str, str]:
    """What somebody wears under a coat that is taken off: another garment in a colour unlike the coat's."""
    dice = _Dice(f"{token}/under", 0)
    colours = sorted(_CLOTHES, key=lambda name: -apart(CLOTH[name], unlike))[:8]
    return {
        "outfit": dice.pick("outfit", ("jumper", "jacket", "tee")),
        "outfit_colour": CLOTH[dice.pick("cloth", colours)],
    }


def silhouette(one: Look, other: Look) -> float:
    """How far the outlines of two figures differ, 0 (none at all) to 1."""
    return min(1.0, sum((
        0.3 * (one.hat != other.hat),
        0.25 * (one.hair != other.hair),
        0.25 * ((one.outfit in _LONG) != (other.outfit in _LONG)),
        0.1 * (one.outfit != other.outfit),
        0.2 * (one.build != other.build),
        0.15 * (one.beard != other.beard and "full" in (one.beard, other.beard)),
        0.05 * (one.glasses != other.glasses),
        0.15 * (one.pack != other.pack),
        0.5 * min(1.0, abs(one.height_cm - other.height_cm) / 25),
    )))  # fmt: skip


def hue(one: Look, other: Look) -> float:
    """How far the colours of two figures differ, 0 (none at all) to 1: clothes first, then hair."""
    return min(
        1.0, 1.6 * apart(one.outfit_colour, other.outfit_colour) + 0.2 * apart(one.hair_colour, other.hair_colour)
    )


def _usual(name: str) -> dict[str, str]:
    low = name.lower()
    return next((clothes for words, clothes in wardrobe.ROLES if re.search(rf"\b(?:{words})\b", low)), {})


def _outfits(places: str) -> tuple[str, ...]:
    low = places.lower()
    found = next((outfits for words, outfits in wardrobe.PLACES if re.search(rf"\b(?:{words})s?\b", low)), None)
    return found or ("jacket", "jumper", "coat", "suit", "tee")


def _one(
    description: Description, usual: dict[str, str], outfits: tuple[str, ...], complexions: _Complexions, dice: _Dice
) -> Look:
    said = description.model_dump(exclude_none=True)
    known: dict[str, object] = {**usual, **said} if "outfit" not in said else {**said}
    sex = str(known.setdefault("sex", dice.pick("sex", ("woman", "man"))))
    age = int(str(known.setdefault("age", 24 + dice.number("age", 34))))
    grown = age >= _CHILD
    known.setdefault("height_cm", usual_height(age, sex) + (dice.number("height", 13) - 6 if grown else 0))
    known.setdefault("build", dice.pick("build", ("slim", "average", "average", "stocky") if grown else ("average",)))
    fair = said.get("hair_colour") in {HAIR[each] for each in _FAIR_HAIR if each not in _DARK_HAIR}
    skin = str(known.setdefault("skin", dice.pick("skin", _SKINS[:4] if fair else complexions.skins)))
    known.setdefault("hair", dice.pick("hair", _hairs(sex, age)))
    known.setdefault("hair_colour", _hair_colour(skin, age, complexions.fair_hair, dice))
    known.setdefault("beard", dice.pick("beard", _beards(sex, age, said.keys())))
    if said.keys() & _ON_THE_HEAD and "hat" not in said:
        known["hat"] = "none"
    known.setdefault("hat", dice.pick("hat", _hats(sex, age)))
    known.setdefault("outfit", dice.pick("outfit", _clothes(outfits, sex, age)))
    cloth = shaded(CLOTH[dice.pick("cloth", _CLOTHES)], 0.94 + 0.03 * dice.number("shade", 5))
    known.setdefault("outfit_colour", wardrobe.USUAL.get(str(known["outfit"]), cloth))
    known.setdefault("hat_colour", CLOTH[dice.pick("hat cloth", _CLOTHES)])
    if known["outfit"] == "suit":
        known.setdefault("trousers_colour", known["outfit_colour"])
    known.setdefault("trousers_colour", dice.pick("trousers", ("#3A3F4C", "#4B4238", "#31363A", "#5A5648", "#4B6485")))
    bespectacled = dice.number("glasses", 6 if age >= 45 else 9) == 0
    known.setdefault("glasses", bespectacled and not said.keys() & _SHOWN)
    known.setdefault("pack", False)
    invented = tuple(field for field in Look.model_fields if field not in ("invented", "by_hand", *said))
    return Look.model_validate({**known, "invented": invented})


def _beards(sex: str, age: int, said: Collection[str]) -> tuple[str, ...]:
    if sex != "man" or age < 22:
        return ("none",)
    return ("none", "none", "stubble") if "hair" in said else ("none", "none", "none", "stubble", "full", "moustache")


def _hairs(sex: str, age: int) -> tuple[str, ...]:
    if sex == "woman":
        young = ("braid", "ponytail", "long", "curly", "bob")
        return (*young, "bun", "short") if age < 60 else ("bun", "bob", "short", "braid", "curly")
    if age < _CHILD:
        return ("short", "short", "curly")
    return ("short", "short", "curly", "short", "long", *(("bald", "bald") if age >= 45 else ()))


def _hats(sex: str, age: int) -> tuple[str, ...]:
    if age < _CHILD:
        return ("none", "none", "none", "beanie", "cap")
    if sex == "woman":
        return ("none",) * 8 + ("beanie", "headscarf" if age >= 55 else "cap")
    return ("none",) * 6 + ("beanie", "cap", "fedora" if age >= 30 else "cap")


def _clothes(outfits: tuple[str, ...], sex: str, age: int) -> tuple[str, ...]:
    if age < _CHILD:
        return ("jumper", "jacket", "tee", "raincoat" if "raincoat" in outfits else "jumper")
    return (*outfits, "dress") if sex == "woman" and "raincoat" not in outfits else outfits


def _hair_colour(skin: str, age: int, fair: tuple[str, ...], dice: _Dice) -> str:
    if age >= 68:
        return HAIR[dice.pick("hair colour", ("grey", "silver", "white"))]
    if age >= 52 and dice.number("greying", 2):
        return HAIR[dice.pick("hair colour", ("grey", "greying", "salt-and-pepper"))]
    return HAIR[dice.pick("hair colour", _DARK_HAIR if skin in ("brown", "dark", "deep") else fair)]
