"""Killed at every durable step in turn: it finishes all the same, loses no finished take, and makes the same film."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from studio_film import answer, begin, fingerprints, produced, studio

from studio.steps import POINTS

_NOT_MET = ("settings written", "attempt failed", "verdict recorded", "shots recorded")
FIRST_RUN = [point for point in POINTS if point not in _NOT_MET]
"""What a first run of a local film passes."""
ONCE = ("folder made", "database migrated", "production held", "draft recorded")
"""Those of them that it passes once; all others come again and again."""
SWEPT = [(point, passing) for point in FIRST_RUN for passing in (1, 3) if passing == 1 or point not in ONCE]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("undisturbed"))


def record(folder: Path) -> list[tuple[object, ...]]:
    """What the database says was made, without times and running numbers."""
    connection = sqlite3.connect(folder / "studio.db")
    try:
        takes = connection.execute(
            "select slate, number, file, frames, content, sha256 from take order by slate, number"
        )
        sounds = connection.execute(
            "select line, number, file, engine, voice, sha256 from recording order by line, number"
        )
        cuts = connection.execute("select version, content from cut order by version")
        left = connection.execute("select kind, subject from attempt where state not in ('done', 'failed')")
        return [*takes, *sounds, *cuts, *left]
    finally:
        connection.close()


@pytest.mark.parametrize(("point", "passing"), SWEPT)
def test_killed_and_run_again_it_is_the_same_film(point: str, passing: int, undisturbed: Path, tmp_path: Path) -> None:
    script = begin(tmp_path)
    folder = tmp_path / "small"
    killed = studio("produce", str(script), stop_at=f"{point}:{passing}")
    assert killed.returncode == -9, killed.stderr
    finished = {path: print_ for path, print_ in fingerprints(folder).items() if path.startswith(("takes/", "sound/"))}
    again = studio("produce", str(script))
    assert again.returncode == 0, again.stderr
    after = fingerprints(folder)
    assert {path: after[path] for path in finished} == finished
    assert after == fingerprints(undisturbed)
    assert record(folder) == record(undisturbed)
    assert not list((folder / "cache" / "aside").glob("*"))


def test_the_sweep_knows_every_point(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\ncrash sweep: {len(FIRST_RUN)} points of a first run, {len(SWEPT)} kills")
    assert set(FIRST_RUN) <= set(POINTS)
    assert len(FIRST_RUN) >= 10


_TAKES_ITS_TIME = """
import sys
from studio.cli import main
from studio.office import Office
make = Office.make
def in_time(*given):
    print("at work", flush=True)
    sys.stdin.read()
    return make(*given)
Office.make = in_time
main()
"""


def test_two_commands_at_once_the_second_says_who_holds_it(tmp_path: Path) -> None:
    script = begin(tmp_path)
    command = [sys.executable, "-c", _TAKES_ITS_TIME, "produce", str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "at work\n"
        second = studio("produce", str(script))
        assert second.returncode == 1
        assert "held by `studio produce`" in second.stderr
        # Reading goes on while another works.
        assert isinstance(answer("status", "-C", str(tmp_path / "small")), dict)
        first.stdin.close()
        assert "cut v001" in first.stdout.read()
    assert first.returncode == 0


_KILLED_WRITING = """
import itertools, os, signal, sys
import edit.master
placed = edit.master._placed
def some(packets, stream):
    yield from itertools.islice(placed(packets, stream), 9)
    os.kill(os.getpid(), signal.SIGKILL)
edit.master._placed = some
from studio.cli import main
sys.argv = ["studio", "-C", {folder!r}, "produce"]
main()
"""


def test_killed_while_the_film_is_written_the_last_one_stays_whole(tmp_path: Path) -> None:
    folder = produced(tmp_path)
    before = {path: print_ for path, print_ in fingerprints(folder).items() if path.startswith("film.")}
    studio("circle", "1A-1", "-C", str(folder))
    settings = folder / "studio.toml"
    settings.write_text(f"music = false\n{settings.read_text()}")
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_WRITING.format(folder=str(folder))], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -9, killed.stderr
    after = fingerprints(folder)
    assert {path: after[path] for path in before} == before
    assert list((folder / "cache" / "aside").rglob("film.mp4"))  # the half of it that was there
    takes = {path: print_ for path, print_ in after.items() if path.startswith("takes/")}
    assert studio("produce", "-C", str(folder)).returncode == 0
    again = fingerprints(folder)
    assert again["film.mp4"] != before["film.mp4"]
    assert {path: again[path] for path in takes} == takes
    assert not list((folder / "cache" / "aside").glob("*"))
