"""LoRAs by token, and IP-Adapters: each take is made with what belongs to those it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from models.recipes import NORA, TinyModels, guide, lora, make_recipe, still

from bible.errors import SettingsError
from renderers.diffusion.levers import Adapter, read_levers
from renderers.diffusion.prompt import compile_prompt
from renderers.diffusion.renderer import Diffusion
from renderers.diffusion.work import group_key
from shots.recipe import Recipe

SMALL = Path(__file__).parent / "models" / "small_ltx"
LAYER = "transformer.transformer_blocks.0.attn1"


@pytest.fixture(scope="module")
def renderer() -> Diffusion:
    return Diffusion()


def _recipe(folder: Path, model: Path = SMALL, **levers: str) -> Recipe:
    options = {"model": str(model), "steps": "2", "size": "64x64", "cache": str(folder / "prompts")} | levers
    return make_recipe(options=tuple(options.items()))


def _without_nora(recipe: Recipe) -> Recipe:
    return recipe.model_copy(update={"shot": recipe.shot.model_copy(update={"subjects": ()})})


def _film(renderer: Diffusion, recipe: Recipe, to: Path) -> bytes:
    renderer.render(recipe, to, lambda _done, _total: None)
    return to.read_bytes()


def test_a_lora_is_written_with_its_token_its_weight_and_its_word() -> None:
    levers = read_levers(
        (("lora", "film.safetensors:0.6, @NORA=faces/nora.safetensors:.8 as n0ra woman, @QUAY = q.st"),)
    )
    assert levers.lora == (
        Adapter(file="film.safetensors", weight=0.6),
        Adapter(file="faces/nora.safetensors", weight=0.8, token="@NORA", word="n0ra woman"),
        Adapter(file="q.st", token="@QUAY"),
    )
    with pytest.raises(SettingsError, match=r"@NORA=file.safetensors:0.8 as n0ra"):
        read_levers((("lora", "a.safetensors:0.8.1"),))


def test_a_lora_changes_the_take_by_its_weight(renderer: Diffusion, tmp_path: Path) -> None:
    file = lora(tmp_path, LAYER)
    films = [
        _film(renderer, _recipe(tmp_path, **levers), tmp_path / f"{number}.mp4")
        for number, levers in enumerate(({}, {"lora": f"{file}:0"}, {"lora": f"{file}:1.5"}, {"lora": f"{file}:0.5"}))
    ]
    assert films[0] == films[1]
    assert len({*films}) == 3


def test_a_characters_lora_is_worn_by_takes_that_show_the_character(renderer: Diffusion, tmp_path: Path) -> None:
    hers, places = lora(tmp_path, LAYER), lora(tmp_path, LAYER, name="harbour")
    plain = _recipe(tmp_path)
    levers = {"lora": f"@NORA={hers}:1.5, @ELIAS={places}:1.5"}
    with_nora = _recipe(tmp_path, **levers)
    films = {
        name: _film(renderer, recipe, tmp_path / f"{name}.mp4")
        for name, recipe in {
            "plain": plain, "nobody plain": _without_nora(plain), "nora": with_nora, "nobody": _without_nora(with_nora),
            "nora again": with_nora, "place": _recipe(tmp_path, lora=f"@HARBOUR={places}:1.5"),
        }.items()
    }  # fmt: skip
    assert films["nora"] == films["nora again"] != films["plain"]
    assert films["nobody"] == films["nobody plain"]
    assert films["place"] not in (films["plain"], films["nora"])


def test_takes_with_other_loras_are_another_group(tmp_path: Path) -> None:
    recipe = _recipe(tmp_path, lora="@NORA=nora.safetensors, all.safetensors")
    keys = {group_key(recipe), group_key(_without_nora(recipe))}
    assert len(keys) == 2
    assert group_key(recipe) == group_key(recipe.model_copy(update={"seed": 9}))


def test_the_word_a_lora_knows_somebody_by_is_said() -> None:
    recipe, words = make_recipe(), {"@NORA": "n0ra", "@HARBOUR": "h4rbour", "": "in the style of f1lm"}
    text = compile_prompt(recipe, known_as=words)
    assert text.startswith("In the style of f1lm. Medium close-up of Nora")
    assert "Nora is n0ra, a woman of about 34" in text
    assert "H4rbour, outdoors, harbour" in text
    short = compile_prompt(recipe, short=True, known_as=words)
    assert "n0ra, a woman" in short
    assert NORA.name not in short


def test_a_model_that_takes_no_lora_says_so(models: TinyModels, tmp_path: Path) -> None:
    recipe = _recipe(tmp_path, models("svd"), lora="@NORA=nora.safetensors", ip_adapter="ip.safetensors")
    recipe = recipe.model_copy(update={"guides": (guide("keyframe", still(tmp_path, "k", (200, 40, 40))),)})
    made = Diffusion().render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    assert "LoRA: Stable Video Diffusion takes none" in made.left_out
    assert "ip_adapter: Stable Video Diffusion takes none" in made.left_out


def test_an_ip_adapter_shows_animatediff_its_references(models: TinyModels, tmp_path: Path) -> None:
    renderer, file = Diffusion(), models.ip_adapter()
    reference = (guide("reference", still(tmp_path, "nora", (200, 40, 40))),)
    plain = _recipe(tmp_path, models("animatediff"))
    adapted = _recipe(tmp_path, models("animatediff"), ip_adapter=f"{file}:0.7")
    unseen = renderer.render(
        plain.model_copy(update={"guides": reference}), tmp_path / "unseen.mp4", lambda _done, _total: None
    )
    assert unseen.left_out == ("reference: this model takes none (nora.png)",)
    renderer.set_up(adapted.options)
    assert "reference" in renderer.limits().guides
    without = _film(renderer, adapted, tmp_path / "without.mp4")
    seen = renderer.render(
        adapted.model_copy(update={"guides": reference}), tmp_path / "seen.mp4", lambda _done, _total: None
    )
    assert seen.left_out == ()
    assert without == (tmp_path / "unseen.mp4").read_bytes() != (tmp_path / "seen.mp4").read_bytes()
