"""Guides for the renderers that paint: the same shot as a still, as depths, as skeletons and as lines.

They are staged by the animatic, frame for frame, so that a model follows its people, its set and its camera. Any size
and rate will do: see `restaged`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from fractions import Fraction
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import skia

from bible.entries import Hour, Weather
from bible.errors import RenderError
from renderers.animatic.depth import DepthPicture
from renderers.animatic.footage import Footage
from renderers.animatic.paper import argb, oval, pen, poly
from renderers.animatic.skeleton import JOINTS, joints
from renderers.animatic.stage import Stage
from renderers.animatic.titles import is_black
from renderers.media.picture import write_picture
from renderers.media.write import Pixels, TakeWriter
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Angle, Framing

Staged = Literal["keyframe", "depth", "pose", "line"]
"""What the animatic makes: the composition as a still the take starts from, and three films."""
KINDS: tuple[Staged, ...] = ("keyframe", "depth", "pose", "line")

_EDGE = 20
"""Steps of one channel (of 255) between neighbouring pixels that make a line."""
_STICK = 0.007
"""Width of a bone as a share of the frame's shorter side."""
_BONES = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0),
    (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
_WHEEL = (
    "FF0000", "FF5500", "FFAA00", "FFFF00", "AAFF00", "55FF00", "00FF00", "00FF55", "00FFAA", "00FFFF", "00AAFF",
    "0055FF", "0000FF", "5500FF", "AA00FF", "FF00FF", "FF00AA", "FF0055",
)  # fmt: skip
"""Bones and joints as models were taught them: OpenPose's order and colours."""


class _Drawing(Protocol):
    """Frames of a guide in `pixels`."""

    pixels: Pixels

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""

    def draw(self, frame: int) -> None:
        """Draw a frame into `pixels`."""


def kinds_for(recipe: Recipe) -> tuple[Staged, ...]:
    """The guides that make sense for a shot: none for lettering; an insert and a floor seen from
    above have neither depth nor skeletons."""
    if recipe.shot.framing == Framing.TITLE or is_black(recipe):
        return ()
    if recipe.shot.framing == Framing.INSERT or recipe.shot.angle == Angle.OVERHEAD:
        return ("keyframe", "line")
    return KINDS if recipe.shot.subjects else ("keyframe", "depth", "line")


def restaged(recipe: Recipe, picture: PictureFormat) -> Recipe:
    """The same shot at another size and rate: as long in seconds, its people and camera at the same moments."""
    faster = Fraction(picture.rate.fps) / recipe.picture.rate.fps
    update = {"picture": picture, "frames": max(1, round(recipe.frames * faster))}
    return recipe.model_copy(update={**update, "handles": round(recipe.handles * faster)})


def write_guide(recipe: Recipe, kind: Staged, to: Path, progress: Callable[[int, int], None] | None = None) -> Guide:
    """Write one guide of a shot: a PNG for `keyframe`, else an MP4 with every frame of the take, handles included.

    `to` must not exist yet. Raises RenderError for a kind the shot has none of.
    """
    if kind not in kinds_for(recipe):
        raise RenderError(f"this shot has no {kind} guide", where=recipe.shot.slate)
    drawing = _DRAWINGS[kind](recipe)
    first, total = -recipe.handles, recipe.total_frames
    if kind == "keyframe":
        drawing.draw(first)
        write_picture(drawing.pixels, to)
    else:
        _write_film(recipe, drawing, to, progress or (lambda _done, _total: None), range(first, first + total))
    return Guide(kind=kind, file=str(to), sha256=hashlib.sha256(to.read_bytes()).hexdigest())


def _write_film(
    recipe: Recipe, drawing: _Drawing, to: Path, progress: Callable[[int, int], None], frames: range
) -> None:
    drawn: Hashable = None
    with TakeWriter(to, recipe.picture, (recipe.handles, recipe.handles + recipe.frames), drawn=True) as film:
        for frame in frames:
            key = drawing.key(frame)
            if key == drawn:
                film.hold()
            else:
                drawing.draw(frame)
                film.write(drawing.pixels)
                drawn = key
            progress(film.frames, len(frames))


class _Plain:
    """The animatic's own frames without lettering and paper tooth."""

    def __init__(self, recipe: Recipe) -> None:
        self._footage = Footage(recipe, recipe.picture.width, recipe.picture.height, bare=True)
        self.pixels = self._footage.pixels

    def key(self, frame: int) -> Hashable:
        return self._footage.key(frame)

    def draw(self, frame: int) -> None:
        self._footage.draw(frame)


class _Lines(_Plain):
    """White lines on black where one sheet of paper meets another, by clear day: none is lost in the dark."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(recipe.model_copy(update={"hour": Hour.DAY, "weather": Weather.CLEAR}))

    def draw(self, frame: int) -> None:
        self._footage.draw(frame)
        colours = self._footage.pixels[..., :3].astype(np.int16)
        edge = np.zeros(colours.shape[:2], bool)
        edge[:, 1:] |= np.abs(np.diff(colours, axis=1)).max(axis=2) > _EDGE
        edge[1:] |= np.abs(np.diff(colours, axis=0)).max(axis=2) > _EDGE
        if min(edge.shape) > 800:  # a line of one pixel would be lost when a model makes it smaller
            edge[1:] |= edge[:-1].copy()
            edge[:, 1:] |= edge[:, :-1].copy()
        self.pixels = np.zeros_like(self._footage.pixels)
        self.pixels[edge] = 255
        self.pixels[..., 3] = 255


class _Canvas:
    """A picture of a staged shot that is drawn anew."""

    def __init__(self, recipe: Recipe) -> None:
        width, height = recipe.picture.width, recipe.picture.height
        self.pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        self._surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(width, height), self.pixels)
        self._stage = Stage(recipe, width, height)

    def key(self, frame: int) -> Hashable:
        return self._stage.key(frame)


class _Depth(_Canvas):
    def __init__(self, recipe: Recipe) -> None:
        super().__init__(recipe)
        self._picture = DepthPicture(self._stage)

    def draw(self, frame: int) -> None:
        self._picture.draw(self._surface.getCanvas(), frame)


class _Pose(_Canvas):
    def draw(self, frame: int) -> None:
        canvas, stage = self._surface.getCanvas(), self._stage
        canvas.clear(skia.ColorBLACK)
        width = max(2.0, min(self.pixels.shape[:2]) * _STICK)
        across, down = stage.offset(frame)
        for each in stage.people(frame):
            found = joints(each.look, each.pose, each.from_behind)
            spots = {
                JOINTS.index(name): (each.at[0] + x * each.unit + across, each.at[1] + y * each.unit + down)
                for name, (x, y) in found.items()
            }
            _draw_skeleton(canvas, spots, width)


def _draw_skeleton(canvas: skia.Canvas, spots: dict[int, tuple[float, float]], width: float) -> None:
    for number, (a, b) in enumerate(_BONES):
        if a in spots and b in spots:
            canvas.drawPath(poly([spots[a], spots[b]], close=False), pen(_wheel(number, 0.6), width))
    for number, (x, y) in spots.items():
        canvas.drawPath(oval(x, y, width * 0.55), skia.Paint(AntiAlias=True, Color=_wheel(number)))


def _wheel(number: int, share: float = 1.0) -> int:
    red, green, blue = (int(_WHEEL[number][i : i + 2], 16) / 255 * share for i in (0, 2, 4))
    return argb((red, green, blue))


_DRAWINGS: dict[Staged, Callable[[Recipe], _Drawing]] = {
    "keyframe": _Plain, "depth": _Depth, "pose": _Pose, "line": _Lines,
}  # fmt: skip
