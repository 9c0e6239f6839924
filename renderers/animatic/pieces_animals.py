"""The common animals as drawn pieces, in metres, standing at the origin and looking right; heads and tails move."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from renderers.animatic.cards import Piece
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, Point, blob, limb, oval, overlap, poly, rect

_DARK, _CREAM, _PINK = from_hex("1E1C20"), from_hex("EADFC8"), from_hex("C98A80")
_WOOD = from_hex("5A4638")


@dataclass(frozen=True)
class Beast:
    """A four-legged animal's measures in metres; `neck` is its length and its lift in degrees above level."""

    length: float
    leg: float
    trunk: float
    """Depth of the trunk."""
    neck: tuple[float, float]
    skull: float
    muzzle: float
    """Length of the muzzle as a share of the skull."""
    ears: str
    """drop, prick, long, round."""
    tail: str
    """curl, brush, switch, stub, long."""
    coat: str
    belly: str = ""
    horns: str = ""
    """antlers, horns or none."""
    mane: bool = False


BEASTS: dict[str, Beast] = {
    "dog": Beast(0.62, 0.30, 0.24, (0.20, 52), 0.115, 1.0, "drop", "curl", "9A6A40", "D9BE95"),
    "wolf": Beast(0.92, 0.46, 0.32, (0.28, 34), 0.145, 1.15, "prick", "brush", "6E7276", "B9B6AC"),
    "fox": Beast(0.58, 0.24, 0.18, (0.16, 40), 0.095, 1.25, "prick", "brush", "C8602E", "EADFC8"),
    "cat": Beast(0.40, 0.18, 0.15, (0.10, 52), 0.085, 0.42, "prick", "long", "4A4648", "E2D8C8"),
    "horse": Beast(1.55, 0.86, 0.62, (0.80, 50), 0.21, 1.5, "prick", "switch", "7A4A30", "", "", True),
    "donkey": Beast(1.05, 0.62, 0.44, (0.48, 44), 0.18, 1.3, "long", "switch", "857C74", "CFC6B4", "", True),
    "cow": Beast(1.55, 0.62, 0.66, (0.36, 16), 0.22, 1.2, "drop", "switch", "E4DCCC", "6A4A3A", "horns"),
    "deer": Beast(0.92, 0.58, 0.32, (0.44, 56), 0.13, 1.2, "prick", "stub", "9A6B45", "DCC7A2", "antlers"),
    "sheep": Beast(0.82, 0.30, 0.46, (0.16, 30), 0.13, 1.0, "drop", "stub", "E6E0D0", ""),
    "goat": Beast(0.78, 0.40, 0.32, (0.26, 48), 0.12, 1.1, "long", "stub", "B9AE9C", "", "horns"),
    "pig": Beast(0.92, 0.22, 0.44, (0.12, 8), 0.17, 0.8, "drop", "stub", "D9A49A", ""),
    "bear": Beast(1.35, 0.46, 0.72, (0.34, 18), 0.24, 0.8, "round", "stub", "5A4030", ""),
    "rabbit": Beast(0.26, 0.09, 0.15, (0.06, 46), 0.065, 0.55, "long", "stub", "A58F78", "E8DFD0"),
    "rat": Beast(0.20, 0.035, 0.085, (0.03, 6), 0.045, 1.1, "round", "long", "6A625C", ""),
}
"""Animals by name."""


def beast(name: str, colour: str = "", going: bool = False, resting: bool = False) -> Piece:
    """The piece of a four-legged animal, in a coat of its own or the usual one; its legs move when it is `going`.

    `resting` it lies with its legs under it and its head down.
    """
    of = BEASTS[name]
    if resting:
        of = replace(of, leg=of.leg * 0.14, neck=(of.neck[0] * 0.8, min(of.neck[1], 16.0)), tail="stub")

    def draw(painter: Painter, seconds: float) -> None:
        coat = from_hex(colour or of.coat)
        sway = math.sin(seconds * 2.2)
        turn = seconds * 9 if going else 0.0
        _legs(painter, of, mix(coat, painter.palette.tint, 0.30), 0.05, turn + math.pi)
        _tail(painter, of, coat, sway)
        _neck(painter, of, coat, sway)
        _trunk(painter, of, coat)
        _legs(painter, of, coat, -0.03, turn)
        _head(painter, of, coat, sway)

    return draw


