"""Things that are struck, slammed, dropped, broken or trodden on."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import RATE
from renderers.sound.machines import creak, struck, tick
from renderers.sound.shaping import (
    Mono,
    Stereo,
    bed,
    canvas,
    clock,
    hall,
    in_room,
    lay,
    noise,
    placed,
    shaped,
    soft,
    swell,
)


def thump(luck: np.random.Generator, pitch: float, length: float, hard: float = 0.3) -> Mono:
    """A dull blow: a body that gives, and the slap of its surface."""
    time = clock(length)
    body = np.sin(2 * np.pi * pitch * (time + 0.004 * (1 - np.exp(-time / 0.02)))) * np.exp(-time / (length / 4))
    slap = noise(len(time), ((pitch, -6), (pitch * 5, 0), (4000, -8), (10000, -28)), luck) * np.exp(-time / 0.012)
    return soft(body + hard * slap, 0.001, length / 3)


def door(luck: np.random.Generator) -> Stereo:
    """A door that is opened and falls shut."""
    sound = canvas(2.4)
    lay(sound, placed(_latch(luck), 0.1), 0.05)
    lay(sound, placed(creak(luck), 0.1, -8), 0.25)
    lay(sound, placed(in_room(thump(luck, 95, 0.3, 0.35), 0.5, 0.4), 0.1), 1.5)
    lay(sound, placed(_latch(luck), 0.1, -4), 1.53)
    return sound


def slam(luck: np.random.Generator) -> Stereo:
    """A door that is slammed."""
    sound = canvas(1.6)
    lay(sound, placed(in_room(thump(luck, 70, 0.45, 0.9), 0.9, 0.6), 0.0), 0.02)
    lay(sound, placed(_latch(luck), 0.05), 0.04)
    return sound


def _latch(luck: np.random.Generator) -> Mono:
    made = np.zeros(round(0.2 * RATE), np.float32)
    for at in (0.0, 0.07):
        click = struck(luck.uniform(1500, 2600), 0.012, luck) * 0.4
        first = round(at * RATE)
        made[first : first + len(click)] += click[: len(made) - first]
    return made


def knock(luck: np.random.Generator) -> Stereo:
    """Three knocks on wood."""
    sound = canvas(1.6)
    for number, at in enumerate((0.03, 0.27, 0.5)):
        blow = thump(luck, luck.uniform(175, 195), 0.16, 0.5 + 0.1 * number)
        lay(sound, placed(in_room(blow, 0.4, 0.35), -0.1), at)
    return sound


def footsteps(luck: np.random.Generator, every: float = 0.55, count: int = 5, hard: float = 0.35) -> Stereo:
    """Steps of shoes on a floor: heel and sole."""
    sound = canvas(every * count + 0.6)
    for number in range(count):
        at = 0.03 + number * every + luck.normal(0, 0.012) * (number > 0)
        side = 0.15 if number % 2 else -0.15
        lay(sound, placed(in_room(thump(luck, luck.uniform(85, 110), 0.11, hard), 0.3, 0.25), side), at)
        scrape = soft(noise(round(0.08 * RATE), ((400, -12), (1800, 0), (6000, -14)), luck), 0.02, 0.05)
        lay(sound, placed(scrape * np.float32(0.12), side), at + 0.07)
    return sound


def running(luck: np.random.Generator) -> Stereo:
    """Running steps."""
    return footsteps(luck, every=0.29, count=8, hard=0.5)


def hooves(luck: np.random.Generator) -> Stereo:
    """A horse at a canter: three beats and a rest."""
    sound = canvas(3.4)
    shoe = thump(luck, 210, 0.09, 1.1)
    for bar in range(6):
        for number, late in enumerate((0.0, 0.13, 0.26)):
            pan, level = (-0.15, 0.1, 0.2)[number], -float(luck.uniform(0, 4))
            lay(sound, placed(shoe, pan, level), 0.03 + bar * 0.52 + late + abs(luck.normal(0, 0.008)))
    return hall(sound, 0.4, 0.15)[: len(sound)]


def click(luck: np.random.Generator) -> Stereo:
    """A switch, or a lock."""
    sound = canvas(0.5)
    lay(sound, placed(in_room(_latch(luck) + 0.5 * thump(luck, 320, 0.2, 1.0), 0.3, 0.2), 0.0), 0.02)
    return sound


def blow(luck: np.random.Generator) -> Stereo:
    """A blow that lands on somebody."""
    sound = canvas(0.6)
    slap = noise(round(0.06 * RATE), ((400, -8), (1300, 0), (4000, -6), (9000, -20)), luck)
    lay(sound, placed(in_room(thump(luck, 110, 0.2, 0.8), 0.3, 0.2), 0.0), 0.02)
    lay(sound, placed(soft(slap * np.exp(-clock(0.06) / 0.012), 0.001, 0.02), 0.0, -4), 0.02)
    return sound


def scrape(luck: np.random.Generator) -> Stereo:
    """A chair pushed over the floor."""
    length = 0.9
    time = clock(length)
    slips = np.diff(np.floor(np.cumsum(70 + 40 * time / length) / RATE), prepend=0.0)
    slips *= luck.uniform(0.3, 1.0, len(time))
    legs = shaped(slips.astype(np.float32), ((120, -20), (300, 0), (900, -4), (2400, -10), (7000, -34))) * 16
    floor = noise(len(time), ((200, -10), (700, 0), (2500, -8), (8000, -28)), luck) * np.float32(0.25)
    return placed(in_room(soft((legs + floor) * np.sin(np.pi * time / length) ** 0.5, 0.04, 0.15), 0.5, 0.3), 0.1)


def drum(luck: np.random.Generator) -> Stereo:
    """A roll on a drum that ends in one stroke."""
    sound = canvas(3.0)
    at, loud = 0.02, -16.0
    while at < 2.0:
        lay(sound, placed(thump(luck, luck.uniform(180, 200), 0.14, 1.4), 0.0, loud - luck.uniform(0, 3)), at)
        at, loud = at + float(luck.uniform(0.045, 0.06)), loud + 0.3
    lay(sound, placed(in_room(thump(luck, 120, 0.4, 1.0), 0.6, 0.3), 0.0), 2.15)
    return sound


def bell(luck: np.random.Generator, pitch: float = 880.0, strokes: int = 3, every: float = 0.55) -> Stereo:
    """A hand bell or a ship's bell."""
    sound = canvas(strokes * every + 2.2)
    for number in range(strokes):
        lay(sound, placed(_bronze(pitch, 1.4, luck), 0.0, -2.0 * (number % 2)), 0.02 + number * every)
    return sound


