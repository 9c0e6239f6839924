"""What people have built and leave running: engines, fans, hum, traffic, clocks, and what hangs and knocks about."""

from __future__ import annotations

import numpy as np

from renderers.media.wav import RATE
from renderers.sound.shaping import (
    Mono,
    Stereo,
    bed,
    chance,
    clock,
    faded,
    in_room,
    lay,
    moments,
    noise,
    overtones,
    placed,
    shaped,
    sine,
    soft,
    swell,
)


def hum(seconds: float, pitch: float = 100.0, tones: int = 4) -> Stereo:
    """The hum of mains and transformers."""
    time = clock(seconds)
    wave = overtones(pitch * time, [1 / n**1.5 for n in range(1, tones + 1)])
    return placed(wave.astype(np.float32), 0.0)


def fan(seconds: float, seed: int, bright: float = 0.5) -> Stereo:
    """Air from a ventilator."""
    luck = chance(seed, "fan")
    curve = ((40, -12), (120, 0), (300, -4), (900, -14 + 6 * bright), (3000, -28 + 10 * bright), (9000, -48))
    made: Stereo = bed(seconds, curve, luck, 0.6)
    return made


def engine(seconds: float, seed: int, beats: float = 9.0) -> Stereo:
    """A diesel at work: so many beats a second, each a little different, and what it makes rattle."""
    luck = chance(seed, "engine")
    wanted = round(seconds * RATE)
    loop = np.zeros(round(8.0 * RATE), np.float32)
    stroke = shaped(
        soft(noise(round(0.09 * RATE), ((30, 0), (90, 0), (400, -10), (2500, -30)), luck), 0.004, 0.07),
        ((30, 0), (2500, -12)),
    )
    count = round(8.0 * beats)
    for number in range(count):
        first = round(number * len(loop) / count)
        hit = stroke * np.float32(luck.uniform(0.7, 1.0) * (1.0 if number % 2 else 0.8))
        part = min(len(hit), len(loop) - first)
        loop[first : first + part] += hit[:part]
        loop[: len(hit) - part] += hit[part:]
    time = np.arange(len(loop)) / RATE
    turning = round(beats / 2 * 8) / 8
    loop += (0.25 * np.sin(2 * np.pi * turning * 8 * time) + 0.2 * np.sin(2 * np.pi * turning * 4 * time)).astype(
        np.float32
    )
    both = placed(np.tile(loop, -(-wanted // len(loop)))[:wanted], 0.0)
    rattle = bed(seconds, ((400, -20), (1200, -6), (3000, -12), (8000, -36)), luck, 0.8) * 0.05
    return (both + rattle).astype(np.float32)


def traffic(seconds: float, seed: int, busy: float = 0.5) -> Stereo:
    """A town's traffic: a distant roar, cars that pass, a horn far away."""
    luck = chance(seed, "traffic")
    roar = bed(seconds, ((40, -6), (90, 0), (300, -8), (900, -18), (3000, -40)), luck, 0.8)
    sound: Stereo = (roar * swell(seconds, 11.0, 0.6, luck)[:, None]).astype(np.float32)
    for at in moments(seconds, 9.0 - 6.0 * busy, luck, first=-3.0):
        lay(sound, passing(luck), at)
    for at in moments(seconds, 45.0 - 20.0 * busy, luck):
        pitch, length = luck.uniform(330, 440), luck.uniform(0.2, 0.6)
        time = clock(length)
        horn = overtones(pitch * time, (1, 0.5, 0.33)) + overtones(1.26 * pitch * time, (1, 0.5, 0.33))
        far = shaped(soft(horn, 0.02, 0.05), ((300, 0), (1500, -10), (4000, -40)))
        lay(sound, placed(in_room(far, 1.2, 0.8), luck.uniform(-0.9, 0.9), -16), at)
    return sound


def passing(luck: np.random.Generator, power: float = 0.0) -> Stereo:
    """A car that comes, passes and goes; with `power`, its motor is heard too."""
    length = luck.uniform(4.0, 7.0)
    share = np.linspace(-1, 1, round(length * RATE))
    near = 1 / (1 + (share / 0.22) ** 2)
    tyres = noise(len(share), ((60, -6), (200, 0), (900, -6), (2500, -16), (8000, -40)), luck)
    hiss = noise(len(share), ((600, -20), (1500, 0), (4000, -6), (9000, -30)), luck)
    # Past the ear the motor sounds lower than before.
    motor = overtones(np.cumsum(92 * (1.0 - 0.06 * np.tanh(share * 6))) / RATE, (1.0, 0.8, 0.5, 0.3, 0.2))
    wave = soft((tyres * 1.4 + power * motor) * near + hiss * near**2 * 0.5, 0.5, 0.5)
    angle = (np.tanh(share * 2.5) * luck.choice([-1.0, 1.0]) * 0.8 + 1) * np.pi / 4
    made: Stereo = np.stack([wave * np.cos(angle), wave * np.sin(angle)], axis=1).astype(np.float32)
    return made


def pulling_up(luck: np.random.Generator) -> Stereo:
    """A car that comes and stops: tyres, and a motor that slows down and is turned off."""
    length = 4.2
    time = clock(length)
    speed = np.clip(1 - time / 3.0, 0, 1) ** 0.7
    tyres = noise(len(time), ((60, -6), (200, 0), (900, -6), (2500, -16), (8000, -40)), luck)
    runs = np.clip((3.7 - time) / 0.25, 0, 1)
    motor = overtones(np.cumsum(34 + 58 * speed) / RATE, (1.0, 0.8, 0.6, 0.4, 0.3, 0.2, 0.15)) * (0.5 + 0.5 * speed)
    wave = (tyres * 1.6 * speed + 0.9 * motor * runs) * np.minimum(1, time / 1.6)
    return placed(soft(wave, 0.4, 0.3), float(luck.choice([-0.3, 0.3])))


def train(luck: np.random.Generator) -> Stereo:
    """A train that comes, passes and goes."""
    length = 6.5
    share = np.linspace(-1, 1, round(length * RATE), dtype=np.float32)
    near = (1 / (1 + (share / 0.45) ** 2))[:, None]
    sound: Stereo = (rails(length, int(luck.integers(2**31)), 0.75) * near).astype(np.float32)
    return faded(sound, 0.8, 0.8)


def road(seconds: float, seed: int) -> Stereo:
    """Inside a car under way."""
    luck = chance(seed, "road")
    tyres = bed(seconds, ((30, -4), (70, 0), (180, -4), (600, -16), (2500, -36)), luck, 0.5)
    motor = hum(seconds, 58.0, 6) * 0.25
    return (tyres * swell(seconds, 5.0, 0.8, luck)[:, None] + motor).astype(np.float32)


def rails(seconds: float, seed: int, every: float = 1.35) -> Stereo:
    """Inside a train: the roll of wheels, and two knocks at each joint of the rails."""
    luck = chance(seed, "rails")
    sound = bed(seconds, ((30, -2), (80, 0), (250, -6), (900, -18), (4000, -40)), luck, 0.6)
    knock = soft(noise(round(0.12 * RATE), ((60, 0), (300, -3), (1200, -16), (5000, -36)), luck), 0.003, 0.1)
    at = luck.uniform(0, every)
    while at < seconds:
        for late, level in ((0.0, 4.0), (0.19, 2.0)):
            lay(sound, placed(knock, 0.0, level), at + late)
        at += every
    return sound


def clock_ticks(seconds: float, seed: int) -> Stereo:
    """A clock on the wall."""
    luck = chance(seed, "clock")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    pan = luck.uniform(-0.6, 0.6)
    for second in range(int(seconds) + 1):
        lay(sound, placed(tick(second % 2 == 0), pan), second + 0.4)
    return sound


def tick(high: bool) -> Mono:
    """One tick of a clock."""
    time = clock(0.06)
    ring = np.sin(2 * np.pi * (2350 if high else 2050) * time) * np.exp(-time / 0.006)
    body = np.sin(2 * np.pi * 640 * time) * np.exp(-time / 0.012)
    return soft(ring + 0.6 * body, 0.0005, 0.01)


def halyards(seconds: float, seed: int, every: float = 1.7) -> Stereo:
    """Ropes that slap on masts."""
    luck = chance(seed, "halyards")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    masts = [(luck.uniform(1250, 2600), luck.uniform(-0.9, 0.9), luck.uniform(6, 18)) for _ in range(4)]
    for at in moments(seconds, every, luck):
        pitch, pan, far = masts[int(luck.integers(len(masts)))]
        for number in range(int(luck.integers(1, 4))):
            lay(sound, placed(struck(pitch, 0.16, luck), pan, -far), at + number * luck.uniform(0.16, 0.3))
    return sound


def struck(pitch: float, ring: float, luck: np.random.Generator) -> Mono:
    """A thing of metal or glass that is struck: its own tones, none a multiple of another, dying away."""
    time = clock(ring * 5)
    fading = time.astype(np.float32) / np.float32(-ring)
    wave = np.zeros_like(fading)
    tones = ((1.0, 1.0), (2.32 * luck.uniform(0.99, 1.01), 0.5), (4.25, 0.3), (6.63, 0.15))
    for step, strength in tones:
        if pitch * step < 16_000:
            wave += np.float32(strength) * sine(pitch * step * time) * np.exp(fading * np.float32(step**0.7))
    return soft(wave, 0.001, ring)


def crockery(seconds: float, seed: int, every: float = 2.2) -> Stereo:
    """Cups, spoons and plates at other tables."""
    luck = chance(seed, "crockery")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    for at in moments(seconds, every, luck):
        clink = struck(luck.uniform(2100, 4600), luck.uniform(0.02, 0.09), luck)
        lay(sound, placed(in_room(clink, 0.5, 0.5), luck.uniform(-0.9, 0.9), -luck.uniform(4, 16)), at)
    return sound


def beeps(seconds: float, seed: int, every: float, pitch: float) -> Stereo:
    """An instrument that reports, again and again."""
    luck = chance(seed, "beeps")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    tone = soft(np.sin(2 * np.pi * pitch * clock(0.11)), 0.008, 0.03)
    pan = luck.uniform(-0.6, 0.6)
    at = luck.uniform(0, every)
    while at < seconds:
        lay(sound, placed(tone, pan), at)
        at += every
    return sound


def thuds(seconds: float, seed: int, every: float = 14.0) -> Stereo:
    """Doors and steps elsewhere in the building."""
    luck = chance(seed, "thuds")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    for at in moments(seconds, every, luck):
        thud = noise(round(0.18 * RATE), ((50, 0), (160, 0), (500, -14), (2000, -36)), luck)
        far = in_room(soft(thud, 0.004, 0.15), 1.3, 0.8)
        for number in range(int(luck.choice([1, 1, 1, 4]))):
            lay(sound, placed(far, luck.uniform(-0.8, 0.8), -luck.uniform(3, 10)), at + number * 0.52)
    return sound


def creaking(seconds: float, seed: int, every: float = 6.0) -> Stereo:
    """Timber that works: a hull, a jetty, an old house."""
    luck = chance(seed, "creaking")
    sound = np.zeros((round(seconds * RATE), 2), np.float32)
    for at in moments(seconds, every, luck):
        lay(sound, placed(creak(luck), luck.uniform(-0.8, 0.8), -luck.uniform(2, 12)), at)
    return sound


def creak(luck: np.random.Generator) -> Mono:
    """One creak: wood that sticks and slips, faster and slower, in a body that rings."""
    length = luck.uniform(0.4, 1.1)
    time = clock(length)
    rate = 38 * (1 + 0.5 * np.sin(np.pi * time / length)) * luck.uniform(0.8, 1.5)
    slips = np.floor(np.cumsum(rate) / RATE)
    pulses = np.diff(slips, prepend=0.0) * luck.uniform(0.4, 1.0, len(time))
    wood = luck.uniform(0.8, 1.3)
    board = ((150, -30), (420 * wood, 0), (600 * wood, -12), (1100 * wood, 2), (1500 * wood, -14), (5000, -40))
    return soft(shaped(pulses.astype(np.float32), board) * np.sin(np.pi * time / length) * 14, 0.05, 0.1)
