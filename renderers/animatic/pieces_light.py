"""Lamps and the light they throw: always hard steps, never a gradient."""

from __future__ import annotations

from collections.abc import Sequence

import skia

from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.paper import Painter, argb, blob, limb, oval, poly, rect, together

IRON = from_hex("26323E")
_SHADE_GREEN = from_hex("2F5A4E")
_STEPS = ((1.0, 0.10), (0.68, 0.13), (0.42, 0.18), (0.22, 0.30))


def glow(
    painter: Painter, x: float, y: float, radius: float, colour: Colour, steps: Sequence[tuple[float, float]] = _STEPS
) -> None:
    """Discs of light in each other: (share of the radius, alpha) from the outside in."""
    for share, alpha in steps:
        painter.veil(oval(x, y, radius * share), colour, alpha)


def street_lamp(lit: bool, height: float = 4.8) -> Piece:
    """An iron post with one arm to the right."""

    def draw(painter: Painter, seconds: float) -> None:
        post = together(limb([(0, -0.1), (0, -height)], 0.16, 0.10), rect(-0.2, -0.4, 0.4, 0.4))
        painter.form(post, IRON, 0.03)
        arm = limb([(0, -height), (0.5, -height - 0.35), (1.0, -height - 0.30)], 0.09, 0.08)
        painter.fill(arm, painter.lit(IRON))
        top = -height - 0.5
        hood = poly([(0.68, top + 0.27), (1.32, top + 0.27), (1.16, top), (0.84, top)])
        painter.fill(hood, painter.lit(IRON))
        bulb = painter.palette.lamp if lit else mix(painter.palette.lamp, from_hex("8A9094"), 0.7)
        painter.fill(oval(1.0, top + 0.31, 0.19, 0.15), painter.own_light(bulb))
        if lit:
            glow(painter, 1.0, top + 0.34, 1.8, painter.palette.lamp, ((1.0, 0.10), (0.6, 0.14), (0.3, 0.25)))

    return draw


def wall_lantern(lit: bool) -> Piece:
    """A small lantern on a bracket."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(rect(-0.03, -0.5, 0.06, 0.2), painter.lit(IRON))
        painter.fill(poly([(-0.13, -0.34), (0.13, -0.34), (0.09, 0.0), (-0.09, 0.0)]), painter.lit(IRON))
        bulb = painter.palette.lamp if lit else from_hex("8A9094")
        painter.fill(poly([(-0.09, -0.3), (0.09, -0.3), (0.06, -0.04), (-0.06, -0.04)]), painter.own_light(bulb))
        if lit:
            glow(painter, 0, -0.18, 1.1, painter.palette.lamp, ((1.0, 0.10), (0.55, 0.15), (0.25, 0.25)))

    return draw


def hanging_lamp(lit: bool) -> Piece:
    """A brass ship's lamp on a cord from the ceiling, its ring 0.5 m above its base."""

    def draw(painter: Painter, seconds: float) -> None:
        brass = from_hex("C89A46")
        painter.fill(rect(-0.010, -1.95, 0.020, 1.36), painter.half(IRON, 0.5))
        painter.line(oval(0, -0.50, 0.10, 0.10), painter.half(brass, 0.5), 0.025)
        painter.form(poly([(-0.16, -0.34), (-0.05, -0.46), (0.05, -0.46), (0.16, -0.34)]), brass, 0.03)
        glass = rect(-0.115, -0.34, 0.23, 0.24, 0.05)
        painter.fill(glass, painter.own_light(painter.palette.lamp) if lit else painter.half(from_hex("9AA49E"), 0.7))
        for x in (-0.115, -0.012, 0.09):
            painter.fill(rect(x, -0.35, 0.025, 0.26), painter.half(brass, 0.6))
        painter.form(rect(-0.15, -0.11, 0.30, 0.11, 0.02), brass, 0.03)
        if lit:
            glow(painter, 0, -0.22, 1.2, painter.palette.lamp, ((1.0, 0.09), (0.6, 0.12), (0.3, 0.2)))

    return draw


def floor_lamp(lit: bool) -> Piece:
    """A lamp on a stand with a cloth shade."""

    def draw(painter: Painter, seconds: float) -> None:
        pole = from_hex("3A3A40")
        painter.fill(rect(-0.17, -0.05, 0.34, 0.05, 0.02), painter.lit(pole))
        painter.fill(limb([(0, 0), (0, -1.4)], 0.04, 0.03), painter.lit(pole))
        shade = poly([(-0.28, -1.38), (0.28, -1.38), (0.17, -1.75), (-0.17, -1.75)])
        if lit:
            painter.fill(shade, painter.own_light(painter.palette.lamp))
            glow(painter, 0, -1.5, 1.25, painter.palette.lamp, ((1.0, 0.09), (0.66, 0.11), (0.36, 0.16)))
        else:
            painter.form(shade, from_hex("E6D6B4"), 0.05)

    return draw


def table_lamp(lit: bool) -> Piece:
    """A bankers' lamp for desks and bedsides."""

    def draw(painter: Painter, seconds: float) -> None:
        brass = from_hex("B98B3E")
        painter.fill(rect(-0.1, -0.04, 0.2, 0.04, 0.02), painter.lit(brass))
        painter.fill(limb([(0, 0), (0, -0.3)], 0.03, 0.02), painter.lit(brass))
        shade = poly([(-0.17, -0.27), (0.17, -0.27), (0.1, -0.46), (-0.1, -0.46)])
        if lit:
            painter.fill(shade, painter.own_light(painter.palette.lamp))
            glow(painter, 0, -0.33, 0.75, painter.palette.lamp, ((1.0, 0.09), (0.66, 0.12), (0.36, 0.16)))
        else:
            painter.form(shade, _SHADE_GREEN, 0.04)

    return draw


def pendant(lit: bool, drop: float = 2.5) -> Piece:
    """A lamp hung from `drop` metres above; its base is the rim of the shade."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.fill(rect(-0.012, -drop, 0.024, drop), painter.lit(from_hex("1B1F25")))
        hood = blob([(-0.29, 0), (-0.21, -0.13), (-0.07, -0.23), (0.07, -0.23), (0.21, -0.13), (0.29, 0)], 0.3)
        painter.form(hood, _SHADE_GREEN, 0.06)
        bulb = painter.palette.lamp if lit else from_hex("C9C3AE")
        painter.fill(oval(0, 0, 0.24, 0.038), painter.own_light(bulb) if lit else painter.half(bulb))

    return draw


def cone(x: float, y: float, z: float, radius: float, height: float, colour: Colour) -> Card:
    """The light that falls from a lamp hung at (x, y, z)."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 1.0:
            return
        centre, top, scale = camera.column(x, z), camera.row(y, z), camera.scale(z)
        for share, alpha in ((1.0, 0.07), (0.72, 0.08), (0.46, 0.10)):
            spread, fall = scale * radius * share, scale * height
            corners = [(-scale * 0.14, 0.0), (scale * 0.14, 0.0), (spread, fall), (-spread, fall)]
            painter.veil(poly([(centre + a, top + b) for a, b in corners]), colour, alpha)

    return Card(z, draw)


def windows(painter: Painter, frames: Sequence[tuple[skia.Path, bool]], dark: int) -> None:
    """Window panes, lit or not, laid down as two sheets however many there are."""
    lit, unlit = skia.Path(), skia.Path()
    for frame, on in frames:
        (lit if on else unlit).addPath(frame)
    painter.fill(unlit, dark)
    painter.fill(lit, argb(mix(painter.palette.lamp, painter.palette.haze, painter.haze * 0.5)))
