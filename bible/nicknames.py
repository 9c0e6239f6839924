"""Sentences that give one person two names: `ROBERT "BOBBY" LEE`, `known as SLIM`, `A WOMAN ... This is ANNA.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bible.capitals import capital_runs, sentences
from bible.vocabulary import TECHNICAL

_WORD = r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ'’\-]*\.?"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_OPEN, _CLOSE = "[\"“”'‘(]", "[\"”“'’)]"
_BETWEEN = re.compile(
    rf"(?P<first>{_WORD}(?: {_WORD}){{0,2}}) {_OPEN}(?P<nick>{_NAME}){_CLOSE} (?P<last>{_WORD}(?: {_WORD})?)(?![a-z])"
)
_BRACKETS = re.compile(rf"(?P<full>{_NAME}) \([\"“'‘]?(?P<nick>{_NAME})[\"”'’]?\)")
_CALLED = re.compile(
    rf"(?P<full>{_NAME})(?:,? \(?|, who is |, whom? )(?:also |better |otherwise )?"
    r"(?:known (?:\w+ ){0,3}as|aka|a\.k\.a\.?|AKA|A\.K\.A\.?|nicknamed|called|goes by|"
    r"(?:everyone|everybody|they|his friends|her friends) calls? (?:him|her|them))"
    rf" (?:the )?[\"“'‘]?(?P<nick>{_NAME})(?![a-z])"
)
_NAMED = re.compile(
    r"(?:^|[.!?…] |[;:—–-] )(?:This is|Meet|(?:Her|His|Their) name is|Her name's|His name's|"
    r"We(?:'ll| will) (?:come to )?know (?:her|him|them) as|(?:He|She) is|(?:He|She)'s)"
    rf" (?P<name>{_NAME})(?![a-z])"
)


def nicknames_in(text: str) -> Iterator[tuple[str, str, str]]:
    """Full names with the nickname a paragraph gives them, and why: the words that do."""
    plain = " ".join(text.replace("’", "'").split())
    for match in _BETWEEN.finditer(plain):
        yield f"{match['first']} {match['last']}", match["nick"], f"written {match[0]}"
    for pattern in (_BRACKETS, _CALLED):
        for match in pattern.finditer(plain):
            if not any(word in TECHNICAL for word in match["nick"].split()):
                yield match["full"].rstrip("."), match["nick"].rstrip("."), f"written {match[0]}"


def named_later(text: str) -> Iterator[tuple[str, str]]:
    """Whom a paragraph shows nameless and then names: the word it showed them by, and the name."""
    plain = " ".join(text.replace("’", "'").split())
    for match in _NAMED.finditer(plain):
        before = [run.text for sentence in sentences(plain[: match.start() + 1]) for run in capital_runs(sentence)]
        if len(before) == 1:
            yield before[0], match["name"].rstrip(".")
