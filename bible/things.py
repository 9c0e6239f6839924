"""Props: the things that action names in capitals."""

from __future__ import annotations

import re
from collections.abc import Callable

from bible.capitals import Run, capital_runs, sentences
from bible.names import head_of
from bible.vocabulary import (
    ACTIONS,
    NOUNS_IN_ING,
    NOUNS_IN_LY,
    SKY,
    SMALL,
    SOUNDS,
    TECHNICAL,
    is_group_word,
    is_person_word,
    singular,
)

_LONGEST = 4
_INSERT = re.compile(
    r"INSERT(?: SHOT)?\s*[-–—:.]*\s*(?:ON\s+|OF\s+)?(?:THE |AN? |HIS |HER )?(?P<thing>[^-–—:.,]{2,40}?)[.:]?"
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|his|her|their|its|my|your|our|this|that|of|with|some|any|no|two|three|four|five|six|several|old|new|"
    r"\w+['’]s)\s+(?:[\w'’-]+,?\s+){0,3}$",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"\b(?:hold|take|grab|carrie|carry|pick|bring|find|lift|drop|throw|toss|open|close|read|strike|light|pull|draw|show|wear|"
    r"raise|touch|lay|put|set|hand|give|get|see|notice|spot|clutch|grip|aim|point|load|fire|unfold|fold|coil|pour|eat|drink|"
    r"smoke|play|hang|pack|unpack|wrap|unwrap|hide|swing|wave|produce|remove|retrieve|examine|study|reveal)"
    r"(?:s|es|ing|ed|ies)?\s+(?:(?:up|out|down|on|off|away|over)\s+)?(?:[\w'’-]+,?\s+){0,2}$",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:hear|hears|heard|sound of|noise of|distant|faint|loud|muffled)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_WHERE = re.compile(
    r"\b(?:UP|ON|IN|AT|BACK|INSIDE|OUTSIDE|OVER|NEAR|BY|TO|FROM|BEHIND|UNDER|ACROSS|BELOW|ABOVE)\s+(?:THE\s+)?$"
)
"""A piece of a heading inside action: `UP ON THE CATWALK`."""


def props_in(action: str, is_name: Callable[[Run], bool]) -> list[str]:
    """The things in a paragraph of action, in small letters: `rope`. `is_name` tells runs that name a character."""
    insert = _INSERT.fullmatch(action.strip().split("\n")[0])
    if insert:
        thing = insert["thing"].strip()
        return [] if is_name(Run(thing, 0, len(thing))) else [thing.lower()]
    found: list[str] = []
    for sentence in sentences(action):
        found += [run.text.lower() for run in capital_runs(sentence) if not is_name(run) and _is_thing(run, sentence)]
    return found


def _is_thing(run: Run, sentence: str) -> bool:
    words = run.words
    if len(words) > _LONGEST or not any(
        len(re.sub(r"[^A-Za-z]", "", word)) > 2 or word in ("TV", "ID") for word in words
    ):
        return words[-1].upper() == words[-1].lower()
    if any(
        word in TECHNICAL or (any(letter.isdigit() for letter in word)) or re.fullmatch(r"(?:\w\.)+\w?", word)
        for word in words
    ):
        return False
    if (
        is_person_word(head_of(run.text))
        or is_group_word(head_of(run.text))
        or any(word in SMALL - {"OF"} for word in words)
        or words[-1] == "OF"
    ):
        return False
    before, after = sentence[: run.start], sentence[run.end :]
    if after.startswith("!") or _HEARD.search(before) or _WHERE.search(before) or words[-1] in SKY:
        return False
    determined = bool(_DETERMINED.search(before))
    last = words[-1]
    if singular(last) in SOUNDS or _is_verb(last, determined):
        return False
    return determined or bool(_HANDLED.search(before)) or (len(words) > 1 and not before.strip())


def _is_verb(word: str, determined: bool) -> bool:
    if word.endswith("ING") and word not in NOUNS_IN_ING:
        return True
    if word.endswith("LY") and word not in NOUNS_IN_LY:
        return True
    if word.endswith("ED") and word not in ("BED", "SHED", "SEED", "SLED", "REED", "FEED", "WEED", "SPEED"):
        return True
    return singular(word) in ACTIONS and not (determined and word == singular(word))
