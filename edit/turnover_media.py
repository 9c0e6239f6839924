"""The media of an export: takes with timecode and reel, sounds as broadcast WAV, and the mix in stems."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import numpy as np

from bible.errors import MediaError
from edit.loudness import STEP
from edit.sequence import Role, Sequence, media_file
from edit.stems import ROLES, stem_chunks
from edit.turnover_timeline import HandedOver, SoundMedia
from renderers.media.bwf import RATE, BroadcastNote, BwfWriter
from renderers.media.editing import Codec, Slate, read_slate, write_editing
from renderers.media.read import count_packets, sound_between
from shots.rate import Rate
from shots.timecode import first_frame, timecode

_MIX = "mix"
Begin = Callable[[Mapping[str, int]], None]
"""Called once with the frames of each file that is to be written, by its name."""
Step = Callable[[str], None]
"""Called with the name of each file that is done."""


def files_of(handed: HandedOver, sequence: Sequence, stem: str) -> Mapping[str, int]:
    """The name of every media file, with its length in frames."""
    pictures = {Path(each.to).name: each.frames for each in handed.pictures}
    sounds = {Path(each.to).name: each.frames for each in handed.sounds}
    return pictures | sounds | {f"{stem}_{role}.wav": sequence.frames for role in (*_roles(sequence), _MIX)}


def _roles(sequence: Sequence) -> list[Role]:
    return sorted({track.role for track in sequence.tracks if not track.muted})


def write_media(handed: HandedOver, sequence: Sequence, root: Path, aside: Path, codec: Codec, step: Step) -> None:
    """Write every file the timeline names into `aside`. Raises MediaError when one cannot be read."""
    rate = sequence.rate
    for picture in handed.pictures:
        to = aside / picture.to
        to.parent.mkdir(parents=True, exist_ok=True)
        slate = Slate(timecode=timecode(picture.start, rate), reel=picture.reel, title=to.stem)
        write_editing(media_file(root, picture.source), sequence.picture, picture.frames, codec, slate, to)
        _check(to, picture.frames, slate)
        step(to.name)
    for sound in handed.sounds:
        to = aside / sound.to
        to.parent.mkdir(parents=True, exist_ok=True)
        _write_sound(sound, sequence, root, to)
        step(to.name)


def _check(file: Path, frames: int, slate: Slate) -> None:
    """See that a file came out whole: a full disk is not always told."""
    held, said = count_packets(file), read_slate(file)
    if held != frames or (said.timecode, said.reel) != (slate.timecode, slate.reel):
        raise MediaError(
            f"{held} frames from {said.timecode} stand where {frames} from {slate.timecode} belong", where=str(file),
            cure="free some disk space and run it again",
        )  # fmt: skip


def _write_sound(sound: SoundMedia, sequence: Sequence, root: Path, to: Path) -> None:
    file = media_file(root, sound.source)
    if not file.is_file():
        raise MediaError("the sound is gone", where=str(file), cure="run studio produce again")
    rate = sequence.rate
    left = rate.samples(sound.frames, RATE)
    note = _note(rate, sound.start, sequence, sound.reel, sound.take, sound.note)
    silence = np.zeros((max(sound.lead, 0), 2), np.float32)
    skipped = max(-sound.lead, 0)
    heard = sound_between(file, skipped, skipped + left - len(silence))
    with BwfWriter(to, sound.channels, note) as writer:
        for piece in chain((silence,), heard):
            writer.write(piece[:, : sound.channels])
            left -= len(piece)
        writer.write(np.zeros((left, sound.channels), np.float32))


def write_stems(sequence: Sequence, root: Path, folder: Path, stem: str, step: Step) -> None:
    """The film's sound by role and as a whole, as long as the film and as loud: the stems add up to the mix."""
    folder.mkdir(parents=True, exist_ok=True)
    roles, start = _roles(sequence), first_frame(sequence.rate)
    with contextlib.ExitStack() as opened:
        writers = {
            name: opened.enter_context(
                BwfWriter(
                    folder / f"{stem}_{name}.wav", 2,
                    _note(sequence.rate, start, sequence, name[:8].upper(), name, f"stem: {name}"),
                )
            )
            for name in (*roles, _MIX)
        }  # fmt: skip
        for stems in stem_chunks(sequence, root, step=STEP):
            for role, sound in zip(ROLES, stems, strict=True):
                if role in roles:
                    writers[role].write(sound)
            writers[_MIX].write(np.asarray(np.sum(stems, axis=0), np.float32))
    for name in writers:
        step(f"{stem}_{name}.wav")


def _note(rate: Rate, start: int, sequence: Sequence, reel: str, take: str, said: str) -> BroadcastNote:
    return BroadcastNote(
        time_reference=rate.samples(start, RATE), description=take, project=sequence.name, take=take, tape=reel,
        note=said, timecode_rate=f"{rate.numerator}/{rate.denominator}", drop_frame=rate.drop_frame,
    )  # fmt: skip
