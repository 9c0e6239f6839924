"""Exact frame rates. Time inside studio is whole frames at a rational rate; seconds appear only at the edges."""

from __future__ import annotations

from fractions import Fraction

from pydantic import model_validator

from bible.errors import SettingsError
from bible.model import Frozen

SOUND_RATE = 48_000
"""Samples a second of all sound there is."""
_NAMES = {
    "23.976": (24000, 1001, False),
    "23.98": (24000, 1001, False),
    "24": (24, 1, False),
    "25": (25, 1, False),
    "29.97": (30000, 1001, False),
    "29.97ndf": (30000, 1001, False),
    "29.97df": (30000, 1001, True),
    "30": (30, 1, False),
    "50": (50, 1, False),
    "60": (60, 1, False),
}


class Rate(Frozen):
    """Frames per second as a fraction, and whether timecode drops numbers (29.97 DF)."""

    numerator: int
    denominator: int = 1
    drop_frame: bool = False

    @model_validator(mode="after")
    def _known(self) -> Rate:
        if (self.numerator, self.denominator, self.drop_frame) not in _NAMES.values():
            raise ValueError(f"rate {self.numerator}/{self.denominator} is not one of {', '.join(_NAMES)}")
        return self

    @property
    def fps(self) -> Fraction:
        """Frames per second, exactly."""
        return Fraction(self.numerator, self.denominator)

    @property
    def nominal(self) -> int:
        """The whole number timecode counts to: 24 for 23.976, 30 for 29.97."""
        return -(-self.numerator // self.denominator)

    @property
    def name(self) -> str:
        """How people write it: `24`, `23.976`, `29.97df`."""
        for name, (numerator, denominator, drop) in _NAMES.items():
            if (numerator, denominator, drop) == (self.numerator, self.denominator, self.drop_frame):
                return name
        raise AssertionError("a rate outside the table cannot be made")

    def seconds(self, frames: int) -> Fraction:
        """How long so many frames last, in seconds."""
        return Fraction(frames * self.denominator, self.numerator)

    def frames_in(self, seconds: Fraction | float) -> int:
        """The least number of whole frames that last at least so many seconds."""
        # In whole numbers: a feature asks tens of thousands of times.
        count, of = seconds.as_integer_ratio()
        return -(-count * self.numerator // (of * self.denominator))

    def samples(self, frames: int, sample_rate: int) -> int:
        """The sample at which a frame starts, rounded to the nearest, so that errors never add up."""
        whole, rest = divmod(frames * sample_rate * self.denominator, self.numerator)
        # Halves go to the even neighbour, as `round` has it.
        return whole + (2 * rest > self.numerator or (2 * rest == self.numerator and whole % 2 == 1))


def read_rate(text: str) -> Rate:
    """The rate a person wrote: `24`, `23.976`, `29.97df`. Raises SettingsError with the accepted forms."""
    known = _NAMES.get(text.strip().lower().removesuffix("fps").strip())
    if known is None:
        raise SettingsError(f"frame rate {text!r} is not known", cure=f"use one of {', '.join(_NAMES)}")
    numerator, denominator, drop = known
    return Rate(numerator=numerator, denominator=denominator, drop_frame=drop)
