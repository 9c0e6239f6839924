"""Reads Final Draft scripts (FDX): every paragraph becomes what Fountain would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bible.assemble import Part, assemble
from bible.brackets import balanced, without_brackets
from bible.cues import Cue, read_cue
from bible.dialogue import SpeechBuilder
from bible.fdx_paper import Paragraph, read_paragraphs
from bible.headings import read_heading
from bible.script import Action, Aside, Lettering, Rows, Script, TitleEntry, Transition
from bible.title_page import by_credit

_SAID = {"Dialogue", "Parenthetical", "Singing", "Lyrics"}
_SECTIONS = {"New Act", "End of Act", "Cold Opening", "Teaser", "Tag"}


def read_fdx(data: bytes, name: str, where: str) -> Script:
    """The script in an FDX file. Raises ScriptError with file and row when it is none.

    Final Draft shows headings, cues and transitions in capitals however they were typed; so they are read.
    """
    file = read_paragraphs(data, where)
    return assemble(name, _title_page(file.title_page), list(_parts(file.body)), "utf-8")


def _parts(body: Sequence[Paragraph]) -> Iterator[Part]:
    at = 0
    while at < len(body):
        end = at + 1
        if body[at].kind == "Character":
            while end < len(body) and body[end].kind in _SAID and body[end].dual == body[at].dual:
                end += 1
            yield from _speech(body[at:end])
        else:
            yield from _single(body[at])
        yield from _hanging(body[at:end])
        at = end


def _speech(paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    """A cue with what is said under it; action when that is nothing."""
    head, *said = paragraphs
    cue = read_cue(head.text)
    if cue is not None:
        speech = SpeechBuilder(Cue(cue.name.upper(), cue.extensions, cue.dual or head.dual > 1), head.first)
        for paragraph in said:
            manner = without_brackets(paragraph.text)
            if manner is not None or paragraph.kind == "Parenthetical":
                speech.how(balanced(paragraph.text) if manner is None else manner, paragraph.last)
            else:
                speech.say(paragraph.text, paragraph.last, sung=paragraph.kind in ("Singing", "Lyrics"))
        line = speech.line()
        if line is not None:
            yield line
            return
    text = "\n".join(row for paragraph in paragraphs for row in _rows(paragraph.text))
    if text:
        yield Action(text=text, rows=Rows(first=head.first, last=paragraphs[-1].last))


def _single(paragraph: Paragraph) -> Iterator[Part]:
    text = "\n".join(_rows(paragraph.text))
    rows = Rows(first=paragraph.first, last=paragraph.last)
    if not text or paragraph.omitted:
        return
    if not any(map(str.isalnum, text)):
        yield Action(text=text, rows=rows)
        return
    match paragraph.kind:
        case "Scene Heading":
            yield read_heading(text.upper().lstrip(".… \n"), rows, paragraph.number)
        case "Transition":
            yield Transition(text=" ".join(text.split()).upper(), rows=rows)
        case "Cast List":
            yield Aside(kind="note", text=text, rows=rows)
        case kind if kind in _SECTIONS:
            yield Aside(kind="section", text=" ".join(text.split()), level=1, rows=rows)
        case kind if kind.startswith("Outline"):
            yield Aside(kind="synopsis", text=" ".join(text.split()), rows=rows)
        case "Lyrics" | "Singing":
            yield Lettering(kind="lyrics", text="\n".join(map(str.strip, text.split("\n"))), rows=rows)
        case "Show/Ep. Title":
            yield Lettering(kind="centered", text=" ".join(text.split()), rows=rows)
        case _ if paragraph.centred:
            yield from (Lettering(kind="centered", text=row.strip(), rows=rows) for row in text.split("\n"))
        case _:
            yield Action(text=text, rows=rows)


def _hanging(paragraphs: Sequence[Paragraph]) -> Iterator[Aside]:
    """What hangs on paragraphs and is neither seen nor heard."""
    for paragraph in paragraphs:
        rows = Rows(first=paragraph.first, last=paragraph.last)
        if paragraph.summary:
            yield Aside(kind="synopsis", text=" ".join(paragraph.summary.split()), rows=rows)
        if paragraph.omitted:
            number = f"#{paragraph.number}# " if paragraph.number else ""
            cut = [row for each in paragraph.omitted for row in _rows(each.text)]
            yield Aside(kind="boneyard", text="\n".join([number + paragraph.text.strip(), *cut]), rows=rows)
        for note in paragraph.notes:
            text = "\n".join(_rows(note.text)).strip()
            if text:
                yield Aside(kind="note", text=text, rows=Rows(first=note.first, last=note.last))


def _rows(text: str) -> list[str]:
    """The rows of a paragraph that hold anything."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    return [row.rstrip().expandtabs(4) for row in rows if row.strip()]


def _title_page(paragraphs: Sequence[Paragraph]) -> list[TitleEntry]:
    return by_credit(
        [
            (row.strip(), Rows(first=paragraph.first, last=paragraph.last))
            for paragraph in paragraphs
            for row in _rows(paragraph.text)
        ]
    )
