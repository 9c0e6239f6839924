"""Mouths against the sound."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.errors import RenderError
from renderers.animatic.mouth import CLOSED, MOUTHS
from renderers.animatic.visemes import CLOSURES, PHONE_SHAPES, SHORTEST, mouth_track, shape_of
from shots.rate import Rate, read_rate
from shots.recording import PhoneTime

SAMPLES = 48_000
FILM = Rate(numerator=24)
RATES = ("23.976", "24", "25", "29.97", "30", "50", "60")
ARPABET = [
    "AA",
    "AE",
    "AH",
    "AO",
    "AW",
    "AY",
    "B",
    "CH",
    "D",
    "DH",
    "EH",
    "ER",
    "EY",
    "F",
    "G",
    "HH",
    "IH",
    "IY",
    "JH",
    "K",
    "L",
    "M",
    "N",
    "NG",
    "OW",
    "OY",
    "P",
    "R",
    "S",
    "SH",
    "T",
    "TH",
    "UH",
    "UW",
    "V",
    "W",
    "Y",
    "Z",
    "ZH",
    "SIL",
]


def spoken(*timed: tuple[str, float], start: float = 0.5) -> tuple[PhoneTime, ...]:
    """Phones one after the other, lengths in milliseconds."""
    phones, at = [], round(start * SAMPLES)
    for phone, length in timed:
        end = at + round(length * SAMPLES / 1000)
        phones.append(PhoneTime(phone=phone, start=at, end=end))
        at = end
    return tuple(phones)


def runs(track: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(shape, len(list(group))) for shape, group in groupby(track)]


speech = st.lists(st.tuples(st.sampled_from(ARPABET), st.integers(45, 220)), min_size=1, max_size=30).map(
    lambda timed: spoken(*timed)
)


def test_every_phone_has_a_shape_that_can_be_drawn() -> None:
    assert {shape_of(phone) for phone in ARPABET} <= set(MOUTHS)
    assert set(PHONE_SHAPES.values()) <= set(MOUTHS)


def test_an_unknown_phone_is_refused() -> None:
    with pytest.raises(RenderError, match="ʃ"):
        shape_of("ʃ")


def test_lips_meet_for_m_and_part_for_a() -> None:
    assert MOUTHS[shape_of("M")].opening < CLOSED < MOUTHS[shape_of("AA")].opening


def test_silence_keeps_the_mouth_shut() -> None:
    assert mouth_track((), SAMPLES, FILM, -2, 5) == ("X",) * 8


def test_the_mouth_opens_on_the_frame_in_which_it_is_heard() -> None:
    track = mouth_track(spoken(("AA", 500), start=1.0), SAMPLES, FILM, 0, 60)
    assert track.index("AI") == 24
    assert runs(track)[1] == ("AI", 12)


@settings(max_examples=150, deadline=None)
@given(speech)
def test_no_shape_comes_45_ms_early_or_late(phones: tuple[PhoneTime, ...]) -> None:
    track = mouth_track(phones, SAMPLES, FILM, 0, FILM.frames_in(Fraction(phones[-1].end, SAMPLES)) + 40)
    for before, phone in pairwise((PhoneTime(phone="SIL", start=0, end=phones[0].start), *phones)):
        shape, at = shape_of(phone.phone), Fraction(phone.start, SAMPLES)
        # Closures are held, and push back what follows at once.
        held = any(each.start < phone.start < each.start + 4 * SAMPLES // 24 for each in phones if _closes(each))
        if shape != shape_of(before.phone) and not held:
            assert any(abs(Fraction(frame, 24) - at) < Fraction(45, 1000) for frame in _frames_of(shape, track))


def test_a_vowel_of_one_frame_between_two_closures_is_seen() -> None:
    """`probably`, said fast: the lips part for the one frame there is."""
    track = mouth_track(spoken(("B", 198), ("AA", 45), ("B", 45)), SAMPLES, FILM, 0, 30)
    assert runs(track)[1:-1] == [("MBP", 5), ("AI", 1), ("MBP", 2)]


def _closes(phone: PhoneTime) -> bool:
    return shape_of(phone.phone) in CLOSURES


def _frames_of(shape: str, track: tuple[str, ...]) -> list[int]:
    return [frame for frame, each in enumerate(track) if each == shape]


@settings(max_examples=150, deadline=None)
@given(speech, st.sampled_from(RATES))
def test_closures_are_held_for_two_frames(phones: tuple[PhoneTime, ...], name: str) -> None:
    rate = read_rate(name)
    track = mouth_track(phones, SAMPLES, rate, 0, rate.frames_in(Fraction(phones[-1].end, SAMPLES)) + 40)
    assert all(length >= SHORTEST for shape, length in runs(track) if shape in CLOSURES)


@settings(max_examples=150, deadline=None)
@given(speech, st.sampled_from(RATES))
def test_no_closure_is_skipped(phones: tuple[PhoneTime, ...], name: str) -> None:
    rate = read_rate(name)
    track = mouth_track(phones, SAMPLES, rate, 0, rate.frames_in(Fraction(phones[-1].end, SAMPLES)) + 40)
    said = [shape for phone in phones if (shape := shape_of(phone.phone)) in CLOSURES]
    seen = [shape for shape, _ in runs(track) if shape in CLOSURES]
    assert [shape for shape, _ in groupby(seen)] == [shape for shape, _ in groupby(said)]


@settings(max_examples=150, deadline=None)
@given(speech)
def test_other_shapes_are_within_45_ms_of_their_phone(phones: tuple[PhoneTime, ...]) -> None:
    track = mouth_track(phones, SAMPLES, FILM, 0, FILM.frames_in(Fraction(phones[-1].end, SAMPLES)) + 40)
    for frame, shape in enumerate(track):
        if shape in CLOSURES or shape == "X":
            continue
        begin, end = Fraction(frame, 24), Fraction(frame + 1, 24)
        gaps = [
            max(Fraction(phone.start, SAMPLES) - end, begin - Fraction(phone.end, SAMPLES), Fraction(0))
            for phone in phones
            if shape_of(phone.phone) == shape
        ]
        assert min(gaps) <= Fraction(45, 1000)


@settings(max_examples=60, deadline=None)
@given(speech, st.integers(0, 30))
def test_a_window_shows_what_the_whole_shows(phones: tuple[PhoneTime, ...], first: int) -> None:
    whole = mouth_track(phones, SAMPLES, FILM, 0, 80)
    assert mouth_track(phones, SAMPLES, FILM, first, 80) == whole[first:]
