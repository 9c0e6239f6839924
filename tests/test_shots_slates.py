"""Slates: unique for good, without I and O, and in a form that sorts."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shots.slates import file_slate, next_slate, slates, slates_beside

NUMBERS = st.one_of(
    st.from_regex(r"[1-9][0-9]{0,3}[A-Z]{0,2}", fullmatch=True),
    st.from_regex(r"[A-Za-z]{0,2}-?[0-9]{1,3}[-.]?[A-Za-z]{0,2}", fullmatch=True),
    st.text(min_size=1, max_size=12),
)


def test_setups_follow_the_scene_number_without_i_and_o() -> None:
    first = list(islice(slates("12", set()), 27))
    assert first[:4] == ["12", "12A", "12B", "12C"]
    assert "12I" not in first
    assert "12O" not in first
    assert first[23:] == ["12Y", "12Z", "12AA", "12AB"]


def test_a_slate_is_given_once() -> None:
    assert next_slate("12", {"12", "12B"}) == "12A"
    assert next_slate("12", {"12", "12A", "12B"}) == "12C"


@pytest.mark.parametrize(
    ("number", "slate"),
    [
        ("12A", "A12"), ("12a", "A12"), ("110A", "A110"), ("12AB", "AB12"), ("A12", "A-12"), ("1-A", "A-1"),
        ("I-1-A", "A-I-1"), ("1.", "1."), ("1-2", "1-2"), ("12Б", "Б12"), ("TEASER", "TEASER-1"), ("場12", "場-12"),
    ],
)  # fmt: skip
def test_the_writers_numbers_survive(number: str, slate: str) -> None:
    assert next_slate(number, set()) == slate
    assert next_slate(number, {slate}) == f"{slate}A"


def test_an_inserted_scene_never_meets_the_setups_of_its_neighbour() -> None:
    used: set[str] = set()
    for number in ("12", "12A", "A12", "12AA", "A12A"):
        fresh = list(islice(slates(number, used), 60))
        assert not set(fresh) & used
        used |= set(fresh)
    assert len(used) == 300


@given(st.lists(NUMBERS, min_size=1, max_size=12), st.integers(1, 40))
def test_any_scene_numbers_give_slates_that_differ(numbers: list[str], count: int) -> None:
    used: set[str] = set()
    for number in numbers:
        for _ in range(count):
            slate = next_slate(number, used)
            assert slate.upper() not in {each.upper() for each in used}
            used.add(slate)


@example("A.B", 0)
@example("A.¹", 1)
@given(NUMBERS, st.integers(0, 40))
def test_a_new_shot_gets_a_slate_of_its_own_scene(number: str, place: int) -> None:
    slate = next(islice(slates(number, set()), place, None))
    assert next(slates_beside(slate, set())) == next_slate(number, set())


@pytest.mark.parametrize(
    ("slate", "form"),
    [("1", "001"), ("12A", "012A"), ("12AA", "012AA"), ("A12", "012_A"), ("A12B", "012_A_B"), ("1000", "1000")],
)
def test_forms_people_would_expect(slate: str, form: str) -> None:
    assert file_slate(slate) == form


def test_forms_sort_by_scene_and_setup() -> None:
    order = ["2", "2A", "2B", "12", "12A", "12Z", "A12", "A12A", "B12", "13", "110A", "A110", "111"]
    assert sorted(order, key=file_slate) == order


@given(st.sets(st.one_of(NUMBERS, st.from_regex(r"[A-Z]{0,3}[0-9]{1,4}[A-Z]{0,3}", fullmatch=True)), max_size=30))
def test_forms_differ_and_suit_every_file_system(names: set[str]) -> None:
    forms = {file_slate(name).casefold() for name in names}
    assert len(forms) == len(names)
    for form in forms:
        assert re.fullmatch(r"[0-9a-z_-]{1,60}", form)
