"""Reads timelines from editing programs into cut lists: OTIO, OTIOZ, EDL, Final Cut Pro XML of both kinds, and AAF."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pydantic import ValidationError

from bible.errors import ConformError
from edit.cut_list import CutList, Form, ListedClip, ListedMarker, ListedTransition, flattened
from edit.cut_list_fcp7 import held_of, is_remap, level_of, remap_of
from edit.cut_list_fcpx import cut_list_of_fcpx
from edit.cut_list_files import (
    MOST_SPEED,
    check_extent,
    checked_xml,
    content_of,
    from_aaf,
    from_edl,
    from_otio,
    from_xml,
    unreadable,
)  # fmt: skip
from edit.transitions import Transition
from shots.rate import Rate

if TYPE_CHECKING:
    from opentimelineio.core import Item
    from opentimelineio.opentime import RationalTime, TimeRange
    from opentimelineio.schema import Clip, Marker, Timeline, Track
    from opentimelineio.schema import Transition as TimelineTransition

_RATES = tuple(Fraction(number * 1000, 1001) for number in (24, 30, 48, 60)) + tuple(map(Fraction, range(1, 121)))
_PAN = "9d2ea893-0968-11d3-8a38-0050040ef7d2"
"""What AAF calls the pan of one channel."""
_FORMS: dict[str, Form] = {
    ".otio": "otio", ".otioz": "otio", ".edl": "edl", ".xml": "xml", ".fcpxml": "fcpxml", ".aaf": "aaf"
}  # fmt: skip


def read_cut_list(file: Path, rate: Rate) -> CutList:
    """The timeline in a file, in frames at the film's rate.

    Raises ConformError with the file when it is too large, hostile, no timeline or at another rate, MissingExtraError
    when the reader of this form is not installed.
    """
    form = _FORMS.get(file.suffix.lower())
    if form is None:
        known = ", ".join(_FORMS)
        raise ConformError(f"{file.suffix or 'a file without an ending'} is not a form a cut is read in",
                           where=str(file), cure=f"export one of {known} from your program")  # fmt: skip
    data = content_of(file)
    if form == "fcpxml":
        return cut_list_of_fcpx(checked_xml(data, file), file, rate)
    open_as = {"otio": from_otio, "edl": from_edl, "xml": from_xml, "aaf": from_aaf}[form]
    return _Reader(file, rate, form).read(open_as(data, file, rate))


class _Reader:
    """Turns one timeline into a cut list."""

    def __init__(self, file: Path, rate: Rate, form: Form) -> None:
        self._file = file
        self._rate = rate
        self._form: Form = form
        self._strange: list[str] = []
        self._transitions: list[ListedTransition] = []
        self._markers: list[ListedMarker] = []

    def read(self, timeline: Timeline) -> CutList:
        import opentimelineio as otio

        self._check_rate(timeline)
        try:
            pictures = [
                clip for layer, track in enumerate(timeline.video_tracks()) for clip in self._track(track, layer)
            ]
            sounds = [clip for layer, track in enumerate(timeline.audio_tracks()) for clip in self._heard(track, layer)]
            for marker in timeline.tracks.markers:
                self._mark(marker, 0, 0)
        except otio.exceptions.OTIOError as error:
            raise unreadable(self._file, self._form, error) from error
        check_extent((*pictures, *sounds), self._file)
        seen = flattened(pictures)
        if not seen:
            raise ConformError(
                "there is no clip with a picture in it", where=str(self._file), cure="export the whole cut"
            )
        if sounds and self._form == "edl":
            self._strange.append("the sound of an edit decision list is not read: what is said follows the picture")
        layers = len({clip.layer for clip in pictures})
        if layers > 1:
            self._strange.append(f"{layers} picture tracks became one: at every frame the highest is seen")
        return CutList(
            form=self._form, title=timeline.name or "", frames=max(clip.end for clip in (*seen, *sounds)), picture=seen,
            sounds=tuple(sounds) if timeline.audio_tracks() and self._form != "edl" else None,
            transitions=tuple(sorted(self._transitions, key=lambda each: each.at)),
            markers=tuple(sorted(self._markers, key=lambda each: (each.at, each.name))), strange=tuple(self._strange),
        )  # fmt: skip

    def _check_rate(self, timeline: Timeline) -> None:
        found = next((clip.trimmed_range().duration.rate for clip in timeline.find_clips() if _has_range(clip)), None)
        start = timeline.global_start_time
        rate = _exact(start.rate if start is not None and start.rate > 1 else found or 0)
        if rate and rate != self._rate.fps:
            raise ConformError(
                f"this cut runs at {float(rate):.6g} frames a second, the film at {self._rate.name}",
                where=str(self._file), cure=f"set your timeline to {self._rate.name} and export again",
            )  # fmt: skip

    def _track(self, track: Track, layer: int) -> Iterator[ListedClip]:
        import opentimelineio as otio

        heard = track.kind == otio.schema.TrackKind.Audio
        at = Fraction(0)
        for marker in track.markers:
            self._mark(marker, 0, 0)
        for item in track:
            if isinstance(item, otio.schema.Transition):
                if not heard:
                    self._transition(item, round(at))
                continue
            length = self._frames(item.duration())
            start, end = round(at), round(at + length)
            at += length
            for marker in item.markers:
                self._mark(marker, start, self._first_of(item), self._begin_of(item))
            if isinstance(item, otio.schema.Gap) or end <= start or not (_is_on(track) and _is_on(item)):
                continue
            if not isinstance(item, otio.schema.Clip):
                self._strange.append(
                    f"{item.name or 'a compound clip'} at frame {start} is several clips in one: black"
                )
                continue
            if self._is_drawn(item, start):
                continue
            yield self._clip(item, start, end - start, layer, heard)

    def _heard(self, track: Track, layer: int) -> list[ListedClip]:
        """The sounds of a track; those between which a transition lies run on into each other and fade there."""
        import opentimelineio as otio

        clips = list(self._track(track, layer))
        starts, ends = ({place: number for number, place in enumerate(places)} for places in (
            [clip.start for clip in clips], [clip.end for clip in clips],
        ))  # fmt: skip
        at = Fraction(0)
        for item in track:
            if not isinstance(item, otio.schema.Transition):
                at += self._frames(item.duration())
                continue
            before, after = self._around(item)
            cut, whole = round(at), before + after
            goes, comes = ends.pop(cut, None), starts.pop(cut, None)
            both = goes is not None and comes is not None
            if goes is not None:
                more = after if both else 0
                clip = clips[goes]
                clips[goes] = clip.model_copy(update={"frames": clip.frames + more, "fade_out": before + more})
            if comes is not None:
                more = before if both else 0
                clip = clips[comes]
                moved = {"start": cut - more, "frames": clip.frames + more, "first": clip.first - more}
                clips[comes] = clip.model_copy(update={**moved, "fade_in": whole if both else after})
        return clips

    def _is_drawn(self, clip: Clip, start: int) -> bool:
        """Whether the program itself draws it: a title, a colour."""
        import opentimelineio as otio

        drawn = isinstance(clip.media_reference, otio.schema.GeneratorReference)
        if drawn:
            self._strange.append(
                f"{clip.name or 'a title'} at frame {start} is drawn by your program: not carried over"
            )
        return drawn

    def _clip(self, clip: Clip, start: int, frames: int, layer: int, heard: bool) -> ListedClip:
        reference = clip.media_reference
        url = str(getattr(reference, "target_url", "") or "")
        file = PurePosixPath(unquote(url).replace("\\", "/").partition("?")[0]).name
        named = str(getattr(reference, "name", "") or "") or clip.name or ""
        said = clip.metadata.get("studio", {})
        take = said.get("take", "") if hasattr(said, "get") else ""
        listed = clip.metadata.get("cmx_3600", {})
        reel = listed.get("reel", "") if hasattr(listed, "get") else ""
        remap, first = remap_of(clip.effects), self._first_of(clip)
        if remap is not None:
            first = remap.first(first, held_of(clip))
        return ListedClip(
            start=start, frames=frames, first=first, name=clip.name or file or "a clip without a name",
            media=_stem(file) or _stem(named), file=file or _last(named),
            take=str(take) if take else "", reel=str(reel or ""),
            speed=self._speed(clip, start), level=self._level(clip) if heard else None, layer=layer,
        )  # fmt: skip

    def _first_of(self, item: Item) -> int:
        """The frame of an item's media at which it begins."""
        held = item.available_range() if _has_media(item) else None
        trimmed: TimeRange = item.trimmed_range()
        begin = self._frames(trimmed.start_time)
        return round(begin - (self._frames(held.start_time) if held is not None else 0))

    def _speed(self, clip: Clip, start: int) -> Fraction:
        import opentimelineio as otio

        remap = remap_of(clip.effects)
        speed = remap.speed if remap is not None and abs(remap.speed) <= MOST_SPEED else Fraction(1)
        for effect in clip.effects:
            if is_remap(effect):
                continue
            if isinstance(effect, otio.schema.FreezeFrame):
                speed = Fraction(0)
            elif isinstance(effect, otio.schema.LinearTimeWarp) and abs(effect.time_scalar) <= MOST_SPEED:
                speed *= self._exact_speed(effect.time_scalar)
            elif level_of(effect) is None and not _is_middle(effect):
                name = effect.name or effect.effect_name or "without a name"
                self._strange.append(f"the effect {name} on {clip.name} at frame {start} is not carried over")
        return speed

    def _exact_speed(self, said: float) -> Fraction:
        """A speed as it was meant: lists give frames a second in two digits, and 30 of them for 29.97, too."""
        plain = Fraction(said).limit_denominator(32)
        if self._form == "edl" and abs(plain - said) <= 1.5e-3 * abs(said):
            return plain
        return Fraction(said).limit_denominator(1000)

    def _level(self, clip: Clip) -> float | None:
        factors = [factor for factor in map(level_of, clip.effects) if factor is not None]
        if factors:
            return round(sum(20 * math.log10(max(factor, 1e-5)) for factor in factors), 2)
        written = clip.metadata.get("studio", {})
        said = written.get("level") if hasattr(written, "get") else None
        return round(float(said), 2) if isinstance(said, (int, float)) and math.isfinite(said) else None

    def _transition(self, item: TimelineTransition, at: int) -> None:
        import opentimelineio as otio

        before, after = self._around(item)
        words = f"{item.name or ''} {item.transition_type or ''}".lower()
        own = _own_transition(item, at, before, after)
        if own is not None:
            self._transitions.append(own)
            return
        if item.transition_type == otio.schema.TransitionTypes.SMPTE_Dissolve or "dissolve" in words:
            self._transitions.append(ListedTransition(at=at, kind="dissolve", before=before, after=after))
        elif "wipe" in words:
            self._transitions.append(ListedTransition(at=at, kind="wipe", before=before, after=after))
        else:
            self._transitions.append(ListedTransition(at=at, kind="dissolve", before=before, after=after))
            self._strange.append(f"the transition {item.name or 'without a name'} at frame {at} became a dissolve")

    def _around(self, item: TimelineTransition) -> tuple[int, int]:
        """The frames a transition takes before and after its cut."""
        return max(0, round(self._frames(item.in_offset))), max(0, round(self._frames(item.out_offset)))

    def _begin_of(self, item: Item) -> int:
        """The media's own time at its first frame."""
        held = item.available_range() if _has_media(item) else None
        return round(self._frames(held.start_time)) if held is not None else 0

    def _mark(self, marker: Marker, start: int, first: int, begin: int = 0) -> None:
        placed = round(self._frames(marker.marked_range.start_time))
        # Some count from the media's first frame, some by its timecode.
        at = (placed - begin if placed >= begin else placed) - first + start
        said = marker.metadata.get("fcp_xml", {})
        comment = str(marker.comment or (said.get("comment", "") if hasattr(said, "get") else "") or "")
        self._markers.append(ListedMarker(at=max(0, at), name=marker.name or "", comment=comment[:4000]))

    def _frames(self, time: RationalTime) -> Fraction:
        """A time in frames of the film."""
        if not math.isfinite(time.value) or time.rate <= 0:
            raise ConformError("a time in it is no number", where=str(self._file), cure="export it again")
        rate = _exact(time.rate)
        return Fraction(time.value).limit_denominator(100_000) * self._rate.fps / rate


