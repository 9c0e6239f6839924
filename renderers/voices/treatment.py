"""What a way of speaking and a way of being heard do to a voice: whispers, shouts, telephones, walls, voice-over.

Times never move: whatever is heard, the mouth's timetable stays true. Whispers and shouts belong to the recording and
are made by the engines (`deliver`); telephones and walls belong to the film and are made in the mix (`treat`).
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import RATE, Samples
from renderers.sound.shaping import in_room, shaped
from renderers.voices.manner import Voicing

Medium = Literal["telephone", "radio", "loudspeaker", "screen", "wall", "room", "over", ""]
"""What stands between a speaker and the ear: `over` is a voice-over, `room` one who is out of frame, empty nothing."""

_MEDIA: tuple[tuple[Medium, re.Pattern[str]], ...] = (
    (
        "telephone",
        re.compile(r"\b(tele)?phone\b|\bphone (call|line)\b|\bcell\b|\bvoicemail\b|answering machine|filtered"),
    ),
    ("radio", re.compile(r"\bradio\b|walkie|\bcomms?\b|\bheadset\b|\bvhf\b|\bcb\b|\bstatic\b|\bbroadcast\b")),
    ("loudspeaker", re.compile(r"loudspeaker|loudhailer|megaphone|intercom|tannoy|\bp\.?a\.?\b|\bspeakers?\b")),
    (
        "screen",
        re.compile(r"\btv\b|television|\bvideo\b|\bscreen(?! ?left| ?right)\b|\bmonitor\b|\bcomputer\b|\brecording\b"),
    ),
    ("wall", re.compile(r"through (the|a) (door|wall|window|floor)|behind (the|a) door|muffled|next door")),
)
_BANDS: dict[Medium, tuple[tuple[tuple[float, float], ...], float]] = {
    "telephone": (((250, -40), (350, 0), (1000, 1), (3200, 0), (3600, -40)), 2.0),
    "radio": (((350, -40), (500, 0), (1800, 3), (2900, 0), (3400, -40)), 3.0),
    "loudspeaker": (((280, -30), (420, 0), (1600, 3), (4200, 0), (5200, -30)), 2.0),
    "screen": (((120, -24), (220, 0), (2500, 1), (6500, -2), (8000, -24)), 1.0),
}
"""What each small speaker lets through, in points of (Hz, dB), and how hard it is driven."""
_INTO = re.compile(
    r"\b(into|in|to) (the |his |her |their |a )?(\w+ )?(phone|telephone|cell|radio|headset|intercom|walkie)"
)
_OVER = ("VO", "VOICEOVER")
_AWAY = ("OS", "OC", "OFF", "OFFSCREEN", "OFFCAMERA", "OFFSTAGE")
_FRAME = 1024
_HOP = 256
_SEED = 20


def medium_of(manner: tuple[str, ...], extensions: tuple[str, ...]) -> Medium:
    """What a line is heard through, by its extensions (`O.S.`, `on the radio`) and parentheticals (`over the phone`).

    A thing wins over `V.O.` and `O.S.`; who speaks into a telephone is heard as he is.
    """
    told = " ; ".join((*extensions, *(each for each in manner if not _INTO.search(each.lower())))).lower()
    for medium, words in _MEDIA:
        if words.search(re.sub(r"\b(off|on)[ -]screen\b", "", told)):
            return medium
    marks = [re.sub(r"[^A-Z]", "", each.upper()) for each in extensions]
    if any(mark in _OVER for mark in marks):
        return "over"
    return "room" if any(mark in _AWAY for mark in marks) else ""


def treat(samples: Samples, manner: tuple[str, ...], extensions: tuple[str, ...]) -> Samples:
    """A whole recording as it is heard through what its extensions and parentheticals name.

    It begins at the same sample, and words stay where they are: cut it into pieces afterwards. Rooms ring on, so it
    may be longer than before: let the rest be heard under what follows. The same samples give the same.
    """
    medium = medium_of(manner, extensions)
    if not medium or not len(samples):
        return samples
    if medium in _BANDS:
        band, drive = _BANDS[medium]
        # Driven twice through the same band: what driving adds outside it is not heard either.
        heard = _through(shaped(_driven(shaped(samples, band), drive), band), samples)
        if medium == "loudspeaker":
            return in_room(heard, seconds=0.7, share=0.25)
        return heard + _hiss(len(samples), samples) if medium == "radio" else heard
    if medium == "wall":
        muffled = shaped(samples, ((60, 0), (350, -3), (900, -14), (2500, -30), (6000, -60)))
        return in_room(muffled * np.float32(0.8), seconds=0.3, share=0.3)
    if medium == "room":
        away = shaped(samples, ((150, -2), (3000, -2), (7000, -9), (14000, -20)))
        return in_room(away, seconds=0.45, share=0.35)
    close = shaped(samples, ((50, -30), (90, 1), (180, 3), (500, 0), (3000, 1), (5000, 2), (12000, 1)))
    return _through(_compressed(close, 2.0), samples)


def deliver(samples: Samples, voice: Voicing) -> Samples:
    """A plain voice as a whisper, a call or a shout; level aside, which is set later. As long as before."""
    if not len(samples):
        return samples
    if voice == "whispered":
        return _whispered(samples)
    if voice == "soft":
        return shaped(samples, ((200, 1), (1500, 0), (4000, -4), (10000, -8)))
    if voice == "called":
        return _compressed(shaped(samples, ((120, -6), (500, 0), (1500, 4), (4000, 4), (9000, 1))), 2.0)
    if voice == "shouted":
        raised = shaped(samples, ((120, -12), (400, -2), (1200, 6), (3500, 8), (8000, 4)))
        return _driven(_compressed(raised, 3.0), 1.6)
    return samples


def _through(made: Samples, like: Samples, share: float = 1.0) -> Samples:
    """What was made, as loud as what it was made of."""
    scaled: Samples = (made * (share * _power(like) / max(_power(made), 1e-9))).astype(np.float32)
    return scaled


def _power(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2)))


def _driven(samples: Samples, by: float) -> Samples:
    """Pushed against the stop, as small speakers and loud throats are."""
    top = float(np.abs(samples).max(initial=0.0))
    return (np.tanh(samples * by / top) * top).astype(np.float32) if top else samples


def _compressed(samples: Samples, ratio: float) -> Samples:
    """Loud moments brought nearer to soft ones; silence stays silence."""
    width = RATE // 50
    power = np.convolve(samples.astype(np.float64) ** 2, np.hanning(width) / np.hanning(width).sum())
    level = np.sqrt(power[width // 2 : width // 2 + len(samples)].clip(0.0))
    top = level.max(initial=0.0)
    if not top:
        return samples
    gain = np.maximum(level / top, 10 ** (-20 / 20)) ** (1 / ratio - 1)
    compressed: Samples = (samples * gain / gain.min()).astype(np.float32)
    return compressed


def _hiss(length: int, under: Samples) -> Samples:
    """The noise of a radio, softer than the voice it lies under."""
    noise = np.random.default_rng(_SEED).standard_normal(length).astype(np.float32)
    noise = shaped(noise, ((350, -60), (600, -4), (2700, 0), (3400, -60)))
    return _through(noise, under, 0.025)


def _whispered(samples: Samples) -> Samples:
    """Breath instead of a tone: noise through the same mouth.

    The mouth is the smooth part of each moment's spectrum (the first cepstral coefficients, below the shortest pitch
    period); the tone's overtones are left out. A whisper also lacks most of what is below 500 Hz.
    """
    padded = np.concatenate([np.zeros(_FRAME, np.float32), samples, np.zeros(2 * _FRAME, np.float32)])
    noise = np.random.default_rng(_SEED).standard_normal(len(padded))
    window = np.hanning(_FRAME + 1)[:-1]
    starts = np.arange(0, len(padded) - _FRAME, _HOP)
    whole = np.zeros(len(padded))
    for block in np.array_split(starts, max(1, len(starts) // 512)):
        places = block[:, None] + np.arange(_FRAME)[None, :]
        mouth = _mouth(padded[places] * window)
        breath = np.fft.rfft(noise[places] * window, axis=1)
        pieces = np.fft.irfft(breath * mouth, _FRAME, axis=1) * window
        np.add.at(whole, places, pieces)
    return shaped(
        whole[_FRAME : _FRAME + len(samples)].astype(np.float32), ((150, -30), (500, -8), (1200, 0), (9000, 0))
    )


def _mouth(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """The smooth spectrum of each frame."""
    log = np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-6)
    cepstrum = np.fft.irfft(log, axis=1)
    kept = round(0.0022 * RATE)
    cepstrum[:, kept : _FRAME - kept + 1] = 0.0
    smooth: NDArray[np.float64] = np.exp(np.fft.rfft(cepstrum, axis=1).real)
    return smooth
