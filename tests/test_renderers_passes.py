"""The contract every registered pass keeps."""

from __future__ import annotations

import shlex
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

import av
import pytest
from edit_film import picture, write_take

from bible.entries import Hour, Location, Weather
from bible.errors import RenderError, SettingsError
from bible.script import Setting
from renderers.interface import PASS_ORDER, Options, Pass
from shots.recipe import Recipe
from shots.shot import Framing, Shot, Size

NAMES = sorted({point.name for point in entry_points(group="studio.passes")})
FRAMES, HANDLES = 10, 3
COPY = "import json, shutil, sys; asked = json.load(sys.stdin); shutil.copy(asked['input'], asked['output'])"
NEEDS: dict[str, Options] = {"command": (("command", shlex.join([sys.executable, "-c", COPY])),)}
"""Settings without which a pass cannot work."""


@pytest.fixture(params=NAMES)
def step(request: pytest.FixtureRequest) -> Pass:
    (point,) = set(entry_points(group="studio.passes", name=request.param))
    found = cast(Pass, point.load()())
    assert found.name == request.param
    return found


def recipe() -> Recipe:
    shot = Shot(id="sh0001", slate="12A", scene="S0001", framing=Framing.INSERT, size=Size.CU, thing="lamp")
    place = Location(token="@LAB", name="LAB", setting=Setting.INT, kind="")
    return Recipe(
        shot=shot, cast=(), location=place, hour=Hour.DAY, weather=Weather.CLEAR, picture=picture(), frames=FRAMES,
        handles=HANDLES, renderer="animatic", revision="1", take=1,
    )  # fmt: skip


def test_it_stands_somewhere_among_the_passes_and_is_ready_or_says_what_to_type(step: Pass) -> None:
    assert step.step in PASS_ORDER
    assert step.revision
    ready = step.check()
    assert ready.ready or (ready.why and ready.cure)


def test_a_setting_it_does_not_know_is_refused_by_name(step: Pass) -> None:
    with pytest.raises(SettingsError, match="colour_of_the_sky"):
        step.set_up((("colour_of_the_sky", "blue"),))


def test_a_version_is_as_long_and_as_large_as_its_take_and_replaces_nothing(step: Pass, tmp_path: Path) -> None:
    step.set_up(NEEDS.get(step.name, ()))
    take = tmp_path / write_take(tmp_path, 7, FRAMES, HANDLES, picture()).file
    before, to = take.read_bytes(), tmp_path / "version.mp4"
    told: list[tuple[int, int]] = []
    made = step.apply(take, recipe(), to, lambda done, total: told.append((done, total)))
    assert (made.frames, made.handles) == (FRAMES + 2 * HANDLES, HANDLES)
    assert told[-1] == (made.frames, made.frames)
    assert take.read_bytes() == before
    with av.open(str(to)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (picture().width, picture().height)
        assert stream.average_rate == picture().rate.fps
        assert sum(1 for _ in film.decode(stream)) == made.frames
    assert sorted(each.name for each in tmp_path.iterdir()) == ["takes", "version.mp4"]
    version = to.read_bytes()
    with pytest.raises(RenderError, match="there already"):
        step.apply(take, recipe(), to, lambda done, total: None)
    assert to.read_bytes() == version
