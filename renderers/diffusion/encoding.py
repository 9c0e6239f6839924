"""Prompts, encoded once: what a text encoder makes of them is kept on disk, and the encoder leaves memory."""

from __future__ import annotations

import contextlib
import inspect
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bible.homes import own_folder, place_named
from shots.recipe import digest

if TYPE_CHECKING:
    from diffusers import DiffusionPipeline
    from torch import Tensor, device

Encoded = tuple["Tensor | None", ...]
_IN_MEMORY = 64
_PLAIN = (str, int, float, bool, type(None))


class PromptsReachedError(BaseException):
    """A call that was only made for its prompts has reached them; passes every handler of the libraries."""


class PromptStore:
    """Stands before the text encoder of a pipeline, and of others on the same weights.

    `borrow` gives the text encoders, loaded where they are not, for as long as a prompt is encoded.
    """

    def __init__(
        self, folder: Path, model: str, borrow: Callable[[], contextlib.AbstractContextManager[device]]
    ) -> None:
        self.encodings = 0
        """How often the encoder was asked."""
        self.prompts_only = False
        """Calls end as soon as their prompts are encoded."""
        self._folder = folder
        self._model = model
        self._borrow = borrow
        self._held: dict[str, Encoded] = {}

    def stand_before(self, pipe: DiffusionPipeline) -> None:
        """Answer the pipeline's questions for encoded prompts from here on."""
        encode = getattr(type(pipe), "encode_prompt", None)
        if encode is None:
            return
        signature = inspect.signature(encode)

        def answer(*values: object, **named: object) -> Encoded:
            asked = dict(signature.bind(pipe, *values, **named).arguments)
            asked.pop("self")
            return self._answer(pipe, encode, asked)

        pipe.encode_prompt = answer

    def _answer(self, pipe: DiffusionPipeline, encode: Callable[..., Encoded], asked: dict[str, object]) -> Encoded:
        target = asked.pop("device", None) or pipe._execution_device
        key = self._key(pipe, asked)
        encoded = self._find(key) if key else None
        if self.prompts_only and not key:
            raise PromptsReachedError
        if encoded is None:
            with self._borrow() as place:
                encoded = encode(pipe, **asked, device=place)
            self.encodings += 1
            if key:
                self._keep(key, encoded)
        if self.prompts_only:
            raise PromptsReachedError
        return tuple(None if each is None else each.to(target) for each in encoded)

    def _key(self, pipe: DiffusionPipeline, asked: dict[str, object]) -> str:
        """The digest of everything the answer depends on; empty where that holds a picture or an answer already."""
        plain: dict[str, object] = {"model": self._model, "class": type(pipe).__name__}
        for name, value in asked.items():
            if isinstance(value, _PLAIN) or name in ("dtype", "prompt_template"):
                plain[name] = value if isinstance(value, _PLAIN) else str(value)
            elif isinstance(value, list) and all(isinstance(each, str) for each in value):
                plain[name] = value
            else:
                return ""
        return digest({name: repr(value) for name, value in plain.items()})

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.safetensors"

    def _find(self, key: str) -> Encoded | None:
        if key in self._held:
            return self._held[key]
        from safetensors import SafetensorError, safe_open

        if not self._file(key).is_file():
            return None
        try:
            with safe_open(self._file(key), framework="pt") as opened:
                names, count = set(opened.keys()), int(opened.metadata()["count"])
                found = tuple(opened.get_tensor(str(i)) if str(i) in names else None for i in range(count))
        except (SafetensorError, OSError, KeyError):
            # Half-written by a machine that lost power: it is made again.
            return None
        self._hold(key, found)
        return found

    def _keep(self, key: str, encoded: Encoded) -> None:
        from safetensors.torch import save_file

        on_cpu = tuple(None if each is None else each.detach().to("cpu").contiguous().clone() for each in encoded)
        self._hold(key, on_cpu)
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._file(key).with_suffix(f".{os.getpid()}")
        tensors = {str(i): each for i, each in enumerate(on_cpu) if each is not None}
        save_file(tensors, aside, metadata={"count": str(len(on_cpu))})
        os.replace(aside, self._file(key))

    def _hold(self, key: str, encoded: Encoded) -> None:
        self._held[key] = encoded
        while len(self._held) > _IN_MEMORY:
            self._held.pop(next(iter(self._held)))

    @contextlib.contextmanager
    def only_prompts(self) -> Iterator[None]:
        """Within it, a call of a pipeline ends as soon as its prompts are encoded and kept."""
        self.prompts_only = True
        try:
            with contextlib.suppress(PromptsReachedError):
                yield
        finally:
            self.prompts_only = False


def prompts_folder(named: str) -> Path:
    """Where encoded prompts are kept: the folder named in the settings, or the user's cache."""
    if named:
        return place_named(named, "cache")
    return own_folder("XDG_CACHE_HOME", ".cache") / "studio" / "prompts"