def church_bell(luck: np.random.Generator) -> Stereo:
    """A church bell, three strokes, some streets away."""
    sound = canvas(11.0)
    for number in range(3):
        lay(sound, placed(_bronze(294.0, 3.6, luck), 0.2), 0.05 + number * 2.4)
    return hall(sound, 1.8, 0.5)[: len(sound)]


def _bronze(pitch: float, ring: float, luck: np.random.Generator) -> Mono:
    """A bell's tones: hum, prime, tierce, quint, nominal and those above (ratios of a minor-third bell)."""
    time = clock(ring * 2.2)
    wave = np.zeros(len(time))
    for step, strength, lasts in (
        (0.5, 0.5, 1.4), (1.0, 0.8, 1.0), (1.2, 0.6, 0.8), (1.5, 0.4, 0.6), (2.0, 1.0, 0.7), (2.5, 0.3, 0.4),
        (2.67, 0.3, 0.35), (3.0, 0.35, 0.3), (4.2, 0.3, 0.18), (5.4, 0.2, 0.12),
    ):  # fmt: skip
        beat = 1 + 0.0008 * luck.uniform(-1, 1)
        wave += strength * np.sin(2 * np.pi * pitch * step * beat * time) * np.exp(-time / (ring * lasts / 2.4))
    return soft(wave, 0.0015, ring * 0.4)


def glass(luck: np.random.Generator) -> Stereo:
    """Glass that breaks and falls in pieces."""
    sound = canvas(2.0)
    burst = noise(round(0.25 * RATE), ((1200, -18), (4000, 0), (9000, 0), (15000, -8)), luck)
    lay(sound, placed(soft(burst * np.exp(-clock(0.25) / 0.05), 0.001, 0.1), 0.0), 0.02)
    for _ in range(36):
        at = 0.02 + float(luck.exponential(0.28))
        shard = struck(luck.uniform(2200, 7000), luck.uniform(0.01, 0.06), luck)
        lay(sound, placed(shard, luck.uniform(-0.7, 0.7), -luck.uniform(2, 18)), min(at, 1.5))
    return sound


def clink(luck: np.random.Generator) -> Stereo:
    """Two glasses that touch, or a cup set down."""
    sound = canvas(0.9)
    lay(sound, placed(struck(2900.0, 0.12, luck), 0.0), 0.02)
    lay(sound, placed(struck(3340.0, 0.1, luck), 0.1, -3), 0.024)
    return sound


def gunshot(luck: np.random.Generator) -> Stereo:
    """One shot, and what the surroundings return."""
    crack = noise(round(0.5 * RATE), ((40, 0), (300, 0), (2500, -4), (9000, -12)), luck) * np.exp(-clock(0.5) / 0.035)
    boom = thump(luck, 55, 0.5, 0.2)
    mixed = soft(crack * 1.4, 0.0005, 0.2) + boom[: len(crack)]
    return hall(placed(np.tanh(mixed * 1.5).astype(np.float32), 0.0), 1.8, 0.5)


def explosion(luck: np.random.Generator) -> Stereo:
    """A blast and its debris."""
    length = 4.5
    time = clock(length)
    blast = bed(length, ((25, 0), (70, 0), (250, -10), (1500, -22), (8000, -40)), luck, 0.6)
    shape = np.exp(-time / 0.9) * np.minimum(1, time / 0.004) * (0.7 + 0.3 * swell(length, 0.15, 0.0, luck))
    sound: Stereo = np.tanh(blast * shape[:, None] * 1.8).astype(np.float32)
    for _ in range(40):
        bit = thump(luck, luck.uniform(150, 500), 0.12, 0.8)
        lay(sound, placed(bit, luck.uniform(-0.9, 0.9), -luck.uniform(14, 30)), 0.6 + float(luck.exponential(0.8)))
    return sound


