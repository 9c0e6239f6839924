"""The front page of a script in plain text: title, credits and list of characters, before anything is seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bible.emphasis import plain
from bible.headings import is_heading
from bible.paper import Ink, Row
from bible.script import TITLE_KEYS, Aside, Rows, TitleEntry
from bible.transitions import is_transition
from bible.vocabulary import SMALL, TECHNICAL

_LONGEST = 60
_SENTENCE = re.compile(r"[.!?…:;,]['\"”’»]*$")
_KIND = re.compile(
    r"(?:an?|the|eine?|une?|un|una|uma?)\s.{0,30}\b(?:play|film|movie|treatment|script|screenplay|story|comedy|drama|comic|"
    r"musical|outline|sketch|tale|stück|hörspiel|kurzfilm|pièce|court.métrage|cortometraje|cortometraggio|obra|curta)\b.{0,40}",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:written |screenplay |story |words )?(?:by|von|par|por|di)\s+(?P<who>\S.{1,40})", re.IGNORECASE)
_CAST = re.compile(
    r"(?:(?:list of )?characters?|cast(?: of characters)?|dramatis personae|personen|rollen|figuren|personnages|"
    r"personajes|personaggi|personagens|действующие лица|персонажи|人物|登場人物|登场人物|人物表)\s*[:：]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[《『「](?P<title>[^》』」]{1,40})[》』」]")
_CHAPTER = re.compile(
    r"(?:chapter|act|part|prologue|epilogue|kapitel|akt|teil|prolog|epilog|chapitre|acte|partie|acto|parte|atto|ato|"
    r"глава|действие|часть)\b.{0,60}",
    re.IGNORECASE,
)
_MOST = 6
"""Blocks of a front page."""


class FrontPage:
    """What a script says of itself before it begins."""

    def __init__(self, blocks: Sequence[Sequence[Row]], begins: Callable[[Row], bool], *, markdown: bool) -> None:
        """`begins` knows the rows with which the script itself may begin."""
        self._markdown = markdown
        self.entries: list[TitleEntry] = []
        self.notes: list[Aside] = []
        """The list of characters: whom the actors play, nothing to see."""
        self.used = 0
        """Blocks that it takes."""
        self._read([[row for row in block if row.ink == Ink.WRITTEN] for block in blocks[:_MOST]], begins)

    def _read(self, blocks: Sequence[Sequence[Row]], begins: Callable[[Row], bool]) -> None:
        at = 0
        marked = self._marked(blocks[0]) if blocks else ""
        if marked:
            self.entries.append(_entry("Title", marked, blocks[0][0]))
            at = 1
        while at < len(blocks) and blocks[at] and not begins(blocks[at][0]):
            block = blocks[at]
            first = plain(block[0].text.strip())
            if at == 0 and len(block) == 2 and is_title(first) and _KIND.fullmatch(block[1].text.strip().rstrip(".")):
                self.entries += [_entry("Title", first, block[0]), _entry("Notes", block[1].text.strip(), block[1])]
            elif at == 0 and len(block) == 1 and len(blocks) > 1 and is_title(first):
                quoted = _QUOTED.fullmatch(first)
                key, colon, named = first.partition(":")
                keyed = colon and key.lower() in TITLE_KEYS and named.strip()
                title = quoted["title"] if quoted else named.strip() if keyed else first
                self.entries.append(_entry(key if keyed else "Title", title, block[0]))
            elif at and len(block) == 1 and len(first) <= 2 * _LONGEST and _KIND.fullmatch(first.rstrip(".")):
                self.entries.append(_entry("Notes", first, block[0]))
            elif at and len(block) == 1 and _BY.fullmatch(first) and not first.endswith("."):
                self.entries += _credits(first, block[0])
            elif _CAST.fullmatch(first):
                rows = list(block)
                if len(rows) == 1 and at + 1 < len(blocks) and not begins(blocks[at + 1][0]):
                    at += 1
                    rows += blocks[at]
                self.notes.append(_note(rows))
            else:
                break
            at += 1
        self.used = at

    def _marked(self, block: Sequence[Row]) -> str:
        """The title that a Markdown text begins with."""
        match = re.fullmatch(r"#\s+(?P<text>\S.*?)\s*#*", block[0].text.strip()) if self._markdown and block else None
        text = plain(match["text"]) if match and len(block) == 1 else ""
        return "" if is_heading(text) or is_chapter(text) else text


def is_chapter(text: str) -> bool:
    """Whether a row begins an act or a chapter: `ACT TWO`, `Kapitel 3: Der Fluss`."""
    return _CHAPTER.fullmatch(text) is not None


def is_title(text: str) -> bool:
    """Whether a row alone above a script is its title: capitals, or capitals but for small words, and no sentence."""
    if len(text) > _LONGEST or is_heading(text) or is_transition(text) or is_chapter(text) or _BY.fullmatch(text):
        return False
    if _QUOTED.fullmatch(text):
        return True
    words = re.findall(r"[^\W\d_][^\s]*", text)
    if (
        not words
        or _SENTENCE.search(text)
        or any(word.strip("*") in TECHNICAL for word in words)
        or text[0] in "#([-–—*"
    ):
        return False
    if text == text.upper():
        return text != text.lower()
    return (
        len(words) < 9 and all(word[0].isupper() or word.upper() in SMALL for word in words) and words[0][0].isupper()
    )


def _entry(key: str, value: str, row: Row) -> TitleEntry:
    return TitleEntry(key=key, values=(value,), rows=Rows(first=row.number, last=row.number))


def _credits(text: str, row: Row) -> list[TitleEntry]:
    """`by Ines Vahl` as the credit and who has it."""
    match = _BY.fullmatch(text)
    start = match.start("who") if match else 0
    return [_entry("Credit", text[:start].strip(), row), _entry("Author", text[start:], row)]


def _note(rows: Sequence[Row]) -> Aside:
    text = "\n".join(" ".join(row.text.split()) for row in rows)
    return Aside(kind="note", text=text, rows=Rows(first=rows[0].number, last=rows[-1].number))
