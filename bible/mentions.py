"""Who is named in action, by any of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from bible.names import bare_words, is_role
from bible.roles_abroad import is_meant_by
from bible.vocabulary import PERSONS, TITLES

_WORD = re.compile(r"#?[^\W_]+(?:['’.\-][^\W_]+)*")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff・]+")
_ONLY_SHOWN = re.compile(
    r"\b(?:photo|photograph|picture|portrait|letter|statue|drawing|painting|poster|thoughts?|memory|name|grave|message|text|"
    r"e-?mail|note|postcard|telegram|voicemail|call|word|gift|present) (?:of|from) $"
    r"|\b(?:phone|mobile|cell|screen|display|caller id|nameplate|name tag|badge)\b[^.!?:\"“]{0,40}: [\"“]?$",
    re.IGNORECASE,
)


class Names:
    """Finds names in a text, each with whom it means."""

    def __init__(self, owners: Mapping[str, str], only_capitals: Collection[str] = ()) -> None:
        """`owners` gives for each name, in capitals, whose it is; `only_capitals` are names only as they stand."""
        self._owners = dict(owners)
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(owners, key=lambda name: (-len(name.split()), name)):
            words = tuple(_bare(word) for word in name.split())
            self._by_first[words[0]].append(words)
        self._names = {tuple(_bare(word) for word in name.split()): name for name in owners}
        self._only_capitals = frozenset(only_capitals)
        self._roles = {name for name in owners if is_role(name)}
        # Chinese and Japanese put no blanks round a name; one sign alone stands in too many words.
        signs = sorted((name for name in owners if len(name) > 1 and _SIGNS.fullmatch(name)), key=len, reverse=True)
        self._in_signs = re.compile("|".join(map(re.escape, signs)) or r"(?!)")

    def found_in(self, text: str) -> list[tuple[int, str]]:
        """Where somebody is named, and who, each person once, in order."""
        words = list(_WORD.finditer(text))
        seen: dict[str, int] = {}
        index = 0
        while index < len(words):
            name, length = self._at(words, index, text)
            if name:
                seen.setdefault(self._owners[name], words[index].start())
            index += length or 1
        for match in self._in_signs.finditer(text):
            owner = self._owners[match[0]]
            seen[owner] = min(match.start(), seen.get(owner, match.start()))
        return sorted(((at, owner) for owner, at in seen.items()), key=lambda each: each[0])

    def _at(self, words: list[re.Match[str]], index: int, text: str) -> tuple[str, int]:
        for candidate in self._by_first.get(_bare(words[index][0]), ()):
            length = len(candidate)
            here = words[index : index + length]
            if len(here) == length and all(
                _bare(word[0]) == wanted for word, wanted in zip(here, candidate, strict=True)
            ):
                name = self._names[candidate]
                if self._is_meant(name, text, here):
                    return name, length
        return "", 0

    def _is_meant(self, name: str, text: str, here: list[re.Match[str]]) -> bool:
        before = text[: here[0].start()]
        if is_only_shown(before):
            return False
        if name in self._only_capitals:
            return all(word[0] == word[0].upper() for word in here)
        letters = here[0][0][:1]
        if letters.isupper() or letters.upper() == letters.lower():
            return True
        if name not in self._roles:
            return False
        return before[-4:].lower() == "the " or (_is_abroad(name) and is_meant_by(before, name))


def _is_abroad(name: str) -> bool:
    return not any(word in PERSONS for word in name.split())


def is_only_shown(before: str) -> bool:
    """Whether a name behind these words is that of somebody who is not there: `A text message from`."""
    return _ONLY_SHOWN.search(before[-80:]) is not None


def _bare(word: str) -> str:
    word = word.upper().replace("’", "'")
    return word.removesuffix("'S").rstrip(".")


def first_names(names: Iterable[str]) -> Mapping[str, str]:
    """The first words of full names that no two people share, each with its full name. Titles are no names."""
    return _parts_of(names, 0)


def last_names(names: Iterable[str]) -> Mapping[str, str]:
    """The last words of full names that no two people share, each with its full name."""
    return _parts_of(names, -1)


def _parts_of(names: Iterable[str], at: int) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    fulls: dict[str, str] = {}
    for name in names:
        words = bare_words(name)
        longer = len(words) > 1 or 0 < len(words) < len(name.split())  # `Harold` is KING HAROLD
        if longer and not (is_role(name) and name.split()[0] not in TITLES):
            part = words[at]
            if part.isalpha() and len(part) > 2:
                fulls.setdefault(part, name)
                owners[part].add(" ".join(words) if len(words) > 1 else name)
    return {part: name for part, name in fulls.items() if len(owners[part]) == 1}
