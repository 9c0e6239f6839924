"""From what an engine spoke to a recording: trimmed, levelled, written, its timetable put right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bible.errors import VoiceError
from renderers.interface import Speech
from renderers.media.wav import RATE, Samples, write_wav
from renderers.voices.arpabet import SILENCE
from renderers.voices.manner import read_manner
from renderers.voices.settling import settle
from renderers.voices.treatment import deliver
from shots.recording import PhoneTime, Recording, WordTime

BREATH = 0.4
"""Seconds of a line in which nothing is heard."""
SPEECH_LEVEL = -22.0
"""Level of speech in dB below full scale, pauses not counted."""
LEVELS = {"whispered": -8.0, "soft": -3.0, "plain": 0.0, "called": 3.0, "shouted": 6.0}
"""How much softer or louder a delivery is, in dB."""
MARGIN = 0.025
"""Seconds of silence left before the first sound and after the last."""

_QUIET = 10 ** (-40 / 20)
"""What is this much quieter than the loudest moment is silence."""
_NO_PAUSE = RATE // 10
"""Samples between two phones in which no mouth would close: they belong to the first."""
_WINDOW = RATE // 200
_KNEE = 0.75
_CEILING = 0.97


class Stretch(NamedTuple):
    """From when to when, in seconds."""

    start: float
    end: float


class PhoneStretch(NamedTuple):
    """When a phone is heard, in seconds."""

    phone: str
    start: float
    end: float


class Spoken(NamedTuple):
    """What an engine made of a line, at 48 kHz."""

    samples: Samples
    words: Sequence[Stretch | None]
    """One for each word of the line; None where nothing is heard of it."""
    phones: Sequence[PhoneStretch]
    estimated: bool = False
    exact: bool = False
    """The engine made the sound by these very times; others are moved to where the sound changes."""


def record(
    speech: Speech, engine: str, spoken: Spoken, to: Path, level: float = SPEECH_LEVEL, marked: bool = False
) -> Recording:
    """Write what was spoken and tell when each word and phone is heard; silence at both ends is cut off.

    `engine` is its name with its revision, `level` that of a plain delivery in dB. What the manner asks for is done
    to the sound, unless it only marks the words. Words that are not heard get the pause where they stand. Raises
    VoiceError when there is no sound, or not a time for every word.
    """
    words = speech.text.split()
    if len(spoken.words) != len(words):
        raise VoiceError(f"{engine} timed {len(spoken.words)} of {len(words)} words", where=speech.line)
    voice = read_manner(speech.manner).voice
    sound = spoken.samples if marked else deliver(spoken.samples, voice)
    first, last = _sounding(sound)
    if last <= first:
        raise VoiceError(
            f"{engine} made no sound of {speech.text!r}", where=speech.line, cure="give a pronunciation, or use tones"
        )
    samples = _levelled(_faded(sound[first:last]), level + LEVELS[voice])
    if not (spoken.exact or spoken.estimated):
        spoken = _settled(spoken, first, last)
    write_wav(to, samples)
    return Recording(
        line=speech.line,
        engine=engine,
        voice=speech.voice,
        text=speech.text,
        sample_rate=RATE,
        samples=len(samples),
        words=_word_times(words, spoken.words, first, len(samples)),
        phones=_phone_times(spoken.phones, first, len(samples)),
        estimated=spoken.estimated,
    )


def record_silence(speech: Speech, engine: str, to: Path) -> Recording:
    """A short breath for a line in which nothing is heard: `...`, `?!`, or no word at all."""
    length = write_wav(to, np.zeros(round(BREATH * RATE), np.float32))
    words = speech.text.split()
    edges = [round(each) for each in np.linspace(0, length, len(words) + 1)]
    times = zip(words, edges[:-1], edges[1:], strict=True) if words else ()
    return Recording(
        line=speech.line,
        engine=engine,
        voice=speech.voice,
        text=speech.text,
        sample_rate=RATE,
        samples=length,
        words=tuple(WordTime(word=word, start=start, end=end) for word, start, end in times),
        phones=(PhoneTime(phone=SILENCE, start=0, end=length),),
    )


def _settled(spoken: Spoken, first: int, last: int) -> Spoken:
    """The same with its times moved to where the kept sound changes, words along with their phones."""
    if not spoken.phones:
        return spoken
    begun = first / RATE
    starts, ends = (np.array([getattr(each, side) for each in spoken.phones]) for side in ("start", "end"))
    moved = settle(spoken.samples[first:last], starts - begun, ends - begun, [each.phone for each in spoken.phones])
    settled_starts, settled_ends = (times + begun for times in moved)
    phones = [
        PhoneStretch(each.phone, float(start), float(end))
        for each, start, end in zip(spoken.phones, settled_starts, settled_ends, strict=True)
    ]
    words = [
        each
        and Stretch(
            float(np.interp(each.start, starts, settled_starts)), float(np.interp(each.end, ends, settled_ends))
        )
        for each in spoken.words
    ]
    return spoken._replace(words=words, phones=phones)


def _sounding(samples: Samples) -> tuple[int, int]:
    """The first and last sample to keep."""
    loud = np.abs(samples)
    peak = float(loud.max(initial=0.0))
    heard = np.flatnonzero(loud > peak * _QUIET) if peak > 1e-4 else np.zeros(0, np.intp)
    if not len(heard):
        return 0, 0
    margin = round(MARGIN * RATE)
    return max(0, int(heard[0]) - margin), min(len(samples), int(heard[-1]) + margin)


def _faded(samples: Samples) -> Samples:
    """The same with its very ends drawn down to nothing, so that they do not click."""
    length = min(round(MARGIN * RATE / 2), len(samples) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, length, endpoint=False))).astype(np.float32)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded


def _levelled(samples: Samples, level: float) -> Samples:
    """The same at a level in dB, pauses not counted, its highest peaks rounded off below full scale."""
    whole = len(samples) // _WINDOW * _WINDOW
    power = (samples[:whole].astype(np.float64).reshape(-1, _WINDOW) ** 2).mean(axis=1)
    speaking = power[power > power.max(initial=0.0) * 1e-3]
    if not len(speaking):
        return samples
    loud = samples * np.float32(10 ** (level / 20) / np.sqrt(speaking.mean()))
    over = np.abs(loud) - _KNEE
    room = _CEILING - _KNEE
    rounded = np.sign(loud) * (_KNEE + room * np.tanh(over / room))
    return np.where(over > 0, rounded, loud).astype(np.float32)


def _word_times(words: Sequence[str], heard: Sequence[Stretch | None], first: int, length: int) -> tuple[WordTime, ...]:
    times: list[tuple[int, int]] = []
    for at, stretch in enumerate(heard):
        before = times[-1][1] if times else 0
        if stretch is None:
            following = next((each for each in heard[at:] if each is not None), None)
            silent = next((n for n, each in enumerate(heard[at:]) if each is not None), len(heard) - at)
            end = length if following is None else _sample(following.start, first, length)
            start, end = before, before + max(0, end - before) // silent
        else:
            start = max(before, _sample(stretch.start, first, length))
            end = max(start, _sample(stretch.end, first, length))
        times.append((start, end))
    return tuple(WordTime(word=word, start=start, end=end) for word, (start, end) in zip(words, times, strict=True))


def _phone_times(phones: Sequence[PhoneStretch], first: int, length: int) -> tuple[PhoneTime, ...]:
    times: list[PhoneTime] = []
    for each in phones:
        start = max(times[-1].end if times else 0, _sample(each.start, first, length))
        end = _sample(each.end, first, length)
        if times and end > start and start - times[-1].end < _NO_PAUSE:
            times[-1] = times[-1].model_copy(update={"end": start})
        if end > start:
            times.append(PhoneTime(phone=each.phone, start=start, end=end))
    return tuple(times)


def _sample(seconds: float, first: int, length: int) -> int:
    return min(max(round(seconds * RATE) - first, 0), length)
