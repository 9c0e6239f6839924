"""What a production owes of its recordings, and what else when one of them changes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from studio_film import produced, studio

from bible.entries import Bible, Saying
from bible.script import Line
from renderers.interface import Speech
from renderers.voices.tones import Tones
from studio.casting import is_own, pronunciations_for, said_digest
from studio.folder import ProductionFolder
from studio.office import Office, look_into
from studio.plan import Node, State, plan
from studio.production import Production


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("voices"))


def _owed(office: Office, production: Production) -> tuple[Node, ...]:
    return tuple(node for node in plan(production, office.offer(production)).nodes if node.owed)


def test_a_name_said_otherwise_owes_its_lines_again_and_no_take(small: Path) -> None:
    with look_into(ProductionFolder.open(small)) as office:
        production = office.production()
        assert production.bible is not None and production.script is not None
        assert not _owed(office, production)
        said = production.bible.model_copy(update={"sayings": (Saying(word="Hold", said="/hoʊld/"),)})
        (recording,) = (node for node in _owed(office, _with(production, said)) if node.kind == "recording")
        assert (recording.name, recording.state) == ("NORA L0003", State.STALE)
        assert "said otherwise" in recording.reason
        line = production.script.line(recording.subject)
        spoken = tuple(
            each.model_copy(update={"recording": each.recording.model_copy(update={"said": _said(said, line)})})
            if each.recording.line == line.id
            else each
            for each in production.sounds
        )
        assert not _owed(office, _with(production, said).model_copy(update={"sounds": spoken}))


def test_lines_of_who_turned_out_to_be_a_man_are_spoken_anew_with_a_mans_voice(small: Path, tmp_path: Path) -> None:
    film = Path(shutil.copytree(small, tmp_path / "small"))
    file = film / "bible.yaml"
    assert studio("bible", "export", str(file), "-C", str(film)).returncode == 0
    written = file.read_text()
    assert written.count("sex: woman") == 1
    file.write_text(written.replace("sex: woman", "sex: man"))
    assert studio("bible", "import", str(file), "-C", str(film)).returncode == 0
    with look_into(ProductionFolder.open(film)) as office:
        owed = [node for node in _owed(office, office.production()) if node.kind == "recording"]
    assert [node.name for node in owed] == ["NORA L0001", "NORA L0003"]
    assert "NORA is a man" in owed[0].reason
    assert "made 2 recordings" in studio("produce", "-C", str(film)).stdout
    with look_into(ProductionFolder.open(film)) as office:
        assert not _owed(office, office.production())


def _with(production: Production, bible: Bible) -> Production:
    return production.model_copy(update={"bible": bible})


def _said(bible: Bible, line: Line) -> str:
    return said_digest(pronunciations_for(bible.pronounced(), line))


def test_another_voice_owes_the_takes_whose_lips_are_seen_and_no_others(small: Path) -> None:
    with look_into(ProductionFolder.open(small)) as office:
        production = office.production()
        heard = [
            each.model_copy(update={"recording": each.recording.model_copy(update={"heard": "another voice"})})
            for each in production.sounds
        ]
        owed = {
            node.subject
            for node in _owed(office, production.model_copy(update={"sounds": tuple(heard)}))
            if node.kind == "clip"
        }
        assert production.shots is not None
        assert owed == {shot.id for shot in production.shots.shots if any(span.lips for span in shot.spans)}
        assert owed


@pytest.mark.skipif(not shutil.which("flite"), reason="flite is not installed")
def test_lines_an_engine_has_no_language_for_are_spoken_by_one_that_has(tmp_path: Path) -> None:
    script = tmp_path / "pan.fountain"
    script.write_text("Language: es\n\nINT. COCINA - DÍA\n\nANA, 30, sonríe.\n\nANA\nTres naranjas.\n")
    (tmp_path / "pan").mkdir()
    (tmp_path / "pan" / "studio.toml").write_text('size = [192, 108]\nvoices = "flite"\n')
    done = studio("produce", str(script), "--until", "voices")
    assert done.returncode == 0, done.stderr
    spoken_by = "espeak-ng" if shutil.which("espeak-ng") else "tones"
    assert f"1 line: {spoken_by}" in done.stderr or "marked tones stand in" in done.stderr
    with look_into(ProductionFolder.open(tmp_path / "pan")) as office:
        (sound,) = office.production().sounds
    assert sound.recording.engine.startswith(spoken_by)


def test_a_persons_own_recording_replaces_the_voice_and_its_shots_follow(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    shutil.copytree(small, folder)
    slow = Speech(line="L0001", text="You're early.", voice="bass", manner=("slowly", "tired"))
    Tones().speak(slow, folder / "sound" / "l1 second try.wav")
    done = studio("-C", str(folder), "produce")
    assert done.returncode == 0, done.stderr
    assert "NORA L0001: l1 second try.wav is heard" in done.stderr
    with look_into(ProductionFolder.open(folder)) as office:
        production, planned = office.production(), office.plan()
    own = next(sound for sound in production.sounds if is_own(sound))
    assert own.file.endswith("L0001_NORA_t02.wav")
    assert planned.sequence is not None
    assert own.file in {sound.file for sound in planned.sequence.sounds}
    shown = {take.shot for take in production.takes if take.number == 2}
    assert production.shots is not None
    assert shown == {
        shot.id for shot in production.shots.shots if any(span.line == "L0001" and span.lips for span in shot.spans)
    }
    again = studio("-C", str(folder), "produce", "--json")
    assert json.loads(again.stdout)["recordings"] == 0
    whole = (folder / own.file).read_bytes()
    (folder / own.file).unlink()
    once_more = studio("-C", str(folder), "produce")
    assert "NORA L0001: l1 second try.wav is heard" in once_more.stderr
    with look_into(ProductionFolder.open(folder)) as office:
        newest = office.production().sounds[-1]
    assert is_own(newest)
    assert (folder / newest.file).read_bytes() == whole
    own = newest
    added = studio("-C", str(folder), "add", "L0002", str(folder / own.file))
    assert added.returncode == 0, added.stderr
    assert "L0002_IKE_t02.wav" in added.stderr
    assert "than these words do" not in done.stderr + added.stderr
    other = Speech(line="L0003", text="My grandfather keeps the light on the island across the bay.", voice="bass")
    Tones().speak(other, tmp_path / "other.wav")
    told = studio("-C", str(folder), "add", "L0003", str(tmp_path / "other.wav"))
    assert "other.wav lasts much longer than these words do: 'Hold this.'" in told.stderr
    refused = studio("-C", str(folder), "add", "L0002", str(folder / "studio.toml"))
    assert refused.returncode == 1
    assert "is no sound" in refused.stderr


def test_status_works_with_no_arrays_and_opens_no_media(small: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small, tmp_path / "small")
    settings = copy / "studio.toml"
    settings.write_text(settings.read_text().replace('voices = "tones"', 'voices = "auto"'))
    code = f"""
import sys
from studio.cli import main
sys.argv = ["studio", "status", "-C", {str(copy)!r}]
try:
    main()
finally:
    print(sorted({{"numpy", "av", "onnxruntime"}} & set(sys.modules)), file=sys.stderr)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.stdout and told.stderr.strip() == "[]"
