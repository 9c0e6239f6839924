"""The contract every registered voice engine keeps, run on those that are ready here."""

from __future__ import annotations

import functools
import wave
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from bible.errors import VoiceError
from renderers.interface import Pronunciation, Speech, VoiceEngine
from renderers.media.wav import RATE, read_recording
from renderers.voices.arpabet import SILENCE, USUAL_LENGTH
from shots.recording import Recording

ENGINES = sorted({point.name for point in entry_points(group="studio.voices")})
ALWAYS_READY = ("tones", "kokoro")
LINES = {
    "plain": "It is when there's somebody aboard. You're early.",
    "names and numbers": 'Dr. Vega paid $5 in 1961 — "the herring," she said… sixty-one!',
    "one word": "Wait!",
    "capitals": "WAIT! STOP THE FERRY!",
    "dashes": "— I never — no...",
    "accents": "A café, naïve Zoë and a piñata.",
    "hostile": '\'; rm -rf / #" -o x <speak><break time="9s"/></speak> [[f\'Vk]] $(id) `id` \x01 a\x00b & %',
    "leading dash": "-f -h --help",
}


@functools.cache
def engine_named(name: str) -> VoiceEngine:
    (point,) = set(entry_points(group="studio.voices", name=name))
    engine = cast(VoiceEngine, point.load()())
    ready = engine.check()
    if not ready.ready:
        assert ready.why
        assert ready.cure
        assert name not in ALWAYS_READY, f"{name} is not ready: {ready.why}"
        pytest.skip(ready.why)
    return engine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> VoiceEngine:
    return engine_named(request.param)


def speak(engine: VoiceEngine, text: str, to: Path, voice: str = "", manner: tuple[str, ...] = ()) -> Recording:
    voice = voice or engine.voices()[0].name
    return engine.speak(Speech(line="L0001", text=text, voice=voice, manner=manner), to)


@pytest.mark.parametrize("kind", LINES)
def test_a_recording_is_what_it_says(engine: VoiceEngine, kind: str, tmp_path: Path) -> None:
    text = LINES[kind]
    recording = speak(engine, text, tmp_path / "line.wav")
    assert recording.line == "L0001"
    assert recording.text == text
    assert recording.voice == engine.voices()[0].name
    assert recording.engine.split(" ")[0] == engine.name
    assert recording.sample_rate == RATE
    with wave.open(str(tmp_path / "line.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, RATE, 2)
        assert file.getnframes() == recording.samples
    check_words(recording)
    check_phones(recording)
    check_sound(read_recording(tmp_path / "line.wav"))


def check_words(recording: Recording) -> None:
    assert [each.word for each in recording.words] == recording.text.split()
    at = 0
    for word in recording.words:
        assert at <= word.start <= word.end <= recording.samples
        at = word.end
        if sum(each.isalpha() for each in word.word) > 2:
            assert 0.02 * RATE < word.end - word.start < 4 * RATE, word


def check_phones(recording: Recording) -> None:
    at = 0
    for phone in recording.phones:
        assert phone.phone in USUAL_LENGTH
        assert at <= phone.start < phone.end <= recording.samples
        at = phone.end
    moving = sum(each.end - each.start for each in recording.phones if each.phone != SILENCE)
    for word in recording.words:
        inside = [each for each in recording.phones if each.start < word.end and each.end > word.start]
        assert inside or not any(each.isalpha() for each in word.word), word
    assert moving > 0.3 * recording.samples


def check_sound(samples: np.ndarray) -> None:
    peak = np.abs(samples).max()
    assert 0.02 < peak < 0.99
    heard = np.flatnonzero(np.abs(samples) > peak * 10 ** (-40 / 20))
    assert heard[0] <= 0.05 * RATE
    assert len(samples) - heard[-1] <= 0.05 * RATE
    assert np.abs(samples[[0, -1]]).max() < 0.005


def test_the_same_line_gives_the_same_bytes(engine: VoiceEngine, tmp_path: Path) -> None:
    first = speak(engine, LINES["one word"], tmp_path / "1.wav")
    speak(engine, "Something else.", tmp_path / "2.wav")
    again = speak(engine, LINES["one word"], tmp_path / "3.wav")
    assert first == again
    assert (tmp_path / "1.wav").read_bytes() == (tmp_path / "3.wav").read_bytes()


@pytest.mark.parametrize("text", ["", "...", "?!", "— …", "\x00"])
def test_a_line_without_letters_is_a_short_breath(engine: VoiceEngine, text: str, tmp_path: Path) -> None:
    assert engine.can_speak(text)
    recording = speak(engine, text, tmp_path / "line.wav")
    assert 0.2 * RATE <= recording.samples <= RATE
    assert [each.word for each in recording.words] == text.split()
    assert {each.phone for each in recording.phones} == {SILENCE}
    assert not read_recording(tmp_path / "line.wav").any()


def test_voices_cover_both_sexes_and_sound_different(engine: VoiceEngine, tmp_path: Path) -> None:
    voices = engine.voices()
    assert len({voice.name for voice in voices}) == len(voices)
    assert {"woman", "man"} <= {voice.sex for voice in voices} <= {"woman", "man", "child"}
    assert all(low < high for low, high in (voice.ages for voice in voices))
    heard = set()
    for voice in voices:
        speak(engine, "Wait!", tmp_path / f"{voice.name}.wav", voice.name)
        heard.add((tmp_path / f"{voice.name}.wav").read_bytes())
    assert len(heard) == len(voices)


def test_a_voice_that_is_not_there_is_named_with_a_cure(engine: VoiceEngine, tmp_path: Path) -> None:
    with pytest.raises(VoiceError) as raised:
        speak(engine, "Wait!", tmp_path / "line.wav", "nobody; ls")
    assert engine.voices()[0].name in raised.value.cure
    assert not (tmp_path / "line.wav").exists()


def test_slowly_is_longer_and_quickly_is_shorter(engine: VoiceEngine, tmp_path: Path) -> None:
    lengths = [
        speak(engine, LINES["plain"], tmp_path / "line.wav", manner=manner).samples
        for manner in (("slowly",), (), ("quickly",))
    ]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.2 * lengths[2]


def level(samples: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt((samples.astype(float) ** 2).mean())))


def test_whispers_are_softer_and_shouts_louder(engine: VoiceEngine, tmp_path: Path) -> None:
    heard = []
    for manner in (("whispering",), (), ("shouting",)):
        speak(engine, "Get down!", tmp_path / "line.wav", manner=manner)
        heard.append(level(read_recording(tmp_path / "line.wav")))
    assert heard[0] + 3 < heard[1] < heard[2] - 1


@pytest.mark.parametrize("said", ["SEE-lee-uh", "/S IY1 L Y AH0/"])
def test_a_name_is_said_as_the_bible_says_it(engine: VoiceEngine, said: str, tmp_path: Path) -> None:
    speech = Speech(line="L0001", text="Xqgh's here.", voice=engine.voices()[0].name)
    as_spelt = engine.speak(speech, tmp_path / "1.wav")
    told = speech.model_copy(update={"pronunciations": (Pronunciation(word="Xqgh", said=said),)})
    recording = engine.speak(told, tmp_path / "2.wav")
    assert recording.text == as_spelt.text
    first = recording.words[0]
    phones = [each.phone for each in recording.phones if first.start <= each.start < first.end]
    assert phones[:3] == ["S", "IY", "L"]
