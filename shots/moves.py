"""Restraint: the camera holds, then moves. Which of the moves wished for are kept, and how a scene ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bible.script import Line, Setting
from shots.reading_time import played_seconds, spoken_seconds
from shots.shot import Framing, Move, Shot, Size

_DEEP = re.compile(
    r"(?:^|[.!?]\s+)(?:far |close |right |just )?(?:behind|beyond|past) (?:him|her|them)\b"
    r"|(?:^|[.!?]\s+)(?:far )?in the (?:background|distance)\b|(?:^|[.!?]\s+)over (?:his|her) shoulder\b",
    re.I,
)
_REST = 3
"""Shots that are held between two that move."""
_SHORTEST = Fraction(5, 2)
"""Seconds of a shot in which a move can be felt."""
_LAST = Fraction(3)
"""Seconds of a scene's last shot that may move away from it."""


def goes_deep(action: str) -> bool:
    """Whether an action goes from somebody near to what is far behind: `Nora reads. Behind her, the door opens.`"""
    match = _DEEP.search(action)
    return match is not None and match.start() > 0


def restrain(shots: Sequence[Shot], lines: Sequence[Line], setting: Setting, ends_film: bool = False) -> list[Shot]:
    """The shots of a scene with few moves, far apart; the camera leaves from the last one when nobody speaks in it.

    Handheld shots and pulls of focus are no moves to be rationed.
    """
    by_id = {line.id: line for line in lines}
    kept: list[Shot] = []
    held = _REST
    for place, shot in enumerate(shots):
        seconds = _seconds(shot, by_id)
        last = place == len(shots) - 1
        if last and shot.move == Move.STATIC and len(shots) > 2:
            shot = _leave(shot, setting, seconds, ends_film)
        if shot.move in (Move.STATIC, Move.HANDHELD, Move.RACK_FOCUS):
            held += 1
        elif (held >= _REST and seconds >= _SHORTEST) or (last and seconds >= _LAST):
            held = 0
        else:
            shot = shot.model_copy(update={"move": Move.STATIC})
            held += 1
        kept.append(shot)
    return kept


def _leave(shot: Shot, setting: Setting, seconds: Fraction, ends_film: bool) -> Shot:
    wordless = not any(span.lips for span in shot.spans) and shot.framing not in (Framing.INSERT, Framing.TITLE)
    if not wordless or seconds < _LAST or shot.size.step > Size.MCU.step:
        return shot
    up = ends_film and setting in (Setting.EXT, Setting.INT_EXT)
    return shot.model_copy(update={"move": Move.CRANE_UP if up else Move.PULL_OUT})


def _seconds(shot: Shot, lines: dict[str, Line]) -> Fraction:
    spoken = sum(
        (
            spoken_seconds(lines[span.line].words[span.first_word : span.last_word + 1])
            for span in shot.spans
            if span.line in lines
        ),
        Fraction(0),
    )
    return max(spoken, played_seconds(shot.action))
