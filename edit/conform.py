"""The editor's cut: order and lengths as a person laid them out in an editing program.

It says where each shot stands and which of its frames are seen, not which take shows them: takes go on being replaced
like for like. Frames of a shot are counted from its first frame in the cut it was made for, so that any take of it,
with whatever handles, can be put in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from pathlib import PurePosixPath

from bible.model import Frozen, Indexed
from edit.cards import Card
from edit.sequence import Clip, Note, Sequence, Sound, Track
from edit.take_sound import shots_that_speak
from edit.transitions import Transition
from shots.take import Take

EXTRA = "editor"
"""The track of sounds the editor brought."""


class PlacedClip(Frozen):
    """A stretch of a shot, or of the editor's own media, placed in the editor's cut."""

    start: int
    """Frame of the film at which it is seen first."""
    frames: int
    first: int
    """First frame that is seen: of the shot, counted from its first frame in its own cut (negative in the handle
    before it), or of the editor's own file."""
    shot: str = ""
    """The shot's internal id; empty for cards and the editor's own media."""
    slate: str = ""
    take: int = 0
    """The number of the take that was seen when the cut came in."""
    pinned: bool = False
    """This place shows that take and no other: the editor shows two takes of one shot."""
    speed: Fraction = Fraction(1)
    """Frames of the shot or file a frame of the film goes on by."""
    card: Card | None = None
    """For a card of ours: what is drawn."""
    name: str = ""
    """For the editor's own media, the file's name as the cut gives it."""
    file: str = ""
    """For the editor's own media, the path inside the production folder; empty where it is not here."""
    sha256: str = ""
    media_frames: int = 0
    """For the editor's own media, all frames of the file at the film's rate."""

    @property
    def end(self) -> int:
        """Frame of the film after its last."""
        return self.start + self.frames

    @property
    def reach(self) -> tuple[int, int]:
        """The lowest frame of the shot or file that is seen and the one after the highest."""
        ends = (self.first, self.first + math.floor((self.frames - 1) * self.speed))
        return min(ends), max(ends) + 1


class EditorsCut(Indexed):
    """The whole of it."""

    frames: int
    """Length of the film; where no clip lies, it is black."""
    clips: tuple[PlacedClip, ...]
    """In order, without overlaps; gaps between them are black."""
    sounds: tuple[Sound, ...] | None = None
    """Where every sound lies; None: the cut came without sound, which goes on following the picture."""
    beds: tuple[Track, ...] | None = None
    """The tracks under what is said, where the editor changed them; None: they go on following the picture."""
    extra: tuple[Sound, ...] = ()
    """Sounds the editor brought."""
    transitions: tuple[Transition, ...] = ()
    markers: tuple[Note, ...] = ()
    shots: tuple[str, ...] = ()
    """Ids of the shots there were when it came in: one that is among them and not in the cut was left out."""
    lines: tuple[str, ...] = ()
    """Ids of the lines there were when it came in."""
    spoken: tuple[str, ...] = ()
    """Ids of the shots whose takes said their lines themselves when it came in: no recording is heard over them."""

    @cached_property
    def _by_shot(self) -> dict[str, tuple[PlacedClip, ...]]:
        found: dict[str, tuple[PlacedClip, ...]] = {}
        for clip in self.clips:
            if clip.shot:
                found[clip.shot] = (*found.get(clip.shot, ()), clip)
        return found

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.shots)

    def uses(self, shot: str) -> tuple[PlacedClip, ...]:
        """The places at which a shot is seen, in order."""
        return self._by_shot.get(shot, ())

    def left_out(self, shot: str) -> bool:
        """Whether the editor knew the shot and does not show it."""
        return shot in self._known and shot not in self._by_shot

    def is_new(self, shot: str) -> bool:
        """Whether the shot came after the editor's cut."""
        return shot not in self._known and shot not in self._by_shot

    def span(self, shot: str) -> tuple[int, int] | None:
        """The first frame of a shot that is seen anywhere and the one after the last; None where none is."""
        reaches = [use.reach for use in self.uses(shot)]
        return (min(low for low, _ in reaches), max(high for _, high in reaches)) if reaches else None


def cut_of(sequence: Sequence, takes: Iterable[Take], shots: Iterable[str], lines: Iterable[str]) -> EditorsCut:
    """A sequence as an editor would bring it back untouched.

    `takes` are those of its shots; `shots` and `lines` the ids of all there are, in the film or not.
    """
    handles = {(take.shot, take.name): take.handles for take in takes}
    placed = (placed_clip(clip, handles.get((clip.shot, clip.take), 0)) for clip in sequence.clips)
    return EditorsCut(
        frames=sequence.frames,
        clips=tuple(clip for clip in placed if not is_black(clip)),
        sounds=sequence.sounds,
        transitions=sequence.transitions,
        markers=sequence.notes,
        shots=tuple(shots),
        lines=tuple(lines),
        spoken=shots_that_speak(sequence),
    )


def placed_clip(clip: Clip, handles: int) -> PlacedClip:
    """A clip of the film as it stands, free of its take; `handles` are those of the take."""
    where = {"start": clip.start, "frames": clip.frames, "speed": clip.speed}
    if clip.shot:
        number = clip.take.rpartition("-")[2]
        return PlacedClip.model_validate(
            {
                **where, "first": clip.first - handles, "shot": clip.shot, "slate": clip.slate,
                "take": int(number) if number.isdigit() else 0,
            }
        )  # fmt: skip
    return PlacedClip.model_validate(
        {
            **where, "first": clip.first, "card": clip.card, "name": PurePosixPath(clip.file).name,
            "file": "" if clip.card else clip.file, "sha256": "" if clip.card else clip.sha256,
            "media_frames": clip.media_frames,
        }
    )  # fmt: skip


def is_black(clip: PlacedClip) -> bool:
    """Whether a card is black alone: the same as nothing at all."""
    return clip.card is not None and clip.card.kind == "black"
