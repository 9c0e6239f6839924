"""How English words are read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.interface import Pronunciation, Speech
from renderers.voices.arpabet import phone_of
from renderers.voices.english import letters_of, read_english
from renderers.voices.saying import sayings

OF_A_LINE = st.text("abEGRSTaeiou 0123456789.,!?;:'\"-—…()[]{}<>/\\@#$%&*_=~éßñ“”’£€½²™", max_size=40)


def read(text: str, *said: tuple[str, str]) -> tuple[str, ...]:
    names = tuple(Pronunciation(word=word, said=how) for word, how in said)
    return read_english(sayings(Speech(line="L0001", text=text, voice="", pronunciations=names)))


@settings(deadline=None)
@given(OF_A_LINE)
def test_every_word_has_a_reading_and_what_is_heard_has_a_sound(text: str) -> None:
    said = sayings(Speech(line="L0001", text=text, voice=""))
    readings = read_english(said)
    assert len(readings) == len(said)
    for each, reading in zip(said, readings, strict=True):
        assert not each.heard or any(phone_of(letter) for letter in reading), each


def test_words_keep_their_marks() -> None:
    assert read("“Wait!” — no...") == ("“wˈAt!”", "—", "nˈO…")


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("7:30", "seven thirty"),
        ("7:05", "seven oh five"),
        ("7:00", "seven o'clock"),
        ("½", "one half"),
        ("3/4", "three quarters"),
        ("10°C", "ten degrees"),
        ("Noooo", "no"),
        ("café", "cafe"),
        ("NORA", "Nora"),
        ("ferry--", "ferry—"),
        ("ﬁne", "fine"),
        ("&", "and"),
    ],
)
def test_what_is_no_plain_word_is_read_like_one(text: str, like: str) -> None:
    assert "".join(read(text)).replace(" ", "") == "".join(read(like)).replace(" ", "")


def test_capitals_are_spelt_out_only_where_people_do() -> None:
    shouted = read("STOP THE FERRY, DUNHOLM!")
    assert shouted == read("Stop the ferry, Dunholm!")
    (spelt,) = read("FBI")
    assert sum(each in "AIOWYiuɑɛ" for each in spelt) == 3


def test_a_name_without_an_n_is_never_guessed_to_end_like_saying() -> None:
    assert read("Solveig, saying!") == ("sˈɑlvAɡ,", "sˈAɪŋ!")


def test_the_is_said_by_what_follows() -> None:
    assert read("the island")[0] != read("the ferry")[0]
    assert read("the Ike", ("Ike", "/AY1 K/"))[0] == read("the island")[0]
    assert read("the Ike", ("Ike", "/B IY1/"))[0] == read("the ferry")[0]


def test_names_are_said_as_told() -> None:
    assert read("Hello, “Cholmondeley’s”!", ("Cholmondeley", "/CH AH1 M L IY0/"))[1] == "“ʧˈʌmliz”!"
    assert read("Cholmondeley.", ("Cholmondeley", "chum-LEE")) == ("ʧʌmlˈi.",)
    assert read("Cholmondeley.", ("Cholmondeley", "chum-lee")) == ("ʧˈʌmli.",)


def test_phones_become_letters() -> None:
    assert letters_of(["AH0", "B", "ER1", "DH", "OY2"]) == "əbˈɜɹðˌY"


def test_a_line_without_words_has_no_reading() -> None:
    assert read("") == ()
    assert read("...") == ("…",)
