"""Who is off the ground: in the saddle, in the water, without weight, in bed; and what goes along with them."""

from __future__ import annotations

import numpy as np
import pytest
from golden_pictures import BOTH, IKE, NORA, drawn, recipe

from bible.entries import Character, Hour, Location
from bible.script import Setting
from renderers.animatic.acting import Performance
from renderers.animatic.aloft import riders, steersman
from renderers.animatic.parts import part_of
from renderers.animatic.sights import seen_in
from renderers.animatic.stage import Stage
from renderers.media.write import Pixels
from shots.recipe import Recipe
from shots.shot import Framing, Size, Subject


def place(name: str, setting: Setting = Setting.EXT) -> Location:
    return Location(token="@PLACE", name=name, setting=setting, kind="")


FIELD, REEF, SHIP = place("FIELD"), place("CORAL REEF"), place("SPACESHIP - COCKPIT", Setting.INT)
WARD, STREET = place("HOSPITAL WARD", Setting.INT), place("FRONTIER STREET")


def acted(
    action: str, location: Location, size: Size = Size.FS, people: tuple[Subject, ...] = BOTH[:1], **more: object
) -> Recipe:
    made = recipe(Framing.SINGLE, size, people, location=location, action=action, frames=96, hour=Hour.DAY)
    return made.model_copy(update=more)


@pytest.mark.parametrize(
    ("action", "location", "way"),
    [
        ("NORA rides along on a horse.", FIELD, "ride"),
        ("NORA watches from a horse.", FIELD, "ride"),
        ("NORA rides a bicycle.", FIELD, "bike"),
        ("NORA dismounts from her horse.", FIELD, ""),
        ("NORA rides the lift.", WARD, ""),
        ("NORA swims down.", REEF, "swim"),
        ("NORA looks about.", REEF, "swim"),
        ("NORA floats in.", SHIP, "float"),
        ("NORA walks in.", SHIP, ""),
        ("NORA lies in the bed.", WARD, "bed"),
        ("NORA lies on the floor.", WARD, ""),
        ("NORA walks.", FIELD, ""),
    ],
)
def test_the_action_and_the_place_take_people_off_the_ground(action: str, location: Location, way: str) -> None:
    part = Performance(acted(action, location), NORA.token)
    assert part.aloft == way
    assert (part.pose(30).lift > 0) == bool(way)


def test_close_shots_show_nothing_of_it() -> None:
    part = Performance(acted("NORA rides along.", FIELD, Size.CU), NORA.token)
    assert not part.aloft and part.pose(30).lift == 0


def test_who_rides_away_goes_and_who_waits_in_the_saddle_does_not() -> None:
    away, still = (
        Performance(acted(action, FIELD), NORA.token)
        for action in ("NORA rides away on a horse.", "NORA waits on a horse.")
    )
    assert away.pose(90).travel > away.pose(70).travel > 0
    assert still.pose(90).travel == still.pose(70).travel == 0


def brown(pixels: Pixels) -> int:
    """Pixels of a bay horse's coat, in light or shade."""
    blue, green, red = (pixels[..., i].astype(int) for i in range(3))
    return int(((red > green + 18) & (green > blue + 4) & (red < 150)).sum())


def test_there_is_one_horse_and_it_is_under_the_rider() -> None:
    ridden, alone = (drawn(acted(action, FIELD)) for action in ("NORA rides along on a horse.", "NORA waits."))
    assert brown(ridden) > brown(alone) + 150


def test_swimmers_do_not_swim_through_each_other() -> None:
    of = acted("They swim.", REEF, Size.WS, BOTH)
    for token in (NORA.token, IKE.token):
        part = Performance(of, token)
        assert part.pose(90).travel == part.pose(10).travel, "two keep where they are"


def test_a_coach_is_somebody() -> None:
    assert not seen_in("COACH DANI waves his arms.")
    assert not seen_in("The coach shouts.")
    assert [each.sight.name for each in seen_in("A coach stops.")] == ["bus"]


