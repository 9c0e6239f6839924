"""The animatic's recipes of a script, without voices, database or files: what benchmarks of the picture look at."""

from __future__ import annotations

from pathlib import Path

from bible.breakdown import break_down
from bible.read import read_script
from shots.direct import direct
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.timing import time_shots
from studio.production import Production
from studio.recipes import numbered, recipe_for

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.fountain"))


def recipes_of(script_file: Path, width: int, height: int) -> tuple[Recipe, ...]:
    """Every shot of a script as the animatic is asked for it; lines are as long as their words would take."""
    script = read_script(script_file)
    bible = break_down(script)
    shots = direct(script, bible)
    picture = PictureFormat(width=width, height=height, rate=Rate(numerator=24))
    production = Production(
        name=script_file.stem, picture=picture, handles=0, script=script, bible=bible, shots=shots
    )  # fmt: skip
    timed = time_shots(shots, script, bible, {}, picture.rate)
    return tuple(numbered(recipe_for(production, each, "animatic", "2"), 1) for each in timed)
