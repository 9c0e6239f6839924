"""Covering a scene: the place, then the people, then what they do and say; each beat becomes a shot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bible.entries import Bible
from bible.script import Scene, Setting
from shots.actors import Cast
from shots.beat import Beat
from shots.draft import SceneDraft
from shots.moves import goes_deep
from shots.sentences import sentences
from shots.shot import Angle, Framing, Move, Shot, Size
from shots.speeches import Speeches

_BODY = re.compile(
    r"\b(walks?|runs?|running|sprints?|rushes|hurries|enters?|comes?|crosses|strides?|strolls?|climbs?|jumps?|leaps?|falls?|"
    r"stands?|sits?|rises|kneels?|lies|dances?|crawls?|staggers?|storms?|swims?|rides?|exits?|leaves|arrives?|approaches|"
    r"paces?|tiptoes?|backs away|steps?|goes|collapses|fights?|wrestles?|gets? (?:up|out|in|into|off|on|down|to)|bolts|"
    r"vaults|crashes|stumbles|dives|ducks|tumbles|bursts|shoves|follows|hides)\b",
    re.I,
)
_ENTERS = re.compile(
    r"\b(enters?|comes?|arrives?|appears?|emerges?|joins?|walks?|runs?|bursts?|steps?|rushes|strides?|hurries|slips?|"
    r"climbs?|returns?|storms?|drives?|approaches|limps|staggers|crosses|rides?|strolls?|wanders?)\b",
    re.I,
)
"""What makes somebody a newcomer, not somebody who was there."""
_GOES = re.compile(
    r"\b(walks?|runs?|running|sprints?|rushes|hurries|crosses|strides?|strolls?|storms?|rides?|drives?|marches|paces?|"
    r"tiptoes?|chases?|flees|bolts)\b",
    re.I,
)
_DRIVES = re.compile(r"\b(?:drives?|rides?)\b", re.I)
"""How people go who sit: from inside, the camera sits with them."""
_HANDS = re.compile(
    r"\b(takes?|gives?|picks?|holds?|pulls?|pushes|writes?|digs?|coils?|opens?|closes|strikes?|pours?|lights?|cuts?|"
    r"(?<!his )(?<!her )(?<!their )(?<!both )(?<!two )(?<!with )hands|"
    r"ties|throws?|catches|grabs?|reaches|drops?|puts?|lays?|lifts?|turns? the|steers?|dials?|types?|knocks?|shakes?|"
    r"wipes|washes|rubs|straightens|unfolds?|folds?|drinks?|eats?|points?|waves?)\b",
    re.I,
)
_FACE = re.compile(
    r"\b(looks?|smiles?|nods?|thinks?|sighs?|cries|weeps?|listens?|watches|frowns?|stares?|blinks?|hesitates?|waits?|"
    r"swallows?|winces?|grins?|laughs?|considers?|notices|realizes|realises|sees|breathes?|silence|silent|freezes|glances?|"
    r"gazes?|shrugs?|asleep|sleeps?)\b",
    re.I,
)
_EYES = re.compile(
    r"\b(?:opens|closes|shuts|narrows|rolls|lowers|lifts|raises) (?:his|her|their|both) (?:eyes|eyelids|head)\b", re.I
)
"""Done with the face, by words of the hands."""
_FEET = re.compile(r"\b(feet|foot|shoes?|boots?|legs?|knees?|trousers|head to toe)\b", re.I)
_LOOKS = re.compile(r"\b(looks?|stares?|gazes?|watch(?:es)?|sees|glances?|notices|studies|eyes)\b", re.I)
_TOGETHER = re.compile(r"\b(they|both|each other|one another|together)\b", re.I)
_ROUGH = re.compile(
    r"\b(fights?|struggles?|wrestles?|explodes?|crash(?:es)?|brawl|attacks?|chases?|panics?|stampede|punch(?:es)?|kicks?|"
    r"slaps?|tackles?|smash(?:es)?)\b",
    re.I,
)
_ITEM_SIZES = (Size.WS, Size.MS, Size.CU, Size.FS, Size.MCU)
_THOUGHT = "a thought on a face"
_LONG_ALONE = 5
"""Shots of people alone after which the next thing done shows two of them."""
_TALLER = 20
"""Centimetres by which a look goes down or up at somebody."""


class SceneDirector:
    """Directs one scene."""

    def __init__(self, scene: Scene, bible: Bible, draft: SceneDraft, introduced: set[str]) -> None:
        """`introduced` holds those the film has shown; it grows."""
        sheet = bible.sheet(scene.id)
        self._scene = scene
        self._bible = bible
        self._draft = draft
        self._introduced = introduced
        cast = Cast(bible, (token for token in sheet.characters if token not in sheet.voices))
        draft.inside = not self._outside
        self._speeches = Speeches(draft, bible, cast, len(scene.lines))
        self._items = 0
        self._next: Beat | None = None

    def direct(self, beats: Sequence[Beat], new_place: bool) -> list[Shot]:
        """The shots of the scene. `new_place` when the film comes here from somewhere or some time else."""
        place = self._open(beats) if new_place else 0
        while place < len(beats):
            beat = beats[place]
            self._draft.tense, self._draft.recalled = beat.tense, beat.recalled
            self._draft.place, self._draft.hour = beat.place, beat.hour
            self._next = beats[place + 1] if place + 1 < len(beats) else None
            if beat.kind == "speech":
                place += self._speeches.cover(beats[place:])
                continue
            {
                "place": self._place,
                "deed": self._deed,
                "insert": self._insert,
                "view": self._view,
                "item": self._item,
                "lettering": self._lettering,
            }[beat.kind](beat)
            place += 1
        self._speeches.flush(beats[-1].present if beats else ())
        if not self._draft.shots:
            self._draft.add(Framing.MASTER, Size.WS, reason="the place")
        return self._draft.shots

    @property
    def _outside(self) -> bool:
        return self._scene.heading.setting in (Setting.EXT, Setting.INT_EXT)

    def _open(self, beats: Sequence[Beat]) -> int:
        """See the place wide; returns how many beats went into that."""
        first = beats[0] if beats else None
        acted = first is not None and len(first.actors) > 0 and len(sentences(first.text)) > 1
        # What several sentences tell of people is not seen from very far.
        size = Size.EWS if self._outside and not acted else Size.WS
        if first is None:
            self._draft.add(Framing.ESTABLISHING, size, reason="the place")
            return 0
        self._draft.tense = first.tense
        if first.kind in ("item", "insert", "view", "lettering") or first.size is not None:
            return 0
        if first.kind == "speech":
            self._draft.add(Framing.ESTABLISHING, size, reason="a new place")
            return 0
        self._draft.add(Framing.ESTABLISHING, size, first.actors, action=first.text, reason="a new place")
        if len(first.actors) > 1:
            self._speeches.seen_together()
        self._introduced.update(first.actors if not self._outside else ())
        return 1

    def _place(self, beat: Beat) -> None:
        present = self._draft.beside(beat.present)
        size = beat.size or (Size.WS if present or not self._outside else Size.EWS)
        reason = "the place and everyone in it" if present else "the place"
        if beat.size is not None or not self._draft.go_on(beat.text, present):
            self._draft.add(Framing.MASTER, size, present, action=beat.text, wider=True, reason=reason)
        if len(present) > 1:
            self._speeches.seen_together()

    def _deed(self, beat: Beat) -> None:
        leader = beat.actors[0]
        move = self._move(beat)
        comes = self._draft.shots and len(beat.present) > 1 and not beat.intercut and _ENTERS.search(beat.text)
        newcomers = beat.enters if comes else ()
        # Who goes out of a wide shot is followed; else the camera goes wide, to show that somebody is missing.
        goes = bool(beat.leaves) and not beat.intercut and (self._draft.since_wide > 0 or len(beat.actors) > 1)
        if beat.size is not None and beat.size.step >= Size.MCU.step:
            self._alone(leader, beat, move)
        elif (newcomers or goes) and self._seen_before() and len(beat.present) > 1:
            people = (*beat.actors, *(token for token in beat.present if token not in beat.actors))
            size = beat.size or (Size.WS if len(people) > 2 else Size.FS)
            reason = "somebody goes" if goes else "somebody comes in"
            self._together(Framing.MASTER, size, people, beat, move, reason)
        elif len(beat.actors) > 2 or (len(beat.actors) == 2 and self._speeches.wide_due):
            self._together(Framing.MASTER, beat.size or Size.WS, beat.actors, beat, move, "everyone who acts")
        elif len(beat.actors) == 2 and not _is_look(beat.text) and self._just_together(beat):
            reason = "closer to the one who acts"
            self._draft.add(Framing.OVER_SHOULDER, Size.MS, beat.actors, action=beat.text, move=move, reason=reason)
        elif len(beat.actors) == 2 and not _is_look(beat.text):
            size = beat.size or (Size.FS if _GOES.search(beat.text) else Size.MS)
            self._together(Framing.TWO_SHOT, size, beat.actors, beat, move, "the two of them")
        elif self._draft.since_wide >= _LONG_ALONE and len(beat.present) > 1 and not beat.intercut:
            partner = next(token for token in (*beat.actors[1:], *beat.present) if token != leader)
            self._together(Framing.TWO_SHOT, beat.size or Size.MLS, (leader, partner), beat, move, "together again")
        elif self._place_is_due(beat):
            self._together(Framing.MASTER, Size.WS, beat.actors, beat, move, "the place again")
        else:
            self._alone(leader, beat, move)
        self._introduced.update(beat.actors)

    def _place_is_due(self, beat: Beat) -> bool:
        """Whether somebody alone was seen so long without their place that it shows where they go now."""
        due = self._draft.since_wide >= _LONG_ALONE and len(beat.present) == 1 and beat.size is None
        return due and not beat.intercut and bool(_BODY.search(beat.text))

    def _just_together(self, beat: Beat) -> bool:
        """Whether the two who act were just seen together: what they do next is seen past one of them."""
        last = self._draft.last
        if last is None or last.framing != Framing.TWO_SHOT or beat.size is not None or beat.intercut:
            return False
        pair = {each.token for each in last.subjects} == set(beat.actors)
        return pair and self._draft.staging.face(*beat.actors) and not _GOES.search(beat.text)

    def _together(
        self, framing: Framing, size: Size, people: Sequence[str], beat: Beat, move: Move, reason: str
    ) -> None:
        if framing != Framing.MASTER or beat.size is not None or not self._draft.go_on(beat.text, people):
            self._draft.add(framing, size, people, action=beat.text, move=move, wider=True, reason=reason)
        self._speeches.seen_together()

    def _alone(self, leader: str, beat: Beat, move: Move) -> None:
        new = leader not in self._introduced
        size, reason = _size_of(beat.text)
        if new and size.step > Size.MLS.step:
            size, reason = Size.MLS, "the first sight of them"
        last = self._draft.last
        if goes_deep(beat.text) and move == Move.STATIC and not new:
            size, move, reason = Size.MCU, Move.RACK_FOCUS, "from near to far"
        if self._speaks_next(leader) and size == self._speeches.size_for(leader):
            size = _wider(size)
        listens = (
            size.step >= Size.MS.step
            and reason == _THOUGHT
            and last is not None
            and bool(last.spans)
            and last.subjects[:1] != self._side(leader)
        )
        framing = Framing.REACTION if listens and not new else Framing.SINGLE
        self._draft.add(
            framing, beat.size or size, (leader,), action=beat.text, move=move,
            wider=size.step < Size.MCU.step and self._draft.since_wide > 0,
            reason=reason,
        )  # fmt: skip
        if size.step < Size.MCU.step:
            self._speeches.loosen()

    def _speaks_next(self, token: str) -> bool:
        beat = self._next
        return beat is not None and beat.kind == "speech" and self._bible.named(beat.lines[0].cue).token == token

    def _insert(self, beat: Beat) -> None:
        self._draft.add(
            Framing.INSERT, beat.size or Size.CU, thing=beat.thing, action=beat.text, reason=f"the {beat.thing}"
        )

    def _view(self, beat: Beat) -> None:
        last = self._draft.last
        looker = last.subjects[0].token if last is not None and last.subjects else None
        if beat.looker in beat.present and beat.looker != looker:
            self._draft.add(Framing.REACTION, Size.MCU, (beat.looker,), reason="the one who looks")
            looker = beat.looker
        seen = [token for token in beat.actors if token != looker]
        angle = self._angle(looker, seen[0] if seen else None, last.action if last else "")
        body = Size.FS if _FEET.search(beat.text) else Size.MS
        size = beat.size or (body if seen else Size.WS)
        self._draft.add(Framing.POINT_OF_VIEW, size, seen, action=beat.text, angle=angle, reason="what they see")

    def _item(self, beat: Beat) -> None:
        size = beat.size or _ITEM_SIZES[self._items % len(_ITEM_SIZES)]
        self._items += 1
        many = len(beat.actors)
        framing = Framing.SINGLE if many == 1 else Framing.TWO_SHOT if many == 2 else Framing.MASTER
        self._draft.add(
            framing, size, beat.actors, action=beat.text, move=self._move(beat), reason="a row of the montage"
        )
        self._introduced.update(beat.actors)

    def _lettering(self, beat: Beat) -> None:
        self._draft.add(Framing.TITLE, Size.EWS, thing=beat.text, reason="words on the screen")

    def _seen_before(self) -> bool:
        return any(shot.subjects for shot in self._draft.shots)

    def _side(self, token: str) -> tuple[object, ...]:
        return self._draft.staging.of((token,))

    def _move(self, beat: Beat) -> Move:
        """The camera goes with whoever goes, and shakes when things get rough."""
        if _ROUGH.search(beat.text):
            return Move.HANDHELD
        if beat.actors and _GOES.search(_DRIVES.sub("", beat.text) if not self._outside else beat.text):
            right = self._draft.staging.side(beat.actors[0]) != "right"
            if self._outside:
                return Move.PAN_RIGHT if right else Move.PAN_LEFT
            return Move.TRUCK_RIGHT if right else Move.TRUCK_LEFT
        return Move.STATIC

    def _angle(self, looker: str | None, seen: str | None, action: str) -> Angle:
        if re.search(r"\bup\b", action, re.I):
            return Angle.LOW
        if re.search(r"\bdown\b", action, re.I):
            return Angle.HIGH
        if looker is None or seen is None:
            return Angle.EYE
        taller = self._bible.character(looker).look.height_cm - self._bible.character(seen).look.height_cm
        return Angle.HIGH if taller >= _TALLER else Angle.LOW if taller <= -_TALLER else Angle.EYE


def _is_look(text: str) -> bool:
    return bool(_LOOKS.search(text)) and not _BODY.search(text) and not _TOGETHER.search(text)


def _wider(size: Size) -> Size:
    return list(Size)[max(0, size.step - 1)]


def _size_of(text: str) -> tuple[Size, str]:
    """How close one person's deed is seen: a body in motion whole, hands to the waist, a face near."""
    if _BODY.search(text):
        return Size.FS, "a body in motion"
    if _EYES.search(text):
        return Size.MCU, _THOUGHT
    if _HANDS.search(text):
        return Size.MS, "hands at work"
    if _FACE.search(text):
        return Size.MCU, _THOUGHT
    return Size.MLS, "what somebody does"
