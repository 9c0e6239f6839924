"""The command line: git's manners, results on stdout, progress on stderr, no traceback for a user's mistake.

Exit codes: 0 done; 1 a clear error; 2 usage; 3 finished with shots that failed, the film made all the same.
"""

from __future__ import annotations

import gc
import os
import sys
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from bible.errors import StudioError
from bible.unseen import seen
from studio.__main__ import INTERRUPTED, STOPPED
from studio.commands import bible, choose, hand_over, machine, make, models, money, origins, show, take_in, watching
from studio.commands.terminal import FAILED, begin_in, print_text
from studio.secrets import redact, tell_error
from studio.stopping import StoppedError, stoppable

_LAST_STREAM = 2
"""The number of stderr."""

app = typer.Typer(
    name="studio",
    help="Turn a script into a film.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _command in (
    make.produce,
    watching.watch,
    show.status,
    bible.bible,
    show.shots,
    show.takes,
    make.revise,
    make.retake,
    choose.circle,
    choose.keep,
    choose.nogood,
    choose.add,
    choose.dailies,
    hand_over.export,
    take_in.conform,
    take_in.lock,
    origins.explain,
    origins.replay,
    origins.verify,
    money.report,
    money.settle,
    money.cancel,
    machine.renderers,
    models.models,
    machine.doctor,
):
    app.command()(_command)
app.command("finish")(make.finish_film)
app.command("fake-provider")(money.fake_provider)


def main() -> None:
    """Run the command line."""
    _open_streams()
    with stoppable() as stop:
        try:
            _run()
        except BaseException as error:
            if not _is_stop(error, stop.stopped):
                raise
            sys.stderr.write(STOPPED)
            sys.exit(INTERRUPTED)


def _is_stop(error: BaseException, stopped: bool) -> bool:
    """Whether the command ended because it was stopped; `stopped`: a signal came.

    What a stop interrupts may make another error of it, as a library does of its import. Typer ends without a word
    where Ctrl-C came before a command began.
    """
    if isinstance(error, SystemExit):
        return error.code == INTERRUPTED or (stopped and bool(error.code))
    return stopped or isinstance(error, (KeyboardInterrupt, StoppedError))


def _run() -> None:
    sys.excepthook = tell_error
    # Most of what a command makes lives until it ends: looking for garbage seldom saves a fifth of the time. What is
    # imported and a feature's rows come to fewer values than this.
    gc.set_threshold(400_000, 20, 20)
    try:
        from studio.guard import check_siblings

        check_siblings()
        app(standalone_mode=True)
    except StudioError as error:
        sys.stderr.write(seen(redact(f"studio: {error}\n")))
        sys.exit(FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(FAILED)


def _open_streams() -> None:
    """Have somewhere to print, whoever started us: streams may be closed, or lack some of our letters."""
    # No file of a production may get the number of a closed stream: what others print there would land in it.
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(number)
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@app.callback(invoke_without_command=True)
def _studio(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    inside: Annotated[
        Path | None, typer.Option("-C", metavar="DIR", help="Work as if started in this folder; also after a command.")
    ] = None,
) -> None:
    """Turn a script into a film."""
    begin_in(inside or Path("."))
    if inside is not None:
        _go_into(inside)
    if version:
        from studio import __version__

        print_text(__version__)
        raise typer.Exit


def _go_into(folder: Path) -> None:
    try:
        os.chdir(folder)
    except OSError as error:
        raise StudioError(
            f"cannot work in this folder ({error.strerror})", where=str(folder), cure="name a production with -C DIR"
        ) from error
