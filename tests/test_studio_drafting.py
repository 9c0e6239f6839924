"""A script that was edited: what changed is shown, what did not keeps its ids, slates and takes."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from studio_film import SCRIPT, answer, fingerprints, produced, studio

from studio.folder import ProductionFolder
from studio.ledger.money import budgets
from studio.office import look_into

THIRD = """
EXT. ISLAND - NIGHT

A light turns on the hill. IKE looks up at it.

IKE
There.
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = produced(tmp_path_factory.mktemp("first"))
    (folder.parent / "small.fountain").write_text(SCRIPT + THIRD)
    done = studio("produce", "-C", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def film(first: Path, tmp_path: Path) -> Path:
    shutil.copy(first.parent / "small.fountain", tmp_path)
    return Path(shutil.copytree(first, tmp_path / "small"))


def edit(film: Path, text: str) -> Path:
    script = film.parent / "small.fountain"
    script.write_text(text)
    return script


def dry(film: Path) -> dict[str, object]:
    found = answer("produce", "--dry-run", "-C", str(film))
    assert isinstance(found, dict)
    return found


def changes_of(film: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Scenes by number and shots by what became of them, of the edit that is not taken in yet."""
    changes = dry(film)["changes"]
    assert isinstance(changes, dict)
    shots: dict[str, list[str]] = {}
    for shot in changes["shots"]:
        shots.setdefault(shot["change"], []).append(shot["slate"])
    return {scene["scene"]: scene["change"] for scene in changes["scenes"]}, shots


def slates(film: Path) -> list[str]:
    found = answer("shots", "-C", str(film))
    assert isinstance(found, list)
    return [shot["slate"] for shot in found]


def test_the_production_knows_its_script_and_sees_that_it_was_edited(film: Path) -> None:
    status = answer("status", "-C", str(film))
    assert isinstance(status, dict)
    assert (status["script"], status["script_state"]) == ("../small.fountain", "current")
    edit(film, (SCRIPT + THIRD).replace("I didn't sleep.", "I couldn't sleep."))
    status = answer("status", "-C", str(film))
    assert isinstance(status, dict)
    assert (status["script_state"], status["next"]) == ("edited", "studio produce")
    assert "script: ../small.fountain was edited since" in studio("status", "-C", str(film)).stdout


def test_a_table_of_shots_leaves_script_and_director_as_they_are(film: Path, tmp_path: Path) -> None:
    table = tmp_path / "shots.csv"
    assert studio("shots", "export", str(table), "-C", str(film)).returncode == 0
    with look_into(ProductionFolder.open(film)) as office:
        before = office.production()
    assert studio("shots", "import", str(table), "-C", str(film)).returncode == 0
    with look_into(ProductionFolder.open(film)) as office:
        after = office.production()
    assert before.script_file
    assert (after.script_file, after.director) == (before.script_file, before.director)


def test_a_dry_run_raises_no_cap(film: Path) -> None:
    assert studio("produce", "--dry-run", "--max-cost", "50", "-C", str(film)).returncode == 0
    with look_into(ProductionFolder.open(film)) as office, office.store.reading() as session:
        assert not any(budget.cap for budget in budgets(session))


def test_a_dry_run_shows_the_edit_and_records_nothing(film: Path) -> None:
    before = slates(film)
    edit(film, (SCRIPT + THIRD).replace("I didn't sleep.", "I couldn't sleep."))
    scenes, shots = changes_of(film)
    assert scenes == {"1": "changed", "2": "kept", "3": "kept"}
    assert len(shots["changed"]) == 1
    assert not {"new", "dropped"} & set(shots)
    told = studio("produce", "--dry-run", "-C", str(film)).stdout
    assert "~ scene 1" in told
    assert "what is said: I didn't sleep. → I couldn't sleep." in told
    assert slates(film) == before
    assert changes_of(film) == (scenes, shots)


def test_inside_the_folder_no_script_need_be_named(film: Path) -> None:
    edit(film, (SCRIPT + THIRD).replace("I didn't sleep.", "I couldn't sleep."))
    done = studio("produce", "--json", inside=film)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["recordings"], said["takes"]) == (1, 1)
    assert sum(shot["change"] == "changed" for shot in said["changes"]["shots"]) == 1
    assert "couldn't sleep" in (film / "film.srt").read_text()
    assert json.loads(studio("produce", "--json", inside=film).stdout)["changes"] is None


def test_scenes_that_moved_and_were_renumbered_keep_everything(film: Path) -> None:
    before, old = slates(film), fingerprints(film)
    second = SCRIPT[SCRIPT.index("INT. WHEELHOUSE") :]
    moved = SCRIPT.replace(second, "") + THIRD + "\n" + second.replace("- DAY", "- DAY #17#")
    edit(film, moved)
    changes = dry(film)["changes"]
    assert isinstance(changes, dict)
    assert {shot["change"] for shot in changes["shots"]} == {"kept"}
    assert [scene["scene"] for scene in changes["scenes"] if scene["moved"]] in (["2"], ["3"])
    assert studio("produce", "-C", str(film)).returncode == 0
    assert sorted(slates(film)) == sorted(before)
    assert {path for path in fingerprints(film) if path.startswith(("takes/", "sound/"))} == {
        path for path in old if path.startswith(("takes/", "sound/"))
    }


def test_a_dropped_scene_keeps_its_takes_and_gets_its_slates_back_when_it_returns(film: Path) -> None:
    before, old = slates(film), fingerprints(film)
    edit(film, SCRIPT)
    scenes, shots = changes_of(film)
    assert scenes["3"] == "dropped"
    assert "kept" in shots
    assert "dropped" in shots
    assert studio("produce", "-C", str(film)).returncode == 0
    assert slates(film) == [slate for slate in before if slate not in shots["dropped"]]
    assert {path for path in old if path.startswith("takes/")} <= set(fingerprints(film))
    edit(film, SCRIPT + THIRD)
    said = answer("produce", "-C", str(film))
    assert isinstance(said, dict)
    assert (said["recordings"], said["takes"]) == (0, 0)
    assert slates(film) == before
    assert {path for path in fingerprints(film) if path.startswith("takes/")} == {
        path for path in old if path.startswith("takes/")
    }


def test_a_new_name_everywhere_makes_nothing_anew_but_what_says_it(film: Path) -> None:
    before = slates(film)
    edit(film, (SCRIPT + THIRD).replace("IKE", "OLE").replace("Ike", "Ole"))
    _, shots = changes_of(film)
    assert set(shots) <= {"kept", "changed"}
    production = dry(film)
    assert isinstance(production["changes"], dict)
    fields = {field["field"] for shot in production["changes"]["shots"] for field in shot["fields"]}
    assert fields <= {"action", "words"}, "who is in frame is who they were"
    assert studio("produce", "-C", str(film), "--until", "shots").returncode == 0
    assert slates(film) == before


def test_a_script_that_is_gone_stops_nothing(film: Path) -> None:
    (film.parent / "small.fountain").unlink()
    done = studio("produce", "-C", str(film))
    assert done.returncode == 0
    assert "../small.fountain is gone" in done.stderr
    assert "script: ../small.fountain is not there any more" in studio("status", "-C", str(film)).stdout


def test_a_run_that_ends_with_the_shot_list_says_what_it_did(tmp_path: Path) -> None:
    script = tmp_path / "small.fountain"
    script.write_text(SCRIPT)
    assert "would make" in studio("produce", str(script), "--dry-run").stdout
    assert "4 characters" not in studio("produce", str(script), "--until", "bible").stdout
    done = studio("produce", str(script), "--until", "shots")
    assert done.returncode == 0, done.stderr
    assert f"shots in 2 scenes; studio shots -C {shlex.quote(str(tmp_path / 'small'))} shows them" in done.stdout
