"""From an engine's sound to a recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bible.errors import VoiceError
from renderers.interface import Speech
from renderers.media.wav import RATE, read_recording
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch, record
from shots.recording import Recording


def hum(*parts: tuple[float, float]) -> np.ndarray:
    """Stretches of a tone: seconds and loudness of each."""
    clock = 0.0
    pieces = []
    for seconds, loud in parts:
        time = clock + np.arange(round(seconds * RATE)) / RATE
        pieces.append(loud * np.sin(2 * np.pi * 200 * time))
        clock += seconds
    return np.concatenate(pieces).astype(np.float32)


def made(
    to: Path, text: str, samples: np.ndarray, *words: Stretch | None, phones: tuple[PhoneStretch, ...] = ()
) -> Recording:
    return record(Speech(line="L0001", text=text, voice="v"), "any 1", Spoken(samples, words, phones), to)


def test_silence_at_both_ends_is_cut_off_and_times_move_with_it(tmp_path: Path) -> None:
    recording = made(
        tmp_path / "line.wav",
        "one two",
        hum((0.5, 0), (0.3, 0.1), (0.2, 0), (0.4, 0.1), (0.7, 0)),
        Stretch(0.5, 0.8),
        Stretch(1.0, 1.4),
        phones=(PhoneStretch("AH", 0.5, 0.8), PhoneStretch("SIL", 0.8, 1.0), PhoneStretch("UW", 1.0, 1.4)),
    )
    assert recording.samples / RATE == pytest.approx(0.95, abs=0.01)
    first, second = recording.words
    assert first.start / RATE == pytest.approx(0.025, abs=0.002)
    assert second.start / RATE == pytest.approx(0.525, abs=0.002)
    assert [each.phone for each in recording.phones] == ["AH", "SIL", "UW"]
    assert recording.phones[2].start == second.start


@pytest.mark.parametrize("loud", [0.001, 0.1, 1.0, 4.0])
def test_every_engine_comes_out_at_one_level_without_clipping(tmp_path: Path, loud: float) -> None:
    made(tmp_path / "line.wav", "one", hum((0.5, loud), (1.0, 0), (0.5, loud)), Stretch(0, 2))
    samples = read_recording(tmp_path / "line.wav")
    speaking = samples[: RATE // 2].astype(float)
    assert 20 * np.log10(np.sqrt((speaking**2).mean())) == pytest.approx(-22, abs=0.5)
    assert np.abs(samples).max() < 0.99


def test_peaks_are_rounded_off(tmp_path: Path) -> None:
    samples = hum((1.0, 0.05))
    samples[RATE // 2] = 1.0
    made(tmp_path / "line.wav", "one", samples, Stretch(0, 1))
    assert 0.7 < np.abs(read_recording(tmp_path / "line.wav")).max() < 0.98


def test_words_that_are_not_heard_share_the_pause_where_they_stand(tmp_path: Path) -> None:
    recording = made(
        tmp_path / "line.wav",
        "— one — … two —",
        hum((0.4, 0.1), (0.4, 0), (0.4, 0.1)),
        *(None, Stretch(0.0, 0.4), None, None, Stretch(0.8, 1.2), None),
    )
    times = [(each.start / RATE, each.end / RATE) for each in recording.words]
    assert times[0] == (0, 0)
    assert times[2] == pytest.approx((0.4, 0.6), abs=0.01)
    assert times[3] == pytest.approx((0.6, 0.8), abs=0.01)
    assert times[5][1] == recording.samples / RATE


def test_times_that_cross_or_leave_the_sound_are_put_right(tmp_path: Path) -> None:
    recording = made(
        tmp_path / "line.wav",
        "one two three",
        hum((1.0, 0.1)),
        *(Stretch(-0.2, 0.5), Stretch(0.4, 0.3), Stretch(0.6, 7.0)),
        phones=(PhoneStretch("AH", -1, 0.5), PhoneStretch("B", 0.4, 0.45), PhoneStretch("S", 0.4, 9.0)),
    )
    edges = [edge for each in recording.words for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert edges[-1] == recording.samples
    assert recording.phones[0].start == 0
    inner = [edge for each in recording.phones for edge in (each.start, each.end)]
    assert inner == sorted(inner)
    assert inner[-1] <= recording.samples


@pytest.mark.parametrize(
    ("text", "samples", "words"),
    [("one", hum((1.0, 0.0)), (Stretch(0, 1),)), ("one two", hum((1.0, 0.1)), (Stretch(0, 1),))],
    ids=["no sound", "a time too few"],
)
def test_what_is_no_recording_is_refused(
    tmp_path: Path, text: str, samples: np.ndarray, words: tuple[Stretch, ...]
) -> None:
    with pytest.raises(VoiceError) as raised:
        made(tmp_path / "line.wav", text, samples, *words)
    assert raised.value.where == "L0001"
    assert not (tmp_path / "line.wav").exists()


def test_between_phones_that_nearly_meet_no_mouth_closes(tmp_path: Path) -> None:
    recording = made(
        tmp_path / "line.wav",
        "one",
        hum((0.5, 0.1), (0.3, 0), (0.2, 0.1)),
        Stretch(0.0, 1.0),
        phones=(PhoneStretch("AH", 0.0, 0.3), PhoneStretch("N", 0.36, 0.5), PhoneStretch("AH", 0.8, 1.0)),
    )
    first, second, third = recording.phones
    assert first.end == second.start
    assert third.start - second.end > 0.2 * RATE
