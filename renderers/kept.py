"""Files that can be made again: written aside, sealed, and used only while they are what was written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import ValidationError

from bible.model import Frozen


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
