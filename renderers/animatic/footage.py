"""The finished picture of a shot, frame by frame: stage, close-up or title, with lettering and the last sheet."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

import numpy as np
import skia

from bible.script import Setting
from renderers.animatic.close_ups import CloseUp
from renderers.animatic.colour import palette_for
from renderers.animatic.directions import in_car
from renderers.animatic.finish import finishing_sheet
from renderers.animatic.lettering import draw_slug, slug_shown
from renderers.animatic.overhead import Overhead
from renderers.animatic.rack import RackFocus
from renderers.animatic.sights import sight_of
from renderers.animatic.stage import DRAWINGS, Stage
from renderers.animatic.titles import BlackCard, TitleCard, is_black
from renderers.animatic.typefaces import unknown_letters
from renderers.media.write import Patch, Pixels
from shots.recipe import Recipe
from shots.shot import Angle, Framing, Move


class Picture(Protocol):
    """What can be filmed."""

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the whole canvas; unless `afresh`, the canvas holds the frame painted last, and what is
        equal in both may be left. Returns the parts that were painted, none over another."""


class Footage:
    """All frames of a recipe at a size. `pixels` holds the frame drawn last: [height, width, 4], blue first, opaque.

    Frames count from the first of the cut; those below 0 and from its length on are handles. The same recipe gives
    the same pixels, in whatever order frames are asked for.
    """

    def __init__(self, recipe: Recipe, width: int, height: int, *, bare: bool = False) -> None:
        """Prepare the shot; `bare` leaves out lettering and the paper's tooth. Raises RenderError when the cast does
        not fit the shot."""
        self._bare = bare
        self.pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        self._recipe, self._width, self._height = recipe, width, height
        self._surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(width, height), self.pixels)
        self._palette = palette_for(recipe.location.setting, recipe.hour, recipe.weather)
        self._fps = float(recipe.picture.rate.fps)
        self._hold = max(1, round(self._fps / DRAWINGS))
        self._picture = _picture(recipe, width, height)
        self._lettered = True  # the first frame is drawn whole

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pixels: such a frame need not be drawn again."""
        return (self._picture.key(frame), self._slug_moment(frame))

    def draw(self, frame: int) -> tuple[Patch, ...]:
        """Draw a frame into `pixels`. Returns the parts that may differ from the frame drawn before."""
        canvas = self._surface.getCanvas()
        moment, lettering = self._slug_moment(frame), self._recipe.lettering
        patches = self._picture.draw(canvas, frame, afresh=self._lettered or moment is not None)
        self._lettered = moment is not None
        if self._bare:
            return patches
        if moment is not None and lettering:
            dark = self._recipe.location.setting == Setting.INT or sum(self._palette.sky[0]) < 0.9
            first, second = lettering.first, lettering.own or lettering.second
            draw_slug(canvas, self._width, self._height, self._palette, first, second, moment, dark)
        sheet = finishing_sheet(self._width, self._height, self._recipe.shot.tense)
        for patch in patches:
            canvas.save()
            canvas.clipRect(skia.Rect(*patch))
            canvas.drawImage(sheet, 0, 0)
            canvas.restore()
        return patches

    def _slug_moment(self, frame: int) -> float | None:
        lettering = self._recipe.lettering
        if self._bare or lettering is None or lettering.kind != "slug":
            return None
        seconds = (frame - frame % self._hold) / self._fps
        return min(seconds, 0.6) if slug_shown(seconds) else None


def left_out(recipe: Recipe) -> tuple[str, ...]:
    """What the recipe asks for that this theatre cannot show, in words."""
    missing = []
    if recipe.shot.angle == Angle.OVERHEAD and in_car(recipe.location):
        missing.append("a camera straight overhead in a car: its roof is in the way")
    if recipe.guides:
        missing.append("guides: the animatic draws from the shot alone")
    words = recipe.shot.thing if recipe.shot.framing == Framing.TITLE else ""
    if recipe.lettering:
        words += recipe.lettering.first + (recipe.lettering.own or recipe.lettering.second)
    if words:
        strange = unknown_letters(words)
        if strange:
            missing.append(f"the letters {strange}: no typeface at hand has them")
    return tuple(missing)


def _picture(recipe: Recipe, width: int, height: int) -> Picture:
    if recipe.shot.framing == Framing.TITLE:
        return TitleCard(recipe, width, height)
    if is_black(recipe):
        return BlackCard(recipe, width, height)
    if recipe.shot.framing == Framing.INSERT and not sight_of(recipe.shot.thing):
        return CloseUp(recipe, width, height)
    if recipe.shot.angle == Angle.OVERHEAD and recipe.shot.framing != Framing.INSERT and not in_car(recipe.location):
        return Overhead(recipe, width, height)
    if recipe.shot.move == Move.RACK_FOCUS and recipe.shot.subjects:
        return RackFocus(recipe, width, height)
    return Stage(recipe, width, height)
