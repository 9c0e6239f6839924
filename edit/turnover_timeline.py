"""The timeline as it is handed over: media of the export with timecode and reel, and what is known of every take."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bible.model import Frozen
from edit.sequence import SAMPLE_RATE, name_apart
from edit.turnover_facts import MINUTES, LineFacts, TakeFacts, reel_of
from shots.rate import Rate
from shots.timecode import first_frame

if TYPE_CHECKING:
    from opentimelineio.opentime import TimeRange
    from opentimelineio.schema import Clip, ExternalReference, Timeline

_MICRO = 1_000_000


class PictureMedia(Frozen):
    """A picture file of the export."""

    source: str
    """Path inside the production folder."""
    to: str
    """Path inside the export."""
    reel: str
    start: int
    """Timecode of its first frame, as frames from midnight."""
    frames: int


class SoundMedia(Frozen):
    """A sound file of the export: a recording laid so that its first sample falls on a frame of the film."""

    source: str
    to: str
    reel: str
    start: int
    """Timecode of its first sample in the film, as frames from midnight."""
    frames: int
    lead: int
    """Samples of silence before the recording's own first, at 48 kHz; below 0, so many of the recording are left out.
    Less than a frame: it brings every word to its exact place in the film."""
    channels: int
    """1, or 2 for all that has more than one."""
    take: str = ""
    note: str = ""
    """What is said, for programs that read iXML."""


class Heard(Frozen):
    """What a sound file of the production holds."""

    samples: int
    """At 48 kHz."""
    channels: int


class HandedOver(Frozen):
    """The timeline with the files it names."""

    pictures: tuple[PictureMedia, ...]
    sounds: tuple[SoundMedia, ...]
    moved: tuple[str, ...] = ()
    """Sounds that are heard again and lie off their exact place by less than a frame, in words."""


def hand_over(
    timeline: Timeline, rate: Rate, takes: Iterable[TakeFacts], lines: Iterable[LineFacts], heard: Mapping[str, Heard],
    ending: str,
) -> tuple[Timeline, HandedOver]:  # fmt: skip
    """A copy of the film's timeline that names media of an export, and what files that takes.

    `heard` says what each sound's file holds, by its path; `ending` is that of picture files:
    `.mov`. Every clip of a take carries the facts of it; other takes of the shot are further media references of
    the clip. Times of media are timecode, as OpenTimelineIO has it; where the clips lie does not change.
    """
    copy: Timeline = timeline.clone()
    desk = _Desk(rate, tuple(takes), tuple(lines), heard, ending)
    for track in copy.tracks:
        for clip in track.find_clips():
            if track.kind == "Video":
                desk.picture(clip)
            else:
                desk.sound(clip)
    desk.marked(copy)
    return copy, HandedOver(
        pictures=tuple(sorted(desk.pictures.values(), key=lambda each: each.to)),
        sounds=tuple(sorted(desk.sounds.values(), key=lambda each: each.to)),
        moved=tuple(desk.moved),
    )


class _Desk:
    """Gives every clip the media of the export, each file once."""

    def __init__(
        self, rate: Rate, takes: tuple[TakeFacts, ...], lines: tuple[LineFacts, ...], heard: Mapping[str, Heard],
        ending: str,
    ) -> None:  # fmt: skip
        self.pictures: dict[str, PictureMedia] = {}
        self.sounds: dict[str, SoundMedia] = {}
        self.moved: list[str] = []
        self._names: set[str] = set()
        self._rate, self._heard, self._ending = rate, heard, ending
        self._takes, self._lines = takes, {line.id: line for line in lines}
        self._by_file = {take.file: take for take in takes}

    def picture(self, clip: Clip) -> None:
        """Link a video clip to its take in the export, and tell what is known of it."""
        reference = _external(clip)
        if reference is None:
            return
        take = self._by_file.get(reference.target_url)
        held = round(reference.available_range.duration.value) if reference.available_range else 0
        about = clip.metadata.setdefault("studio", {})
        scene = take.scene if take else str(about.get("scene", ""))
        media = self._picture_media(reference.target_url, take, scene, held)
        about["file"] = reference.target_url
        if clip.source_range is not None:
            clip.source_range = self._range(media.start + clip.source_range.start_time.value, clip.source_range)
        if take is None:
            clip.media_reference = self._reference(media)
            return
        about.update(_told(take, self._script(about.get("lines", ()))))
        clip.metadata["cmx_3600"] = {"reel": media.reel}
        others = [each for each in self._takes if each.shot == take.shot and each is not take]
        references = {
            each.name: self._reference(self._picture_media(each.file, each, each.scene, each.frames))
            for each in others if each.status != "no good"
        }  # fmt: skip
        references[take.name] = self._reference(media)
        clip.set_media_references(references, take.name)

    def sound(self, clip: Clip) -> None:
        """Link an audio clip to its sound in the export."""
        reference = _external(clip)
        if reference is None:
            return
        about = clip.metadata.setdefault("studio", {})
        media = self._sound_media(clip, reference.target_url)
        about["file"] = reference.target_url
        line = self._lines.get(str(about.get("line", "")))
        if line:
            about["character"], about["script"] = line.character, line.text
        clip.source_range = self._range(media.start + clip.source_range.start_time.value, clip.source_range)
        clip.media_reference = self._reference(media)
        clip.metadata["Resolve_OTIO"] = {
            "Channels": [{"Source Channel ID": each, "Source Track ID": 0} for each in range(media.channels)]
        }

    def marked(self, timeline: Timeline) -> None:
        """Tell on the markers how each take stands and what was said of it."""
        in_cut = {}
        for clip in timeline.find_clips():
            about = clip.metadata.get("studio", {})
            if "take" in about and "status" in about:
                in_cut[about["slate"]] = about
        for marker in timeline.tracks.markers:
            about = in_cut.get(marker.metadata.get("studio", {}).get("slate", ""))
            if about is None:
                continue
            said = [f"take {about['take']}, {about['status']}", *about.get("said", ())]
            marker.metadata["studio"]["status"] = about["status"]
            marker.comment = "; ".join([marker.comment, *said] if marker.comment else said)

    def _picture_media(self, file: str, take: TakeFacts | None, scene: str, frames: int) -> PictureMedia:
        if file not in self.pictures:
            stem = self._free_name(PurePosixPath(file).stem, file)
            start = take.start(self._rate) if take else _minute_of(stem, self._rate)
            self.pictures[file] = PictureMedia(
                source=file, to=f"media/{_folder(scene)}/{stem}{self._ending}",
                reel=take.reel if take else reel_of(stem), start=start, frames=take.frames if take else frames,
            )  # fmt: skip
        return self.pictures[file]

    def _sound_media(self, clip: Clip, file: str) -> SoundMedia:
        """The file of a sound, laid to the frames of the film as it is heard first."""
        about = clip.metadata["studio"]
        at, first = int(clip.range_in_parent().start_time.value), int(clip.source_range.start_time.value)
        lead = self._lead(about, at, first)
        known = self.sounds.get(file)
        if known is not None:
            if known.lead != lead:
                self.moved.append(f"{clip.name} at frame {at} lies {abs(known.lead - lead)} samples off")
            return known
        length = self._rate.frames_in(Fraction(lead + self._heard[file].samples, SAMPLE_RATE)) + self._rate.nominal
        # A take's sound has another name than its picture: programs link by names alone.
        stem = self._free_name(PurePosixPath(file).stem + ("_sound" if about.get("sound_of") else ""), file)
        line = self._lines.get(str(about.get("line", "")))
        self.sounds[file] = SoundMedia(
            source=file, to=f"media/sound/{stem}.wav", reel=reel_of(stem), start=first_frame(self._rate) + at - first,
            frames=length, lead=lead, channels=self._heard[file].channels, take=stem,
            note=f"{line.character}: {line.text}" if line else "",
        )  # fmt: skip
        return self.sounds[file]

    def _free_name(self, stem: str, file: str) -> str:
        """The name of a file of the export, which no other has, on disks that do not tell capitals apart either."""
        name = name_apart(stem, file) if stem.casefold() in self._names else stem
        self._names.add(name.casefold())
        return name

    def _lead(self, about: Mapping[str, object], at: int, first: int) -> int:
        """Samples from the frame at which the file begins to the recording's own first."""
        begins, skipped = about.get("start_sample"), about.get("source_start_sample")
        if not isinstance(begins, int) or not isinstance(skipped, int):
            return 0
        rate = int(str(about.get("sample_rate", SAMPLE_RATE)))
        return begins - round(skipped * SAMPLE_RATE / rate) - self._rate.samples(at - first, SAMPLE_RATE)

    def _reference(self, media: PictureMedia | SoundMedia) -> ExternalReference:
        import opentimelineio as otio

        held = otio.opentime.TimeRange(self._time(media.start), self._time(media.frames))
        reference = otio.schema.ExternalReference(target_url=media.to, available_range=held)
        reference.name = PurePosixPath(media.to).stem
        reference.metadata["studio"] = {"reel": media.reel}
        if isinstance(media, SoundMedia):
            reference.metadata["studio"]["channels"] = media.channels
        return reference

    def _range(self, start: float, like: TimeRange) -> TimeRange:
        import opentimelineio as otio

        return otio.opentime.TimeRange(self._time(start), like.duration)

    def _time(self, frame: float) -> object:
        import opentimelineio as otio

        return otio.opentime.RationalTime(frame, float(self._rate.fps))

    def _script(self, lines: Iterable[object]) -> list[str]:
        found = (self._lines.get(str(each)) for each in lines)
        return [f"{line.character}: {line.text}" for line in found if line]


def _external(clip: Clip) -> ExternalReference | None:
    import opentimelineio as otio

    reference = clip.media_reference
    return reference if isinstance(reference, otio.schema.ExternalReference) else None


def _told(take: TakeFacts, script: list[str]) -> dict[str, object]:
    """What a clip says of its take; nothing that is not known."""
    facts: dict[str, object] = {
        "status": take.status or "in the cut", "said": list(take.notes), "model": take.model, "prompt": take.prompt,
        "seed": str(take.seed), "cost": f"{take.cost_micro_usd / _MICRO:.6f} USD", "made": take.made_at,
        "script": script, "handles": str(take.handles),
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value not in ("", [])}


def _folder(scene: str) -> str:
    """The folder of a scene: programs make a bin of it when the media folder is brought in."""
    plain = re.sub(r"[^\w-]+", "_", scene).strip("_")
    padded = re.sub(r"\d+", lambda number: number[0].zfill(3), plain, count=1)
    return f"scene_{padded}" if padded else "cards"


def _minute_of(name: str, rate: Rate) -> int:
    """A minute of the day for media that is no take: always the same for the same name."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    return first_frame(rate) + (number % MINUTES) * 60 * rate.nominal
