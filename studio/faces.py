"""A person's own picture of a character: taken in as a reference still, and chosen."""

from __future__ import annotations

from pathlib import Path

from bible.errors import BibleError, MediaError
from renderers.media.picture import read_picture, write_picture
from shots.take import Still
from studio.files import sha256_of
from studio.names import still_file
from studio.office import Office
from studio.production import Ruling, Verdict

OWN = "own"


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
    attempt = office.store.intend(
        "still", token, "", f"own {sha256_of(picture)}", lambda number: (still_file(office.folder.name, token, number),)
    )
    to = office.store.aside_file(attempt, attempt.files[0])
    to.unlink(missing_ok=True)
    try:
        pixels = read_picture(picture)
        write_picture(pixels, to)
    except MediaError as error:
        office.store.fail(attempt, str(error))
        raise
    height, width = pixels.shape[:2]
    still = Still(
        subject=token, slate=token, number=attempt.number, file=attempt.files[0], sha256="", width=width, height=height,
        content="", renderer=OWN, revision="",
    )  # fmt: skip
    office.store.made(attempt, still)
    office.store.publish(attempt)
    office.store.rule(
        Verdict(subject=token, of="still", number=attempt.number, ruling=Ruling.CIRCLED, note="named in the bible")
    )
    return still.name
