"""Words in capitals inside action: the names, things and sounds a script points at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bible.vocabulary import SMALL

_WORD = re.compile(r"#?[^\W_]+(?:['’.\-&][^\W_]+)*")
_STOPS = re.compile(r"(?<=[.!?…])[\"”’')]*\s+(?=[^\s])|(?<=[。！？])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Jr|Sr|No|Capt|Col|Prof|Rev)|\b[A-Z])\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in capitals side by side: `NORA VEGA`, `ROPE`."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> list[str]:
        """Its words."""
        return self.text.split()


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, in order. `MR. SMITH` stays in one."""
    found: list[str] = []
    for piece in _STOPS.split(" ".join(text.split())):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += " " + piece
        elif piece:
            found.append(piece)
    return found


def capital_runs(sentence: str) -> list[Run]:
    """The runs of capitals in a sentence that is not all in capitals. Small words before a name are left out."""
    if sentence == sentence.upper() or sentence == sentence.lower():
        return []
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(sentence):
        joined = bool(runs) and _joins(sentence, runs[-1][-1], word)
        if _is_capital(sentence, word) or (joined and _is_number(word[0])):
            if joined:
                runs[-1].append(word)
            else:
                runs.append([word])
    return [run for words in runs if (run := _run(words)) is not None]


def _is_capital(sentence: str, word: re.Match[str]) -> bool:
    bare = re.sub(r"['’]s$", "", word[0])
    if bare != bare.upper() or bare == bare.lower():
        return False
    initial = word[0] != "I" and sentence[word.end() : word.end() + 1] == "."
    return len(bare) > 1 or initial or bare == "A"


def _joins(sentence: str, last: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word goes on with the run: after a blank, or after the full stop of `DR.`."""
    gap = sentence[last.end() : word.start()]
    if last[0].endswith(("'s", "’s")):
        return False
    return gap in (" ", " & ") or (gap == ". " and _ABBREVIATED.search(last[0] + ".") is not None)


def _is_number(word: str) -> bool:
    return word.lstrip("#").isdigit() and len(word) < 4


def _run(words: list[re.Match[str]]) -> Run | None:
    while words and words[0][0] in SMALL:
        words = words[1:]
    while words and words[-1][0] in SMALL:
        words = words[:-1]
    if not words or not any(letter.isalpha() for letter in words[0][0]) or words[0][0].startswith("#"):
        return None
    text = re.sub(r"['’][sS]$", "", " ".join(word[0] for word in words))
    return Run(text.replace("’", "'"), words[0].start(), words[-1].end()) if len(text) > 1 else None
