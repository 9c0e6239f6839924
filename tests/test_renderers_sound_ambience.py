"""What places sound like."""

from __future__ import annotations

import numpy as np
import pytest

from bible.entries import Hour, Weather
from bible.script import Setting
from renderers.animatic.lexicon import WORDS, set_for
from renderers.media.wav import RATE
from renderers.sound.ambience import ambience
from renderers.sound.shaping import Stereo

INSIDE = sorted({set_for(word, Setting.INT) for word in WORDS} - {""})
OUTSIDE = sorted({set_for(word, Setting.EXT) for word in WORDS} - {""})
SECONDS = 2.0


def level(sound: Stereo) -> float:
    return float(20 * np.log10(np.sqrt((sound.astype(float) ** 2).mean()) + 1e-9))


def band(sound: Stereo, low: float, high: float) -> float:
    """Power between two pitches, in dB."""
    power = np.abs(np.fft.rfft(sound[:, 0].astype(float))) ** 2
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(10 * np.log10(power[(pitch >= low) & (pitch < high)].sum() + 1e-12))


@pytest.mark.parametrize(
    ("kind", "inside"), [*((kind, True) for kind in [*INSIDE, ""]), *((kind, False) for kind in [*OUTSIDE, "nowhere"])]
)
def test_every_place_has_a_sound_that_lies_under_speech(kind: str, inside: bool) -> None:
    sound = ambience(kind, inside, Weather.CLEAR, Hour.DAY, SECONDS, 7)
    assert sound.shape == (round(SECONDS * RATE), 2)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert -64 < level(sound) < -32
    assert np.abs(sound).max() < 0.3
    assert np.abs(sound[[0, -1]]).max() < 1e-5


@pytest.mark.parametrize("sky", list(Weather))
@pytest.mark.parametrize("inside", [True, False])
def test_every_weather_is_heard_without_clipping(sky: Weather, inside: bool) -> None:
    sound = ambience("beach", inside, sky, Hour.NIGHT, SECONDS, 7)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 0.5


def test_the_same_place_sounds_the_same_and_another_day_does_not() -> None:
    sound = ambience("harbour", False, Weather.FOG, Hour.DAWN, SECONDS, 1)
    assert (ambience("harbour", False, Weather.FOG, Hour.DAWN, SECONDS, 1) == sound).all()
    assert (ambience("harbour", False, Weather.FOG, Hour.DAWN, SECONDS, 2) != sound).any()


def test_both_ears_hear_different_things() -> None:
    sound = ambience("forest", False, Weather.CLEAR, Hour.DAY, SECONDS, 1)
    assert np.corrcoef(sound[:, 0], sound[:, 1])[0, 1] < 0.7


def test_rain_is_brighter_outside_than_through_the_roof() -> None:
    def brightness(inside: bool) -> float:
        sound = ambience("living room" if inside else "street", inside, Weather.RAIN, Hour.DAY, SECONDS, 3)
        return band(sound, 4000, 10_000) - band(sound, 200, 1000)

    assert brightness(inside=False) > brightness(inside=True) + 10


def test_storms_are_louder_than_fair_weather_and_no_weather_reaches_a_spaceship() -> None:
    def loud(kind: str, inside: bool, sky: Weather) -> float:
        return level(ambience(kind, inside, sky, Hour.NIGHT, SECONDS, 3))

    assert loud("village", False, Weather.STORM) > loud("village", False, Weather.CLEAR) + 6
    assert loud("kitchen", True, Weather.STORM) > loud("kitchen", True, Weather.CLEAR) + 3
    assert loud("spaceship", True, Weather.STORM) == loud("spaceship", True, Weather.CLEAR)


def test_crickets_sing_at_night_and_not_in_the_rain() -> None:
    def singing(hour: Hour, sky: Weather) -> float:
        sound = ambience("field", False, sky, hour, SECONDS, 3)
        return band(sound, 4000, 5000) - band(sound, 5600, 7000)

    assert singing(Hour.NIGHT, Weather.CLEAR) > singing(Hour.DAY, Weather.CLEAR) + 10
    assert singing(Hour.NIGHT, Weather.RAIN) < 6


def test_a_long_ambience_has_no_seam() -> None:
    sound = ambience("corridor", True, Weather.CLEAR, Hour.DAY, 60.0, 5)
    steps = np.abs(np.diff(sound[:, 0])).reshape(-1)[: len(sound) // RATE * RATE - RATE]
    per_second = steps[: len(steps) // RATE * RATE].reshape(-1, RATE).max(axis=1)
    assert per_second.max() < 12 * np.median(per_second)


@pytest.mark.parametrize("seconds", [0.01, 0.3, 1.0])
def test_short_scenes_have_a_sound_too(seconds: float) -> None:
    for kind, inside in (("street", False), ("sea", False), ("cafe", True), ("train", True)):
        assert len(ambience(kind, inside, Weather.STORM, Hour.DAY, seconds, 1)) == round(seconds * RATE)


@pytest.mark.parametrize(("kind", "inside"), [*((kind, True) for kind in INSIDE), *((kind, False) for kind in OUTSIDE)])
def test_every_kind_of_place_sounds_like_itself_and_not_like_anywhere(kind: str, inside: bool) -> None:
    here, anywhere = (ambience(each, inside, Weather.CLEAR, Hour.DAY, 8.0, 7) for each in (kind, ""))
    assert (here != anywhere).any()
