"""Reads the FCPXML of Final Cut Pro into a cut list, as far as it is clips, gaps, dissolves and markers."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path, PurePosixPath

from bible.errors import ConformError, MediaError
from edit.cut_list import CutList, ListedClip, ListedMarker, ListedTransition, flattened
from edit.cut_list_files import check_extent
from edit.transitions import Kind
from edit.turnover_fcpx_read import pace_of, read_fcpx
from edit.turnover_rows import ClipRow, Rows
from shots.rate import Rate

_UNDERSTOOD = {"asset-clip", "gap", "transition"}
_KINDS: dict[str, Kind] = {"dissolve": "dissolve", "fade": "fade", "dip": "dip", "wipe": "wipe"}


def cut_list_of_fcpx(text: str, file: Path, rate: Rate) -> CutList:
    """The project in an FCPXML whose text was looked at, in frames at the film's rate.

    Raises ConformError when there is none, it runs at another rate, or is longer than any film.
    """
    try:
        rows = read_fcpx(text, rate, Path("/"))
        strange = _strange(ET.fromstring(text))
    except (ET.ParseError, MediaError, ValueError, KeyError, ArithmeticError, AttributeError) as error:
        said = " ".join(str(error).split())[:160]
        raise ConformError(f"cannot be read as FCPXML ({said})", where=str(file), cure="export it again") from error
    if rows.rate.fps != rate.fps:
        raise ConformError(
            f"this cut runs at {float(rows.rate.fps):.6g} frames a second, the film at {rate.name}", where=str(file),
            cure=f"set your project to {rate.name} and export again",
        )  # fmt: skip
    pictures, sounds = _clips(rows, "video"), _clips(rows, "audio")
    check_extent((*pictures, *sounds), file)
    seen = flattened(pictures)
    if not seen:
        raise ConformError("there is no clip with a picture in it", where=str(file), cure="export the whole project")
    transitions = (each for track in rows.tracks for each in track.transitions)
    return CutList(
        form="fcpxml", title=rows.name, frames=max(clip.end for clip in (*seen, *sounds)), picture=seen,
        sounds=sounds or None, strange=strange,
        transitions=tuple(
            ListedTransition(at=each.at, kind=_KINDS.get(each.kind, "dissolve"), before=each.before, after=each.after)
            for each in transitions
        ),
        markers=tuple(ListedMarker(at=max(0, each.at), name=each.name, comment=each.comment) for each in rows.markers),
    )  # fmt: skip


def _clips(rows: Rows, kind: str) -> tuple[ListedClip, ...]:
    tracks = [track for track in rows.tracks if track.kind == kind]
    return tuple(
        _listed(clip, layer)
        for layer, track in enumerate(tracks)
        for clip in track.clips
        if clip.enabled and clip.frames > 0
    )


def _listed(clip: ClipRow, layer: int) -> ListedClip:
    file = PurePosixPath(clip.media.file.replace("\\", "/")).name if clip.media is not None else ""
    level = float(clip.fact("level") or "nan")
    return ListedClip(
        start=clip.start, frames=clip.frames, first=clip.source - (clip.media.start if clip.media is not None else 0),
        name=clip.name or file or "a clip without a name", media=PurePosixPath(file).stem or clip.name, file=file,
        take=clip.fact("take"), speed=clip.speed, level=level if math.isfinite(level) else None, layer=layer,
    )  # fmt: skip


def _strange(document: ET.Element) -> tuple[str, ...]:
    """What stands in the project and is not read."""
    found: Counter[str] = Counter()
    for spine in document.iter("spine"):
        found.update(each.tag for each in spine if each.tag not in _UNDERSTOOD)
    paced = (each.get("name", "") for each in document.findall(".//spine//asset-clip") if not pace_of(each)[2])
    black = (f"{count} {tag} of Final Cut Pro: black" for tag, count in sorted(found.items()))
    return (*black, *(f"the speed of {name} changes: it goes on as it begins" for name in paced))
