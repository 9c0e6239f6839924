"""Who the action speaks of, and what it sets up round them: tables, a ship's wheel, a crowd."""

from __future__ import annotations

import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.script import Setting
from renderers.animatic.cards import SetDesign
from renderers.animatic.colour import PALETTES
from renderers.animatic.company import company
from renderers.animatic.directions import around_table, crowd_of, extras, posture_of, steers
from renderers.animatic.framing import Player, compose
from renderers.animatic.parts import part_of
from renderers.animatic.rooms import room
from renderers.animatic.weather import Conditions
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size, Subject

NORA = Character(token="@NORA", name="NORA VEGA", look=Look(age=64, sex="woman", height_cm=168))
IKE = Character(token="@IKE", name="IKE", look=Look(age=30, sex="man", height_cm=176))
ROOM = SetDesign(cards=(), near=3.6, far=6.0, inside=True)
QUAY = SetDesign(cards=(), near=8.0, far=13.0)


def recipe(action: str, size: Size = Size.FS) -> Recipe:
    subjects = (Subject(token="@NORA", side="left"), Subject(token="@IKE", side="right"))
    return Recipe(
        shot=Shot(id="sh1", slate="1", scene="s1", framing=Framing.MASTER, size=size, subjects=subjects, action=action),
        cast=(NORA, IKE), location=Location(token="@BAR", name="BAR", setting=Setting.INT, kind="bar"), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PictureFormat(rate=Rate(numerator=24)), frames=48, handles=4,
        renderer="animatic", revision="1", take=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("action", "nora", "ike"),
    [
        ("Nora waits. Ike runs in.", "Nora waits.", "Ike runs in."),
        ("Nora and Ike walk along the quay.", "Nora and Ike walk along the quay.",
         "Nora and Ike walk along the quay."),
        ("Nora watches Ike.", "Nora watches Ike.", ""),
        ("They sit. Ike smiles.", "They sit.", "They sit. Ike smiles."),
        ("The ferry leaves. She waves.", "She waves.", ""),
        ("Ike stops. He points.", "", "Ike stops. He points."),
        ("", "", ""),
    ],
)  # fmt: skip
def test_each_sentence_is_acted_by_those_it_speaks_of(action: str, nora: str, ike: str) -> None:
    assert part_of(recipe(action), NORA) == nora
    assert part_of(recipe(action), IKE) == ike


@pytest.mark.parametrize(
    ("action", "table"),
    [
        ("Nora and Ike sit.", True), ("Nora sits. Ike sits across from her.", True), ("Nora sits at the table.", True),
        ("Nora sits on the bed.", False), ("Nora stands at the table.", False), ("", False),
    ],
)  # fmt: skip
def test_two_who_sit_or_one_at_a_table_have_a_table(action: str, table: bool) -> None:
    assert around_table(recipe(action)) == table


@pytest.mark.parametrize(
    ("action", "fewest", "most"),
    [
        ("A crowd waits.", 10, 20),
        ("Passengers queue.", 5, 10),
        ("A few sailors watch.", 2, 5),
        ("Two guards run in.", 2, 2),
        ("Nora waits.", 0, 0),
    ],
)  # fmt: skip
def test_crowds_are_as_large_as_the_words(action: str, fewest: int, most: int) -> None:
    assert fewest <= extras(action) <= most


def set_up(action: str, design: SetDesign = ROOM, size: Size = Size.FS) -> int:
    made = recipe(action, size)
    players = [Player("@NORA", NORA.look, "left", 1), Player("@IKE", IKE.look, "right", -1)]
    return len(company(made, design, compose(made.shot, players, design, 1920, 1080)))


def test_only_what_the_action_asks_for_is_set_up() -> None:
    assert set_up("Nora and Ike wait.") == 0
    assert set_up("Nora and Ike sit.") == 1
    assert set_up("Nora grips the wheel.") == 1
    assert set_up("Nora and Ike sit.", size=Size.CU) == 0
    assert set_up("A crowd fills the quay.", QUAY) > 8


def test_extras_stand_behind_the_cast_and_never_right_behind_a_face() -> None:
    made = recipe("A crowd fills the quay.")
    players = [Player("@NORA", NORA.look, "left", 1), Player("@IKE", IKE.look, "right", -1)]
    framed = compose(made.shot, players, QUAY, 1920, 1080)
    cards = company(made, QUAY, framed)
    assert all(card.z > framed.depth for card in cards)


