"""The stage: one shot's cards and people, painted far to near, with what holds still kept as pictures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import NamedTuple

import skia

from bible.entries import Look
from renderers.animatic.acting import Performance
from renderers.animatic.back_view import draw_back
from renderers.animatic.bareheaded import looks_of
from renderers.animatic.bathing import bathes, waters
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.clearing import on_a_head, step_clear, step_to_window
from renderers.animatic.colour import PALETTES, Palette, palette_for
from renderers.animatic.company import company
from renderers.animatic.directions import close_pair, embraced, on_bench
from renderers.animatic.dressing import dressing, going, lit
from renderers.animatic.figure import draw_figure
from renderers.animatic.framing import Composition, Mark, Player, Shoulder, compose, compose_sight, reach
from renderers.animatic.kept import Kept, keep, soften
from renderers.animatic.legs import body_drop
from renderers.animatic.live import Live, Table, WideTable, record
from renderers.animatic.moves import SHIFTS, camera_at, shift_at, turn
from renderers.animatic.paper import Painter
from renderers.animatic.pose import LOW, Pose
from renderers.animatic.proportions import head_height
from renderers.animatic.sets import design_set
from renderers.animatic.sights import sight_of
from renderers.animatic.switching import lamps_of
from renderers.animatic.weather import BEFORE_LENS
from renderers.media.write import Patch
from shots.recipe import Recipe
from shots.shot import Framing, Move, Size

DRAWINGS = 12
"""Drawings a second of everything that is not the camera."""
_FIGURES_CLEAR = 14.0
"""Metres before haze begins to lie on people."""
SHOULDER_DIM = 0.40
"""How dark a shoulder before the lens is, 0 to 1: it frames, and is not looked at."""
_BLUR = {Size.MCU: 3.6, Size.CU: 4.6, Size.ECU: 7.0}
_BLUR_SHOULDER = 3.2

_CLEARED = (Size.FS, Size.MLS, Size.MS)
"""Sizes in which the background is sharp and heads are large enough to touch it."""

_Layer = Kept | Card | Mark | Shoulder


class Standing(NamedTuple):
    """Somebody on a frame: `at` are the soles in pixels, `unit` pixels per head height, `distance` metres from the
    lens."""

    look: Look
    pose: Pose
    at: tuple[float, float]
    unit: float
    distance: float
    from_behind: bool


class Stage:
    """A shot of a place with or without people, ready to be drawn frame by frame.

    Frames count from the first of the cut; those below 0 and from its length on are handles.
    """

    def __init__(self, recipe: Recipe, width: int, height: int) -> None:
        """Build the set, cast the parts and frame the shot. Raises RenderError when the cast does not fit the shot."""
        shot = recipe.shot
        self._recipe = recipe
        self._palette = palette_for(recipe.location.setting, recipe.hour, recipe.weather)
        self._design = design_set(
            recipe.location, recipe.hour, recipe.weather, self._palette, shot.view, shot.action, lamps_of(recipe)
        )
        self._looks = looks_of(recipe)
        self._parts = {subject.token: Performance(recipe, subject.token) for subject in shot.subjects}
        self._fps = float(recipe.picture.rate.fps)
        self._hold = max(1, round(self._fps / DRAWINGS))
        said = " ".join((shot.action, *recipe.dressing))
        self._sight = sight_of(shot.thing, said) if shot.framing == Framing.INSERT else None
        self._leader = self._tracked()
        self.composition = step_to_window(recipe, self._design, self._compose(width, height))
        if shot.size in _CLEARED and self.composition.marks and not self.composition.shoulder:
            self.composition = step_clear(self.composition, self._looks, self._paint_set)
        self._held = self._leader is None and (shot.move == Move.STATIC or shot.move in SHIFTS)
        self._margin = self._widest_shift()
        self._behind, self._before = self._cards()
        self._table = Table(width, height)
        self._wide: WideTable | None = None
        self._drawn: dict[int, tuple[Hashable, Live]] = {}
        self._kept: list[_Layer] | None = None
        self._backdrop: Kept | None = None
        self._room_to_move = 1.0
        live = self._before if self.composition.soft else [*self._behind, *self._before]
        self._alive = any(card.moving for card in live)

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""
        poses = tuple(part.pose(frame) for part in self._parts.values())
        if not self._held:
            return (frame, poses)
        return (frame - frame % self._hold if self._alive else 0, self._shift(frame), poses)

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the whole canvas, or over what changed since the last, and return the parts painted."""
        camera = self._camera(frame)
        seconds = (frame - frame % self._hold if self._held else frame) / self._fps
        if self._held and self._margin == (0, 0) and not afresh and self._table.pays:
            return self._table.lay(canvas, self._still_and_live(camera, seconds, frame))
        self._table.forget()
        if self._held and self._margin != (0, 0):
            self._wide = self._wide or WideTable(camera.width, camera.height)
            self._wide.lay(self._still_and_live(camera, seconds, frame))
            self._wide.show(canvas, *self.offset(frame))
        else:
            self._paint(canvas, self._far_to_near(canvas, camera, seconds), camera, seconds, frame)
        return (Patch(0, 0, self.composition.width, self.composition.height),)

    @property
    def palette(self) -> Palette:
        """The light of the shot."""
        return self._palette

    @property
    def design(self) -> SetDesign:
        """The place of the shot."""
        return self._design

    @property
    def cards(self) -> list[Card]:
        """The set's cards in frame, far to near."""
        return [*self._behind, *self._before]

    def camera(self, frame: int) -> Camera:
        """The camera as it is on a frame; a shifting move shifts the finished picture instead: see `offset`."""
        return self._camera(frame)

    def offset(self, frame: int) -> tuple[int, int]:
        """How far right and down of the camera's own picture the frame's lies, in whole pixels."""
        across, down = self._shift(frame)
        return across - self._margin[0], down - self._margin[1]

    def people(self, frame: int) -> tuple[Standing, ...]:
        """Everyone in frame, far to near."""
        camera, shoulder = self._camera(frame), self.composition.shoulder
        standing = []
        for mark in sorted(self.composition.marks, key=lambda mark: -mark.z):
            look, pose = self._looks[mark.token], self._parts[mark.token].pose(frame)
            standing.append(_standing(camera, mark, look, pose, pose.turned and not self._design.seat))
        if shoulder:
            look, pose = self._looks[shoulder.mark.token], self._parts[shoulder.mark.token].pose(frame)
            standing.append(_standing(camera, shoulder.mark, look, _shoulder_pose(shoulder, pose), True))
        return tuple(standing)

    def _camera(self, frame: int) -> Camera:
        shot = self._recipe.shot
        if self._held:
            return self.composition.camera(margin=self._margin)
        if self._leader:
            look, pose = self._looks[self._leader], self._parts[self._leader].pose(frame)
            return self.composition.camera(truck=pose.travel * pose.facing * head_height(look), margin=self._margin)
        return camera_at(self.composition, shot.move, shot.size, frame, self._recipe.frames)

    def _shift(self, frame: int) -> tuple[int, int]:
        width, height = self.composition.width, self.composition.height
        return shift_at(self._recipe.shot.move, frame, self._recipe.frames, self._fps, width, height)

    def _widest_shift(self) -> tuple[int, int]:
        """By how many pixels a shifting move uncovers what lies beyond the frame, across and down."""
        if self._recipe.shot.move not in SHIFTS:
            return (0, 0)
        length, handles = self._recipe.frames, self._recipe.handles
        shifts = [self._shift(frame) for frame in range(-handles, length + handles)]
        return max(abs(across) for across, _ in shifts), max(abs(down) for _, down in shifts)

    def _tracked(self) -> str | None:
        """Whom the camera goes along with: all in frame walk on, in the open, and their legs are seen."""
        parts, size = list(self._parts.items()), self._recipe.shot.size
        if self._design.inside or not Size.WS.step <= size.step <= Size.MLS.step:
            return None
        facings = {part.pose(0).facing for _, part in parts}
        if not parts or len(facings) > 1 or not all(part.walks_on for _, part in parts):
            return None
        for _, part in parts:
            part.track()
        return parts[0][0]

    def _compose(self, width: int, height: int) -> Composition:
        shot = self._recipe.shot
        if self._sight is None:
            return compose(shot, self._players(), self._design, width, height)
        sight = self._sight.sight
        aloft = sight.where in ("air", "branch")
        return compose_sight(shot, (sight.wide, sight.tall), aloft, self._design, width, height)

    def _players(self) -> list[Player]:
        middle, last = self._recipe.frames // 2, self._recipe.frames - 1
        players, (pair, gap) = [], close_pair(self._recipe)
        for subject in self._recipe.shot.subjects:
            look, pose = self._looks[subject.token], self._parts[subject.token].pose(middle)
            # Who sits down or gets up is framed standing.
            poses = [self._parts[subject.token].pose(frame) for frame in (0, middle, last)]
            sunk = min(body_drop(look, each) if each.legs in LOW else 0.0 for each in poses)
            aloft = max(each.lift if each.fallen < 0.3 else 0.0 for each in poses)
            sunk = (sunk - aloft) * head_height(look)
            held = embraced(self._recipe, next(each for each in self._recipe.cast if each.token == subject.token))
            close = gap if subject.token in pair else 0.0
            beside = on_bench(self._recipe)
            players.append(Player(subject.token, look, subject.side, pose.facing, sunk, held, beside, close))
        return players

    def _paint_set(self, canvas: skia.Canvas, camera: Camera) -> None:
        depth = self.composition.depth
        cards = sorted((card for card in self._design.cards if card.z > depth), key=lambda card: -card.z)
        self._paint(canvas, cards, camera, 0.0, 0)

    def _cards(self) -> tuple[list[Card], list[Card]]:
        """The set's cards behind and before the people, far to near; close shots leave out what hides the people."""
        design = self._design
        wet = bool(self.composition.marks) and bathes(self._recipe) and not self.composition.soft
        nobody = design.alone and (wet or not self._recipe.shot.subjects)
        around = (*company(self._recipe, design, self.composition), *self._sights())
        around += waters(self.composition) if wet else ()
        brought = {card.name for card in around} - {""}
        brought |= {"long table"} if "table" in brought else set()
        own = [card for card in (design.alone if nobody else design.cards) if card.name not in brought]
        own = [card for card in own if not on_a_head(card, self.composition, self._looks)]
        cards = sorted((*own, *around), key=lambda card: -card.z)
        depth = self.composition.depth
        before = [card for card in cards if card.z <= depth]
        if self._recipe.shot.size.step >= Size.MS.step or self._recipe.shot.framing == Framing.OVER_SHOULDER:
            before = [card for card in before if card.z == BEFORE_LENS or card in around]
        return [card for card in cards if card.z > depth], before

    def _sights(self) -> tuple[Card, ...]:
        """Animals, vehicles and the like: those the action names, or the one an insert shows."""
        if self._sight is None:
            return dressing(self._recipe, self._design, self.composition)
        at, z = self.composition.aim, self.composition.depth - 0.01
        y = at[1] if self._sight.sight.where in ("air", "branch") else self._design.floor
        y -= self._sight.sight.tall * 0.45 if self._sight.sight.where == "branch" else 0.0
        card = going(self._sight, lit(self._recipe), 0.0, y, z, way=1, over=6.0)
        return (replace(card, name=self._sight.sight.name),)

    def _people_and_before(self) -> list[_Layer]:
        marks = sorted(self.composition.marks, key=lambda mark: -mark.z)
        near: list[_Layer] = [card for card in self._before if card.z != BEFORE_LENS]
        if self.composition.shoulder:
            near.append(self.composition.shoulder)
        return [*marks, *near, *(card for card in self._before if card.z == BEFORE_LENS)]

    def _keep_still(self, camera: Camera, seconds: float) -> list[_Layer]:
        """All layers in order, each run of still cards painted into one picture."""
        layers: list[_Layer] = []
        run: list[_Layer] = []
        for layer in [*self._behind, *self._people_and_before(), None]:
            if isinstance(layer, Card) and not layer.moving:
                run.append(layer)
                continue
            if run:
                picture = self._keep(run, camera, seconds, whole=not layers)
                layers += [picture] if picture else []
                run = []
            if layer is not None:
                layers.append(layer)
        return layers

    def _far_to_near(self, canvas: skia.Canvas, camera: Camera, seconds: float) -> list[_Layer]:
        """All layers in order; a soft background, which moves as one, is laid down at once."""
        if self._held:
            return self._laid(camera, seconds)
        if self.composition.soft:
            self._draw_backdrop(canvas, camera)
            return self._people_and_before()
        return [*self._behind, *self._people_and_before()]

    def _still_and_live(self, camera: Camera, seconds: float, frame: int) -> list[Kept | Live]:
        """A frame of a camera that holds still: what is kept as it is, and each of the rest drawn anew."""
        return [
            layer if isinstance(layer, Kept) else self._live(number, layer, camera, seconds, frame)
            for number, layer in enumerate(self._laid(camera, seconds))
        ]

    def _laid(self, camera: Camera, seconds: float) -> list[_Layer]:
        """All layers of a camera that holds still, far to near, with what is kept of them."""
        if self.composition.soft:
            return [self._soft_backdrop(camera), *self._people_and_before()]
        self._kept = self._kept or self._keep_still(camera, seconds)
        return self._kept

    def _live(self, number: int, layer: _Layer, camera: Camera, seconds: float, frame: int) -> Live:
        """A layer as it is on a frame, drawn anew only if it is not as it was on the last."""

        def paint(canvas: skia.Canvas) -> None:
            self._paint(canvas, [layer], camera, seconds, frame)

        token = layer.token if isinstance(layer, Mark) else layer.mark.token if isinstance(layer, Shoulder) else None
        key = self._parts[token].pose(frame) if token else seconds
        if number not in self._drawn or self._drawn[number][0] != key:
            self._drawn[number] = (key, record(paint, camera.width, camera.height))
        return self._drawn[number][1]

    def _keep(self, layers: Sequence[_Layer], camera: Camera, seconds: float, whole: bool) -> Kept | None:
        def paint(canvas: skia.Canvas) -> None:
            self._paint(canvas, layers, camera, seconds, 0)

        return keep(paint, camera.width, camera.height, whole)

    def _draw_backdrop(self, canvas: skia.Canvas, camera: Camera) -> None:
        """The soft background, which a moving camera only enlarges and shifts."""
        first = self.composition.camera()
        backdrop = self._soft_backdrop(first)
        depth = self.composition.depth + (2.2 if self._design.inside else 9.0)
        width, height = camera.width, camera.height
        grown = max(1.0, camera.scale(depth) / first.scale(depth)) * self._spare(first, depth)
        dx = camera.column(first.x, depth) - first.column(first.x, depth)
        dy = camera.row(first.y, depth) - first.row(first.y, depth)
        backdrop.draw_into(
            canvas, dx - width * (grown - 1) / 2, dy - height * (grown - 1) / 2, width * grown, height * grown
        )

    def _soft_backdrop(self, camera: Camera) -> Kept:
        if self._backdrop is None:
            sharp = self._keep(self._behind, camera, 0.0, whole=True)
            assert sharp is not None
            shoulder = self.composition.shoulder
            blur = _BLUR_SHOULDER if shoulder else _BLUR.get(self._recipe.shot.size, _BLUR[Size.MCU])
            self._backdrop = soften(sharp, blur * reach(camera.width, camera.height) / 1080)
        return self._backdrop

    def _spare(self, first: Camera, depth: float) -> float:
        """How much larger than the frame a backdrop must be for no move of this shot to show its edge."""
        if self._room_to_move == 1.0:
            cameras = [self._camera(frame) for frame in range(0, max(1, self._recipe.frames), 4)]
            across = max(abs(each.column(first.x, depth) - first.column(first.x, depth)) for each in cameras)
            down = max(abs(each.row(first.y, depth) - first.row(first.y, depth)) for each in cameras)
            self._room_to_move = 1.01 + 2 * max(across / first.width, down / first.height)
        return self._room_to_move

    def _paint(self, canvas: skia.Canvas, layers: Sequence[_Layer], camera: Camera, seconds: float, frame: int) -> None:
        painter = Painter(canvas, self._palette, haze_depth=self._design.haze_depth, haze_most=self._design.haze_most)
        for layer in layers:
            if isinstance(layer, Kept):
                layer.draw(canvas)
                continue
            canvas.save()
            turn(canvas, camera)
            painter.side, painter.dim, painter.detail = self._palette.side, 0.0, 1.0
            if isinstance(layer, Card):
                painter.distance = max(0.0, min(layer.z, 5000.0) - camera.z - 8.0)
                layer.draw(painter, camera, seconds)
            elif isinstance(layer, Mark):
                self._draw_person(painter, camera, layer, self._parts[layer.token].pose(frame))
            else:
                self._draw_shoulder(painter, camera, layer, self._parts[layer.mark.token].pose(frame))
            canvas.restore()

    def _draw_person(self, painter: Painter, camera: Camera, mark: Mark, pose: Pose) -> None:
        look = self._looks[mark.token]
        z = max(mark.z + pose.depth, camera.z + 0.8)
        unit = camera.scale(z) * head_height(look)
        painter.distance = max(0.0, z - camera.z - _FIGURES_CLEAR)
        painter.detail = unit
        if self._palette is PALETTES["lamp"]:
            painter.side = pose.facing  # lamps hang between people: each is lit from where it looks
        painter.canvas.translate(camera.column(mark.x, z), camera.row(mark.y, z))
        painter.canvas.scale(unit, unit)
        (draw_back if pose.turned and not self._design.seat else draw_figure)(painter, look, pose)

    def _draw_shoulder(self, painter: Painter, camera: Camera, shoulder: Shoulder, pose: Pose) -> None:
        mark, look = shoulder.mark, self._looks[shoulder.mark.token]
        unit = camera.scale(mark.z) * head_height(look)
        painter.distance, painter.dim, painter.detail = 0.0, SHOULDER_DIM, unit
        painter.canvas.translate(camera.column(mark.x, mark.z), camera.row(mark.y, mark.z))
        painter.canvas.scale(unit, unit)
        draw_back(painter, look, _shoulder_pose(shoulder, pose))


def _shoulder_pose(shoulder: Shoulder, pose: Pose) -> Pose:
    tilt = round(shoulder.tilt + pose.tilt * 0.3, 1)
    return Pose(facing=shoulder.facing, tilt=tilt, breath=pose.breath, legs="none")


def _standing(camera: Camera, mark: Mark, look: Look, pose: Pose, from_behind: bool) -> Standing:
    z = max(mark.z + pose.depth, camera.z + 0.8)
    at = (camera.column(mark.x, z), camera.row(mark.y, z))
    return Standing(look, pose, at, camera.scale(z) * head_height(look), z - camera.z, from_behind)
