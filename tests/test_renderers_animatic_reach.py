"""Hands and what they are laid on: levers, valves, wheels, table tops; and what lies there."""

from __future__ import annotations

import pytest
from golden_pictures import BOTH, HARBOUR, IKE, NORA, WHEELHOUSE, drawn, recipe

from bible.entries import Hour, Location
from bible.script import Setting
from renderers.animatic.acting import Performance
from renderers.animatic.directions import TABLE_HEIGHT, at_console, drives, facing_of, helm_ahead, helm_hands, works_at
from renderers.animatic.legs import body_drop
from renderers.animatic.proportions import head_height, proportions
from renderers.animatic.reach import thing_under_hand
from shots.recipe import Recipe
from shots.shot import Framing, Size

CAR = Location(token="@CAR", name="CAR", setting=Setting.INT, kind="car")
SHIP = Location(token="@SHIP", name="SPACESHIP - ENGINE ROOM", setting=Setting.INT, kind="")


def acted(action: str, location: Location = WHEELHOUSE, size: Size = Size.FS, **more: object) -> Recipe:
    made = recipe(Framing.MASTER, size, BOTH, location=location, action=action, frames=96)
    return made.model_copy(update=more)


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        ("NORA throws a switch.", "lever"),
        ("NORA pulls the red lever.", "lever"),
        ("NORA kneels and turns a VALVE.", "valve"),
        ("NORA presses the button.", "button"),
        ("NORA knocks on the door.", "door"),
        ("NORA unlocks the door and waits.", "door"),
        ("NORA rings the bell.", "door"),
        ("NORA knocks over the table.", ""),
        ("NORA turns to the door.", ""),
        ("NORA walks to the door.", "door"),
        ("NORA turns off the light.", "switch"),
        ("IKE throws a switch.", ""),
    ],
)
def test_a_thing_is_set_up_for_whose_hand_goes_to_it(action: str, thing: str) -> None:
    assert thing_under_hand(acted(action), NORA) == thing


def test_a_lever_is_seen_in_the_picture() -> None:
    pulled, waiting = (drawn(acted(action, SHIP)) for action in ("NORA pulls the lever.", "NORA pulls the leaver."))
    assert (pulled != waiting).any(-1).sum() > 60


@pytest.mark.parametrize("character", [NORA, IKE], ids=["grown up", "child"])
def test_both_hands_are_on_the_rim_of_the_wheel(character: object) -> None:
    look = character.look  # type: ignore[attr-defined]
    unit, shoulder = head_height(look), -proportions(look).shoulders
    for x, y in helm_hands(look):
        across, up = (x + 0.16) * unit - helm_ahead(look), (shoulder - y - 0.04) * unit - 0.95
        assert (across**2 + up**2) ** 0.5 == pytest.approx(0.39, abs=0.03)


def test_who_drives_holds_the_ring_with_both_hands_and_sits_squarely() -> None:
    pose = Performance(acted("NORA drives.", CAR), "@NORA").pose(40)
    assert (pose.near_shape, pose.far_shape) == ("fist", "fist")
    assert pose.turn == 0.0
    other = Performance(acted("NORA drives.", CAR), "@IKE").pose(40)
    assert other.near_shape != "fist"


@pytest.mark.parametrize("token", ["@NORA", "@IKE"])
def test_hands_lie_on_the_table_however_tall_one_is(token: str) -> None:
    pose = Performance(acted("NORA and IKE sit at the table."), token).pose(60)
    look = next(each.look for each in (NORA, IKE) if each.token == token)
    above = (-proportions(look).shoulders - body_drop(look, pose) - pose.near_hand[1]) * head_height(look)
    assert above == pytest.approx(TABLE_HEIGHT + 0.05, abs=0.05)


