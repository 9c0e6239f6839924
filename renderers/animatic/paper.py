"""Paper and scissors: shapes as paths, and the painter that lays them down lit, shaded and hazed.

A form is one lit sheet and one hard crescent of shade on the side away from the key; nothing has an outline or a
gradient. Paths are in whatever unit the canvas is scaled to.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import skia

from bible.errors import RenderError
from renderers.animatic.colour import Colour, Palette, from_hex, mix, times

Point = tuple[float, float]


@functools.lru_cache(16384)
def argb(colour: Colour, alpha: float = 1.0) -> int:
    """A colour as skia wants it, clamped: alpha in the highest byte, then red, green, blue."""
    whole = 0
    for value in (alpha, *colour):
        whole = whole << 8 | int(max(0.0, min(1.0, value)) * 255 + 0.5)
    return whole


@functools.lru_cache(4096)
def ink(colour: int) -> skia.Paint:
    """The paint that fills with one opaque colour."""
    return skia.Paint(AntiAlias=True, Color=colour)


@functools.lru_cache(512)
def wash(colour: int) -> skia.Paint:
    """The paint for a translucent fill.

    It goes through a small image shader, which the raster back end fills about seven times faster than a colour
    with alpha.
    """
    surface = skia.Surface.MakeRasterN32Premul(8, 8)
    surface.getCanvas().clear(colour)
    repeat = skia.TileMode.kRepeat
    return skia.Paint(AntiAlias=True, Shader=surface.makeImageSnapshot().makeShader(repeat, repeat))


@functools.lru_cache(1024)
def pen(colour: int, width: float, round_ends: bool = True) -> skia.Paint:
    """The paint for a line: rope, wire, seams; never a face."""
    cap = skia.Paint.kRound_Cap if round_ends else skia.Paint.kButt_Cap
    return skia.Paint(
        AntiAlias=True,
        Color=colour,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def poly(points: Sequence[Point], close: bool = True) -> skia.Path:
    """Straight edges from point to point."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if close:
        path.close()
    return path


def blob(points: Sequence[Point], roundness: float = 0.5, close: bool = True) -> skia.Path:
    """A smooth curve through the points: 0.15 for tailored edges, 0.3 corners, 0.5 round."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for i in range(count if close else count - 1):
        a = points[(i - 1) % count] if close or i else points[0]
        b, c = points[i], points[(i + 1) % count]
        d = points[(i + 2) % count] if close or i < count - 2 else points[-1]
        path.cubicTo(
            b[0] + (c[0] - a[0]) * roundness / 3, b[1] + (c[1] - a[1]) * roundness / 3,
            c[0] - (d[0] - b[0]) * roundness / 3, c[1] - (d[1] - b[1]) * roundness / 3,
            c[0], c[1],
        )  # fmt: skip
    if close:
        path.close()
    return path


def oval(x: float, y: float, rx: float, ry: float | None = None) -> skia.Path:
    """A circle, or an ellipse when `ry` is given."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect(x - rx, y - ry, x + rx, y + ry))
    return path


def rect(x: float, y: float, width: float, height: float, radius: float = 0.0) -> skia.Path:
    """A rectangle from its top left corner, corners rounded by `radius`."""
    path = skia.Path()
    bounds = skia.Rect(x, y, x + width, y + height)
    if radius:
        path.addRoundRect(bounds, radius, radius)
    else:
        path.addRect(bounds)
    return path


def stadium(x: float, y: float, width: float, height: float) -> skia.Path:
    """A bar with round ends, centred on x, from y down: fog, clouds, glints."""
    return rect(x - width / 2, y, width, height, height / 2)


def lens(a: Point, b: Point, bulge_up: float, bulge_down: float) -> skia.Path:
    """Two arcs that meet in points: the only line a face has."""
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    path = skia.Path()
    path.moveTo(*a)
    path.quadTo(middle[0], middle[1] - bulge_up, *b)
    path.quadTo(middle[0], middle[1] + bulge_down, *a)
    path.close()
    return path


def limb(points: Sequence[Point], start_width: float, end_width: float) -> skia.Path:
    """A tapered arm through the points, round at its joints."""
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    count = len(points) - 1
    for i in range(count):
        (x0, y0), (x1, y1) = points[i], points[i + 1]
        a = start_width + (end_width - start_width) * i / count
        b = start_width + (end_width - start_width) * (i + 1) / count
        length = math.hypot(x1 - x0, y1 - y0) or 1e-6
        nx, ny = -(y1 - y0) / length / 2, (x1 - x0) / length / 2
        # Joints turn the same way as the sides, so that winding fill is their union.
        ahead, behind = (x1 + nx * b, y1 + ny * b), (x1 - nx * b, y1 - ny * b)
        path.addPath(poly([(x0 + nx * a, y0 + ny * a), ahead, behind, (x0 - nx * a, y0 - ny * a)]))
        joints = [(x0, y0, a), (x1, y1, b)] if i == 0 else [(x1, y1, b)]
        for x, y, width in joints:
            path.addOval(skia.Rect(x - width / 2, y - width / 2, x + width / 2, y + width / 2), skia.PathDirection.kCCW)
    return path


def overlap(a: skia.Path, b: skia.Path) -> skia.Path:
    """What lies in both."""
    return _cut(a, b, skia.PathOp.kIntersect_PathOp)


