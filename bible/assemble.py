"""From headings and elements in order to a script: scenes with their numbers, ids for scenes and lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from bible.headings import NumberedHeading
from bible.script import Action, Element, Heading, Lettering, Line, Rows, Scene, Script, Setting, TitleEntry

Part = NumberedHeading | Element
"""A heading, or what stands under it."""

NOT_YET = ""
"""The id of a line before `assemble` gives it one."""


def assemble(name: str, title_page: Iterable[TitleEntry], parts: Sequence[Part], encoding: str) -> Script:
    """The script made of these parts. Ids count from 1; scenes without a number take one by `numbers_for`.

    What stands before the first heading is the opening; from the first thing seen or heard on it is a scene of its
    own, in a place without a name.
    """
    opening: list[Element] = []
    scenes: list[tuple[NumberedHeading, list[Element]]] = []
    for part in parts:
        if isinstance(part, NumberedHeading):
            scenes.append((part, []))
        elif scenes:
            scenes[-1][1].append(part)
        elif isinstance(part, Action | Line | Lettering):
            scenes.append((nowhere(part.rows), [part]))
        else:
            opening.append(part)
    numbers = numbers_for([heading.number for heading, _ in scenes])
    lines = iter(range(1, len(parts) + 1))
    return Script(
        name=name,
        title_page=tuple(title_page),
        opening=tuple(opening),
        scenes=tuple(
            Scene(
                id=f"S{index:04d}",
                number=number,
                numbered=bool(heading.number),
                heading=heading.heading,
                elements=tuple(_named(element, lines) for element in elements),
            )
            for index, (number, (heading, elements)) in enumerate(zip(numbers, scenes, strict=True), start=1)
        ),
        encoding=encoding,
    )


def nowhere(rows: Rows) -> NumberedHeading:
    """The heading of what happens before any heading."""
    return NumberedHeading(Heading(text="", setting=Setting.UNSAID, place="", time="", rows=rows), "")


def numbers_for(written: Sequence[str]) -> list[str]:
    """The writer's numbers. A scene without one that the writer numbered past has the one before with a letter, `0`
    at the start; after the last number they count on.
    """
    taken = set(written)
    numbered = max((at for at, number in enumerate(written) if number), default=-1)
    numbers: list[str] = []
    last = 0
    for at, number in enumerate(written):
        if number:
            leading = re.match(r"[A-Za-z]*(\d{1,9})", number)
            last = int(leading[1]) if leading else last
        elif at < numbered:
            number = inserted(numbers[-1] if numbers else "", taken) if numbers or "0" in taken else "0"
        if not number:
            last += 1
            while str(last) in taken:
                last += 1
            number = str(last)
        taken.add(number)
        numbers.append(number)
    return numbers


def inserted(previous: str, taken: Collection[str]) -> str:
    """`12A` after `12`, `12B` after `12A`: the first that is free; I and O are left out, they look like figures."""
    base = re.sub(r"(?<=\d)[A-Z]+$", "", previous) or "0"
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    for first in ("", *letters):
        for last in letters:
            if f"{base}{first}{last}" not in taken:
                return f"{base}{first}{last}"
    return ""


def _named(element: Element, lines: Iterable[int]) -> Element:
    if isinstance(element, Line):
        return element.model_copy(update={"id": f"L{next(iter(lines)):04d}"})
    return element
