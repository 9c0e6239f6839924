"""The command line as a shell meets it: started as a module, its words completed, its list of commands whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from studio_film import STUDIO, begin, produced, studio

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


_SEALED = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-euc")
_MOUNT = 'mount --bind "$FILM" "$FILM"; mount -o remount,ro,bind "$FILM"; '


def _can_seal(folder: str) -> bool:
    try:
        tried = subprocess.run([*_SEALED, _MOUNT], capture_output=True, env={**os.environ, "FILM": folder})
    except FileNotFoundError:
        return False
    return tried.returncode == 0


@pytest.mark.skipif(
    not _can_seal(tempfile.gettempdir()), reason="no namespace with a disk of its own here (unshare, Linux)"
)
def test_a_production_that_cannot_be_written_is_shown_and_not_changed(tmp_path: Path) -> None:
    film = produced(tmp_path)

    def sealed(command: str) -> subprocess.CompletedProcess[str]:
        told = {**os.environ, "FILM": str(film), "STUDIO": str(STUDIO)}
        return subprocess.run(
            [*_SEALED, f'{_MOUNT} "$STUDIO" {command} -C "$FILM"'], capture_output=True, text=True, env=told
        )

    for command in ("status", "shots", "takes", "bible", "report", "explain 1-1"):
        assert sealed(command).stdout == studio(*command.split(), "-C", str(film)).stdout
    changing = sealed("revise 1 --size CU")
    assert changing.returncode == 1
    assert "cannot write here" in changing.stderr and "make it writable" in changing.stderr
    (film / "studio.db-wal").write_bytes(b"x")
    assert "was not closed" in sealed("status").stderr


def test_a_port_there_is_none_of_and_a_folder_that_is_not_there_are_told() -> None:
    port = studio("fake-provider", "--port", "99999")
    assert port.returncode == 2 and "--port" in port.stderr
    nowhere = studio("-C", "/nowhere", "status")
    assert nowhere.returncode == 1 and "/nowhere: cannot work in this folder" in nowhere.stderr
    assert "-C DIR" in nowhere.stderr


def test_a_script_whose_name_is_no_text_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    script = os.fsencode(tmp_path) + b"/\xe9lan.fountain"
    try:
        Path(os.fsdecode(script)).write_text("INT. ROOM - DAY\n\nRain.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes no such names")
    done = studio("produce", os.fsdecode(script))
    assert done.returncode == 1
    assert "the file's name is not in UTF-8" in done.stderr
    assert len(list(tmp_path.iterdir())) == 1


def test_files_that_the_machine_has_no_letters_for_are_told(tmp_path: Path) -> None:
    script = begin(tmp_path)
    script.write_text(script.read_text("utf-8").replace("NORA", "INÉS"), encoding="utf-8")
    assert studio("produce", str(script)).returncode == 0
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [str(STUDIO), "status", "-C", str(tmp_path / "small")],
        capture_output=True,
        text=True,
        env={**os.environ, **plain},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "PYTHONUTF8=1" in done.stderr


def test_a_result_reaches_the_program_it_is_for_though_bars_are_shown_to_a_person(tmp_path: Path) -> None:
    """As `studio produce --json | jq` has it: errors at a terminal, results in a pipe."""
    done = studio("produce", str(begin(tmp_path)), "--json", environment={"FORCE_COLOR": "1"})
    assert done.returncode == 0
    assert "\x1b[" in done.stderr, "bars are shown"
    assert json.loads(done.stdout)["cut"] == 1


def test_what_each_command_does_is_told_whole_on_eighty_columns() -> None:
    listed = studio("--help", environment={"COLUMNS": "80"}).stdout.partition("Commands:")[2]
    assert "produce" in listed
    assert "..." not in listed
