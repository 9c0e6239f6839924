"""Sound at another rate, without new tones and without losing any."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from renderers.media.wav import RATE, Samples

_TAPER = 0.04
"""The share of the band in which the highest tones fade out, so that nothing rings."""


def resample(samples: Samples, rate: int, to: int = RATE) -> Samples:
    """One channel of sound at `rate` samples per second, at another rate: as long, with the same tones.

    By its spectrum: exact up to the top 4 % of the smaller band, which fade out. Times stay to the sample.
    """
    if rate == to or not len(samples):
        return samples
    step = Fraction(rate, to)
    # A whole number of steps, and silence at the end for what the ends of a spectrum wrap round.
    blocks = -(-(len(samples) + rate // 20) // step.numerator)
    length, longer = blocks * step.numerator, blocks * step.denominator
    spectrum = np.fft.rfft(samples.astype(np.float64), length)
    kept = min(len(spectrum), longer // 2 + 1)
    spectrum = spectrum[:kept]
    fading = max(1, round(kept * _TAPER))
    spectrum[-fading:] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fading))
    wave = np.fft.irfft(spectrum, longer) * (longer / length)
    return wave[: round(len(samples) / step)].astype(np.float32)


def shift_voice(samples: Samples, by: float) -> Samples:
    """The sound of a throat `by` times as short: pitch and colour rise together, and it lasts `by` times as short.

    Whoever speaks `by` times as slowly keeps the pace. `by` is rounded to hundredths.
    """
    ratio = Fraction(round(by * 100), 100)
    return resample(samples, RATE * ratio.numerator, RATE * ratio.denominator)
