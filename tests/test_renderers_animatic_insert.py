"""Insert things: known ones are drawn, unknown ones are labelled, all within reach of a metre."""

from __future__ import annotations

import pytest
import skia

from renderers.animatic.colour import PALETTES
from renderers.animatic.insert_things import THINGS, draw_thing
from renderers.animatic.paper import Painter

SIZE = 160


def drawn(thing: str, seconds: float = 0.5, palette: str = "dawn") -> bytes:
    surface = skia.Surface.MakeRasterN32Premul(SIZE, SIZE)
    canvas = surface.getCanvas()
    canvas.clear(0)
    canvas.translate(SIZE / 2, SIZE / 2)
    canvas.scale(SIZE / 1.5, SIZE / 1.5)
    painter = Painter(canvas, PALETTES[palette])
    painter.detail = SIZE / 1.5
    draw_thing(painter, thing, seconds)
    return bytes(surface.toarray(colorType=skia.kBGRA_8888_ColorType).tobytes())


def covered(pixels: bytes) -> float:
    return sum(pixels[i + 3] > 0 for i in range(0, len(pixels), 4)) / (SIZE * SIZE)


@pytest.mark.parametrize("thing", THINGS)
def test_a_known_thing_is_drawn(thing: str) -> None:
    pixels = drawn(thing)
    assert 0.06 < covered(pixels) < 0.9
    edge = [pixels[(y * SIZE + x) * 4 + 3] for y in range(SIZE) for x in (0, SIZE - 1)]
    assert max(edge) == 0


def test_the_last_known_word_decides() -> None:
    assert drawn("the ferry tickets") == drawn("ticket")
    assert drawn("A RING BOX") == drawn("box")
    assert drawn("key") != drawn("coin")


def test_the_unknown_is_labelled_by_its_name() -> None:
    assert covered(drawn("astrolabe")) > 0.1
    assert drawn("astrolabe") != drawn("sextant")
    assert drawn("tar") != drawn("rat")
    assert drawn("café") == drawn("CAFÉ") != drawn("CAFE")


@pytest.mark.parametrize("name", ["x", "a very long name of an unheard of apparatus", "鼎", "", "zither 1890"])
def test_any_name_fits_its_label(name: str) -> None:
    pixels = drawn(name)
    assert covered(pixels) > 0.1
    edge = [pixels[(y * SIZE + x) * 4 + 3] for y in range(SIZE) for x in (0, SIZE - 1)]
    assert max(edge) == 0


@pytest.mark.parametrize("thing", ["barometer", "phone", "letter", "lantern", "coin", "painting"])
def test_one_part_moves(thing: str) -> None:
    assert drawn(thing, 0.25) != drawn(thing, 1.5)


@pytest.mark.parametrize("palette", list(PALETTES))
def test_every_light_draws_it(palette: str) -> None:
    assert drawn("key", palette=palette) == drawn("key", palette=palette)
    assert covered(drawn("key", palette=palette)) > 0.06
