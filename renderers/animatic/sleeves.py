"""Arms in their sleeves, from the shoulder to the finger tips. Origin in the middle of the shoulder line."""

from __future__ import annotations

import functools
import math

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, mix
from renderers.animatic.hands import arm, draw_hand, draw_thumb
from renderers.animatic.held import draw_held
from renderers.animatic.outfit import BARE_ARMS, wardrobe
from renderers.animatic.paper import Painter, Point, limb, moved, overlap, poly
from renderers.animatic.pose import Hand, Holding
from renderers.animatic.proportions import SKINS, proportions
from renderers.animatic.sheets import Sheet, lay, lay_skin, limb_sheet

_CUFFS = {"coat": 0.80, "raincoat": 0.80, "jumper": 0.72}
"""Width of the cuff as a share of the sleeve's, by outfit."""


class Sleeve:
    """One arm on its way to a hand target; the far one lies in the body's shade."""

    def __init__(
        self, look: Look, shoulder: Point, target: Point, way: int, shape: Hand, far: bool, short: float = 1.0
    ) -> None:  # fmt: skip
        """Bend the arm. `way` is the elbow's side, as in Pose; `short` how much the view shortens it."""
        body = proportions(look)
        self.shoulder = (round(shoulder[0], 3), round(shoulder[1], 3))
        self.elbow, self.wrist = arm(
            self.shoulder, target, round(body.upper_arm * short, 3), round(body.fore_arm * short, 3), way
        )
        self._look, self._shape, self._far = look, shape, far
        self._width = round(body.sleeve, 3)
        self._hand = 0.80 if body.heads < 5 else 0.90 if look.sex == "woman" else 1.0
        dx, dy = self.wrist[0] - self.elbow[0], self.wrist[1] - self.elbow[1]
        length = math.hypot(dx, dy) or 1e-6
        self._along = (dx / length, dy / length)

    def beyond(self, distance: float) -> Point:
        """A point so far beyond the wrist."""
        return (
            round(self.wrist[0] + self._along[0] * distance, 3),
            round(self.wrist[1] + self._along[1] * distance, 3),
        )

    @property
    def palm(self) -> Point:
        """Where things are held."""
        return self.beyond(0.26 * self._hand)

    def shadow(self, sheet: Sheet, side: int) -> skia.Path:
        """The sheet shadow of the arm on the torso."""
        return _arm_shadow(sheet, (self.shoulder, self.elbow, self.wrist), side)

    def draw(self, painter: Painter, thing: Holding = "") -> None:
        """The hand with what it holds first, then the sleeve over its wrist."""
        skin = SKINS[self._look.skin]
        skin = mix(skin, painter.palette.tint, 0.12) if self._far else skin
        angle = math.degrees(math.atan2(self._along[1], self._along[0])) - 90
        if self._look.outfit in BARE_ARMS:
            self._bare(painter, skin)
            self._hold(painter, thing, 0.10, angle, skin)
            return
        self._hold(painter, thing, 0.12, angle, skin)
        self._sleeve(painter)

    def _hold(self, painter: Painter, thing: Holding, wrist: float, angle: float, skin: Colour) -> None:
        """A hand closes over a thing, or has it between the fingers behind and the thumb before it."""
        at = self.beyond(wrist)
        if thing and self._shape != "pinch":
            draw_held(painter, thing, self.palm)
        draw_hand(painter, at, angle, self._shape, skin, self._hand)
        if self._shape == "pinch":
            if thing:
                draw_held(painter, thing, self.palm)
            draw_thumb(painter, at, angle, skin, self._hand)

    def _colour(self, painter: Painter) -> Colour:
        colour = wardrobe(self._look).outfit
        return mix(colour, painter.palette.tint, 0.22) if self._far else colour

    def _sleeve(self, painter: Painter) -> None:
        colour, w, (ux, uy) = self._colour(painter), self._width, self._along
        if self._look.outfit == "suit":
            self._shirt_cuff(painter)
        sheet = limb_sheet((self.shoulder, self.elbow, self.wrist), w, round(w * 0.70, 3))
        lay(painter, sheet, colour, 0.075, -0.03, rim=0.0 if self._far else 0.018)
        if self._look.outfit in _CUFFS:
            wide = round(w * _CUFFS[self._look.outfit], 3)
            cuff = limb_sheet((self.beyond(-0.14), self.beyond(-0.02)), wide, wide)
            lay(painter, cuff, mix(colour, painter.palette.ink, 0.18), 0.05)
        if painter.detail > 110:
            ex, ey = self.elbow
            fold = poly([(ex + uy * 0.02, ey - 0.06), (ex + ux * 0.14, ey + uy * 0.10)], close=False)
            painter.line(fold, painter.shaded(colour), 0.022)

    def _shirt_cuff(self, painter: Painter) -> None:
        """A finger of shirt between sleeve and hand."""
        (ux, uy), half = self._along, self._width * 0.29
        (ax, ay), (bx, by) = self.beyond(0.05), self.beyond(0.20)
        band = poly([(ax - uy * half, ay + ux * half), (bx - uy * half, by + ux * half),
                     (bx + uy * half, by - ux * half), (ax + uy * half, ay - ux * half)])  # fmt: skip
        painter.fill(band, painter.half(wardrobe(self._look).shirt, 0.55 if self._far else 0.9))

    def _bare(self, painter: Painter, skin: Colour) -> None:
        w, (sx, sy), (ex, ey) = self._width, self.shoulder, self.elbow
        bare = limb_sheet((self.shoulder, self.elbow, self.wrist), round(w * 0.80, 3), round(w * 0.52, 3))
        lay_skin(painter, bare, skin, 0.06, -0.03)
        end = (round(sx + (ex - sx) * 0.52, 3), round(sy + (ey - sy) * 0.52, 3))
        lay(painter, limb_sheet((self.shoulder, end), w, round(w * 0.98, 3)), self._colour(painter), 0.075, -0.03)


@functools.lru_cache(512)
def _arm_shadow(sheet: Sheet, points: tuple[Point, ...], side: int) -> skia.Path:
    return overlap(sheet.path, moved(limb(points, 0.50, 0.36), -side * 0.11, 0.06))
