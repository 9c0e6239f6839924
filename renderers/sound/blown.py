"""Things that are blown, rung by electricity, or driven: horns, whistles, sirens, telephones, motors."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import RATE
from renderers.sound.machines import engine
from renderers.sound.shaping import (
    Mono,
    Stereo,
    Wave,
    bed,
    canvas,
    chance,
    clock,
    hall,
    in_room,
    lay,
    moments,
    noise,
    overtones,
    placed,
    shaped,
    soft,
    swell,
)

_BRASS = (1.0, 0.85, 0.7, 0.55, 0.42, 0.3, 0.22, 0.16, 0.11, 0.08)


def horn(luck: np.random.Generator) -> Stereo:
    """A ship's horn, low and long, and the shore that answers."""
    length = 3.6
    time = clock(length)
    rising = 1 - 0.02 * np.exp(-time / 0.25)
    wave: Wave = np.zeros(len(time))
    for pitch in (110.0, 138.6, 164.8):
        wave += overtones(np.cumsum(pitch * rising * luck.uniform(0.998, 1.002)) / RATE, _BRASS)
    wave *= swell(length, 0.3, 0.92, luck)
    blast = shaped(soft(wave, 0.12, 0.35), ((80, 0), (600, 0), (2000, -8), (6000, -30)))
    return hall(placed(blast, 0.0), 3.0, 0.45)


def far_fog_horn(seconds: float, seed: int) -> Stereo:
    """A horn out in the fog, about twice a minute."""
    luck = chance(seed, "fog horn")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    for at in moments(seconds, 30.0, luck, first=-6.0):
        time = clock(2.8)
        tone = overtones(98.0 * time, (1.0, 0.7, 0.45, 0.25, 0.12))
        far = shaped(soft(tone, 0.25, 0.6), ((90, 0), (300, -6), (900, -30)))
        lay(sound, placed(in_room(far, 2.8, 0.9), luck.uniform(-0.5, 0.5)), at)
    return sound


def car_horn(luck: np.random.Generator) -> Stereo:
    """Two toots of a car."""
    sound = canvas(1.4)
    for at, length in ((0.02, 0.18), (0.32, 0.5)):
        time = clock(length)
        wave = overtones(392.0 * time, _BRASS) + overtones(494.0 * time, _BRASS)
        lay(sound, placed(soft(wave, 0.01, 0.03), 0.0), at)
    return hall(sound, 0.5, 0.25)


def whistle(luck: np.random.Generator) -> Stereo:
    """A whistle: a pea rattling in it."""
    time = clock(1.0)
    trill = 1 + 0.035 * np.sign(np.sin(2 * np.pi * 36 * time))
    tone = np.sin(2 * np.pi * np.cumsum(2750.0 * trill) / RATE)
    air = noise(len(time), ((1800, -16), (2800, 0), (4500, -12)), luck) * 0.15
    return hall(placed(soft(tone + air, 0.02, 0.06), 0.0), 0.7, 0.25)


def siren(luck: np.random.Generator) -> Stereo:
    """A siren that wails in the streets, some way off."""
    length = 6.0
    time = clock(length)
    pitch = 650 + 350 * (0.5 - 0.5 * np.cos(2 * np.pi * time / 3.0))
    wave = shaped(soft(overtones(np.cumsum(pitch) / RATE, _BRASS), 0.6, 1.0), ((400, 0), (2000, -8), (5000, -34)))
    return hall(placed(wave, 0.25), 1.4, 0.5)


def telephone(luck: np.random.Generator) -> Stereo:
    """A telephone with a bell, twice."""
    sound = canvas(4.6)
    for at in (0.03, 2.4):
        time = clock(1.3)
        beats = (np.sin(2 * np.pi * 20 * time) > 0).astype(float)
        strokes = np.convolve(beats, np.exp(-clock(0.04) / 0.012), "full")[: len(time)]
        strokes /= strokes.max()
        ring = sum((overtones(pitch * time, (0.8, 0.3)) for pitch in (1180.0, 1425.0)), np.zeros(len(time)))
        lay(sound, placed(in_room(soft(ring * (0.35 + 0.65 * strokes), 0.004, 0.15), 0.4, 0.3), 0.2), at)
    return sound


