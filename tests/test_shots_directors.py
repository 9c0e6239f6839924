"""One contract for every registered director, and the page about directing with the director it shows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scripts import scripts
from studio_film import STUDIO

from bible.breakdown import break_down
from bible.script import Script
from shots.director import Directed, Director
from shots.spans import check_coverage
from studio.plugins import director_names, load_director

PAGE = Path(__file__).parents[1] / "docs" / "directing.md"


def block(kind: str) -> str:
    """The first block of a kind in the page."""
    found = re.search(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    assert found is not None, kind
    return found[1]


def directed(director: Director, script: Script) -> Directed:
    """What a director that asks nobody makes of a script."""
    stage = director.asking(script, break_down(script))
    with pytest.raises(StopIteration) as end:
        next(stage)
    made: Directed = end.value.value
    return made


@given(scripts(), st.sampled_from(director_names()))
@settings(deadline=None, max_examples=40)
def test_every_director_covers_the_script(script: Script, name: str) -> None:
    made = directed(load_director(name), script)
    assert load_director(name).name == name
    check_coverage(made.shots, script)
    assert made == directed(load_director(name), script)
    assert all(shot.id and shot.slate for shot in made.shots.shots)
    bible = break_down(script)
    for shot in made.shots.shots:
        bible.sheet(shot.scene)
        for subject in shot.subjects:
            bible.character(subject.token)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with the page's module, and the metadata an installer would write for it."""
    place = tmp_path / "packages"
    info = place / "tableau-1.dist-info"
    info.mkdir(parents=True)
    (place / "tableau.py").write_text(block("python"))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tableau\nVersion: 1\n")
    entry = re.search(r'```toml\n\[project.entry-points."(studio.directors)"\]\n(\w+) = "(.+)"\n```', PAGE.read_text())
    assert entry is not None
    (info / "entry_points.txt").write_text(f"[{entry[1]}]\n{entry[2]} = {entry[3]}\n")
    return place


def test_the_page_shows_what_the_rules_make_of_its_scene_and_its_director_works(packages: Path, tmp_path: Path) -> None:
    script = tmp_path / "ledge.fountain"
    script.write_text(block("fountain"))
    environment = {**os.environ, "PYTHONPATH": str(packages)}

    def run(*arguments: str) -> str:
        command = [str(STUDIO), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("produce", str(script), "--until", "shots")
    shots = json.loads(run("shots", "--json", "-C", str(tmp_path / "ledge")))
    printed = [row.split() for row in block("shots").splitlines()[2:]]
    assert [row[:4] for row in printed] == [[s["slate"], s["scene"], s["size"], s["move"]] for s in shots]
    run("produce", str(script), "--until", "shots", "--director", "tableau")
    (title, tableau) = json.loads(run("shots", "--json", "-C", str(tmp_path / "ledge")))
    assert (title["framing"], tableau["framing"], len(tableau["lines"])) == ("title", "master", 4)


def test_the_pages_director_keeps_the_contract(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(packages))
    monkeypatch.delitem(sys.modules, "tableau", raising=False)
    from tableau import Tableau  # type: ignore[import-not-found]

    @given(scripts())
    @settings(deadline=None, max_examples=20)
    def covers(script: Script) -> None:
        made = directed(Tableau(), script)
        check_coverage(made.shots, script)
        assert len(made.shots.shots) == len(script.scenes) + 1

    covers()
