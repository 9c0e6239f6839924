"""Timecode: frames as `01:00:00:00`, for every rate, with dropped numbers at 29.97 DF."""

from __future__ import annotations

import re

from bible.errors import SettingsError
from shots.rate import Rate

_FORM = re.compile(r"(\d\d):([0-5]\d):([0-5]\d)([:;.,])(\d\d)")
_DROPPED = 2
"""Numbers left out at the start of each minute that is not a tenth (SMPTE ST 12-1)."""


def first_frame(rate: Rate) -> int:
    """The frame that stands at 01:00:00:00, where films start."""
    return frames_of("01:00:00;00" if rate.drop_frame else "01:00:00:00", rate)


def timecode(frames: int, rate: Rate, start: int = 0) -> str:
    """The timecode of a frame counted from 0, `HH:MM:SS:FF`, or `HH:MM:SS;FF` where numbers are dropped.

    `start` is the frame at which frame 0 stands: `first_frame(rate)` for a film. After 24 hours it begins anew.
    """
    count = (frames + start) % _frames_a_day(rate)
    if rate.drop_frame:
        count += _dropped_before(count, rate)
    second, frame = divmod(count, rate.nominal)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}{';' if rate.drop_frame else ':'}{frame:02d}"


def frames_of(text: str, rate: Rate, start: int = 0) -> int:
    """The frame a timecode names, counted from the frame that stands at `start`.

    Raises SettingsError when it is no timecode, or one that this rate does not have.
    """
    match = _FORM.fullmatch(text.strip())
    if not match:
        raise SettingsError(f"{text!r} is no timecode", cure="write it as 01:00:00:00")
    hour, minute, second, frame = (int(match[group]) for group in (1, 2, 3, 5))
    if hour > 23 or frame >= rate.nominal:
        raise SettingsError(
            f"there is no timecode {text} at {rate.name} frames a second",
            cure=f"hours go to 23, frames to {rate.nominal - 1}",
        )
    if rate.drop_frame and minute % 10 and not second and frame < _DROPPED:
        raise SettingsError(
            f"timecode {text} is one of those that 29.97 drop frame leaves out", cure=f"use {match[0][:-2]}02"
        )
    minutes = hour * 60 + minute
    count = (minutes * 60 + second) * rate.nominal + frame
    if rate.drop_frame:
        count -= _DROPPED * (minutes - minutes // 10)
    return count - start


def _frames_a_day(rate: Rate) -> int:
    minutes = 24 * 60
    return minutes * 60 * rate.nominal - (_DROPPED * (minutes - minutes // 10) if rate.drop_frame else 0)


def _dropped_before(frames: int, rate: Rate) -> int:
    """How many numbers were left out up to a frame."""
    minute = 60 * rate.nominal - _DROPPED
    ten = 10 * minute + _DROPPED
    tens, rest = divmod(frames, ten)
    # The first minute of ten is whole; the others begin two numbers later.
    minutes = 0 if rest < minute + _DROPPED else 1 + (rest - minute - _DROPPED) // minute
    return _DROPPED * (9 * tens + minutes)
