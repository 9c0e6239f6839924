"""The farm's workers: they end with a run, or wait for the next one where that is asked."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from renderers.interface import Speech
from renderers.voices.tones import Tones
from studio import farm
from studio.production import Attempt, AttemptState
from studio.worker import RecordingJob, Step


def job(folder: Path, number: int) -> RecordingJob:
    attempt = Attempt(
        id=number, kind="recording", subject=f"L{number:04d}", number=1, files=(f"sound/{number}.wav",), content="",
        state=AttemptState.INTENDED,
    )  # fmt: skip
    speech = Speech(line=f"L{number:04d}", text="You're early.", voice=Tones().voices()[0].name)
    return RecordingJob(attempt=attempt, name=str(number), engine="tones", speech=speech, to=folder / f"{number}.wav")


def make(folder: Path, *numbers: int) -> set[int | None]:
    """Record some lines; returns the processes that are there afterwards."""
    outcomes = list(farm.run([job(folder, each) for each in numbers], len(numbers), 1, lambda step: None))
    assert [outcome.error for outcome in outcomes] == [""] * len(numbers)
    return {process.pid for process in multiprocessing.active_children()}


def test_workers_end_with_their_run(tmp_path: Path) -> None:
    assert make(tmp_path, 1) == set()


def test_workers_wait_for_the_next_run_where_that_is_asked(tmp_path: Path) -> None:
    with farm.keeping_workers():
        first = make(tmp_path, 1)
        assert len(first) == 1
        assert make(tmp_path, 2, 3) == first
        assert all((tmp_path / f"{number}.wav").exists() for number in (1, 2, 3))
    assert not multiprocessing.active_children()


def test_a_run_that_is_left_half_way_ends_its_workers(tmp_path: Path) -> None:
    told: list[Step] = []
    with farm.keeping_workers():
        running = farm.run([job(tmp_path, each) for each in (1, 2, 3)], 3, 1, told.append)
        next(running)
        running.close()  # type: ignore[attr-defined]
        assert not multiprocessing.active_children()
        assert len(make(tmp_path, 4)) == 1
