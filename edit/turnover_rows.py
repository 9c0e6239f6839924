"""A timeline in rows: tracks, clips, transitions and markers in whole frames, as every editing format can be held to.

timeline (OpenTimelineIO) ─▶ Rows ─▶ .edl .xml .fcpxml .aaf ... ─▶ Rows ─▶ what got lost on the way
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator

from bible.errors import MediaError
from bible.model import Frozen
from shots.rate import Rate
from shots.timecode import first_frame

if TYPE_CHECKING:
    from opentimelineio.opentime import RationalTime
    from opentimelineio.schema import Clip, Timeline, Track, Transition

_SAME_RATE = 2e-4
"""By how much a rate may be off and still be meant: some write 29.97 for 30000/1001; 23.976 and 24 are 1e-3 apart."""
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)


Text = Annotated[str, AfterValidator(_writable)]
"""Words without signs that no XML can hold."""
About = tuple[tuple[str, Text], ...]
"""Facts as name and value, in the order of their names."""


class MediaRow(Frozen):
    """A media file that a clip plays."""

    name: Text
    file: str
    """Path inside the export, with forward slashes."""
    reel: str = ""
    start: int
    """Timecode of its first frame, as frames from midnight."""
    frames: int
    channels: int = 0
    """Of a sound file; 0 for a picture, or where nothing is said."""


class ClipRow(Frozen):
    """A clip on a track."""

    name: Text
    start: int
    """Frame of the film at which it begins, counted from 0."""
    frames: int
    source: int
    """Timecode of the first frame that is seen, as frames from midnight."""
    speed: Fraction = Fraction(1)
    media: MediaRow | None = None
    about: About = ()
    effects: tuple[Text, ...] = ()
    """Names of other effects on it."""
    alternates: tuple[MediaRow, ...] = ()
    """Other takes of the same shot that lie in the export."""
    enabled: bool = True
    """Not turned off."""

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.start + self.frames

    def fact(self, name: str) -> str:
        """What is known under a name; empty when nothing is."""
        return dict(self.about).get(name, "")


class TransitionRow(Frozen):
    """A transition around a cut."""

    at: int
    """Frame of the film at which the cut lies."""
    before: int
    after: int
    kind: Text
    """`dissolve`, `fade`, `dip` or `wipe`, or what the timeline calls it."""
    about: About = ()

    @property
    def frames(self) -> int:
        """How long it lasts."""
        return self.before + self.after

    @property
    def shows_both(self) -> bool:
        """Both clips are seen while it lasts; a fade or a dip shows one of them, and a colour."""
        return self.kind not in ("fade", "dip")


class TrackRow(Frozen):
    """A track: where no clip lies it is black, or silent."""

    name: Text
    kind: Literal["video", "audio"]
    clips: tuple[ClipRow, ...] = ()
    transitions: tuple[TransitionRow, ...] = ()
    about: About = ()


class MarkerRow(Frozen):
    """A marker on the film."""

    name: Text
    at: int
    """Frame of the film, counted from 0."""
    frames: int = 1
    colour: str = ""
    comment: Text = ""
    about: About = ()


class Rows(Frozen):
    """A whole timeline."""

    name: Text
    rate: Rate
    width: int
    height: int
    start: int
    """Timecode of the first frame, as frames from midnight."""
    tracks: tuple[TrackRow, ...]
    markers: tuple[MarkerRow, ...] = ()

    @property
    def frames(self) -> int:
        """Length of the longest track."""
        return max((track.clips[-1].end for track in self.tracks if track.clips), default=0)

    def without_silent(self) -> Rows:
        """The same without tracks on which nothing is turned on, for forms that cannot say so, and without clips
        whose media are not here."""
        kept = []
        for track in self.tracks:
            clips = tuple(clip for clip in track.clips if clip.media is not None)
            if any(clip.enabled for clip in clips):
                kept.append(track.model_copy(update={"clips": clips}))
        return self.model_copy(update={"tracks": tuple(kept)})

    def of_kind(self, kind: Literal["video", "audio"]) -> tuple[TrackRow, ...]:
        """The tracks of one kind, in order."""
        return tuple(track for track in self.tracks if track.kind == kind)


def rows_of(timeline: Timeline, rate: Rate, width: int, height: int) -> Rows:
    """The timeline in rows at the film's rate. Raises MediaError when it holds what a row cannot."""
    import opentimelineio as otio

    start = timeline.global_start_time
    tracks = []
    for track in timeline.tracks:
        if not isinstance(track, otio.schema.Track):
            raise MediaError("a stack lies where a track belongs", where=timeline.name)
        tracks.append(_track_row(track, rate))
    markers = tuple(
        MarkerRow(
            name=marker.name, at=_frames(marker.marked_range.start_time, rate),
            frames=_frames(marker.marked_range.duration, rate), colour=str(marker.color or "").lower(),
            comment=marker.comment or "", about=about_of(marker.metadata.get("studio", {})),
        )
        for marker in timeline.tracks.markers
    )  # fmt: skip
    return Rows(
        name=timeline.name, rate=rate, width=width, height=height,
        start=first_frame(rate) if start is None else _frames(start, rate), tracks=tuple(tracks), markers=markers,
    )  # fmt: skip


