"""Commands by which the cut comes back: conform, lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.commands.table import print_table
from studio.commands.terminal import (
    AsJson,
    Inside,
    finish,
    held_office,
    plainly,
    print_json,
    print_rows,
    print_text,
    read_office,
    say,
    say_unfinished,
)

if TYPE_CHECKING:
    from studio.conforming import Report


@plainly
def conform(
    cut: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="An .otio, .otioz, .xml (Final Cut Pro 7), .fcpxml, .aaf or .edl."),
    ] = None,
    media: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where your own media lie; beside the cut by default.")
    ] = None,
    lock: Annotated[bool, typer.Option("--lock", help="Lock the picture as it comes in.")] = False,
    give_back: Annotated[bool, typer.Option("--give-back", help="Let studio cut again as the script goes.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Take the editor's cut back in. From then on it owns order and lengths. Without FILE: what came since."""
    if give_back:
        _give_back(inside, as_json)
    elif cut is None:
        _show_since(inside, as_json)
    else:
        _take_in(cut, media, lock, inside, as_json)


def _take_in(cut: Path, media: Path | None, lock: bool, inside: Path, as_json: bool) -> None:
    from studio.conforming import conform as take_in
    from studio.conforming import lock as freeze

    with held_office(inside, "studio conform") as office:
        report = take_in(office, cut, media)
        if lock:
            freeze(office)
        summary = office.make() if report.changed else None
        if as_json:
            print_json({**report.model_dump(mode="json"), "cut": summary.cut if summary else None})
            if summary is not None:
                say_unfinished(summary)
            return
        _show_report(report)
        if summary is not None:
            finish(office, summary, as_json)


def _show_report(report: Report) -> None:
    if report.changed:
        print_table(
            ("what", "at", "of", "how"),
            [(each.kind, each.at, each.subject, each.what) for each in report.remarks],
            wide=("how",),
        )
    else:
        print_rows([f"{report.file}: nothing changed"])
    for name in report.circled:
        say(f"{name}: circled, as the editor shows it")
    for words in report.strange:
        say(f"not carried over: {words}")
    for name in report.not_here:
        say(f"not here: {name}; black stands in its place. --media DIR says where it lies")


def _show_since(inside: Path, as_json: bool) -> None:
    from studio.since_conform import since

    with read_office(inside) as office:
        told = since(*office.standing())
    if as_json:
        print_text(told.model_dump_json(indent=2))
        return
    print_rows([told.holds, *(f"{each.kind}: {each.subject} — {each.what}" for each in told.changes)])


def _give_back(inside: Path, as_json: bool) -> None:
    from studio.conforming import release

    with held_office(inside, "studio conform --give-back") as office:
        release(office, give_back=True)
        finish(office, office.make(), as_json)


@plainly
def lock(
    release: Annotated[bool, typer.Option("--release", help="Take the lock off.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Lock the picture: order and lengths stay as they are. Takes are still replaced like for like."""
    from studio.conforming import lock as freeze
    from studio.conforming import release as let_go

    with held_office(inside, "studio lock") as office:
        if release:
            let_go(office)
        else:
            freeze(office)
        production = office.production()
        held = production.conformed
        told = {"locked": held is not None and held.locked, "shots": len(held.cut.clips) if held else 0}
        if as_json:
            print_json(told)
        elif release:
            print_rows(["the picture is open again"])
        else:
            print_rows([f"picture locked: {told['shots']} clips; studio lock --release opens it again"])
