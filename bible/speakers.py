"""Who speaks in a script, as far as rows tell that may be cues: some names need to be seen twice."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from bible.cues import is_caseless, is_exclaimed, may_be_cue, read_cue
from bible.emphasis import plain
from bible.headings import is_heading, western
from bible.paper import Ink, Row
from bible.transitions import is_transition

FORCED = ("@", "＠")
"""Marks that make a row a cue."""

_LONGEST_CASELESS = 12
_NAMES, _ROWS, _LETTERS = 100, 4000, 100_000
"""How many names are looked for, and how much is looked through."""
_MARKS = '。！？.!?,，、;；…"“”「」『』—'


class Speakers:
    """What a script as a whole tells of its cues."""

    def __init__(self, doubtful: frozenset[str] = frozenset(), sure: frozenset[str] = frozenset()) -> None:
        self._doubtful = doubtful
        self._sure = sure

    def knows(self, text: str) -> bool:
        """Whether this row, with words under it, is a cue."""
        cue = read_cue(text)
        if cue is None:
            return False
        return cue.name in self._doubtful or (may_be_cue(text) and not is_exclaimed(cue.name))

    def names(self, text: str) -> bool:
        """Whether this row is a cue of someone who surely speaks elsewhere."""
        cue = read_cue(text)
        return cue is not None and cue.name in self._sure and may_be_cue(text)


def find_speakers(blocks: list[list[Row]]) -> Speakers:
    """Look at every block that may be a speech, once.

    A name in letters without capitals, and one that ends as a sentence does, count when they head two blocks, or
    when the writer forced them once with `@`.
    """
    seen: Counter[str] = Counter()
    for block in blocks:
        if len(block) < 2 or block[1].ink != Ink.WRITTEN:
            continue
        text = plain(block[0].text.strip())
        forced = text.startswith(FORCED)
        cue = read_cue(text[1:] if forced else text)
        if cue is None:
            continue
        if forced and (is_caseless(cue.name) or is_exclaimed(cue.name)):
            seen[cue.name] += 2
        elif may_be_cue(text) or _may_be_caseless(text, cue.name):
            seen[cue.name] += 1
    shown = _shown(blocks, [name for name, times in seen.items() if times == 1 and is_caseless(name) and len(name) > 1])
    seen.update(shown)
    doubtful = {name for name, times in seen.items() if times > 1 and (is_caseless(name) or is_exclaimed(name))}
    return Speakers(frozenset(doubtful), frozenset(seen))


def _shown(blocks: list[list[Row]], names: list[str]) -> list[str]:
    """Those of some names that other rows tell of: 경찰, where action says 경찰이 차를 세운다."""
    if not names:
        return []
    rows = (row.text.strip() for block in blocks for row in block if row.ink == Ink.WRITTEN)
    told = "\n".join(itertools.islice((text for text in rows if text), _ROWS))[:_LETTERS]
    return [
        name for name in names[:_NAMES] if re.search(rf"(?:^|[^\n]){re.escape(name)}[^\n]|[^\n]{re.escape(name)}", told)
    ]


def _may_be_caseless(text: str, name: str) -> bool:
    if not is_caseless(name) or len(name) > _LONGEST_CASELESS or len(name.split()) > 3:
        return False
    if not any(letter.isalpha() for letter in name) or is_heading(text) or is_transition(text):
        return False
    return not any(mark in western(name) for mark in _MARKS)
