"""Models on this machine: which there are, whether one is whole, and the one way in which they get here."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import tomllib
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from pydantic import Field

from bible.errors import MissingExtraError, ModelError
from bible.homes import own_folder, place_named
from bible.installing import install_extra
from bible.model import Frozen
from renderers.diffusion.facts import INDEX, fingerprint, read_facts
from renderers.diffusion.families import family_named, kind_of
from renderers.diffusion.trouble import EXTRA
from renderers.interface import Progress, Readiness

PULLED = "studio-model.json"
"""Beside a pulled model: from where, and which revision."""
_NEEDED = ("torch", "diffusers", "transformers", "accelerate")
_KINDS = (".safetensors", ".json", ".txt", ".model", ".jinja")
"""Endings of what is fetched: weights that hold no code, settings, and what tokenizers need."""
_COPY = re.compile(r"\.(fp16|bf16)[.-]")
_SET = 'put model = "..." under [renderers.diffusers] in studio.toml'
_OTHERWISE = "or let the animatic draw: --renderer animatic"


class Preset(Frozen):
    """A model that can be pulled by name."""

    name: str
    repository: str
    family: str = ""
    """Of a video model; empty for one that draws stills."""
    licensed: str = ""
    """The licence of one without a family."""
    gigabytes: int
    """About how much is fetched."""
    memory: str
    """What it is said to need, by others."""
    suits: str = Field(alias="for")
    revision: str = "main"

    @property
    def licence(self) -> str:
        """Its own licence, or its family's with the note."""
        if not self.family:
            return self.licensed
        family = family_named(self.family)
        return f"{family.licence}; {family.note}" if family.note else family.licence


class Pulled(Frozen):
    """Where a model on this machine came from."""

    repository: str
    revision: str
    """The commit."""


@functools.cache
def presets() -> tuple[Preset, ...]:
    """Every model that can be pulled by name."""
    text = files("renderers.diffusion").joinpath("presets.toml").read_text(encoding="utf-8")
    return tuple(Preset.model_validate({"name": name, **row}) for name, row in tomllib.loads(text).items())


def preset_named(name: str) -> Preset | None:
    """The preset of this name, if there is one."""
    return next((preset for preset in presets() if preset.name == name), None)


def models_home() -> Path:
    """Where pulled models lie: STUDIO_MODELS, or the user's data folder."""
    named = os.environ.get("STUDIO_MODELS", "")
    return Path(named) if named else own_folder("XDG_DATA_HOME", ".local/share") / "studio" / "models"


def models_here() -> tuple[str, ...]:
    """Names of the models in `models_home`."""
    home = models_home()
    return tuple(sorted(each.name for each in home.iterdir() if (each / INDEX).is_file())) if home.is_dir() else ()


def find_model(named: str) -> Path:
    """The folder of a model: one of `models_here` by name, or a folder by path; without a name, the only one there is.

    Raises ModelError, which says where it was looked for, how large it is, its licence and what to type.
    """
    here = [name for name in models_here() if not _draws(name)]
    if not named:
        if len(here) == 1:
            return models_home() / here[0]
        found = f"of {', '.join(here)} none is chosen" if here else f"none lies in {models_home()}"
        raise ModelError(
            f"no video model: {found}",
            cure=f"{_SET if here else 'studio models pull NAME (names: studio models), or ' + _SET}, {_OTHERWISE}",
        )
    places = [place_named(named, "model"), models_home() / named]
    folder = next((place for place in places if place.is_dir()), None)
    if folder is not None:
        return folder.resolve()
    preset = preset_named(named)
    looked = f"looked in {' and '.join(str(place) for place in places)}"
    if preset is None:
        raise ModelError(
            f"there is no model {named!r}: {looked}", cure=f"{_SET}, a folder or one of `studio models`, {_OTHERWISE}"
        )
    raise ModelError(
        f"the model {named} is not on this machine: {looked}. It is about {preset.gigabytes} GB, needs "
        f"{preset.memory} of memory; licence: {preset.licence}",
        cure=f"studio models pull {named}, or {_SET}, its folder, {_OTHERWISE}",
    )


def preflight(named: str) -> Readiness:
    """Whether a model can be used here, found out without torch, in one message."""
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if missing:
        return Readiness(
            ready=False, why=f"{', '.join(missing)} not installed", cure=f"{install_extra(EXTRA)}, {_OTHERWISE}"
        )
    try:
        folder = find_model(named)
        kind_of(read_facts(folder))
    except ModelError as error:
        where = f"{error.where}: " if error.where else ""
        return Readiness(ready=False, why=f"{where}{error.what}", cure=error.cure or f"pull it again, {_OTHERWISE}")
    return Readiness(ready=True)


