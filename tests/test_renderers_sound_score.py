"""A temp score by mood."""

from __future__ import annotations

import numpy as np
import pytest

from bible.entries import Hour, Weather
from renderers.media.wav import RATE
from renderers.sound.moods import mood_of
from renderers.sound.score import LEVEL, MOODS, score


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_has_music_that_comes_goes_and_is_as_long_as_asked(mood: str) -> None:
    music = score(mood, 9.5, 4)
    assert music.shape == (round(9.5 * RATE), 2)
    assert music.dtype == np.float32
    assert np.abs(music[[0, -1]]).max() < 1e-5
    assert 20 * np.log10(np.sqrt((music.astype(float) ** 2).mean())) == pytest.approx(LEVEL, abs=0.1)
    assert np.abs(music).max() < 0.3
    loud = np.sqrt((music.astype(float) ** 2).reshape(-1, RATE // 2, 2).mean(axis=(1, 2)))
    assert loud[-1] < loud.max() / 4
    assert loud[0] < loud.max()
    assert (score(mood, 9.5, 4) == music).all()


@pytest.mark.parametrize("seconds", [0.4, 1.0, 3.0, 47.3])
def test_music_fits_scenes_of_any_length(seconds: float) -> None:
    music = score("calm", seconds, 1)
    assert len(music) == round(seconds * RATE)
    assert np.isfinite(music).all()


def test_another_scene_has_other_music() -> None:
    assert (score("sad", 8, 1) != score("sad", 8, 2)).any()


def test_it_ends_on_its_key() -> None:
    music = score("calm", 24, 2)[-4 * RATE : -RATE, 0].astype(float)
    power = np.abs(np.fft.rfft(music * np.hanning(len(music))))
    lowest = np.fft.rfftfreq(len(music), 1 / RATE)
    bass = lowest[(lowest > 60) & (lowest < 240)][np.argmax(power[(lowest > 60) & (lowest < 240)])]
    steps = 12 * np.log2(bass / 220.0)
    assert min(steps % 12, 12 - steps % 12) < 0.3


def test_a_mood_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        score("bewildered", 5, 1)


@pytest.mark.parametrize(
    ("text", "hour", "sky", "mood"),
    [
        ("He hides. The police. A gun.", Hour.DAY, Weather.CLEAR, "tense"),
        ("They laugh and dance at the wedding.", Hour.DAY, Weather.CLEAR, "joyful"),
        ("She weeps at the grave, alone.", Hour.DAY, Weather.RAIN, "sad"),
        ("My grandfather wrote a letter. An old photograph.", Hour.DAWN, Weather.FOG, "wistful"),
        ("A table. A chair.", Hour.DAY, Weather.CLEAR, "calm"),
        ("A table. A chair.", Hour.NIGHT, Weather.STORM, "tense"),
        ("A knife. Blood on the floor.", Hour.NIGHT, Weather.CLEAR, "menace"),
    ],
)
def test_words_light_and_weather_make_the_mood(text: str, hour: Hour, sky: Weather, mood: str) -> None:
    assert mood_of(text, hour, sky) == mood
