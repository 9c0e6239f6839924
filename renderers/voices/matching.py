"""Which moment of one speaker's line is which moment of another's: both say the same words, each at their own pace.

Each hundredth of a second becomes a short description of the mouth's shape (mel cepstrum, without level and without
the colour of the microphone). The two rows of descriptions are laid along each other as cheaply as can be (dynamic
time warping, H. Sakoe and S. Chiba, 1978).
"""

from __future__ import annotations

from collections.abc import Iterator
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
_AT_ONCE = 200
"""Frames that are held in memory."""
_ASIDE = 600
"""Frames by which the way from corner to corner may lie beside the straight one: one speaker is 12 s ahead there."""
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
    """Lay two speakers of the same words along each other. In both something must be heard."""
    rows, columns = _cheapest(_described(first), _described(second))
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


def _frames(samples: Samples) -> Iterator[NDArray[np.float64]]:
    """[frames, samples]: some at a time, for a long recording has many and each sample is in five."""
    if len(samples) < _FRAME:
        samples = np.concatenate([samples, np.zeros(_FRAME - len(samples), np.float32)])
    frames = np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::HOP]
    return (frames[at : at + _AT_ONCE].astype(np.float64) for at in range(0, len(frames), _AT_ONCE))


def _power(samples: Samples) -> NDArray[np.float64]:
    return np.concatenate([(frames**2).mean(axis=1) for frames in _frames(samples)])


def _loudness(samples: Samples) -> NDArray[np.float64]:
    """[frames, bands]: the power in each band."""
    window, mel = np.hanning(_FRAME), _mel_bands().T
    bands = []
    for frames in _frames(samples):
        sharper = np.diff(frames, axis=1, prepend=frames[:, :1] * 0) * 0.97 + frames * 0.03
        bands.append(np.abs(np.fft.rfft(sharper * window, 2048, axis=1)) ** 2 @ mel)
    return np.concatenate(bands)


def _described(samples: Samples) -> NDArray[np.float64]:
    """[frames, 2 x shapes]: the mouth's shape and how it changes, each evened out over the line."""
    bands = _loudness(samples)
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


def _cheapest(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The cheapest way along two rows of descriptions; a step along both counts twice.

    Work and memory grow with the length, not with its square: the way is sought in a band about the straight one.
    """
    height, width = len(one), len(other)
    diagonals = height + width - 1
    own, others = (one**2).sum(axis=1), (other**2).sum(axis=1)
    first = np.zeros(diagonals, np.intp)  # row of the band on each diagonal
    came = np.zeros((diagonals, min(height, width, 2 * _ASIDE + 1)), np.uint8)
    before = np.full(height + 1, np.inf)
    latest = np.full(height + 1, np.inf)
    # Sums by diagonal: index row + 1, so that index 0 is the edge.
    for diagonal in range(diagonals):
        straight = round(diagonal * (height - 1) / max(1, diagonals - 1))
        low = max(0, diagonal - width + 1, straight - _ASIDE)
        end = min(diagonal, height - 1, straight + _ASIDE) + 1
        rows, columns = slice(low, end), slice(diagonal - end + 1, diagonal - low + 1)
        products = np.einsum("ij,ij->i", one[rows], other[columns][::-1])
        here = np.sqrt(np.maximum(own[rows] + others[columns][::-1] - 2 * products, 0.0) / one.shape[1])
        ways = np.stack([before[rows] + 2 * here, latest[rows] + here, latest[low + 1 : end + 1] + here])
        if diagonal == 0:
            ways[:] = 2 * here
        chosen = ways.argmin(axis=0)
        sums = np.full(height + 1, np.inf)
        sums[low + 1 : end + 1] = ways[chosen, np.arange(end - low)]
        first[diagonal] = low
        came[diagonal, : end - low] = chosen
        before, latest = latest, sums
    row, column = height - 1, width - 1
    way_rows, way_columns = [row], [column]
    while row or column:
        way = came[row + column, row - first[row + column]]
        row, column = row - (way != 2), column - (way != 1)
        way_rows.append(row)
        way_columns.append(column)
    return np.array(way_rows[::-1]), np.array(way_columns[::-1])
