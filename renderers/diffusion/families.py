"""What is known of each family of video models beyond their folders, from `families.toml` beside this file."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

from bible.errors import ModelError
from bible.model import Frozen
from renderers.diffusion.facts import ModelFacts

Steering = Literal["words", "pictures", "conditions", "vace", "control"]
"""How guides reach a pipeline: not at all; as `image` and `last_image`; as conditions anywhere in time; as a film with
holes (VACE); as a film of poses, depths or lines."""


Arguments = Mapping[str, object]
"""Arguments of a pipeline's call, by name."""


class Family(Frozen):
    """A family of models: what its folders do not say."""

    title: str
    rate: int
    """Frames per second it was trained at."""
    rates_up_to: int | None = None
    """The highest rate it can be asked for; None where it knows one only."""
    rate_argument: str = ""
    motion_argument: str = ""
    """The argument by which more or less motion is asked for."""
    frames: int
    """The most it makes in one call."""
    window: int | None = None
    """Frames after which it goes on by itself, in one call."""
    sizes: tuple[tuple[int, int], ...]
    """(width, height) it was made for, best first."""
    any_size: bool = False
    """Only area and multiple matter."""
    steps: int
    guidance: float
    guidance_2: float | None = None
    guidance_argument: str = "guidance_scale"
    tail: int = 1
    """Frames of one call that the next one starts from."""
    float32_vae: bool = False
    """Its VAE fails in half precision."""
    words: bool = True
    """It reads a prompt."""
    short_words: bool = False
    """Its text encoder stops at 77 tokens."""
    sound: bool = False
    """It makes sound with the picture."""
    negative: str = ""
    cancel: Literal["callback", "scheduler"] = "callback"
    licence: str
    note: str = ""


class PipelineRow(Frozen):
    """A pipeline class: how guides reach it."""

    family: str
    steering: Steering
    guides: tuple[str, ...]
    """Kinds of guide it takes, with the help of `other`."""
    needs: tuple[str, ...] = ()
    """Kinds without which it makes nothing."""
    run_as: str = ""
    """The class that runs the folder, where that is another than the folder says: it does more on the same weights."""
    other: Mapping[str, str] = {}
    """Kinds of guide that another class on the same weights takes."""
    tail: int | None = None
    """Frames of one call that the next one starts from, where the family's value does not hold."""
    ip_adapter: bool = False
    """An IP-Adapter can show it references."""


class Kind(Frozen):
    """A model's family and its pipeline class, put together."""

    family: Family
    row: PipelineRow
    run_as: str
    """The pipeline class in diffusers."""

    @property
    def with_references(self) -> Kind:
        """The same with an IP-Adapter, where it takes one."""
        if not self.row.ip_adapter or "reference" in self.row.guides:
            return self
        return self.model_copy(update={"row": self.row.model_copy(update={"guides": (*self.row.guides, "reference")})})

    @property
    def chains(self) -> bool:
        """Whether a call can go on from the frames of another."""
        return "keyframe" in self.row.guides and "last" not in self.row.needs and not self.family.window

    @property
    def anywhere(self) -> bool:
        """Whether pictures may stand anywhere in a call, not only first and last."""
        return self.row.steering in ("conditions", "vace")

    @property
    def tail(self) -> int:
        """Frames of one call that the next one starts from."""
        return self.row.tail or self.family.tail


@functools.cache
def _table() -> tuple[dict[str, Family], dict[str, PipelineRow]]:
    text = files("renderers.diffusion").joinpath("families.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    families = {name: Family.model_validate(row) for name, row in rows["family"].items()}
    return families, {name: PipelineRow.model_validate(row) for name, row in rows["pipeline"].items()}


def family_named(name: str) -> Family:
    """The family of this name. Raises KeyError."""
    return _table()[0][name]


def pipeline_names() -> tuple[str, ...]:
    """Every pipeline class that can be run."""
    return tuple(_table()[1])


def kind_of(facts: ModelFacts) -> Kind:
    """The family and class of a model. Raises ModelError for what is no video model this renderer knows."""
    families, pipelines = _table()
    name, family = facts.pipeline, ""
    if name in ("WanPipeline", "WanImageToVideoPipeline") and facts.expand_timesteps:
        name = "WanTI2V5B"
    elif name.startswith("Wan") and "transformer_2" in facts.parts:
        family = "wan22"
    elif name.startswith("CogVideoX") and facts.patches_in_time:
        family = "cogvideox15"
    row = pipelines.get(name)
    if row is None:
        raise ModelError(
            f"{facts.pipeline} is no video pipeline that can be run here",
            where=str(facts.folder),
            cure=f"use one of {', '.join(name for name in pipelines if name.endswith('Pipeline'))}",
        )
    kept = _narrowed(row, facts)
    return Kind(family=families[family or row.family], row=kept, run_as=row.run_as or facts.pipeline)


def _narrowed(row: PipelineRow, facts: ModelFacts) -> PipelineRow:
    """Wan 2.1 with a CLIP encoder knows last frames only if it was trained on two pictures, and then needs both."""
    if facts.pipeline != "WanImageToVideoPipeline" or "image_encoder" not in facts.parts:
        return row
    if facts.two_pictures:
        return row.model_copy(update={"needs": ("keyframe", "last")})
    return row.model_copy(update={"guides": tuple(guide for guide in row.guides if guide != "last")})
