"""Marked tones: a soft pattern for each word, where no engine has a voice. Any script, nothing to install."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bible.errors import VoiceError
from renderers.interface import Readiness, Speech, Voice, VoiceEngine
from renderers.media.wav import RATE, Samples
from renderers.voices.arpabet import SILENCE, USUAL_LENGTH, VOWELS
from renderers.voices.letters import phones_of
from renderers.voices.manner import Delivery, pause_after, read_manner
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch, record, record_silence
from renderers.voices.saying import Saying, sayings
from shots.recording import Recording

LEVEL = -27.0
"""Level in dB: softer than speech, they only mark where words are."""

_STRETCH = 1.2
"""By how much usual phone lengths are stretched, so that ordinary lines have 150 words a minute, pauses counted."""
_GAP = 0.02
_STEPS = (0, 2, 4, 7, -3, -5)
"""Semitones of a scale without clashing notes."""


class _Tone(NamedTuple):
    pitch: float
    """Of the middle note, in Hz."""
    overtones: tuple[float, ...]
    """Strength of each harmonic, the first one the note itself."""
    decay: float
    """Seconds in which a note falls to a third."""


_VOICES: tuple[tuple[Voice, _Tone], ...] = (
    (Voice(name="alto", sex="woman", ages=(20, 80)), _Tone(247, (1, 0.35, 0.12, 0.05), 0.30)),
    (Voice(name="baritone", sex="man", ages=(20, 80)), _Tone(124, (1, 0.7, 0.45, 0.2, 0.1), 0.32)),
    (Voice(name="mezzo", sex="woman", ages=(16, 60)), _Tone(294, (1, 0.1, 0.3, 0.02, 0.1), 0.24)),
    (Voice(name="tenor", sex="man", ages=(16, 60)), _Tone(165, (1, 0.25, 0.5, 0.1, 0.2), 0.24)),
    (Voice(name="soprano", sex="woman", ages=(13, 45)), _Tone(370, (1, 0.45, 0.05, 0.1), 0.18)),
    (Voice(name="bass", sex="man", ages=(40, 99)), _Tone(93, (1, 0.9, 0.6, 0.4, 0.2, 0.1), 0.40)),
    (Voice(name="contralto", sex="woman", ages=(45, 99)), _Tone(208, (1, 0.6, 0.4, 0.15, 0.08), 0.36)),
    (Voice(name="countertenor", sex="man", ages=(13, 40)), _Tone(185, (1, 0.5, 0.08, 0.2), 0.18)),
    (Voice(name="treble", sex="child", ages=(3, 13)), _Tone(494, (1, 0.2, 0.1), 0.16)),
    (Voice(name="descant", sex="child", ages=(3, 13)), _Tone(587, (1, 0.05, 0.2), 0.14)),
    (Voice(name="cambiata", sex="child", ages=(9, 15)), _Tone(440, (1, 0.5, 0.2, 0.05), 0.20)),
)


class Tones(VoiceEngine):
    """Marks each word of a line by a short pattern of tones, a note to each syllable."""

    name = "tones"
    revision = "1"

    def check(self) -> Readiness:
        """Always ready."""
        return Readiness(ready=True)

    def voices(self) -> tuple[Voice, ...]:
        """Voices told apart by pitch and colour."""
        return tuple(voice for voice, _ in _VOICES)

    def speak(self, speech: Speech, to: Path) -> Recording:
        """Write the tones; the times are those of the tones, the phones are guessed from letters. Raises VoiceError."""
        tone = next((tone for voice, tone in _VOICES if voice.name == speech.voice), None)
        if tone is None:
            names = ", ".join(voice.name for voice, _ in _VOICES)
            raise VoiceError(f"tones has no voice {speech.voice!r}", where=speech.line, cure=f"use one of {names}")
        said = sayings(speech)
        engine = f"{self.name} {self.revision}"
        if not any(each.heard for each in said):
            return record_silence(speech, engine, to).model_copy(update={"estimated": True})
        delivery = read_manner(speech.manner)
        words, phones = _timetable(said, delivery)
        samples = _play(said, words, phones, tone)
        return record(speech, engine, Spoken(samples, words, phones, estimated=True), to, LEVEL, marked=True)


def _timetable(said: tuple[Saying, ...], delivery: Delivery) -> tuple[list[Stretch | None], list[PhoneStretch]]:
    """When each word and phone of a line is heard, in seconds from the first one."""
    words: list[Stretch | None] = []
    phones: list[PhoneStretch] = []
    clock, pause = 0.0, 0.0
    for each in said:
        if each.heard:
            if pause and phones:
                phones.append(PhoneStretch(SILENCE, clock, clock + pause / delivery.pace))
                clock = phones[-1].end
            start = clock
            for phone in _phones(each):
                phones.append(PhoneStretch(phone, clock, clock + USUAL_LENGTH[phone] * _STRETCH / delivery.pace))
                clock = phones[-1].end
            words.append(Stretch(start, clock))
            pause = _GAP
        else:
            words.append(None)
        pause = max(pause, pause_after(each.spelt))
    return words, phones


def _phones(said: Saying) -> tuple[str, ...]:
    return said.plain_phones or phones_of(said.respelt + said.ending if said.respelt else said.spelt) or phones_of("ah")


def _play(said: tuple[Saying, ...], words: list[Stretch | None], phones: list[PhoneStretch], tone: _Tone) -> Samples:
    sound = np.zeros(round((phones[-1].end + 0.1) * RATE), np.float32)
    heard = [(each, stretch) for each, stretch in zip(said, words, strict=True) if stretch]
    for number, (each, stretch) in enumerate(heard):
        mine = [phone for phone in phones if stretch.start <= phone.start and phone.end <= stretch.end + 1e-9]
        notes = _syllables(mine)
        last_word = pause_after(each.spelt) > 0 or number == len(heard) - 1
        for syllable, (start, end) in enumerate(notes):
            step = _step(each.spelt, syllable) - round(2 * number / max(1, len(heard) - 1))
            if last_word and syllable == len(notes) - 1:
                step = 5 if "?" in each.spelt else -7 if "." in each.spelt else step
            note = _note(tone, tone.pitch * 2 ** (step / 12), end - start)
            at = round(start * RATE)
            sound[at : at + len(note)] += note[: len(sound) - at]
    return sound


def _syllables(phones: list[PhoneStretch]) -> list[Stretch]:
    """Where a word's syllables lie: each begins with the consonant before its vowel, the first one with the word."""
    runs: list[list[PhoneStretch]] = [[]]
    for phone in phones:
        if phone.phone == SILENCE:
            runs.append([])
        else:
            runs[-1].append(phone)
    notes: list[Stretch] = []
    for run in filter(None, runs):
        vowels = [at for at, phone in enumerate(run) if phone.phone in VOWELS] or [0]
        starts = [run[0].start] + [run[max(0, at - 1)].start for at in vowels[1:]]
        notes += [Stretch(start, end) for start, end in zip(starts, [*starts[1:], run[-1].end], strict=True)]
    return [note for note in notes if note.end > note.start]


def _step(word: str, syllable: int) -> int:
    """A note of the scale that is always the same for a word's syllable."""
    mark = hashlib.sha256(f"{word.casefold()} {syllable}".encode("utf-8", "surrogatepass")).digest()[0]
    return _STEPS[mark % len(_STEPS)]


def _note(tone: _Tone, pitch: float, length: float) -> Samples:
    """One note with soft ends, as long as asked, in samples."""
    clock = np.arange(max(1, round(length * RATE))) / RATE
    wave = sum(
        strength * np.sin(2 * np.pi * pitch * (number + 1) * clock) for number, strength in enumerate(tone.overtones)
    )
    rise, fall = min(0.012, length / 4), min(0.03, length / 3)
    ends = np.minimum(clock / rise, (length - clock) / fall).clip(0, 1)
    shape = (0.5 - 0.5 * np.cos(np.pi * ends)) * np.exp(-clock / tone.decay)
    note: Samples = (wave * shape).astype(np.float32)
    return note
