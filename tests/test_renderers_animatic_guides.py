"""Guides of staged shots: where people are, how far things are, and the lines between them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from golden_pictures import BOTH, HARBOUR, NORA, WHEELHOUSE, drawn, recipe
from models.recipes import TinyModels

from bible.entries import Hour
from bible.errors import RenderError
from renderers.animatic.figure import draw_figure
from renderers.animatic.guides import KINDS, Staged, kinds_for, restaged, write_guide
from renderers.animatic.skeleton import joints
from renderers.animatic.stage import Stage
from renderers.diffusion.renderer import Diffusion
from renderers.media.picture import read_picture
from renderers.media.read import film_frames, probe
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Move, Size

WIDTH, HEIGHT = 320, 180


def staged(framing: Framing = Framing.MASTER, size: Size = Size.FS, **more: object) -> Recipe:
    subjects = more.pop("subjects", BOTH)
    return recipe(framing, size, subjects, width=WIDTH, height=HEIGHT, frames=12, **more)  # type: ignore[arg-type]


def film(of: Recipe, kind: Staged, folder: Path) -> np.ndarray:
    folder.mkdir(exist_ok=True)
    made = write_guide(of, kind, folder / f"{kind}.mp4")
    frames = film_frames(Path(made.file), of.picture, 0, probe(Path(made.file)).frames)
    return np.stack([frame.to_ndarray(format="gray") for frame in frames])


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_film_has_every_frame_of_the_take_in_its_size_and_comes_out_the_same_again(
    kind: Staged, tmp_path: Path
) -> None:
    asked = staged(move=Move.PUSH_IN)
    frames = film(asked, kind, tmp_path)
    assert frames.shape == (asked.total_frames, HEIGHT, WIDTH)
    assert frames.max() > 150 and frames.min() < 40
    again = write_guide(asked, kind, tmp_path / "again.mp4")
    assert again.sha256 == hashlib.sha256((tmp_path / f"{kind}.mp4").read_bytes()).hexdigest()


def test_the_keyframe_is_the_first_frame_of_the_take_without_lettering(tmp_path: Path) -> None:
    asked = staged()
    made = write_guide(asked, "keyframe", tmp_path / "k.png")
    difference = np.abs(read_picture(Path(made.file)).astype(int) - drawn(asked, -asked.handles)).mean()
    assert difference < 6, "only the paper's tooth lies between them"


def test_nearer_people_are_lighter_and_the_sky_is_black(tmp_path: Path) -> None:
    asked = staged(Framing.OVER_SHOULDER, Size.MS)
    depth = film(asked, "depth", tmp_path)[10]
    stage = Stage(asked, WIDTH, HEIGHT)
    far, near = stage.people(2)
    assert far.distance > near.distance
    chest = [depth[HEIGHT - 6, int(np.clip(each.at[0], 4, WIDTH - 5))] for each in (far, near)]
    assert chest[1] > chest[0] + 40
    assert film(staged(Framing.ESTABLISHING, Size.EWS, subjects=()), "depth", tmp_path / "sky")[0][2].max() < 30


def test_the_floor_of_a_room_comes_nearer_toward_the_lens(tmp_path: Path) -> None:
    depth = film(staged(Framing.ESTABLISHING, Size.WS, subjects=(), location=WHEELHOUSE), "depth", tmp_path)[0]
    column = depth[HEIGHT * 3 // 4 :, WIDTH // 2].astype(int)
    assert column[-1] > column[0] + 10
    assert (np.diff(column) > -6).all()


@pytest.mark.parametrize("action", ["", "IKE runs along the quay.", "IKE sits.", "NORA and IKE kneel.", "IKE falls."])
def test_every_joint_lies_on_the_figure(action: str) -> None:
    import skia

    from renderers.animatic.colour import PALETTES
    from renderers.animatic.paper import Painter

    stage = Stage(staged(action=action), WIDTH, HEIGHT)
    for each in stage.people(6):
        surface = skia.Surface(900, 900)
        canvas = surface.getCanvas()
        canvas.translate(450, 620)
        canvas.scale(60, 60)
        painter = Painter(canvas, PALETTES["day"])
        painter.detail = 60
        draw_figure(painter, each.look, each.pose)
        drawn_on = surface.toarray()[..., 3] > 0
        for name, (x, y) in joints(each.look, each.pose).items():
            row, column = round(620 + 60 * y), round(450 + 60 * x)
            assert drawn_on[row - 9 : row + 10, column - 9 : column + 10].any(), name


def test_sides_are_the_persons_own() -> None:
    left, right = Stage(staged(), WIDTH, HEIGHT).people(6)
    for each, way in ((left, 1), (right, -1)):
        found = joints(each.look, each.pose)
        assert (found["left shoulder"][0] - found["right shoulder"][0]) > 0, (
            "seen from before, the left is on the right"
        )
        assert (found["nose"][0] - found["neck"][0]) * way > 0
    found = joints(right.look, right.pose, from_behind=True)
    assert "nose" not in found and "left eye" not in found


def test_lines_do_not_change_with_the_hour(tmp_path: Path) -> None:
    one, other = (film(staged(hour=hour), "line", tmp_path / str(i)) for i, hour in ((1, Hour.DAY), (2, Hour.NIGHT)))
    assert (one == other).all()


def test_the_same_shot_at_another_size_and_rate_lasts_as_long() -> None:
    asked = staged()
    other = restaged(asked, PictureFormat(width=832, height=480, rate=Rate(numerator=60)))
    assert (other.frames, other.handles) == (30, 20)
    assert other.picture.width == 832


def test_lettering_and_inserts_have_no_people_to_show(tmp_path: Path) -> None:
    assert kinds_for(staged(Framing.TITLE, Size.WS, subjects=())) == ()
    insert = staged(Framing.INSERT, Size.CU, subjects=(), thing="letter", location=HARBOUR)
    assert "pose" not in kinds_for(insert)
    with pytest.raises(RenderError, match="no pose guide"):
        write_guide(insert, "pose", tmp_path / "p.mp4")


def test_a_model_that_draws_after_poses_gets_the_animatics_when_asked(tmp_path: Path) -> None:
    pytest.importorskip("diffusers")
    folder = TinyModels(tmp_path)("cog_control")
    settings = {"model": str(folder), "steps": "2", "size": "64x64"}
    options = tuple((settings | {"staging": "pose"}).items())
    asked = staged(Framing.SINGLE, Size.MS, subjects=BOTH[:1]).model_copy(update={"options": options})
    made = Diffusion().render(asked, tmp_path / "take.mp4", lambda _done, _total: None)
    assert made.frames == asked.total_frames
    without = asked.model_copy(update={"options": tuple(settings.items())})
    with pytest.raises(RenderError, match='staging = "pose"'):
        Diffusion().render(without, tmp_path / "none.mp4", lambda _done, _total: None)


def test_a_head_in_profile_shows_one_eye_and_the_nose_before_the_face() -> None:
    pose = Stage(staged(), WIDTH, HEIGHT).people(6)[0].pose
    look = NORA.look
    turned, side = (joints(look, replace(pose, yaw=yaw)) for yaw in (0.6, 1.0))
    assert "left eye" in turned and "left eye" not in side and "right eye" in side
    assert side["nose"][0] - side["neck"][0] > turned["nose"][0] - turned["neck"][0]
