"""How much a model may take of this machine, and what that means for how it is run."""

from __future__ import annotations

from typing import Literal

from bible.errors import ModelError
from bible.model import Frozen
from renderers.diffusion.facts import ModelFacts
from renderers.diffusion.levers import Levers

_GIB = 1024**3
_ACTIVATIONS = 4 * _GIB
"""Left free for what is computed, not stored; a round figure, corrected once when memory runs out."""
_ROOM = 1.1


class Machine(Frozen):
    """Where a model runs, and the memory there."""

    device: str
    """`cuda:0`, `mps`, `cpu`."""
    free: int
    """Bytes free on the device."""
    ram: int
    """Bytes free in the machine."""

    @property
    def is_card(self) -> bool:
        """Whether it is a graphics card with memory of its own."""
        return self.device.startswith("cuda")


class Running(Frozen):
    """How a model is run on a machine: the levers with every `auto` decided."""

    device: str
    dtype: Literal["bfloat16", "float16", "float32"]
    offload: Literal["none", "model", "group", "disk"]
    tiles: bool
    keep_text_encoder: bool


def look_at_machine(device: str) -> Machine:
    """The device asked for (`auto`: a graphics card where there is one) and the memory that is free now."""
    import psutil
    import torch

    chosen = device
    if device == "auto":
        chosen = "cuda:0" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    ram = int(psutil.virtual_memory().available)
    free = int(torch.cuda.mem_get_info(chosen)[0]) if chosen.startswith("cuda") else ram
    return Machine(device=chosen, free=free, ram=ram)


def decide(levers: Levers, facts: ModelFacts, machine: Machine) -> Running:
    """How to run a model so that it fits; what a person set is never overruled.

    Sizes are those of the files, which half precision reads as they are. On a card: everything there if it fits beside
    what is computed; else whole parts by turns; else layer by layer. On a processor: full precision if it fits.
    Raises ModelError where parts are to take turns on a card that is not there.
    """
    if levers.offload == "model" and machine.device == "cpu":
        raise ModelError("offloading needs a graphics card", where=machine.device, cure='set offload = "none"')
    text = facts.bytes_of("text_encoder")
    painting = int((facts.total_bytes - text) * _ROOM)
    largest = int(max((size for name, size in facts.bytes if not name.startswith("text_encoder")), default=0) * _ROOM)
    if machine.is_card:
        fits = painting + _ACTIVATIONS <= machine.free
        by_turns = largest + _ACTIVATIONS <= machine.free
        offload: Literal["none", "model", "group", "disk"] = "none" if fits else "model" if by_turns else "group"
        dtype: Literal["bfloat16", "float16", "float32"] = "bfloat16"
        tiles = not fits
    else:
        offload, tiles = "none", False
        # Files hold half precision as a rule: twice as much in memory, and the processor's own arithmetic.
        dtype = "float32" if 2 * (painting + text) + _ACTIVATIONS <= machine.ram or machine.ram == 0 else "bfloat16"
    return Running(
        device=machine.device,
        dtype=dtype if levers.dtype == "auto" else levers.dtype,
        offload=offload if levers.offload == "auto" else levers.offload,
        tiles=tiles if levers.tiles == "auto" else levers.tiles == "yes",
        keep_text_encoder=levers.text_encoder == "keep"
        or (levers.text_encoder == "auto" and 2 * text + painting <= machine.ram),
    )
