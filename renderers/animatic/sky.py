"""The sky: bands, sun or moon, stars, clouds, and the ridges that close it below."""

from __future__ import annotations

import math

import skia

from bible.entries import Hour, Weather
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.colour import Colour, mix
from renderers.animatic.paper import Painter, argb, blob, moved, oval, poly, rect, stadium, together, without
from renderers.animatic.weather import Conditions, unit

FAR = 1e6
"""The depth of the sky."""
_BAND_SHARE = 0.95
"""Share of the frame's height that the bands take above the horizon."""


def _growth(camera: Camera) -> float:
    # The sky is a painted drop, not a sphere: longer lenses enlarge it by the square root only.
    return math.sqrt(camera.focal / (0.78 * camera.width))


def sky_colours(conditions: Conditions) -> tuple[Colour, ...]:
    """The bands from the top to the horizon, sunk into the haze as the weather asks."""
    palette = conditions.palette
    count = len(palette.sky)
    return tuple(mix(colour, palette.haze, conditions.murk * (i + 1) / count) for i, colour in enumerate(palette.sky))


def _bands(painter: Painter, camera: Camera, colours: tuple[Colour, ...], phases: list[float], swirl: float) -> None:
    width, size = camera.width, unit(camera)
    top = camera.horizon - camera.height * _BAND_SHARE
    step = width / 10
    for i, colour in enumerate(colours):
        if i == 0:
            painter.fill(rect(-50, -50, width + 100, camera.height + 100), argb(colour))
            continue
        y = top + (camera.horizon - top) * (i / len(colours)) ** 0.92
        edge = [(step * n, y + math.sin(n / 10 * 3.1 * swirl + phases[i]) * 16 * swirl * size) for n in range(-1, 13)]
        path = blob(edge, 0.5, close=False)
        path.lineTo(width + 300, max(camera.height, camera.horizon) + 400)
        path.lineTo(-300, max(camera.height, camera.horizon) + 400)
        path.close()
        painter.fill(path, argb(colour))


def _disc(painter: Painter, camera: Camera, conditions: Conditions, across: float, altitude: float) -> None:
    palette = conditions.palette
    grown = _growth(camera)
    x = camera.width / 2 + across * camera.width * grown
    y = camera.horizon - altitude * camera.height * grown
    moon = conditions.hour == Hour.NIGHT
    radius = (38 if moon else 60) * unit(camera) * grown
    halo = mix(palette.sun, palette.sky[2 if moon else -1], 0.45)
    for growth, alpha in ((3.4, 0.14), (2.4, 0.24), (1.65, 0.42)):
        painter.veil(oval(x, y, radius * growth), halo, alpha * (0.45 if moon else 1.0))
    if conditions.weather == Weather.FOG and moon:
        return
    painter.fill(oval(x, y, radius), argb(palette.sun))
    if moon:
        bite = without(oval(x, y, radius), oval(x - radius * 0.42, y - radius * 0.2, radius * 0.92))
        painter.fill(bite, argb(mix(palette.sun, palette.sky[3], 0.4)))


def _stars(painter: Painter, camera: Camera, conditions: Conditions) -> None:
    random_ = conditions.chance("stars")
    path = skia.Path()
    for _ in range(90):
        x, y = random_.random() * camera.width, random_.random() ** 1.3
        path.addPath(oval(x, y * camera.horizon * 0.9, random_.choice((1.2, 1.6, 2.3)) * unit(camera)))
    painter.fill(path, argb(mix(conditions.palette.sky[2], (1.0, 1.0, 0.95), 0.7)))


def _clouds(painter: Painter, camera: Camera, conditions: Conditions, colours: tuple[Colour, ...]) -> None:
    random_ = conditions.chance("clouds")
    top = camera.horizon - camera.height * _BAND_SHARE
    heavy = conditions.gloomy
    for i in range(8):
        x, height = random_.uniform(-0.08, 1.08) * camera.width, random_.uniform(0.38, 0.86)
        width, shine = random_.uniform(0.09, 0.24) * camera.width, random_.uniform(0.3, 1.0)
        if i >= 5 and not heavy:
            continue
        y = top + (camera.horizon - top) * height
        band = min(len(colours) - 1, max(0, int(height * len(colours))))
        lighter = colours[min(len(colours) - 1, band + 1)]
        colour = mix(mix(lighter, conditions.palette.sun, 0.22 * shine), conditions.palette.haze, conditions.murk * 0.4)
        deep = width * (0.095 if heavy else 0.075)
        shape = together(stadium(x, y, width, deep), stadium(x + width * 0.06, y - deep * 0.66, width * 0.6, deep))
        painter.fill(shape, argb(colour))


