"""OTIOZ: the timeline and all its media in one file, as OpenTimelineIO has it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bible.errors import MediaError

if TYPE_CHECKING:
    from opentimelineio.schema import Timeline

_TIMELINE, _VERSION, _MEDIA = "content.otio", "version.txt", "media"
"""The names of what lies in a bundle."""


def bundled(timeline: Timeline) -> Timeline:
    """A copy that names its media as they lie in a bundle: all in one folder, each by its own name."""
    copy: Timeline = timeline.clone()
    for clip in copy.find_clips():
        for reference in clip.media_references().values():
            if hasattr(reference, "target_url"):
                reference.target_url = f"{_MEDIA}/{PurePosixPath(reference.target_url).name}"
    return copy


def write_bundle(timeline: Timeline, media: Path, to: Path) -> None:
    """Write a timeline that was `bundled` and every file below the folder `media` into one OTIOZ.

    Files are put in as they are, not packed. Raises MediaError when two have one name, OSError when the disk is full.
    """
    files = sorted(each for each in media.rglob("*") if each.is_file())
    names = {file.name for file in files}
    if len(names) < len(files):
        raise MediaError("two media files have one name", where=str(media), cure="export without --zip")
    with zipfile.ZipFile(to, "w") as bundle:
        bundle.writestr(_VERSION, "1.0.0", compress_type=zipfile.ZIP_DEFLATED)
        bundle.writestr(_TIMELINE, timeline.to_json_string(indent=2), compress_type=zipfile.ZIP_DEFLATED)
        for file in files:
            bundle.write(file, f"{_MEDIA}/{file.name}", compress_type=zipfile.ZIP_STORED)


def read_bundle(file: Path) -> Timeline:
    """The timeline of an OTIOZ of ours. Raises MediaError when it is none, or media that it names are not in it."""
    import opentimelineio as otio

    try:
        with zipfile.ZipFile(file) as bundle:
            held = set(bundle.namelist())
            timeline = otio.adapters.read_from_string(bundle.read(_TIMELINE).decode(), adapter_name="otio_json")
    except (OSError, KeyError, ValueError, zlib.error, zipfile.BadZipFile, otio.exceptions.OTIOError) as error:
        raise MediaError("this bundle cannot be read", where=str(file), cure="export it again") from error
    if not isinstance(timeline, otio.schema.Timeline):
        raise MediaError("this bundle holds no timeline", where=str(file), cure="export it again")
    for clip in timeline.find_clips():
        for reference in clip.media_references().values():
            named = getattr(reference, "target_url", "")
            if named and named not in held:
                raise MediaError(f"{named} is not in the bundle", where=str(file), cure="export it again")
    return timeline
