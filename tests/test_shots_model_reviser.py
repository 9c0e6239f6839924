"""Notes read by a language model: only what can be done to a shot, and nothing where no usable answer came."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from shots.model_reviser import NotedShot, read_note
from shots.question import Answer
from shots.rate import Rate
from shots.revise import Changes
from shots.shot import Angle, Framing, Move, Shot, Size, Subject
from shots.wording import NoteReading

RATE = Rate(numerator=24)
SHOT = Shot(
    id="sh0007", slate="1B", scene="S0001", framing=Framing.SINGLE, size=Size.MS,
    subjects=(Subject(token="@NORA", side="left"),), action="Nora coils a rope.",
)  # fmt: skip


def read(answers: Sequence[str], shot: Shot = SHOT) -> tuple[NoteReading | None, list[str]]:
    stage = read_note("melancholy", [NotedShot(shot=shot, frames=48, people=("NORA",))], RATE)
    asked: list[str] = []
    left = list(answers)
    try:
        (question,) = next(stage)
        while True:
            asked.append(question.material)
            (question,) = stage.send((Answer(text=left.pop(0), model="one"),))
    except StopIteration as end:
        readings: tuple[NoteReading | None, ...] = end.value
    return readings[0], asked


def test_a_note_becomes_changes_of_fields() -> None:
    said = {"size": "CU", "move": "push_in", "angle": "low", "seconds": 3.5, "action": "Nora stops\nand waits.",
            "prompt": "She breathes out."}  # fmt: skip
    reading, asked = read([json.dumps(said)])
    assert reading is not None
    assert reading.changes == Changes(
        size=Size.CU, move=Move.PUSH_IN, angle=Angle.LOW, duration_frames=84, action="Nora stops and waits.",
        prompt="She breathes out.",
    )  # fmt: skip
    shown = json.loads(asked[0])
    assert shown["note"] == "melancholy"
    assert (shown["shot"]["seconds"], shown["shot"]["people"]) == (2.0, ["NORA"])


def test_how_much_moves_is_said_beside_what_it_is_now() -> None:
    busy = SHOT.model_copy(update={"motion": 2.0})
    reading, asked = read(['{"motion": 0.5}'], busy)
    assert reading is not None
    assert reading.changes == Changes(motion=1.0)
    assert json.loads(asked[0])["shot"]["sizes"][-1] == "ECU"
    wildest, _ = read(['{"motion": 4}'], busy)
    assert wildest is not None
    assert wildest.changes == Changes(motion=4.0)


def test_what_cannot_be_done_is_told() -> None:
    reading, _ = read([json.dumps({"refused": ["the words are the writer's"]})])
    assert reading == NoteReading(changes=Changes(), refused=("the words are the writer's",))


@pytest.mark.parametrize(
    "bad",
    ["", "closer, I think", "{}", '{"size": "HUGE"}', '{"seconds": 0}', '{"seconds": 0.01}',
     '{"seconds": 9999}', '{"run": "rm"}',
     '{"max_cost": {"usd": 100}, "size": "CU"}', '{"action": "' + "x" * 2000 + '"}'],
)  # fmt: skip
def test_a_bad_answer_is_given_back_once_and_then_left(bad: str) -> None:
    reading, asked = read([bad, bad])
    assert reading is None
    assert len(asked) == 2
    assert "What is wrong with it:" in asked[1]
    assert len(asked[1]) < 5000
    mended, _ = read([bad, '{"size": "CU"}'])
    assert mended == NoteReading(changes=Changes(size=Size.CU))


def test_a_refusal_is_not_asked_again() -> None:
    stage = read_note("melancholy", [NotedShot(shot=SHOT, frames=48, people=("NORA",))], RATE)
    next(stage)
    with pytest.raises(StopIteration) as end:
        stage.send((Answer(text="", model="one", refused="it stopped for safety"),))
    assert end.value.value == (None,)


def test_a_size_that_the_framing_does_not_hold_is_given_back() -> None:
    two = SHOT.model_copy(update={"framing": Framing.TWO_SHOT})
    reading, asked = read(['{"size": "ECU"}', '{"size": "MCU"}'], two)
    assert reading == NoteReading(changes=Changes(size=Size.MCU))
    assert "a two shot is not framed as ECU" in asked[1]
