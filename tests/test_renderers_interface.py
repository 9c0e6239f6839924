"""The contract of every registered renderer that is ready here: what it writes is what was ordered."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import StudioError
from bible.script import Setting
from renderers.interface import Options, Rendered, Renderer
from shots.rate import Rate
from shots.recipe import Guide, PictureFormat, Recipe, Utterance
from shots.recording import PhoneTime
from shots.shot import Framing, Shot, Size, Subject
from studio.plugins import load_renderer, renderer_names

ANNA = Character(token="@ANNA", name="ANNA", look=Look(age=30, sex="woman", height_cm=170))
OTTO = Character(token="@OTTO", name="OTTO", look=Look(age=50, sex="man", height_cm=180, beard="full"))
FRAMES, HANDLES = 9, 3
SETTINGS: dict[str, Options] = {
    "diffusers": (("model", str(Path(__file__).parent / "models" / "small_ltx")), ("steps", "2"), ("size", "64x64"))
}
"""What a renderer needs to be told before it can be used."""


def load(name: str) -> Renderer:
    """A renderer with its settings, as the office loads it."""
    renderer = load_renderer(name)
    renderer.set_up(SETTINGS.get(name, ()))
    return renderer


def usable() -> list[str]:
    """Renderers that are ready here; those that are ordered from others are none of them."""
    return [name for name in renderer_names() if load(name).check().ready]


@pytest.fixture(params=usable())
def renderer(request: pytest.FixtureRequest) -> Renderer:
    return load(request.param)


@pytest.fixture(scope="session")
def keyframe(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """A picture to start from, for those who need one."""
    path = tmp_path_factory.mktemp("guides") / "keyframe.png"
    shades = np.tile(np.linspace(0, 255, 96, dtype=np.uint8)[None, :, None], (54, 1, 3))
    with av.open(str(path), "w", format="image2") as picture:
        stream = picture.add_stream("png")
        stream.width, stream.height, stream.pix_fmt = 96, 54, "rgb24"
        for packet in (*stream.encode(av.VideoFrame.from_ndarray(shades, "rgb24")), *stream.encode(None)):
            picture.mux(packet)
    return Guide(kind="keyframe", file=str(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def ordered(renderer: Renderer, keyframe: Guide) -> Recipe:
    """A small take within the renderer's limits: someone says a word to someone off screen."""
    limits = renderer.limits()
    width, height = limits.sizes[0] if limits.sizes else (96, 54)
    rate = limits.rates[0] if limits.rates else Rate(numerator=24)
    words = Utterance(
        line="l1", speaker="@ANNA", text="Ahoy.", lips=True, start=1000, samples=12000, sample_rate=48000,
        phones=(PhoneTime(phone="AH", start=1000, end=6000), PhoneTime(phone="OY", start=6000, end=13000)),
    )  # fmt: skip
    return Recipe(
        shot=Shot(
            id="sh1", slate="1A", scene="s1", framing=Framing.SINGLE, size=Size.MCU,
            subjects=(Subject(token="@ANNA", side="left"),),
        ),
        cast=(ANNA, OTTO),
        location=Location(token="@QUAY", name="QUAY", setting=Setting.EXT, kind="harbour"),
        hour=Hour.DAY, weather=Weather.CLEAR, utterances=(words,),
        picture=PictureFormat(width=width, height=height, rate=rate), frames=FRAMES, handles=HANDLES, seed=4,
        renderer=renderer.name, revision=renderer.revision, take=1,
        guides=(keyframe,) if "keyframe" in limits.guides else (), options=SETTINGS.get(renderer.name, ()),
    )  # fmt: skip


def render(renderer: Renderer, recipe: Recipe, to: Path) -> tuple[Rendered, list[tuple[int, int]]]:
    steps: list[tuple[int, int]] = []
    return renderer.render(recipe, to, lambda done, total: steps.append((done, total))), steps


def shown(path: Path) -> list[str]:
    """One digest for each decoded frame."""
    with av.open(str(path)) as film:
        return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in film.decode(video=0)]


def test_the_animatic_is_always_usable_and_what_can_be_set_up_is_tested() -> None:
    assert {"animatic", *SETTINGS} <= set(usable())


def test_a_renderer_knows_its_own_name(renderer: Renderer) -> None:
    assert renderer.name in renderer_names()
    assert renderer.revision


def test_a_take_is_as_long_as_large_and_as_fast_as_ordered(renderer: Renderer, keyframe: Guide, tmp_path: Path) -> None:
    recipe = ordered(renderer, keyframe)
    rendered, _ = render(renderer, recipe, tmp_path / "take.mp4")
    assert (rendered.frames, rendered.handles) == (FRAMES + 2 * HANDLES, HANDLES)
    with av.open(str(tmp_path / "take.mp4")) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (recipe.picture.width, recipe.picture.height)
        assert stream.average_rate == recipe.picture.rate.fps
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")
        assert not film.streams.audio
        times = [Fraction(frame.pts) * stream.time_base for frame in film.decode(stream)]
    assert times == [n / recipe.picture.rate.fps for n in range(recipe.total_frames)]


def test_the_same_recipe_gives_the_same_frames(renderer: Renderer, keyframe: Guide, tmp_path: Path) -> None:
    recipe = ordered(renderer, keyframe)
    render(renderer, recipe, tmp_path / "one.mp4")
    render(load(renderer.name), recipe, tmp_path / "two.mp4")
    assert shown(tmp_path / "one.mp4") == shown(tmp_path / "two.mp4")


def test_progress_only_grows_and_ends_at_the_total(renderer: Renderer, keyframe: Guide, tmp_path: Path) -> None:
    recipe = ordered(renderer, keyframe)
    _, steps = render(renderer, recipe, tmp_path / "take.mp4")
    done = [each for each, _ in steps]
    assert done == sorted(done)
    assert steps[-1] == (recipe.total_frames, recipe.total_frames)


def test_a_file_that_is_there_is_never_overwritten(renderer: Renderer, keyframe: Guide, tmp_path: Path) -> None:
    there = tmp_path / "take.mp4"
    there.write_bytes(b"someone's work")
    with pytest.raises(StudioError):
        render(renderer, ordered(renderer, keyframe), there)
    assert there.read_bytes() == b"someone's work"


def test_what_cannot_be_rendered_leaves_no_file(renderer: Renderer, keyframe: Guide, tmp_path: Path) -> None:
    recipe = ordered(renderer, keyframe)
    odd = recipe.model_copy(update={"picture": recipe.picture.model_copy(update={"width": 95})})
    with pytest.raises(StudioError):
        render(renderer, odd, tmp_path / "take.mp4")
    assert list(tmp_path.iterdir()) == []
