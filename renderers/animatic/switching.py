"""Lamps that are lit and put out: what the action says of them, and when in a shot it happens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bible.entries import Hour
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe

_LAMP = r"(?:lights?|lamps?|candles?|lanterns?)"
_THE = r"(?:the |a |an |her |his |their )?(?:\w+ )?"
_OFF = re.compile(
    rf"\b(?:switch(?:es)?|turns?|flicks?|puts?|snuffs?|blows?) (?:off|out) {_THE}{_LAMP}\b"
    rf"|\b(?:switch(?:es)?|turns?|flicks?|puts?|snuffs?|blows?) (?:it|them|{_THE}{_LAMP}) (?:off|out)\b"
    rf"|\b(?:{_LAMP}|power) (?:goes|go|flickers? and goes|dies?|is|are|stays?) (?:all )?(?:out|off|dark|dead)\b"
    r"|\bpower cut\b|\bblackout\b|\bno light\b",
    re.IGNORECASE,
)
_ON = re.compile(
    rf"\b(?:switch(?:es)?|turns?|flicks?|puts?) on {_THE}{_LAMP}\b"
    rf"|\b(?:switch(?:es)?|turns?|flicks?|puts?) (?:it|{_THE}{_LAMP}) on\b"
    rf"|\blights? (?:the|a|an|her|his) (?:\w+ )?(?:lamp|candle|lantern|chandelier)s?\b"
    rf"|\b{_LAMP} (?:comes?|goes|go|flickers?|burns?) (?:on|up|again)\b|\blight (?:fills|floods)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:is|are|stays?|power cut|blackout|no light)\b", re.IGNORECASE)
_MATCH = re.compile(r"\bstrikes? (?:a|another|the) match\b", re.IGNORECASE)
_SMOKES = re.compile(r"\b(?:cigarettes?|cigars?|pipe|smok\w+|fuse|fire)\b", re.IGNORECASE)
_GOES_OUT = re.compile(r"\b(?:goes|blows?|burns?|dies?|flickers?|puts?)\b[\w\s']{0,24}\bout\b", re.IGNORECASE)


@dataclass(frozen=True)
class Lamps:
    """Whether a place's own lamps burn, at first and from `at` (seconds of the cut) on; None is as the hour has it."""

    before: bool | None = None
    after: bool | None = None
    at: float = 0.0

    def burn(self, by_hour: bool, seconds: float) -> bool:
        """Whether they burn at a moment, where the hour alone would have it so or not."""
        said = self.after if seconds >= self.at else self.before
        return by_hour if said is None else said

    @property
    def change(self) -> bool:
        """Whether they do something in the shot."""
        return self.at > 0 and self.before != self.after


BY_THE_HOUR = Lamps()
"""Lamps of which nothing is said."""


def lamps_of(recipe: Recipe) -> Lamps:
    """What the scene so far and the shot's own action say of the lamps.

    Who strikes a match in the evening, and does not smoke, does so in the dark.
    """
    state: bool | None = None
    so_far = in_english(" ".join(recipe.dressing))
    action = in_english(recipe.shot.action)
    said = list(_events(so_far))
    if said:
        state = said[-1][0]
    elif recipe.hour in (Hour.DUSK, Hour.NIGHT) and _in_the_dark(f"{so_far} {action}"):
        state = False
    here = list(_events(action))
    if not here:
        return Lamps(state, state)
    on, place, standing = here[-1]
    if standing:
        return Lamps(on, on)
    length = float(recipe.picture.rate.seconds(recipe.frames))
    moment = round(min(length - 0.4, max(0.8, length * (0.3 + 0.4 * place))), 2)
    return Lamps(not on, on, max(0.1, moment))


def out_at(recipe: Recipe) -> float | None:
    """When the flame that a shot shows goes out, in seconds of the cut; None when it burns on."""
    if not _GOES_OUT.search(in_english(recipe.shot.action)):
        return None
    return round(float(recipe.picture.rate.seconds(recipe.frames)) * 0.45, 2)


def _events(text: str) -> list[tuple[bool, float, bool]]:
    """What is said of lamps, in order: on or off, where in the text (0 to 1), and whether it is so already."""
    found = [(match, False) for match in _OFF.finditer(text)] + [(match, True) for match in _ON.finditer(text)]
    found.sort(key=lambda each: each[0].start())
    return [(on, match.start() / max(1, len(text)), bool(_STATE.search(match[0]))) for match, on in found]


def _in_the_dark(text: str) -> bool:
    return bool(_MATCH.search(text)) and not _SMOKES.search(text)
