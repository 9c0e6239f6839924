"""Several shots in one call: which go together, what is ordered, and where each lies in the film that comes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.entries import Hour, Location, Weather
from bible.errors import MediaError
from bible.script import Setting
from renderers.fake_provider import FakeProvider
from renderers.fake_provider.books import JobKind, RemoteJob
from renderers.fake_provider.media import film_for
from renderers.hosted.catalogue import Row, price, read_catalogue
from renderers.hosted.prompts import measure
from renderers.hosted.strip import fit_strip, place_pieces, together
from renderers.hosted.wires import open_wire
from shots.rate import read_rate
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Framing, Shot, Size

ROW: Row = read_catalogue().row("runway/kling3.0-shots", date(2026, 11, 23))
KEYFRAME = Guide(kind="keyframe", file="/k.png", sha256="1" * 64)


def _recipe(
    slate: str, frames: int, *, handles: int = 6, scene: str = "S0001", guides: tuple[Guide, ...] = (), rate: str = "24"
) -> Recipe:
    return Recipe(
        shot=Shot(id=f"sh{slate}", slate=slate, scene=scene, framing=Framing.SINGLE, size=Size.MS, action="She waits."),
        cast=(), location=Location(token="@QUAY", name="QUAY", kind="quay", setting=Setting.EXT), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PictureFormat(width=128, height=72, rate=read_rate(rate)), frames=frames,
        handles=handles, renderer="", revision="", take=1, guides=guides,
    )  # fmt: skip


def _film(tmp_path: Path, seconds: tuple[int, ...], fault: JobKind | None = None) -> Path:
    job = RemoteJob(
        number=7, id="x", provider="runway", model="m", mode="text_to_video", prompt="", seconds=sum(seconds),
        width=128, height=72, fps=24, sound=False, price_micro_usd=1, beats=seconds, fault=fault,
    )  # fmt: skip
    (tmp_path / "film.mp4").write_bytes(film_for(job))
    return tmp_path / "film.mp4"


def test_shots_of_a_scene_go_together_as_many_as_a_call_holds() -> None:
    shots = (
        _recipe("1A", 40), _recipe("1B", 40), _recipe("1C", 40, guides=(KEYFRAME,)), _recipe("1D", 40),
        _recipe("2A", 40, scene="S0002"), _recipe("2B", 260, scene="S0002"), _recipe("2C", 260, scene="S0002"),
    )  # fmt: skip
    assert together(shots, ROW) == ((0, 1), (2, 3), (4, 5), (6,))
    many = tuple(_recipe(f"1{letter}", 30) for letter in "ABCDEFGH")
    assert together(many, ROW) == ((0, 1, 2, 3, 4, 5), (6, 7))
    assert together(many, ROW.model_copy(update={"shots": 1})) == tuple((place,) for place in range(8))
    assert together((), ROW) == ()


@given(
    frames=st.lists(st.integers(1, 90), min_size=2, max_size=6), handles=st.integers(0, 24),
    rate=st.sampled_from(["24", "23.976", "25", "29.97", "60"]),
)  # fmt: skip
def test_every_shot_has_its_cut_and_handles_in_a_length_the_model_makes(
    frames: list[int], handles: int, rate: str
) -> None:
    shots = tuple(_recipe(f"1{n}", count, handles=handles, rate=rate) for n, count in enumerate(frames))
    for group in together(shots, ROW):
        recipes = tuple(shots[place] for place in group)
        if len(recipes) < 2:
            continue
        strip = fit_strip(recipes, ROW)
        seconds = [beat.seconds for beat in strip.order.beats]
        assert int(strip.order.seconds) == sum(seconds)
        assert sum(seconds) in ROW.seconds
        fps = recipes[0].picture.rate.fps
        for number, (piece, recipe) in enumerate(zip(strip.pieces, recipes, strict=True)):
            assert (piece.frames, piece.handles) == (recipe.total_frames, recipe.handles)
            # Each frame shows, in its middle, what lies within the seconds of its shot.
            assert sum(seconds[:number]) <= (piece.first + Fraction(1, 2)) / fps
            assert (piece.first + piece.frames - Fraction(1, 2)) / fps <= sum(seconds[: number + 1])


def test_an_order_says_what_each_shot_is_and_what_it_cannot() -> None:
    strip = fit_strip((_recipe("1A", 40, guides=(KEYFRAME,)), _recipe("1B", 60)), ROW)
    assert strip.order.mode == "image_to_video"
    assert strip.order.guides == (KEYFRAME,)
    assert [beat.seconds for beat in strip.order.beats] == [3, 3]
    assert all(0 < measure(beat.prompt, ROW) <= ROW.shot_prompt_max for beat in strip.order.beats)
    assert [piece.prompt for piece in strip.pieces] == [beat.prompt for beat in strip.order.beats]
    assert all("the seed" in piece.left_out for piece in strip.pieces)
    assert price(strip.order, ROW) == 6 * 260_000


def test_one_call_reaches_the_provider_with_every_shot(fake: FakeProvider, tmp_path: Path) -> None:
    strip = fit_strip((_recipe("1A", 40), _recipe("1B", 60)), ROW)
    wire = open_wire("runway", "key_of_the_test", fake.base_url("runway"))
    wire.submit(strip.order.model_copy(update={"reference": "ferry/1"}))
    (job,) = fake.books.jobs
    assert (job.beats, job.seconds) == ((3, 3), 6)
    assert "She waits." in job.prompt
    assert fake.books.requests("submit") == 1


@pytest.mark.parametrize(("fault", "late"), [(None, 0), ("late_cuts", 6)])
def test_each_piece_begins_where_the_picture_changes(tmp_path: Path, fault: JobKind | None, late: int) -> None:
    shots = (_recipe("1A", 40), _recipe("1B", 40), _recipe("1C", 40))
    strip = fit_strip(shots, ROW)
    pieces = place_pieces(_film(tmp_path, (3, 3, 3), fault), strip, shots)
    assert [piece.first for piece in pieces] == [0, 72 + late, 144 + late]
    assert [(piece.frames, piece.handles) for piece in pieces] == [(52, 6)] * 3


def test_a_film_without_its_cuts_is_cut_where_it_was_asked_for(tmp_path: Path) -> None:
    shots = (_recipe("1A", 60), _recipe("1B", 60))
    strip = fit_strip(shots, ROW)
    assert [piece.first for piece in place_pieces(_film(tmp_path, (6,)), strip, shots)] == [0, 72]


def test_a_film_that_came_short_gives_up_handles_but_never_a_cut(tmp_path: Path) -> None:
    shots = (_recipe("1A", 60), _recipe("1B", 64, handles=4))
    strip = fit_strip(shots, ROW)
    pieces = place_pieces(_film(tmp_path, (3, 2)).with_name("film.mp4"), strip, (shots[0], _recipe("1B", 44)))
    assert (pieces[1].first, pieces[1].frames, pieces[1].handles) == (72, 48, 2)
    assert any("2 frames instead of 4" in words for words in pieces[1].left_out)
    with pytest.raises(MediaError, match="120 frames came, 136 are needed"):
        place_pieces(tmp_path / "film.mp4", strip, shots)
