"""Water round people: before them up to their chests, and behind them over what would be land."""

from __future__ import annotations

import math

import skia

from renderers.animatic.acting import Performance
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.colour import mix
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.ground import ramp
from renderers.animatic.paper import Painter, argb, stadium
from shots.recipe import Recipe

_FAR = 26.0
"""Metres behind the people from which on the place's own water is seen."""
_BANDS = 7
_FOAM = (0.93, 0.94, 0.90)


def bathes(recipe: Recipe) -> bool:
    """Whether everybody in frame is in the water."""
    tokens = [subject.token for subject in recipe.shot.subjects]
    return bool(tokens) and all(Performance(recipe, token).aloft == "bathe" for token in tokens)


def waters(composition: Composition) -> tuple[Card, ...]:
    """The water behind those who bathe, and that before them with the rings they make."""
    marks, depth = composition.marks, composition.depth
    level = marks[0].y

    def behind(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        for i in range(_BANDS):
            share = i / (_BANDS - 1)
            z = depth + 0.35 + (_FAR - 0.35) * (1 - share) ** 2
            row = camera.row(level, z)
            colour = mix(ramp(painter.palette.water, 0.2 + 0.55 * share), painter.palette.haze, 0.25 * (1 - share))
            painter.fill(_band(camera, row, camera.scale(z) * 0.03, seconds, i), argb(colour))
        _glints(painter, camera, seconds, level, depth)

    def before(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        z = depth - 0.06
        scale, row = camera.scale(z), camera.row(level, z)
        painter.fill(_band(camera, row, scale * 0.035, seconds, 9), argb(ramp(painter.palette.water, 0.78)))
        for mark in marks:
            _ring(painter, camera, mark, seconds, row, scale)
        low = _band(camera, row + (camera.height - row) * 0.45, scale * 0.05, seconds, 11)
        painter.fill(low, argb(ramp(painter.palette.water, 0.95)))

    return Card(depth + 0.34, behind, moving=True, lies=True), Card(depth - 0.06, before, moving=True, name="water")


def _band(camera: Camera, row: float, amplitude: float, seconds: float, i: int) -> skia.Path:
    """From a wavy edge down to the foot of the frame."""
    path = skia.Path()
    path.moveTo(-60, camera.height + 60)
    path.lineTo(-60, row)
    steps = 48
    for step in range(steps + 1):
        x = -60 + (camera.width + 120) * step / steps
        path.lineTo(x, row + amplitude * math.sin(step * 0.62 + i * 2.1 + seconds * 1.4))
    path.lineTo(camera.width + 60, camera.height + 60)
    path.close()
    return path


def _ring(painter: Painter, camera: Camera, mark: Mark, seconds: float, row: float, scale: float) -> None:
    """What somebody's breast makes of the surface: light stadiums that widen."""
    column = camera.column(mark.x, mark.z)
    path = skia.Path()
    for i in range(2):
        share = (seconds * 0.5 + i / 2) % 1.0
        wide = scale * (0.85 + 0.6 * share)
        path.addPath(
            stadium(column, row + scale * (0.02 + 0.10 * share), wide, max(2.0, scale * 0.022 * (1.2 - share)))
        )
    painter.fill(path, argb(mix(ramp(painter.palette.water, 0.3), _FOAM, 0.45)))


def _glints(painter: Painter, camera: Camera, seconds: float, level: float, depth: float) -> None:
    path = skia.Path()
    for i in range(14):
        z = depth + 1.0 + (i * 7 % 14) * 0.9
        x = camera.width * ((i * 0.37 + 0.11) % 1.0)
        long = camera.scale(z) * (0.5 + 0.4 * math.sin(seconds * 1.8 + i * 2.3))
        if long > 4:
            path.addPath(stadium(x, camera.row(level, z), long, max(2.0, camera.scale(z) * 0.02)))
    painter.fill(path, argb(mix(painter.palette.sun, ramp(painter.palette.water, 0.2), 0.45)))