def buzzing(luck: np.random.Generator) -> Stereo:
    """A telephone that buzzes on a table, twice."""
    sound = canvas(2.6)
    for at in (0.03, 1.3):
        time = clock(0.7)
        motor = overtones(155.0 * time, (1.0, 0.5, 0.4, 0.3, 0.2, 0.15))
        table = noise(len(time), ((200, 0), (700, -4), (3000, -18)), luck) * (np.sin(2 * np.pi * 155 * time) > 0.4)
        heard = shaped(soft(motor + 0.5 * table, 0.02, 0.05), ((100, -6), (300, 0), (2500, -10), (7000, -34)))
        lay(sound, placed(heard, 0.1), at)
    return sound


def alarm(luck: np.random.Generator) -> Stereo:
    """An alarm that beeps."""
    sound = canvas(3.2)
    for number in range(6):
        tone = soft(overtones(1975.0 * clock(0.16), (1.0, 0.0, 0.3)), 0.005, 0.02)
        lay(sound, placed(in_room(tone, 0.4, 0.3), 0.0), 0.03 + number * 0.5)
    return sound


def beep(luck: np.random.Generator) -> Stereo:
    """An instrument that reports."""
    sound = canvas(0.8)
    lay(sound, placed(soft(np.sin(2 * np.pi * 1046.5 * clock(0.14)), 0.006, 0.03), 0.0), 0.02)
    return sound


def motor(luck: np.random.Generator) -> Stereo:
    """An engine that is started and runs."""
    sound = canvas(5.5)
    for number in range(5):
        turn = noise(round(0.16 * RATE), ((60, 0), (250, -2), (900, -8), (3000, -24)), luck)
        lay(sound, placed(soft(turn * np.hanning(len(turn)), 0.02, 0.05), 0.0, -6), 0.03 + number * 0.2)
    running = engine(4.5, int(luck.integers(2**31)), 13.0)
    ramp = np.minimum(1.0, clock(4.5) / 0.25)[:, None].astype(np.float32)
    running = (running / max(float(np.abs(running).max()), 1e-6) * ramp).astype(np.float32)
    running[-RATE:] *= np.linspace(1, 0, RATE, dtype=np.float32)[:, None] ** 2
    lay(sound, running, 1.0)
    return sound


def brakes(luck: np.random.Generator) -> Stereo:
    """Tyres that scream on the road."""
    length = 1.6
    time = clock(length)
    pitch = 980 - 180 * time / length + 25 * np.sin(2 * np.pi * 31 * time)
    scream = overtones(np.cumsum(pitch) / RATE, (1.0, 0.5, 0.35, 0.2)) * swell(length, 0.06, 0.4, luck)
    rubber = noise(len(time), ((300, -6), (900, 0), (2500, -4), (7000, -20)), luck)
    shape = np.minimum(1, time / 0.08) * (1 - (time / length) ** 4)
    return hall(placed(soft((0.7 * scream + 0.6 * rubber) * shape, 0.05, 0.2), 0.0), 0.5, 0.25)


def aeroplane(luck: np.random.Generator) -> Stereo:
    """A jet high above."""
    length = 7.0
    roar = bed(length, ((40, -4), (120, 0), (400, -4), (1500, -14), (6000, -36)), luck, 0.8)
    shape = np.sin(np.pi * np.clip(clock(length) / length, 0, 1)) ** 1.5
    made: Stereo = (roar * (shape * swell(length, 1.0, 0.7, luck))[:, None]).astype(np.float32)
    return made


def helicopter(luck: np.random.Generator) -> Stereo:
    """A helicopter that passes over."""
    length = 6.0
    time = clock(length)
    blades = np.maximum(0, np.sin(2 * np.pi * 12.5 * time)) ** 6
    air = noise(len(time), ((40, 0), (120, 0), (500, -10), (2500, -26)), luck)
    whine = 0.05 * np.sin(2 * np.pi * 760 * time)
    shape = np.sin(np.pi * time / length)
    return placed(soft((air * (0.15 + blades) + whine) * shape, 0.4, 0.6), 0.0)


def breath_of_wind(luck: np.random.Generator) -> Stereo:
    """A gust."""
    length = 3.0
    air = bed(length, ((80, -6), (300, 0), (900, -6), (3000, -22)), luck, 0.9)
    made: Stereo = (air * (np.sin(np.pi * clock(length) / length) ** 2)[:, None]).astype(np.float32)
    return made


def heartbeat(luck: np.random.Generator) -> Stereo:
    """A heart, four beats."""
    sound = canvas(3.8)
    for number in range(4):
        for late, level in ((0.0, 0.0), (0.28, -5.0)):
            time = clock(0.22)
            beat = soft(np.sin(2 * np.pi * 52 * time) * np.exp(-time / 0.06), 0.015, 0.1)
            lay(sound, placed(beat, 0.0, level), 0.03 + number * 0.86 + late)
    return sound


