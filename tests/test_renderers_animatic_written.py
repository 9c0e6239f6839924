"""Words on things, and crowds on the move."""

from __future__ import annotations

import pytest
from golden_pictures import BOTH, HARBOUR, drawn, recipe

from bible.entries import Location
from bible.script import Setting
from renderers.animatic.stage import Stage
from renderers.animatic.written import words_on
from shots.recipe import Recipe
from shots.shot import Framing, Size

SCHOOL = Location(token="@SCHOOL", name="CLASSROOM", setting=Setting.INT, kind="")
STREET = Location(token="@STREET", name="CITY STREET", setting=Setting.EXT, kind="")


def insert(thing: str, *told: str) -> Recipe:
    made = recipe(Framing.INSERT, Size.CU, (), thing=thing, width=320, height=180)
    return made.model_copy(update={"dressing": told})


@pytest.mark.parametrize(
    ("thing", "told", "words"),
    [
        ("sign", 'A sign on the wall reads "NO WAY OUT".', "NO WAY OUT"),
        ("sign", "A neon SIGN says “北京饭店”.", "北京饭店"),
        ("blackboard", "She writes on the BLACKBOARD: «Добрий день».", "Добрий день"),
        ("letter", 'He opens the LETTER. The letter says "Come home."', "Come home"),
        ("text", 'A TEXT from Anna: "Stay there. Get paid." He sighs.', "Stay there. Get paid"),
        ("poster", "A POSTER reads WANTED, ALIVE.", "WANTED, ALIVE"),
        ("letter", "She folds the LETTER and goes.", ""),
        ("sign", 'He says "hello". A SIGN swings in the wind.', ""),
    ],
)
def test_what_a_thing_reads_is_what_the_script_says(thing: str, told: str, words: str) -> None:
    assert words_on(insert(thing, told)) == words


def test_what_is_typed_is_on_the_screen_it_is_typed_on() -> None:
    typed = insert("phone").shot.model_copy(update={"action": 'He types: "On my way."'})
    assert words_on(insert("phone").model_copy(update={"shot": typed})) == "On my way"
    said = typed.model_copy(update={"action": 'He says "On my way."'})
    assert words_on(insert("phone").model_copy(update={"shot": said})) == ""


@pytest.mark.parametrize("thing", ["text message", "blackboard", "letter", "laptop", "tablet", "phone", "sign"])
def test_the_words_are_seen_on_it(thing: str) -> None:
    one, other = (drawn(insert(thing, f'The {thing} reads "{words}".'), 47) for words in ("MILK", "שלום"))
    assert (one != other).any(-1).sum() > 80


def test_a_thing_without_a_drawing_is_labelled_in_its_own_script() -> None:
    labels = [drawn(insert(name)) for name in ("самовар", "самокат", "צעצוע")]
    assert (labels[0] != labels[1]).any(-1).sum() > 60
    assert (labels[0] != labels[2]).any(-1).sum() > 60


def crowded(action: str, location: Location = STREET) -> Recipe:
    return recipe(Framing.ESTABLISHING, Size.WS, (), location=location, action=action, frames=72)


def test_a_crowd_that_walks_is_somewhere_else_a_second_later() -> None:
    waiting, walking = crowded("A crowd waits."), crowded("A crowd walks past.")
    assert (drawn(waiting, 10) == drawn(waiting, 34)).all()
    assert (drawn(walking, 10) != drawn(walking, 34)).any(-1).sum() > 60


def test_a_place_has_its_own_crowd_in_every_take() -> None:
    waiting = crowded("A crowd waits.")
    other = crowded("A crowd waits.", STREET.model_copy(update={"token": "@LANE", "name": "LONG STREET"}))
    assert (drawn(waiting) == drawn(waiting.model_copy(update={"take": 2, "seed": 99}))).all()
    assert (drawn(waiting) != drawn(other)).any(-1).sum() > 60


@pytest.mark.parametrize("size", [Size.MLS, Size.FS, Size.WS])
def test_nobody_of_a_crowd_stands_behind_a_face(size: Size) -> None:
    among, alone = (
        recipe(Framing.TWO_SHOT, size, BOTH, location=HARBOUR, action=action) for action in ("A crowd waits.", "")
    )
    strangers = (drawn(among) != drawn(alone)).any(-1)
    assert strangers.sum() > 500
    stage = Stage(among, among.picture.width, among.picture.height)
    camera = stage.camera(20)
    for mark in stage.composition.marks:
        middle = round(camera.column(mark.x, mark.z))
        assert not strangers[:, middle - 2 : middle + 3].any()


def test_who_hides_under_a_desk_has_the_desk_before_them() -> None:
    hidden, bare = (
        drawn(recipe(Framing.SINGLE, Size.FS, BOTH[:1], location=SCHOOL, action=action))
        for action in ("NORA hides under the desk.", "NORA ducks.")
    )
    assert (hidden != bare).any(-1).mean() > 0.05
