"""A model held in memory: loaded once, run the way its machine allows, its text encoder only while it is needed."""

from __future__ import annotations

import contextlib
import inspect
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from bible.errors import MissingExtraError, ModelError
from bible.installing import install_extra, install_package
from renderers.diffusion.adapters import load_ip_adapter, load_loras, wear_loras
from renderers.diffusion.encoding import PromptStore, prompts_folder
from renderers.diffusion.facts import ModelFacts, fingerprint
from renderers.diffusion.families import Kind
from renderers.diffusion.levers import Levers
from renderers.diffusion.memory import decide, look_at_machine
from renderers.diffusion.trouble import EXTRA, in_plain_words
from shots.recipe import Recipe

if TYPE_CHECKING:
    import torch
    from diffusers import DiffusionPipeline

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    "DIFFUSERS_VERBOSITY": "error",
}
"""Set before anything is imported: nothing is fetched, nothing is reported, and idle threads sleep."""


def import_diffusers(threads: int) -> None:
    """Import torch and diffusers, quietly and off the network. Raises MissingExtraError.

    Threads that spin while they wait slow a busy machine down tenfold, hence few of them and passive ones.
    """
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    try:
        import diffusers
        import torch
        import transformers
    except ImportError as error:
        raise MissingExtraError(f"video models need {error.name or 'diffusers'}", cure=install_extra(EXTRA)) from error
    torch.set_num_threads(threads)
    transformers.utils.logging.disable_progress_bar()
    diffusers.utils.logging.disable_progress_bar()


