"""Weather that changes while a scene goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.entries import Weather
from bible.skies import changes, weather_at

CLEAR, RAIN, FOG, SNOW, STORM = Weather.CLEAR, Weather.RAIN, Weather.FOG, Weather.SNOW, Weather.STORM


@pytest.mark.parametrize(
    ("scene", "before", "after", "now"),
    [
        (RAIN, "They wait at the bus stop.", "It begins to rain. They run.", CLEAR),
        (RAIN, "They wait. It begins to rain.", "They run.", RAIN),
        (RAIN, "They wait.", "They run.", RAIN),
        (RAIN, "Rain on the roof. They wait.", "The rain starts again. They run.", RAIN),
        (CLEAR, "They wait.", "The rain stops. The sun comes out.", RAIN),
        (CLEAR, "They wait. The rain stops.", "The sun comes out.", CLEAR),
        (FOG, "Fog on the water.", "The fog lifts. An island.", FOG),
        (FOG, "Fog on the water. The fog lifts.", "An island.", CLEAR),
        (SNOW, "They look up. The first flakes of snow fall.", "", SNOW),
        (STORM, "Black clouds.", "The storm breaks over them.", CLEAR),
        (STORM, "Black clouds. The storm breaks over them.", "The sky clears.", STORM),
        (STORM, "The storm breaks over them. The sky clears.", "", CLEAR),
        (CLEAR, "He starts the car and stops at the raincoat shop.", "", CLEAR),
    ],
)
def test_the_weather_of_a_moment(scene: Weather, before: str, after: str, now: Weather) -> None:
    assert weather_at(scene, before, after) == now


_WORDS = ["the", "rain", "snow", "storm", "lamp", "starts", "stops", "begins", "sky", "clears", "They", "wait"]


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1).map(" ".join)), st.integers(0, 9))
def test_words_that_change_no_weather_leave_the_scenes_own_at_every_moment(sentences: list[str], at: int) -> None:
    before, after = (". ".join(each) for each in (sentences[:at], sentences[at:]))
    if not changes(". ".join(sentences)):
        assert weather_at(RAIN, before, after) == RAIN
    elif not changes(after):
        assert changes(before)
