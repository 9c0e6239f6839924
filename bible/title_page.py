"""The title page: keys with their values, before the first blank row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bible.emphasis import plain
from bible.headings import is_heading, western
from bible.paper import Ink, Row
from bible.script import TITLE_KEYS, Rows, TitleEntry
from bible.transitions import is_transition

_KEY = re.compile(r"([^\s:][^:]{0,40}):(.*)")
_KNOWN = {
    "title", "credit", "author", "authors", "source", "notes", "note", "draft date", "date", "contact", "copyright",
    "revision", "draft", "version", "episode", "series", "format", "font", "language", "genre", "logline", "tl", "tc",
    "tr", "cc", "bl", "br", "header", "footer", "written by",
    *TITLE_KEYS, "作者", "编剧", "脚本", "作",
}  # fmt: skip
_CREDIT = re.compile(
    r"(?:by|von|par|di|por)|(?:(?:an? )?(?:original )?(?:screen ?play|script|teleplay|story|written|adapted|drehbuch|"
    r"scénario|guion|guión|sceneggiatura|roteiro|escrito|écrit)\b(?: \S+){0,4}? )"
    r"(?:by|von|par|de|di|por)(?::? .{1,40})?:?"
)
_SENTENCE = re.compile(r"[a-z]{3}[.!?]$")
"""How action ends, and hardly any row of a title page."""
_WIDEST = 55
_HIGHEST = 8
"""Rows above the credit."""


def read_title_page(rows: list[Row], *, known: bool = False) -> tuple[list[TitleEntry], int]:
    """The title page, and how many rows it takes; none when the script starts at once.

    With `known` only a key everybody uses begins one.
    """
    start = next(
        (index for index, row in enumerate(rows) if row.ink not in (Ink.BLANK, Ink.PAUSE, Ink.LIFTED)), len(rows)
    )
    page: list[Row] = []
    end = start
    while end < len(rows) and rows[end].ink in (Ink.WRITTEN, Ink.LIFTED):
        text = rows[end].text
        if rows[end].ink == Ink.WRITTEN:
            if not _is_indented(text) and (is_heading(text.strip()) or is_transition(text.strip())):
                break
            page.append(rows[end])
        end += 1
    if not page or not _is_title_page(page, known):
        return [], 0
    entries: list[TitleEntry] = []
    for row in page:
        key = None if _is_indented(row.text) else _KEY.fullmatch(western(row.text.rstrip()))
        if key:
            text = row.text.rstrip()
            value = plain(text[key.start(2) :].strip())
            entries.append(_entry(text[: key.end(1)].strip(), (value,) if value else (), row.number, row.number))
        else:
            last = entries[-1]
            entries[-1] = _entry(last.key, (*last.values, plain(row.text.strip())), last.rows.first, row.number)
    return entries, end


def read_typed_title_page(rows: Sequence[Row]) -> tuple[list[TitleEntry], int]:
    """A title page without keys, as printed scripts have it, and how many rows it takes: found by its credit.

    It ends before rows that are action, a heading or a transition.
    """
    page: list[tuple[str, Rows]] = []
    credited, end, at = False, 0, 0
    while at < len(rows):
        block = list(itertools.takewhile(lambda row: row.ink in (Ink.WRITTEN, Ink.LIFTED), rows[at:]))
        texts = [(plain(" ".join(row.text.split())), row.number) for row in block if row.ink == Ink.WRITTEN]
        said = any(_CREDIT.fullmatch(text.casefold()) for text, _ in texts)
        if any(map(_no_title, (text for text, _ in texts))) or (not (credited or said) and len(page) > _HIGHEST):
            break
        credited = credited or (said and (len(page) > 0 or not _CREDIT.fullmatch(texts[0][0].casefold())))
        page += [(text, Rows(first=number, last=number)) for text, number in texts if any(map(str.isalnum, text))]
        at += len(block) or 1
        end = at
    return (by_credit(page), end) if credited else ([], 0)


def _no_title(text: str) -> bool:
    """Whether a row cannot stand on a title page: action, or the first row of the script itself."""
    return len(text) > _WIDEST or is_heading(text) or is_transition(text) or _SENTENCE.search(text) is not None


def by_credit(page: Sequence[tuple[str, Rows]]) -> list[TitleEntry]:
    """Title, credit, author and the rest, by the order in which title pages have them."""
    at = next((at for at, (text, _) in enumerate(page) if _CREDIT.fullmatch(text.casefold())), None)
    parts = [("Title", page[:1]), ("Contact", page[1:])]
    if at is not None:
        named = re.search(r"\bby:? (?=\S)", page[at][0])
        until = at + 1 if named else at + 2
        parts = [("Title", page[:at]), ("Credit", page[at : at + 1]), ("Author", page[at + 1 : until])]
        parts.append(("Contact", page[until:]))
        if named:
            text, row = page[at]
            parts[1:3] = [("Credit", [(text[: named.end()].strip(), row)]), ("Author", [(text[named.end() :], row)])]
    return [
        TitleEntry(
            key=key, values=tuple(text for text, _ in rows), rows=Rows(first=rows[0][1].first, last=rows[-1][1].last)
        )
        for key, rows in parts
        if rows
    ]


def _entry(key: str, values: tuple[str, ...], first: int, last: int) -> TitleEntry:
    return TitleEntry(key=key, values=values, rows=Rows(first=first, last=last))


def _is_indented(text: str) -> bool:
    return text.startswith(("   ", "\t"))


def _is_title_page(page: list[Row], known: bool) -> bool:
    """A known key begins one; any other only where no row could be anything but a key or its values."""
    first = _KEY.fullmatch(western(page[0].text.rstrip()))
    if first is None or _is_indented(page[0].text):
        return False
    key = first[1].strip()
    if key.casefold() in _KNOWN:
        return True
    if known or (key == key.upper() and key != key.lower()) or len(key.split()) > 3 or not key[0].isalpha():
        return False
    keys = [_is_indented(row.text) or _KEY.fullmatch(western(row.text.rstrip())) is not None for row in page]
    return all(keys) and len(page) > 1
