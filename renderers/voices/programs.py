"""Running the speech programs found on this machine: never through a shell, never with a line on the command line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bible.errors import VoiceError
from renderers.interface import Readiness

LONGEST = 600
"""Seconds after which a program that says nothing more is given up."""


def find(program: str) -> str | None:
    """Where a program lies, or None."""
    return shutil.which(program)


def readiness(program: str, package: str) -> Readiness:
    """Whether a program is installed, and what to type when it is not."""
    if find(program):
        return Readiness(ready=True)
    return Readiness(
        ready=False,
        why=f"the program {program} is not installed",
        cure=f"apt install {package} (Debian, Ubuntu) or brew install {package} (macOS)",
    )


def run(program: str, *options: str | Path, read: str = "", where: str = "") -> str:
    """What a program writes when it is given `read` on its standard input. Raises VoiceError when it fails."""
    found = find(program)
    if not found:
        missing = readiness(program, program)
        raise VoiceError(missing.why, where=where, cure=missing.cure)
    command: Sequence[str] = [found, *map(str, options)]
    try:
        done = subprocess.run(
            command, input=read.encode("utf-8", "replace"), capture_output=True, timeout=LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VoiceError(f"{program} did not speak ({error})", where=where) from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise VoiceError(
            f"{program} ended with code {done.returncode}{': ' + told[-1] if told else ''}",
            where=where,
            cure=f"see whether `{program}` speaks by itself, or set voices to another engine",
        )
    return done.stdout.decode("utf-8", "replace")
