"""Trees, rocks, bushes, cacti, peaks."""

from __future__ import annotations

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, overlap, poly, rect, together
from renderers.animatic.weather import Conditions

_BARK = from_hex("5A463A")
_SNOW = from_hex("F0F0E6")


def pine(height: float, colour: str = "47644E", snowy: bool = False) -> Piece:
    """A fir of four tiers, `height` metres."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(rect(-height * 0.018, -height * 0.3, height * 0.036, height * 0.3), painter.shaded(_BARK))
        needles = mix(from_hex(colour), painter.palette.ink, 0.2) if snowy else from_hex(colour)
        for i in range(4):
            width, y = height * 0.20 * (1 - i * 0.2), -height * (0.14 + i * 0.19)
            tier = poly([(-width, y), (0, y - height * 0.34), (width, y)])
            painter.form(tier, needles, width * 0.28, 0)
            if snowy and i % 2:
                cap = poly([(-width * 0.5, y - height * 0.17), (0, y - height * 0.34), (width * 0.5, y - height * 0.17),
                            (0, y - height * 0.21)])  # fmt: skip
                painter.fill(cap, painter.half(_SNOW, 0.7))

    return draw


def trunk(height: float, lean: float = 0.0) -> Piece:
    """A bare tall trunk that leaves the frame above."""

    def draw(painter: Painter, seconds: float) -> None:
        stem = poly([(-height * 0.034, 0), (lean - height * 0.02, -height), (lean + height * 0.02, -height),
                     (height * 0.04, 0)])  # fmt: skip
        painter.form(stem, _BARK, height * 0.014, 0)
        for y, side in ((0.42, 1), (0.6, -1)):
            branch = limb(
                [(lean * y, -height * y), (side * height * 0.1, -height * (y + 0.12))], height * 0.016, height * 0.007
            )
            painter.fill(branch, painter.lit(_BARK))

    return draw


def round_tree(height: float, colour: str = "6A8050") -> Piece:
    """A broad-leaved tree."""

    def draw(painter: Painter, seconds: float) -> None:
        stem = poly(
            [(-height * 0.03, 0), (-height * 0.014, -height * 0.5), (height * 0.014, -height * 0.5), (height * 0.03, 0)]
        )
        painter.fill(stem, painter.shaded(_BARK))
        crown = blob([(-height * 0.26, -height * 0.5), (-height * 0.22, -height * 0.82), (0, -height),
                      (height * 0.24, -height * 0.80), (height * 0.27, -height * 0.48), (0,
                          -height * 0.38)], 0.6)  # fmt: skip
        painter.form(crown, from_hex(colour), height * 0.07)

    return draw


def bush(width: float, colour: str) -> Piece:
    """A low bush."""

    def draw(painter: Painter, seconds: float) -> None:
        outline = [
            (-width, 0),
            (-width * 0.8, -width * 0.5),
            (-width * 0.1, -width * 0.75),
            (width * 0.7, -width * 0.5),
            (width, 0),
        ]
        painter.form(blob(outline, 0.6), from_hex(colour), 0.15)

    return draw


def rock(width: float, colour: str = "7E7A74") -> Piece:
    """A boulder."""

    def draw(painter: Painter, seconds: float) -> None:
        outline = [
            (-width, 0),
            (-width * 0.78, -width * 0.42),
            (-width * 0.2, -width * 0.66),
            (width * 0.5, -width * 0.5),
            (width, 0),
        ]
        painter.form(poly(outline), from_hex(colour), width * 0.28, -width * 0.06)

    return draw


def grass(width: float, colour: str) -> Piece:
    """A tuft of blades."""

    def draw(painter: Painter, seconds: float) -> None:
        for i in range(7):
            x = (i - 3) * width / 6
            blade = poly([(x - 0.03, 0), (x + (i - 3) * 0.05, -0.28 - 0.12 * (i % 3)), (x + 0.03, 0)])
            painter.fill(blade, painter.half(from_hex(colour), 0.35 + 0.2 * (i % 3)))

    return draw


def cactus(painter: Painter, seconds: float) -> None:
    """A cactus with two arms, 3.2 m high."""
    left = limb([(0, -1.3), (-0.9, -1.3), (-0.9, -2.3)], 0.36, 0.34)
    right = limb([(0, -1.8), (0.8, -1.8), (0.8, -2.9)], 0.34, 0.32)
    shape = together(together(limb([(0, 0), (0, -3.2)], 0.55, 0.5), left), right)
    painter.form(shape, from_hex("5E6A52"), 0.12)


def telegraph_pole(painter: Painter, seconds: float) -> None:
    """A pole with one cross-arm, 8 m high."""
    wood = painter.lit(mix(painter.palette.near, painter.palette.ink, 0.2))
    painter.fill(limb([(0, 0), (0, -8)], 0.26, 0.2), wood)
    painter.fill(rect(-1.2, -7.5, 2.4, 0.18), wood)
    for x in (-1.1, -0.6, 0.5, 1.0):
        painter.fill(rect(x, -7.75, 0.12, 0.3), wood)


def fence(length: float) -> Piece:
    """Posts and two rails, centred."""

    def draw(painter: Painter, seconds: float) -> None:
        wood = from_hex("8A705A")
        for y in (-0.85, -0.45):
            painter.fill(rect(-length / 2, y, length, 0.09), painter.half(wood, 0.6))
        for i in range(int(length / 2) + 1):
            painter.fill(rect(-length / 2 + i * 2, -1.05, 0.13, 1.05), painter.half(wood, 0.4))

    return draw


def peaks(conditions: Conditions, z: float, height: float, colour: Colour) -> Card:
    """Snow-topped mountains right across the frame."""
    random_ = conditions.chance("peaks", z, conditions.view)
    count = 9
    shapes = [
        ((i - count // 2) * 0.34 * z + random_.uniform(-0.06, 0.06) * z, height * random_.uniform(0.6, 1.0))
        for i in range(count)
    ]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        scale = camera.scale(z)
        for x, tall in shapes:
            cx, base, h = camera.column(x, z), camera.row(0, z) + 5, scale * tall
            w, top = h * 1.25, camera.row(0, z) - h
            mountain = poly([(cx - w, base), (cx, top), (cx + w, base)])
            painter.fill(mountain, painter.own_light(colour))
            shade = [(cx, top), (cx - w * 0.15, base - h * 0.45), (cx - w * 0.34, base - h * 0.2), (cx - w * 0.12,
                base),
                     (cx - w * 2, base), (cx - w, base - h)]  # fmt: skip
            if painter.side < 0:
                shade = [(2 * cx - a, b) for a, b in shade]
            painter.fill(overlap(mountain, poly(shade)), painter.own_light(mix(colour, painter.palette.ink, 0.26)))
            snow = [(-0.5, 0.55), (-0.22, 0.70), (-0.10, 0.58), (0.08, 0.72), (0.22, 0.60), (0.5, 0.8), (0, 1.1)]
            cap = poly([(cx + w * a, base - h * b) for a, b in snow])
            light = mix(painter.palette.shade, painter.palette.key, 0.85)
            white = (_SNOW[0] * light[0], _SNOW[1] * light[1], _SNOW[2] * light[2])
            painter.fill(overlap(mountain, cap), painter.own_light(white))

    return Card(z, draw)


def column(height: float) -> Piece:
    """A round-topped column of no known purpose, for places without a name."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.form(rect(-0.6, -height, 1.2, height, 0.6), mix(painter.palette.far, painter.palette.near, 0.12), 0.22)

    return draw


def boulder_arch(painter: Painter, seconds: float) -> None:
    """A rounded arch of paper, 6 m wide."""
    shape = blob(
        [
            (-3, 0),
            (-2.8, -3.4),
            (0, -5),
            (2.8, -3.4),
            (3, 0),
            (1.8, 0),
            (1.6, -2.6),
            (0, -3.4),
            (-1.6, -2.6),
            (-1.8, 0),
        ],
        0.4,
    )
    painter.form(shape, mix(painter.palette.far, painter.palette.near, 0.2), 0.25)
    painter.fill(oval(0, 0.0, 3.2, 0.12), painter.shaded(painter.palette.far))
