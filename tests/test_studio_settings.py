"""studio.toml: defaults, comments, and errors that name the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible.errors import SettingsError
from studio.certificates import credentials
from studio.folder import ProductionFolder
from studio.hosted_models import HostedModels
from studio.settings import Settings, make_settings, read_settings, read_size, settings_text


def test_the_written_file_reads_back_as_the_same_settings(tmp_path: Path) -> None:
    settings = make_settings("29.97df", "1280x720")
    (tmp_path / "studio.toml").write_text(settings_text(settings))
    assert read_settings(tmp_path / "studio.toml") == settings
    assert settings.picture.rate.drop_frame


def test_every_setting_has_a_comment_above_it() -> None:
    rows = settings_text(Settings()).splitlines()
    for name in Settings.model_fields:
        row = next(i for i, each in enumerate(rows) if each.startswith((f"{name} =", f"# [{name}.")))
        assert rows[row - 1].startswith("# "), name


def test_a_renderer_has_settings_under_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    file.write_text(settings_text(Settings()) + '[renderers.diffusers]\nmodel = "ltx"\nsteps = 8\ncompile = true\n')
    settings = read_settings(file)
    assert settings.options_of("diffusers") == (("compile", "true"), ("model", "ltx"), ("steps", "8"))
    assert settings.options_of("animatic") == ()


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "studio.toml") == Settings()


@pytest.mark.parametrize(
    ("text", "row", "said"),
    [
        pytest.param('\nrate = "23"\n', 2, "frame rate '23' is not known", id="unknown rate"),
        pytest.param("size = [1921, 1080]\n", 1, "even", id="odd width"),
        pytest.param("handles = -1\n", 1, "handles is at least 0", id="negative handles"),
        pytest.param("shot_cap = inf\n", 1, "shot_cap is a number that ends", id="a cap without end"),
        pytest.param("duplicate_ok_below = nan\n", 1, "duplicate_ok_below is a number that ends", id="no number"),
        pytest.param("proposals = 99\n", 1, "proposals is at most 16", id="too many proposals"),
        pytest.param('handles = "x"\n', 1, "handles is a whole number", id="words for a number"),
        pytest.param('size = "big"\n', 1, "size is two numbers: [1920, 1080]", id="words for a size"),
        pytest.param("size = [1, 2, 3]\n", 1, "size is two numbers", id="three numbers"),
        pytest.param('ambience = "maybe"\n', 1, "ambience is true or false", id="words for a switch"),
        pytest.param("voices = 4\n", 1, 'voices is text in quotes: voices = "..."', id="a number for a name"),
        pytest.param("providers = 3\n", 1, "providers is a table: [providers.NAME]", id="a number for a table"),
        pytest.param('approve = ["me"]\n', 1, "approve knows only 'cast' or 'keyframes'", id="unknown approval"),
        pytest.param("\n\nhandels = 3\n", 3, "handels is not a setting", id="misspelt"),
    ],
)
def test_a_bad_value_is_told_with_its_row(tmp_path: Path, text: str, row: int, said: str) -> None:
    file = tmp_path / "studio.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as raised:
        read_settings(file)
    assert raised.value.where == f"{file}:{row}"
    assert said in raised.value.what


def test_a_home_that_is_not_here_is_told(tmp_path: Path) -> None:
    nowhere = "~nobody-of-this-name/x"
    with pytest.raises(SettingsError, match="certificate in studio"):
        credentials(nowhere, nowhere, tmp_path)
    models = HostedModels(ProductionFolder.make(tmp_path / "film", ""), Settings(catalogue=nowhere))
    with pytest.raises(SettingsError, match="catalogue in studio"):
        models.row("runway/gen4.5")


def test_a_setting_that_stands_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_text("handles = 3\nhandles = 4\n")
    with pytest.raises(SettingsError, match="stands there a second time"):
        read_settings(tmp_path / "studio.toml")


def test_a_file_that_is_no_text_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_bytes(b"rate = \xf6")
    with pytest.raises(SettingsError, match="cannot be read: it is no text in UTF-8"):
        read_settings(tmp_path / "studio.toml")


def test_broken_toml_is_told(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_text("rate = [")
    with pytest.raises(SettingsError, match="not valid TOML"):
        read_settings(tmp_path / "studio.toml")


@pytest.mark.parametrize("text", ["1920", "axb", "1920x", "-2x4", ""])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        read_size(text)
