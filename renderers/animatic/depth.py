"""How far everything in a frame is: white at the nearest, black at no end, by the reciprocal of the distance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import skia

from renderers.animatic.back_view import draw_back
from renderers.animatic.camera import Camera
from renderers.animatic.cards import SetDesign
from renderers.animatic.colour import Colour
from renderers.animatic.figure import draw_figure
from renderers.animatic.moves import turn
from renderers.animatic.paper import Painter, argb, ink, pen
from renderers.animatic.stage import Stage
from renderers.animatic.weather import BEFORE_LENS

_FAR = 4000.0
"""From here on things are as good as endlessly far."""
_LEAST, _MOST = 0.6, 4.0
"""The nearest thing of a shot is taken to be at least and at most so many metres away."""

_Map = npt.NDArray[np.float64]


class _Depths(Painter):
    """A painter that lays everything down in the grey of its distance; light and fog have none."""

    grey: Colour = (0.0, 0.0, 0.0)

    def _placed(self, colour: Colour) -> int:
        return argb(self.grey)

    def own_light(self, colour: Colour) -> int:
        """The grey of the distance, whatever the colour."""
        return argb(self.grey)

    def fill(self, path: skia.Path, colour: int) -> None:
        """One sheet in the grey of the distance."""
        self.canvas.drawPath(path, ink(argb(self.grey)))

    def veil(self, path: skia.Path, colour: Colour, alpha: float) -> None:
        """Nothing: light and fog stand nowhere."""

    def line(self, path: skia.Path, colour: int, width: float, round_ends: bool = True) -> None:
        """A line in the grey of the distance."""
        self.canvas.drawPath(path, pen(argb(self.grey), width, round_ends))


class DepthPicture:
    """The depths of a staged shot, frame by frame."""

    def __init__(self, stage: Stage) -> None:
        """Measure the shot: what is nearest in its first frame is white."""
        self._stage = stage
        nearest = [each.distance for each in stage.people(0)]
        self._near = min(_MOST, max(_LEAST, min(nearest, default=_MOST) * 0.75))

    def draw(self, canvas: skia.Canvas, frame: int) -> None:
        """Paint a frame over the whole canvas."""
        stage, camera = self._stage, self._stage.camera(frame)
        canvas.save()
        canvas.clear(skia.ColorBLACK)
        canvas.translate(*stage.offset(frame))
        turn(canvas, camera)
        canvas.drawImage(_picture(self._near / _room(stage.design, camera)), 0, 0)
        painter = _Depths(canvas, stage.palette)
        people = [(each.distance + camera.z, each) for each in stage.people(frame)]
        cards = [card for card in stage.cards if not card.lies and BEFORE_LENS < card.z < _FAR]
        for z in sorted({card.z for card in cards} | {z for z, _ in people}, reverse=True):
            light = max(0.0, min(1.0, self._near / max(0.05, z - camera.z)))
            painter.grey = (light, light, light)
            for card in cards:
                if card.z == z:
                    painter.detail = 1.0
                    card.draw(painter, camera, 0.0)
            for depth, each in people:
                if depth == z:
                    painter.detail = each.unit
                    canvas.save()
                    canvas.translate(*each.at)
                    canvas.scale(each.unit, each.unit)
                    (draw_back if each.from_behind else draw_figure)(painter, each.look, each.pose)
                    canvas.restore()
        canvas.restore()


def _room(design: SetDesign, camera: Camera) -> _Map:
    """Metres from the lens along its axis to the ground, or to the walls of a room: [height, width]."""
    across = (np.arange(camera.width) + 0.5 - camera.width / 2) / camera.focal
    up = (camera.horizon - np.arange(camera.height) - 0.5) / camera.focal
    endless = np.inf
    with np.errstate(divide="ignore"):
        down = np.where(up < 0, (camera.y - min(design.floor, camera.y - 0.05)) / -up, endless)
        if not design.box:
            return np.broadcast_to(down[:, None], (camera.height, camera.width))
        box = design.box
        top = max(box.height, camera.y + 0.6)
        down = np.minimum(down, np.where(up > 0, (top - camera.y) / up, endless))
        left, right = camera.x + max(box.half_width, 1.6 - camera.x), max(box.half_width, camera.x + 1.6) - camera.x
        beside = np.where(across > 0, right / across, np.where(across < 0, left / -across, endless))
    return np.minimum(np.minimum(down[:, None], beside[None, :]), box.depth - camera.z)


def _picture(light: _Map) -> skia.Image:
    grey = np.clip(light * 255 + 0.5, 0, 255).astype(np.uint8)
    opaque = np.dstack([grey, grey, grey, np.full_like(grey, 255)])
    return skia.Image.fromarray(np.ascontiguousarray(opaque), skia.ColorType.kBGRA_8888_ColorType)
