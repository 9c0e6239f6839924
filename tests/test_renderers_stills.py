"""The contract of every registered still renderer that is ready here: what it draws is what was asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from models.recipes import TinyModels, guide, make_recipe, still

from bible.errors import SettingsError, StudioError
from renderers.interface import Options, StillRenderer
from renderers.media.picture import read_picture
from shots.recipe import Recipe
from studio.plugins import load_still_renderer, still_names


@pytest.fixture(params=sorted({"diffusers", *still_names()}))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def options(name: str, models: TinyModels) -> Options:
    """What it needs to be told before it can be used."""
    if name == "diffusers":
        return (("stills", str(models("stable_diffusion"))), ("steps", "2"))
    return ()


@pytest.fixture
def stills(name: str, options: Options) -> StillRenderer:
    renderer = load_still_renderer(name)
    renderer.set_up(options)
    if not renderer.check().ready:
        pytest.skip(f"{name} is not ready here")
    return renderer


def _asked(stills: StillRenderer, options: Options) -> Recipe:
    return make_recipe(1, 0, options=options, renderer=stills.name, revision=stills.revision)


def test_one_that_is_not_ready_says_why_and_what_to_do(name: str) -> None:
    ready = load_still_renderer(name).check()
    assert ready.ready or (ready.why and ready.cure)


def test_it_knows_its_name_and_refuses_settings_it_does_not_know(name: str, stills: StillRenderer) -> None:
    assert stills.name == name
    assert stills.revision
    with pytest.raises(SettingsError):
        load_still_renderer(name).set_up((("no-such-setting", "1"),))


def test_a_still_has_the_pictures_size_and_comes_out_the_same_again(
    stills: StillRenderer, options: Options, tmp_path: Path
) -> None:
    recipe = _asked(stills, options)
    told: list[tuple[int, int]] = []
    made = stills.draw(recipe, tmp_path / "one.png", lambda done, total: told.append((done, total)))
    again = load_still_renderer(stills.name)
    again.set_up(options)
    again.draw(recipe, tmp_path / "two.png", lambda _done, _total: None)
    one, two = (read_picture(tmp_path / f"{each}.png") for each in ("one", "two"))
    assert one.shape == (recipe.picture.height, recipe.picture.width, 4)
    assert np.array_equal(one, two)
    assert np.ptp(one[..., :3]) > 20
    assert made.frames == 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]


def test_a_reference_is_shown_or_named(stills: StillRenderer, options: Options, tmp_path: Path) -> None:
    recipe = _asked(stills, options)
    shown = recipe.model_copy(update={"guides": (guide("reference", still(tmp_path, "nora", (200, 40, 40))),)})
    stills.draw(recipe, tmp_path / "without.png", lambda _done, _total: None)
    made = stills.draw(shown, tmp_path / "with.png", lambda _done, _total: None)
    same = np.array_equal(read_picture(tmp_path / "without.png"), read_picture(tmp_path / "with.png"))
    assert same == any("nora.png" in each for each in made.left_out)


def test_a_file_that_is_there_is_never_overwritten(stills: StillRenderer, options: Options, tmp_path: Path) -> None:
    there = tmp_path / "still.png"
    there.write_bytes(b"someone's work")
    with pytest.raises(StudioError):
        stills.draw(_asked(stills, options), there, lambda _done, _total: None)
    assert there.read_bytes() == b"someone's work"


def test_a_still_that_is_stopped_leaves_no_file(stills: StillRenderer, options: Options, tmp_path: Path) -> None:
    class StopError(Exception):
        """What an office raises."""

    def stop(_done: int, _total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        stills.draw(_asked(stills, options), tmp_path / "still.png", stop)
    assert list(tmp_path.iterdir()) == []
