"""Cues: which rows name a speaker, and the parts of one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bible.headings import is_heading, western
from bible.transitions import is_transition
from bible.vocabulary import SMALL, TECHNICAL

_LONGEST = 120
_GROUPS = re.compile(r"(?:\s*\([^()]*\)?)*$")
_GROUP = re.compile(r"\(([^()]*)")
_NOBODY = re.compile(
    r"(?:(?:BEGIN|END|START|BACK TO|RESUME|CONTINUE|INTERCUT|INSERT|MONTAGE|SERIES OF SHOTS|FLASH ?BACK|FLASH FORWARD|"
    r"SUPER(?:IMPOSE)?|TITLE|TITLES|CHYRON|CAPTION|CLOSE ON|CLOSE UP|CLOSEUP|ANGLE ON|WIDE ON|WIDE SHOT|POV|LATER|"
    r"THE END|TO BE CONTINUED|FADE|CUT|DISSOLVE|SMASH|OVER BLACK|ON SCREEN|MAIN TITLES?|OMITTED|NOTE|ECU|MCU|CU)\b.*|"
    r"(?:.*[\s'])?(?:POV|P\.O\.V\.?|POINT OF VIEW|ANGLE|CLOSE-?UP)(?:\s.*)?)"
)
_LEADS = frozenset((
    "IN", "ON", "AT", "BY", "TO", "FROM", "WITH", "INTO", "ONTO", "UP", "DOWN", "OFF", "OUT", "OVER", "UNDER", "BEHIND",
    "BEFORE", "AFTER", "BACK", "INSIDE",
))  # fmt: skip
"""Words that begin where something is, when a small word follows: `BACK IN THE DEN`."""
_SHORT_FORMS = {
    "MR",
    "MRS",
    "MS",
    "DR",
    "JR",
    "SR",
    "ST",
    "SGT",
    "LT",
    "CPT",
    "CAPT",
    "COL",
    "GEN",
    "PROF",
    "REV",
    "NO",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A speaker as the script writes it."""

    name: str
    extensions: tuple[str, ...] = ()
    dual: bool = False


def read_cue(text: str) -> Cue | None:
    """The parts of a cue, `None` when no name is left: `NORA (V.O.) (CONT'D) ^`."""
    text = text.strip()
    dual = text.endswith("^")
    text = text.rstrip("^:： \t")
    narrow = western(text)
    groups = _GROUPS.search(narrow) if len(text) <= _LONGEST else None
    end = groups.start() if groups else len(text)
    inside = [text[end:][slice(*match.span(1))] for match in _GROUP.finditer(narrow[end:])]
    extensions = tuple(each for group in inside if (each := " ".join(group.split())))
    name = " ".join(text[:end].split()).rstrip(":： ")
    return Cue(name, extensions, dual) if any(map(_names, name)) else None


def _names(letter: str) -> bool:
    """Letters, figures and signs such as 🎬 make a name; `^` and `~` do not."""
    category = unicodedata.category(letter)
    return category[0] in "LN" or category == "So"


def may_be_cue(text: str) -> bool:
    """Whether a row could name a speaker: a letter, no small letters outside brackets, no heading or transition."""
    text = text.strip()
    if len(text) > _LONGEST or is_transition(text) or is_heading(text):
        return False
    cue = read_cue(text)
    if cue is None or not any(letter.isalpha() for letter in cue.name) or _NOBODY.fullmatch(cue.name):
        return False
    first, *others = cue.name.split()
    if others and (
        all(word in TECHNICAL | SMALL for word in (first, *others)) or (first in _LEADS and others[0] in SMALL)
    ):
        return False
    if cue.name.endswith((",", ";", "=", "--", "—")) or cue.name.count(")") > cue.name.count("("):
        return False
    return cue.name == cue.name.upper() and not is_caseless(cue.name)


def is_caseless(name: str) -> bool:
    """Whether a name is written in letters that have no capitals: `小明`."""
    return name.upper() == name.lower()


def is_exclaimed(name: str) -> bool:
    """Whether a row in capitals ends as a sentence does, so that it names someone only if it comes again."""
    if name.endswith(("!", "?", "…", "...")):
        return True
    last = name.rstrip(".").rsplit(None, 1)[-1:] or [""]
    return name.endswith(".") and len(last[0]) > 1 and last[0].upper() not in _SHORT_FORMS and "." not in last[0]
