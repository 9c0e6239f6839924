"""What air and water sound like: wind, rain, thunder, waves."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import RATE
from renderers.sound.shaping import Mono, Stereo, bed, chance, clock, lay, moments, noise, placed, swell


def wind(seconds: float, seed: int, strength: float = 0.5) -> Stereo:
    """Wind, from a breeze (0) to a gale (1): it comes in gusts, and whistles when it is strong."""
    luck = chance(seed, "wind")
    low = bed(seconds, ((40, -8), (120, 0), (400, -8), (1200, -22), (6000, -40)), luck)
    high = bed(seconds, ((200, -30), (500, -6), (900, 0), (1800, -10), (5000, -30)), luck)
    gusts = swell(seconds, 6.0, 0.25, luck) ** 2
    leaves = swell(seconds, 3.0, 0.1, luck) * gusts
    return (low * gusts[:, None] + high * (leaves * (0.15 + 0.5 * strength))[:, None]).astype(np.float32)


def whistling(seconds: float, seed: int) -> Stereo:
    """Wind that whistles in a gap, rising and falling."""
    luck = chance(seed, "whistling")
    narrow = [
        bed(seconds, ((pitch * 0.94, -60), (pitch, 0), (pitch * 1.06, -60)), luck, 0.5) for pitch in (520, 610, 700)
    ]
    shares = [swell(seconds, 5.0, 0.0, luck) ** 4 for _ in narrow]
    sound = np.zeros_like(narrow[0])
    for tone, share in zip(narrow, shares, strict=True):
        sound += (tone * share[:, None]).astype(np.float32)
    return sound


def rain(seconds: float, seed: int, strength: float = 0.5) -> Stereo:
    """Rain in the open: a hiss all round, and drops one can count in front of it."""
    luck = chance(seed, "rain")
    curve = ((150, -30), (700, -12), (2500, 0), (7000, 0), (14000, -8))
    sound: Stereo = (bed(seconds, curve, luck, 0.95) * swell(seconds, 9.0, 0.8, luck)[:, None]).astype(np.float32)
    return _dripped(sound, luck, every=0.12 - 0.08 * strength, level=2.0)


def rain_outside(seconds: float, seed: int) -> Stereo:
    """Rain on the roof and the panes, heard from inside."""
    luck = chance(seed, "rain outside")
    roof = bed(seconds, ((80, -14), (250, 0), (700, -4), (1800, -14), (6000, -34)), luck, 0.8)
    sound: Stereo = (roof * swell(seconds, 7.0, 0.75, luck)[:, None]).astype(np.float32)
    return _dripped(sound, luck, every=0.3, level=1.2)


def drips(seconds: float, seed: int, every: float = 2.4) -> Stereo:
    """Water dripping in a hollow place."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    luck = chance(seed, "drips")
    for at in moments(seconds, every, luck):
        lay(sound, placed(drop(luck, 0.05), luck.uniform(-0.8, 0.8), -luck.uniform(0, 10)), at)
    return sound


def _dripped(sound: Stereo, luck: np.random.Generator, every: float, level: float) -> Stereo:
    seconds = len(sound) / RATE
    kinds = [drop(luck, luck.uniform(0.008, 0.02)) for _ in range(12)]
    for at in luck.uniform(0, seconds, round(seconds / every)):
        kind = kinds[int(luck.integers(len(kinds)))] * np.float32(level * luck.uniform(0.2, 1.0))
        lay(sound, placed(kind, luck.uniform(-0.95, 0.95)), float(at))
    return sound


def drop(luck: np.random.Generator, length: float) -> Mono:
    """One drop: a short ring that rises as the bubble closes."""
    time = clock(length * 3)
    pitch = luck.uniform(900, 2600)
    turns = 2 * np.pi * np.cumsum(pitch * (1 + 0.5 * time / length / 3)) / RATE
    ring: Mono = (np.sin(turns) * np.exp(-time / length) * np.minimum(1, time / 0.001)).astype(np.float32)
    return ring


def thunder(seed: int, far: float = 0.6) -> Stereo:
    """One thunder, from overhead (0) to the horizon (1): a crack that the clouds roll about."""
    luck = chance(seed, "thunder")
    length = 5.0 + 3.0 * far
    sound = np.zeros((round(length * RATE), 2), np.float32)
    time = clock(length)
    roll = bed(length, ((25, -4), (60, 0), (140, -6), (500, -22), (2000, -44)), luck, 0.6)
    shape = np.exp(-time / (1.4 + far)) * swell(length, 0.7, 0.15, luck) * np.minimum(1.0, time / (0.02 + 0.6 * far))
    sound += (roll * shape[:, None]).astype(np.float32)
    if far < 0.7:
        crack = noise(round(0.9 * RATE), ((80, 0), (1200, -4), (5000, -12), (12000, -24)), luck)
        snaps = np.exp(-clock(0.9) / 0.16) * (0.4 + 0.6 * swell(0.9, 0.05, 0.0, luck))
        lay(sound, placed((crack * snaps).astype(np.float32), luck.uniform(-0.5, 0.5), -3 - 20 * far), 0.0)
    return sound


def storm(seconds: float, seed: int, every: float = 16.0) -> Stereo:
    """Thunder now and then."""
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    luck = chance(seed, "storm")
    for at in moments(seconds, every, luck):
        lay(sound, thunder(int(luck.integers(2**31)), luck.uniform(0.5, 1.0)), at)
    return sound


def waves(seconds: float, seed: int, strength: float = 0.5) -> Stereo:
    """Waves on the open sea or a shore: each swells, breaks and runs out."""
    luck = chance(seed, "waves")
    low = bed(seconds, ((40, -10), (110, 0), (350, -6), (1000, -20), (5000, -40)), luck, 0.6)
    foam = bed(seconds, ((300, -30), (1200, -4), (3500, 0), (9000, -10)), luck, 0.95)
    rise, run = np.zeros(len(low)), np.zeros(len(low))
    for at in moments(seconds + 16, 7.5 - 2.0 * strength, luck, first=-8.0):
        # Each wave breaks two seconds after it is first heard and is gone after twelve.
        first, last = max(0, round(at * RATE)), min(len(low), round((at + 12) * RATE))
        time = np.arange(first, last) / RATE - at - 2.0
        rise[first:last] += np.exp(-((time / 1.5) ** 2)) * luck.uniform(0.6, 1.0)
        breaking = np.where(time > 0, np.exp(-np.maximum(time, 0) / 1.6), np.exp(-((time / 0.5) ** 2)))
        run[first:last] += breaking * luck.uniform(0.5, 1.0)
    steady = 0.35
    return (low * (steady + rise)[:, None] + foam * ((0.06 + 0.4 * strength) * (0.1 + run))[:, None]).astype(np.float32)


def lapping(seconds: float, seed: int, every: float = 1.3) -> Stereo:
    """Water lapping at a hull or a quay."""
    luck = chance(seed, "lapping")
    sound: Stereo = (bed(seconds, ((80, -12), (200, 0), (500, -10), (2000, -34)), luck, 0.6) * 0.18).astype(np.float32)
    for at in moments(seconds, every, luck):
        length = luck.uniform(0.25, 0.6)
        slap = noise(round(length * RATE), ((150, -6), (420, 0), (900, -6), (2500, -22)), luck)
        shape = np.sin(np.pi * np.minimum(1, clock(length) / length * 1.0)) ** 2 * swell(length, 0.08, 0.2, luck)
        lay(
            sound,
            placed((slap * shape[: len(slap)]).astype(np.float32), luck.uniform(-0.7, 0.7), -luck.uniform(2, 12)),
            at,
        )
    return sound
