"""Files of the production: what they are, and how one made aside gets its name without replacing another."""

from __future__ import annotations

import errno
import functools
import hashlib
import os
from pathlib import Path

from bible.errors import FolderError
from bible.model import Frozen

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
"""What a disk says that gives a file no second name."""


class StoredFile(Frozen):
    """A file as it was when it was made."""

    path: str
    """Inside the production folder, with forward slashes."""
    sha256: str
    bytes: int
    modified_ns: int

    @classmethod
    def of(cls, file: Path, path: str) -> StoredFile:
        """What lies at `file`, to be known as `path`. Raises FolderError when nothing does."""
        try:
            about = file.stat()
            return cls(path=path, sha256=sha256_of(file), bytes=about.st_size, modified_ns=about.st_mtime_ns)
        except OSError as error:
            raise FolderError(
                f"cannot be read ({error.strerror})", where=str(file), cure="run the command again"
            ) from error

    def is_unchanged(self, file: Path) -> bool:
        """Whether the file still is what it was; its content is read only when size or time say it may not be."""
        try:
            about = file.stat()
        except OSError:
            return False
        if about.st_size != self.bytes:
            return False
        return (
            about.st_mtime_ns == self.modified_ns or _read_once(file, about.st_size, about.st_mtime_ns) == self.sha256
        )


@functools.lru_cache(65_536)
def _read_once(file: Path, size: int, modified_ns: int) -> str:
    """The digest of a file that was copied or touched: read once a run, not at each of its looks."""
    return sha256_of(file)


def sha256_of(file: Path) -> str:
    """sha256 of a file's bytes. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def sync_file(file: Path) -> None:
    """Make a file's content durable."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def publish_new(aside: Path, to: Path, sha256: str) -> None:
    """Give a file made aside its name, replacing nothing. Does nothing when it already has it.

    Raises FolderError when other content lies there.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        _link(aside, to)
    except FileExistsError as error:
        if sha256_of(to) != sha256:
            raise FolderError(
                "another file lies where a new one belongs",
                where=str(to),
                cure="move it away and run the command again",
            ) from error
    except FileNotFoundError:
        if not to.is_file():
            raise


def _link(aside: Path, to: Path) -> None:
    """Give a file its name where nothing has it. Raises FileExistsError, and OSError."""
    try:
        os.link(aside, to)
    except OSError as error:
        if error.errno not in _NO_LINKS or not aside.is_file():
            raise
        # exFAT and its like: the name is taken by an empty file first, so that the move replaces nothing of anybody's.
        _take_name(to)
        os.replace(aside, to)


def _take_name(to: Path) -> None:
    try:
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except FileExistsError:
        # An empty one was left by a run that was stopped right here.
        if not to.is_file() or to.stat().st_size:
            raise


def publish_over(aside: Path, to: Path, sha256: str) -> None:
    """Give a file made aside its name in place of an older version. Does nothing when it already has it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(aside, to)
    except FileNotFoundError:
        if not to.is_file() or sha256_of(to) != sha256:
            raise
