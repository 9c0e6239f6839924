"""The visible mark: in every frame of the version, in its corner alone, and joined like any take."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from edit_film import picture, read_barcode, write_take

from bible.entries import Hour, Location, Weather
from bible.errors import MediaError, RenderError, SettingsError
from bible.script import Setting
from renderers.mark import Mark
from renderers.media.join import index_packets
from shots.recipe import Recipe
from shots.shot import Framing, Shot, Size
from studio.plugins import load_pass

HANDLES, FRAMES = 4, 20


def recipe(frames: int = FRAMES) -> Recipe:
    shot = Shot(id="sh0001", slate="12A", scene="S0001", framing=Framing.INSERT, size=Size.CU, thing="lamp")
    place = Location(token="@LAB", name="LAB", setting=Setting.INT, kind="")
    return Recipe(
        shot=shot, cast=(), location=place, hour=Hour.DAY, weather=Weather.CLEAR, picture=picture(), frames=frames,
        handles=HANDLES, renderer="animatic", revision="1", take=1,
    )  # fmt: skip


def marked(folder: Path, words: str = "") -> tuple[Path, Path]:
    take = folder / write_take(folder, 7, FRAMES, HANDLES, picture()).file
    step = load_pass("mark")
    if words:
        step.set_up((("words", words),))
    told: list[int] = []
    to = folder / "film_012A_t01_mark.mp4"
    made = step.apply(take, recipe(), to, lambda done, total: told.append(done))
    assert (made.frames, made.handles, told[-1]) == (FRAMES + 2 * HANDLES, HANDLES, FRAMES + 2 * HANDLES)
    return take, to


def test_every_frame_is_marked_in_its_corner_and_nowhere_else(tmp_path: Path) -> None:
    take, version = marked(tmp_path)
    with av.open(str(take)) as before, av.open(str(version)) as after:
        pairs = list(zip(before.decode(video=0), after.decode(video=0), strict=True))
    for number, (old, new) in enumerate(pairs):
        assert read_barcode(old)[:2] == read_barcode(new)[:2] == (7, number)
        change = np.abs(old.to_ndarray(format="gray").astype(int) - new.to_ndarray(format="gray").astype(int))
        assert change[:30, 220:].max() > 100
        assert change[60:, :].mean() < 3 and change[:, :160].mean() < 3


def test_the_version_joins_like_the_take_at_its_cuts(tmp_path: Path) -> None:
    take, version = (index_packets(file) for file in marked(tmp_path))
    assert version.parameters == take.parameters
    keys = {shown for shown, key in zip(version.shown, version.keys, strict=True) if key}
    assert {0, HANDLES, HANDLES + FRAMES} <= keys


def test_other_words_make_another_mark(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = marked(tmp_path / "a")[1], marked(tmp_path / "b", "Made with a model")[1]
    with av.open(str(one)) as first, av.open(str(other)) as second:
        pictures = [next(film.decode(video=0)).to_ndarray(format="gray") for film in (first, second)]
    assert np.abs(pictures[0].astype(int) - pictures[1].astype(int))[:30].max() > 50


def test_what_cannot_be_marked_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    for options in ((("word", "x"),), (("words", " "),), (("words", "x" * 61),)):
        with pytest.raises(SettingsError):
            Mark().set_up(options)
    take = tmp_path / write_take(tmp_path, 7, 10, 0, picture()).file
    to = tmp_path / "version.mp4"
    with pytest.raises(MediaError, match="28 are needed"):
        Mark().apply(take, recipe(), to, lambda done, total: None)
    assert list(tmp_path.glob("version*")) == []
    to.write_bytes(b"")
    with pytest.raises(RenderError, match="already"):
        Mark().apply(take, recipe(), to, lambda done, total: None)
