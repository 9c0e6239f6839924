"""A renderer for tests of the farm, registered as anybody's is: one file and one entry point.

What it does wrong, the first time or always, is told by the words of the shot's action.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from studio_film import dismiss_workers

_MODULE = '''
"""A toy."""

import os
import signal
import time
from pathlib import Path

import numpy as np

from renderers.interface import Readiness, Rendered, Renderer
from renderers.media.write import TakeWriter
from shots.recipe import Limits

MARKS = Path({marks!r})


class Unsendable(Rendered):
    """An answer on whose way the worker dies."""

    def __reduce__(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Toy(Renderer):
    """Notes where it was loaded and what it made."""

    name = "toy"
    revision = "1"

    def __init__(self):
        self._loads = _note("loaded", str(os.getpid()))

    def set_up(self, options):
        self._options = options

    def check(self):
        return Readiness(ready=True)

    def limits(self):
        return Limits()

    def render(self, recipe, to, progress):
        asked, first = recipe.shot.action, not (MARKS / recipe.shot.slate).exists()
        _note("made", f"{{os.getpid()}} {{recipe.shot.slate}}")
        if os.environ.get("TOY_FAILS") or (MARKS / f"bad {{os.getpid()}}").exists():
            raise RuntimeError("the card is lost")
        if "loses its card" in asked:
            (MARKS / f"bad {{os.getpid()}}").touch()
        while "waits" in asked and not (MARKS / "go").exists():
            time.sleep(0.05)
        if "sleeps" in asked:
            time.sleep(3600)
        if "is stopped" in asked:
            os.kill(os.getpid(), signal.SIGSTOP)
        if "computes" in asked:
            until = time.process_time() + 3.5
            while time.process_time() < until:
                sum(range(10000))
        if "tells" in asked:
            for number in range(50):
                progress(number, 1000)
                time.sleep(0.1)
        if "leaves a child" in asked and first:
            (MARKS / recipe.shot.slate).touch()
            if not (child := os.fork()):
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                time.sleep(3600)
            _note("children", str(child))
            os.kill(os.getpid(), signal.SIGKILL)
        if "memory" in asked:
            raise MemoryError("no room for the model")
        if "dies" in asked and (first or "always" in asked):
            (MARKS / recipe.shot.slate).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        shade = 40
        for guide in recipe.guides:
            shade += sum(Path(guide.file).read_bytes()) % 100
        with TakeWriter(to, recipe.picture) as writer:
            for number in range(recipe.total_frames):
                height, width = recipe.picture.height, recipe.picture.width
                writer.write(np.full((height, width, 4), min(250, shade + 8 * number), np.uint8))
                progress(number + 1, recipe.total_frames)
        answer = Unsendable if "lost" in asked and first else Rendered
        (MARKS / recipe.shot.slate).touch()
        return answer(frames=recipe.total_frames, handles=recipe.handles)


def _note(what, words):
    with (MARKS / what).open("a") as file:
        file.write(words + "\\n")
'''


def install_toy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the renderer `toy` be found by this process and its children; returns the folder of what it notes.

    Its notes are `loaded`, a process a row, and `made`, a process and a slate a row.
    """
    dismiss_workers()
    marks, place = folder / "marks", folder / "plugin"
    marks.mkdir()
    (place / "toy_of_the_tests-1.dist-info").mkdir(parents=True)
    (place / "toy_of_the_tests.py").write_text(_MODULE.format(marks=str(marks)))
    (place / "toy_of_the_tests-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: toy-of-the-tests\nVersion: 1\n"
    )
    (place / "toy_of_the_tests-1.dist-info" / "entry_points.txt").write_text(
        "[studio.renderers]\ntoy = toy_of_the_tests:Toy\n"
    )
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(place), *filter(None, sys.path)]))
    return marks


def notes(marks: Path, what: str) -> list[str]:
    """What it noted so far."""
    file = marks / what
    return file.read_text().splitlines() if file.exists() else []
