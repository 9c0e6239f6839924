"""Stills by picture models: in the film's size, the same again, and true to the references they can be shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from models.recipes import TinyModels, guide, lora, make_recipe, still

from bible.errors import ModelError
from renderers.diffusion.stills import DiffusionStills, show
from renderers.media.picture import read_picture
from shots.recipe import Guide, Recipe

SD_LAYER = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1"


class PersonStoppedError(ValueError):
    """What an office raises to stop a still; of a kind the libraries raise too."""


@pytest.fixture(scope="module")
def stills() -> DiffusionStills:
    return DiffusionStills()


def _asked(model: Path, references: tuple[Guide, ...] = (), **levers: str) -> Recipe:
    options = {"stills": str(model), "steps": "2"} | levers
    return make_recipe(guides=references, options=tuple(options.items()))


def _references(folder: Path) -> tuple[Guide, Guide]:
    pictures = still(folder, "nora", (200, 40, 40)), still(folder, "harbour", (20, 40, 240))
    return guide("reference", pictures[0]), guide("reference", pictures[1])


def _drawn(stills: DiffusionStills, recipe: Recipe, to: Path) -> np.ndarray:
    stills.draw(recipe, to, lambda _done, _total: None)
    return read_picture(to)


def test_stills_are_drawn_in_the_films_size_and_the_same_again(models: TinyModels, tmp_path: Path) -> None:
    stills = DiffusionStills()
    assert not stills.check().ready
    recipe = _asked(models("stable_diffusion"), steps="4")
    stills.set_up(recipe.options)
    assert stills.check().ready
    told: list[tuple[int, int]] = []
    for name in ("a", "b"):
        stills.draw(recipe, tmp_path / f"{name}.png", lambda done, total: told.append((done, total)))
    one, other = (read_picture(tmp_path / f"{name}.png") for name in ("a", "b"))
    assert one.shape == (64, 128, 4)
    assert np.array_equal(one, other)
    assert np.ptp(one[..., :3]) > 20
    assert told[:4] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    stills.draw(recipe.model_copy(update={"seed": 9}), tmp_path / "c.png", lambda _done, _total: None)
    assert not np.array_equal(one, read_picture(tmp_path / "c.png"))

    def stop(_done: int, _total: int) -> None:
        raise PersonStoppedError("enough")

    with pytest.raises(PersonStoppedError):
        stills.draw(recipe, tmp_path / "d.png", stop)
    assert not (tmp_path / "d.png").exists()


@pytest.mark.parametrize("name", ["stable_diffusion", "flux2"])
def test_a_model_is_shown_references_or_those_are_named(
    name: str, models: TinyModels, stills: DiffusionStills, tmp_path: Path
) -> None:
    both = _references(tmp_path)
    pictures = [
        _drawn(stills, _asked(models(name), shown), tmp_path / f"{len(shown)}.png") for shown in ((), both[:1], both)
    ]
    unlike = [not np.array_equal(pictures[0], other) for other in pictures[1:]]
    made = stills.draw(_asked(models(name), both), tmp_path / "again.png", lambda _done, _total: None)
    if name == "flux2":
        assert unlike == [True, True]
        assert not np.array_equal(pictures[1], pictures[2])
        assert made.left_out == ()
    else:
        assert unlike == [False, False]
        assert made.left_out == tuple(
            f"reference: {each}.png was not shown to the model" for each in ("nora", "harbour")
        )


def test_an_ip_adapter_shows_references_to_a_model_of_words(
    models: TinyModels, stills: DiffusionStills, tmp_path: Path
) -> None:
    model, both = models("stable_diffusion"), _references(tmp_path)
    plain = _drawn(stills, _asked(model), tmp_path / "plain.png")
    levers = {"stills_ip_adapter": f"{models.ip_adapter()}:0.7"}
    without = _drawn(stills, _asked(model, **levers), tmp_path / "without.png")
    assert np.array_equal(plain, without)
    seen = [_drawn(stills, _asked(model, (each,), **levers), tmp_path / f"{each.file[-5]}.png") for each in both]
    assert not np.array_equal(seen[0], plain)
    assert not np.array_equal(seen[0], seen[1])
    with pytest.raises(ModelError, match="no such IP-Adapter file") as caught:
        _drawn(stills, _asked(model, stills_ip_adapter="nowhere.safetensors"), tmp_path / "gone.png")
    assert "stills_ip_adapter" in caught.value.cure


def test_a_still_of_somebody_is_drawn_with_the_lora_of_somebody(
    models: TinyModels, stills: DiffusionStills, tmp_path: Path
) -> None:
    model, file = models("stable_diffusion"), lora(tmp_path, SD_LAYER, 8)
    plain = _drawn(stills, _asked(model), tmp_path / "plain.png")
    hers = _drawn(stills, _asked(model, stills_lora=f"@NORA={file}:2"), tmp_path / "hers.png")
    anothers = _drawn(stills, _asked(model, stills_lora=f"@ELIAS={file}:2"), tmp_path / "anothers.png")
    assert np.array_equal(plain, anothers)
    assert not np.array_equal(plain, hers)


def test_as_many_references_are_shown_as_a_model_is_made_for(tmp_path: Path) -> None:
    recipe = _asked(tmp_path, _references(tmp_path) * 2)
    assert len(show("Flux2KleinPipeline", recipe, ip_adapter=False).pictures) == 4
    three = show("QwenImageEditPlusPipeline", recipe, ip_adapter=False)
    assert len(three.pictures) == 3
    assert three.left_out == ("reference: harbour.png was not shown to the model",)
    one = show("FluxKontextPipeline", recipe, ip_adapter=False)
    assert [picture.size for picture in one.pictures] == [(4 * 128, 64)]
    with pytest.raises(ModelError, match="changes pictures and there is none"):
        show("QwenImageEditPlusPipeline", _asked(tmp_path), ip_adapter=False)
