"""From order to take, through every part: fitted, ordered, fetched, looked at, as long and large as the film wants."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import av
import numpy as np
import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import MediaError
from bible.script import Setting
from renderers.fake_provider import FakeProvider, Fault
from renderers.fake_provider.pictures import ground, marks_on, write_still
from renderers.hosted.catalogue import Row, price, read_catalogue
from renderers.hosted.download import fetch, rules_for
from renderers.hosted.finish import Finished, finish_still, finish_take
from renderers.hosted.fit import Fitted, fit, fit_still
from renderers.hosted.wire import Order
from renderers.hosted.wires import open_wire
from renderers.inspectors.black import Black
from renderers.inspectors.shape import Shape
from renderers.media.read import has_sound, sound_length
from shots.rate import read_rate
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Framing, Shot, Size, Subject

TODAY = date(2026, 11, 23)
CATALOGUE = read_catalogue()
INSPECTORS = (Black(), Shape())


@pytest.fixture
def fake(fake: FakeProvider) -> FakeProvider:
    fake.books.pace.polls, fake.books.pace.max_side = 1, 320
    return fake


def recipe(rate: str = "24", frames: int = 40, handles: int = 8) -> Recipe:
    return Recipe(
        shot=Shot(id="sh1", slate="12A", scene="s1", framing=Framing.SINGLE, size=Size.MS,
                  subjects=(Subject(token="@NORA", side="left"),), action="She waits."),
        cast=(Character(token="@NORA", name="NORA", look=Look(age=30, sex="woman", height_cm=170)),),
        location=Location(token="@QUAY", name="QUAY", setting=Setting.EXT, kind="harbour"), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PictureFormat(width=640, height=360, rate=read_rate(rate)), frames=frames,
        handles=handles, renderer="hosted", revision="1", take=1,
    )  # fmt: skip


def keyframe(tmp_path: Path) -> Guide:
    data = write_still(ground(3, 640, 360))
    (tmp_path / "k.png").write_bytes(data)
    return Guide(kind="keyframe", file=str(tmp_path / "k.png"), sha256=hashlib.sha256(data).hexdigest())


def fetched(fake: FakeProvider, row: Row, order: Order, tmp_path: Path) -> Path:
    wire = open_wire(row.wire, "key", fake.base_url("google" if "gemini" in row.wire else row.provider))
    submitted = wire.submit(order.model_copy(update={"reference": "ferry/1"}))
    state = submitted.state if wire.immediate else wire.poll(submitted.ref)
    assert state.state == "succeeded"
    fetch(state.assets[0], tmp_path / "fetched", rules_for(wire))
    return tmp_path / "fetched"


def made(fake: FakeProvider, identity: str, asked: Recipe, tmp_path: Path) -> tuple[Finished, Fitted, Path]:
    row = CATALOGUE.row(identity, TODAY)
    fitted = fit(asked, row, guides=(keyframe(tmp_path),))
    came = fetched(fake, row, fitted.order, tmp_path)
    assert fake.books.jobs[-1].seconds == int(fitted.order.seconds.removesuffix(row.seconds_suffix))
    return finish_take(came, fitted, row, asked, INSPECTORS, tmp_path / "take.mp4"), fitted, tmp_path / "take.mp4"


def numbers_in(film: Path) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
    return [marks_on(frame) for frame in frames], (frames[0].shape[1], frames[0].shape[0])


@pytest.mark.parametrize("identity", ["runway/gen4.5", "runway/veo3.1_fast", "google/omni-1.2-draft"])
def test_a_shot_becomes_a_take_through_every_part(fake: FakeProvider, tmp_path: Path, identity: str) -> None:
    asked = recipe()
    finished, fitted, film = made(fake, identity, asked, tmp_path)
    seen, size = numbers_in(film)
    assert (finished.rendered.frames, finished.rendered.handles, len(seen)) == (56, 8, 56)
    assert size == (640, 360)
    assert seen == [(1, number) for number in range(56)]
    # The fake provider draws smaller here than it is asked to, and that is all there is to notice.
    assert [each.what for each in finished.inspection.findings] == [
        f"320x180 instead of {fitted.order.width}x{fitted.order.height}"
    ]
    assert finished.rendered.left_out == fitted.left_out
    # What a model makes unasked comes along, as long as the picture; where it can be left out there is none.
    unasked = CATALOGUE.row(identity, TODAY).sound == "always"
    assert finished.rendered.sound == ("sound" if unasked else "")
    assert has_sound(film) == unasked
    assert not unasked or sound_length(film) == 56 * 2000


def test_another_rate_is_brought_to_the_films(fake: FakeProvider, tmp_path: Path) -> None:
    finished, _, film = made(fake, "runway/gen4.5", recipe("25"), tmp_path)
    seen, _ = numbers_in(film)
    assert len(seen) == finished.rendered.frames == 56
    assert any("brought to 25" in words for words in finished.rendered.left_out)


def test_a_film_that_came_short_gives_up_handles_but_never_the_cut(fake: FakeProvider, tmp_path: Path) -> None:
    row, asked = CATALOGUE.row("runway/gen4.5", TODAY), recipe()
    fitted = fit(asked, row, guides=(keyframe(tmp_path),))
    short = fitted.order.model_copy(update={"seconds": "2"})
    finished = finish_take(fetched(fake, row, short, tmp_path), fitted, row, asked, INSPECTORS, tmp_path / "take.mp4")
    assert (finished.rendered.frames, finished.rendered.handles) == (48, 4)
    assert any("4 frames instead of 8" in words for words in finished.rendered.left_out)
    assert any("48 frames instead of" in finding.what for finding in finished.inspection.findings)
    longer = recipe(frames=49)
    with pytest.raises(MediaError, match="48 frames came, the cut needs 49"):
        finish_take(tmp_path / "fetched", fitted, row, longer, INSPECTORS, tmp_path / "other.mp4")
    assert not (tmp_path / "other.mp4").exists()


@pytest.mark.parametrize(
    ("fault", "told"), [("other_length", "frames instead of"), ("other_size", "instead of 1280x720")]
)
def test_a_film_of_another_length_or_size_is_brought_to_what_the_film_needs_and_told(
    fake: FakeProvider, tmp_path: Path, fault: str, told: str
) -> None:
    """Eight seconds for four, 966x544 for 1280x720: paid for, so it is used, and what differs is said."""
    fake.fault(Fault(op="job", kind=fault))  # type: ignore[arg-type]
    finished, fitted, film = made(fake, "runway/gen4.5", recipe(), tmp_path)
    seen, size = numbers_in(film)
    assert (len(seen), size) == (56, (640, 360))
    assert [number for _, number in seen] == list(range(56))
    assert any(told in finding.what for finding in finished.inspection.findings)
    assert not finished.inspection.faults
    assert finished.rendered.left_out == fitted.left_out


def test_a_broken_film_is_no_take_and_a_black_one_is_a_fault(fake: FakeProvider, tmp_path: Path) -> None:
    fake.fault(Fault(op="job", kind="corrupt"))
    with pytest.raises(MediaError):
        made(fake, "runway/gen4.5", recipe(), tmp_path)
    assert not (tmp_path / "take.mp4").exists()
    fake.fault(Fault(op="job", kind="black"))
    (tmp_path / "fetched").unlink()
    finished, _, _ = made(fake, "runway/gen4.5", recipe(), tmp_path)
    assert [each.inspector for each in finished.inspection.faults] == ["black"]


@pytest.mark.parametrize("identity", ["openai/gpt-image-2.6-flare", "google/3.1-flash-image"])
def test_a_still_becomes_a_keyframe(fake: FakeProvider, tmp_path: Path, identity: str) -> None:
    row = CATALOGUE.row(identity, TODAY)
    fitted = fit_still(recipe(), row, guides=())
    came = fetched(fake, row, fitted.order, tmp_path)
    size = finish_still(came, tmp_path / "k.png")
    assert size[0] == 320
    assert (tmp_path / "k.png").read_bytes().startswith(b"\x89PNG")
    assert price(fitted.order, row) > 0


def test_a_still_that_shows_nothing_is_none(tmp_path: Path) -> None:
    (tmp_path / "black.png").write_bytes(write_still(np.zeros((64, 64, 3), np.uint8)))
    with pytest.raises(MediaError, match="one colour"):
        finish_still(tmp_path / "black.png", tmp_path / "k.png")
    (tmp_path / "none.png").write_bytes(b"<html>")
    with pytest.raises(MediaError):
        finish_still(tmp_path / "none.png", tmp_path / "k.png")
