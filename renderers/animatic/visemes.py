"""From phones to mouth shapes, frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bible.errors import RenderError
from renderers.animatic.pose import Viseme
from shots.rate import Rate
from shots.recording import PhoneTime

SILENT: Viseme = "X"
"""The mouth at rest."""
SHORTEST = 2
"""Frames lips and teeth meet for at least; other shapes change on every frame."""
LEAD = Fraction(3, 4)
"""Where in a frame, of its length, the sound is that it shows: shapes come 10 ms late to 31 ms early at 24 frames a
second, 10 ms early in the middle, for a mouth that is late is noticed sooner than one that is early."""
CLOSURES: tuple[Viseme, ...] = ("MBP", "FV")
"""Shapes the eye misses at once when they are left out."""

_SOUNDS: dict[Viseme, str] = {
    "X": "SIL",
    "MBP": "P B M EM",
    "FV": "F V",
    "L": "TH DH L N D EL EN DX NX",
    "S": "S Z T",
    "SH": "SH CH JH ZH",
    "K": "K G NG HH Y Q",
    "R": "R ER AXR",
    "U": "UW UH W WH",
    "O": "OW AO OY",
    "AI": "AA AY AW",
    "EH": "AE EH AH AX",
    "EE": "IY IH EY IX",
}
PHONE_SHAPES: dict[str, Viseme] = {phone: shape for shape, phones in _SOUNDS.items() for phone in phones.split()}
"""The mouth shape of every ARPAbet phone."""


def shape_of(phone: str) -> Viseme:
    """The mouth shape of a phone. Raises RenderError for what is not ARPAbet."""
    shape = PHONE_SHAPES.get(phone)
    if shape is None:
        raise RenderError(f"phone {phone!r} is not ARPAbet", cure="make the voice engine write ARPAbet without digits")
    return shape


@dataclass
class _Closure:
    shape: Viseme
    start: int
    end: int


def mouth_track(phones: Sequence[PhoneTime], sample_rate: int, rate: Rate, first: int, last: int) -> tuple[Viseme, ...]:
    """The mouth shape on every frame from `first` to `last`, both included, frame 0 starting at sample 0.

    Each frame shows what is heard at `LEAD` in it, and lips and teeth always meet where the words say so, long enough
    to be seen. What has no phone is silence.
    """
    if not phones:
        return (SILENT,) * max(0, last - first + 1)
    clock = _Clock(phones, sample_rate, rate)
    closures = _reserve(clock)
    shapes: list[Viseme] = []
    for frame in range(first, last + 1):
        closure = next((each for each in closures if each.start <= frame < each.end), None)
        shapes.append(closure.shape if closure else clock.shape_on(frame))
    return tuple(shapes)


class _Clock:
    """Tells which phone a frame shows."""

    def __init__(self, phones: Sequence[PhoneTime], sample_rate: int, rate: Rate) -> None:
        self.phones = phones
        self._frame = Fraction(sample_rate) / rate.fps

    def frame_after(self, sample: int) -> int:
        """The first frame that shows what is heard from this sample on."""
        exact = sample / self._frame - LEAD
        return -(-exact.numerator // exact.denominator)

    def shape_on(self, frame: int) -> Viseme:
        """The shape heard on a frame, lead included."""
        sample = (frame + LEAD) * self._frame
        heard = next((each for each in self.phones if each.start <= sample < each.end), None)
        return shape_of(heard.phone) if heard else SILENT


def _reserve(clock: _Clock) -> list[_Closure]:
    """The frames kept for closures, in order, each long enough to be seen; crowded ones are pushed back."""
    closures: list[_Closure] = []
    for phone in clock.phones:
        shape = shape_of(phone.phone)
        if shape not in CLOSURES:
            continue
        start = clock.frame_after(phone.start)
        end = max(start + SHORTEST, clock.frame_after(phone.end))
        before = closures[-1] if closures else None
        if before and before.shape == shape and start <= before.end:
            before.end = max(before.end, end)
            continue
        if before and start < before.end:
            before.end = max(before.start + SHORTEST, start)
            start, end = max(start, before.end), max(end, before.end + SHORTEST)
        closures.append(_Closure(shape, start, end))
    return closures
