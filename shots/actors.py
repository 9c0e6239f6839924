"""Who acts in a sentence of action: those it names, and those its pronouns mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bible.entries import Bible, Character
from bible.mentions import is_only_shown
from bible.names import is_role

_PLAIN_WORDS = {
    "art", "bay", "bill", "bob", "chance", "chase", "clay", "cliff", "dawn", "dean", "drew", "faith", "frank", "glen",
    "grace", "grant", "guy", "hope", "hunter", "ivy", "jack", "joy", "june", "lance", "lily", "mark", "mason", "may",
    "miles", "nick", "olive", "page", "pat", "penny", "ray", "rich", "rob", "rose", "ruby", "sky", "stone", "sue",
    "summer", "violet", "ward", "wade", "will",
}  # fmt: skip
"""Names that are also words: they count only when capitals say so."""
_NOT_A_NAME = {
    "old", "young", "man", "woman", "boy", "girl", "the", "first", "second", "third", "mr", "mrs", "ms", "miss", "dr",
    "doctor", "officer", "captain", "sergeant", "lady", "little", "big", "voice", "and", "von", "van", "del", "los",
}  # fmt: skip
_BEFORE_DETAILS = re.compile(r"\s(?:in|of|with|from|on|at|by)\s", re.I)
_CHANGES = {"г": "[гз]", "к": "[кцч]", "х": "[хсш]"}
"""Consonants that change before some endings: Ольга, Ользі."""
_WHO = {
    "he": "man", "him": "man", "his": "man", "himself": "man", "she": "woman", "her": "woman", "hers": "woman",
    "herself": "woman",
}  # fmt: skip
_ALL = re.compile(
    r"\b(they|both(?! (?:of )?(?:(?:the|his|her|their|its) )?(?!always\b)\w+s\b)|everyone|everybody|"
    r"each other|one another|(?<!self )(?<!it )together|the (?:two|three|four|pair) of them)\b",
    re.I,
)
"""Not `both rounds`, and not who pulls himself together."""
_PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.I)


_OWN = re.compile(
    r"\W*(?:his|her) (?:[\w'’-]+ ){0,2}?(?:hands?|fists?|fingers?|knuckles|thumbs?|arms?|eyes?|eyebrows?|gaze|face|"
    r"cheeks?|lips?|mouth|jaw|chin|brow|tears?|smile|grin|voice|breath(?:ing)?|head|hair|heart|shoulders?|back|body|chest|"
    r"knees?|legs?|feet|foot|nose|ears?)\b",
    re.I,
)
"""`Her hands shake` is about her; `His old coat still hangs there` is not about him."""
_SOMEBODY_ELSE = re.compile(
    r"(?<!behind )(?<!around )(?<!beside )(?<!before )(?<!about )(?<!over )(?<!under )(?<!above )(?<!near )(?<!of )"
    r"(?<!with )\bher(?=\s*(?:$|[.,;:!?—–])|\s+(?:at|to|for|with|in|on|from|by|across|over|into|as|and|then|while|away|"
    r"up|down|back|off|out|through|again|there|like|but)\b)",
    re.I,
)
"""`She looks at her.` is about two women; `She shuts the door behind her.` is not."""
_NOT_HUMAN = re.compile(
    r"\b(?:robot|android|droid|drone|machine|computer|spaceship|creature|monster|dragon|alien|animal|dog|puppy|cat|kitten|horse|"
    r"pony|bear|fox|wolf|bird|owl|crow|parrot|rabbit|mouse|rat|pig|goat|donkey|monkey|lion|tiger|elephant)\b",
    re.I,
)
"""Those of whom one says `it`."""
_SOMEBODY = re.compile(
    r"\W*(?:he|she|they|both|each|all|everyone|everybody|nobody|no one|none|neither|somebody|someone|people)\b", re.I
)


class Cast:
    """The people of a scene, as sentences mean them. Remembers who was spoken of last, so read them in order."""

    def __init__(self, bible: Bible, tokens: Iterable[str]) -> None:
        """`tokens` are those who can be seen in the scene, in the order in which they appear."""
        self._people = tuple(bible.character(token) for token in tokens)
        self._sex = {each.token: each.look.sex for each in self._people}
        self._its = {each.token for each in self._people if _NOT_HUMAN.search(f"{each.name} {each.description}")}
        parts = Counter(part for each in self._people for part in {*each.name.casefold().split()})
        self._names = tuple((each.token, _name_of(each, parts)) for each in self._people)
        self._latest: list[str] = []

    @property
    def tokens(self) -> tuple[str, ...]:
        """Everyone, in the order in which they appear."""
        return tuple(each.token for each in self._people)

    def mention(self, token: str) -> None:
        """Somebody is seen or heard; the next pronoun may mean them."""
        if token in self._sex:
            self._latest = [*(each for each in self._latest if each != token), token]

    def named(self, text: str) -> tuple[str, ...]:
        """Those whom a text names as there, first named first: not who sent the letter."""
        found = []
        for token, name in self._names:
            at = (match.start() for match in name.finditer(text))
            there = next((start for start in at if not is_only_shown(text[max(0, start - 80) : start])), None)
            found += [(there, token)] if there is not None else []
        return tuple(token for _, token in sorted(found))

    def is_about(self, sentence: str) -> bool:
        """Whether a sentence tells of people at all: it names somebody, or begins with whom it means."""
        return bool(self.named(sentence) or _SOMEBODY.match(sentence) or _OWN.match(sentence))

    def actors(self, sentence: str, present: Iterable[str]) -> tuple[str, ...]:
        """Who acts in a sentence, the one it is about first; nobody when it is about the place.

        `present` are those on stage, whom `they` and `both` mean.
        """
        found = list(self.named(sentence))
        first = re.match(r"\W*(\w+)", sentence)
        begins = first[1] if first else ""
        owned = begins.lower() in ("his", "her") and not _OWN.match(sentence)
        leader = self._meant(begins, ()) if begins.lower() in _WHO and not owned else None
        if begins.lower() in ("it", "its") and self._latest and self._latest[-1] in self._its:
            leader = self._latest[-1]
        if leader is not None:
            found = [leader, *(each for each in found if each != leader)]
        for match in _PRONOUN.finditer(sentence, first.end() if first and owned else 0):
            # `her` in a sentence about a woman is mostly her own; `him` is never the one it is about.
            else_meant = match[1].lower() == "him" or _SOMEBODY_ELSE.match(sentence, match.start())
            if found and self._sex[found[0]] == _WHO[match[1].lower()] and not else_meant:
                continue
            other = self._meant(match[1], found)
            if other is not None:
                found.append(other)
        if _ALL.search(sentence):
            found += [each for each in present if each not in found and each in self._sex]
        for token in reversed(found):
            self.mention(token)
        return tuple(found)

    def _meant(self, pronoun: str, apart_from: Iterable[str]) -> str | None:
        sex, excepted = _WHO[pronoun.lower()], set(apart_from)
        return next((each for each in reversed(self._latest) if self._sex[each] == sex and each not in excepted), None)


def _name_of(character: Character, parts: Counter[str]) -> re.Pattern[str]:
    """What names a character in action: a whole name in any case, or a part of the name that nobody else shares."""
    # WOMAN, who turned out to be ANNA, is a name only where the script writes it in capitals: other women are not her.
    callings = [alias for alias in character.aliases if is_role(alias) and not is_role(character.name)]
    others = (alias for alias in character.aliases if alias not in callings)
    names = [" ".join(name.split()) for name in (character.name, *others) if name.strip()]
    if not names or names[0].upper() == names[0].lower():
        return re.compile("|".join(map(re.escape, names)) or r"(?!)")
    # The WOMAN IN THE CROWD is not meant by every crowd.
    split = _BEFORE_DETAILS.split(names[0])[0].split() if len(names[0].split()) > 1 else []
    own = [part for part in split if len(part) > 2 and parts[part.casefold()] == 1]
    forms = [_in_capitals(part) for part in own if part.casefold() not in _NOT_A_NAME]
    forms = [*map(_either_case, sorted(names, key=len, reverse=True)), *map(re.escape, callings), *forms]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _either_case(name: str) -> str:
    if name.casefold() in _PLAIN_WORDS:
        return _in_capitals(name)
    if re.fullmatch(r"[\u0400-\u04ff]{4,}", name):
        # Slavic names are declined: Ольга, Ользі; Данило, Данила.
        stem = re.escape(name[:-2]) + _CHANGES.get(name[-2].lower(), name[-2])
        return rf"(?i:{stem})\w{{0,3}}"
    return rf"(?i:{re.escape(name)})"


def _in_capitals(part: str) -> str:
    return rf"(?:{re.escape(part.upper())}|{re.escape(part.capitalize())})"
