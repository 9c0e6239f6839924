"""Arms in their sleeves, from the shoulder to the finger tips. Origin in the middle of the shoulder line."""

from __future__ import annotations

import functools
import math

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, mix
from renderers.animatic.garments import BARE_ARMS, CUTS, wardrobe
from renderers.animatic.hands import arm, draw_hand, draw_thumb
from renderers.animatic.held import draw_held
from renderers.animatic.paper import Painter, Point, limb, moved, overlap, poly
from renderers.animatic.patterns import contrasting
from renderers.animatic.pose import Hand, Holding
from renderers.animatic.proportions import SKINS, proportions
from renderers.animatic.sheets import Sheet, blob_sheet, lay, lay_skin, limb_sheet


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
        self._width = round(body.sleeve * CUTS[look.outfit].sleeve, 3)
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
        colour = wardrobe(self._look).sleeves
        return mix(colour, painter.palette.tint, 0.22) if self._far else colour

    def _sleeve(self, painter: Painter) -> None:
        colour, w, (ux, uy) = self._colour(painter), self._width, self._along
        if self._look.outfit == "suit":
            self._shirt_cuff(painter)
        cut = CUTS[self._look.outfit]
        sheet = limb_sheet((self.shoulder, self.elbow, self.wrist), w, round(w * cut.wrist, 3))
        lay(painter, sheet, colour, 0.075, -0.03, rim=0.0 if self._far else 0.018)
        if self._look.outfit == "armour":
            lay(painter, _pauldron(self.shoulder), mix(colour, (1.0, 1.0, 1.0), 0.16), 0.05)
        if self._look.pattern == "stripes" and cut.arms == "own" and painter.detail > 60:
            self._stripes(painter, w)
        if cut.cuff:
            wide = round(w * cut.cuff, 3)
            cuff = limb_sheet((self.beyond(-0.14), self.beyond(-0.02)), wide, wide)
            lay(painter, cuff, mix(colour, painter.palette.ink, 0.18), 0.05)
        if painter.detail > 110:
            ex, ey = self.elbow
            fold = poly([(ex + uy * 0.02, ey - 0.06), (ex + ux * 0.14, ey + uy * 0.10)], close=False)
            painter.line(fold, painter.shaded(colour), 0.022)

    def _stripes(self, painter: Painter, w: float) -> None:
        """Bands round the sleeve."""
        bands = skia.Path()
        for (ax, ay), (bx, by), start, end in (
            (self.shoulder, self.elbow, w, w * 0.85), (self.elbow, self.wrist, w * 0.85, w * 0.70),
        ):  # fmt: skip
            dx, dy = bx - ax, by - ay
            length = math.hypot(dx, dy) or 1e-6
            for share in (0.30, 0.62, 0.92):
                x, y, half = ax + dx * share, ay + dy * share, (start + (end - start) * share) * 0.48
                bands.moveTo(x - dy / length * half, y + dx / length * half)
                bands.lineTo(x + dy / length * half, y - dx / length * half)
        painter.line(bands, painter.half(contrasting(self._colour(painter)), 0.72), 0.09)

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


@functools.lru_cache(64)
def _pauldron(shoulder: Point) -> Sheet:
    """The plate on an armoured shoulder."""
    x, y = shoulder
    outline = ((-0.30, 0.16), (-0.26, -0.18), (0.0, -0.32), (0.26, -0.18), (0.30, 0.16), (0.0, 0.24))
    return blob_sheet(tuple((round(x + dx, 3), round(y + dy, 3)) for dx, dy in outline), 0.45)


@functools.lru_cache(512)
def _arm_shadow(sheet: Sheet, points: tuple[Point, ...], side: int) -> skia.Path:
    return overlap(sheet.path, moved(limb(points, 0.50, 0.36), -side * 0.11, 0.06))
