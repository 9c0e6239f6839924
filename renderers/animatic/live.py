"""What moves over what is kept: drawn only where it is and where it was, for all else is as it lay before."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import skia

from renderers.animatic.kept import Kept
from renderers.media.write import Patch

_NEARLY_ALL = 0.7
"""Share of the frame from which on it is quicker to draw all of it."""
_TRIES = 4
"""Frames in a row that were drawn whole after all until it is clear that taking down what moves is wasted."""


@dataclass(frozen=True, eq=False)
class Live:
    """Something drawn for a frame, with the part of the frame it covers; None covers nothing.

    What did not move since the frame before is the same object.
    """

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
        self._laid: list[Live] | None = None
        self._in_vain = 0

    @property
    def pays(self) -> bool:
        """Whether it is worth it: not where nearly all of the frame moves all the time."""
        return self._in_vain < _TRIES

    def forget(self) -> None:
        """Something else was drawn on the canvas since."""
        self._laid = None

    def lay(self, canvas: skia.Canvas, layers: Sequence[Kept | Live]) -> tuple[Patch, ...]:
        """Lay the layers, far to near, and return the parts of the frame that were drawn, none over another.

        Unless told to forget, the canvas holds what was laid on it last.
        """
        live = [layer for layer in layers if isinstance(layer, Live)]
        patches = (self._whole,) if self._laid is None else self._changed(live, self._laid)
        if self._laid is not None:
            self._in_vain = self._in_vain + 1 if patches == (self._whole,) else 0
        self._laid = live
        for layer in layers:
            if isinstance(layer, Live):
                # Not clipped: it lies in one of the patches or in none, and skia cuts curves differently near a clip.
                if layer.patch and any(patch.meets(layer.patch) for patch in patches):
                    canvas.drawPicture(layer.picture)
                continue
            for patch in patches:
                canvas.save()
                canvas.clipRect(skia.Rect(*patch))
                layer.draw(canvas)
                canvas.restore()
        return patches

    def _changed(self, live: Sequence[Live], were: Sequence[Live]) -> tuple[Patch, ...]:
        """Where something came or went; what touches it lies in it whole."""
        moved = [layer.patch for layer in (*live, *were) if (layer in live) != (layer in were)]
        patches = apart(patch for patch in moved if patch)
        while True:
            touched = [each.patch for each in live if each.patch and any(patch.meets(each.patch) for patch in patches)]
            wider = apart([*patches, *touched])
            if set(wider) == set(patches):
                break
            patches = wider
        large = sum(patch.area for patch in patches) > _NEARLY_ALL * self._whole.area
        return (self._whole,) if large else patches


class WideTable:
    """A table larger than the frame, of which the frame shows a part: for a camera that shifts its finished picture."""

    def __init__(self, width: int, height: int) -> None:
        self._surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32(width, height, skia.AlphaType.kOpaque_AlphaType))
        self._table = Table(width, height)

    def lay(self, layers: Sequence[Kept | Live]) -> None:
        """Lay the layers, far to near, where something changed."""
        self._table.lay(self._surface.getCanvas(), layers)

    def show(self, canvas: skia.Canvas, right: int, down: int) -> None:
        """Fill a canvas with what lies on the table, its corner that far right and down of the canvas's, in pixels."""
        canvas.drawImage(self._surface.makeImageSnapshot(), right, down)


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
