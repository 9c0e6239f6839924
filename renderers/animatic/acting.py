"""What a character does over a shot: one pose for each frame.

Bodies move on twos (twelve drawings a second); mouths change on any frame, so that lips keep up with the sound.
"""

from __future__ import annotations

import math
import random
import re
import zlib
from dataclasses import replace

from bible.entries import Character
from bible.errors import RenderError
from renderers.animatic.aloft import Aloft, aloft, in_bed, off_the_ground
from renderers.animatic.business import (
    Business,
    Walk,
    Way,
    ease,
    gesture,
    kick,
    kicked_at,
    nod,
    read_business,
    with_book,
)
from renderers.animatic.deeds import deeds_of, pair_of, without_deeds
from renderers.animatic.directions import (
    around_table,
    between_others,
    drives,
    embraced,
    facing_of,
    follows,
    helm_hands,
    hides_behind,
    in_car,
    in_passage,
    on_bench,
    one_way,
    order,
    posture_of,
    sees_dashboard,
    sleeps,
    steers,
    walk_of,
)
from renderers.animatic.doing import Body, perform
from renderers.animatic.gesture import Gesture
from renderers.animatic.gestures import kept
from renderers.animatic.manner import CALM, Expression, expression, punctuated, wear
from renderers.animatic.parts import part_of, past_of, unnamed
from renderers.animatic.pose import LOW, Low, Pose, Viseme
from renderers.animatic.posture import Posture, hold
from renderers.animatic.proportions import eye_height, head_height
from renderers.animatic.rest import arms_round, seated
from renderers.animatic.tongues import in_english
from renderers.animatic.views import rounded
from renderers.animatic.visemes import SILENT, mouth_track
from renderers.animatic.walking import Route, to_edge, walking
from shots.recipe import Recipe, Utterance
from shots.shot import Framing, Size

_DRAWINGS = 12
"""Drawings a second."""
_LINGER = 0.4
"""Seconds a mood stays on the face after its line."""
_TALKING_HANDS = tuple(
    Gesture(far=at, far_shape="offer", begin=0.0, hold=1.2, swing=0.07, across=False)
    for at in ((1.30, 0.98), (1.16, 1.24), (1.40, 0.80))
)
"""The hand that is held out while talking is the one away from the lens: it does not cross the body."""
_HANDS_ON_RING = ((-0.09, 1.2), (1.61, 1.2))
"""Hand targets on the ring of a car's wheel, of a body that sits squarely behind it."""
_AT_REST = Pose()
_INSTEAD = ("jump", "climb", "crawl", "dance", "fight", "grapple", "carry", "spin")
"""Deeds that take all of a body: who does them walks nowhere beside."""
_PAST_ALL = re.compile(r"\b(along|through|down|past|follows?)\b", re.IGNORECASE)
_LOUD: dict[Viseme, Viseme] = {"AI": "AH"}


