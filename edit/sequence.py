"""The sequence: takes placed in time, one after the other, with the sounds and captions that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Literal

from bible.model import Frozen
from bible.script import Line
from edit.captions import Caption, Heard, make_captions
from shots.rate import Rate
from shots.recipe import PictureFormat, Utterance, digest
from shots.recording import WordTime
from shots.shot import Shot
from shots.take import Take

SAMPLE_RATE = 48000
"""Samples a second of the film's sound."""
Stem = Literal["dialogue", "effects", "music"]
"""What is mixed apart, so that a film can be dubbed or mixed again."""
CUT_VERSION = 1
"""Changes whenever the same sequence would give another film."""
_SAME_BREATH = SAMPLE_RATE // 250
"""Words that go on within so many samples are one sound: rounding to frames moves them by less than this."""


class CutPiece(Frozen):
    """What the cut shows of one shot, and what is heard over it."""

    shot: Shot
    scene_number: str
    """The writer's number of the shot's scene."""
    frames: int
    """Length in the cut."""
    utterances: tuple[Utterance, ...] = ()
    """Placed from the shot's first frame in the cut."""
    take: Take
    stale: bool = False
    """The take shows something else than the shot asks for now."""


class Clip(Frozen):
    """A take placed in time."""

    shot: str
    """The shot's internal id."""
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

    @property
    def name(self) -> str:
        """The file's name without its ending: what editing programs link by."""
        return PurePosixPath(self.file).stem

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.start + self.frames


class Sound(Frozen):
    """Words of one line, or a whole line, placed to the sample."""

    line: str
    speaker: str
    """A character's token."""
    cue: str
    """The speaker's name, as the cue gives it."""
    extensions: tuple[str, ...] = ()
    """`V.O.`, `on the radio`: as the cue gives them."""
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
    on_screen: bool
    """The speaker is in frame at some time while it is heard."""
    stem: Stem = "dialogue"

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
        """The file's name without its ending."""
        return PurePosixPath(self.file).stem


class Sequence(Frozen):
    """The film as it can be cut: names media by path inside the production folder."""

    name: str
    """The production's name."""
    title: str
    picture: PictureFormat
    clips: tuple[Clip, ...]
    """In order, without gaps."""
    sounds: tuple[Sound, ...] = ()
    """In order of their start; they may overlap."""
    captions: tuple[Caption, ...] = ()
    """In order, without overlaps."""

    @property
    def rate(self) -> Rate:
        """Frames per second, exactly."""
        return self.picture.rate

    @property
    def frames(self) -> int:
        """Length of the film."""
        return self.clips[-1].end if self.clips else 0

    @property
    def samples(self) -> int:
        """Length of the film's sound at 48 kHz: up to the end of the last frame."""
        return self.rate.samples(self.frames, SAMPLE_RATE)


def assemble(
    name: str,
    title: str,
    picture: PictureFormat,
    pieces: Iterable[CutPiece],
    sound_files: Mapping[str, str],
    words: Mapping[str, tuple[WordTime, ...]],
    lines: Iterable[Line] = (),
) -> Sequence:
    """Put the pieces one after the other.

    `sound_files` and `words` are by line id; a line that has no file is silent and captionless. `lines` tell how
    speakers are called and heard. Words that go on from one shot into the next are one sound, so that a cut in the
    picture is never heard.
    """
    written = {line.id: line for line in lines}
    clips: list[Clip] = []
    sounds: list[Sound] = []
    at = 0
    for piece in pieces:
        clips.append(_clip(piece, at))
        offset = picture.rate.samples(at, SAMPLE_RATE)
        heard = (each for each in piece.utterances if each.line in sound_files)
        sounds += [_sound(each, piece.shot, offset, sound_files[each.line], written.get(each.line)) for each in heard]
        at += piece.frames
    whole = _in_one_breath(sorted(sounds, key=lambda sound: (sound.start, sound.line)))
    captions = make_captions(_heard(whole, words), picture.rate, at)
    return Sequence(name=name, title=title, picture=picture, clips=tuple(clips), sounds=whole, captions=captions)


