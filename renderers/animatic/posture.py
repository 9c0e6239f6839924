"""Posture: whether a body stands, sits, kneels or lies, and when that changes in a shot."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from renderers.animatic.business import ease
from renderers.animatic.pose import LOW, Pose

Way = Literal["stand", "sit", "floor", "kneel", "crouch", "lie"]

_WORDS: tuple[tuple[Way, str], ...] = (
    ("stand", r"\b(stands? up|gets? up|gets? to (his|her|their) feet|rises?|jumps? up|leaps? up|stands? and|"
              r"scrambles? up|gets out|walks?|runs?|enters?|crosses|strides?|leaves|follows|chases?|pursues?|"
              r"flees?|charges|danc(es?|ing)|waltz(es)?|fights?|leaps)\b"),
    ("kneel", r"\b(kneels?|kneeling|(drops?|sinks?|falls?|go(es)?) (down )?(to|on|onto) (his|her|their|one) knees?)\b"),
    ("lie", r"\b(falls?( over| down)?(?! (asleep|silent|in love))|collapses?|faints?|trips|drops? dead|"
            r"lies? (on|in|there|still|down|beside|next|back)|lying|knocked down|dives? (and|for|to|at|full))\b"),
    ("crouch", r"\b(crouch(es|ing)?|squats?|ducks? (under|behind|down|beneath)|hides? (under|behind)|"
               r"bends? (down|over)|stoops?)\b"),
    ("floor", r"\b(sits?|sitting|slumps?|slides?|sinks?)( down)?"
              r"( (back|up|cross-legged|alone|together|side by side|(next to|beside|with|against) (the )?\w+))?"
              r" (on|to|onto) (the|a) (\w+ )?(floor|ground|grass|sand|rug|carpet|earth|deck|snow|pavement|kerb"
              r"|jetty|dock|pier|quay|edge|roof|beach|shore|bank|lawn)\b|"
              r"\b(sits?|sitting) cross-legged\b"),
    ("sit", r"\b(sleeps?|sleeping|asleep|dozes?|dozing) (\w+ )?"
            r"(on|in) (a|an|the|his|her) (\w+ )?(chair|armchair|seat)\b"
            r"|\b(sleeps?|sleeping|asleep) (\w+ )?at (his|her|the|a) (\w+ )?(desk|table)\b"),
    ("sit", r"\b(sits?|sitting|seated|slumps?|at (his|her|their) desks?)\b"),
    ("sit", r"\b(plays?|at) (the|a|an|his|her) (\w+ )?(piano|organ|harpsichord|cello|harp)\b"),
    ("stand", r"\bstands?\b"),
)  # fmt: skip
_ACTS = re.compile(r"\b(sits? down|slumps? (down|into)|gets?|rises?|jumps?|leaps?|falls?|collapses?|faints?|trips|"
                   r"stumbles|kneels?|goes|drops|sinks|lies? (down|back)|crouch(es)?|squats?|ducks?|hides?|bends?|"
                   r"stoops?|scrambles?|stands? (up|and))\b", re.IGNORECASE)  # fmt: skip
_BACK = re.compile(
    r"\b(turns? (away|(his|her|their) back)|back to (us|the (room|camera|others))"
    r"|(stares?|looks?|gazes?|watch(es)?|peers?) (out of|through|out at|out) "
    r"|(stands?|waits?) at the (window|rail|sink)"
    r"|(writes?|draws?|chalks?) on the (black|white)?board)",
    re.IGNORECASE,
)
_SLEEPS = re.compile(r"\b(sleeps?|sleeping|asleep|unconscious)\b", re.IGNORECASE)
_ROUND = re.compile(r"\bturns?\b(?! (away|off|on|the|a|his|her))", re.IGNORECASE)
_TURN = 0.34
"""Seconds a turn takes."""
_LOWERING = 0.5
"""Seconds in which a body sits down, kneels or gets up."""
_UNDER = 2.2
"""Head heights the soles slip back under who falls, so that the body comes to lie on its mark, not on its neighbour."""
_BENT = {"crouch": 9.0, "kneel": 3.0}
"""Degrees the body leans ahead in a posture."""


@dataclass(frozen=True)
class Posture:
    """How a body is held at the start of a shot, at its end, and at which share of it that changes."""

    first: Way = "stand"
    last: Way = "stand"
    at: float = 0.0
    back: bool = False
    """Turns the back to the lens."""
    again: bool = False
    """Turns round to the lens, after having had the back to it."""


def read_posture(action: str, before: str = "") -> Posture:
    """The posture that the words of a shot ask for, given what was said of the same body before in the scene."""
    return replace(_held(action, before), again=_turns_again(action, before))


def _turns_again(action: str, before: str) -> bool:
    last = re.split(r"(?<=[.!?])\s+", before.strip())[-1]
    return bool(_BACK.search(last) and _ROUND.search(action) and not _BACK.search(action))


def _held(action: str, before: str) -> Posture:
    back = bool(_BACK.search(action))
    was = _last(before) or "stand"
    if was == "lie" and _last(re.split(r"(?<=[.!?])\s+", before.strip())[-1]) != "lie":
        was = "stand"  # whoever did something since has got up, though nobody said so
    told = _all(action)
    if not told and was == "stand" and _SLEEPS.search(action):
        return Posture("lie", "lie")  # nobody sleeps on their feet
    if not told:
        return Posture(was, was, back=back)
    (first, acts), last = told[0], told[-1][0]
    if not acts and len(told) == 1:
        return Posture(first, first, back=back)  # it sits: that is how the shot finds it
    if not acts:
        return Posture(first, last, 0.4, back)
    if first == last and was == "stand" and first == "stand":
        was = "kneel" if re.search(r"\bgets? up|scrambles\b", action, re.IGNORECASE) else "sit"
        if not re.search(r"\b(gets? up|rises?|jumps? up|stands? up|scrambles?)\b", action, re.IGNORECASE):
            was = "stand"
    if was == "lie" and last == "stand":
        was = "kneel"  # who gets up from the ground is on one knee when the shot begins
    return Posture(was, last, 0.34 if last == "lie" else 0.16, back)


def _all(text: str) -> list[tuple[Way, bool]]:
    """Every posture a text speaks of in its order, and whether it is taken up there and then."""
    found: dict[int, tuple[Way, bool]] = {}
    for way, pattern in _WORDS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not any(start <= match.start() < start + 6 for start in found):
                found[match.start()] = (way, bool(_ACTS.match(text, match.start())))
    return [found[start] for start in sorted(found)]


def _last(text: str) -> Way | None:
    told = _all(text)
    return told[-1][0] if told else None


def hold(pose: Pose, posture: Posture, seconds: float, length: float, stool: bool) -> Pose:
    """The pose with the body as it is held at a moment of a shot of `length` seconds."""
    change = posture.at * min(length, 5.0)
    now = posture.last if seconds >= change else posture.first
    pose = _facing(pose, posture, seconds, length)
    share = ease((seconds - change) / _LOWERING)
    low = posture.first if now == "stand" and posture.first in LOW and share < 1 else now
    if low in LOW:
        sunk = 1.0
        if posture.first == "stand" and now != "stand":
            sunk = share
        elif now == "stand":
            sunk = 1 - share
        lean = _BENT.get(low, 0.0) * sunk + 14 * math.sin(sunk * math.pi)  # the weight goes ahead on the way
        return replace(pose, legs=low, stool=stool, sunk=sunk, lean=pose.lean + lean)
    if now != "lie":
        return pose
    fallen = 1.0 if posture.first == "lie" else ease((seconds - change) / 0.42) ** 1.5
    lifted = ease((seconds - change - 1.1) / 0.6) if posture.first != "lie" else 0.0
    return replace(
        pose, fallen=round(fallen, 2), travel=round(pose.travel - _UNDER * fallen, 2), tilt=pose.tilt - 26 * lifted,
        near_hand=(1.15, 0.55), far_hand=(1.35, 0.2), near_shape="open", far_shape="open",
        lid=1.15 if fallen < 1 else pose.lid,
    )  # fmt: skip


def _facing(pose: Pose, posture: Posture, seconds: float, length: float) -> Pose:
    """Turning the back to the lens or the face to it again, by way of the side."""
    at = 0.5 * min(1.0, length / 3)
    if posture.again:
        if seconds < at:
            return replace(pose, turned=True)
        share = ease((seconds - at) / _TURN)
        return replace(pose, turn=1.0 - 0.5 * share, yaw=1.0 + (pose.yaw - 1.0) * share)
    if not posture.back:
        return pose
    if seconds >= at:
        return replace(pose, turned=True)
    share = ease((seconds - at + _TURN) / _TURN)
    return replace(pose, turn=pose.turn + (1.0 - pose.turn) * share, yaw=min(1.0, pose.yaw + 0.55 * share))
