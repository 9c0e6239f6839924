"""Commands that show: status, shots, takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bible.errors import SettingsError
from studio.commands.table import print_table
from studio.commands.terminal import (
    SELECTOR_HELP,
    AsJson,
    Inside,
    clock,
    counted,
    held_office,
    plainly,
    print_json,
    print_rows,
    print_text,
    read_office,
    typed,
)

if TYPE_CHECKING:
    from studio.office import Office

_KINDS = {"clip": "take", "master": "film"}
"""Kinds of nodes that people know by another word."""
_SCRIPT_STATES = {"edited": "was edited since", "gone": "is not there any more"}
_IN_WORDS = {"blocked": "waiting"}
"""States that people know by another word."""
_MARKS = ("circled", "no_good", "in_cut", "current", "lost")

AnyShots = Annotated[str, typer.Argument(metavar="[SHOTS]", help=SELECTOR_HELP)]


@plainly
def status(inside: Inside = Path("."), as_json: AsJson = False) -> None:
    """How the production stands, and what to type next."""
    from studio.folder import SETTINGS
    from studio.plugins import check_director
    from studio.script_file import script_state
    from studio.since_conform import in_short, since
    from studio.views import status_of

    with read_office(inside) as office:
        check_director(office.settings.director or "rule", where=SETTINGS)
        production, planned = office.standing()
        view = status_of(production, planned, script_state(office.folder, production))
        settings = _unlike_the_shots(office)
    if as_json:
        print_text(view.model_dump_json(indent=2))
        return
    length = clock(float(production.picture.rate.seconds(view.duration_frames)))
    version = f" (v{view.version:03d})" if view.version else ""
    rows = [
        f"{view.title or view.production}: {counted(view.scenes, 'scene')}, {counted(view.shots, 'shot')}, "
        f"{length} at {view.rate} fps",
        f"film: {_standing(view.film, version, view.film_reason)}",
    ]
    rows += (
        [f"script: {view.script} {_SCRIPT_STATES[view.script_state]}"] if view.script_state in _SCRIPT_STATES else []
    )
    rows += in_short(since(production, planned)) if production.conformed is not None else []
    rows += [f"to make: {counted(count, _KINDS.get(kind, kind))}" for kind, count in view.owed.items() if count]
    rows += [f"stale in the cut: {', '.join(view.stale)}"] if view.stale else []
    again, stills = ", ".join(view.again), ", ".join(view.stale_stills)
    rows += [typed(f"paid takes of something else: {again} (studio produce --stale orders them anew)")] if again else []
    rows += [typed(f"circled stills of something else: {stills} (studio nogood asks for others)")] if stills else []
    print_rows([*rows, *settings, f"next: {typed(view.next)}"])


def _unlike_the_shots(office: Office) -> list[str]:
    """A row where size or rate in the settings are not those the shots were made for."""
    try:
        office.store.check_picture(office.settings)
    except SettingsError as error:
        return [f"settings: {error.what}: {error.cure}"]
    return []


def _standing(state: str, version: str, reason: str) -> str:
    """How the film stands, in words: `current (v002)`, `waits for 1A, 1B`."""
    if state == "blocked":
        return f"{reason}{version and f'; {version.strip()} is the last cut'}"
    return f"{state}{version}{f' — {reason}' if reason else ''}"


@plainly
def shots(
    selector: Annotated[
        str, typer.Argument(metavar="[SHOTS]", help=f"{SELECTOR_HELP} Or `export`, `import` with a CSV file.")
    ] = "all",
    table: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The CSV file to write or to read.")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="What an editor would say of the list.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Show the shot list; write it as a table, and take it back."""
    if selector in ("export", "import"):
        _shot_table(selector, table, inside)
    elif coverage:
        _show_coverage(inside, as_json)
    else:
        _show_shots(selector, inside, as_json)


def _shot_table(way: str, table: Path | None, inside: Path) -> None:
    from studio.shot_table import shots_from_table, shots_to_table

    if way == "export":
        with read_office(inside) as office:
            print_rows([str(shots_to_table(office, table))])
        return
    if table is None:
        raise SettingsError("which table?", where="studio shots import", cure="studio shots import FILE.csv")
    with held_office(inside, "studio shots import") as office:
        kept, changed = shots_from_table(office, table)
    print_rows([typed(f"{kept} shots as they were, {changed} new or changed; studio produce makes what is owed")])


def _show_coverage(inside: Path, as_json: bool) -> None:
    from shots.review import review

    with read_office(inside) as office:
        production = office.production()
    if production.script is None or production.bible is None or production.shots is None:
        raise SettingsError("there is no shot list yet", cure="studio produce SCRIPT makes it")
    remarks = review(production.shots, production.script, production.bible)
    if as_json:
        print_json([remark.model_dump(mode="json") for remark in remarks])
        return
    print_table(
        ("scene", "slate", "about", "what", "what to do"),
        [(each.scene, each.slate, each.kind, each.what, each.cure) for each in remarks],
        wide=("what", "what to do"),
    )


def _show_shots(selector: str, inside: Path, as_json: bool) -> None:
    from studio.selectors import select_shots
    from studio.views import shot_views

    with read_office(inside) as office:
        production, planned = office.standing()
        chosen = {shot.slate for shot in select_shots(selector, production, planned)}
        views = [view for view in shot_views(production, planned) if view.slate in chosen]
    if as_json:
        print_json([view.model_dump(mode="json") for view in views])
        return
    rate = production.picture.rate
    print_table(
        ("slate", "scene", "size", "move", "length", "in frame", "what happens", "take", "state"),
        [
            (
                view.slate,
                view.scene,
                view.size,
                view.move,
                f"{float(rate.seconds(view.duration_frames)):.1f} s",
                ", ".join(view.characters),
                " / ".join(view.lines) or view.action,
                f"{view.take}{' circled' if view.circled and view.circled == view.take else ''}",
                _IN_WORDS.get(view.state, view.state),
            )
            for view in views
        ],
        wide=("in frame", "what happens"),
    )


@plainly
def takes(selector: AnyShots = "all", inside: Inside = Path("."), as_json: AsJson = False) -> None:
    """Show the takes and stills."""
    from studio.selectors import select_shots
    from studio.views import still_views, take_views

    with read_office(inside) as office:
        production, planned = office.standing()
        ids = frozenset(shot.id for shot in select_shots(selector, production, planned))
        views = take_views(production, planned, None if selector == "all" else ids)
        stills = still_views(production, None if selector == "all" else ids)
    if as_json:
        print_json([view.model_dump(mode="json") for view in (*views, *stills)])
        return
    rows = [
        (
            view.take,
            str(view.frames),
            view.renderer,
            view.made_at[:19].replace("T", " "),
            ", ".join(
                [
                    *(mark.replace("_", " ") for mark in _MARKS if getattr(view, mark)),
                    *([f"sound {view.sound}"] if view.sound else []),
                    *([f"circle {view.take} --sound heard"] if view.sound == "muted" else []),
                    *(name.partition(" ")[2] for name in view.versions[-1:]),
                ]
            ),
            view.file,
        )
        for view in views
    ]
    rows += [
        (
            still.still,
            "still",
            still.renderer,
            still.made_at[:19].replace("T", " "),
            ", ".join(mark.replace("_", " ") for mark in ("circled", "no_good", "lost") if getattr(still, mark)),
            still.file,
        )
        for still in stills
    ]
    print_table(("take", "frames", "renderer", "made", "", "file"), rows, wide=("file",))
