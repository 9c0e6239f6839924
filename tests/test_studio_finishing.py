"""Steps on circled takes: lips first, then what runs here, each once; the cut shows the newest version."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from paper_production import HOSTED, made_to_the_end, on_paper, owed, with_ruling
from studio_film import begin, studio

from renderers.fake_provider import FakeProvider
from renderers.lip_track import write_lip_track
from renderers.media.read import probe
from renderers.media.wav import RATE, read_recording, write_wav
from renderers.media.write import TakeWriter
from shots.rate import Rate
from shots.recipe import PictureFormat
from shots.shot import Size
from shots.take import Version
from studio.folder import ProductionFolder
from studio.nodes import Node
from studio.office import look_into
from studio.ordering import Ordering
from studio.passes import Step, wants_lips
from studio.plan import Offer, plan
from studio.production import Production, Ruling
from studio.progress import Quiet
from studio.settings import Settings
from studio.store import Store
from studio.views import take_views

STEPS = (Step(step="grade", who="command", made_by="command 1"), Step(step="sync", who="sync/lipsync-2"))


@pytest.fixture(scope="module")
def filmed(tmp_path_factory: pytest.TempPathFactory) -> Production:
    production = on_paper(tmp_path_factory.mktemp("finishing"))
    assert production.shots is not None
    closer = tuple(
        shot.model_copy(update={"size": Size.MCU}) if shot.spans else shot for shot in production.shots.shots
    )
    shots = production.shots.model_copy(update={"shots": closer})
    return made_to_the_end(production.model_copy(update={"shots": shots}), HOSTED)[0]


def _speaking(production: Production, offer: Offer) -> Node:
    """A close shot of somebody who speaks in it."""
    nodes = (node for node in plan(production, offer).nodes if node.kind == "clip" and node.pick and node.recipe)
    return next(node for node in nodes if node.pick and node.recipe and wants_lips(node.pick.take, node.recipe))


def _finish(*subjects: str) -> Offer:
    return HOSTED.model_copy(update={"steps": STEPS, "finish": frozenset(subjects)})


def _came(production: Production, node: Node) -> Production:
    assert node.wanted is not None
    number = 1 + len(production.versions)
    there = node.wanted.version().model_copy(
        update={"file": f"takes/v{number}.mp4", "sha256": f"{number:064x}", "number": number}
    )
    return production.model_copy(update={"versions": (*production.versions, there)})


def test_a_circled_take_goes_through_lips_then_grade_and_is_shown(filmed: Production) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.pick is not None
    offer = _finish(node.subject)
    assert not owed(filmed, offer, "pass")  # nobody chose it yet
    chosen = with_ruling(filmed, node, Ruling.CIRCLED, "take", node.pick.take.number)
    assert not owed(chosen, _finish(), "pass")  # only `studio finish` takes steps
    (lips,) = owed(chosen, offer, "pass")
    assert (lips.name, lips.orders, lips.takes) == (f"{node.pick.take.name} sync", ("sync/lipsync-2",), ())
    chosen = _came(chosen, lips)
    (grade,) = owed(chosen, offer, "pass")
    assert (grade.name, grade.orders, grade.takes) == (f"{node.pick.take.name} sync grade", (), ("command",))
    assert grade.wanted is not None and grade.wanted.source == "takes/v1.mp4"
    done = _came(chosen, grade)
    assert not owed(done, offer, "pass")
    shown = plan(done, HOSTED.model_copy(update={"steps": STEPS})).sequence
    assert shown is not None
    assert [clip.file for clip in shown.clips if clip.file.startswith("takes/v")] == ["takes/v2.mp4"]
    lost = done.model_copy(update={"lost": frozenset({"takes/v2.mp4"})})
    assert [each.name for each in owed(lost, offer, "pass")] == [grade.name]


def test_only_close_faces_that_speak_get_lips(filmed: Production) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.pick is not None and node.recipe is not None
    take, recipe = node.pick.take, node.recipe
    wide = recipe.model_copy(update={"shot": recipe.shot.model_copy(update={"size": Size.FS})})
    unseen = tuple(each.model_copy(update={"lips": False}) for each in recipe.utterances)
    away = tuple(each.model_copy(update={"speaker": "@ELSEWHERE"}) for each in recipe.utterances)
    assert not wants_lips(take, wide)
    assert not wants_lips(take, recipe.model_copy(update={"utterances": unseen}))
    assert not wants_lips(take, recipe.model_copy(update={"utterances": away}))
    assert not wants_lips(take.model_copy(update={"renderer": "animatic"}), recipe)


def test_a_take_that_says_its_lines_itself_needs_no_lips(filmed: Production) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.pick is not None
    number = node.pick.take.number
    takes = (
        take.model_copy(update={"sound": "sound"}) if (take.shot, take.number) == (node.subject, number) else take
        for take in filmed.takes
    )
    chosen = with_ruling(filmed.model_copy(update={"takes": tuple(takes)}), node, Ruling.CIRCLED, "take", number)
    offer = _finish(node.subject)
    assert [each.name for each in owed(chosen, offer, "pass")] == [f"{node.pick.take.name} sync"]
    speaks = with_ruling(chosen, node, Ruling.SPEAKS, "take", number)
    assert [each.name for each in owed(speaks, offer, "pass")] == [f"{node.pick.take.name} grade"]


def test_new_words_owe_new_lips_and_the_old_ones_leave_the_cut(filmed: Production) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.pick is not None and node.recipe is not None
    only = _finish(node.subject).model_copy(update={"steps": STEPS[1:]})
    chosen = with_ruling(filmed, node, Ruling.CIRCLED, "take", node.pick.take.number)
    done = _came(chosen, owed(chosen, only, "pass")[0])
    assert not owed(done, only, "pass")
    line = next(each.line for each in node.recipe.utterances if each.lips)
    sounds = tuple(
        each.model_copy(update={"sha256": "f" * 64}) if each.recording.line == line else each for each in done.sounds
    )
    spoken = done.model_copy(update={"sounds": sounds})
    assert [each.name for each in owed(spoken, only, "pass")] == [f"{node.pick.take.name} sync"]
    sequence = plan(spoken, only).sequence
    assert sequence is not None
    assert not [clip for clip in sequence.clips if clip.file.startswith("takes/v")]


def test_the_words_lie_in_the_track_where_the_mouth_says_them(filmed: Production, tmp_path: Path) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.recipe is not None
    recipe = node.recipe
    said = next(each for each in recipe.utterances if each.lips)
    write_wav(tmp_path / "line.wav", np.full(said.source_start + said.samples, 0.5, dtype=np.float32))
    to = tmp_path / "track.wav"
    samples = write_lip_track(recipe, {said.line: tmp_path / "line.wav"}, to)
    assert samples == round(recipe.total_frames * RATE / 24)
    heard = np.flatnonzero(read_recording(to))
    at = recipe.handles * RATE // 24 + said.start
    assert (heard[0], len(heard)) == (max(0, at), said.samples + min(0, at))


def test_lips_follow_the_words_the_cut_has_not_the_newest_recording(filmed: Production, tmp_path: Path) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.pick is not None and node.recipe is not None
    only = _finish(node.subject).model_copy(update={"steps": STEPS[1:]})
    chosen = with_ruling(filmed, node, Ruling.CIRCLED, "take", node.pick.take.number)
    (sync,) = owed(chosen, only, "pass")
    folder = ProductionFolder.make(tmp_path / "film", "")
    for sound in chosen.sounds:
        folder.path(sound.file).parent.mkdir(parents=True, exist_ok=True)
        write_wav(folder.path(sound.file), np.full(sound.recording.samples, 0.5, dtype=np.float32))
    says_else = {"content": "other words"}
    later = tuple(
        each.model_copy(update={"recording": each.recording.model_copy(update=says_else), "file": "gone.wav"})
        for each in chosen.sounds
    )
    said = chosen.model_copy(update={"sounds": (*chosen.sounds, *later)})
    with Store(folder) as store:
        store.hold("a test")
        (job,) = Ordering(folder, store, Settings(size=(192, 108)), Quiet()).jobs((sync,), said)
    track = next(guide for guide in job.choices[0].order.guides if guide.kind == "audio")
    assert np.abs(read_recording(Path(track.file))).max() == pytest.approx(0.5, abs=0.01)


def test_finish_orders_lips_once_runs_passes_here_and_cuts_them_in(tmp_path: Path, fake: FakeProvider) -> None:
    script, folder = begin(tmp_path), tmp_path / "small"
    assert _run("produce", str(script), "--max-cost", "5").returncode == 0
    slate = _speaking_shot(folder)
    assert _run("revise", slate, "--size", "MCU", "-C", str(folder)).returncode == 0
    own = tmp_path / "own.mp4"
    with TakeWriter(own, PictureFormat(width=192, height=108, rate=Rate(numerator=24))) as writer:
        for number in range(24 * 6):
            writer.write(np.full((108, 192, 4), 40 + number, np.uint8))
    assert _run("add", slate, str(own), "-C", str(folder)).returncode == 0
    grade = tmp_path / "grade.py"
    grade.write_text(
        "import json, shutil, sys\nasked = json.load(sys.stdin)\nshutil.copy(asked['input'], asked['output'])\n"
    )
    settings = folder / "studio.toml"
    settings.write_text(
        f'lip_sync = "sync/lipsync-2"\n{settings.read_text()}\n[providers.sync]\nbase_url = "{fake.base_url("sync")}"\n'
        f'[passes.command]\ncommand = "{shlex.join((sys.executable, str(grade)))}"\nstep = "grade"\n'
    )
    done = _run("finish", slate, "-C", str(folder))
    assert done.returncode == 0, done.stderr
    made = sorted(file.name for file in (folder / "takes").rglob("*_0?.mp4"))
    assert [name.partition("_t03_")[2] for name in made] == ["grade_02.mp4", "sync_01.mp4"]
    assert [job.provider for job in fake.books.jobs] == ["sync"]
    timeline = (folder / "film.otio").read_text()
    assert "grade_02.mp4" in timeline
    frames = {probe(file).frames for file in (folder / "takes").rglob("*_t03*.mp4")}
    assert len(frames) == 1
    assert "sync" in _run("report", "-C", str(folder)).stdout or "$0." in _run("report", "-C", str(folder)).stdout
    again = _run("finish", slate, "-C", str(folder))
    assert again.returncode == 0
    assert "nothing" in again.stdout
    assert len(fake.books.jobs) == 1


def test_a_final_take_is_asked_for_once_however_often_finish_is_typed(tmp_path: Path) -> None:
    script, folder = begin(tmp_path), tmp_path / "small"
    assert _run("produce", str(script)).returncode == 0
    slate = _speaking_shot(folder)
    assert _run("circle", f"{slate}-1", "-C", str(folder)).returncode == 0
    settings = folder / "studio.toml"
    settings.write_text(f'final = "runway/gen4.5"\napprove = []\n{settings.read_text()}')
    for _ in range(2):
        _run("finish", slate, "-C", str(folder))
    with look_into(ProductionFolder.open(folder)) as office:
        production, planned = office.standing()
        (node,) = (node for node in planned.nodes if node.kind == "clip" and node.name == slate)
        assert node.orders == ("runway/gen4.5",)
        asked = [verdict for verdict in production.said_of(node.subject) if verdict.ruling == Ruling.RETAKEN]
    assert [verdict.note for verdict in asked] == ["final"]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = studio(*arguments, environment={"SYNC_API_KEY": "key_of_the_test"})
    assert "Traceback" not in done.stderr, done.stderr
    return done


def _speaking_shot(folder: Path) -> str:
    rows = json.loads(_run("shots", "--json", "-C", str(folder)).stdout)
    return next(str(row["slate"]) for row in rows if row["lines"])


def test_a_version_has_a_name_people_can_say() -> None:
    version = Version(
        shot="sh0001", slate="12A", take=3, steps=("sync", "upscale"), file="", sha256="", frames=1, handles=0,
        content="", renderer="",
    )  # fmt: skip
    assert version.name == "12A-3 sync upscale"


def test_versions_are_listed_with_their_take(filmed: Production) -> None:
    node = _speaking(filmed, HOSTED)
    assert node.pick is not None
    chosen = with_ruling(filmed, node, Ruling.CIRCLED, "take", node.pick.take.number)
    offer = _finish(node.subject)
    done = _came(chosen, owed(chosen, offer, "pass")[0])
    told = {view.take: view.versions for view in take_views(done, plan(done, offer))}
    assert told.pop(node.pick.take.name) == (f"{node.pick.take.name} sync",)
    assert set(told.values()) == {()}
