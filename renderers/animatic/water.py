"""Water: calm bands, glints under the sun, and the waves of a storm."""

from __future__ import annotations

import math

import skia

from bible.entries import Weather
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.ground import plane, ramp
from renderers.animatic.paper import Painter, argb, stadium
from renderers.animatic.weather import Conditions, unit

_FOAM = from_hex("EDF0E6")


def water(conditions: Conditions, depths: tuple[float, ...], *, y: float = 0.0) -> Card:
    """Bands of water at height `y`, the first from the horizon; choppy in wind and storm."""
    rough = {Weather.STORM: 1.4, Weather.WIND: 0.6, Weather.RAIN: 0.35}.get(conditions.weather, 0.0)
    return plane(conditions, conditions.palette.water, depths, y=y, wave=rough)


def glints(conditions: Conditions, nearest: float, farthest: float, *, across: float = 0.235, y: float = 0.0) -> Card:
    """Stadiums of sunlight on the water, gathered below the sun and breathing."""
    random_ = conditions.chance("glints", nearest)
    marks = [
        (random_.gauss(0, 1), nearest * (farthest / nearest) ** random_.random(), random_.uniform(0.4, 1.5),
         random_.uniform(0, 2 * math.pi))
        for _ in range(40)
    ]  # fmt: skip
    colour = mix(conditions.palette.sun, conditions.palette.water[0], 0.5 if conditions.gloomy else 0.25)
    strength = 0.4 if conditions.gloomy else 1.0

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        path = skia.Path()
        grown = math.sqrt(camera.focal / (0.78 * camera.width))
        for offset, z, width, phase in marks:
            if z - camera.z < 3:
                continue
            scale = camera.scale(z)
            breath = 0.5 + 0.5 * math.sin(seconds * 2.2 + phase)
            length = scale * width * 1.6 * breath * strength
            if length < 3 * unit(camera):
                continue
            x = camera.width * (0.5 + across * grown + offset * 0.17 * (1 + 8 / z * 3))
            path.addPath(stadium(x, camera.row(y, z), length, max(2 * unit(camera), scale * 0.06)))
        painter.fill(path, argb(mix(colour, painter.palette.haze, painter.haze * 0.6)))

    return Card(nearest, draw, moving=True, lies=True)


def wave(conditions: Conditions, i: int, z: float, height: float, foam: float, *, y: float = 0.0) -> Card:
    """One card of storm sea: long backs, short hollow faces, leaning right; `foam` is how white the crests are."""
    random_ = conditions.chance("wave", i)
    phase, stretch = random_.uniform(0, 6), random_.uniform(0.8, 1.15)
    palette = conditions.palette
    colour = mix(ramp(palette.water, min(1.0, 0.25 + i / 7)), palette.ink, max(0.0, i - 4) * 0.12)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if z - camera.z < 1.5:
            return
        size = unit(camera)
        top, tall = camera.row(y, z), height * camera.scale(z)
        length = (430 + i * 150) * stretch * size
        x = -length * 1.5 + (phase * 200 * size + seconds * (34 + i * 16) * size - camera.x * camera.scale(z)) % length
        path = skia.Path()
        path.moveTo(x, top)
        while x < camera.width + length:
            crest = tall * (math.sin(x / size * 0.0021 + phase + i) * 0.35 + 0.8)
            path.cubicTo(
                x + length * 0.3, top + tall * 0.1, x + length * 0.46, top - crest, x + length * 0.66, top - crest
            )
            path.cubicTo(x + length * 0.74, top - crest, x + length * 0.72, top - tall * 0.15, x + length, top)
            x += length
        path.lineTo(camera.width + 900, camera.height + 900)
        path.lineTo(-900, camera.height + 900)
        path.close()
        # Three sheets, each lower than the last, rather than path operations: cheap enough to move.
        crest_colour = mix(colour, mix(_FOAM, palette.haze, 0.25), foam)
        painter.fill(path, painter.own_light(crest_colour))
        path.offset(length * 0.018, tall * (0.13 if foam else 0.06))
        painter.fill(path, painter.own_light(mix(colour, palette.ink, 0.28)))
        path.offset(-length * 0.05, tall * 0.1)
        painter.fill(path, painter.own_light(colour))

    return Card(z, draw, moving=True)
