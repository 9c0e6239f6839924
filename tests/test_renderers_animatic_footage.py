"""Finished pictures: the same each time, full of paint, moving where something moves and still where nothing does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import av
import numpy as np
import pytest
from golden_pictures import (
    BOTH,
    CAR,
    GALLERY,
    GOLDEN,
    HEIGHT,
    SLUG,
    TITLE,
    WHEELHOUSE,
    WIDTH,
    digest,
    drawn,
    fields,
    painted_by,
    recipe,
    say,
)  # fmt: skip

from bible.errors import RenderError
from renderers.animatic.footage import Footage, left_out
from renderers.animatic.renderer import Animatic
from renderers.media.write import Pixels
from shots.rate import read_rate
from shots.recipe import Guide, Lettering
from shots.shot import Angle, Framing, Move, Size, Subject


@pytest.mark.parametrize("name", GALLERY)
def test_pictures_stay_as_they_are(name: str) -> None:
    golden = json.loads(GOLDEN.read_text())
    frame = drawn(GALLERY[name])
    if golden["painted_by"] == painted_by():
        assert digest(frame) == golden["frames"][name], "if it is to change: python tests/golden_pictures.py"
    wanted = np.array(list(bytes.fromhex(golden["fields"][name])), np.float64).reshape(fields(frame).shape)
    assert np.abs(fields(frame) - wanted).max() < 2.5


@pytest.mark.parametrize("name", GALLERY)
def test_the_same_recipe_gives_the_same_frames_in_any_order(name: str) -> None:
    of = GALLERY[name]
    forward = Footage(of, of.picture.width, of.picture.height)
    shots: dict[int, Pixels] = {}
    for frame in (-8, 0, 19, 20, 47, 55):
        forward.draw(frame)
        shots[frame] = forward.pixels.copy()
    for frame in (47, 20, -8):
        assert (drawn(of, frame) == shots[frame]).all()


@pytest.mark.parametrize("name", GALLERY)
def test_equal_keys_are_equal_pictures(name: str) -> None:
    of = GALLERY[name]
    footage = Footage(of, of.picture.width, of.picture.height)
    seen: dict[object, Pixels] = {}
    for frame in range(-2, 20):
        footage.draw(frame)
        known = seen.setdefault(footage.key(frame), footage.pixels.copy())
        assert (known == footage.pixels).all(), frame


@pytest.mark.parametrize("name", GALLERY)
def test_frames_are_opaque_and_have_more_than_one_colour(name: str) -> None:
    pixels = drawn(GALLERY[name])
    assert pixels[..., 3].min() == 255
    assert len(np.unique(pixels.reshape(-1, 4), axis=0)) > 50


def test_a_held_shot_is_drawn_on_twos_and_a_moving_one_on_ones() -> None:
    held, moving = Footage(recipe(), WIDTH, HEIGHT), Footage(recipe(move=Move.PUSH_IN), WIDTH, HEIGHT)
    assert len({held.key(frame) for frame in range(24)}) <= 12
    assert len({moving.key(frame) for frame in range(10, 34)}) == 24


def test_lips_move_while_the_words_are_heard() -> None:
    of = recipe(Framing.SINGLE, Size.CU, utterances=(say("@NORA"),), width=640, height=360)
    footage = Footage(of, 640, 360)
    keys = [footage.key(frame) for frame in range(6, 24)]
    assert len(set(keys)) > 9


def test_each_side_of_a_place_has_its_own_background() -> None:
    here, there = (drawn(recipe(Framing.SINGLE, Size.CU, view=view)) for view in (0, 1))
    changed = (here != there).any(-1)
    assert changed[:20].mean() > 0.5
    middle = slice(WIDTH // 3, WIDTH // 3 + 12)
    assert changed[HEIGHT // 2 : HEIGHT // 2 + 12, middle].mean() < 0.1


def test_the_slug_stands_for_two_seconds() -> None:
    named, bare = (
        recipe(Framing.ESTABLISHING, Size.EWS, (), lettering=lettering, frames=96) for lettering in (SLUG, None)
    )
    assert (drawn(named, 12) != drawn(bare, 12)).any()
    assert (drawn(named, 60) == drawn(bare, 60)).all()


@pytest.mark.parametrize("move", list(Move))
def test_every_move_changes_the_picture_and_leaves_no_hole(move: Move) -> None:
    of = recipe(Framing.SINGLE, Size.MCU, move=move)
    assert drawn(of, 24)[..., 3].min() == 255
    assert fields(drawn(of, 47)).min() > 4
    assert ((drawn(of, 0) != drawn(of, 40)).any(-1).mean() > 0.3) == (move != Move.STATIC)


@pytest.mark.parametrize(("action", "first", "last"), [("", 0, 47), ("Nora waits. Behind her, the door opens.", 47, 0)])
def test_focus_is_pulled_between_what_is_behind_and_the_people(action: str, first: int, last: int) -> None:
    pulled = recipe(
        Framing.SINGLE, Size.CU, location=WHEELHOUSE, move=Move.RACK_FOCUS, action=action, width=640, height=360
    )

    def sharpness(frame: int, box: tuple[slice, slice]) -> float:
        grey = drawn(pulled, frame)[box]
        return float(np.percentile(np.abs(np.diff(grey[..., :3].astype(float).mean(-1), axis=1)), 99))

    face, behind = (slice(90, 250), slice(200, 330)), (slice(20, 340), slice(5, 120))
    assert sharpness(last, face) > 1.6 * sharpness(first, face)
    assert sharpness(first, behind) > 1.6 * sharpness(last, behind)


def test_what_cannot_be_shown_is_said() -> None:
    assert left_out(recipe(lettering=TITLE)) == ()
    strange = Lettering(kind="title", first="𓀀𓀁 of Ra")
    guide = Guide(kind="depth", file="d.mp4", sha256="0" * 64)
    said = left_out(recipe(angle=Angle.OVERHEAD, location=CAR, lettering=strange, guides=(guide,)))
    assert [word in " ".join(said) for word in ("overhead", "𓀀𓀁", "guides")] == [True, True, True]


def test_a_stranger_to_the_cast_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="@PIA"):
        Animatic().render(recipe(subjects=(Subject(token="@PIA", side="left"),)), tmp_path / "t.mp4", lambda *_: None)
    assert not (tmp_path / "t.mp4").exists()


@pytest.mark.parametrize("rate", ["23.976", "25", "60"])
def test_takes_are_written_at_any_rate(rate: str, tmp_path: Path) -> None:
    of = recipe(Framing.MASTER, Size.WS, BOTH, frames=10, rate=read_rate(rate))
    rendered = Animatic().render(of, tmp_path / "take.mp4", lambda *_: None)
    with av.open(str(tmp_path / "take.mp4")) as film:
        frames = [frame.to_ndarray(format="bgra") for frame in film.decode(video=0)]
    assert len(frames) == rendered.frames == 26
    assert np.abs(fields(frames[18]) - fields(drawn(of, 10))).max() < 6


Kind = Literal["title", "slug"]


@pytest.mark.parametrize("kind", ["title", "slug"])
def test_long_names_stay_inside_the_frame(kind: Kind) -> None:
    words = "THE UNREASONABLY LONG NAME OF A HARBOUR AT THE END OF A WORLD WITHOUT HARBOURS"
    framing = Framing.TITLE if kind == "title" else Framing.ESTABLISHING
    for width, height in ((WIDTH, HEIGHT), (108, 192)):
        long, bare = (
            recipe(framing, Size.EWS, (), lettering=lettering, width=width, height=height)
            for lettering in (Lettering(kind=kind, first=words, second=words), None)
        )
        changed = (drawn(long, 45) != drawn(bare, 45)).any(-1)
        assert changed.any()
        assert not changed[:, -4:].any()


@pytest.mark.parametrize("name", GALLERY)
def test_what_a_frame_says_it_changed_is_all_that_changed(name: str) -> None:
    of = GALLERY[name]
    footage = Footage(of, of.picture.width, of.picture.height)
    footage.draw(10)
    for frame in range(11, 40, 4):
        before = footage.pixels.copy()
        patches = footage.draw(frame)
        differs = (footage.pixels != before).any(axis=2)
        for left, top, right, bottom in patches:
            differs[top:bottom, left:right] = False
        assert not differs.any()
