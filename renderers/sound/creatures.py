"""What lives at a place and is heard: birds, gulls, crickets, owls, dogs, people murmuring."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import RATE
from renderers.sound.shaping import (
    Mono,
    Stereo,
    bed,
    chance,
    clock,
    filled_in,
    hall,
    lay,
    moments,
    noise,
    overtones,
    placed,
    shaped,
    slow_clock,
    smoothed,
    soft,
)


def gulls(seconds: float, seed: int, every: float = 9.0) -> Stereo:
    """Gulls, near and far, some seconds apart."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    luck = chance(seed, "gulls")
    for at in moments(seconds, every, luck):
        far = luck.uniform(0.0, 1.0)
        pan, pitch = luck.uniform(-0.8, 0.8), luck.uniform(820, 1050)
        for number in range(int(luck.integers(2, 6))):
            call = _gull(pitch * luck.uniform(0.95, 1.05), luck.uniform(0.22, 0.42), luck)
            call = shaped(call, ((500, -6), (2500, 0), (6000, -4 - 14 * far)))
            lay(sound, placed(call, pan, -4 - 14 * far), at + number * luck.uniform(0.42, 0.55))
    return sound


def _gull(pitch: float, length: float, luck: np.random.Generator) -> Mono:
    time = clock(length)
    share = time / length
    glide = pitch * (0.85 + 0.5 * np.sin(np.pi * np.minimum(1.0, share * 1.3)) - 0.25 * share)
    rough = 1 + 0.25 * np.sin(2 * np.pi * luck.uniform(55, 75) * time)
    return soft(overtones(np.cumsum(glide) / RATE, (0.5, 1.0, 0.7, 0.35, 0.2)) * rough, 0.03, 0.08)


def songbirds(seconds: float, seed: int, every: float = 1.6) -> Stereo:
    """Small birds in the trees, each with a phrase of its own that it repeats."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    luck = chance(seed, "songbirds")
    birds = [
        (
            luck.uniform(2600, 5200), int(luck.integers(2, 7)), luck.uniform(0.05, 0.14),
            luck.uniform(-0.9, 0.9), luck.uniform(0, 1),
        )
        for _ in range(5)
    ]  # fmt: skip
    for at in moments(seconds, every, luck):
        pitch, notes, length, pan, far = birds[int(luck.integers(len(birds)))]
        for number in range(notes):
            note = _chirp(pitch * luck.uniform(0.97, 1.03), length, number % 2 == 0)
            lay(sound, placed(note, pan, -6 - 14 * far), at + number * length * 1.5)
    return sound


def _chirp(pitch: float, length: float, rising: bool) -> Mono:
    time = clock(length)
    bend = 0.18 * (time / length if rising else 1 - time / length)
    turns = 2 * np.pi * np.cumsum(pitch * (0.92 + bend + 0.03 * np.sin(2 * np.pi * 28 * time))) / RATE
    return soft(np.sin(turns) + 0.15 * np.sin(2 * turns), 0.01, length / 2)


def crickets(seconds: float, seed: int) -> Stereo:
    """Crickets on a warm night: some near, chirping in their own time, and a choir far off."""
    luck = chance(seed, "crickets")
    choir = bed(seconds, ((3800, -50), (4300, 0), (4900, 0), (5400, -50)), luck, 0.9)
    sound: Stereo = (choir * 0.006).astype(np.float32)
    for number in range(4):
        pitch, rate, pan = luck.uniform(4100, 4900), luck.uniform(1.7, 2.6), luck.uniform(-0.9, 0.9)
        chirp = soft(np.sin(2 * np.pi * pitch * clock(0.022)), 0.006, 0.01)
        pulse = np.zeros(round(0.12 * RATE), np.float32)
        for beat in range(3):
            first = round(beat * 0.036 * RATE)
            pulse[first : first + len(chirp)] += chirp
        at = luck.uniform(0, 1)
        while at < seconds:
            if np.sin(at * 0.35 + number) > -0.6:
                lay(sound, placed(pulse, pan, -20 - 3 * number), at)
            at += luck.normal(1 / rate, 0.008)
    return sound


def owl(seconds: float, seed: int, every: float = 26.0) -> Stereo:
    """An owl somewhere in the dark."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    luck = chance(seed, "owl")
    for at in moments(seconds, every, luck):
        pan = luck.uniform(-0.7, 0.7)
        for begins, length in ((0.0, 0.35), (0.75, 0.18), (1.0, 0.18), (1.25, 0.55)):
            time = clock(length)
            hoot = np.sin(2 * np.pi * np.cumsum(360 + 14 * np.sin(np.pi * time / length)) / RATE)
            lay(sound, placed(soft(hoot, 0.06, 0.12), pan, -10), at + begins)
    return sound


