"""What goes wrong with a model is said in plain words, and the worker goes on with the next take."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from models.recipes import TinyModels, guide, lora, make_recipe, still

from bible.errors import MediaError, MissingExtraError, ModelError, RenderError, SettingsError, StudioError
from renderers.diffusion.renderer import Diffusion
from renderers.media.read import probe
from shots.recipe import Recipe

SMALL = Path(__file__).parent / "models" / "small_ltx"


@pytest.fixture(scope="module")
def renderer() -> Diffusion:
    return Diffusion()


def _recipe(folder: Path, model: Path = SMALL, **levers: str) -> Recipe:
    options = {"model": str(model), "steps": "4", "size": "64x64", "cache": str(folder / "prompts")} | levers
    return make_recipe(options=tuple(options.items()))


def _quietly(_done: int, _total: int) -> None:
    return None


class PersonStoppedError(ValueError):
    """What an office raises to stop a take; of a kind the libraries raise too."""


@pytest.mark.parametrize("name", ["small", "wan_text", "svd", "hunyuan15", "modelscope", "ltx2"])
def test_a_take_stops_at_the_next_step_and_the_next_one_is_as_if_nothing_had_been(
    name: str, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _recipe(tmp_path, SMALL if name == "small" else models(name), tier="draft")
    if name == "svd":
        recipe = recipe.model_copy(update={"guides": (guide("keyframe", still(tmp_path, "k", (200, 40, 40))),)})
    renderer.render(recipe, tmp_path / "before.mp4", _quietly)
    told: list[int] = []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise PersonStoppedError("enough")

    with pytest.raises(PersonStoppedError, match="enough"):
        renderer.render(recipe, tmp_path / "stopped.mp4", stop)
    assert len(told) == 2
    assert not (tmp_path / "stopped.mp4").exists()
    renderer.render(recipe, tmp_path / "after.mp4", _quietly)
    assert (tmp_path / "before.mp4").read_bytes() == (tmp_path / "after.mp4").read_bytes()


@contextlib.contextmanager
def _failing(kind: str, error: Exception, times: int) -> Iterator[list[int]]:
    """The first `times` calls of modules of a kind raise; yields a list with one entry for each."""
    from torch.nn.modules.module import register_module_forward_pre_hook

    raised: list[int] = []

    def hook(module: object, _: object) -> None:
        if type(module).__name__ == kind and len(raised) < times:
            raised.append(1)
            raise error

    handle = register_module_forward_pre_hook(hook)
    try:
        yield raised
    finally:
        handle.remove()


def _out_of_memory() -> list[Exception]:
    import torch

    return [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB."),
        RuntimeError("[enforce fail] DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes."),
        MemoryError(),
    ]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_memory_that_runs_out_once_is_met_with_tiles_and_told(number: int, tmp_path: Path) -> None:
    renderer = Diffusion()
    renderer.render(_recipe(tmp_path), tmp_path / "first.mp4", _quietly)
    error = _out_of_memory()[number]
    with _failing("LTXVideoTransformer3DModel", error, 1) as raised:
        made = renderer.render(_recipe(tmp_path), tmp_path / "second.mp4", _quietly)
    assert raised == [1]
    assert made.left_out == ("memory ran out once: decoded in tiles",)
    with _failing("LTXVideoTransformer3DModel", error, 9) as raised, pytest.raises(ModelError) as caught:
        renderer.render(_recipe(tmp_path), tmp_path / "third.mp4", _quietly)
    assert raised == [1]
    assert "not enough memory" in caught.value.what
    assert "draft" in caught.value.cure
    renderer.render(_recipe(tmp_path), tmp_path / "fourth.mp4", _quietly)


def test_memory_that_runs_out_again_fails_the_take_and_not_the_worker(tmp_path: Path) -> None:
    renderer = Diffusion()
    with _failing("LTXVideoTransformer3DModel", _out_of_memory()[0], 2) as raised, pytest.raises(RenderError):
        renderer.render(_recipe(tmp_path), tmp_path / "a.mp4", _quietly)
    assert raised == [1, 1]
    assert renderer.render(_recipe(tmp_path), tmp_path / "b.mp4", _quietly).frames == 16


@pytest.mark.parametrize(("value", "said"), [(float("nan"), "no numbers"), (-1.0, "black frames")])
def test_frames_of_nothing_are_refused(value: float, said: str, renderer: Diffusion, tmp_path: Path) -> None:
    import torch
    from torch.nn.modules.module import register_module_forward_hook

    def spoil(module: object, _: object, output: object) -> object:
        painter = type(module).__name__ == "LTXVideoDecoder3d"
        return torch.full_like(output, value) if painter else None

    handle = register_module_forward_hook(spoil)
    try:
        with pytest.raises(ModelError, match=said) as caught:
            renderer.render(_recipe(tmp_path), tmp_path / "a.mp4", _quietly)
    finally:
        handle.remove()
    assert caught.value.where == "1A"
    assert "float32" in caught.value.cure
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.parametrize(
    ("levers", "kind", "said"),
    [
        ({"device": "cuda"}, ModelError, "the device cannot be used here"),
        ({"offload": "model"}, ModelError, "offloading needs a graphics card"),
        ({"lora": "nowhere.safetensors"}, ModelError, "no such LoRA file"),
        ({"lora": "LORA"}, ModelError, "made for another model"),
        ({"model": "nowhere"}, ModelError, "there is no model 'nowhere'"),
        ({"stepps": "3"}, SettingsError, "has no setting stepps"),
        ({"steps": "0"}, SettingsError, "steps"),
        ({"steps": "many"}, SettingsError, "steps"),
        ({"size": "64"}, SettingsError, "write it as 832x480"),
        ({"tier": "best"}, SettingsError, "tier"),
    ],
)
def test_each_wrong_setting_has_an_error_that_says_what_to_do(
    levers: dict[str, str], kind: type[StudioError], said: str, renderer: Diffusion, tmp_path: Path
) -> None:
    if levers.get("lora") == "LORA":
        levers = {"lora": str(lora(tmp_path, "transformer.wrong.block"))}
    with pytest.raises(kind, match=said) as caught:
        renderer.render(_recipe(tmp_path, **levers), tmp_path / "a.mp4", _quietly)
    assert caught.value.cure
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("Entry Not Found ... LocalEntryNotFoundError"), "not on this machine"),
        (ValueError("The path a/b/c is neither a valid local path nor a valid repo id"), "not on this machine"),
        (OSError("Error no file named model_index.json found in directory /m."), "no model_index.json"),
        (OSError("Error no file named config.json found in directory /m."), "lacks its config"),
        (OSError("Unable to load weights from checkpoint file for '/m/x.safetensors'"), "cut short or damaged"),
        (AttributeError("module diffusers has no attribute FooPipeline"), "a pipeline this diffusers does not have"),
        (AssertionError("Torch not compiled with CUDA enabled"), "device cannot be used"),
        (ValueError("PEFT backend is required for this method."), "LoRA files need peft"),
        (ValueError("`height` and `width` have to be divisible by 16 but are 63 and 64."), "cannot work at this size"),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), "graphics card failed"),
        (RuntimeError("Error(s) in loading state_dict: size mismatch for proj.weight"), "do not fit its config"),
        (RuntimeError("something new"), "the model failed: RuntimeError: something new"),
    ],
)  # fmt: skip
def test_errors_of_the_libraries_are_told_in_plain_words(error: Exception, said: str) -> None:
    from renderers.diffusion.trouble import told

    meant = told(error, Path("model"))
    assert isinstance(meant, ModelError)
    assert said in str(meant)
    assert meant.where == "model"
    assert meant.cure


def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    from renderers.diffusion.trouble import told

    for error in (ModuleNotFoundError("No module named 'ftfy'", name="ftfy"), NameError("name 'ftfy' is not defined")):
        meant = told(error, tmp_path)
        assert isinstance(meant, MissingExtraError)
        assert "ftfy" in meant.what
        assert "[local]" in meant.cure


def test_weights_that_changed_since_the_take_was_ordered_are_told(renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _recipe(tmp_path).model_copy(update={"revision": "1 small_ltx@000000000000"})
    made = renderer.render(recipe, tmp_path / "a.mp4", _quietly)
    assert len(made.left_out) == 1
    assert made.left_out[0].startswith("the model changed since the take was ordered: 1 small_ltx@000000000000 then")


def test_a_shot_too_long_for_a_model_of_words_says_what_would_do(
    models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _recipe(tmp_path, models("modelscope")).model_copy(update={"frames": 60})
    with pytest.raises(ModelError, match=r"2.5 s long, ModelScope text-to-video makes 2.0 s") as caught:
        renderer.render(recipe, tmp_path / "a.mp4", _quietly)
    assert caught.value.where == "1A"
    assert "starts from a picture" in caught.value.cure


def test_a_keyframe_that_is_needed_and_missing_is_asked_for(
    models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    for name, said in (("wan_image", "starts from a picture"), ("wan_first_last", "starts from a picture")):
        with pytest.raises(ModelError, match=said) as caught:
            renderer.render(_recipe(tmp_path, models(name)), tmp_path / "a.mp4", _quietly)
        assert "studio add 1A" in caught.value.cure
    first = (guide("keyframe", still(tmp_path, "k", (200, 40, 40))),)
    with pytest.raises(ModelError, match="needs a last frame too"):
        renderer.render(
            _recipe(tmp_path, models("wan_first_last")).model_copy(update={"guides": first}),
            tmp_path / "a.mp4",
            _quietly,
        )
    gone = (guide("keyframe", tmp_path / "gone.png"),)
    with pytest.raises(MediaError, match="cannot be read"):
        renderer.render(
            _recipe(tmp_path, models("wan_image")).model_copy(update={"guides": gone}), tmp_path / "a.mp4", _quietly
        )


def test_a_keyframe_is_drawn_where_a_model_needs_one(models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _recipe(tmp_path, models("wan_image"), stills=str(models("stable_diffusion")))
    for name in ("a", "b"):
        assert renderer.render(recipe, tmp_path / f"{name}.mp4", _quietly).frames == 16
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
    assert probe(tmp_path / "a.mp4").frames == 16
