"""Hair and beards, cut in one or two sheets; the silhouette is what tells people apart from afar."""

from __future__ import annotations

import functools
import math

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.face import PROFILE_FROM, Face
from renderers.animatic.head_square import SQUARE_UNTIL, square_sheet
from renderers.animatic.paper import Painter, Point, blob, lens, moved, oval, overlap, rect, together, without
from renderers.animatic.sheets import Sheet, blob_sheet, lay, poly_sheet

_TIED: tuple[Point, ...] = (
    (0.32, -0.20), (0.325, -0.40), (0.14, -0.565), (-0.14, -0.59), (-0.38, -0.48), (-0.50, -0.2), (-0.44, 0.10),
    (-0.36, 0.20), (-0.30, 0.0), (-0.20, -0.16), (-0.02, -0.29), (0.12, -0.365), (0.22, -0.31),
)  # fmt: skip
FRONTS: dict[str, tuple[Point, ...]] = {
    "short": (
        (0.325, -0.23), (0.335, -0.42), (0.16, -0.585), (-0.12, -0.615), (-0.37, -0.50), (-0.505, -0.22), (-0.45, 0.10),
        (-0.36, 0.22), (-0.315, 0.06), (-0.235, 0.10), (-0.215, -0.10), (-0.12, -0.23), (0.08, -0.30), (0.22, -0.27),
    ),
    "bob": (
        (0.35, 0.12), (0.375, -0.20), (0.32, -0.42), (0.14, -0.59), (-0.14, -0.615), (-0.40, -0.47), (-0.53, -0.15),
        (-0.52, 0.26), (-0.36, 0.36), (-0.235, 0.31), (-0.21, 0.05), (-0.19, -0.13), (-0.02, -0.135), (0.14, -0.15),
        (0.26, -0.155), (0.30, -0.06),
    ),
    "long": (
        (0.345, 0.10), (0.37, -0.20), (0.30, -0.44), (0.1, -0.59), (-0.16, -0.61), (-0.40, -0.47), (-0.54, -0.1),
        (-0.56, 0.4), (-0.50, 0.85), (-0.32, 0.85), (-0.26, 0.3), (-0.21, -0.02), (-0.04, -0.28), (0.12, -0.40),
        (0.24, -0.28), (0.31, -0.08),
    ),
    "curly": (
        (0.33, -0.22), (0.36, -0.40), (0.2, -0.56), (-0.1, -0.62), (-0.38, -0.5), (-0.5, -0.2), (-0.42, 0.1),
        (-0.33, 0.1), (-0.26, -0.06), (-0.14, -0.22), (0.02, -0.27), (0.16, -0.29),
    ),
    "braid": _TIED,
    "bun": _TIED,
    "ponytail": _TIED,
}  # fmt: skip
"""What lies on the forehead and the near side of the head, by hair."""
_BACKS: dict[str, tuple[Point, ...]] = {
    "bob": (
        (-0.05, -0.60), (0.25, -0.50), (0.33, -0.2), (0.30, 0.22), (0.0, 0.36), (-0.40, 0.36), (-0.54, 0.28),
        (-0.535, -0.2), (-0.36, -0.50),
    ),
    "long": (
        (-0.05, -0.60), (0.25, -0.44), (0.31, 0.1), (0.10, 0.55), (-0.2, 0.95), (-0.58, 0.85), (-0.56, -0.1),
        (-0.38, -0.5),
    ),
    "ponytail": (
        (-0.38, -0.40), (-0.62, -0.36), (-0.77, -0.02), (-0.72, 0.36), (-0.56, 0.62), (-0.57, 0.30), (-0.55, 0.02),
        (-0.44, -0.12),
    ),
}  # fmt: skip
_FRINGE: tuple[Point, ...] = (
    (-0.52, -0.14),
    (-0.38, -0.12),
    (-0.30, -0.02),
    (-0.27, 0.12),
    (-0.30, 0.24),
    (-0.52, 0.22),
)
_SHINE: tuple[Point, ...] = ((-0.24, -0.44), (-0.06, -0.525), (0.12, -0.50), (0.0, -0.475), (-0.16, -0.42))
_BRAID = (
    (-0.35, -0.44), (-0.41, -0.34), (-0.44, -0.23), (-0.45, -0.11), (-0.43, 0.01), (-0.40, 0.13), (-0.37, 0.25),
    (-0.34, 0.37),
)  # fmt: skip
"""The knots of a braid, from the nape over the near shoulder; origin on the shoulder line."""
COVERS_EAR = ("bob", "long")
"""Hair that hides the ear."""


def hair_colour(look: Look) -> Colour:
    """The colour of the hair."""
    return from_hex(look.hair_colour)


