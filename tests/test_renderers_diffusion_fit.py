"""Between a model's size and the film's picture: what goes in comes out in the same place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.diffusion.fit import Fit, choose_size, snap
from shots.rate import Rate
from shots.recipe import PictureFormat

WAN = ((832, 480), (480, 832), (1280, 720))


def _picture(width: int, height: int) -> PictureFormat:
    return PictureFormat(width=width, height=height, rate=Rate(numerator=24))


@pytest.mark.parametrize(
    ("picture", "sizes", "multiple", "any_size", "chosen"),
    [
        ((1920, 1080), WAN, 16, False, (1280, 720)),
        ((1920, 1080), WAN[:2], 16, False, (832, 480)),
        ((1080, 1920), WAN, 16, False, (480, 832)),
        ((1920, 1080), ((1280, 704),), 32, False, (1280, 704)),
        ((1920, 1080), ((768, 512),), 32, True, (800, 448)),
        ((1920, 800), ((768, 512),), 32, True, (928, 384)),
        ((1080, 1080), ((768, 512),), 32, True, (608, 608)),
    ],
)
def test_the_size_nearest_in_shape_is_chosen(
    picture: tuple[int, int], sizes: tuple[tuple[int, int], ...], multiple: int, any_size: bool, chosen: tuple[int, int]
) -> None:
    assert choose_size(_picture(*picture), sizes, multiple, any_size) == chosen


@given(st.integers(32, 2000), st.integers(32, 2000), st.sampled_from([8, 16, 32]), st.booleans())
def test_a_size_is_always_on_the_multiple_and_no_larger_than_it_was_made_for(
    width: int, height: int, multiple: int, any_size: bool
) -> None:
    size = choose_size(_picture(2 * width, 2 * height), WAN, multiple, any_size)
    assert all(side % multiple == 0 and side > 0 for side in size)
    if not any_size:
        assert size in {(snap(w, multiple), snap(h, multiple)) for w, h in WAN}


def test_a_frame_of_nearly_the_films_shape_fills_the_picture() -> None:
    fit = Fit(width=832, height=480, picture=_picture(1280, 720))
    assert fit.filled
    frame = np.full((480, 832, 3), 0.5, dtype=np.float32)
    pixels = fit.to_picture(frame)
    assert pixels.shape == (720, 1280, 4)
    assert np.ptp(pixels[..., :3]) == 0


def test_a_frame_of_another_shape_stands_whole_between_bars() -> None:
    fit = Fit(width=64, height=64, picture=_picture(128, 64))
    assert not fit.filled
    pixels = fit.to_picture(np.ones((64, 64, 3), dtype=np.float32))
    assert (pixels[:, 32:96, :3] == 255).all()
    assert (pixels[:, :32, :3] == 0).all()
    assert (pixels[:, 96:, :3] == 0).all()


@pytest.mark.parametrize("size", [(832, 480), (704, 480), (640, 640), (1280, 704)])
def test_a_keyframe_comes_back_where_it_was(size: tuple[int, int]) -> None:
    picture = _picture(960, 540)
    fit = Fit(width=size[0], height=size[1], picture=picture)
    pixels = np.zeros((540, 960, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    pixels[200:340, 420:540, 2] = 255
    back = fit.to_picture(np.asarray(fit.to_model(pixels), dtype=np.float32) / 255)
    rows, columns = np.nonzero(back[..., 2] > 128)
    assert abs(rows.min() - 200) <= 3
    assert abs(rows.max() - 339) <= 3
    assert abs(columns.min() - 420) <= 3
    assert abs(columns.max() - 539) <= 3


def test_a_picture_of_another_shape_than_the_films_is_cropped_in_the_middle() -> None:
    fit = Fit(width=64, height=32, picture=_picture(128, 64))
    square = np.zeros((100, 100, 4), dtype=np.uint8)
    square[40:60, 40:60] = 255
    image = np.asarray(fit.to_model(square))
    assert image.shape == (32, 64, 3)
    assert image[16, 32].tolist() == [255, 255, 255]
    assert image[2, 2].tolist() == [0, 0, 0]