def about_of(facts: Mapping[str, object]) -> About:
    """Facts of an OpenTimelineIO object as rows keep them: text as it is, everything else as JSON."""
    return tuple(sorted((str(name), _told(value)) for name, value in facts.items() if _told(value)))


def _told(value: object) -> str:
    plain = _plain(value)
    if isinstance(plain, str):
        return plain
    return "" if plain in (None, [], {}) else json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    """OpenTimelineIO's own lists and dictionaries as Python's."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value


def _track_row(track: Track, rate: Rate) -> TrackRow:
    import opentimelineio as otio

    clips, transitions = [], []
    at = 0
    for item in track:
        if isinstance(item, otio.schema.Transition):
            transitions.append(_transition_row(item, at, rate))
            continue
        frames = _frames(item.trimmed_range().duration, rate)
        if isinstance(item, otio.schema.Clip):
            clips.append(_clip_row(item, at, frames, rate))
        elif not isinstance(item, otio.schema.Gap):
            raise MediaError(f"{item.name or type(item).__name__} is nested, which no row can hold", where=track.name)
        at += frames
    kind: Literal["video", "audio"] = "video" if track.kind == otio.schema.TrackKind.Video else "audio"
    about = about_of(track.metadata.get("studio", {}))
    return TrackRow(name=track.name, kind=kind, clips=tuple(clips), transitions=tuple(transitions), about=about)


def _transition_row(item: Transition, at: int, rate: Rate) -> TransitionRow:
    facts = dict(item.metadata.get("studio", {}))
    kind = str(facts.pop("kind", "") or ("dissolve" if item.transition_type == "SMPTE_Dissolve" else item.name))
    return TransitionRow(
        at=at, before=_frames(item.in_offset, rate), after=_frames(item.out_offset, rate),
        kind=kind or str(item.transition_type), about=about_of(facts),
    )  # fmt: skip


def _clip_row(clip: Clip, at: int, frames: int, rate: Rate) -> ClipRow:
    import opentimelineio as otio

    speed, effects = Fraction(1), []
    for effect in clip.effects:
        if isinstance(effect, otio.schema.LinearTimeWarp):
            speed *= Fraction(effect.time_scalar).limit_denominator(10_000)
        else:
            effects.append(effect.effect_name or effect.name or type(effect).__name__)
    references = dict(clip.media_references())
    media = _media_row(references.pop(clip.active_media_reference_key, None), clip, rate)
    others = (_media_row(reference, clip, rate) for _, reference in sorted(references.items()))
    return ClipRow(
        name=clip.name, start=at, frames=frames, source=_frames(clip.trimmed_range().start_time, rate), speed=speed,
        media=media, about=about_of(clip.metadata.get("studio", {})), effects=tuple(effects), enabled=clip.enabled,
        alternates=tuple(other for other in others if other is not None),
    )  # fmt: skip


def _media_row(reference: object, clip: Clip, rate: Rate) -> MediaRow | None:
    import opentimelineio as otio

    if not isinstance(reference, otio.schema.ExternalReference):
        return None
    held = reference.available_range or clip.trimmed_range()
    said = reference.metadata.get("studio", {})
    return MediaRow(
        name=reference.name or PurePosixPath(reference.target_url).stem, file=reference.target_url,
        reel=str(said.get("reel", "")), channels=int(said.get("channels", 0)),
        start=_frames(held.start_time, rate), frames=_frames(held.duration, rate),
    )  # fmt: skip


def _frames(time: RationalTime, rate: Rate) -> int:
    """A time in whole frames of the film, whatever rate it was written at."""
    if abs(time.rate / float(rate.fps) - 1) < _SAME_RATE:
        return round(float(time.value))
    return round(Fraction(time.value).limit_denominator(10**6) / Fraction(time.rate).limit_denominator(1001) * rate.fps)
