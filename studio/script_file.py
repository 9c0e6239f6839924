"""The script's file beside a production: where it lies, and whether it was edited since it was read."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import Literal

from studio.files import sha256_of
from studio.folder import ProductionFolder, folder_for
from studio.production import Production

ScriptState = Literal["current", "edited", "gone", "unknown"]
"""Whether the script file still holds what was read last."""


def script_of(folder: ProductionFolder, production: Production) -> Path | None:
    """The script file of a production: where it was read last, or beside the folder; None when it cannot be found."""
    if production.script_file:
        file = folder.root / production.script_file
        if file.is_file():
            return Path(os.path.normpath(file))
    if production.script is None:
        return None
    beside = sorted(folder.root.parent.glob(f"{glob.escape(production.script.name)}.*"))
    return next((file for file in beside if file.is_file() and folder_for(file) == folder.root), None)


def script_state(folder: ProductionFolder, production: Production) -> ScriptState:
    """Whether the script file was edited since it was read."""
    file = script_of(folder, production)
    if file is None:
        return "gone" if production.script_file else "unknown"
    try:
        return "current" if sha256_of(file) == production.script_sha256 else "edited"
    except OSError:
        return "gone"
