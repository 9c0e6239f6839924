"""The settings of the local renderer: which model, and how it is run."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, ValidationError, field_validator

from bible.errors import SettingsError
from bible.model import Frozen, first_fault
from renderers.interface import Options

Staged = Literal["keyframe", "depth", "pose", "line"]


_ADAPTER = re.compile(r"(?:(@[^=\s]+)\s*=\s*)?(.+?)(?::([\d.]+))?(?:\s+as\s+(\S.*))?")


class Adapter(Frozen):
    """A LoRA or an IP-Adapter with its weight: `@NORA=nora.safetensors:0.8 as n0ra`."""

    file: str
    weight: float = 1.0
    token: str = ""
    """Whom or which place it shows, as `@NORA`: only takes that show them are made with it. Empty: every take."""
    word: str = ""
    """The word it knows that by, put into the prompt."""


class Levers(Frozen):
    """What a person may set; each with a default that is safe on a small machine."""

    model: str = Field("", description="A name of `studio models`, or the folder of a model.")
    tier: Literal["draft", "final"] = Field("final", description="draft: half the steps, repeating ones skipped.")
    steps: int | None = Field(None, ge=1, le=1000, description="Steps of denoising; without it, the family's number.")
    guidance: float | None = Field(None, ge=0, le=50, description="How closely the words are followed.")
    strength: float = Field(0.8, gt=0, le=1, description="How far a drive film is drawn over.")
    motion: float = Field(1.0, gt=0, le=4, description="How much moves in every shot: 1 as the model does unasked.")
    negative: str | None = Field(None, description="What not to show; without it, the family's words.")
    style: str = Field("", description="Words put before every prompt: the look of the film.")
    size: tuple[int, int] | None = Field(None, description="Size the model works at, as 832x480.")
    rate: int | None = Field(None, ge=1, le=60, description="Frames per second the model works at.")
    frames: int | None = Field(None, ge=1, le=10_000, description="The most frames of one call; more take several.")
    lora: tuple[Adapter, ...] = Field(
        (),
        description="LoRA files with weights, for all takes or for a token's: a.safetensors:0.8, @NORA=b.safetensors.",
    )
    ip_adapter: Adapter | None = Field(
        None, description="What shows AnimateDiff reference stills: file.safetensors:0.6."
    )
    stills: str = Field("", description="The model that draws stills: cast, places, keyframes.")
    stills_lora: tuple[Adapter, ...] = Field((), description="LoRA files of the model that draws stills.")
    stills_ip_adapter: Adapter | None = Field(
        None, description="What shows the model that draws stills the reference stills: file.safetensors:0.6."
    )
    staging: tuple[Staged, ...] = Field(
        (), description="Guides the animatic draws where a shot has none: pose, depth, line, keyframe."
    )
    device: str = Field("auto", description="cuda, cuda:1, mps, cpu, or auto.")
    dtype: Literal["auto", "bfloat16", "float16", "float32"] = Field("auto", description="Precision of the weights.")
    offload: Literal["auto", "none", "model", "group", "disk"] = Field(
        "auto", description="What waits outside the graphics card: nothing, whole parts, layers, or layers on disk."
    )
    quantise: Literal["none", "int8", "fp8"] = Field("none", description="Smaller weights of the transformer.")
    tiles: Literal["auto", "yes", "no"] = Field("auto", description="Decode in tiles: less memory, faint seams.")
    text_encoder: Literal["auto", "keep", "release"] = Field(
        "auto", description="Whether the text encoder stays in memory after prompts were encoded."
    )
    compile: Literal["no", "inductor", "eager"] = Field(
        "no", description="Compile the transformer's blocks: a slow first take, faster ones after. true is inductor."
    )
    sound: bool = Field(True, description="Keep the sound a model makes in the take.")
    flow_shift: float | None = Field(None, gt=0, description="The scheduler's shift: 3 for 480p, 5 for 720p with Wan.")
    threads: int = Field(1, ge=1, le=256, description="Threads on the processor.")
    cache: str = Field("", description="Folder in which encoded prompts are kept.")

    @field_validator("size", mode="before")
    @classmethod
    def _size(cls, value: object) -> object:
        found = re.fullmatch(r"\s*(\d+)\s*[x×]\s*(\d+)\s*", value) if isinstance(value, str) else None
        if isinstance(value, str) and (not found or not int(found[1]) * int(found[2])):
            raise ValueError("write it as 832x480")
        return (int(found[1]), int(found[2])) if found else value

    @field_validator("lora", "stills_lora", mode="before")
    @classmethod
    def _loras(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(_adapter(each) for each in value.split(",") if each.strip())

    @field_validator("ip_adapter", "stills_ip_adapter", mode="before")
    @classmethod
    def _ip_adapter(cls, value: object) -> object:
        return (_adapter(value) if value.strip() else None) if isinstance(value, str) else value

    @field_validator("compile", mode="before")
    @classmethod
    def _compile(cls, value: object) -> object:
        return {"true": "inductor", "false": "no"}.get(str(value).lower(), value)

    @field_validator("staging", mode="before")
    @classmethod
    def _staging(cls, value: object) -> object:
        return tuple(each.strip() for each in value.split(",") if each.strip()) if isinstance(value, str) else value

    @property
    def draft(self) -> bool:
        """Whether speed comes before quality."""
        return self.tier == "draft"


def _adapter(text: str) -> Adapter:
    found = _ADAPTER.fullmatch(text.strip())
    if found is None or (found[3] and not re.fullmatch(r"\d+(\.\d+)?|\.\d+", found[3])):
        raise ValueError("write it as file.safetensors:0.8, or @NORA=file.safetensors:0.8 as n0ra")
    return Adapter(file=found[2], weight=float(found[3] or 1), token=found[1] or "", word=found[4] or "")


def read_levers(options: Options, renderer: str = "diffusers") -> Levers:
    """The settings as they come with a recipe. Raises SettingsError naming the setting."""
    try:
        return Levers.model_validate(dict(options))
    except ValidationError as error:
        name, wrong = first_fault(error)
        raise SettingsError(
            f"{name}: {wrong}" if wrong else f"{renderer} has no setting {name}",
            where=f"the settings of {renderer}",
            cure="correct the value" if wrong else f"its settings are {', '.join(Levers.model_fields)}",
        ) from error
