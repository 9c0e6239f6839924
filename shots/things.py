"""Which thing of a piece of action deserves a shot of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from bible.vocabulary import is_group_word, is_person_word

_WORTH_SEEING = (
    "letter", "note", "envelope", "postcard", "telegram", "photo", "photograph", "picture", "painting", "drawing",
    "portrait", "map", "ticket", "passport",
    "newspaper", "headline", "diary", "notebook", "ledger", "contract", "phone", "telephone", "mobile", "cellphone",
    "screen", "monitor", "display", "laptop", "television", "tv", "message", "text", "email", "watch", "clock", "key",
    "keys", "ring", "knife", "gun", "pistol", "revolver", "compass", "barometer", "gauge", "dial", "coin", "medal",
    "sign", "radio", "locket", "badge", "bottle", "pill", "pills", "syringe", "match", "candle",
)  # fmt: skip
"""Things people read, and things that turn a story."""
_TOO_LARGE = frozenset((
    "car", "cars", "taxi", "cab", "limousine", "bus", "coach", "truck", "lorry", "van", "ambulance", "train", "tram",
    "ship", "boat", "ferry", "yacht", "trawler", "tanker", "submarine", "plane", "aeroplane", "airplane", "jet",
    "airliner", "helicopter", "spaceship", "rocket", "planet", "moon", "sun", "house", "building", "tower", "castle",
    "church", "bridge", "mountain", "crowd", "hallway", "corridor", "staircase", "stairs", "stairwell", "warehouse",
    "store", "stores", "shop", "shops", "room", "kitchen", "street", "road", "counter", "doorway", "wall", "stage",
))  # fmt: skip
"""Seen in the wide shot that names it; nothing of it is close."""
ANIMALS = (
    "dog|puppy|hound|cat|kitten|deer|stag|fox|wolf|bear|horse|owl|crow|raven|gull|seagull|pigeon|bird|rat|mouse|snake|"
    "spider|rabbit|hare|cow|sheep|goat|pig|frog|squirrel"
)
"""Animals by name, as a pattern's choices."""
_ANIMAL_FIRST = re.compile(rf"(?:An?|The|One|His|Her) (?:[a-z]+ ){{0,2}}?(?P<animal>{ANIMALS.upper()})\b")
_NOTICED = re.compile(
    r"\b(reads?|reading|looks? at|stares? at|glances? at|stud(?:y|ies)|checks?|opens?|unfolds?|holds? (?:out|up)|"
    r"shows?|hands?|pulls? out|takes? out|draws?|dials?|buzz(?:es)?|rings?|lights? up|vibrates?|blinks?|flashes|ticks?|"
    r"strikes?|picks? up|puts? down|lays?|drops?|finds?|sees?|notices?|slides?|pockets?|writes?|signs?|tears?|reveals?|"
    r"says|falls)\b",
    re.I,
)
_NOT_A_THING = re.compile(
    r"\b(bang|bangs|boom|crash|crashes|slam|slams|thunder|music|scream|screams|silence|black|horn|knock|knocks|click|"
    r"gunshot|gunshots|shot|shots|rings?|ringing|explosion|siren|sirens|door ?bell|laughter|applause|beat|title|super|"
    r"day|night|later|the end|cut|fade|pov|int|ext)\b",
    re.I,
)
_WRITTEN_ON = (
    "letter", "note", "envelope", "postcard", "telegram", "phone", "telephone", "mobile", "cellphone", "screen",
    "monitor", "display", "laptop", "tablet", "computer", "typewriter", "message", "email", "diary", "notebook",
    "ledger", "paper", "page", "blackboard", "whiteboard", "board", "wall", "mirror", "sign", "napkin", "card",
)  # fmt: skip
"""Things that words are read on."""
_WRITES = re.compile(
    r"\b(?P<verb>types|texts|writes|scrawls|scribbles|jots|chalks|paints|reads?)\b[^\"“”.!?]{0,40}[\"“]\w", re.I
)
_WRITTEN_BY = {
    "types": "screen",
    "texts": "phone",
    "writes": "note",
    "scrawls": "note",
    "scribbles": "note",
    "jots": "note",
}
_SCREENS = "screen|phone|mobile|cellphone|monitor|display|laptop|television|tv|tablet"
_SCREEN_FIRST = re.compile(
    rf"(?:(?:The|His|Her|Their|A|One|[A-Z]\w+['’]s) (?:[\w'-]+ ){{0,2}}?(?P<lit>{_SCREENS}) (?:lights up|"
    rf"goes |flickers?|flashes|shows?|reads?|displays|glows|dies|blinks|fades|comes (?:on|up|alive))"
    rf"|On (?:the|his|her|their|a) (?:[\w'-]+ ){{0,2}}?(?P<on>{_SCREENS})\s*[:,])"
)
_NO_NOUNS = frozenset(
    ("SHUT", "OPEN", "OFF", "ON", "UP", "DOWN", "OUT", "AWAY", "GONE", "DARK", "STILL", "DEAD", "NOW")
)
"""Words that are written large for how something is."""
_PEOPLE = re.compile(r"(?:CHILDREN|PEOPLE|FOLKS?|STAFF|MONGERS?|NEWBORNS?|BREATHERS?)$")
"""Ends of words for people that no list holds."""
_SOME = re.compile(
    rf"\b(?:an?|the|his|her|their|its|my|your|this|that|[a-z]+['’]s)\s+(?:[\w'-]+\s+){{0,2}}?({'|'.join(_WORTH_SEEING)})\b",
    re.I,
)
_BEGUN_WITH = re.compile(
    r"(?:the|an?|his|her|their|its) (?P<thing>(?:[\w'’-]+ ){0,2}?[\w'’-]+)(?=[.,:;!?…—–]|\s+(?:as|in|on|at|of|with|"
    r"which|that|beside|under)\b|$)",
    re.I,
)
_FACE = frozenset(("face", "faces", "eyes", "eye", "mouth", "lips", "head", "smile", "tears", "expression"))
_ARTICLE = re.compile(r"^(?:an?|the|his|her|their|its|my|your)\s+", re.I)


