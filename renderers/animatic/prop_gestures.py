"""Which words of action put a thing of every day in a hand, and how it is held there."""

from __future__ import annotations

from renderers.animatic.gesture import Gesture
from renderers.animatic.pose import Holding

_HAS = (
    r"(?:holds?|holding|takes?|picks?(?: up)?|grabs?|carr(?:y|ies)|carrying|raises?|lifts?|pulls?|draws?|"
    r"brandish(?:es)?|swings?|waves?|grips?|clutch(?:es)?|wields?|snatch(?:es)?|removes?|has|uses?|brings?|produces?|gets?|finds?|hugs?|"
    r"cradles?|with|jingles?|lowers?|opens?|folds?|examines?|wipes?|dries|dabs?|unwraps?|polish(?:es)?)"
)
_GIVES = r"(?:holds? out|offers?|hands?|gives?|pass(?:es)?|shows?|holds? up|presents?|slides?|throws? away)"
_NEAR = r"(?! (?:no|not|never|off)\b)[^.,;:]{0,32}?\b"
"""Between what somebody does and the thing it is done with."""
_HAND = r"[^.]{0,16}\bin (?:his|her|their|one|each|both) (?:\w+ )?(?:hands?|arms|fists?)\b"


def _held(words: str, thing: Holding, way: Gesture) -> tuple[tuple[str, Gesture], ...]:
    """A thing that is offered to somebody, and one that is held for oneself."""
    given = Gesture((1.42, 0.70), near_shape=way.near_shape, holding=thing, begin=0.25)
    return (
        (rf"\b{_GIVES}\b{_NEAR}(?:{words})(?:e?s)?\b", given),
        (rf"\b{_HAS}\b{_NEAR}(?:{words})(?:e?s)?\b|\b(?:{words})\b{_HAND}", way),
    )


def _one_hand(thing: Holding, at: tuple[float, float] = (0.86, 0.90), *, small: bool = False) -> Gesture:
    return Gesture(at, near_shape="pinch" if small else "fist", holding=thing, begin=0.1)


_TWO_HANDS = ((0.70, 1.08), (1.20, 1.04))
_RIFLES = r"rifle|shotgun|musket|carbine|machine gun|crossbow|tommy gun|winchester"
_MEALS = (
    r"sandwich|pizza|burger|hamburger|hot dog|taco|slice|cookie|biscuit|donut|doughnut|croissant|chocolate bar|candy"
)
_MONEY = r"money|cash|bills|banknotes|dollars|wad|wallet|stack of \w+|coins?"

