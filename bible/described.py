"""What an introduction says of a character's look, word by word. It invents nothing."""

from __future__ import annotations

import re
from typing import Literal

from bible import wardrobe
from bible.ages import age_before, age_in, vague_age_in
from bible.colours import CLOTH, HAIR, colour_named
from bible.model import Frozen
from bible.roles_abroad import sex_of_role
from bible.tongues import in_english

Sex = Literal["woman", "man"]

_CLAUSES = re.compile(r"[,;:()]|\s[-–—]+\s|\.\s|\bwith\b|\bover\b|\band (?=an? |his |her |the )")
_APPOSED = re.compile(
    r"(?:^|[,;(]|[-–—]{1,2}|\bis|\bwas)\s*"
    r"((?:an?|our|very|still|old|young|elderly|aging|ageing|middle-aged|teenage|retired)\b[^,;().—–]*)"
)
_SEXES = re.compile(rf"\b(?:(?P<woman>{wardrobe.WOMAN})|(?P<man>{wardrobe.MAN}))\b")
_PRONOUN = re.compile(r"\b(?:(?P<woman>she|her|hers|herself)|he|his|himself)\b")
_BEARDS = r"beard|bearded|goatee|whiskers|moustache|mustache|stubble"
"""What has the colour of the hair."""
_BIG = r"(?:big|large|heavy|huge|enormous)"


class Description(Frozen):
    """A look as far as words give it: `None` where they are silent. Fields are those of `Look`."""

    age: int | None = None
    sex: Sex | None = None
    build: str | None = None
    skin: str | None = None
    hair: str | None = None
    hair_colour: str | None = None
    beard: str | None = None
    hat: str | None = None
    hat_colour: str | None = None
    outfit: str | None = None
    outfit_colour: str | None = None
    pattern: str | None = None
    trousers_colour: str | None = None
    glasses: bool | None = None
    pack: bool | None = None


def described(about: str, name: str) -> Description:
    """What these words say of the one they name. They should speak of nobody else; the name may be left out."""
    text = in_english(" ".join(about.replace("’", "'").split()))
    at = text.upper().find(name.upper()) if name else 0
    before, after = text[: max(0, at)], text[at + len(name) :] if at >= 0 else text
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    hat, hat_colour = _worn(clauses, wardrobe.HAT)
    outfit, outfit_colour = _worn(clauses, wardrobe.OUTFIT)
    pale = any(clause.strip().lower() == "pale" for clause in clauses)
    return Description(
        age=age_in(after) or age_before(before) or vague_age_in(f"{before} {name}") or vague_age_in(_apposed(after)),
        sex=_sex(before, name, after),
        build=_first(text, wardrobe.BUILD) or _sized(clauses),
        skin=_first(text, wardrobe.SKIN, keep_case=True) or ("pale" if pale else None),
        hair=_first(text, wardrobe.HAIR),
        hair_colour=_hair_colour(clauses),
        beard=_first(text, wardrobe.BEARD),
        hat=hat,
        hat_colour=hat_colour,
        outfit=outfit,
        outfit_colour=outfit_colour or _dressed_in(text),
        pattern=_pattern(clauses),
        trousers_colour=_trousers(clauses),
        glasses=True if _has(wardrobe.GLASSES, text) else None,
        pack=True if _has(wardrobe.PACK, text) else None,
    )


def _apposed(after: str) -> str:
    """The clauses after a name that say what it is: `, a retired teacher`, ` is a boy of nine`."""
    return ", ".join(_APPOSED.findall(after.lower()))


def _sex(before: str, name: str, after: str) -> Sex | None:
    """By the name, the noun right before it, what it is said to be, the first pronoun; a beard settles it too."""
    for words in (name.lower(), before.lower()):
        found = list(_SEXES.finditer(words))
        if found:
            return "woman" if found[-1]["woman"] else "man"
    role = sex_of_role(name.upper())
    if role is not None:
        return role
    said = _SEXES.search(_apposed(after)) or _PRONOUN.search(after.lower())
    if said:
        return "woman" if said["woman"] else "man"
    if _first(after, wardrobe.BEARD) in ("full", "moustache", "stubble"):
        return "man"
    return "woman" if _has("dress|gown|skirt|blouse|nightgown|sundress", after) else None


def _has(words: str, text: str) -> bool:
    return re.search(rf"\b(?:{words})\b", text.lower()) is not None


def _first(text: str, table: wardrobe.Table, *, keep_case: bool = False) -> str | None:
    plain = text if keep_case else text.lower()
    return next((value for words, value in table if re.search(rf"\b(?:{words})\b", plain)), None)


def _worn(clauses: list[str], table: wardrobe.Table) -> tuple[str | None, str | None]:
    """The first garment of a table, and the colour named before it in the same clause."""
    for clause in clauses:
        low = clause.lower()
        for words, value in table:
            found = re.search(rf"\b(?:{words})\b", low)
            if found:
                return value, colour_named(low[: found.end()], CLOTH) or None
    return None, None


def _pattern(clauses: list[str]) -> str | None:
    """What is on the cloth of the garment that is told."""
    worn = [
        clause.lower()
        for clause in clauses
        if any(re.search(rf"\b(?:{words})\b", clause.lower()) for words, _ in wardrobe.OUTFIT)
    ]
    return _first(worn[0], wardrobe.PATTERN) if worn else None


def _hair_colour(clauses: list[str]) -> str | None:
    for clause in clauses:
        low = clause.lower()
        found = re.search(rf"\b(?:{wardrobe.HAIR_NOUNS})\b", low)
        if found:
            colour = colour_named(low[: found.end()], HAIR) or colour_named(low, HAIR)
            if colour:
                return colour
        alone = re.search(r"\b(blonde?|redhead(?:ed)?|brunette)\b", low)
        if alone:
            return HAIR["red" if alone[1].startswith("redhead") else alone[1]]
    beards = (re.search(rf"^.*\b(?:{_BEARDS})\b", clause.lower()) for clause in clauses)
    return next((colour for beard in beards if beard and (colour := colour_named(beard[0], HAIR))), None)


def _trousers(clauses: list[str]) -> str | None:
    for clause in clauses:
        found = re.search(rf"\b(?:{wardrobe.TROUSERS})\b", clause.lower())
        if found:
            colour = colour_named(" ".join(clause.lower()[: found.start()].split()[-2:]), CLOTH)
            return colour or (CLOTH["denim"] if found[0] == "jeans" else None)
    return None


def _dressed_in(text: str) -> str | None:
    found = re.search(r"\b(?:dressed|all|clad|head to toe) in ((?:\w+ )?\w+)", text.lower())
    return (colour_named(found[1], CLOTH) or None) if found else None


def _sized(clauses: list[str]) -> str | None:
    """`big`, `large` and `heavy` only of a person: alone in their clause or right before `man`, `woman` ..."""
    for clause in clauses:
        low = clause.lower()
        alone = re.fullmatch(rf"\s*(?:an? )?(?:very )?{_BIG}(?: (?:{wardrobe.PEOPLE}))?\s*", low)
        if alone or re.search(rf"\b{_BIG} (?:{wardrobe.PEOPLE})\b", low):
            return "heavy"
    return None
