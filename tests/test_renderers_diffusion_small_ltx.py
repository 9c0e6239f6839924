"""A small LTX that was really trained: what is asked for is what is seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from models.moving_shapes import Scene, background_of, colour_of, draw, motion_of, psnr
from models.recipes import guide, make_recipe

from bible.entries import Hour, Weather
from renderers.diffusion.renderer import Diffusion
from renderers.media.picture import write_picture
from renderers.media.read import film_frames
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size

MODEL = Path(__file__).parent / "models" / "small_ltx"
PICTURE = PictureFormat(width=128, height=128, rate=Rate(numerator=24))
HELD_OUT = (
    Scene("red", "circle", "left", "black"),
    Scene("yellow", "triangle", "right", "gray"),
    Scene("purple", "circle", "still", "black"),
    Scene("white", "square", "up", "navy"),
    Scene("blue", "triangle", "down", "black"),
    Scene("white", "circle", "down", "brown"),
)
"""Scenes the training never showed."""


@pytest.fixture(scope="module")
def renderer() -> Diffusion:
    return Diffusion()


def _recipe(scene: Scene, folder: Path, **levers: str) -> Recipe:
    """27 frames of the film: 9 of the model at 8 a second."""
    shot = Shot(
        id="sh0001", slate="1A", scene="S0001", framing=Framing.INSERT, size=Size.MS, thing="thing", action=scene.words
    )
    options = {"model": str(MODEL), "rate": "8", "size": "64x64", "steps": "8", "negative": ""}
    options |= {"cache": str(folder / "prompts")} | levers
    return make_recipe(
        27, 0, PICTURE, shot=shot, cast=(), hour=Hour.DAY, weather=Weather.CLEAR, options=tuple(options.items())
    )


def _clip(file: Path) -> np.ndarray:
    """The model's 9 frames out of the film's 27, from 0 to 1."""
    frames = [frame.to_ndarray(format="rgb24") for frame in film_frames(file, PICTURE, 0, 27)]
    return np.stack(frames[1::3]).astype(np.float32) / 255


@pytest.mark.parametrize("scene", HELD_OUT, ids=lambda scene: scene.words.replace(" ", "-"))
def test_the_words_are_seen_in_the_take(scene: Scene, renderer: Diffusion, tmp_path: Path) -> None:
    made = renderer.render(_recipe(scene, tmp_path), tmp_path / "take.mp4", lambda _done, _total: None)
    clip = _clip(tmp_path / "take.mp4")
    assert made.left_out == ()
    assert (colour_of(clip), motion_of(clip), background_of(clip)) == (scene.colour, scene.motion, scene.background)


@pytest.mark.parametrize("scene", HELD_OUT, ids=lambda scene: scene.words.replace(" ", "-"))
def test_a_take_starts_on_its_keyframe_and_does_what_the_words_say(
    scene: Scene, renderer: Diffusion, tmp_path: Path
) -> None:
    clip, _ = draw(scene, np.random.default_rng(5))
    opaque = np.full((64, 64, 1), 255, dtype=np.uint8)
    write_picture(np.concatenate([(clip[0, ..., ::-1] * 255).astype(np.uint8), opaque], axis=-1), tmp_path / "k.png")
    recipe = _recipe(scene, tmp_path).model_copy(update={"guides": (guide("keyframe", tmp_path / "k.png"),)})
    renderer.render(recipe, tmp_path / "take.mp4", lambda _done, _total: None)
    made = _clip(tmp_path / "take.mp4")
    assert psnr(made[0, ::2, ::2], clip[0]) > 17
    assert (colour_of(made), motion_of(made), background_of(made)) == (scene.colour, scene.motion, scene.background)


def test_a_red_circle_moves_left(renderer: Diffusion, tmp_path: Path) -> None:
    """From a keyframe of a red circle on the right, whatever its background was in training."""
    scene = Scene("red", "circle", "left", "navy")
    clip, _ = draw(scene, np.random.default_rng(1))
    opaque = np.full((64, 64, 1), 255, dtype=np.uint8)
    write_picture(np.concatenate([(clip[0, ..., ::-1] * 255).astype(np.uint8), opaque], axis=-1), tmp_path / "k.png")
    recipe = _recipe(scene, tmp_path).model_copy(update={"guides": (guide("keyframe", tmp_path / "k.png"),)})
    renderer.render(recipe, tmp_path / "take.mp4", lambda _done, _total: None)
    made = _clip(tmp_path / "take.mp4")
    red = made[..., 0] - made[..., 1:].max(axis=-1) > 0.3
    middles = [float(np.nonzero(frame)[1].mean()) for frame in red]
    assert middles == sorted(middles, reverse=True)
    assert middles[0] - middles[-1] > 40


def test_a_last_frame_pulls_the_take_towards_it(renderer: Diffusion, tmp_path: Path) -> None:
    scene = Scene("white", "square", "up", "navy")
    clip, _ = draw(scene, np.random.default_rng(2))
    for name, at in (("first", 0), ("end", 8)):
        opaque = np.full((64, 64, 1), 255, dtype=np.uint8)
        pixels = np.concatenate([(clip[at, ..., ::-1] * 255).astype(np.uint8), opaque], axis=-1)
        write_picture(pixels, tmp_path / f"{name}.png")
    recipe = _recipe(scene, tmp_path)
    ends = (guide("keyframe", tmp_path / "first.png"), guide("last", tmp_path / "end.png"))
    renderer.render(recipe.model_copy(update={"guides": ends}), tmp_path / "take.mp4", lambda _done, _total: None)
    assert psnr(_clip(tmp_path / "take.mp4")[-1, ::2, ::2], clip[8]) > 17
