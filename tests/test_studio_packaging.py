"""The wheel: built, installed bare in another place, it migrates and produces; nothing of ours is missing from it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from studio_film import begin

ROOT = Path(__file__).parents[1]
PACKAGES = ("studio", "bible", "shots", "renderers", "edit", "migrations")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = set(listed.stdout.split())
    held = set(zipfile.ZipFile(wheel).namelist())
    assert ours - held == set()
    assert not [name for name in held if name.startswith(("tests/", "examples/", "docs/"))]


def test_installed_elsewhere_it_migrates_and_produces(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    installer = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(place)]
    subprocess.run([*installer, str(wheel)], check=True, capture_output=True)
    script = begin(tmp_path / "film")
    environment = {**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    run = "import studio, pathlib; print(pathlib.Path(studio.__file__).parents[1]); from studio.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", run, "produce", str(script)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(place)
    assert {each.name for each in (tmp_path / "film" / "small").glob("film.*")} == {
        "film.mp4",
        "film.otio",
        "film.srt",
        "film.vtt",
    }


def test_a_file_that_takes_one_of_our_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "edit.py").write_text("")
    run = "import sys; sys.path.insert(0, sys.argv.pop(1)); from studio.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", run, str(tmp_path), "renderers"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "`edit` is taken by" in done.stderr
    assert "Traceback" not in done.stderr
