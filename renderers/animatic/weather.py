"""Under what conditions a place is shown, and what hangs in its air: fog, rain, snow and wind."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import skia

from bible.entries import Hour, Weather
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, chance
from renderers.animatic.colour import Colour, Palette, from_hex, mix, times
from renderers.animatic.paper import Painter, argb, blob, oval, stadium
from renderers.animatic.switching import BY_THE_HOUR, Lamps

BEFORE_LENS = -1000.0
"""The depth of cards that fall between the lens and everything else: rain, snow."""

_SNOW = tuple(from_hex(text) for text in ("F0F0E6", "DCE6E4", "C0D2D8", "9AB4C2"))
_LIT_WINDOWS = {Hour.DAWN: 0.34, Hour.DAY: 0.0, Hour.SUNSET: 0.22, Hour.DUSK: 0.5, Hour.NIGHT: 0.42}


@dataclass(frozen=True)
class Conditions:
    """One place at one hour, seen from one side. Only `name` decides its shapes; the rest decides its light."""

    name: str
    hour: Hour
    weather: Weather
    palette: Palette
    view: int
    switched: Lamps = BY_THE_HOUR
    """What the script has the lamps do."""

    def chance(self, *key: object) -> random.Random:
        """Random numbers that belong to the place, whatever the hour, the weather and the side."""
        return chance(self.name, *key)

    @property
    def unlit(self) -> bool:
        """Whether the script has the lamps out, at the end if not before."""
        return self.switched.after is False

    @property
    def gloomy(self) -> bool:
        """Whether the weather hides the sun."""
        return self.weather in (Weather.RAIN, Weather.STORM, Weather.SNOW, Weather.OVERCAST)

    @property
    def lamps(self) -> bool:
        """Whether lamps are lit."""
        late = self.hour in (Hour.DAWN, Hour.DUSK, Hour.NIGHT)
        return self.switched.burn(late or self.weather in (Weather.STORM, Weather.FOG), math.inf)

    @property
    def lit_windows(self) -> float:
        """The share of windows with a light behind them, 0 to 1."""
        share = _LIT_WINDOWS[self.hour]
        return max(share, 0.2) if self.weather in (Weather.FOG, Weather.RAIN, Weather.STORM) else share

    @property
    def murk(self) -> float:
        """How far the sky sinks into the haze at the horizon, 0 to 1."""
        return {Weather.FOG: 0.5, Weather.SNOW: 0.4, Weather.STORM: 0.1, Weather.RAIN: 0.3}.get(self.weather, 0.0)

    @property
    def wet(self) -> bool:
        """Whether the ground mirrors lamps."""
        return self.weather in (Weather.RAIN, Weather.STORM)

    def haze_depth(self, clear: float) -> float:
        """Metres in which the haze gains 63 %, given those of clear weather."""
        thick = {Weather.FOG: 55.0, Weather.SNOW: 110.0, Weather.STORM: 110.0, Weather.RAIN: 120.0}
        limit = thick.get(self.weather, clear)
        return min(clear, max(limit, clear * 0.4))  # wide country keeps its far shapes

    def ground(self, ramp: tuple[Colour, ...] | None = None) -> tuple[Colour, ...]:
        """The colours of the ground from the horizon to the lens: the palette's, or `ramp` in its light, or snow."""
        light = mix(self.palette.shade, self.palette.key, 0.72)
        if self.weather == Weather.SNOW:
            return tuple(
                mix(times(snow, light), own, 0.25) for snow, own in zip(_SNOW, self.palette.ground, strict=True)
            )
        if ramp is None:
            return self.palette.ground
        sink = 0.6 if self.hour == Hour.NIGHT else 0.3  # the hour's own ground keeps a lawn from glowing at night
        return tuple(
            mix(times(colour, light), own, sink) for colour, own in zip(ramp, self.palette.ground, strict=True)
        )


def unit(camera: Camera) -> float:
    """Pixels of this frame for one pixel of a 1920 x 1080 frame."""
    return min(camera.width * 9 / 16, camera.height) / 1080


def fog(conditions: Conditions, z: float, height: float, thickness: float = 0.45, drift: float = 8.0) -> Card:
    """Paper bands of fog at a depth, their middle `height` metres up; `drift` is in pixels a second."""
    random_ = conditions.chance("fog", z)
    bands = [
        (random_.random(), random_.uniform(-90, 90), random_.uniform(260, 900), random_.uniform(20, 48), i % 2)
        for i in range(14)
    ]
    colour = mix(conditions.palette.haze, conditions.palette.sun, 0.18)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        size = unit(camera)
        span = camera.width * 1.9
        middle = camera.row(height, z)
        shift = seconds * drift * size - camera.x * camera.scale(z)
        layers = (skia.Path(), skia.Path())
        for place, y, width, deep, layer in bands:
            x = (place * span + shift) % span - camera.width * 0.45
            layers[layer].addPath(stadium(x, middle + y * size, width * size, deep * size))
        for path, share in zip(layers, (1.0, 0.62), strict=True):
            path.setFillType(skia.PathFillType.kWinding)
            painter.veil(path, colour, thickness * share)

    return Card(z, draw, moving=True)