@functools.lru_cache(4)
def curls(radius: float) -> Sheet:
    """The cloud behind a head of curls."""
    cloud = oval(-0.05, -0.14, 0.40, 0.42)
    for i in range(11):
        angle = math.pi * (0.70 + i * 0.13)
        cloud = together(cloud, oval(-0.06 + math.cos(angle) * 0.42, -0.12 + math.sin(angle) * 0.44, radius))
    return Sheet(cloud)


def draw_hair_behind(painter: Painter, look: Look, yaw: float = 0.5) -> None:
    """What hangs behind the head."""
    colour = hair_colour(look)
    if yaw < SQUARE_UNTIL and look.hair in ("bun", "bob", "long", "ponytail"):
        _behind_square(painter, look.hair, colour)
        return
    if look.hair == "bun":
        lay(painter, _bun(), colour, 0.05)
        if painter.detail > 170:
            painter.fill(lens((-0.58, -0.44), (-0.36, -0.56), 0.03, -0.012), painter.half(colour, 0.3))
    elif look.hair == "curly":
        painter.canvas.translate(0.05 if yaw < SQUARE_UNTIL else 0.0, 0)
        lay(painter, curls(0.215), colour, 0.07)
        painter.canvas.translate(-0.05 if yaw < SQUARE_UNTIL else 0.0, 0)
    elif look.hair in _BACKS:
        lay(painter, blob_sheet(_BACKS[look.hair], 0.5), colour, 0.06)


def _behind_square(painter: Painter, hair: str, colour: Colour) -> None:
    if hair == "bun":
        lay(painter, _bun(0.0, -0.64), colour, 0.05)
    elif hair == "ponytail":
        lay(painter, _bun(0.16, -0.56), colour, 0.05)
    else:
        lay(painter, square_sheet(f"{hair} behind", 0.5), colour, 0.06)


@functools.lru_cache(4)
def _bun(x: float = -0.45, y: float = -0.42) -> Sheet:
    return Sheet(oval(x, y, 0.205))


def draw_hair_front(painter: Painter, face: Face) -> None:
    """What lies on the head, with its shade, shine and strands."""
    look = face.look
    if look.hair == "bald":
        _bald(painter, face)
        return
    colour = hair_colour(look)
    roundness = {"short": 0.38, "bob": 0.34, "long": 0.36, "curly": 0.5}.get(look.hair, 0.4)
    square = face.pose.yaw < SQUARE_UNTIL
    sheet = square_sheet(look.hair, roundness) if square else blob_sheet(FRONTS[look.hair], roundness)
    painter.fill(sheet.path, painter.lit(colour))
    painter.fill(_shaded_side(sheet, painter.side), painter.half(colour, 0.25))
    if 90 < painter.detail < 900:
        painter.fill(_shine(sheet, painter.side), painter.lit(mix(colour, painter.palette.sun, 0.28)))
    if painter.detail > 190 and not square:
        painter.fill(_strands(sheet, look.hair), painter.half(colour, 0.28))


@functools.lru_cache(32)
def _shaded_side(sheet: Sheet, side: int) -> skia.Path:
    half = oval(-0.62, 0.1, 0.46, 1.3) if side > 0 else oval(0.50, -0.25, 0.31, 0.62)
    return overlap(without(sheet.path, moved(sheet.path, side * 0.07, -0.05)), half)


@functools.lru_cache(32)
def _shine(sheet: Sheet, side: int) -> skia.Path:
    return overlap(sheet.path, moved(blob(_SHINE, 0.4), side * 0.06, 0))


@functools.lru_cache(32)
def _strands(sheet: Sheet, hair: str) -> skia.Path:
    strands = skia.Path()
    if hair == "curly":
        for i in range(9):
            x, y = -0.38 + i * 0.078, -0.30 - 0.22 * math.sin(i * 0.42) + 0.07 * (i % 2)
            strands.addPath(lens((x, y), (x + 0.10, y - 0.01), 0.05, -0.030))
        return overlap(sheet.path, strands)
    for i in range(5):
        x = -0.42 + i * 0.085
        strands.addPath(lens((x + 0.075, -0.46 + 0.012 * i), (x - 0.005, -0.06 + 0.03 * (i % 2)), 0.0, 0.0))
    for i in range(5):
        x = -0.42 + i * 0.085
        strands.addPath(
            blob([(x + 0.07, -0.46), (x - 0.012, -0.26), (x - 0.015, -0.04 + 0.03 * (i % 2)), (x - 0.030, -0.26)], 0.6)
        )
    return overlap(sheet.path, strands)