def match(luck: np.random.Generator) -> Stereo:
    """A match that is struck and flares."""
    length = 1.6
    time = clock(length)
    scratch = noise(len(time), ((1500, -10), (5000, 0), (12000, -6)), luck) * np.exp(-(((time - 0.12) / 0.07) ** 2))
    flare = noise(len(time), ((300, -8), (1200, 0), (5000, -8), (12000, -20)), luck)
    shape = np.where(time > 0.2, np.exp(-(time - 0.2) / 0.4), 0.0) * swell(length, 0.1, 0.4, luck)
    rise = np.minimum(1.0, np.maximum(0.0, time - 0.2) / 0.05)
    return placed(soft(scratch + 0.7 * flare * shape * rise, 0.01, 0.3), 0.0)


def kettle(luck: np.random.Generator) -> Stereo:
    """A kettle that begins to whistle."""
    length = 4.0
    time = clock(length)
    rise = np.clip(time / 2.0, 0, 1) ** 2
    tone = np.sin(2 * np.pi * np.cumsum(1900 + 500 * rise + 12 * np.sin(2 * np.pi * 7 * time)) / RATE)
    steam = noise(len(time), ((1500, -10), (4000, 0), (10000, -6)), luck)
    return placed(soft(0.6 * tone * rise + 0.4 * steam * (0.2 + 0.8 * rise), 0.3, 0.5), 0.1)


def paper(luck: np.random.Generator) -> Stereo:
    """Paper that is unfolded."""
    sound = canvas(1.4)
    for at in (0.02, 0.35, 0.6, 0.95):
        length = float(luck.uniform(0.15, 0.3))
        fold: Mono = noise(round(length * RATE), ((800, -12), (3000, 0), (9000, -4), (14000, -14)), luck)
        crumple = swell(length, 0.02, 0.0, luck)[: len(fold)] ** 2 * np.hanning(len(fold))
        lay(sound, placed(soft(fold * crumple, 0.01, 0.04), luck.uniform(-0.2, 0.2), -luck.uniform(0, 6)), at)
    return sound


def static(luck: np.random.Generator) -> Stereo:
    """A radio between two stations."""
    length = 2.4
    time = clock(length)
    hiss = noise(len(time), ((250, -24), (800, 0), (2500, 0), (4200, -18), (7000, -40)), luck)
    crackle = (luck.uniform(0, 1, len(time)) > 0.9995) * luck.normal(0, 9, len(time))
    pops = shaped(crackle.astype(np.float32), ((300, -20), (1000, 0), (3500, 0), (6000, -30)))
    whistle = 0.12 * np.sin(2 * np.pi * np.cumsum(1300 + 500 * np.sin(2 * np.pi * 0.7 * time)) / RATE)
    loud = swell(length, 0.12, 0.3, luck)
    return placed(soft((hiss + whistle) * loud + pops, 0.01, 0.1), 0.0)


def steam(luck: np.random.Generator) -> Stereo:
    """Steam let out of a pipe."""
    length = 2.6
    time = clock(length)
    jet = noise(len(time), ((300, -24), (1200, -6), (4000, 0), (10000, -4), (16000, -14)), luck)
    return placed(soft(jet * np.minimum(1, time / 0.06) * np.exp(-time / 1.1), 0.01, 0.5), 0.1)


def pouring(luck: np.random.Generator) -> Stereo:
    """Something poured into a cup: it gurgles, and the cup sounds higher as it fills."""
    length = 2.8
    time = clock(length)
    full = time / length
    drops = np.zeros(len(time))
    for _ in range(110):
        at, size = round(luck.uniform(0, length - 0.1) * RATE), float(luck.uniform(0.006, 0.02))
        ring = clock(size * 4)
        pitch = luck.uniform(500, 900) * (1 + full[at]) * (1 + 0.5 * ring / size / 4)
        drop = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.exp(-ring / size) * np.minimum(1, ring / 0.001)
        end = min(len(drops), at + len(drop))
        drops[at:end] += drop[: end - at] * luck.uniform(0.2, 1.0)
    stream = noise(len(time), ((300, -14), (900, 0), (3000, -6), (9000, -20)), luck) * swell(length, 0.05, 0.5, luck)
    return placed(soft(drops * 0.6 + stream * 0.35, 0.08, 0.25), 0.1)
