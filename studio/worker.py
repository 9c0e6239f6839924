"""What a worker process does: loads a renderer or a voice engine once, and makes what it is told to make."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from bible.errors import RenderError, StudioError
from bible.model import Frozen
from renderers.interface import Pass, Rendered, Renderer, Speech, StillRenderer, VoiceEngine
from shots.recipe import Recipe
from shots.recording import Recording
from shots.take import Version
from studio.attempt import Attempt
from studio.plugins import load_engine, load_pass, load_renderer, load_still_renderer


class ClipJob(Frozen):
    """A take to be rendered."""

    kind: Literal["clip"] = "clip"
    attempt: Attempt
    name: str
    recipe: Recipe
    to: Path
    ahead: tuple[Recipe, ...] = ()
    """With the first take of a renderer: all it is about to be given."""


class StillJob(Frozen):
    """A still to be drawn."""

    kind: Literal["still"] = "still"
    attempt: Attempt
    name: str
    recipe: Recipe
    to: Path


class PassJob(Frozen):
    """A step to be taken on a take."""

    kind: Literal["pass"] = "pass"
    attempt: Attempt
    name: str
    pass_name: str
    recipe: Recipe
    film: Path
    version: Version
    """What comes of it, but for its file."""
    to: Path


class RecordingJob(Frozen):
    """A line to be spoken."""

    kind: Literal["recording"] = "recording"
    attempt: Attempt
    name: str
    engine: str
    speech: Speech
    to: Path


Job = ClipJob | StillJob | PassJob | RecordingJob
Made = Rendered | Recording


class Step(Frozen):
    """How far a job has come."""

    name: str
    done: int
    total: int


class Begun(Frozen):
    """A process took up a job."""

    process: int
    attempt: int


class Answer(Frozen):
    """What came of a job, and which process did it."""

    process: int
    made: Made | None = None
    error: str = ""
    lasting: bool = False
    """The same again would end in the same error."""


class _EndedError(BaseException):
    """The worker is told to end: what is being made is left, with the programs that make it."""


_steps: Connection | None = None
_at_work = False
_LAST_WORDS = 2.0
"""Seconds to end in order once the office is gone."""


def start_worker(steps: Connection) -> None:
    """Prepare a fresh worker: where it reports to, and that it ends when it is told to or when the office ends."""
    global _steps
    _steps = steps
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_the_office, daemon=True).start()


def work(job: Job, told: Callable[[Step], None] | None = None) -> Made:
    """Do one job; `told` hears how far it is, or else the pipe of `start_worker`. Raises what its maker raises."""
    job.to.unlink(missing_ok=True)
    if isinstance(job, RecordingJob):
        return _engine(job.engine).speak(job.speech, job.to)

    def tell(done: int, total: int) -> None:
        step = Step(name=job.name, done=done, total=total)
        if told is not None:
            told(step)
        elif _steps is not None:
            _steps.send(step)

    if isinstance(job, StillJob):
        return _still_renderer(job.recipe.renderer).draw(job.recipe, job.to, tell)
    if isinstance(job, PassJob):
        step = _pass(job.pass_name)
        step.set_up(job.recipe.options)
        return step.apply(job.film, job.recipe, job.to, tell)
    renderer = _renderer(job.recipe.renderer)
    if job.ahead:
        renderer.prepare(job.ahead)
    return renderer.render(job.recipe, job.to, tell)


def answer(job: Job) -> Answer:
    """Do one job; whatever its maker raises becomes words, since not every error can be sent."""
    global _at_work
    _at_work = True
    try:
        if _steps is not None:
            _steps.send(Begun(process=os.getpid(), attempt=job.attempt.id))
        return Answer(process=os.getpid(), made=work(job))
    except _EndedError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 (anything at all may be wrong with a renderer of somebody's)
        return Answer(process=os.getpid(), error=told(error), lasting=isinstance(error, RenderError))
    finally:
        _at_work = False


def told(error: BaseException) -> str:
    """An error in one line: ours as they are, others with their kind."""
    return str(error) if isinstance(error, StudioError) else f"{type(error).__name__}: {error}"


def _end(number: int, frame: object) -> None:
    """SIGTERM: what is at work is broken off as by an error, so that nothing it started is left running."""
    if _at_work:
        raise _EndedError
    os._exit(1)


def _end_with_the_office() -> None:
    office = multiprocessing.parent_process()
    if office is not None:
        office.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_LAST_WORDS)
        os._exit(1)


@functools.cache
def _renderer(name: str) -> Renderer:
    return load_renderer(name)


@functools.cache
def _still_renderer(name: str) -> StillRenderer:
    return load_still_renderer(name)


@functools.cache
def _pass(name: str) -> Pass:
    return load_pass(name)


@functools.cache
def _engine(name: str) -> VoiceEngine:
    return load_engine(name)
