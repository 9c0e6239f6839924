"""What is said for each word of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import VoiceError
from renderers.interface import Pronunciation, Speech
from renderers.voices.saying import has_letters_for, sayings


def speech(text: str, *said: tuple[str, str]) -> Speech:
    names = tuple(Pronunciation(word=word, said=how) for word, how in said)
    return Speech(line="L0001", text=text, voice="any", pronunciations=names)


@given(st.text(max_size=60))
def test_there_is_one_saying_for_each_word(text: str) -> None:
    assert [each.word for each in sayings(speech(text))] == text.split()


def test_a_name_is_said_as_told_whatever_stands_round_it() -> None:
    for word in ("Cholmondeley", "CHOLMONDELEY!", "“Cholmondeley,”", "(cholmondeley)"):
        (only,) = sayings(speech(word, ("Cholmondeley", "CHUM-lee")))
        assert only.respelt == "CHUM-lee"


@pytest.mark.parametrize(("word", "ending"), [("Mara's", "'s"), ("Mara’s!", "'s"), ("Mara", "")])
def test_a_name_keeps_its_ending(word: str, ending: str) -> None:
    (only,) = sayings(speech(word, ("Mara", "MAH-ra")))
    assert (only.respelt, only.ending) == ("MAH-ra", ending)


def test_a_longer_word_is_another_word() -> None:
    (only,) = sayings(speech("Ikebana", ("Ike", "EYE-k")))
    assert only.respelt == ""


def test_phones_are_given_between_slashes() -> None:
    (only,) = sayings(speech("Ike", ("Ike", "/ay1 k/")))
    assert only.phones == ("AY1", "K")


@pytest.mark.parametrize(
    ("said", "phones"),
    [
        ("/ˈaɪki/", ("AY1", "K", "IY0")), ("/iki/", ("IY1", "K", "IY0")),
        ("/ʃɛˈstɑːd/", ("SH", "EH0", "S", "T", "AA1", "D")),
        ("/ˈskjerːˌstɑ/", ("S", "K", "Y", "EH1", "R", "S", "T", "AA2")),
    ],
)  # fmt: skip
def test_phonetic_letters_are_given_between_slashes_too(said: str, phones: tuple[str, ...]) -> None:
    (only,) = sayings(speech("Ike", ("Ike", said)))
    assert only.phones == phones


def test_a_name_of_several_words_is_said_word_by_word() -> None:
    first, second = sayings(speech("Mara Dunholm", ("Mara Dunholm", "MAH-ra DUN-um")))
    assert (first.respelt, second.respelt) == ("MAH-ra", "DUN-um")


@pytest.mark.parametrize(
    ("word", "said"), [("Ike", "/AY Q9/"), ("Ike", "//"), ("Mara Dunholm", "mara"), ("A B", "/A B/")]
)
def test_what_is_no_pronunciation_is_refused_with_a_cure(word: str, said: str) -> None:
    with pytest.raises(VoiceError) as raised:
        sayings(speech(word, (word, said)))
    assert raised.value.cure


@pytest.mark.parametrize("word", ["a\x00b", "a\x01b", "a\x1bb", "a\u200bb", "a\ufeffb"])
def test_control_characters_are_not_said(word: str) -> None:
    (only,) = sayings(speech(word))
    assert only.spelt == "ab"


def test_scripts_are_told_apart() -> None:
    assert has_letters_for("Wait, café №5 — 61%!", ("LATIN",))
    assert has_letters_for("...", ("LATIN",))
    assert not has_letters_for("Привет", ("LATIN",))
    assert not has_letters_for("He said 你好.", ("LATIN",))
