"""The line that installs what is missing works for a checkout, a wheel on disk and the index."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bible.installing import install_extra, install_package, installer, source_with


def url_of(place: Path | str, **facts: object) -> str:
    return json.dumps({"url": place.as_uri() if isinstance(place, Path) else place, **facts})


def test_each_way_of_installing_has_its_line(tmp_path: Path) -> None:
    wheel = tmp_path / "my films" / "film_studio-1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.touch()
    assert source_with("", "voices") == "film-studio[voices]"
    assert source_with(url_of(tmp_path, dir_info={"editable": True}), "voices") == f"-e {tmp_path}[voices]"
    assert source_with(url_of(tmp_path, dir_info={}), "voices") == f"{tmp_path}[voices]"
    assert source_with(url_of(wheel, archive_info={}), "voices") == f"{wheel}[voices]"
    assert source_with(url_of(tmp_path / "gone.whl", archive_info={}), "voices") == "film-studio[voices]"
    git = url_of("https://host/studio.git", vcs_info={"vcs": "git", "commit_id": "1"})
    assert source_with(git, "llm") == "film-studio[llm] @ git+https://host/studio.git"


@pytest.mark.parametrize(
    ("left", "line"), [("pipx_metadata.json", "pipx install --force"), ("uv-receipt.toml", "uv tool install --force")]
)
def test_a_tool_that_made_the_environment_adds_to_it(left: str, line: str, tmp_path: Path) -> None:
    (tmp_path / left).touch()
    assert installer(tmp_path) == line


def test_the_line_names_the_pip_of_this_environment() -> None:
    words = shlex.split(install_package("x"))
    assert words[-2:] == ["install", "x"]
    where = subprocess.run([*words[:-2], "--version"], capture_output=True, text=True, check=True).stdout
    assert str(Path(sys.prefix)) in where
    assert install_extra("voices").endswith(("[voices]", "[voices]'"))
