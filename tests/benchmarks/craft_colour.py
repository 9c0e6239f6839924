"""How far a character's own colours drift from shot to shot, the light left out.

Each frame is drawn thrice: as it is, and with one thing of one character (the clothes, the hair) in grey and in black.
Where grey and black differ is that thing, to the pixel, and by how much they differ there is the light on it. Where
the frame lies against the two is the thing's own colour, whatever light it stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from renderers.animatic.footage import Footage
from shots.recipe import Recipe

THINGS = ("outfit_colour", "hair_colour")
"""The fields of a look that are followed."""
_LIT = 30
"""Levels by which grey and black differ at least where there is light enough to tell a colour."""
_GREY = 192
_BURNT = 253
"""The level from which on light has eaten the colour."""
_FEWEST = 60
"""Pixels that make a thing large enough to be measured."""

Lab = npt.NDArray[np.float64]
Picture = npt.NDArray[np.float64]


class Worn(NamedTuple):
    """One thing of one character in one shot."""

    token: str
    thing: str
    scene: str
    slate: str
    seen: Lab
    """As it is seen, light and all: the middle of its pixels."""
    own: Lab
    """The same with the light left out."""


class Drift(NamedTuple):
    """The largest distance (CIE76; 2.3 is just seen) between two shots of one thing."""

    largest: float
    of: str
    between: tuple[str, ...]


def worn_in(recipe: Recipe, width: int, height: int) -> list[Worn]:
    """What everyone in a shot wears, in two of its frames."""
    frames = (recipe.frames // 3, recipe.frames * 2 // 3)
    plain = _drawn(recipe, frames, width, height)
    found = []
    for token in sorted({subject.token for subject in recipe.shot.subjects}):
        for thing in THINGS:
            if not any(each.token == token for each in recipe.cast):
                continue
            grey, black = (
                _drawn(_dyed(recipe, token, thing, colour), frames, width, height) for colour in ("#C0C0C0", "#000000")
            )
            lit = grey - black
            mine = ((lit > _LIT) & (np.maximum(plain, grey) < _BURNT)).all(axis=-1)
            if mine.sum() < _FEWEST:
                continue
            own = ((plain - black)[mine] / lit[mine] * _GREY).clip(0, 255)
            found.append(
                Worn(
                    token, thing, recipe.shot.scene, recipe.shot.slate,
                    lab(np.median(plain[mine], axis=0)), lab(np.median(own, axis=0)),
                )
            )  # fmt: skip
    return found


def drift(worn: Iterable[Worn], *, own: bool) -> Drift:
    """The largest drift between two shots of a scene, in which nobody changes."""
    found: dict[tuple[str, str, str], list[Worn]] = defaultdict(list)
    for each in worn:
        found[each.token, each.thing, each.scene].append(each)
    worst = Drift(0.0, "", ())
    for (token, thing, _), shots in found.items():
        colours = np.stack([each.own if own else each.seen for each in shots])
        apart = np.linalg.norm(colours[:, None] - colours[None], axis=-1)
        one, other = np.unravel_index(int(apart.argmax()), apart.shape)
        if apart[one, other] > worst.largest:
            worst = Drift(float(apart[one, other]), f"{token} {thing}", (shots[one].slate, shots[other].slate))
    return worst


def lab(colour: npt.NDArray[np.float64]) -> Lab:
    """sRGB, from 0 to 255, as CIE Lab."""
    linear = colour / 255
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _dyed(recipe: Recipe, token: str, thing: str, colour: str) -> Recipe:
    cast = tuple(
        each.model_copy(update={"look": each.look.model_copy(update={thing: colour})}) if each.token == token else each
        for each in recipe.cast
    )
    return recipe.model_copy(update={"cast": cast})


def _drawn(recipe: Recipe, frames: tuple[int, ...], width: int, height: int) -> Picture:
    """[frames, height, width, 3], red first."""
    footage = Footage(recipe, width, height, bare=True)
    pictures = []
    for frame in frames:
        footage.draw(frame)
        pictures.append(footage.pixels[..., 2::-1].astype(np.float64))
    return np.stack(pictures)
