"""What sound is worked with: tones made louder and softer, rooms, places between the ears, comings and goings."""

from __future__ import annotations

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
    # Behind the end lies silence for what the ends of a spectrum wrap round.
    length = _quick(len(samples) + RATE // 20)
    wave = np.fft.irfft(np.fft.rfft(samples.astype(np.float64), length) * _gains(curve, length), length)
    made: Mono = wave[: len(samples)].astype(np.float32)
    return made


def noise(samples: int, curve: Curve, luck: np.random.Generator) -> Mono:
    """Steady noise of a colour, at a level of 1; its end meets its beginning, so that it can be repeated."""
    length = _quick(samples)
    spectrum = np.fft.rfft(luck.standard_normal(length)) * _gains(curve, length)
    wave = np.fft.irfft(spectrum, length)
    made: Mono = (wave / max(np.sqrt(np.mean(wave**2)), 1e-9)).astype(np.float32)[:samples]
    return made


def bed(seconds: float, curve: Curve, luck: np.random.Generator, width: float = 0.7) -> Stereo:
    """Noise of a colour all round, as long as asked, at a level of 1. `width` 0 is in the middle, 1 all round."""
    wanted = round(seconds * RATE)
    loop = _quick(min(wanted, _LOOP))
    middle, left, right = (noise(loop, curve, luck) for _ in range(3))
    both = np.stack([middle * (1 - width) + side * width for side in (left, right)], axis=1)
    both /= np.sqrt((1 - width) ** 2 + width**2)
    made: Stereo = np.tile(both, (-(-wanted // loop), 1))[:wanted].astype(np.float32)
    return made


def overtones(turns: Wave, strengths: Sequence[float]) -> Wave:
    """A tone with its overtones: `turns` is its phase in turns, the first strength that of the tone itself."""
    wave = np.zeros(len(turns))
    for number, strength in enumerate(strengths, start=1):
        wave += strength * np.sin(2 * np.pi * number * turns)
    return wave


def swell(seconds: float, period: float, low: float, luck: np.random.Generator) -> Wave:
    """A slow, aimless curve between `low` and 1 that turns about every `period` seconds."""
    count = max(4, round(seconds / period * 2) + 4)
    points = luck.uniform(low, 1.0, count)
    at = clock(seconds) / (period / 2)
    step = np.floor(at).astype(np.intp)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - step))
    step = np.minimum(step, count - 2)
    curve: Wave = points[step] * (1 - share) + points[step + 1] * share
    return curve


def smoothed(wave: Wave, seconds: float) -> Wave:
    """A curve without its corners: each moment the mean of those round it, twice."""
    width = max(1, round(seconds * RATE / 2))
    for _ in range(2):
        padded = np.concatenate([np.full(width, wave[0]), wave, np.full(width, wave[-1])])
        sums = np.cumsum(np.concatenate([[0.0], padded]))
        wave = (sums[2 * width :] - sums[: -2 * width])[: len(wave)] / (2 * width)
    return wave


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
    gain = 10 ** (level / 20)
    both = np.stack([samples * np.cos(angle) * gain, samples * np.sin(angle) * gain], axis=1) * np.sqrt(2)
    made: Stereo = both.astype(np.float32)
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
    power = float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))
    made: Stereo = (sound * (10 ** (level / 20) / max(power, 1e-9))).astype(np.float32)
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
    made = np.array(wave, np.float64)
    up, down = min(len(made) // 2, round(rise * RATE)), min(len(made) // 2, round(fall * RATE))
    made[:up] *= 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, up, endpoint=False))
    made[len(made) - down :] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, down))
    softened: Mono = made.astype(np.float32)
    return softened


def in_room(samples: Mono, seconds: float, share: float, seed: int = 20) -> Mono:
    """Something some steps away in a room that rings for `seconds`: what comes straight, and what the walls return.

    Longer than before by the ringing.
    """
    luck = np.random.default_rng(seed)
    ring = luck.standard_normal(round(seconds * RATE)) * np.exp(-6.9 * clock(seconds) / seconds)
    ring[: round(0.012 * RATE)] = 0.0
    for at in (0.013, 0.019, 0.027, 0.034, 0.043):
        if at < seconds:
            ring[round(at * RATE)] += 6.0 * (1.0 - at * 12)
    walls = shaped(ring.astype(np.float32), ((80, -18), (250, 0), (2500, -2), (6000, -14), (12000, -36)))
    walls = (walls * (share / np.sqrt((walls.astype(np.float64) ** 2).sum()))).astype(np.float32)
    walls[0] += np.float32(1.0 - share / 2)
    longer = len(samples) + len(walls)
    length = _quick(longer)
    wave = np.fft.irfft(np.fft.rfft(samples, length) * np.fft.rfft(walls, length), length)
    made: Mono = wave[:longer].astype(np.float32)
    return made


def hall(sound: Stereo, seconds: float, share: float, seed: int = 20) -> Stereo:
    """The same for both ears, whose walls differ."""
    return np.stack([in_room(sound[:, side], seconds, share, seed + side) for side in (0, 1)], axis=1)


_LOOP = 24 * RATE
"""Samples after which noise repeats; nobody hears that it does."""


def _gains(curve: Curve, length: int) -> Wave:
    pitch = np.log2(np.maximum(np.fft.rfftfreq(length, 1 / RATE), 1.0))
    points = np.array(curve, np.float64)
    at, level = np.log2(points[:, 0]), points[:, 1]
    gain = np.interp(pitch, at, level)
    for end, next_, outside in ((0, 1, pitch < at[0]), (-1, -2, pitch > at[-1])):
        slope = (level[end] - level[next_]) / (at[end] - at[next_])
        gain[outside] += slope * (pitch[outside] - at[end])
    gains: Wave = 10 ** (gain.clip(-120.0, 12.0) / 20)
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
