"""Contact sheets of the animatic: a frame of every shot, with its slate and what happens in it.

    python tests/benchmarks/contact_sheets.py [SCRIPT ...] [--into DIR]

Without scripts, those of `examples/`. Each sheet is one JPEG of at most 400 KB in DIR, `docs/images` by default.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import skia
from staged import EXAMPLES, recipes_of

from renderers.animatic.paper import argb, ink, rect
from renderers.animatic.still import draw_still
from renderers.animatic.typefaces import set_line
from shots.recipe import Recipe

CELL, HEIGHT, LABEL, GAP = 416, 234, 40, 8
"""Pixels of a frame's width and height, of the words under it, and between frames."""
COLUMNS = 4
MOST = 400_000
"""Bytes of a sheet."""
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
    for script in given.scripts:
        to = given.into / f"sheet-{script.stem}.jpg"
        print(to, save(sheet_of(recipes_of(script, 1280, 720)), to))


if __name__ == "__main__":
    main()
