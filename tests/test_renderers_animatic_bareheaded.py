"""Invented hats come off under a roof; hats that somebody wrote of stay on."""

from __future__ import annotations

import pytest
from animatic_scene import MARA, STREET, WAREHOUSE, shot_of

from bible.entries import Costume, Location
from renderers.animatic.bareheaded import looks_of


@pytest.mark.parametrize(
    ("hat", "invented", "place", "worn"),
    [
        ("cap", ("hat",), WAREHOUSE, "none"),
        ("cap", ("hat",), STREET, "cap"),
        ("cap", (), WAREHOUSE, "cap"),
        ("headscarf", ("hat",), WAREHOUSE, "headscarf"),
    ],
)
def test_an_invented_hat_comes_off_indoors(hat: str, invented: tuple[str, ...], place: Location, worn: str) -> None:
    look = MARA.look.model_copy(update={"hat": hat, "invented": invented})
    me = MARA.model_copy(update={"look": look})
    assert looks_of(shot_of("Mara waits.", me, place=place))[me.token].hat == worn


def test_a_hat_that_a_costume_tells_of_is_not_invented() -> None:
    look = MARA.look.model_copy(update={"invented": ("hat", "outfit")})
    worn = Costume(token="@MARA/cap", hat="cap").on(look)
    assert (worn.hat, worn.invented) == ("cap", ("outfit",))
