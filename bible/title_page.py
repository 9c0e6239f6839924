"""The title page: keys with their values, before the first blank row."""

from __future__ import annotations

import re

from bible.emphasis import plain
from bible.headings import is_heading, western
from bible.paper import Ink, Row
from bible.script import Rows, TitleEntry
from bible.transitions import is_transition

_KEY = re.compile(r"([^\s:][^:]{0,40}):(.*)")
_KNOWN = {
    "title", "credit", "author", "authors", "source", "notes", "note", "draft date", "date", "contact", "copyright",
    "revision", "draft", "version", "episode", "series", "format", "font", "language", "genre", "logline", "tl", "tc",
    "tr", "cc", "bl", "br", "header", "footer", "written by",
}  # fmt: skip


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
