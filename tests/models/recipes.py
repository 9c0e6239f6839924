"""Recipes and guides for tests of renderers that run models."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bible.entries import Character, Hour, Location, Look, Weather
from bible.script import Setting
from renderers.media.picture import write_picture
from renderers.media.write import TakeWriter
from shots.rate import Rate
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Framing, Move, Shot, Size, Subject

NORA = Character(token="@NORA", name="NORA", look=Look(age=34, sex="woman", height_cm=170, hair="bob"))
PICTURE = PictureFormat(width=128, height=64, rate=Rate(numerator=24))

BY_WORDS = ("wan_text", "wan22_text", "cog_text", "hunyuan", "hunyuan15", "mochi", "animatediff", "modelscope")
BY_PICTURE = (
    "wan_image", "wan22_image", "wan22_small", "wan_vace", "ltx", "ltx_condition", "ltx2", "cog_image", "hunyuan_image",
    "hunyuan15_image", "svd",
)  # fmt: skip
VIDEO_MODELS = (*BY_WORDS, *BY_PICTURE, "wan_first_last", "skyreels", "ltx2_text", "ltx2_control", "cog_control")
"""Tiny video models, by their names in `tiny.py`; naming them here imports no torch."""


class TinyModels:
    """Tiny models on disk, each built when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str) -> Path:
        """The folder of a family's tiny model."""
        from models.tiny import save

        folder = self._folder / name
        return folder if folder.exists() else save(name, folder)

    def ip_adapter(self) -> Path:
        """The file of an IP-Adapter for `stable_diffusion` and `animatediff`."""
        from models.tiny import save_ip_adapter

        folder = self._folder / "ip-adapter"
        return folder / "ip-adapter.safetensors" if folder.exists() else save_ip_adapter(folder)


def make_recipe(frames: int = 12, handles: int = 2, picture: PictureFormat = PICTURE, **changes: object) -> Recipe:
    """A recipe of a medium close-up of Nora at a harbour."""
    shot = Shot(
        id="sh0001", slate="1A", scene="S0001", framing=Framing.SINGLE, size=Size.MCU, move=Move.PUSH_IN,
        subjects=(Subject(token="@NORA", side="left"),), action="Nora turns to the window.",
    )  # fmt: skip
    recipe = Recipe(
        shot=shot, cast=(NORA,),
        location=Location(token="@HARBOUR", name="HARBOUR", setting=Setting.EXT, kind="harbour"),
        hour=Hour.DUSK, weather=Weather.FOG, picture=picture, frames=frames, handles=handles, seed=7,
        renderer="diffusers", revision="1", take=1,
    )  # fmt: skip
    return recipe.model_copy(update=changes)


def still(folder: Path, name: str, colour: tuple[int, int, int]) -> Path:
    """A plain picture with a light block in it; `colour` is red, green, blue."""
    file = folder / f"{name}.png"
    if not file.exists():
        pixels = np.full((64, 128, 4), (*colour[::-1], 255), dtype=np.uint8)
        pixels[20:44, 52:76] = (230, 230, 230, 255)
        write_picture(pixels, file)
    return file


def film(folder: Path, name: str, frames: int, picture: PictureFormat = PICTURE) -> Path:
    """A film of grey that grows lighter by the frame."""
    file = folder / f"{name}.mp4"
    if not file.exists():
        with TakeWriter(file, picture) as writer:
            for number in range(frames):
                writer.write(
                    np.full((picture.height, picture.width, 4), (*(40 + 4 * number,) * 3, 255), dtype=np.uint8)
                )
    return file


def guide(kind: str, file: Path, frame: int | None = None) -> Guide:
    """A guide of a kind."""
    return Guide.model_validate({"kind": kind, "file": str(file), "sha256": "0" * 64, "frame": frame})


def lora(folder: Path, target: str, width: int = 128, name: str = "mine") -> Path:
    """A LoRA with random weights for the queries of one layer, `transformer.transformer_blocks.0.attn1` say."""
    import torch
    from safetensors.torch import save_file

    chance = torch.Generator().manual_seed(len(name))
    first, second = torch.randn(4, width, generator=chance), torch.randn(width, 4, generator=chance)
    save_file(
        {f"{target}.to_q.lora_A.weight": first, f"{target}.to_q.lora_B.weight": second}, folder / f"{name}.safetensors"
    )
    return folder / f"{name}.safetensors"
