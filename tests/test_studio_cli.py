"""The command line as a shell meets it: started as a module, its words completed, its list of commands whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from studio_film import STUDIO, studio

from studio import __version__


def test_it_starts_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "studio", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, __version__)


def test_commands_options_and_what_they_take_are_completed() -> None:
    def offered(words: str, at: int) -> list[str]:
        environment = {**os.environ, "_STUDIO_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        return subprocess.run([str(STUDIO)], capture_output=True, text=True, env=environment).stdout.split()

    assert {"revise", "retake", "report"} <= set(offered("studio re", 1))
    assert "--until" in offered("studio produce --unt", 2)
    assert offered("studio retake 1A --tier f", 4) == ["final"]


@pytest.mark.parametrize("before", ["studio.cli", "typer"])
def test_ctrl_c_before_a_command_began_is_told_in_one_line(before: str, tmp_path: Path) -> None:
    """`before` is what is being loaded when Ctrl-C comes."""
    stopping = tmp_path / "stopping.py"
    stopping.write_text(
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {before!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from studio.__main__ import start\n"
        "start()\n"
    )
    done = subprocess.run([sys.executable, str(stopping), "status"], capture_output=True, text=True)
    assert done.returncode == 130
    assert done.stderr.strip() == "studio: stopped; the same command goes on where it stopped"


def test_ctrl_c_before_a_commands_own_work_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("studio.cli._go_into", stop)
    done = studio("-C", ".", "status")
    assert done.returncode == 130
    assert done.stderr.strip() == "studio: stopped; the same command goes on where it stopped"


def test_what_each_command_does_is_told_whole_on_eighty_columns() -> None:
    listed = studio("--help", environment={"COLUMNS": "80"}).stdout.partition("Commands:")[2]
    assert "produce" in listed
    assert "..." not in listed
