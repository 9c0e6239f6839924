"""Films to hand over: the cut in a preset, without its words, in stems; and the takes as a dailies reel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av

from bible.errors import FolderError
from bible.model import Frozen
from edit.dailies import REEL, dailies_frames
from edit.delivery import write_delivery
from edit.finer import finer
from edit.moviepy_engine import moviepy_frames
from edit.presets import Preset, preset
from edit.sequence import Sequence
from edit.shaping import inner_picture
from edit.stems import write_stems
from edit.textless import textless
from shots.recipe import PictureFormat
from studio.exporting import Exported, as_cut, exported, new_folder
from studio.office import Office
from studio.redrawing import bare_takes, finer_takes
from studio.reel import note_on, reel, reel_pieces
from studio.worker import Step


class FilmWanted(Frozen):
    """How a film is wanted."""

    preset: str = "web"
    loudness: float | None = None
    """LUFS; None: the preset's."""
    textless: bool = False
    burnt: bool = False
    """Its captions in the picture."""
    stems: bool = False
    moviepy: bool = False
    """Made the plain way, to compare: badges and effects are left out."""


def export_film(office: Office, wanted: FilmWanted) -> Exported:
    """The film as it is cut, into a folder of `exports/`. Raises FolderError when there is none as things stand."""
    production, planned = office.standing()
    sequence = as_cut(office, production, planned.sequence)
    form = preset(wanted.preset, wanted.loudness)
    with new_folder(office, production, "_".join(filter(None, (form.name, _words(wanted))))) as (aside, final):
        write_film(office, sequence, production.cuts[-1].version, wanted, aside)
    return exported(final)


def export_dailies(office: Office) -> Exported:
    """Every take in one film, into a folder of `exports/`. Raises FolderError when there is none."""
    production = office.production()
    with new_folder(office, production, "dailies") as (aside, final):
        write_dailies(office, aside)
    return exported(final)


def write_film(office: Office, sequence: Sequence, version: int, wanted: FilmWanted, folder: Path) -> tuple[Path, ...]:
    """Write the film, and its stems if they are wanted, into a folder.

    Raises SettingsError for a preset or loudness there is not, MissingExtraError without MoviePy where it is asked for,
    MediaError when a media file cannot be used, FolderError when the disk does not take it.
    """
    form = preset(wanted.preset, wanted.loudness)
    root = office.folder.root
    shown = _as_wanted(office, sequence, form, wanted)
    parts = [sequence.name, f"v{version:03d}", form.name, _words(wanted)]
    film = folder / f"{'_'.join(part for part in parts if part)}.{form.form}"
    frames: Callable[[PictureFormat], Iterator[av.VideoFrame]] | None = None
    if wanted.moviepy:
        frames = lambda picture: moviepy_frames(shown, root, picture)  # noqa: E731
    office.reporter.stage("film", {film.name: sequence.frames})
    write_delivery(shown, root, form, film, frames, _told(office, film.name), burnt=wanted.burnt)
    if office.signing is not None:
        office.signing.film(sequence, version, film)
    office.reporter.ended(film.name)
    stems = write_stems(sequence, root, folder, form.loudness, form.ceiling) if wanted.stems else ()
    return (film, *stems)


def _words(wanted: FilmWanted) -> str:
    """What a film's name says of the words in its picture."""
    return "textless" if wanted.textless else "captioned" if wanted.burnt else ""


def _as_wanted(office: Office, sequence: Sequence, form: Preset, wanted: FilmWanted) -> Sequence:
    """The sequence without its words if that is wanted, and drawn as fine as it is to be seen."""
    own = sequence.picture
    seen = inner_picture(own, form.picture(own))
    larger = seen.width > own.width
    bare = bare_takes(office, sequence, seen if larger else own) if wanted.textless else ()
    shown = textless(sequence, bare) if wanted.textless else sequence
    return finer(shown, seen, finer_takes(office, shown, seen)) if larger else shown


def write_dailies(office: Office, folder: Path, slates: frozenset[str] = frozenset()) -> tuple[Path, ...]:
    """Write every take there is, or those of some shots, into one film with its name, timecode and note burnt in.

    Raises FolderError when there is no take.
    """
    production, planned = office.standing()
    pieces = tuple(reel_pieces(production, planned, slates))
    sequence, notes = reel(production, planned, pieces), {each.take.name: note_on(production, each) for each in pieces}
    if not pieces:
        raise FolderError("there is no take to show yet", where=str(office.folder.root), cure="studio produce")
    root, to = office.folder.root, folder / f"{production.name}_dailies.mp4"
    office.reporter.stage("dailies", {to.name: sequence.frames})
    write_delivery(
        sequence, root, REEL, to, lambda picture: dailies_frames(sequence, root, picture, notes),
        _told(office, to.name),
    )  # fmt: skip
    office.reporter.ended(to.name)
    return (to,)


def _told(office: Office, name: str) -> Callable[[int, int], None]:
    return lambda done, total: office.reporter.step(Step(name=name, done=done, total=total))
