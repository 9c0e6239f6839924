"""What is added to a model: LoRAs, worn by the takes they are for, and IP-Adapters, which show it reference stills."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bible.errors import ModelError
from bible.homes import place_named
from renderers.diffusion.families import Arguments
from renderers.diffusion.levers import Adapter
from shots.recipe import Recipe

if TYPE_CHECKING:
    from diffusers import DiffusionPipeline
    from PIL.Image import Image

_GREY = (128, 128, 128)


def worn_by(adapters: tuple[Adapter, ...], recipe: Recipe) -> tuple[Adapter, ...]:
    """The LoRAs a take is made with: those for every take, and those of the characters and the place it shows."""
    tokens = {"", recipe.location.token, *(subject.token for subject in recipe.shot.subjects)}
    return tuple(adapter for adapter in adapters if adapter.token in tokens)


def words_of(adapters: tuple[Adapter, ...], recipe: Recipe) -> Mapping[str, str]:
    """The words by which a take's LoRAs know what they were taught, by token; "" for those of every take."""
    return {adapter.token: adapter.word for adapter in worn_by(adapters, recipe) if adapter.word}


def load_loras(pipe: DiffusionPipeline, adapters: tuple[Adapter, ...], setting: str) -> None:
    """Load all of them, so that changing between them costs nothing. Raises ModelError naming the `setting`."""
    for number, adapter in enumerate(adapters):
        file = _existing(adapter, "LoRA", setting)
        pipe.load_lora_weights(
            str(file.parent), weight_name=file.name, adapter_name=_name(number), use_safetensors=True,
            local_files_only=True,
        )  # fmt: skip


def wear_loras(pipe: DiffusionPipeline, adapters: tuple[Adapter, ...], recipe: Recipe) -> None:
    """Put on those loaded that a take is made with, each with its weight, and take off the others."""
    if not adapters:
        return
    worn = worn_by(adapters, recipe)
    chosen = {_name(number): adapter.weight for number, adapter in enumerate(adapters) if adapter in worn}
    if not chosen:
        pipe.disable_lora()
        return
    pipe.enable_lora()
    pipe.set_adapters(list(chosen), list(chosen.values()))


def load_ip_adapter(pipe: DiffusionPipeline, adapter: Adapter, setting: str) -> None:
    """Load an IP-Adapter; its picture encoder lies in `image_encoder` beside it. Raises ModelError."""
    file = _existing(adapter, "IP-Adapter", setting)
    pipe.load_ip_adapter(str(file.parent), subfolder="", weight_name=file.name, local_files_only=True)


def shown_by_ip_adapter(pipe: DiffusionPipeline, adapter: Adapter, references: list[Image]) -> Arguments:
    """The argument that shows the model its references. Without any, what was loaded counts for nothing."""
    from PIL import Image as Pictures

    pipe.set_ip_adapter_scale(adapter.weight if references else 0.0)
    return {"ip_adapter_image": [references or [Pictures.new("RGB", (64, 64), _GREY)]]}


def _existing(adapter: Adapter, what: str, setting: str) -> Path:
    file = place_named(adapter.file, setting)
    if not file.is_file():
        raise ModelError(f"there is no such {what} file", where=str(file), cure=f"correct {setting} in the settings")
    return file


def _name(number: int) -> str:
    return f"lora{number}"
