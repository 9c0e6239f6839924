"""Slates: how people call shots, and the form of a slate that file systems sort."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from itertools import count, product

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No I and no O: on a board they look like 1 and 0."""
_PLAIN = re.compile(r"(0|[1-9][0-9]*)([A-Z]*)")
_INSERTED = re.compile(r"([A-Z]+)(0|[1-9][0-9]*)([A-Z]*)")


def next_slate(scene_number: str, used: Collection[str]) -> str:
    """The first free slate of a scene: `12`, then `12A`, `12B` ... `12Z`, `12AA`, without I and O.

    The writer's inserted scene 12A slates as `A12`, `A12A` ..., so that it never meets the setups of scene 12.
    `used` holds every slate ever given in the production.
    """
    return next(slates(scene_number, used))


def slates(scene_number: str, used: Collection[str]) -> Iterator[str]:
    """All free slates of a scene, in order, without end."""
    return _free(_base(scene_number), used)


def slates_beside(slate: str, used: Collection[str]) -> Iterator[str]:
    """All free slates of the scene that a slate belongs to, in order, without end."""
    return _free(_without_setup(slate), used)


def file_slate(slate: str) -> str:
    """A slate as part of a file name: `12A` as `012A`, `A12B` as `012_A_B`.

    Sorts by scene number up to 999, inserted scenes after the scene they follow. Slates that differ have forms that
    differ, also where capitals do not count; slates of odd numbers (`1.`, `I-1`) get a short digest for that.
    """
    plain = _PLAIN.fullmatch(slate)
    if plain:
        return f"{int(plain[1]):03d}{plain[2]}"
    inserted = _INSERTED.fullmatch(slate)
    if inserted:
        setup = f"_{inserted[3]}" if inserted[3] else ""
        return f"{int(inserted[2]):03d}_{inserted[1]}{setup}"
    number = re.search(r"[0-9]{1,9}", slate)
    first = f"{int(number[0]):03d}_" if number else ""
    kept = re.sub(r"[^0-9A-Z]+", "-", slate.upper()).strip("-")[:24]
    mark = hashlib.sha256(slate.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{first}{kept}-{mark}"


def _base(scene_number: str) -> str:
    """What all slates of a scene begin with. It never ends in a letter, so that setups can be told from it."""
    number = "".join(scene_number.split()).upper()
    head = _without_setup(number)
    tail = number[len(head) :]
    if not tail:
        # The writer's own A12 is kept apart from the scene that slates as A12 because it was inserted as 12A.
        front = re.fullmatch(r"([^\W\d_]+)(\d+)", number)
        return f"{front[1]}-{front[2]}" if front else number or "0"
    if head.isdigit():
        return f"{tail}{head}"
    rest = head.rstrip("-.")
    if _without_setup(rest) != rest:
        return f"{tail}-{rest}-1"
    return f"{tail}-{rest or 1}"


def _without_setup(slate: str) -> str:
    return re.sub(r"[^\W\d_]+$", "", slate)


def _free(base: str, used: Collection[str]) -> Iterator[str]:
    return (slate for setup in _setups() if (slate := base + setup) not in used)


def _setups() -> Iterator[str]:
    yield ""
    for length in count(1):
        yield from ("".join(letters) for letters in product(_LETTERS, repeat=length))
