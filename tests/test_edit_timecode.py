"""Timecode goes both ways at every rate, drop-frame as SMPTE has it."""

from __future__ import annotations

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import MediaError
from edit.timecode import first_hour, frame_at, timecode
from shots.rate import read_rate

RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")


@given(name=st.sampled_from(RATES), frame=st.integers(0, 24 * 3600 * 24 - 1))
def test_timecode_is_opentimelineios_and_leads_back(name: str, frame: int) -> None:
    rate = read_rate(name)
    text = timecode(frame, rate)
    fps = float(rate.fps)
    assert text == otio.opentime.RationalTime(frame, fps).to_timecode(fps, rate.drop_frame)
    assert frame_at(text, rate) == frame


@pytest.mark.parametrize(
    ("frame", "name", "text"),
    [
        (1799, "29.97df", "00:00:59;29"),
        (1800, "29.97df", "00:01:00;02"),
        (17982, "29.97df", "00:10:00;00"),
        (107892, "29.97df", "01:00:00;00"),
        (1800, "29.97", "00:01:00:00"),
        (86400, "23.976", "01:00:00:00"),
        (24 * 3600 * 25, "25", "00:00:00:00"),
    ],
)
def test_known_frames(frame: int, name: str, text: str) -> None:
    assert timecode(frame, read_rate(name)) == text


def test_films_begin_at_one_hour() -> None:
    assert [first_hour(read_rate(name)) for name in ("23.976", "29.97", "29.97df", "60")] == [
        86400,
        108000,
        107892,
        216000,
    ]


@pytest.mark.parametrize(
    ("text", "name"), [("00:01:00;00", "29.97df"), ("00:00:00:24", "24"), ("00:60:00:00", "24"), ("1:0:0", "24")]
)
def test_timecode_that_does_not_exist_is_refused(text: str, name: str) -> None:
    with pytest.raises(MediaError):
        frame_at(text, read_rate(name))
