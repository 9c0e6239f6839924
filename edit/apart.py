"""Encoders that may stand still for ever, each run in a process of its own: it is ended and begun anew when it does.

SVT-AV1 (4.1, as PyAV 18.1 bundles it) comes to a standstill now and then: all of its threads wait for each other within
the call that takes a frame, where no signal is heard. Run by root it gives the thread that calls it a real-time
priority besides. Neither may befall the process that makes the film.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import IO

import av
import numpy as np

from bible.errors import MediaError
from bible.model import Frozen
from edit.presets import Preset, picture_stream
from shots.recipe import PictureFormat

STILL = 120.0
"""Seconds in which neither a frame is taken nor one comes out, after which it stands still."""
TRIES = 3
"""How often it is begun in all."""
_REFUSED, _NOT_WRITTEN = 3, 4
"""What the process ends with where the encoder does not take the picture, and where the disk does not take the file."""
_LOOK = 1.0
"""Seconds between two looks for whoever started it."""
_HERE = (sys.executable, "-m", "edit.apart")


class Order(Frozen):
    """What is to be encoded."""

    preset: Preset
    shape: PictureFormat
    to: Path


class RefusedError(Exception):
    """The encoder does not take such a picture."""


class _StoodStillError(Exception):
    """It took nothing and gave nothing any more."""


def encode_apart(
    order: Order,
    frames: Callable[[], Iterator[av.VideoFrame]],
    progress: Callable[[int], None],
    *,
    still: float = STILL,
    command: Sequence[str] = _HERE,
) -> None:
    """Encode pictures (yuv420p, from the first one each time `frames` is called) into the file of the order.

    `progress` is told how many frames were taken. Raises RefusedError, OSError when the file cannot be written, and
    MediaError when it stood still each time.
    """
    for _ in range(TRIES):
        with contextlib.suppress(_StoodStillError):
            _once(order, frames(), progress, still, command)
            return
    raise MediaError(
        f"the encoder {order.preset.encoder} stood still {TRIES} times", where=str(order.to),
        cure="try once more, or use another preset: hevc",
    )  # fmt: skip


def _once(
    order: Order, frames: Iterator[av.VideoFrame], progress: Callable[[int], None], still: float, command: Sequence[str]
) -> None:
    with tempfile.TemporaryFile() as said, _Watched((*command, order.model_dump_json()), still, said) as process:
        try:
            for taken in count(1):
                if (frame := next(frames, None)) is None:
                    break
                process.give(frame.to_ndarray().tobytes())
                progress(taken)
        except BrokenPipeError:
            pass  # it has ended, and says why below
        ended = process.end()
        said.seek(0)
        if ended == _NOT_WRITTEN:
            number = int(said.read().split()[-1])
            raise OSError(number, os.strerror(number))
        if ended == _REFUSED:
            raise RefusedError
        if ended:
            why = said.read().decode(errors="replace").split("\n")[-2:]
            raise MediaError(
                f"the encoder {order.preset.encoder} ended by itself ({ended}; {' '.join(why).strip()})",
                where=str(order.to), cure="try once more, or use another preset: hevc",
            )  # fmt: skip


class _Watched:
    """The process, ended when nothing moves there any more."""

    def __init__(self, command: Sequence[str], still: float, said: IO[bytes]) -> None:
        # Its log is none of ours; what we say ourselves comes by the same way.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env={**os.environ, "SVT_LOG": "0"}
        )
        self._moves, self._waited_for = 0, False
        self._still, self._stood_still = still, False
        self._there, self._over = threading.Event(), threading.Event()
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._listen, self._watch)]

    def __enter__(self) -> _Watched:
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._process.kill()
        self._process.wait()
        for each in self._threads:
            each.join()
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()

    def give(self, picture: bytes) -> None:
        """Hand it a picture. Raises BrokenPipeError when it is there no more."""
        assert self._process.stdin is not None
        with self._waiting():
            self._process.stdin.write(picture)

    def end(self) -> int:
        """Wait until it has written everything; what it ended with. Raises _StoodStillError."""
        assert self._process.stdin is not None
        with self._waiting():
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            ended = self._process.wait()
        if self._stood_still:
            raise _StoodStillError
        return ended

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[None]:
        self._moves += 1
        self._waited_for = True
        yield
        self._waited_for = False

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while self._process.stdout.read(1):
            self._moves += 1
            self._there.set()
        self._there.set()

    def _watch(self) -> None:
        # A busy machine takes its time to start it.
        self._there.wait(STILL)
        before = -1
        while not (self._waited_for and before == self._moves):
            before = self._moves
            if self._over.wait(self._still):
                return
        self._stood_still = True
        self._process.kill()


def _move(moves: IO[bytes]) -> None:
    moves.write(b".")
    moves.flush()


def _encode(order: Order, pictures: IO[bytes], moves: IO[bytes]) -> None:
    """Encode what comes in; a byte goes out at the beginning and for each packet."""
    _move(moves)
    shape = order.shape
    rows, size = shape.height * 3 // 2, shape.height * 3 // 2 * shape.width
    with av.open(str(order.to), "w", format=order.preset.form) as film:
        stream = picture_stream(film, order.preset, shape)

        def put(frame: av.VideoFrame | None) -> None:
            for packet in stream.encode(frame):
                film.mux(packet)
                _move(moves)

        for shown in count():
            content = pictures.read(size)
            if len(content) < size:
                break
            frame = av.VideoFrame.from_ndarray(np.frombuffer(content, np.uint8).reshape(rows, shape.width), "yuv420p")
            frame.pts, frame.time_base = shown, 1 / shape.rate.fps
            put(frame)
        put(None)


def _end_with(parent: int) -> None:
    """End when whoever started us is there no more, though the encoder stands still."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def main(order: str) -> int:
    """Encode as the order says what comes in; what the process ends with."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # Ctrl-C is for the one who gives the pictures, who then ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _encode(Order.model_validate_json(order), sys.stdin.buffer, sys.stdout.buffer)
    except OSError as error:
        sys.stderr.write(str(error.errno or 0))
        return _NOT_WRITTEN
    except av.FFmpegError:
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
