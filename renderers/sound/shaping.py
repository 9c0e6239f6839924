"""What sound is worked with: tones made louder and softer, rooms, places between the ears, comings and goings."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import RATE

Stereo = NDArray[np.float32]
"""[samples, 2], at 48 kHz."""
Mono = NDArray[np.float32]
"""One channel, at 48 kHz."""
Curve = tuple[tuple[float, float], ...]
"""Points of (Hz, dB), two at least: straight lines on a scale of octaves, which go on beyond the ends."""
Wave = NDArray[np.float64]
"""Numbers along time while something is worked out."""


def chance(seed: int, *what: object) -> np.random.Generator:
    """Chance that is always the same for a seed and a thing, whatever else is made beside it."""
    mark = hashlib.sha256(repr((seed, *map(str, what))).encode()).digest()
    return np.random.default_rng(int.from_bytes(mark[:8], "big"))


def clock(seconds: float) -> Wave:
    """The time of each sample, in seconds."""
    return np.arange(max(1, round(seconds * RATE))) / RATE


def shaped(samples: Mono, curve: Curve) -> Mono:
    """The same with each tone louder or softer. No tone is moved in time."""
    if not len(samples):
        return samples
    if len(samples) > _LONG:
        around = np.concatenate([samples, np.zeros(_FINE // 2, np.float32)])
        return _rung(around, _echo(curve))[_FINE // 2 : _FINE // 2 + len(samples)]
    # Behind the end lies silence for what the ends of a spectrum wrap round.
    length = _quick(len(samples) + RATE // 20)
    wave = np.fft.irfft(np.fft.rfft(samples.astype(np.float32), length) * _gains(curve, length), length)
    made: Mono = wave[: len(samples)].astype(np.float32)
    return made


def noise(samples: int, curve: Curve, luck: np.random.Generator) -> Mono:
    """Steady noise of a colour, at a level of 1; its end meets its beginning, so that it can be repeated."""
    length = _quick(samples)
    # Noise has the same spectrum as itself: it is thrown there, and only goes the way back.
    spectrum = luck.standard_normal(2 * (length // 2 + 1), np.float32).view(np.complex64) * _gains(curve, length)
    wave = np.fft.irfft(spectrum, length).astype(np.float32)
    made: Mono = wave[:samples] / np.float32(max(_power(wave), 1e-9))
    return made


def bed(seconds: float, curve: Curve, luck: np.random.Generator, width: float = 0.7) -> Stereo:
    """Noise of a colour all round, as long as asked, at a level of 1. `width` 0 is in the middle, 1 all round."""
    wanted = round(seconds * RATE)
    loop = _quick(min(wanted, _LOOP))
    left, other = (noise(loop, curve, luck) for _ in range(2))
    # What both ears share is the middle's part of the power.
    alike = (1 - width) ** 2 / ((1 - width) ** 2 + width**2)
    right = left * np.float32(alike) + other * np.float32(np.sqrt(1 - alike**2))
    made: Stereo = np.empty((wanted, 2), np.float32)
    for first in range(0, wanted, loop):
        part = made[first : first + loop]
        part[:, 0], part[:, 1] = left[: len(part)], right[: len(part)]
    return made


def sine(turns: Wave) -> Mono:
    """A plain tone; `turns` is its phase in turns."""
    return overtones(turns, (1.0,))


def overtones(turns: Wave, strengths: Sequence[float]) -> Mono:
    """A tone with its overtones: `turns` is its phase in turns, the first strength that of the tone itself."""
    wave: Mono = np.zeros(len(turns), np.float32)
    for first in range(0, len(turns), _NEAR):
        # Whole turns are taken off while numbers are exact; what is left is small enough for quick ones.
        angle = turns[first : first + _NEAR]
        angle = ((angle - np.floor(angle)) * (2 * np.pi)).astype(np.float32)
        for number, strength in enumerate(strengths, start=1):
            if strength:
                part = np.sin(angle * np.float32(number))
                part *= np.float32(strength)
                wave[first : first + len(part)] += part
    return wave


def swell(seconds: float, period: float, low: float, luck: np.random.Generator) -> Mono:
    """A slow, aimless curve between `low` and 1 that turns about every `period` seconds."""
    count = max(4, round(seconds / period * 2) + 4)
    points = luck.uniform(low, 1.0, count)
    at = slow_clock(seconds) / (period / 2)
    step = np.floor(at).astype(np.intp)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - step))
    step = np.minimum(step, count - 2)
    return filled_in(points[step] * (1 - share) + points[step + 1] * share, seconds)


def slow_clock(seconds: float) -> Wave:
    """The time of each corner of a slow curve, in seconds; the last lies behind the end."""
    at: Wave = np.arange(-(-max(1, round(seconds * RATE)) // _STEP) + 1, dtype=np.float64) * (_STEP / RATE)
    return at


def filled_in(corners: Wave, seconds: float) -> Mono:
    """A curve told at the times of `slow_clock`, at every sample."""
    wanted = max(1, round(seconds * RATE))
    rise = np.diff(corners).astype(np.float32)[:, None] * (np.arange(_STEP, dtype=np.float32) / _STEP)
    curve = corners[:-1, None].astype(np.float32) + rise
    return np.asarray(curve.reshape(-1)[:wanted], np.float32)


def smoothed(corners: Wave, seconds: float) -> Wave:
    """A slow curve without its own corners: each moment the mean of those round it, twice."""
    width = max(1, round(seconds * RATE / _STEP / 2))
    even = np.full(2 * width, 1 / (2 * width))
    rounded = np.convolve(np.pad(corners, 2 * width, mode="edge"), np.convolve(even, even), mode="same")
    smooth: Wave = rounded[2 * width : 2 * width + len(corners)]
    return smooth


def moments(seconds: float, every: float, luck: np.random.Generator, first: float = 0.0) -> list[float]:
    """When something happens now and then: about `every` so many seconds, never twice at once."""
    times, at = [], first + luck.uniform(0.1, 0.9) * every
    while at < seconds:
        times.append(at)
        at += every * (0.35 + luck.exponential(0.65))
    return times


def placed(samples: Mono, pan: float, level: float = 0.0) -> Stereo:
    """One channel between the ears, from -1 (left) to 1 (right), at a level in dB against itself."""
    angle = (pan + 1) * np.pi / 4
    gain = 10 ** (level / 20) * np.sqrt(2)
    made: Stereo = np.empty((len(samples), 2), np.float32)
    np.multiply(samples, np.float32(np.cos(angle) * gain), out=made[:, 0])
    np.multiply(samples, np.float32(np.sin(angle) * gain), out=made[:, 1])
    return made


def canvas(seconds: float) -> Stereo:
    """Silence to lay sounds on."""
    return np.zeros((round(seconds * RATE), 2), np.float32)


def lay(onto: Stereo, sound: Stereo, at: float) -> None:
    """Add a sound to another from `at` seconds on, in place; what hangs over the end is lost."""
    first = round(at * RATE)
    start = max(0, -first)
    length = min(len(sound) - start, len(onto) - max(first, 0))
    if length > 0:
        onto[max(first, 0) : max(first, 0) + length] += sound[start : start + length]


def levelled(sound: Stereo, level: float) -> Stereo:
    """The same at a level in dB below full scale, measured over all of it."""
    made: Stereo = (sound * np.float32(10 ** (level / 20) / max(_power(sound), 1e-9))).astype(np.float32)
    return made


def peaking(sound: Stereo, level: float) -> Stereo:
    """The same with its highest peak at a level in dB below full scale."""
    made: Stereo = (sound * (10 ** (level / 20) / max(float(np.abs(sound).max(initial=0.0)), 1e-9))).astype(np.float32)
    return made


def faded(sound: Stereo, coming: float, going: float) -> Stereo:
    """The same, coming and going over so many seconds, so that its ends are silent."""
    made = sound.copy()
    for seconds, part in ((coming, slice(None)), (going, slice(None, None, -1))):
        length = min(round(seconds * RATE), len(sound) // 2)
        ramp = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, length, endpoint=False))
        made[part][:length] *= ramp[:, None].astype(np.float32)
    return made


def soft(wave: Wave | Mono, rise: float, fall: float) -> Mono:
    """One channel with soft ends, coming and going over so many seconds."""
    made: Mono = np.array(wave, np.float32)
    up, down = min(len(made) // 2, round(rise * RATE)), min(len(made) // 2, round(fall * RATE))
    made[:up] *= (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, up, endpoint=False))).astype(np.float32)
    made[len(made) - down :] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, down))).astype(np.float32)
    return made


def in_room(samples: Mono, seconds: float, share: float, seed: int = 20) -> Mono:
    """Something some steps away in a room that rings for `seconds`: what comes straight, and what the walls return.

    Longer than before by the ringing.
    """
    walls = _walls(seconds, seed) * np.float32(share)
    walls[0] += np.float32(1.0 - share / 2)
    return _rung(samples.astype(np.float32), walls)


@functools.lru_cache(16)
def _walls(seconds: float, seed: int) -> Mono:
    """What the walls of a room return of one clap, at a power of 1."""
    luck = np.random.default_rng(seed)
    ring = luck.standard_normal(round(seconds * RATE)) * np.exp(-6.9 * clock(seconds) / seconds)
    ring[: round(0.012 * RATE)] = 0.0
    for at in (0.013, 0.019, 0.027, 0.034, 0.043):
        if at < seconds:
            ring[round(at * RATE)] += 6.0 * (1.0 - at * 12)
    walls = shaped(ring.astype(np.float32), ((80, -18), (250, 0), (2500, -2), (6000, -14), (12000, -36)))
    made: Mono = (walls / np.sqrt((walls.astype(np.float64) ** 2).sum())).astype(np.float32)
    made.flags.writeable = False
    return made


@functools.lru_cache(16)
def _echo(curve: Curve) -> Mono:
    """What makes of a click, half of it later, each tone as loud as the curve says, as finely as anybody hears."""
    taps = np.fft.fftshift(np.fft.irfft(_gains(curve, _FINE), _FINE)) * np.hanning(_FINE + 1)[:-1]
    made: Mono = taps.astype(np.float32)
    made.flags.writeable = False
    return made


def _rung(samples: Mono, walls: Mono) -> Mono:
    """Each sample followed by what the walls return of it, a stretch of samples at a time."""
    longer = len(samples) + len(walls)
    length = min(_quick(longer), _quick(max(2 * len(walls), _STRETCH)))
    stretch = length - len(walls) + 1
    answer = np.fft.rfft(walls, length)
    made: Mono = np.zeros(longer + length, np.float32)
    for first in range(0, len(samples), stretch):
        piece = np.fft.irfft(np.fft.rfft(samples[first : first + stretch], length) * answer, length)
        made[first : first + length] += piece
    return made[:longer]


def hall(sound: Stereo, seconds: float, share: float, seed: int = 20) -> Stereo:
    """The same for both ears, whose walls differ."""
    return np.stack([in_room(sound[:, side], seconds, share, seed + side) for side in (0, 1)], axis=1)


_LOOP = 1 << 20
"""Samples after which noise repeats, 22 s; nobody hears that it does."""
_STEP = 48
"""Samples from one corner of a slow curve to the next: a millisecond."""
_LONG = 1 << 18
"""Samples, 5 s, from which on tones are made louder and softer a stretch at a time."""
_FINE = 1 << 14
"""Samples of such a stretch's answer: tones 3 Hz apart are told apart."""
_NEAR = 1 << 14
_STRETCH = 1 << 17
"""Samples of a tone, and samples that ring, worked on at a time: as many as lie close by meanwhile."""


def _power(sound: NDArray[np.float32]) -> float:
    """The root of the mean square."""
    return float(np.sqrt(np.mean(np.square(sound), dtype=np.float64)))


@functools.lru_cache(8)
def _gains(curve: Curve, length: int) -> Mono:
    """The factor of each tone of a spectrum of so many samples."""
    pitch = np.log2(np.maximum(np.fft.rfftfreq(length, 1 / RATE), 1.0))
    points = np.array(curve, np.float64)
    at, level = np.log2(points[:, 0]), points[:, 1]
    gain = np.interp(pitch, at, level)
    for end, next_, outside in ((0, 1, pitch < at[0]), (-1, -2, pitch > at[-1])):
        slope = (level[end] - level[next_]) / (at[end] - at[next_])
        gain[outside] += slope * (pitch[outside] - at[end])
    gains: Mono = (10 ** (gain.clip(-120.0, 12.0) / 20)).astype(np.float32)
    gains.flags.writeable = False
    return gains


def _quick(length: int) -> int:
    """The next length whose spectrum is quickly found: a small number times a power of two."""
    best = 1 << max(0, length - 1).bit_length()
    for small in (3, 5, 9, 15):
        size = small
        while size < length:
            size *= 2
        best = min(best, size)
    return best