PROP_GESTURES: tuple[tuple[str, Gesture], ...] = (
    (rf"\b(?:aims?|fires?|shoots?|points?|levels?|cocks?|raises?)\b[^.]{{0,24}}\b(?:{_RIFLES})\b",
     Gesture((0.66, 0.36), (1.44, 0.26), "fist", "fist", holding="rifle", begin=0.1)),
    *_held(_RIFLES, "rifle", Gesture((0.36, 1.30), (1.10, 1.16), "fist", "fist", holding="rifle", begin=0.0)),
    (r"\b(?:trumpets?|saxophones?|trombones?|bugles?)\b(?! (?:stops|blows))",
     Gesture((0.62, -0.10), (0.86, 0.02), "pinch", "fist", holding="trumpet", begin=0.0)),
    (r"\b(?:draws?|raises?|aims?|bends?|shoots?|looses?|fires?)\b[^.]{0,24}\b(?:longbow|bow|arrows?)\b(?! tie)",
     Gesture((1.62, 0.20), (0.74, 0.12), "fist", "pinch", near_bend=-1, holding="bow", begin=0.05)),
    *_held(r"longbow|bow(?! tie)", "bow", _one_hand("bow", (0.90, 1.05))),
    (r"\bharmonicas?\b", Gesture((0.36, -0.10), (0.54, -0.08), "pinch", "pinch", holding="harmonica", begin=0.0)),
    (r"\b(?:bangs?|pounds?|raps?|strikes?|slams?|lifts?|raises?|hammers?)\b[^.]{0,20}\bgavel\b",
     Gesture((0.98, 0.90), near_shape="fist", holding="gavel", begin=0.0, swing=0.22, across=False)),
    (r"\b(?:wipes?|dabs?|mops?|dries|rubs?|blows?)\b[^.]{0,20}\b(?:brow|forehead|face|eyes?|mouth|nose|tears|cheeks?)\b"
     r"[^.]{0,16}\b(?:handkerchief|hankie|hanky|tissue|towel|napkin|cloth|rag|sleeve)\b",
     Gesture((0.36, -0.22), near_shape="pinch", holding="cloth", begin=0.0, swing=0.05)),
    *_held(r"handkerchief|hankie|tissue|towel|napkin|cloth|rag|dishcloth|blanket", "cloth", _one_hand("cloth")),
    *_held(r"baseball bat|cricket bat|golf club|crowbar|baton|nightstick|truncheon|stick|spear|poker|pool cue|"
           r"boat ?hook|whip|wand",
           "stick", _one_hand("stick", (0.80, 0.95))),
    (r"\b(?:on|with|leans? on|leaning on)\b[^.]{0,16}\b(?:crutch(?:es)?|canes?|walking stick)\b",
     Gesture((-0.78, 2.25), near_shape="fist", holding="cane", begin=0.0)),
    *_held(r"axe|ax|hatchet|tomahawk", "axe", _one_hand("axe", (0.80, 1.02))),
    (r"\b(?:hammers?|nails)\b (?:a|an|the|at|in|on|up)\b",
     Gesture((1.06, 0.60), near_shape="fist", holding="hammer", begin=0.0, swing=0.24, across=False)),
    *_held(r"hammer|mallet|wrench|spanner|screwdriver|pliers", "hammer", _one_hand("hammer")),
    *_held(r"(?:\w+ )?(?:knife|dagger|scalpel|razor|cleaver|switchblade)", "knife", _one_hand("knife", (0.92, 0.84))),
    *_held(r"(?:frying )?pan|skillet|saucepan", "pan", _one_hand("pan")),
    *_held(r"cake|birthday cake|pie", "cake", Gesture(*_TWO_HANDS, "offer", "offer", holding="cake", begin=0.0)),
    *_held(r"box|crate|parcel|package|carton|shoebox|wrapped present|gift", "box",
           Gesture(*_TWO_HANDS, "offer", "offer", holding="box", begin=0.0)),
    *_held(r"teddy|teddy bear|doll|stuffed \w+|toy|plush \w+", "toy", _one_hand("toy", (0.56, 1.02))),
    *_held(r"syringe|needle|injection|thermometer|hypodermic", "syringe", _one_hand("syringe", small=True)),
    *_held(r"(?:fire )?extinguisher", "extinguisher", _one_hand("extinguisher", (0.72, 0.86))),
    (r"\b(?:sprays?|extinguisher)\b[^.]{0,24}\b(?:foam|fire|flames)\b",
     Gesture((0.72, 0.86), (1.30, 0.80), "fist", "fist", holding="extinguisher", begin=0.0)),
    (r"\bwatering can\b|\bwaters (?:the|a|his|her)\b",
     Gesture((1.10, 0.80), near_shape="fist", holding="can", begin=0.0)),
    (r"\b(?:looks?|peers?|stares?|watch(?:es)?|scans?)\b[^.]{0,30}\b(?:binoculars|telescope|spyglass|field glasses)\b"
     r"|\b(?:binoculars|telescope|spyglass)\b[^.]{0,24}\b(?:eyes?|looks?|peers?|scans?)\b"
     r"|\braises? (?:the|his|her) binoculars\b",
     Gesture((0.50, -0.30), (0.62, -0.26), "fist", "fist", holding="binoculars", begin=0.1)),
    *_held(r"binoculars|telescope|spyglass", "binoculars", _one_hand("binoculars")),
    (r"\b(?:into|on|over|picks? up|grabs?|holds?|raises?|lifts?) (?:the|his|her|a) (?:\w+ )?"
     r"(?:radio|walkie[- ]talkie|walkie|handset|intercom)\b",
     Gesture((0.44, 0.04), near_shape="fist", holding="radio", begin=0.1)),
    (r"\beats?\b[^.]{0,24}\b(?:apple|peach|plum|orange|fruit)\b|\b(?:bites?|munch(?:es)?)\b[^.]{0,20}\b(?:apple|peach|plum)\b",
     Gesture((0.40, -0.02), near_shape="pinch", holding="apple", begin=0.0, swing=0.06)),
    *_held(r"apple|peach|orange(?=[.,;!?]|$| (?:and|from|in|to)\b)|tomato|egg|potato|lemon", "apple",
           _one_hand("apple", small=True)),
    (rf"\b(?:eats?|eating|bites?|chews?|munch(?:es)?)\b[^.]{{0,24}}\b(?:{_MEALS})\b",
     Gesture((0.40, -0.02), near_shape="pinch", holding="food", begin=0.0, swing=0.08)),
    *_held(_MEALS, "food", _one_hand("food", small=True)),
    (r"\b(?:eats?|eating|slurps?|spoons?)\b[^.]{0,24}\b(?:cereal|soup|stew|porridge|breakfast|dinner|supper|lunch|beans|rice|"
     r"pasta|spaghetti|ice cream|yoghurt|yogurt|meal|food)\b"
     r"|\b(?:stirs?|whisks?|ladles?) (?:an?|the|his|her|some|in|it)\b",
     Gesture((0.92, 1.00), near_shape="pinch", holding="spoon", begin=0.0, swing=0.09)),
    *_held(r"spoon|fork|ladle|spatula|chopsticks|whisk|lipstick|toothbrush|brush", "spoon",
           _one_hand("spoon", small=True)),
    (r"\bputs? on (?:\w+ )?lipstick\b|\bbrush(?:es)? (?:his|her) teeth\b",
     Gesture((0.44, -0.02), near_shape="pinch", holding="spoon", begin=0.0, swing=0.03)),
    (rf"\b(?:counts?|stuffs?|pays?|pockets?|deals?|stacks?)\b[^.]{{0,24}}\b(?:{_MONEY})\b",
     Gesture((0.66, 1.04), (1.06, 1.02), "pinch", "pinch", holding="money", begin=0.0, swing=0.05)),
    *_held(_MONEY, "money", _one_hand("money", small=True)),
    *_held(r"(?<!piano )keys?|key ?ring", "keys", _one_hand("keys", small=True)),
    (r"\b(?:signs?(?= (?:an?|the|his|her|their|it|for|autographs)\b)"
     r"|writes?|writing|scribbles?|jots?|scrawls?)\b(?![^.]{0,40}\b(?:sand|snow|dust|dirt|mud|ground"
     r"|blackboard|whiteboard|board|wall|mirror|window)\b)",
     Gesture((1.02, 1.16), near_shape="pinch", holding="pen", begin=0.0, swing=0.05)),
    *_held(r"pen|pencil|quill|marker|paintbrush", "pen", _one_hand("pen", small=True)),
    (r"\btakes? off (?:his|her|their) (?:\w+ )?(?:hat|cap|stetson|fedora|helmet)\b"
     r"|\b(?:hat|cap) in (?:his|her) hands?\b"
     r"|\b(?:grabs?|picks? up|holds?|takes?|doffs|tips) (?:his|her|the|a) (?:\w+ )?(?:hat|cap|stetson|fedora)\b",
     Gesture((0.56, 1.20), near_shape="fist", holding="hat", begin=0.2)),
    (r"\b(?:puts?|pulls?) on (?:his|her|their|a|the) (?:\w+ )?(?:hat|cap|stetson|helmet|hood|crown"
     r"|headset|headphones|wig)\b",
     Gesture((0.16, -0.92), (0.52, -0.88), "fist", "fist", near_bend=-1, begin=0.1, hold=1.4)),
    (r"\b(?:puts?|takes?|pulls?) (?:on|off) (?:his|her|their) (?:\w+ )?(?:glasses|sunglasses|spectacles|mask)\b",
     Gesture((0.52, -0.30), near_shape="pinch", begin=0.1, hold=1.4)),
    (r"\b(?:reads?|holds?|opens?|unfolds?|lowers?|folds?|behind|shakes?|buys?) (?:the|a|his|her) (?:\w+ )?newspaper\b"
     r"|\breads? the paper\b",
     Gesture((0.42, 1.0), (1.22, 1.0), "pinch", "fist", holding="newspaper", begin=0.0)),
)  # fmt: skip
"""Patterns of a clause, and what the hands do; what one holds is there from the beginning of the shot."""
