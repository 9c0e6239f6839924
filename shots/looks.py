"""What people look at: which sentence after a look is what they see."""

from __future__ import annotations

import re

_LOOKS = re.compile(
    r"\b(looks?|stares?|gazes?|watch(?:es)?|sees|peers?|glances?|notices|studies|eyes|spots|turns? to look)\b", re.I
)
_TO_THE_WINDOW = re.compile(
    r"\b(?:goes to|walks to|crosses to|comes to|stands at|is at|opens) (?:the|a) window\W*$", re.I
)
_LOOKED_AT = re.compile(
    r"\b(?:looks?|stares?|gazes?|watch(?:es)?|peers?|glances?|turns? to)(?: \w+){0,2}? (?:the|an?|his|her|their) "
    r"(?:\w+ ){0,2}?(\w+)[.!…]*$",
    re.I,
)
_NOTHING_TO_SEE = re.compile(r"(?:nobody|no one|neither|none of|nothing|silence|a (?:beat|pause)|beat|pause)\b", re.I)
_GLIMPSE = 9
"""Words of a sentence that can be what somebody sees."""
_OWN_BODY = frozenset(("hand", "hands", "palm", "palms", "finger", "fingers", "arm", "arms", "wrist", "fist", "fists"))
"""What somebody looks at of themselves is in the shot of them."""
_SEEN_THROUGH = re.compile(
    r"(?:Through|Out of|From|Across|Beyond|Outside) (?:the|a|her|his|their) [\w\s'’-]+?,? "
    r"(?:she|he|they|[A-Z][\w'’-]+) (?:sees?|can see|spots?|watch(?:es)?|makes? out) (?P<seen>.+)"
)


def is_nothing_to_see(sentence: str) -> bool:
    """Whether a sentence tells of what is not there: `Silence.`, `A beat.`"""
    return _NOTHING_TO_SEE.match(sentence) is not None


def seen_through(sentence: str) -> str:
    """What somebody sees, told in one sentence: `Rosa` in `Through the window she sees Rosa`; empty for no such one."""
    match = _SEEN_THROUGH.match(sentence)
    return match["seen"] if match else ""


def is_glimpse(sentence: str, action: str, *, is_seen: bool) -> bool:
    """Whether a short sentence about nobody is what somebody sees who looks in the `action` before it.

    `is_seen` says that the action is seen through somebody's eyes already.
    """
    if is_nothing_to_see(sentence) or len(sentence.split()) > _GLIMPSE or looked_at(action) in _OWN_BODY:
        return False
    return is_seen or bool(_LOOKS.search(action) or _TO_THE_WINDOW.search(action))


def is_of_what_was_looked_at(sentence: str, action: str) -> bool:
    """Whether a sentence tells of the thing that somebody looks at as an action ends: `The lift doors open.`"""
    thing = looked_at(action)
    return bool(thing) and thing not in _OWN_BODY and thing in re.findall(r"\w+", sentence.lower())


def looked_at(action: str) -> str:
    """What somebody looks at as an action ends: `lift` in `She watches the lift.`; empty when nothing is said."""
    match = _LOOKED_AT.search(action)
    return match[1].lower() if match else ""
