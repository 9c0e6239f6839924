"""The film's sound: every recording at its sample, mixed in stems, levelled, and encoded once for the whole film."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from bible.errors import MediaError
from edit.loudness import CEILING, TARGET, audio_frame, levelled
from edit.sequence import SAMPLE_RATE, Sequence, Sound, Stem
from renderers.media.read import Stereo, read_sound
from renderers.media.wav import read_recording
from shots.recipe import digest

MIX_VERSION = 1
"""Changes whenever the same sounds would give another mix."""
CHUNK = 10 * SAMPLE_RATE
"""Samples mixed at a time, so that the length of a film does not matter."""
_FADE = SAMPLE_RATE // 200
"""Samples over which a sound comes and goes: 5 ms, so that no edit clicks."""
_BIT_RATE = 192_000


def mix(sequence: Sequence, root: Path, stem: Stem | None = None) -> Iterator[Stereo]:
    """All sounds of the film, or those of one stem, from its first sample to its last, chunk by chunk.

    Raises MediaError when a recording is gone or cannot be read.
    """
    waiting = [sound for sound in sequence.sounds if stem in (None, sound.stem)][::-1]
    playing: list[tuple[int, Stereo]] = []
    for start in range(0, sequence.samples, CHUNK):
        chunk = np.zeros((min(CHUNK, sequence.samples - start), 2), np.float32)
        while waiting and waiting[-1].start < start + len(chunk):
            sound = waiting.pop()
            playing.append((sound.start, _heard(sound, root)))
        for at, samples in playing:
            first, last = max(at, start), min(at + len(samples), start + len(chunk))
            if first < last:
                chunk[first - start : last - start] += samples[first - at : last - at]
        playing = [(at, samples) for at, samples in playing if at + len(samples) > start + len(chunk)]
        yield chunk


def encode_sound(sequence: Sequence, root: Path) -> Path:
    """The levelled mix as AAC in `cache/sound`, made only when its sounds changed. Raises MediaError."""
    name = digest(
        {
            "version": MIX_VERSION, "samples": sequence.samples, "target": TARGET, "ceiling": CEILING,
            "sounds": [sound.model_dump(mode="json", exclude_defaults=True) for sound in sequence.sounds],
        }
    )  # fmt: skip
    to = root / "cache" / "sound" / f"{name}.m4a"
    if not to.is_file():
        to.parent.mkdir(parents=True, exist_ok=True)
        aside = to.with_name(f"{name}.{os.getpid()}.m4a")
        try:
            _write_aac(levelled(lambda: mix(sequence, root)), aside)
            os.replace(aside, to)
        finally:
            with contextlib.suppress(FileNotFoundError):
                aside.unlink()
    return to


def _write_aac(chunks: Iterator[Stereo], to: Path) -> None:
    with av.open(str(to), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = _BIT_RATE
        at = 0
        for chunk in chunks:
            container.mux(stream.encode(audio_frame(chunk, at)))
            at += len(chunk)
        container.mux(stream.encode(None))


def _heard(sound: Sound, root: Path) -> Stereo:
    """What is heard of one sound, coming and going without a click."""
    file = root / sound.file
    if not file.is_file():
        raise MediaError("the recording is gone", where=f"{sound.line} ({file})", cure="run studio produce again")
    if sound.stem == "dialogue" and file.suffix == ".wav":
        return _faded(_spoken(sound, file))
    return _faded(read_sound(file)[sound.source_start : sound.source_start + sound.samples])


def _spoken(sound: Sound, file: Path) -> Stereo:
    """The words of a recording, in both ears. What a telephone, a wall or a voice-over does to them belongs here."""
    words = read_recording(file)[sound.source_start : sound.source_start + sound.samples]
    return np.repeat(words[:, None], 2, axis=1)


def _faded(samples: Stereo) -> Stereo:
    length = min(_FADE, len(samples) // 2)
    ramp = np.sin(np.linspace(0, np.pi / 2, length, endpoint=False, dtype=np.float32))[:, None] ** 2
    faded = samples.copy()
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded
