"""What is thrown is in the hand first, then in the air, and then where it went."""

from __future__ import annotations

import numpy as np
import pytest
from animatic_scene import MARA, VICTOR, shot_of
from golden_pictures import drawn

from renderers.animatic.stage import Stage
from shots.recipe import Recipe
from shots.shot import Size


def names(made: Recipe) -> list[str]:
    return [card.name for card in Stage(made, 320, 180).cards]


@pytest.mark.parametrize(
    ("action", "flies"),
    [
        ("Mara throws a bottle at Victor.", True), ("She tosses him her keys.", True),
        ("Mara throws the switch.", False),
        ("Mara throws her arms up.", False), ("Mara throws a party.", False), ("Mara waits.", False),
    ],
)  # fmt: skip
def test_things_that_are_thrown_fly(action: str, flies: bool) -> None:
    assert ("thrown" in names(shot_of(action))) == flies


def test_in_close_shots_nothing_flies() -> None:
    assert "thrown" not in names(shot_of("Mara throws a bottle.", MARA, size=Size.CU))


def test_a_thing_goes_from_who_throws_to_whom_it_is_thrown_at() -> None:
    made = shot_of("Mara throws an orange at Victor.", size=Size.FS)
    sized = made.model_copy(update={"picture": made.picture.model_copy(update={"width": 320, "height": 180})})
    assert VICTOR.token in {subject.token for subject in sized.shot.subjects}
    columns = []
    for frame in (30, 36, 40):
        blue, green, red = (drawn(sized, frame)[..., i].astype(int) for i in range(3))
        found = np.flatnonzero(((red > 180) & (green > 90) & (green < 170) & (blue < 90)).any(0))
        columns.append(float(found.mean()) if found.size else 0.0)
    assert 0 < columns[0] < columns[1] < columns[2]