def _bald(painter: Painter, face: Face) -> None:
    fringe = painter.half(hair_colour(face.look), 0.7)
    if face.pose.yaw < SQUARE_UNTIL:
        near, far = _square_fringes(face.contour)
        painter.fill(near, fringe)
        painter.fill(far, fringe)
    else:
        painter.fill(_fringe(face.contour), fringe)
    if painter.detail > 60:
        shine = oval(-0.04 + painter.side * 0.14, -0.36, 0.09, 0.035)
        painter.fill(shine, painter.lit(mix(face.skin, (1, 1, 1), 0.35)))


@functools.lru_cache(64)
def _square_fringes(contour: Sheet) -> tuple[skia.Path, skia.Path]:
    head = together(contour.path, together(oval(-0.37, 0.05, 0.06, 0.16), oval(0.37, 0.05, 0.06, 0.16)))
    far = square_sheet("fringe").path
    near = skia.Path(far)
    near.transform(skia.Matrix.Scale(-1, 1))
    return overlap(head, near), overlap(head, far)


@functools.lru_cache(64)
def _fringe(contour: Sheet) -> skia.Path:
    """What hair a bald head has, round the ear."""
    head = together(contour.path, oval(-0.38, 0.05, 0.07, 0.17))
    return overlap(head, blob(_FRINGE, 0.3))


def draw_braid(painter: Painter, look: Look, sway: float, shift: float = 0.0) -> None:
    """A braid over the near shoulder. Origin on the shoulder line; `sway` from -1 to 1 swings it, `shift` moves it to
    where the view has the nape."""
    colour = hair_colour(look)
    (x, y) = _BRAID[0]
    painter.canvas.save()
    painter.canvas.translate(shift, 0)
    painter.canvas.rotate(-1.6 * sway, x, y)
    for i, (x, y) in enumerate(_BRAID):
        x, s = x + (0.025 if i % 2 == 0 else -0.025), 1.06 - i * 0.055
        drop = ((x, y - 0.09 * s), (x + 0.12 * s, y - 0.04), (x + 0.10 * s, y + 0.08 * s), (x, y + 0.13 * s),
                (x - 0.10 * s, y + 0.08 * s), (x - 0.12 * s, y - 0.04))  # fmt: skip
        lay(painter, blob_sheet(drop, 0.55), colour, 0.035)
    painter.fill(rect(x - 0.055, y + 0.075, 0.11, 0.055, 0.02), painter.lit(painter.palette.accent))
    tip = ((x - 0.05, y + 0.13), (x + 0.05, y + 0.13), (x + 0.08, y + 0.30), (x, y + 0.36), (x - 0.07, y + 0.29))
    lay(painter, blob_sheet(tip, 0.4), colour, 0.03)
    painter.canvas.restore()


def draw_beard(painter: Painter, face: Face) -> None:
    """A full beard, a moustache or stubble; it follows the jaw."""
    look, x, o = face.look, face.middle, face.opening
    colour = hair_colour(look)
    if face.pose.yaw >= PROFILE_FROM and look.beard in ("full", "moustache"):
        _side_beard(painter, o, colour, look.beard == "full")
    elif look.beard == "full":
        _full_beard(painter, face, colour)
    elif look.beard == "stubble":
        painter.fill(_stubble(face.contour, round(x, 3), o), painter.skin(mix(face.skin, colour, 0.24), 0.72))
    elif look.beard == "moustache":
        _moustache(painter, x, 0.0, colour)


def _side_beard(painter: Painter, o: float, colour: Colour, full: bool) -> None:
    """A beard in profile, parted by the mouth; or the moustache alone."""
    if full:
        outline = (
            (-0.30, -0.02), (-0.21, 0.14), (0.02, 0.235), (0.17, 0.27), (0.235, 0.318), (0.335, 0.36 + o * 0.3),
            (0.345, 0.46 + o * 0.5), (0.20, 0.63 + o * 0.5), (0.0, 0.61 + o * 0.4), (-0.22, 0.44 + o * 0.2),
            (-0.34, 0.16),
        )  # fmt: skip
        lay(painter, blob_sheet(tuple((x, round(y, 3)) for x, y in outline), 0.45), colour, 0.08, -0.03)
    tash = ((0.15, 0.305), (0.21, 0.235), (0.30, 0.212), (0.352, 0.245), (0.338, 0.285), (0.25, 0.275))
    lay(painter, blob_sheet(tash, 0.45), mix(colour, painter.palette.sun, 0.06), 0.02, -0.012)


