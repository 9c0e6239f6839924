"""Phones of a line and the words they belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.voices.alignment import words_of_phones

WORDS = st.lists(st.lists(st.sampled_from(["AA", "B", "IY", "T", "S"]), min_size=1, max_size=4), min_size=1, max_size=6)


@given(WORDS)
def test_a_line_spoken_as_its_words_alone_is_shared_out_exactly(words: list[list[str]]) -> None:
    line = [phone for word in words for phone in word]
    owners = words_of_phones(line, words)
    assert owners == [number for number, word in enumerate(words) for _ in word]


@given(WORDS, st.lists(st.sampled_from(["AA", "B", "IY", "T", "S"]), max_size=12))
def test_owners_never_go_back(words: list[list[str]], line: list[str]) -> None:
    owners = words_of_phones(line, words)
    assert len(owners) == len(line)
    assert owners == sorted(owners)
    assert set(owners) <= set(range(len(words)))


@pytest.mark.parametrize(
    ("line", "words", "owners"),
    [
        ("DH AH AY L AH N D", ["DH IY", "AY L AH N D"], [0, 0, 1, 1, 1, 1, 1]),
        ("D AA K T ER S M IH TH", ["D R AY V", "S M IH TH"], [0, 0, 0, 0, 0, 1, 1, 1, 1]),
        ("HH IY", ["HH IY", ""], [0, 0]),
        ("AH", ["", ""], [0]),
        ("", ["AH"], []),
    ],
)
def test_words_run_together_are_told_apart(line: str, words: list[str], owners: list[int]) -> None:
    assert words_of_phones(line.split(), [word.split() for word in words]) == owners
