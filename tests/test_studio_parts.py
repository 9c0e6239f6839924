"""Shots longer than a model makes in one call: several calls, one take."""

from __future__ import annotations

import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studio_film import answer, begin, studio

from bible.entries import Hour, Location, Weather
from bible.errors import RenderError
from bible.script import Setting
from renderers.fake_provider import FakeProvider
from renderers.hosted.catalogue import Row, read_catalogue
from renderers.hosted.fit import fit_long
from renderers.media.picture import write_picture
from renderers.media.read import probe
from shots.rate import read_rate
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Framing, Shot, Size

KEYFRAME = Guide(kind="keyframe", file="/k.png", sha256="1" * 64)
END = Guide(kind="last", file="/e.png", sha256="2" * 64)


def _row(identity: str) -> Row:
    return read_catalogue().row(identity, date(2026, 11, 23))


def _recipe(frames: int, handles: int = 24, rate: str = "24") -> Recipe:
    return Recipe(
        shot=Shot(id="sh0001", slate="1A", scene="S0001", framing=Framing.SINGLE, size=Size.MS), cast=(),
        location=Location(token="@QUAY", name="QUAY", kind="quay", setting=Setting.EXT), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PictureFormat(rate=read_rate(rate)), frames=frames, handles=handles,
        renderer="", revision="", take=1, seed=5,
    )  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(
    frames=st.integers(241, 3000), handles=st.integers(0, 60), rate=st.sampled_from(["24", "23.976", "25", "30", "60"]),
    model=st.sampled_from(["runway/gen4_turbo", "runway/gen4.5", "runway/veo3.1"]),
)  # fmt: skip
def test_parts_hold_the_cut_within_the_models_lengths(frames: int, handles: int, rate: str, model: str) -> None:
    recipe, row = _recipe(frames, handles, rate), _row(model)
    fps = recipe.picture.rate.fps
    if frames <= int(row.seconds[-1] * fps):
        return
    parts = fit_long(recipe, row, guides=(KEYFRAME,))
    total = sum(part.frames for part in parts)
    assert frames <= total <= frames + 2 * handles
    assert (total - frames) % 2 == 0
    for number, part in enumerate(parts):
        seconds = Fraction(part.fitted.order.seconds.removesuffix(row.seconds_suffix))
        assert seconds in row.seconds
        # The frame that was there before is left away, and the rest is in the answer.
        assert part.fitted.first_frame == bool(number)
        assert part.fitted.first_frame + part.frames <= int(seconds * fps)
        assert part.fitted.order.guides == ((KEYFRAME,) if not number else ())
    longest = int(row.seconds[-1] * fps)
    assert (len(parts) - 1) * (longest - 1) + 1 < frames  # never a call more than the cut needs


def test_only_the_last_part_ends_on_the_last_frame() -> None:
    parts = fit_long(_recipe(500), _row("runway/veo3.1"), guides=(KEYFRAME, END))
    assert [any(each.kind == "last" for each in part.fitted.order.guides) for part in parts] == [False, False, True]
    seeds = {part.fitted.order.seed for part in parts}
    assert len(seeds) == len(parts)


def test_a_model_of_words_alone_cannot_go_on() -> None:
    row = _row("runway/gen4.5").model_copy(update={"modes": ("text_to_video",), "keyframes": 0})
    with pytest.raises(RenderError, match="at most"):
        fit_long(_recipe(500), row, guides=())


def test_a_long_shot_is_two_calls_and_one_take(tmp_path: Path, fake: FakeProvider) -> None:
    script, folder = begin(tmp_path), tmp_path / "small"
    _run("produce", str(script))
    shots = answer("shots", "-C", str(folder))
    assert isinstance(shots, list)
    slate = next(row["slate"] for row in shots if row["lines"])
    _run("revise", slate, "--duration", "300", "-C", str(folder))
    picture = tmp_path / "own.png"
    write_picture(np.full((108, 192, 4), (40, 200, 90, 255), np.uint8), picture)
    _run("add", slate, str(picture), "-C", str(folder))
    file = folder / "studio.toml"
    file.write_text(
        f'renderer = "runway/gen4_turbo"\n{file.read_text()}\n'
        f'[providers.runway]\nbase_url = "{fake.base_url("runway")}"\n'
    )
    done = _run("produce", "--max-cost", "5", "-C", str(folder))
    assert done.returncode == 0, done.stderr
    assert len(fake.books.jobs) == 2
    takes = answer("takes", slate, "-C", str(folder))
    assert isinstance(takes, list)
    (made,) = (take for take in takes if take.get("renderer") == "runway/gen4_turbo")
    assert made["in_cut"]
    assert (made["frames"], made["handles"]) == (300, 6)
    assert probe(folder / made["file"]).frames == 312
    again = _run("produce", "-C", str(folder))
    assert again.returncode == 0
    assert len(fake.books.jobs) == 2


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = studio(*arguments, environment={"RUNWAYML_API_SECRET": "key_of_the_test"})
    assert "Traceback" not in done.stderr, done.stderr
    return done
