"""Speech in a row of its own, as plays, radio and comics have it: `NORA: words`, `ROSA. Words`, `店員「…」`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bible.cues import is_caseless, may_be_cue
from bible.emphasis import plain
from bible.headings import is_heading, western
from bible.names import is_role
from bible.paper import Ink, Row
from bible.vocabulary import SOUNDS, TECHNICAL

_COUNT = r"(?P<count>(?:\d{1,3}[.)]?|[-*•–—])\s+)?"
_SPOKEN = re.compile(
    _COUNT + r"(?P<name>[^\W\d_][^:()\"“，。]{0,40}?)\s*(?P<manner>\([^()]{1,60}\))?\s*:(?![\\/])\s*(?P<words>.*)"
)
_PRINTED = re.compile(
    r"(?P<count>)(?P<name>(?:(?:MR|MRS|MS|DR|ST|PROF|CAPT|SGT)\. ?)?[^\W\d_][^\W_]*(?:['’ #-][^\W_]+){0,3})"
    r"(?P<manner>\s*\([^()]{1,60}\)|,\s[a-zà-ÿ][^.:–—]{1,40}(?=[.,]?\s*[–—]))?\s*(?:\.\s*[–—-]?|,?\s*[–—])\s+(?P<words>\S.*)"
)
"""As books print plays: `ROSA. You were out all night.`"""
_IN_SIGNS = re.compile(
    r"(?P<count>)(?P<name>[^\s「」『』。、，！？:()]{1,12})\s*(?P<manner>\([^()]{1,20}\))?\s*「(?P<words>.+)"
)
_PANEL = re.compile(
    r"(?P<name>(?:panel|shot|case|viñeta|vignetta|einstellung|кадр|镜头|鏡頭|カット)\s*#?(?:\d{1,3}[a-z]?|one|two|three|four|five|six))"
    r"\s*(?:[.:–—-]\s*(?P<words>.*))?",
    re.IGNORECASE,
)
"""`Panel 2`, with or without what is seen in it."""
_NO_NAMES = {
    "note", "notes", "title", "scene", "act", "chapter", "setting", "place", "time", "characters", "cast", "warning",
    "todo", "synopsis", "author", "date", "copyright", "ps", "p.s", "stage direction", "at rise", "ort", "location",
    "zeit", "rollen", "personen", "lieu", "temps", "personnages", "lugar", "tiempo", "personajes", "luogo", "tempo",
    "personaggi", "место", "время", "地点", "地點", "时间", "時間", "人物", "场景", "場所", "題名", "logline", "genre",
    "length", "theme", "opening image", "final image", "cut to", "tone", "format", "duration", "runtime", "http",
    "https",
}  # fmt: skip
_LABELS: tuple[tuple[Literal["sound", "lettering", "picture"], re.Pattern[str]], ...] = (
    (
        "sound",
        re.compile(
            r"sounds?(?: effects?)?|[sv]?fx|f/x|music|grams|audio|atmos?|son|bruitages?|musique|ton|geräusche?|musik|"
            r"sonidos?|música|suon[oi]|rumor[ei]|musica|som|звук|музыка|音效|音乐|音樂|音楽|効果音",
        ),
    ),
    ("lettering", re.compile(r"captions?|super|title card|chyron|on.?screen text|légende|rótulo|титр|字幕")),
    (
        "picture",
        re.compile(
            r"video|visuals?|picture|image|bild|archive|b-?roll|footage|画面|(?:shot|panel|plan|plano|case|кадр|einstellung|镜头|鏡頭)\s*#?\d{1,3}[a-z]?"
        ),
    ),
)
"""Names before a colon that are nobody's: what is heard, what is read, what is seen."""
_HEARD_OVER = re.compile(r"v\.?o\.?|voice.?over artist")
_LONGEST = 200
"""Letters looked at for a name."""
_LONGEST_CASELESS = 8
"""Signs of a name in a script without capitals."""
_FEW = 3
"""Rows that show that a script is printed as plays are."""
_ENDS = re.compile(r"[.!?…。！？]['\"”’»」)]*$")


@dataclass(frozen=True, slots=True)
class SpokenRow:
    """A row that somebody speaks, or that says what is heard, read or seen."""

    kind: Literal["speech", "sound", "lettering", "picture"]
    name: str
    """As written; `NARRATOR` for who is only heard over the pictures."""
    count: str
    """What the row begins with that nobody says: `12.`"""
    manner: str
    """How it is said, without brackets."""
    words: str
    closed: bool
    """Nothing under the row goes on with it."""


