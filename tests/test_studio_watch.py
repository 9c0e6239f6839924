"""Watching a script: every save is made and cut in; what is broken for a while is told and stops nothing."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest
from studio_film import SCRIPT, begin, studio, under_way

from studio.drafting import NewDraft
from studio.folder import ProductionFolder
from studio.office import Office
from studio.progress import Quiet
from studio.watch import Round, produce_once, saves, watch_script

TRUNCATED = SCRIPT[: SCRIPT.index("IKE, 11")]


def heard(office: Office, new: NewDraft) -> None:
    """Nobody needs to be told."""


@pytest.fixture
def stop() -> Iterator[Event]:
    event = Event()
    yield event
    event.set()


def test_each_save_is_one_round_and_broken_ones_are_told(tmp_path: Path, stop: Event) -> None:
    script = begin(tmp_path)
    folder = ProductionFolder(tmp_path / "small")
    rounds = watch_script(folder, script, Quiet(), heard, stop)

    def saved(text: str) -> Round:
        script.write_text(text)
        return next(rounds)

    first = next(rounds)
    assert first.summary is not None
    assert first.summary.cut == 1
    assert "empty" in saved("").error
    assert "binary" in saved("x\x00y").error
    # A file saved by half, and whole the moment after: nothing is made twice.
    assert saved(TRUNCATED).summary is not None
    back = saved(SCRIPT)
    assert back.summary is not None
    assert (back.summary.recordings, back.summary.takes) == (0, 0)
    edited = saved(SCRIPT.replace("I didn't sleep.", "I couldn't sleep."))
    assert edited.summary is not None
    assert (edited.summary.recordings, edited.summary.takes) == (1, 1)
    assert "couldn't sleep" in (folder.root / "film.srt").read_text()
    # Editors that save aside and rename.
    aside = tmp_path / "aside"
    aside.write_text(SCRIPT)
    os.replace(aside, script)
    renamed = next(rounds)
    assert renamed.new is not None
    assert renamed.summary is not None
    assert renamed.summary.takes == 0


def test_other_files_are_no_saves(tmp_path: Path, stop: Event) -> None:
    script = tmp_path / "small.fountain"
    script.write_text(SCRIPT)
    times = saves(script, stop)
    next(times)
    (tmp_path / "other.fountain").write_text(SCRIPT)
    (tmp_path / "small.fountain~").write_text("half")
    script.write_text(SCRIPT + "\n")
    next(times)
    stop.set()
    assert next(times, None) is None


def test_the_command_tells_programs_of_every_save_and_ends_in_peace(tmp_path: Path) -> None:
    script = begin(tmp_path)
    with under_way("watch", str(script), "--json") as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        first = json.loads(watching.stdout.readline())
        assert (first["error"], first["summary"]["cut"], first["changes"]) == ("", 1, None)
        # The production is free while nothing is made.
        assert studio("status", "-C", str(tmp_path / "small")).returncode == 0
        script.write_text("")
        assert "empty" in json.loads(watching.stdout.readline())["error"]
        watching.send_signal(signal.SIGINT)
        said = watching.stderr.read()
        assert "no longer watched" in said
        assert "KeyboardInterrupt" not in said
    assert watching.returncode == 0


def test_a_script_that_cannot_be_read_begins_nothing(tmp_path: Path) -> None:
    script = tmp_path / "small.fountain"
    script.write_text("")
    done = studio("watch", str(script))
    assert done.returncode == 1
    assert "empty" in done.stderr
    assert not (tmp_path / "small").exists()


def test_whoever_holds_the_production_is_waited_for_and_named_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = begin(tmp_path)
    folder = ProductionFolder(tmp_path / "small")
    held, naps = ExitStack(), iter(range(3))
    held.enter_context(folder.lock("studio produce"))
    # The other command ends while this one has slept a third time.
    monkeypatch.setattr("studio.watch.time.sleep", lambda seconds: None if next(naps) < 2 else held.close())
    said: list[str] = []
    reporter = Quiet()
    monkeypatch.setattr(reporter, "say", said.append)
    made = produce_once(folder, script, reporter, lambda office, new: None)
    assert made.error == ""
    assert [words for words in said if words.startswith("waiting")] == [
        f"waiting: the production is held by `studio produce` (process {os.getpid()})"
    ]
