"""Marked tones as sound: a note to each syllable."""

from __future__ import annotations

import hashlib

import numpy as np

from renderers.media.wav import RATE, Samples
from renderers.voices.arpabet import SILENCE, USUAL_LENGTH, VOWELS
from renderers.voices.letters import phones_of
from renderers.voices.manner import Delivery, pause_after
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch
from renderers.voices.saying import Saying
from renderers.voices.tones import Tone

_STRETCH = 1.2
"""By how much usual phone lengths are stretched, so that ordinary lines have 150 words a minute, pauses counted."""
_GAP = 0.02
_STEPS = (0, 2, 4, 7, -3, -5)
"""Semitones of a scale without clashing notes."""


def spoken(said: tuple[Saying, ...], delivery: Delivery, tone: Tone) -> Spoken:
    """The tones of a line; the times are theirs, the phones are guessed from letters."""
    words, phones = _timetable(said, delivery)
    return Spoken(_play(said, words, phones, tone), words, phones, estimated=True)


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


def _play(said: tuple[Saying, ...], words: list[Stretch | None], phones: list[PhoneStretch], tone: Tone) -> Samples:
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


def _note(tone: Tone, pitch: float, length: float) -> Samples:
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
