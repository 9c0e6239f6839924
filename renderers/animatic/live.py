"""What moves over what is kept: drawn only where it is and where it was, for all else is as it lay before."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import skia

from renderers.animatic.kept import Kept
from renderers.media.write import Patch


class Live(NamedTuple):
    """Something drawn anew for a frame, not yet on it, with the part of the frame it covers; None covers nothing."""

    picture: skia.Picture
    patch: Patch | None


def record(paint: Callable[[skia.Canvas], None], width: int, height: int) -> Live:
    """Take down what `paint` draws on a frame, to be laid on it later: pixel by pixel the same."""
    recorder = skia.PictureRecorder()
    # With a tree of bounds skia trims the picture to what it holds.
    paint(recorder.beginRecording(skia.Rect(width, height), skia.RTreeFactory()()))
    picture = recorder.finishRecordingAsPicture()
    covered = picture.cullRect()
    if covered.isEmpty():
        return Live(picture, None)
    left, top = max(0, math.floor(covered.left())), max(0, math.floor(covered.top()))
    right, bottom = min(width, math.ceil(covered.right())), min(height, math.ceil(covered.bottom()))
    return Live(picture, Patch(left, top, right, bottom))


class Table:
    """A frame on which layers are laid again and again: the kept ones are always the same, the live ones move."""

    def __init__(self, width: int, height: int) -> None:
        self._whole = Patch(0, 0, width, height)
        self._were: list[Patch] = []

    def lay(self, canvas: skia.Canvas, layers: Sequence[Kept | Live], afresh: bool) -> tuple[Patch, ...]:
        """Lay the layers, far to near, and return the parts of the frame that were drawn, none over another.

        Unless `afresh`, the canvas holds what was laid on it last.
        """
        live = [layer.patch for layer in layers if isinstance(layer, Live) and layer.patch]
        patches = (self._whole,) if afresh else apart([*live, *self._were])
        self._were = live
        for layer in layers:
            if isinstance(layer, Kept):
                for patch in patches:
                    canvas.save()
                    canvas.clipRect(skia.Rect(*patch))
                    layer.draw(canvas)
                    canvas.restore()
            else:
                # Not clipped: it lies within the patches, and skia cuts curves differently where a clip is near.
                canvas.drawPicture(layer.picture)
        return patches


def apart(patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """Patches that cover at least these, none over another."""
    found: list[Patch] = []
    for patch in patches:
        while meeting := [each for each in found if each.meets(patch)]:
            for each in meeting:
                found.remove(each)
                patch = patch.joined(each)
        found.append(patch)
    return tuple(found)