def bank(conditions: Conditions, z: float, height: float, thickness: float = 0.5) -> Card:
    """A bank of fog that lies on the ground or the water at a depth, its top `height` metres up, in three sheets."""
    random_ = conditions.chance("bank", z)
    tops = [[random_.uniform(0.72, 1.0) for _ in range(15)] for _ in range(3)]
    colour = mix(conditions.palette.haze, conditions.palette.sun, 0.22)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        foot, scale = camera.row(-0.3, z), camera.scale(z)
        step = camera.width * 1.3 / 14
        for i, row in enumerate(tops):
            high = scale * height * (1.0 - 0.28 * i)
            line = [(-0.15 * camera.width + j * step, foot - high * share) for j, share in enumerate(row)]
            sheet = blob(line, 0.5, close=False)
            sheet.lineTo(1.2 * camera.width, foot)
            sheet.lineTo(-0.2 * camera.width, foot)
            sheet.close()
            painter.veil(sheet, colour, thickness * (0.45 + 0.2 * i))

    return Card(z, draw, lies=True)


def _rain(conditions: Conditions) -> Card:
    storm = conditions.weather == Weather.STORM
    slant = 0.55 if storm else 0.28
    random_ = chance("rain")
    drops = [(random_.random(), random_.random(), random_.uniform(0.5, 1.3)) for _ in range(170 if storm else 130)]
    colour = mix(conditions.palette.haze, (1.0, 1.0, 1.0), 0.42)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        size = unit(camera)
        path = skia.Path()
        for x, y, speed in drops:
            row = ((y + seconds * 2.6 * speed) % 1.15 - 0.08) * camera.height
            column = ((x - seconds * 0.7 * speed * slant) % 1.2 - 0.1) * camera.width
            length = 66 * speed * size
            thin = (0.7 + speed) * size
            # A sliver rather than a stroke: it fills twice as fast and is sharp at both ends.
            path.moveTo(column, row)
            path.lineTo(column - length * slant + thin, row + length)
            path.lineTo(column - length * slant - thin * 0.4, row + length)
            path.close()
        painter.fill(path, argb(colour))

    return Card(BEFORE_LENS, draw, moving=True)


def _snow() -> Card:
    random_ = chance("snow")
    flakes = [(random_.random(), random_.random(), random_.uniform(1.6, 5.4)) for _ in range(130)]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        size = unit(camera)
        path = skia.Path()
        for x, y, radius in flakes:
            column = (x * camera.width + math.sin(seconds + y * 9) * 20 * size) % camera.width
            row = (y * camera.height + seconds * 22 * radius * size) % (camera.height * 1.03)
            path.addPath(oval(column, row, radius * size))
        painter.fill(path, argb(mix((1.0, 1.0, 0.98), painter.palette.haze, 0.12)))

    return Card(BEFORE_LENS, draw, moving=True)


def _wind(conditions: Conditions) -> Card:
    random_ = chance("wind")
    streaks = [(random_.random(), random_.uniform(0.08, 0.8), random_.uniform(240, 520)) for _ in range(6)]
    colour = mix(conditions.palette.haze, (1.0, 1.0, 1.0), 0.3)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        size = unit(camera)
        for place, y, length in streaks:
            span = camera.width * 1.8
            x = (place * span + seconds * 620 * size) % span - camera.width * 0.4
            row = y * camera.height
            path = skia.Path()
            path.moveTo(x, row)
            path.quadTo(x + length * size / 2, row - 16 * size, x + length * size, row - 4 * size)
            path.quadTo(x + length * size / 2, row - 10 * size, x, row)
            painter.veil(path, colour, 0.5)

    return Card(BEFORE_LENS, draw, moving=True)


def falling(conditions: Conditions) -> tuple[Card, ...]:
    """What falls or blows before the lens in this weather: rain, snow, streaks of wind, or nothing."""
    if conditions.weather in (Weather.RAIN, Weather.STORM):
        return (_rain(conditions),)
    if conditions.weather == Weather.SNOW:
        return (_snow(),)
    if conditions.weather == Weather.WIND:
        return (_wind(conditions),)
    return ()
