"""A film by a video model of one's own: from the script to the cut, through the command line and real workers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from models.moving_shapes import Scene, background_of, colour_of, draw, motion_of, psnr
from models.recipes import TinyModels
from studio_film import answer, fingerprints, studio

from renderers.media.picture import write_picture
from renderers.media.read import film_frames, probe
from shots.rate import Rate
from shots.recipe import PictureFormat

MODEL = Path(__file__).parent / "models" / "small_ltx"
PICTURE = PictureFormat(width=128, height=128, rate=Rate(numerator=24))
SCENES = (
    Scene("red", "circle", "left", "black"),
    Scene("yellow", "triangle", "right", "gray"),
    Scene("white", "square", "up", "navy"),
    Scene("blue", "triangle", "down", "black"),
)
"""Scenes the training never showed, a shot each; before them comes the title."""
SCRIPT = "\n\n".join(f"INT. CELLAR - DAY\n\n{scene.words[0].upper()}{scene.words[1:]}." for scene in SCENES)
SPOKEN = f"{SCRIPT}\n\nNORA\nThere it goes.\n"
SETTINGS = """size = [128, 128]
rate = "24"
handles = 0
voices = "tones"
renderer = "diffusers"

[renderers.diffusers]
model = "{model}"
rate = 8
frames = 9
size = "64x64"
steps = 8
negative = ""
cache = "{cache}"
"""


def _begin(folder: Path, model: Path, script: str = SCRIPT) -> Path:
    file = folder / "shapes.fountain"
    file.write_text(script)
    (folder / "shapes").mkdir()
    (folder / "shapes" / "studio.toml").write_text(SETTINGS.format(model=model, cache=folder / "prompts"))
    return file


def _drawn(scene: Scene, to: Path) -> Path:
    """The first frame of a scene as a picture."""
    clip, _ = draw(scene, np.random.default_rng(4))
    opaque = np.full((64, 64, 1), 255, dtype=np.uint8)
    write_picture(np.concatenate([(clip[0, ..., ::-1] * 255).astype(np.uint8), opaque], axis=-1), to)
    return to


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shots of 27 frames, 9 of the model, filmed from a keyframe each where the animatic stood in."""
    folder = tmp_path_factory.mktemp("shapes")
    script = _begin(folder, MODEL)
    settings, inside = folder / "shapes" / "studio.toml", ("-C", str(folder / "shapes"))
    wanted = settings.read_text()
    settings.write_text(wanted.replace('renderer = "diffusers"', 'renderer = "animatic"'))
    assert studio("produce", str(script), "--until", "shots").returncode == 0
    assert studio("revise", "all", "--duration", "27", *inside).returncode == 0
    settings.write_text(wanted)
    (folder / "keyframes").mkdir()
    for shot, scene in zip(_shots(folder / "shapes")[1:], SCENES, strict=True):
        _drawn(scene, folder / "keyframes" / f"{shot['slate']}.png")
    done = studio("add", str(folder / "keyframes"), *inside)
    assert done.returncode == 0, done.stderr
    return folder / "shapes"


def _shots(folder: Path) -> list[dict[str, object]]:
    shots = answer("shots", "-C", str(folder))
    assert isinstance(shots, list)
    return shots


def _clip(file: Path) -> np.ndarray:
    """The model's 9 frames out of the film's 27, from 0 to 1."""
    frames = [frame.to_ndarray(format="rgb24") for frame in film_frames(file, PICTURE, 0, 27)]
    return np.stack(frames[1::3]).astype(np.float32) / 255


def test_each_shot_of_the_film_shows_what_the_script_says_from_its_keyframe(film: Path) -> None:
    rows = answer("takes", "-C", str(film))
    assert isinstance(rows, list)
    takes = {row["slate"]: row for row in rows if "still" not in row and row["in_cut"]}
    slates = [str(shot["slate"]) for shot in _shots(film)][1:]
    assert {take["renderer"] for take in takes.values()} == {"diffusers"}
    for slate, scene in zip(slates, SCENES, strict=True):
        clip = _clip(film / str(takes[slate]["file"]))
        drawn, _ = draw(scene, np.random.default_rng(4))
        assert (colour_of(clip), motion_of(clip), background_of(clip)) == scene[:1] + scene[2:]
        assert psnr(clip[0, ::2, ::2], drawn[0]) > 20
    assert probe(film / "film.mp4").frames == 5 * 27
    whole = [frame.to_ndarray(format="rgb24") for frame in film_frames(film / "film.mp4", PICTURE, 0, 5 * 27)]
    middles = [whole[27 * shot + 13][None].astype(np.float32) / 255 for shot in range(1, 5)]
    assert [colour_of(middle) for middle in middles] == [scene.colour for scene in SCENES]


def test_each_prompt_was_encoded_once_and_a_second_run_makes_nothing(film: Path) -> None:
    assert len(list((film.parent / "prompts").glob("*.safetensors"))) == len(SCENES) + 1
    before = fingerprints(film)
    done = answer("produce", str(film.parent / "shapes.fountain"))
    assert isinstance(done, dict)
    assert (done["takes"], done["cut"]) == (0, None)
    assert fingerprints(film) == before


def test_the_animatic_stands_in_for_shots_a_model_cannot_make(models: TinyModels, tmp_path: Path) -> None:
    script = _begin(tmp_path, models("modelscope"), SPOKEN)
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
    parked = {shot["slate"]: shot["reason"] for shot in shots if shot["state"] == "parked"}
    assert set(parked) == {slate for slate, maker in makers.items() if maker == "animatic"}
    assert all("diffusers could not make it" in why and "2.0 s" in why for why in parked.values())
    status = answer("status", "-C", str(tmp_path / "shapes"))
    assert isinstance(status, dict)
    assert status["next"].endswith(f"studio retake {next(iter(parked))} tries again")
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


def test_cast_and_keyframes_are_drawn_here_then_filmed(models: TinyModels, tmp_path: Path) -> None:
    script = tmp_path / "shapes.fountain"
    script.write_text("Title: Shapes\n\nEXT. HARBOUR - DAY\n\nA red circle moves left on a black background.\n")
    (tmp_path / "shapes").mkdir()
    drawn = models("stable_diffusion")
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
