"""Where a person's own things lie, on machines where there is no such person too."""

from __future__ import annotations

import pwd
from pathlib import Path

import pytest

from bible.errors import SettingsError
from bible.homes import own_folder, place_named
from renderers.diffusion.encoding import prompts_folder
from renderers.diffusion.models import models_here
from renderers.voices.kokoro_model import cache_folder
from studio.certificates import credentials


def test_a_variable_names_the_folder_where_it_is_a_whole_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert own_folder("XDG_CACHE_HOME", ".cache") == Path("/elsewhere")
    monkeypatch.setenv("XDG_CACHE_HOME", "beside/me")
    assert own_folder("XDG_CACHE_HOME", ".cache") == tmp_path / ".cache"


def test_an_account_without_a_home_finds_nothing_and_works(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    for variable in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "STUDIO_MODELS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert own_folder("XDG_DATA_HOME", ".local/share") == Path("/.local/share")
    assert credentials("", "") is None
    assert models_here() == ()
    assert cache_folder() == Path("/.cache/film-studio")
    assert prompts_folder("") == Path("/.cache/studio/prompts")


def test_a_place_in_the_home_of_nobody_is_told_with_its_setting() -> None:
    with pytest.raises(SettingsError, match="lies in a home that is not here") as raised:
        place_named("~nobody-here-at-all/models", "model")
    assert raised.value.where == "model in studio.toml"
