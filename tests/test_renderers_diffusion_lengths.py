"""From the film's frames to a model's: every frame is covered once, and no call is longer than the model allows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.diffusion.lengths import Grid, frames_shown, frames_spread, model_rate, plan_calls

RATES = st.sampled_from([Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60)])
GRIDS = st.builds(Grid, step=st.sampled_from([1, 2, 4, 6, 8]), at_most=st.integers(20, 260))


@given(st.integers(1, 500), RATES, st.sampled_from([7, 8, 16, 24, 25, 30]))
def test_each_frame_of_the_film_shows_what_the_model_has_at_that_moment(total: int, film: Fraction, rate: int) -> None:
    shown = frames_shown(total, film, Fraction(rate))
    assert len(shown) == total
    assert shown[0] == 0
    for frame, model in enumerate(shown):
        assert Fraction(model, rate) <= frame / film < Fraction(model + 1, rate)


@given(st.integers(2, 500), st.integers(2, 500))
def test_a_take_that_ends_on_a_picture_ends_on_the_last_frame_made(total: int, made: int) -> None:
    shown = frames_spread(total, made)
    assert (shown[0], shown[-1]) == (0, made - 1)
    assert list(shown) == sorted(shown)


@pytest.mark.parametrize(
    ("film", "rate", "up_to", "asked"),
    [
        (Fraction(24), 16, None, Fraction(16)),
        (Fraction(24), 25, 30, Fraction(24)),
        (Fraction(24000, 1001), 25, 30, Fraction(24000, 1001)),
        (Fraction(60), 25, 30, Fraction(30)),
        (Fraction(50), 24, 50, Fraction(50)),
        (Fraction(24), 7, 12, Fraction(12)),
    ],
)
def test_a_model_that_takes_any_rate_is_asked_for_the_films(
    film: Fraction, rate: int, up_to: int | None, asked: Fraction
) -> None:
    assert model_rate(film, rate, up_to) == asked


@given(GRIDS, st.integers(1, 300))
def test_numbers_on_the_grid_hold_what_is_asked(grid: Grid, frames: int) -> None:
    assert grid.up(frames) >= frames
    assert grid.down(frames) <= frames
    assert (grid.up(frames) - 1) % grid.step == 0
    assert (grid.down(frames) - 1) % grid.step == 0
    assert grid.up(frames) - frames <= grid.step


@given(GRIDS, st.integers(1, 900), st.sampled_from([1, 9, 17]))
def test_calls_cover_every_frame_once_and_in_order(grid: Grid, needed: int, overlap: int) -> None:
    calls = plan_calls(needed, grid, min(overlap, grid.most - 1))
    kept = [frame for call in calls for frame in range(call.start + call.overlap, call.end)]
    assert kept == list(range(needed))
    for call in calls:
        assert call.overlap + call.keep <= call.frames <= grid.most
        assert (call.frames - 1) % grid.step == 0
    assert calls[0].overlap == 0
    assert all(call.overlap for call in calls[1:])


@given(GRIDS, st.lists(st.integers(1, 40), min_size=1, max_size=4), st.integers(1, 40))
def test_calls_between_pictures_start_and_end_on_them(grid: Grid, gaps: list[int], rest: int) -> None:
    pins = tuple(grid.step * sum(gaps[: i + 1]) for i in range(len(gaps)))
    needed = pins[-1] + grid.step * rest + 1
    calls = plan_calls(needed, grid, 1, pins)
    kept = [frame for call in calls for frame in range(call.start + call.overlap, call.end)]
    assert kept == list(range(needed))
    assert {0, *pins} <= {call.start for call in calls}
    # Each call ends on the very last frame asked for, so that a picture can stand there.
    assert all(call.overlap + call.keep == call.frames for call in calls)


def test_a_model_that_cannot_go_on_makes_one_call_only() -> None:
    grid = Grid(step=4, at_most=81)
    assert len(plan_calls(81, grid)) == 1
    with pytest.raises(ValueError, match="one call makes 81"):
        plan_calls(82, grid)
