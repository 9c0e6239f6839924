"""Reads plain text and Markdown: scripts in all but name, plays with `NAME: words`, and prose.

A text with scene headings is Fountain. In any other, headings of Markdown, `Scene 2` and rows of stars part scenes,
and what is neither said nor a heading is action.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bible.assemble import Part, assemble
from bible.brackets import without_brackets
from bible.columns import indent
from bible.cues import Cue, is_caseless
from bible.dialogue import SpeechBuilder, holds_more, read_speech
from bible.emphasis import plain
from bible.fountain import in_order, read_blocks, read_fountain, to_blocks
from bible.headings import is_heading, read_heading, western
from bible.pages import read_pages
from bible.paper import Ink, Row, read_paper
from bible.script import Action, Aside, Rows, Script, TitleEntry
from bible.speakers import Speakers, find_speakers
from bible.title_page import read_title_page, read_typed_title_page

_SPOKEN = re.compile(
    r"(?P<name>[^\W\d_][^:()\"“，。]{0,40}?)\s*(?P<manner>\([^()]{1,60}\))?\s*:(?![\\/])\s*(?P<words>.*)"
)
_NO_NAMES = {
    "note", "notes", "title", "scene", "act", "chapter", "setting", "place", "time", "characters", "cast", "warning",
    "todo", "synopsis", "author", "date", "copyright", "ps", "p.s", "stage direction", "at rise", "super", "ort",
    "zeit", "rollen", "personen", "lieu", "temps", "personnages", "lugar", "tiempo", "personajes", "luogo", "tempo",
    "personaggi", "место", "время", "地点", "地點", "时间", "時間", "人物", "场景", "場所",
}  # fmt: skip
_SCENE = re.compile(
    r"(?:(?:scene|szene|bild|scène|séquence|escena|secuencia|scena|cena|sahne|сцена|сцена №)\s+|"
    r"(?:场景|シーン|씬|s#)\s*|第)"
    r"(?P<number>\d+[a-z]?|[ivxl]+|[一二三四五六七八九十百]+)?(?:[场場幕]|\b)[\s.:：·—–-]*(?P<place>.*)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:setting|place|location)\s*:\s*(?P<place>.+)", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:chapter|act|part|prologue|epilogue)\b.{0,60}", re.IGNORECASE)
_BREAK = re.compile(r"(?:[*\-_~•⁂#]\s*){3,}|⁂")
_MARKDOWN = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.+?)\s*#*")
_LONGEST = 200
"""Letters looked at for a name before a colon."""
_HANGING = 2
"""Blanks by which a row of a speech may stand further left than its first."""
_LONGEST_CASELESS = 8
"""Signs of a name in a script without capitals."""
_WRAPPED = 50
"""Rows at least this long, but for the last, are one paragraph folded by an editor."""


def read_prose(text: str, name: str, encoding: str = "utf-8", *, markdown: bool = False) -> Script:
    """The script in a plain text or Markdown. It may have no scene; whoever needs one says so."""
    rows, asides = read_paper(text)
    title_page, used = _front_matter(rows) if markdown else ([], 0)
    if not title_page:
        title_page, used = read_title_page(rows, known=True)
    typed = not title_page
    if typed:
        title_page, used = read_typed_title_page(rows)
    printed = read_pages(rows[used:])
    blocks = printed.blocks if printed else list(to_blocks(rows[used:]))
    if printed or (typed and title_page):
        asides = sorted((*asides, *(printed.furniture if printed else ())), key=lambda aside: aside.rows.first)
        script = assemble(name, title_page, in_order(read_blocks(blocks), asides), encoding)
    else:
        script = read_fountain(text, name, encoding)
    headed = any(scene.heading.setting or scene.numbered for scene in script.scenes)
    if headed and sum(1 for _ in script.lines()) >= _names(blocks).total():
        return script
    reader = _Prose(blocks, title_page, markdown=markdown)
    parts = list(reader.parts())
    return assemble(name, reader.title_page, in_order(parts, asides), encoding)


def _front_matter(rows: Sequence[Row]) -> tuple[list[TitleEntry], int]:
    """The title page between two rows of `---` at the top of a Markdown text."""
    end = next((at for at, row in enumerate(rows[1:60], start=1) if row.text.strip() in ("---", "...")), 0)
    if not end or rows[0].text.strip() != "---":
        return [], 0
    entries = []
    for row in rows[1:end]:
        key, colon, value = row.text.partition(":")
        if colon and key.strip():
            values = (value.strip().strip("\"'"),) if value.strip() else ()
            entries.append(TitleEntry(key=key.strip(), values=values, rows=Rows(first=row.number, last=row.number)))
        elif row.text.strip() and entries:
            more = (*entries[-1].values, row.text.strip().lstrip("- "))
            entries[-1] = entries[-1].model_copy(update={"values": more})
        elif row.text.strip():
            return [], 0
    return entries, end + 1


class _Prose:
    """Reads blocks of rows."""

    def __init__(self, blocks: list[list[Row]], title_page: list[TitleEntry], *, markdown: bool) -> None:
        self.title_page = title_page
        self._blocks = blocks
        self._markdown = markdown
        self._speakers: Speakers = find_speakers(blocks)
        self._names = frozenset(_names(blocks))
        self._breaks = 1

    def parts(self) -> Iterator[Part]:
        """Everything in order."""
        for block in self._blocks:
            rows = [row for row in block if row.ink == Ink.WRITTEN]
            at = 0
            while at < len(rows):
                more, at = self._read(rows, at)
                yield from more

    def _read(self, rows: list[Row], at: int) -> tuple[list[Part], int]:
        row = rows[at]
        text = self._text(row)
        heading = self._heading(row, text)
        if isinstance(heading, TitleEntry):
            self.title_page = [heading, *self.title_page]
            return [], at + 1
        if heading is not None:
            self._breaks += _is_break(row)
            return [heading], at + 1
        if self._spoken(text):
            return self._speech(rows, at)
        if at + 1 < len(rows) and not text.startswith("!") and self._speakers.knows(text):
            speech = read_speech(rows, at, self._speakers)
            if speech is not None:
                return list(speech[0]), speech[1]
        end = at + 1
        while end < len(rows) and self._goes_on(rows[end]):
            end += 1
        return [self._action(rows[at:end])], end

    def _text(self, row: Row) -> str:
        raw = row.text.strip().expandtabs(4)
        if self._markdown:
            raw = re.sub(r"^(?:>\s*)+(?=\S)", "", raw)
        return plain(raw)

    def _heading(self, row: Row, text: str) -> Part | TitleEntry | None:
        """What a row that stands between paragraphs is; None for one of a paragraph."""
        here = Rows(first=row.number, last=row.number)
        raw = row.text.strip()
        if is_heading(text or plain(raw)):
            return read_heading(text or plain(raw), here)
        if _is_break(row):
            return read_heading(f"SCENE {self._breaks + 1}", here)
        marked = _MARKDOWN.fullmatch(raw) if self._markdown else None
        text = plain(marked["text"]) if marked else text or plain(raw)
        if marked and len(marked["marks"]) == 1 and not any(entry.key == "Title" for entry in self.title_page):
            return TitleEntry(key="Title", values=(text,), rows=here)
        scene = _SCENE.fullmatch(text) or _PLACE.fullmatch(text)
        if scene and len(text) <= 100 and (scene["place"] or scene.groupdict().get("number")):
            number = (scene.groupdict().get("number") or "").upper()
            return read_heading(text, here, number if number[:1].isdigit() else "")
        if marked and not _CHAPTER.fullmatch(text):
            return read_heading(text, here)
        if _CHAPTER.fullmatch(text) and (marked or text == text.upper()):
            return Aside(kind="section", text=text, level=1, rows=here)
        return None

    def _goes_on(self, row: Row) -> bool:
        return not self._spoken(self._text(row)) and self._heading(row, "") is None

    def _spoken(self, text: str) -> bool:
        match = _SPOKEN.match(western(text[:_LONGEST]))
        return match is not None and " ".join(match["name"].split()) in self._names

    def _speech(self, rows: list[Row], at: int) -> tuple[list[Part], int]:
        """`NAME (how): words`, with the rows after it that are no one else's."""
        text = self._text(rows[at])
        match = _SPOKEN.match(western(text))
        assert match is not None
        speech = SpeechBuilder(Cue(" ".join(text[: match.end("name")].split()).upper()), rows[at].number)
        if match["manner"]:
            speech.how(without_brackets(match["manner"]) or "", rows[at].number)
        _say(speech, text[match.start("words") :], rows[at].number)
        end = at + 1
        while end < len(rows) and self._goes_on(rows[end]) and indent(rows[end]) >= indent(rows[at]) - _HANGING:
            _say(speech, self._text(rows[end]), rows[end].number)
            end += 1
        line = speech.line()
        return ([line] if line else [self._action(rows[at:end])]), end

    def _action(self, rows: list[Row]) -> Action:
        texts = [self._text(row) if self._markdown else plain(row.text.rstrip().expandtabs(4)) for row in rows]
        if holds_more(texts[0], "!"):
            texts[0] = texts[0].removeprefix("!")
        folded = self._markdown or all(len(text) >= _WRAPPED for text in texts[:-1])
        text = " ".join(text.strip() for text in texts) if folded else "\n".join(texts)
        inside = without_brackets(text) or (text[1:-1] if text.startswith("[") and text.endswith("]") else "")
        return Action(text=inside.strip() or text, rows=Rows(first=rows[0].number, last=rows[-1].number))


