"""The command line as a shell meets it: started as a module, its words completed, its list of commands whole."""

from __future__ import annotations

import os
import subprocess
import sys

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


def test_what_each_command_does_is_told_whole_on_eighty_columns() -> None:
    listed = studio("--help", environment={"COLUMNS": "80"}).stdout.partition("Commands:")[2]
    assert "produce" in listed
    assert "..." not in listed
