"""The bible out and back in: what a person changed is made anew and nothing else, mistakes change nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy
import pytest
from studio_film import begin, studio
from typer.testing import CliRunner

from bible.errors import BibleError, MediaError, SettingsError, StudioError
from renderers.diffusion.prompt import compile_prompt
from renderers.media.picture import write_picture
from studio.bible_file import bible_from_file, bible_to_file
from studio.casting import voice_of
from studio.cli import app
from studio.folder import ProductionFolder
from studio.office import Office, open_office
from studio.progress import Quiet
from studio.views import shot_views

EXTRA = """
EXT. QUAY - NIGHT

DETECTIVE RUTH OKORO waits.

RUTH
Nobody leaves.

SVEN
I do.

INT. SHED - DAY

OLD SVEN
So it was you.

IKE
It was.
"""


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    script = begin(tmp_path_factory.mktemp("bible"))
    script.write_text(script.read_text() + EXTRA)
    done = studio("produce", str(script), "--until", "bible")
    assert done.returncode == 0, done.stderr
    return script.parent


@pytest.fixture
def root(_made: Path, tmp_path: Path) -> Path:
    """A production of its own for each test."""
    shutil.copytree(_made, tmp_path / "film")
    return tmp_path / "film" / "small"


def _edit(office: Office, *edits: tuple[str, str]) -> Path:
    file = bible_to_file(office, None)
    text = file.read_text()
    for old, new in edits:
        assert old in text, f"{old!r} is not in the file"
        text = text.replace(old, new, 1)
    file.write_text(text)
    return file


def test_an_unedited_file_changes_nothing(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        before = office.production()
        taken = bible_from_file(office, bible_to_file(office, None))
        assert (taken.changes, taken.directed, taken.faces) == ((), (), ())
        assert office.production() == before


def test_a_new_hat_makes_stale_what_shows_it_and_nothing_else(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        before = {node.name: node.content for node in office.plan().nodes if node.kind == "clip"}
        shots = office.production().shots
        taken = bible_from_file(office, _edit(office, ("hat: red fedora", "hat: blue cap")))
        assert [change.partition(" (")[0] for change in taken.changes] == ["IKE: hat blue cap"]
        planned = office.plan()
        assert office.production().shots == shots
        changed = {node.name for node in planned.nodes if node.kind == "clip" and before[node.name] != node.content}
        with_ike = {
            node.name
            for node in planned.nodes
            if node.recipe and any(subject.token == "@IKE" for subject in node.recipe.shot.subjects)
        }
        assert changed == with_ike
        assert changed


def test_joined_people_are_one_in_shots_and_voices(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        before = office.production()
        assert before.shots is not None and before.script is not None
        file = _edit(office, ("  SVEN:  ", "  SVEN:  \n    also: [OLD SVEN]\n    #"))
        taken = bible_from_file(office, file)
        assert taken.directed == ()
        after = office.production()
        assert after.shots is not None and after.bible is not None
        tokens = {subject.token for shot in after.shots.shots for subject in shot.subjects}
        assert "@SVEN" in tokens
        assert "@OLD-SVEN" not in tokens
        assert [shot.id for shot in after.shots.shots] == [shot.id for shot in before.shots.shots]
        assert all(node.recipe for node in office.plan().nodes if node.kind == "clip")
        back = bible_from_file(office, _edit(office, ("also: [OLD SVEN]", "also: []")))
        assert back.directed == ("4",)
        scenes = [(shot.scene, shot.slate) for shot in before.shots.shots if shot.scene != "S0004"]
        again = office.production().shots
        assert again is not None
        assert [(shot.scene, shot.slate) for shot in again.shots if shot.scene != "S0004"] == scenes


def test_a_face_of_ones_own_is_circled(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        (root / "faces").mkdir()
        write_picture(numpy.full((64, 48, 4), 90, dtype=numpy.uint8), root / "faces" / "nora.png")
        file = _edit(office, ("    age: 64\n", "    age: 64\n    face: faces/nora.png\n"))
        taken = bible_from_file(office, file)
        assert taken.faces == ("@NORA-1",)
        assert (root / "stills" / "small_NORA_01.png").is_file()
        assert [still.name for still in office.production().stills] == ["@NORA-1"]
        assert bible_from_file(office, file).faces == ()
        file.write_text(file.read_text().replace("faces/nora.png", "faces/nobody.png"))
        with pytest.raises(BibleError, match="no picture 'faces/nobody"):
            bible_from_file(office, file)
        file.write_text(file.read_text().replace("face: faces/nobody.png", 'face: "faces\\0nobody.png"'))
        with pytest.raises(BibleError, match=r"a sign that is not seen \(U\+0000\)"):
            bible_from_file(office, file)
        (root / "faces" / "text.png").write_text("no picture")
        file.write_text(file.read_text().replace('"faces\\0nobody.png"', "faces/text.png"))
        with pytest.raises(MediaError):
            bible_from_file(office, file)
        bible = office.production().bible
        assert bible is not None
        assert bible.character("@NORA").face == "faces/nora.png"


def test_a_voice_that_is_chosen_speaks(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        voices = office.engine("tones").voices()
        other = next(
            voice.name for voice in voices if voice.name != voice_of(office.production(), "tones", voices)["@NORA"]
        )
        bible_from_file(office, _edit(office, ("    age: 64\n", f"    age: 64\n    voice: {other}\n")))
        assert voice_of(office.production(), "tones", voices)["@NORA"] == other
        file = _edit(office, (f"voice: {other}", "voice: nobody's"))
        with pytest.raises(BibleError, match="no voice engine here has a voice") as caught:
            bible_from_file(office, file)
        assert other in caught.value.cure
        assert (
            file.read_text().splitlines()[int(caught.value.where.rpartition(":")[2]) - 1].strip() == "voice: nobody's"
        )


def test_a_shown_name_is_what_people_read(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        before = {node.name: node.content for node in office.plan().nodes if node.kind != "master"}
        bible_from_file(office, _edit(office, ("    age: 64\n", "    age: 64\n    shown: Captain Vega\n")))
        production, planned = office.production(), office.plan()
        views = shot_views(production, planned)
        assert any("Captain Vega: You're early." in view.lines for view in views)
        assert {name for view in views for name in view.characters} >= {"Captain Vega", "IKE"}
        assert {node.name: node.content for node in planned.nodes if node.kind != "master"} == before
        assert production.bible is not None and production.script is not None
        assert production.bible.called("NORA") == "Captain Vega"
        assert compile_prompt(next(n.recipe for n in planned.nodes if n.recipe and n.recipe.cast)).count("Captain Vega")


def test_mistakes_are_told_by_row_and_change_nothing(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        before = office.production()
        file = _edit(office, ("hat: red fedora", "hat: blue cap"), ("age: 64", "age: ancient"))
        with pytest.raises(BibleError, match="age: 'ancient' is not understood") as caught:
            bible_from_file(office, file)
        assert caught.value.where.startswith(f"{file}:")
        assert office.production() == before
        with pytest.raises(BibleError, match="cannot be read"):
            bible_from_file(office, root / "nothing.yaml")


def test_edits_live_through_the_next_draft(root: Path) -> None:
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        bible_from_file(office, _edit(office, ("hat: red fedora", "hat: blue cap"), ("hour: dawn", "hour: night")))
    script = root.parent / "small.fountain"
    script.write_text(script.read_text().replace("IKE, 11, red hat,", "IKE, 12, green hat,").replace("early", "late"))
    done = studio("produce", str(script), "--until", "bible")
    assert done.returncode == 0, done.stderr
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office:
        bible = office.production().bible
        assert bible is not None
        ike = bible.character("@IKE").look
        assert (ike.age, ike.hat, ike.by_hand) == (12, "cap", ("hat", "hat_colour"))
        assert bible.sheet("S0001").hour == "night"


def _run(*arguments: str) -> str:
    """What a command prints; its error is raised as the command line tells it."""
    done = CliRunner().invoke(app, [*arguments])
    if isinstance(done.exception, StudioError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_commands(root: Path) -> None:
    inside = ("-C", str(root))
    shown = _run("bible", *inside)
    assert "woman, 64" in shown
    assert "boy, 11" in shown
    assert "man, 11" not in shown
    listed = json.loads(_run("bible", "--json", *inside))
    assert {each["token"] for each in listed["characters"]} >= {"@NORA", "@IKE", "@RUTH", "@SVEN"}
    own = root.parent / "own.yaml"
    assert _run("bible", "export", str(own), *inside).strip() == str(own)
    assert "nothing in the file is otherwise" in _run("bible", "import", str(own), *inside)
    own.write_text(own.read_text().replace("age: 64", "age: 46"))
    assert "NORA: age 46 (was 64)" in _run("bible", "import", str(own), *inside)
    with pytest.raises(SettingsError, match="which file"):
        _run("bible", "import", *inside)
    with pytest.raises(SettingsError, match="which model"):
        _run("bible", "propose", *inside)


def test_there_is_no_bible_before_there_is_a_script(tmp_path: Path) -> None:
    root = begin(tmp_path).parent / "small"
    with open_office(ProductionFolder(root), "test", Quiet()) as office, pytest.raises(SettingsError, match="no bible"):
        bible_to_file(office, None)
