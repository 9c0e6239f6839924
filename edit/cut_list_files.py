"""Opens what editing programs write: looks at size, depth and entities first, then hands it to the form's reader.

A file from elsewhere may be anything. Nothing that it names is opened here or anywhere.
"""

from __future__ import annotations

import json
import re
import shutil
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bible.errors import ConformError, MissingExtraError, StudioError
from bible.installing import install_extra
from edit.cut_list import Form, ListedClip
from edit.cut_list_fcp7 import tell_lengths
from edit.turnover_edl import with_plain_speeds, without_fades
from shots.rate import Rate

if TYPE_CHECKING:
    from opentimelineio.schema import Timeline

BUNDLE = ".otioz"
"""The ending of a timeline with its media in one file."""
_MOST_PACKED = 20
"""How many times larger than in its bundle a media file may be: pictures and sound cannot be packed much."""
_MOST_BYTES = 64 << 20
"""A feature's timeline with metadata and markers is a quarter of this."""
_MOST_DEPTH = 60
_MOST_CLIPS = 20_000
"""On all tracks; a feature has some two thousand pictures and three times as many sounds."""
_MOST_FRAMES = 60 * 60 * 60 * 24
"""A day at 60 frames a second."""
MOST_SPEED = 1000
"""How many times faster or backwards a clip may be played; faster is a mistake of the program's."""
_WORDS = {
    "otio": "OpenTimelineIO", "edl": "an edit decision list", "xml": "Final Cut Pro 7 XML", "fcpxml": "FCPXML",
    "aaf": "AAF",
}  # fmt: skip


def content_of(file: Path) -> bytes:
    """The timeline in a file as bytes; of a bundle, the timeline inside it. Raises ConformError."""
    try:
        if file.suffix.lower() == BUNDLE:
            with zipfile.ZipFile(file) as bundle:
                inside = bundle.getinfo("content.otio")
                _check_size(inside.file_size, file)
                with bundle.open(inside) as opened:
                    data = opened.read(_MOST_BYTES + 1)
        else:
            _check_size(file.stat().st_size, file)
            data = file.read_bytes()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise ConformError("this is no .otioz bundle", where=str(file), cure="export it again") from error
    except OSError as error:
        raise ConformError(f"cannot be read ({error.strerror})", where=str(file), cure="check the name") from error
    _check_size(len(data), file)
    return data


def unpack_media(bundle: Path, name: str, to: Path) -> bool:
    """Write the media file of this name out of a bundle to `to`; False where the bundle has none, or a dubious one.

    Raises OSError when it cannot be written, ConformError when the bundle is broken.
    """
    try:
        with zipfile.ZipFile(bundle) as opened:
            inside = [each for each in opened.infolist() if PurePosixPath(each.filename).name == name and name]
            if not inside or inside[0].file_size > _MOST_PACKED * max(1, inside[0].compress_size):
                return False
            with opened.open(inside[0]) as source, to.open("wb") as target:
                shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ConformError("this bundle is broken", where=str(bundle), cure="export it again") from error
    return True


def _check_size(size: int, file: Path) -> None:
    if size > _MOST_BYTES:
        raise ConformError(
            f"{size >> 20} MB is more than any timeline ({_MOST_BYTES >> 20} MB)", where=str(file),
            cure="export the timeline alone, without media",
        )  # fmt: skip


def from_otio(data: bytes, file: Path, rate: Rate) -> Timeline:
    """The timeline in an OTIO file. Raises ConformError."""
    import opentimelineio as otio

    _check_depth(data, b"[{", b"]}", file)
    try:
        _check_shape(json.loads(data), file)
        read = otio.adapters.read_from_string(data.decode("utf-8-sig"), "otio_json")
    except (ValueError, KeyError, TypeError, RecursionError, otio.exceptions.OTIOError) as error:
        raise unreadable(file, "otio", error) from error
    return _timeline(read, file)


def _check_shape(part: object, file: Path) -> None:
    """See that nothing is left out that OpenTimelineIO counts on: it ends the process there."""
    if isinstance(part, list):
        for each in part:
            _check_shape(each, file)
        return
    if not isinstance(part, dict):
        return
    kind = str(part.get("OTIO_SCHEMA", ""))
    if kind.startswith("Timeline.") and not isinstance(part.get("tracks", {}), dict):
        raise ConformError("the timeline in it has no tracks", where=str(file), cure="export it again")
    for name in ("children", "markers", "effects") if kind else ():
        held = part.get(name, [])
        if not isinstance(held, list) or not all(isinstance(each, dict) for each in held):
            raise ConformError(f"a {kind} in it has {name} that are nothing", where=str(file), cure="export it again")
    for each in part.values():
        _check_shape(each, file)