def height(name: str) -> float:
    """From the ground to the top of the head, in metres."""
    of = BEASTS[name]
    tall = of.leg + of.trunk * 0.8 + of.neck[0] * math.sin(math.radians(of.neck[1])) + of.skull * 0.9
    tail = of.leg + of.trunk * 2.6 if of.tail == "long" else 0.0
    return max(tail, tall + (0.36 if of.horns == "antlers" else 0.0))


def _legs(painter: Painter, of: Beast, coat: Colour, aside: float, turn: float) -> None:
    thick, dark = of.trunk * 0.30, mix(coat, _DARK, 0.45)
    length, leg, deep, x = of.length, of.leg, of.trunk, aside * of.length
    for hip, joint, foot, late in (
        ((-0.38, deep * 0.42), (-0.47, -leg * 0.42), -0.41, 0.6),
        ((0.36, deep * 0.34), (0.37, -leg * 0.46), 0.37, 0.0),
    ):
        step, lift = math.sin(turn + late) * leg * 0.34, max(0.0, math.cos(turn + late)) * leg * 0.16
        step, lift = (step, lift) if turn else (0.0, 0.0)
        points = [(hip[0] * length + x, -leg - hip[1]), (joint[0] * length + x + step * 0.5, joint[1] - lift),
                  (foot * length + x + step, -0.02 - lift)]  # fmt: skip
        painter.form(limb(points, thick * 1.5, thick * 0.52), coat, thick * 0.3)
        toe = rect(points[2][0] - thick * 0.34, -thick * 0.34 - lift, thick * 0.86, thick * 0.34, thick * 0.14)
        painter.fill(toe, painter.half(dark, 0.6))


def _trunk(painter: Painter, of: Beast, coat: Colour) -> None:
    n, leg, d = of.length, of.leg, of.trunk
    outline = [
        (-0.50 * n, -leg - 0.82 * d), (-0.28 * n, -leg - d), (0.05 * n, -leg - 0.93 * d), (0.34 * n, -leg - 1.02 * d),
        (0.52 * n, -leg - 0.80 * d), (0.53 * n, -leg - 0.30 * d), (0.34 * n, -leg + 0.06 * d),
        (0.0, -leg - 0.02 * d), (-0.28 * n, -leg - 0.16 * d), (-0.50 * n, -leg - 0.22 * d),
    ]  # fmt: skip
    path = blob(outline, 0.5)
    painter.form(path, coat, d * 0.18, -d * 0.14, rim=d * 0.03)
    if of.belly and of.coat != "E4DCCC":
        low = overlap(path, oval(0.12 * n, -leg - 0.02 * d, 0.46 * n, 0.20 * d))
        painter.fill(low, painter.half(from_hex(of.belly), 0.55))
    elif of.belly:  # a cow's patches
        for x, y, rx, ry in ((-0.3, 0.75, 0.16, 0.3), (0.1, 0.6, 0.13, 0.34), (0.42, 0.8, 0.1, 0.2)):
            patch = overlap(path, oval(x * n, -leg - y * d, rx * n, ry * d))
            painter.fill(patch, painter.half(from_hex(of.belly), 0.75))


