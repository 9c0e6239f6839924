"""The contact sheet: a frame of every shot with its slate, size, move and line, as a PDF to print and as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import skia

from bible.errors import MediaError
from renderers.animatic.colour import from_hex
from renderers.animatic.paper import argb
from renderers.animatic.typefaces import Face, set_line

_PAPER, _INK, _LOUD, _QUIET = (from_hex(each) for each in ("#F6F1E4", "#1D2B33", "#B5432F", "#5E6A72"))
_COLUMNS = 3
_TILE = 760.0
"""Width of a picture, in units; a page of paper is scaled to fit."""
_GAP, _MARGIN, _HEAD = 40.0, 70.0, 190.0
_UNDER = 178.0
"""Room under a picture: slate and facts, and three rows of text."""
_TEXT_ROWS = 3
_ROWS = 2
_PAGE_SCALE = 0.8
"""Of a page as a picture: about 2000 pixels wide."""
_QUALITY = 85
"""Of JPEGs: a picture of a tile is some 50 kB."""
_SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
_A4_WIDTH, _A4_HEIGHT = 842.0, 595.0
"""A4 lying, in points."""


@dataclass(frozen=True)
class Tile:
    """One shot on the sheet; `picture` is [height, width, 3] uint8 RGB."""

    slate: str
    facts: str
    text: str
    picture: npt.NDArray[np.uint8]


def write_sheet(title: str, tiles: Sequence[Tile], to: Path) -> tuple[Path, ...]:
    """Write `to`.pdf and a picture of each of its pages, `to`_01.jpg, and return all. Pictures have one size.

    Raises MediaError.
    """
    if not tiles:
        raise MediaError("there is no shot for a contact sheet", cure="studio produce makes takes")
    per_page = _COLUMNS * _ROWS
    small = [_Small(tile, _jpeg(tile.picture)) for tile in tiles]
    pages = [small[first : first + per_page] for first in range(0, len(small), per_page)]
    pdf = to.with_suffix(".pdf")
    _write_pdf(title, pages, pdf)
    written = [pdf]
    for number, page in enumerate(pages, 1):
        written.append(to.with_name(f"{to.name}_{number:02d}.jpg"))
        _write_page(title, page, len(pages), number, written[-1])
    return tuple(written)


class _Small(NamedTuple):
    """A tile with its picture as large as it is shown."""

    tile: Tile
    picture: skia.Image


def _jpeg(pixels: npt.NDArray[np.uint8]) -> skia.Image:
    """A picture no larger than a tile, kept as JPEG: a PDF holds it as it is."""
    opaque = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    image = skia.Image.fromarray(np.ascontiguousarray(opaque), skia.kRGBA_8888_ColorType)
    width = min(round(_TILE), image.width())
    height = max(1, round(width * image.height() / image.width()))
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(width, height))
    surface.getCanvas().drawImageRect(image, skia.Rect.MakeWH(width, height), _SMOOTH)
    encoded = surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kJPEG, _QUALITY)
    return skia.Image.MakeFromEncoded(encoded)


def _tile_height(small: _Small) -> float:
    return float(_TILE * small.picture.height() / small.picture.width() + _UNDER)


def _width() -> float:
    return 2 * _MARGIN + _COLUMNS * _TILE + (_COLUMNS - 1) * _GAP


def _height(small: _Small) -> float:
    return _HEAD + _ROWS * (_tile_height(small) + _GAP) + _MARGIN


def _write_page(title: str, page: Sequence[_Small], pages: int, number: int, to: Path) -> None:
    width, height = round(_width() * _PAGE_SCALE), round(_height(page[0]) * _PAGE_SCALE)
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(width, height))
    canvas = surface.getCanvas()
    canvas.scale(_PAGE_SCALE, _PAGE_SCALE)
    _draw(canvas, title, page, pages, number)
    _write(bytes(surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kJPEG, _QUALITY)), to)


def _write_pdf(title: str, pages: Sequence[Sequence[_Small]], to: Path) -> None:
    stream = skia.DynamicMemoryWStream()
    document = skia.PDF.MakeDocument(stream)
    scale = min(_A4_WIDTH / _width(), _A4_HEIGHT / _height(pages[0][0]))
    for number, page in enumerate(pages, 1):
        canvas = document.beginPage(_A4_WIDTH, _A4_HEIGHT)
        canvas.clear(argb(_PAPER))
        canvas.translate((_A4_WIDTH - _width() * scale) / 2, 0)
        canvas.scale(scale, scale)
        _draw(canvas, title, page, len(pages), number)
        document.endPage()
    document.close()
    _write(bytes(stream.detachAsData()), to)


def _write(content: bytes, to: Path) -> None:
    try:
        with to.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise MediaError(f"cannot be written ({error.strerror})", where=str(to), cure="free the disk") from error


def _draw(canvas: skia.Canvas, title: str, page: Sequence[_Small], pages: int, number: int) -> None:
    canvas.drawColor(argb(_PAPER))
    set_line(title, "title", 76, _INK).draw(canvas, _MARGIN, 120)
    canvas.drawRect(skia.Rect.MakeXYWH(_MARGIN, 144, 150, 8), skia.Paint(Color=argb(_LOUD)))
    if pages > 1:
        count = set_line(f"{number} / {pages}", "text", 32, _QUIET)
        count.draw(canvas, _width() - _MARGIN - count.width, 120)
    for place, small in enumerate(page):
        row, column = divmod(place, _COLUMNS)
        x = _MARGIN + column * (_TILE + _GAP)
        y = _HEAD + row * (_tile_height(small) + _GAP)
        _draw_tile(canvas, small, x, y)


def _draw_tile(canvas: skia.Canvas, small: _Small, x: float, y: float) -> None:
    tile, height = small.tile, _tile_height(small) - _UNDER
    canvas.drawImageRect(small.picture, skia.Rect.MakeXYWH(x, y, _TILE, height), _SMOOTH)
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
