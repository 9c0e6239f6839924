"""Kept files: made once, whole or not at all, and made again when they are not what was written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from renderers.kept import drop_unused, made_once, sweep_asides, written_whole


class Maker:
    """Counts how often a file is made."""

    def __init__(self, content: bytes = b"0123456789") -> None:
        self.times, self._content = 0, content

    def __call__(self, to: Path) -> None:
        self.times += 1
        to.write_bytes(self._content)


def test_a_file_is_made_once(tmp_path: Path) -> None:
    to, make = tmp_path / "cache" / "a.bin", Maker()
    assert made_once(to, make)
    assert not made_once(to, make)
    assert (to.read_bytes(), make.times) == (b"0123456789", 1)


@pytest.mark.parametrize("damage", [b"", b"01234", b"0123456780", None], ids=["empty", "torn", "other", "gone"])
def test_a_file_that_is_not_what_was_written_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    to, make = tmp_path / "a.bin", Maker()
    made_once(to, make)
    to.unlink()
    if damage is not None:
        to.write_bytes(damage)
        os.utime(to, ns=(1, 1))
    assert made_once(to, make)
    assert (to.read_bytes(), make.times) == (b"0123456789", 2)


@pytest.mark.parametrize("seal", [None, b"", b'{"bytes":10,"mod'], ids=["gone", "empty", "torn"])
def test_a_file_without_its_seal_does_not_count(tmp_path: Path, seal: bytes | None) -> None:
    to, make = tmp_path / "a.bin", Maker()
    made_once(to, make)
    kept = tmp_path / ".a.bin.seal"
    kept.unlink()
    if seal is not None:
        kept.write_bytes(seal)
    assert made_once(to, make)
    assert not made_once(to, make)


def test_a_copied_folder_keeps_what_it_holds(tmp_path: Path) -> None:
    make = Maker()
    made_once(tmp_path / "one" / "a.bin", make)
    shutil.copytree(tmp_path / "one", tmp_path / "two", copy_function=shutil.copyfile)
    os.utime(tmp_path / "two" / "a.bin", ns=(5, 5))
    assert not made_once(tmp_path / "two" / "a.bin", make)
    assert str(5) in (tmp_path / "two" / ".a.bin.seal").read_text(), "it is not read in full a second time"


def test_what_neither_this_time_nor_the_last_used_is_taken_away(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.mp4" for name in "abc"]
    for number, file in enumerate(files):
        made_once(file, lambda to: to.write_bytes(b"film"))
        for _ in range(2):
            drop_unused(tmp_path, [file])
            assert [each.exists() for each in files[: number + 1]] == [at >= number - 1 for at in range(number + 1)]
    assert not (tmp_path / ".a.mp4.seal").exists()
    assert made_once(files[2], lambda to: None) is False


def test_what_a_process_that_is_gone_left_is_swept_up(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    names = {f".a.{gone.pid}-17.mp4": False, f".b.{os.getpid()}-17.mp4": True, ".a.mp4.seal": True, "c.mp4": True}
    (tmp_path / "pieces").mkdir()
    for name in names:
        (tmp_path / "pieces" / name).touch()
    sweep_asides(tmp_path)
    assert all((tmp_path / "pieces" / name).exists() for name in names), "they may be another machine's"
    for name in names:
        os.utime(tmp_path / "pieces" / name, (0, 0))
    sweep_asides(tmp_path)
    assert {name: (tmp_path / "pieces" / name).exists() for name in names} == names


def test_what_fails_leaves_nothing_and_the_old_file_stays(tmp_path: Path) -> None:
    to = tmp_path / "a.bin"
    to.write_bytes(b"old")

    def breaks(aside: Path) -> None:
        aside.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        made_once(to, breaks)
    assert [file.name for file in tmp_path.iterdir()] == ["a.bin"]
    with written_whole(to) as aside:
        aside.write_bytes(b"new")
        assert to.read_bytes() == b"old"
    assert to.read_bytes() == b"new"
