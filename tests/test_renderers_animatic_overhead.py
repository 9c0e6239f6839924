"""The camera straight overhead."""

from __future__ import annotations

import numpy as np
import pytest
from golden_pictures import BOTH, CAR, HARBOUR, NORA, WHEELHOUSE, drawn, recipe

from bible.entries import Location, Look
from bible.script import Setting
from renderers.animatic.colour import PALETTES
from renderers.animatic.footage import Footage, left_out
from renderers.animatic.guides import kinds_for
from renderers.animatic.outdoors import OUTDOORS
from renderers.animatic.paper import Painter
from renderers.animatic.plan_figure import draw_from_above
from renderers.animatic.pose import Pose
from renderers.animatic.room_table import ROOMS
from renderers.media.write import Pixels
from shots.recipe import Recipe
from shots.shot import Angle, Framing, Move, Size


def above(size: Size = Size.FS, location: Location = WHEELHOUSE, action: str = "", move: Move = Move.STATIC) -> Recipe:
    return recipe(
        Framing.MASTER, size, BOTH, location=location, angle=Angle.OVERHEAD, action=action, move=move, frames=48
    )  # fmt: skip


def from_above(look: Look, pose: Pose, degrees: float = 0.0) -> Pixels:
    import skia

    surface = skia.Surface.MakeRasterN32Premul(120, 120)
    painter = Painter(surface.getCanvas(), PALETTES["day"])
    painter.canvas.translate(60, 60)
    painter.canvas.scale(80, 80)
    painter.detail = 80
    draw_from_above(painter, look, pose, degrees)
    return np.array(surface.toarray())


@pytest.mark.parametrize("kind", sorted({*ROOMS, *OUTDOORS} - {"car"}))
def test_every_kind_of_place_has_a_floor(kind: str) -> None:
    setting = Setting.INT if kind in ROOMS else Setting.EXT
    place = Location(token="@P", name=kind.upper(), setting=setting, kind=kind)
    pixels = drawn(above(Size.WS, place))
    assert pixels[..., 3].min() == 255
    assert len(np.unique(pixels.reshape(-1, 4), axis=0)) > 50


def test_nothing_is_left_out_but_in_a_car() -> None:
    assert left_out(above()) == ()
    assert "roof" in " ".join(left_out(above(location=CAR)))


def test_it_is_not_the_picture_from_a_height() -> None:
    high = recipe(Framing.MASTER, Size.FS, BOTH, location=WHEELHOUSE, angle=Angle.HIGH)
    assert (drawn(above()) != drawn(high)).any(-1).mean() > 0.8


def test_nearer_sizes_show_people_larger() -> None:
    def coat(size: Size) -> int:
        pixels = drawn(above(size, HARBOUR)).astype(int)
        return int(((pixels[..., 2] > 170) & (pixels[..., 1] < 150) & (pixels[..., 0] < 90)).sum())

    assert coat(Size.MS) > coat(Size.FS) > coat(Size.WS) > 0


def test_walkers_walk_and_the_camera_moves() -> None:
    walking = above(action="IKE walks in.")
    assert (drawn(walking, 4) != drawn(walking, 16)).any()
    assert (drawn(above(move=Move.PUSH_IN), 2) != drawn(above(move=Move.PUSH_IN), 40)).any(-1).mean() > 0.2
    footage = Footage(above(), 192, 108)
    footage.draw(0)
    first = footage.pixels.copy()
    footage.draw(9)
    footage.draw(0)
    assert (first == footage.pixels).all()


def test_who_lies_is_seen_whole() -> None:
    lying, standing = (drawn(above(action=action)) for action in ("IKE lies on the floor.", "IKE waits."))
    assert (lying != standing).any(-1).sum() > 300


@pytest.mark.parametrize("hair", ["short", "bob", "long", "curly", "braid", "bun", "ponytail", "bald"])
@pytest.mark.parametrize("hat", ["none", "beanie", "cap", "fedora", "helmet", "headscarf"])
def test_heads_are_told_apart_from_above(hair: str, hat: str) -> None:
    look = NORA.look.model_copy(update={"hair": hair, "hat": hat, "pack": hat == "cap"})
    one, other = from_above(look, Pose()), from_above(NORA.look.model_copy(update={"outfit_colour": "#224488"}), Pose())
    assert (one != other).any(-1).sum() > 60
    assert (from_above(look, Pose(), 0) != from_above(look, Pose(), 180)).any(-1).sum() > 60


def test_a_floor_has_no_depth_and_no_skeletons() -> None:
    assert kinds_for(above()) == ("keyframe", "line")
