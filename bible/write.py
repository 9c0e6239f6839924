"""Writes a script as Fountain, so that reading it gives the same script again.

Only the rows differ, and what has no place in Fountain: the file's name, its encoding, ids other than those a first
reading gives. Marks are put where the words alone would be taken for something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from bible.assemble import NOT_YET, Part
from bible.dialogue import holds_more
from bible.emphasis import protected
from bible.fountain import read_block
from bible.headings import NumberedHeading
from bible.paper import Ink, read_paper
from bible.script import Action, Aside, Element, Lettering, Line, Rows, Scene, Script, TitleEntry, Transition
from bible.speakers import Speakers
from bible.title_page import read_title_page

_UNPLACED = Rows(first=0, last=0)


def write_fountain(script: Script) -> str:
    """The script as a Fountain text with a newline at its end."""
    paragraphs = [_title_page(script.title_page)] if script.title_page else []
    elements = [_paragraph(element) for element in script.opening]
    for scene in script.scenes:
        if scene.heading.text:
            elements.append(_heading(scene))
        elements += [_paragraph(element) for element in scene.elements]
    first = next((at for at, element in enumerate(elements) if not element.startswith(("[[", "/*"))), -1)
    if not paragraphs and first >= 0 and read_title_page(read_paper(elements[first])[0])[1]:
        elements[first] = "!" + elements[first]
    return "\n\n".join([*paragraphs, *elements]) + "\n"


def _title_page(entries: tuple[TitleEntry, ...]) -> str:
    short = "\n".join(_entry(entry, len(entry.values) == 1) for entry in entries)
    read, _ = read_title_page(read_paper(short)[0])
    same = [(entry.key, entry.values) for entry in read] == [(entry.key, entry.values) for entry in entries]
    return short if same else "\n".join(_entry(entry, False) for entry in entries)


def _entry(entry: TitleEntry, beside: bool) -> str:
    values = [protected(value) for value in entry.values]
    return f"{entry.key}: {values[0]}" if beside else "\n    ".join([f"{entry.key}:", *values])


def _heading(scene: Scene) -> str:
    text = protected(scene.heading.text)
    number = f" #{scene.number}#" if scene.numbered else ""
    written = text + number
    (read, *more) = _read(written, Speakers())
    same = isinstance(read, NumberedHeading) and not more and read.heading.text == scene.heading.text
    return written if same and not scene.heading.text.startswith(".") else "." + written


def _paragraph(element: Element) -> str:
    """The first way to write an element that reads as that element, whoever else speaks in the script."""
    ways = list(_ways(element))
    wanted = _bare(element)
    return next((way for way in ways if _reads_as(way, wanted)), ways[-1])


def _reads_as(text: str, wanted: Part) -> bool:
    return all(_read(text, speakers) == [wanted] for speakers in (Speakers(), _Everyone()))


def _read(text: str, speakers: Speakers) -> list[Part]:
    rows, asides = read_paper(text)
    if asides:
        return [_bare(aside) for aside in asides]
    if any(row.ink != Ink.WRITTEN for row in rows):
        return []
    return [_bare(part) for part in read_block(rows, speakers)]


class _Everyone(Speakers):
    """Takes every row for a cue that any script could make one."""

    def knows(self, text: str) -> bool:
        return bool(text.strip())


def _bare(part: Part) -> Part:
    """The part without what depends on where it stands."""
    if isinstance(part, NumberedHeading):
        return NumberedHeading(part.heading.model_copy(update={"rows": _UNPLACED}), part.number)
    changed: dict[str, object] = {"rows": _UNPLACED}
    if isinstance(part, Line):
        changed["id"] = NOT_YET
    return part.model_copy(update=changed)


def _ways(element: Element) -> Iterator[str]:
    """Ways to write an element, the plainest first."""
    match element:
        case Action():
            first, *rest = element.text.split("\n")
            rows = [_forced(row) for row in rest]
            yield "\n".join([_forced(first), *rows])
            yield "\n".join(["!" + protected(first), *rows])
        case Line():
            for at in ("", "@"):
                for guard in ("", "\\"):
                    yield _speech(element, at, guard)
        case Transition():
            yield protected(element.text)
            yield "> " + protected(element.text)
            yield "> " + protected(element.text).removesuffix("<") + "\\<"
        case Lettering(kind="centered"):
            yield f"> {protected(element.text)} <"
        case Lettering():
            yield "\n".join("~" + protected(row) for row in element.text.split("\n"))
        case Aside(kind="note"):
            yield f"[[{element.text}]]"
        case Aside(kind="boneyard"):
            yield f"/*{element.text}*/"
            yield f"/* {element.text} */"
        case Aside(kind="section"):
            yield f"{'#' * max(1, element.level)} {protected(element.text)}"
        case Aside(kind="synopsis"):
            yield f"= {protected(element.text)}"
        case Aside():
            yield "==="


def _forced(row: str) -> str:
    return "!" + protected(row) if row.lstrip().startswith("!") and holds_more(row, "!") else protected(row)


def _speech(line: Line, at: str, guard: str) -> str:
    cue = protected(" ".join([line.cue, *(f"({extension})" for extension in line.extensions)]))
    rows = [at + cue + (" ^" if line.dual else "")]
    words = line.words
    said = 0
    for manner in line.parentheticals:
        rows += _said(words[said : manner.before_word], line.sung, guard)
        rows.append(protected(f"({manner.text})"))
        said = manner.before_word
    rows += _said(words[said:], line.sung, guard)
    return "\n".join(rows)


def _said(words: tuple[str, ...], sung: bool, guard: str) -> list[str]:
    if not words:
        return []
    row = protected(" ".join(words))
    return [
        "~" + row if sung else guard + row if guard and row.startswith(("(", "（", "~", "=", "\\", "I", "E")) else row
    ]
