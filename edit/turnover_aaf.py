"""AAF for Avid: OpenTimelineIO's adapter writes the composition; what it leaves out or gets wrong is put right here."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from bible.errors import MissingExtraError
from bible.installing import install_extra
from edit.turnover_fcp7 import COLOURS
from edit.turnover_rows import About, MarkerRow, Rows, TrackRow, rows_of
from shots.rate import Rate

if TYPE_CHECKING:
    import aaf2
    from opentimelineio.schema import Clip, Timeline, Track, Transition

_DISSOLVE = "0c3bea44-fc05-11d2-8a29-0050040ef7d2"
"""The operation every AAF reader knows as a video dissolve."""
COLUMNS = {
    "scene": "Scene", "take": "Take", "slate": "Slate", "status": "Status", "prompt": "Prompt", "script": "Script",
    "model": "Model", "seed": "Seed", "cost": "Cost", "said": "Notes", "line": "Line", "character": "Character",
}  # fmt: skip
"""Facts of a take, and the columns of an Avid bin they stand in."""


def check_aaf() -> None:
    """See that AAF can be written here. Raises MissingExtraError with what to type."""
    import opentimelineio as otio

    if "AAF" not in otio.adapters.available_adapter_names():
        raise MissingExtraError("AAF needs an adapter that is not installed", cure=install_extra("turnover"))


def write_aaf(timeline: Timeline, rows: Rows, root: Path, to: Path) -> None:
    """Write the handed-over timeline as an AAF that links to its media.

    `rows` is the same timeline; `root` is the folder the export will lie in, because media are named by their whole
    path. Transitions other than dissolves become cuts, for want of an operation every program knows; speeds are left
    out. The loss report tells them. Raises MissingExtraError when the adapter is not there.
    """
    import opentimelineio as otio

    check_aaf()
    flat = _flattened(timeline, rows.rate, root)
    noisy = logging.getLogger("otio_aaf_adapter")
    before = noisy.level
    noisy.setLevel(logging.ERROR)
    try:
        otio.adapters.write_to_file(flat, str(to), adapter_name="AAF", use_empty_mob_ids=True)
    finally:
        noisy.setLevel(before)
    _put_right(to, rows)


def _flattened(timeline: Timeline, rate: Rate, root: Path) -> Timeline:
    """What the adapter can write: no empty track, nothing but dissolves on video, what it wants to know of them."""
    import opentimelineio as otio

    flat: Timeline = timeline.clone()
    flat.tracks.markers.clear()
    for track in list(flat.tracks):
        for place, item in enumerate(list(track)):
            if isinstance(item, otio.schema.Clip) and item.media_reference.is_missing_reference:
                track[place] = otio.schema.Gap(source_range=item.trimmed_range())
        if not any(isinstance(item, otio.schema.Clip) and item.enabled for item in track):
            flat.tracks.remove(track)
            continue
        for item in list(track):
            if isinstance(item, otio.schema.Transition):
                _fit_transition(track, item)
        for clip in track.find_clips():
            _fit_clip(clip, root)
    return flat


def _fit_transition(track: Track, item: Transition) -> None:
    import opentimelineio as otio

    place = track.index(item)
    between = 0 < place < len(track) - 1 and all(
        isinstance(track[near], otio.schema.Clip) for near in (place - 1, place + 1)
    )
    dissolves = item.transition_type == otio.schema.TransitionTypes.SMPTE_Dissolve
    if track.kind != otio.schema.TrackKind.Video or not between or not dissolves:
        track.remove(item)
        return
    item.metadata["AAF"] = {
        "PointList": [{"Time": 0, "Value": 0}, {"Time": 1, "Value": 1}],
        "CutPoint": int(item.in_offset.value),
        "OperationGroup": {
            "Operation": {
                "Name": "Video Dissolve", "Description": "dissolve", "Identification": _DISSOLVE,
                "DataDefinition": {"Name": "Picture"}, "IsTimeWarp": False, "Bypass": 0, "NumberInputs": 2,
                "OperationCategory": "OperationCategory_Effect",
            }
        },
    }  # fmt: skip


def _fit_clip(clip: Clip, root: Path) -> None:
    for effect in list(clip.effects):
        clip.effects.remove(effect)
    reference = clip.media_reference
    facts = clip.metadata.get("studio", {})
    comments = {title: _column(facts.get(name)) for name, title in COLUMNS.items() if facts.get(name)}
    clip.metadata["AAF"] = {"MobID": _mob_id(reference.target_url), "UserComments": comments}
    reference.target_url = f"file://{quote(str(root / reference.target_url))}"


def _column(value: object) -> str:
    if isinstance(value, str):
        return value
    listed = [str(each) for each in value] if hasattr(value, "__iter__") else [str(value)]
    return json.dumps(listed, ensure_ascii=False) if hasattr(value, "__iter__") else listed[0]


def _mob_id(file: str) -> str:
    """The id of a clip's media: the same whenever the same file is handed over, so that programs know it again."""
    mark = hashlib.sha256(file.encode()).hexdigest()[:32]
    return f"urn:smpte:umid:060a2b34.01010105.01010f00.13000000.{mark[:8]}.{mark[8:16]}.{mark[16:24]}.{mark[24:]}"


