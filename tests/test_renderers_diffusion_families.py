"""Every family of video models through the renderer: tiny ones, built from the real classes, that paint noise."""

from __future__ import annotations

import inspect
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from models.recipes import PICTURE, VIDEO_MODELS, TinyModels, film, guide, make_recipe, still

from bible.errors import MissingExtraError, ModelError
from renderers.diffusion.facts import ModelFacts, read_facts
from renderers.diffusion.families import kind_of, pipeline_names
from renderers.diffusion.levers import read_levers
from renderers.diffusion.prompt import prompt_of
from renderers.diffusion.renderer import Diffusion
from renderers.diffusion.work import Geometry, lay_out
from renderers.media.read import film_frames, probe
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe

NAMES = tuple(name for name in VIDEO_MODELS if name != "cog_control")


@pytest.fixture(scope="module")
def renderer() -> Diffusion:
    return Diffusion()


@pytest.fixture(autouse=True)
def _no_prompts_of_others(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def _asked(models: TinyModels, name: str, folder: Path, length: int = 12, handles: int = 2, **options: str) -> Recipe:
    """A take of a family's model at 64 x 64 in two steps, with the pictures it cannot do without."""
    needs = {"wan_first_last": ("keyframe", "last"), "wan_image": ("keyframe",), "wan22_image": ("keyframe",)}
    needs |= dict.fromkeys(("cog_image", "hunyuan_image", "hunyuan15_image", "svd"), ("keyframe",))
    guides = tuple(guide(kind, still(folder, kind, (200, 40, 40))) for kind in needs.get(name, ()))
    settings = {"model": str(models(name)), "steps": "2", "size": "64x64"} | options
    return make_recipe(length, handles, guides=guides, options=tuple(settings.items()))


def _frames(file: Path, picture: PictureFormat = PICTURE) -> np.ndarray:
    frames = film_frames(file, picture, 0, probe(file).frames)
    return np.stack([frame.to_ndarray(format="rgb24") for frame in frames])


@pytest.mark.parametrize("name", NAMES)
def test_a_take_has_the_films_frames_size_and_rate_and_comes_out_the_same_again(
    name: str, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, name, tmp_path)
    told: list[tuple[int, int]] = []
    made = renderer.render(recipe, tmp_path / "a.mp4", lambda done, total: told.append((done, total)))
    facts = probe(tmp_path / "a.mp4")
    assert (made.frames, made.handles) == (16, 2)
    assert (facts.frames, facts.width, facts.height, facts.rate) == (16, 128, 64, 24)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (16, 16)
    assert len(told) == 2 + 1
    assert np.ptp(_frames(tmp_path / "a.mp4")) > 20
    renderer.render(recipe, tmp_path / "b.mp4", lambda _done, _total: None)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_another_seed_paints_another_take(models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _asked(models, "wan_text", tmp_path)
    renderer.render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    renderer.render(recipe.model_copy(update={"seed": 8}), tmp_path / "b.mp4", lambda _done, _total: None)
    assert not np.array_equal(_frames(tmp_path / "a.mp4"), _frames(tmp_path / "b.mp4"))


@pytest.mark.parametrize(
    "name", ["wan_image", "wan22_small", "wan_vace", "ltx", "ltx2", "cog_image", "hunyuan_image", "svd"]
)
def test_a_long_take_is_made_in_several_calls_of_one_take(
    name: str, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, name, tmp_path, 40, 0, rate="24", frames="17")
    told: list[int] = []
    made = renderer.render(recipe, tmp_path / "a.mp4", lambda done, _total: told.append(done))
    assert made.frames == probe(tmp_path / "a.mp4").frames == 40
    assert made.handles == 0
    # 17 frames a call, 1 or 9 of them shared with the call before.
    assert len(told) - 1 in (2 * 3, 2 * 4)


@pytest.mark.parametrize(("name", "frames"), [("skyreels", 110), ("animatediff", 60)])
def test_a_model_that_goes_on_by_itself_is_called_once(
    name: str, frames: int, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, name, tmp_path, frames, 0)
    made = renderer.render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    assert made.frames == probe(tmp_path / "a.mp4").frames == frames


def test_a_model_of_words_gives_up_handles_before_frames(
    models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, "wan_text", tmp_path, 22, 8, frames="17")
    made = renderer.render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    # 17 frames at 16 a second are on the screen for 26 of the film: 22 for the cut leave 2 on each side.
    assert (made.frames, made.handles) == (26, 2)
    assert made.left_out == ("handles of 8 frames: Wan 2.1 has room for 2",)


@pytest.mark.parametrize("name", ["ltx", "ltx2", "wan_vace", "wan22_image"])
def test_pictures_steer_where_they_are_asked_for(
    name: str, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    start = guide("keyframe", still(tmp_path, "one", (200, 30, 30)))
    others = (
        guide("keyframe", still(tmp_path, "two", (30, 200, 30)), frame=24),
        guide("last", still(tmp_path, "end", (30, 30, 200))),
    )
    plain = _asked(models, name, tmp_path, 49, 0).model_copy(update={"guides": (start,)})
    renderer.render(plain, tmp_path / "plain.mp4", lambda _done, _total: None)
    told: list[int] = []
    steered = plain.model_copy(update={"guides": (start, *others)})
    made = renderer.render(steered, tmp_path / "steered.mp4", lambda done, _: told.append(done))
    assert made.left_out == ()
    assert not np.array_equal(_frames(tmp_path / "plain.mp4"), _frames(tmp_path / "steered.mp4"))
    # Where pictures can only stand first and last, the one in between ends a call and begins the next.
    assert len(told) - 1 == (4 if name == "wan22_image" else 2)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wan_vace", "pose"),
        ("wan_vace", "depth"),
        ("wan_vace", "line"),
        ("ltx2_control", "depth"),
    ],
)
def test_a_film_that_steers_changes_what_is_painted(
    name: str, kind: str, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, name, tmp_path)
    renderer.render(recipe, tmp_path / "plain.mp4", lambda _done, _total: None)
    guides = (guide(kind, film(tmp_path, kind, 16)),)
    if name == "wan_vace":
        guides += (guide("reference", still(tmp_path, "ref", (20, 120, 220))),)
    made = renderer.render(
        recipe.model_copy(update={"guides": guides}), tmp_path / "steered.mp4", lambda _done, _total: None
    )
    assert made.left_out == ()
    assert not np.array_equal(_frames(tmp_path / "plain.mp4"), _frames(tmp_path / "steered.mp4"))


def test_a_model_that_chooses_its_own_size_fills_the_picture(
    models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, "hunyuan15_image", tmp_path, size="128x64")
    made = renderer.render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    assert made.left_out == ("size of 128x64: this model makes 80x40",)
    facts = probe(tmp_path / "a.mp4")
    assert (facts.width, facts.height, facts.frames) == (128, 64, 16)
    assert np.ptp(_frames(tmp_path / "a.mp4")[0][:, :8]) > 20


def test_a_model_that_draws_after_a_film_follows_it(models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _asked(models, "cog_control", tmp_path)
    with pytest.raises(ModelError, match="a film of poses, depths or lines"):
        renderer.render(recipe, tmp_path / "none.mp4", lambda _done, _total: None)
    for name, file in (("film", film(tmp_path, "grey", 16)), ("still", still(tmp_path, "one", (200, 30, 30)))):
        after = recipe.model_copy(update={"guides": (guide("pose", file),)})
        assert renderer.render(after, tmp_path / f"{name}.mp4", lambda _done, _total: None).frames == 16
    assert not np.array_equal(_frames(tmp_path / "film.mp4"), _frames(tmp_path / "still.mp4"))


def test_a_mask_says_where_a_film_is_painted_over(models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _asked(models, "wan_vace", tmp_path)
    drive, mask = guide("drive", film(tmp_path, "drive", 16)), guide("mask", still(tmp_path, "mask", (0, 0, 0)))
    for name, guides in (("drive", (drive,)), ("masked", (drive, mask))):
        renderer.render(recipe.model_copy(update={"guides": guides}), tmp_path / f"{name}-t.mp4", lambda _d, _t: None)
    assert not np.array_equal(_frames(tmp_path / "drive-t.mp4"), _frames(tmp_path / "masked-t.mp4"))


@pytest.mark.parametrize("name", ["wan_text", "cog_text", "animatediff"])
def test_a_drive_film_is_drawn_over(name: str, models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _asked(models, name, tmp_path, steps="5")
    driven = recipe.model_copy(update={"guides": (guide("drive", film(tmp_path, "drive", 16)),)})
    made = renderer.render(driven, tmp_path / "driven.mp4", lambda _done, _total: None)
    renderer.render(recipe, tmp_path / "plain.mp4", lambda _done, _total: None)
    assert made.left_out == ()
    assert not np.array_equal(_frames(tmp_path / "driven.mp4"), _frames(tmp_path / "plain.mp4"))


def test_a_film_that_is_too_short_is_held_and_told(models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _asked(models, "wan_vace", tmp_path)
    short = recipe.model_copy(update={"guides": (guide("depth", film(tmp_path, "depth", 10)),)})
    made = renderer.render(short, tmp_path / "a.mp4", lambda _done, _total: None)
    assert made.left_out == ("depth: the film ends 6 frames early, its last one is held",)


def test_what_a_model_cannot_take_is_named(models: TinyModels, renderer: Diffusion, tmp_path: Path) -> None:
    recipe = _asked(models, "mochi", tmp_path)
    guides = (guide("keyframe", still(tmp_path, "k", (9, 9, 9))), guide("pose", film(tmp_path, "pose", 16)))
    made = renderer.render(recipe.model_copy(update={"guides": guides}), tmp_path / "a.mp4", lambda _d, _t: None)
    assert made.left_out == (
        "keyframe: this model takes none (k.png)",
        "pose: this model takes none (pose.mp4)",
    )


@pytest.mark.parametrize(("name", "field"), [("ltx2", True), ("svd", True), ("mochi", False)])
def test_how_much_moves_is_asked_for_by_field_or_in_words(
    name: str, field: bool, models: TinyModels, tmp_path: Path
) -> None:
    recipe = _asked(models, name, tmp_path, motion="1.5")
    twice = recipe.model_copy(update={"shot": recipe.shot.model_copy(update={"motion": 2.0})})
    kind = kind_of(read_facts(models(name)))
    work = lay_out(twice, kind, read_levers(twice.options), Geometry(step=4, multiple=8))
    assert work.recipe.shot.motion == 3.0
    assert not any("motion" in words for words in work.left_out)
    assert ("Everything moves" in prompt_of(twice)) != field


def test_sound_a_model_makes_lies_in_the_take_and_lasts_as_long(
    models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    levers: dict[str, dict[str, str]] = {"one": {}, "several": {"frames": "17"}, "silent": {"sound": "false"}}
    heard = {}
    for name, extra in levers.items():
        recipe = _asked(models, "ltx2", tmp_path, 40, 0, **extra)
        heard[name] = renderer.render(recipe, tmp_path / f"{name}.mp4", lambda _done, _total: None).sound
    assert heard == {"one": "sound", "several": "sound", "silent": ""}
    one, several = (probe(tmp_path / f"{name}.mp4") for name in ("one", "several"))
    assert one.sound is not None
    assert several.sound is not None
    assert (one.sound.channels, one.sound.sample_rate) == (2, 16000)
    assert probe(tmp_path / "silent.mp4").sound is None
    assert one.frames == several.frames == 40


@pytest.mark.parametrize("rate", [Rate(numerator=24000, denominator=1001), Rate(numerator=60)])
def test_any_rate_of_the_film_is_kept_exactly(
    rate: Rate, models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    picture = PictureFormat(width=64, height=96, rate=rate)
    for name in ("ltx", "wan_text"):
        recipe = _asked(models, name, tmp_path, 30).model_copy(update={"picture": picture})
        renderer.render(recipe, tmp_path / f"{name}.mp4", lambda _done, _total: None)
        facts = probe(tmp_path / f"{name}.mp4")
        assert (facts.frames, facts.rate, facts.width, facts.height) == (34, rate.fps, 64, 96)


def test_each_prompt_is_encoded_once_and_kept(models: TinyModels, tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    first, second = (
        _asked(models, "wan_text", tmp_path, cache=str(folder)).model_copy(update={"seed": seed}) for seed in (1, 2)
    )
    other = second.model_copy(update={"shot": second.shot.model_copy(update={"action": "Nora sits down."})})
    renderer = Diffusion()
    assert renderer.encode((first, second, other)) == 2
    assert len(list(folder.glob("*.safetensors"))) == 2
    renderer.render(first, tmp_path / "a.mp4", lambda _done, _total: None)
    assert renderer.encode((first, other)) == 0
    again = Diffusion()
    assert again.encode((first, second, other)) == 0
    again.render(first, tmp_path / "b.mp4", lambda _done, _total: None)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_long_take_in_several_calls_is_told_sentence_by_sentence(models: TinyModels, tmp_path: Path) -> None:
    folder, renderer = tmp_path / "prompts", Diffusion()
    recipe = _asked(models, "ltx", tmp_path, 40, 0, frames="17", rate="24", cache=str(folder))
    acts = recipe.shot.model_copy(update={"action": "Nora turns to the window. She sits down."})
    both = recipe.model_copy(update={"shot": acts})
    assert renderer.encode((both,)) == 2
    # What it does first is all that the shorter one does.
    assert renderer.encode((recipe,)) == 0
    renderer.render(both, tmp_path / "a.mp4", lambda _done, _total: None)
    assert len(list(folder.glob("*.safetensors"))) == 2


def test_a_text_encoder_that_leaves_is_loaded_once_for_all_takes_to_come(models: TinyModels, tmp_path: Path) -> None:
    from torch.nn.modules.module import register_module_forward_pre_hook

    levers = {"cache": str(tmp_path / "prompts"), "text_encoder": "release"}
    recipe = _asked(models, "wan_text", tmp_path, **levers)
    actions = ("Nora sits down.", "Nora stands up.", "Nora laughs.")
    shots = [recipe.shot.model_copy(update={"action": action}) for action in actions]
    recipes = tuple(recipe.model_copy(update={"shot": shot}) for shot in shots)
    seen: list[object] = []
    handle = register_module_forward_pre_hook(
        lambda module, _: seen.append(module) if type(module).__name__ == "UMT5EncoderModel" else None
    )
    try:
        Diffusion().prepare(recipes)
        assert len(seen) >= len(actions)
        assert len({id(module) for module in seen}) == 1
        seen.clear()
        renderer = Diffusion()
        for number, each in enumerate(recipes):
            renderer.render(each, tmp_path / f"{number}.mp4", lambda _done, _total: None)
        assert seen == []
    finally:
        handle.remove()


def test_a_draft_is_quicker_and_leaves_the_final_tier_as_it_was(
    models: TinyModels, renderer: Diffusion, tmp_path: Path
) -> None:
    recipe = _asked(models, "wan_text", tmp_path, steps="25")
    draft = recipe.model_copy(update={"options": (*recipe.options, ("tier", "draft"))})
    for name, asked in (("final", recipe), ("draft", draft), ("again", recipe)):
        renderer.render(asked, tmp_path / f"{name}.mp4", lambda _done, _total: None)
    assert (tmp_path / "final.mp4").read_bytes() == (tmp_path / "again.mp4").read_bytes()
    assert (tmp_path / "final.mp4").read_bytes() != (tmp_path / "draft.mp4").read_bytes()
    without_steps = tuple(each for each in draft.options if each[0] != "steps")
    told: list[int] = []
    renderer.render(
        draft.model_copy(update={"options": without_steps}), tmp_path / "c.mp4", lambda done, _: told.append(done)
    )
    assert len(told) - 1 == 25


@pytest.mark.parametrize(
    "levers",
    [{"offload": "group"}, {"offload": "disk"}, {"quantise": "fp8"}, {"tiles": "yes"},
     {"dtype": "bfloat16"}, {"flow_shift": "5"}, {"text_encoder": "release"}],
    ids=lambda levers: "-".join(next(iter(levers.items()))),
)  # fmt: skip
def test_levers_of_memory_make_a_take_all_the_same(levers: dict[str, str], models: TinyModels, tmp_path: Path) -> None:
    recipe = _asked(models, "wan_text", tmp_path, cache=str(tmp_path / "prompts"), **levers)
    made = Diffusion().render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    assert made.frames == 16
    assert made.left_out == ()


def test_blocks_that_are_compiled_paint_the_same(models: TinyModels, tmp_path: Path) -> None:
    """Regional compile on the real class; with the backend that needs no C compiler."""
    from torch._dynamo.utils import counters

    films = []
    for compile_ in ("false", "eager"):
        counters.clear()
        recipe = _asked(models, "wan_text", tmp_path, cache=str(tmp_path / "prompts"), compile=compile_)
        made = Diffusion().render(recipe, tmp_path / f"{compile_}.mp4", lambda _done, _total: None)
        assert made.left_out == ()
        assert bool(counters["stats"]["unique_graphs"]) == (compile_ == "eager")
        films.append((tmp_path / f"{compile_}.mp4").read_bytes())
    assert films[0] == films[1]
    recipe = _asked(models, "mochi", tmp_path, compile="eager")
    made = Diffusion().render(recipe, tmp_path / "mochi.mp4", lambda _done, _total: None)
    assert made.left_out == ("compile: Mochi 1 has no blocks that repeat",)


def test_weights_of_8_bit_are_used_or_their_package_is_asked_for(models: TinyModels, tmp_path: Path) -> None:
    recipe = _asked(models, "wan_text", tmp_path, quantise="int8")
    if find_spec("torchao"):
        assert Diffusion().render(recipe, tmp_path / "a.mp4", lambda _done, _total: None).frames == 16
        return
    with pytest.raises(MissingExtraError, match="needs torchao") as caught:
        Diffusion().render(recipe, tmp_path / "a.mp4", lambda _done, _total: None)
    assert caught.value.cure.endswith("pip install torchao")


def test_every_tiny_model_is_driven() -> None:
    from models.tiny import FAMILIES

    assert sorted(VIDEO_MODELS) == sorted(FAMILIES)


def test_the_table_says_what_pipelines_can_take() -> None:
    import diffusers

    arguments = {
        "pictures": {"image"}, "conditions": {"conditions"}, "vace": {"video", "mask", "reference_images"},
        "control": {"control_video"}, "words": {"prompt"},
    }  # fmt: skip
    for name in pipeline_names():
        if name == "WanTI2V5B":
            continue
        kind = kind_of(ModelFacts(folder=Path("model"), pipeline=name, parts=("transformer", "vae"), bytes=()))
        known = set(inspect.signature(getattr(diffusers, kind.run_as).__call__).parameters)
        assert arguments[kind.row.steering] <= known, name
        family = kind.family
        assert family.guidance_argument in (known | {"guider"}), name
        assert not family.rate_argument or family.rate_argument in known, name
        assert not family.motion_argument or family.motion_argument in known, name
        assert (family.cancel == "callback") == ("callback_on_step_end" in known), name
        assert family.words == ("prompt" in known), name
        for other in kind.row.other.values():
            takes = set(inspect.signature(getattr(diffusers, other).__call__).parameters)
            assert {"video", "strength"} <= takes or "image" in takes, other