class Resident:
    """One model in memory, with the levers it is run by."""

    def __init__(self, facts: ModelFacts, kind: Kind, levers: Levers) -> None:
        """Load it. Raises ModelError or MissingExtraError."""
        import_diffusers(levers.threads)
        self.facts = facts
        self.kind = kind
        self.levers = levers
        self.notes: list[str] = []
        """What was asked for and this model cannot do, in words."""
        self._others: dict[str, DiffusionPipeline] = {}
        self._encoders: dict[str, torch.nn.Module] = {}
        self._eased = False
        self._more_prompts = 0
        with in_plain_words(facts.folder):
            self.running = decide(levers, facts, look_at_machine(levers.device))
            self.prompts = PromptStore(
                prompts_folder(levers.cache), f"{fingerprint(facts.folder)} {self.running.dtype}", self._text_encoders
            )
            self.pipe = self._load()

    def pipeline(self, name: str) -> DiffusionPipeline:
        """The pipeline of a class on the weights in memory; empty for the model's own."""
        if not name or name == type(self.pipe).__name__:
            return self.pipe
        if name not in self._others:
            made = _class(name)
            takes = inspect.signature(made.__init__).parameters
            known = {**self.pipe.config, **self.pipe.components}
            other = made(**{each: known[each] for each in takes if each in known})
            other.set_progress_bar_config(disable=True)
            # Hooks that move parts about belong to the pipeline that set them, and are shared.
            other._all_hooks = getattr(self.pipe, "_all_hooks", [])
            self.prompts.stand_before(other)
            self._others[name] = other
        return self._others[name]

    def wear(self, recipe: Recipe) -> None:
        """Put on the LoRAs a take is made with, and take off those of other takes."""
        if hasattr(self.pipe, "load_lora_weights"):
            wear_loras(self.pipe, self.levers.lora, recipe)

    @property
    def tiles(self) -> bool:
        """Whether frames are decoded in pieces."""
        return self.running.tiles or self._eased

    def set_draft(self, draft: bool) -> None:
        """Whether steps that hardly differ from the one before are skipped (first block cache), where that is known."""
        from diffusers import FirstBlockCacheConfig

        for transformer in self._transformers():
            cached = getattr(transformer, "is_cache_enabled", None)
            if cached is None or _blocks(transformer) < 2 or not _blocks_are_known(transformer):
                continue
            if draft and not cached:
                transformer.enable_cache(FirstBlockCacheConfig())
            elif not draft and cached:
                transformer.disable_cache()

    def ease(self) -> bool:
        """Ask for less memory: tiles, and parts that wait outside the card. False when that was done before."""
        import torch

        if self._eased:
            return False
        self._eased = True
        if self.running.device.startswith("cuda"):
            torch.cuda.empty_cache()
            if self.running.offload in ("none", "model"):
                self.pipe.remove_all_hooks()
                self._offload("group")
        self._tile()
        self.notes.append("memory ran out once: decoded in tiles")
        return True

    def reset(self) -> None:
        """Leave nothing of a call that was broken off."""
        for pipe in (self.pipe, *self._others.values()):
            pipe.maybe_free_model_hooks()

    def _load(self) -> DiffusionPipeline:
        import torch

        from_folder = _class(self.kind.run_as).from_pretrained
        dtypes: dict[str, torch.dtype] = {"default": getattr(torch, self.running.dtype)}
        if self.kind.family.float32_vae:
            dtypes["vae"] = torch.float32
        lazy = {name: None for name in self.facts.parts if self._is_lazy(name)}
        pipe = from_folder(
            self.facts.folder, local_files_only=True, use_safetensors=True, dtype=dtypes, **lazy, **self._quantised()
        )
        pipe.set_progress_bar_config(disable=True)
        self.pipe = pipe
        self._fit_adapters()
        if self.levers.flow_shift:
            self._shift()
        if self.levers.quantise == "fp8":
            for transformer in self._transformers():
                transformer.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=dtypes["default"])
        self._offload(self.running.offload)
        if self.running.tiles:
            self._tile()
        if self.levers.compile != "no":
            self._compile()
        self.prompts.stand_before(pipe)
        return pipe

    def _is_lazy(self, part: str) -> bool:
        """Text encoders come when a prompt is new; one that reads the picture too is needed every time."""
        reads_pictures = self.kind.run_as == "HunyuanVideoImageToVideoPipeline"
        return part.startswith("text_encoder") and not reads_pictures

    def _quantised(self) -> dict[str, object]:
        if self.levers.quantise != "int8":
            return {}
        from diffusers import PipelineQuantizationConfig, TorchAoConfig

        try:
            from torchao.quantization import Int8WeightOnlyConfig
        except ImportError as error:
            raise MissingExtraError('quantise = "int8" needs torchao', cure=install_package("torchao")) from error
        parts = [name for name in self.facts.parts if name.startswith(("transformer", "unet"))]
        return {
            "quantization_config": PipelineQuantizationConfig(
                quant_mapping={name: TorchAoConfig(Int8WeightOnlyConfig()) for name in parts}
            )
        }

    def _fit_adapters(self) -> None:
        title = self.kind.family.title
        if self.levers.lora and not hasattr(self.pipe, "load_lora_weights"):
            self.notes.append(f"LoRA: {title} takes none")
        elif self.levers.lora:
            load_loras(self.pipe, self.levers.lora, "lora")
        if self.levers.ip_adapter is not None and not self.kind.row.ip_adapter:
            self.notes.append(f"ip_adapter: {title} takes none")
        elif self.levers.ip_adapter is not None:
            load_ip_adapter(self.pipe, self.levers.ip_adapter, "ip_adapter")

    def _shift(self) -> None:
        scheduler = self.pipe.scheduler
        name = next((each for each in ("flow_shift", "shift") if each in scheduler.config), "")
        if name:
            self.pipe.scheduler = type(scheduler).from_config(scheduler.config, **{name: self.levers.flow_shift})
        else:
            self.notes.append(f"flow_shift: the scheduler of {self.kind.family.title} has none")

    def _offload(self, way: str) -> None:
        device = self.running.device
        if way == "none":
            self.pipe.to(device)
        elif way == "model":
            self.pipe.enable_model_cpu_offload(device=device)
        else:
            import torch

            disk = prompts_folder(self.levers.cache).parent / "offload" / fingerprint(self.facts.folder)
            self.pipe.enable_group_offload(
                onload_device=torch.device(device),
                offload_device=torch.device("cpu"),
                offload_type="block_level" if way == "disk" else "leaf_level",
                num_blocks_per_group=1 if way == "disk" else None,
                use_stream=device.startswith("cuda"),
                **({"offload_to_disk_path": str(disk)} if way == "disk" else {}),
            )

    def _tile(self) -> None:
        for lever in ("enable_tiling", "enable_slicing"):
            if hasattr(self.pipe.vae, lever):
                getattr(self.pipe.vae, lever)()

    def _compile(self) -> None:
        transformers = [each for each in self._transformers() if getattr(each, "_repeated_blocks", None)]
        for transformer in transformers:
            transformer.compile_repeated_blocks(fullgraph=True, backend=self.levers.compile)
        if not transformers:
            self.notes.append(f"compile: {self.kind.family.title} has no blocks that repeat")

    def _transformers(self) -> list[torch.nn.Module]:
        parts = (getattr(self.pipe, name, None) for name in ("transformer", "transformer_2", "unet"))
        return [part for part in parts if part is not None]

    @contextlib.contextmanager
    def text_encoders_kept(self) -> Iterator[None]:
        """Within it, a text encoder that was loaded stays for the next prompt, whatever memory says."""
        self._more_prompts += 1
        try:
            yield
        finally:
            self._more_prompts -= 1
            if not self._more_prompts and not self.running.keep_text_encoder:
                self._encoders.clear()

    @contextlib.contextmanager
    def _text_encoders(self) -> Iterator[torch.device]:
        """Text encoders in place for as long as a prompt is encoded; yields where they are."""
        import torch

        pipes = (self.pipe, *self._others.values())
        lazy = [name for name in self.facts.parts if self._is_lazy(name)]
        for name in lazy:
            if name not in self._encoders:
                self._encoders[name] = self._load_encoder(name)
        needed = sum(self.facts.bytes_of(name) for name in lazy)
        machine = look_at_machine(self.running.device)
        place = torch.device(machine.device if not machine.is_card or needed * 1.2 < machine.free else "cpu")
        if not lazy:
            yield cast("torch.device", self.pipe._execution_device)
            return
        try:
            for name in lazy:
                self._encoders[name].to(place)
                for pipe in pipes:
                    setattr(pipe, name, self._encoders[name])
            yield place
        finally:
            for name in lazy:
                self._encoders[name].to("cpu")
                for pipe in pipes:
                    setattr(pipe, name, None)
            if not self.running.keep_text_encoder and not self._more_prompts:
                self._encoders.clear()

    def _load_encoder(self, name: str) -> torch.nn.Module:
        import json

        import torch
        import transformers

        index = json.loads((self.facts.folder / "model_index.json").read_text(encoding="utf-8"))
        library, kind = index[name]
        if library != "transformers":
            raise ModelError(f"its {name} comes from {library}", where=str(self.facts.folder), cure="use another model")
        made = getattr(transformers, kind).from_pretrained(
            self.facts.folder, subfolder=name, local_files_only=True, use_safetensors=True,
            dtype=getattr(torch, self.running.dtype),
        )  # fmt: skip
        return cast("torch.nn.Module", made.eval())


def _blocks(transformer: torch.nn.Module) -> int:
    """How many blocks of a transformer repeat."""
    import torch

    return sum(len(part) for part in transformer.children() if isinstance(part, torch.nn.ModuleList))


def _blocks_are_known(transformer: torch.nn.Module) -> bool:
    """Whether diffusers knows where the blocks of a transformer keep what its caches compare."""
    import torch
    from diffusers.hooks._helpers import TransformerBlockRegistry

    lists = (part for part in transformer.children() if isinstance(part, torch.nn.ModuleList))
    try:
        known = [
            TransformerBlockRegistry.get(type(blocks[0])) for blocks in lists if "Block" in type(blocks[0]).__name__
        ]
    except ValueError:
        return False
    return bool(known)


def _class(name: str) -> type[DiffusionPipeline]:
    import diffusers

    return cast("type[DiffusionPipeline]", getattr(diffusers, name))
