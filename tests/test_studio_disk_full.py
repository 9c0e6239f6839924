"""A disk that fills up: told in one line, nothing half-written, and the same command goes on once there is room.

The disk is a small real one: a tmpfs in a namespace of its own. Where namespaces are not allowed the tests say so.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from studio_film import SCRIPT, SETTINGS, STUDIO

IN_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-euc")


def _can_mount() -> bool:
    try:
        return subprocess.run([*IN_NAMESPACE, "mount -t tmpfs none /mnt"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


pytestmark = pytest.mark.skipif(not _can_mount(), reason="no namespace with a disk of its own here (unshare, Linux)")

# Mounted anew under its name `none`: mount would take over whose disk it is, which only root's namespace understands.
RUN = """
prints() {
  cd "$DISK/small"
  find . -path ./cache -prune -o '(' -name '*_t*.mp4' -o -name '*_t*.wav' ')' -print |
    sort | xargs -r -d '\\n' sha256sum
  cd "$OUT"
}
mount -t tmpfs -o size="$SIZE" none "$DISK"
mkdir "$DISK/small"
printf '%s' "$SCRIPT" > "$DISK/small.fountain"
printf '%s' "$SETTINGS" > "$DISK/small/studio.toml"
status=0
"$STUDIO" produce "$DISK/small.fountain" || status=$?
echo "first $status"
prints > "$OUT/before"
ls "$DISK/small" > "$OUT/left"
mount -o remount,size=64m none "$DISK"
"$STUDIO" produce "$DISK/small.fountain"
echo "second $?"
prints > "$OUT/after"
ls "$DISK/small" > "$OUT/made"
"""


@pytest.mark.parametrize("size", ["96k", "420k", "560k", "800k", "1100k"])
def test_a_full_disk_is_told_and_survived(size: str, tmp_path: Path) -> None:
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    out.mkdir()
    environment = {
        **os.environ,
        "SIZE": size,
        "DISK": str(disk),
        "OUT": str(out),
        "STUDIO": str(STUDIO),
        "SCRIPT": SCRIPT,
        "SETTINGS": SETTINGS,
    }
    done = subprocess.run([*IN_NAMESPACE, RUN], capture_output=True, text=True, env=environment, timeout=300)
    assert "Traceback" not in done.stderr, done.stderr
    first = next(row for row in done.stdout.splitlines() if row.startswith("first"))
    assert first in ("first 1", "first 3"), done.stdout + done.stderr
    assert "space" in done.stderr.lower() or "disk" in done.stderr.lower(), done.stderr
    assert "second 0" in done.stdout, done.stdout + done.stderr
    # What was finished before the disk was full is still what it was.
    assert set((out / "before").read_text().splitlines()) <= set((out / "after").read_text().splitlines())
    assert {"film.mp4", "film.otio", "film.srt", "film.vtt"} <= set((out / "made").read_text().split())
    left = {name for name in (out / "left").read_text().split() if name.startswith("film.")}
    assert left in (set(), {"film.mp4", "film.otio", "film.srt", "film.vtt"})
