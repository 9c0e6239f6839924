"""Effects: a recipe of one's own makes its stretch over, once; the plain way makes the same film as the smart one."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from edit_film import beeping_film, picture, read_barcode
from numpy.typing import NDArray

from bible.errors import MediaError
from edit.delivery import write_delivery
from edit.frames import sequence_frames
from edit.layers import units
from edit.master import make_cut
from edit.moviepy_engine import moviepy_frames
from edit.presets import preset
from edit.sequence import Effect, Sequence
from edit.transitions import Transition
from shots.recipe import PictureFormat
from studio.files import sha256_of

pytest.importorskip("moviepy", reason="the extra effects is not installed")

UPSIDE_DOWN = """
from moviepy import vfx
def film(span):
    return span.clip.with_effects([vfx.MirrorY()])
"""
SIDE_BY_SIDE = """
from moviepy import CompositeVideoClip, vfx
def film(span):
    one, other = (clip.resized(new_size=(span.width // 2, span.height // 2)) for clip in span.clips[:2])
    one, other = (clip.with_effects([vfx.Loop(duration=span.seconds)]) for clip in (one, other))
    placed = [one.with_position((0, 0)), other.with_position((span.width // 2, span.height // 2))]
    return CompositeVideoClip(placed, size=(span.width, span.height)).with_duration(span.seconds)
"""


def _cut(film: Sequence, root: Path) -> list[av.VideoFrame]:
    aside = root / "cache" / "aside"
    aside.mkdir(parents=True, exist_ok=True)
    make_cut(film, root, aside)
    with av.open(str(aside / "film.mp4")) as container:
        return list(container.decode(video=0))


def _grey(frame: av.VideoFrame) -> NDArray[np.float64]:
    return np.asarray(frame.to_ndarray(format="gray"), np.float64)


def _likeness(one: av.VideoFrame, other: av.VideoFrame) -> float:
    error = float(((_grey(one) - _grey(other)) ** 2).mean())
    return 99.0 if error == 0 else 10 * float(np.log10(255**2 / error))


def _with_recipe(film: Sequence, root: Path, text: str, start: int, frames: int) -> Sequence:
    (root / "effects").mkdir(exist_ok=True)
    (root / "effects/own.py").write_text(text)
    effect = Effect(
        file="effects/own.py", sha256=sha256_of(root / "effects/own.py"), start=start, frames=frames
    )  # fmt: skip
    return film.model_copy(update={"effects": (effect,)})


def test_a_recipe_makes_its_stretch_over_and_nothing_else(tmp_path: Path) -> None:
    plain = beeping_film(tmp_path, picture(), (20, 18, 12))
    shown = _cut(_with_recipe(plain, tmp_path, UPSIDE_DOWN, 20, 18), tmp_path)
    bare = _cut(plain, tmp_path)
    assert len(shown) == 50
    for number, (frame, other) in enumerate(zip(shown, bare, strict=True)):
        if 20 <= number < 38:
            flipped = np.abs(_grey(frame)[::-1] - _grey(other)).mean()
            assert flipped < 4
            assert np.abs(_grey(frame) - _grey(other)).mean() > 20
        else:
            assert np.array_equal(_grey(frame), _grey(other))


def test_a_recipe_may_lay_shots_side_by_side(tmp_path: Path) -> None:
    film = _with_recipe(beeping_film(tmp_path, picture(), (20, 20)), tmp_path, SIDE_BY_SIDE, 0, 40)
    shown = _cut(film, tmp_path)
    for number in (0, 7, 19):
        whole = shown[number].to_ndarray(format="gray")
        for half, shot in ((whole[:90, :160], 1), (whole[90:, 160:], 2)):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(half), format="gray").reformat(320, 180)
            assert read_barcode(frame)[:2] == (shot, 8 + number)


def test_a_recipe_runs_once_and_again_when_it_or_what_it_sees_changes(tmp_path: Path) -> None:
    counting = UPSIDE_DOWN + f"\nopen({str(tmp_path / 'ran')!r}, 'a').write('.')\n"
    film = _with_recipe(beeping_film(tmp_path, picture(), (14, 14)), tmp_path, counting, 0, 14)
    for _ in range(2):
        _cut(film, tmp_path)
    assert (tmp_path / "ran").read_text() == "."
    slower = film.clips[0].model_copy(update={"first": 9})
    _cut(film.model_copy(update={"clips": (slower, film.clips[1])}), tmp_path)
    assert (tmp_path / "ran").read_text() == ".."
    _cut(_with_recipe(film, tmp_path, counting + "# once more\n", 0, 14), tmp_path)
    assert (tmp_path / "ran").read_text() == "..."


def test_an_effect_reaches_over_the_transitions_it_touches(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20, 20))
    fades = (
        Transition(at=20, kind="dissolve", before=4, after=4), Transition(at=60, kind="fade", before=5),
    )  # fmt: skip
    film = film.model_copy(
        update={"transitions": fades, "effects": (Effect(file="e", sha256="0", start=20, frames=20),)}
    )
    assert [(each.first, each.end, each.effect is not None) for each in units(film)] == [
        (0, 16, False), (16, 40, True), (40, 55, False), (55, 60, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def film(span):\n    return 1 / 0\n", r"own\.py:2.*ZeroDivisionError"),
        ("import sys\ndef film(span):\n    sys.exit(0)\n", r"own\.py:3.*SystemExit"),
        ("def other(span):\n    pass\n", r"no function film\(span\)"),
        ("def film(span)\n", r"SyntaxError"),
        ("def film(span):\n    return span.clip.resized(0.5)\n", r"pictures of 160x90, the film has 320x180"),
        (
            "def film(span):\n    return span.clip.with_duration(0.1)\n",
            r"gives 0\.100 s where the stretch has 0\.583 s",
        ),
    ],
)
def test_a_recipe_that_fails_is_told_with_its_row(tmp_path: Path, text: str, says: str) -> None:
    film = _with_recipe(beeping_film(tmp_path, picture(), (14, 14)), tmp_path, text, 0, 14)
    with pytest.raises(MediaError, match=says) as told:
        _cut(film, tmp_path)
    assert "effects/own.py" in str(told.value)


def test_the_plain_way_and_the_smart_one_make_the_same_film(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (30, 24, 20, 16))
    film = film.model_copy(
        update={
            "transitions": (
                Transition(at=0, kind="fade", after=6), Transition(at=30, kind="dissolve", before=4, after=4),
                Transition(at=54, kind="dip", before=3, after=3), Transition(at=74, kind="wipe", before=3, after=3),
                Transition(at=90, kind="fade", before=5, colour="#ffffff"),
            )
        }
    )  # fmt: skip
    smart = _cut(film, tmp_path)
    plain = list(moviepy_frames(film, tmp_path, film.picture))
    assert len(smart) == len(plain) == 90
    likeness = [_likeness(one, other) for one, other in zip(smart, plain, strict=True)]
    # A wipe's edge is hard in one and soft in the other; everything else is the same picture encoded.
    assert min(likeness) > 17
    assert min(each for number, each in enumerate(likeness) if not 71 <= number < 77) > 33
    for number in [*range(6, 26), *range(34, 51), *range(57, 71), *range(77, 85)]:
        assert read_barcode(smart[number]) == read_barcode(plain[number])
    for one, other in zip(plain, sequence_frames(film, tmp_path), strict=True):
        assert _likeness(one, other) > 17


def test_the_plain_way_delivers_too(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture("29.97df"), (15, 15))
    to = tmp_path / "plain.mp4"

    def plain(form: PictureFormat) -> list[av.VideoFrame]:
        return list(moviepy_frames(film, tmp_path, form))

    write_delivery(
        film, tmp_path, preset("web").model_copy(update={"size": (320, 180)}), to, lambda form: iter(plain(form))
    )  # fmt: skip
    with av.open(str(to)) as container:
        shown = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
    assert shown == [(clip.start // 15 + 1, 8 + each) for clip in film.clips for each in range(15)]
