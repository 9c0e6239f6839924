"""The door through which scripts come in: one function for every kind of script file."""

from __future__ import annotations

import errno
from pathlib import Path

from bible.decode import decode
from bible.errors import ScriptError
from bible.fountain import read_fountain
from bible.script import Script

LARGEST = 32 * 1024 * 1024
"""Bytes. A feature is a quarter of a megabyte."""


def read_script(path: Path) -> Script:
    """Read a script, by the ending of its name: `.fountain`, `.spmd`, `.txt`, `.md`, `.fdx`.

    Raises ScriptError when the file is missing, empty, too large, no text, or holds nothing to shoot.
    """
    where = str(path)
    data = _bytes(path)
    text, encoding = decode(data, where)
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise ScriptError("the script is empty", where=where, cure="write a scene heading such as INT. KITCHEN - DAY")
    script = read_fountain(text, path.stem, encoding)
    if not script.scenes:
        raise ScriptError(
            "there is no scene in this script",
            where=f"{where}:{text.count(chr(10)) + 1}",
            cure="write a scene heading such as INT. KITCHEN - DAY and something under it",
        )
    return script


def _bytes(path: Path) -> bytes:
    where = str(path)
    try:
        if path.is_dir():
            raise ScriptError("this is a folder, not a script", where=where, cure="name the script file in it")
        size = path.stat().st_size
        if size > LARGEST:
            raise ScriptError(
                f"{size // 1024 // 1024} MB is too large for a script",
                where=where,
                cure=f"a script has at most {LARGEST // 1024 // 1024} MB: is this the right file?",
            )
        return path.read_bytes()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise ScriptError("there is no such file", where=where, cure="check the name of the script") from error
        raise ScriptError(f"cannot be read: {error.strerror}", where=where, cure="check who may read it") from error
    except ValueError as error:
        raise ScriptError(
            "this is no name of a file", where=repr(where), cure="check the name of the script"
        ) from error
