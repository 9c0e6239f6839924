"""What a model's folder says of it, read without torch: its pipeline, its parts, its size, whether it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from bible.errors import ModelError
from bible.model import Frozen

INDEX = "model_index.json"
_WEIGHTS = ".safetensors"
_SAMPLE = 4096
"""Bytes read at the start, the middle and the end of each file of weights to tell one version from another."""


class ModelFacts(Frozen):
    """What a model's folder says of it."""

    folder: Path
    pipeline: str
    """The pipeline class: `WanPipeline`."""
    parts: tuple[str, ...]
    """The parts it has: `transformer`, `vae`."""
    bytes: tuple[tuple[str, int], ...]
    """How large the weights of each part are."""
    expand_timesteps: bool = False
    """Wan 2.2 TI2V-5B: each frame has a noise level of its own."""
    patches_in_time: bool = False
    """CogVideoX 1.5: patches span several frames."""
    two_pictures: bool = False
    """Wan 2.1 FLF2V: was trained on a first and a last frame."""

    @property
    def total_bytes(self) -> int:
        """All weights."""
        return sum(size for _, size in self.bytes)

    def bytes_of(self, prefix: str) -> int:
        """The weights of the parts whose name starts so."""
        return sum(size for name, size in self.bytes if name.startswith(prefix))


def read_facts(folder: Path) -> ModelFacts:
    """What a model's folder says of it. Raises ModelError naming all that is missing, in one message."""
    index = _json(folder / INDEX)
    pipeline = index.get("_class_name")
    if not isinstance(pipeline, str):
        raise ModelError("it brings code of its own, which is never run", where=str(folder), cure="use another model")
    parts = {
        name: (cast(str, value[0]), cast(str, value[1]))
        for name, value in index.items()
        if isinstance(value, list) and len(value) == 2 and value[0] is not None and value[1] is not None
    }
    missing = [trouble for name, (library, _) in sorted(parts.items()) for trouble in _missing(folder, name, library)]
    if missing:
        raise ModelError(
            f"the model is not whole: {'; '.join(missing[:6])}{' ...' if len(missing) > 6 else ''}", where=str(folder)
        )
    transformer = _config(folder, "transformer")
    return ModelFacts(
        folder=folder,
        pipeline=pipeline,
        parts=tuple(sorted(parts)),
        bytes=tuple((name, sum(file.stat().st_size for file in _weights(folder / name))) for name in sorted(parts)),
        expand_timesteps=index.get("expand_timesteps") is True,
        patches_in_time=transformer.get("patch_size_t") is not None,
        two_pictures=transformer.get("pos_embed_seq_len") is not None,
    )


def fingerprint(folder: Path) -> str:
    """12 hex digits that change with the model: from its settings, and samples of its weights."""
    told = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix not in (".json", _WEIGHTS) or file.name.startswith(".") or ".cache" in file.parts:
            continue
        told.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
        told.update(file.read_bytes() if file.suffix == ".json" else _sampled(file))
    return told.hexdigest()[:12]


def _sampled(file: Path) -> bytes:
    size = file.stat().st_size
    with file.open("rb") as opened:
        pieces = []
        for at in (0, size // 2, max(0, size - _SAMPLE)):
            opened.seek(at)
            pieces.append(opened.read(_SAMPLE))
    return b"".join(pieces)


def _json(file: Path) -> dict[str, object]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(
            f"there is no {file.name}: this is no folder of a diffusers model",
            where=str(file.parent),
            cure="name the folder that holds model_index.json",
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(f"{file.name} cannot be read ({error})", where=str(file.parent)) from error
    if not isinstance(value, dict):
        raise ModelError(f"{file.name} is not an object", where=str(file.parent))
    return value


def _config(folder: Path, part: str) -> dict[str, object]:
    file = folder / part / "config.json"
    return _json(file) if file.is_file() else {}


def _weights(part: Path) -> list[Path]:
    return sorted(part.glob(f"*{_WEIGHTS}"))


def _missing(folder: Path, name: str, library: str) -> Iterator[str]:
    """What a part lacks."""
    part = folder / name
    if not part.is_dir():
        yield f"{name}/ is missing"
        return
    if not any(part.glob("*config.json")):
        yield f"{name}/ has no config"
        return
    if not (part / "config.json").is_file():
        return
    indexes = sorted(part.glob(f"*{_WEIGHTS}.index.json"))
    needed = {str(file) for index in indexes for file in cast(dict[str, object], _json(index)["weight_map"]).values()}
    lacking = sorted(file for file in needed if not (part / file).is_file())
    damaged = [file.name for file in _weights(part) if not _is_whole(file)]
    if lacking:
        yield f"{name}/ lacks {lacking[0]}" + (f" and {len(lacking) - 1} more" if len(lacking) > 1 else "")
    elif damaged:
        yield f"{name}/{damaged[0]} is cut short or damaged"
    elif not _weights(part):
        pickled = [*part.glob("*.bin"), *part.glob("*.ckpt"), *part.glob("*.pt"), *part.glob("*.pth")]
        yield (
            f"{name}/ has weights as {pickled[0].name} only, which could run code: safetensors are needed"
            if pickled
            else f"{name}/ has no weights (*{_WEIGHTS})"
        )


def _is_whole(file: Path) -> bool:
    """Whether a file of weights is as long as its header says: 8 bytes of length, the header in JSON, the numbers."""
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            header = json.loads(opened.read(length)) if 0 < length < size else {}
    except (OSError, ValueError):
        return False
    ends = [each["data_offsets"][1] for name, each in header.items() if name != "__metadata__"]
    return bool(ends) and 8 + length + max(ends) == size
