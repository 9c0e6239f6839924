"""The contact sheet: a frame of every shot with its slate, size, move and line, as one PNG and as a PDF to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia

from bible.errors import MediaError
from renderers.animatic.colour import from_hex
from renderers.animatic.paper import argb
from renderers.animatic.typefaces import Face, set_line
from renderers.media.picture import write_picture

_PAPER, _INK, _LOUD, _QUIET = (from_hex(each) for each in ("#F6F1E4", "#1D2B33", "#B5432F", "#5E6A72"))
_COLUMNS = 3
_TILE = 760.0
"""Width of a picture, in units; a page of paper is scaled to fit."""
_GAP, _MARGIN, _HEAD = 40.0, 70.0, 190.0
_UNDER = 178.0
"""Room under a picture: slate and facts, and three rows of text."""
_TEXT_ROWS = 3
_PDF_ROWS = 2
_A4_WIDTH, _A4_HEIGHT = 842.0, 595.0
"""A4 lying, in points."""


@dataclass(frozen=True)
class Tile:
    """One shot on the sheet; `picture` is [height, width, 3] uint8 RGB."""

    slate: str
    facts: str
    text: str
    picture: npt.NDArray[np.uint8]


def write_sheet(title: str, tiles: Sequence[Tile], to: Path) -> tuple[Path, Path]:
    """Write `to`.png and `to`.pdf and return both. All pictures have one size. Raises MediaError."""
    if not tiles:
        raise MediaError("there is no shot for a contact sheet", cure="studio produce makes takes")
    png, pdf = to.with_suffix(".png"), to.with_suffix(".pdf")
    _write_png(title, tiles, png)
    _write_pdf(title, tiles, pdf)
    return png, pdf


def _tile_height(tiles: Sequence[Tile]) -> float:
    height, width = tiles[0].picture.shape[:2]
    return float(_TILE * height / width + _UNDER)


def _width() -> float:
    return 2 * _MARGIN + _COLUMNS * _TILE + (_COLUMNS - 1) * _GAP


def _write_png(title: str, tiles: Sequence[Tile], to: Path) -> None:
    rows = -(-len(tiles) // _COLUMNS)
    width, height = round(_width()), round(_HEAD + rows * (_tile_height(tiles) + _GAP) + _MARGIN)
    pixels = np.zeros((height, width, 4), dtype=np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(width, height), pixels)
    _draw(surface.getCanvas(), title, tiles)
    write_picture(pixels, to)


def _write_pdf(title: str, tiles: Sequence[Tile], to: Path) -> None:
    per_page = _COLUMNS * _PDF_ROWS
    stream = skia.DynamicMemoryWStream()
    document = skia.PDF.MakeDocument(stream)
    page_height = _HEAD + _PDF_ROWS * (_tile_height(tiles) + _GAP) + _MARGIN
    scale = min(_A4_WIDTH / _width(), _A4_HEIGHT / page_height)
    for first in range(0, len(tiles), per_page):
        canvas = document.beginPage(_A4_WIDTH, _A4_HEIGHT)
        canvas.clear(argb(_PAPER))
        canvas.translate((_A4_WIDTH - _width() * scale) / 2, 0)
        canvas.scale(scale, scale)
        _draw(canvas, title, tiles[first : first + per_page])
        document.endPage()
    document.close()
    try:
        with to.open("xb") as file:
            file.write(bytes(stream.detachAsData()))
    except OSError as error:
        raise MediaError(f"cannot be written ({error.strerror})", where=str(to), cure="free the disk") from error


def _draw(canvas: skia.Canvas, title: str, tiles: Sequence[Tile]) -> None:
    canvas.drawColor(argb(_PAPER))
    set_line(title, "title", 76, _INK).draw(canvas, _MARGIN, 120)
    canvas.drawRect(skia.Rect.MakeXYWH(_MARGIN, 144, 150, 8), skia.Paint(Color=argb(_LOUD)))
    for number, tile in enumerate(tiles):
        row, column = divmod(number, _COLUMNS)
        x = _MARGIN + column * (_TILE + _GAP)
        y = _HEAD + row * (_tile_height(tiles) + _GAP)
        _draw_tile(canvas, tile, x, y)


def _draw_tile(canvas: skia.Canvas, tile: Tile, x: float, y: float) -> None:
    height = _TILE * tile.picture.shape[0] / tile.picture.shape[1]
    opaque = np.dstack([tile.picture, np.full(tile.picture.shape[:2], 255, np.uint8)])
    image = skia.Image.fromarray(np.ascontiguousarray(opaque), skia.kRGBA_8888_ColorType)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(image, skia.Rect.MakeXYWH(x, y, _TILE, height), sampling)
    base = y + height + 42
    slate = set_line(tile.slate, "title", 36, _LOUD)
    slate.draw(canvas, x, base)
    set_line(tile.facts, "text", 25, _QUIET).draw(canvas, x + slate.width + 18, base)
    for number, row in enumerate(_rows(tile.text, "text", 27, _TILE)):
        set_line(row, "text", 27, _INK).draw(canvas, x, base + 38 + 34 * number)


def _rows(text: str, face: Face, size: float, width: float) -> list[str]:
    """The text in as many rows as there is room for; the last ends in an ellipsis where something is left out."""
    rows: list[str] = []
    row = ""
    for word in text.split():
        longer = f"{row} {word}".strip()
        if row and set_line(longer, face, size, _INK).width > width:
            rows.append(row)
            row = word
        else:
            row = longer
    rows.append(row)
    if len(rows) <= _TEXT_ROWS:
        return rows
    kept = rows[:_TEXT_ROWS]
    while kept[-1] and set_line(f"{kept[-1]} …", face, size, _INK).width > width:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return [*kept[:-1], f"{kept[-1]} …"]
