"""A temp score: a pad, a bass and a few piano notes, by the mood of a scene. It begins, and it comes to an end."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np

from renderers.media.wav import RATE
from renderers.sound.shaping import (
    Mono,
    Stereo,
    canvas,
    chance,
    clock,
    faded,
    hall,
    lay,
    levelled,
    overtones,
    placed,
    sine,
    soft,
)

LEVEL = -32.0
"""dB below full scale, over the whole of it: under speech at -22."""

_BREATH = 1.2
"""Seconds of silence the score leaves after its last note."""
_INAUDIBLE = 0.001
"""The share of a tone's strength below which an overtone is left out: -60 dB."""
_GOLDEN = 0.381966
"""Turns from where one overtone of a string begins to the next: no two begin together."""


class _Mood(NamedTuple):
    tonic: int
    """The key's first note, as a MIDI number."""
    scale: tuple[int, ...]
    """Its seven notes, in semitones above the first."""
    tempo: float
    """Quarter notes a minute."""
    chords: tuple[tuple[int, ...], ...]
    """Ways to go on, each of four chords, as steps of the scale from 0; every one can be followed by every other."""
    notes: float
    """How often a beat has a note of the piano, from 0 to 1."""
    bright: float
    """How many overtones the pad has, from 0 to 1."""
    octave: int = 0
    """How much higher the piano plays, in octaves."""


_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_MINOR = (0, 2, 3, 5, 7, 8, 10)
_DORIAN = (0, 2, 3, 5, 7, 9, 10)
_LYDIAN = (0, 2, 4, 6, 7, 9, 11)
_PHRYGIAN = (0, 1, 3, 5, 7, 8, 10)

_MOODS: dict[str, _Mood] = {
    "calm": _Mood(57, _MAJOR, 58, ((0, 3, 0, 4), (0, 5, 3, 4), (3, 0, 1, 4)), 0.34, 0.35),
    "warm": _Mood(53, _MAJOR, 66, ((0, 4, 5, 3), (0, 3, 5, 4), (5, 3, 0, 4)), 0.45, 0.5),
    "joyful": _Mood(60, _MAJOR, 92, ((0, 4, 5, 3), (0, 3, 4, 3), (3, 4, 0, 5)), 0.6, 0.65, 1),
    "wonder": _Mood(55, _LYDIAN, 62, ((0, 1, 0, 4), (0, 4, 1, 2), (5, 1, 0, 1)), 0.4, 0.6, 1),
    "sad": _Mood(57, _MINOR, 54, ((0, 5, 2, 6), (0, 3, 5, 4), (5, 6, 0, 3)), 0.34, 0.3),
    "wistful": _Mood(50, _DORIAN, 60, ((0, 3, 0, 6), (0, 2, 3, 6), (5, 6, 3, 0)), 0.36, 0.4),
    "tense": _Mood(50, _PHRYGIAN, 76, ((0, 1, 0, 1), (0, 0, 1, 6), (0, 5, 1, 0)), 0.16, 0.25),
    "menace": _Mood(45, _PHRYGIAN, 50, ((0, 1, 0, 0), (0, 0, 1, 0), (0, 5, 0, 1)), 0.08, 0.2),
}
MOODS: tuple[str, ...] = tuple(_MOODS)
"""Every mood there is a score for."""


def score(mood: str, seconds: float, seed: int) -> Stereo:
    """Music of a mood, [samples, 2] at 48 kHz, exactly so long: it fades in, goes its way and ends on its key.

    The same arguments give the same music. Raises KeyError for a mood not in MOODS.
    """
    kind = _MOODS[mood]
    luck = chance(seed, "score", mood)
    sound = canvas(seconds)
    playing = max(0.5, seconds - _BREATH)
    bars, bar = _measure(kind, playing)
    chords = _way(kind, bars, luck)
    for number, chord in enumerate(chords):
        at, last = number * bar, number == bars - 1
        length = bar + (_BREATH * 0.4 if last else bar * 0.18)
        lay(sound, _pad(kind, chord, length, luck), at)
        lay(sound, _bass(kind, chord, length), at)
        if bars > 1:
            lay(sound, _piano(kind, chord, bar, last, luck), at)
    wide = hall(sound, 2.4, 0.35)[: len(sound)]
    return levelled(faded(wide, min(2.0, seconds / 4), min(2.5, seconds / 3)), LEVEL)


def _measure(kind: _Mood, playing: float) -> tuple[int, float]:
    """How many bars there are, and their length: the tempo gives way so that the last one ends in time."""
    wanted = 4 * 60 / kind.tempo
    bars = max(1, round(playing / wanted))
    if bars > 4:
        bars = bars // 2 * 2
    return bars, playing / bars


