"""Phones guessed from letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.voices.arpabet import SILENCE, USUAL_LENGTH, VOWELS
from renderers.voices.letters import has_sound, phones_of


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("bed", "B EH D"),
        ("ship,", "SH IH P"),
        ("knife", "N AY F"),
        ("phone", "F OW N"),
        ("strength", "S T R EH NG TH"),
        ("“wait!”", "W EY T"),
        ("naïve", "N EY V"),
        ("61", "S IH K S W AH N"),
        ("Привет", "P R IH V IY T"),
        ("щука", "SH CH AH K AE"),
        ("σοφια", "S AA F IH AE"),
        ("שלום", "SH AH L AH V AH M"),
        ("かな", "K AE N AE"),
        ("안녕", "AE N N IY EH AA NG"),
    ],
)
def test_words_get_the_phones_their_letters_tell(word: str, phones: str) -> None:
    assert " ".join(phones_of(word)) == phones


def test_signs_without_a_sound_of_their_own_differ_and_stay() -> None:
    first, second = phones_of("你"), phones_of("好")
    assert first and second and first != second
    assert phones_of("你") == first


def test_stops_inside_a_word_are_pauses() -> None:
    assert phones_of("wait—no").count(SILENCE) == 1
    assert phones_of("你好，世界。").count(SILENCE) == 1


@pytest.mark.parametrize("word", ["", "...", "—", "?!", "“”", "😀", "\x00"])
def test_what_has_no_letter_has_no_phone(word: str) -> None:
    assert not has_sound(word)
    assert phones_of(word) == ()


@given(st.text(max_size=30).filter(has_sound))
def test_every_word_that_is_heard_moves_the_mouth(word: str) -> None:
    phones = phones_of(word)
    assert set(phones) <= set(USUAL_LENGTH)
    assert phones[0] != SILENCE
    assert phones[-1] != SILENCE


@given(st.text(alphabet="aeiou", min_size=1, max_size=5))
def test_vowels_sound_like_vowels(word: str) -> None:
    assert set(phones_of(word)) & VOWELS
