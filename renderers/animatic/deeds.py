"""Deeds: what the words of action have bodies do to each other, or with all of themselves: blows, leaps, dances."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from renderers.animatic.business import BALL
from renderers.animatic.parts import clauses, targets_of
from shots.recipe import Recipe

DeedName = Literal[
    "punch", "slap", "kick", "push", "grapple", "fight", "stagger", "duck", "bow", "jump", "climb", "climb over",
    "crawl", "dance", "spin", "carry", "kiss", "hold hands", "arm round", "stroke", "whisper",
]  # fmt: skip

_HIM = r"(?:him|her|them|each other|(?-i:[A-Z])\w+|the \w+|an? \w+)"
_WORDS: tuple[tuple[DeedName, str], ...] = (
    ("punch", rf"\b(?:punch(?:es)?|headbutts?|uppercuts?)\b|\b(?:hits?|strikes?|clubs?|swings? at)\b (?={_HIM})"
              r"(?!(?:the|an?) (?:match|matches|button|key|switch|bell|alarm|lights?|wall|ground|floor|water|ball|road|"
              r"stage|brakes?|gas|console|\w+ button)\b)"),
    ("slap", r"\b(?:slaps?|smacks?|cuffs)\b"
             r"(?! (?:the|a|on|down|(?:his|her|their) (?:own )?(?:hands?|palms?|thighs?|knees?|forehead|brow))\b)"),
    ("kick", r"\bkick(?:s)?\b(?! (?:up|down|off|the ball|a ball))"),
    ("push", rf"\b(?:push(?:es)?|shoves?)\b (?={_HIM})(?!(?:the|an?|open|past|through|up|down|on|his|their) )"),
    ("grapple", rf"\b(?:wrestles?|grapples?|struggles? with|tackles?|chokes?|throttles?|strangles?)\b"
                rf"|\bgrabs? {_HIM} by the\b|\bseizes? (?:him|her|them)\b"),
    ("fight", r"\b(?:fights?|brawls?|spars?|trade blows|exchange blows|duels?|box(?:es)? with)\b"
              r"(?! (?:back|for|against the)\b)"),
    ("stagger", r"\b(?:staggers?|stumbles?|reels?|lurch(?:es)?|totters?|loses? (?:his|her) balance)\b"),
    ("duck", r"\b(?:ducks?|dodges?)\b(?! (?:under|behind|beneath|down|into|swim|fly))"),
    ("bow", r"\b(?<!\ba )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bwith )"
            r"(?:bows?|curts(?:ies|ys?|y))\b(?! (?:and|of|tie|out))|\bbows? (?:and|deeply|low)\b"),
    ("jump", r"\b(?:jumps?|leaps?|vaults?)\b(?! (?:up\b|to (?:his|her|their)|back|out of (?:bed|his|her)|in\b))"),
    ("climb over", r"\b(?:climbs?|clambers?|scrambles?|hauls? (?:him|her)self) (?:up )?(?:over|out|onto|through)\b"),
    ("climb", r"\b(?:climbs?|clambers?|scales?|shins?) (?:up |down )?(?:up|down|a|an|the|along)\b"
              r"(?! (?:\w+ )?(?:steps?|stairs?|stairway|staircase|hill|slope|path|bank|tower|dune|street|aboard)\b)"),
    ("crawl", r"\b(?:crawls?|crawling)\b(?! (?:under|behind|beneath|into))"),
    ("dance", r"\b(?:danc(?:es?|ing)|waltz(?:es)?|tangos?|jives?|twirls? together)\b(?! (?:floor|hall|music))"),
    ("spin", r"\b(?:spins?|twirls?|whirls?|pirouettes?)\b(?! (?:the|a|round and))"),
    ("carry", r"\b(?:carr(?:y|ies)|lifts?|sweeps?|scoops?|picks?(?: up)?)\b (?:him|her|(?-i:[A-Z])\w+)\b"
              r"(?! (?:hand|arm|case|bag|coat|head|glass|cup|face|eyes|gun))"),
    ("kiss", r"\bkiss(?:es)?\b(?! (?:(?:his|her|\w+['’]s) (?:hands?|ring|feet|fingers)|the)\b)"),
    ("whisper", r"\bwhispers? (?:(?:in|into) (?:his|her|their|\w+['’]s) ear|to (?:him|her|(?-i:[A-Z])\w+))\b"),
    ("hold hands", r"\bhand in hand\b|\bhold(?:s|ing)? hands\b|\btakes? (?:his|her|(?-i:[A-Z])\w+['’]s) hand\b"
                   r"|\b(?:pulls?|leads?|drags?|takes?) (?:him|her|(?-i:[A-Z])\w+) by the (?:hand|arm)\b"),
    ("arm round", r"\b(?:(?:puts?|wraps?|lays?|slips?|throws?) )?(?:an|his|her) arms? a?round\b"),
    ("stroke", r"\bstrokes?\b|\b(?:touch(?:es)?|caress(?:es)?) (?:his|her|(?-i:[A-Z])\w+['’]s) (?:face|cheek|hair)\b"),
)  # fmt: skip
_STOPS = re.compile(
    r"\b(?:stops?|ends?|finish(?:es)?|never|not|doesn['’]t|don['’]t|to|watch(?:es)?|asks?) (?:\w+ )?$", re.IGNORECASE
)
"""Before a deed that is not done: `stops dancing`, `wants to dance`."""
APART: dict[DeedName, float] = {
    "punch": 0.92, "slap": 0.78, "kick": 0.98, "push": 0.80, "grapple": 0.62, "fight": 0.95, "dance": 0.56,
    "spin": 0.80, "carry": 0.02, "kiss": 0.40, "hold hands": 0.72, "arm round": 0.44, "stroke": 0.56, "whisper": 0.46,
}  # fmt: skip
"""Metres between two of whom one does this to the other."""
BLOWS: tuple[DeedName, ...] = ("punch", "slap", "kick", "push")


class Deed(NamedTuple):
    """One deed: the tokens of those who do it and of those it is done to, and its second in the shot."""

    name: DeedName
    actors: frozenset[str]
    targets: frozenset[str]
    at: float

    @property
    def people(self) -> frozenset[str]:
        """Everyone in it."""
        return self.actors | self.targets


def deeds_of(recipe: Recipe) -> tuple[Deed, ...]:
    """The deeds of a shot, in the order they are told and evenly spread over it; who ducks does so under a blow."""
    found = [(name, clause) for clause in clauses(recipe) for name in _named(clause.text)]
    length = recipe.frames / float(recipe.picture.rate.fps)
    deeds: list[Deed] = []
    for number, (name, clause) in enumerate(found):
        at = length * (0.10 + 0.72 * number / len(found)) if len(found) > 1 else 0.2 * min(length, 4.0)
        at = -1.0 if name in ("carry", "crawl") else at
        dodges = name == "duck" and deeds and deeds[-1].name in BLOWS
        deeds.append(Deed(name, clause.actors, targets_of(recipe, clause), deeds[-1].at - 0.1 if dodges else at))
    return tuple(_missed(deeds))


def climbs_ladder(recipe: Recipe, token: str) -> bool:
    """Whether somebody climbs in a shot, and what they climb is a ladder or not said."""
    climbing = any(deed.name == "climb" and token in deed.actors for deed in deeds_of(recipe))
    return climbing and not re.search(r"\b(tree|rope|rock|cliff|hill|mountain|stairs|steps|wall|fence|net)\b",
                                      recipe.shot.action, re.IGNORECASE)  # fmt: skip


def without_deeds(text: str) -> str:
    """A text without its deeds, for those who look for what hands do else."""
    for _, words in _WORDS:
        text = re.sub(words, "", text, flags=re.IGNORECASE)
    return text


def pair_of(recipe: Recipe) -> tuple[frozenset[str], float]:
    """The two in frame who come close to each other in a shot, and how many metres apart they are; else nobody."""
    tokens = {subject.token for subject in recipe.shot.subjects}
    close = [(deed.people, APART[deed.name]) for deed in deeds_of(recipe)
             if deed.name in APART and len(deed.people) == 2 and deed.people <= tokens]  # fmt: skip
    return (close[0][0], min(gap for people, gap in close if people == close[0][0])) if close else (frozenset(), 0.0)


def _named(text: str) -> list[DeedName]:
    told: list[tuple[int, DeedName]] = []
    for name, words in _WORDS:
        for match in re.finditer(words, text, re.IGNORECASE):
            if name == "kick" and BALL.search(text):
                continue
            if not _STOPS.search(text[: match.start()]):
                told.append((match.start(), name))
    return [name for _, name in sorted(told)]


def _missed(deeds: list[Deed]) -> list[Deed]:
    """A blow under which somebody ducks hits nobody."""
    ducked = [(deed.actors, deed.at) for deed in deeds if deed.name == "duck"]
    return [
        deed._replace(targets=frozenset())
        if deed.name in BLOWS and any(deed.targets <= who and abs(at - deed.at) < 0.2 for who, at in ducked)
        else deed
        for deed in deeds
    ]
