"""Places: one entry for all hours of the day, however the headings write it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable

from bible.heading_forms import form_of
from bible.headings import western
from bible.script import Heading, Setting

NOWHERE = "SOMEWHERE"
"""The place of what happens before any heading."""
_LONGEST_TOKEN = 200

_NO_PLACES = {
    "DRIVING", "MOVING", "FLYING", "TRAVELING", "TRAVELLING", "PARKED", "VARIOUS", "VARIOUS SHOTS", "ESTABLISHING",
    "RAIN", "STORM", "SNOW", "FOG", "FLASHBACK", "DREAM", "MONTAGE", "INTERCUT", "STOCK", "SAME PLACE",
}  # fmt: skip
_CAMERA = re.compile(
    r"(?:BACK (?:ON|TO|WITH)|CLOSE(?:R| ON|-?UP)?|(?:ANOTHER |NEW )?ANGLE|REVERSE|WIDER?|TIGHT(?:ER)?|INSERT|POV|"
    r"ON (?:THE )?(?:TV|TELEVISION|SCREEN|MONITOR|PHONE)|(?:MOMENTS? )?LATER|SAME)\b.*|"
    r".*\b(?:POV|POINT OF VIEW|CLOSE-?UP)\b.*|INSIDE|OUTSIDE"
)
"""A heading that tells the camera where to look, in the place of the scene before."""
_GOES_ON = re.compile(r"\s*(?:(?:AND|&|IN|AT|ON|WITH|BY|IS|ARE|\w{2,}ING)\b.*|[,–—-].*)?")
"""What may follow a name in a heading that only shows somebody."""
_AT_AN_HOUR = re.compile(
    r"(?P<place>.*[^\s,;–—-])[\s,;–—-]+(?:(?:at|by) (?:dawn|sunrise|daybreak|noon|midday|sunset|dusk|twilight|"
    r"nightfall|night|midnight)|in the (?:early |late )?(?:morning|afternoon|evening)|bei nacht|"
    r"am (?:morgen|abend)|la nuit|de noche|di notte|à noite)\.?",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:BACK )?(?:(?:IN|AT|ON|INSIDE) (?=\S))?(?:(?:THE )?SAME |THE |AN? )?(?=\S)")
_LONGEST_NAME = 60
_STOP = re.compile(r"(?<=[^\W\d_]{4})[.。]$")
"""The full stop of a heading that ends as a sentence does; `ST.` keeps its own."""


def is_detail(heading: Heading, is_other: Callable[[str], bool]) -> bool:
    """Whether a heading only looks closer at the place of the scene before: `SCOTT`, `CLOSE ON THE LETTER`.

    `is_other` knows names of people.
    """
    text = " ".join(heading.text.upper().replace("’", "'").split()).rstrip(".,:;")
    if heading.setting or not text or form_of(western(text)):
        return False
    if text.upper() == text.lower():
        # Without blanks a name stands in longer words too: 小雨家 is a place of 小雨's.
        return is_other(text) and not is_other(text[:-1]) and not is_other(text[1:])
    if heading.place and heading.time and text.startswith(heading.time.upper()):
        return False
    if _CAMERA.fullmatch(text):
        return True
    text = re.sub(r"^(?:ON|TO|WITH) ", "", text)
    named = ""
    for word in re.finditer(r"\S+", text):
        if named and not is_other(word[0].rstrip(",")):
            break
        if word.end() > _LONGEST_NAME or word[0].endswith("'S"):
            return False
        named = text[: word.end()].rstrip(",") if is_other(text[: word.end()]) else ""
    return bool(named) and _GOES_ON.fullmatch(text[len(named) :]) is not None


def place_name(heading: Heading) -> str:
    """The place as one entry is named: capitals, ` - ` between a place and a part of it, no `DRIVING`."""
    pieces = re.split(r"\s*[-–—/]+\s+|\s+[-–—/]+\s*|,\s+", without_hour(heading.place).upper().replace("’", "'"))
    parts = [_STOP.sub("", " ".join(piece.split())) for piece in pieces if piece.strip()]
    return " - ".join(part for part in parts if part not in _NO_PLACES) or " - ".join(parts) or NOWHERE


def without_hour(place: str) -> str:
    """A place without the words that say when: `The quay` of `The quay at dawn`."""
    match = _AT_AN_HOUR.fullmatch(place) if len(place) <= 2 * _LONGEST_NAME else None
    return match["place"] if match else place


def place_key(name: str, setting: Setting) -> tuple[str, Setting]:
    """What makes two headings the same place: its parts in any order, `the` and `in` left out, and its setting."""
    parts = sorted(_LEADING.sub("", part.replace("-", " ")) for part in name.split(" - "))
    return " - ".join(parts), setting


def larger_place(name: str) -> str:
    """The place that a part belongs to: `HARBOUR` for `HARBOUR - FERRY SLIP`; empty for a whole place."""
    return name.rsplit(" - ", 1)[0] if " - " in name else ""


def token_for(name: str, taken: set[str]) -> str:
    """A token for a name, not among those taken: `NORA'S HOUSE` becomes `@NORAS-HOUSE`. Of a name without end it is
    the beginning and a digest.
    """
    plain = unicodedata.normalize("NFC", name.upper().replace("'", "").replace("’", ""))
    slug = re.sub(r"[\W_]+", "-", plain).strip("-") or "X"
    if len(slug) > _LONGEST_TOKEN:
        slug = f"{slug[:_LONGEST_TOKEN]}-{hashlib.sha256(slug.encode()).hexdigest()[:8].upper()}"
    token, number = f"@{slug}", 1
    while token in taken:
        number += 1
        token = f"@{slug}-{number}"
    taken.add(token)
    return token
