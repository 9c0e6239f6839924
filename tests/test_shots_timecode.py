"""Timecode at every rate: there and back, never backward, exact over two hours."""

from __future__ import annotations

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import SettingsError
from shots.rate import Rate, read_rate
from shots.timecode import first_frame, frames_of, timecode

RATES = st.sampled_from(("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")).map(read_rate)
DROP = read_rate("29.97df")


@pytest.mark.parametrize(
    ("frames", "rate", "text"),
    [
        (0, "24", "00:00:00:00"), (24, "23.976", "00:00:01:00"), (3600 * 25, "25", "01:00:00:00"),
        (1799, "29.97df", "00:00:59;29"), (1800, "29.97df", "00:01:00;02"), (17981, "29.97df", "00:09:59;29"),
        (17982, "29.97df", "00:10:00;00"), (17982 + 1800, "29.97df", "00:11:00;02"), (1800, "29.97", "00:01:00:00"),
        (59, "60", "00:00:00:59"), (60 * 60 * 50, "50", "01:00:00:00"),
    ],
)  # fmt: skip
def test_known_timecodes(frames: int, rate: str, text: str) -> None:
    assert timecode(frames, read_rate(rate)) == text
    assert frames_of(text, read_rate(rate)) == frames


@given(RATES, st.integers(0, 2_000_000))
def test_there_and_back(rate: Rate, frames: int) -> None:
    assert frames_of(timecode(frames, rate), rate) == frames


@given(RATES, st.integers(0, 2_000_000))
def test_later_frames_have_later_timecodes(rate: Rate, frames: int) -> None:
    assert timecode(frames, rate).replace(";", ":") < timecode(frames + 1, rate).replace(";", ":")


@given(RATES, st.integers(0, 24 * 3600 * 24 - 1))
def test_opentimelineio_says_the_same(rate: Rate, frames: int) -> None:
    fps = float(rate.fps)
    assert timecode(frames, rate) == otio.opentime.RationalTime(frames, fps).to_timecode(fps, rate.drop_frame)


def test_two_hours_of_drop_frame_are_two_hours() -> None:
    frames = frames_of("02:00:00;00", DROP)
    assert frames == 215784
    assert abs(DROP.seconds(frames) - 7200) < DROP.seconds(1)
    every = [timecode(each, DROP) for each in range(frames)]
    assert len(set(every)) == frames
    assert not any(text[6:] in ("00;00", "00;01") and text[4] != "0" for text in every)


def test_films_start_at_one_hour() -> None:
    for name in ("24", "25", "29.97", "29.97df", "60"):
        rate = read_rate(name)
        assert timecode(0, rate, first_frame(rate)).replace(";", ":") == "01:00:00:00"
        assert frames_of(timecode(100, rate, first_frame(rate)), rate, first_frame(rate)) == 100


def test_a_day_ends() -> None:
    for name in ("24", "29.97df"):
        rate = read_rate(name)
        last = frames_of("23:59:59;29" if rate.drop_frame else "23:59:59:23", rate)
        assert timecode(last + 1, rate).replace(";", ":") == "00:00:00:00"


@pytest.mark.parametrize(
    ("text", "rate"),
    [("1:00", "24"), ("01:00:00:24", "24"), ("24:00:00:00", "24"), ("00:61:00:00", "24"), ("00:01:00;00", "29.97df")],
)
def test_what_is_no_timecode_is_refused(text: str, rate: str) -> None:
    with pytest.raises(SettingsError) as error:
        frames_of(text, read_rate(rate))
    assert error.value.cure
