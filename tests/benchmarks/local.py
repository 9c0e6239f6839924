"""What shots cost through the renderer, beside a bare diffusers loop on the same model in the same process.

python tests/benchmarks/local.py [--json]

The model is the small LTX of the tests, on one thread of the processor. Both sides load it once, paint the same shots
and write them as the film's MP4; processor time is compared, round by round, because the machine may be busy.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from models.recipes import make_recipe  # noqa: E402

from renderers.diffusion.fit import Fit  # noqa: E402
from renderers.diffusion.lengths import frames_shown  # noqa: E402
from renderers.diffusion.prompt import compile_prompt  # noqa: E402
from renderers.diffusion.renderer import Diffusion  # noqa: E402
from renderers.media.write import TakeWriter  # noqa: E402
from shots.rate import Rate  # noqa: E402
from shots.recipe import PictureFormat, Recipe  # noqa: E402

MODEL = TESTS / "models" / "small_ltx"
PICTURE = PictureFormat(width=256, height=256, rate=Rate(numerator=24))
SHOTS, PROMPTS, ROUNDS, STEPS = 8, 4, 5, 20
NEGATIVE = "worst quality, inconsistent motion, blurry, jittery, distorted"
FRAMES = 96
"""Of the film; 32 of the model, which makes 33."""


def shots(folder: Path) -> list[Recipe]:
    """Shots of 4 seconds, every second one with the words of another."""
    options = {"model": str(MODEL), "rate": "8", "size": "64x64", "steps": str(STEPS), "cache": str(folder / "prompts")}
    recipes = []
    for number in range(SHOTS):
        recipe = make_recipe(FRAMES, 0, PICTURE, seed=number, options=tuple(options.items()))
        shot = recipe.shot.model_copy(update={"action": f"Nora counts to {number % PROMPTS}."})
        recipes.append(recipe.model_copy(update={"shot": shot}))
    return recipes


def bare(pipe: object, recipes: list[Recipe], folder: Path) -> None:
    """The loop a person would write: call the pipeline, scale its frames, write them."""
    import torch

    fit = Fit(width=64, height=64, picture=PICTURE)
    shown = frames_shown(FRAMES, PICTURE.rate.fps, Fraction(8))
    for number, recipe in enumerate(recipes):
        frames = pipe(
            prompt=compile_prompt(recipe), negative_prompt=NEGATIVE,
            width=64, height=64, num_frames=33, frame_rate=8.0, num_inference_steps=STEPS, guidance_scale=3.0,
            generator=torch.Generator("cpu").manual_seed(recipe.seed), output_type="np",
        ).frames[0]  # fmt: skip
        before = -1
        with TakeWriter(folder / f"{number}.mp4", PICTURE) as writer:
            for frame in shown:
                writer.hold() if frame == before else writer.write(fit.to_picture(frames[frame]))
                before = frame


def clocked(work: object) -> tuple[float, float]:
    """Processor time and time on the wall."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - began


def in_python(code: str) -> float:
    """How long a line takes in a fresh Python."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    result: dict[str, object] = {
        "check_seconds": round(in_python(
            "from renderers.diffusion.renderer import Diffusion; d = Diffusion();"
            f"d.set_up((('model', {str(MODEL)!r}),)); assert d.check().ready"
        ), 2),
        "import_seconds": round(in_python(
            "from renderers.diffusion.resident import import_diffusers; import_diffusers(1);"
            "from diffusers import LTXConditionPipeline"
        ), 2),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        result |= _shots(Path(name))
    print(json.dumps(result) if "--json" in sys.argv else "\n".join(f"{key}: {value}" for key, value in result.items()))


def _shots(folder: Path) -> dict[str, object]:
    from renderers.diffusion.resident import import_diffusers

    import_diffusers(1)
    import torch
    from diffusers import LTXConditionPipeline

    pipe = LTXConditionPipeline.from_pretrained(MODEL, dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    recipes, renderer = shots(folder), Diffusion()
    began = time.perf_counter()
    encoded = renderer.encode(recipes)
    prepared = time.perf_counter() - began
    ratios, walls, mine, same = [], [], [], True
    for round_ in range(ROUNDS):
        places = [folder / f"{side}{round_}" for side in ("bare", "studio")]
        for place in places:
            place.mkdir()

        def through_studio(place: Path = places[1]) -> None:
            for number, recipe in enumerate(recipes):
                renderer.render(recipe, place / f"{number}.mp4", lambda _done, _total: None)

        def through_bare(place: Path = places[0]) -> None:
            bare(pipe, recipes, place)

        # First one, then the other, by turns: whoever comes first finds a colder machine.
        took = {
            work: clocked(work) for work in ((through_bare, through_studio), (through_studio, through_bare))[round_ % 2]
        }
        ratios.append(took[through_studio][0] / took[through_bare][0])
        walls.append(took[through_studio][1] / took[through_bare][1])
        films = [[(place / f"{number}.mp4").read_bytes() for number in range(SHOTS)] for place in places]
        same = same and films[0] == films[1]
        mine.append(took[through_studio][0] / SHOTS)
    again = renderer.encode(recipes)
    return {
        "shots": SHOTS,
        "distinct_prompts": PROMPTS,
        "prompts_encoded": encoded,
        "prompts_encoded_again": again,
        "load_and_encode_seconds": round(prepared, 2),
        "cpu_seconds_per_shot": round(statistics.median(mine), 3),
        "ratio_to_bare_loop_cpu": round(statistics.median(ratios), 3),
        "ratio_to_bare_loop_wall": round(statistics.median(walls), 3),
        "same_films": same,
        "ratios_cpu": [round(each, 3) for each in ratios],
    }


if __name__ == "__main__":
    main()