def _tail(painter: Painter, of: Beast, coat: Colour, sway: float) -> None:
    n, root, wag = of.length, (-0.48 * of.length, -of.leg - of.trunk * 0.78), sway * 0.05
    reach = of.trunk
    ways = {
        "curl": ([(0, 0), (-0.62, -0.46), (-0.52 + wag * 4, -1.1)], 0.30, 0.16),
        "brush": ([(0, 0), (-0.9, 0.35), (-1.7, 0.75 + wag * 3)], 0.36, 0.62),
        "switch": ([(0, 0), (-0.34, 0.5), (-0.30 + wag * 4, 1.3)], 0.13, 0.30),
        "stub": ([(0, 0), (-0.22, 0.10)], 0.26, 0.20),
        "long": ([(0, 0), (-0.8, -0.5), (-1.25, -1.3), (-0.95 + wag * 5, -1.8)], 0.22, 0.15),
    }
    points, thick, thin = ways[of.tail]
    placed = [(root[0] + x * reach, root[1] + y * reach) for x, y in points]
    painter.fill(limb(_curved(placed), thick * reach, thin * reach), painter.half(coat, 0.62))
    if of.tail == "brush":
        painter.fill(oval(placed[-1][0], placed[-1][1], reach * 0.26), painter.half(from_hex(of.belly), 0.7))
    if n < 0.3 and of.tail == "stub":
        painter.fill(oval(placed[-1][0], placed[-1][1], reach * 0.2), painter.lit(_CREAM))


def _curved(points: list[Point]) -> list[Point]:
    """The same way with its corners rounded off twice."""
    for _ in range(2):
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            cut += [(ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25), (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75)]
        points = [*cut, points[-1]]
    return points


def _poll(of: Beast, sway: float) -> tuple[Point, Point]:
    """Where the neck begins and where it carries the head."""
    long, angle = of.neck[0], math.radians(of.neck[1] + sway * 2.5)
    base = (0.38 * of.length, -of.leg - of.trunk * 0.66)
    return base, (base[0] + math.cos(angle) * long, base[1] - math.sin(angle) * long)


def _neck(painter: Painter, of: Beast, coat: Colour, sway: float) -> None:
    base, at = _poll(of, sway)
    wide = max(of.trunk * 0.66, of.skull * 1.5)
    if of.mane:
        back = [(base[0] - wide * 0.34, base[1] - wide * 0.30), (at[0] - of.skull * 0.5, at[1] - of.skull * 0.7)]
        painter.fill(limb(back, wide * 0.34, wide * 0.26), painter.half(mix(coat, _DARK, 0.6), 0.6))
    painter.form(limb([base, at], wide, of.skull * 1.25), coat, of.trunk * 0.10)


def _head(painter: Painter, of: Beast, coat: Colour, sway: float) -> None:
    _, at = _poll(of, sway)
    s = of.skull
    _ears(painter, of, at, mix(coat, painter.palette.tint, 0.25), -0.55 * s)
    m = s * of.muzzle
    skull = blob([
        (at[0] - 0.85 * s, at[1] - 0.2 * s), (at[0] - 0.3 * s, at[1] - 0.95 * s), (at[0] + 0.45 * s, at[1] - 0.72 * s),
        (at[0] + 0.9 * s + m * 0.6, at[1] - 0.08 * s), (at[0] + 0.9 * s + m, at[1] + 0.22 * s),
        (at[0] + 0.75 * s + m, at[1] + 0.62 * s), (at[0] + 0.3 * s, at[1] + 0.80 * s),
        (at[0] - 0.6 * s, at[1] + 0.55 * s),
    ], 0.45)  # fmt: skip
    face = mix(coat, _DARK, 0.55) if of.coat == "E6E0D0" else coat
    painter.form(skull, face, s * 0.22, -s * 0.1, rim=s * 0.05)
    if of.belly:
        muzzle = overlap(skull, oval(at[0] + 0.8 * s + m * 0.8, at[1] + 0.75 * s, 0.7 * s + m * 0.5, 0.5 * s))
        painter.fill(muzzle, painter.half(from_hex(of.belly), 0.8))
    nose = oval(at[0] + 0.9 * s + m * 0.95, at[1] + 0.12 * s, 0.16 * s, 0.13 * s)
    painter.fill(nose, painter.half(_PINK if of.coat == "D9A49A" else _DARK, 0.7))
    painter.fill(oval(at[0] + 0.42 * s, at[1] - 0.22 * s, 0.13 * s, 0.15 * s), painter.half(_DARK, 0.8))
    painter.fill(oval(at[0] + 0.46 * s, at[1] - 0.28 * s, 0.045 * s), painter.lit(_CREAM))
    if of.horns:
        _horns(painter, of, at)
    _ears(painter, of, at, coat, 0.0)


