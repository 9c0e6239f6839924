"""The typefaces that travel with studio, and lines set in them: shaped, in any direction, with fallbacks by script."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import skia
from skia import textlayout

from renderers.animatic.colour import Colour
from renderers.animatic.paper import argb

Face = Literal["title", "text"]
"""`title` for titles and slugs in capitals, `text` for captions and small print."""

_FOLDER = Path(__file__).parents[1] / "fonts"
_FACES: dict[Face, str] = {"title": "FjallaOne-Regular", "text": "HankenGrotesk-SemiBold"}
_SCRIPTS = tuple(
    f"NotoSans{script}-SemiBold"
    for script in ("", "Arabic", "Hebrew", "Devanagari", "Bengali", "Thai", "Armenian", "Georgian", "KR")
)
_HAN = ("NotoSansSC-SemiBold", "NotoSansJP-SemiBold")
_KANA = re.compile("[\u3040-\u30ff]")
_ENDLESS = 1e6


@functools.lru_cache(32)
def _typeface(name: str) -> skia.Typeface:
    # A font manager of our own: skia's default one would read the machine's fonts.
    return skia.FontMgr.New_Custom_Empty().makeFromFile(str(_FOLDER / f"{name}.ttf"))


def _chain(text: str, face: Face) -> tuple[str, ...]:
    """The typefaces to be tried for each letter, in order; signs that Chinese and Japanese share follow the kana."""
    han = tuple(reversed(_HAN)) if _KANA.search(text) else _HAN
    return (_FACES[face], *_SCRIPTS, *han)


def unknown_letters(text: str, face: Face = "title") -> str:
    """The letters of a text that no typeface at hand has, each once."""
    chain = [_typeface(name) for name in _chain(text, face)]

    def known(letter: str) -> bool:
        return letter.isspace() or any(typeface.unicharToGlyph(ord(letter)) for typeface in chain)

    return "".join(dict.fromkeys(letter for letter in text if not known(letter)))


@functools.lru_cache(1)
def _collection() -> textlayout.FontCollection:
    """Our typefaces and no others, so that a line looks alike on every machine."""
    provider = textlayout.TypefaceFontProvider()
    for name in (*_FACES.values(), *_SCRIPTS, *_HAN):
        provider.registerTypeface(_typeface(name), name)
    collection = textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return collection


@dataclass(frozen=True)
class Line:
    """A line of text, set. Lengths are pixels."""

    paragraph: textlayout.Paragraph
    width: float

    def draw(self, canvas: skia.Canvas, x: float, base: float) -> None:
        """Draw it with its left end at x and its base line at `base`."""
        self.paragraph.paint(canvas, x, base - self.paragraph.AlphabeticBaseline)


@functools.lru_cache(256)
def set_line(text: str, face: Face, size: float, colour: Colour, tracking: float = 0.0) -> Line:
    """A line set in a face, `size` and `tracking` (added after each letter) in pixels. Unknown letters are left out."""
    unknown = unknown_letters(text, face)
    shown = " ".join("".join(letter for letter in text if letter not in unknown).split())
    look = textlayout.TextStyle()
    look.setFontSize(size)
    look.setFontFamilies(list(_chain(shown, face)))
    look.setColor(argb(colour))
    look.setLetterSpacing(tracking)
    style = textlayout.ParagraphStyle()
    style.setTextStyle(look)
    builder = textlayout.ParagraphBuilder.make(style, _collection(), skia.Unicode.ICU_Make())
    builder.addText(_turned(shown))
    paragraph = builder.Build()
    paragraph.layout(_ENDLESS)
    return Line(paragraph, float(paragraph.LongestLine))


def _turned(text: str) -> str:
    """A line that begins from right to left reads so as a whole: its full stop too stands where it ends."""
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return text if first == "L" else f"\u2067{text}\u2069"


def fitting(text: str, face: Face, size: float, room: float, tracking: float = 0.0) -> float:
    """The size, or the smaller one at which the line is no wider than `room`; `tracking` is a share of the size."""
    wide = set_line(text, face, size, (0.0, 0.0, 0.0), size * tracking).width
    return size if wide <= room else size * room / wide
