"""What leaves the house: exports in folders of their own, one for each cut and form, never overwritten."""

from __future__ import annotations

from pathlib import Path

from bible.errors import FolderError
from edit.sheet import Tile, write_sheet
from renderers.media.read import read_frame
from studio.folder import write_whole
from studio.office import Office
from studio.page import takes_page
from studio.views import shot_views


def export_page(office: Office) -> tuple[Path, ...]:
    """The takes as one web page beside the film."""
    page = _new_folder(office, "page") / "index.html"
    write_whole(page, takes_page(office.production(), office.plan(), "../..").encode())
    return (page,)


def export_sheet(office: Office) -> tuple[Path, ...]:
    """The contact sheet as PNG and PDF: a frame of every shot with slate, size, move and line."""
    production, planned = office.production(), office.plan()
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
    folder = _new_folder(office, "sheet")
    title = production.script.title if production.script else production.name
    return write_sheet(title, tiles, folder / f"{production.name}_sheet")


def _new_folder(office: Office, form: str) -> Path:
    """`exports/v003_sheet`, or `v003_sheet_2` where that one exists."""
    cuts = office.production().cuts
    name = f"v{cuts[-1].version if cuts else 0:03d}_{form}"
    exports = office.folder.path("exports")
    for count in range(1, 1000):
        folder = exports / (name if count == 1 else f"{name}_{count}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        return folder
    raise FolderError("there are a thousand exports of this cut", where=str(exports), cure="move some away")
