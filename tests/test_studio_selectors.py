"""How shots are named: ranges that may be takes are not guessed, for takes cost money."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from studio_film import produced, studio


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("selectors"))


def _named(film: Path, selector: str) -> list[str]:
    done = studio("shots", selector, "--json", "-C", str(film))
    assert done.returncode == 0, done.stderr
    return [row["slate"] for row in json.loads(done.stdout)]


@pytest.mark.parametrize("selector", ["1A-2", "1a..2", "2..1A", "2-1A"])
def test_a_range_is_all_from_one_to_the_other(film: Path, selector: str) -> None:
    assert _named(film, selector) == ["1A", "1B", "1C", "1D", "2"]


def test_what_may_be_a_take_is_not_taken_for_a_range(film: Path) -> None:
    done = studio("retake", "1A-1", "-C", str(film))
    assert done.returncode != 0
    assert "may be a take or a range of shots" in done.stderr and "type 1A for its shot, or 1A..1" in done.stderr
    assert _named(film, "1A..1") == ["1", "1A"]


def test_a_take_named_for_its_shot_is_told(film: Path) -> None:
    done = studio("retake", "1A-7", "-C", str(film))
    assert done.returncode != 0
    assert "'1A-7' is a take's name, not a shot's" in done.stderr and "type 1A for its shot" in done.stderr
