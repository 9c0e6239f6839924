"""Work on Ray, a real one started here: the same takes, models that stay loaded, deaths laid to the right shot."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
from studio_film import begin, fingerprints, studio
from toy_renderer import install_toy, notes

from bible.entries import Hour, Location, Weather
from bible.errors import SettingsError
from bible.script import Setting
from renderers.interface import Rendered
from shots.rate import Rate
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Framing, Shot, Size
from studio import farm, ray_actor, ray_farm
from studio.attempt import Attempt, AttemptState
from studio.blame import DIED_TWICE, Outcome
from studio.worker import ClipJob, Step

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'film-studio[ray]'")

SHORT = "Title: Short\n\nEXT. HARBOUR - DAWN\n\nNORA\nEarly.\n"
PATIENCE = 120
"""Seconds within which a machine comes, leaves, or what is left to do is done."""
PICTURE = PictureFormat(width=96, height=54, rate=Rate(numerator=24))


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The notes of a renderer that actors find; one Ray for all tests, since it takes seconds to start."""
    # Where Rays note what runs here may be another person's. A short path: Ray's sockets lie in it.
    place = tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True)
    with place as own, pytest.MonkeyPatch.context() as patch, ray_farm.keeping_actors():
        patch.setenv("RAY_TMPDIR", own)
        # Some other Ray that a person uses is none of ours where the settings say `local`.
        patch.setenv("RAY_ADDRESS", "127.0.0.1:1")
        yield install_toy(tmp_path_factory.mktemp("ray"), patch)


def _job(folder: Path, number: int, action: str = "", guide: Path | None = None) -> ClipJob:
    slate = str(number)
    guides = (Guide(kind="keyframe", file=str(guide), sha256="0" * 64),) if guide is not None else ()
    recipe = Recipe(
        shot=Shot(id=f"sh{slate}", slate=slate, scene="S0001", framing=Framing.SINGLE, size=Size.CU, action=action),
        cast=(), location=Location(token="@QUAY", name="QUAY", kind="quay", setting=Setting.EXT), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PICTURE, frames=12, handles=0, renderer="toy", revision="1", take=1,
        guides=guides,
    )  # fmt: skip
    attempt = Attempt(
        id=number, kind="clip", subject=f"sh{slate}", number=1, files=(f"{slate}.mp4",), content="c",
        state=AttemptState.INTENDED,
    )  # fmt: skip
    return ClipJob(attempt=attempt, name=slate, recipe=recipe, to=folder / f"{slate}.mp4")


def _run(jobs: list[ClipJob], workers: int = 1) -> tuple[dict[str, Outcome], list[Step]]:
    steps: list[Step] = []
    run = ray_farm.farm_at(ray_farm.HERE).run(jobs, len(jobs), workers, steps.append)
    return {outcome.job.name: outcome for outcome in run}, steps


def test_takes_are_those_of_the_farms_own_processes_and_a_model_is_loaded_once(toy: Path, tmp_path: Path) -> None:
    (tmp_path / "keyframe.png").write_bytes(b"what the take starts from")
    here, there = tmp_path / "processes", tmp_path / "ray"
    for place in (here, there):
        place.mkdir()
    jobs = {place: [_job(place, n, guide=tmp_path / "keyframe.png") for n in (1, 2, 3)] for place in (here, there)}
    assert all(outcome.made for outcome in farm.run(jobs[here], 3, 1, lambda step: None))
    loaded = len(notes(toy, "loaded"))
    first, steps = _run(jobs[there][:2])
    second, _ = _run(jobs[there][2:])
    assert all(isinstance(outcome.made, Rendered) for outcome in (*first.values(), *second.values()))
    for name in ("1.mp4", "2.mp4", "3.mp4"):
        assert (
            hashlib.sha256((there / name).read_bytes()).digest() == hashlib.sha256((here / name).read_bytes()).digest()
        )
    # None was loaded where an actor waits that other tests left.
    assert len(notes(toy, "loaded")) <= loaded + 1, "the model was loaded again between shots or runs"
    assert {step.name for step in steps if step.done == step.total} == {"1", "2"}