def _check_depth(data: bytes, opening: bytes, closing: bytes, file: Path) -> None:
    """See that nothing lies deeper than any program writes: readers written in C end the process there."""
    depth = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', data, re.S):
        if token[0] in (b"[", b"{"):
            depth += 1
            if depth > _MOST_DEPTH * 4:
                raise ConformError(
                    "the timeline is nested too deeply", where=str(file), cure="flatten it and export again"
                )
        elif token[0] in (b"]", b"}"):
            depth -= 1


def from_edl(data: bytes, file: Path, rate: Rate) -> Timeline:
    """The timeline in an edit decision list, whose timecodes count at the film's rate. Raises ConformError."""
    try:
        text = with_plain_speeds(without_fades(_text(data), rate), rate)
    except StudioError as error:
        raise ConformError(
            f"cannot be read as {_WORDS['edl']} ({error.what})", where=str(file), cure="export it again"
        ) from error
    return _adapted(text, "cmx_3600", file, "edl", rate=float(rate.fps))


def from_xml(data: bytes, file: Path, rate: Rate) -> Timeline:
    """The timeline in a Final Cut Pro 7 XML. Raises ConformError."""
    text = checked_xml(data, file)
    if "<xmeml" not in text[:4000]:
        raise ConformError(
            "this is no Final Cut Pro 7 XML: it holds no <xmeml>", where=str(file), cure="export OTIO or FCP 7 XML"
        )
    timeline = _adapted(text, "fcp_xml", file, "xml")
    tell_lengths(timeline, text)
    return timeline


def from_aaf(data: bytes, file: Path, rate: Rate) -> Timeline:
    """The timeline in an AAF, which its adapter reads from the disk. Raises ConformError."""
    return _adapted(None, "AAF", file, "aaf")


def checked_xml(data: bytes, file: Path) -> str:
    """The text of an XML file that names no entities of its own and is no deeper than programs write them.

    Raises ConformError.
    """
    text = _text(data)
    if re.search(r"<!ENTITY|<!DOCTYPE[^>]*\[", text, re.I):
        raise ConformError("XML with entities of its own is not read", where=str(file), cure="export it again")
    depth = 0
    for token in re.finditer(r"<(/?)[A-Za-z][^<>]*?(/?)>", text):
        depth += -1 if token[1] else 0 if token[2] else 1
        if depth > _MOST_DEPTH:
            raise ConformError("the timeline is nested too deeply", where=str(file), cure="flatten it and export again")
    return text


def _text(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _adapted(text: str | None, adapter: str, file: Path, form: Form, rate: float | None = None) -> Timeline:
    """What one of OpenTimelineIO's adapters reads: a text, or the file itself where it is none."""
    import opentimelineio as otio

    if adapter not in otio.adapters.available_adapter_names():
        raise MissingExtraError(
            f"reading {_WORDS[form]} needs an adapter that is not installed", where=str(file),
            cure=install_extra("turnover"),
        )  # fmt: skip
    options = {"rate": rate, "ignore_timecode_mismatch": True} if rate else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if text is None:
                read = otio.adapters.read_from_file(str(file), adapter)
            else:
                read = otio.adapters.read_from_string(text, adapter, **options)
    except Exception as error:
        raise unreadable(file, form, error) from error
    return _timeline(read, file)


def check_extent(clips: Sequence[ListedClip], file: Path) -> None:
    """See that the clips of a timeline are no more, no longer and no faster than a film can have them.

    Raises ConformError.
    """
    if len(clips) > _MOST_CLIPS or any(clip.end > _MOST_FRAMES for clip in clips):
        raise ConformError("the timeline is longer than any film", where=str(file), cure="export the cut alone")
    for clip in clips:
        if clip.start < 0:
            raise ConformError(f"{clip.name} lies before the first frame", where=str(file), cure="export it again")
        if abs(clip.speed) > MOST_SPEED:
            raise ConformError(
                f"{clip.name} at frame {clip.start} is played more than {MOST_SPEED} times as fast", where=str(file),
                cure="give it another speed and export again",
            )  # fmt: skip


def unreadable(file: Path, form: Form, error: Exception) -> ConformError:
    """That a file is not what its ending says, with the reader's own words in one row."""
    said = " ".join(str(error).split())[:160] or type(error).__name__
    return ConformError(f"cannot be read as {_WORDS[form]} ({said})", where=str(file), cure="export it again")


def _timeline(read: object, file: Path) -> Timeline:
    import opentimelineio as otio

    if isinstance(read, otio.schema.Timeline):
        return read
    if isinstance(read, (otio.schema.SerializableCollection, otio.core.SerializableObject)) and hasattr(
        read, "__iter__"
    ):
        inside = [each for each in read if isinstance(each, otio.schema.Timeline)]
        if len(inside) == 1:
            return inside[0]
        if len(inside) > 1:
            names = ", ".join(each.name for each in inside[:6])
            raise ConformError(f"{len(inside)} timelines are in it: {names}", where=str(file), cure="export one alone")
    raise ConformError("there is no timeline in it", where=str(file), cure="export the timeline of your cut")