def thing_in(text: str, props: Collection[str], shown: Collection[str]) -> str:
    """The thing in a piece of action to show alone, or empty.

    `props` are what the scene's action names in capitals, in lower case; such a thing is shown where the capitals
    stand. Letters, phones, screens and the like are shown where somebody notices them. What is in `shown` was seen.
    """
    for prop in sorted(props, key=len, reverse=True):
        large = prop.split()[-1:] and prop.split()[-1] in _TOO_LARGE
        if prop and prop not in shown and prop.upper() in text and is_thing(prop) and not large:
            return prop
    if not _NOTICED.search(text):
        return ""
    found = (match[1].lower() for match in _SOME.finditer(text))
    return next((word for word in found if word not in shown), "")


def is_noticed(sentence: str) -> bool:
    """Whether a thing in a sentence does something, or something is done with it, so that one looks at it."""
    return _NOTICED.search(sentence) is not None


def thing_written_on(sentence: str, shown: Iterable[str]) -> str:
    """What words in quotation marks are written or read on: the `phone` of `He types: "OK."`; empty for no such words.

    It is what the sentence names, else what of `shown` was seen last that holds words, else what one writes so on.
    """
    match = _WRITES.search(sentence)
    if match is None:
        return ""
    words = re.findall(r"[^\W\d_]+", sentence[: match.end()].lower())
    named = next((word for word in words if word in _WRITTEN_ON), "")
    last = next((thing for thing in reversed([*shown]) if set(thing.split()) & set(_WRITTEN_ON)), "")
    return named or last or _WRITTEN_BY.get(match["verb"].lower(), "")


def screen_first(sentence: str) -> str:
    """The screen that a sentence is about, which is looked at however often it was seen: `The screen goes dark.`"""
    match = _SCREEN_FIRST.match(sentence)
    return (match["lit"] or match["on"]).lower() if match else ""


def animal_first(sentence: str) -> str:
    """The animal in capitals with which a sentence begins, or empty: `A DEER stands in the light and looks at her.`"""
    match = _ANIMAL_FIRST.match(sentence)
    return match["animal"].lower() if match else ""


def thing_begun_with(text: str) -> str:
    """The thing that a text begins with, or empty: `tray` in `the tray. It trembles.`; a face is no thing."""
    match = _BEGUN_WITH.match(text)
    return match["thing"].lower() if match and match["thing"].split()[-1].lower() not in _FACE else ""


def is_thing(name: str) -> bool:
    """Whether capitals mean a thing to look at, not a sound, an event or people: `LETTER`, but not `BANG`."""
    last = name.upper().split()[-1] if name.split() else ""
    if is_person_word(last) or is_group_word(last) or _PEOPLE.search(last) or name.upper() in _NO_NOUNS:
        return False
    return 0 < len(name.split()) <= 3 and not _NOT_A_THING.search(name) and not any(each.isdigit() for each in name)


def thing_named(about: str) -> str:
    """The thing a direction is about: `barometer` for `THE BAROMETER`."""
    return _ARTICLE.sub("", " ".join(about.split())).strip(" .:-–—\"'“”").lower()
