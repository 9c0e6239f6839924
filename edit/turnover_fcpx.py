"""FCPXML 1.9 for Final Cut Pro and Resolve: exact rational times, takes as assets with scene, take and reel."""

from __future__ import annotations

import bisect
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import Rate

KEYS = {
    "com.apple.proapps.studio.scene": "scene",
    "com.apple.proapps.studio.shot": "slate",
}  # fmt: skip
"""Columns of Final Cut Pro's browser, and the fact that stands in each."""
REEL = "com.apple.proapps.studio.reel"
"""The column of an asset's reel."""
NOTE_FACTS = ("take", "status", "said", "script", "prompt", "model", "seed", "cost")
"""Facts that stand in a clip's notes, one a row: `prompt: ...`."""
_Thing = TypeVar("_Thing")
_DISSOLVE = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"
"""What Final Cut Pro calls its cross dissolve."""


def seconds(time: Fraction, rate: Rate) -> str:
    """`24024/24000s`, `2500/2500s`: in the units Final Cut Pro itself counts in; `0s` for nothing."""
    unit = rate.numerator if rate.denominator > 1 else 100 * rate.numerator
    whole = time * unit
    if not time:
        return "0s"
    return f"{whole}/{unit}s" if whole.denominator == 1 else f"{time.numerator}/{time.denominator}s"


def write_fcpx(rows: Rows, root: Path) -> str:
    """The film as XML; `root` is the folder the export will lie in, because media are named by their whole path."""
    document = ET.Element("fcpxml", version="1.9")
    shown = [
        track.model_copy(update={"clips": tuple(clip for clip in track.clips if clip.media is not None)})
        for track in rows.tracks
    ]
    writer = _Writer(rows.model_copy(update={"tracks": tuple(shown)}), root, document)
    writer.write()
    ET.indent(document)
    return '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n' + ET.tostring(document, "unicode") + "\n"


