"""Workers that die, and programs that fail: who is held to account, and that all others go on."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from toy_renderer import install_toy, notes

from bible.entries import Hour, Location, Weather
from bible.script import Setting
from renderers.interface import Rendered
from renderers.media.read import probe
from renderers.media.write import TakeWriter
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size
from studio import farm
from studio.attempt import Attempt, AttemptState
from studio.blame import Outcome
from studio.worker import ClipJob, Step

PICTURE = PictureFormat(width=96, height=54, rate=Rate(numerator=24))
PROGRAM = """import json, os, pathlib, shutil, signal, sys
asked = json.load(sys.stdin)
mark = pathlib.Path({mark!r}) / asked["slate"]
{conduct}
shutil.copy({film!r}, asked["output"])
"""
DIES = 'if asked["slate"] == "2": os.kill(os.getppid(), signal.SIGKILL)'
DIES_ONCE = 'if asked["slate"] == "2" and not mark.exists(): mark.touch(); os.kill(os.getppid(), signal.SIGKILL)'
FAILS = 'print("openjd_fail: no paper left"); sys.exit(1)'


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("farm") / "film.mp4"
    with TakeWriter(file, PICTURE) as writer:
        for number in range(12):
            writer.write(np.full((54, 96, 4), 60 + 8 * number, np.uint8))
    return file


def _jobs(folder: Path, film: Path, conduct: str, count: int = 4) -> list[ClipJob]:
    program = folder / "program.py"
    program.write_text(PROGRAM.format(mark=str(folder), conduct=conduct, film=str(film)))
    return [job_of(folder, program, str(number)) for number in range(1, count + 1)]


def job_of(folder: Path, program: Path, slate: str) -> ClipJob:
    recipe = Recipe(
        shot=Shot(id=f"sh{slate}", slate=slate, scene="S0001", framing=Framing.SINGLE, size=Size.CU), cast=(),
        location=Location(token="@QUAY", name="QUAY", kind="quay", setting=Setting.EXT), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PICTURE, frames=12, handles=0, renderer="command", revision="1", take=1,
        options=(("command", shlex.join((sys.executable, str(program)))),),
    )  # fmt: skip
    attempt = Attempt(
        id=int(slate), kind="clip", subject=f"sh{slate}", number=1, files=(f"{slate}.mp4",), content="c",
        state=AttemptState.INTENDED,
    )  # fmt: skip
    return ClipJob(attempt=attempt, name=slate, recipe=recipe, to=folder / f"{slate}.mp4")


def _run(jobs: list[ClipJob]) -> tuple[dict[str, Outcome], list[Step]]:
    steps: list[Step] = []
    outcomes = {outcome.job.name: outcome for outcome in farm.run(jobs, len(jobs), 2, steps.append)}
    assert set(outcomes) == {job.name for job in jobs}
    return outcomes, steps


def test_a_shot_that_kills_every_worker_is_given_up_and_all_others_are_made(film: Path, tmp_path: Path) -> None:
    outcomes, _ = _run(_jobs(tmp_path, film, DIES))
    assert "its worker died twice" in outcomes["2"].error
    assert outcomes["2"].lasting
    for name in ("1", "3", "4"):
        assert isinstance(outcomes[name].made, Rendered), outcomes[name].error
        assert probe(tmp_path / f"{name}.mp4").frames == 12


def test_a_worker_that_dies_in_mid_shot_costs_one_more_try(film: Path, tmp_path: Path) -> None:
    outcomes, _ = _run(_jobs(tmp_path, film, DIES_ONCE))
    assert [outcome.error for outcome in outcomes.values() if outcome.error] == []
    assert (tmp_path / "2").exists()


def test_where_everything_fails_each_shot_says_why_and_the_run_ends(film: Path, tmp_path: Path) -> None:
    outcomes, _ = _run(_jobs(tmp_path, film, FAILS, count=3))
    assert all("no paper left" in outcome.error and outcome.lasting for outcome in outcomes.values())
    assert not list(tmp_path.glob("*.mp4"))


def test_every_take_tells_how_far_it_is_to_its_end(film: Path, tmp_path: Path) -> None:
    _, steps = _run(_jobs(tmp_path, film, "pass", count=2))
    assert {step.name for step in steps if step.done == step.total} == {"1", "2"}


def test_a_crew_that_is_kept_tells_every_step_before_its_run_ends(film: Path, tmp_path: Path) -> None:
    def slowly(step: Step) -> None:
        time.sleep(0.05)
        steps.append(step)

    steps: list[Step] = []
    with farm.keeping_workers():
        jobs = _jobs(tmp_path, film, "pass", count=2)
        assert all(outcome.made for outcome in farm.run(jobs, len(jobs), 2, slowly))
        assert {step.name for step in steps if step.done == step.total} == {"1", "2"}


def _toy_job(folder: Path, slate: str, action: str = "") -> ClipJob:
    job = job_of(folder, folder / "none.py", slate)
    shot = job.recipe.shot.model_copy(update={"action": action})
    return job.model_copy(
        update={"recipe": job.recipe.model_copy(update={"shot": shot, "renderer": "toy", "options": ()})}
    )


def test_a_take_whose_answer_is_lost_on_its_way_is_made_again_and_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies after the film is whole and before anybody was told: nothing on the disk counts by itself."""
    marks = install_toy(tmp_path, monkeypatch)
    outcomes, _ = _run([_toy_job(tmp_path, "1"), _toy_job(tmp_path, "2", "its answer is lost")])
    assert [outcome.error for outcome in outcomes.values() if outcome.error] == []
    assert [row.split()[1] for row in notes(marks, "made")].count("2") == 2
    assert probe(tmp_path / "2.mp4").frames == 12


def test_a_shot_for_which_there_is_no_memory_is_told_and_all_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_toy(tmp_path, monkeypatch)
    outcomes, _ = _run([_toy_job(tmp_path, "1", "memory"), *(_toy_job(tmp_path, slate) for slate in ("2", "3"))])
    assert outcomes["1"].error == "MemoryError: no room for the model"
    assert not outcomes["1"].lasting
    assert [name for name, outcome in outcomes.items() if outcome.error] == ["1"]


def test_a_worker_that_fails_everything_from_then_on_is_replaced_and_no_shot_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card that faults once is lost to the process that used it: what it is given then fails, whatever it is."""
    marks = install_toy(tmp_path, monkeypatch)
    jobs = [_toy_job(tmp_path, "1", "loses its card"), *(_toy_job(tmp_path, str(number)) for number in range(2, 7))]
    said: list[str] = []
    outcomes = list(farm.run(jobs, len(jobs), 1, lambda step: None, said.append))
    assert {outcome.job.name: outcome.error for outcome in outcomes} == dict.fromkeys("123456", "")
    (told,) = said
    assert "2, 3, 4: RuntimeError: the card is lost" in told
    assert len(notes(marks, "loaded")) == 2


def test_work_that_goes_one_by_one_is_one_workers_however_many_wait(film: Path, tmp_path: Path) -> None:
    """A video model fills a card: two workers would each load it."""
    conduct = 'with open(mark.parent / "workers", "a") as told: print(os.getppid(), file=told)'
    with farm.keeping_workers():
        _run(_jobs(tmp_path, film, "pass"))
        for _ in range(2):
            jobs = _jobs(tmp_path, film, conduct)
            assert all(outcome.made for outcome in farm.run(jobs, len(jobs), 1, lambda step: None))
    told = (tmp_path / "workers").read_text().split()
    assert len(told) == 8
    assert len(set(told)) == 1
