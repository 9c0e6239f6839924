"""The shots of one scene while they are being chosen: where the camera was last, and who is heard over what comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from bible.entries import Hour
from bible.memory import Tense
from bible.model import Frozen
from shots.reading_time import played_seconds
from shots.shot import Angle, Framing, Move, Shot, Size, Span, Subject
from shots.sizes import stepped
from shots.staging import Staging

_WIDE = {Framing.ESTABLISHING, Framing.MASTER, Framing.TWO_SHOT}
_GOES_ON = Fraction(8)
"""Seconds of action that one wide shot takes in."""
_LOOKING = {Framing.SINGLE, Framing.OVER_SHOULDER, Framing.REACTION}
"""Framings of one person who looks at somebody out of frame, or at a shoulder."""
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
        self.inside = False
        """The scene is indoors, where nothing is seen from very far."""
        self.recalled = False
        """The next shots are remembered: nobody is where they are now."""
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
        home = self._home(framing, subjects)
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
            hour=self.hour if home == self.scene else None,
            reason=reason,
        )
        shot = stepped(shot, self.last, wider)
        if self.inside and shot.size == Size.EWS and framing != Framing.TITLE:
            shot = stepped(shot.model_copy(update={"size": Size.FS}), self.last)
        self.since_wide = 0 if framing in _WIDE else self.since_wide + 1
        self.shots.append(shot)
        return shot

    def go_on(self, action: str, people: Iterable[str]) -> bool:
        """Let the last shot go on where it shows all these people wide and in silence; returns whether it does."""
        last, everyone = self.last, frozenset(people)
        if last is None or last.framing != Framing.MASTER or last.spans or self.voices or not last.action:
            return False
        there = {each.token for each in last.subjects}
        stage = (last.place, last.hour, last.tense) == (self.place, self.hour, self.tense)
        whole = f"{last.action} {action}"
        if there != everyone or not stage or played_seconds(whole) > _GOES_ON:
            return False
        self.shots[-1] = last.model_copy(update={"action": whole})
        return True

    def beside(self, people: Iterable[str]) -> tuple[str, ...]:
        """Those of these people who are where the last shot was, while two places alternate; else all of them."""
        if not self.homes or self.recalled or self.last is None:
            return tuple(people)
        return tuple(token for token in people if self.homes.get(token, self.scene) == self.last.scene)

    def _home(self, framing: Framing, subjects: tuple[Subject, ...]) -> str:
        """The scene in whose place a shot is: that of whom it is about; what is seen or shown is where the last was."""
        if not self.homes or self.recalled:
            return self.scene
        if subjects and framing != Framing.POINT_OF_VIEW:
            return self.homes.get(subjects[0].token, self.scene)
        return self.last.scene if self.last is not None else self.scene

    def looks_past(self, token: str, at: str) -> bool:
        """Whether somebody seen alone now would look the same way as the one they look at, who spoke last alone."""
        for shot in reversed(self.shots):
            if shot.framing in _WIDE and len(shot.subjects) > 1:
                return False
            if shot.framing in _LOOKING and shot.spans and shot.subjects:
                return shot.subjects[0].token == at and self.staging.side(at) == self.staging.side(token) != "centre"
        return False

    def lay_over(self, voices: Iterable[Voice]) -> None:
        """Let voices be heard: the first over the last shot when nothing is heard there, the others over what comes."""
        waiting = list(voices)
        last = self.last
        if last is not None and not last.spans and last.framing != Framing.TITLE and not self.voices:
            self.shots[-1] = last.model_copy(update={"spans": (waiting.pop(0).span,)})
        self.voices += waiting
