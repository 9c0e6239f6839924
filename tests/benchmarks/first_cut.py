"""How fast the first cut is made: film seconds per second, beside x264 alone on the same frames in the same run.

    python tests/benchmarks/first_cut.py [SCRIPT] [--json]

Recordings are given: they are made before the clock starts. Then takes are rendered and the film is cut, on all cores.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from renderers.media.write import TakeWriter
from shots.rate import Rate
from shots.recipe import PictureFormat

STUDIO = Path(sys.executable).parent / "studio"
SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "ferry.fountain"


def children_cpu() -> float:
    """CPU seconds of all child processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def encode_alone(folder: Path) -> tuple[float, int]:
    """CPU seconds x264 and the conversion to its colours need for the frames of all takes, and how many there are."""
    spent, frames = 0.0, 0
    for take in sorted((folder / "takes").rglob("*.mp4")):
        with av.open(str(take)) as container:
            stream = container.streams.video[0]
            picture = PictureFormat(width=stream.width, height=stream.height, rate=Rate(numerator=24))
            decoded = [frame.to_ndarray(format="bgra") for frame in container.decode(video=0)]
        to = folder / "alone.mp4"
        held = [False, *(np.array_equal(one, other) for one, other in pairwise(decoded))]
        before = time.process_time()
        with TakeWriter(to, picture, drawn=True) as writer:
            for pixels, still in zip(decoded, held, strict=True):
                if still:
                    writer.hold()
                else:
                    writer.write(np.ascontiguousarray(pixels))
        spent += time.process_time() - before
        to.unlink()
        frames += len(decoded)
    return spent, frames


def main() -> None:
    """Measure and print."""
    given = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    script = given[0] if given else SCRIPT
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "film"
        common = [str(STUDIO), "produce", str(script), "--into", str(folder)]
        subprocess.run([*common, "--until", "voices"], check=True, capture_output=True)
        wall, cpu = time.perf_counter(), children_cpu()
        subprocess.run(common, check=True, capture_output=True)
        wall, cpu = time.perf_counter() - wall, children_cpu() - cpu
        with av.open(str(folder / "film.mp4")) as container:
            stream = container.streams.video[0]
            film = stream.frames / float(stream.average_rate)
        alone, frames = encode_alone(folder)
    result = {
        "film_seconds": round(film, 2),
        "cores": os.cpu_count(),
        "wall_seconds": round(wall, 2),
        "cpu_seconds": round(cpu, 2),
        "film_per_wall_second": round(film / wall, 2),
        "film_per_cpu_second": round(film / cpu, 2),
        "frames_made": frames,
        "x264_alone_cpu_seconds": round(alone, 2),
        "cpu_over_x264_alone": round(cpu / alone, 2),
    }
    if "--json" in sys.argv:
        print(json.dumps(result))
    else:
        print("\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
