"""Reads plain text and Markdown: scripts in all but name, plays with `NAME: words`, and prose.

A text with scene headings is Fountain. In any other, headings of Markdown, `Scene 2`, rows that say where and when
and rows of stars part scenes, and what is neither said nor a heading is action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bible.assemble import Part, assemble
from bible.bare_headings import BareHeading, begins_anew, find_bare_headings, numbered
from bible.brackets import without_brackets
from bible.columns import indent
from bible.cues import Cue
from bible.dialogue import SpeechBuilder, holds_more, read_speech
from bible.emphasis import plain, protected
from bible.fountain import in_order, read_blocks, read_fountain, to_blocks
from bible.front_page import FrontPage, is_chapter
from bible.headings import NumberedHeading, is_heading, read_heading, western
from bible.pages import read_pages
from bible.paper import Ink, Row, read_paper
from bible.quoted import Story
from bible.script import Action, Aside, Lettering, Rows, Script, TitleEntry
from bible.speakers import Speakers, find_speakers
from bible.spoken import SpokenRow, SpokenRows, heard_how
from bible.title_page import read_title_page, read_typed_title_page

_SCENE = re.compile(
    r"(?:(?:scene|szene|bild|scène|séquence|escena|secuencia|scena|cena|sahne|сцена|сцена №)\s+|"
    r"(?:场景|シーン|씬|s#)\s*|第)"
    r"(?P<number>\d+[a-z]?|[ivxl]+|[一二三四五六七八九十百]+)?(?:[场場幕]|\b)[\s.:：·—–-]*(?P<place>.*)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:setting|place|location)\s*:\s*(?P<place>.+)", re.IGNORECASE)
_BREAK = re.compile(r"(?:[*\-_~•⁂#]\s*){3,}|⁂")
_MARKDOWN = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.+?)\s*#*")
_HANGING = 2
"""Blanks by which a row of a speech may stand further left than its first."""
_UNDER = 8
"""Rows looked at for speech under a row that may name who speaks, or what the block is."""
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
    headed = sum(bool(scene.heading.setting) or scene.numbered for scene in script.scenes)
    spoken, bare = SpokenRows(blocks), find_bare_headings(blocks, headed=headed)
    front = FrontPage(
        () if title_page else blocks, lambda row: row.number in bare or _begins(row, spoken), markdown=markdown
    )
    said = headed > 0 and sum(1 for _ in script.lines()) >= spoken.total()
    if said and not bare and not front.used:
        return script
    asides = sorted((*asides, *front.notes), key=lambda aside: aside.rows.first)
    title_page, blocks = [*title_page, *front.entries], blocks[front.used :]
    if said:
        return assemble(name, title_page, in_order(read_blocks(_marked(blocks, bare)), asides), encoding)
    story = Story() if not spoken.total() and not any(True for _ in script.lines()) else None
    reader = _Prose(blocks, title_page, spoken, bare, story, markdown=markdown)
    parts = list(reader.parts())
    return assemble(name, reader.title_page, in_order(parts, asides), encoding)


def _begins(row: Row, spoken: SpokenRows) -> bool:
    """Whether a row can be no part of a front page."""
    text = row.text.strip()
    return (
        is_heading(plain(text))
        or text.startswith(("#", ".", "!", "@", ">", "~", "="))
        or spoken.read(plain(text)) is not None
    )


def _marked(blocks: Sequence[list[Row]], bare: Mapping[int, BareHeading]) -> list[list[Row]]:
    """The blocks with every bare heading as Fountain forces one."""
    marked: list[list[Row]] = [[]]
    for block in blocks:
        last = 0
        for row in block:
            heading = bare.get(row.number)
            if heading is not None:
                number = f" #{heading.number}#" if heading.number else ""
                marked += [[replace(row, text=f".{protected(heading.text)}{number}")], []]
                marked[-1] += [replace(row, text=heading.rest)] if heading.rest else []
                last = heading.last
            elif row.number > last:
                marked[-1].append(row)
        marked.append([])
    return [block for block in marked if block]


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

    def __init__(
        self,
        blocks: list[list[Row]],
        title_page: list[TitleEntry],
        spoken: SpokenRows,
        bare: Mapping[int, BareHeading],
        story: Story | None,
        *,
        markdown: bool,
    ) -> None:
        self.title_page = title_page
        self._blocks = blocks
        self._markdown = markdown
        self._speakers: Speakers = find_speakers(blocks)
        self._spoken, self._bare, self._story = spoken, bare, story
        self._breaks = 1

    def parts(self) -> Iterator[Part]:
        """Everything in order."""
        blocks = [[row for row in block if row.ink == Ink.WRITTEN] for block in self._blocks]
        for index, rows in enumerate(blocks):
            following = blocks[index + 1][:1] if index + 1 < len(blocks) else []
            at = 0
            while at < len(rows):
                if _is_break(rows[at]) and any(map(self._heads, rows[at + 1 : at + 2] or following)):
                    at += 1
                    continue
                more, at = self._read(rows, at)
                for part in more:
                    yield from self._heard(part)

    def _heard(self, part: Part) -> Iterator[Part]:
        """A paragraph of a story with what is said in it as speech; anything else as it is."""
        if self._story is None or not isinstance(part, Action):
            if self._story is not None and isinstance(part, NumberedHeading):
                self._story.new_scene()
            yield part
            return
        for piece in self._story.pieces(part.text):
            speech = SpeechBuilder(Cue(piece.speaker), part.rows.first)
            speech.say(piece.text, part.rows.last)
            line = speech.line() if piece.speaker else None
            if piece.tag:
                yield Aside(kind="note", text=piece.text, rows=part.rows)
            else:
                yield line or part.model_copy(update={"text": piece.text})

    def _heads(self, row: Row) -> bool:
        """Whether a row is a heading, so that no row of stars above it makes another one."""
        heading = None if _is_break(row) else self._heading(row, self._text(row))
        return row.number in self._bare or isinstance(heading, NumberedHeading)

    def _read(self, rows: list[Row], at: int) -> tuple[list[Part], int]:
        row = rows[at]
        text = self._text(row)
        bare = self._bare.get(row.number)
        if bare is not None:
            end = next((end for end in range(at, len(rows)) if rows[end].number > bare.last), len(rows))
            here = Rows(first=row.number, last=rows[end - 1].number)
            begun = read_heading(bare.text, here, bare.number)
            if not bare.rest:
                return [begun], end
            while end < len(rows) and self._goes_on(rows[end]):
                end += 1
            return [begun, self._action([replace(row, text=bare.rest), *rows[at + 1 : end]])], end
        heading = self._heading(row, text)
        if isinstance(heading, TitleEntry):
            self.title_page = [heading, *self.title_page]
            return [], at + 1
        if heading is not None:
            self._breaks += _is_break(row)
            return [heading], at + 1
        spoken = self._spoken.read(text)
        if spoken is not None:
            return self._speech(rows, at, spoken)
        named = at + 1 < len(rows) and not text.startswith("!") and self._speakers.knows(text)
        if named and at == 0 and self._labels(rows):
            return [Aside(kind="section", text=text, level=2, rows=Rows(first=row.number, last=row.number))], at + 1
        if named:
            speech = read_speech(rows, at, self._speakers)
            if speech is not None:
                return list(speech[0]), speech[1]
        end = at + 1
        while end < len(rows) and self._goes_on(rows[end]):
            end += 1
        return [self._action(rows[at:end])], end

    def _labels(self, rows: Sequence[Row]) -> bool:
        """Whether the first row only names its block, in which others speak: `STEP 1`."""
        return any(self._spoken.read(self._text(row)) is not None for row in rows[1:_UNDER])

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
        if (
            scene
            and len(text) <= 100
            and begins_anew(scene["place"], text)
            and (scene["place"] or scene.groupdict().get("number"))
        ):
            number = (scene.groupdict().get("number") or "").upper()
            return read_heading(text, here, number if number[:1].isdigit() else "")
        if marked and not is_chapter(text):
            return read_heading(*_with_number(text, here))
        if is_chapter(text) and (marked or text == text.upper()):
            return Aside(kind="section", text=text, level=1, rows=here)
        return None

    def _goes_on(self, row: Row) -> bool:
        if row.number in self._bare or self._spoken.read(self._text(row)) is not None:
            return False
        return self._heading(row, "") is None

    def _speech(self, rows: list[Row], at: int, spoken: SpokenRow) -> tuple[list[Part], int]:
        """`NAME (how): words`, with the rows after it that are no one else's, and what stood before the name."""
        row = rows[at].number
        here = Rows(first=row, last=row)
        before: list[Part] = (
            [Aside(kind="note", text=spoken.count, rows=here)] if any(map(str.isalnum, spoken.count)) else []
        )
        if spoken.kind == "sound":
            return [
                *before,
                self._action([replace(rows[at], text=self._text(rows[at]).removeprefix(spoken.count).strip())]),
            ], at + 1
        if spoken.kind != "speech":
            label = Aside(kind="note", text=spoken.name, rows=here)
            if spoken.kind == "lettering":
                return [*before, label, Lettering(kind="centered", text=spoken.words, rows=here)], at + 1
            shown = [self._action([replace(rows[at], text=spoken.words)])] if spoken.words else []
            return [*before, label, *shown], at + 1
        extension = heard_how(spoken.manner)
        speech = SpeechBuilder(Cue(spoken.name.upper(), (extension,) if extension else ()), row)
        if spoken.manner and not extension:
            speech.how(spoken.manner, row)
        _say(speech, spoken.words, row)
        end = at + 1
        if not spoken.closed:
            while end < len(rows) and self._goes_on(rows[end]) and indent(rows[end]) >= indent(rows[at]) - _HANGING:
                _say(speech, self._text(rows[end]), rows[end].number)
                end += 1
        line = speech.line()
        return ([*before, line] if line else [*before, self._action(rows[at:end])]), end

    def _action(self, rows: list[Row]) -> Action:
        texts = [self._text(row) if self._markdown else plain(row.text.rstrip().expandtabs(4)) for row in rows]
        if holds_more(texts[0], "!"):
            texts[0] = texts[0].removeprefix("!")
        folded = self._markdown or all(len(text) >= _WRAPPED for text in texts[:-1])
        text = " ".join(text.strip() for text in texts) if folded else "\n".join(texts)
        inside = without_brackets(text) or (text[1:-1] if text.startswith("[") and text.endswith("]") else "")
        return Action(text=inside.strip() or text, rows=Rows(first=rows[0].number, last=rows[-1].number))


def _with_number(text: str, here: Rows) -> tuple[str, Rows, str]:
    bare, number = numbered(text)
    return bare, here, number


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
