"""The production folder: made whole, held by one process, closed to paths that lead out of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bible.errors import FolderBusyError, FolderError
from studio.folder import ProductionFolder, folder_for


def test_a_folder_where_the_lock_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / ".studio.lock").mkdir()
    with pytest.raises(FolderError, match="is a folder") as told, ProductionFolder(tmp_path).lock("studio produce"):
        pass
    assert told.value.cure == "move it away"


def test_the_folder_lies_beside_the_script(tmp_path: Path) -> None:
    assert folder_for(tmp_path / "ferry.fountain") == tmp_path / "ferry"
    assert folder_for(tmp_path / "ferry") == tmp_path / "ferry_film"
    assert folder_for(tmp_path / "ferry.fountain", tmp_path / "x") == tmp_path / "x"


def test_making_it_twice_keeps_the_settings(tmp_path: Path) -> None:
    ProductionFolder.make(tmp_path / "ferry", "a = 1\n")
    ProductionFolder.make(tmp_path / "ferry", "b = 2\n")
    assert (tmp_path / "ferry" / "studio.toml").read_text() == "a = 1\n"


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "ferry").write_text("notes")
    with pytest.raises(FolderError, match="in the way"):
        ProductionFolder.make(tmp_path / "ferry", "")
    assert (tmp_path / "ferry").read_text() == "notes"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(FolderError, match="other things"):
        ProductionFolder.make(tmp_path / "ferry", "")
    assert [each.name for each in (tmp_path / "ferry").iterdir()] == ["holiday.jpg"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="cannot write here"):
        ProductionFolder.make(tmp_path / "file" / "ferry", "")


def test_no_production_is_told_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="studio produce SCRIPT"):
        ProductionFolder.open(tmp_path)


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "takes/../../x", "a\0b"])
def test_paths_that_lead_out_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(FolderError, match="outside"):
        ProductionFolder(tmp_path).path(path)


_HOLD = """
import sys, time
from pathlib import Path
from studio.folder import ProductionFolder
with ProductionFolder(Path(sys.argv[1])).lock("studio produce"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_command_says_who_holds_the_production_and_that_it_was_stopped(tmp_path: Path) -> None:
    folder = ProductionFolder(tmp_path)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with (
        pytest.raises(FolderBusyError, match=rf"`studio produce` \(process {holder.pid}\)"),
        folder.lock("studio revise"),
    ):
        pass
    holder.send_signal(signal.SIGSTOP)
    os.waitpid(holder.pid, os.WUNTRACED)
    with pytest.raises(FolderBusyError, match=rf"kill -CONT {holder.pid}"), folder.lock("studio revise"):
        pass
    holder.kill()
    holder.communicate()
    with folder.lock("studio revise"):
        pass


def test_it_is_free_at_once_though_a_process_just_started_still_has_what_it_inherits(tmp_path: Path) -> None:
    folder = ProductionFolder(tmp_path)
    waits, go = os.pipe()
    with folder.lock("studio keep"):
        # What starting a program does first: a copy of this process, with all that is open in it.
        starting = os.fork()
        if starting == 0:
            os.close(go)
            os.read(waits, 1)
            os._exit(0)
    try:
        with folder.lock("studio circle"):
            assert os.waitpid(starting, os.WNOHANG) == (0, 0), "it has what it inherits no more"
    finally:
        os.close(go)
        os.close(waits)
        os.waitpid(starting, 0)
