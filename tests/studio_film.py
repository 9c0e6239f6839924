"""A small production made through the command line, for tests of the office: two scenes, three lines, marked tones."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

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


def studio(*arguments: str, stop_at: str = "", inside: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line, as people do; `stop_at` kills it at a durable step."""
    environment = {**os.environ, **({"STUDIO_STOP_AT": stop_at} if stop_at else {})}
    return subprocess.run(
        [str(STUDIO), *arguments], capture_output=True, text=True, env=environment, cwd=inside, timeout=300
    )


def run(*arguments: str) -> Result:
    """Run a command in this very process, without the half second it takes to start Python; its workers are its own."""
    from studio.cli import app

    return CliRunner().invoke(app, [*arguments])


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
    """The digest of every published file, by path; the database, its lock and the cache left out."""
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    found = {each.relative_to(folder).as_posix(): each for each in files}
    return {
        path: hashlib.sha256(file.read_bytes()).hexdigest()
        for path, file in found.items()
        if not path.startswith(("cache/", "studio.db", ".studio"))
    }
