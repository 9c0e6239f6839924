"""What a writer says to the camera inside the action: INSERT, CLOSE ON, POV, MONTAGE, INTERCUT, FLASHBACK."""

from __future__ import annotations

import re
from typing import Literal

from bible.model import Frozen

Kind = Literal[
    "insert", "close", "extreme", "wide", "angle", "view", "back", "montage", "intercut", "flashback", "dream", "end"
]


class Direction(Frozen):
    """One direction, and what it is about."""

    kind: Kind
    about: str = ""
    """`THE BAROMETER`: as written; of an end, what is over."""
    shown: str = ""
    """What somebody sees: `THE QUAY` in `NORA'S POV - THE QUAY`."""


_GAP = r"[\s:–—-]*"
_TAIL = rf"(?:(?: SHOT| ANGLE| VIEW)?(?: ON| OF|$|(?=\s*[:–—-])){_GAP})(?P<about>.*)"
_ROWS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "end",
        re.compile(r"END(?: OF)?(?: THE)? (?P<about>INSERT|MONTAGE|SERIES OF SHOTS|INTERCUT|FLASH[ -]?BACK|DREAM).*"),
    ),
    ("back", re.compile(r"(?:CUT )?(?:BACK TO|RETURN TO|RESUME)\b(?P<about>.*)")),
    ("insert", re.compile(rf"INSERT\b{_GAP}(?:(?:SHOT|ON|OF)\b{_GAP})*(?P<about>.*)")),
    ("extreme", re.compile(rf"EXTREME CLOSE[- ]?(?:UP)?{_TAIL}")),
    ("extreme", re.compile(rf"[EX]\.?C\.?U\b\.?{_GAP}(?:(?:ON|OF)\b{_GAP})?(?P<about>.*)")),
    ("close", re.compile(rf"(?:(?:VERY )?CLOSE(?:[- ]?UP)?|CLOSER|TIGHT){_TAIL}")),
    ("close", re.compile(rf"C\.?U\b\.?{_GAP}(?:(?:ON|OF)\b{_GAP})?(?P<about>.*)")),
    ("wide", re.compile(rf"(?:(?:VERY )?WIDE|WIDER|(?:FULL|LONG|MASTER)(?= SHOT)|ESTABLISHING){_TAIL}")),
    ("angle", re.compile(rf"(?:NEW |ANOTHER |REVERSE |DIFFERENT )?ANGLE\b{_GAP}(?:(?:ON|OF)\b{_GAP})?(?P<about>.*)")),
    ("montage", re.compile(rf"(?:BEGIN |START )?(?:A )?(?:MONTAGE|SERIES OF SHOTS)\b{_GAP}(?P<about>.*)")),
    ("intercut", re.compile(rf"(?:BEGIN )?INTERCUT\w*\b{_GAP}(?:(?:WITH|BETWEEN)\b{_GAP})?(?P<about>.*)")),
    ("flashback", re.compile(rf"(?:BEGIN |START )?(?:A )?FLASH[ -]?BACKS?\b{_GAP}(?:TO\b{_GAP})?(?P<about>.*)")),
    ("dream", re.compile(rf"(?:BEGIN |START )?DREAM(?: SEQUENCE)\b{_GAP}(?P<about>.*)")),
    ("view", re.compile(r"(?P<about>\w.*?)(?:['’]S?)?\s+\(?P\.?O\.?V\b[\s.):–—-]*(?P<shown>.*)")),
    ("view", re.compile(rf"P\.?O\.?V\b\.?{_GAP}(?P<shown>.*)")),
)
_RUNNING = re.compile(
    r"(?P<head>INSERT|(?:(?:EXTREME )?CLOSE(?:[- ]?UP)?|TIGHT|WIDE|ANGLE)(?: SHOT)? (?:ON|OF))\s+(?P<rest>\S.*)",
    re.DOTALL,
)


def read_direction(row: str) -> Direction | None:
    """The direction a row of action is, or None when it tells what happens. Directions stand in capitals, alone."""
    plain = " ".join(row.split()).strip(" .:*_-–—()")
    if not plain or plain != plain.upper() or not any(each.isalpha() for each in plain):
        return None
    for kind, pattern in _ROWS:
        match = pattern.fullmatch(plain)
        if match:
            parts = {name: text.strip(" .:-–—") for name, text in match.groupdict().items()}
            return Direction(kind=kind, about=parts.get("about", ""), shown=parts.get("shown", ""))
    return None


def split_direction(row: str) -> tuple[str, str]:
    """A direction in capitals and what follows it on its row, as in `INSERT - LETTER: "Come home."` or `CLOSE ON Nora`.

    Both are empty and the whole row when there is none.
    """
    text = row.strip()
    found = ("", row)
    for gap in re.finditer(r"\s*:\s*|\s+[-–—]{1,2}\s+", text):
        head, rest = text[: gap.start()], text[gap.end() :]
        if head != head.upper():
            break
        if rest and rest != rest.upper() and read_direction(head):
            found = (head, rest)
    if found[0]:
        return found
    running = _RUNNING.fullmatch(text)
    if running and running["rest"] != running["rest"].upper():
        return running["head"], running["rest"]
    return "", row


def heading_direction(text: str) -> Direction | None:
    """What a scene heading says of its whole scene: a montage or an intercut."""
    found = re.search(r"\b(MONTAGE|SERIES OF SHOTS|INTERCUT\w*)\b", text.upper())
    if not found or re.search(r"\b(?:END|BACK FROM)\b", text.upper()):
        return None
    return Direction(kind="intercut" if found[1].startswith("INTER") else "montage", about=text)
