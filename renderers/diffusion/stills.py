"""Keyframes by a text-to-image model on this machine."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bible.errors import ModelError
from renderers.diffusion.families import Kind
from renderers.diffusion.fit import Fit, choose_size, snap
from renderers.diffusion.levers import Levers, read_levers
from renderers.diffusion.memory import look_at_machine
from renderers.diffusion.models import find_model, preflight_stills, revision_of
from renderers.diffusion.prompt import compile_prompt
from renderers.diffusion.resident import import_diffusers
from renderers.diffusion.trouble import Teller, in_plain_words
from renderers.diffusion.work import read_geometry
from renderers.interface import Options, Progress, Readiness, Rendered, StillRenderer
from renderers.media.picture import write_picture
from shots.recipe import Guide, Recipe

if TYPE_CHECKING:
    from diffusers import DiffusionPipeline

_NEGATIVE = "blurry, worst quality, low quality, text, watermark, deformed hands"
_SIZES = ((1024, 1024),)
"""The area most picture models were made for; those for less say so in their config."""
_STEPS = 30
_VERSION = "1"
_SHORT_ENCODERS = ("StableDiffusionPipeline", "StableDiffusionXLPipeline")


class DiffusionStills(StillRenderer):
    """Keyframes by a text-to-image model on this machine. Keeps it in memory."""

    name = "diffusers"

    def __init__(self) -> None:
        self.revision = _VERSION
        self._levers = Levers()
        self._pipe: DiffusionPipeline | None = None
        self._key: tuple[object, ...] = ()

    def set_up(self, options: Options) -> None:
        """Take the settings: `stills` names the model. Raises SettingsError."""
        self._levers = read_levers(options, self.name)
        if preflight_stills(self._levers.stills).ready:
            folder = find_model(self._levers.stills)
            self.revision = f"{_VERSION} {folder.name}@{revision_of(folder)}"

    def check(self) -> Readiness:
        """Whether the packages are there and `stills` names a whole model; imports no torch."""
        return preflight_stills(self._levers.stills)

    def draw(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Draw the keyframe of a shot in the size of the film. Raises ModelError."""
        levers = read_levers(recipe.options, self.name)
        return draw_keyframe(self._ready(levers), recipe, levers, to, progress)

    def _ready(self, levers: Levers) -> DiffusionPipeline:
        key = (levers.stills, levers.device, levers.dtype)
        if self._pipe is None or key != self._key:
            self._pipe, self._key = None, key
            self._pipe = load_stills(levers)
        return self._pipe


def load_stills(levers: Levers) -> DiffusionPipeline:
    """The text-to-image pipeline that `stills` names. Raises ModelError or MissingExtraError."""
    folder = find_model(levers.stills)
    import_diffusers(levers.threads)
    import torch
    from diffusers import AutoPipelineForText2Image

    with in_plain_words(folder):
        machine = look_at_machine(levers.device)
        precision = "float32" if levers.dtype == "auto" and not machine.is_card else levers.dtype
        dtype = getattr(torch, "bfloat16" if precision == "auto" else precision)
        pipe = AutoPipelineForText2Image.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=dtype
        )
        pipe.set_progress_bar_config(disable=True)
        if machine.is_card:
            pipe.enable_model_cpu_offload(device=machine.device)
        else:
            pipe.to(machine.device)
    return pipe


def draw_keyframe(pipe: DiffusionPipeline, recipe: Recipe, levers: Levers, to: Path, progress: Progress) -> Rendered:
    """Draw the picture a take starts from and write it as a PNG. Raises ModelError; what `progress` raises stops it."""
    import torch

    folder, geometry = find_model(levers.stills), read_geometry(pipe)
    own = getattr(getattr(pipe, "unet", None), "config", {}).get("sample_size")
    sizes = ((own * geometry.multiple,) * 2,) if isinstance(own, int) else _SIZES
    width, height = choose_size(recipe.picture, sizes, geometry.multiple, any_size=True)
    fit = Fit(width=snap(width, geometry.multiple), height=snap(height, geometry.multiple), picture=recipe.picture)
    steps = levers.steps or (_STEPS // 2 if levers.draft else _STEPS)
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        progress(min(done, steps), steps)

    teller = Teller(tell)

    def on_step(_: object, __: int, ___: object, values: dict[str, Any]) -> dict[str, Any]:
        teller()
        return values

    short = type(pipe).__name__ in _SHORT_ENCODERS
    asked = {
        "prompt": compile_prompt(recipe, levers.style, short=short, still=True),
        "negative_prompt": levers.negative or _NEGATIVE,
        "width": fit.width,
        "height": fit.height,
        "num_inference_steps": steps,
        "guidance_scale": levers.guidance,
        "generator": torch.Generator("cpu").manual_seed(recipe.seed),
        "output_type": "np",
        "callback_on_step_end": on_step,
    }
    known = inspect.signature(type(pipe).__call__).parameters
    with in_plain_words(folder, teller):
        try:
            image = pipe(**{name: value for name, value in asked.items() if name in known and value is not None}).images
        finally:
            pipe.maybe_free_model_hooks()
    frame = np.asarray(image[0], dtype=np.float32)
    if not np.isfinite(frame).all():
        raise ModelError("the picture is no numbers (NaN)", where=recipe.shot.slate, cure='set dtype = "float32"')
    write_picture(fit.to_picture(frame), to)
    left_out = tuple(f"{guide.kind}: this model draws from words only" for guide in recipe.guides)
    return Rendered(frames=1, handles=0, left_out=left_out)


def with_keyframe(recipe: Recipe, levers: Levers, kind: Kind, to: Path) -> Recipe:
    """The recipe with a keyframe drawn for it, where the model needs one, none is there and `stills` names who draws.

    It is written to `to`, and the model that drew it leaves memory before the one that films it is called.
    """
    there = any(guide.kind == "keyframe" for guide in recipe.guides)
    if there or "keyframe" not in kind.row.needs or not levers.stills:
        return recipe
    without_steps = levers.model_copy(update={"steps": None, "guidance": None})
    draw_keyframe(load_stills(levers), recipe, without_steps, to, lambda _done, _total: None)
    sha256 = hashlib.sha256(to.read_bytes()).hexdigest()
    return recipe.model_copy(update={"guides": (*recipe.guides, Guide(kind="keyframe", file=str(to), sha256=sha256))})
