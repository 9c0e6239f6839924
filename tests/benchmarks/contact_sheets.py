"""Contact sheets of the animatic: a frame of every shot, with its slate and what happens in it.

    python tests/benchmarks/contact_sheets.py [SCRIPT ...] [--into DIR]

Without scripts, those of `examples/`, and a sheet of every outfit. Each is one JPEG of at most 400 KB in DIR,
`docs/images` by default.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import get_args

import numpy as np
import skia
from staged import EXAMPLES, recipes_of

from bible.entries import Look, Outfit
from renderers.animatic.colour import PALETTES
from renderers.animatic.figure import draw_figure
from renderers.animatic.paper import Painter, argb, ink, rect
from renderers.animatic.pose import Pose
from renderers.animatic.still import draw_still
from renderers.animatic.typefaces import set_line
from shots.recipe import Recipe

CELL, HEIGHT, LABEL, GAP = 416, 234, 40, 8
"""Pixels of a frame's width and height, of the words under it, and between frames."""
COLUMNS = 4
MOST = 400_000
"""Bytes of a sheet."""
_WEARERS = (
    Look(age=34, sex="woman", height_cm=167, hair="bun"),
    Look(age=28, sex="woman", height_cm=170, skin="dark", hair="curly"),
    Look(age=41, sex="man", height_cm=181, skin="brown"),
    Look(age=10, sex="woman", height_cm=140, skin="tan", hair="braid"),
    Look(age=74, sex="man", height_cm=176, hair_colour="#C9C4BA", beard="full"),
)
_CLOTH = (
    "#EC7A2E", "#DDB73A", "#34506B", "#7A5236", "#5E7A78", "#B5432F", "#4E7A55", "#2A3A5C", "#EC7A2E", "#4B6485",
    "#EDE8DC", "#5A4632", "#4A7FA0", "#EFE7D6", "#C8352F", "#5E3A6A", "#3A3238", "#9AA4A8", "#E4E6E2", "#22303A",
)  # fmt: skip
_PATTERNS = {"jumper": "stripes", "dress": "dots", "jacket": "checks", "blouse": "stripes"}
_PAPER, _INK = (0.937, 0.906, 0.839), (0.16, 0.15, 0.14)


def sheet_of(recipes: tuple[Recipe, ...]) -> skia.Image:
    """The frames of all shots in rows, each from its middle, where what happens in it is under way."""
    rows = -(-len(recipes) // COLUMNS)
    width, height = COLUMNS * (CELL + GAP) + GAP, rows * (HEIGHT + LABEL + GAP) + GAP
    surface = skia.Surface.MakeRasterN32Premul(width, height)
    canvas = surface.getCanvas()
    canvas.drawPath(rect(0, 0, width, height), ink(argb(_PAPER)))
    for number, recipe in enumerate(recipes):
        x = GAP + (number % COLUMNS) * (CELL + GAP)
        y = GAP + (number // COLUMNS) * (HEIGHT + LABEL + GAP)
        still = draw_still(recipe, round(recipe.frames * 0.55), CELL)
        opaque = np.dstack([still[..., ::-1], np.full(still.shape[:2], 255, np.uint8)])
        canvas.drawImage(skia.Image.fromarray(np.ascontiguousarray(opaque), skia.ColorType.kBGRA_8888_ColorType), x, y)
        _label(canvas, f"{recipe.shot.slate}  {recipe.shot.framing.value} {recipe.shot.size.value}", x, y + HEIGHT + 15)
        spoken = " / ".join(f"“{each.text}”" for each in recipe.utterances)
        _label(canvas, recipe.shot.action or spoken or recipe.shot.thing, x, y + HEIGHT + 33)
    return surface.makeImageSnapshot()


def _label(canvas: skia.Canvas, words: str, x: float, y: float) -> None:
    line = set_line(words, "text", 13.0, _INK)
    while line.width > CELL and words:
        words = words[:-2].rstrip()
        line = set_line(words + " …", "text", 13.0, _INK)
    line.draw(canvas, x, y)


def outfit_sheet() -> skia.Image:
    """Every outfit there is, in two rows, with its name."""
    outfits, wide, high, unit = get_args(Outfit), 168, 390, 60.0
    columns = len(outfits) // 2
    surface = skia.Surface.MakeRasterN32Premul(columns * wide, 2 * high)
    canvas = surface.getCanvas()
    canvas.drawPath(rect(0, 0, columns * wide, 2 * high), ink(argb(_PAPER)))
    for number, outfit in enumerate(outfits):
        look = _WEARERS[number % len(_WEARERS)].model_copy(update={"outfit": outfit, "outfit_colour": _CLOTH[number]})
        x, y = number % columns * wide, number // columns * high
        painter = Painter(canvas, PALETTES["day"])
        canvas.save()
        canvas.translate(x + wide * 0.48, y + high - 34)
        canvas.scale(unit, unit)
        painter.detail = unit * 1.5
        draw_figure(painter, look.model_copy(update={"pattern": _PATTERNS.get(outfit, "plain")}), Pose())
        canvas.restore()
        _label(canvas, outfit, x + 12, y + high - 8)
    return surface.makeImageSnapshot()


def save(image: skia.Image, to: Path) -> int:
    """Write a JPEG at the best quality that fits, and return its size in bytes."""
    for quality in range(88, 30, -6):
        packed = bytes(image.encodeToData(skia.EncodedImageFormat.kJPEG, quality))
        if len(packed) <= MOST:
            break
    to.write_bytes(packed)
    return len(packed)


def main() -> None:
    """Draw and write them."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("scripts", nargs="*", type=Path, default=EXAMPLES)
    asked.add_argument("--into", type=Path, default=Path(__file__).resolve().parents[2] / "docs" / "images")
    given = asked.parse_args()
    if given.scripts is EXAMPLES:
        to = given.into / "outfits.jpg"
        print(to, save(outfit_sheet(), to))
    for script in given.scripts:
        to = given.into / f"sheet-{script.stem}.jpg"
        print(to, save(sheet_of(recipes_of(script, 1280, 720)), to))


if __name__ == "__main__":
    main()
