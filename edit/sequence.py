"""The sequence: takes placed in time, one after the other, with the sounds and captions that belong to them."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Literal

from bible.errors import MediaError
from bible.model import Frozen
from edit.captions import Caption
from edit.cards import Card
from edit.made_sound import MadeSound
from edit.paced_sound import PacedSound
from edit.transitions import Transition
from shots.rate import SOUND_RATE, Rate
from shots.recipe import PictureFormat, digest

SAMPLE_RATE = SOUND_RATE
"""Samples a second of the film's sound."""
Role = Literal["dialogue", "effects", "music"]
"""What is mixed apart, so that a film can be dubbed or mixed again."""
CUT_VERSION = 1
"""Changes whenever the same sequence would give another film."""


class Absent(Frozen):
    """Media that an editor's cut names and nobody has here."""

    name: str
    """The file's name."""
    first: int
    """The frame of it that would be seen first."""


class Clip(Frozen):
    """A take placed in time."""

    shot: str
    """The shot's internal id; empty for a card."""
    slate: str
    take: str
    """`1B-3`."""
    scene_number: str
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    start: int
    """Frame of the film at which it is seen first."""
    frames: int
    first: int
    """First frame of the file that is seen, counted from 0: its handle lies before."""
    media_frames: int
    """All frames of the file, handles included."""
    size: str
    """The shot's size: `MCU`."""
    action: str = ""
    lines: tuple[str, ...] = ()
    """Ids of the lines that are heard over it."""
    renderer: str
    stale: bool = False
    speed: Fraction = Fraction(1)
    """Frames of the file a frame of the film goes on by: 2 is twice as fast, 0 stands still, -1 runs backwards."""
    badge: str = ""
    """Words burnt into a corner of the picture."""
    card: Card | None = None
    """For a card: what is drawn into its file. Its sha256 is then the digest of that and not of the file's bytes."""
    absent: Absent | None = None
    """For a card: the media that belong here and are not there."""

    @property
    def name(self) -> str:
        """The file's name without its ending: what editing programs link by."""
        return PurePosixPath(self.file).stem

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.start + self.frames

    def shows(self, frame: int) -> int:
        """The frame of the file that is seen at a frame of the film; also beyond its ends, in the handles."""
        return self.first + math.floor((frame - self.start) * self.speed)

    @property
    def head(self) -> int:
        """Frames of the film for which it could have begun earlier."""
        return self._room(-1)

    @property
    def tail(self) -> int:
        """Frames of the film for which it could run on."""
        return self._room(1)

    def _room(self, way: int) -> int:
        pace = way * self.speed
        if pace == 0:
            return self.media_frames
        edge = self.start if way < 0 else self.end - 1
        held = self.shows(edge)
        left = self.media_frames - 1 - held if pace > 0 else held
        room = math.floor(left / abs(pace))
        while room > 0 and not 0 <= self.shows(edge + way * room) < self.media_frames:
            room -= 1
        return max(0, room)


class Sound(Frozen):
    """Words of one line, a whole line, or any other sound, placed to the sample.

    It may begin before the clip it belongs to and end after it (J and L cuts); sounds that overlap on one track and
    fade there make a cross-fade.
    """

    line: str = ""
    """Empty when nobody speaks."""
    speaker: str = ""
    """A character's token."""
    cue: str = ""
    """The speaker's name, as the cue gives it."""
    extensions: tuple[str, ...] = ()
    """`V.O.`, `on the radio`: as the cue gives them."""
    manner: tuple[str, ...] = ()
    """The line's parentheticals: `over the phone`."""
    take: str = ""
    """For a take's own sound: `12A-3`."""
    handles: int = 0
    """Of that take's file."""
    made: MadeSound | PacedSound | None = None
    """What a temp sound, or that of a take at another speed, is made from; its file is made when the film is cut."""
    file: str
    """Path inside the production folder, with forward slashes."""
    recording: str
    """Content digest of the recording."""
    start: int
    """Sample of the film at which it is heard first, at 48 kHz."""
    source_start: int
    """Sample of the recording that is heard there."""
    samples: int
    """Length, in samples of the recording."""
    sample_rate: int
    """Of the recording."""
    on_screen: bool = False
    """The speaker is in frame at some time while it is heard."""
    level: float = 0.0
    """Decibels by which it is turned up; below 0, down."""
    fade_in: int = 0
    """Samples at 48 kHz in which it comes; 0: at once, without a click."""
    fade_out: int = 0
    """Samples at 48 kHz in which it goes."""

    @property
    def length(self) -> int:
        """Length in the film, in samples at 48 kHz."""
        return round(self.samples * SAMPLE_RATE / self.sample_rate)

    @property
    def end(self) -> int:
        """Sample of the film after its last."""
        return self.start + self.length

    @property
    def name(self) -> str:
        """The file's name without its ending, as editing programs link by; a take's sound is told from its picture."""
        stem = PurePosixPath(self.file).stem
        return f"{stem}_sound" if self.take else stem


