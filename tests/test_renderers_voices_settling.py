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


def test_a_pause_in_which_nothing_falls_silent_is_none() -> None:
    sound = np.concatenate([vowel(0.3), hiss(0.2), vowel(0.2)])
    told = np.array([0.0, 0.32, 0.44, 0.5]), np.array([0.32, 0.44, 0.5, 0.7])
    starts, ends = settle(sound, *told, ["AH", "SIL", "S", "AH"])
    assert starts[2] == pytest.approx(0.3, abs=0.012)
    assert ends[0] == starts[1] == ends[1] == starts[2]
    assert starts[3] == pytest.approx(0.5, abs=0.012)


def test_breath_after_a_pause_begins_long_before_it_is_loud() -> None:
    breath = hiss(0.15) * np.linspace(0.05, 0.3, round(0.15 * RATE), dtype=np.float32)
    sound = np.concatenate([vowel(0.3), silence(0.2), breath, vowel(0.2)])
    told = np.array([0.0, 0.3, 0.59, 0.65]), np.array([0.3, 0.59, 0.65, 0.85])
    starts, _ = settle(sound, *told, ["AH", "SIL", "F", "AH"])
    assert starts[2] == pytest.approx(0.5, abs=0.02)


def test_a_short_silence_before_a_stop_is_the_stop() -> None:
    sound = np.concatenate([vowel(0.3), silence(0.09), hiss(0.03)])
    starts, ends = settle(sound, np.array([0.0, 0.33]), np.array([0.3, 0.42]), ["AH", "P"])
    assert starts[1] == ends[0] == pytest.approx(0.3, abs=0.012)


def test_every_phone_lasts_long_enough_to_be_seen() -> None:
    sound, true = line()
    starts, ends = settle(sound, np.array([*true[:2], *true[2:-1] * 0 + true[1] + 0.001]), true[1:], PHONES)
    assert (np.diff(starts) >= 0.019).all()
    assert ends[-1] == true[-1]


@pytest.mark.parametrize("sound", [silence(0.0), silence(0.5), vowel(0.005)], ids=["empty", "silent", "a click"])
def test_where_nothing_is_heard_times_stay_in_order(sound: Samples) -> None:
    starts, ends = settle(sound, np.array([0.0, 0.1]), np.array([0.1, 0.2]), ["M", "AH"])
    assert np.isfinite(starts).all()
    assert (np.diff(starts) >= 0).all()
    assert (ends >= starts).all()
    assert settle(sound, np.zeros(0), np.zeros(0), [])[0].size == 0