def test_a_wheel_in_use_stands_with_whoever_steers() -> None:
    made = recipe("Nora steers. Ike watches the wheel.")
    players = [Player("@NORA", NORA.look, "left", 1), Player("@IKE", IKE.look, "right", -1)]
    framed = compose(made.shot, players, ROOM, 1920, 1080)
    (wheel,) = company(made, ROOM, framed)
    conditions = Conditions("WHEELHOUSE", Hour.DAY, Weather.CLEAR, PALETTES["day"], 0)
    assert wheel.name in {card.name for card in room(conditions, "wheelhouse", "").cards}
    assert wheel.z > framed.depth
    assert steers(made) == "@NORA"
    assert steers(recipe("A brass lamp, a wooden wheel. Nora waits.")) == ""
    assert steers(recipe("Ike takes the helm.")) == "@IKE"
    assert steers(recipe("Nora waits.")) == ""


def test_in_a_car_people_sit_and_the_camera_stays_close() -> None:
    conditions = Conditions("CAR", Hour.DAY, Weather.CLEAR, PALETTES["day"], 0)
    car = room(conditions, "car", "")
    made = recipe("", Size.EWS)
    framed = compose(made.shot, [Player("@NORA", NORA.look, "left", 1)], car, 1920, 1080)
    assert framed.marks[0].y == -car.seat < 0
    assert framed.scale > compose(made.shot, [Player("@NORA", NORA.look, "left", 1)], ROOM, 1920, 1080).scale * 2
    dashboard, seat = company(made, car, framed)
    assert dashboard.z < framed.depth < seat.z


def test_a_class_sits_at_its_desks_in_every_wide_shot_of_its_scene() -> None:
    from golden_pictures import drawn
    from golden_pictures import recipe as pictured

    from bible.entries import Location
    from bible.script import Setting
    from renderers.animatic.directions import crowd_of

    room = Location(token="@CLASS", name="CLASSROOM", setting=Setting.INT, kind="")
    first = pictured(Framing.ESTABLISHING, Size.WS, (), location=room, action="Pupils sit at their desks.")
    later = pictured(Framing.MASTER, Size.WS, location=room)
    told = later.model_copy(update={"dressing": ("Pupils sit at their desks.",)})
    for each in (first, told):
        crowd = crowd_of(each, busy=False)
        assert crowd.people > 4 and crowd.children and crowd.at_desks
    assert crowd_of(later, busy=False).people == 0 < crowd_of(later, busy=True).people
    assert (drawn(told) != drawn(later)).mean() > 0.02


def test_black_is_black_and_the_end_is_lettered_on_it() -> None:
    from golden_pictures import drawn
    from golden_pictures import recipe as pictured

    black, end = (
        drawn(pictured(Framing.MASTER, Size.EWS, (), action=action, frames=72), 48)
        for action in ("CUT TO BLACK.", "THE END")
    )
    assert black[..., :3].max() < 30
    middle = end[40:70, 50:140, :3]
    assert middle.max() > 150 and end[:30, :, :3].max() < 30


def test_who_plays_the_piano_sits_at_one() -> None:
    played = recipe("NORA plays the piano.")
    nora = next(each for each in played.cast if each.token == "@NORA")
    assert posture_of(played, nora).last == "sit"
    composition = compose(played.shot, [Player("@NORA", nora.look, "left", 1)], ROOM, 320, 180)
    assert "piano" in [card.name for card in company(played, ROOM, composition)]


@pytest.mark.parametrize(
    ("action", "before", "stands"),
    [
        ("Nora waits by a table.", (), True), ("Nora waits.", ("A long table is laid.",), True),
        ("Nora sits at the table.", (), False), ("Nora kneads dough at the table.", (), False),
        ("Nora waits.", (), False), ("Nora lights the table lamp.", (), False),
    ],
)  # fmt: skip
def test_a_table_that_the_scene_has_told_of_stands_there(action: str, before: tuple[str, ...], stands: bool) -> None:
    made = recipe(action).model_copy(update={"dressing": before})
    players = [Player("@NORA", NORA.look, "left", 1), Player("@IKE", IKE.look, "right", -1)]
    around = company(made, ROOM, compose(made.shot, players, ROOM, 1920, 1080))
    assert any(card.name == "table" and card.z > 4.6 for card in around) == stands


def test_children_with_names_are_no_crowd_but_a_class_is() -> None:
    made = recipe("The children sit down.")
    assert crowd_of(made, busy=False).people == 0
    lesson = made.shot.model_copy(update={"action": "The children of the class sit down."})
    assert crowd_of(made.model_copy(update={"shot": lesson}), busy=False).people > 4


def test_who_kneels_gets_up_to_embrace_and_in_a_car_nobody_sits_twice() -> None:
    made = recipe("Nora hugs Ike.").model_copy(update={"dressing": ("Nora kneels.",)})
    assert posture_of(made, NORA).last == "stand"
    car = Location(token="@CAR", name="CAR", setting=Setting.INT, kind="car")
    assert posture_of(recipe("Nora sits.").model_copy(update={"location": car}), NORA).last == "stand"
