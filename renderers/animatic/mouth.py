"""Mouths: fourteen shapes of speech, with lips, teeth and tongue."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import skia

from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, lens, oval, overlap, rect, together
from renderers.animatic.pose import Viseme
from renderers.animatic.sheets import bezier


@dataclass(frozen=True)
class MouthShape:
    """A shape of speech, in head heights; teeth and tongue from 0 to 1."""

    width: float
    opening: float
    upper_teeth: float = 0.0
    lower_teeth: float = 0.0
    tongue: float = 0.0


MOUTHS: dict[Viseme, MouthShape] = {
    "X": MouthShape(0.200, 0.0),
    "MBP": MouthShape(0.182, 0.002),
    "AI": MouthShape(0.205, 0.125, 0.35, 0.0, 0.5),
    "EH": MouthShape(0.235, 0.078, 0.55, 0.0, 0.3),
    "EE": MouthShape(0.255, 0.048, 0.80, 0.5),
    "O": MouthShape(0.145, 0.120),
    "U": MouthShape(0.090, 0.055),
    "FV": MouthShape(0.185, 0.034, 0.95),
    "L": MouthShape(0.205, 0.072, 0.30, 0.0, 1.0),
    "S": MouthShape(0.215, 0.038, 0.75, 0.6),
    "R": MouthShape(0.150, 0.050, 0.30, 0.0, 0.3),
    "K": MouthShape(0.190, 0.058, 0.40, 0.0, 0.4),
    "SH": MouthShape(0.130, 0.052, 0.70, 0.3),
    "AH": MouthShape(0.190, 0.160, 0.30, 0.0, 0.5),
}
"""How each viseme looks."""

CLOSED = 0.01
"""Below this opening the lips meet."""
_INSIDE, _TEETH, _LOWER_TEETH, _TONGUE = (from_hex(text) for text in ("4A1722", "F6EBDC", "EADFCF", "C9565A"))
_SEAM = from_hex("5A2226")


@dataclass(frozen=True)
class MouthPlace:
    """Where on a face the mouth sits, and how it is drawn there."""

    x: float
    y: float
    width: float
    opening: float
    smile: float
    full: bool
    """Lips that show their own colour."""


def draw_mouth(painter: Painter, place: MouthPlace, shape: MouthShape, skin: Colour, lips: Colour) -> None:
    """Paint a mouth of this shape."""
    painter.canvas.save()
    painter.canvas.translate(place.x, place.y)
    place = replace(place, x=0.0, y=0.0)  # so that a mouth cut once serves wherever the head goes
    if painter.detail < 60:
        _mark(painter, place)
    elif place.opening < CLOSED:
        _closed(painter, place, skin, lips)
    else:
        _open(painter, place, shape, skin, lips)
    painter.canvas.restore()


def _mark(painter: Painter, place: MouthPlace) -> None:
    height = max(0.016, place.opening * 0.6)
    painter.fill(oval(place.x, place.y + height, place.width * 0.42, height), painter.half(_SEAM, 0.55))


_DARK_SKIN, _ROSE = 1.05, from_hex("CE8576")


def _lip_colour(skin: Colour, lips: Colour, full: bool) -> Colour:
    if sum(skin) < _DARK_SKIN:  # lips darker than dark skin are lost at night
        return mix(skin, mix(lips, _ROSE, 0.65), 0.62 if full else 0.42)
    return mix(skin, lips, 0.72 if full else 0.26)


def _closed(painter: Painter, place: MouthPlace, skin: Colour, lips: Colour) -> None:
    colour = _lip_colour(skin, lips, place.full)
    upper, lower, seam = _closed_lips(place)
    if painter.detail > 110:
        painter.fill(upper, painter.skin(mix(colour, _SEAM, 0.16), 0.86))
        painter.fill(lower, painter.skin(colour, 0.95))
    painter.fill(seam, painter.half(mix(_SEAM, skin, 0.1), 0.62))


@functools.lru_cache(512)
def _closed_lips(place: MouthPlace) -> tuple[skia.Path, skia.Path, skia.Path]:
    x, y, w, up = place.x, place.y, place.width, place.smile * 0.035
    a, b, sag = (x - w * 0.5, y - up), (x + w * 0.5, y - up * 0.9), up * 0.85
    rise, drop = (0.030, 0.050) if place.full else (0.016, 0.034)
    bow = (x + 0.012, y - rise * 0.55 + sag)
    upper = bezier(
        a, ((x - w * 0.28, y - rise * 0.5 + sag * 0.4), (x - w * 0.12, y - rise + sag), bow),
        ((x + w * 0.16, y - rise + sag), (x + w * 0.30, y - rise * 0.4 + sag * 0.4), b), ((x, y + sag + 0.012), a),
    )  # fmt: skip
    inset = w * 0.09
    lower = bezier(
        (a[0] + inset, a[1] + up * 0.25), ((x, y + sag), (b[0] - inset, b[1] + up * 0.25)),
        ((x + w * 0.22, y + drop + sag), (x - w * 0.22, y + drop + sag), (a[0] + inset, a[1] + up * 0.25)),
    )  # fmt: skip
    seam = bezier(
        (a[0] - 0.006, a[1]), ((x, y + sag * 1.6 - 0.004), (b[0] + 0.006, b[1])),
        ((x, y + sag * 1.6 + 0.017), (a[0] - 0.006, a[1])),
    )  # fmt: skip
    return upper, lower, seam


@dataclass(frozen=True)
class _OpenMouth:
    lips: skia.Path
    hole: skia.Path
    upper_teeth: skia.Path
    tongue: skia.Path
    lower_teeth: skia.Path


def _open(painter: Painter, place: MouthPlace, shape: MouthShape, skin: Colour, lips: Colour) -> None:
    cut = _open_mouth(place, shape)
    if painter.detail > 100:
        painter.fill(cut.lips, painter.skin(_lip_colour(skin, lips, place.full), 0.88))
    painter.fill(cut.hole, painter.lit(_INSIDE))
    if shape.tongue and painter.detail > 110:
        painter.fill(cut.tongue, painter.half(_TONGUE, 0.8))
    if shape.upper_teeth:
        painter.fill(cut.upper_teeth, painter.half(_TEETH, 0.92))
    if shape.lower_teeth:
        painter.fill(cut.lower_teeth, painter.half(_LOWER_TEETH, 0.72))


@functools.lru_cache(512)
def _open_mouth(place: MouthPlace, shape: MouthShape) -> _OpenMouth:
    x, y, w, o, up = place.x, place.y, place.width, place.opening, place.smile * 0.035
    wide = w * (1 + 0.10 * max(0.0, place.smile))
    left, right = (x - wide * 0.5, y - up * 1.2), (x + wide * 0.5, y - up * 1.1)
    hole = bezier(
        left, ((x - w * 0.32, y - o * 0.42 - 0.010), (x + w * 0.30, y - o * 0.42 - 0.010), right),
        ((x + w * 0.40, y + o * 0.95), (x - w * 0.40, y + o * 0.95), left),
    )  # fmt: skip
    rise, drop, side = (0.026, 0.036, 0.014) if place.full else (0.015, 0.026, 0.010)
    top, low = y - o * 0.34 - rise, y + o * 0.95 + drop * 1.25
    a, b = (left[0] - side, left[1] + 0.002), (right[0] + side, right[1] + 0.002)
    outer = bezier(
        a, ((x - w * 0.34, top - 0.012), (x - w * 0.16, top - 0.016), (x + 0.010, top + 0.004)),
        ((x + w * 0.20, top - 0.016), (x + w * 0.34, top - 0.010), b),
        ((x + w * 0.40, low), (x - w * 0.40, low), a),
    )  # fmt: skip
    teeth_depth = o * 0.25 + 0.02 + o * 0.25 * shape.upper_teeth
    return _OpenMouth(
        lips=together(outer, hole),
        hole=hole,
        upper_teeth=overlap(hole, rect(x - w, y - o * 0.6 - 0.02 - up, 2 * w, teeth_depth + up * 0.6)),
        tongue=overlap(hole, oval(x, y + o * 0.66, w * 0.32, o * 0.38 * shape.tongue + 0.006)),
        lower_teeth=overlap(hole, rect(x - w, y + o * 0.44, 2 * w, o)),
    )


def chin_line(place: MouthPlace) -> skia.Path:
    """The short crease under the lower lip."""
    y = place.y + 0.070 + place.opening * 0.8
    half = place.width * 0.24
    return lens((place.x - half, y - 0.006), (place.x + half, y - 0.008), -0.006, 0.026)
