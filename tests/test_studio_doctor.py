"""What the doctor finds, and what it says to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from studio_film import answer, produced, studio

from studio.doctor import examine, tools


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("doctor"))


@pytest.fixture
def film(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "small"))


def test_a_sound_production_is_sound(film: Path) -> None:
    assert [finding.what for finding in examine(film) if finding.state == "bad"] == []
    assert studio("doctor", "-C", str(film)).returncode == 0


def test_what_can_be_used_here_is_listed() -> None:
    found = {tool.name: tool for tool in tools()}
    assert found["animatic"].ready
    assert found["tones"].ready
    assert all(tool.why and tool.cure for tool in found.values() if not tool.ready)


def test_tools_are_looked_at_as_the_production_sets_them_up(film: Path) -> None:
    settings = film / "studio.toml"
    settings.write_text(f"{settings.read_text()}[renderers.command]\ncommand = 5\n")
    (said,) = (finding for finding in examine(film) if finding.what.startswith("renderer command"))
    assert (said.state, said.what) == ("note", "renderer command: there is no program 5")


def test_settings_nobody_reads_are_told(film: Path) -> None:
    settings = film / "studio.toml"
    settings.write_text(f'{settings.read_text()}[renderers.diffuser]\nmodel = "wan2.1-1.3b"\n')
    (told,) = (finding for finding in examine(film) if "diffuser," in finding.what)
    assert told.state == "note"
    assert "diffusers" in told.cure


def test_a_production_is_looked_at_wherever_it_lies(film: Path) -> None:
    odd = film.parent / "C# 100% sure?"
    odd.mkdir()
    film.rename(odd / "small")
    assert [finding.what for finding in examine(odd / "small") if finding.state == "bad"] == []
    assert not list(film.parent.glob("C"))


def test_a_production_whose_database_is_on_a_server_is_one(tmp_path: Path) -> None:
    (tmp_path / "studio.toml").write_text('database = "postgresql://me@/film?host=/nowhere"\n')
    found = examine(tmp_path)
    assert not [finding.what for finding in found if "no production" in finding.what]
    assert [finding.state for finding in found if "film?host" in finding.what or "psycopg" in finding.what] == ["bad"]


def test_a_take_that_is_gone_is_named_with_the_cure(film: Path) -> None:
    take = sorted((film / "takes").rglob("*.mp4"))[0]
    take.unlink()
    bad = [finding for finding in examine(film) if finding.state == "bad"]
    assert [finding.what.split(" ")[0] for finding in bad] == [take.relative_to(film).as_posix()]
    assert "studio produce" in bad[0].cure
    assert studio("doctor", "-C", str(film)).returncode == 1
    done = answer("produce", "-C", str(film))
    assert isinstance(done, dict)
    assert done["takes"] == 1
    assert [finding for finding in examine(film) if finding.state == "bad"] == []


@pytest.mark.parametrize("row", ['renderer = "mystery"', 'renderer = "nobody/knows-1"', 'stills = "mystery"'])
def test_a_renderer_that_is_not_there_is_told_with_the_file_that_names_it(film: Path, row: str) -> None:
    settings = film / "studio.toml"
    settings.write_text(f"{row}\n{settings.read_text()}")
    (bad,) = (finding for finding in examine(film) if finding.state == "bad")
    assert bad.what.startswith("studio.toml: ")
    assert row.split('"')[1] in bad.what
    assert bad.cure


def test_a_strange_file_is_noticed_and_left_alone(film: Path) -> None:
    strange = film / "takes" / "mine.mov"
    strange.write_bytes(b"x")
    assert any("takes/mine.mov" in finding.what for finding in examine(film))
    assert strange.exists()


def test_a_damaged_database_is_told(film: Path) -> None:
    database = film / "studio.db"
    content = bytearray(database.read_bytes())
    content[4096 : 4096 * 3] = b"\xa5" * 8192
    database.write_bytes(content)
    for left in ("studio.db-wal", "studio.db-shm"):
        (film / left).unlink(missing_ok=True)
    bad = [finding.what for finding in examine(film) if finding.state == "bad"]
    assert any("damaged" in what for what in bad)
    done = studio("status", "-C", str(film))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
