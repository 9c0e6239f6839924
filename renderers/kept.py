"""Files that can be made again: written aside, sealed, and used only while they are what was written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from bible.model import Frozen

_ASIDE = re.compile(r"\..+\.(\d+)-\d+(\.[^.]*)?")
"""What a file is called while it is written, with the process that does it."""
_LEFT = 60 * 60
"""Seconds after which nobody writes on in it: on a shared disk the process may be another machine's."""


class _Used(Frozen):
    """The files that were used last, and those the time before."""

    now: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class _Seal(Frozen):
    """What a kept file was when it was made."""

    bytes: int
    modified_ns: int
    sha256: str

    @classmethod
    def of(cls, file: Path) -> _Seal:
        about = file.stat()
        with file.open("rb") as opened:
            content = hashlib.file_digest(opened, "sha256").hexdigest()
        return cls(bytes=about.st_size, modified_ns=about.st_mtime_ns, sha256=content)


@contextlib.contextmanager
def written_whole(to: Path) -> Iterator[Path]:
    """A name beside `to` for a file to be written under; it takes the place of `to` when all of it went well."""
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = to.with_name(f".{to.stem}.{os.getpid()}-{threading.get_ident()}{to.suffix}")
    aside.unlink(missing_ok=True)
    try:
        yield aside
        os.replace(aside, to)
    finally:
        aside.unlink(missing_ok=True)


def made_once(to: Path, make: Callable[[Path], object]) -> bool:
    """See that a file lies at `to`; `make` writes it under the name it is given. Returns whether it was made now.

    The name tells what it is made from. A file that is no longer what was written, because a disk filled, a machine
    lost power or somebody touched it, is made again. Raises what `make` raises, and OSError.
    """
    if _is_whole(to):
        return False
    with written_whole(to) as aside:
        make(aside)
        with aside.open("rb") as written:
            os.fsync(written.fileno())
    _write_seal(to, _Seal.of(to))
    return True


def drop_unused(folder: Path, used: Iterable[Path]) -> tuple[str, ...]:
    """Take away what `made_once` put into `folder` and is neither used now nor was the last time; returns the names.

    Using the same files again is not another time. What anybody else put there stays. Raises OSError.
    """
    if not folder.is_dir():
        return ()
    record, now = folder / ".used.json", tuple(sorted({file.name for file in used}))
    try:
        known = _Used.model_validate_json(record.read_bytes())
    except (OSError, ValidationError):
        known = _Used()
    if known.now != now:
        known = _Used(now=now, before=known.now)
        with written_whole(record) as aside:
            aside.write_text(known.model_dump_json(), encoding="utf-8")
    kept = {*known.now, *known.before}
    dropped = [each for each in folder.iterdir() if each.name not in kept and _seal_of(each).is_file()]
    for file in dropped:
        file.unlink(missing_ok=True)
        _seal_of(file).unlink(missing_ok=True)
    return tuple(file.name for file in dropped)


def sweep_asides(folder: Path) -> None:
    """Take away what processes that are gone left half written in a folder and in those inside it. Raises OSError."""
    for inside, _, names in os.walk(folder):
        for name in names:
            written = _ASIDE.fullmatch(name)
            if written is not None and _is_gone(int(written[1])):
                file = Path(inside, name)
                with contextlib.suppress(FileNotFoundError):
                    if time.time() - file.stat().st_mtime > _LEFT:
                        file.unlink()


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def _is_whole(file: Path) -> bool:
    """Whether a file is what was written; it is read only when it was copied or touched."""
    try:
        about = file.stat()
        seal = _Seal.model_validate_json(_seal_of(file).read_bytes())
        if about.st_size != seal.bytes:
            return False
        if about.st_mtime_ns == seal.modified_ns:
            return True
        now = _Seal.of(file)
    except (OSError, ValidationError):
        return False
    if now.sha256 != seal.sha256:
        return False
    # A folder on a disk that may only be read is looked at in full each time.
    with contextlib.suppress(OSError):
        _write_seal(file, now)
    return True


def _seal_of(file: Path) -> Path:
    return file.with_name(f".{file.name}.seal")


def _write_seal(file: Path, seal: _Seal) -> None:
    with written_whole(_seal_of(file)) as aside:
        aside.write_text(seal.model_dump_json(), encoding="utf-8")
