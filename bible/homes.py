"""Where things lie that belong to a person, and to no production."""

from __future__ import annotations

import os
from pathlib import Path

from bible.errors import SettingsError


def own_folder(variable: str, below_home: str) -> Path:
    """The folder that a variable of the environment names, or one below the person's home.

    An account that has no home, as in many containers, has the root: there is nothing to be found, and to write there
    is told.
    """
    named = os.environ.get(variable, "")
    if os.path.isabs(named):
        return Path(named)
    try:
        return Path.home() / below_home
    except RuntimeError:
        return Path("/") / below_home


def place_named(text: str, setting: str) -> Path:
    """The place a setting names, `~` being home. Raises SettingsError where it is the home of nobody here."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise SettingsError(
            f"{text!r} lies in a home that is not here", where=f"{setting} in studio.toml", cure="write the whole path"
        ) from error
