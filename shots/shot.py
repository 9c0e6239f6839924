"""A shot: one camera position with what happens in it, and which words of which lines are heard over it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Literal

from bible.entries import Hour
from bible.memory import Tense
from bible.model import Frozen, Indexed


class Size(StrEnum):
    """How much of the subject the frame holds, widest first."""

    EWS = "EWS"
    """Extreme wide: the place, people as accents."""
    WS = "WS"
    """Wide: whole people in their place."""
    FS = "FS"
    """Full: one body from head to foot."""
    MLS = "MLS"
    """Medium long: from the knees."""
    MS = "MS"
    """Medium: from the waist."""
    MCU = "MCU"
    """Medium close-up: from the chest."""
    CU = "CU"
    """Close-up: the face."""
    ECU = "ECU"
    """Extreme close-up: eyes and mouth, or one detail."""

    @property
    def step(self) -> int:
        """0 for the widest; neighbours of one subject should differ by at least one."""
        return list(Size).index(self)


class Framing(StrEnum):
    """What the shot is for."""

    ESTABLISHING = "establishing"
    """The place, seen wide."""
    MASTER = "master"
    """Everyone in the scene."""
    SINGLE = "single"
    """One person alone."""
    TWO_SHOT = "two_shot"
    """Two people together."""
    OVER_SHOULDER = "over_shoulder"
    """One person past another's shoulder; the second subject is the shoulder."""
    REACTION = "reaction"
    """Someone who listens."""
    INSERT = "insert"
    """A thing."""
    TITLE = "title"
    """Lettering."""
    POINT_OF_VIEW = "point_of_view"
    """What somebody who was just seen looks at, from where they stand."""


class Angle(StrEnum):
    """How high the camera stands and whether it tilts."""

    EYE = "eye"
    LOW = "low"
    HIGH = "high"
    OVERHEAD = "overhead"
    DUTCH = "dutch"


class Move(StrEnum):
    """What the camera does."""

    STATIC = "static"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    TILT_UP = "tilt_up"
    TILT_DOWN = "tilt_down"
    PUSH_IN = "push_in"
    PULL_OUT = "pull_out"
    TRUCK_LEFT = "truck_left"
    TRUCK_RIGHT = "truck_right"
    CRANE_UP = "crane_up"
    CRANE_DOWN = "crane_down"
    HANDHELD = "handheld"
    RACK_FOCUS = "rack_focus"
    """Focus is pulled from what lies behind to the people."""


class Subject(Frozen):
    """Someone in frame, on which side of it, kept for the whole scene so that the line is not crossed."""

    token: str
    side: Literal["left", "right", "centre"]
    """Screen side. Left looks right, right looks left."""


class Span(Frozen):
    """Part of a line that is heard over a shot: words `first_word` to `last_word`, counted from 0, both included."""

    line: str
    """The line's id."""
    first_word: int
    last_word: int
    lips: bool
    """The speaker's lips are seen."""


LONGEST_SHOT = 60 * 60 * 60
"""Frames that no shot is longer than: an hour at 60 a second."""
LEAST_MOTION, MOST_MOTION = 0.1, 4.0
"""The least and the most motion that can be asked for, as multiples of what a renderer does unasked."""


class Shot(Frozen):
    """One camera position with what happens in it."""

    id: str
    """`sh0007`: internal, never reused."""
    slate: str
    """`1B`: unique in the production, never reassigned."""
    scene: str
    """The scene's id."""
    framing: Framing
    size: Size
    angle: Angle = Angle.EYE
    move: Move = Move.STATIC
    subjects: tuple[Subject, ...] = ()
    """Who is in frame; the first is who the shot is about."""
    thing: str = ""
    """What an insert shows: `barometer`; what a title reads when it is not the film's own."""
    action: str = ""
    """What happens, in the script's words."""
    spans: tuple[Span, ...] = ()
    """What is said, in order. In sound the spans of all shots cover every line exactly once."""
    duration_frames: int | None = None
    """A length a person asked for; otherwise it follows from the sound and the action."""
    view: int = 0
    """Which wall of the place is behind: 0 for the master's side, 1 for its reverse."""
    tense: Tense = "present"
    """Whether it happens now, is remembered (FLASHBACK) or dreamed."""
    place: str = ""
    """Token of the location it plays in, where that is not the scene's: a row of a montage."""
    hour: Hour | None = None
    """The light it plays in, where that is not the scene's: a row of a montage again."""
    prompt: str = ""
    """What moves, how the camera moves and how the light changes, said for renderers that are asked in words."""
    motion: float = 1.0
    """How much moves: 1 what a renderer does unasked, 0.5 half of it, 2 twice as much. Two digits behind the point."""
    reason: str = ""
    """Why the director chose it: `a long speech: NORA listens`."""
    by_hand: bool = False
    """It comes from a person's own shot list: no director rewrites it."""


class ShotList(Indexed):
    """All shots of a production in cutting order."""

    shots: tuple[Shot, ...]

    def of_scene(self, scene_id: str) -> tuple[Shot, ...]:
        """The shots of one scene, in cutting order."""
        return self._scenes.get(scene_id, ())

    def first_of(self, scene_id: str) -> str:
        """The id of the shot a scene begins with; empty for a scene without shots."""
        return self._first.get(scene_id, "")

    @cached_property
    def _scenes(self) -> Mapping[str, tuple[Shot, ...]]:
        scenes: dict[str, list[Shot]] = {}
        for shot in self.shots:
            scenes.setdefault(shot.scene, []).append(shot)
        return {scene: tuple(shots) for scene, shots in scenes.items()}

    @cached_property
    def _first(self) -> Mapping[str, str]:
        return {shot.scene: shot.id for shot in reversed(self.shots)}
