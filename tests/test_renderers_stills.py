"""The contract of every registered still renderer: the picture that was ordered, whole, and the same again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from models.recipes import TinyModels, make_recipe

from bible.errors import SettingsError
from renderers.interface import Options, StillRenderer
from renderers.media.picture import read_picture
from shots.recipe import Recipe
from studio.plugins import load_still_renderer, still_names


@pytest.fixture(params=still_names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _options(name: str, models: TinyModels) -> Options:
    """What a still renderer needs to be told before it can be used; those that are not of this house need nothing."""
    return {"diffusers": (("stills", str(models("stable_diffusion"))), ("steps", "2"))}.get(name, ())


def _ready(name: str, options: Options) -> StillRenderer:
    renderer = load_still_renderer(name)
    renderer.set_up(options)
    assert renderer.check().ready
    return renderer


def _drawn(renderer: StillRenderer, recipe: Recipe, to: Path) -> tuple[np.ndarray, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    renderer.draw(recipe, to, lambda done, total: told.append((done, total)))
    return read_picture(to), told


def test_it_is_called_what_people_type(name: str) -> None:
    renderer = load_still_renderer(name)
    assert renderer.name == name
    assert renderer.revision


def test_settings_it_does_not_know_are_refused(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_still_renderer(name).set_up((("brushes", "7"),))
    assert "brushes" in str(caught.value)
    assert caught.value.cure


def test_a_picture_is_what_was_ordered_and_the_same_again(name: str, models: TinyModels, tmp_path: Path) -> None:
    options = _options(name, models)
    recipe = make_recipe(options=options)
    one, told = _drawn(_ready(name, options), recipe, tmp_path / "one.png")
    again, _ = _drawn(_ready(name, options), recipe, tmp_path / "again.png")
    assert one.shape == (recipe.picture.height, recipe.picture.width, 4)
    assert np.array_equal(one, again)
    assert told[-1][0] == told[-1][1] > 0
    assert sorted(each.name for each in tmp_path.iterdir() if each.suffix == ".png") == ["again.png", "one.png"]
    other, _ = _drawn(
        _ready(name, options), recipe.model_copy(update={"seed": recipe.seed + 1}), tmp_path / "other.png"
    )
    assert not np.array_equal(one, other)
