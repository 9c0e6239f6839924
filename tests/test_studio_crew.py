"""Workers that stand still: told and ended, whatever holds them; those that are slow are waited for.

Each of these would otherwise be waited for for ever.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from studio_film import is_gone
from test_studio_farm import job_of
from toy_renderer import install_toy, notes

from renderers.media.read import probe
from studio import farm
from studio.blame import Outcome
from studio.crew import Patience
from studio.vitals import vitals_of
from studio.worker import ClipJob

SHORT = Patience(look=0.2, tells=0.5, ends=2.0)


def _toy(folder: Path, slate: str, action: str = "") -> ClipJob:
    job = job_of(folder, folder / "none.py", slate)
    shot = job.recipe.shot.model_copy(update={"action": action})
    return job.model_copy(
        update={"recipe": job.recipe.model_copy(update={"shot": shot, "renderer": "toy", "options": ()})}
    )


def _run(jobs: list[ClipJob], patience: Patience = SHORT) -> tuple[dict[str, Outcome], list[str]]:
    said: list[str] = []
    run = farm.run(jobs, len(jobs), 2, lambda step: None, said.append, patience)
    outcomes = {outcome.job.name: outcome for outcome in run}
    assert set(outcomes) == {job.name for job in jobs}
    return outcomes, said


def test_a_renderer_that_sleeps_for_ever_is_told_and_ended_and_all_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_toy(tmp_path, monkeypatch)
    outcomes, said = _run([_toy(tmp_path, "1", "sleeps"), *(_toy(tmp_path, slate) for slate in ("2", "3", "4"))])
    assert "gave no sign of life for 2 s and was ended" in outcomes["1"].error
    assert not outcomes["1"].lasting
    assert [name for name, outcome in outcomes.items() if outcome.error] == ["1"]
    assert probe(tmp_path / "4.mp4").frames == 12
    assert any(row.startswith("1: its worker gives no sign of life (process ") for row in said)


def test_two_that_stand_still_at_once_take_nobody_with_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_toy(tmp_path, monkeypatch)
    outcomes, _ = _run([_toy(tmp_path, "1", "sleeps"), _toy(tmp_path, "2", "is stopped"), _toy(tmp_path, "3")])
    assert all("no sign of life" in outcomes[name].error for name in ("1", "2"))
    assert outcomes["3"].made


def test_a_worker_that_somebody_stopped_is_told_with_what_lets_it_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_toy(tmp_path, monkeypatch)
    (job, said) = (_toy(tmp_path, "1", "is stopped"), list[str]())

    def let_go_on(words: str) -> None:
        said.append(words)
        os.kill(int(words.partition("kill -CONT ")[2].split()[0]), signal.SIGCONT)

    (outcome,) = farm.run([job], 1, 2, lambda step: None, let_go_on, SHORT.model_copy(update={"ends": 0.0}))
    assert outcome.made
    assert len(said) == 1


@pytest.mark.parametrize("conduct", ["computes", "tells how far it is"])
def test_who_is_slow_is_not_at_a_standstill(conduct: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_toy(tmp_path, monkeypatch)
    outcomes, _ = _run([_toy(tmp_path, "1", conduct)], SHORT.model_copy(update={"ends": 3.0}))
    assert outcomes["1"].made, outcomes["1"].error


def test_a_worker_whose_child_outlives_it_is_found_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child holds the pipes that would tell of its end."""
    marks = install_toy(tmp_path, monkeypatch)
    outcomes, _ = _run([_toy(tmp_path, "1", "leaves a child"), _toy(tmp_path, "2")], Patience(look=0.2))
    assert [outcome.error for outcome in outcomes.values() if outcome.error] == []
    for child in notes(marks, "children"):
        os.kill(int(child), signal.SIGKILL)


@pytest.mark.parametrize("conduct", ["sleeps", "is stopped"])
def test_a_run_that_is_left_waits_for_no_worker(conduct: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = install_toy(tmp_path, monkeypatch)
    # More is sent along than a pipe takes at once.
    ahead = (_toy(tmp_path, "3", "x" * 1000).recipe,) * 500
    jobs = [_toy(tmp_path, slate, conduct).model_copy(update={"ahead": ahead}) for slate in ("1", "2")]
    run = farm.run([_toy(tmp_path, "4"), *jobs], 3, 2, lambda step: None)
    assert next(run).job.name == "4"
    until = time.monotonic() + 60
    while len(notes(marks, "made")) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    run.close()
    assert all(is_gone(int(row.split()[0])) for row in notes(marks, "made"))


_SLEEPS = """import os, pathlib, time
pathlib.Path({mark!r}).write_text(str(os.getpid()))
time.sleep(3600)
"""


def _sleeping_program(folder: Path) -> tuple[ClipJob, Path]:
    program, mark = folder / "sleeps.py", folder / "mark"
    program.write_text(_SLEEPS.format(mark=str(mark)))
    job = job_of(folder, program, "1")
    command = (("command", shlex.join((sys.executable, str(program)))),)
    return job.model_copy(update={"recipe": job.recipe.model_copy(update={"options": command})}), mark


def _process_in(mark: Path) -> int:
    until = time.monotonic() + 60
    while not (mark.exists() and mark.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    return int(mark.read_text())


_OFFICE = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
from test_studio_crew import _sleeping_program
from studio import farm
if __name__ == "__main__":
    list(farm.run([_sleeping_program(Path({folder!r}))[0]], 1, 1, lambda step: None))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_program_ends_with_the_office_however_that_ends(number: int, tmp_path: Path) -> None:
    office, mark = tmp_path / "office.py", tmp_path / "mark"
    office.write_text(_OFFICE.format(path=[str(Path(__file__).parent)], folder=str(tmp_path)))
    with subprocess.Popen([sys.executable, str(office)], stderr=subprocess.DEVNULL) as running:
        process = _process_in(mark)
        running.send_signal(number)
        running.wait(60)
    assert is_gone(process)


def test_the_vitals_of_a_process_are_those_of_all_it_started() -> None:
    busy = "import time\nwhile True: sum(range(1000))"
    starts = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])"
    with subprocess.Popen([sys.executable, "-c", starts], start_new_session=True) as running:
        until = time.monotonic() + 60
        while vitals_of([running.pid])[running.pid].cpu < 1.0 and time.monotonic() < until:
            time.sleep(0.1)
        assert vitals_of([running.pid])[running.pid].cpu >= 1.0
        running.send_signal(signal.SIGSTOP)
        while not vitals_of([running.pid])[running.pid].stopped and time.monotonic() < until:
            time.sleep(0.05)
        assert vitals_of([running.pid, 1 << 30]).keys() == {running.pid}
        os.killpg(running.pid, signal.SIGKILL)
