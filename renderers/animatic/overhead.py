"""The camera straight overhead: the floor as a sheet of paper, and on it people and furniture in plan."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import replace

import skia

from bible.entries import Weather
from renderers.animatic.acting import Performance
from renderers.animatic.bareheaded import looks_of
from renderers.animatic.cards import chance
from renderers.animatic.colour import PALETTES, Colour, from_hex, mix, palette_for
from renderers.animatic.directions import around_table, order
from renderers.animatic.figure import draw_figure
from renderers.animatic.furnishings import Room
from renderers.animatic.kept import Kept, keep
from renderers.animatic.lexicon import set_for
from renderers.animatic.moves import share
from renderers.animatic.paper import Painter, blob, moved, oval, poly, rect
from renderers.animatic.plan_figure import draw_from_above
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import head_height, heads_tall
from renderers.animatic.room_table import ROOMS
from renderers.media.write import Patch
from shots.recipe import Recipe
from shots.shot import Move, Size

_HEIGHTS = {Size.EWS: 11.0, Size.WS: 5.4, Size.FS: 3.3, Size.MLS: 2.8, Size.MS: 2.4, Size.MCU: 2.0, Size.CU: 1.7,
            Size.ECU: 1.3}  # fmt: skip
"""Metres of ground from the upper edge of the frame to the lower."""
_GROUNDS: dict[str, tuple[str, str]] = {
    "forest": ("6E7A4E", "leaves"), "field": ("B9A95A", "grass"), "park": ("8FA862", "grass"),
    "village": ("A09A84", "cobbles"), "street": ("8E8A84", "slabs"), "road": ("5A5A62", "lane"),
    "market": ("A79E8C", "cobbles"), "school yard": ("85858A", "slabs"), "harbour": ("857F88", "slabs"),
    "jetty": ("8A7460", "boards"), "sea": ("3A6A7E", "waves"), "beach": ("D8C79C", "sand"),
    "lighthouse": ("8C9C64", "grass"), "mountain": ("D6DEE0", "snow"), "desert": ("D9A86A", "sand"),
    "rooftop": ("77757C", "slabs"), "space": ("0D1226", "stars"),
    "castle grounds": ("93A766", "grass"), "graveyard": ("7C9158", "grass"), "stadium": ("6C9450", "grass"),
    "farm": ("B39A72", "sand"), "river": ("8CA064", "grass"), "jungle": ("587046", "leaves"),
    "battlefield": ("6E5E4A", "sand"), "platform": ("96948F", "slabs"), "petrol station": ("82807C", "concrete"),
    "house front": ("8FA862", "grass"), "swamp": ("5A6A4A", "leaves"), "building site": ("786852", "sand"),
    "alley": ("6E6C6A", "slabs"), "bridge": ("82807C", "slabs"),
}  # fmt: skip
_DEEP = {"sofa": 0.9, "bed": 1.9, "table": 0.9, "desk": 0.8, "gurney": 0.8, "crates": 1.0, "pew": 0.7, "bar": 0.7}
_WIDE = {"sofa": 2.4, "bed": 1.5, "table": 1.4, "counter": 3.0, "bar": 3.2, "desk": 1.6, "pew": 2.8, "altar": 2.0}
_WOOD, _CLOTH, _STEEL = from_hex("8A6244"), from_hex("7A5A54"), from_hex("6A747A")
_GAP = 1.5
"""Metres between two who stand."""


class Overhead:
    """A shot from straight above; the same frames count as Stage's."""

    def __init__(self, recipe: Recipe, width: int, height: int) -> None:
        """Lay the floor and cast the parts. Raises RenderError when the cast does not fit the shot."""
        self._recipe, self._width, self._height = recipe, width, height
        self._palette = palette_for(recipe.location.setting, recipe.hour, recipe.weather)
        self._parts = {each.token: Performance(recipe, each.token) for each in recipe.shot.subjects}
        self._looks = looks_of(recipe)
        location = recipe.location
        self._kind = set_for(location.kind, location.setting) or set_for(location.name, location.setting)
        self._floor: Kept | None = None
        self._places = self._stand()

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""
        moves = self._recipe.shot.move not in (Move.STATIC, Move.HANDHELD)
        return (frame if moves else 0, tuple(part.pose(frame) for part in self._parts.values()))

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the whole canvas, and say so."""
        painter = Painter(canvas, self._palette)
        canvas.save()
        self._camera(canvas, frame)
        if self._recipe.shot.move in (Move.STATIC, Move.HANDHELD):
            if self._floor is None:
                self._floor = keep(self._lay_floor, self._width, self._height, whole=True)
            assert self._floor is not None
            self._floor.draw(canvas)
        else:
            self._lay_floor(canvas)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.scale(self._scale, self._scale)
        painter.detail = self._scale
        for token, (x, y, degrees) in self._places.items():
            canvas.save()
            canvas.translate(x, y)
            self._person(painter, token, self._parts[token].pose(frame), degrees)
            canvas.restore()
        canvas.restore()
        return (Patch(0, 0, self._width, self._height),)

    @property
    def _scale(self) -> float:
        return min(self._height, self._width / 1.2) / _HEIGHTS[self._recipe.shot.size]

    def _camera(self, canvas: skia.Canvas, frame: int) -> None:
        """The moves that make sense from above: nearer, further, along, and a slow turn for the crane."""
        done, move = share(frame, self._recipe.frames), self._recipe.shot.move
        grown = {Move.PUSH_IN: 1.0 + 0.16 * done, Move.PULL_OUT: 1.16 - 0.16 * done}.get(move, 1.0)
        turn = {Move.CRANE_UP: 8 * done, Move.CRANE_DOWN: -8 * done}.get(move, 0.0)
        along = {Move.TRUCK_LEFT: 1, Move.PAN_LEFT: 1, Move.TRUCK_RIGHT: -1, Move.PAN_RIGHT: -1}.get(move, 0)
        down = {Move.TILT_UP: 1, Move.TILT_DOWN: -1}.get(move, 0)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.scale(grown, grown)
        canvas.rotate(turn)
        canvas.translate(-self._width / 2 + along * done * 0.08 * self._width,
                         -self._height / 2 + down * done * 0.08 * self._height)  # fmt: skip

    def _stand(self) -> dict[str, tuple[float, float, float]]:
        """Where everyone is, in metres from the middle of the frame, and which way they face in degrees."""
        tokens = [each.token for each in order(self._recipe)]
        gap = 2.0 if around_table(self._recipe) else _GAP
        placed = {}
        for i, token in enumerate(tokens):
            x = (i - (len(tokens) - 1) / 2) * gap
            facing = self._parts[token].pose(self._recipe.frames // 2).facing
            placed[token] = (x, 0.12 * (-1) ** i, 0.0 if facing > 0 else 180.0)
        return placed

    def _person(self, painter: Painter, token: str, pose: Pose, degrees: float) -> None:
        look = self._looks[token]
        unit = head_height(look)
        side = painter.side
        painter.canvas.translate(pose.travel * unit * (1 if degrees == 0 else -1), 0)
        if pose.fallen > 0.5:  # who lies is seen whole, from the front, arms out
            lying = replace(pose, fallen=0.0, turn=0.0, yaw=0.0, travel=0.0, legs="stand", facing=1,
                            near_hand=(-2.6, 0.2), far_hand=(4.0, 0.2), holding="", lean=0.0, tilt=0.0)  # fmt: skip
            painter.canvas.rotate(90 if degrees == 0 else -90)
            painter.canvas.scale(unit, unit)
            painter.canvas.translate(0, heads_tall(look) / 2)
            before, painter.detail, painter.dim = painter.detail, painter.detail * unit, 0.001  # no shadow at the feet
            draw_figure(painter, look, lying)
            painter.detail, painter.dim, painter.side = before, 0.0, side
            return
        shadow = moved(oval(0, 0, 0.42, 0.36), -side * 0.16, 0.14)
        painter.veil(shadow, painter.palette.ink, 0.28)
        draw_from_above(painter, look, pose, degrees)

    def _lay_floor(self, canvas: skia.Canvas) -> None:
        painter = Painter(canvas, self._palette)
        room = ROOMS.get(self._kind)
        colour, pattern = _GROUNDS.get(self._kind, ("8A8074", "boards"))
        if room:
            colour, pattern = room.floor, room.flooring
        if self._recipe.weather == Weather.SNOW and not room:
            colour, pattern = "E2E6E4", "snow"
        paper = from_hex(colour)
        painter.fill(rect(-self._width, -self._height, 3 * self._width, 3 * self._height), painter.half(paper, 0.6))
        canvas.save()
        canvas.translate(self._width / 2, self._height / 2)
        canvas.scale(self._scale, self._scale)
        painter.detail = self._scale
        tall = self._height / self._scale
        wide = self._width / self._scale
        _pattern(painter, pattern, paper, wide * 0.75, tall * 0.75, self._recipe.location.name)
        if room:
            self._furnish(painter, room, tall)
        elif self._kind in ("harbour", "jetty"):
            self._water(painter, wide, tall)
        elif self._kind == "street":
            self._road(painter, wide, tall)
        elif self._kind == "forest":
            self._crowns(painter, wide, tall)
        if around_table(self._recipe):
            _table(painter, len(self._parts))
        canvas.restore()

    def _furnish(self, painter: Painter, room: Room, tall: float) -> None:
        """The back wall along the upper edge, and what stands before it."""
        wall = -max(1.7, tall / 2 - 0.55)
        painter.fill(rect(-40, wall - 9, 80, 9), painter.shaded(from_hex(room.wall)))
        painter.fill(rect(-40, wall - 0.14, 80, 0.14), painter.half(from_hex(room.wall), 0.8))
        if room.rug:
            for i, light in enumerate((0.0, 0.25, 0.05)):
                rug = oval(0, 0.4, 2.3 - 0.3 * i, 1.5 - 0.2 * i)
                painter.fill(rug, painter.half(mix(from_hex(room.rug), (1.0, 0.95, 0.85), light), 0.5))
        if self._palette is PALETTES["lamp"]:  # the lamp that hangs there lights the middle
            for radius, alpha in ((3.2, 0.10), (2.1, 0.12), (1.1, 0.14)):
                painter.veil(oval(0, 0, radius), self._palette.lamp, alpha)
        for name, x, z, y in room.sides[self._recipe.shot.view].pieces:
            if y or z > 7.4:
                continue
            wide, deep = _WIDE.get(name, 1.0), _DEEP.get(name, 0.6)
            top = wall if z > 6 else wall + 7.0 - z
            box = rect(x * 1.15 - wide / 2, top, wide, deep, 0.05)
            painter.veil(moved(box, -painter.side * 0.12, 0.12), painter.palette.ink, 0.3)
            soft = name in ("sofa", "bed", "armchair", "seats", "bench seat")
            tone = _CLOTH if soft else _STEEL if room.flooring in ("concrete", "deck", "tiles") else _WOOD
            painter.form(box, tone, 0.05, -0.03)
            inner = rect(x * 1.15 - wide / 2 + 0.1, top + 0.1, wide - 0.2, deep - 0.2, 0.04)
            painter.fill(inner, painter.half(mix(tone, (1.0, 0.96, 0.9), 0.14), 0.75))
            if name == "bed":
                painter.form(rect(x * 1.15 - 0.6, top + 0.12, 1.2, 0.4, 0.1), from_hex("E6DCC8"), 0.04)

    def _water(self, painter: Painter, wide: float, tall: float) -> None:
        """The edge of the quay with a bollard, and the water beyond it along the upper edge."""
        edge = -max(1.3, tall * 0.26)
        painter.fill(rect(-2 * wide, edge - 30, 4 * wide, 30), painter.half(self._palette.water[2], 0.9))
        glints, dice = skia.Path(), chance(self._recipe.location.name.upper(), "glints")
        for _ in range(40):
            x, y, long = dice.uniform(-wide, wide), edge - dice.uniform(0.4, 6.0), dice.uniform(0.2, 0.9)
            glints.addPath(rect(x, y, long, 0.045, 0.02))
        painter.fill(glints, painter.half(self._palette.water[0], 0.9))
        painter.fill(rect(-2 * wide, edge, 4 * wide, 0.26), painter.half(from_hex("B8B2A6"), 0.8))
        for x in (-2.6, 2.2):
            painter.veil(moved(oval(x, edge + 0.55, 0.3), -painter.side * 0.14, 0.14), painter.palette.ink, 0.3)
            painter.form(oval(x, edge + 0.55, 0.28), from_hex("2E3B47"), 0.07)
            painter.fill(oval(x, edge + 0.55, 0.13), painter.half(from_hex("46545F"), 0.8))

    def _road(self, painter: Painter, wide: float, tall: float) -> None:
        """A road along the upper edge with its kerb, and a parked car."""
        edge = -max(1.1, tall * 0.24)
        painter.fill(rect(-2 * wide, edge - 30, 4 * wide, 30), painter.half(from_hex("55555C"), 0.55))
        painter.fill(rect(-2 * wide, edge - 0.16, 4 * wide, 0.16), painter.half(from_hex("B8B2A6"), 0.8))
        for i in range(-8, 9):
            painter.fill(rect(i * 2.4, edge - 3.4, 1.3, 0.12), painter.half(from_hex("E8E2CC"), 0.75))
        body = rect(1.3, edge - 2.1, 4.1, 1.75, 0.5)
        painter.veil(moved(body, -painter.side * 0.2, 0.2), painter.palette.ink, 0.35)
        painter.form(body, from_hex("8A5A4A"), 0.12, -0.06)
        painter.fill(rect(2.3, edge - 1.95, 0.55, 1.45, 0.2), painter.half(from_hex("2E3A44"), 0.6))
        painter.fill(rect(4.3, edge - 1.9, 0.4, 1.35, 0.15), painter.half(from_hex("2E3A44"), 0.6))

    def _crowns(self, painter: Painter, wide: float, tall: float) -> None:
        dice = chance(self._recipe.location.name.upper(), "crowns")
        for _ in range(26):
            x, y, r = dice.uniform(-wide, wide) * 0.6, dice.uniform(-tall, tall) * 0.6, dice.uniform(0.7, 1.5)
            if math.hypot(x, y) < 1.6 + r:
                continue
            tree = [(x + math.cos(a * 0.524) * r * (1.0 if a % 2 else 0.66),
                     y + math.sin(a * 0.524) * r * (1.0 if a % 2 else 0.66)) for a in range(12)]  # fmt: skip
            crown, heart = blob(tree, 1.0), oval(x + painter.side * 0.08 * r, y - 0.08 * r, r * 0.4)
            painter.veil(moved(crown, -painter.side * 0.4, 0.4), painter.palette.ink, 0.32)
            painter.form(crown, from_hex("4E6A4A"), 0.18)
            painter.fill(heart, painter.half(from_hex("6A8A58"), 0.85))


def _table(painter: Painter, people: int) -> None:
    """A table with a cup on it, between several or before the only one."""
    half = 0.55 if people > 1 else 0.5
    top = rect(-half if people > 1 else 0.45, -0.5, 2 * half, 1.0, 0.03)
    painter.veil(moved(top, -painter.side * 0.16, 0.16), painter.palette.ink, 0.3)
    painter.form(top, _WOOD, 0.04, -0.02)
    cup = (0.15, -0.18)
    painter.form(oval(*cup, 0.055), from_hex("E9E2D0"), 0.015)
    painter.fill(oval(*cup, 0.038), painter.half(from_hex("5A3A28"), 0.6))


def _pattern(painter: Painter, pattern: str, paper: Colour, wide: float, tall: float, name: str) -> None:
    """What the ground is made of, out to half a frame's width and height round the middle."""
    lines, dice = skia.Path(), chance(name.upper(), "plan")
    dark, light = (
        painter.half(mix(paper, painter.palette.ink, 0.3), 0.45),
        painter.half(mix(paper, (1, 1, 1), 0.2), 0.7),
    )
    if pattern in ("boards", "deck"):
        for i in range(int(tall / 0.28) * 2 + 2):
            y = -tall + i * 0.28
            lines.addPath(rect(-wide, y, 2 * wide, 0.016))
            for _ in range(3):
                lines.addPath(rect(dice.uniform(-wide, wide), y, 0.016, 0.28))
    elif pattern in ("tiles", "slabs", "concrete"):
        step = {"tiles": 0.6, "slabs": 1.2, "concrete": 2.4}[pattern]
        for i in range(int(max(wide, tall) / step) * 2 + 2):
            at = -max(wide, tall) + i * step
            lines.addPath(rect(-wide, at, 2 * wide, 0.022))
            lines.addPath(rect(at, -tall, 0.022, 2 * tall))
    elif pattern == "lane":
        for i in range(int(wide / 2.4) * 2 + 2):
            painter.fill(rect(-wide + i * 2.4, -0.08 - 1.4, 1.3, 0.14), painter.half(from_hex("E8E2CC"), 0.8))
        for y in (-3.4, 2.2):
            painter.fill(rect(-wide, y, 2 * wide, 0.12), painter.half(from_hex("E8E2CC"), 0.7))
    else:
        for _ in range(150):
            x, y, r = dice.uniform(-wide, wide), dice.uniform(-tall, tall), dice.uniform(0.03, 0.1)
            if pattern == "stars":
                painter.fill(oval(x, y, r * 0.25), painter.own_light((0.9, 0.94, 1.0)))
            elif pattern == "waves":
                lines.addPath(poly([(x - 5 * r, y), (x, y - 1.2 * r), (x + 5 * r, y), (x, y - 0.5 * r)]))
            elif pattern == "cobbles":
                lines.addPath(rect(x - r, y - 0.8 * r, 2 * r, 1.6 * r, 0.6 * r))
            elif pattern in ("sand", "snow"):
                lines.addPath(blob([(x - 7 * r, y), (x, y - r), (x + 7 * r, y), (x, y + 0.4 * r)], 0.6))
            else:
                lines.addPath(poly([(x, y), (x + r, y - 1.6 * r), (x + 0.5 * r, y), (x - 0.6 * r, y - 1.3 * r)]))
    painter.fill(lines, light if pattern in ("waves", "snow") else dark)
