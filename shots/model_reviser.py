"""A director's note read by a language model, for words that the rules do not know. Checked as closely as its shots."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from bible.entries import Hour
from bible.errors import AnswerError
from bible.model import Frozen
from shots.answer_check import clean_row
from shots.question import Answer, Asking, Question, read_answer, shape_of
from shots.rate import Rate
from shots.revise import Changes
from shots.shot import LEAST_MOTION, MOST_MOTION, Angle, Framing, Move, Shot, Size
from shots.sizes import holds
from shots.wording import NoteReading

_REPAIRS = 1
_SHOWN = 2000
"""Letters of an unusable answer that the model sees again."""
_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.25, 120.0
_PROMPT = Path(__file__).parent / "prompts" / "revise.md"


class NoteAnswer(Frozen):
    """What a note changes of a shot; null leaves a field as it is."""

    size: Size | None = None
    move: Move | None = None
    angle: Angle | None = None
    action: str | None = Field(None, max_length=1000)
    seconds: float | None = Field(None, ge=_SHORTEST_SECONDS, le=_LONGEST_SECONDS)
    prompt: str | None = Field(None, max_length=600)
    hour: Hour | None = None
    motion: float | None = Field(None, ge=LEAST_MOTION, le=MOST_MOTION)
    refused: tuple[str, ...] = Field((), max_length=5)


class NotedShot(Frozen):
    """A shot as it is put before the model."""

    shot: Shot
    frames: int
    """Its length in the cut."""
    people: tuple[str, ...]
    """Names of those in frame."""
    words: str = ""
    """What is said over it."""
    hour: str = ""
    """The time of day it plays at."""


def read_note(note: str, shots: Sequence[NotedShot], rate: Rate) -> Asking[tuple[NoteReading | None, ...]]:
    """What a note changes of each shot; None where no usable answer came."""
    readings: dict[int, NoteReading] = {}
    wrong: dict[int, tuple[str, str]] = {}
    refused: set[int] = set()
    for turn in range(1 + _REPAIRS):
        open_ = [place for place in range(len(shots)) if place not in readings and place not in refused]
        if not open_:
            break
        answers = yield tuple(_question(note, shots[place], rate, turn, wrong.get(place)) for place in open_)
        for place, answer in zip(open_, answers, strict=True):
            if answer.refused:
                refused.add(place)
                continue
            try:
                readings[place] = _reading(answer, shots[place].shot, rate)
            except AnswerError as error:
                wrong[place] = (answer.text[:_SHOWN], error.what)
    return tuple(readings.get(place) for place in range(len(shots)))


def _question(note: str, noted: NotedShot, rate: Rate, turn: int, wrong: tuple[str, str] | None) -> Question:
    shot = noted.shot
    material = json.dumps(
        {
            "note": note,
            "shot": {
                "framing": shot.framing.value,
                "size": shot.size.value,
                "sizes": [size.value for size in Size if holds(shot.framing, size)],
                "angle": shot.angle.value,
                "move": shot.move.value,
                "people": list(noted.people),
                "thing": shot.thing,
                "action": shot.action,
                "words": noted.words,
                "seconds": round(float(rate.seconds(noted.frames)), 2),
                "hour": noted.hour,
                "prompt": shot.prompt,
            },
        },
        ensure_ascii=False,
        indent=1,
    )
    if wrong is not None:
        material += f"\n\nYour answer before:\n{wrong[0]}\n\nWhat is wrong with it:\n- {wrong[1]}\n\nAnswer anew."
    return Question(
        about=f"note on {shot.slate}",
        instruction=_PROMPT.read_text(encoding="utf-8"),
        material=material,
        shape=shape_of(NoteAnswer),
        longest=4096,
        likely=300,
        repeat=turn,
    )


def _reading(answer: Answer, shot: Shot, rate: Rate) -> NoteReading:
    """The answer as changes. Raises AnswerError with what is wrong."""
    told = read_answer(answer, NoteAnswer)
    if told.size is not None and (shot.framing == Framing.TITLE or not holds(shot.framing, told.size)):
        fitting = ", ".join(size for size in Size if holds(shot.framing, size))
        kind = shot.framing.value.replace("_", " ")
        raise AnswerError(f"a {kind} is not framed as {told.size}: it can be {fitting}", where=answer.model)
    motion = None if told.motion is None else round(told.motion * shot.motion, 2)
    changes = Changes(
        size=told.size,
        move=told.move,
        angle=told.angle,
        action=None if told.action is None else clean_row(told.action),
        duration_frames=None if told.seconds is None else max(1, round(told.seconds * float(rate.fps))),
        prompt=None if told.prompt is None else clean_row(told.prompt),
        hour=told.hour,
        motion=motion and min(max(motion, LEAST_MOTION), MOST_MOTION),
    )
    refused = tuple(clean_row(each)[:300] for each in told.refused if each.strip())
    if changes == Changes() and not refused:
        raise AnswerError("nothing is changed and nothing refused", where=answer.model)
    return NoteReading(changes=changes, refused=refused)
