"""What ten megabytes of a text that nobody should write cost to read, and how that grows.

    python tests/benchmarks/hostile.py [--json] [--megabytes 10] [--only "[[ " ...]

CPU seconds of `read_fountain`, each text in a process of its own; `growth` is the time of the whole by that of half of
it: 2 for a reader whose time is linear, 4 for one that is quadratic. Other readers do not end on the first two.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

MEGABYTES = 10
UNITS: dict[str, str] = {
    "notes never closed": "[[ ",
    "boneyards never closed": "/* ",
    "emphasis never closed": "*a ",
    "emphasis in emphasis": "***a**b*c_",
    "brackets on rows of their own": "(\n",
    "one row of brackets": "(",
    "cues without lines": "A\n(\n",
    "one heading of dashes": "INT. A - ",
    "headings alone": "INT. A - DAY\n\n",
    "a speech without end": "NORA\nhi\n  \n",
    "centred rows": "> a <\n",
    "one row of blanks": " ",
    "backslashes": "\\",
    "title page without end": "Title: a\n",
    "rows of a montage": "- INT. KITCHEN - NIGHT - x\n",
    "pages of a printed script": "12   INT. A - DAY   12\n\n        NORA\n    hi\n\n              13.\n\n",
    "numbers of pages alone": "12\n",
}
"""What each text repeats; before some of them stands what makes them worse."""
_BEFORE = {"brackets on rows of their own": "NORA\n", "rows of a montage": "INT. A - DAY\n\nMONTAGE\n\n"}


def text_of(name: str, size: int) -> str:
    """So many letters of one hostile text."""
    unit = UNITS[name]
    return _BEFORE.get(name, "") + (unit * (size // len(unit) + 1))[:size]


def measure(name: str, size: int) -> dict[str, float]:
    """CPU seconds to read half of a text and all of it, and the peak of memory in MB."""
    from bible.fountain import read_fountain

    took = []
    for part in (size // 2, size):
        text = text_of(name, part)
        begun = time.process_time()
        script = read_fountain(text, "hostile")
        took.append(time.process_time() - begun)
        del script
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(took[1], 2), "growth": round(took[1] / max(took[0], 0.001), 2), "peak_mb": round(peak)}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--megabytes", type=float, default=MEGABYTES)
    parser.add_argument("--only", nargs="+", metavar="NAME", default=list(UNITS))
    parser.add_argument("--one", metavar="NAME", help="one text in this process")
    asked = parser.parse_args()
    size = round(asked.megabytes * 1_000_000)
    if asked.one:
        print(json.dumps(measure(asked.one, size)))
        return
    rows = {}
    for name in asked.only:
        command = [sys.executable, __file__, "--one", name, "--megabytes", str(asked.megabytes)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows[name] = json.loads(done.stdout)
        if not asked.json:
            print("  ".join([f"{name:32}", *(f"{key} {value:g}" for key, value in rows[name].items())]), flush=True)
    if asked.json:
        holds = all(row["growth"] < 3 for row in rows.values())
        print(json.dumps({"megabytes": asked.megabytes, "rows": rows, "holds": holds}, indent=1))


if __name__ == "__main__":
    main()