def _draws(name: str) -> bool:
    """Whether a preset of this name draws stills."""
    preset = preset_named(name)
    return preset is not None and not preset.family


def preflight_of_kind(named: str) -> Readiness:
    """Whether a model can be used here for what it is: takes, or stills."""
    return preflight_stills(named) if _draws(named) else preflight(named)


def preflight_stills(named: str) -> Readiness:
    """Whether a text-to-image model can be used here."""
    if not named:
        return Readiness(
            ready=False,
            why="no model that draws is chosen",
            cure='put stills = "..." under [renderers.diffusers] in studio.toml',
        )
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if missing:
        return Readiness(ready=False, why=f"{', '.join(missing)} not installed", cure=install_extra(EXTRA))
    try:
        read_facts(find_model(named))
    except ModelError as error:
        return Readiness(ready=False, why=error.what, cure=error.cure or "pull it again")
    return Readiness(ready=True)


def revision_of(folder: Path) -> str:
    """What tells this model from others of its name: the commit it was pulled at, or a digest of its files."""
    pulled = pulled_from(folder)
    return pulled.revision[:12] if pulled else fingerprint(folder)


def pulled_from(folder: Path) -> Pulled | None:
    """Where a model came from; None for one that was put there by hand."""
    file = folder / PULLED
    return Pulled.model_validate_json(file.read_text(encoding="utf-8")) if file.is_file() else None


def pull(name: str, to: Path, progress: Progress, endpoint: str | None = None) -> Path:
    """Fetch a model into a folder and return it: the only thing here that uses the network.

    Weights come as safetensors only, and no code. The revision is fixed when the pull begins and kept for good: pulling
    again goes on where it stopped, at the same revision. `progress` is told megabytes. Raises ModelError.
    """
    preset = preset_named(name)
    if preset is None:
        known = ", ".join(preset.name for preset in presets())
        raise ModelError(f"there is no model {name!r} to pull", cure=f"one of {known}")
    try:
        from huggingface_hub import HfApi, hf_hub_download
        from huggingface_hub.errors import HTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled
    except ImportError as error:
        raise MissingExtraError("pulling a model needs huggingface_hub", cure=install_extra(EXTRA)) from error

    before = pulled_from(to)
    wanted = before.revision if before else preset.revision
    try:
        about = HfApi(endpoint=endpoint).model_info(preset.repository, revision=wanted, files_metadata=True)
        siblings = [(each.rfilename, each.size or 0) for each in about.siblings or ()]
        wholes = [(file, size) for file, size in siblings if _is_wanted(file, [name for name, _ in siblings])]
        _check_room(to, sum(size for _, size in wholes), name)
        pulled = Pulled(repository=preset.repository, revision=str(about.sha))
        to.mkdir(parents=True, exist_ok=True)
        (to / PULLED).write_text(json.dumps(pulled.model_dump(), indent=2) + "\n", encoding="utf-8")
        done, total = 0, _megabytes(sum(size for _, size in wholes))
        for file, size in wholes:
            hf_hub_download(preset.repository, file, revision=pulled.revision, local_dir=to, endpoint=endpoint)
            done += size
            progress(_megabytes(done), total)
    except (HTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, OSError) as error:
        raise ModelError(
            f"{name} could not be fetched from {preset.repository} ({str(error).strip().splitlines()[0]})",
            where=str(to),
            cure="check the network, and that you have agreed to the licence there; the same command goes on",
        ) from error
    read_facts(to)
    return to


def _is_wanted(file: str, others: list[str]) -> bool:
    """Whole-model checkpoints beside the parts, and second copies in another precision, are left there."""
    path = Path(file)
    if path.suffix not in _KINDS or (len(path.parts) < 2 and file != INDEX):
        return False
    beside = [each for each in others if Path(each).parent == path.parent and each.endswith(".safetensors")]
    return not _COPY.search(path.name) or all(_COPY.search(each) for each in beside)


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def _check_room(to: Path, needed: int, name: str) -> None:
    place = next(parent for parent in (to, *to.resolve().parents) if parent.exists())
    free = shutil.disk_usage(place).free
    there = sum(file.stat().st_size for file in to.rglob("*") if file.is_file()) if to.is_dir() else 0
    if needed - there > free:
        raise ModelError(
            f"{name} needs {_megabytes(needed - there)} MB more, {_megabytes(free)} MB are free",
            where=str(place), cure="free the disk, or set STUDIO_MODELS to a folder on a larger one",
        )  # fmt: skip
