"""Recordings as files."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import MediaError
from renderers.media.read import read_sound, sound_between
from renderers.media.wav import RATE, plain_pieces, read_recording, read_wav, write_stereo, write_wav


@given(levels=st.lists(st.integers(-32768, 32767), max_size=200))
def test_what_was_written_is_read_back_to_the_bit(tmp_path_factory: pytest.TempPathFactory, levels: list[int]) -> None:
    file = tmp_path_factory.mktemp("wav") / "line.wav"
    samples = np.array(levels, np.float32) / np.float32(32768)
    assert write_wav(file, samples) == len(levels)
    assert (read_recording(file) == samples).all()


def test_a_recording_is_mono_at_48_khz_and_16_bit(tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", np.zeros(480, np.float32))
    with wave.open(str(tmp_path / "line.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, RATE, 2)


def test_what_is_too_loud_is_clipped_not_wrapped(tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", np.array([1.5, -1.5], np.float32))
    assert read_wav(tmp_path / "line.wav").samples.tolist() == [32767 / 32768, -1.0]


@pytest.mark.parametrize(
    "samples", [np.array([0.0, np.nan], np.float32), np.zeros((2, 2), np.float32)], ids=["nan", "two channels"]
)
def test_what_is_no_sound_is_refused(tmp_path: Path, samples: np.ndarray) -> None:
    with pytest.raises(MediaError, match="one channel of finite samples"):
        write_wav(tmp_path / "line.wav", samples)


def test_channels_are_mixed_into_one(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "two.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(np.array([[8192, 0], [0, -8192]], "<i2").tobytes())
    sound = read_wav(tmp_path / "two.wav")
    assert sound.rate == 22_050
    assert sound.samples.tolist() == [0.125, -0.125]


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all, but long enough to look at"])
def test_what_is_no_wav_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "line.wav").write_bytes(content)
    with pytest.raises(MediaError, match="not a WAV file") as raised:
        read_wav(tmp_path / "line.wav")
    assert raised.value.where == str(tmp_path / "line.wav")


@pytest.mark.parametrize(
    ("rate", "width", "match"), [(44_100, 2, "44100"), (48_000, 1, "8 bit"), (48_000, 3, "24 bit")]
)
def test_a_recording_of_another_kind_is_refused_with_a_cure(tmp_path: Path, rate: int, width: int, match: str) -> None:
    with wave.open(str(tmp_path / "line.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(width * 10))
    with pytest.raises(MediaError, match=match) as raised:
        read_recording(tmp_path / "line.wav")
    assert "convert it" in raised.value.cure


def test_a_recording_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="cannot be read") as raised:
        read_recording(tmp_path / "line.wav")
    assert raised.value.where == str(tmp_path / "line.wav")


def test_a_file_that_ends_early_gives_what_it_holds(tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", np.full(100, 0.5, np.float32))
    whole = (tmp_path / "line.wav").read_bytes()
    (tmp_path / "line.wav").write_bytes(whole[:-51])
    assert len(read_recording(tmp_path / "line.wav")) == 74


def test_two_channels_are_read_back_by_another_reader_as_they_were(tmp_path: Path) -> None:
    turns = np.arange(RATE // 10) * 2 * np.pi / RATE
    left, right = ((np.sin(turns * pitch) / 2).astype(np.float32) for pitch in (440, 330))
    write_stereo(tmp_path / "both.wav", np.stack([left, right], axis=1))
    heard = read_sound(tmp_path / "both.wav")
    assert np.allclose(heard, np.stack([left, right], axis=1), atol=1 / 32_768)
    with pytest.raises(MediaError, match="two channels"):
        write_stereo(tmp_path / "one.wav", left)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_stretch_of_a_plain_file_is_what_decoding_it_gives(tmp_path: Path, channels: int) -> None:
    sound = np.random.default_rng(1).uniform(-1, 1, (RATE * 9, channels)).astype(np.float32)
    file = tmp_path / "bed.wav"
    write_stereo(file, sound) if channels == 2 else write_wav(file, sound[:, 0])
    whole = read_sound(file)
    for first, last in (
        (0, 3),
        (1, 2),
        (RATE * 4 - 5, RATE * 8 + 5),
        (RATE * 9 - 1, RATE * 20),
        (RATE * 9 + 1, RATE * 10),
    ):
        stretch = np.concatenate([whole[:0], *sound_between(file, first, last)])
        assert np.array_equal(stretch, whole[first:last])


def test_a_file_of_another_kind_is_decoded(tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", np.full(RATE, 0.25, np.float32))
    held = (tmp_path / "line.wav").read_bytes()
    for name, at, value in (("slow", 24, RATE // 2), ("text", 0, 0)):
        (tmp_path / f"{name}.wav").write_bytes(held[:at] + value.to_bytes(4, "little") + held[at + 4 :])
    assert plain_pieces(tmp_path / "slow.wav", 0, 9) is None
    assert plain_pieces(tmp_path / "text.wav", 0, 9) is None
    assert len(np.concatenate(list(sound_between(tmp_path / "slow.wav", RATE, RATE * 3)))) == pytest.approx(
        RATE, abs=64
    )
    with pytest.raises(MediaError, match=r"text\.wav"):
        list(sound_between(tmp_path / "text.wav", 0, 9))
