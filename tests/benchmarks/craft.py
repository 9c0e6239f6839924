"""How well the animatic is made: what can be measured of its craft, for each example or the scripts named.

    python tests/benchmarks/craft.py [SCRIPT ...] [--films DIR] [--recogniser PYTHON] [--json]

Of the picture, on two frames a second of every shot at 480 x 270: how far a character's clothes drift in colour between
the shots of one scene (CIE76; 2.3 is just seen), heads cut by the frame's edge, frames with nothing on them, frames of
a shot about somebody in which nobody is, and the longest time in which no pixel changes.

Of the sound, for every script that has a film, a production of its name in DIR, what `craft_sound.py` measures.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
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
_CHEST, _SMALLEST = 0.10, 1.6
"""Whose head is less than sixteen pixels high wears no colour that can be told."""

Picture = npt.NDArray[np.uint8]


class Seen(NamedTuple):
    """What one shot shows."""

    cut_off: int
    empty: int
    missing: int
    looked_at: int
    held: int
    """Frames."""
    clothes: dict[str, list[npt.NDArray[np.float64]]]
    """Colours of each character's chest in CIE Lab."""


def look_at(recipe: Recipe) -> Seen:
    """Look at a shot every few frames."""
    footage = Footage(recipe, WIDTH, HEIGHT, bare=True)  # without the paper's tooth, sheets are one colour each
    stage = Stage(recipe, WIDTH, HEIGHT) if _staged(recipe) else None
    cut_off = empty = missing = 0
    clothes: dict[str, list[npt.NDArray[np.float64]]] = defaultdict(list)
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
        for subject, each in zip(_order(stage, recipe), people, strict=False):
            cut_off += _is_cut(stage, each, frame, recipe)
            chest = None if each.from_behind else _chest(picture, stage, each, frame)
            if chest is not None:
                clothes[subject].append(chest)
    return Seen(cut_off, empty, missing, len(frames), _longest_hold(recipe, footage), dict(clothes))


def _staged(recipe: Recipe) -> bool:
    return recipe.shot.framing not in (Framing.TITLE, Framing.INSERT) and not is_black(recipe)


def _order(stage: Stage, recipe: Recipe) -> list[str]:
    """Tokens in the order of `Stage.people`."""
    marks = [mark.token for mark in sorted(stage.composition.marks, key=lambda mark: -mark.z)]
    shoulder = stage.composition.shoulder
    return [*marks, *([shoulder.mark.token] if shoulder else [])]


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


def _chest(picture: Picture, stage: Stage, each: Standing, frame: int) -> npt.NDArray[np.float64] | None:
    """The sheet on the torso that is nearest to the colour of its cloth, or None where too little of it is in frame.

    Sheets are flat: each is a peak among the colours of the patch. Gestures, packs and shade are other peaks.
    """
    if each.unit * _CHEST < _SMALLEST or each.pose.fallen:
        return None
    (x, y), (across, down) = joints(each.look, each.pose)["neck"], stage.offset(frame)
    column, row = each.at[0] + x * each.unit + across, each.at[1] + y * each.unit + down
    half, tall = 0.62 * each.unit, 1.2 * each.unit
    top, left = max(0, round(row + 0.2 * each.unit)), max(0, round(column - half))
    patch = picture[top : max(top, round(row + tall)), left : max(left, round(column + half))].reshape(-1, 3)
    if len(patch) < 40:
        return None
    peaks, counts = np.unique(patch // 4, axis=0, return_counts=True)
    large = counts > max(6, 0.03 * len(patch))
    if not large.any():
        return None
    cloth = np.array([int(each.look.outfit_colour[at : at + 2], 16) for at in (1, 3, 5)], np.float64)
    sheets = [np.median(patch[(patch // 4 == peak).all(axis=1)], axis=0) for peak in peaks[large]]
    apart = [float(np.linalg.norm((_lab(sheet) - _lab(cloth)) * (0.4, 1, 1))) for sheet in sheets]
    # The lit sheet: of those about as near as the nearest, which may be a rim of sun, the largest.
    near = [(count, place) for place, count in enumerate(counts[large]) if apart[place] < min(apart) + 12]
    return _lab(sheets[max(near)[1]])


def _lab(colour: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    linear = colour / 255
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


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
    drift, who, between = _drift(seen)
    held, slate = max((each.held, recipe.shot.slate) for recipe, each in seen)
    return {
        "script": script.stem,
        "shots": len(recipes),
        "frames_looked_at": sum(each.looked_at for _, each in seen),
        "cut_off_heads": sum(each.cut_off for _, each in seen),
        "empty_frames": sum(each.empty for _, each in seen),
        "frames_without_their_subject": sum(each.missing for _, each in seen),
        "colour_drift": round(drift, 2),
        "colour_drift_of": who,
        "colour_drift_between": between,
        "longest_hold_seconds": round(held / 24, 2),
        "longest_hold_in": slate,
        "cut_off_in": [recipe.shot.slate for recipe, each in seen if each.cut_off],
    }


def _drift(seen: list[tuple[Recipe, Seen]]) -> tuple[float, str, list[str]]:
    """The largest distance between a character's colours in two shots of a scene: whose and where."""
    found: dict[tuple[str, str], list[tuple[str, npt.NDArray[np.float64]]]] = defaultdict(list)
    for recipe, each in seen:
        for token, colours in each.clothes.items():
            found[recipe.shot.scene, token].append((recipe.shot.slate, np.median(np.stack(colours), axis=0)))
    worst: tuple[float, str, list[str]] = (0.0, "", [])
    for (_, token), shots in found.items():
        for i, (one, colour) in enumerate(shots):
            for other, another in shots[i + 1 :]:
                apart = float(np.linalg.norm(colour - another))
                if apart > worst[0]:
                    worst = (apart, token, [one, other])
    return worst


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
