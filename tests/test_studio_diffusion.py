"""A film by a video model of one's own: from the script to the cut, through the command line and real workers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from models.moving_shapes import colour_of
from models.recipes import TinyModels
from studio_film import answer, fingerprints, studio

from renderers.media.read import film_frames, probe
from shots.rate import Rate
from shots.recipe import PictureFormat

MODEL = Path(__file__).parent / "models" / "small_ltx"
PICTURE = PictureFormat(width=128, height=128, rate=Rate(numerator=24))
SCRIPT = """Title: Shapes

EXT. HARBOUR - DAY

A red circle moves left on a black background.

The white square moves up on a navy background.

INT. WHEELHOUSE - DAY

A green triangle moves left on a black background.

NORA
There it goes.
"""
SETTINGS = """size = [128, 128]
rate = "24"
handles = 4
voices = "tones"
renderer = "diffusers"

[renderers.diffusers]
model = "{model}"
rate = 8
frames = 9
size = "64x64"
steps = 4
cache = "{cache}"
"""


def _begin(folder: Path, model: Path) -> Path:
    script = folder / "shapes.fountain"
    script.write_text(SCRIPT)
    (folder / "shapes").mkdir()
    (folder / "shapes" / "studio.toml").write_text(SETTINGS.format(model=model, cache=folder / "prompts"))
    return script


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    done = studio("produce", str(_begin(folder, MODEL)))
    assert done.returncode == 0, done.stderr
    return folder / "shapes"


def test_the_film_shows_what_the_script_says(film: Path) -> None:
    takes = answer("takes", "-C", str(film))
    shots = answer("shots", "-C", str(film))
    assert isinstance(takes, list)
    assert isinstance(shots, list)
    assert {take["renderer"] for take in takes} == {"diffusers"}
    assert {take["slate"] for take in takes} == {shot["slate"] for shot in shots}
    files = {take["slate"]: film / take["file"] for take in takes}
    seen = {}
    for shot in shots:
        file = files[shot["slate"]]
        assert probe(file).frames == shot["duration_frames"] + 8
        middle = list(film_frames(file, PICTURE, 0, 20))[-1].to_ndarray(format="rgb24")
        for colour in ("red", "white", "green"):
            if f"{colour} " in shot["action"].lower():
                seen[colour] = colour_of(middle[None].astype(np.float32) / 255)
    assert seen == {"red": "red", "white": "white", "green": "green"}
    assert probe(film / "film.mp4").frames == sum(shot["duration_frames"] for shot in shots)


def test_each_prompt_was_encoded_once_and_a_second_run_makes_nothing(film: Path) -> None:
    shots = answer("shots", "-C", str(film))
    assert isinstance(shots, list)
    assert len(list((film.parent / "prompts").glob("*.safetensors"))) == len(shots)
    before = fingerprints(film)
    done = answer("produce", str(film.parent / "shapes.fountain"))
    assert isinstance(done, dict)
    assert (done["takes"], done["cut"]) == (0, None)
    assert fingerprints(film) == before


def test_the_animatic_stands_in_for_shots_a_model_cannot_make(tmp_path: Path) -> None:
    script = _begin(tmp_path, TinyModels(tmp_path)("modelscope"))
    settings = tmp_path / "shapes" / "studio.toml"
    settings.write_text(settings.read_text().replace("rate = 8\nframes = 9\n", ""))
    done = studio("produce", str(script))
    assert done.returncode == 3
    assert "ModelScope text-to-video makes 2.0 s and cannot go on from there" in done.stderr
    takes = answer("takes", "-C", str(tmp_path / "shapes"))
    shots = answer("shots", "-C", str(tmp_path / "shapes"))
    assert isinstance(takes, list)
    assert isinstance(shots, list)
    makers = {take["slate"]: take["renderer"] for take in takes}
    assert makers == {shot["slate"]: "animatic" if shot["duration_frames"] > 48 else "diffusers" for shot in shots}
    assert set(makers.values()) == {"animatic", "diffusers"}
    assert probe(tmp_path / "shapes" / "film.mp4").frames == sum(shot["duration_frames"] for shot in shots)


def test_a_model_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    done = studio("produce", str(_begin(tmp_path, tmp_path / "nowhere")))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "there is no model" in done.stderr
    assert "--renderer animatic" in done.stderr


def test_models_are_listed_with_size_and_licence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STUDIO_MODELS", str(tmp_path))
    (tmp_path / "mine").symlink_to(MODEL, target_is_directory=True)
    done = studio("models", "--json")
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["mine"]["ready"]
    assert not rows["mochi"]["here"]
    assert rows["mochi"]["licence"] == "Apache-2.0"
    assert all(row["gigabytes"] and row["memory"] for name, row in rows.items() if name != "mine")
    refused = studio("models", "pull", "sora")
    assert refused.returncode == 1
    assert "there is no model 'sora' to pull" in refused.stderr


def test_cast_and_keyframes_are_drawn_here_then_filmed(tmp_path: Path) -> None:
    script = tmp_path / "shapes.fountain"
    script.write_text("Title: Shapes\n\nEXT. HARBOUR - DAY\n\nA red circle moves left on a black background.\n")
    (tmp_path / "shapes").mkdir()
    drawn = TinyModels(tmp_path)("stable_diffusion")
    settings = SETTINGS.format(model=MODEL, cache=tmp_path / "prompts").replace(
        'renderer = "diffusers"', 'renderer = "diffusers"\nstills = "diffusers"'
    )
    (tmp_path / "shapes" / "studio.toml").write_text(f'{settings}stills = "{drawn}"\n')
    folder = str(tmp_path / "shapes")
    done = studio("produce", str(script))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "shapes" / "film.mp4").is_file()  # by the animatic, until a person chose
    _circle_all(folder)
    _circle_all(folder)
    takes = answer("takes", "-C", folder)
    assert isinstance(takes, list)
    keyframes = [row for row in takes if "still" in row and row["subject"][0] != "@"]
    assert len(keyframes) == 1
    filmed = {row["slate"]: row["renderer"] for row in takes if row.get("in_cut")}
    assert filmed[keyframes[0]["subject"]] == "diffusers"


def _circle_all(folder: str) -> None:
    rows = answer("takes", "-C", folder)
    assert isinstance(rows, list)
    names = [row["still"] for row in rows if "still" in row and not row["circled"]]
    done = studio("circle", *names, "-C", folder)
    assert done.returncode == 0, done.stderr