class Track(Frozen):
    """Sounds that are mixed together: the ambience, the spot effects, the score."""

    name: str
    """`ambience`: unique in the film."""
    role: Role
    sounds: tuple[Sound, ...]
    """In order of their start; they may overlap."""
    level: float = 0.0
    """Decibels by which all of it is turned up; below 0, down."""
    duck: float = 0.0
    """Decibels by which it makes room while anybody speaks."""
    muted: bool = False
    """It lies on the timeline, turned off, and not in the mix."""


class Note(Frozen):
    """A marker the editor left on the timeline."""

    at: int
    """Frame of the film."""
    name: str
    comment: str = ""


class Effect(Frozen):
    """A stretch of the film that a person's own recipe in Python makes over."""

    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    start: int
    """Frame of the film at which it begins."""
    frames: int

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.start + self.frames


class Sequence(Frozen):
    """The film as it can be cut: names media by path inside the production folder."""

    name: str
    """The production's name."""
    title: str
    picture: PictureFormat
    clips: tuple[Clip, ...]
    """In order, without gaps."""
    sounds: tuple[Sound, ...] = ()
    """What is said, in order of its start; may overlap. It is the mix's first track."""
    captions: tuple[Caption, ...] = ()
    """In order, without overlaps."""
    transitions: tuple[Transition, ...] = ()
    """In order, at most one for each cut; they do not overlap."""
    effects: tuple[Effect, ...] = ()
    """In order, without overlaps; each reaches over the whole of a transition it touches."""
    beds: tuple[Track, ...] = ()
    """The tracks under what is said: ambience, effects, music."""
    offered: tuple[Clip, ...] = ()
    """New shots that the editor has not placed yet, where they would come: on a track of their own, not in the film."""
    notes: tuple[Note, ...] = ()
    """What the editor wrote on the timeline."""

    @property
    def rate(self) -> Rate:
        """Frames per second, exactly."""
        return self.picture.rate

    @property
    def frames(self) -> int:
        """Length of the film."""
        return self.clips[-1].end if self.clips else 0

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks of the mix: what is said, then the beds."""
        said = (Track(name="dialogue", role="dialogue", sounds=self.sounds),) if self.sounds else ()
        return (*said, *self.beds)

    @property
    def samples(self) -> int:
        """Length of the film's sound at 48 kHz: up to the end of the last frame."""
        return self.rate.samples(self.frames, SAMPLE_RATE)


def name_apart(name: str, file: str) -> str:
    """What a file is handed over as where another has its name already: editing programs link by names alone."""
    return f"{name}_{digest(file)[:6]}"


def media_file(root: Path, file: str) -> Path:
    """Where a file that a sequence names lies. Raises MediaError when that is outside the production folder `root`."""
    inside = PurePosixPath(file)
    if inside.is_absolute() or ".." in inside.parts or not file:
        raise MediaError("this file lies outside the production folder", where=file, cure="conform the cut again")
    return root / inside


def sequence_digest(sequence: Sequence) -> str:
    """The digest of everything the files of a cut are made from."""
    return digest({"version": CUT_VERSION, "sequence": sequence.model_dump(mode="json", exclude_defaults=True)})
