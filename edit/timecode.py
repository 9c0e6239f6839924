"""Timecode: `01:00:00:00`, and `01:00:00;00` where it drops numbers (SMPTE ST 12-1)."""

from __future__ import annotations

import re

from bible.errors import MediaError
from shots.rate import Rate

_FORM = re.compile(r"(\d\d):(\d\d):(\d\d)([:;.,])(\d\d)")


def timecode(frame: int, rate: Rate) -> str:
    """The timecode of a frame, counted from midnight; after 24 hours it begins again.

    Drop-frame timecode leaves out numbers 0 and 1 of every minute but each tenth, so that it keeps up with the clock.
    """
    nominal = rate.nominal
    frame %= _day(rate)
    if rate.drop_frame:
        tens, rest = divmod(frame, 10 * 60 * nominal - 18)
        frame += 18 * tens + 2 * max(0, (rest - 2) // (60 * nominal - 2))
    seconds, frames = divmod(frame, nominal)
    mark = ";" if rate.drop_frame else ":"
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}{frames:02d}"


def frame_at(text: str, rate: Rate) -> int:
    """The frame with this timecode, counted from midnight. Raises MediaError when there is none at this rate."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise MediaError(f"{text!r} is not timecode", cure="write it as 01:00:00:00")
    hours, minutes, seconds, frames = int(found[1]), int(found[2]), int(found[3]), int(found[5])
    dropped = rate.drop_frame and frames < 2 and seconds == 0 and minutes % 10 != 0
    if hours > 23 or minutes > 59 or seconds > 59 or frames >= rate.nominal or dropped:
        raise MediaError(f"{text!r} does not exist at {rate.name} frames a second")
    frame = ((hours * 60 + minutes) * 60 + seconds) * rate.nominal + frames
    if rate.drop_frame:
        whole = hours * 60 + minutes
        frame -= 2 * (whole - whole // 10)
    return frame


def first_hour(rate: Rate) -> int:
    """The frame at 01:00:00:00, where films begin."""
    return frame_at("01:00:00:00", rate)


def _day(rate: Rate) -> int:
    return (24 * 6 * (10 * 60 * rate.nominal - 18)) if rate.drop_frame else 24 * 3600 * rate.nominal
