"""Stills for contact sheets, and what is burnt into them for review."""

from __future__ import annotations

import numpy as np
import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.script import Setting
from renderers.animatic.still import Still, burn_caption, burn_slate, draw_still
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size, Subject


def recipe(width: int = 320, height: int = 180) -> Recipe:
    return Recipe(
        shot=Shot(id="sh1", slate="1A", scene="s1", framing=Framing.SINGLE, size=Size.MCU,
                  subjects=(Subject(token="@ANNA", side="left"),)),
        cast=(Character(token="@ANNA", name="ANNA", look=Look(age=30, sex="woman", height_cm=170)),),
        location=Location(token="@QUAY", name="QUAY", setting=Setting.EXT, kind="harbour"), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PictureFormat(width=width, height=height, rate=Rate(numerator=24)), frames=24,
        handles=4, renderer="animatic", revision="1", take=1,
    )  # fmt: skip


def changed(before: Still, after: Still) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (before != after).any(-1)


@pytest.mark.parametrize(("shape", "width", "size"), [((320, 180), 320, (180, 320)), ((320, 180), 160, (90, 160)),
                                                     ((180, 320), 90, (160, 90))])  # fmt: skip
def test_a_still_has_the_width_asked_for_and_the_pictures_shape(
    shape: tuple[int, int], width: int, size: tuple[int, int]
) -> None:
    still = draw_still(recipe(*shape), 6, width)
    assert still.shape == (*size, 3)
    assert still.dtype == np.uint8


def test_a_small_still_shows_what_the_large_one_shows() -> None:
    large, small = draw_still(recipe(), 6, 320), draw_still(recipe(), 6, 160)
    reduced = large.reshape(90, 2, 160, 2, 3).mean((1, 3))
    assert np.abs(reduced - small).mean() < 3


def test_red_comes_first() -> None:
    sky = draw_still(recipe(), 6, 320)[5, 300].astype(int)
    assert sky[2] > sky[0]


def test_a_caption_lies_near_the_foot_and_leaves_the_rest_alone() -> None:
    still = draw_still(recipe(), 6, 320)
    one, two = burn_caption(still, "You are late."), burn_caption(still, "You are late.\nShe will not wait.")
    rows = np.flatnonzero(changed(still, one).any(1))
    assert rows.min() > 0.8 * 180
    assert rows.max() < 0.97 * 180
    assert np.flatnonzero(changed(still, two).any(1)).min() < rows.min()
    assert (burn_caption(still, "") == still).all()


def test_captions_of_any_length_and_shape_stay_inside() -> None:
    still = draw_still(recipe(180, 320), 6, 180)
    burnt = changed(still, burn_caption(still, "words " * 30))
    assert burnt.any()
    assert not burnt[:, :2].any()
    assert not burnt[:, -2:].any()


def test_the_slate_is_a_strip_across_the_top() -> None:
    still = draw_still(recipe(), 6, 320)
    rows = np.flatnonzero(changed(still, burn_slate(still, "1A-3 ANNA MCU", "01:00:04:12")).any(1))
    assert rows.min() == 0
    assert rows.max() < 0.06 * 180
    assert changed(burn_slate(still, "1A-3", "01:00:04:12"), burn_slate(still, "1A-3", "01:00:04:13")).any()
