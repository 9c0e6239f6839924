"""The shots of one scene while they are being chosen: where the camera was last, and who is heard over what comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bible.entries import Hour
from bible.model import Frozen
from shots.beats import Tense
from shots.shot import Angle, Framing, Move, Shot, Size, Span
from shots.sizes import stepped
from shots.staging import Staging

_WIDE = {Framing.ESTABLISHING, Framing.MASTER, Framing.TWO_SHOT}
_FROM_ONE_SIDE = {Framing.SINGLE, Framing.OVER_SHOULDER, Framing.REACTION, Framing.POINT_OF_VIEW}


class Voice(Frozen):
    """A piece of a speech whose speaker is not seen."""

    span: Span
    speaker: str
    """A character's token."""


class SceneDraft:
    """Shots in cutting order, without ids and slates yet; each differs from the one before by a step in size."""

    def __init__(self, scene: str, staging: Staging, homes: Mapping[str, str] | None = None) -> None:
        """`homes` are the scenes in whose places people are seen while two places alternate, by token."""
        self.scene = scene
        self.staging = staging
        self.homes = homes or {}
        self.tense: Tense = "present"
        self.place = ""
        """The place of the next shots, where it is not the scene's."""
        self.hour: Hour | None = None
        """The light of the next shots, where it is not the scene's."""
        self.shots: list[Shot] = []
        self.voices: list[Voice] = []
        """Voices over pictures that are still to come."""
        self.since_wide = 0
        """Shots since the scene was last seen wide."""

    @property
    def last(self) -> Shot | None:
        """The shot before the next one, in this scene."""
        return self.shots[-1] if self.shots else None

    def add(
        self,
        framing: Framing,
        size: Size,
        people: Iterable[str] = (),
        *,
        action: str = "",
        thing: str = "",
        spans: tuple[Span, ...] = (),
        angle: Angle = Angle.EYE,
        move: Move = Move.STATIC,
        wider: bool = False,
        reason: str = "",
    ) -> Shot:
        """The next shot. A voice that waits for a picture is heard over it, when nothing else is."""
        subjects = self.staging.of(people)
        if self.voices and not spans and framing != Framing.TITLE:
            spans = (self.voices.pop(0).span,)
        turned = framing in _FROM_ONE_SIDE and len(self.staging.subjects) > 1
        elsewhere = bool(subjects) and framing != Framing.POINT_OF_VIEW
        home = self.homes.get(subjects[0].token, self.scene) if elsewhere else self.scene
        shot = Shot(
            id="",
            slate="",
            scene=home,
            framing=framing,
            size=size,
            angle=angle,
            move=move,
            subjects=subjects,
            thing=thing,
            action=action,
            spans=spans,
            view=1 if turned and subjects and subjects[0].side == "right" else 0,
            tense=self.tense,
            place=self.place if home == self.scene else "",
            hour=self.hour,
            reason=reason,
        )
        shot = stepped(shot, self.last, wider)
        self.since_wide = 0 if framing in _WIDE else self.since_wide + 1
        self.shots.append(shot)
        return shot

    def lay_over(self, voices: Iterable[Voice]) -> None:
        """Let voices be heard: the first over the last shot when nothing is heard there, the others over what comes."""
        waiting = list(voices)
        last = self.last
        if last is not None and not last.spans and last.framing != Framing.TITLE and not self.voices:
            self.shots[-1] = last.model_copy(update={"spans": (waiting.pop(0).span,)})
        self.voices += waiting
