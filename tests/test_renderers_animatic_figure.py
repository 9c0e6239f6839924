"""People, as pixels."""

from __future__ import annotations

import itertools
import typing
from dataclasses import replace

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from bible.entries import Look
from renderers.animatic.back_view import draw_back
from renderers.animatic.colour import PALETTES
from renderers.animatic.figure import draw_figure
from renderers.animatic.garments import CUTS
from renderers.animatic.mouth import MOUTHS
from renderers.animatic.paper import Painter
from renderers.animatic.pose import Hand, Holding, Legs, Pose
from renderers.animatic.proportions import eye_height, head_height, heads_tall, stature, stoop

Pixels = NDArray[np.uint8]
BASE = Look(age=35, sex="man", height_cm=178)
WOMAN = Look(age=30, sex="woman", height_cm=168, hair="bob")
SIZE = 240


def draw(look: Look, pose: Pose | None = None, *, unit: float = 34.0, back: bool = False, side: int = 1) -> Pixels:
    """A figure on a clear canvas, [rows, columns, 4], standing in the middle of the lower edge."""
    surface = skia.Surface.MakeRasterN32Premul(SIZE, SIZE)
    canvas = surface.getCanvas()
    painter = Painter(canvas, PALETTES["day"])
    painter.side, painter.detail = side, unit
    canvas.translate(SIZE / 2, SIZE - 10)
    canvas.scale(unit, unit)
    (draw_back if back else draw_figure)(painter, look, pose or Pose())
    assert painter.side == side
    return np.array(surface.toarray())


def head(look: Look, pose: Pose | None = None) -> Pixels:
    """The head alone, large."""
    surface = skia.Surface.MakeRasterN32Premul(SIZE, SIZE)
    painter = Painter(surface.getCanvas(), PALETTES["day"])
    painter.detail = 190.0
    painter.canvas.translate(SIZE / 2, SIZE / 2 + 190 * (heads_tall(look) - 0.5))
    painter.canvas.scale(190, 190)
    draw_figure(painter, look, pose or Pose(legs="none"))
    return np.array(surface.toarray())


def changed(a: Pixels, b: Pixels) -> int:
    return int((a != b).any(axis=2).sum())


def choices(field: str) -> tuple[str, ...]:
    return typing.get_args(Look.model_fields[field].annotation)


def test_a_child_is_fewer_heads_tall_than_a_grown_up() -> None:
    child = Look(age=8, sex="woman", height_cm=125)
    assert heads_tall(child) < heads_tall(BASE) == 5.7
    assert stature(child) == 1.25
    assert eye_height(child) < stature(child) - 0.4 * head_height(child)


def test_the_body_is_as_tall_as_its_heads() -> None:
    drawn = draw(BASE, unit=34)[:, :, 3] > 128
    rows = np.flatnonzero(drawn.any(axis=1))
    assert (rows[-1] - rows[0]) / 34 == pytest.approx(heads_tall(BASE), abs=0.25)


def test_the_same_call_gives_the_same_pixels() -> None:
    assert changed(draw(BASE, Pose(mouth="AI")), draw(BASE, Pose(mouth="AI"))) == 0


def test_facing_mirrors_the_figure_under_a_mirrored_light() -> None:
    right, left = draw(BASE, Pose(facing=1), side=1), draw(BASE, Pose(facing=-1), side=-1)
    assert np.abs(right.astype(int) - left[:, ::-1].astype(int)).mean() < 1.0


def test_the_light_stays_where_it_is_when_a_figure_turns() -> None:
    assert changed(draw(BASE, Pose(facing=-1), side=1), draw(BASE, Pose(facing=-1), side=-1)) > 200


@pytest.mark.parametrize("field", ["build", "skin", "hair", "beard", "hat", "outfit", "pattern"])
def test_every_choice_of_a_look_is_seen(field: str) -> None:
    base = BASE.model_copy(update={"hat": "none", "hair": "short"})
    pictures = [head(base.model_copy(update={field: value})) for value in choices(field)]
    if field in ("build", "outfit", "pattern"):
        pictures = [draw(base.model_copy(update={field: value})) for value in choices(field)]
    for one, other in itertools.combinations(pictures, 2):
        assert changed(one, other) > 60


@pytest.mark.parametrize(
    "change",
    [
        {"age": 66}, {"age": 10}, {"sex": "woman"}, {"hair_colour": "#C9A24A"}, {"outfit_colour": "#C8352F"},
        {"trousers_colour": "#E8DCC4"}, {"glasses": True}, {"pack": True},
    ],
    ids=str,
)  # fmt: skip
def test_every_other_field_of_a_look_is_seen(change: dict[str, object]) -> None:
    other = BASE.model_copy(update=change)
    assert changed(draw(BASE), draw(other)) + changed(head(BASE), head(other)) > 150


def test_a_hat_keeps_its_colour() -> None:
    hatted = BASE.model_copy(update={"hat": "cap"})
    assert changed(head(hatted), head(hatted.model_copy(update={"hat_colour": "#4E7A55"}))) > 150


