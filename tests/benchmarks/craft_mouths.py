"""When mouths move, against what is heard: by the sound itself, and by an aligner that knows nothing of our times.

What is measured is the frame on which a shape is seen in the film, not the timetable it is drawn by. Lips that shut and
hisses are found in the sound (`craft_closures.py`) and judged where the aligner agrees with it. The aligner alone is
pocketsphinx, which lays the phones of a line along its recording; by recordings whose times are known (flite's) it is
off by 11 ms in the median and 28 ms in nine of ten, and mouths that keep to those times exactly are to it within 45 ms
on 96 frames of a hundred.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from craft_closures import closure, levels_of
from numpy.typing import NDArray

from edit.sequence import SAMPLE_RATE, Sound
from renderers.animatic.visemes import SILENT, mouth_track, shape_of
from renderers.media.wav import read_recording
from shots.rate import Rate
from shots.recording import PhoneTime, Recording

Figures = dict[str, object]
_ALIGN = """
import json, sys, wave
import numpy as np
from pocketsphinx import Decoder
for line in sys.stdin:
    file, words = json.loads(line)
    with wave.open(file) as sound:
        wide = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(float)
    length = -(-len(wide) // 3) * 3
    narrow = np.fft.irfft(np.fft.rfft(wide, length)[: length // 6 + 1], length // 3) / 3
    luck = np.random.default_rng(1)
    pause = np.zeros(4800)
    heard = np.concatenate([pause, narrow, pause])
    heard = (heard + luck.normal(0, 1.5, len(heard))).clip(-32768, 32767).astype("<i2").tobytes()
    starts = None
    for beam in (1e-48, 1e-60, 1e-40, 1e-90):
        decoder = Decoder(samprate=16000, loglevel="FATAL", beam=beam, pbeam=beam)
        for number, phones in enumerate(words):
            decoder.add_word(f"word{number}of", " ".join(phones), True)
        decoder.set_align_text(" ".join(f"word{number}of" for number in range(len(words))))
        try:
            for again in (False, True):
                if again:
                    decoder.set_alignment()
                decoder.start_utt()
                decoder.process_raw(heard, full_utt=True)
                decoder.end_utt()
            told = [each for word in decoder.get_alignment().words() if word.name.startswith("word") for each in word]
        except RuntimeError:
            continue
        if [each.name for each in told] == [phone for phones in words for phone in phones]:
            starts = [each.start / 100 - 0.3 for each in told]
            break
    print(json.dumps(starts), flush=True)
"""
_QUIET = 10 ** (-30 / 20)
"""What is this much softer than the loudest moment of a recording is no sound."""
_PAUSE = 0.12
"""Seconds of silence after which a sound counts as a beginning."""
_CLOSE = 0.045
"""Seconds within which a mouth is right."""
_AROUND = 0.08
"""Seconds before and after what either says in which a closure is sought."""
_AGREED = 0.04
"""Seconds by which the sound and the aligner differ at most where a closure is judged."""
_FAR = 0.25
"""Seconds beyond which a frame belongs to another sound."""


class Said(NamedTuple):
    """A line as it lies in the film."""

    placed: Sound
    recording: Recording
    file: Path


def mouth_figures(said: Sequence[Said], rate: Rate, aligner: str = "") -> Figures:
    """Offsets of mouths in milliseconds, and the share within 45 ms; `aligner` is a Python that has pocketsphinx."""
    openings = [offset for each in said for offset in _openings(each, rate)]
    figures: Figures = {"mouths_open_ms": spread(openings)}
    aligned = list(_aligned(said, aligner)) if aligner else []
    if aligned:
        shapes = [offset for each, starts in aligned for offset in _shapes(each, starts, rate)]
        shut = [offset for each, starts in aligned for offset in _closures(each, starts, rate)]
        figures["mouths_by_aligner_ms"] = spread(shapes)
        figures["mouths_shut_ms"] = spread([offset for offset in shut if offset is not None])
        figures["mouths_shut_unseen"] = shut.count(None)
    return figures


def spread(offsets: Sequence[float]) -> Figures:
    """Of offsets in seconds: how many, which way they lean, and how large they are, in milliseconds."""
    if not len(offsets):
        return {"count": 0}
    signed = np.array(offsets) * 1000
    size = np.abs(signed)
    return {
        "count": len(size), "lean": round(float(np.median(signed))), "median": round(float(np.median(size))),
        "nine_in_ten": round(float(np.percentile(size, 90))), "largest": round(float(size.max())),
        "within_45": round(float((size <= _CLOSE * 1000).mean()), 3),
    }  # fmt: skip


def beginnings(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """When, in seconds, something is heard after a pause."""
    hop, pause = SAMPLE_RATE // 200, round(_PAUSE * 200)
    level = np.sqrt((samples[: len(samples) // hop * hop].reshape(-1, hop).astype(np.float64) ** 2).mean(axis=1))
    loud = np.concatenate([[False] * pause, level > level.max(initial=0.0) * _QUIET])
    begun = [at for at in np.flatnonzero(loud) if not loud[at - pause : at].any()]
    return (np.array(begun, np.float64) - pause) * hop / SAMPLE_RATE


def _track(said: Said, rate: Rate) -> tuple[int, tuple[str, ...]]:
    """The first frame of the film that is looked at, and the mouth's shape from there on."""
    move = said.placed.start - said.placed.source_start
    phones = tuple(
        PhoneTime(phone=each.phone, start=each.start + move, end=each.end + move) for each in said.recording.phones
    )
    first, last = (int(rate.fps * at / SAMPLE_RATE) for at in (phones[0].start, phones[-1].end))
    first, last = first - 8, last + 8
    return first, mouth_track(phones, SAMPLE_RATE, rate, first, last)


def _openings(said: Said, rate: Rate) -> Iterator[float]:
    """Where a mouth leaves its rest, against the nearest beginning of a sound."""
    if not said.recording.phones:
        return
    first, track = _track(said, rate)
    begun = beginnings(read_recording(said.file)) + (said.placed.start - said.placed.source_start) / SAMPLE_RATE
    for frame in range(1, len(track)):
        if track[frame - 1] == SILENT and track[frame] not in (SILENT, "MBP") and len(begun):
            at = (first + frame) / float(rate.fps)
            offset = at - float(begun[np.abs(begun - at).argmin()])
            if abs(offset) < _FAR:
                yield offset


def _seen(said: Said, rate: Rate) -> Iterator[tuple[int, float | None]]:
    """The number of every phone with a new shape, and when, in the recording's seconds, the shape is seen first."""
    first, track = _track(said, rate)
    begins = [at for at in range(1, len(track)) if track[at] != track[at - 1]]
    move = (said.placed.start - said.placed.source_start) / SAMPLE_RATE
    before = ""
    for number, phone in enumerate(_phones(said.recording)):
        shape, told = shape_of(phone.phone), phone.start / SAMPLE_RATE
        if shape != before:
            near = [(first + at) / float(rate.fps) - move for at in begins if track[at] == shape]
            known = [at for at in near if abs(at - told) < _FAR / 2]
            yield number, min(known, key=lambda at: abs(at - told), default=None)
        before = shape


def _shapes(said: Said, starts: Sequence[float], rate: Rate) -> Iterator[float]:
    """Where each new shape is seen first, against where the aligner hears its phone."""
    for number, seen in _seen(said, rate):
        if seen is not None:
            yield seen - starts[number]


def _closures(said: Said, starts: Sequence[float], rate: Rate) -> Iterator[float | None]:
    """Where lips shut and hisses are seen first, against where they are heard; None for those that are not seen."""
    levels = levels_of(read_recording(said.file))
    phones = _phones(said.recording)
    for number, seen in _seen(said, rate):
        near = (phones[number].start / SAMPLE_RATE, starts[number])
        before = phones[number - 1].phone if number else ""
        heard = closure(levels, before, phones[number].phone, min(near) - _AROUND, max(near) + _AROUND)
        if heard is not None and abs(heard - starts[number]) < _AGREED:
            yield None if seen is None else seen - heard


def _phones(recording: Recording) -> list[PhoneTime]:
    return [each for each in recording.phones if each.phone != "SIL"]


def _aligned(said: Sequence[Said], aligner: str) -> Iterator[tuple[Said, list[float]]]:
    """Lines with the starts of their phones as the aligner hears them; those it cannot lay are left out."""
    asked = "".join(json.dumps([str(each.file), _by_word(each.recording)]) + "\n" for each in said)
    told = subprocess.run([aligner, "-c", _ALIGN], input=asked, capture_output=True, text=True, check=True)
    for each, row in zip(said, told.stdout.splitlines(), strict=True):
        starts = json.loads(row)
        if starts is not None:
            yield each, starts


def _by_word(recording: Recording) -> list[list[str]]:
    words: list[list[str]] = [[] for _ in recording.words]
    for phone in _phones(recording):
        middle = (phone.start + phone.end) / 2
        away = [max(word.start - middle, middle - word.end, 0) for word in recording.words]
        words[int(np.argmin(away))].append(phone.phone)
    return [each for each in words if each]
