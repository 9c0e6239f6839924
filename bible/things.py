"""Props: the things that action names in capitals."""

from __future__ import annotations

import re
from collections.abc import Callable

from bible.capitals import Run, capital_runs, sentences
from bible.words_for import ACTIONS, GROUPS, PERSONS, SOUNDS, TECHNICAL

_LONGEST = 4
_INSERT = re.compile(
    r"INSERT(?: SHOT)?\s*[-–—:.]*\s*(?:ON\s+|OF\s+)?(?:THE |AN? |HIS |HER )?(?P<thing>[^-–—:.]+?)[.:]?$"
)
_VERB_BEFORE = re.compile(r"\b(?:she|he|it|they|who|we|i|you)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|his|her|its|their|my|your|our|this|that|of|with|some|two|three|four|five|several|no)\s+(?:[\w'-]+[\s,]+){0,3}$",
    re.IGNORECASE,
)


def props_in(action: str, is_name: Callable[[Run], bool]) -> list[str]:
    """The things in a paragraph of action, in small letters: `rope`. `is_name` tells runs that name a character."""
    insert = _INSERT.fullmatch(action.strip().split("\n")[0])
    if insert:
        return [insert["thing"].strip().lower()]
    found: list[str] = []
    for sentence in sentences(action):
        for run in capital_runs(sentence):
            if not is_name(run) and _is_thing(run, sentence):
                found.append(run.text.lower())
    return found


def _is_thing(run: Run, sentence: str) -> bool:
    words = run.text.upper().split()
    if len(words) > _LONGEST or len(run.text) < 2 or any(word in TECHNICAL for word in words):
        return False
    if words[-1] in SOUNDS or words[-1] in ACTIONS or words[-1] in GROUPS or any(word in PERSONS for word in words):
        return False
    before, after = sentence[: run.start], sentence[run.end :]
    if (
        after.startswith("!")
        or _VERB_BEFORE.search(before)
        or (re.match(r"[\"”']", after) and re.search(r"[\"“']$", before))
    ):
        return False
    if words[-1].endswith(("ING", "LY")) and not _NOUN_BEFORE.search(before):
        return False
    return not _follows_subject(words[-1], before)


def _follows_subject(word: str, before: str) -> bool:
    """`The door SLAMS`, `Nora SPRINTS`: a verb after what does it; `picks up his KEYS`, `two GLASSES` are things."""
    if not word.endswith("S") or word.endswith(("SS", "US")):
        return False
    subject = re.search(r"(?:^|\b(?:the|an?|his|her|its|their)\s+)([\w'-]+)\s+$", before, re.IGNORECASE)
    if subject is None or re.search(r"\b(?:of|with|in|on|some|two|three|four|five|several|many)\s+\S+\s+$", before):
        return False
    return (
        re.search(r"\b\w+(?:s|es)\s+(?:\w+\s+){0,3}$", before.rsplit(None, 1)[0] + " ") is None
        or before.count(" ") <= 2
    )