def _moustache(painter: Painter, x: float, up: float, colour: Colour) -> None:
    y = 0.290 - up
    tash = blob_sheet(
        ((x - 0.155, y + 0.030), (x - 0.10, y - 0.030), (x - 0.01, y - 0.048), (x + 0.035, y - 0.040),
        (x + 0.075, y - 0.046),
         (x + 0.135, y - 0.028), (x + 0.170, y + 0.026), (x + 0.10, y + 0.014), (x + 0.03, y + 0.004),
         (x - 0.06, y + 0.016)),
        0.5,
    )  # fmt: skip
    lay(painter, tash, colour, 0.02, -0.012)


def _full_beard(painter: Painter, face: Face, colour: Colour) -> None:
    x, o, yaw = round(face.middle, 3), face.opening, face.pose.yaw
    beard, shade = _full_paths(x, o, round(yaw, 2), face.mouth.width, face.mouth.y, painter.side)
    painter.fill(beard, painter.lit(colour))
    painter.fill(shade, painter.half(colour, 0.22))
    if painter.detail > 170:
        for i in range(4):
            dx = -0.17 + i * 0.11
            strand = lens((x + dx, 0.43 + o * 0.6), (x + dx * 0.8 - 0.02, 0.56 + o * 0.6), 0.012, -0.004)
            painter.fill(strand, painter.half(colour, 0.35))
    _moustache(painter, x, 0.012, mix(colour, painter.palette.sun, 0.06))


@functools.lru_cache(256)
def _full_paths(x: float, o: float, yaw: float, width: float, y: float, side: int) -> tuple[skia.Path, skia.Path]:
    """The beard with a hole for the mouth, which is drawn first; and its side in the shade."""
    outline = blob(
        [(-0.315 + 0.05 * (yaw - 0.5), -0.02), (-0.235, 0.13), (x - 0.17, 0.225), (x - 0.02, 0.250), (x + 0.13, 0.230),
         (0.29, 0.15), (0.348, 0.03), (0.362, 0.20), (0.345, 0.42 + o * 0.45), (0.21, 0.61 + o * 0.5),
         (0.02, 0.63 + o * 0.5),
         (-0.22, 0.45 + o * 0.2), (-0.35, 0.17)],
        0.5,
    )  # fmt: skip
    if yaw < SQUARE_UNTIL:
        half = [(0.15, 0.225), (0.28, 0.14), (0.335, -0.02), (0.368, 0.18), (0.30, 0.43 + o * 0.4),
                (0.14, 0.61 + o * 0.5)]  # fmt: skip
        outline = blob([(0, 0.245), *half, (0, 0.64 + o * 0.5), *((-x, y) for x, y in reversed(half))], 0.5)
    gap = oval(x + 0.006, y + o * 0.17 + 0.010, width * 0.5 + 0.006, 0.026 + o * 0.54)
    shade = without(outline, moved(outline, side * 0.10, -0.03))
    return without(outline, gap), without(shade, gap)


@functools.lru_cache(256)
def _stubble(contour: Sheet, x: float, o: float) -> skia.Path:
    area = blob(
        [
            (-0.36, 0.02),
            (-0.22, 0.20),
            (x - 0.15, 0.245),
            (x, 0.235),
            (x + 0.12, 0.245),
            (0.42, 0.12),
            (0.45, 0.8),
            (-0.3, 0.8),
        ],
        0.4,
    )
    mouth = oval(x, 0.325 + o * 0.35, 0.105, 0.042 + o * 0.6)
    return without(overlap(contour.path, area), mouth)


def plait_from_behind(painter: Painter, look: Look) -> None:
    """A braid or ponytail down the middle of the back. Origin in the middle of the head."""
    colour = hair_colour(look)
    if look.hair == "ponytail":
        tail = (
            (0.0, -0.22),
            (0.13, -0.10),
            (0.17, 0.25),
            (0.10, 0.75),
            (0.0, 0.98),
            (-0.10, 0.75),
            (-0.16, 0.25),
            (-0.13, -0.10),
        )
        lay(painter, blob_sheet(tail, 0.5), colour, 0.06, rim=0.014)
        lay(
            painter,
            poly_sheet(((-0.11, -0.17), (0.11, -0.17), (0.10, -0.09), (-0.10, -0.09))),
            painter.palette.accent,
            0.03,
        )
        return
    for i in range(8):
        x, y = (0.03 if i % 2 == 0 else -0.03), 0.14 + i * 0.14
        drop = ((x, y), (x + 0.12, y + 0.05), (0.10, y + 0.16), (0, y + 0.22), (-0.10, y + 0.16), (x - 0.12, y + 0.05))
        lay(painter, blob_sheet(drop, 0.5), colour, 0.04)
    painter.fill(rect(-0.055, 1.30, 0.11, 0.06, 0.02), painter.lit(painter.palette.accent))