@pytest.mark.parametrize("field", ["hair", "hat", "outfit"])
def test_silhouettes_differ(field: str) -> None:
    shapes = [draw(WOMAN.model_copy(update={field: value}))[:, :, 3] > 128 for value in choices(field)]
    alike = [
        pair for pair in itertools.combinations(range(len(shapes)), 2) if (shapes[pair[0]] ^ shapes[pair[1]]).sum() < 25
    ]
    # Outfits that end at the hip may share an outline: they are told apart by what is on it.
    to_the_hip = {name for name, cut in CUTS.items() if not cut.hem}
    pairs = [(choices(field)[a], choices(field)[b]) for a, b in alike]
    assert field == "outfit" or not pairs
    assert all(one in to_the_hip and other in to_the_hip for one, other in pairs)


@pytest.mark.parametrize("turn", [0.0, 0.5, 1.0])
def test_every_outfit_is_told_from_every_other(turn: float) -> None:
    seen = {outfit: draw(WOMAN.model_copy(update={"outfit": outfit}), Pose(turn=turn)) for outfit in choices("outfit")}
    assert set(seen) == set(CUTS)
    for (one, a), (other, b) in itertools.combinations(seen.items(), 2):
        assert changed(a, b) > 60, (one, other)


@pytest.mark.parametrize("pattern", ["stripes", "checks", "dots"])
def test_a_pattern_is_seen_from_before_and_from_behind(pattern: str) -> None:
    jumper = WOMAN.model_copy(update={"outfit": "jumper"})
    for back in (False, True):
        patterned = draw(jumper.model_copy(update={"pattern": pattern}), back=back)
        assert changed(draw(jumper, back=back), patterned) > 100


def test_the_old_stoop_and_toddlers_are_all_head() -> None:
    old = BASE.model_copy(update={"age": 80})
    assert stoop(old) > stoop(BASE) == 0
    heads = [heads_tall(BASE.model_copy(update={"age": age})) for age in (2, 6, 11, 15, 35)]
    assert heads == sorted(heads) and len(set(heads)) == 5


def test_every_mouth_looks_different() -> None:
    pictures = [head(WOMAN, Pose(legs="none", mouth=shape)) for shape in MOUTHS]
    for one, other in itertools.combinations(pictures, 2):
        assert changed(one, other) > 20


def test_lids_gaze_and_brows_move() -> None:
    rest = head(BASE)
    for pose in (
        Pose(lid=0),
        Pose(gaze=(-0.6, 0.0)),
        Pose(brow=1.0),
        Pose(angry=1.0),
        Pose(pitch=0.5),
        Pose(smile=1.0),
    ):
        assert changed(rest, head(BASE, replace(pose, legs="none"))) > 40


def test_legs_swing_through_a_stride() -> None:
    steps = [draw(BASE, Pose(legs="walk", phase=phase / 8)) for phase in range(8)]
    assert all(changed(a, b) > 100 for a, b in itertools.pairwise(steps))


def test_a_back_shows_no_face() -> None:
    blink = changed(draw(BASE, Pose(lid=0), back=True, unit=40), draw(BASE, Pose(lid=1), back=True, unit=40))
    assert blink == 0
    assert changed(draw(BASE, back=True), draw(BASE)) > 1000


@pytest.mark.parametrize("outfit", choices("outfit"))
def test_no_combination_of_clothes_and_heads_fails(outfit: str) -> None:
    """Every hair, hat and beard over every outfit, on bodies of every build and age, in both lights."""
    varied = itertools.cycle(itertools.product(choices("build"), (7, 12, 40, 75), ("woman", "man"), choices("skin")))
    heads = itertools.product(choices("hair"), choices("hat"), choices("beard"))
    for hair, hat, beard in itertools.islice(heads, choices("outfit").index(outfit) % 7, None, 7):
        build, age, sex, skin = next(varied)
        look = BASE.model_copy(
            update={
                "outfit": outfit, "hair": hair, "hat": hat, "beard": beard, "build": build, "age": age, "sex": sex,
                "skin": skin, "glasses": age > 20, "pack": hat == "cap",
            }
        )  # fmt: skip
        side = 1 if age in (7, 40) else -1
        assert draw(look, side=side)[:, :, 3].any()
        assert draw(look, side=side, back=True)[:, :, 3].any()


def test_no_pose_fails() -> None:
    hands, things, legs = typing.get_args(Hand), typing.get_args(Holding), typing.get_args(Legs)
    ways = itertools.cycle(legs)
    for index, (hand, thing) in enumerate(itertools.product(hands, things)):
        leg = next(ways)
        pose = Pose(
            near_shape=hand, far_shape=hand, holding=thing, legs=leg, phase=index / 7,
            near_hand=(index % 5 - 2.0, index % 3 - 1.0),
            facing=1 if index % 2 else -1, yaw=0.28 + index % 6 * 0.1, mouth="AH", lid=index % 4 * 0.4,
        )  # fmt: skip
        assert draw(WOMAN, pose)[:, :, 3].any()
