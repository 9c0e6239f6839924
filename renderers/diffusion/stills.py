"""Stills by a picture model on this machine: cast and places, and the keyframes takes start from."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from bible.errors import ModelError
from renderers.diffusion.adapters import load_ip_adapter, load_loras, shown_by_ip_adapter, wear_loras, words_of
from renderers.diffusion.facts import read_facts
from renderers.diffusion.families import Arguments, Kind
from renderers.diffusion.fit import Fit, choose_size, side_by_side, snap
from renderers.diffusion.guides import as_image
from renderers.diffusion.levers import Levers, read_levers
from renderers.diffusion.memory import look_at_machine
from renderers.diffusion.models import find_model, preflight_stills, revision_of
from renderers.diffusion.prompt import compile_prompt
from renderers.diffusion.resident import import_diffusers
from renderers.diffusion.trouble import Teller, in_plain_words
from renderers.diffusion.work import read_geometry
from renderers.interface import Options, Progress, Readiness, Rendered, StillRenderer
from renderers.media.picture import read_picture, write_picture
from shots.recipe import Guide, Recipe

if TYPE_CHECKING:
    from diffusers import DiffusionPipeline
    from PIL.Image import Image

_NEGATIVE = "blurry, worst quality, low quality, text, watermark, deformed hands"
_SIZES = ((1024, 1024),)
"""The area most picture models were made for; those for less say so in their config."""
_STEPS, _FEW_STEPS = 30, 4
"""Steps of denoising; few for models that were distilled to need no more, as FLUX.2 klein says of itself."""
_VERSION = "2"
_SHORT_ENCODERS = ("StableDiffusionPipeline", "StableDiffusionXLPipeline")
_SHOWN = {
    "FluxKontextPipeline": 1, "Flux2Pipeline": 6, "Flux2KleinPipeline": 4, "QwenImageEditPipeline": 1,
    "QwenImageEditPlusPipeline": 3,
}  # fmt: skip
"""Pipelines that are shown pictures along with the words, and how many at most, as their makers say (docs.bfl.ai, the
model card of Qwen-Image-Edit-2509; 2026-11-28)."""
_MUST_BE_SHOWN = ("QwenImageEditPipeline", "QwenImageEditPlusPipeline")
_AS_SHOWN = "The people and the place look as in the pictures given."


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
        key = (levers.stills, levers.device, levers.dtype, levers.stills_lora, levers.stills_ip_adapter)
        if self._pipe is None or key != self._key:
            self._pipe, self._key = None, key
            self._pipe = load_stills(levers)
        return self._pipe


def load_stills(levers: Levers) -> DiffusionPipeline:
    """The pipeline that `stills` names, with its LoRAs and IP-Adapter. Raises ModelError or MissingExtraError."""
    folder = find_model(levers.stills)
    import_diffusers(levers.threads)
    import torch

    with in_plain_words(folder):
        machine = look_at_machine(levers.device)
        precision = "float32" if levers.dtype == "auto" and not machine.is_card else levers.dtype
        dtype = getattr(torch, "bfloat16" if precision == "auto" else precision)
        pipe = _pipeline_class(folder).from_pretrained(folder, local_files_only=True, use_safetensors=True, dtype=dtype)
        pipe.set_progress_bar_config(disable=True)
        load_loras(pipe, levers.stills_lora, "stills_lora")
        if levers.stills_ip_adapter is not None:
            load_ip_adapter(pipe, levers.stills_ip_adapter, "stills_ip_adapter")
        if machine.is_card:
            pipe.enable_model_cpu_offload(device=machine.device)
        else:
            pipe.to(machine.device)
    return pipe


def _pipeline_class(folder: Path) -> type[DiffusionPipeline]:
    """The class a folder names, where it is shown pictures; else the one that draws from words on the same weights."""
    import diffusers

    name = read_facts(folder).pipeline
    return cast("type[DiffusionPipeline]", getattr(diffusers, name if name in _SHOWN else "AutoPipelineForText2Image"))


class Shown(NamedTuple):
    """What a picture model is shown along with the words."""

    pictures: list[Image]
    left_out: tuple[str, ...]


def show(pipeline: str, recipe: Recipe, ip_adapter: bool) -> Shown:
    """The recipe's references as a pipeline class takes them; what it cannot be shown is named.

    With an IP-Adapter any number of them. Raises ModelError where there must be one, MediaError.
    """
    references = [guide for guide in recipe.guides if guide.kind == "reference"]
    left_out = [f"{guide.kind}: a still is drawn without" for guide in recipe.guides if guide.kind != "reference"]
    most = _SHOWN.get(pipeline, len(references) if ip_adapter else 0)
    if pipeline in _MUST_BE_SHOWN and not references:
        raise ModelError(
            f"{pipeline} changes pictures and there is none", where=recipe.shot.slate,
            cure="set stills to a model that draws from words too",
        )  # fmt: skip
    pictures = [as_image(read_picture(Path(guide.file))) for guide in references]
    if most == 1 and pictures:
        # One picture only, but nobody says of how many things.
        return Shown([side_by_side(pictures)], tuple(left_out))
    left_out += [f"reference: {Path(guide.file).name} was not shown to the model" for guide in references[most:]]
    return Shown(pictures[:most], tuple(left_out))


def draw_keyframe(pipe: DiffusionPipeline, recipe: Recipe, levers: Levers, to: Path, progress: Progress) -> Rendered:
    """Draw the picture a take starts from and write it as a PNG. Raises ModelError; what `progress` raises stops it."""
    folder, fit = find_model(levers.stills), _fit(pipe, recipe)
    usual = _FEW_STEPS if pipe.config.get("is_distilled") else _STEPS // 2 if levers.draft else _STEPS
    steps = levers.steps or usual
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        progress(min(done, steps), steps)

    teller = Teller(tell)
    with in_plain_words(folder, teller):
        shown = show(type(pipe).__name__, recipe, levers.stills_ip_adapter is not None)
        wear_loras(pipe, levers.stills_lora, recipe)
        asked = _asked(pipe, recipe, levers, fit, steps, shown, teller)
        known = inspect.signature(type(pipe).__call__).parameters
        try:
            image = pipe(**{name: value for name, value in asked.items() if name in known and value is not None}).images
        finally:
            pipe.maybe_free_model_hooks()
    frame = np.asarray(image[0], dtype=np.float32)
    if not np.isfinite(frame).all():
        raise ModelError("the picture is no numbers (NaN)", where=recipe.shot.slate, cure='set dtype = "float32"')
    drawn = fit.model_copy(update={"width": frame.shape[1], "height": frame.shape[0]})
    write_picture(drawn.to_picture(frame), to)
    return Rendered(frames=1, handles=0, left_out=shown.left_out)


def _fit(pipe: DiffusionPipeline, recipe: Recipe) -> Fit:
    """The size the model draws at, of the area it was made for and in the film's shape."""
    geometry = read_geometry(pipe)
    # Transformers put two by two of the VAE's pixels together, whatever their config says.
    multiple = geometry.multiple * (1 if hasattr(pipe, "unet") else 2)
    own = getattr(getattr(pipe, "unet", None), "config", {}).get("sample_size")
    sizes = ((own * geometry.multiple,) * 2,) if isinstance(own, int) else _SIZES
    width, height = choose_size(recipe.picture, sizes, multiple, any_size=True)
    return Fit(width=snap(width, multiple), height=snap(height, multiple), picture=recipe.picture)


