"""A person's own recording of a line, and the words found in it."""

from __future__ import annotations

import shutil
import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest

from bible.errors import VoiceError
from renderers.interface import Speech
from renderers.media.wav import RATE, Samples, read_recording
from renderers.voices.flite import Flite
from renderers.voices.matching import match
from renderers.voices.own import QUICKEST, SLOWEST, Scratch, paced, take_in
from renderers.voices.tones import Tones
from shots.recording import Recording

TEXT = "My grandfather wrote to me. He keeps the light out there."
SPEECH = Speech(line="L0001", text=TEXT, voice="")
NEEDS_FLITE = pytest.mark.skipif(not shutil.which("flite"), reason="flite is not installed")


def _in_a_room(samples: Samples, to: Path, before: float = 0.7) -> Path:
    """The same as a telephone records it: some noise, waiting before and after, 44.1 kHz."""
    luck = np.random.default_rng(5)
    room = np.zeros(round(before * RATE), np.float32)
    whole = np.concatenate([room, samples * np.float32(0.4), room])
    whole += luck.normal(0, 0.0008, len(whole)).astype(np.float32)
    slower = np.interp(np.arange(0, len(whole), RATE / 44_100), np.arange(len(whole)), whole)
    with wave.open(str(to), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes((slower * 32_767).astype("<i2").tobytes())
    return to


def _error(found: Recording, true: Recording) -> float:
    """The median error of word starts, in seconds."""
    starts = [each.start - other.start for each, other in zip(found.words, true.words, strict=True)]
    return float(np.median(np.abs(starts))) / RATE


@NEEDS_FLITE
def test_words_are_found_by_another_voice_that_said_them(tmp_path: Path) -> None:
    woman, man = (voice.name for voice in Flite().voices()[:2])
    scratch = Flite().speak(SPEECH.model_copy(update={"voice": woman}), tmp_path / "scratch.wav")
    true = Flite().speak(SPEECH.model_copy(update={"voice": man}), tmp_path / "true.wav")
    own = _in_a_room(read_recording(tmp_path / "true.wav"), tmp_path / "own.wav")
    heard = Scratch(scratch, read_recording(tmp_path / "scratch.wav"))
    found = take_in(SPEECH, own, "own 1", tmp_path / "L0001.wav", heard)
    assert abs(found.samples - true.samples) < 0.2 * RATE, "waiting before and after is cut off"
    assert [each.word for each in found.words] == TEXT.split()
    assert _error(found, true) < 0.06
    assert not found.estimated
    assert found.engine == "own 1"
    guessed = take_in(SPEECH, own, "own 1", tmp_path / "guessed.wav")
    assert guessed.estimated
    assert _error(guessed, true) < 0.3


def test_without_another_voice_words_share_the_time_that_is_not_silent(tmp_path: Path) -> None:
    true = Tones().speak(SPEECH.model_copy(update={"voice": "alto"}), tmp_path / "true.wav")
    own = _in_a_room(read_recording(tmp_path / "true.wav"), tmp_path / "own.wav")
    found = take_in(SPEECH, own, "own 1", tmp_path / "L0001.wav")
    assert _error(found, true) < 0.15
    ends = [moment for word in found.words for moment in (word.start, word.end)]
    assert ends == sorted(ends)
    assert ends[-1] <= found.samples


def test_a_recording_in_which_nothing_is_heard_is_refused(tmp_path: Path) -> None:
    own = _in_a_room(np.zeros(10, np.float32), tmp_path / "own.wav", before=0.0)
    with pytest.raises(VoiceError, match=r"own\.wav"):
        take_in(SPEECH, own, "own 1", tmp_path / "L0001.wav")


@pytest.mark.parametrize("wired", ["the wrong way round", "one side alone", "with direct current", "with a hum"])
def test_what_is_recorded_badly_is_heard_all_the_same(tmp_path: Path, wired: str) -> None:
    said = Tones().speak(SPEECH.model_copy(update={"voice": "alto"}), tmp_path / "said.wav")
    voice = 0.4 * read_recording(tmp_path / "said.wav")
    hum = 0.05 * np.sin(2 * np.pi * 50 * np.arange(len(voice)) / RATE)
    sides = {
        "the wrong way round": (voice, -voice), "one side alone": (voice, 0 * voice),
        "with direct current": (voice + 0.3, voice + 0.3), "with a hum": (voice + hum, voice + hum),
    }  # fmt: skip
    with wave.open(str(tmp_path / "own.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.stack(sides[wired], axis=1) * 32_767).astype("<i2").tobytes())
    found = take_in(SPEECH, tmp_path / "own.wav", "own 1", tmp_path / "L0001.wav")
    assert found.samples == pytest.approx(said.samples, abs=0.2 * RATE)
    heard = read_recording(tmp_path / "L0001.wav")
    assert abs(float(heard.mean())) < 0.002
    assert np.corrcoef(np.abs(heard[: len(voice)]), np.abs(voice[: len(heard)]))[0, 1] > 0.3


@pytest.mark.parametrize("text", ["...", "?! ..."])
@pytest.mark.parametrize("with_scratch", [True, False])
def test_a_sigh_is_taken_in_for_a_line_without_words(tmp_path: Path, text: str, with_scratch: bool) -> None:
    speech = Speech(line="L0001", text=text, voice="alto")
    silence = Tones().speak(speech, tmp_path / "silence.wav")
    scratch = Scratch(silence, read_recording(tmp_path / "silence.wav")) if with_scratch else None
    sigh = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)
    found = take_in(speech, _in_a_room(sigh, tmp_path / "sigh.wav"), "own 1", tmp_path / "L0001.wav", scratch)
    assert [each.word for each in found.words] == text.split()
    assert (found.words[0].start, found.words[-1].end) == (0, found.samples)
    assert found.samples > 0.9 * RATE


def test_a_long_recording_is_laid_along_without_holding_each_moment_against_each() -> None:
    luck = np.random.default_rng(1)
    sound = luck.normal(0, 0.1, 15 * RATE) * np.repeat(luck.uniform(0.1, 1, 150), RATE // 10)
    tracemalloc.start()
    found = match(sound.astype(np.float32), np.concatenate([sound[-RATE:], sound]).astype(np.float32))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30e6
    assert found.second_at(7.0) == pytest.approx(8.0, abs=0.05)


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        ("You're early. I never sleep.", False),
        ("It is cold here, isn't it?", False),
        ("No.", True),
        ("Word " * 40, True),
    ],
)
def test_a_recording_much_longer_or_shorter_than_its_words_is_no_recording_of_them(
    said: str, doubted: bool, tmp_path: Path
) -> None:
    speech = SPEECH.model_copy(update={"text": "You're early. I never sleep."})
    Tones().speak(SPEECH.model_copy(update={"text": said, "voice": "alto"}), tmp_path / "said.wav")
    own = _in_a_room(read_recording(tmp_path / "said.wav"), tmp_path / "own.wav")
    pace = paced(take_in(speech, own, "own 1", tmp_path / "L0001.wav"))
    assert doubted != (QUICKEST <= pace <= SLOWEST)
