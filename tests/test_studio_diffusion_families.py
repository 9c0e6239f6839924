"""Every family of video models makes takes for a film: through the plan, the farm's worker, the ledger and the cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from models.recipes import VIDEO_MODELS, TinyModels, film, still
from studio_film import answer, studio

from renderers.media.read import probe

SCRIPT = "Title: One\n\nEXT. HARBOUR - DAY\n\nA red boat passes the mole.\n"
SETTINGS = """size = [128, 64]
rate = "24"
handles = 2
voices = "tones"
ambience = false
effects = false
music = false

[renderers.diffusers]
model = "{model}"
size = "64x64"
steps = 2
cache = "{cache}"
"""
TAKES = (
    dict.fromkeys(("wan_image", "cog_image", "hunyuan_image", "hunyuan15_image", "svd"), ("keyframe",))
    | dict.fromkeys(("wan_first_last", "wan22_image", "wan22_small", "skyreels"), ("keyframe", "last"))
    | dict.fromkeys(("ltx", "ltx_condition", "ltx2", "ltx2_text"), ("keyframe", "last"))
    | dict.fromkeys(("ltx2_control", "wan_vace"), ("keyframe", "last", "pose"))
    | {"cog_control": ("pose",)}
)
"""Which of the shot's guides a model takes; the models of words take none."""


@pytest.fixture(scope="module")
def one_shot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of two shots of a second, of which the first has a keyframe, a last frame and a film of poses."""
    folder = tmp_path_factory.mktemp("one")
    script = folder / "one.fountain"
    script.write_text(SCRIPT)
    (folder / "one").mkdir()
    (folder / "one" / "studio.toml").write_text(SETTINGS.format(model="", cache=folder / "prompts"))
    assert studio("produce", str(script), "--until", "shots").returncode == 0
    inside = ("-C", str(folder / "one"))
    assert studio("revise", "all", "--duration", "24", *inside).returncode == 0
    for media, use in ((still(folder, "k", (200, 40, 40)), "keyframe"), (still(folder, "e", (40, 40, 200)), "last")):
        assert studio("add", "1", str(media), "--as", use, *inside).returncode == 0
    assert studio("add", "1", str(film(folder, "walk", 28)), "--as", "pose", *inside).returncode == 0
    return folder / "one"


@pytest.mark.parametrize("name", VIDEO_MODELS)
def test_a_family_makes_a_take_that_the_film_shows(name: str, one_shot: Path, models: TinyModels) -> None:
    (one_shot / "studio.toml").write_text(SETTINGS.format(model=models(name), cache=one_shot.parent / "prompts"))
    before = (one_shot / "film.mp4").read_bytes()
    done = studio("retake", "1", "--renderer", "diffusers", "-C", str(one_shot))
    assert done.returncode == 0, done.stderr
    take = _rows(one_shot)[-1]
    assert take["renderer"] == "diffusers"
    assert take["in_cut"]
    facts = probe(one_shot / str(take["file"]))
    assert (facts.frames, facts.width, facts.height, facts.rate) == (28, 128, 64, 24)
    assert probe(one_shot / "film.mp4").frames == 48
    assert (one_shot / "film.mp4").read_bytes() != before
    told = answer("explain", f"1-{take['number']}", "-C", str(one_shot))
    assert isinstance(told, dict)
    assert f" {name}@" in told["revision"]
    assert [each.split()[0] for each in told["guides"]] == ["keyframe", "last", "pose"]
    refused = {part.split(":")[0] for part in told["note"].split("; ") if "this model takes none" in part}
    assert refused == {"keyframe", "last", "pose"} - set(TAKES.get(name, ()))


def _rows(folder: Path) -> list[dict[str, object]]:
    rows = answer("takes", "-C", str(folder))
    assert isinstance(rows, list)
    return [row for row in rows if "still" not in row and row["slate"] == "1"]