def without(a: skia.Path, b: skia.Path) -> skia.Path:
    """What lies in `a` but not in `b`."""
    return _cut(a, b, skia.PathOp.kDifference_PathOp)


def together(a: skia.Path, b: skia.Path) -> skia.Path:
    """What lies in either."""
    return _cut(a, b, skia.PathOp.kUnion_PathOp)


# Skia's scissors are made for pixels and give up on some curves that are a few units long: cut them larger.
_LARGER = (64.0, 1000.0, 17.0)


def _cut(a: skia.Path, b: skia.Path, how: skia.PathOp) -> skia.Path:
    # Cutting costs fifty times as much as asking whether the same sheets were cut before.
    return skia.Path(_cut_once(bytes(a.serialize()), bytes(b.serialize()), how))


@functools.lru_cache(8192)
def _cut_once(a: bytes, b: bytes, how: skia.PathOp) -> skia.Path:
    one, other = skia.Path(), skia.Path()
    one.readFromMemory(a)
    other.readFromMemory(b)
    for scale in _LARGER:
        try:
            return _scaled(skia.Op(_scaled(one, scale), _scaled(other, scale), how), 1 / scale)
        except RuntimeError:  # what skia-python raises when an operation fails
            continue
    raise RenderError("two sheets of paper could not be cut along each other")


def _scaled(path: skia.Path, scale: float) -> skia.Path:
    copy = skia.Path(path)
    copy.transform(skia.Matrix.Scale(scale, scale))
    return copy


def moved(path: skia.Path, dx: float, dy: float) -> skia.Path:
    """The same shape elsewhere."""
    copy = skia.Path(path)
    copy.offset(dx, dy)
    return copy


_WARM_SKIN_SHADE = from_hex("#A5483C")


class Painter:
    """A canvas under one light. Colours given to it are the paper's own; it adds key, shade and haze.

    `distance` (metres beyond the first eight) sets the haze, `side` the key's side in local coordinates, `detail`
    the pixels per local unit, `dim` how far foreground flats sink into the tint (0 to 1).
    """

    def __init__(self, canvas: skia.Canvas, palette: Palette, *, haze_depth: float = 60.0, haze_most: float = 0.92):
        self.canvas = canvas
        self.palette = palette
        self.haze_depth = haze_depth
        self.haze_most = haze_most
        self.distance = 0.0
        self.side = palette.side
        self.detail = 1.0
        self.dim = 0.0

    @property
    def haze(self) -> float:
        """How much of the haze colour lies over things at this distance, 0 to `haze_most`."""
        return self.haze_most * (1 - math.exp(-max(0.0, self.distance) / self.haze_depth))

    def _placed(self, colour: Colour) -> int:
        return argb(mix(mix(colour, self.palette.tint, self.dim), self.palette.haze, self.haze))

    def lit(self, colour: Colour) -> int:
        """Where the key falls."""
        return self._placed(times(colour, self.palette.key))

    def shaded(self, colour: Colour) -> int:
        """Where it does not."""
        return self._placed(self._shade(colour))

    def half(self, colour: Colour, t: float = 0.5) -> int:
        """Between shade (0) and light (1)."""
        return self._placed(mix(self._shade(colour), times(colour, self.palette.key), t))

    def _shade(self, colour: Colour) -> Colour:
        return mix(times(colour, self.palette.shade), self.palette.tint, 0.22)

    def skin(self, colour: Colour, t: float = 0.0) -> int:
        """Skin between shade (0) and light (1): it stays warm in shade and under a cold key, else it goes grey."""
        key = self.palette.key
        if key[2] > key[0]:
            grey = 0.3 * key[0] + 0.59 * key[1] + 0.11 * key[2]
            key = mix(key, (grey * 1.04, grey * 0.98, grey * 0.92), 0.7)
        shade = mix(times(colour, self.palette.shade), self.palette.tint, 0.12)
        shade = mix(shade, times(_WARM_SKIN_SHADE, key), 0.26)
        return self._placed(mix(shade, times(colour, key), t))

    def own_light(self, colour: Colour) -> int:
        """Sky, lamps, windows: hazed a little less, not lit."""
        return argb(mix(colour, self.palette.haze, self.haze * 0.8))

    def fill(self, path: skia.Path, colour: int) -> None:
        """Lay down one flat sheet."""
        self.canvas.drawPath(path, ink(colour))

    def veil(self, path: skia.Path, colour: Colour, alpha: float) -> None:
        """Lay down translucent paper: light, fog and captions only."""
        self.canvas.drawPath(path, wash(argb(colour, alpha)))

    def line(self, path: skia.Path, colour: int, width: float, round_ends: bool = True) -> None:
        """Draw a line of a width in local units."""
        self.canvas.drawPath(path, pen(colour, width, round_ends))

    def form(self, path: skia.Path, colour: Colour, across: float = 0.1, down: float = -0.04, rim: float = 0.0) -> None:
        """A cut-paper form: a lit sheet, one hard crescent of shade, and with `rim` a thin edge of sunlight."""
        self.fill(path, self.lit(colour))
        if self.distance > 30 or self.detail * across < 0.9:
            return  # a crescent thinner than a pixel is not cut
        self.fill(without(path, moved(path, self.side * across, down)), self.shaded(colour))
        if rim:
            edge = without(path, moved(path, -self.side * rim, rim * 0.5))
            self.fill(edge, self.lit(mix(colour, self.palette.sun, 0.55)))