class SpokenRows:
    """Who speaks in rows of their own, as far as the whole script tells."""

    def __init__(self, blocks: Sequence[Sequence[Row]]) -> None:
        rows = [_bare(row.text) for block in blocks for row in block if row.ink == Ink.WRITTEN]
        named = [(at, match) for at, text in enumerate(rows) if (match := _SPOKEN.match(western(text[:_LONGEST])))]
        named = [(at, match) for at, match in named if match["words"].strip()]
        self.said = _names(named)
        """How often somebody speaks before a colon, by name."""
        printed = Counter(
            match["name"] for text in rows if (match := _PRINTED.match(text[:_LONGEST])) and _is_printed(match, text)
        )
        often = printed.total() >= _FEW and (max(printed.values()) > 1 or len(printed) >= _FEW)
        self.printed = printed if often and printed.total() > self.said.total() else Counter[str]()
        """The same of names before a full stop."""
        quoted = [text for text in rows if _IN_SIGNS.match(western(text[:_LONGEST]))]
        self.quoted = len(quoted) if any(text.endswith(("」", "』")) for text in quoted) else 0
        """Rows of Japanese speech."""
        self.labelled = sum(_label(_name(match)) != "speech" for _, match in named)

    def total(self) -> int:
        """How many rows somebody speaks."""
        return self.said.total() + self.printed.total() + self.quoted

    def read(self, text: str) -> SpokenRow | None:
        """What a row says that somebody speaks; None for any other."""
        narrow = western(text[:_LONGEST])
        match = _IN_SIGNS.match(narrow) if self.quoted else None
        if match:
            return _in_signs(match, text)
        match = _PANEL.fullmatch(narrow)
        if match:
            words = text[match.start("words") :].strip() if match["words"] else ""
            return SpokenRow("picture", text[: match.end("name")], "", "", words, closed=True)
        match = _SPOKEN.match(narrow)
        if match:
            name = _name(match)
            kind = _label(name)
            if kind != "speech" and match["words"].strip():
                return _row(kind, match, text)
            if name in self.said:
                return _row("speech", match, text)
        match = _PRINTED.match(text[:_LONGEST]) if self.printed else None
        return (
            _row("speech", match, text)
            if match and match["name"] in self.printed and _is_printed(match, text)
            else None
        )


def _row(kind: Literal["speech", "sound", "lettering", "picture"], match: re.Match[str], text: str) -> SpokenRow:
    name = " ".join(text[match.start("name") : match.end("name")].split())
    manner = (match["manner"] or "").strip(" ,()")
    if kind == "speech" and _HEARD_OVER.fullmatch(name.casefold()):
        name, manner = "NARRATOR", name.upper()
    words = text[match.start("words") :].strip()
    return SpokenRow(kind, name, (match["count"] or "").strip(), manner, words, closed=kind != "speech")


def _in_signs(match: re.Match[str], text: str) -> SpokenRow:
    words = text[match.start("words") :].strip()
    closed = words.endswith("」")
    manner, name = (match["manner"] or "").strip("() "), text[match.start("name") : match.end("name")]
    bare = re.fullmatch(r"(?P<name>.+?)(?:の声|[ＮNＭM])", name)
    if bare and not manner:
        manner, name = name[bare.end("name") :], bare["name"]
    return SpokenRow("speech", name, "", manner, words.removesuffix("」"), closed)


def heard_how(manner: str) -> str:
    """The extension of a cue that brackets behind a name are: `V.O.` of `(voice over)`; empty where they say how."""
    plain_manner = manner.casefold().replace(".", "").replace(" ", "").replace("’", "'")
    if plain_manner in ("n", "ｎ", "の声", "m", "ｍ", "画外音", "旁白", "voiceover", "voixoff", "vozenoff"):
        return "V.O."
    if plain_manner in ("vo", "os", "oc", "off", "cont'd", "contd", "cont", "o/s", "v/o"):
        return manner.upper()
    return ""


def _bare(text: str) -> str:
    return plain(re.sub(r"^(?:>\s*)+", "", text.strip())[: 2 * _LONGEST])


def _name(match: re.Match[str]) -> str:
    return " ".join(match["name"].split())


def _label(name: str) -> Literal["speech", "sound", "lettering", "picture"]:
    small = name.casefold()
    return next((kind for kind, words in _LABELS if words.fullmatch(small)), "speech")


def _is_printed(match: re.Match[str], text: str) -> bool:
    name = match["name"]
    words = re.split(r"[\s.]+", name)
    if name != name.upper() or is_caseless(name) or is_heading(text) or not may_be_cue(name):
        return False
    small = any(letter.islower() for letter in match["words"])
    return small and not any(word in TECHNICAL | SOUNDS for word in words)


def _names(named: Sequence[tuple[int, re.Match[str]]]) -> Counter[str]:
    """The names before colons that are speakers', each with how often it is seen: in capitals, or seen twice, or one of
    two that answer each other.
    """
    seen = Counter(_name(match) for _, match in named)
    may_be = {name for name in seen if _may_be_name(name)}
    small = {name for name in seen if _may_be_small(name)}
    capitals = {name for name in may_be if name == name.upper()}
    repeated = {name for name in may_be if seen[name] > 1}
    speakers = may_be if len(may_be) > 1 and (capitals or repeated) else capitals | repeated
    if len(small) > 1 and any(seen[name] > 1 for name in small):
        speakers |= small
    for (at, one), (after, other) in pairwise(named):
        names = {_name(one), _name(other)}
        if len(names) > 1 and after == at + 1 and names <= may_be and _answers(one) and _answers(other):
            speakers |= names
    return Counter({name: seen[name] for name in seen if name in speakers})


def _answers(match: re.Match[str]) -> bool:
    return _ENDS.search(match["words"].strip()) is not None


def _may_be_name(name: str) -> bool:
    words = name.split()
    if len(words) > 4 or (is_caseless(name) and len(name) > _LONGEST_CASELESS) or _is_none(name):
        return False
    if len(words) < 4 and words[0][0].isupper() and is_role(name.upper()):
        return True
    return all(
        word[0].isupper() or word[0] == word[0].swapcase() or word in ("of", "the", "de", "von") for word in words
    )


def _may_be_small(name: str) -> bool:
    """Whether a name may be one that its writer does not care to write with a capital: `dog: woof`."""
    return name == name.lower() and not is_caseless(name) and len(name.split()) < 3 and not _is_none(name)


def _is_none(name: str) -> bool:
    first = name.split()[0].casefold()
    return name.casefold().rstrip(".") in _NO_NAMES or first in _NO_NAMES or _label(name) != "speech"