def clock_strikes(luck: np.random.Generator) -> Stereo:
    """A clock: six ticks."""
    sound = canvas(6.2)
    for second in range(6):
        lay(sound, placed(in_room(tick(second % 2 == 0), 0.4, 0.3), 0.1), 0.1 + second)
    return sound


def fall(luck: np.random.Generator) -> Stereo:
    """Something heavy that falls."""
    sound = canvas(1.2)
    lay(sound, placed(in_room(thump(luck, 62, 0.4, 0.5), 0.5, 0.4), 0.0), 0.02)
    lay(sound, placed(thump(luck, 110, 0.2, 0.5), 0.1, -8), 0.22)
    return sound


def metal(luck: np.random.Generator) -> Stereo:
    """Metal on metal: a clang."""
    sound = canvas(2.4)
    lay(sound, placed(in_room(struck(410.0, 0.5, luck), 1.0, 0.5), 0.0), 0.02)
    lay(sound, placed(thump(luck, 160, 0.15, 0.9), 0.0, -4), 0.02)
    return sound


def keys(luck: np.random.Generator) -> Stereo:
    """A bunch of keys, or coins."""
    sound = canvas(1.2)
    for number in range(9):
        ring = struck(luck.uniform(3200, 7600), luck.uniform(0.015, 0.05), luck)
        at = 0.02 + number * 0.07 + float(luck.uniform(0, 0.05))
        lay(sound, placed(ring, luck.uniform(-0.2, 0.2), -luck.uniform(0, 9)), at)
    return sound


def typing(luck: np.random.Generator) -> Stereo:
    """Somebody at a keyboard."""
    sound = canvas(2.6)
    at = 0.03
    while at < 2.3:
        key = thump(luck, luck.uniform(260, 420), 0.07, 0.7)
        lay(sound, placed(key, luck.uniform(-0.2, 0.2), -luck.uniform(0, 6)), at)
        at += float(luck.uniform(0.08, 0.22))
    return sound


def applause(luck: np.random.Generator) -> Stereo:
    """People clapping."""
    sound = canvas(4.0)
    claps = [_clap(step, luck) for step in (0.8, 1.0, 1.25, 1.5)]
    for _ in range(26):
        at, every, pan = float(luck.uniform(0, 0.5)), float(luck.uniform(0.2, 0.32)), float(luck.uniform(-0.9, 0.9))
        far = float(luck.uniform(0, 14))
        while at < 3.2 + luck.uniform(0, 0.5):
            lay(sound, placed(claps[int(luck.integers(4))], pan, -far), at)
            at += every * float(luck.uniform(0.92, 1.08))
    return hall(sound, 0.8, 0.4)[: len(sound)]


def _clap(step: float, luck: np.random.Generator) -> Mono:
    hands = noise(round(0.05 * RATE), ((600, -8), (1400 * step, 0), (4000, -8), (9000, -22)), luck)
    return soft(hands * np.exp(-clock(0.05) / 0.008), 0.001, 0.02)


def splash(luck: np.random.Generator) -> Stereo:
    """Something that falls into water."""
    length = 1.8
    time = clock(length)
    sheet = noise(len(time), ((200, -14), (700, -2), (2500, 0), (8000, -8)), luck)
    shape = np.minimum(1, time / 0.02) * np.exp(-time / 0.22) * swell(length, 0.05, 0.3, luck)
    plunge = noise(len(time), ((60, -6), (180, 0), (420, -8), (1500, -34)), luck) * np.exp(-time / 0.12)
    sound = placed(soft(sheet * shape + 0.8 * plunge, 0.003, 0.5), 0.0)
    for _ in range(14):
        at = 0.35 + float(luck.exponential(0.35))
        size = float(luck.uniform(0.01, 0.03))
        ring = clock(size * 3)
        turns = np.cumsum(luck.uniform(700, 1800) * (1 + ring / size / 6)) / RATE
        drop = soft(np.sin(2 * np.pi * turns) * np.exp(-ring / size), 0.001, size)
        lay(sound, placed(drop, luck.uniform(-0.7, 0.7), -luck.uniform(6, 20)), at)
    return sound


def crackle(luck: np.random.Generator) -> Stereo:
    """A fire."""
    length = 5.0
    low = (
        bed(length, ((60, -10), (160, 0), (500, -10), (2000, -26)), luck, 0.5) * swell(length, 0.8, 0.5, luck)[:, None]
    )
    sound: Stereo = (low * 0.3).astype(np.float32)
    for _ in range(70):
        snap = shaped(noise(round(0.02 * RATE), ((800, -6), (3000, 0), (9000, -8)), luck), ((800, -3), (9000, 0)))
        snap = soft(snap * np.exp(-clock(0.02) / luck.uniform(0.001, 0.004)), 0.0003, 0.008)
        lay(sound, placed(snap, luck.uniform(-0.4, 0.4), -luck.uniform(0, 22)), float(luck.uniform(0.02, length - 0.1)))
    return sound
