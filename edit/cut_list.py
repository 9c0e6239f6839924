"""What an editing program's timeline says, in frames of the film: the cut as it is written, nothing looked up yet."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from bible.model import Frozen
from edit.transitions import BLACK, Kind, Pattern

Form = Literal["otio", "edl", "xml", "fcpxml", "aaf"]
"""The forms a cut is read in: OpenTimelineIO, CMX 3600 edit decision list, Final Cut Pro 7 XML, FCPXML, AAF."""


class ListedClip(Frozen):
    """A clip as it stands on a track."""

    start: int
    """Frame of the film, counted from its first."""
    frames: int
    first: int
    """Frame of the media that is seen or heard first, at the film's rate, counted from the first the media has."""
    name: str
    """What the program calls it."""
    media: str = ""
    """The media file's name without folder and ending."""
    file: str = ""
    """The media file's name with its ending, without folder."""
    take: str = ""
    """The take that studio wrote into its metadata: `12A-3`."""
    reel: str = ""
    """The tape, as edit decision lists name it."""
    speed: Fraction = Fraction(1)
    level: float | None = None
    """Decibels, for sounds; None where nothing is said of it."""
    layer: int = 0
    """The track, counted from the lowest."""
    fade_in: int = 0
    """Frames in which a sound comes."""
    fade_out: int = 0
    """Frames in which it goes."""

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.start + self.frames

    def part(self, start: int, end: int) -> ListedClip:
        """The part of it that lies between two frames of the film."""
        skipped = int((start - self.start) * self.speed)
        return self.model_copy(update={"start": start, "frames": end - start, "first": self.first + skipped})


class ListedTransition(Frozen):
    """A transition around a cut."""

    at: int
    """Frame of the film at which the cut lies."""
    kind: Kind
    before: int
    after: int
    colour: str = BLACK
    pattern: Pattern = "left"


class ListedMarker(Frozen):
    """A marker."""

    at: int
    name: str
    comment: str = ""


class CutList(Frozen):
    """A timeline as it is written."""

    form: Form
    title: str = ""
    frames: int
    """Length, up to the end of the last clip or sound."""
    picture: tuple[ListedClip, ...]
    """What is seen, the tracks flattened: in order, without overlaps; between them it is black."""
    sounds: tuple[ListedClip, ...] | None = None
    """What is heard, on all tracks; None when the timeline has no sound at all."""
    transitions: tuple[ListedTransition, ...] = ()
    markers: tuple[ListedMarker, ...] = ()
    strange: tuple[str, ...] = ()
    """What could not be understood, in words."""


def flattened(clips: Iterable[ListedClip]) -> tuple[ListedClip, ...]:
    """What is seen of clips on several layers: at every frame the highest."""
    seen: list[ListedClip] = []
    for clip in sorted(clips, key=lambda each: (-each.layer, each.start)):
        for part in _left_free(clip, seen):
            bisect.insort(seen, part, key=_start)
    return tuple(seen)


def _start(clip: ListedClip) -> int:
    return clip.start


def _left_free(clip: ListedClip, above: Sequence[ListedClip]) -> list[ListedClip]:
    """The parts of a clip that nothing lies over; what lies above is in order and without overlaps."""
    free, at = [], clip.start
    for number in range(max(0, bisect.bisect_right(above, clip.start, key=_start) - 1), len(above)):
        each = above[number]
        if each.start >= clip.end:
            break
        if each.end <= clip.start:
            continue
        if each.start > at:
            free.append(clip.part(at, each.start))
        at = max(at, each.end)
    if at < clip.end:
        free.append(clip.part(at, clip.end))
    return free
