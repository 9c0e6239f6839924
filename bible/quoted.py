"""Speech in a story: `"You'll drown," said Piet.` is heard from Piet, as far as the words say who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bible.described import described
from bible.first_names import sex_of_name
from bible.names import is_role
from bible.vocabulary import SMALL, TECHNICAL

_SAYS = (
    r"said|says|asked|asks|replied|replies|whispered|whispers|shouted|shouts|called|calls|cried|cries|answered|answers|"
    r"muttered|mutters|murmured|murmurs|added|adds|yelled|yells|sagte|sagt|fragte|fragt|rief|ruft|antwortete|flüsterte|"
    r"dit|demanda|demande|répondit|répond|cria|murmura|dijo|dice|preguntó|respondió|gritó|disse|chiese|rispose|gridò"
)
_WHO = r"(?P<who>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?: [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?|[Hh]e|[Ss]he|[Tt]he (?:[a-z]+ ){0,2}?[a-z]+)"
_QUOTE = re.compile(
    r"\"(?P<a>[^\"“”]{1,600})\"|“(?P<b>[^“”]{1,600})”|„(?P<c>[^„“”]{1,600})[“”]|«\s*(?P<d>[^«»]{1,600}?)\s*»"
)
_AFTER = re.compile(rf"\s*,?\s*(?:(?P<verb>{_SAYS})\s+{_WHO}|{_WHO.replace('who', 'whom')}\s+(?P<verb2>{_SAYS}))\b")
_BEFORE = re.compile(rf"{_WHO}\s+(?:{_SAYS})(?:\s+[^\".:,]{{1,40}})?\s*[,:]\s*$")
_MENTION = re.compile(r"\b(?:(?:[Aa]n?|[Tt]he) (?P<role>[a-z]+(?: [a-z]+){0,2})|(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+))\b")
_ENDS = re.compile(r"[.,!?…—–-]$")
_LONGEST = 4000
"""Letters of a paragraph that are looked at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: words that somebody says, or what is told beside them."""

    text: str
    speaker: str = ""
    """In capitals; empty for what is not said."""
    tag: bool = False
    """It only says who speaks."""


class Story:
    """Reads the paragraphs of a story in order, and remembers whom `she` means."""

    def __init__(self) -> None:
        self._latest: dict[str, str] = {}

    def new_scene(self) -> None:
        """Nobody has been named yet."""
        self._latest.clear()

    def pieces(self, text: str) -> Sequence[Piece]:
        """A paragraph in pieces; the whole of it as one where nobody is said to speak in it."""
        quotes = list(_QUOTE.finditer(text)) if len(text) <= _LONGEST else []
        found: list[Piece] = []
        at, last = 0, ""
        for quote in quotes:
            self._hear(text[at : quote.start()])
            after = _AFTER.match(text, quote.end())
            before = _BEFORE.search(text[max(at, quote.start() - 80) : quote.start()])
            who = (after["who"] or after["whom"]) if after else before["who"] if before else ""
            goes_on = last if _ENDS.search(quote[0][:-1].strip()) else ""
            speaker = self._meant(who) if who else goes_on
            if not speaker:
                continue
            self._name(speaker)
            found += _told(text[at : quote.start()])
            found.append(Piece(next(each for each in quote.groups() if each).strip(), speaker))
            at, last = quote.end(), speaker
        self._hear(text[at:])
        return [*found, *_told(text[at:])] if found else [Piece(text)]

    def _meant(self, who: str) -> str:
        """The speaker's name in capitals; empty where nobody can be told."""
        if who.lower() in ("he", "she"):
            return self._latest.get("woman" if who.lower() == "she" else "man", "")
        name = re.sub(r"^the ", "", who, flags=re.IGNORECASE).upper()
        named = who[0].isupper() and not who.lower().startswith("the ") and name not in SMALL | TECHNICAL
        return name if named or is_role(name) else ""

    def _hear(self, text: str) -> None:
        """Take note of everybody whom the words name."""
        for match in _MENTION.finditer(text):
            words = (match["role"] or "").upper().split()
            roles = (" ".join(words[:end]) for end in range(1, len(words) + 1))
            role = next((each for each in roles if is_role(each)), "")
            if role or (match["name"] and sex_of_name(match["name"])):
                self._name(role or match["name"].upper())

    def _name(self, name: str) -> None:
        sex = sex_of_name(name) or described("", name).sex
        if sex:
            self._latest[sex] = name


def _told(text: str) -> list[Piece]:
    """What stands beside speech; who speaks is told by the sound, if nothing else is said."""
    bare = text.strip().lstrip(",").strip()
    if not any(map(str.isalnum, bare)):
        return []
    tag = _AFTER.match(bare)
    if tag:
        rest = bare[tag.end() :].lstrip()
        if not rest or rest[0] in ".,;:":
            told = rest.lstrip(".,;: \n\t")
            return [Piece(bare[: tag.end()], tag=True), *([Piece(told)] if any(map(str.isalnum, told)) else [])]
    return [Piece(bare)]