def sky(conditions: Conditions, *, across: float | None = 0.235, altitude: float = 0.135) -> Card:
    """The whole sky. The sun or moon stands `across` frame widths from the middle, `altitude` frame heights up.

    `across=None` leaves it out: it stands behind the audience.
    """
    random_ = conditions.chance("sky")
    phases = [random_.uniform(0, 2 * math.pi) for _ in conditions.palette.sky]
    colours = sky_colours(conditions)
    swirl = 3.0 if conditions.weather == Weather.STORM else 1.0

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        _bands(painter, camera, colours, phases, swirl)
        if conditions.hour == Hour.NIGHT and not conditions.gloomy and conditions.weather != Weather.FOG:
            _stars(painter, camera, conditions)
        if across is not None and not conditions.gloomy:
            _disc(painter, camera, conditions, across, altitude)
        _clouds(painter, camera, conditions, colours)

    return Card(FAR, draw)


def ridge(
    conditions: Conditions, z: float, height: float, *, colour: Colour | None = None, mesa: bool = False,
    base: float = 0.0,
) -> Card:  # fmt: skip
    """A line of hills (or table mountains) right across the frame, `height` metres high at `z`."""
    random_ = conditions.chance("ridge", z, conditions.view)
    count = 30
    heights = [random_.uniform(0.25, 1.0) * height for _ in range(count)]
    if mesa:
        heights = [
            height * (1.0 if (i // 3) % 2 else 0.35) + random_.uniform(-0.06, 0.06) * height for i in range(count)
        ]
    paper = colour or mix(conditions.palette.far, conditions.palette.near, 0.25)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        half = max(z * 1.6, camera.width / camera.scale(z))
        points = [
            (camera.column(camera.x - half + 2 * half * i / (count - 1), z), camera.row(base + y, z))
            for i, y in enumerate(heights)
        ]
        path = poly(points, close=False) if mesa else blob(points, 0.5, close=False)
        foot = camera.row(base, z) + 8 * unit(camera)
        path.lineTo(points[-1][0], foot)
        path.lineTo(points[0][0], foot)
        path.close()
        painter.fill(path, painter.own_light(paper))
        tall = camera.scale(z) * height
        shade = without(path, moved(path, painter.side * tall * 0.28, tall * 0.05))
        painter.fill(shade, painter.own_light(mix(paper, painter.palette.ink, 0.14)))

    return Card(z, draw)


def gulls(conditions: Conditions, count: int = 5, z: float = 400.0) -> Card:
    """A few gulls high over the horizon, beating and drifting."""
    random_ = conditions.chance("gulls")
    birds = [
        (random_.uniform(0.05, 0.95), random_.uniform(0.32, 0.7), random_.uniform(9, 22), random_.uniform(0, 6))
        for _ in range(count)
    ]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        size = unit(camera)
        flock = skia.Path()
        for place, height, span, phase in birds:
            beat = math.sin(seconds * 5 + phase) * 0.35
            wing = span * size
            x = (place * camera.width + seconds * 18 * size) % (camera.width * 1.1)
            y = camera.horizon - height * camera.height + math.sin(seconds + phase) * 8 * size
            tip = y - beat * wing * 0.5 - wing * 0.25
            flock.moveTo(x - wing, tip)
            flock.quadTo(x - wing * 0.4, y - wing * 0.55, x, y)
            flock.quadTo(x + wing * 0.4, y - wing * 0.55, x + wing, tip)
            flock.quadTo(x + wing * 0.35, y - wing * 0.22, x, y + wing * 0.12)
            flock.quadTo(x - wing * 0.35, y - wing * 0.22, x - wing, tip)
        painter.fill(flock, argb(mix(painter.palette.near, painter.palette.haze, 0.25)))

    return Card(z, draw, moving=True)
