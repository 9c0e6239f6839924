"""One Fountain text with what it holds, and the reasons for which other readers read it otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from bible.script import Element, Line, Script

HOUSE = "INT. HOUSE - DAY\n\n"
"""A heading before a text, left out of what it holds."""

ASCII = "knows capitals and letters of English only"
BLANK_AFTER = "wants a blank row after it"
BLANK_BEFORE = "wants a blank row before it"
BOM = "takes the byte order mark for a letter"
CASELESS = "knows no cue without capitals"
ENGLISH = "knows headings in English only"
FADES = "knows only transitions that end in TO:"
LYRICS = "knows no lyrics"
PADDED = "lets dialogue run on over padded rows, as the syntax page says"
SPEAKS = "lets any row in capitals with text under it speak, as the syntax page says"
TITLE = "takes any row with a colon for a title page"
WIDE = "knows no full-width punctuation"


@dataclass(frozen=True)
class Case:
    """A text and what it holds. A reason stands where another reader differs, and only there."""

    name: str
    text: str
    holds: str
    """As `outline` tells it, pieces parted by ` ¦ `."""
    fountain_py: str = ""
    screenplain: str = ""


def outline(script: Script, *, house: bool = False) -> str:
    """A script in one row: T title page, H heading, A action, L line, other elements by their mark."""
    told = [f"T {entry.key}: " + " / ".join(entry.values) for entry in script.title_page]
    told += map(_element, script.opening)
    for scene in script.scenes:
        number = f" #{scene.number}#" if scene.numbered else ""
        heading = scene.heading
        told.append("H " + " | ".join([heading.setting.value, heading.place, heading.time]) + number)
        told += map(_element, scene.elements)
    return " ¦ ".join(told[1:] if house else told)


_MARKS = {
    "action": "A", "transition": ">", "centered": "><", "lyrics": "~", "note": "[[", "boneyard": "/*", "synopsis": "=",
    "page_break": "===",
}  # fmt: skip


def _element(element: Element) -> str:
    text = element.text.replace("\n", " / ")
    if isinstance(element, Line):
        words = list(element.words)
        for manner in reversed(element.parentheticals):
            words.insert(manner.before_word, f"({manner.text})")
        cue = element.cue + "".join(f" ({extension})" for extension in element.extensions)
        return f"L {cue}{' ^' * element.dual}{' ~' * element.sung}: {' '.join(words)}"
    if element.kind == "section":
        return f"{'#' * element.level} {text}"
    return f"{_MARKS[element.kind]} {text}".strip()