def _exact(rate: float) -> Fraction:
    """The rate a float stands for: 23.976 is 24000/1001."""
    if not math.isfinite(rate) or rate <= 0:
        return Fraction(0)
    near = min(_RATES, key=lambda each: abs(float(each) - rate))
    return near if abs(float(near) - rate) < 0.006 * rate / 24 else Fraction(rate).limit_denominator(1_000_000)


def _stem(file: str) -> str:
    return PurePosixPath(_last(file)).stem


def _last(path: str) -> str:
    """A name without the folders before it, however the program's machine writes them."""
    return path.replace("\\", "/").rpartition("/")[2].strip()


def _has_media(item: Item) -> bool:
    reference = getattr(item, "media_reference", None)
    return reference is not None and reference.available_range is not None


def _is_on(item: Item) -> bool:
    """Whether a clip or a track is turned on; of Final Cut Pro 7 XML, the adapter keeps that among its notes."""
    said = item.metadata.get("fcp_xml", {})
    return bool(item.enabled) and not (hasattr(said, "get") and str(said.get("enabled", "")).upper() == "FALSE")


def _has_range(item: Item) -> bool:
    return item.source_range is not None or _has_media(item)


def _is_middle(effect: object) -> bool:
    """Whether an effect is the pan of an AAF that leaves the sound in the middle: every sound has one there."""
    group = getattr(effect, "metadata", {}).get("AAF", {})
    operation = group.get("Operation", {}) if hasattr(group, "get") else {}
    if not hasattr(operation, "get") or operation.get("Identification") != _PAN:
        return False
    pan = group.get("Parameters", {}).get("Pan", {})
    return all(value == 0.5 for _, value in pan.get("keyframe_values", ())) if hasattr(pan, "get") else pan == 0.5


def _own_transition(item: TimelineTransition, at: int, before: int, after: int) -> ListedTransition | None:
    """A transition as studio wrote it, which only its own metadata tell whole; None for anybody else's."""
    written = item.metadata.get("studio", {})
    facts = {name: written.get(name) for name in ("kind", "colour", "pattern")} if hasattr(written, "get") else {}
    try:
        one = Transition.model_validate(
            {"at": at, "before": before, "after": after, **{name: each for name, each in facts.items() if each}}
        )
    except ValidationError:
        return None
    return ListedTransition(
        at=at, kind=one.kind, before=before, after=after, colour=one.colour, pattern=one.pattern
    )  # fmt: skip