class _Writer:
    """Writes one document. The first video track is the story; everything else hangs on it in lanes."""

    def __init__(self, rows: Rows, root: Path, document: ET.Element) -> None:
        self._rows, self._root, self._document = rows, root, document
        self._assets: dict[str, str] = {}
        self._resources = ET.SubElement(document, "resources")

    def write(self) -> None:
        rows = self._rows
        ET.SubElement(
            self._resources, "format", id="r1", frameDuration=self._time(1), width=str(rows.width),
            height=str(rows.height), colorSpace="1-1-1 (Rec. 709)",
        )  # fmt: skip
        ET.SubElement(self._resources, "effect", id="r2", name="Cross Dissolve", uid=_DISSOLVE)
        event = ET.SubElement(ET.SubElement(self._document, "library"), "event", name=rows.name)
        for clip in self._every_take():
            element = self._clip(event, clip, Fraction(0))
            length = self._time(clip.frames)
            ET.SubElement(
                element, "keyword", start=self._time(clip.source), duration=length, value=f"Scene {clip.fact('scene')}"
            )
            self._metadata(element, clip)
        project = ET.SubElement(event, "project", name=rows.name)
        sequence = ET.SubElement(
            project, "sequence", format="r1", duration=self._time(rows.frames), tcStart=self._time(rows.start),
            tcFormat="DF" if rows.rate.drop_frame else "NDF", audioLayout="stereo", audioRate="48k",
        )  # fmt: skip
        self._spine(ET.SubElement(sequence, "spine"))

    def _every_take(self) -> Iterator[ClipRow]:
        """Every take once, at its whole length, with the facts of it."""
        seen: set[str] = set()
        for track in self._rows.of_kind("video"):
            for clip in track.clips:
                for media in filter(None, (clip.media, *clip.alternates)):
                    if media.file not in seen and clip.fact("scene"):
                        seen.add(media.file)
                        about = clip.about if media == clip.media else tuple(
                            (name, value) for name, value in clip.about if name in ("scene", "slate")
                        )  # fmt: skip
                        yield ClipRow(
                            name=media.name, start=0, frames=media.frames, source=media.start, media=media, about=about
                        )

    def _spine(self, spine: ET.Element) -> None:
        rows = self._rows
        story, *upper = rows.of_kind("video")
        hanging = [(lane, "", clip) for lane, track in enumerate(upper, 1) for clip in track.clips]
        for lane, track in enumerate(rows.of_kind("audio"), 1):
            hanging += [(-lane, _role(track), clip) for clip in track.clips]
        comes = {each.at: each for each in story.transitions}
        stretches = list(_stretches(story, rows.frames))
        under = _by_stretch([each[2].start for each in hanging], hanging, stretches)
        noted = _by_stretch([each.at for each in rows.markers], rows.markers, stretches)
        for number, (start, end, clip) in enumerate(stretches):
            if start in comes:
                self._transition(spine, comes.pop(start))
            if clip is None:
                origin = self._at(rows.start + start)
                begin = self._seconds(origin)
                element = ET.SubElement(
                    spine, "gap", name="Gap", offset=begin, start=begin, duration=self._time(end - start)
                )
            else:
                element = self._clip(spine, clip, self._at(rows.start + start))
                origin = self._own_time(clip)
            last = number + 1 == len(stretches)
            for lane, role, other in under[number]:
                hung = self._clip(element, other, origin + self._at(other.start - start), lane)
                if role:
                    hung.set("audioRole", role)
            for marker in noted[number]:
                self._marker(element, marker, origin + self._at(marker.at - start))
            if clip is not None:
                self._metadata(element, clip)
            if end in comes and last:
                self._transition(spine, comes.pop(end))

    def _clip(self, parent: ET.Element, clip: ClipRow, offset: Fraction, lane: int = 0) -> ET.Element:
        """A clip of an asset. The format wants notes first, then its pace and level, then what hangs on it."""
        assert clip.media is not None
        element = ET.SubElement(
            parent, "asset-clip", name=clip.name, ref=self._asset(clip.media), offset=self._seconds(offset),
            start=self._seconds(self._own_time(clip)), duration=self._time(clip.frames),
            tcFormat="DF" if self._rows.rate.drop_frame else "NDF",
        )  # fmt: skip
        if lane:
            element.set("lane", str(lane))
        if not clip.enabled:
            element.set("enabled", "0")
        note = "\n".join(f"{fact}: {clip.fact(fact)}" for fact in NOTE_FACTS if clip.fact(fact))
        if note:
            ET.SubElement(element, "note").text = note
        if clip.speed != 1:
            ends = ET.SubElement(element, "timeMap")
            for time, value in self._pace(clip, clip.media):
                ET.SubElement(ends, "timept", time=self._seconds(time), value=self._seconds(value), interp="linear")
        if level := clip.fact("level"):
            ET.SubElement(element, "adjust-volume", amount=f"{float(level):g}dB")
        return element

    def _pace(self, clip: ClipRow, media: MediaRow) -> tuple[tuple[Fraction, Fraction], ...]:
        """Which time of its media a clip shows at which time of its own, at two ends between which it runs evenly."""
        begin, end, pace = self._at(media.start), self._at(media.start + media.frames), abs(clip.speed)
        if not pace:
            shown = self._at(clip.source)
            return (shown, shown), (shown + self._at(clip.frames), shown)
        first, last = (begin, end) if clip.speed > 0 else (end, begin)
        return (begin / pace, first), (end / pace, last)

    def _own_time(self, clip: ClipRow) -> Fraction:
        """The time at which a clip begins, as it counts itself: that of its media, gone through at its own pace."""
        if clip.media is None or clip.speed in (0, 1):
            return self._at(clip.source)
        (time, value), _ = self._pace(clip, clip.media)
        # Backwards a frame begins where it ends.
        return time + (self._at(clip.source + (clip.speed < 0)) - value) / clip.speed

    def _asset(self, media: MediaRow) -> str:
        if media.file not in self._assets:
            name = self._assets[media.file] = f"r{len(self._assets) + 3}"
            asset = ET.SubElement(
                self._resources, "asset", id=name, name=media.name, start=self._time(media.start),
                duration=self._time(media.frames),
            )  # fmt: skip
            heard = {"hasAudio": "1", "audioSources": "1", "audioChannels": str(media.channels), "audioRate": "48000"}
            seen = {"hasVideo": "1", "format": "r1"}
            for key, value in (heard if media.file.endswith(".wav") else seen).items():
                asset.set(key, value)
            ET.SubElement(
                asset, "media-rep", kind="original-media", src=f"file://{quote(str(self._root / media.file))}"
            )
            ET.SubElement(ET.SubElement(asset, "metadata"), "md", key=REEL, value=media.reel)
        return self._assets[media.file]

    def _metadata(self, element: ET.Element, clip: ClipRow) -> None:
        """What a browser's columns show; the format wants it after everything that hangs on the clip."""
        told = [(key, clip.fact(fact)) for key, fact in KEYS.items() if clip.fact(fact)]
        if told:
            metadata = ET.SubElement(element, "metadata")
            for key, value in told:
                ET.SubElement(metadata, "md", key=key, value=value)

    def _transition(self, spine: ET.Element, transition: TransitionRow) -> None:
        element = ET.SubElement(
            spine, "transition", name="Cross Dissolve", duration=self._time(transition.frames),
            offset=self._time(self._rows.start + transition.at - transition.before),
        )  # fmt: skip
        ET.SubElement(element, "filter-video", ref="r2", name="Cross Dissolve")

    def _marker(self, element: ET.Element, marker: MarkerRow, start: Fraction) -> None:
        ET.SubElement(
            element,
            "marker",
            start=self._seconds(start),
            duration=self._time(marker.frames),
            value=marker.name,
            note=marker.comment,
        )

    def _seconds(self, time: Fraction) -> str:
        return seconds(time, self._rows.rate)

    def _at(self, frame: int) -> Fraction:
        return self._rows.rate.seconds(frame)

    def _time(self, frame: int) -> str:
        return self._seconds(self._at(frame))


def _role(track: TrackRow) -> str:
    """The role of a sound track, as Final Cut Pro knows them: by its name, `A2 ambience`."""
    name = track.name.lower()
    music = "music" in name or "score" in name
    return "music" if music else "dialogue" if "dialogue" in name else "effects"


def _by_stretch(
    places: Sequence[int], things: Sequence[_Thing], stretches: Sequence[tuple[int, int, ClipRow | None]]
) -> list[list[_Thing]]:
    """Things by the stretch of the story they begin in, each in the order it had; what is past its end is in the last.

    `places` are the frames they begin at.
    """
    starts = [start for start, _, _ in stretches]
    found: list[list[_Thing]] = [[] for _ in stretches]
    for place, thing in zip(places, things, strict=True):
        number = bisect.bisect_right(starts, place) - 1
        if number >= 0:
            found[number].append(thing)
    return found


def _stretches(track: TrackRow, frames: int) -> Iterator[tuple[int, int, ClipRow | None]]:
    """The story from its first frame to the film's last: clips, and gaps where there are none."""
    at = 0
    for clip in track.clips:
        if clip.start > at:
            yield at, clip.start, None
        yield clip.start, clip.end, clip
        at = clip.end
    if at < frames:
        yield at, frames, None
