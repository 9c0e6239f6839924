"""Sound at other rates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.media.wav import RATE
from renderers.voices.resample import resample, shift_voice


def tone(pitch: float, rate: int, seconds: float = 0.5) -> np.ndarray:
    return np.sin(2 * np.pi * pitch * np.arange(round(rate * seconds)) / rate).astype(np.float32)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 96_000])
def test_a_tone_stays_the_same_tone(rate: int) -> None:
    heard = resample(tone(440, rate), rate)
    wanted = tone(440, RATE)
    assert len(heard) == len(wanted)
    inner = slice(RATE // 50, -RATE // 50)
    assert np.abs(heard[inner] - wanted[inner]).max() < 2e-3


def test_tones_too_high_for_the_new_rate_are_gone_not_folded() -> None:
    assert np.abs(resample(tone(15_000, RATE), RATE, 24_000)[500:-500]).max() < 1e-3


@given(st.integers(0, 3000), st.sampled_from([8_000, 16_000, 22_050, 24_000]))
def test_it_lasts_as_long_as_before(length: int, rate: int) -> None:
    assert abs(len(resample(np.zeros(length, np.float32), rate)) / RATE - length / rate) <= 1 / RATE


def test_a_click_stays_where_it_was() -> None:
    samples = np.zeros(16_000, np.float32)
    samples[4_000] = 1.0
    assert int(np.argmax(resample(samples, 16_000))) == 12_000


@pytest.mark.parametrize("by", [0.9, 1.0, 1.25])
def test_a_smaller_throat_is_higher_and_faster_by_as_much(by: float) -> None:
    heard = shift_voice(tone(400, RATE), by)
    assert len(heard) == pytest.approx(RATE * 0.5 / by, abs=1)
    peak = np.argmax(np.abs(np.fft.rfft(heard)))
    assert peak * RATE / len(heard) == pytest.approx(400 * by, rel=0.01)