def _is_break(row: Row) -> bool:
    """Whether a row is one of stars, or the like, that parts scenes."""
    return _BREAK.fullmatch(row.text.strip()) is not None


def _say(speech: SpeechBuilder, text: str, row: int) -> None:
    """Add words; brackets at their start say how."""
    text = text.strip()
    manner = re.match(r"\(([^()]{1,60})\)\s*", western(text))
    if manner:
        speech.how(text[1 : manner.end(1)], row)
        text = text[manner.end() :]
    speech.say(text, row)


def _names(blocks: Sequence[Sequence[Row]]) -> Counter[str]:
    """The names before colons that are speakers', each with how often it is seen: in capitals, or seen twice, or one of
    two that answer each other.
    """
    seen: Counter[str] = Counter()
    for block in blocks:
        for row in block:
            text = re.sub(r"^(?:>\s*)+", "", row.text.strip())
            match = _SPOKEN.match(western(plain(text[:_LONGEST])))
            if match and match["words"].strip():
                seen[" ".join(match["name"].split())] += 1
    names = {name for name in seen if _may_be_name(name)}
    capitals = {name for name in names if name == name.upper()}
    repeated = {name for name in names if seen[name] > 1}
    speakers = names if len(names) > 1 and (capitals or repeated) else capitals | repeated
    return Counter({name: seen[name] for name in seen if name in speakers})


def _may_be_name(name: str) -> bool:
    words = name.split()
    if len(words) > 4 or (is_caseless(name) and len(name) > _LONGEST_CASELESS):
        return False
    if name.casefold().rstrip(".") in _NO_NAMES or words[0].casefold() in _NO_NAMES:
        return False
    return all(
        word[0].isupper() or word[0] == word[0].swapcase() or word in ("of", "the", "de", "von") for word in words
    )
