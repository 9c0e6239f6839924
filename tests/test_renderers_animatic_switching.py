"""Lamps that are switched, doors that swing, flames that go out: what changes within a shot."""

from __future__ import annotations

import numpy as np
import pytest
from golden_pictures import BOTH, NORA, drawn, recipe
from numpy.typing import NDArray

from bible.entries import Hour, Location
from bible.script import Setting
from renderers.animatic.acting import Performance
from renderers.animatic.footage import Footage
from renderers.animatic.stage import Stage
from renderers.animatic.switching import Lamps, lamps_of
from shots.recipe import Recipe
from shots.shot import Framing, Size

KITCHEN = Location(token="@KITCHEN", name="KITCHEN", setting=Setting.INT, kind="kitchen")


def acted(action: str, size: Size = Size.WS, hour: Hour = Hour.NIGHT, dressing: tuple[str, ...] = ()) -> Recipe:
    made = recipe(Framing.MASTER, size, BOTH, location=KITCHEN, action=action, frames=96, hour=hour)
    return made.model_copy(update={"dressing": dressing})


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("NORA turns off the light.", True, False),
        ("NORA switches the lamp on.", False, True),
        ("NORA lights the lamp.", False, True),
        ("The lights go out.", True, False),
        ("NORA tiptoes to the lamp and blows it out.", True, False),
        ("NORA turns off the light. She lights a candle.", False, True),
        ("The lamp is dark.", False, False),
        ("NORA strikes a match.", False, False),
        ("NORA strikes a match and lights her pipe.", None, None),
        ("NORA lights a fire.", None, None),
        ("NORA turns to the lamp.", None, None),
    ],
)
def test_lamps_do_what_the_action_says(action: str, before: bool | None, after: bool | None) -> None:
    lamps = lamps_of(acted(action))
    assert (lamps.before, lamps.after) == (before, after)
    assert lamps.change == (before != after) and lamps.at < 4.0


def test_lamps_stay_as_they_were_left() -> None:
    assert lamps_of(acted("NORA waits.", dressing=("NORA turns off the light.",))) == Lamps(False, False)
    again = ("NORA turns off the light.", "IKE switches on the lamp.")
    assert lamps_of(acted("NORA waits.", dressing=again)) == Lamps(True, True)


def brightness(of: Recipe, frame: int) -> float:
    return float(drawn(of, frame)[..., :3].mean())


def test_a_room_is_seen_to_grow_dark_and_light() -> None:
    off, on = acted("NORA turns off the light."), acted("NORA switches on the lamp.")
    assert brightness(off, 2) > 1.3 * brightness(off, 94)
    assert brightness(on, 94) > 1.3 * brightness(on, 2)
    assert brightness(acted("", dressing=("NORA turns off the light.",)), 2) == pytest.approx(
        brightness(off, 94), rel=0.1
    )


def test_by_day_less_hangs_on_the_lamps() -> None:
    day, night = acted("NORA turns off the light.", hour=Hour.DAY), acted("NORA turns off the light.")
    lost = [brightness(each, 94) / brightness(each, 2) for each in (day, night)]
    assert lost[1] < lost[0] < 0.95


def changed(of: Recipe, frames: tuple[int, int], like: Recipe) -> int:
    """Pixels that change between two frames of a shot where they do not in another."""

    def moved(each: Recipe) -> NDArray[np.bool_]:
        footage = Footage(each, each.picture.width, each.picture.height)
        footage.draw(frames[0])
        first = footage.pixels.copy()
        footage.draw(frames[1])
        return np.asarray((footage.pixels != first).any(-1))

    return int((moved(of) & ~moved(like)).sum())


def test_a_door_that_is_opened_swings() -> None:
    opened, tried = acted("NORA opens the door.", Size.FS), acted("NORA tries the door.", Size.FS)
    assert changed(opened, (60, 94), tried) > 60


def test_who_leaves_goes_to_the_nearer_edge_through_the_door() -> None:
    out = Performance(acted("NORA leaves."), NORA.token)
    assert out.walks == "out" and out.way_out == -1, "she stands on the left"
    later = out.pose(80)
    assert later.facing == -1 and later.travel > 1


@pytest.mark.parametrize("thing", ["match", "lamp"])
def test_a_flame_goes_out_where_the_script_says_so(thing: str) -> None:
    burning = recipe(Framing.INSERT, Size.CU, (), location=KITCHEN, thing=thing, frames=96, hour=Hour.NIGHT)
    dying = burning.model_copy(update={"shot": burning.shot.model_copy(update={"action": "It goes out."})})
    assert (drawn(dying, 4) == drawn(burning, 4)).all()
    assert brightness(dying, 94) < 0.93 * brightness(burning, 94)


@pytest.mark.parametrize(("text", "view"), [("IKE leaves.", 0), ("NORA leaves.", 1)])
def test_the_door_in_the_side_wall_opens_for_them(text: str, view: int) -> None:
    leaving = acted(text).model_copy(update={"shot": acted(text).shot.model_copy(update={"view": view})})
    waiting = leaving.model_copy(update={"shot": leaving.shot.model_copy(update={"action": ""})})
    edge = slice(-24, None) if not view else slice(0, 24)
    assert (drawn(leaving, 90)[20:70, edge] != drawn(waiting, 90)[20:70, edge]).any(-1).sum() > 30


def test_who_is_at_the_window_has_it_behind() -> None:
    there, away = (
        Stage(acted(action, Size.FS), 192, 108) for action in ("NORA stands at the window.", "NORA stands at the sink.")
    )
    for stage, near in ((there, True), (away, False)):
        assert stage.design.box is not None and stage.design.windows
        camera, wall = stage.camera(0), stage.design.box.depth
        nora = next(mark for mark in stage.composition.marks if mark.token == NORA.token)
        column = camera.column(nora.x, nora.z)
        apart = min(abs(camera.column(x, wall) - column) for x in stage.design.windows)
        assert (apart < camera.scale(wall) * 0.75) == near
