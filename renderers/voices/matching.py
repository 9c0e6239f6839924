"""Which moment of one speaker's line is which moment of another's: both say the same words, each at their own pace.

Each hundredth of a second becomes a short description of the mouth's shape (mel cepstrum, without level and without
the colour of the microphone). The two rows of descriptions are laid along each other as cheaply as can be (dynamic
time warping, H. Sakoe and S. Chiba, 1978).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import RATE, Samples

HOP = RATE // 100
"""Samples from one description to the next."""
_FRAME = 1200
_BANDS, _SHAPES = 26, 13
_LOWEST, _HIGHEST = 80.0, 7600.0
_FLOOR = 10.0
"""Decibels above the noise between words that count as speech."""
_BELOW_PEAK = 38.0
_MARGIN = 0.03
"""Seconds kept before and after speech."""
_SILENT = 10 ** (-3.8)
"""The share of the loudest moments' power below which all is silence."""
_WEIGHTS = np.concatenate([[3.0], np.ones(_SHAPES - 1), [3.0], np.ones(_SHAPES - 1)])
"""How much each number of a description counts; the first of each half is the level."""
_SMOOTH = 5
"""Frames over which an ending is sought."""


class Match(NamedTuple):
    """Pairs of moments, in seconds, both never going back."""

    first: NDArray[np.float64]
    second: NDArray[np.float64]

    def second_at(self, moment: float) -> float:
        """The moment of the second speaker that is this one of the first's."""
        return float(np.interp(moment, self.first, self.second))


def match(first: Samples, second: Samples) -> Match:
    """Lay two speakers of the same words along each other."""
    one, other = _described(first), _described(second)
    distance = np.sqrt(
        np.maximum(
            (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2 * one @ other.T,
            0.0,
        )
    ) / np.sqrt(one.shape[1])
    rows, columns = _cheapest(distance)
    seconds = HOP / RATE
    # Where one moment is held against several, their middle is it.
    middle = np.bincount(rows, columns) / np.bincount(rows)
    at = np.arange(len(middle), dtype=np.float64)
    centre = _FRAME / 2 / RATE
    going = np.maximum.accumulate(middle).astype(np.float64)
    return Match(at * seconds + centre, going * seconds + centre)


def speech_in(samples: Samples) -> tuple[int, int]:
    """The first and last sample of what is said, with a little room; the whole when nothing stands out."""
    power = _power(samples)
    if not len(power):
        return 0, len(samples)
    level = 10 * np.log10(power + 1e-10)
    noise = float(np.percentile(level, 10))
    threshold = min(max(level.max() - _BELOW_PEAK, noise + _FLOOR), level.max() - 3.0)
    heard = np.flatnonzero(level > threshold)
    # A click is no speech: what is heard for less than five frames on end is left out.
    runs = np.split(heard, np.flatnonzero(np.diff(heard) > _SMOOTH) + 1)
    long = [run for run in runs if len(run) >= _SMOOTH] or [heard]
    room = round(_MARGIN * RATE)
    first = max(0, int(long[0][0]) * HOP - room)
    last = min(len(samples), int(long[-1][-1]) * HOP + _FRAME + room)
    return first, last


def speaking(samples: Samples) -> NDArray[np.bool_]:
    """For each hundredth of a second whether somebody speaks."""
    power = _power(samples)
    level = 10 * np.log10(power + 1e-10)
    if not len(level):
        return np.zeros(0, np.bool_)
    return np.asarray(level > max(level.max() - _BELOW_PEAK, float(np.percentile(level, 10)) + 3.0))


def _frames(samples: Samples) -> NDArray[np.float64]:
    if len(samples) < _FRAME:
        samples = np.concatenate([samples, np.zeros(_FRAME - len(samples), np.float32)])
    count = 1 + (len(samples) - _FRAME) // HOP
    places = np.arange(count)[:, None] * HOP + np.arange(_FRAME)[None, :]
    return np.asarray(samples[places], np.float64)


def _power(samples: Samples) -> NDArray[np.float64]:
    return np.asarray((_frames(samples) ** 2).mean(axis=1), np.float64)


def _described(samples: Samples) -> NDArray[np.float64]:
    """[frames, 2 x shapes]: the mouth's shape and how it changes, each evened out over the line."""
    frames = _frames(samples)
    frames = np.diff(frames, axis=1, prepend=frames[:, :1] * 0) * 0.97 + frames * 0.03
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(_FRAME), 2048, axis=1)) ** 2
    bands = spectrum @ _mel_bands().T
    # What is far below the loudest moments is silence, and all silence is alike.
    loud = np.percentile(bands.sum(axis=1), 95) / _BANDS
    energy = np.log(np.maximum(bands, loud * _SILENT) / loud)
    shapes = energy @ _cosines().T
    change = np.gradient(shapes, axis=0) if len(shapes) > 2 else np.zeros_like(shapes)
    both = np.concatenate([shapes, change], axis=1)
    spoken = bands.sum(axis=1) > loud * _SILENT * _BANDS
    middle, spread = both[spoken].mean(axis=0), both[spoken].std(axis=0) + 1e-6
    return np.asarray((both - middle) / spread * _WEIGHTS)


def _mel_bands() -> NDArray[np.float64]:
    """[bands, 1025]: triangles evenly spaced in mel."""
    low, high = (2595 * np.log10(1 + each / 700) for each in (_LOWEST, _HIGHEST))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    pitch = np.fft.rfftfreq(2048, 1 / RATE)
    rising = (pitch[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - pitch[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)))


def _cosines() -> NDArray[np.float64]:
    """[shapes, bands]: the discrete cosine transform, type 2."""
    bands = (np.arange(_BANDS) + 0.5) / _BANDS
    return np.asarray(np.cos(np.pi * np.arange(_SHAPES)[:, None] * bands[None, :]) * np.sqrt(2 / _BANDS))


def _cheapest(distance: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The cheapest way from corner to corner; a step along both counts twice."""
    height, width = distance.shape
    came = np.zeros((height, width), np.uint8)
    before = np.full(height + 1, np.inf)
    latest = np.full(height + 1, np.inf)
    # Sums by diagonal: index row + 1, so that index 0 is the edge.
    for diagonal in range(height + width - 1):
        first, last = max(0, diagonal - width + 1), min(diagonal, height - 1)
        row = np.arange(first, last + 1)
        here = distance[row, diagonal - row]
        ways = np.stack([before[row] + 2 * here, latest[row] + here, latest[row + 1] + here])
        sums = np.full(height + 1, np.inf)
        if diagonal == 0:
            sums[1] = 2 * here[0]
        else:
            chosen = ways.argmin(axis=0)
            sums[row + 1] = ways[chosen, np.arange(len(row))]
            came[row, diagonal - row] = chosen
        before, latest = latest, sums
    rows, columns = [height - 1], [width - 1]
    while rows[-1] or columns[-1]:
        way = came[rows[-1], columns[-1]]
        rows.append(rows[-1] - (way != 2))
        columns.append(columns[-1] - (way != 1))
    return np.array(rows[::-1]), np.array(columns[::-1])
