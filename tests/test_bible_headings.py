"""Headings and the hours they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import hostile_texts

from bible.breakdown import break_down
from bible.entries import Hour, Weather
from bible.fountain import read_fountain
from bible.headings import read_heading, split_place
from bible.hours import Carry, hour_of
from bible.script import Rows
from bible.skies import weather_in


@pytest.mark.parametrize(
    ("rest", "place", "time"),
    [
        ("HARBOUR - FERRY SLIP - DAWN", "HARBOUR - FERRY SLIP", "DAWN"), ("HOUSE", "HOUSE", ""),
        ("HOUSE - KITCHEN", "HOUSE - KITCHEN", ""), ("NIGHT CLUB - NIGHT", "NIGHT CLUB", "NIGHT"),
        ("HOUSE - LATER THAT NIGHT", "HOUSE", "LATER THAT NIGHT"), ("HOUSE - DAY (1944)", "HOUSE", "DAY (1944)"),
        ("HOUSE - (PRESENT)", "HOUSE", "(PRESENT)"), ("CAR - DAY/DRIVING", "CAR", "DAY/DRIVING"),
        ("CAR - DAY - DRIVING", "CAR", "DAY - DRIVING"), ("ROOM - DAY [FLASHFORWARD]", "ROOM", "DAY [FLASHFORWARD]"),
        ("HOUSE - 6:30 AM", "HOUSE", "6:30 AM"), ("HOUSE - 1944", "HOUSE", "1944"), ("HOUSE NIGHT", "HOUSE", "NIGHT"),
        ("HOUSE-DAY", "HOUSE", "DAY"), ("HOUSE -- DAY", "HOUSE", "DAY"), ("HOUSE — DAY", "HOUSE", "DAY"),
        ("747 - FLYING", "747 - FLYING", ""), ("DAY ROOM", "DAY ROOM", ""), ("LATER", "", "LATER"),
        ("HOUSE - TWO WEEKS LATER", "HOUSE", "TWO WEEKS LATER"),
        ("HOUSE - THE NEXT MORNING", "HOUSE", "THE NEXT MORNING"),
        ("PRISON - SAME TIME", "PRISON", "SAME TIME"), ("ПЕКАРНЯ - НІЧ", "ПЕКАРНЯ", "НІЧ"), ("厨房 夜", "厨房", "夜"),
        ("KÜCHE - MORGENDÄMMERUNG", "KÜCHE", "MORGENDÄMMERUNG"), ("A - DAY", "A", "DAY"),
    ],
)  # fmt: skip
def test_where_and_when_are_parted(rest: str, place: str, time: str) -> None:
    assert split_place(rest) == (place, time)


@pytest.mark.parametrize(
    ("time", "hour"),
    [
        ("DAY", Hour.DAY), ("NIGHT", Hour.NIGHT), ("DAWN", Hour.DAWN), ("PRE-DAWN", Hour.DAWN),
        ("SUNRISE", Hour.DAWN),
        ("MORNING", Hour.DAY), ("MAGIC HOUR", Hour.SUNSET), ("EVENING", Hour.DUSK), ("MIDNIGHT", Hour.NIGHT),
        ("THE NEXT DAY - NIGHT", Hour.NIGHT), ("DAY 2", Hour.DAY), ("LATER", Carry.LATER),
        ("CONTINUOUS", Carry.CONTINUOUS),
        ("MOMENTS LATER", Carry.CONTINUOUS), ("LATER THAT NIGHT", Hour.NIGHT), ("SAME", Carry.CONTINUOUS), ("", None),
        ("1944", None), ("6:30 AM", Hour.DAWN), ("9 PM", Hour.NIGHT), ("12:00", Hour.DAY), ("7 p.m.", Hour.SUNSET),
        ("НІЧ", Hour.NIGHT), ("РАНОК", Hour.DAY), ("夜", Hour.NIGHT), ("黄昏", Hour.DUSK), ("NACHT", Hour.NIGHT),
        ("NUIT", Hour.NIGHT), ("AMANECER", Hour.DAWN), ("ليل", Hour.NIGHT), ("DAY FOR NIGHT", Hour.NIGHT),
    ],
)  # fmt: skip
def test_times_have_their_light(time: str, hour: Hour | Carry | None) -> None:
    assert hour_of(time) == hour


def test_light_and_weather_go_on_where_time_does() -> None:
    text = """
EXT. SEA - NIGHT

A storm.

INT. CABIN - CONTINUOUS

She reads.

INT. CABIN - LATER

She sleeps.

INT. CABIN

Tea.

.THE KETTLE

It sings.

EXT. SEA - DAWN
"""
    sheets = break_down(read_fountain(text, "test")).sheets
    assert [sheet.hour for sheet in sheets] == [Hour.NIGHT, Hour.NIGHT, Hour.NIGHT, Hour.DAY, Hour.DAY, Hour.DAWN]
    storm, clear = Weather.STORM, Weather.CLEAR
    assert [sheet.weather for sheet in sheets] == [storm, storm, clear, clear, clear, clear]


@pytest.mark.parametrize(
    ("words", "weather"),
    [
        ("Fog on the water.", Weather.FOG), ("Rain and thunder.", Weather.STORM), ("It snows.", Weather.SNOW),
        ("The rain has stopped.", None), ("No rain yet.", None), ("A storm of applause.", None),
        ("She wears a raincoat.", None),
        ("Snow White sleeps.", None), ("She winds the clock.", None), ("The wind howls.", Weather.WIND),
        ("A window.", None), ("Drizzle.", Weather.RAIN), ("An overcast sky.", Weather.OVERCAST),
        ("He waits for the storm lamp.", None),
        ("The fog lamp glows.", None), ("A brainstorm.", None), ("Fog rolls in. The fog lamp glows.", Weather.FOG),
    ],
)  # fmt: skip
def test_weather_is_what_the_words_name(words: str, weather: Weather | None) -> None:
    assert weather_in(words) == weather


@given(hostile_texts)
def test_any_heading_is_taken_apart_without_loss(text: str) -> None:
    row = " ".join(text.split())
    found = read_heading(row, Rows(first=1, last=1))
    kept = found.heading.text + found.number
    assert [letter for letter in kept if letter.isalnum()] == [letter for letter in row if letter.isalnum()]
