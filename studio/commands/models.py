"""The command about video models on this machine: which there are, and the one way in which they get here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from bible.errors import SettingsError
from studio.commands.table import print_table
from studio.commands.terminal import AsJson, plainly, print_json, print_text, say


@plainly
def models(
    action: Annotated[Literal["list", "pull"], typer.Argument(help="list, or pull NAME to fetch one.")] = "list",
    name: Annotated[str, typer.Argument(metavar="NAME", help="The model to fetch.")] = "",
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="Fetch it into this folder.")] = None,
    as_json: AsJson = False,
) -> None:
    """Models for the renderer diffusers: show them, or fetch one."""
    if action == "pull":
        print_text(str(_pulled(name, to)))
    else:
        _list(as_json)


def _list(as_json: bool) -> None:
    from renderers.diffusion.models import models_here, models_home, preflight_of_kind, presets

    here = {name: preflight_of_kind(name) for name in models_here()}
    known = {preset.name: preset for preset in presets()}
    if as_json:
        print_json(
            [
                {
                    "name": name,
                    "here": name in here,
                    "ready": name in here and here[name].ready,
                    **(known[name].model_dump(mode="json", exclude={"name", "revision"}) if name in known else {}),
                    **({"licence": known[name].licence} if name in known else {}),
                }
                for name in dict.fromkeys((*here, *known))
            ]
        )
        return
    rows = []
    for name in dict.fromkeys((*here, *known)):
        state = "" if name not in here else "ready" if here[name].ready else here[name].why
        preset = known.get(name)
        facts = (f"{preset.gigabytes} GB", preset.memory, preset.suits, preset.licence) if preset else ("",) * 4
        rows.append((name, state, *facts))
    print_table(("name", f"in {models_home()}", "about", "memory, as others say", "for", "licence"), rows)


def _pulled(name: str, to: Path | None) -> Path:
    """Fetch a model, telling its licence before and how far it is meanwhile."""
    from renderers.diffusion.models import models_home, preset_named, presets, pull

    preset = preset_named(name)
    if preset is None:
        raise SettingsError(
            f"there is no model {name!r} to pull", cure=f"one of {', '.join(each.name for each in presets())}"
        )
    say(f"{name} is {preset.repository}, about {preset.gigabytes} GB; licence: {preset.licence}")

    def tell(done: int, total: int) -> None:
        sys.stderr.write(f"\r{done} of {total} MB")
        if done == total:
            sys.stderr.write("\n")

    return pull(name, to or models_home() / name, tell)
