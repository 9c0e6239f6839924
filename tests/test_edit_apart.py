"""An encoder in a process of its own: it may stand still, end by itself or refuse, and that is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from bible.errors import MediaError
from edit.apart import TRIES, Order, RefusedError, encode_apart
from edit.presets import preset
from shots.rate import Rate
from shots.recipe import PictureFormat

STILL = 2.0
"""Seconds until an encoder that does nothing is ended. A living one is not bound by them: see the last test."""
_ODD = """
import os, pathlib, sys, time
from edit.apart import main
marks = pathlib.Path({marks!r})
number = len(list(marks.iterdir()))
(marks / str(number)).touch()
if number < {odd}:
    os.write(1, b".")
    {does}
sys.exit(main(sys.argv[1]))
"""


def _order(folder: Path, **changes: object) -> Order:
    shape = PictureFormat(width=64, height=64, rate=Rate(numerator=24))
    return Order(preset=preset("av1").model_copy(update=changes), shape=shape, to=folder / "picture.mp4")


def _frames(number: int = 30) -> Iterator[av.VideoFrame]:
    for shade in range(number):
        yield av.VideoFrame.from_ndarray(np.full((96, 64), 40 + 4 * (shade % 40), np.uint8), "yuv420p")


def _odd(folder: Path, odd: int, does: str) -> tuple[list[str], Path]:
    """An encoder that does something else the first `odd` times; and the folder with a file for each time it began."""
    marks = folder / "marks"
    marks.mkdir()
    program = folder / "odd.py"
    program.write_text(_ODD.format(marks=str(marks), odd=odd, does=does))
    return [sys.executable, str(program)], marks


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))


def _shades(file: Path) -> list[float]:
    with av.open(str(file)) as film:
        return [float(frame.to_ndarray()[:64].mean()) for frame in film.decode(video=0)]


def test_every_picture_is_there_and_its_progress_told(tmp_path: Path) -> None:
    told: list[int] = []
    encode_apart(_order(tmp_path), _frames, told.append)
    assert told == list(range(1, 31))
    assert np.allclose(_shades(tmp_path / "picture.mp4"), [40 + 4 * shade for shade in range(30)], atol=3)


@pytest.mark.parametrize(
    "does",
    ["time.sleep(600)", "sys.stdin.buffer.read(20000); time.sleep(600)", "sys.stdin.buffer.read(); time.sleep(600)"],
)
def test_one_that_stands_still_is_begun_anew(tmp_path: Path, does: str) -> None:
    command, marks = _odd(tmp_path, 1, does)
    told: list[int] = []
    encode_apart(_order(tmp_path), _frames, told.append, still=STILL, command=command)
    assert len(list(marks.iterdir())) == 2
    assert told[-30:] == list(range(1, 31))
    assert len(_shades(tmp_path / "picture.mp4")) == 30


def test_one_that_stands_still_each_time_is_told(tmp_path: Path) -> None:
    command, marks = _odd(tmp_path, 99, "time.sleep(600)")
    with pytest.raises(MediaError, match=f"libsvtav1 stood still {TRIES} times") as raised:
        encode_apart(_order(tmp_path), _frames, lambda taken: None, still=0.5, command=command)
    assert "hevc" in raised.value.cure
    assert len(list(marks.iterdir())) == TRIES


@pytest.mark.parametrize(
    ("does", "told"),
    [("os.kill(os.getpid(), 9)", "ended by itself"), ("raise MemoryError('no room')", "MemoryError: no room")],
)
def test_one_that_ends_by_itself_is_told_and_not_begun_anew(tmp_path: Path, does: str, told: str) -> None:
    command, marks = _odd(tmp_path, 1, does)
    with pytest.raises(MediaError, match=told):
        encode_apart(_order(tmp_path), lambda: _frames(900), lambda taken: None, command=command)
    assert len(list(marks.iterdir())) == 1


def test_what_it_does_not_take_and_where_it_cannot_write_are_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        encode_apart(_order(tmp_path, pixels="rgb24"), _frames, lambda taken: None)
    with pytest.raises(OSError, match="No such file"):
        encode_apart(_order(tmp_path / "none"), _frames, lambda taken: None)


def test_none_is_left_of_an_encoding_that_was_killed(tmp_path: Path) -> None:
    """Though it stands still in a call that no end of its pictures reaches."""
    program = tmp_path / "office.py"
    program.write_text(
        "import sys, pathlib\nfrom edit.apart import _Watched\n"
        "with _Watched(sys.argv[1:], 600, sys.stderr) as one:\n"
        "    print(one._process.pid, flush=True)\n    sys.stdin.read()\n"
    )
    still = tmp_path / "still.py"
    still.write_text(
        "import threading, sys\nfrom edit import apart\n"
        "apart._encode = lambda *told: threading.Event().wait()\napart.main(sys.argv[1])\n"
    )
    command = [sys.executable, str(program), sys.executable, str(still), _order(tmp_path).model_dump_json()]
    office = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert office.stdout is not None
    encoder = int(office.stdout.readline())
    time.sleep(3)
    assert _runs(encoder), "it stands still"
    office.kill()
    office.communicate()
    for _ in range(600):
        if not _runs(encoder):
            return
        time.sleep(0.1)
    raise AssertionError("it is still there")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # What nobody waits for any more has ended all the same.
    told = Path(f"/proc/{process}/stat")
    return not told.exists() or told.read_bytes().rpartition(b")")[2].split()[0] != b"Z"


def test_one_that_waits_for_pictures_does_not_stand_still(tmp_path: Path) -> None:
    """However long the pictures take, and as often as they do, it is not the encoder's fault."""
    command, marks = _odd(tmp_path, 0, "pass")

    def slow() -> Iterator[av.VideoFrame]:
        for frame in _frames(2):
            time.sleep(1.2 * STILL)
            yield frame

    encode_apart(_order(tmp_path), slow, lambda taken: None, still=STILL, command=command)
    assert len(list(marks.iterdir())) == 1
