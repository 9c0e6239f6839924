"""A small production made through the command line, for tests of the office: two scenes, three lines, marked tones."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

STUDIO = Path(sys.executable).parent / "studio"
SCRIPT = """Title: Small

EXT. HARBOUR - DAWN

NORA, 64, grey braid, orange coat, coils a ROPE.

NORA
You're early.

IKE, 11, red hat, runs up.

IKE
I didn't sleep.

INT. WHEELHOUSE - DAY

NORA
(gently)
Hold this.
"""
SETTINGS = """size = [192, 108]
rate = "24"
handles = 6
voices = "tones"
"""

workers = contextlib.ExitStack()
"""Holds the worker processes that wait for the next command; closed when the tests end."""
_kept: list[bool] = []


def studio(
    *arguments: str, stop_at: str = "", inside: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line. `stop_at` kills it at a durable step; `environment` adds to the one of the tests.

    Commands run in this process, which saves starting one; a command that is to be killed is started as people do.
    """
    added = dict(environment or {})
    if stop_at:
        return started(*arguments, inside=inside, environment={**added, "STUDIO_STOP_AT": stop_at})
    return _here(arguments, inside, added)


def started(
    *arguments: str, inside: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [str(STUDIO), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **(environment or {})},
        cwd=inside,
        timeout=300,
    )


_HEARD = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from studio.cli import main
main()
"""


@contextlib.contextmanager
def under_way(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command line at work, to be stopped by a signal; it is waited for, and ended where the test fails.

    Ctrl-C is heard: a test run that was started in the background would hand down that it is not.
    """
    command = [sys.executable, "-c", _HEARD, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        except BaseException:
            running.kill()
            raise


def is_gone(process: int, seconds: float = 60.0) -> bool:
    """Whether a process ends in time; one that is ended and not yet counted by its parent is gone."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def _here(
    arguments: tuple[str, ...], inside: Path | None, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    from studio.cli import main

    _keep_workers()
    out, err, code = io.StringIO(), io.StringIO(), 0
    with _as_before(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        os.environ.update(environment)
        sys.argv = [str(STUDIO), *arguments]
        if inside is not None:
            os.chdir(inside)
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def _keep_workers() -> None:
    """Let one crew work for all commands of this process, until `workers` is closed."""
    from studio.farm import keeping_workers

    if not _kept:
        workers.enter_context(keeping_workers())
        _kept.append(True)


def dismiss_workers() -> None:
    """Let go the crew that waits, for tests whose workers must find something new; the next command has another."""
    workers.close()
    _kept.clear()


@contextlib.contextmanager
def _as_before() -> Iterator[None]:
    """Put back what a command changes of the process it runs in."""
    argv, place, hook, heard = sys.argv, Path.cwd(), sys.excepthook, signal.getsignal(signal.SIGTERM)
    environment = dict(os.environ)
    try:
        yield
    finally:
        sys.argv, sys.excepthook = argv, hook
        signal.signal(signal.SIGTERM, heard)
        os.chdir(place)
        os.environ.clear()
        os.environ.update(environment)


def begin(folder: Path) -> Path:
    """The script with a small production beside it, nothing made yet. Returns the script."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "small.fountain"
    script.write_text(SCRIPT)
    (folder / "small").mkdir()
    (folder / "small" / "studio.toml").write_text(SETTINGS)
    return script


def produced(folder: Path) -> Path:
    """A production made to the end. Returns its folder."""
    done = studio("produce", str(begin(folder)))
    assert done.returncode == 0, done.stderr
    return folder / "small"


def answer(*arguments: str) -> object:
    """What a command says to programs."""
    done = studio(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def fingerprints(folder: Path) -> dict[str, str]:
    """The digest of every published file, by path; the database, its lock and the cache left out.

    Seals are left out too: they tell when their file was written.
    """
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    found = {each.relative_to(folder).as_posix(): each for each in files}
    return {
        path: hashlib.sha256(file.read_bytes()).hexdigest()
        for path, file in found.items()
        if not path.startswith(("cache/", "studio.db", ".studio")) and not path.endswith(".seal")
    }
