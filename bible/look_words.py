"""A look in words a person reads and writes: `hair: short grey`, `wears: orange raincoat`; both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from bible.ages import age_in
from bible.colours import CLOTH, HAIR, SHADES, colour_named, shaded
from bible.described import described
from bible.entries import Costume, Look

_ADJECTIVES = ("short", "long", "curly")
"""Styles of hair that stand before its colour."""
_PEOPLE = {"woman": "woman", "girl": "woman", "female": "woman", "man": "man", "boy": "man", "male": "man"}
_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False, "none": False}
_CLOSE = 40
"""How far two colours may lie apart, as a sum over red, green and blue, and still bear one name."""

Values = Mapping[str, object]
"""Fields of a look with their values."""


@dataclass(frozen=True)
class Wording:
    """How one or two fields of a look are put into words."""

    key: str
    fields: tuple[str, ...]
    """The fields of `Look` it is about; the first decides whether there is something to show."""
    show: Callable[[Values], str]
    read: Callable[[str], dict[str, object]]
    """The fields that words set. Raises ValueError saying what can be written."""
    form: str
    """What can be written."""


def words_of(look: Look | Costume) -> Mapping[str, str]:
    """What there is to say of a look or a costume, by key, in the order in which people read it."""
    values = look.model_dump()
    said: dict[str, str] = {}
    for wording in WORDINGS:
        if all(values.get(field) is None for field in wording.fields) or _is_idle(
            wording.key, values, whole=isinstance(look, Look)
        ):
            continue
        said[wording.key] = wording.show(values)
    return said


_WHOLE = ("dress", "gown", "robe", "jumpsuit", "overalls", "scrubs", "armour", "spacesuit", "wetsuit")
"""Outfits that nothing of another colour shows below."""


def _is_idle(key: str, values: Values, whole: bool) -> bool:
    """What goes without saying: a woman's beard, trousers under a dress."""
    if not whole:
        return False
    return (
        (key == "beard" and values["beard"] == "none" and (values["sex"] == "woman" or int(str(values["age"])) < 14))
        or (key == "trousers" and values["outfit"] in _WHOLE)
        or (key == "pattern" and values["pattern"] == "plain")
    )


def remark_on(look: Look, wording: Wording) -> str:
    """Whether what a key says was invented, is the person's own, or comes from the script (then nothing)."""
    if any(field in look.by_hand for field in wording.fields):
        return "yours"
    fields = [field for field in wording.fields if field in look.invented]
    if not fields:
        return ""
    if len(fields) == len(wording.fields) or getattr(look, wording.fields[0]) in ("none", "bald"):
        return "invented" if wording.fields[0] in fields else ""
    return "colour invented" if fields[0].endswith("colour") else "invented but for the colour"


@cache
def _names(hair: bool) -> dict[str, str]:
    """Every colour that has a name, plain ones before shades."""
    table = HAIR if hair else CLOTH
    shades = {shaded(code, by): f"{shade} {name}" for name, code in table.items() for shade, by in SHADES.items()}
    plain = {code: name for name, code in reversed(table.items())}
    return {**shades, **plain}


def colour_words(code: str, *, hair: bool = False) -> str:
    """A colour by its name, `dark green`; one that lies near no name as `#RRGGBB`."""
    names = _names(hair)
    if code in names:
        return names[code]
    wanted = _channels(code)
    table = HAIR if hair else CLOTH

    def far(name: str) -> int:
        return sum(abs(one - other) for one, other in zip(wanted, _channels(table[name]), strict=True))

    best = min(table, key=far)
    return best if far(best) <= _CLOSE else code


def exact_colour(code: str) -> str:
    """A colour by its name where the name means just this colour, else as `#RRGGBB`."""
    return _names(False).get(code, code)


def read_colour(words: str, *, hair: bool = False) -> str:
    """The colour that words name, as `#RRGGBB`. Raises ValueError."""
    found = re.search(r"#[0-9a-fA-F]{6}\b", words)
    code = found[0].upper() if found else colour_named(words, HAIR if hair else CLOTH)
    if not code:
        raise ValueError(f"no colour is called {words.strip()!r}: write one such as red, dark green or #4A6A7A")
    return code


def _channels(code: str) -> tuple[int, int, int]:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def _one_of(field: str, texts: tuple[str, ...]) -> Callable[[str], dict[str, object]]:
    def read(text: str) -> dict[str, object]:
        if text.casefold() not in texts:
            raise ValueError(f"write one of {', '.join(texts)}")
        return {field: text.casefold()}

    return read


def _coloured(
    field: str, colour: str, texts: tuple[str, ...], *, hair: bool = False
) -> Callable[[str], dict[str, object]]:
    """Words such as `red wool beanie`: the garment, and what stands beside it is the colour."""

    def read(text: str) -> dict[str, object]:
        words = text.casefold()
        kinds = [each for each in texts if re.search(rf"\b{each}\b", words)]
        rest = " ".join(re.sub(rf"\b(?:{'|'.join(texts)}|hair|a|an|the)\b", " ", words).replace(",", " ").split())
        if len(kinds) > 1 or (not kinds and not rest):
            raise ValueError(f"write a colour and one of {', '.join(texts)}")
        told = described(f"{words} hair" if hair and "hair" not in words else words, "")
        others = {"hat", "outfit", "trousers_colour", "glasses", "pack"} - {field}
        if re.search(r",|;|&|\band\b", words) and any(getattr(told, other) is not None for other in others):
            raise ValueError("write one garment; hat, wears, trousers, glasses and pack have rows of their own")
        meant = getattr(told, field) if getattr(told, field) in texts else None
        found: dict[str, object] = {field: kinds[0] if kinds else meant} if kinds or meant else {}
        if getattr(told, colour):
            found[colour] = getattr(told, colour)
        elif rest and (kinds or not meant):
            try:
                found[colour] = read_colour(rest, hair=hair)
            except ValueError as error:
                one = "" if kinds else f", and one of {', '.join(texts)}"
                raise ValueError(f"{error}{one}") from error
        return found

    return read