def _way(kind: _Mood, bars: int, luck: np.random.Generator) -> list[int]:
    """A chord for each bar, from the key and back to it."""
    way: list[int] = []
    while len(way) < bars:
        way += kind.chords[int(luck.integers(len(kind.chords)))]
    way = way[:bars]
    way[0] = way[-1] = 0
    if bars > 2 and way[-2] == 0:
        way[-2] = 4 if kind.scale[6] == 11 else 6
    return way


def _pitch(kind: _Mood, step: int) -> float:
    """The pitch of a step of the scale, in Hz; steps go on above and below."""
    octave, at = divmod(step, 7)
    return float(440.0 * 2 ** ((kind.tonic + 12 * octave + kind.scale[at] - 69) / 12))


def _pad(kind: _Mood, chord: int, length: float, luck: np.random.Generator) -> Stereo:
    """A chord held by soft strings: each note twice, a little apart in pitch, one to each side."""
    time = clock(length)
    slow = time.astype(np.float32)
    # The third, fifth and root lie as near the middle as they go, so that the voices move little.
    steps = [chord + each - 7 * (chord + each > 6) for each in (0, 2, 4)]
    if kind.scale[1] == 1:
        steps = [chord, chord + 4]
    strengths = [each for each in (kind.bright**number / (number + 1) for number in range(7)) if each > _INAUDIBLE]
    sound = canvas(length)
    for side, apart in ((-0.7, -0.0016), (0.7, 0.0016)):
        voices = np.zeros(len(time), np.float32)
        for step in steps:
            pitch, speed, begun = _pitch(kind, step), luck.uniform(0.25, 0.45), luck.uniform(0, 6.28)
            # The phase of a pitch that shakes by 0.12 %, `speed` times a second.
            shake = np.cos(np.float32(2 * np.pi * speed) * slow + np.float32(begun))
            shake *= np.float32(-0.0012 * pitch / (2 * np.pi * speed))
            voices += overtones(pitch * (1 + apart) * time + shake + luck.uniform(), strengths)
        lay(sound, placed(soft(voices, min(1.4, length / 3), min(1.6, length / 3)), side, -12.0), 0.0)
    return sound


def _bass(kind: _Mood, chord: int, length: float) -> Stereo:
    low = chord - 7 if chord < 4 else chord - 14
    tone = overtones(_pitch(kind, low) * clock(length), (1.0, 0.35, 0.12))
    return placed(soft(tone, 0.25, min(1.2, length / 2)), 0.0, -13.0)


def _piano(kind: _Mood, chord: int, bar: float, last: bool, luck: np.random.Generator) -> Stereo:
    """A few notes over a chord, most of them its own; the last bar has one, on the key."""
    sound = canvas(bar + 3.0)
    step = chord + 7 * kind.octave
    for beat in range(8):
        strong = beat % 4 == 0
        wanted = (
            beat == 0 if last else luck.uniform() < kind.notes * (1.5 if strong else 0.75 if beat % 2 == 0 else 0.35)
        )
        if not wanted:
            continue
        step += int(luck.choice([-2, -1, 1, 2]))
        own = [chord + 7 * kind.octave + each for each in (-3, 0, 2, 4, 7)]
        if strong or luck.uniform() < 0.6:
            step = min(own, key=lambda each: (abs(each - step), each))
        if last:
            step = 7 * kind.octave
        at = beat * bar / 8 + abs(luck.normal(0, 0.012))
        loud = -9.0 + (2.0 if strong else 0.0) - luck.uniform(0, 3)
        lay(sound, placed(_string(_pitch(kind, step + 7)), luck.uniform(-0.25, 0.25), loud), at)
    return sound


@functools.lru_cache(24)
def _string(pitch: float) -> Mono:
    """One note of a felted piano: overtones a little sharp, the high ones gone first."""
    time = clock(3.0)
    wave = np.zeros(len(time), np.float32)
    for number in range(1, 9):
        tone, dying = pitch * number * np.sqrt(1 + 0.0004 * number**2), 0.9 + 0.75 * number
        if tone < 8000:
            heard = time[: round(-np.log(_INAUDIBLE / 2) / dying * RATE)]
            part = sine(tone * heard + number * _GOLDEN)
            part *= np.exp(heard.astype(np.float32) * np.float32(-dying))
            wave[: len(part)] += part * np.float32(number**-1.7)
    return soft(wave, 0.012, 0.6)
