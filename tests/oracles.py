"""Two other Fountain readers, made to tell coarsely, in the words of ours, what they read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from fountain import ElementType, FountainElement, FountainParser
from screenplain.parsers import fountain as screenplain
from screenplain.types import Action, Dialog, DualDialog, Section, Slug, Transition

from bible.script import Element, Line, Script

Told = tuple[str, str, str]
"""What it is, a name or number, and the words; words without case, emphasis or difference of blanks."""


def told_by_ours(script: Script) -> list[Told]:
    """What our reader reads."""
    return _merged(_ours(script))


def told_by_fountain_py(text: str) -> list[Told]:
    """What fountain-py reads."""
    return _merged(_fountain_py(FountainParser().parse(text).elements))


def told_by_screenplain(text: str) -> list[Told]:
    """What screenplain reads."""
    return _merged(_screenplain(screenplain.parse(io.StringIO(text, newline=""))))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _merged(told: Iterable[Told]) -> list[Told]:
    """Paragraphs of action one after the other are one: readers cut them differently."""
    merged: list[Told] = []
    for kind, name, words in told:
        if kind == "action" and merged and merged[-1][0] == "action":
            merged[-1] = ("action", "", f"{merged[-1][2]} {_plain(words)}")
        elif words.strip() or name:
            merged.append((kind, _plain(name), _plain(words)))
    return merged


def _ours(script: Script) -> Iterator[Told]:
    yield from map(_our_element, script.opening)
    for scene in script.scenes:
        if scene.heading.text:
            yield ("heading", scene.number if scene.numbered else "", scene.heading.text)
        yield from map(_our_element, scene.elements)


def _our_element(element: Element) -> Told:
    if isinstance(element, Line):
        words = list(element.words)
        for manner in reversed(element.parentheticals):
            words.insert(manner.before_word, f"({manner.text})")
        return ("speech", element.cue, " ".join(words))
    if element.kind in ("note", "boneyard", "synopsis", "page_break"):
        return ("aside", "", "")
    return (element.kind, "", element.text)


def _fountain_py(elements: list[FountainElement]) -> Iterator[Told]:
    cue, words = "", ""
    for element in elements:
        if element.type in (ElementType.DIALOGUE, ElementType.PARENTHETICAL) or (
            cue and element.type == ElementType.LYRICS
        ):
            words += " " + element.text
            continue
        if cue:
            yield ("speech", cue, words)
        cue, words = "", ""
        match element.type:
            case ElementType.CHARACTER:
                cue = element.text
            case ElementType.DUAL_DIALOGUE:
                for side in ("left", "right"):
                    spoken = " ".join(each.text for each in element.metadata[f"{side}_dialogue"])
                    yield ("speech", element.metadata[f"{side}_character"].text, spoken)
            case ElementType.SCENE_HEADING:
                yield ("heading", str(element.metadata.get("scene_number") or ""), element.text)
            case ElementType.NOTE | ElementType.BONEYARD | ElementType.SYNOPSIS | ElementType.PAGE_BREAK:
                yield ("aside", "", "")
            case _:
                yield (element.type.value, "", element.text)
    if cue:
        yield ("speech", cue, words)


def _screenplain(paragraphs: Iterable[object]) -> Iterator[Told]:
    for paragraph in paragraphs:
        match paragraph:
            case Slug():
                yield ("heading", str(paragraph.scene_number or ""), str(paragraph.line))
            case Dialog():
                yield _speech(paragraph)
            case DualDialog():
                yield _speech(paragraph.left)
                yield _speech(paragraph.right)
            case Transition():
                yield ("transition", "", str(paragraph.line))
            case Section():
                yield ("section", "", str(paragraph.text))
            case Action():
                yield ("centered" if paragraph.centered else "action", "", " ".join(map(str, paragraph.lines)))


def _speech(dialog: Dialog) -> Told:
    # The extension is part of screenplain's character.
    return ("speech", str(dialog.character).split("(")[0], " ".join(str(text) for _, text in dialog.blocks))
