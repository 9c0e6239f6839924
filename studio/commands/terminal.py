"""What all commands share: the options they have in common, holding or reading a production, and printing."""

from __future__ import annotations

import errno
import functools
import gc
import json
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from bible.errors import StudioError
from bible.unseen import seen
from studio.secrets import redact
from studio.stopping import StoppedError

if TYPE_CHECKING:
    from studio.drafting import NewDraft
    from studio.office import Office
    from studio.summary import Summary, Until

FAILED, UNFINISHED = 1, 3

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Inside = Annotated[Path, typer.Option("-C", metavar="DIR", help="The production folder; where you are by default.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Note = Annotated[str, typer.Option(help="Why, in words.")]
_COMMAND = re.compile(
    r"\bstudio (?:produce(?! SCRIPT)|status|bible|shots|takes|revise|retake|circle|keep|nogood|add|finish|export"
    r"|dailies|conform|lock|explain|replay|report|settle|cancel|doctor(?! --make))\b(?! -C)"
)
"""Commands that work in a production folder."""
_CURES = {
    errno.ENAMETOOLONG: "use a shorter name",
    errno.EACCES: "name a place you may write",
    errno.EPERM: "name a place you may write",
    errno.EROFS: "name a place you may write",
    errno.ENOENT: "check the name",
}
"""What to do about what the system refuses."""
_start: ContextVar[Path] = ContextVar("start", default=Path("."))
"""The folder that `-C` named before the command."""
_place: ContextVar[Path] = ContextVar("place", default=Path("."))
"""Where the production is: what `-C` named before the command and after it, or where its script told."""
SELECTOR_HELP = "12A, 12A-12F, scene:4, @NORA, state:stale, all."
Shots = Annotated[str, typer.Argument(metavar="SHOTS", help=SELECTOR_HELP)]


def plainly(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Let a full disk, a closed folder and Ctrl-C be told in one line, like every other thing that ends a command."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        inside = kwargs.get("inside")
        if isinstance(inside, Path):
            _place.set(_place.get() / inside)
        try:
            return command(*args, **kwargs)
        except StudioError as error:
            error.cure = typed(error.cure)
            raise
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            raise StoppedError from None
        except UnicodeEncodeError as error:
            if error.encoding != sys.getfilesystemencoding():
                raise
            raise StudioError(
                f"no file can be named {error.object!r} here: names are {error.encoding}",
                cure="run it with PYTHONUTF8=1, or under a locale in UTF-8",
            ) from error
        except OSError as error:
            raise StudioError(
                f"cannot go on ({error.strerror or error})",
                where=str(error.filename or ""),
                cure=_CURES.get(error.errno or 0, "free the disk or the folder, then run it again"),
            ) from error

    return run


def typed(words: str) -> str:
    """Words with the commands in them as they are to be typed from where the person is: with the `-C DIR` they need."""
    here = _place.get()
    return words if here == Path(".") else _COMMAND.sub(lambda found: f"{found[0]} -C {shlex.quote(str(here))}", words)


def begin_in(folder: Path) -> None:
    """Say which folder a `-C` before the command named; `.` where there was none."""
    _start.set(folder)
    _place.set(folder)


def work_in(production: Path) -> None:
    """Say where the production lies that was named by its script, as seen from where the command works."""
    _place.set(_start.get() / production)


@contextmanager
def held_office(root: Path, command: str, *, new: bool = False) -> Iterator[Office]:
    """Hold the production and show progress; `new` where the folder may not hold one yet."""
    from studio.folder import ProductionFolder
    from studio.office import open_office
    from studio.progress import LiveReporter

    folder = ProductionFolder(root) if new else ProductionFolder.open(root)
    with LiveReporter() as reporter, open_office(folder, command, reporter) as office:
        yield office


@contextmanager
def read_office(root: Path) -> Iterator[Office]:
    """Look into a production without holding it."""
    # What a look makes lives until it ends, and it ends soon: looking for garbage would only cost.
    gc.disable()
    try:
        from studio.folder import ProductionFolder
        from studio.office import look_into

        with look_into(ProductionFolder.open(root)) as office:
            yield office
    finally:
        gc.enable()


def finish(
    office: Office, summary: Summary, as_json: bool, *, new: NewDraft | None = None, until: Until | None = None
) -> None:
    """Say what was done, and end with the exit code that fits. `new` is the draft that came in with this run."""
    from studio.views import status_of

    view = status_of(*office.standing())
    film = office.folder.root / "film.mp4"
    if as_json:
        print_json(
            {
                **summary.model_dump(mode="json"),
                "changes": new.changes.model_dump(mode="json") if new is not None and new.changes else None,
                "film": str(film) if film.exists() else None,
                "state": view.film,
            }
        )
    else:
        told = what_was_made(summary) or typed(_nothing_made(office, until))
        print_rows([told, *([str(film)] if film.exists() else [])])
    say_unfinished(summary)


def what_was_made(summary: Summary) -> str:
    """`made 2 recordings, 1 take, cut v003`; empty where nothing was."""
    counts = (
        (summary.recordings, "recording"),
        (summary.takes, "take"),
        (summary.stills, "still"),
        (summary.versions, "version"),
    )
    made = [counted(count, what) for count, what in counts if count]
    done = [f"made {', '.join(made)}"] if made else []
    done += [f"{summary.orders} brought in"] if summary.orders else []
    return ", ".join([*done, *([f"cut v{summary.cut:03d}"] if summary.cut else [])])


def counted(number: int, what: str) -> str:
    """`1 take`, `2 takes`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def say_unfinished(summary: Summary) -> None:
    """Say what is still owed, and end with the exit code of that; go on where nothing is."""
    for what, names in (
        ("failed", summary.failed),
        ("wait for you to settle them", summary.parked),
        ("were not ordered", summary.unordered),
        ("are still being made; run it again", summary.remote),
    ):
        if names:
            say(f"studio: {len(names)} {what}: {', '.join(names)}")
    if summary.failed or summary.parked or summary.unordered or summary.remote:
        raise typer.Exit(UNFINISHED)


def _nothing_made(office: Office, until: Until | None) -> str:
    """What there is to say of a run that made nothing."""
    production = office.production()
    bible, shots = production.bible, production.shots
    if until == "bible" and bible is not None:
        who, where = counted(len(bible.characters), "character"), counted(len(bible.locations), "place")
        return f"{who} and {where}; studio bible shows them"
    if until == "shots" and shots is not None and production.script is not None:
        list_of = f"{counted(len(shots.shots), 'shot')} in {counted(len(production.script.scenes), 'scene')}"
        return f"{list_of}; studio shots shows them"
    return "nothing was owed"


def say(text: str) -> None:
    """One row on stderr, beside the progress."""
    sys.stderr.write(seen(redact(text)) + "\n")


def print_text(text: str) -> None:
    """A result on stdout."""
    sys.stdout.write(text + "\n")


def print_rows(rows: list[str]) -> None:
    """Results on stdout, one a row."""
    print_text(seen("\n".join(rows)))


def print_json(value: object, indent: int | None = 2) -> None:
    """A result for programs; `value` is made of JSON types."""
    # Letters that the output has no code for are written out as JSON has it.
    has_all = (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")
    print_text(json.dumps(value, indent=indent, ensure_ascii=not has_all))


def clock(seconds: float) -> str:
    """`1:08`: minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
