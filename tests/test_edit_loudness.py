"""Loudness and true peak, checked by a meter written for the tests from the formulas of ITU-R BS.1770."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from edit.loudness import CEILING, TARGET, levelled, limit, loudness, measure
from renderers.media.read import FILM_SAMPLE_RATE as RATE

Sound = npt.NDArray[np.float32]


def bs1770(sound: Sound) -> float:
    """Integrated loudness: K-weighting as a gain for each frequency, 400 ms blocks, absolute and relative gate."""
    spectrum = np.fft.rfft(sound.astype(np.float64), axis=0)
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(len(sound), 1 / RATE) / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    weighted = np.fft.irfft(spectrum * (shelf * high_pass)[:, None], len(sound), axis=0)
    squares = np.concatenate([[0.0], np.cumsum((weighted**2).sum(axis=1))])
    block, step = RATE * 2 // 5, RATE // 10
    starts = np.arange(0, len(sound) - block + 1, step)
    powers = (squares[starts + block] - squares[starts]) / block
    powers = powers[-0.691 + 10 * np.log10(powers + 1e-12) > -70]
    loud = powers[powers > powers.mean() / 10]
    return float(-0.691 + 10 * np.log10(loud.mean()))


def true_peak(sound: Sound) -> float:
    """The highest level between samples, by adding silence to the spectrum: four times as many samples."""
    spectrum = np.fft.rfft(sound.astype(np.float64), axis=0)
    wide = np.zeros((4 * len(sound) // 2 + 1, sound.shape[1]), complex)
    wide[: len(spectrum)] = spectrum
    return float(20 * np.log10(np.abs(np.fft.irfft(wide, axis=0)).max() * 4))


def speech(seconds: int, level: float, seed: int = 1) -> Sound:
    """Noise with the rhythm, the pauses and the sharp peaks of speech, in both channels."""
    random = np.random.default_rng(seed)
    noise = np.convolve(random.standard_normal(seconds * RATE), np.ones(6) / 6, mode="same")
    time = np.arange(len(noise)) / RATE
    rhythm = np.clip(np.sin(2 * np.pi * 3 * time), 0, 1) ** 3 * (np.sin(2 * np.pi * time / 7) > -0.5)
    voice = noise * rhythm
    voice[RATE // 3 :: RATE // 2] += 4.0 * np.sign(voice[RATE // 3 :: RATE // 2])
    return (np.repeat((voice / np.abs(voice).max())[:, None], 2, axis=1) * level).astype(np.float32)


def chunked(sound: Sound, size: int) -> Iterator[Sound]:
    return (sound[at : at + size] for at in range(0, len(sound), size))


@pytest.mark.parametrize("level", [0.9, 0.05])
def test_the_meter_agrees_with_the_formulas(level: float) -> None:
    sound = speech(6, level)
    read = measure(chunked(sound, RATE))
    assert read.integrated == pytest.approx(bs1770(sound), abs=0.1)
    assert read.true_peak == pytest.approx(true_peak(sound), abs=0.3)
    assert loudness(chunked(sound, 5_000)) == measure(chunked(sound, 7_000)).integrated


@pytest.mark.parametrize("level", [0.9, 0.2, 0.1])
def test_any_level_comes_to_the_target_below_the_ceiling(level: float) -> None:
    sound = speech(9, level)
    out = np.concatenate(list(levelled(lambda: chunked(sound, 3 * RATE))))
    assert out.shape == sound.shape
    assert bs1770(out) == pytest.approx(TARGET, abs=0.5)
    assert true_peak(out) <= CEILING + 0.1


def _levelled_in_steps(sound: Sound, step: float) -> Sound:
    return np.concatenate(list(levelled(lambda: chunked(sound, RATE), step=step)))


def test_in_steps_a_small_change_leaves_the_rest_of_the_samples_as_they_are() -> None:
    sound = speech(9, 0.2)
    other = sound.copy()
    other[:RATE] *= 0.9
    for step, same in ((0.5, True), (0.0, False)):
        one, changed = (_levelled_in_steps(each, step) for each in (sound, other))
        assert np.array_equal(one[2 * RATE :], changed[2 * RATE :]) is same
        assert bs1770(one) == pytest.approx(TARGET, abs=0.5)


def test_a_sound_without_peaks_in_the_way_is_only_turned_up() -> None:
    time = np.arange(5 * RATE) / RATE
    sound = np.repeat((0.01 * np.sin(2 * np.pi * 440 * time))[:, None], 2, axis=1).astype(np.float32)
    out = np.concatenate(list(levelled(lambda: chunked(sound, RATE))))
    ratio = out[1000:] / np.where(np.abs(sound[1000:]) < 1e-4, np.nan, sound[1000:])
    assert np.nanmax(ratio) - np.nanmin(ratio) < 1e-3


def test_silence_stays_silence() -> None:
    sound = np.zeros((2 * RATE, 2), np.float32)
    assert not np.concatenate(list(levelled(lambda: chunked(sound, RATE)))).any()


def test_where_chunks_end_is_not_heard() -> None:
    sound = speech(12, 0.9)
    whole = np.concatenate(list(limit([sound], 12.0, -1.0)))
    for size in (RATE, 7777, 100_000):
        assert np.allclose(np.concatenate(list(limit(chunked(sound, size), 12.0, -1.0))), whole, atol=1e-6)


def test_the_limiter_leaves_alone_what_is_low_enough() -> None:
    sound = speech(3, 0.3)
    assert np.array_equal(np.concatenate(list(limit(chunked(sound, RATE), 0.0, -1.0))), sound)


def test_stems_side_by_side_are_levelled_as_their_sum() -> None:
    voice, music = speech(8, 0.9, seed=4), speech(8, 0.5, seed=5)[::-1].copy()
    wide = np.concatenate([voice, music], axis=1)
    stems = np.concatenate(list(levelled(lambda: chunked(wide, RATE // 3))))
    whole = np.concatenate(list(levelled(lambda: chunked(voice + music, RATE // 3))))
    assert np.abs(stems[:, :2] + stems[:, 2:] - whole).max() < 1e-5
    assert true_peak(whole) <= CEILING + 0.1
    assert bs1770(whole) == pytest.approx(TARGET, abs=0.5)
