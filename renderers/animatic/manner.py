"""Expressions: how a face takes what is said, read from parentheticals, punctuation and words of action."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from renderers.animatic.pose import Pose


@dataclass(frozen=True)
class Expression:
    """What a mood adds to a face at rest; units as in Pose."""

    brow: float = 0.0
    angry: float = 0.0
    lid: float = 0.0
    smile: float = 0.0
    pitch: float = 0.0
    tilt: float = 0.0
    lean: float = 0.0
    look_aside: float = 0.0
    look_down: float = 0.0
    effort: float = 0.0


_MOODS: tuple[tuple[str, Expression], ...] = (
    (
        r"whisper|under (his|her|their) breath|hushed|murmur|mutter",
        Expression(lid=-0.14, lean=2.5, pitch=0.1, effort=-0.4),
    ),
    (
        r"shout|yell|scream|call(s|ing)? out|roar|bellow",
        Expression(brow=-0.3, angry=0.6, lid=0.06, lean=4, effort=0.25),
    ),
    (r"angr|furious|rage|snap|bark|glare|scowl|hiss|frown|harsh", Expression(-0.5, 1.0, -0.12, -0.5, lean=2)),
    (r"laugh|grin|joy|delight|cheer|excit|beam", Expression(brow=0.4, lid=-0.16, smile=0.95, tilt=-2)),
    (r"smil|warm|gentl|tender|kind|soft|amus|fond|friend|relie", Expression(brow=0.12, lid=-0.10, smile=0.62, tilt=3)),
    (r"\bsad|cry|cries|tear|weep|sob|grie|mourn|broken|hurt", Expression(0.1, -0.9, -0.22, -0.75, 0.3, 5, 0, 0, 0.45)),
    (r"scare|afraid|fear|terrif|panic|nervous|anxious|trembl|frighten", Expression(0.8, -0.8, 0.28, -0.4, lean=-2)),
    (r"surpris|shock|gasp|stun|amaz|startl|astonish", Expression(brow=1.1, lid=0.36, smile=-0.1, pitch=-0.1)),
    (
        r"doubt|scepti|skepti|sarcas|\bdry|wry|unconvinc|suspici",
        Expression(0.2, 0.45, -0.3, -0.25, tilt=-5, look_aside=0.3),
    ),
    (r"tired|sleep|weary|wearily|exhaust|yawn|drows", Expression(angry=-0.4, lid=-0.42, pitch=0.25, look_down=0.3)),
    (r"worr|concern|plead|begg|urgent|desperat", Expression(0.5, -0.7, 0.08, -0.3, lean=3)),
    (r"think|ponder|consider|remember|hesitat|unsure", Expression(0.3, 0.1, -0.1, 0.0, -0.1, 4, 0, 0.35, -0.35)),
    (r"cold|flat|stern|firm|grim|calm|steady", Expression(-0.25, 0.35, -0.1, -0.2)),
)
CALM = Expression()


def expression(text: str) -> Expression:
    """The first mood the words speak of; CALM when they speak of none."""
    for pattern, mood in _MOODS:
        if re.search(pattern, text, re.IGNORECASE):
            return mood
    return CALM


def punctuated(mood: Expression, text: str) -> Expression:
    """A mood sharpened by the line's own marks: a question lifts the brows, an exclamation opens the mouth."""
    end = text.rstrip("\"'”’ ")[-1:]
    if end == "?":
        return replace(mood, brow=mood.brow + 0.45, tilt=mood.tilt + 2)
    if end == "!":
        return replace(
            mood, brow=mood.brow + (0.25 if mood.angry <= 0 else -0.1), effort=mood.effort + 0.15, lean=mood.lean + 1.5
        )
    return mood


def wear(pose: Pose, mood: Expression, amount: float) -> Pose:
    """A pose with so much of a mood, 0 to 1."""
    if not amount or mood == CALM:
        return pose
    gaze = (pose.gaze[0] + mood.look_aside * amount, pose.gaze[1] + mood.look_down * amount)
    return replace(
        pose,
        brow=pose.brow + mood.brow * amount,
        angry=pose.angry + mood.angry * amount,
        lid=max(0.3, pose.lid + mood.lid * amount),
        smile=pose.smile + mood.smile * amount,
        pitch=pose.pitch + mood.pitch * amount,
        tilt=pose.tilt + mood.tilt * amount,
        lean=pose.lean + mood.lean * amount,
        gaze=(max(-0.9, min(0.9, gaze[0])), max(-0.8, min(0.8, gaze[1]))),
        effort=pose.effort + mood.effort * amount,
    )
