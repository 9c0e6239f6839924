"""Who speaks in a script, as far as the rows that may be cues tell: some need to be seen twice."""

from __future__ import annotations

from collections import Counter

from bible.cues import is_exclaimed, is_transition, may_be_cue, read_cue
from bible.emphasis import plain
from bible.headings import is_heading, western
from bible.paper import Ink, Row

_LONGEST_CASELESS = 12
_MARKS = '。！？.!?,，、;；…"“”「」『』—'


class Speakers:
    """The names that make a row a cue although the row alone does not say so."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def knows(self, text: str) -> bool:
        """Whether this row, with words under it, is a cue."""
        cue = read_cue(text)
        if cue is None:
            return False
        return cue.name in self._names or (may_be_cue(text) and not is_exclaimed(cue.name))


def find_speakers(blocks: list[list[Row]]) -> Speakers:
    """Read every block that may be a speech, once.

    A name in an alphabet without capitals, and one that ends as a sentence does, count when they head two blocks,
    or when the writer forced them once with `@`.
    """
    seen: Counter[str] = Counter()
    for block in blocks:
        if len(block) < 2 or block[1].ink != Ink.WRITTEN:
            continue
        text = plain(block[0].text.strip())
        forced = text[:1] in ("@", "＠")
        cue = read_cue(text[1:] if forced else text)
        if cue is None:
            continue
        if forced and (_is_caseless(cue.name) or is_exclaimed(cue.name)):
            seen[cue.name] += 2
        elif may_be_cue(text) or _may_be_caseless(text, cue.name):
            seen[cue.name] += 1
    doubtful = (name for name, times in seen.items() if times > 1 and (_is_caseless(name) or is_exclaimed(name)))
    return Speakers(frozenset(doubtful))


def _is_caseless(name: str) -> bool:
    return name.upper() == name.lower() and any(letter.isalpha() for letter in name)


def _may_be_caseless(text: str, name: str) -> bool:
    if not _is_caseless(name) or len(name) > _LONGEST_CASELESS or len(name.split()) > 3:
        return False
    return not is_heading(text) and not is_transition(text) and not any(mark in western(name) for mark in _MARKS)
