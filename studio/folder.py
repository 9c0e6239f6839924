"""The production folder: where it lies, what lies in it, and who works in it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bible.errors import FolderBusyError, FolderError
from renderers.kept import sweep_asides
from studio.names import safe_name
from studio.steps import reached

SETTINGS = "studio.toml"
DATABASE = "studio.db"
_LOCK = ".studio.lock"
_MADE_AGAIN = ("cache", "sound/temp")
"""Where files lie that are written aside and made again when they lack."""


def folder_for(script: Path, into: Path | None = None) -> Path:
    """Where a script's production lies: `ferry/` beside `ferry.fountain`, or `into`."""
    if into is not None:
        return into
    name = safe_name(script.stem)
    # A script without an ending would have its folder's name.
    return script.parent / (name if name != script.name else f"{name}_film")


class ProductionFolder:
    """One production folder that exists."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @property
    def name(self) -> str:
        """The production's name, safe for file names: `ferry`."""
        return safe_name(self.root.name)

    @classmethod
    def open(cls, root: Path) -> ProductionFolder:
        """The production in this folder. Raises FolderError when there is none."""
        if (root / DATABASE).is_file() or _is_on_a_server(root / SETTINGS):
            return cls(root)
        if (root / SETTINGS).is_file():
            raise FolderError(
                f"there is {SETTINGS}, but no {DATABASE}",
                where=str(root.resolve()),
                cure="put back a copy of it from your backup, or begin with studio produce SCRIPT",
            )
        raise FolderError(
            "no production here", where=str(root.resolve()), cure="studio produce SCRIPT makes one, -C DIR names one"
        )

    @classmethod
    def make(cls, root: Path, settings: str) -> ProductionFolder:
        """Make the folder with its settings file, or take up one whose making was interrupted.

        Raises FolderError when it cannot be written or holds something else.
        """
        if root.exists() and not root.is_dir():
            raise FolderError(
                "a file of this name is in the way", where=str(root), cure="name a folder with --into DIR"
            )
        started = (root / SETTINGS).exists() or (root / DATABASE).exists()
        if root.is_dir() and not started and _holds_something(root):
            raise FolderError(
                "this folder holds other things than a production", where=str(root), cure="name another with --into DIR"
            )
        try:
            root.mkdir(parents=True, exist_ok=True)
            reached("folder made")
            if not (root / SETTINGS).exists():
                write_whole(root / SETTINGS, settings.encode())
                reached("settings written")
        except OSError as error:
            raise _cannot_write(root, error, "name a folder you may write with --into DIR") from error
        return cls(root)

    def path(self, relative: str) -> Path:
        """The place of a file named in the database. Raises FolderError when it would lie outside the folder."""
        parts = PurePosixPath(relative)
        if parts.is_absolute() or ".." in parts.parts or "\0" in relative:
            raise FolderError(f"{relative!r} lies outside the production", where=str(self.root))
        return self.root / parts

    @contextlib.contextmanager
    def lock(self, command: str) -> Iterator[None]:
        """Hold the production; the kernel lets go of it when the process ends, however it ends.

        Raises FolderBusyError with the command that holds it.
        """
        if (self.root / _LOCK).is_dir():
            raise FolderError(
                f"{_LOCK} is a folder, and studio needs a file of this name", where=str(self.root), cure="move it away"
            )
        try:
            handle = os.open(self.root / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise _cannot_write(self.root, error, "make it writable, or copy it to where you may write") from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                holder = os.pread(handle, 400, 0).decode("utf-8", "replace").strip() or "another studio"
                raise FolderBusyError(
                    f"the production is held by {holder}", where=str(self.root), cure=_how_to_get_by(holder)
                ) from error
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"`{command}` (process {os.getpid()})\n".encode(), 0)
            for place in _MADE_AGAIN:
                sweep_asides(self.root / place)
            yield
        finally:
            # Closing alone would leave it held for as long as a process just being started has not shed its copy.
            fcntl.flock(handle, fcntl.LOCK_UN)
            os.close(handle)


def write_whole(to: Path, content: bytes) -> None:
    """Write a file aside, sync it and put it in place at once, replacing what was there."""
    handle, aside = tempfile.mkstemp(dir=to.parent, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, 0o644)
        os.replace(aside, to)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    sync_folder(to.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_on_a_server(settings: Path) -> bool:
    """Whether the settings of a folder say that its database lies elsewhere."""
    try:
        return bool(tomllib.loads(settings.read_text(encoding="utf-8")).get("database"))
    except (OSError, ValueError):
        return False


def _holds_something(root: Path) -> bool:
    return any(not each.name.startswith((".aside-", _LOCK)) for each in root.iterdir())


def _how_to_get_by(holder: str) -> str:
    """What to do about a command that holds the production, told as `studio produce` (process 4711)."""
    from studio.vitals import vitals_of

    found = re.search(r"\(process (\d+)\)", holder)
    process = int(found[1]) if found else 0
    with contextlib.suppress(OSError, KeyError):  # no telling here, or it has ended meanwhile
        if process and vitals_of([process])[process].stopped:
            return f"it was stopped: kill -CONT {process} lets it go on, kill -KILL {process} ends it"
    return "wait for it, or end it with Ctrl-C"


def _cannot_write(root: Path, error: OSError, cure: str) -> FolderError:
    return FolderError(f"cannot write here ({error.strerror or error})", where=str(root), cure=cure)
