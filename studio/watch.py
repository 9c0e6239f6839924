"""Watching a script: whenever it is saved, what changed is made and cut in. Errors are told, and it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from bible.errors import FolderBusyError, StudioError
from bible.model import Frozen
from studio import farm
from studio.drafting import NewDraft, draft_of, record_draft
from studio.folder import ProductionFolder
from studio.office import Office, open_office
from studio.progress import Reporter
from studio.ray_farm import keeping_actors
from studio.summary import Summary

if TYPE_CHECKING:
    from watchfiles import Change

_STEP_MS = 50
"""How long the file must be quiet before it is looked at."""
_LOOK_MS = 500
"""How often it is looked at when nothing is told."""
_SETTLED = 0.06
"""Seconds between two looks at a file that must find the same."""
_PATIENCE = 2.0
"""Seconds after which a file that goes on changing is read all the same."""
_BUSY = 0.5


class Round(Frozen):
    """What came of one save."""

    new: NewDraft | None = None
    """The draft that came in; None when it said what it said before."""
    summary: Summary | None = None
    error: str = ""
    """Why nothing was made: a fault in the script, say."""
    seconds: float = 0.0


def saves(file: Path, stop: Event | None = None) -> Iterator[None]:
    """Yield at once, and again after every save of a file, when it has come to rest. Ends with `stop` or Ctrl-C.

    Editors write in place, or aside and rename: both count as a save.
    """
    from watchfiles import watch

    name, seen = file.name, _look(file)

    def is_it(change: Change, path: str) -> bool:
        return Path(path).name == name

    yield
    # It looks by itself too: a save may come while something is made, and some drives tell nothing.
    for _ in watch(
        file.parent, watch_filter=is_it, step=_STEP_MS, debounce=400, stop_event=stop, recursive=False,
        rust_timeout=_LOOK_MS, yield_on_timeout=True,
    ):  # fmt: skip
        if _look(file) == seen:
            continue
        seen = _settled(file)
        if file.is_file():
            yield


def watch_script(
    folder: ProductionFolder,
    file: Path,
    reporter: Reporter,
    begin: Callable[[Office, NewDraft], None],
    stop: Event | None = None,
) -> Iterator[Round]:
    """Produce after every save; yields what came of each. `begin` is told of a new draft before anything is made.

    The production is held only while something is made, so that other commands work in between. Nothing is ordered
    from others, but for the questions of a language model that directs.
    """
    with farm.keeping_workers(), keeping_actors():
        for _ in saves(file, stop):
            yield produce_once(folder, file, reporter, begin)


def produce_once(
    folder: ProductionFolder, file: Path, reporter: Reporter, begin: Callable[[Office, NewDraft], None]
) -> Round:
    """One save: read, direct, make and cut. A fault of the script or of a piece is told in the round."""
    begun = time.monotonic()
    try:
        new, summary = _produce(folder, file, reporter, begin)
    except (StudioError, OSError) as error:
        return Round(error=_told(error), seconds=time.monotonic() - begun)
    return Round(new=new, summary=summary, seconds=time.monotonic() - begun)


def _produce(
    folder: ProductionFolder, file: Path, reporter: Reporter, begin: Callable[[Office, NewDraft], None]
) -> tuple[NewDraft | None, Summary]:
    told = ""
    while True:
        try:
            with open_office(folder, "studio watch", reporter) as office:
                office.orders_nothing = True
                new = draft_of(office, file)
                if new is not None:
                    begin(office, new)
                    record_draft(office, new)
                return new, office.make()
        except FolderBusyError as error:
            # Another command is at work in the production: it is waited for.
            if error.what != told:
                reporter.say(f"waiting: {error.what}")
            told = error.what
            time.sleep(_BUSY)


def _settled(file: Path) -> tuple[int, int]:
    """How a file looks once two looks at it find the same."""
    until = time.monotonic() + _PATIENCE
    before = _look(file)
    while time.monotonic() < until:
        time.sleep(_SETTLED)
        now = _look(file)
        if now == before:
            break
        before = now
    return before


def _look(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _told(error: StudioError | OSError) -> str:
    if isinstance(error, StudioError):
        return str(error)
    return f"cannot go on ({error.strerror or error}): {error.filename or ''}"