def _ears(painter: Painter, of: Beast, at: Point, coat: Colour, aside: float) -> None:
    s, x, y = of.skull, at[0] - 0.35 * of.skull - aside, at[1] - 0.62 * of.skull
    shapes = {
        "prick": [(-0.34, 0.2), (-0.2, -0.95), (0.34, -0.05)],
        "drop": [(-0.1, -0.15), (0.28, 0.0), (0.22, 0.85), (-0.16, 1.0), (-0.38, 0.4)],
        "long": [(-0.24, 0.1), (-0.5, -1.5), (-0.1, -1.9), (0.22, -0.2)],
        "round": [(-0.32, 0.1), (-0.4, -0.4), (0.0, -0.62), (0.34, -0.2)],
    }
    points = [(x + px * s, y + py * s) for px, py in shapes[of.ears]]
    path = poly(points) if of.ears == "prick" else blob(points, 0.45)
    painter.form(path, mix(coat, _DARK, 0.12), s * 0.12)


def _horns(painter: Painter, of: Beast, at: Point) -> None:
    s, bone = of.skull, painter.half(from_hex("C9B898"), 0.8)
    x, y = at[0] - 0.1 * s, at[1] - 0.8 * s
    if of.horns == "horns":
        for way in (-0.5, 0.4):
            painter.fill(limb([(x + way * s * 0.5, y), (x + way * s, y - s * 0.5), (x + way * s, y - s)], s * 0.24,
                              s * 0.06), bone)  # fmt: skip
        return
    for way in (-1.0, 0.75):
        stem = [(x, y), (x + way * s * 0.7, y - s * 1.3), (x + way * s * 0.9, y - s * 2.7)]
        painter.fill(limb(stem, s * 0.2, s * 0.08), bone)
        for (tx, ty), (ex, ey) in ((stem[1], (0.75, -0.65)), (stem[1], (-0.45, -0.75)), (stem[2], (0.55, -0.55))):
            painter.fill(limb([(tx, ty), (tx + ex * s, ty + ey * s)], s * 0.13, s * 0.05), bone)


def owl(painter: Painter, seconds: float) -> None:
    """An owl on a branch, 0.5 m; it turns its head."""
    coat, breast = from_hex("7A5E44"), from_hex("D2B98E")
    branch = limb([(-0.75, 0.06), (-0.1, 0.0), (0.8, -0.08)], 0.10, 0.055)
    painter.form(branch, _WOOD, 0.02)
    painter.form(limb([(0.4, -0.05), (0.62, -0.22)], 0.045, 0.02), _WOOD, 0.01)
    painter.form(blob([(-0.08, -0.02), (0.08, -0.02), (0.05, 0.16), (-0.05, 0.16)], 0.3), mix(coat, _DARK, 0.3), 0.02)
    body = blob([(-0.16, -0.12), (-0.17, -0.34), (0.0, -0.42), (0.17, -0.34), (0.16, -0.12), (0.0, -0.0)], 0.5)
    painter.form(body, coat, 0.05, -0.02, rim=0.01)
    chest = overlap(body, oval(0.02, -0.18, 0.10, 0.15))
    painter.fill(chest, painter.half(breast, 0.85))
    for i in range(3):
        row = blob([(-0.06, -0.26 + i * 0.07), (0.02, -0.235 + i * 0.07), (0.10, -0.26 + i * 0.07)], 0.5, close=False)
        painter.line(row, painter.half(coat, 0.6), 0.012)
    for x in (-0.05, 0.05):
        painter.fill(oval(x, -0.005, 0.035, 0.02), painter.half(from_hex("C08A3A"), 0.8))
    turn = 0.045 * max(-1.0, min(1.0, 1.6 * math.sin(seconds * 1.1)))
    head = blob([(-0.17, -0.44), (-0.15, -0.58), (-0.165, -0.68), (0.0, -0.605), (0.165, -0.68), (0.15, -0.58),
                 (0.17, -0.44), (0.0, -0.33)], 0.35)  # fmt: skip
    painter.form(head, coat, 0.05, -0.02, rim=0.01)
    for x in (-0.072, 0.072):
        painter.fill(oval(x + turn, -0.475, 0.078), painter.half(breast, 0.95))
        painter.fill(oval(x + turn, -0.475, 0.045), painter.own_light(from_hex("F2B93A")))
        painter.fill(oval(x + turn * 1.25, -0.475, 0.024), painter.lit(_DARK))
    painter.fill(poly([(turn - 0.022, -0.45), (turn + 0.022, -0.45), (turn, -0.385)]), painter.lit(from_hex("C08A3A")))


