"""A person's own picture of a character: taken in as a reference still, and chosen."""

from __future__ import annotations

from pathlib import Path

from bible.errors import BibleError
from studio.adding import take_in_picture
from studio.names import still_file
from studio.office import Office
from studio.production import Ruling, Verdict


def find_face(face: str, beside: Path) -> Path:
    """The picture a bible names, by its path from the bible's file. Raises BibleError where there is none."""
    file = beside.parent / face
    try:
        file = file.resolve()
        there = file.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        raise BibleError(f"there is no picture {face!r}", where=str(beside), cure="name one by its path from this file")
    return file


def add_face(office: Office, token: str, picture: Path) -> str:
    """Take a picture in as a still of an entry and circle it; returns the still's name, `@NORA-2`.

    Raises MediaError when it is no picture.
    """
    still = take_in_picture(
        office, "still", (token, token), picture, lambda number: still_file(office.folder.name, token, number)
    )
    office.store.rule(
        Verdict(subject=token, of="still", number=still.number, ruling=Ruling.CIRCLED, note="named in the bible")
    )
    return still.name
