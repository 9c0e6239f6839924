"""Kokoro: its model's file, its breaths, and its voices."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import VoiceError
from bible.installing import install_extra
from renderers.interface import Speech
from renderers.media.wav import RATE, read_recording
from renderers.voices import kokoro_model
from renderers.voices.kokoro import Kokoro
from renderers.voices.kokoro_model import KokoroModel, cache_folder, model_file
from renderers.voices.kokoro_speaking import LONGEST_BREATH, breaths
from renderers.voices.kokoro_voices import VOICES, style_of
from renderers.voices.saying import sayings


@pytest.fixture(scope="module")
def model() -> KokoroModel:
    return KokoroModel()


def test_the_cache_is_where_the_person_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "film-studio"
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for unset in ("", "not/absolute"):
        monkeypatch.setenv("XDG_CACHE_HOME", unset)
        assert cache_folder() == tmp_path / "home" / ".cache" / "film-studio"


def test_the_model_is_put_together_once_and_again_when_it_is_damaged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = model_file()
    first = file.stat().st_mtime_ns
    assert model_file().stat().st_mtime_ns == first
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    with file.open("r+b") as held:
        held.seek(1_000_000)
        held.write(b"damaged")
    with subprocess.Popen([sys.executable, "-c", ""]) as killed:
        killed.wait()
    left = file.with_name(f".{file.stem}.{killed.pid}-1{file.suffix}")
    left.touch()
    os.utime(left, (0, 0))
    assert model_file() == file
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert file.stat().st_mtime_ns != first


def test_two_at_once_make_one_whole_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made: list[Path] = []
    threads = [threading.Thread(target=lambda: made.append(model_file())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2
    assert [each.name for each in made[0].parent.iterdir()] == [made[0].name]


def test_a_cache_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "film-studio").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(VoiceError) as raised:
        model_file()
    assert str(tmp_path) in raised.value.where
    assert "XDG_CACHE_HOME" in raised.value.cure


def test_packages_with_something_else_in_them_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kokoro_model, "_parts", lambda: iter([b"something else"]))
    with pytest.raises(VoiceError, match="do not hold the model"):
        model_file()
    assert not list((tmp_path / "film-studio").iterdir())


def test_what_is_missing_is_said_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro_model, "PACKAGES", ("no_such_package",))
    ready = Kokoro().check()
    assert not ready.ready
    assert "no_such_package" in ready.why
    assert ready.cure == install_extra("voices")


def test_durations_add_up_to_the_sound(model: KokoroModel) -> None:
    letters = "wˈAt!"
    uttered = model.utter(letters, style_of(model, VOICES[0][1], len(letters)), 1.0)
    assert len(uttered.frames) == len(letters) + 2
    assert uttered.frames.sum() * kokoro_model.FRAME == len(uttered.samples)


def test_every_voice_is_made_of_the_models_own(model: KokoroModel) -> None:
    styles = [style_of(model, throat, 30) for _, throat in VOICES]
    assert all(style.shape == (256,) and np.isfinite(style).all() for style in styles)
    for _, throat in VOICES:
        for shares in (throat.colour, throat.melody):
            assert sum(share for _, share in shares) == pytest.approx(1)
    assert len(VOICES) >= 10
    assert {voice.sex for voice, _ in VOICES} == {"woman", "man", "child"}


@given(st.lists(st.sampled_from(["wait", "no.", "island,", "somebodyelse", "—", "x" * 300]), min_size=1, max_size=80))
def test_breaths_hold_every_word_once_and_are_not_too_long(words: list[str]) -> None:
    found = breaths(sayings(Speech(line="L0001", text=" ".join(words), voice="")), words)
    assert [at for first, last in found for at in range(first, last)] == list(range(len(words)))
    for first, last in found:
        assert last - first == 1 or len(" ".join(words[first:last])) <= LONGEST_BREATH


def test_a_long_speech_is_divided_between_sentences() -> None:
    words = ("She said I never cried, not once in all the years. " * 8).split()
    found = breaths(sayings(Speech(line="L0001", text=" ".join(words), voice="")), words)
    assert len(found) > 1
    assert all(words[last - 1] == "years." for _, last in found)


def test_words_it_has_no_letters_for_are_left_to_others(tmp_path: Path) -> None:
    kokoro = Kokoro()
    for text in ("Привет", "你好", "مرحبا", "He said 你好."):
        assert not kokoro.can_speak(text)
        with pytest.raises(VoiceError, match="no sounds"):
            kokoro.speak(Speech(line="L0001", text=text, voice="kumo"), tmp_path / "line.wav")
    assert kokoro.can_speak("A café — naïve, isn't it? 61%!")


def test_a_long_speech_is_spoken_in_breaths_with_times_to_its_end(tmp_path: Path) -> None:
    text = "I was born in the year of the great storm. " * 5
    recording = Kokoro().speak(
        Speech(line="L0001", text=text.strip(), voice="alpha", manner=("quickly",)), tmp_path / "line.wav"
    )
    assert len(recording.words) == len(text.split())
    lengths = [each.end - each.start for each in recording.words]
    assert min(lengths) > 480
    gaps = [b.start - a.end for a, b in zip(recording.words, recording.words[1:], strict=False)]
    after_sentences = [gap for gap, word in zip(gaps, recording.words, strict=False) if word.word == "storm."]
    assert all(48_000 * 0.15 < gap < 48_000 * 1.0 for gap in after_sentences)
    assert recording.words[-1].end > recording.samples - 0.1 * 48_000


def test_nothing_hums_before_a_word_that_begins_without_a_tone(tmp_path: Path) -> None:
    speech = Speech(line="L0001", text="She went.", voice="boy")
    made = Kokoro().speak(speech, tmp_path / "line.wav")
    start = read_recording(tmp_path / "line.wav")[: RATE // 25]
    assert np.mean(np.diff(np.signbit(start).astype(int)) != 0) > 0.05
    assert (made.phones[0].phone, made.phones[0].start) == ("SH", pytest.approx(0, abs=RATE // 50))


@pytest.mark.parametrize("voice", ["nez-child", "teb-child", "kumo-child", "alpha"])
def test_a_word_that_begins_with_a_tone_comes_in_and_is_not_hummed_before(voice: str, tmp_path: Path) -> None:
    made = Kokoro().speak(Speech(line="L0001", text="Elastic.", voice=voice), tmp_path / "line.wav")
    heard = read_recording(tmp_path / "line.wav").astype(np.float64)
    first, then = (np.sqrt((heard[at : at + RATE // 200] ** 2).mean()) for at in (0, RATE // 25))
    assert first < then / 10
    assert made.words[0].start < 0.03 * RATE
