"""Gestures: which words of action put which hand where, holding what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from renderers.animatic.paper import Point
from renderers.animatic.pose import Hand, Holding


@dataclass(frozen=True)
class Gesture:
    """Hands put somewhere and held there. `begin` is a share of the shot; `hold` seconds, 0 until the end."""

    near: Point | None = None
    far: Point | None = None
    near_shape: Hand = "mitten"
    far_shape: Hand = "mitten"
    near_bend: int = 1
    far_bend: int = 1
    holding: Holding = ""
    begin: float = 0.15
    hold: float = 0.0
    swing: float = 0.0
    """How far the near hand goes to and fro, in u."""
    across: bool = True
    """Whether it swings across; else up and down."""


EMBRACE_NEAR, EMBRACE_FAR = (1.24, 0.92), (1.34, 0.64)
EMBRACE = Gesture(EMBRACE_NEAR, EMBRACE_FAR, begin=0.12)
"""Arms round somebody who stands close."""

_POSSESSIVE = r"(?:his|her|their|a|an|one|the)"
_TABLE: tuple[tuple[str, Gesture], ...] = (
    (
        rf"\b(covers?|buries|hides?) {_POSSESSIVE} (face|eyes)\b|\b(weeps?|sobs?|cries)\b",
        Gesture((0.20, -0.46), (0.56, -0.52), "pinch", "pinch", begin=0.12),
    ),
    (
        r"\bpulls?\b.{0,24}\b(cord|chain|whistle|horn)\b",
        Gesture((-0.98, -1.10), near_shape="fist", near_bend=-1, holding="cord", begin=0.18, hold=1.6, swing=0.2,
                across=False),
    ),
    (
        r"\b(writes?|draws?|chalks?|wipes?|points?)\b.{0,24}\b(blackboard|whiteboard|board|wall)\b",
        Gesture((1.30, -0.30), near_shape="pinch", near_bend=-1, holding="chalk", begin=0.05, swing=0.12),
    ),
    (r"\b(strikes?|lights?|holds?)\b.{0,24}\b(match|matches|candle|lighter)\b|\bstrikes? another\b",
     Gesture((0.95, 0.66), (0.62, 0.62), "pinch", "offer", holding="match", begin=0.1)),
    (r"\b(lantern|oil lamp)\b", Gesture((0.98, 0.62), near_shape="fist", holding="lantern")),
    (r"\b(torch|flashlight)\b", Gesture((1.12, 0.95), near_shape="fist", holding="torch")),
    (
        r"\b(hovers?|rests?|goes|moves?|reach(es)?)\b.{0,20}\b(gun|holster|sword|pistol)\b",
        Gesture((-0.62, 1.70), near_shape="open", begin=0.1),
    ),
    (r"\b(gun|pistol|revolver|rifle)\b", Gesture((1.62, 0.30), near_shape="fist", holding="gun", begin=0.1)),
    (r"\b(sword|sabre|saber|blade)s?\b", Gesture((0.80, 0.98), near_shape="fist", holding="sword", begin=0.1)),
    (
        r"\b(holds?|holding|cradles?|rocks|carr(y|ies)|lifts?|takes?|hands)\b.{0,24}\b(baby|newborn|infant)\b",
        Gesture((0.62, 1.02), (0.98, 1.12), "offer", "offer", holding="baby", begin=0.0),
    ),
    (r"\b(tablet|laptop|clipboard)\b", Gesture((0.75, 0.95), (1.30, 0.95), "pinch", "fist", holding="tablet")),
    (r"\b(phone|telephone|mobile|receiver|dials?)\b", Gesture((-0.24, -0.10), near_shape="fist", holding="phone")),
    (r"\b(umbrella)\b", Gesture((0.45, 0.62), near_shape="fist", holding="umbrella")),
    (r"\b(baskets?)\b", Gesture((-0.40, 2.05), near_shape="fist", holding="basket")),
    (r"\b(bag|sack|shopping)\b(?! of (flour|sand))", Gesture((-0.62, 2.2), near_shape="fist", holding="sack")),
    (r"\b(suitcase|briefcase|bucket)\b", Gesture((-0.62, 2.2), near_shape="fist", holding="bag")),
    (r"\b(flowers?|bouquet|rose)\b", Gesture((0.62, 0.86), near_shape="fist", holding="flowers")),
    (
        r"\b(kneads?|chops?|slices?|stirs?|rolls? out|peels?|irons?|arranges?|sorts?|packs|wraps|bakes|carves"
        r"|cooks?)\b",
        Gesture((0.84, 1.22), (1.16, 1.16), "fist", "fist", begin=0.0, swing=0.09),
    ),
    (
        r"\b(drinks?|sips?|raises?|lifts?|pours?|swirls?|fills?|holds?)\b.{0,24}\b(whiske?y|wine|beer|glass|goblet|ale)\b",
        Gesture((0.60, 0.72), near_shape="fist", holding="glass"),
    ),
    (r"\b(bottle)\b", Gesture((0.62, 0.98), near_shape="fist", holding="bottle")),
    (r"\b(mug|cup|coffee|tea|drinks?|sips?)\b", Gesture((0.48, 0.92), near_shape="fist", holding="mug")),
    (
        r"\b(holds?|carr(y|ies)|picks? up|lifts?|places|clutch(es)?)\b.{0,16}\b(foot)?ball\b",
        Gesture((0.62, 1.05), (1.12, 1.10), "offer", "offer", holding="ball"),
    ),
    (r"\b(scroll|decree|proclamation)\b", Gesture((0.45, 0.95), (1.02, 0.98), "pinch", "fist", holding="scroll")),
    (
        r"\b(reads?|holds?|opens?|closes?|carr(y|ies)|leafs?)\b.{0,24}\b(book|bible|diary|novel|notebook|ledger)\b",
        Gesture((0.42, 0.98), (1.04, 1.0), "pinch", "fist", holding="book"),
    ),
    (
        r"\b(raises?|shows?|holds? up|lifts?)\b.{0,24}\b(yellow|red) card\b",
        Gesture((-0.95, -0.85), near_shape="pinch", near_bend=-1, holding="card", begin=0.2),
    ),
    (
        r"\b(holds? out|offers?|hands|gives?|pass(es)?|shows?|holds? up)\b.{0,40}\b(letter|note|envelope|ticket|"
        r"photo(graph)?|card|coin|key|ring|money|passport)\b",
        Gesture((1.42, 0.70), near_shape="pinch", holding="note", begin=0.25),
    ),
    (
        r"\b(letter|paper|map|note|newspaper|reads?|book|file|photo(graph)?|document)\b",
        Gesture((0.45, 1.0), (1.10, 1.02), "pinch", "fist", holding="paper"),
    ),
    (r"\b(rope|line|cable|coil)\b", Gesture((0.62, 0.80), (1.0, 1.0), "fist", "fist", holding="rope", swing=0.14)),
    (r"\b(steers?|wheel|helm|drives?|driving)\b",
     Gesture((1.15, 0.72), (1.55, 0.60), "fist", "fist", begin=0.0, swing=0.06)),
    (r"\bpoints?\b", Gesture((1.75, 0.28), near_shape="point", begin=0.2, hold=1.4)),
    (
        r"\b(waves?|waving)\b",
        Gesture((-1.22, -0.70), near_shape="open", near_bend=-1, begin=0.15, hold=1.6, swing=0.16),
    ),
    (
        rf"\b(raises?|lifts?|puts? up) {_POSSESSIVE} (\w+ )?(hand|arm)s?\b",
        Gesture((-1.12, -0.85), near_shape="open", near_bend=-1, hold=1.6),
    ),
    (
        r"\b(lifts?|heaves?|hoists?|picks? up|raises?)\b",
        Gesture((0.85, 0.45), (1.20, 0.40), "fist", "fist", begin=0.2, hold=1.6),
    ),
    (r"\b(knocks?|hammers?|bangs?)\b", Gesture((1.42, -0.12), near_shape="fist", near_bend=-1, hold=1.4, swing=0.16)),
    (r"\b(eats?|chews?|bites?)\b", Gesture((0.44, 0.0), near_shape="pinch", hold=1.2, swing=0.1)),
    (r"\b(salutes?)\b", Gesture((-0.10, -0.60), near_shape="pinch", near_bend=-1, hold=1.4)),
    (r"\b(prays?|begs?)\b", Gesture((0.78, 0.60), (0.86, 0.60), "mitten", "mitten", begin=0.1)),
    (
        r"\b(switch(es)?|turns?|flicks?) (on|off|out)\b|\b(switch(es)?|turns?|flicks?) (it|the \w+) (on|off|out)\b",
        Gesture((1.40, 0.62), near_shape="point", begin=0.1, hold=1.4),
    ),
    (
        r"\b(pushes|presses|throws? (a|the) (switch|lever)|turns? (a|the) (valve|key|knob|wheel)|switches"
        r"|(pulls?|works?) (a|the|his|her) (\w+ )?(lever|switch|handle|brake))\b",
        Gesture((1.45, 0.62), near_shape="fist", begin=0.2, hold=1.2),
    ),
    (
        r"\b(opens?|closes?|shuts?|slams?|locks?|unlocks?|tries) (the|a|his|her|their) (\w+ )?(door|gate)\b"
        r"|\brings? (the|a|his|her) (door)?bell\b",
        Gesture((1.40, 0.98), near_shape="fist", begin=0.2, hold=1.4),
    ),
    (r"\b(throws?|tosses|hurls?|flings?)\b",
     Gesture((1.30, -0.62), near_shape="open", near_bend=-1, begin=0.2, hold=0.5)),
    (rf"hands? on {_POSSESSIVE} hips?", Gesture((-0.72, 1.50), near_shape="fist", begin=0.05)),
    (
        r"\b(reach(es)?|offers?|hands|gives?|holds? out|tak(es|ing)|grabs?|opens?|lays?|puts?)\b",
        Gesture((1.35, 0.85), near_shape="offer", begin=0.25, hold=1.4),
    ),
    (r"\b(digs?|pocket)\b", Gesture((-0.38, 1.66), near_shape="fist", begin=0.1, hold=1.2)),
    (r"\b(shrugs?)\b", Gesture((-0.30, 1.10), (1.30, 0.95), "offer", "offer", begin=0.2, hold=0.9)),
    (r"\b(folds?|crosses) (his|her|their) arms\b", Gesture((0.72, 0.95), (0.28, 1.02), "fist", "fist", begin=0.1)),
    (
        r"\b(grips?|holds?|holding|clutch(es)?|carr(y|ies)|hugs?)\b",
        Gesture((0.45, 1.15), (0.95, 1.10), "fist", "fist", begin=0.05),
    ),
)  # fmt: skip
_CLAUSES = re.compile(r"[.;!?]\s+|,? then |,? and (?=\w+s\b)")


def gestures_in(action: str) -> tuple[Gesture, ...]:
    """The gestures of an action, at most two: the first clause that moves a hand, and the next that moves it otherwise.

    Of two, the first is over by the middle of the shot.
    """
    found: list[Gesture] = []
    for clause in _CLAUSES.split(action):
        told = next((each for pattern, each in _TABLE if re.search(pattern, clause, re.IGNORECASE)), None)
        if told and told not in found:
            found.append(told)
    if len(found) < 2:
        return tuple(found)
    return replace(found[0], begin=min(found[0].begin, 0.1)), replace(found[1], begin=0.5)
