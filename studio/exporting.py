"""What leaves the house: exports in folders of their own, one for each cut and form, never overwritten.

Each is made aside and gets its name when it is whole: whatever stops it, no half export is ever seen.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from bible.errors import FolderError, StudioError
from bible.model import Frozen
from edit.sequence import Sequence, sequence_digest
from edit.sheet import Tile, write_sheet
from edit.sound import mix
from edit.turnover import CODECS, Program, Turnover, write_turnover
from edit.turnover_losses import LossReport
from renderers.media.editing import Codec
from renderers.media.normalise import write_frames
from renderers.media.picture import write_jpeg
from renderers.media.read import Stereo, film_frames, read_frame
from shots.recipe import PictureFormat
from studio.files import sync_file
from studio.folder import sync_folder, write_whole
from studio.handing_over import line_facts, prompts_of, take_facts
from studio.office import Office
from studio.page import Shown, takes_page
from studio.production import Production
from studio.reel import reel, reel_pieces
from studio.steps import reached
from studio.views import shot_views

_ASIDE = ".aside-"
_CLIPS = "clips"
_CLIP_WIDTH = 480
"""Of the clips on a page: two minutes of takes are some 12 MB."""


class Exported(Frozen):
    """An export that was made."""

    folder: str
    files: tuple[str, ...]
    """Paths inside the folder."""
    losses: tuple[LossReport, ...] = ()
    """What each form of a turnover could not carry."""


def export_turnover(
    office: Office, program: Program, codec: Codec | None, *, alternates: bool = True, bundle: bool = False
) -> Exported:
    """The cut for an editing program, with its media, as a folder or in one OTIOZ.

    Raises FolderError when there is no cut as things stand.
    """
    production, planned = office.standing()
    sequence = as_cut(office, production, planned.sequence)
    takes = take_facts(production, planned, prompts_of(office.store))
    if not alternates:
        seen = {clip.file for clip in (*sequence.clips, *sequence.offered)}
        takes = tuple(take for take in takes if take.file in seen)
    turnover = Turnover(
        program=program, version=production.cuts[-1].version, codec=codec or CODECS[program], takes=takes,
        lines=line_facts(production), bundle=bundle,
    )  # fmt: skip
    before = _turnover_before(office, turnover.version)

    def begin(files: Mapping[str, int]) -> None:
        office.reporter.stage("export", files)

    with new_folder(office, production, program.value) as (aside, final):
        reports = write_turnover(
            turnover, sequence, office.folder.root, aside, final, before, begin, office.reporter.ended
        )  # fmt: skip
    return exported(final, reports)


def as_cut(office: Office, production: Production, sequence: Sequence | None) -> Sequence:
    """The sequence, when the film shows it. Raises FolderError."""
    if not production.cuts or sequence is None:
        raise FolderError("there is no film yet", where=str(office.folder.root), cure="studio produce")
    cut = production.cuts[-1]
    gone = [made.file for made in cut.files if made.file in production.lost]
    if cut.content != sequence_digest(sequence) or gone:
        what = f"{gone[0]} is gone or was changed" if gone else "the film does not show what its shots ask for now"
        raise FolderError(what, where=str(office.folder.root), cure="studio produce")
    return sequence


def _turnover_before(office: Office, version: int) -> Path | None:
    """The timeline of the newest cut before this one that was handed over."""
    found: dict[int, Path] = {}
    for file in office.folder.path("exports").glob("v*/*_v[0-9]*.otio*"):
        number = file.stem.rpartition("_v")[2]
        if number.isdigit() and int(number) < version:
            found[int(number)] = file
    return found[max(found)] if found else None


def export_page(office: Office) -> Exported:
    """The takes as one web page, with a small clip and a still of each beside it.

    With each is heard what is heard over its shot. Raises MediaError when a take or a sound cannot be read.
    """
    production, planned = office.standing()
    takes = [take for take in production.takes if take.file not in production.lost]
    office.reporter.stage("page", {take.name: take.frames for take in takes} or {"page": 1})
    small = _small(production.picture)
    over = {piece.take.name: piece for piece in reel_pieces(production, planned)}
    shown = {}
    with new_folder(office, production, "page") as (aside, final):
        (aside / _CLIPS).mkdir()
        for take in takes:
            file, name = office.folder.path(take.file), Path(take.file).stem
            shown[take.name] = Shown(clip=f"{_CLIPS}/{name}.mp4", poster=f"{_CLIPS}/{name}.jpg")
            heard = _heard(office, reel(production, planned, [over[take.name]])) if take.name in over else None
            frames = film_frames(file, small, take.handles, take.frames)
            write_frames(frames, small, aside / shown[take.name].clip, heard, small=True)
            write_jpeg(read_frame(file, take.handles + take.frames // 2), small, aside / shown[take.name].poster)
            office.reporter.ended(take.name)
        write_whole(aside / "index.html", takes_page(production, planned, shown).encode())
    return exported(final)


def _heard(office: Office, one: Sequence) -> Stereo | None:
    """What is heard over a take; None for silence."""
    whole = np.concatenate(list(mix(one, office.folder.root)))
    return whole if whole.any() else None


def _small(picture: PictureFormat) -> PictureFormat:
    """The picture at a size that can be mailed."""
    width = min(_CLIP_WIDTH, picture.width)
    height = max(2, 2 * round(width * picture.height / picture.width / 2))
    return picture.model_copy(update={"width": width, "height": height})


def export_sheet(office: Office) -> Exported:
    """The contact sheet as PDF and pages of pictures: a frame of every shot with slate, size, move and line.

    Raises FolderError.
    """
    production, planned = office.standing()
    tiles = []
    for view in shot_views(production, planned):
        picked = next(node.pick for node in planned.nodes if node.kind == "clip" and node.name == view.slate)
        if picked is None:
            continue
        take = picked.take
        frame = read_frame(office.folder.path(take.file), take.handles + take.frames // 2)
        seconds = float(production.picture.rate.seconds(view.duration_frames))
        tiles.append(
            Tile(
                slate=view.slate,
                facts=f"{view.size} {view.framing.replace('_', ' ')} · {view.move.replace('_', ' ')} · {seconds:.1f} s",
                text=" / ".join(view.lines) or view.action,
                picture=frame,
            )
        )
    if not tiles:
        raise FolderError("there is no take to show yet", where=str(office.folder.root), cure="studio produce")
    title = production.script.title if production.script else production.name
    with new_folder(office, production, "sheet") as (aside, final):
        write_sheet(title, tiles, aside / f"{production.name}_sheet")
    return exported(final)


def exported(folder: Path, losses: tuple[LossReport, ...] = ()) -> Exported:
    """What lies in an export that was made."""
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return Exported(folder=str(folder), files=tuple(files), losses=losses)


@contextlib.contextmanager
def new_folder(office: Office, production: Production, form: str) -> Iterator[tuple[Path, Path]]:
    """A folder to write into, and `exports/v003_sheet` which it becomes; `v003_sheet_2` where that one exists.

    Nothing is left of it when it does not come to an end. Raises FolderError.
    """
    exports = office.folder.path("exports")
    final = _free_name(exports, f"v{production.cuts[-1].version if production.cuts else 0:03d}_{form}")
    try:
        exports.mkdir(exist_ok=True)
        for left in exports.glob(f"{_ASIDE}*"):
            shutil.rmtree(left)
        aside = exports / f"{_ASIDE}{final.name}"
        aside.mkdir()
        try:
            yield aside, final
            _sync(aside)
            reached("export written")
            os.rename(aside, final)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        sync_folder(exports)
        reached("export published")
    except OSError as error:
        if isinstance(error, StudioError):
            raise
        raise FolderError(
            f"the export cannot be written ({error.strerror or error})", where=str(final),
            cure="free some disk space and run it again",
        ) from error  # fmt: skip


def _free_name(exports: Path, name: str) -> Path:
    for count in range(1, 1000):
        folder = exports / (name if count == 1 else f"{name}_{count}")
        if not folder.exists():
            return folder
    raise FolderError("there are a thousand exports of this cut", where=str(exports), cure="move some away")


def _sync(folder: Path) -> None:
    """Make everything in a folder durable."""
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_file():
            sync_file(each)
        else:
            sync_folder(each)
    sync_folder(folder)
