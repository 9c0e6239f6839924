"""The timeline: the sequence as OpenTimelineIO, which editing programs open with the media online."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bible.model import Frozen
from edit.sequence import SAMPLE_RATE, Clip, Note, Sequence, Sound
from edit.sequence import Track as MixTrack
from edit.transitions import Transition
from shots.timecode import first_frame

if TYPE_CHECKING:
    from opentimelineio.opentime import RationalTime, TimeRange
    from opentimelineio.schema import Clip as TimelineClip
    from opentimelineio.schema import LinearTimeWarp, Marker, Timeline, Track
    from opentimelineio.schema import Transition as TimelineTransition


class PlacedSound(Frozen):
    """A sound on an audio track, in whole frames of the film."""

    sound: Sound
    start: int
    frames: int
    first: int
    """Frame of the recording that is heard first."""


def build_timeline(
    sequence: Sequence, lengths: Mapping[str, int], changes: Mapping[str, tuple[str, ...]] | None = None
) -> Timeline:
    """The sequence with one video track, every track of the mix, and a marker for each shot.

    A track of the mix is as many tracks here as it has sounds at once.

    `lengths` are the samples at 48 kHz that each sound's file holds, by its path; `changes` say by shot id how media of
    another kind were brought to the film's parameters. Media are named by path inside the
    production folder, so that the folder can be moved. Times are in frames at the film's rate; sounds start at the
    nearest frame, and their metadata say where exactly.
    """
    import opentimelineio as otio

    timeline = otio.schema.Timeline(
        name=sequence.title, global_start_time=_at(sequence, first_frame(sequence.rate)),
        metadata={"studio": {"production": sequence.name, "rate": sequence.rate.name, **_picture(sequence)}},
    )  # fmt: skip
    video = otio.schema.Track(name="V1", kind=otio.schema.TrackKind.Video)
    around = {each.at: each for each in sequence.transitions}
    for clip in sequence.clips:
        if clip.start in around:
            video.append(_transition(sequence, around[clip.start]))
        video.append(_video_clip(sequence, clip, (changes or {}).get(clip.shot, ())))
    if sequence.clips and sequence.frames in around:
        video.append(_transition(sequence, around[sequence.frames]))
    timeline.tracks.append(video)
    if sequence.offered:
        timeline.tracks.append(_offered_track(sequence))
    layers = [(track, layer) for track in sequence.tracks for layer in audio_tracks(sequence, track)]
    for number, (bed, layer) in enumerate(layers, 1):
        made = _audio_track(sequence, f"A{number} {bed.name}", layer, lengths)
        for clip in made.find_clips() if bed.muted else ():
            clip.enabled = False
        timeline.tracks.append(made)
    timeline.tracks.markers.extend(_marker(sequence, clip) for clip in sequence.clips if clip.card is None)
    timeline.tracks.markers.extend(_note(sequence, note) for note in sequence.notes)
    return timeline


def _offered_track(sequence: Sequence) -> Track:
    """New shots over the cut, turned off, each where it would come."""
    import opentimelineio as otio

    track = otio.schema.Track(name="V2 new shots", kind=otio.schema.TrackKind.Video)
    at = 0
    for clip in sequence.offered:
        if clip.start > at:
            track.append(otio.schema.Gap(source_range=_range(sequence, 0, clip.start - at)))
        made = _video_clip(sequence, clip, ())
        made.enabled = False
        track.append(made)
        at = clip.end
    return track


def _note(sequence: Sequence, note: Note) -> Marker:
    import opentimelineio as otio

    return otio.schema.Marker(
        name=note.name, marked_range=_range(sequence, note.at, 1), color=otio.schema.MarkerColor.YELLOW,
        comment=note.comment, metadata={"studio": {"by": "editor"}},
    )  # fmt: skip


def audio_tracks(sequence: Sequence, track: MixTrack | None = None) -> tuple[tuple[PlacedSound, ...], ...]:
    """The sounds of a track of the mix in whole frames, each on the first layer that is free when it starts.

    Without a track, what is said.
    """
    tracks: list[list[PlacedSound]] = []
    for sound in sequence.sounds if track is None else track.sounds:
        placed = place(sequence, sound)
        free = next((layer for layer in tracks if layer[-1].start + layer[-1].frames <= placed.start), None)
        if free is None:
            tracks.append([placed])
        else:
            free.append(placed)
    return tuple(tuple(layer) for layer in tracks)


def place(sequence: Sequence, sound: Sound) -> PlacedSound:
    """A sound in whole frames of the film: each of its edges in the frame that is nearest."""

    def nearest(sample: int, sample_rate: int) -> int:
        return round(sample * sequence.rate.fps / sample_rate)

    start = nearest(sound.start, SAMPLE_RATE)
    end = min(max(nearest(sound.end, SAMPLE_RATE), start + 1), sequence.frames)
    return PlacedSound(
        sound=sound, start=start, frames=max(end - start, 1), first=nearest(sound.source_start, sound.sample_rate)
    )


def _picture(sequence: Sequence) -> dict[str, int]:
    return {"width": sequence.picture.width, "height": sequence.picture.height}


def _at(sequence: Sequence, frame: int) -> RationalTime:
    """A time, at the exact rate as a float: 24000/1001, which adapters know as 23.976."""
    from opentimelineio.opentime import RationalTime

    return RationalTime(frame, float(sequence.rate.fps))


def _range(sequence: Sequence, start: int, frames: int) -> TimeRange:
    from opentimelineio.opentime import TimeRange

    return TimeRange(_at(sequence, start), _at(sequence, frames))


def _unusual(clip: Clip) -> dict[str, str]:
    """What only some clips have: a badge, an exact speed, the kind of card it is."""
    has = {
        "badge": clip.badge, "speed": "" if clip.speed == 1 else str(clip.speed),
        "card": clip.card.kind if clip.card else "",
    }  # fmt: skip
    return {name: value for name, value in has.items() if value}


def _video_clip(sequence: Sequence, clip: Clip, changes: tuple[str, ...]) -> TimelineClip:
    import opentimelineio as otio

    if clip.absent is not None:
        # It stays on the timeline by its name, so that whoever has the file sees it.
        return otio.schema.Clip(
            name=clip.absent.name, media_reference=otio.schema.MissingReference(name=clip.absent.name),
            source_range=_range(sequence, clip.absent.first, clip.frames), metadata={"studio": {"state": "absent"}},
        )  # fmt: skip
    media = otio.schema.ExternalReference(
        target_url=clip.file, available_range=_range(sequence, 0, clip.media_frames)
    )  # fmt: skip
    media.name = clip.name
    return otio.schema.Clip(
        name=clip.name, media_reference=media, source_range=_range(sequence, clip.first, clip.frames),
        effects=_speed(clip),
        metadata={
            "studio": {
                **_unusual(clip),
                "slate": clip.slate, "take": clip.take, "shot": clip.shot, "scene": clip.scene_number,
                "lines": list(clip.lines), "renderer": clip.renderer, "state": _state(clip), "sha256": clip.sha256,
                "normalised": list(changes),
            }
        },
    )  # fmt: skip


def _transition(sequence: Sequence, transition: Transition) -> TimelineTransition:
    """A dissolve as editing programs know it; of the others they know no kind alike, so that metadata tell which."""
    import opentimelineio as otio

    known = transition.kind == "dissolve"
    kinds = otio.schema.TransitionTypes
    return otio.schema.Transition(
        name=transition.kind, transition_type=kinds.SMPTE_Dissolve if known else kinds.Custom,
        in_offset=_at(sequence, transition.before), out_offset=_at(sequence, transition.after),
        metadata={"studio": transition.model_dump(mode="json", include={"kind", "colour", "pattern"})},
    )  # fmt: skip


def _speed(clip: Clip) -> list[LinearTimeWarp]:
    import opentimelineio as otio

    if clip.speed == 0:
        return [otio.schema.FreezeFrame()]
    return [otio.schema.LinearTimeWarp(time_scalar=float(clip.speed))] if clip.speed != 1 else []


def _state(clip: Clip) -> str:
    return "stale" if clip.stale else "current"


def _audio_track(sequence: Sequence, name: str, placed: tuple[PlacedSound, ...], lengths: Mapping[str, int]) -> Track:
    import opentimelineio as otio

    track = otio.schema.Track(name=name, kind=otio.schema.TrackKind.Audio)
    at = 0
    for each in placed:
        if each.start > at:
            track.append(otio.schema.Gap(source_range=_range(sequence, 0, each.start - at)))
        track.append(_audio_clip(sequence, each, lengths[each.sound.file]))
        at = each.start + each.frames
    return track


def _audio_clip(sequence: Sequence, placed: PlacedSound, length: int) -> TimelineClip:
    import opentimelineio as otio

    sound = placed.sound
    held = max(int(length * sequence.rate.fps / SAMPLE_RATE), placed.first + placed.frames)
    media = otio.schema.ExternalReference(target_url=sound.file, available_range=_range(sequence, 0, held))
    media.name = sound.name
    return otio.schema.Clip(
        name=sound.name, media_reference=media, source_range=_range(sequence, placed.first, placed.frames),
        metadata={
            "studio": {
                "line": sound.line, "speaker": sound.speaker, "start_sample": sound.start,
                "source_start_sample": sound.source_start, "samples": sound.samples, "sample_rate": sound.sample_rate,
                "level": sound.level, **({"sound_of": sound.take} if sound.take else {}),
            },
            # Resolve links the sound of a clip only when told which channel of the file it is.
            "Resolve_OTIO": {"Channels": [{"Source Channel ID": 0, "Source Track ID": 0}]},
        },
    )  # fmt: skip


def _marker(sequence: Sequence, clip: Clip) -> Marker:
    import opentimelineio as otio

    return otio.schema.Marker(
        name=f"{clip.slate} {clip.size}", marked_range=_range(sequence, clip.start, 1),
        color=otio.schema.MarkerColor.RED if clip.stale else otio.schema.MarkerColor.GREEN,
        comment=clip.action,
        metadata={"studio": {"slate": clip.slate, "size": clip.size, "state": _state(clip), "notes": clip.action}},
    )  # fmt: skip
