"""The command line: git's manners, results on stdout, progress on stderr, no traceback for a user's mistake.

Exit codes: 0 done; 1 a clear error; 2 usage; 3 finished with shots that failed, the film made all the same.
"""

from __future__ import annotations

import functools
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from bible.errors import StudioError

if TYPE_CHECKING:
    from studio.office import Office, Summary

FAILED, UNFINISHED, INTERRUPTED = 1, 3, 130

app = typer.Typer(
    name="studio",
    help="Turn a script into a film.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Inside = Annotated[Path, typer.Option("-C", metavar="DIR", help="The production folder; where you are by default.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


class Stage(StrEnum):
    """How far `produce` goes."""

    BIBLE = "bible"
    SHOTS = "shots"
    VOICES = "voices"
    TAKES = "takes"
    FILM = "film"


def main() -> None:
    """Run the command line; the console script."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        from studio.guard import check_siblings

        check_siblings()
        app(standalone_mode=True)
    except StudioError as error:
        sys.stderr.write(f"studio: {error}\n")
        sys.exit(FAILED)
    except (KeyboardInterrupt, _StoppedError):
        sys.stderr.write("\nstudio: stopped; the same command goes on where it stopped\n")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(FAILED)


class _StoppedError(BaseException):
    """SIGTERM: leave as Ctrl-C does."""


def _stop(number: int, frame: object) -> None:
    raise _StoppedError


def _plain(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Let a disk that is full or a folder that is closed be told in one line, like every other mistake."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            raise
        except OSError as error:
            what = error.strerror or str(error)
            raise StudioError(
                f"cannot go on ({what})",
                where=str(error.filename or ""),
                cure="free the disk or the folder, then run it again",
            ) from error

    return run


@app.command()
@_plain
def produce(
    script: Annotated[
        Path | None, typer.Argument(help="The script; without it, what this production still owes.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The production folder; beside the script by default.")
    ] = None,
    until: Annotated[Stage, typer.Option(help="How far to go.")] = Stage.FILM,
    rate: Annotated[str, typer.Option(help="Frames per second of a new production: 24, 23.976, 25, 29.97df ...")] = "",
    size: Annotated[str, typer.Option(help="Picture size of a new production: 1920x1080.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made; make nothing.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Make everything the film still owes, and cut it."""
    from bible.read import read_script
    from studio.folder import ProductionFolder, folder_for
    from studio.settings import make_settings, settings_text

    if script is None:
        folder = ProductionFolder.open(into or inside)
    else:
        # Read it before anything is made: a script that cannot be read leaves nothing behind.
        text_of = read_script(script)
        root = folder_for(script, into)
        new = make_settings(rate, size)
        if dry_run and not root.exists():
            _print_rows([f"would make {root}/ with {len(text_of.scenes)} scenes; nothing is there yet"])
            return
        folder = ProductionFolder.make(root, settings_text(new))
    with _office(folder.root, "studio produce") as office:
        _check_given(office, rate, size)
        directed = office.direct(script) if script is not None else False
        if dry_run:
            _show_owed(office, as_json)
            return
        if directed:
            _say_directed(office)
        from studio.office import Until

        summary = office.make(Until(until.value))
        _finish(office, summary, as_json)


@app.command()
@_plain
def status(inside: Inside = Path("."), as_json: AsJson = False) -> None:
    """How the production stands, and what to type next."""
    from studio.views import status_of

    with _reading(inside) as office:
        production = office.production()
        view = status_of(production, office.plan())
    if as_json:
        _print(view.model_dump_json(indent=2))
        return
    seconds = float(production.picture.rate.seconds(view.duration_frames))
    rows = [
        f"{view.title or view.production}: {view.scenes} scenes, {view.shots} shots, {_clock(seconds)} at {view.rate} frames a second",
        f"film: {view.film}{' (v%03d)' % view.version if view.version else ''}{' — ' + view.film_reason if view.film_reason else ''}",
    ]
    rows += [f"to make: {count} {_PLURALS[kind]}" for kind, count in view.owed.items() if count]
    rows += [f"stale in the cut: {', '.join(view.stale)}"] if view.stale else []
    _print_rows([*rows, f"next: {view.next}"])


@app.command()
@_plain
def shots(
    selector: Annotated[
        str, typer.Argument(metavar="SHOTS", help="12A, 12A-12F, scene:4, @NORA, state:stale, all.")
    ] = "all",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Show the shot list."""
    from studio.selectors import select_shots
    from studio.views import shot_views

    with _reading(inside) as office:
        production, planned = office.production(), office.plan()
        chosen = {shot.slate for shot in select_shots(selector, production, planned)}
        views = [view for view in shot_views(production, planned) if view.slate in chosen]
    if as_json:
        _print_json([view.model_dump(mode="json") for view in views])
        return
    rate = production.picture.rate
    _print_table(
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
                view.state,
            )
            for view in views
        ],
    )


@app.command()
@_plain
def takes(
    selector: Annotated[str, typer.Argument(metavar="[SHOTS]", help="Which shots; all by default.")] = "all",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Show the takes."""
    from studio.selectors import select_shots
    from studio.views import take_views

    with _reading(inside) as office:
        production, planned = office.production(), office.plan()
        ids = frozenset(shot.id for shot in select_shots(selector, production, planned))
        views = take_views(production, planned, None if selector == "all" else ids)
    if as_json:
        _print_json([view.model_dump(mode="json") for view in views])
        return
    marks = ("circled", "no_good", "in_cut", "current", "lost")
    _print_table(
        ("take", "frames", "renderer", "made", "", "file"),
        [
            (
                view.take,
                str(view.frames),
                view.renderer,
                view.made_at[:19].replace("T", " "),
                ", ".join(mark.replace("_", " ") for mark in marks if getattr(view, mark)),
                view.file,
            )
            for view in views
        ],
    )


@app.command()
@_plain
def revise(
    selector: Annotated[str, typer.Argument(metavar="SHOTS", help="12A, 12A-12F, scene:4, @NORA, all.")],
    size: Annotated[str, typer.Option(help="EWS WS FS MLS MS MCU CU ECU.")] = "",
    move: Annotated[str, typer.Option(help="static, push_in, pan_left ...")] = "",
    angle: Annotated[str, typer.Option(help="eye, low, high, overhead, dutch.")] = "",
    action: Annotated[str | None, typer.Option(help="What happens, in words.")] = None,
    duration: Annotated[int | None, typer.Option(help="Length in frames; never shorter than the words need.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Change shots, then make what became stale."""
    from studio.revising import changes_from, revise_shots

    changes = changes_from(size=size, move=move, angle=angle, action=action, duration=duration)
    with _office(inside, "studio revise") as office:
        for slate, change in revise_shots(office, selector, changes, note):
            sys.stderr.write(f"{slate}: {change.field} {change.before or '—'} → {change.after or '—'}\n")
        _finish(office, office.make(), as_json)


@app.command()
@_plain
def circle(
    take: Annotated[str, typer.Argument(metavar="TAKE", help="The take for the cut: 12A-3.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Choose a take for the cut, and cut it in."""
    from studio.revising import circle_take

    with _office(inside, "studio circle") as office:
        circle_take(office, take, note)
        _finish(office, office.make(), as_json)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Turn a script into a film."""
    if version:
        from studio import __version__

        _print(__version__)
        raise typer.Exit


_PLURALS = {"recording": "recordings", "clip": "takes", "master": "film"}


@contextmanager
def _office(root: Path, command: str) -> Iterator[Office]:
    """Hold the production and show progress."""
    from studio.folder import ProductionFolder
    from studio.office import open_office
    from studio.progress import LiveReporter

    with LiveReporter() as reporter, open_office(ProductionFolder(root), command, reporter) as office:
        yield office


@contextmanager
def _reading(root: Path) -> Iterator[Office]:
    """Look into a production without holding it."""
    from studio.folder import ProductionFolder
    from studio.office import look_into

    with look_into(ProductionFolder.open(root)) as office:
        yield office


def _check_given(office: Office, rate: str, size: str) -> None:
    from studio.settings import make_settings

    given = make_settings(rate or office.settings.rate, size or "x".join(map(str, office.settings.size)))
    office.store.check_picture(given)


def _say_directed(office: Office) -> None:
    production = office.production()
    assert production.script is not None and production.bible is not None and production.shots is not None
    office.reporter.say(
        f"{production.script.title}: {len(production.script.scenes)} scenes, "
        f"{len(production.bible.characters)} characters, {len(production.shots.shots)} shots"
    )


def _show_owed(office: Office, as_json: bool) -> None:
    owed = [node for node in office.plan().nodes if node.owed]
    if as_json:
        _print_json([{"kind": n.kind, "name": n.name, "state": n.state.value, "reason": n.reason} for n in owed])
    else:
        _print_rows([f"{node.kind:<10} {node.name}: {node.reason}" for node in owed] or ["nothing is owed"])


def _finish(office: Office, summary: Summary, as_json: bool) -> None:
    """Say what was done, and end with the exit code that fits."""
    from studio.views import status_of

    production = office.production()
    view = status_of(production, office.plan())
    film = office.folder.root / "film.mp4"
    if as_json:
        _print_json(
            {**summary.model_dump(mode="json"), "film": str(film) if film.exists() else None, "state": view.film}
        )
    else:
        done = f"{summary.recordings} recordings, {summary.takes} takes"
        cut = f", cut v{summary.cut:03d}" if summary.cut else ", nothing to cut"
        rows = [f"made {done}{cut}" if summary.recordings or summary.takes or summary.cut else "nothing was owed"]
        rows += [str(film)] if film.exists() else []
        _print_rows(rows)
    if summary.failed:
        sys.stderr.write(f"studio: {len(summary.failed)} failed: {', '.join(summary.failed)}\n")
        raise typer.Exit(UNFINISHED)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _print_rows(rows: list[str]) -> None:
    _print("\n".join(rows))


def _print_json(value: object) -> None:
    import json

    _print(json.dumps(value, indent=2, ensure_ascii=False))


def _print_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console(markup=False, highlight=False)
    console.print(table)