class Performance:
    """One character's acting in one take. The same recipe gives the same poses."""

    def __init__(self, recipe: Recipe, token: str) -> None:
        """Read the part of the character with this token. Raises RenderError when nobody in the cast has it."""
        self._recipe = recipe
        self._me = _cast_as(recipe, token)
        self._dice = random.Random(zlib.crc32(f"{recipe.seed} {recipe.shot.id} {token}".encode()))
        self._fps = float(recipe.picture.rate.fps)
        self._hold = max(1, round(self._fps / _DRAWINGS))
        self._length = recipe.frames / self._fps
        self._others = tuple(each for each in recipe.cast if each.token != token)
        self._lines = tuple(each for each in recipe.utterances if each.speaker == token and each.lips)
        self._part = part_of(recipe, self._me)
        places = [each.token for each in order(recipe)]
        self._body = Body(token, head_height(self._me.look), token in places[:1] or self._left_of_other(places))
        deeds = deeds_of(recipe)
        close = recipe.shot.framing == Framing.OVER_SHOULDER
        self._deeds = tuple(each for each in deeds if token in each.people and not (close and each.name in _INSTEAD))
        told = without_deeds(unnamed(recipe, self._part)) if self._deeds else unnamed(recipe, self._part)
        self._business = _fitting(read_business(told), recipe.shot.size)
        if self._business.walk or not self._deeds:
            walk = walk_of(recipe, self._me) if recipe.shot.size.step <= Size.MLS.step else None
            self._business = replace(self._business, walk=walk)
        if any(each.name in _INSTEAD for each in self._deeds):
            self._business = replace(self._business, walk=None)
        self._business = with_book(self._business, in_english(" ".join((*recipe.dressing, recipe.shot.action))))
        self._kept = None if self._holds() else kept(past_of(recipe, self._me), in_english(" ".join(recipe.dressing)))
        if embraced(recipe, self._me):
            self._business = replace(self._business, gestures=(arms_round(recipe, self._me),), walk=None)
        self._in_car = in_car(recipe.location)
        at_wheel = (drives if self._in_car else steers)(recipe) == token
        if at_wheel and (not self._in_car or sees_dashboard(recipe)):
            near, far = _HANDS_ON_RING if self._in_car else helm_hands(self._me.look)
            held = Gesture(near, far, "fist", "fist", begin=0.0, swing=0.0 if self._in_car else 0.02)
            self._business = replace(self._business, gestures=(held,))
        self._posture = _shown(posture_of(recipe, self._me), recipe.shot.size, in_bed(recipe, self._me))
        self._aloft = aloft(recipe, self._me, self._posture)
        self._kick = kicked_at(self._part, self._length)
        self._tracked = False
        self._posed: tuple[int, Pose] | None = None
        self._at_table = around_table(recipe)
        self._on_bench = on_bench(recipe)
        self._hides = hides_behind(recipe)
        self._asleep = sleeps(recipe, self._me) and not self._lines
        self._mood = expression(self._part)
        self._first = -recipe.handles - self._hold
        self._mouth = self._read_mouth()
        self._rest = self._rest_pose()
        self._blinks = self._plan_blinks()
        self._wander = [round(self._dice.uniform(-0.12, 0.12), 2) for _ in range(16)]

    def _holds(self) -> bool:
        return any(each.holding for each in self._business.gestures) or in_car(self._recipe.location)

    def _way(self, walk: Walk) -> Route:
        passage = in_passage(self._recipe.location)
        return Route(
            self._me.look, self._recipe.shot.size, self._length, self.leaves, self.way_out, self._tracked,
            self._crosses(walk), passage, 1.6 if follows(self._part) else 0.0,
        )  # fmt: skip

    def _left_of_other(self, places: list[str]) -> bool:
        """Whether somebody is the one on the left of the two who come close to each other."""
        pair = pair_of(self._recipe)[0]
        return self._me.token in pair and next(each for each in places if each in pair) == self._me.token

    @property
    def walks(self) -> Way | None:
        """Whether the character comes in, goes out, or goes on and on."""
        return self._business.walk.way if self._business.walk else None

    @property
    def aloft(self) -> Aloft:
        """What keeps the character off the ground."""
        return self._aloft

    @property
    def leaves(self) -> float:
        """Seconds after which who goes out sets off."""
        walk, soonest = self._business.walk, min(0.6, self._length * 0.25)
        return max(soonest, self._length - 0.5 - to_edge(self._recipe.shot.size, walk)) if walk else soonest

    @property
    def way_out(self) -> int:
        """Whither who goes out turns: to the nearer edge, past nobody."""
        if together := one_way(self._recipe):
            return together
        side = next(each.side for each in self._recipe.shot.subjects if each.token == self._me.token)
        return {"left": -1, "right": 1}.get(side, self._rest.facing) if self._others else self._rest.facing

    @property
    def walks_on(self) -> bool:
        """Whether the character goes on and on, so that the camera may go along."""
        return self.walks == "on"

    def track(self) -> None:
        """Have the camera go along: who walks on never arrives."""
        self._tracked = True
        self._posed = None

    def pose(self, frame: int) -> Pose:
        """The pose on a frame of the cut; frames below 0 and from the cut's length on are handles."""
        if self._posed is None or self._posed[0] != frame:
            self._posed = (frame, self._pose(frame))
        return self._posed[1]

    def _pose(self, frame: int) -> Pose:
        seconds = (frame - frame % self._hold) / self._fps
        pose = self._moods(self._rest, seconds)
        pose = self._attention(pose, seconds)
        pose = self._talk(pose, seconds)
        pose = perform(self._act(pose, seconds), self._deeds, self._body, seconds, self._length)
        if self._asleep:
            pose = replace(pose, pitch=pose.pitch + 0.4, tilt=pose.tilt + 9)
        lid = 0.0 if self._asleep else pose.lid * self._blink(seconds)
        shape = self._mouth[max(0, min(len(self._mouth) - 1, frame - self._first))]
        breath = round(math.sin(seconds * 1.6 + self._dice_phase) * 4) / 4
        return rounded(replace(pose, lid=lid, mouth=shape, breath=breath))

    def _read_mouth(self) -> tuple[Viseme, ...]:
        recipe = self._recipe
        last = recipe.frames + recipe.handles + self._hold
        track = (SILENT,) * (last - self._first + 1)
        for line in self._lines:
            mouth = mouth_track(line.phones, line.sample_rate, recipe.picture.rate, self._first, last)
            loud = expression(" ".join(line.manner)).effort > 0.2
            mouth = tuple(_LOUD.get(each, each) for each in mouth) if loud else mouth
            track = tuple(new if new != SILENT else old for old, new in zip(track, mouth, strict=True))
        return track

    def _rest_pose(self) -> Pose:
        self._dice_phase = self._dice.uniform(0, 6)
        either = 1 if self._dice.random() < 0.5 else -1
        facing = facing_of(self._recipe, self._me.token) or either
        pose = Pose(facing=facing, tilt=round(self._dice.uniform(-1.5, 1.5), 1))
        if in_car(self._recipe.location):
            pose = replace(pose, turn=0.0)
        if self._recipe.shot.framing == Framing.POINT_OF_VIEW and len(self._recipe.shot.subjects) == 1:
            return replace(pose, turn=0.0, yaw=0.0, gaze=(0.0, 0.0))  # somebody looks back from where the lens is
        if not self._others:
            return replace(pose, yaw=0.38, gaze=(0.2, 0.0))
        pose = self._eyeline(replace(pose, yaw=0.5, gaze=(0.45, 0.0)), self._others[0])
        return replace(pose, turn=0.0) if between_others(self._recipe, self._me.token) else pose

    def _eyeline(self, pose: Pose, partner: Character) -> Pose:
        """Eyes and head to the partner's height: a grown-up looks down at a child, the child up."""
        above = eye_height(partner.look) - eye_height(self._me.look)
        if abs(above) < 0.12:
            return pose
        steep = max(-1.0, min(1.0, above / 0.35))
        if steep < 0:
            return replace(
                pose,
                pitch=-0.45 * steep,
                gaze=(pose.gaze[0], -0.55 * steep),
                tilt=pose.tilt - 5 * steep,
                lid=pose.lid + 0.06 * steep,
            )
        return replace(
            pose, pitch=-0.6 * steep, gaze=(pose.gaze[0], -0.5 * steep), tilt=pose.tilt - 3 * steep, lid=pose.lid * 1.08
        )

    def _plan_blinks(self) -> tuple[float, ...]:
        """The moments at which lids begin to fall: every four seconds or so, and when a line is over."""
        last = self._length + self._recipe.handles / self._fps
        moment = self._dice.uniform(0.5, 1.6) - 4.0
        moments = []
        while moment < last:
            moments.append(moment)
            moment += self._dice.uniform(2.9, 4.4)
        ends = [(each.start + each.samples) / each.sample_rate + 0.2 for each in self._recipe.utterances]
        return tuple(sorted([*moments, *ends]))

    def _blink(self, seconds: float) -> float:
        """How open the lids are, 0 to 1."""
        for begin in self._blinks:
            since = seconds - begin
            if 0 <= since < 0.30:
                return 0.5 if since < 0.08 or since >= 0.21 else 0.0
        return 1.0

    def _speaking(self, seconds: float, speakers: tuple[Utterance, ...], after: float = 0.0) -> Utterance | None:
        for line in speakers:
            begin = line.start / line.sample_rate
            if begin - 0.12 <= seconds < begin + line.samples / line.sample_rate + after:
                return line
        return None

    def _moods(self, pose: Pose, seconds: float) -> Pose:
        line = self._speaking(seconds, self._lines, _LINGER)
        if line is None:
            since_action = ease((seconds - 0.25) / 0.4)
            return wear(pose, self._mood, since_action * 0.8)
        mood = punctuated(self._line_mood(line), line.text)
        begin = line.start / line.sample_rate
        end = begin + line.samples / line.sample_rate
        amount = ease((seconds - begin + 0.12) / 0.3) * (1 - 0.5 * ease((seconds - end) / _LINGER))
        return wear(pose, mood, amount)

    def _line_mood(self, line: Utterance) -> Expression:
        mood = expression(" ".join(line.manner))
        return mood if mood != CALM else self._mood

    def _attention(self, pose: Pose, seconds: float) -> Pose:
        """Listeners look at who speaks; everyone's eyes wander a little between thoughts."""
        wander = self._wander[int(seconds / 1.3) % len(self._wander)]
        pose = replace(pose, gaze=(pose.gaze[0] + wander, pose.gaze[1] + wander * 0.3))
        heard = self._speaking(
            seconds, tuple(each for each in self._recipe.utterances if each.speaker != self._me.token)
        )
        if heard is None:
            return pose
        since = seconds - heard.start / heard.sample_rate
        lift = 0.22 * math.sin(min(1.0, max(0.0, since) / 1.2) * math.pi)
        pose = replace(pose, brow=pose.brow + lift, tilt=pose.tilt + 1.5 * ease(since / 0.8))
        if self._behind(heard.speaker):
            pose = replace(pose, gaze=(-0.75, pose.gaze[1]), yaw=0.34)
        return pose

    def _behind(self, speaker: str) -> bool:
        """Whether someone in frame stands on the side this character turns the back to."""
        places = {each.token: place for place, each in enumerate(order(self._recipe))}
        if speaker not in places or self._me.token not in places:
            return False
        return (places[speaker] - places[self._me.token]) * self._rest.facing < 0

    def _talk(self, pose: Pose, seconds: float) -> Pose:
        """The head goes with the words; in wider shots one hand does too."""
        line = self._speaking(seconds, self._lines)
        if line is None:
            return pose
        beat = seconds * 2 * math.pi
        pose = replace(
            pose,
            pitch=pose.pitch + 0.07 * math.sin(beat * 0.9 + self._dice_phase),
            tilt=pose.tilt + 1.1 * math.sin(beat * 0.55 + self._dice_phase),
        )
        begin, length = line.start / line.sample_rate, line.samples / line.sample_rate
        talks = length > 1.4 and not self._business.gestures and not self._in_car
        if talks and self._recipe.shot.size.step <= Size.MS.step:
            way = _TALKING_HANDS[zlib.crc32(line.line.encode()) % len(_TALKING_HANDS)]
            return gesture(pose, replace(way, hold=max(0.5, length - 1.5)), seconds - begin - 0.1, length)
        return pose

    def _act(self, pose: Pose, seconds: float) -> Pose:
        business = self._business
        if self._kept:
            pose = gesture(pose, self._kept, seconds, self._length)
        for each in self._now(seconds):
            pose = gesture(pose, each, seconds, self._length)
        if business.nod and self._speaking(seconds, self._lines) is None:
            pose = nod(pose, business.nod, seconds, self._length)
        rested = (pose.near_hand, pose.far_hand) == (_AT_REST.near_hand, _AT_REST.far_hand)
        pose = hold(
            pose, self._posture, seconds, self._length, stool=not (self._on_bench or "throne" in self._part.lower())
        )
        if self._kick is not None:
            pose = kick(pose, seconds - self._kick)
        if self._aloft:
            size = self._recipe.shot.size
            whole = None if size.step > Size.FS.step else len(self._recipe.shot.subjects) < 2
            return off_the_ground(pose, self._aloft, self._me.look, self._part, seconds, self._length, whole)
        if pose.legs == "sit":
            pose = seated(pose, self._me.look, rested, self._at_table)
        if pose.legs in ("crouch", "floor") and self._hides:
            pose = replace(pose, legs="floor", lean=pose.lean + 22, pitch=pose.pitch + 0.3)
        if pose.legs == "floor" and rested:
            pose = replace(pose, near_hand=(0.62, 1.62), far_hand=(1.05, 1.36))
        if pose.legs in ("kneel", "crouch") and rested:
            pose = replace(pose, near_hand=(0.55, 1.75), far_hand=(0.95, 1.55))
        if business.walk and pose.legs == "stand" and not pose.fallen:
            pose = walking(pose, business.walk, self._way(business.walk), seconds)
        return pose

    def _now(self, seconds: float) -> tuple[Gesture, ...]:
        """The gesture that is due: of two, the second takes over in the middle of the shot."""
        made = self._business.gestures
        if len(made) < 2:
            return made
        return made[:1] if seconds < made[1].begin * min(self._length, 4.0) else made[1:]

    def _crosses(self, walk: Walk) -> bool:
        """Whether somebody goes on past the frame's other edge; who speaks stays to be seen."""
        through = walk.legs == "run" or bool(_PAST_ALL.search(self._part))
        return walk.way == "on" and not self._recipe.utterances and through


def _cast_as(recipe: Recipe, token: str) -> Character:
    for character in recipe.cast:
        if character.token == token:
            return character
    raise RenderError(f"{token} is in the shot but not in its cast", where=recipe.shot.slate)


def _fitting(business: Business, size: Size) -> Business:
    """Only what the frame shows: nobody walks in a close shot."""
    return business if size.step <= Size.MLS.step else replace(business, walk=None)


def _shown(posture: Posture, size: Size, bed: bool) -> Posture:
    """Only what the frame shows: in a medium shot people are up or down all along, in closer ones it is all one."""
    if size == Size.MLS and posture.last == "lie" and not bed:  # flat on the ground nothing of them would be seen
        return replace(posture, first="floor" if posture.first == "lie" else posture.first, last="floor")
    if size.step <= Size.MLS.step:
        return posture
    if size == Size.MS and posture.last == "lie":
        low: Low = "sit" if bed else "floor"  # the mattress is below the frame
        return Posture(low, low)
    if size == Size.MS and posture.last in (*LOW, "stand"):
        return posture if posture.first == posture.last else replace(posture, first=posture.last)
    return Posture(back=posture.back and size == Size.MS)
