"""Gestures: which words of action put which hand where, holding what."""

from __future__ import annotations

import re
from dataclasses import replace

from renderers.animatic.gesture import Gesture
from renderers.animatic.paper import Point
from renderers.animatic.pose import Holding
from renderers.animatic.prop_gestures import PROP_GESTURES

EMBRACE_NEAR, EMBRACE_FAR = (1.24, 0.92), (1.34, 0.64)
EMBRACE = Gesture(EMBRACE_NEAR, EMBRACE_FAR, begin=0.12)
"""Arms round somebody who stands close."""

_POSSESSIVE = r"(?:his|her|their|a|an|one|the)"
_TABLE: tuple[tuple[str, Gesture], ...] = (
    (
        rf"\b(covers?|holds?|blocks?|claps? (?:his|her|their) hands over) {_POSSESSIVE} ears\b",
        Gesture((-0.78, -0.34), (0.86, -0.30), "open", "open", near_bend=-1, begin=0.08),
    ),
    (
        r"\b(hands|arms) (up|in the air|raised|above)\b|\bsurrenders?\b",
        Gesture((-1.05, -0.75), (1.15, -0.75), "open", "open", near_bend=-1, far_bend=-1, begin=0.08),
    ),
    (
        rf"\b(spreads?|opens?|throws? (?:out|wide)) {_POSSESSIVE} arms\b|\barms (spread|wide|out)\b",
        Gesture((-1.55, 0.40), (1.70, 0.35), "open", "open", begin=0.12),
    ),
    (
        r"\b(drops?|lets? go)\b(?! (?:to|into|dead|down))|\bthrows? (?:down|away)\b",
        Gesture((0.98, 1.45), near_shape="open", begin=0.12, hold=1.0),
    ),
    (
        r"\b(throws?|toss(?:es)?|hurls?|flings?|lobs?)\b"
        r"(?! (?:up|open|back|himself|herself|themselves|(?:a|the) (?:\w+ )?(?:switch|lever|breaker|brake)))",
        Gesture((1.60, -0.42), near_shape="open", near_bend=-1, begin=0.2, hold=0.5),
    ),
    (
        r"\b(slams?|slaps?|bangs?|pounds?|thumps?|brings?)\b.{0,20}\b(fists?|palms?|hands?)\b|\b(slams?|bangs?|pounds?|thumps?)"
        r" (?:on )?(?:the|a) (?:table|desk|counter|bar)\b",
        Gesture((1.12, 1.12), near_shape="fist", begin=0.12, hold=1.0, swing=0.30, across=False),
    ),
    (
        r"\b(writes?|draws?|scratch(?:es)?|traces?)\b.{0,40}\b(sand|snow|dust|dirt|mud|earth|ground)\b",
        Gesture((1.10, 2.20), near_shape="point", begin=0.1, swing=0.16),
    ),
    (
        r"\b(guitar|banjo|ukulele|lute|mandolin)s?\b",
        Gesture((0.50, 1.28), (1.46, 0.86), "pinch", "fist", holding="guitar", begin=0.0, swing=0.08, across=False),
    ),
    (
        r"\b(violin|fiddle|viola)s?\b",
        Gesture((1.18, 0.02), (0.74, 0.46), "fist", "pinch", near_bend=1, far_bend=-1, holding="violin", begin=0.0),
    ),
    (
        r"\b(flute|clarinet|oboe|whistle (?:and|on|to))s?\b(?! (?:stops|blows))",
        Gesture((0.62, -0.10), (1.02, 0.02), "pinch", "fist", holding="pipe", begin=0.0),
    ),
    (
        r"\b(plays?|at|to)\b.{0,24}\b(piano|organ|keyboards?|harpsichord)\b",
        Gesture((1.16, 1.16), (1.40, 1.10), begin=0.0, swing=0.07, across=False),
    ),
    (r"\b(drums?|drummer)\b(?! of)", Gesture((0.92, 0.98), (1.24, 1.02), "fist", "fist", begin=0.0, swing=0.22,
                                             across=False)),
    (r"\b(microphone|mike|mic)\b", Gesture((0.44, 0.0), near_shape="fist", holding="microphone", begin=0.05)),
    *PROP_GESTURES,
    (
        r"\b(raises?|lifts?|holds? up)\b.{0,16}\b(glass|goblet|mug|tankard)(?:es)?\b|\b(toasts?|cheers)\b",
        Gesture((1.12, -0.10), near_shape="fist", holding="glass", begin=0.15),
    ),
    (
        r"\b(lifts?|raises?|shows?|holds? up|grabs?|takes?|picks? up)\b.{0,12}\b(case|suitcase|briefcase)\b",
        Gesture((0.92, 0.95), near_shape="fist", holding="bag", begin=0.15),
    ),
    (
        r"\b(carr(?:y|ies)|brings?|holds?|serves?|takes?)\b.{0,24}\b(bowls?|trays?|soup|dish(?:es)?|plates?|pots?|cakes?|roast"
        r"|platter|turkey)\b",
        Gesture((0.80, 1.08), (1.18, 1.06), "offer", "offer", holding="bowl", begin=0.0),
    ),
    (r"\bpours?\b", Gesture((1.12, 0.66), (1.34, 1.16), "fist", "fist", holding="bottle", begin=0.05)),
    (
        r"\b(wash(?:es)?|scrubs?|rinses?|dries|polish(?:es)?)\b.{0,16}\b(dish(?:es)?|plates?|cups?|glass(?:es)?|pots?|clothes|floor"
        r"|windows?|boots|shoes)\b",
        Gesture((0.92, 1.16), (1.22, 1.10), "fist", "pinch", holding="plate", begin=0.0, swing=0.07),
    ),
    (
        r"\b(sweeps?|mops?|rakes?|broom|shovels?)\b(?! (?:her|him|(?-i:[A-Z])))",
        Gesture((0.78, 1.05), (1.02, 0.62), "fist", "fist", holding="broom", begin=0.0, swing=0.14),
    ),
    (r"\b(claps?|applauds?|applause)\b", Gesture((0.74, 0.56), (0.92, 0.54), "open", "open", begin=0.1, swing=0.16)),
    (r"\bshak(?:es?|ing) (?:hands|(?:his|her|\w+['’]s) hand)\b", Gesture((1.46, 1.04), begin=0.15, hold=1.6, swing=0.08,
                                                                      across=False)),
    (r"\bshakes? (?:his|her|a) fist\b", Gesture((0.92, -0.40), near_shape="fist", begin=0.1, hold=1.6, swing=0.14)),
    (r"\b(aims?|fires? (?:at|his|her|the gun|a shot|twice|again))\b"
     r"|\bshoots?\b(?!.{0,30}\b(?:ball|goal|net|hoop|basket|photo\w*|pictures?|film|up|out|glance|look|arrows?)\b)",
     Gesture((1.62, 0.16), near_shape="fist", holding="gun", begin=0.05)),
    (r"\b(checks?|looks? at|glances? at|consults?) (?:his|her) (?:wrist)?watch\b",
     Gesture((0.82, 0.72), near_shape="fist", begin=0.1, hold=1.6)),
    (r"\b(rubs?|wipes?|scratch(?:es)?|mops?) (?:his|her|their) (?:\w+ )?(eyes?|brow|forehead|head|chin|neck)\b",
     Gesture((0.40, -0.30), near_shape="pinch", begin=0.1, hold=1.5, swing=0.05)),
    (r"\bcovers? (?:his|her|their) mouth\b", Gesture((0.44, -0.16), near_shape="open", begin=0.1)),
    (r"\bkiss(?:es)? (?:his|her|\w+['’]s) (?:hands?|ring)\b", Gesture((0.98, 0.02), near_shape="pinch", begin=0.25)),
    (r"\b(clutch(?:es)?|holds?|grabs?|grips?) (?:his|her) (?:\w+ )?(chest|stomach|side|heart|ribs|arm|shoulder)\b",
     Gesture((0.42, 0.92), (0.72, 1.12), "open", "fist", begin=0.1)),
    (r"\b(combs?|brush(?:es)?) (?:his|her|out)\b", Gesture((-0.02, -0.88), near_shape="fist", near_bend=-1, swing=0.10,
                                                        across=False)),
    (r"\b(pets?|pats?|strokes?|feeds?|scratch(?:es)?) (?:the|a|his|her|their) (?:\w+ )?(dog|cat|horse|hens?|ducks?|goat"
     r"|pup|puppy|birds?)\b", Gesture((1.30, 1.75), near_shape="pinch", begin=0.1, swing=0.06)),
    (r"\b(takes?|shoots?) (?:a|the|another) (?:\w+ )?(photo(?:graph)?|picture|selfie)\b|\bcamera\b",
     Gesture((0.62, -0.26), (0.96, -0.30), "fist", "fist", holding="camera", begin=0.1)),
    (
        r"\b(smokes?|cigarette|cigar)\b|\b(?:lights?|puffs?) (?:on |at )?(?:his|her|a|the) pipe\b",
        Gesture((0.46, -0.06), near_shape="pinch", holding="cigarette", begin=0.05),
    ),
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
    (r"\b(suitcase|briefcase|bucket|toolbox)\b", Gesture((-0.62, 2.2), near_shape="fist", holding="bag")),
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
    (r"\b(bottle|flask|canteen|thermos)\b", Gesture((0.62, 0.98), near_shape="fist", holding="bottle")),
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
        r"\b(letter|paper|map|note|newspaper|reads?|book|file|photo(graph)?|document|telegram|postcard|menu"
        r"|magazine|notebook)\b",
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
_WITH_IT = re.compile(
    r"\b(?:points?|aims?|raises?|lifts?|holds?|waves?|swings?|shows?|offers?|bites?|eats?|sniffs?|reads?|kisses) "
    r"(?:it|them)\b",
    re.IGNORECASE,
)
"""Where a hand does more with what it has just taken."""
_CLAUSES = re.compile(r"[.;!?]\s+|,? then |,? and (?=\w+s\b)")


def gestures_in(action: str) -> tuple[Gesture, ...]:
    """The gestures of an action, at most two: the first clause that moves a hand, and the next that moves it otherwise.

    Of two, the first is over by the middle of the shot.
    """
    found: list[Gesture] = []
    for clause in _CLAUSES.split(action):
        told = next((each for pattern, each in _TABLE if re.search(pattern, clause, re.IGNORECASE)), None)
        if told and found and found[-1].holding and not told.holding and _WITH_IT.search(clause):
            told = replace(told, holding=found[-1].holding, near_shape=found[-1].near_shape, hold=0.0)
        if told and told not in found:
            found.append(told)
    if len(found) < 2:
        return tuple(found)
    return replace(found[0], begin=min(found[0].begin, 0.1)), replace(found[1], begin=0.5)


_CARRIED: tuple[tuple[Holding, Point], ...] = (
    ("gun", (-0.52, 1.98)), ("sword", (0.30, 1.55)), ("bag", (-0.62, 2.2)), ("sack", (-0.62, 2.2)),
    ("basket", (-0.40, 2.05)), ("lantern", (0.98, 0.62)), ("torch", (0.92, 1.25)), ("umbrella", (0.45, 0.62)),
    ("guitar", (0.50, 1.28)), ("microphone", (0.60, 0.30)), ("knife", (-0.52, 1.95)), ("axe", (-0.60, 1.9)),
    ("stick", (-0.52, 1.9)), ("cane", (-0.78, 2.25)), ("rifle", (0.35, 1.35)), ("toy", (0.45, 1.15)),
    ("extinguisher", (-0.62, 1.9)), ("hat", (-0.55, 1.95)), ("hammer", (-0.52, 1.95)), ("newspaper", (-0.50, 1.95)),
)  # fmt: skip
"""What stays in a hand until it is put down, and how it is carried meanwhile."""
_GONE = r"\b(rolls|falls|lies|slides|breaks|shatters|clatters|spins away|flies)\b"
_LETS_GO = re.compile(
    r"\b(drops?|puts?|lays?|sets?|gives?|hands|throws?|leaves|hides?|slides?|tosses|lets? go|holsters?|pockets)\b",
    re.IGNORECASE,
)


def kept(past: str, scene: str) -> Gesture | None:
    """What somebody still has in hand of what they held in the clauses before, carried at rest.

    `scene` is all that was told: a torch that rolls away is in no hand.
    """
    for clause in reversed(re.split(r"(?<=[.!?;])\s+|,? and (?=\w+s\b)", past)):
        if _LETS_GO.search(clause):
            return None
        for each in gestures_in(clause):
            at = dict(_CARRIED).get(each.holding)
            if at and not re.search(rf"\b{each.holding}\b[^.]*{_GONE}", scene, re.IGNORECASE):
                both = each.holding == "guitar"
                return replace(each, near=at, far=each.far if both else None, begin=0.0, hold=0.0, swing=0.0)
    return None
