"""How long `studio --help` takes, beside an empty Python in the same run.

python tests/benchmarks/startup.py [--json]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
STUDIO = Path(sys.executable).parent / "studio"


def seconds(argv: list[str]) -> float:
    """The median of some runs."""
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(argv, check=True, capture_output=True)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def main() -> None:
    """Measure and print."""
    empty = seconds([sys.executable, "-c", "pass"])
    helped = seconds([str(STUDIO), "--help"])
    result = {
        "python_seconds": round(empty, 3),
        "studio_help_seconds": round(helped, 3),
        "ratio": round(helped / empty, 1),
    }
    if "--json" in sys.argv:
        print(json.dumps(result))
    else:
        print(f"python: {empty:.3f} s, studio --help: {helped:.3f} s ({result['ratio']} times)")


if __name__ == "__main__":
    main()
