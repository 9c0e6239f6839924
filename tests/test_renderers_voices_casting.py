"""Which voice speaks for whom."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bible.entries import Character, Look
from renderers.interface import Voice, cast_voices
from renderers.voices.espeak import Espeak
from renderers.voices.flite import Flite
from renderers.voices.kokoro import Kokoro
from renderers.voices.tones import Tones

ENGINES = {each.name: each.voices() for each in (Kokoro(), Flite(), Espeak(), Tones())}


@st.composite
def companies(draw: st.DrawFn) -> tuple[tuple[Character, ...], tuple[tuple[str, ...], ...]]:
    """A company of characters, and who is heard with whom."""
    count = draw(st.integers(1, 12))
    characters = tuple(
        Character(
            token=f"@P{number}",
            name=f"P{number}",
            look=Look(age=draw(st.integers(4, 90)), sex=draw(st.sampled_from(["woman", "man"])), height_cm=170),
        )
        for number in range(count)
    )
    tokens = [each.token for each in characters]
    scenes = draw(st.lists(st.lists(st.sampled_from(tokens), min_size=1, max_size=5, unique=True), max_size=6))
    return characters, tuple(tuple(scene) for scene in scenes)


def sex_of(voices: tuple[Voice, ...], name: str) -> str:
    return next(voice.sex for voice in voices if voice.name == name)


def allowed(character: Character) -> set[str]:
    return {"child", "woman"} if character.look.age < 13 else {character.look.sex}


@given(companies(), st.sampled_from(sorted(ENGINES)))
def test_nobody_sounds_like_another_in_the_scene_while_a_voice_is_left(
    company: tuple[tuple[Character, ...], tuple[tuple[str, ...], ...]], engine: str
) -> None:
    characters, scenes = company
    voices = ENGINES[engine]
    cast = cast_voices(characters, voices, scenes)
    by_token = {each.token: each for each in characters}
    assert set(cast) == set(by_token)
    for token, name in cast.items():
        assert sex_of(voices, name) in allowed(by_token[token])
    order = list(by_token)
    for scene in scenes:
        for token in scene:
            met = {
                other for each in scenes if token in each for other in each if order.index(other) < order.index(token)
            }
            heard = {cast[other] for other in met}
            fitting = {voice.name for voice in voices if voice.sex in allowed(by_token[token])}
            if fitting - heard:
                assert cast[token] not in heard


@given(companies(), st.sampled_from(sorted(ENGINES)))
def test_a_character_added_at_the_end_changes_nobody(
    company: tuple[tuple[Character, ...], tuple[tuple[str, ...], ...]], engine: str
) -> None:
    characters, scenes = company
    before = cast_voices(characters[:-1], ENGINES[engine], scenes)
    after = cast_voices(characters, ENGINES[engine], scenes)
    assert {token: after[token] for token in before} == before


@given(companies())
def test_kept_voices_stay_and_are_not_given_to_those_they_meet(
    company: tuple[tuple[Character, ...], tuple[tuple[str, ...], ...]],
) -> None:
    characters, _ = company
    voices = ENGINES["kokoro"]
    kept = {characters[0].token: voices[0].name}
    cast = cast_voices(characters[:3], voices, (tuple(each.token for each in characters[:3]),), kept)
    assert cast[characters[0].token] == voices[0].name
    assert Counter(cast.values()).most_common(1)[0][1] == 1


def test_age_decides_between_voices() -> None:
    voices = (
        Voice(name="young", sex="woman", ages=(16, 30)),
        Voice(name="old", sex="woman", ages=(55, 99)),
        Voice(name="boy", sex="child", ages=(4, 12)),
    )

    def voice_of(age: int) -> str:
        nora = Character(token="@NORA", name="NORA", look=Look(age=age, sex="woman", height_cm=160))
        return cast_voices((nora,), voices)["@NORA"]

    assert [voice_of(age) for age in (8, 20, 64)] == ["boy", "young", "old"]


def test_voices_one_could_take_for_each_other_do_not_meet_while_another_is_left() -> None:
    voices = (
        Voice(name="dark", sex="woman", ages=(20, 60), alike=("thin",)),
        Voice(name="thin", sex="woman", ages=(20, 60), alike=("dark",)),
        Voice(name="old", sex="woman", ages=(70, 99)),
    )
    look = Look(age=40, sex="woman", height_cm=160)
    three = tuple(Character(token=f"@{name}", name=name, look=look) for name in ("ANN", "BEA", "CLEO"))
    apart = cast_voices(three, voices)
    assert (apart["@ANN"], apart["@BEA"]) == ("dark", "thin")
    together = cast_voices(three, voices, (("@ANN", "@BEA", "@CLEO"),))
    assert together == {"@ANN": "dark", "@BEA": "old", "@CLEO": "thin"}


def test_voices_that_are_alike_say_so_of_each_other() -> None:
    for voices in ENGINES.values():
        alike = {(voice.name, other) for voice in voices for other in voice.alike}
        assert alike == {(other, name) for name, other in alike}
        assert {name for name, _ in alike} <= {voice.name for voice in voices}