def bird(colour: str, perch: bool = True) -> Piece:
    """A crow, a gull, a pigeon: 0.3 m, on a post or on the ground."""

    def draw(painter: Painter, seconds: float) -> None:
        coat = from_hex(colour)
        up = 0.85 if perch else 0.09
        if perch:
            painter.form(rect(-0.05, -0.85, 0.1, 0.85), _WOOD, 0.02)
        peck = max(0.0, math.sin(seconds * 1.7)) ** 6 * 0.05
        for x in (-0.02, 0.03):
            painter.line(poly([(x, -up), (x, -up + 0.09 * (not perch))], False), painter.half(_DARK, 0.6), 0.012)
        body = blob([(-0.26, -up - 0.06), (-0.12, -up - 0.02), (0.06, -up - 0.02), (0.13, -up - 0.12),
                     (0.05, -up - 0.2), (-0.08, -up - 0.16)], 0.45)  # fmt: skip
        painter.form(body, coat, 0.03)
        wing = blob([(-0.24, -up - 0.07), (-0.02, -up - 0.07), (0.05, -up - 0.14), (-0.06, -up - 0.15)], 0.4)
        painter.fill(wing, painter.half(mix(coat, _DARK, 0.3), 0.6))
        x, y = 0.115 + peck, -up - 0.22 + peck * 2
        painter.form(oval(x, y, 0.062), coat, 0.015)
        painter.fill(poly([(x + 0.05, y - 0.02), (x + 0.14, y + 0.012), (x + 0.05, y + 0.03)]),
                     painter.half(from_hex("C8963A"), 0.8))  # fmt: skip
        painter.fill(oval(x + 0.02, y - 0.015, 0.012), painter.lit(_CREAM if sum(coat) < 1 else _DARK))

    return draw


def hen(painter: Painter, seconds: float) -> None:
    """A hen, 0.4 m; it pecks."""
    coat = from_hex("B5703A")
    peck = max(0.0, math.sin(seconds * 2.1)) ** 4
    for x in (-0.02, 0.06):
        painter.line(poly([(x, -0.14), (x, 0)], close=False), painter.half(from_hex("C8963A"), 0.7), 0.016)
    body = [(-0.24, -0.36), (-0.12, -0.16), (0.06, -0.12), (0.16, -0.22), (0.12, -0.32), (-0.08, -0.28)]
    painter.form(blob(body, 0.45), coat, 0.04)
    x, y = 0.17 + 0.06 * peck, -0.42 + 0.26 * peck
    painter.form(limb([(0.1, -0.26), (x, y)], 0.13, 0.075), coat, 0.02)
    painter.fill(oval(x - 0.01, y - 0.05, 0.035, 0.03), painter.lit(from_hex("C8352F")))
    painter.fill(poly([(x + 0.03, y - 0.015), (x + 0.085, y + 0.015), (x + 0.03, y + 0.03)]),
                 painter.lit(from_hex("D9A441")))  # fmt: skip
    painter.fill(oval(x + 0.012, y - 0.01, 0.009), painter.lit(_DARK))
