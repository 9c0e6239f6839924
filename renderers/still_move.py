"""Moves over a still: makes a take from a circled keyframe, so that a film of boards is a film."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skia

from bible.errors import RenderError
from renderers.interface import Progress, Readiness, Rendered, Renderer
from renderers.media.picture import read_picture
from renderers.media.write import TakeWriter
from shots.recipe import Limits, PictureFormat, Recipe
from shots.shot import Move

_ZOOM = 1.10
"""How much a push, a pull or a crane changes the frame from first to last."""
_ROOM = 1.12
"""How much larger than the frame a picture is laid that is panned over."""


@dataclass(frozen=True)
class _Crop:
    """What the frame shows: its scale over a picture that just fills it, and where its middle lies (0 to 1)."""

    scale: float
    x: float = 0.5
    y: float = 0.5


_MOVES: dict[Move, tuple[_Crop, _Crop]] = {
    Move.STATIC: (_Crop(1.0), _Crop(1.0)),
    Move.PUSH_IN: (_Crop(1.0), _Crop(_ZOOM)),
    Move.PULL_OUT: (_Crop(_ZOOM), _Crop(1.0)),
    Move.PAN_LEFT: (_Crop(_ROOM, x=1.0), _Crop(_ROOM, x=0.0)),
    Move.PAN_RIGHT: (_Crop(_ROOM, x=0.0), _Crop(_ROOM, x=1.0)),
    Move.TRUCK_LEFT: (_Crop(_ROOM, x=1.0), _Crop(_ROOM, x=0.0)),
    Move.TRUCK_RIGHT: (_Crop(_ROOM, x=0.0), _Crop(_ROOM, x=1.0)),
    Move.TILT_UP: (_Crop(_ROOM, y=1.0), _Crop(_ROOM, y=0.0)),
    Move.TILT_DOWN: (_Crop(_ROOM, y=0.0), _Crop(_ROOM, y=1.0)),
    Move.CRANE_UP: (_Crop(_ZOOM, y=1.0), _Crop(1.0, y=0.5)),
    Move.CRANE_DOWN: (_Crop(1.0, y=0.5), _Crop(_ZOOM, y=1.0)),
    Move.HANDHELD: (_Crop(1.03), _Crop(1.03)),
    Move.RACK_FOCUS: (_Crop(1.0), _Crop(1.0)),
}


class StillMove(Renderer):
    """Fills the frame with the keyframe and moves over it as the shot says: no model, no cost."""

    name = "still"
    revision = "1"

    def check(self) -> Readiness:
        """Always ready."""
        return Readiness(ready=True)

    def limits(self) -> Limits:
        """Takes one keyframe; lips do not move."""
        return Limits(guides=("keyframe",))

    def render(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the take. Raises RenderError when the recipe has no keyframe, MediaError when it cannot be opened."""
        keyframe = next((guide for guide in recipe.guides if guide.kind == "keyframe"), None)
        if keyframe is None:
            raise RenderError(
                "there is no keyframe to move over", where=recipe.shot.slate, cure="studio add SLATE PICTURE brings one"
            )
        picture, total = recipe.picture, recipe.total_frames
        image = skia.Image.fromarray(read_picture(Path(keyframe.file)), skia.kBGRA_8888_ColorType)
        pixels = np.zeros((picture.height, picture.width, 4), dtype=np.uint8)
        info = skia.ImageInfo.MakeN32Premul(picture.width, picture.height)
        canvas = skia.Surface.MakeRasterDirect(info, pixels).getCanvas()
        start, end = _MOVES[recipe.shot.move]
        with TakeWriter(to, picture, recipe.cuts) as writer:
            for frame in range(total):
                if frame and start == end and recipe.shot.move != Move.HANDHELD:
                    writer.hold()
                else:
                    share = _eased((frame - recipe.handles) / max(1, recipe.frames - 1))
                    crop = _between(start, end, share)
                    if recipe.shot.move == Move.HANDHELD:
                        crop = _shaken(crop, float(picture.rate.seconds(frame)))
                    _draw(canvas, image, crop, picture.width, picture.height)
                    writer.write(pixels)
                progress(frame + 1, total)
        lips = ("lips",) if any(each.lips for each in recipe.utterances) else ()
        beyond = beyond_frame((image.width(), image.height()), picture)
        return Rendered(frames=total, handles=recipe.handles, left_out=(*lips, *((beyond,) if beyond else ())))


def beyond_frame(size: tuple[int, int], picture: PictureFormat) -> str:
    """What of a picture of this width and height lies beyond a frame that it fills: `16% of the picture's height`.

    Empty where that is less than a hundredth.
    """
    ratio = size[0] * picture.height / (size[1] * picture.width)
    share = round(100 * (1 - min(ratio, 1 / ratio)))
    return f"{share}% of the picture's {'width' if ratio > 1 else 'height'}" if share else ""


def _eased(share: float) -> float:
    """Smoothstep; still before the cut and after it."""
    held = min(1.0, max(0.0, share))
    return held * held * (3 - 2 * held)


def _between(a: _Crop, b: _Crop, share: float) -> _Crop:
    # Scales are mixed by ratio, so that a push goes at an even pace to the eye.
    scale = a.scale * (b.scale / a.scale) ** share
    return _Crop(scale, a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def _shaken(crop: _Crop, seconds: float) -> _Crop:
    """A hand holds the camera: two slow sines in each direction."""
    turn = 2 * np.pi * seconds
    x = 0.5 + 0.28 * np.sin(0.7 * turn) + 0.12 * np.sin(1.9 * turn + 1)
    y = 0.5 + 0.24 * np.sin(0.6 * turn + 2) + 0.14 * np.sin(1.7 * turn)
    return _Crop(crop.scale, float(x), float(y))


def _draw(canvas: skia.Canvas, image: skia.Image, crop: _Crop, width: int, height: int) -> None:
    scale = max(width / image.width(), height / image.height()) * crop.scale
    spare_x, spare_y = image.width() * scale - width, image.height() * scale - height
    canvas.save()
    canvas.translate(-spare_x * crop.x, -spare_y * crop.y)
    canvas.scale(scale, scale)
    canvas.clear(skia.ColorBLACK)
    canvas.drawImage(image, 0, 0, skia.SamplingOptions(skia.CubicResampler.Mitchell()))
    canvas.restore()
