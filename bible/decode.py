"""From the bytes of a script file to its text, and the name of the encoding it was in."""

from __future__ import annotations

import codecs
import re

from bible.errors import ScriptError
from bible.legacy import read_legacy

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zipped document (Word, Highland, Pages ...)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
)


def decode(data: bytes, where: str) -> tuple[str, str]:
    """The text and the encoding's name: `utf-8`, `utf-16`, `cp1252` ... A byte order mark is taken off.

    Raises ScriptError for what is no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, where), encoding.removesuffix("-sig")
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            cure = "export it as .fountain or .fdx, or its text as .txt"
            raise ScriptError(f"this is {what}, not a script", where=where, cure=cure)
    wide = _unmarked_utf16(data)
    if wide:
        return _strictly(data, wide, where), wide
    if _looks_binary(data):
        raise ScriptError(
            "this is no text file but a binary one", where=where, cure="export it as .fountain, .fdx or plain text"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return read_legacy(data)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ScriptError(
            f"says it is {encoding} but byte {error.start + 1} is not", where=where, cure="save the file as UTF-8"
        ) from error


def _unmarked_utf16(data: bytes) -> str:
    """`utf-16-le` or `-be` where blanks and ends of rows are two bytes wide and nothing else is out of the way."""
    start = data[: min(len(data) // 2, 4000) * 2]
    if len(data) < 4 or len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = start.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for letter in text if letter < " " and letter not in "\t\n\r\f")
        if not strange and len(re.findall(r"[ \n]", text)) > len(text) / 40:
            return encoding
    return ""


def _looks_binary(data: bytes) -> bool:
    start = data[:8000]
    strange = sum(1 for byte in start if byte < 32 and byte not in b"\t\n\r\f\x1a")
    return strange > len(start) / 50
