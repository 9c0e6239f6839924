"""The paragraphs of a Final Draft file, in order, with what hangs on each: notes, a summary, an omitted scene.

Read with the standard library's expat, row by row. A DOCTYPE is refused, and with it every entity; depth is capped.
"""

from __future__ import annotations

import codecs
import re
import xml.parsers.expat
from bisect import bisect_right
from dataclasses import dataclass, field

from bible.decode import decode
from bible.errors import ScriptError

_DEEPEST = 40
_LONGEST = 40
"""Letters of a scene's number."""
_CURE = "open it in Final Draft and save it again as .fdx"
_OF_LETTERS = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[ru]|mac-[a-z]+|shift_jis\w*|euc_\w+|gb\w+|big5\w*|iso2022_\w+"
)
"""Encodings a file may declare, as Python names them: those of letters. Wide ones are known by their bytes."""
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.\-]+)[\"']")


@dataclass
class Paragraph:
    """One paragraph of the file."""

    kind: str
    """`Scene Heading`, `Action`, `Character` ... as the file says; empty when it does not."""
    first: int
    last: int
    text: str = ""
    number: str = ""
    centred: bool = False
    dual: int = 0
    """Which speech of two that are spoken at once it belongs to, 0 for none: counted by cues."""
    summary: str = ""
    notes: list[Paragraph] = field(default_factory=list)
    omitted: list[Paragraph] = field(default_factory=list)
    blocks: int = 0
    """Blocks embedded in it, each of which counts two places in the ranges of notes."""


@dataclass
class FinalDraft:
    """A whole file."""

    body: list[Paragraph] = field(default_factory=list)
    title_page: list[Paragraph] = field(default_factory=list)


def read_paragraphs(data: bytes, where: str) -> FinalDraft:
    """The paragraphs of an FDX file. Raises ScriptError with the row when it is none."""
    reader = _Reader(where)
    parser = xml.parsers.expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.write
    reader.parser = parser
    try:
        parser.Parse(_text(data, where).encode("utf-8"), True)
    except xml.parsers.expat.ExpatError as error:
        what = xml.parsers.expat.ErrorString(error.code)
        raise ScriptError(f"this is no whole XML file: {what}", where=f"{where}:{error.lineno}", cure=_CURE) from error
    return reader.finished()


def _text(data: bytes, where: str) -> str:
    """The text, by its byte order mark, by what its first row says, else as any script."""
    declared = _DECLARED.match(data)
    if declared:
        try:
            found = codecs.lookup(declared[1].decode("ascii"))
            if _OF_LETTERS.fullmatch(found.name):
                return data.decode(found.name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, where)[0]


class _Reader:
    """Follows the file's elements."""

    def __init__(self, where: str) -> None:
        self.parser = xml.parsers.expat.ParserCreate()
        self._where = where
        self._file = FinalDraft()
        self._path: list[str] = []
        self._open: list[Paragraph] = []
        self._text: list[list[str]] = []
        self._capitals = False
        self._cues = 0
        self._loose: list[tuple[int, list[Paragraph]]] = []
        """Notes that stand apart from the text, each with the place in the text where it starts."""

    def refuse_doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        raise ScriptError("holds a DOCTYPE, which no script needs", where=self._here(), cure=_CURE)

    def _here(self) -> str:
        return f"{self._where}:{self.parser.CurrentLineNumber}"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise ScriptError(f"is nested more than {_DEEPEST} deep", where=self._here(), cure=_CURE)
        if len(self._path) == 1 and name != "FinalDraft":
            raise ScriptError(f"is no Final Draft script: it begins with <{name}>", where=self._here(), cure=_CURE)
        match name:
            case "Paragraph":
                self._begin(attributes)
            case "Text":
                self._capitals = "AllCaps" in attributes.get("Style", "").split("+")
            case "DualDialogue":
                self._cues = 0
                self._embed()
            case "OmittedScene":
                self._embed()
            case "ScriptNote" if "ScriptNotes" in self._path:
                start = re.match(r"\d{1,9}", attributes.get("Range", ""))
                self._loose.append((int(start[0]) if start else 0, []))

    def _embed(self) -> None:
        if self._open:
            self._open[-1].blocks += 1

    def _begin(self, attributes: dict[str, str]) -> None:
        row = self.parser.CurrentLineNumber
        number = attributes.get("Number", "").strip()
        paragraph = Paragraph(attributes.get("Type", ""), row, row, number=number if len(number) <= _LONGEST else "")
        paragraph.centred = attributes.get("Alignment", "") == "Center"
        if "DualDialogue" in self._path:
            self._cues += paragraph.kind == "Character"
            paragraph.dual = max(1, self._cues)
        self._open.append(paragraph)
        self._text.append([])

    def write(self, letters: str) -> None:
        if self._text and self._path[-1] == "Text":
            self._text[-1].append(letters.upper() if self._capitals else letters)

    def end(self, name: str) -> None:
        self._path.pop()
        if name != "Paragraph":
            return
        paragraph = self._open.pop()
        paragraph.last = self.parser.CurrentLineNumber
        paragraph.text = "".join(self._text.pop())
        self._hand_over(paragraph)

    def _hand_over(self, paragraph: Paragraph) -> None:
        """Give a finished paragraph to what it stands in."""
        inside = next((tag for tag in reversed(self._path) if tag in _HOLDERS), "")
        outer = self._open[-1] if self._open else None
        match inside:
            case "ScriptNote" if "ScriptNotes" in self._path:
                self._loose[-1][1].append(paragraph)
            case "ScriptNote" if outer:
                outer.notes.append(paragraph)
            case "OmittedScene" if outer:
                outer.omitted.append(paragraph)
            case "SceneProperties" if outer:
                outer.summary = f"{outer.summary}\n{paragraph.text}".strip()
            case "DualDialogue" | "Content" if "TitlePage" in self._path:
                self._file.title_page.append(paragraph)
            case "DualDialogue" | "Content" if self._path[:2] == ["FinalDraft", "Content"]:
                self._file.body.append(paragraph)

    def finished(self) -> FinalDraft:
        """The file, its loose notes hung on the paragraphs their ranges start in."""
        places, at = [], 0
        outer = [paragraph for paragraph in self._file.body if not paragraph.dual]
        for paragraph in outer:
            places.append(at)
            at += len(paragraph.text) + 2 * paragraph.blocks + 1
        for start, notes in self._loose if outer else ():
            outer[max(0, bisect_right(places, start) - 1)].notes += notes
        return self._file


_HOLDERS = ("ScriptNote", "OmittedScene", "SceneProperties", "DualDialogue", "Content", "HeaderAndFooter")
