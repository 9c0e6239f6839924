"""What cutting the film again costs, beside `ffmpeg -c copy` of the same film and, where it is there, MoviePy.

    python tests/benchmarks/recut.py [--json] [--size 1920x1080] [--shots 24]

24 barcoded shots of 5 s, three sound tracks, captions. Takes and recordings are made before the clock starts. CPU is
counted, because wall time on a shared machine says little. Every frame of the film is decoded and its barcode read.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edit_film import beeping_film, picture, read_barcode

from edit.master import make_cut
from edit.sequence import Role, Sequence, Sound, Track
from renderers.media.wav import RATE, write_wav

SECONDS = 5


def children_cpu() -> float:
    """CPU seconds of all child processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of something done in this process and its children."""
    own, children = time.process_time(), children_cpu()
    work()
    return time.process_time() - own + children_cpu() - children


def build(root: Path, shots: int, width: int, height: int) -> Sequence:
    """The film: shots with handles, each with a line; music and ambience over all of it."""
    form = picture("24", width, height)
    film = beeping_film(root, form, (24 * SECONDS,) * shots, handles=24)
    noise = np.random.default_rng(1).standard_normal(shots * SECONDS * RATE).astype(np.float32)
    tracks: list[Track] = []
    roles: tuple[tuple[Role, float], ...] = (("music", 0.05), ("effects", 0.01))
    for role, level in roles:
        write_wav(root / f"sound/{role}.wav", noise * level)
        bed = Sound(
            file=f"sound/{role}.wav", recording=role, start=0, source_start=0, samples=len(noise), sample_rate=RATE
        )
        tracks.append(Track(name=role, role=role, sounds=(bed,), duck=9.0))
    return film.model_copy(update={"beds": tuple(tracks)})


def wrong_frames(film: Path, sequence: Sequence) -> int:
    """How many frames do not show what they should."""
    expected = [(int(clip.slate), clip.first + each) for clip in sequence.clips for each in range(clip.frames)]
    with av.open(str(film)) as container:
        container.streams.video[0].thread_type = "AUTO"
        shown = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
    return sum(one != other for one, other in zip(shown, expected, strict=True))


def moviepy_cpu(root: Path, sequence: Sequence) -> float | None:
    """CPU seconds MoviePy needs to put the same takes together, without sound or captions; None where it is not."""
    if importlib.util.find_spec("moviepy") is None:
        return None
    script = f"""
import json, sys
from moviepy import VideoFileClip, concatenate_videoclips
clips = [VideoFileClip(f).subclipped(a / 24, b / 24) for f, a, b in json.loads(sys.argv[1])]
concatenate_videoclips(clips, method="chain").write_videofile({str(root / "moviepy.mp4")!r}, fps=24, logger=None)
"""
    cuts = [[str(root / clip.file), clip.first, clip.first + clip.frames] for clip in sequence.clips]
    return timed(lambda: subprocess.run([sys.executable, "-c", script, json.dumps(cuts)], check=True))


def measure(shots: int, width: int, height: int) -> dict[str, object]:
    """Everything, in one run."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        film = build(root, shots, width, height)
        aside = root / "cache" / "aside"
        aside.mkdir(parents=True)
        cold = timed(lambda: make_cut(film, root, aside))
        warm = [timed(lambda: make_cut(film, root, aside)) for _ in range(3)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wrong = wrong_frames(aside / "film.mp4", film)
        line = film.sounds[-1].model_copy(update={"start": film.sounds[-1].start + 10})
        said = film.model_copy(update={"sounds": (*film.sounds[:-1], line)})
        dialogue = timed(lambda: make_cut(said, root, aside))
        result: dict[str, object] = {
            "shots": shots, "size": f"{width}x{height}", "film_seconds": film.frames / 24,
            "megabytes": round((aside / "film.mp4").stat().st_size / 1e6, 1), "wrong_frames": wrong,
            "first_cut_cpu": round(cold, 2), "recut_cpu": round(sorted(warm)[1], 3),
            "recut_after_dialogue_changed_cpu": round(dialogue, 2), "peak_megabytes": peak,
        }  # fmt: skip
        if shutil.which("ffmpeg"):
            copy = ["ffmpeg", "-v", "error", "-y", "-i", str(aside / "film.mp4"), "-map", "0:v", "-map", "0:a"]
            copies = [
                timed(lambda: subprocess.run([*copy, "-c", "copy", str(root / "copy.mp4")], check=True))
                for _ in range(3)
            ]
            copied = sorted(copies)[1]
            result |= {"ffmpeg_copy_cpu": round(copied, 3), "recut_to_ffmpeg_copy": round(sorted(warm)[1] / copied, 2)}
        spent = moviepy_cpu(root, film)
        if spent is not None:
            result |= {"moviepy_cpu": round(spent, 2), "moviepy_to_recut": round(spent / sorted(warm)[1], 1)}
        return result


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--size", default="1920x1080")
    reader.add_argument("--shots", type=int, default=24)
    given = reader.parse_args()
    width, height = map(int, given.size.split("x"))
    result = measure(given.shots, width, height)
    if given.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:36} {value}")


if __name__ == "__main__":
    main()
