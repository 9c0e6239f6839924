"""The words a model is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.recipes import NORA, make_recipe

from bible.entries import Character, Hour, Look, Weather
from renderers.diffusion.prompt import compile_prompt, part_of
from shots.recipe import Recipe, Utterance
from shots.shot import Framing, Move, Size, Subject


def _shot(**changes: object) -> Recipe:
    recipe = make_recipe()
    return recipe.model_copy(update={"shot": recipe.shot.model_copy(update=changes)})


def test_a_shot_is_told_by_size_people_action_place_and_camera() -> None:
    text = compile_prompt(make_recipe(), style="35 mm film")
    assert text == (
        "35 mm film. Medium close-up of Nora on the left of the frame. Nora is a woman of about 34 with light skin, "
        "a dark brown bob, wearing a slate blue jacket and charcoal trousers. Nora turns to the window. Outdoors, "
        "harbour, at dusk, blue hour, in fog. The camera pushes in slowly. Fog drifts slowly. The last light fades "
        "very slowly."
    )


def test_colours_have_their_article() -> None:
    coat = Look(age=64, sex="woman", height_cm=165, outfit="raincoat", outfit_colour="#E07A28")
    text = compile_prompt(
        make_recipe().model_copy(update={"cast": (Character(token="@NORA", name="NORA", look=coat),)})
    )
    assert "wearing an orange raincoat and " in text


def test_sentences_start_with_a_capital_and_keep_their_words_apart() -> None:
    text = compile_prompt(_shot(action=" a red boat passes. "))
    assert " A red boat passes. " in text
    assert ".." not in text


def test_a_still_has_no_camera_move() -> None:
    assert "camera" not in compile_prompt(make_recipe(), still=True)


def test_what_the_shot_says_itself_stands_in_place_of_action_and_camera() -> None:
    text = compile_prompt(_shot(prompt="The fog thins as the camera drifts left"))
    assert "The fog thins as the camera drifts left." in text
    assert "turns to the window" not in text
    assert "pushes in" not in text


def test_an_insert_is_of_its_thing_and_nobody() -> None:
    text = compile_prompt(_shot(framing=Framing.INSERT, size=Size.ECU, thing="barometer", subjects=()))
    assert text.startswith("Extreme close-up of the barometer, filling the frame.")
    assert "Nora is" not in text


def test_over_the_shoulder_says_whose_back_is_seen() -> None:
    elias = Character(token="@ELIAS", name="ELIAS", look=Look(age=61, sex="man", height_cm=180, beard="full"))
    pair = (Subject(token="@NORA", side="left"), Subject(token="@ELIAS", side="right"))
    recipe = _shot(framing=Framing.OVER_SHOULDER, subjects=pair).model_copy(update={"cast": (NORA, elias)})
    assert "of Nora, over the shoulder of Elias, whose back is towards the camera" in compile_prompt(recipe)


def test_someone_whose_lips_are_seen_speaks() -> None:
    said = Utterance(
        line="L0001",
        speaker="@NORA",
        text="Go.",
        manner=("whispering",),
        lips=True,
        start=0,
        samples=1,
        sample_rate=48000,
    )
    assert "Nora speaks (whispering)." in compile_prompt(make_recipe(utterances=(said,)))
    unseen = said.model_copy(update={"lips": False})
    assert "speaks" not in compile_prompt(make_recipe(utterances=(unseen,)))


@given(
    st.sampled_from(Hour), st.sampled_from(Weather), st.sampled_from(Move), st.sampled_from(Size),
    st.integers(3, 90), st.sampled_from(["short", "bob", "braid", "bun", "ponytail", "long", "curly", "bald"]),
)  # fmt: skip
def test_every_shot_has_words_and_the_same_shot_the_same_words(
    hour: Hour, weather: Weather, move: Move, size: Size, age: int, hair: str
) -> None:
    look = NORA.look.model_copy(update={"age": age, "hair": hair})
    recipe = _shot(move=move, size=size).model_copy(
        update={"hour": hour, "weather": weather, "cast": (NORA.model_copy(update={"look": look}),)}
    )
    text = compile_prompt(recipe)
    assert text == compile_prompt(recipe)
    assert "  " not in text
    assert "{}" not in text
    assert len(compile_prompt(recipe, short=True).split()) <= 48


def test_a_stretch_of_a_long_take_is_told_what_happens_in_it() -> None:
    acts = _shot(action="Nora turns to the window. She lifts the 3.5 inch lamp. Mr. Ike waves!")
    told = [part_of(acts, at / 3, (at + 1) / 3).shot.action for at in range(3)]
    assert told == ["Nora turns to the window.", "She lifts the 3.5 inch lamp.", "Mr. Ike waves!"]
    assert part_of(acts, 0, 0.6).shot.action == "Nora turns to the window. She lifts the 3.5 inch lamp."
    assert [part_of(acts, at / 9, (at + 1) / 9).shot.action for at in (0, 8)] == [told[0], told[2]]
    assert part_of(_shot(prompt="雪。風。"), 0.5, 1).shot.prompt == "風。"
    assert part_of(_shot(action="Nora sits"), 0.5, 1) == _shot(action="Nora sits")


@pytest.mark.parametrize(("code", "name"), [("#E8C430", "yellow"), ("#101010", "black"), ("#B5432F", "brick red")])
def test_colours_are_called_by_name(code: str, name: str) -> None:
    look = NORA.look.model_copy(update={"outfit_colour": code, "outfit": "raincoat"})
    recipe = make_recipe(cast=(NORA.model_copy(update={"look": look}),))
    assert f"a {name} raincoat" in compile_prompt(recipe)
