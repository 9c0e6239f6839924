"""Edges between phones are moved to where the sound changes."""

from __future__ import annotations

import numpy as np
import pytest

from renderers.media.wav import RATE, Samples
from renderers.voices.settling import REACH, settle

CALM = np.random.default_rng(3)


def vowel(seconds: float, pitch: float = 140.0) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    tones = sum(np.sin(2 * np.pi * pitch * number * time) / number for number in range(1, 12))
    return (0.1 * tones).astype(np.float32)


def nasal(seconds: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.06 * np.sin(2 * np.pi * 140 * time)).astype(np.float32)


def hiss(seconds: float) -> Samples:
    noise = CALM.standard_normal(round(seconds * RATE))
    return (0.04 * np.diff(noise, prepend=0.0)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


PHONES = ["S", "AH", "M", "AH", "S", "AH"]
LENGTHS = [0.11, 0.14, 0.09, 0.16, 0.12, 0.15]
MAKERS = {"S": hiss, "AH": vowel, "M": nasal}


def line() -> tuple[Samples, np.ndarray]:
    """A line of sounds told apart, and where each begins, the end last."""
    sound = np.concatenate([MAKERS[phone](length) for phone, length in zip(PHONES, LENGTHS, strict=True)])
    return sound, np.concatenate([[0.0], np.cumsum(LENGTHS)])


@pytest.mark.parametrize("seed", range(4))
def test_edges_that_are_off_come_back_to_where_the_sound_changes(seed: int) -> None:
    sound, true = line()
    off = true + np.random.default_rng(seed).uniform(-0.035, 0.035, len(true))
    off[0], off[-1] = 0.0, true[-1]
    starts, ends = settle(sound, off[:-1], off[1:], PHONES)
    assert np.abs(off - true).max() > 0.02
    assert np.abs(starts - true[:-1]).max() < 0.012
    assert (starts[1:] == ends[:-1]).all()


def test_edges_that_are_right_stay() -> None:
    sound, true = line()
    starts, _ = settle(sound, true[:-1], true[1:], PHONES)
    assert np.abs(starts - true[:-1]).max() < 0.012


def test_no_edge_goes_further_than_it_may_and_none_overtakes_another() -> None:
    sound, true = line()
    off = true + 0.1
    starts, ends = settle(sound, off[:-1], off[1:], PHONES, reach=0.03)
    assert np.abs(starts[1:] - off[1:-1]).max() <= 0.03 + 0.005
    assert (np.diff(starts) >= 0).all()
    assert (ends >= starts).all()
    assert REACH > 0.03


def test_a_phone_after_silence_begins_with_its_sound_and_a_stop_a_moment_before() -> None:
    sound = np.concatenate([silence(0.1), vowel(0.3), silence(0.4), vowel(0.3)])
    for phone, before in (("AH", 0.0), ("B", 0.04)):
        starts, ends = settle(sound, np.array([0.15, 0.38, 0.86]), np.array([0.38, 0.86, 1.1]), ["AH", "SIL", phone])
        assert starts[0] == pytest.approx(0.1, abs=0.006)
        assert starts[2] == pytest.approx(0.8 - before, abs=0.006)
        assert ends[1] == starts[2]


@pytest.mark.parametrize("sound", [silence(0.0), silence(0.5), vowel(0.005)], ids=["empty", "silent", "a click"])
def test_where_nothing_is_heard_times_stay_in_order(sound: Samples) -> None:
    starts, ends = settle(sound, np.array([0.0, 0.1]), np.array([0.1, 0.2]), ["M", "AH"])
    assert np.isfinite(starts).all()
    assert (np.diff(starts) >= 0).all()
    assert (ends >= starts).all()
    assert settle(sound, np.zeros(0), np.zeros(0), [])[0].size == 0
