"""The door through which scripts come in: one function for every kind of script file."""

from __future__ import annotations

import errno
from pathlib import Path

from bible.decode import decode
from bible.errors import ScriptError
from bible.fdx import read_fdx
from bible.fountain import read_fountain
from bible.prose import read_prose
from bible.script import Action, Line, Script, Transition

_CURE = "write a scene heading such as INT. KITCHEN - DAY and something under it"
_PLAIN = (Action, Line, Transition)
"""What stands in a text without a mark of Fountain's."""
LARGEST = 32 * 1024 * 1024
"""Bytes. A feature is a quarter of a megabyte."""


def read_script(path: Path) -> Script:
    """Read a script, by the ending of its name: `.fountain` or `.spmd`, `.fdx`, `.md`, `.txt` and any other text.

    Raises ScriptError when the file is missing, empty, too large, no text, or holds nothing to shoot.
    """
    where = str(path)
    data = _bytes(path)
    if not data:
        raise ScriptError("the file is empty: nothing was saved into it", where=where, cure=_CURE)
    script = _read(data, path, where)
    if not script.scenes:
        raise ScriptError("there is no scene in this script", where=f"{where}:{_rows(data)}", cure=_CURE)
    return script


def _read(data: bytes, path: Path, where: str) -> Script:
    ending = path.suffix.lower()
    if ending in (".fdx", ".fdxt") or data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<FinalDraft")):
        return read_fdx(data, path.stem, where)
    if ending in (".csv", ".tsv"):
        cure = f"produce the script first, then studio shots import {path.name}"
        raise ScriptError("this is a table of shots, not a script", where=where, cure=cure)
    text, encoding = decode(data, where)
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise ScriptError("the script is empty", where=where, cure=_CURE)
    if ending in (".fountain", ".spmd"):
        return _fountain(text, path.stem, encoding)
    return read_prose(text, path.stem, encoding, markdown=ending in (".md", ".markdown"))


def _fountain(text: str, name: str, encoding: str) -> Script:
    """A Fountain script; a play or treatment that was only saved as one is read as plain text where that tells more."""
    script = read_fountain(text, name, encoding)
    elements = [*script.opening, *(element for scene in script.scenes for element in scene.elements)]
    if any(scene.heading.text for scene in script.scenes) or not all(isinstance(each, _PLAIN) for each in elements):
        return script
    prose = read_prose(text, name, encoding)
    more = (len(prose.scenes), sum(1 for _ in prose.lines())) > (len(script.scenes), sum(1 for _ in script.lines()))
    return prose if more else script


def _rows(data: bytes) -> int:
    return len(data.splitlines())


def _bytes(path: Path) -> bytes:
    where = str(path)
    if any("\ud800" <= letter <= "\udfff" for letter in path.name):
        # Bytes that are no letters where the machine's names are read as such.
        raise ScriptError("the file's name is not in UTF-8", where=where, cure="rename it")
    try:
        if path.is_dir():
            raise ScriptError("this is a folder, not a script", where=where, cure="name the script file in it")
        if path.exists() and not path.is_file():
            raise ScriptError("this is no file that can be read to its end", where=where, cure=_CURE)
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
