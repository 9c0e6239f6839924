"""Words in capitals inside action: the names, things and sounds a script points at."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"#?[^\W_]+(?:['’.\-][^\W_]+)*")
_STOPS = re.compile(r"(?<=[.!?…])[\"”’')]*\s+(?=[^\s])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Jr|Sr|No|Capt|Col|Prof)|\b[A-Z])\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in capitals side by side: `NORA VEGA`, `ROPE`."""

    text: str
    start: int
    end: int


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
    """The runs of capitals in a sentence that is not all in capitals. Articles before a name are left out."""
    if sentence == sentence.upper():
        return []
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(sentence):
        bare = re.sub(r"['’]s$", "", word[0])
        capital = bare == bare.upper() and bare != bare.lower() and (len(bare) > 1 or _is_initial(sentence, word))
        numbered = (
            word[0].lstrip("#").isdigit() and bool(runs) and runs[-1][-1].end() == word.start() - 1 and len(word[0]) < 4
        )
        if not capital and not numbered:
            continue
        gap = sentence[runs[-1][-1].end() : word.start()] if runs else "x"
        closed = bool(runs) and runs[-1][-1][0].endswith(("'s", "’s"))
        if gap.strip(". ") or "  " in gap or (gap.startswith(".") and not _is_short(runs[-1][-1][0])) or closed:
            runs.append([word])
        else:
            runs[-1].append(word)
    found = [_run(words) for words in runs]
    return [run for run in found if run is not None]


def _run(words: list[re.Match[str]]) -> Run | None:
    while words and words[0][0] in ("A", "AN", "THE"):
        words = words[1:]
    if not words or not any(letter.isalpha() for letter in words[0][0]) or words[0][0].startswith("#"):
        return None
    text = " ".join(word[0] for word in words)
    text = re.sub(r"['’][sS]$", "", text)
    return Run(text, words[0].start(), words[-1].end())


def _is_initial(sentence: str, word: re.Match[str]) -> bool:
    return len(word[0]) == 1 and word[0] != "I" and sentence[word.end() : word.end() + 1] == "."


def _is_short(word: str) -> bool:
    return len(word) <= 3
