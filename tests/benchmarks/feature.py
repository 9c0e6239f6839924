"""What a feature costs before anything is rendered: read, broken down, shot-listed by rule, planned, and `status`.

    python tests/benchmarks/feature.py [--json] [--scenes 10 50 100 190 400]

Scripts are generated: scenes of two thirds of a page, dialogue and action of a steady cast with passers-by, a tenth of
them new places. Each size runs in a process of its own, so that the peak of memory is its own. CPU is counted beside
the clock, because wall time on a shared machine says little. `again` is the same script with one line changed: read,
matched with the draft before, and directed anew.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
SIZES = (10, 50, 100, 190, 400)
TARGET = 190
ROWS_A_PAGE = 55
NAMES = ("NORA", "IKE", "MARTA", "OLD TOM", "DR. WEISS", "JUNE", "CAPTAIN REYES", "SAM", "ELENA", "PIOTR")
PLACES = (
    "HARBOUR",
    "KITCHEN",
    "WHEELHOUSE",
    "OFFICE",
    "STREET",
    "CHURCH",
    "HOSPITAL CORRIDOR",
    "BEACH",
    "STATION",
    "ATTIC",
)
HOURS = ("DAY", "NIGHT", "DAWN", "CONTINUOUS", "LATER")
DEEDS = (
    "{0} crosses to the window and looks down at the water.", "{0} opens the drawer. A LETTER, folded small.",
    "{0} and {1} wait without a word.", "{0} runs up the stairs, out of breath, and stops at the door.",
    "Rain on the roof. Nobody moves.", "{0} takes the cup from {1} and drinks it in one go.",
)  # fmt: skip
SAID = (
    "the herring are back and nobody believes it until somebody has seen them with their own eyes so go and look if "
    "you must but take the lamp and do not tell your mother where we went or what we found when the tide was out"
)
WORDS = SAID.split()


def script_of(scenes: int, seed: int = 7) -> str:
    """A screenplay of so many scenes; the same seed gives the same text."""
    chance = random.Random(seed)
    rows = ["Title: The Long Way Round", "Author: nobody", ""]
    for scene in range(scenes):
        place = f"ROOM {scene}" if scene % 10 == 9 else chance.choice(PLACES)
        inside = chance.choice(("INT", "EXT"))
        rows += ["", f"{inside}. {place} - {chance.choice(HOURS)}", ""]
        people = chance.sample(NAMES, 2 + scene % 2)
        rows += [f"{people[0]}, {30 + scene % 40}, comes in. {people[1]} is there already.", ""]
        for turn in range(11):
            if turn % 3 == 2:
                rows += [chance.choice(DEEDS).format(people[0].title(), people[1].title()), ""]
            else:
                start = chance.randrange(len(WORDS) - 20)
                said = " ".join(WORDS[start : start + chance.randrange(4, 20)])
                rows += [people[turn % len(people)], f"{said.capitalize()}.", ""]
    return "\n".join(rows)


def measure(scenes: int, folder: Path) -> dict[str, float]:
    """Seconds of every step for one size, with the peak of memory in MB."""
    from bible.breakdown import break_down
    from bible.read import read_script
    from bible.redraft import carry_ids
    from shots.direct import direct
    from shots.drafts import Draft, compare_drafts
    from shots.redraft import carry_shots
    from studio.plan import Offer, plan
    from studio.production import Production
    from studio.settings import Settings

    text = script_of(scenes)
    file = folder / "long.fountain"
    file.write_text(text)
    cpu, wall = time.process_time(), time.perf_counter()
    told: dict[str, float] = {"scenes": scenes, "pages": round(len(text.splitlines()) / ROWS_A_PAGE, 1)}
    script = _timed(told, "read", lambda: read_script(file))
    bible = _timed(told, "break_down", lambda: break_down(script))
    shots = _timed(told, "direct", lambda: direct(script, bible))
    production = Production(
        name="long", picture=Settings().picture, handles=24, script=script, bible=bible, shots=shots
    )
    offer = Offer(renderer="animatic", revision="1", engine="tones")
    planned = _timed(told, "plan", lambda: plan(production, offer))
    told["whole_cpu"], told["whole_wall"] = time.process_time() - cpu, time.perf_counter() - wall
    told["shots"], told["nodes"] = len(shots.shots), len(planned.nodes)
    told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = text.splitlines()
    place = next(at for at in range(len(lines) // 2, len(lines)) if lines[at].endswith(".") and lines[at - 1] in NAMES)
    lines[place] = "I never said that."
    file.write_text("\n".join(lines))

    def again() -> object:
        new = carry_ids(read_script(file), script, next_line=90_000, next_scene=9_000)
        whole = break_down(new, bible)
        used = frozenset(shot.slate for shot in shots.shots)
        carried = carry_shots(direct(new, whole), shots, used, len(shots.shots) + 1, {})
        return compare_drafts(
            Draft(script=script, bible=bible, shots=shots), Draft(script=new, bible=whole, shots=carried)
        )

    _timed(told, "again", again)
    file.write_text(text)
    return told


def status(folder: Path) -> dict[str, float]:
    """Seconds of `studio status` on a production with its shots: the least of three, compiled as when installed."""
    studio = str(Path(sys.executable).parent / "studio")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    script = folder / "long.fountain"
    subprocess.run([studio, "produce", str(script), "--until", "shots"], check=True, capture_output=True, env=env)
    best: dict[str, float] = {}
    for _ in range(3):
        wall, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([studio, "status", "-C", str(folder / "long")], check=True, capture_output=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
        took = time.perf_counter() - wall
        if not best or took < best["status_wall"]:
            best = {"status_wall": took, "status_cpu": cpu}
    return best


def _timed(told: dict[str, float], name: str, work: Callable[[], Result]) -> Result:
    begun = time.process_time()
    result = work()
    told[name] = time.process_time() - begun
    return result


def rows(sizes: tuple[int, ...]) -> Iterator[dict[str, float]]:
    """One row of figures for each size."""
    for scenes in sizes:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, __file__, "--one", str(scenes), folder]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            yield {**json.loads(done.stdout), **status(Path(folder))}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--scenes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", nargs=2, metavar=("SCENES", "FOLDER"), help="one size in this process")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(int(asked.one[0]), Path(asked.one[1]))))
        return
    found = list(rows(tuple(asked.scenes)))
    if asked.json:
        feature = next((row for row in found if row["scenes"] == TARGET), None)
        holds = feature and feature["whole_cpu"] <= 10 and feature["peak_mb"] <= 300 and feature["status_cpu"] <= 1
        print(json.dumps({"rows": found, "holds": bool(holds)}, indent=1))
        return
    for row in found:
        print("  ".join(f"{name} {value:.2f}" for name, value in row.items()))


if __name__ == "__main__":
    main()
