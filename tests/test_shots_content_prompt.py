"""What models are told of a shot by rule: what moves, the camera, the light; none of it makes a take stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible.breakdown import break_down
from bible.entries import Hour, Weather
from bible.fountain import read_fountain
from bible.script import Setting
from shots.content_prompt import around, camera_moves, closed, content_prompt, light_changes, what_moves
from shots.direct import direct
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe, content_digest
from shots.shot import Framing, Move
from shots.timing import time_shots

TEXT = (Path(__file__).parents[1] / "examples" / "ferry.fountain").read_text("utf-8")


@pytest.fixture(scope="module")
def recipes() -> list[Recipe]:
    script = read_fountain(TEXT, "ferry")
    bible = break_down(script)
    picture = PictureFormat(rate=Rate(numerator=24))
    made = []
    for timed in time_shots(direct(script, bible), script, bible, {}, picture.rate):
        sheet = bible.sheet(timed.shot.scene)
        made.append(
            Recipe(
                shot=timed.shot, cast=bible.characters, location=bible.location(sheet.location), hour=sheet.hour,
                weather=sheet.weather, utterances=timed.utterances, picture=picture, frames=timed.frames, handles=0,
                renderer="", revision="", take=1,
            )
        )  # fmt: skip
    return made


def test_every_shot_says_what_moves_and_what_the_camera_does(recipes: list[Recipe]) -> None:
    for recipe in recipes:
        told = content_prompt(recipe)
        assert camera_moves(recipe) in told
        assert told.endswith(".")
        assert recipe.shot.framing == Framing.TITLE or what_moves(recipe)
        if recipe.shot.action:
            assert recipe.shot.action.rstrip(".") in told


def test_speakers_speak_and_listeners_listen(recipes: list[Recipe]) -> None:
    seen = next(each for each in recipes if any(span.lips for span in each.shot.spans) and not each.shot.action)
    assert "speaks" in what_moves(seen)
    assert "with small gestures" in content_prompt(seen)
    listens = seen.model_copy(
        update={"utterances": tuple(each.model_copy(update={"lips": False}) for each in seen.utterances)}
    )
    assert "listens, hardly moving" in content_prompt(listens)


def test_talk_says_to_whom_and_which_way_they_look(recipes: list[Recipe]) -> None:
    over = next(each for each in recipes if each.shot.framing == Framing.OVER_SHOULDER)
    speaker, listener = (subject.token.lstrip("@").title() for subject in over.shot.subjects)
    assert f"{speaker} speaks to {listener}" in content_prompt(over)
    way = {"left": "right", "right": "left"}[over.shot.subjects[0].side]
    assert f"{speaker} looks to the {way} of the frame." in content_prompt(over)
    alone = tuple(each.model_copy(update={"side": "centre"}) for each in over.shot.subjects[:1])
    single = over.shot.model_copy(update={"framing": Framing.SINGLE, "subjects": alone})
    assert "of the frame" not in content_prompt(over.model_copy(update={"shot": single}))


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Fog", "Fog."), ("Fog.", "Fog."), ("Hold on!", "Hold on!"), ('"OK."', '"OK."'), ("She waits...", "She waits.")],
)
def test_sentences_are_closed_once(text: str, whole: str) -> None:
    assert closed(text) == whole


def test_weather_moves_outside_and_at_the_window(recipes: list[Recipe]) -> None:
    outside = next(each for each in recipes if each.location.setting == Setting.EXT and each.shot.subjects)
    inside = next(each for each in recipes if each.location.setting == Setting.INT and each.shot.subjects)
    assert around(outside.model_copy(update={"weather": Weather.FOG})) == "Fog drifts slowly"
    assert around(inside.model_copy(update={"weather": Weather.RAIN})) == "Rain runs down the window"
    assert around(inside.model_copy(update={"weather": Weather.CLEAR})) == ""
    assert light_changes(inside.model_copy(update={"hour": Hour.SUNSET})) == "The light does not change"
    assert {light_changes(outside.model_copy(update={"hour": hour})) for hour in Hour} != {"The light does not change"}
    assert all(camera_moves(outside.model_copy(update={"shot": outside.shot.model_copy(update={"move": move})}))
               for move in Move)  # fmt: skip


def test_words_of_a_person_stand_alone(recipes: list[Recipe]) -> None:
    shot = recipes[3].shot.model_copy(update={"prompt": "The fog thins"})
    assert content_prompt(recipes[3].model_copy(update={"shot": shot})) == "The fog thins"


def test_how_much_moves_is_said_where_it_is_not_as_usual(recipes: list[Recipe]) -> None:
    def told(motion: float, prompt: str = "") -> str:
        shot = recipes[3].shot.model_copy(update={"motion": motion, "prompt": prompt})
        return content_prompt(recipes[3].model_copy(update={"shot": shot}))

    assert told(1.0) == content_prompt(recipes[3])
    assert len({told(motion) for motion in (0.5, 0.8, 1.0, 1.5, 2.0)}) == 5
    assert told(0.8, "The fog thins.") == "The fog thins. Little moves, and slowly."


def test_words_by_rule_are_no_part_of_what_a_take_shows(recipes: list[Recipe]) -> None:
    # The digest knows only words that somebody wrote into the shot.
    assert all(recipe.shot.prompt == "" for recipe in recipes)
    own = recipes[3].shot.model_copy(update={"prompt": content_prompt(recipes[3])})
    assert content_digest(recipes[3]) != content_digest(recipes[3].model_copy(update={"shot": own}))
