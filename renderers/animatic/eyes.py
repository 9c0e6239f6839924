"""Eyes and brows, where all acting starts."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import skia

from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, Point, lens, moved, oval, overlap, without
from renderers.animatic.sheets import bezier

SIMPLE = 110
"""Pixels per head height below which an eye is a dot."""
_WHITE, _GLOW, _CATCH, _WHITE_SHADE = (from_hex(text) for text in ("FFF8EC", "E8B070", "FFFBF0", "C9B8AE"))
_LINE = from_hex("241A22")
_DARK = 1.1
"""Sum of the channels below which skin counts as dark."""


@dataclass(frozen=True)
class Eye:
    """One eye on the face, in head heights from the middle of the head."""

    x: float
    y: float
    width: float
    open: float
    """Half the height of the opening."""
    gaze: Point
    iris: float
    """Radius of the iris."""
    narrow: float
    """How much the turn of the head narrows round things: 1 not at all."""
    lid: float
    """Thickness of the upper lid."""
    lash: float
    """How far the lid is drawn out beyond the outer corner."""
    far: bool


@dataclass(frozen=True)
class _EyePaths:
    socket: skia.Path
    white: skia.Path
    white_shade: skia.Path
    iris: skia.Path
    glow: skia.Path
    pupil: skia.Path
    lid: skia.Path
    lower: skia.Path
    crease: skia.Path
    catch: tuple[float, float]


def line_colour(painter: Painter) -> int:
    """The darkest paper of a face: lids, pupils, glasses."""
    return painter.half(_LINE, 0.35)


def draw_eye(painter: Painter, eye: Eye, skin: Colour, colour: Colour) -> None:
    """Paint an eye, open or shut."""
    painter.canvas.save()
    painter.canvas.translate(eye.x, eye.y)
    eye = replace(eye, x=0.0, y=0.0)  # so that an eye cut once serves wherever the head goes
    if painter.detail < SIMPLE:
        _dot(painter, eye, skin)
    elif eye.open <= 0.010:
        _shut(painter, eye, skin)
    else:
        _open(painter, eye, skin, colour)
    painter.canvas.restore()


def _dot(painter: Painter, eye: Eye, skin: Colour) -> None:
    if eye.open < 0.014:
        half = eye.width * 0.45
        path = lens((eye.x - half, eye.y + 0.01), (eye.x + half, eye.y + 0.01), -0.03, 0.075)
    else:
        tall = min(0.058, 0.02 + eye.open * 0.85)
        if sum(skin) < _DARK and painter.detail > 22:  # a dark dot is lost on dark skin: show the white around it
            painter.fill(oval(eye.x, eye.y, 0.078 * eye.narrow, tall * 0.92), painter.half(_WHITE, 0.75))
        path = oval(eye.x + eye.gaze[0] * 0.03, eye.y + eye.gaze[1] * 0.02, 0.043 * eye.narrow, tall)
    painter.fill(path, line_colour(painter))


def _shut(painter: Painter, eye: Eye, skin: Colour) -> None:
    x, y, w = eye.x, eye.y, eye.width
    painter.fill(_eye_paths(eye).socket, painter.skin(skin, 0.76))
    outer = w / 2 + eye.lash
    lid = bezier(
        (x - outer, y + 0.004), ((x - w * 0.25, y + 0.052), (x + w * 0.25, y + 0.050), (x + w / 2, y + 0.004)),
        ((x + w * 0.25, y + 0.030 - eye.lid * 0.2), (x - w * 0.25, y + 0.030 - eye.lid * 0.2), (x - outer, y + 0.004)),
    )  # fmt: skip
    painter.fill(lid, line_colour(painter))


def _open(painter: Painter, eye: Eye, skin: Colour, colour: Colour) -> None:
    cut = _eye_paths(eye)
    line = line_colour(painter)
    painter.fill(cut.socket, painter.skin(skin, 0.76))
    painter.fill(cut.white, painter.half(_WHITE, 0.93))
    if painter.detail > 220:
        painter.fill(cut.white_shade, painter.half(_WHITE_SHADE, 0.45))
    painter.fill(cut.iris, painter.lit(mix(colour, painter.palette.ink, 0.15)))
    painter.fill(cut.glow, painter.lit(mix(colour, _GLOW, 0.42)))
    painter.fill(cut.pupil, line)
    if painter.detail > 150 and eye.open > 0.024:
        x, y = cut.catch
        painter.fill(
            oval(x + painter.side * 0.017 * eye.narrow, y, 0.0135 * eye.narrow, 0.0145), painter.half(_CATCH, 1.0)
        )
    painter.fill(cut.lid, line)
    if painter.detail > 260:
        painter.fill(cut.crease, painter.skin(skin, 0.5))
        painter.fill(cut.lower, painter.skin(skin, 0.42))


@functools.lru_cache(1024)
def _eye_paths(eye: Eye) -> _EyePaths:
    x, y, w, o = eye.x, eye.y, eye.width, eye.open
    inner, outer = (x + w / 2, y - 0.002), (x - w / 2, y + 0.010)
    if eye.far:
        inner, outer = (x - w / 2, y + 0.008), (x + w / 2, y - 0.002)
    left, right = (outer, inner) if not eye.far else (inner, outer)
    tops = ((x - w * 0.30, y - o * 1.55), (x + w * 0.22, y - o * 1.60))
    white = bezier(left, (*tops, right), ((x + w * 0.28, y + o * 0.95), (x - w * 0.25, y + o * 0.98), left))
    ix, iy = x + eye.gaze[0] * w * 0.27, y - o * 0.10 + eye.gaze[1] * o * 0.55
    iris = overlap(white, oval(ix, iy, eye.iris * eye.narrow, eye.iris))
    pupil = overlap(white, oval(ix, iy, eye.iris * 0.55 * eye.narrow, eye.iris * 0.58))
    glow = overlap(iris, oval(ix, iy + eye.iris * 0.62, eye.iris * 0.85 * eye.narrow, eye.iris * 0.55))
    return _EyePaths(
        socket=_socket(x, y, w),
        white=white,
        white_shade=without(white, moved(white, 0, 0.017)),
        iris=iris,
        glow=without(glow, pupil),
        pupil=pupil,
        lid=_lid(left, tops, right, eye),
        lower=bezier(left, ((x - w * 0.25, y + o * 0.98), (x + w * 0.28, y + o * 0.95), right),
                     ((x + w * 0.28, y + o * 0.95 + 0.010), (x - w * 0.25, y + o * 0.98 + 0.010), left)),
        crease=_crease(x, y, w, o),
        catch=(ix, iy - 0.019),
    )  # fmt: skip


def _crease(x: float, y: float, w: float, o: float) -> skia.Path:
    left, right = (x - w * 0.46, y - o * 0.8 - 0.030), (x + w * 0.46, y - o * 0.75 - 0.030)
    return lens(left, right, o * 1.1 + 0.018, -o * 1.1 - 0.004)


def _socket(x: float, y: float, w: float) -> skia.Path:
    start = (x - w * 0.58, y + 0.01)
    return bezier(
        start, ((x - w * 0.4, y - 0.105), (x + w * 0.4, y - 0.11), (x + w * 0.56, y - 0.01)),
        ((x + w * 0.2, y - 0.05), (x - w * 0.2, y - 0.05), start),
    )  # fmt: skip


def _lid(left: Point, tops: tuple[Point, Point], right: Point, eye: Eye) -> skia.Path:
    lash, lid = eye.lash, eye.lid
    start = (left[0] - (0.006 if eye.far else lash), left[1] + (0.010 if eye.far else 0.010 - lash * 0.55))
    end = (right[0] + (lash * 0.6 if eye.far else 0.010), right[1] + (0.006 - lash * 0.4 if eye.far else 0.012))
    (ax, ay), (bx, by) = tops
    return bezier(
        start, ((ax, ay - lid * 0.55), (bx, by - lid * 0.55), end),
        ((bx, by + lid * 0.75), (ax, ay + lid * 0.75), start),
    )  # fmt: skip


@dataclass(frozen=True)
class Brow:
    """One brow: over the eye at (x, y), `outer` and `inner` ends moved down by so much."""

    x: float
    y: float
    width: float
    raised: float
    angry: float
    weight: float
    far: bool


@functools.lru_cache(512)
def brow_path(brow: Brow) -> skia.Path:
    """A tapered stroke of paper, thick at the nose."""
    x, w, drop = brow.x, brow.width, brow.angry * 0.045
    top = brow.y - 0.105 - brow.raised * 0.035
    inner_y, outer_y = top + drop * 0.9, top + 0.016 - drop * 0.4
    inner, outer = (brow.weight, brow.weight * 0.35)
    ends = [(x - w * 0.62, outer_y, outer), (x + w * 0.60, inner_y, inner)]
    if brow.far:
        ends = [(x - w * 0.60, inner_y, inner), (x + w * 0.62, outer_y, outer)]
    (x0, y0, t0), (x1, y1, t1) = ends
    arch = (y0 + y1) / 2 - 0.034
    return bezier(
        (x0, y0 - t0 / 2), ((x, arch), (x1, y1 - t1 / 2)), ((x1 + 0.004, y1), (x1, y1 + t1 / 2)),
        ((x, arch + brow.weight * 1.1), (x0, y0 + t0 / 2)), ((x0 - 0.004, y0), (x0, y0 - t0 / 2)),
    )  # fmt: skip
