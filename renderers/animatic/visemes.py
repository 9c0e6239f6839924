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
"""Frames a mouth shape is held at least."""
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

    Shapes lead the sound by one frame (people see a mouth before they hear it), each is held for two frames at
    least, and lips and teeth always meet where the words say so. What has no phone is silence.
    """
    if not phones:
        return (SILENT,) * max(0, last - first + 1)
    clock = _Clock(phones, sample_rate, rate)
    begin = min(first, clock.frame_after(phones[0].start) - SHORTEST)
    closures = _reserve(clock)
    shapes: list[Viseme] = []
    held = SHORTEST
    for frame in range(begin, last + 1):
        closure = next((each for each in closures if each.start <= frame < each.end), None)
        soon = any(frame < each.start < frame + SHORTEST for each in closures)
        before = shapes[-1] if shapes else SILENT
        if closure:
            wanted = closure.shape
        elif held < SHORTEST or soon:
            wanted = before
        else:
            wanted = clock.shape_on(frame)
        held = held + 1 if wanted == before else 1
        shapes.append(wanted)
    return tuple(shapes[first - begin :])


class _Clock:
    """Tells which phone a frame shows: the one heard one frame after the frame's middle."""

    def __init__(self, phones: Sequence[PhoneTime], sample_rate: int, rate: Rate) -> None:
        self.phones = phones
        self._frame = Fraction(sample_rate) / rate.fps

    def frame_after(self, sample: int) -> int:
        """The first frame that shows what is heard from this sample on."""
        exact = sample / self._frame - Fraction(3, 2)
        return -(-exact.numerator // exact.denominator)

    def shape_on(self, frame: int) -> Viseme:
        """The shape heard on a frame, lead included."""
        sample = (frame + Fraction(3, 2)) * self._frame
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
        if before and before.shape == shape and start <= before.end + 1:
            before.end = max(before.end, end)
            continue
        if before and start < before.end:
            before.end = max(before.start + SHORTEST, start)
            start, end = max(start, before.end), max(end, before.end + SHORTEST)
        closures.append(_Closure(shape, start, end))
    return closures
