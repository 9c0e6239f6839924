"""A pull of focus: what lies behind is sharp first and the people are not, then the other way round.

Where the action goes from the people to what happens behind them, so does the focus.
"""

from __future__ import annotations

from collections.abc import Hashable

import skia

from renderers.animatic.back_view import draw_back
from renderers.animatic.business import ease
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.figure import draw_figure
from renderers.animatic.kept import Kept, keep
from renderers.animatic.moves import turn
from renderers.animatic.paper import Painter
from renderers.animatic.stage import SHOULDER_DIM, Stage
from renderers.animatic.weather import BEFORE_LENS
from renderers.media.write import Patch
from shots.moves import goes_deep
from shots.recipe import Recipe
from shots.shot import Move

_LASTS = 0.7
"""Seconds a pull takes."""
_BEGINS = 0.3
"""Share of the shot at which it begins."""
_STEPS = 12
"""Pictures a pull is drawn in."""
_SOFTER = 8
"""By how much people out of focus are drawn smaller before they are laid on the frame."""
_BLUR = 1.7
"""Sigma of their blur in pixels of that smaller size."""
_SMOOTH = skia.SamplingOptions(skia.CubicResampler.Mitchell())


class RackFocus:
    """A shot whose focus is pulled between its background and its people; the same frames count as Stage's."""

    def __init__(self, recipe: Recipe, width: int, height: int) -> None:
        """Set the stage. Raises RenderError when the cast does not fit the shot."""
        held = recipe.shot.model_copy(update={"move": Move.STATIC})
        self._stage = Stage(recipe.model_copy(update={"shot": held}), width, height)
        self._recipe, self._width, self._height = recipe, width, height
        self._deep = goes_deep(recipe.shot.action)
        self._fps = float(recipe.picture.rate.fps)
        self._behind: Kept | None = None
        self._mixed = True

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""
        return (self._stage.key(frame), round(self.pulled(frame) * _STEPS))

    def pulled(self, frame: int) -> float:
        """How far the focus is on the people, 0 to 1."""
        begin = _BEGINS * self._recipe.frames / self._fps
        share = round(ease((frame / self._fps - begin) / _LASTS) * _STEPS) / _STEPS
        return 1 - share if self._deep else share

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the canvas; see Picture."""
        share = self.pulled(frame)
        if share >= 1:
            patches = self._stage.draw(canvas, frame, afresh or self._mixed)
            self._mixed = False
            return patches
        self._mixed = True
        if self._behind is None:
            self._behind = keep(self._paint_behind, self._width, self._height, whole=True)
        assert self._behind is not None
        self._behind.draw(canvas)
        canvas.drawImageRect(self._people(frame), skia.Rect(self._width, self._height), _SMOOTH, None)
        if share > 0:
            canvas.saveLayerAlpha(None, round(255 * share))
            self._stage.draw(canvas, frame, True)
            canvas.restore()
        return (Patch(0, 0, self._width, self._height),)

    def _painter(self, canvas: skia.Canvas) -> Painter:
        design = self._stage.design
        return Painter(canvas, self._stage.palette, haze_depth=design.haze_depth, haze_most=design.haze_most)

    def _paint_behind(self, canvas: skia.Canvas) -> None:
        camera, depth = self._stage.camera(0), self._stage.composition.depth
        for card in self._stage.cards:
            if card.z > depth or card.z == BEFORE_LENS:
                self._paint_card(canvas, camera, card)

    def _paint_card(self, canvas: skia.Canvas, camera: Camera, card: Card) -> None:
        painter = self._painter(canvas)
        canvas.save()
        turn(canvas, camera)
        painter.distance = max(0.0, min(card.z, 5000.0) - camera.z - 8.0)
        card.draw(painter, camera, 0.0)
        canvas.restore()

    def _people(self, frame: int) -> skia.Image:
        """Everyone in frame, drawn small, so that they are soft when enlarged."""
        wide, tall = max(8, self._width // _SOFTER), max(8, self._height // _SOFTER)
        surface = skia.Surface.MakeRasterN32Premul(wide, tall)
        canvas = surface.getCanvas()
        canvas.scale(wide / self._width, tall / self._height)
        for each in self._stage.people(frame):
            painter = self._painter(canvas)
            canvas.save()
            turn(canvas, self._stage.camera(frame))
            painter.detail = each.unit
            painter.dim = SHOULDER_DIM if each.from_behind and self._stage.composition.shoulder else 0.0
            canvas.translate(*each.at)
            canvas.scale(each.unit, each.unit)
            (draw_back if each.from_behind else draw_figure)(painter, each.look, each.pose)
            canvas.restore()
        soft = skia.Surface.MakeRasterN32Premul(wide, tall)
        filtered = skia.Paint(ImageFilter=skia.ImageFilters.Blur(_BLUR, _BLUR, skia.TileMode.kDecal))
        soft.getCanvas().drawImage(surface.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), filtered)
        return soft.makeImageSnapshot()