def test_a_title_is_nobodys_name_and_a_family_name_is() -> None:
    knight = Character(token="@SIR-ROLAND", name="SIR ROLAND", look=IKE.look)
    both = (Subject(token="@NORA", side="left"), Subject(token="@SIR-ROLAND", side="right"))
    of = acted("Nora smiles. Roland draws his sword.", FIELD, Size.FS, both).model_copy(update={"cast": (NORA, knight)})
    assert part_of(of, NORA) == "Nora smiles."
    assert part_of(of, knight) == "Roland draws his sword."


def test_a_kicked_ball_is_gone_and_a_ball_that_is_run_with_stays() -> None:
    kicked, run = (acted(f"NORA {does} the ball.", FIELD, Size.WS) for does in ("kicks", "runs with"))
    bare = acted("NORA waits.", FIELD, Size.WS)

    def white(of: Recipe, frame: int) -> int:
        changed = (drawn(of, frame) != drawn(bare, frame)).any(-1)
        return int((changed & (drawn(of, frame)[..., :3].min(-1) > 185)).sum())

    assert white(run, 80) > 3
    assert white(kicked, 4) > 3 and white(kicked, 90) == 0


def test_a_fire_in_a_room_burns_in_its_wall() -> None:
    inside = acted("NORA sits by the fire.", place("COTTAGE", Setting.INT), Size.WS)
    cold = acted("NORA sits by the door.", place("COTTAGE", Setting.INT), Size.WS)
    changed = np.argwhere((drawn(inside) != drawn(cold)).any(-1))
    assert len(changed) and changed[:, 0].mean() < 0.75 * inside.picture.height


@pytest.mark.parametrize("location", [REEF, STREET])
def test_new_places_have_sets_of_their_own_on_both_sides(location: Location) -> None:
    views = [drawn(recipe(Framing.ESTABLISHING, Size.EWS, (), location=each, hour=Hour.DAY, view=view))
             for each in (location, place("QUXX")) for view in (0, 1)]  # fmt: skip
    for i, one in enumerate(views[:2]):
        for other in views[i + 1 :]:
            assert (one != other).any(-1).mean() > 0.08


def test_two_on_one_motorcycle_look_one_way_and_who_got_on_behind_does_not_steer() -> None:
    made = acted("NORA sits on the motorcycle. IKE climbs on behind her.", FIELD, Size.WS, BOTH)
    assert set(riders(made)) == {NORA.token, IKE.token}
    assert steersman(made) == NORA.token
    assert Performance(made, NORA.token).pose(40).facing == Performance(made, IKE.token).pose(40).facing == -1
    assert [card.name for card in Stage(made, 320, 180).cards].count("motorcycle") == 1


def test_children_in_bed_have_their_heads_on_the_pillow() -> None:
    nora, ike = (
        Performance(acted(f"{each.name} lies in bed.", WARD, people=(side,)), each.token).pose(60)
        for each, side in ((NORA, BOTH[0]), (IKE, BOTH[1]))
    )
    assert nora.travel < ike.travel < 0 and nora.fallen == ike.fallen == 1


LAKE = place("LAKE")


def test_who_swims_at_the_surface_is_in_the_water_which_hides_the_deck_and_the_legs() -> None:
    wet = Stage(acted("NORA swims.", LAKE), 320, 180)
    dry = Stage(acted("NORA waits.", LAKE), 320, 180)
    part = Performance(acted("NORA swims.", LAKE), NORA.token)
    assert part.aloft == "bathe" and part.pose(40).lift < -2
    assert any(card.name == "water" for card in wet.cards) and not any(card.name == "water" for card in dry.cards)


def test_who_went_into_the_water_is_in_it_until_they_come_out() -> None:
    told = ("NORA dives into the lake.",)
    assert Performance(acted("NORA laughs.", LAKE, dressing=told), NORA.token).aloft == "bathe"
    assert Performance(acted("NORA comes out of the water.", LAKE, dressing=told), NORA.token).aloft == ""
