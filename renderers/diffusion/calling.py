"""One call of a pipeline: the arguments it knows, told step by step, its frames looked at before they count."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bible.errors import ModelError
from renderers.diffusion.families import Arguments, Family
from renderers.diffusion.fit import Frames
from renderers.diffusion.levers import Levers
from renderers.diffusion.work import OVERLAP, Work

if TYPE_CHECKING:
    from diffusers import DiffusionPipeline

_BLACK = 6 / 255
_MIDDLE_MOTION = 127
_CONTEXT_STRIDE = 4
_DECODED_AT_ONCE = 4
"""Frames decoded together where memory is short and the pipeline can be asked."""


class Made(NamedTuple):
    """What one call gave."""

    frames: Frames
    sound: npt.NDArray[np.float32] | None
    """[channels, samples], from -1 to 1."""
    sound_rate: int


def call_arguments(
    pipe: DiffusionPipeline,
    family: Family,
    levers: Levers,
    work: Work,
    prompt: str,
    frames: int,
    seed: int,
    tiles: bool,
) -> Arguments:
    """What every pipeline of a family is asked for; those of one call's guides come on top."""
    import torch

    guidance = family.guidance if levers.guidance is None else levers.guidance
    negative = family.negative if levers.negative is None else levers.negative
    asked: dict[str, Any] = {
        "prompt": prompt,
        "negative_prompt": negative or None,
        "width": work.fit.width,
        "height": work.fit.height,
        "num_frames": frames,
        "num_inference_steps": work.steps,
        "generator": torch.Generator("cpu").manual_seed(seed),
        "output_type": "np",
    }
    if family.guidance_argument == "guider":
        pipe.guider = pipe.guider.new(guidance_scale=guidance)
    else:
        asked[family.guidance_argument] = guidance
    if family.guidance_2 is not None and levers.guidance is None:
        asked["guidance_scale_2"] = family.guidance_2
    if family.rate_argument == "fps":
        asked["fps"] = max(1, round(work.rate))
    elif family.rate_argument:
        asked[family.rate_argument] = float(work.rate)
    if family.motion_argument == "motion_bucket_id":
        asked["motion_bucket_id"] = min(max(round(_MIDDLE_MOTION * work.recipe.shot.motion), 1), 255)
    elif family.motion_argument:
        asked[family.motion_argument] = work.recipe.shot.motion
    if tiles:
        asked["decode_chunk_size"] = _DECODED_AT_ONCE
    return {**asked, **_beyond(pipe, family, frames)}


def _beyond(pipe: DiffusionPipeline, family: Family, frames: int) -> Arguments:
    """How a pipeline that goes on by itself is told to."""
    if hasattr(pipe, "enable_free_noise"):
        if family.window and frames > family.window:
            pipe.enable_free_noise(context_length=family.window, context_stride=_CONTEXT_STRIDE)
        elif pipe.free_noise_enabled:
            pipe.disable_free_noise()
        return {}
    if family.window and frames > family.window:
        return {"base_num_frames": family.window, "overlap_history": OVERLAP, "addnoise_condition": 20}
    return {}


def call(pipe: DiffusionPipeline, asked: Arguments, family: Family, tell: Callable[[], None], where: str) -> Made:
    """Call a pipeline with those of the arguments it knows; `tell` is called after each step, and stops it by raising.

    Raises ModelError for black frames and NaN, and what the libraries raise.
    """
    known = inspect.signature(type(pipe).__call__).parameters
    given = {name: value for name, value in asked.items() if name in known and value is not None}
    with _told(pipe, given, "callback_on_step_end" in known and family.cancel == "callback", tell):
        out = pipe(**given)
    frames = np.asarray(out.frames[0], dtype=np.float32)
    _look_at(frames, where)
    sound = getattr(out, "audio", None) if family.sound else None
    if sound is None:
        return Made(frames, None, 0)
    samples = sound[0].detach().float().cpu().numpy()
    return Made(frames, np.atleast_2d(samples), int(pipe.vocoder.config.output_sampling_rate))


@contextlib.contextmanager
def _told(
    pipe: DiffusionPipeline, given: dict[str, Any], by_callback: bool, tell: Callable[[], None]
) -> Iterator[None]:
    """See that each step is told: by the pipeline's callback, or at its scheduler where it has none."""

    if by_callback:

        def on_step(_: object, __: int, ___: object, values: dict[str, Any]) -> dict[str, Any]:
            tell()
            return values

        given["callback_on_step_end"] = on_step
        yield
        return
    scheduler = pipe.scheduler
    step = scheduler.step

    def stepped(*values: object, **named: object) -> object:
        result = step(*values, **named)
        tell()
        return result

    scheduler.step = stepped
    try:
        yield
    finally:
        del scheduler.step


def _look_at(frames: Frames, where: str) -> None:
    if not np.isfinite(frames).all():
        raise ModelError(
            "the model made frames that are no numbers (NaN)", where=where,
            cure="set dtype = \"float32\" or \"bfloat16\" in the renderer's settings",
        )  # fmt: skip
    if float(frames.max(initial=0.0)) < _BLACK:
        raise ModelError(
            "the model made black frames", where=where,
            cure="ask for another take, or set dtype = \"float32\" in the renderer's settings",
        )  # fmt: skip