def test_a_worker_that_dies_is_not_a_job_that_fails(
    toy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = [
        _job(tmp_path, 11, "dies once"), _job(tmp_path, 12, "dies always"), _job(tmp_path, 13, "memory"),
        _job(tmp_path, 14), _job(tmp_path, 15, guide=tmp_path / "none.png"), _job(tmp_path / "no folder", 16),
    ]  # fmt: skip
    outcomes, _ = _run(jobs)
    assert set(outcomes) == {"11", "12", "13", "14", "15", "16"}
    made = [row.split()[1] for row in notes(toy, "made")]
    assert (made.count("11"), made.count("12"), made.count("13")) == (2, 2, 1)
    assert isinstance(outcomes["11"].made, Rendered)
    assert outcomes["12"].error == DIED_TWICE
    assert outcomes["13"].error == "MemoryError: no room for the model"
    assert isinstance(outcomes["14"].made, Rendered)
    assert "none.png" in outcomes["15"].error
    assert "16.mp4" in outcomes["16"].error  # it came back, and cannot be written here
    assert sorted(file.name for file in tmp_path.glob("*.mp4")) == ["11.mp4", "14.mp4"]
    assert capfd.readouterr().out == ""  # a command's output is for its results


@contextlib.contextmanager
def _second_machine(environment: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A second machine of the same Ray: its id, and what runs it, in a process group of its own."""
    import ray

    ray_farm.farm_at(ray_farm.HERE)
    before = {each["NodeID"] for each in ray.nodes()}
    start = [str(Path(sys.executable).parent / "ray"), "start", f"--address={ray.get_runtime_context().gcs_address}"]
    limits = ["--num-cpus=1", "--object-store-memory=80000000", "--block"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    node = subprocess.Popen([*start, *limits], env={**os.environ, **environment}, **quiet)
    try:
        until = time.monotonic() + PATIENCE
        while not (new := [each for each in ray.nodes() if each["Alive"] and each["NodeID"] not in before]):
            assert node.poll() is None, "the second machine ended"
            assert time.monotonic() < until, "the second machine never came"
            time.sleep(0.1)
        yield str(new[0]["NodeID"]), node
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(node.pid, signal.SIGKILL)
        node.wait()


@pytest.fixture
def bad_machine(toy: Path) -> Iterator[str]:
    """A second machine on which the renderer of the tests fails at everything."""
    with _second_machine({"TOY_FAILS": "1"}) as (name, _):
        yield name


def _lives(machine: str) -> bool:
    import ray

    return any(each["Alive"] for each in ray.nodes() if each["NodeID"] == machine)


def test_what_a_machine_that_leaves_had_in_work_is_made_by_those_that_stay(toy: Path, tmp_path: Path) -> None:
    """The fresh actor finds no core, for the others hold theirs: the job goes to the first of them that is free."""
    (toy / "go").unlink(missing_ok=True)
    jobs = [_job(tmp_path, number, "waits") for number in (41, 42, 43)]
    outcomes: list[Outcome] = []
    with _second_machine({}) as (machine, process):

        def leaves() -> None:
            until = time.monotonic() + PATIENCE
            while sum(row.split()[1] in {"41", "42", "43"} for row in notes(toy, "made")) < 3:
                assert process.poll() is None, "the second machine ended"
                assert time.monotonic() < until, "three were never at work"
                time.sleep(0.05)
            os.killpg(process.pid, signal.SIGKILL)
            while _lives(machine) and time.monotonic() < until:
                time.sleep(0.05)

        def work() -> None:
            outcomes.extend(ray_farm.farm_at(ray_farm.HERE).run(jobs, 3, 0, lambda step: None))

        working = threading.Thread(target=work, daemon=True)
        working.start()
        try:
            leaves()
        finally:
            # Whatever came of it: actors that wait for ever would hold the cores of all other tests.
            (toy / "go").touch()
            working.join(PATIENCE)
    assert {outcome.job.name: outcome.error for outcome in outcomes} == {"41": "", "42": "", "43": ""}


def test_a_machine_that_fails_everything_is_given_no_more_and_no_shot_is_lost(
    toy: Path, tmp_path: Path, bad_machine: str
) -> None:
    """The good machine takes its time until the bad one, which may be slow to come, had its share and was given up."""
    (toy / "go").unlink(missing_ok=True)
    jobs = [_job(tmp_path, number, "waits") for number in range(21, 30)]
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        (toy / "go").touch()

    run = ray_farm.farm_at(ray_farm.HERE).run(jobs, len(jobs), 0, lambda step: None, say)
    assert {outcome.job.name: outcome.error for outcome in run} == dict.fromkeys(map(str, range(21, 30)), "")
    (told,) = said
    assert "is given no more" in told
    assert "the card is lost" in told


def test_an_actor_that_fails_everything_from_then_on_is_replaced_on_the_only_machine(toy: Path, tmp_path: Path) -> None:
    jobs = [_job(tmp_path, 31, "loses its card"), *(_job(tmp_path, number) for number in range(32, 37))]
    said: list[str] = []
    run = ray_farm.farm_at(ray_farm.HERE).run(jobs, len(jobs), 1, lambda step: None, said.append)
    assert {outcome.job.name: outcome.error for outcome in run} == dict.fromkeys(map(str, range(31, 37)), "")
    (told,) = said
    assert "failed 3 times in a row, a fresh one goes on" in told
    assert "the card is lost" in told


def test_an_actor_with_another_studio_says_so(tmp_path: Path) -> None:
    actor = ray_actor.RayActor("99.1")
    with pytest.raises(SettingsError, match="is installed on a machine") as raised:
        actor.work(ray_actor.packed(_job(tmp_path, 1)))
    assert "99.1" in raised.value.cure


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:1", "ray://127.0.0.1:1", "127.0.0.1:99999"])
def test_a_ray_that_is_not_there_is_told_at_once(address: str) -> None:
    with pytest.raises(SettingsError, match="cannot be used") as raised:
        ray_farm.RayFarm(address)
    assert "ray in studio.toml" in str(raised.value)


def test_a_film_is_made_on_ray_and_is_the_same(toy: Path, tmp_path: Path) -> None:
    """Through the command line: the setting is all it takes, and every take and recording is the same to the bit."""
    here, there = tmp_path / "processes", tmp_path / "ray"
    made = {}
    for place, setting in ((here, ""), (there, 'ray = "local"\nworkers = 1\n')):
        script = begin(place)
        script.write_text(SHORT)
        settings = place / "small" / "studio.toml"
        settings.write_text(setting + settings.read_text())
        done = studio("produce", str(script), "--until", "takes")
        assert done.returncode == 0, done.stderr
        prints = fingerprints(place / "small")
        made[place] = {path: prints[path] for path in prints if path.startswith(("takes/", "sound/"))}
    assert made[there] == made[here]
    assert len(made[here]) > 2
