"""The picture: transitions, speeds, badges and cards show what they should, and only they are encoded."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from edit_film import beeping_film, picture, read_barcode
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bible.errors import MediaError
from edit.cards import Card, CreditPage, card_digest, card_file
from edit.frames import sequence_frames
from edit.master import make_cut
from edit.sequence import Clip, Sequence
from edit.transitions import Change, Transition

CLOSE = 40.0
"""Decibels of PSNR of an encoded picture against what it was made from, at least."""


def _cut(film: Sequence, root: Path) -> list[av.VideoFrame]:
    aside = root / "cache" / "aside"
    aside.mkdir(parents=True, exist_ok=True)
    make_cut(film, root, aside)
    with av.open(str(aside / "film.mp4")) as container:
        return list(container.decode(video=0))


def _pieces(root: Path) -> set[Path]:
    return set((root / "cache" / "pieces").glob("*.mp4"))


def _grey(frame: av.VideoFrame) -> NDArray[np.float64]:
    return np.asarray(frame.to_ndarray(format="gray"), np.float64)


def _likeness(one: av.VideoFrame, other: av.VideoFrame) -> float:
    error = float(((_grey(one) - _grey(other)) ** 2).mean())
    return 99.0 if error == 0 else 10 * float(np.log10(255**2 / error))


def _with(film: Sequence, *transitions: Transition) -> Sequence:
    return film.model_copy(update={"transitions": transitions})


def _retimed(film: Sequence, number: int, speed: Fraction, first: int) -> Sequence:
    clips = list(film.clips)
    clips[number] = clips[number].model_copy(update={"speed": speed, "first": first})
    return film.model_copy(update={"clips": tuple(clips)})


KINDS = (
    Transition(at=40, kind="dissolve", before=6, after=6),
    Transition(at=40, kind="dissolve", before=0, after=7),
    Transition(at=40, kind="wipe", before=5, after=5, pattern="right"),
    Transition(at=40, kind="wipe", before=5, after=5, pattern="iris"),
    Transition(at=40, kind="fade", before=8),
    Transition(at=40, kind="fade", after=8),
    Transition(at=40, kind="dip", before=6, after=4, colour="#ffffff"),
    Transition(at=0, kind="fade", after=10),
    Transition(at=71, kind="fade", before=10),
)


@pytest.mark.parametrize("transition", KINDS, ids=lambda each: f"{each.kind} {each.at} {each.before}+{each.after}")
def test_a_transition_lies_around_its_cut_and_nothing_else_changes(tmp_path: Path, transition: Transition) -> None:
    plain = beeping_film(tmp_path, picture(), (40, 31))
    film = _with(plain, transition)
    shown = _cut(film, tmp_path)
    expected = [(int(clip.slate), clip.first + each) for clip in plain.clips for each in range(clip.frames)]
    assert len(shown) == film.frames
    for number, (frame, wanted) in enumerate(zip(shown, sequence_frames(film, tmp_path), strict=True)):
        assert _likeness(frame, wanted) > 30
        if not transition.first <= number < transition.end:
            assert read_barcode(frame)[:2] == expected[number]
    with_transition = [piece for piece in _pieces(tmp_path) if _length(piece) >= transition.frames]
    assert transition.frames in map(_length, with_transition)
    # Of the clip that comes, what lies before its next key frame is encoded too; of the one that goes, nearly nothing.
    assert sum(map(_length, _pieces(tmp_path))) <= transition.frames + film.clips[1].frames + 2


def _length(piece: Path) -> int:
    with av.open(str(piece)) as opened:
        return opened.streams.video[0].frames


def test_a_dissolve_is_both_pictures_in_the_right_measure(tmp_path: Path) -> None:
    plain = beeping_film(tmp_path, picture(), (40, 31))
    film = _with(plain, Transition(at=40, kind="dissolve", before=5, after=5))
    shown = _cut(film, tmp_path)
    with av.open(str(tmp_path / film.clips[0].file)) as one, av.open(str(tmp_path / film.clips[1].file)) as other:
        goes, comes = list(one.decode(video=0)), list(other.decode(video=0))
    for number in range(35, 45):
        share = (number - 34) / 11
        both = (1 - share) * _grey(goes[8 + number]) + share * _grey(comes[8 + number - 40])
        error = float(((_grey(shown[number]) - both) ** 2).mean())
        assert 10 * np.log10(255**2 / error) > CLOSE


def test_a_fade_comes_evenly_out_of_black(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (40, 31))
    bare = _cut(film, tmp_path)
    shown = _cut(_with(film, Transition(at=0, kind="fade", after=12)), tmp_path)
    for number in range(12):
        share = float(_grey(shown[number]).mean() / _grey(bare[number]).mean())
        assert share == pytest.approx((number + 1) / 13, abs=0.02)


def test_transitions_are_encoded_once_wherever_they_lie(tmp_path: Path) -> None:
    film = _with(beeping_film(tmp_path, picture(), (40, 31)), Transition(at=40, kind="dissolve", before=4, after=4))
    _cut(film, tmp_path)
    made = {piece: piece.stat().st_mtime_ns for piece in _pieces(tmp_path)}
    later = tuple(clip.model_copy(update={"start": clip.start + 40}) for clip in film.clips)
    moved = film.model_copy(
        update={
            "clips": (film.clips[0], *later), "transitions": (film.transitions[0].model_copy(update={"at": 80}),),
        }
    )  # fmt: skip
    shown = _cut(moved, tmp_path)
    assert len(shown) == 111
    assert {piece: piece.stat().st_mtime_ns for piece in _pieces(tmp_path)} == made


@pytest.mark.parametrize(
    ("speed", "first"),
    [(Fraction(2), 2), (Fraction(1, 2), 8), (Fraction(0), 20), (Fraction(-1), 45), (Fraction(5, 4), 8)],
)
def test_a_clip_runs_at_its_speed(tmp_path: Path, speed: Fraction, first: int) -> None:
    film = _retimed(beeping_film(tmp_path, picture(), (40, 24, 20)), 1, speed, first)
    if speed == 2:
        clips = (
            film.clips[0],
            film.clips[1].model_copy(update={"frames": 19}),
            film.clips[2].model_copy(update={"start": 59}),
        )
        film = film.model_copy(update={"clips": clips})
    if speed == -1:
        film = _retimed(film, 1, speed, 35)
        first = 35
    shown = [read_barcode(frame)[:2] for frame in _cut(film, tmp_path)]
    assert shown[:40] == [(1, 8 + each) for each in range(40)]
    assert shown[-20:] == [(3, 8 + each) for each in range(20)]
    assert shown[40:-20] == [(2, int(first + each * speed // 1)) for each in range(len(shown) - 60)]


def test_a_shot_can_be_used_more_than_once(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (30, 20))
    again = film.clips[0].model_copy(update={"start": 50, "first": 18, "frames": 10})
    film = film.model_copy(update={"clips": (*film.clips, again)})
    shown = [read_barcode(frame)[:2] for frame in _cut(film, tmp_path)]
    assert shown[50:] == [(1, 18 + each) for each in range(10)]


def test_a_badge_is_burnt_into_its_clip_alone(tmp_path: Path) -> None:
    plain = beeping_film(tmp_path, picture(width=640, height=360), (12, 12))
    film = plain.model_copy(update={"clips": (plain.clips[0].model_copy(update={"badge": "ANIMATIC"}), plain.clips[1])})
    bare, shown = _cut(plain, tmp_path), _cut(film, tmp_path)
    corner = slice(0, 40), slice(480, 640)
    for number in range(12):
        assert np.abs(_grey(shown[number])[corner] - _grey(bare[number])[corner]).mean() > 3
        rest = np.abs(_grey(shown[number]) - _grey(bare[number]))
        assert rest[:, :440].mean() < 2
        assert np.array_equal(_grey(shown[12 + number]), _grey(bare[12 + number]))


def _card(film: Sequence, card: Card, frames: int) -> Clip:
    known = card_digest(card, film.picture, frames + 48)
    return Clip(
        shot="", slate="", take="", scene_number="1", file=card_file("film", card.kind, known), sha256=known,
        start=film.frames, frames=frames, first=24, media_frames=frames + 48, size="", renderer="card", card=card,
    )  # fmt: skip


def test_cards_are_drawn_when_the_film_is_made_and_again_when_their_file_is_gone(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20))
    pages = (CreditPage(rows=(("written by", "A. Writer"),)), CreditPage(heading="Cast", rows=(("", "NORA VEGA"),)))
    credits = _card(film, Card(kind="credits", pages=pages), 48)
    film = film.model_copy(update={"clips": (*film.clips, credits)})
    black = _card(film, Card(kind="black"), 12)
    film = film.model_copy(update={"clips": (*film.clips, black)})
    shown = _cut(film, tmp_path)
    first, second = _grey(shown[45]), _grey(shown[70])
    assert first.max() > 150
    assert second.max() > 150
    assert np.abs(first - second).mean() > 0.5
    assert _likeness(shown[40], shown[63]) > CLOSE
    assert max(float(_grey(frame).max()) for frame in shown[-12:]) <= 17
    assert not _pieces(tmp_path)
    (tmp_path / credits.file).unlink()
    again = _cut(film, tmp_path)
    assert np.array_equal(_grey(again[45]), first)


def test_a_transition_without_enough_handle_is_refused_by_slate(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (40, 31))
    with pytest.raises(MediaError, match=r"^2 .*frame"):
        _cut(_with(film, Transition(at=40, kind="dissolve", before=4, after=12)), tmp_path)


@given(
    kind=st.sampled_from(["dissolve", "fade in", "fade out", "dip", "wipe"]),
    nominal=st.sampled_from([24, 25, 30, 50, 60]),
    before=st.integers(0, 200), after=st.integers(0, 200), tail=st.integers(0, 60), head=st.integers(0, 60),
)  # fmt: skip
def test_a_transition_never_asks_for_frames_that_are_not_there(
    kind: str, nominal: int, before: int, after: int, tail: int, head: int
) -> None:
    placed = Change.model_validate({"kind": kind}).placed(100, nominal, before, after, tail, head)
    if placed is None:
        return
    assert 0 <= placed.before <= before // 2
    assert 0 <= placed.after <= after // 2
    assert placed.frames <= 2 * nominal
    if placed.shows_both:
        assert placed.before <= head
        assert placed.after <= tail
    assert all(0 < placed.share(frame) < 1 for frame in range(placed.first, placed.end))


@given(
    speed=st.fractions(-4, 4, max_denominator=8), first=st.integers(0, 99), frames=st.integers(1, 60)
)  # fmt: skip
def test_the_handles_of_a_clip_lie_inside_its_file_at_any_speed(speed: Fraction, first: int, frames: int) -> None:
    clip = Clip(
        shot="s", slate="1", take="1-1", scene_number="1", file="t.mp4", sha256="0", start=500, frames=frames,
        first=first, media_frames=100, size="MS", renderer="test", speed=speed,
    )  # fmt: skip
    if not all(0 <= clip.shows(frame) < 100 for frame in range(500, 500 + frames)):
        return
    for room, way, edge in ((clip.head, -1, 500), (clip.tail, 1, 499 + frames)):
        assert all(0 <= clip.shows(edge + way * each) < 100 for each in range(room + 1))
        assert speed == 0 or not 0 <= clip.shows(edge + way * (room + 2 + int(1 / abs(speed)))) < 100
