"""One's own media: films become takes and pictures keyframes, matched to shots by slate, circled, never overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from bible.errors import MediaError, SelectorError
from bible.model import Frozen
from edit.conform_assemble import OWN
from edit.take_sound import Use
from renderers.media.normalise import normalise_whole
from renderers.media.picture import ENDINGS as PICTURES
from renderers.media.picture import read_picture, write_picture
from renderers.media.read import count_film_frames, differences
from renderers.still_move import beyond_frame
from shots.shot import Shot
from shots.slates import file_slate
from shots.take import Still, Take
from studio.files import sha256_of
from studio.names import keyframe_file, take_file
from studio.office import Office
from studio.plan import Node, Plan
from studio.production import Production, Ruling, Verdict
from studio.selectors import select_shots
from studio.take_sounds import rule_on_sound

FILMS = (".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mxf")
"""File endings of films, lower-case."""
_HELD = 3
"""How many frames a film that is too short may hold its last one for: conversions lose a frame or two at the end."""
BOARDS = ".storyboarder"
_NO_SOUND = "; it has no sound"


class Brought(Frozen):
    """A file for a shot."""

    shot: Shot
    file: str
    use: Literal["take", "keyframe"]
    first: bool = True
    """The first one of its shot, the one to be chosen."""


class Found(Frozen):
    """What was matched to shots, and what was not."""

    brought: tuple[Brought, ...]
    unmatched: tuple[str, ...] = ()


def media_for(production: Production, planned: Plan, what: str, media: Path | None, use: str) -> Found:
    """Which files go to which shots: one file for one shot, a folder by slate, or boards by shot.

    Raises SelectorError when the shot is not known, MediaError when a file is neither film nor picture.
    """
    if media is not None:
        shots = select_shots(what, production, planned)
        if len(shots) != 1:
            raise SelectorError(f"{what!r} names {len(shots)} shots", cure="name one slate for one file")
        return Found(brought=(Brought(shot=shots[0], file=str(_existing(media)), use=_use(media, use)),))
    place = Path(what)
    if place.suffix.lower() == BOARDS:
        return _from_boards(production, place)
    if not place.is_dir():
        raise MediaError("no folder of media here", where=what, cure="studio add SLATE FILE, or studio add FOLDER")
    return _from_folder(production, place, use)


def add_media(office: Office, found: Found, note: str, sound: Use | None = None) -> tuple[str, ...]:
    """Take the files into the production and circle the first of each shot. Returns a row for each.

    `sound` says what becomes of the films' own sound; without it, it is heard.
    """
    rows, planned = [], None
    for brought in found.brought:
        if brought.use == "take":
            # A film changes nothing of what shots ask for; a picture may.
            planned = planned or office.plan()
            node = planned.of_shot(brought.shot.id)
            content, (name, held, told) = node.content, _add_film(office, brought, node, sound)
        else:
            planned = None
            content, (name, held, told) = "", _add_picture(office, brought, sound)
        if brought.first:
            _circle(office, brought, int(re.sub(r".*\D", "", name)), content, note)
        short = f"; {held} frame{'s' * (held > 1)} short, so its last one is held" if held else ""
        rows.append(f"{name}: {Path(brought.file).name}{short}{told}")
    return tuple(rows)


def _existing(media: Path) -> Path:
    if not media.is_file():
        raise MediaError("no such file", where=str(media), cure="name a film or a picture")
    return media.resolve()


def _use(media: Path, use: str) -> Literal["take", "keyframe"]:
    ending = media.suffix.lower()
    if ending in PICTURES:
        if use == "take":
            raise MediaError("a picture is no take", where=str(media), cure="--as keyframe: the shot moves over it")
        return "keyframe"
    if ending not in FILMS:
        raise MediaError(
            f"{ending or 'a file without an ending'} is neither film nor picture",
            where=str(media),
            cure=f"films are {', '.join(FILMS)}; pictures {', '.join(PICTURES)}",
        )
    if use == "keyframe":
        raise MediaError("a film is no keyframe", where=str(media), cure="--as take, or a picture of it")
    return "take"


def _from_folder(production: Production, folder: Path, use: str) -> Found:
    brought, unmatched, seen = [], [], set()
    for file in sorted(each for each in folder.iterdir() if each.is_file()):
        shot = shot_named(file.stem, production)
        if shot is None or file.suffix.lower() not in (*FILMS, *PICTURES):
            unmatched.append(file.name)
            continue
        kind = _use(file, use)
        brought.append(Brought(shot=shot, file=str(file.resolve()), use=kind, first=(shot.id, kind) not in seen))
        seen.add((shot.id, kind))
    if not brought:
        raise MediaError(
            "no file here is named by a slate",
            where=str(folder),
            cure="name them like 12A.mov or film_012A_anything.png",
        )
    return Found(brought=tuple(brought), unmatched=tuple(unmatched))


def shot_named(stem: str, production: Production) -> Shot | None:
    """The shot a file name speaks of: its first part that is a slate, as people or files write it."""
    shots = production.shots.shots if production.shots else ()
    names = {name.upper(): shot for shot in shots for name in (shot.slate, file_slate(shot.slate))}
    if stem.upper() in names:
        return names[stem.upper()]
    parts = [part.upper() for part in re.split(r"[\s_.,()\[\]-]+", stem) if part]
    return next((names[part] for part in parts if part in names), None)


def _from_boards(production: Production, file: Path) -> Found:
    """The boards of a Storyboarder file: pictures in `images/` beside it, each with the shot it belongs to."""
    try:
        boards = json.loads(_existing(file).read_text(encoding="utf-8"))["boards"]
        named = [(str(board.get("shot", "")), str(board["url"])) for board in boards]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MediaError(f"is no Storyboarder file ({error})", where=str(file), cure="save it again there") from error
    brought, unmatched, seen = [], [], set()
    for label, url in named:
        picture = _board_picture(file.parent / "images", Path(url).name)
        shot = shot_named(label, production) if label else None
        if shot is None or picture is None:
            unmatched.append(f"{label or 'a board'} ({url})")
            continue
        brought.append(Brought(shot=shot, file=str(picture), use="keyframe", first=shot.id not in seen))
        seen.add(shot.id)
    if not brought:
        raise MediaError("no board belongs to a shot of this film", where=str(file), cure="studio shots lists them")
    return Found(brought=tuple(brought), unmatched=tuple(unmatched))


def _board_picture(folder: Path, name: str) -> Path | None:
    """The whole board, all layers in one, where Storyboarder wrote it; else the layer the board names."""
    whole = folder / f"{Path(name).stem}-posterframe.jpg"
    return next((each for each in (whole, folder / name) if each.is_file()), None)


def _add_film(office: Office, brought: Brought, node: Node, sound: Use | None) -> tuple[str, int, str]:
    """The name of the new take, for how many frames its last one is held, and what was done with it, in words."""
    shot, source = brought.shot, Path(brought.file)
    assert node.recipe is not None
    attempt = office.store.intend(
        "clip",
        shot.id,
        node.content,
        f"own {sha256_of(source)}",
        lambda number: (take_file(office.folder.name, shot.slate, number),),
    )
    to = office.store.aside_file(attempt, attempt.files[0])
    to.unlink(missing_ok=True)
    try:
        own = count_film_frames(source, node.recipe.picture)
        whole = normalise_whole(source, node.recipe.picture, to, at_least=node.recipe.frames, held=_HELD)
        frames, done = whole.frames, "; ".join(differences(source, node.recipe.picture))
        if frames < node.recipe.frames:
            raise MediaError(
                f"has {frames} frames, {shot.slate} needs {node.recipe.frames}",
                where=str(source),
                cure=f"bring a longer one, or studio revise {shot.slate} --duration {frames}",
            )
    except MediaError as error:
        office.store.fail(attempt, str(error))
        raise
    take = Take(
        shot=shot.id,
        slate=shot.slate,
        number=attempt.number,
        file=attempt.files[0],
        sha256="",
        frames=frames,
        handles=0,
        content=node.content,
        renderer=OWN,
        revision="",
        sound="sound" if whole.sound else "",
    )
    office.store.made(attempt, take, done)
    office.store.publish(attempt)
    if whole.sound and sound is not None:
        rule_on_sound(office, take, sound)
    heard = _told_of_sound(take, sound, bool(node.recipe.utterances))
    return take.name, frames - own, f"{done and f'; {done}'}{heard}"


def _told_of_sound(take: Take, sound: Use | None, lines: bool) -> str:
    if not take.sound:
        return _NO_SOUND if sound is not None else ""
    if sound is None and lines:
        return f"; its sound is heard beside the recordings: studio circle {take.name} --sound speaks or muted"
    return f"; its sound {'is ' * (sound != 'speaks')}{sound or 'heard'}"


def _add_picture(office: Office, brought: Brought, sound: Use | None) -> tuple[str, int, str]:
    """The name of the new keyframe, 0, and what of it the shot will not show, in words."""
    shot = brought.shot

    def named(number: int) -> str:
        return keyframe_file(office.folder.name, shot.slate, number)

    still = take_in_picture(office, "keyframe", (shot.id, shot.slate), Path(brought.file), named)
    beyond = beyond_frame((still.width, still.height), office.settings.picture)
    cropped = f"; {beyond} lies beyond the frame" if beyond else ""
    return still.name, 0, f"{cropped}{_NO_SOUND if sound is not None else ''}"


def take_in_picture(
    office: Office,
    kind: Literal["still", "keyframe"],
    subject: tuple[str, str],
    source: Path,
    named: Callable[[int], str],
) -> Still:
    """Take a person's own picture in as a still: a `keyframe` of a shot or a `still` of an entry.

    `subject` is the id and what people call it, `named` gives the file for a number. Raises MediaError when it is no
    picture.
    """
    attempt = office.store.intend(kind, subject[0], "", f"own {sha256_of(source)}", lambda number: (named(number),))
    to = office.store.aside_file(attempt, attempt.files[0])
    to.unlink(missing_ok=True)
    try:
        pixels = read_picture(source)
        write_picture(pixels, to)
    except MediaError as error:
        office.store.fail(attempt, str(error))
        raise
    height, width = pixels.shape[:2]
    still = Still(
        subject=subject[0], slate=subject[1], number=attempt.number, file=attempt.files[0], sha256="", width=width,
        height=height, content="", renderer=OWN, revision="",
    )  # fmt: skip
    office.store.made(attempt, still)
    office.store.publish(attempt)
    return still


def _circle(office: Office, brought: Brought, number: int, content: str, note: str) -> None:
    office.store.rule(
        Verdict(
            subject=brought.shot.id,
            of="take" if brought.use == "take" else "still",
            number=number,
            ruling=Ruling.CIRCLED,
            content=content,
            note=note or "brought",
        )
    )