def _read_age(text: str) -> dict[str, object]:
    age = int(text) if re.fullmatch(r"\d{1,3}", text) else age_in(f", {text}")
    if not age or not 0 < age <= 120:
        raise ValueError("write an age in years, from 1 to 120")
    return {"age": age}


def _read_sex(text: str) -> dict[str, object]:
    if text.casefold() not in _PEOPLE:
        raise ValueError("write woman or man; girl and boy do as well")
    return {"sex": _PEOPLE[text.casefold()]}


def _read_height(text: str) -> dict[str, object]:
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(cm|m)?", text)
    size = float(found[1].replace(",", ".")) * (100 if found[2] == "m" else 1) if found else 0.0
    feet = re.fullmatch(r"(\d)\s*(?:'|’|ft|feet)\s*(?:(\d{1,2})\s*(?:\"|”|''|in|inches)?)?", text)
    size = (int(feet[1]) * 12 + int(feet[2] or 0)) * 2.54 if feet else size
    if not 30 <= size <= 260:
        raise ValueError("write a height such as 168 cm, from 30 to 260")
    return {"height_cm": round(size)}


def _read_yes(field: str) -> Callable[[str], dict[str, object]]:
    def read(text: str) -> dict[str, object]:
        if text.casefold() not in _YES:
            raise ValueError("write yes or no")
        return {field: _YES[text.casefold()]}

    return read


def _show_yes(field: str) -> Callable[[Values], str]:
    return lambda values: "yes" if values[field] else "no"


def _show_sex(values: Values) -> str:
    return Look(age=int(str(values["age"])), sex="woman" if values["sex"] == "woman" else "man", height_cm=0).called


def _show_hair(values: Values) -> str:
    style = str(values["hair"])
    colour = colour_words(str(values["hair_colour"]), hair=True)
    return style if style == "bald" else f"{style} {colour}" if style in _ADJECTIVES else f"{colour} {style}"


def _show_garment(field: str) -> Callable[[Values], str]:
    def show(values: Values) -> str:
        kind, colour = values[field], values.get(f"{field}_colour")
        said = [colour_words(str(colour))] if colour is not None and kind != "none" else []
        return " ".join([*said, *([str(kind)] if kind is not None else [])])

    return show


def _choices(model: type[Look], field: str) -> tuple[str, ...]:
    return tuple(get_args(model.model_fields[field].annotation))


def _simple(key: str, field: str) -> Wording:
    texts = _choices(Look, field)
    return Wording(key, (field,), lambda values: str(values[field]), _one_of(field, texts), ", ".join(texts))


_HAIRS, _HATS, _OUTFITS = (_choices(Look, field) for field in ("hair", "hat", "outfit"))
WORDINGS: tuple[Wording, ...] = (
    Wording("age", ("age",), lambda values: str(values["age"]), _read_age, "years"),
    Wording("sex", ("sex",), _show_sex, _read_sex, "woman or man"),
    Wording("height", ("height_cm",), lambda values: f"{values['height_cm']} cm", _read_height, "168 cm"),
    _simple("build", "build"),
    _simple("skin", "skin"),
    Wording(
        "hair", ("hair", "hair_colour"), _show_hair, _coloured("hair", "hair_colour", _HAIRS, hair=True),
        f"a colour and {', '.join(_HAIRS)}",
    ),
    _simple("beard", "beard"),
    Wording(
        "hat", ("hat", "hat_colour"), _show_garment("hat"), _coloured("hat", "hat_colour", _HATS),
        f"a colour and {', '.join(_HATS)}",
    ),
    Wording(
        "wears", ("outfit", "outfit_colour"), _show_garment("outfit"), _coloured("outfit", "outfit_colour", _OUTFITS),
        f"a colour and {', '.join(_OUTFITS)}",
    ),
    _simple("pattern", "pattern"),
    Wording(
        "trousers", ("trousers_colour",), lambda values: colour_words(str(values["trousers_colour"])),
        lambda text: {"trousers_colour": read_colour(text)}, "a colour",
    ),
    Wording("glasses", ("glasses",), _show_yes("glasses"), _read_yes("glasses"), "yes or no"),
    Wording("pack", ("pack",), _show_yes("pack"), _read_yes("pack"), "yes or no"),
)  # fmt: skip
"""Every key of a look, in the order in which people read it."""
_WORN_KEYS = ("hat", "wears", "pattern", "trousers", "glasses", "pack")
WORN_WORDINGS = tuple(wording for wording in WORDINGS if wording.key in _WORN_KEYS)
"""Those that a costume has too."""