def _asked(
    pipe: DiffusionPipeline, recipe: Recipe, levers: Levers, fit: Fit, steps: int, shown: Shown, teller: Teller
) -> Arguments:
    """Everything a picture model may be asked for, of which each takes what it knows."""
    import torch

    def on_step(_: object, __: int, ___: object, values: dict[str, Any]) -> dict[str, Any]:
        teller()
        return values

    short = type(pipe).__name__ in _SHORT_ENCODERS
    known_as = words_of(levers.stills_lora, recipe)
    prompt = compile_prompt(recipe, levers.style, short=short, still=True, known_as=known_as)
    seen: Arguments = {}
    if type(pipe).__name__ in _SHOWN and shown.pictures:
        seen = {"image": shown.pictures if len(shown.pictures) > 1 else shown.pictures[0]}
        prompt = f"{prompt} {_AS_SHOWN}"
    elif levers.stills_ip_adapter is not None:
        seen = shown_by_ip_adapter(pipe, levers.stills_ip_adapter, shown.pictures)
    return {
        "prompt": prompt,
        "negative_prompt": levers.negative or _NEGATIVE,
        "width": fit.width,
        "height": fit.height,
        "max_area": fit.width * fit.height,
        "num_inference_steps": steps,
        "guidance_scale": levers.guidance,
        "generator": torch.Generator("cpu").manual_seed(recipe.seed),
        "output_type": "np",
        "callback_on_step_end": on_step,
        **seen,
    }


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
