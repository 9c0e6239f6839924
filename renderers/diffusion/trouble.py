"""What goes wrong inside diffusers and torch, said once in plain words with the cure."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bible.errors import MissingExtraError, ModelError, StudioError
from bible.installing import install_extra, install_package

EXTRA = "local"
_SMALLER = 'set size, tier = "draft", offload = "group" or quantise in the renderer\'s settings, or use a smaller model'


class Teller:
    """Tells progress from within a call. What `tell` raises is a person's stop, no trouble of the libraries."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.stopped = False
        """Whether `tell` raised."""
        self._tell = tell

    def __call__(self) -> None:
        """Tell one step."""
        self.stopped = True
        self._tell()
        self.stopped = False


def library_errors() -> tuple[type[Exception], ...]:
    """Everything torch, diffusers and what they stand on raise for reasons a person can do something about."""
    from safetensors import SafetensorError

    return (
        OSError, ValueError, RuntimeError, TypeError, AttributeError, AssertionError, LookupError, ImportError,
        NameError, MemoryError, SafetensorError,
    )  # fmt: skip


@contextlib.contextmanager
def in_plain_words(folder: Path, teller: Teller | None = None) -> Iterator[None]:
    """Turn what the libraries raise into ModelError or MissingExtraError. Ours pass, and what a teller raised."""
    try:
        yield
    except StudioError:
        raise
    except library_errors() as error:
        if teller is not None and teller.stopped:
            raise
        raise told(error, folder) from error


def told(error: Exception, folder: Path) -> StudioError:
    """What an error of the libraries means."""
    if is_out_of_memory(error):
        return ModelError("there is not enough memory for this model", where=str(folder), cure=_SMALLER)
    text = f"{type(error).__name__}: {error}"
    lacking = _lacking(error)
    if lacking:
        return MissingExtraError(
            f"the model needs {lacking}, which is not installed", where=str(folder), cure=install_extra(EXTRA)
        )
    for pattern, what, cure in _known():
        if re.search(pattern, text):
            return ModelError(f"{what} ({_first_line(text)})", where=str(folder), cure=cure)
    return ModelError(f"the model failed: {_first_line(text)}", where=str(folder), cure="use another model or settings")


@functools.cache
def _known() -> tuple[tuple[str, str, str], ...]:
    """What the libraries say, what it means, and what to do. Made when it is needed: install lines are looked up."""
    return (
        (r"neither a valid local path|fully cached locally|LocalEntryNotFound|Entry Not Found|snapshot folder",
         "the model is not on this machine", "studio models pull NAME, or name its folder in the settings as model"),
        (r"no file named model_index\.json", "there is no model_index.json in the folder",
         "name the folder that holds model_index.json"),
        (r"no file named .*config\.json|config\.json", "a part of the model lacks its config", "pull the model again"),
        (r"[Uu]nable to load weights|safetensors|SafetensorError|header|[Ii]ncompleteBuffer|deserializ",
         "its weights are cut short or damaged", "pull the model again"),
        (r"size mismatch|expected shape|shapes? cannot be multiplied|Cannot load", "its weights do not fit its config",
         "pull the model again, or use the folder of one model only"),
        (r"module '?diffusers\S* has no attribute", "it needs a pipeline this diffusers does not have",
         f"{install_package('--upgrade', 'diffusers')}, or use another model"),
        (r"not compiled with CUDA|Found no NVIDIA|CUDA-capable device|invalid device|mps",
         "the device cannot be used here",
         "set device = \"auto\" or \"cpu\", or install a torch built for this graphics card"),
        (r"requires accelerator|only available with CUDA", "offloading needs a graphics card",
         "set offload = \"none\""),
        (r"CUDA error|cuDNN error|device-side assert|CUBLAS", "the graphics card failed",
         "run the same command again; if it fails again, restart the machine"),
        (r"PEFT backend is required", "LoRA files need peft", install_extra(EXTRA)),
        (r"[Tt]arget modules|not found in the base model|No modules were|state dict.*lora|Invalid LoRA",
         "the LoRA was made for another model", "take it out of lora"),
        (r"have to be divisible by|must be divisible by|divisible", "the model cannot work at this size",
         "set size to multiples of 32"),
    )  # fmt: skip


def is_out_of_memory(error: BaseException) -> bool:
    """Whether it is memory that was lacking, of the graphics card or of the machine."""
    import torch

    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    return isinstance(error, RuntimeError) and bool(
        re.search(r"out of memory|not enough memory|can't allocate memory", str(error))
    )


def _lacking(error: Exception) -> str:
    """The package whose absence is the trouble."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return error.name
    found = re.search(r"requires the (\S+) library|name '(ftfy|sentencepiece|torchao)' is not defined", str(error))
    return next((group for group in found.groups() if group), "") if found else ""


def _first_line(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line if len(line) <= 200 else f"{line[:200]} ..."
