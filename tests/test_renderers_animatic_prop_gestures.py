"""Things of every day are in the hand of whom the words give them to."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import skia

from renderers.animatic.colour import PALETTES
from renderers.animatic.gestures import gestures_in
from renderers.animatic.held import draw_held
from renderers.animatic.paper import Painter
from renderers.animatic.pose import Holding


@pytest.mark.parametrize(
    ("action", "held"),
    [
        ("Mara grabs the knife.", ("knife",)),
        ("She hands him a syringe.", ("syringe",)),
        ("Mara eats a sandwich.", ("food",)),
        ("Mara eats her soup.", ("spoon",)),
        ("The judge bangs his gavel.", ("gavel",)),
        ("Mara wipes her brow with a handkerchief.", ("cloth",)),
        ("Mara has a teddy bear in her arms.", ("toy",)),
        ("A rifle in his hand.", ("rifle",)),
        ("Mara aims the shotgun.", ("rifle",)),
        ("Mara plays the trumpet.", ("trumpet",)),
        ("Mara signs the contract.", ("pen",)),
        ("Mara takes off her hat.", ("hat",)),
        ("Mara takes a gun and points it at Victor.", ("gun", "gun")),
        ("Mara stares at the knife.", ()),
        ("The money is gone.", ()),
        ("Mara has no money.", ()),
        ("Mara takes a breath, the knife gone.", ("",)),
        ("Mara pounds the table.", ("",)),
        ("Mara drops the knife.", ("",)),
        ("Mara puts on her helmet.", ("",)),
        ("Mara writes on the blackboard.", ("chalk",)),
    ],
)
def test_what_is_in_the_hand(action: str, held: tuple[str, ...]) -> None:
    assert tuple(each.holding for each in gestures_in(action)) == held


@pytest.mark.parametrize("thing", [each for each in get_args(Holding) if each])
def test_everything_held_has_a_drawing(thing: Holding) -> None:
    surface = skia.Surface(240, 240)
    canvas = surface.getCanvas()
    canvas.translate(90, 120)
    canvas.scale(60, 60)
    draw_held(Painter(canvas, PALETTES["day"]), thing, (0.0, 0.0))
    assert np.count_nonzero(surface.toarray()[..., 3]) > 40