def dog(seconds: float, seed: int, every: float = 22.0) -> Stereo:
    """A dog far away."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    luck = chance(seed, "dog")
    for at in moments(seconds, every, luck):
        pan = luck.uniform(-0.8, 0.8)
        for number in range(int(luck.integers(1, 4))):
            lay(sound, placed(shaped(bark(luck), ((300, 0), (1500, -6), (4000, -26))), pan, -9), at + number * 0.42)
    return sound


def bark(luck: np.random.Generator) -> Mono:
    """One bark, close."""
    length = luck.uniform(0.16, 0.22)
    time = clock(length)
    glide = 520 * (1 + 0.35 * np.sin(np.pi * time / length)) * luck.uniform(0.9, 1.1)
    tone = overtones(np.cumsum(glide) / RATE, (1, 0.5, 0.33, 0.25, 0.2))
    breath = noise(len(time), ((300, -10), (900, 0), (2500, -3), (7000, -20)), luck)
    return soft(tone * 0.7 + breath * 0.6, 0.012, 0.09)


def murmur(seconds: float, seed: int, people: int = 8) -> Stereo:
    """People talking among themselves, of whom no word is understood."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    for number in range(people):
        luck = chance(seed, "murmur", number)
        # Each goes round in a time of its own, so that all together never do.
        voice = _talk(min(seconds, luck.uniform(9.0, 13.0)) + 1.0, luck)
        pan, far = luck.uniform(-0.9, 0.9), luck.uniform(0, 10)
        at = -luck.uniform(0, 1)
        while at < seconds:
            lay(sound, placed(voice, pan, -far), at)
            at += len(voice) / RATE
    return sound


def _talk(seconds: float, luck: np.random.Generator) -> Mono:
    """Somebody talking behind a wall of others: pitch, syllables and pauses, but no vowels to tell apart."""
    time = slow_clock(seconds)
    base = luck.choice([105, 125, 190, 220]) * luck.uniform(0.92, 1.08)
    beats = np.cumsum(luck.uniform(0.14, 0.30, round(seconds / 0.14) + 4))
    pitches = base * 2 ** (luck.normal(0, 2.2, len(beats)) / 12)
    turns = np.cumsum(filled_in(np.interp(time, beats, pitches), seconds), dtype=np.float64) / RATE
    loud = np.interp(time, beats, luck.uniform(0.05, 1.0, len(beats)))
    phrases = np.cumsum(luck.uniform(1.2, 3.5, round(seconds) + 4))
    talking = np.searchsorted(phrases, time) % 3 != 0
    smooth = filled_in(smoothed(loud * talking, 1 / 16), seconds)
    saw = (2 * (turns - np.floor(turns)) - 1).astype(np.float32)
    vowels = filled_in(np.interp(time, beats, luck.uniform(0, 1, len(beats))), seconds)
    dark = shaped(saw, ((150, 0), (450, 0), (800, -18), (1500, -26), (3000, -45)))
    open_ = shaped(saw, ((150, -8), (600, 0), (1200, -4), (1900, -16), (3200, -45)))
    return soft((dark * (1 - vowels) + open_ * vowels) * smooth, 0.3, 0.3)


def meow(luck: np.random.Generator) -> Mono:
    """A cat: one cry that opens and closes."""
    length = luck.uniform(0.6, 0.8)
    time = clock(length)
    share = time / length
    pitch = 560 * luck.uniform(0.9, 1.15) * (1 + 0.35 * np.sin(np.pi * share**0.7))
    tone = overtones(np.cumsum(pitch) / RATE, (1, 0.9, 0.7, 0.5, 0.35, 0.25, 0.15))
    narrow = shaped(tone, ((300, -10), (700, 0), (1300, -14), (3000, -30)))
    wide = shaped(tone, ((300, -14), (1100, 0), (2200, -3), (4500, -20)))
    open_ = (np.sin(np.pi * share) ** 2).astype(np.float32)
    return soft(narrow * (1 - open_) + wide * open_, 0.08, 0.25)


def laughter(luck: np.random.Generator) -> Stereo:
    """People laughing together, each in a pitch and at a pace of their own."""
    sound = np.zeros((round(3.5 * RATE), 2), np.float32)
    for number in range(9):
        voice = _laugh(float(luck.choice([130, 150, 220, 250])) * luck.uniform(0.9, 1.15), luck)
        lay(sound, placed(voice, luck.uniform(-0.8, 0.8), -luck.uniform(0, 9)), 0.02 + number * luck.uniform(0.0, 0.09))
    return hall(sound, 0.7, 0.3)[: len(sound)]


def _laugh(base: float, luck: np.random.Generator) -> Mono:
    length = luck.uniform(1.6, 2.6)
    time = clock(length)
    share = time / length
    beat = np.cumsum(luck.uniform(4.4, 5.4) * (1 - 0.25 * share)) / RATE
    within = beat - np.floor(beat)
    pitch = base * (1.5 - 0.5 * share) * (1 + 0.12 * np.cos(2 * np.pi * within))
    turns = np.cumsum(pitch) / RATE
    saw = (2 * (turns - np.floor(turns)) - 1).astype(np.float32)
    breath = noise(len(time), ((500, -8), (1500, 0), (4000, -8), (9000, -24)), luck)
    ha = shaped(saw, ((200, -8), (750, 0), (1300, -4), (2500, -14), (4000, -30))) + breath * np.float32(0.25)
    puffs = np.exp(-(((within - 0.35) / 0.22) ** 2)) * (1 - share) ** 0.7
    return soft(ha * puffs, 0.02, 0.2)