def sequence_digest(sequence: Sequence) -> str:
    """The digest of everything the files of a cut are made from."""
    return digest({"version": CUT_VERSION, "sequence": sequence.model_dump(mode="json", exclude_defaults=True)})


def _clip(piece: CutPiece, start: int) -> Clip:
    shot, take = piece.shot, piece.take
    return Clip(
        shot=shot.id, slate=shot.slate, take=take.name, scene_number=piece.scene_number, file=take.file,
        sha256=take.sha256, start=start, frames=piece.frames, first=take.handles,
        media_frames=take.frames + 2 * take.handles, size=shot.size.value, action=shot.action,
        lines=tuple(dict.fromkeys(each.line for each in piece.utterances)), renderer=take.renderer, stale=piece.stale,
    )  # fmt: skip


def _sound(utterance: Utterance, shot: Shot, offset: int, file: str, line: Line | None) -> Sound:
    return Sound(
        line=utterance.line, speaker=utterance.speaker,
        cue=line.cue if line else utterance.speaker.lstrip("@").replace("_", " "),
        extensions=line.extensions if line else (), file=file, recording=utterance.recording,
        start=offset + round(utterance.start * SAMPLE_RATE / utterance.sample_rate),
        source_start=utterance.source_start, samples=utterance.samples, sample_rate=utterance.sample_rate,
        on_screen=any(subject.token == utterance.speaker for subject in shot.subjects),
    )  # fmt: skip


def _in_one_breath(sounds: list[Sound]) -> tuple[Sound, ...]:
    """Sounds that go on where another of the same line ends become one."""
    whole: list[Sound] = []
    latest: dict[str, int] = {}
    for sound in sounds:
        at = latest.get(sound.line)
        before = whole[at] if at is not None else None
        if at is not None and before is not None and _goes_on(before, sound):
            whole[at] = before.model_copy(
                update={
                    "samples": sound.source_start + sound.samples - before.source_start,
                    "on_screen": before.on_screen or sound.on_screen,
                }
            )
        else:
            latest[sound.line] = len(whole)
            whole.append(sound)
    return tuple(whole)


def _goes_on(before: Sound, sound: Sound) -> bool:
    """Whether playing on reaches the second sound at its time: the gap in the film is the gap in the recording."""
    in_recording = (sound.source_start - before.source_start - before.samples) * SAMPLE_RATE / sound.sample_rate
    in_film = sound.start - before.end
    return before.file == sound.file and in_recording >= -_SAME_BREATH and abs(in_film - in_recording) <= _SAME_BREATH


def _heard(sounds: tuple[Sound, ...], words: Mapping[str, tuple[WordTime, ...]]) -> tuple[Heard, ...]:
    """The words of each sound with their times in the film, in samples at 48 kHz."""
    heard = []
    for sound in sounds:
        end = sound.source_start + sound.samples
        inside = [each for each in words.get(sound.line, ()) if sound.source_start <= (each.start + each.end) / 2 < end]
        placed = tuple(
            WordTime(word=each.word, start=_in_film(each.start, sound), end=_in_film(each.end, sound))
            for each in inside
        )
        if placed:
            heard.append(Heard(line=sound.line, name="" if _is_seen(sound) else sound.cue, words=placed))
    return tuple(heard)


def _in_film(sample: int, sound: Sound) -> int:
    """The sample of the film at which a sample of a recording is heard."""
    return sound.start + round((sample - sound.source_start) * SAMPLE_RATE / sound.sample_rate)


def _is_seen(sound: Sound) -> bool:
    """Whether the speaker can be seen to speak; who is heard from elsewhere is named in the captions."""
    elsewhere = any(extension.upper().replace("’", "'") != "CONT'D" for extension in sound.extensions)
    return sound.on_screen and not elsewhere
