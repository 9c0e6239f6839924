"""Single frames of a shot for contact sheets, and what is burnt into frames for review: captions, slate, timecode."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import skia

from renderers.animatic.footage import Footage
from renderers.animatic.lettering import draw_caption, draw_strip
from shots.recipe import Recipe

Still = npt.NDArray[np.uint8]
"""[height, width, 3] bytes, red first."""

_REDUCE = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)


def draw_still(recipe: Recipe, frame: int, width: int) -> Still:
    """One frame of the animatic, `width` pixels wide and as high as the picture's shape asks.

    Frames count from the first of the cut. It is drawn at the picture's own size and then reduced, so that it shows
    what the take shows. Raises RenderError when the cast does not fit the shot.
    """
    picture = recipe.picture
    footage = Footage(recipe, picture.width, picture.height)
    footage.draw(frame)
    if width == picture.width:
        return footage.pixels[..., 2::-1].copy()
    height = max(1, round(width * picture.height / picture.width))
    image = skia.Image.fromarray(footage.pixels, skia.ColorType.kBGRA_8888_ColorType)
    return _drawn(width, height, lambda canvas: canvas.drawImageRect(image, skia.Rect(width, height), _REDUCE, None))


def burn_caption(still: Still, text: str) -> Still:
    """A copy of the frame with a caption on a plate near its foot; line breaks in the text are kept."""
    return _burnt(still, lambda canvas, width, height: draw_caption(canvas, width, height, text))


def burn_slate(still: Still, left: str, right: str) -> Still:
    """A copy of the frame with a strip across its top: what is shown on the left, the timecode on the right."""
    return _burnt(still, lambda canvas, width, height: draw_strip(canvas, width, height, left, right))


def _burnt(still: Still, draw: Callable[[skia.Canvas, int, int], None]) -> Still:
    height, width = still.shape[:2]
    opaque = np.dstack([still[..., ::-1], np.full((height, width), 255, np.uint8)])
    image = skia.Image.fromarray(np.ascontiguousarray(opaque), skia.ColorType.kBGRA_8888_ColorType)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawImage(image, 0, 0)
        draw(canvas, width, height)

    return _drawn(width, height, paint)


def _drawn(width: int, height: int, paint: Callable[[skia.Canvas], None]) -> Still:
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(width, height), pixels)
    paint(surface.getCanvas())
    return pixels[..., 2::-1].copy()
