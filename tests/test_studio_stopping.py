"""A command that is stopped ends: also where it stands in a call that hears nothing, and where its ending stands still.

What stands still here would go on for an hour.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from studio_film import is_gone

_COMMAND = """
import contextlib, ctypes, multiprocessing, signal, sys, threading, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from studio.stopping import Grace, StoppedError, stoppable
grace = Grace(twice=0.0, tells={tells}, unheard={unheard}, ends={ends})

def ready():
    print("ready", flush=True)

if __name__ == "__main__":
    with stoppable(grace):
        {what}
"""
_IN_C = """
        # A lock that is never let go, as threads of a codec wait for each other: the wait goes on after every signal.
        lock, libc = (ctypes.c_char * 64)(), ctypes.CDLL(None)
        libc.pthread_mutex_lock(lock)
        while True:
            with contextlib.suppress(StoppedError, KeyboardInterrupt):  # one that comes before the call begins
                ready()
                libc.pthread_mutex_lock(lock)
"""
_ENDING = """
        try:
            ready()
            time.sleep(3600)
        finally:
            print("ending", flush=True)
            threading.Event().wait()
"""
_SWALLOWED = """
        while True:
            try:
                ready()
                time.sleep(3600)
            except BaseException:
                print("ending", flush=True)
"""
_THREAD = """
        try:
            threading.Thread(target=time.sleep, args=(3600,)).start()
            ready()
            time.sleep(3600)
        finally:
            print("ending", flush=True)
"""
_WORKER = """
        worker = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(3600,))
        try:
            worker.start()
            print(worker.pid, flush=True)
            time.sleep(3600)
        finally:
            print("ending", flush=True)
            worker.join()
"""


@contextmanager
def _going(
    folder: Path, what: str, tells: float = 900, unheard: float = 900, ends: float = 900
) -> Iterator[subprocess.Popen[str]]:
    program = folder / "command.py"
    program.write_text(_COMMAND.format(what=what.strip(), tells=tells, unheard=unheard, ends=ends))
    command = [sys.executable, str(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def _stop_twice(running: subprocess.Popen[str], number: int) -> str:
    """Send a signal, and another once the first was heard; what was told at the end."""
    assert running.stderr is not None
    running.send_signal(number)
    while "once more ends it at once" not in running.stderr.readline():
        assert running.poll() is None
    running.send_signal(number)
    return running.communicate(timeout=60)[1]


def _row(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    return running.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_a_call_that_hears_nothing(tmp_path: Path, number: int) -> None:
    with _going(tmp_path, _IN_C, tells=0.0) as running:
        assert _row(running) == "ready"
        told = _stop_twice(running, number)
    assert running.returncode == 130
    assert "stopped at once; the same command goes on where it stopped" in told


def test_one_signal_ends_a_call_that_hears_nothing_after_a_while(tmp_path: Path) -> None:
    with _going(tmp_path, _IN_C, unheard=0.5, ends=0.5) as running:
        assert _row(running) == "ready"
        running.send_signal(signal.SIGTERM)
        told = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert "something did not answer" in told


@pytest.mark.parametrize("what", [_ENDING, _SWALLOWED, _THREAD])
def test_an_ending_that_stands_still_ends_by_a_second_signal_and_by_itself(tmp_path: Path, what: str) -> None:
    with _going(tmp_path, what, tells=0.0) as running:
        assert _row(running) == "ready"
        assert "stopped at once" in _stop_twice(running, signal.SIGINT)
    assert running.returncode == 130
    with _going(tmp_path, what, ends=0.5) as running:
        assert _row(running) == "ready"
        running.send_signal(signal.SIGTERM)
        assert "something did not answer" in running.communicate(timeout=60)[1]
    assert running.returncode == 130


def test_workers_that_are_stopped_end_with_the_command(tmp_path: Path) -> None:
    with _going(tmp_path, _WORKER, tells=0.0) as running:
        worker = int(_row(running))
        os.kill(worker, signal.SIGSTOP)
        _stop_twice(running, signal.SIGINT)
    # Once the worker is gone the command may end by itself.
    assert running.returncode in (130, -signal.SIGINT)
    assert is_gone(worker)


def test_a_terminal_that_takes_nothing_keeps_no_command(tmp_path: Path) -> None:
    fills = """
        import os
        ready()
        os.set_blocking(2, False)
        try:
            while os.write(2, b"x" * 65536):
                pass
        except BlockingIOError:
            os.set_blocking(2, True)
        print("full", flush=True)
        sys.stderr.write("nobody reads this")
        sys.stderr.flush()
    """
    with _going(tmp_path, fills, ends=0.5) as running:
        assert (_row(running), _row(running)) == ("ready", "full")
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == 130


_TURNED = """
import sys, time
from studio import cli

def app(standalone_mode):
    try:
        print("ready", flush=True)
        time.sleep(3600)
    except KeyboardInterrupt as error:
        {raises}

cli.app = app
sys.argv = ["studio"]
cli.main()
"""


@pytest.mark.parametrize(
    ("raises", "besides"),
    [
        ("raise ImportError('initialization failed') from error", ""),
        ("raise cli.StudioError('the disk is full', cure='free some') from error", "studio: the disk is full"),
        ("sys.exit(3)", ""),
    ],
)
def test_what_a_stop_turns_into_is_told_as_the_stop(tmp_path: Path, raises: str, besides: str) -> None:
    program = tmp_path / "turned.py"
    program.write_text(_TURNED.format(raises=raises))
    # Whoever runs the tests in the background has its children not hear Ctrl-C.
    hears = "import runpy, signal, sys\nsignal.signal(2, signal.default_int_handler)\nrunpy.run_path(sys.argv[1])"
    command = [sys.executable, "-c", hears, str(program)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Traceback" not in said and said.startswith(besides)
    assert said.endswith("studio: stopped; the same command goes on where it stopped\n")