def _put_right(file: Path, rows: Rows) -> None:
    """Reels, drop-frame timecode, media locators on the files themselves, and markers."""
    import aaf2

    reels = {
        clip.media.name: clip.media.reel for track in rows.tracks for clip in track.clips if clip.media is not None
    }
    with aaf2.open(str(file), "rw") as opened:
        for mob in opened.content.mobs:
            if not isinstance(mob, aaf2.mobs.SourceMob):
                continue
            if isinstance(mob.descriptor, aaf2.essence.TapeDescriptor):
                locator = next(iter(mob.descriptor["Locator"].value))
                mob.name = reels[_place(locator).stem]
            for slot in mob.slots:
                if isinstance(slot.segment, aaf2.components.Timecode):
                    slot.segment.drop = rows.rate.drop_frame
                    slot.segment.fps = rows.rate.nominal
        for composition in opened.content.toplevel():
            for slot in composition.slots:
                if isinstance(slot.segment, aaf2.components.Timecode):
                    slot.segment.drop = rows.rate.drop_frame
                    slot.segment.fps = rows.rate.nominal
            if rows.markers:
                _mark(opened, composition, rows)


def _mark(opened: aaf2.file.AAFFile, composition: aaf2.mobs.CompositionMob, rows: Rows) -> None:
    """Markers of the composition, as Avid keeps them: events on a slot of their own that point at the picture."""
    picture = next(slot for slot in composition.slots if slot.media_kind == "Picture")
    number = max(slot.slot_id for slot in composition.slots) + 1
    slot = opened.create.EventMobSlot()
    slot["SlotID"].value, slot["EditRate"].value = number, picture.edit_rate
    slot["SlotName"].value = "Markers"
    # Markers are hung on their track by its number, which the adapter does not write.
    slot["PhysicalTrackNumber"].value = picture["PhysicalTrackNumber"].value = 1
    events = opened.create.Sequence(media_kind="DescriptiveMetadata")
    for marker in rows.markers:
        event = opened.create.DescriptiveMarker()
        event.media_kind = "DescriptiveMetadata"
        event["Position"].value, event["Length"].value = marker.at, marker.frames
        event["Comment"].value, event["CommentMarkerUser"].value = marker.comment or marker.name, marker.name
        levels = COLOURS.get(marker.colour, COLOURS["white"])
        event["CommentMarkerColor"].value = {
            name: level * 257 for name, level in zip(("red", "green", "blue"), levels, strict=True)
        }
        event["DescribedSlots"].value = {picture.slot_id}
        events.components.append(event)
    slot.segment = events
    composition.slots.append(slot)


def read_aaf(file: Path, rate: Rate, root: Path) -> Rows:
    """What an AAF of an export holds, read by OpenTimelineIO's adapter. Raises MissingExtraError."""
    import aaf2
    import opentimelineio as otio

    check_aaf()
    timeline = otio.adapters.read_from_file(str(file), adapter_name="AAF")
    read = rows_of(timeline, rate, 0, 0)
    with aaf2.open(str(file), "r") as opened:
        drops = [
            bool(slot.segment.drop) for mob in opened.content.toplevel() for slot in mob.slots
            if isinstance(slot.segment, aaf2.components.Timecode)
        ]  # fmt: skip
        reels = _reels(opened)
    told = rate if drops and drops[0] == rate.drop_frame else Rate(
        numerator=rate.numerator, denominator=rate.denominator, drop_frame=not rate.drop_frame
    )  # fmt: skip
    tracks = [_read_track(track, kind, reels, root) for track, kind in zip(timeline.tracks, read.tracks, strict=True)]
    kept = tuple(track for track in tracks if track.clips)
    return read.model_copy(update={"rate": told, "tracks": kept, "markers": tuple(_read_markers(timeline, rate))})


def _reels(opened: aaf2.file.AAFFile) -> dict[str, str]:
    """The reel of every media file, by its path."""
    import aaf2

    found = {}
    for mob in opened.content.mobs:
        if isinstance(mob, aaf2.mobs.SourceMob) and isinstance(mob.descriptor, aaf2.essence.TapeDescriptor):
            for locator in mob.descriptor["Locator"].value or []:
                found[str(_place(locator))] = str(mob.name)
    return found


def _place(locator: aaf2.core.AAFObject) -> Path:
    """Where a locator says the media lie."""
    return Path(unquote(urlsplit(str(locator["URLString"].value)).path))


def _read_track(track: Track, row: TrackRow, reels: dict[str, str], root: Path) -> TrackRow:
    clips = []
    for clip, held in zip(track.find_clips(), row.clips, strict=True):
        media = held.media
        if media is not None:
            place = Path(unquote(urlsplit(media.file).path))
            inside = place.relative_to(root).as_posix() if place.is_relative_to(root) else str(place)
            reel = reels.get(str(place), "")
            media = media.model_copy(update={"file": inside, "name": place.stem, "reel": reel})
        # The adapter reads reels as further media of the clip; other takes it does not write.
        clips.append(held.model_copy(update={"media": media, "about": _read_about(clip), "alternates": ()}))
    return row.model_copy(update={"clips": tuple(clips)})


def _read_about(clip: Clip) -> About:
    comments = clip.metadata.get("AAF", {}).get("UserComments", {}) or clip.media_reference.metadata.get("AAF", {}).get(
        "UserComments", {}
    )
    facts = {title: name for name, title in COLUMNS.items()}
    return tuple(sorted((facts[title], str(value)) for title, value in comments.items() if title in facts))


def _read_markers(timeline: Timeline, rate: Rate) -> Iterator[MarkerRow]:
    """Markers, which the adapter hangs on the clips they lie on, by their frame of the film."""
    found = []
    for track in timeline.tracks:
        for item in (track, *track.find_clips()):
            for marker in item.markers:
                begin = item.transformed_time(marker.marked_range.start_time, timeline.tracks)
                about = marker.metadata.get("AAF", {})
                name = str(about.get("CommentMarkerUser") or marker.name)
                comment = marker.name if marker.name != name else ""
                found.append(
                    MarkerRow(
                        name=name, at=round(begin.value), frames=round(marker.marked_range.duration.value),
                        colour=str(marker.color or "").lower(), comment=comment,
                    )
                )  # fmt: skip
    yield from sorted(found, key=lambda each: each.at)
