"""How well the animatic is made: what can be measured of its craft, for each example or the scripts named.

    python tests/benchmarks/craft.py [SCRIPT ...] [--films DIR] [--recogniser PYTHON] [--json]

Of the picture, on two frames a second of every shot at 480 x 270: how far the colours of a character's clothes and hair
drift between the shots of one scene (CIE76; 2.3 is just seen), with the light left out (`craft_colour.py`) and as they
are lit, heads cut by the frame's edge, frames with nothing on them, frames of a shot about somebody in which nobody is,
and the longest time in which no pixel changes.

Of the sound, for every script that has a film, a production of its name in DIR, what `craft_sound.py` measures.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

from craft_colour import Worn, drift, worn_in
from craft_sound import sound_figures
from staged import EXAMPLES, recipes_of

from renderers.animatic.footage import Footage
from renderers.animatic.skeleton import joints
from renderers.animatic.stage import Stage, Standing
from renderers.animatic.titles import is_black
from shots.recipe import Recipe
from shots.shot import Framing, Size

WIDTH, HEIGHT = 480, 270
EVERY = 12
"""Frames between two that are looked at."""
_FLAT = 2.0
"""Levels of grey by which an empty frame's fields differ at most."""


class Seen(NamedTuple):
    """What one shot shows."""

    cut_off: int
    empty: int
    missing: int
    looked_at: int
    held: int
    """Frames."""
    worn: list[Worn]


def look_at(recipe: Recipe) -> Seen:
    """Look at a shot every few frames."""
    footage = Footage(recipe, WIDTH, HEIGHT, bare=True)  # without the paper's tooth, sheets are one colour each
    stage = Stage(recipe, WIDTH, HEIGHT) if _staged(recipe) else None
    cut_off = empty = missing = 0
    frames = range(0, recipe.frames, EVERY)
    for frame in frames:
        footage.draw(frame)
        picture = footage.pixels[..., 2::-1]
        fields = picture[: HEIGHT // 9 * 9].reshape(9, HEIGHT // 9, 8, WIDTH // 8, 3).mean(axis=(1, 3, 4))
        empty += bool(fields.std() < _FLAT and not is_black(recipe))
        if stage is None or not recipe.shot.subjects:
            continue
        people = stage.people(frame)
        missing += not any(0 < _head(stage, each, frame)[0] < WIDTH for each in people)
        cut_off += sum(_is_cut(stage, each, frame, recipe) for each in people)
    worn = worn_in(recipe, WIDTH, HEIGHT) if stage is not None else []
    return Seen(cut_off, empty, missing, len(frames), _longest_hold(recipe, footage), worn)


def _staged(recipe: Recipe) -> bool:
    return recipe.shot.framing not in (Framing.TITLE, Framing.INSERT) and not is_black(recipe)


def _head(stage: Stage, each: Standing, frame: int) -> tuple[float, float]:
    """The middle of a head, in pixels."""
    found = joints(each.look, each.pose, each.from_behind)
    spots = [point for name, point in found.items() if name.endswith(("eye", "ear", "nose"))]
    x, y = (sum(values) / len(spots) for values in zip(*spots, strict=True))
    across, down = stage.offset(frame)
    return each.at[0] + x * each.unit + across, each.at[1] + (y - 0.05) * each.unit + down


def _is_cut(stage: Stage, each: Standing, frame: int, recipe: Recipe) -> bool:
    """Whether the frame cuts a head that it ought to hold whole: not on the way in or out, not in a close-up."""
    if each.from_behind or each.pose.travel or recipe.shot.size.step >= Size.CU.step:
        return False
    (x, y), radius = _head(stage, each, frame), 0.42 * each.unit
    near = -radius < x < WIDTH + radius and -radius < y < HEIGHT + radius
    return bool(near and not (radius < x < WIDTH - radius and radius < y < HEIGHT))


def _longest_hold(recipe: Recipe, footage: Footage) -> int:
    longest = run = 0
    before = None
    for frame in range(recipe.frames):
        key = footage.key(frame)
        run = run + 1 if key == before else 1
        longest, before = max(longest, run), key
    return longest


def measure(script: Path) -> dict[str, object]:
    """The figures of one script."""
    recipes = recipes_of(script, WIDTH, HEIGHT)
    seen = [(recipe, look_at(recipe)) for recipe in recipes]
    worn = [each for _, shot in seen for each in shot.worn]
    own, lit = drift(worn, own=True), drift(worn, own=False)
    held, slate = max((each.held, recipe.shot.slate) for recipe, each in seen)
    return {
        "script": script.stem,
        "shots": len(recipes),
        "frames_looked_at": sum(each.looked_at for _, each in seen),
        "cut_off_heads": sum(each.cut_off for _, each in seen),
        "empty_frames": sum(each.empty for _, each in seen),
        "frames_without_their_subject": sum(each.missing for _, each in seen),
        "colours_compared": len(worn),
        "colour_drift": round(own.largest, 2),
        "colour_drift_of": own.of,
        "colour_drift_between": own.between,
        "colour_drift_as_lit": round(lit.largest, 2),
        "longest_hold_seconds": round(held / 24, 2),
        "longest_hold_in": slate,
        "cut_off_in": [recipe.shot.slate for recipe, each in seen if each.cut_off],
    }


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("scripts", nargs="*", type=Path, default=EXAMPLES)
    asked.add_argument("--films", type=Path)
    asked.add_argument("--recogniser", default="")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    results = []
    for script in given.scripts:
        result = measure(script)
        if given.films and (given.films / script.stem / "film.mp4").exists():
            result |= sound_figures(given.films / script.stem, given.recogniser)
        results.append(result)
    if given.json:
        print(json.dumps(results))
        return
    for result in results:
        print("  ".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