def test_a_car_has_one_driver_in_every_shot() -> None:
    left, right = BOTH
    for subjects, driver in (((left,), ""), ((right,), "@IKE"), ((right, left), "@IKE"), ((left, right), "@IKE")):
        assert drives(recipe(Framing.TWO_SHOT, Size.MS, subjects, location=CAR)) == driver
    assert drives(recipe(Framing.SINGLE, Size.MS, (left,), location=CAR, action="NORA drives.")) == "@NORA"
    alone = left.model_copy(update={"side": "centre"})
    assert drives(recipe(Framing.SINGLE, Size.MS, (alone,), location=CAR)) == "@NORA"


def test_the_table_carries_what_the_scene_has_put_there() -> None:
    bare = acted("NORA and IKE sit at the table.")
    for said in ("A loaf of bread between them.", "NORA opens a FILE.", "A candle burns."):
        laid = bare.model_copy(update={"dressing": (said,)})
        assert (drawn(bare) != drawn(laid)).any(-1).sum() > 4, said


def test_a_console_is_no_table() -> None:
    assert at_console(acted("NORA sits at the console."))
    assert not at_console(acted("NORA sits at the table."))


def test_who_follows_goes_the_same_way() -> None:
    led = acted("NORA runs down the corridor. IKE follows her.")
    assert facing_of(led, "@NORA") == facing_of(led, "@IKE") == -1  # she is on the left, and ahead
    led = acted("IKE runs down the corridor. NORA follows him.")
    assert facing_of(led, "@NORA") == facing_of(led, "@IKE") == 1
    talking = acted("NORA waits. IKE waits.")
    assert facing_of(talking, "@NORA") == 1
    assert facing_of(talking, "@IKE") == -1


def test_a_letter_that_is_folded_lies_folded() -> None:
    flat = recipe(Framing.INSERT, Size.CU, (), thing="letter")
    folded = flat.model_copy(update={"dressing": ("Ike holds out a LETTER, folded small.",)})
    assert (drawn(flat) != drawn(folded)).any(-1).mean() > 0.05


def test_a_small_ferry_takes_the_liners_place_in_every_shot_and_never_lies_on_the_land() -> None:
    said = ("Fog on the water. A small ferry waits at the quay.",)
    for size in (Size.EWS, Size.FS, Size.MCU):
        made = recipe(Framing.MASTER, size, BOTH, location=HARBOUR)
        assert (drawn(made) != drawn(made.model_copy(update={"dressing": said}))).any(-1).mean() > 0.02
    ashore = recipe(Framing.SINGLE, Size.MS, BOTH[1:], view=1)
    assert (drawn(ashore) == drawn(ashore.model_copy(update={"dressing": said}))).all()


def test_who_kneads_stands_at_a_table_with_both_hands_on_the_dough() -> None:
    kneading = acted("NORA kneads the dough.")
    pose = Performance(kneading, "@NORA").pose(50)
    assert (pose.near_shape, pose.far_shape) == ("fist", "fist")
    assert works_at(kneading) == ("@NORA",)
    assert works_at(acted("The dough rises. NORA waits.")) == ()
    assert (drawn(kneading) != drawn(acted("NORA waits."))).any(-1).mean() > 0.02
    assert works_at(acted("NORA місить тісто.")) == ("@NORA",)


def test_who_sits_on_the_floor_brings_no_stool_and_sits_lower() -> None:
    floor, chair = (
        Performance(acted(f"NORA sits on {where}."), "@NORA").pose(80) for where in ("the floor", "a chair")
    )
    assert (floor.legs, chair.legs) == ("floor", "sit")
    assert body_drop(NORA.look, floor) > 1.5 * body_drop(NORA.look, chair)


def test_a_lighthouse_whose_lamp_is_dark_throws_no_beam() -> None:
    rock = Location(token="@ROCK", name="LIGHTHOUSE ROCK", setting=Setting.EXT, kind="")
    told = [
        recipe(Framing.ESTABLISHING, Size.EWS, (), location=rock, hour=Hour.DUSK, action=action)
        for action in ("A lighthouse on a bare rock.", "A lighthouse on a bare rock. The lamp is dark.")
    ]
    assert (drawn(told[0]) != drawn(told[1])).any(-1).mean() > 0.02
