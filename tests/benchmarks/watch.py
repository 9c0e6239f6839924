"""How soon a changed line is in the film: `studio watch` on an animatic of three minutes, one line edited at a time.

    python tests/benchmarks/watch.py [--json] [--size 1920x1080] [--minutes 3] [--edits 3]

`seconds` runs from the save to the moment at which film.mp4 was replaced, `cpu` is what the watching process and its
workers used for it: on a machine that does other things too, it says more. Marked tones speak, so that figures do not
hang on which voice is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from feature import script_of

LIMIT = 5.0
_SCENES_A_MINUTE = 1.3
_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(process: int) -> float:
    """CPU seconds of a process, with its children: those that ended, and workers that wait for the next round."""
    ticks = 0
    for about in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = about.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(about.parent.name) == process:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == process:
            ticks += sum(map(int, fields[11:13]))
    return ticks / _TICKS


def lines_in(text: str) -> list[int]:
    """Rows that are spoken: those under a cue."""
    rows = text.splitlines()
    return [
        at for at in range(1, len(rows)) if rows[at] and rows[at - 1].isupper() and not rows[at - 1].endswith("DAY")
    ]


def run(folder: Path, size: str, minutes: float, edits: int) -> dict[str, object]:
    """Watch, edit, measure."""
    script, film = folder / "long.fountain", folder / "long" / "film.mp4"
    text = script_of(max(2, round(minutes * _SCENES_A_MINUTE)))
    script.write_text(text)
    (folder / "long").mkdir()
    width, height = size.split("x")
    (folder / "long" / "studio.toml").write_text(f'size = [{width}, {height}]\nvoices = "tones"\n')
    studio = str(Path(sys.executable).parent / "studio")
    command = [studio, "watch", str(script), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as watching:
        assert watching.stdout is not None
        first = json.loads(watching.stdout.readline())
        assert not first["error"], first
        spoken = lines_in(text)
        rounds = []
        for edit in range(edits):
            rows = text.splitlines()
            at = spoken[len(spoken) * (edit + 1) // (edits + 1)]
            rows[at] = f"{rows[at].rstrip('.')} and that is that."
            text = "\n".join(rows)
            used, before, begun = cpu_of(watching.pid), film.stat().st_mtime_ns, time.time()
            script.write_text(text)
            made = json.loads(watching.stdout.readline())
            assert film.stat().st_mtime_ns != before, made
            rounds.append(
                {
                    "seconds": round(film.stat().st_mtime - begun, 2),
                    "cpu": round(cpu_of(watching.pid) - used, 2),
                    "takes": made["summary"]["takes"],
                    "recordings": made["summary"]["recordings"],
                }
            )
        watching.send_signal(signal.SIGINT)
        watching.wait()
    shown = subprocess.run([studio, "status", "--json", "-C", str(folder / "long")], capture_output=True, text=True)
    status = json.loads(shown.stdout)
    worst = max(each["seconds"] for each in rounds)
    return {
        "size": size,
        "film_seconds": round(status["duration_frames"] / 24, 1),
        "shots": status["shots"],
        "first_cut_seconds": first["seconds"],
        "edits": rounds,
        "worst_seconds": worst,
        "holds": worst <= LIMIT,
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--edits", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), asked.size, asked.minutes, asked.edits)
    print(json.dumps(found, indent=1) if asked.json else found)


if __name__ == "__main__":
    main()
