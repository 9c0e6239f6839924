"""Framing: where people stand and where the camera is, from a shot's size, purpose and angle.

Heads are measured against the frame's reach, its height in wide pictures and a little more than its width in tall
ones; eyes lie on a line that rises and falls with the size; singles stand off the middle with room to look into.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bible.entries import Look
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Box, SetDesign
from renderers.animatic.proportions import eye_height, head_height, heads_tall
from shots.shot import Angle, Framing, Shot, Size

_STAND_IN = Look(age=35, sex="man", height_cm=175)
"""Whom an empty place is measured for."""


class _Row(NamedTuple):
    head: float
    """Height of a head as a share of the frame's reach."""
    lens: float
    """Focal length in millimetres on a frame 36 mm wide."""
    eyes: float
    """Row of the eyes as a share of the frame's height."""
    gap: float
    """Metres between two people."""


_SIZES: dict[Size, _Row] = {
    Size.EWS: _Row(0.030, 24, 0.60, 1.9),
    Size.WS: _Row(0.085, 28, 0.47, 1.7),
    Size.FS: _Row(0.0, 35, 0.0, 1.5),
    Size.MLS: _Row(0.18, 40, 0.31, 1.3),
    Size.MS: _Row(0.25, 50, 0.32, 0.92),
    Size.MCU: _Row(0.34, 65, 0.36, 0.80),
    Size.CU: _Row(0.50, 85, 0.42, 0.62),
    Size.ECU: _Row(1.55, 100, 0.38, 0.5),
}
_ROOM = _Row(0.058, 21, 0.53, 1.9)
"""The widest a room is seen: from further back there would be no room left."""
_BODY = 0.76
"""Share of the frame's reach a whole body takes in a full shot."""
_DUTCH = -4.0
_TABLE = 2.1
"""Metres between two people who sit at a table."""
_WALL = 0.52
"""Least share of the frame's height that the back wall of an empty room takes."""
_EMBRACE = 0.40
"""Metres between two who hold each other."""


@dataclass(frozen=True)
class Player:
    """Someone to be framed. `facing` is 1 to the right; `sunk` is how far sitting lets the head down, in metres,
    below 0 for who is off the ground."""

    token: str
    look: Look
    side: str
    facing: int
    sunk: float = 0.0
    held: bool = False
    """In the arms of the other."""
    beside: bool = False
    """On one bench with the others."""
    close: float = 0.0
    """Metres between this one and another who is as close; 0 for who keeps the shot's distance."""

    @property
    def eyes(self) -> float:
        """Height of the eyes above the floor in metres."""
        return eye_height(self.look) - self.sunk


@dataclass(frozen=True)
class Mark:
    """Where someone stands: world metres, `y` the height of the soles."""

    token: str
    x: float
    y: float
    z: float


@dataclass(frozen=True)
class Shoulder:
    """Someone seen from behind on the edge of the frame. `tilt` bends the head toward the one looked at, degrees."""

    mark: Mark
    facing: int
    tilt: float


@dataclass(frozen=True)
class Composition:
    """A framed shot: people on their marks, and a camera that may move away from its first place."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    shoulder: Shoulder | None
    soft: bool
    """Whether all that lies behind the people is out of focus."""
    depth: float
    """z of the people."""
    focal: float
    scale: float
    """Pixels per metre where the people stand."""
    aim: tuple[float, float]
    """World x and height of the point the frame is composed round."""
    at: tuple[float, float]
    """Column and row at which that point lies."""
    lens_height: float
    """World height of the camera."""
    roll: float = 0.0

    def camera(
        self, push: float = 1.0, zoom: float = 1.0, truck: float = 0.0, lift: float = 0.0,
        margin: tuple[int, int] = (0, 0),
    ) -> Camera:  # fmt: skip
        """The camera, moved.

        `push` enlarges the people by going nearer, `zoom` the whole picture by a longer lens; `truck` moves the camera
        right in metres, `lift` up in metres with the eyes kept where they are. `margin` gives the picture so many
        pixels more on either side and above and below.
        """
        scale, focal = self.scale * push * zoom, self.focal * zoom
        (x, y), (column, row) = self.aim, self.at
        height = max(0.3, self.lens_height + lift)
        return Camera(
            x=x - (column - self.width / 2) / scale + truck,
            y=height,
            z=self.depth - focal / scale,
            focal=focal,
            horizon=row + scale * (y - height) + margin[1],
            width=self.width + 2 * margin[0],
            height=self.height + 2 * margin[1],
            roll=self.roll,
        )


def reach(width: int, height: int) -> float:
    """What heads are measured against, in pixels: the height of wide frames; tall ones are held by their width."""
    return min(height, 1.3 * width)


def compose(shot: Shot, players: Sequence[Player], design: SetDesign, width: int, height: int) -> Composition:
    """Frame a shot of people, or of a place without any; `players` are the shot's subjects in its order."""
    if design.seat:
        players = [replace(player, sunk=design.seat, held=False) for player in players]
        if shot.size.step < Size.MS.step:
            shot = shot.model_copy(update={"size": Size.MS})  # there is no room to go further back
    if shot.framing == Framing.OVER_SHOULDER and len(players) > 1:
        return _over_shoulder(shot, players[0], players[1], design, width, height)
    if len(players) > 1:
        return _group(shot, players, design, width, height)
    if not players and shot.size.step > Size.MS.step:
        shot = shot.model_copy(update={"size": Size.MS})  # a close shot of nobody would be a blur
    return _alone(shot, players[0] if players else None, design, width, height)


def compose_sight(
    shot: Shot, measures: tuple[float, float], aloft: bool, design: SetDesign, width: int, height: int
) -> Composition:
    """Frame one living or large thing in its place: `measures` are its width and height in metres; `aloft` it flies."""
    wide, tall = measures
    scale = min(0.52 * height / tall, 0.62 * width / wide)
    middle = design.floor + (14.0 if aloft else tall * 0.5)
    row = 0.5 * height if aloft else 0.55 * height
    return _composition(
        shot, design, width, height, (), scale, (0.0, middle), (width / 2, row), soft=not aloft and tall < 1.3
    )


def _depth(design: SetDesign) -> float:
    return design.near + (design.far - design.near) * 0.42


def _alone(shot: Shot, player: Player | None, design: SetDesign, width: int, height: int) -> Composition:
    look = player.look if player else _STAND_IN
    facing = player.facing if player else 1
    narrow = min(1.0, width / height / 1.6)  # tall frames have no room to the sides
    seen = shot.framing == Framing.POINT_OF_VIEW
    off = 0.05 if seen else {Size.EWS: 0.19, Size.WS: 0.15, Size.FS: 0.11, Size.ECU: 0.06}.get(shot.size, 0.122)
    column = (0.5 - facing * off * narrow) * width
    row = _row(shot, design)
    head = _BODY / (_heads(player) if player else heads_tall(look)) if shot.size == Size.FS else row.head
    scale = min(head * reach(width, height), 1.25 * width) / head_height(look)
    wide = shot.size.step <= Size.FS.step
    x = (column - width / 2) / scale if wide else {"left": -0.8, "right": 0.8}.get(player.side if player else "", 0.0)
    y = design.floor - design.seat
    marks = (Mark(player.token, x, y, _depth(design)),) if player else ()
    eyes = design.floor + (player.eyes if player else eye_height(look))
    lower = _headroom(shot, look) if player else 0.0
    at = (column, _eye_row(shot, row, _heads(player) if player else heads_tall(look), width, height) + lower * height)
    framed = _composition(shot, design, width, height, marks, scale, (x, eyes), at)
    return framed if marks or not design.box else _filling(framed, design.box)


_TALL_HATS = {"beanie": 0.055, "fedora": 0.03, "helmet": 0.02}
"""By how much of the frame's height a close face is let down so that a hat has room."""


def _headroom(shot: Shot, look: Look) -> float:
    close = shot.size in (Size.MCU, Size.CU)
    return _TALL_HATS.get(look.hat, 0.03 if look.hair == "bun" else 0.0) if close else 0.0


def _filling(framed: Composition, box: Box) -> Composition:
    """An empty room seen from so near that its back wall takes its share of the frame: low ones have no sky of ceiling.

    The wall's middle then lies a little above the frame's.
    """
    beyond = box.depth - framed.depth
    wanted = _WALL * framed.height / box.height
    per_metre = framed.focal / max(1.0, framed.focal / wanted - beyond)
    if per_metre <= framed.scale:
        return framed
    at_wall = framed.focal / (framed.focal / per_metre + beyond)
    lens, eyes = framed.lens_height, framed.aim[1]
    row = 0.45 * framed.height - at_wall * (lens - box.height / 2) - per_metre * (eyes - lens)
    return replace(framed, scale=per_metre, at=(framed.at[0], row))


def _group(shot: Shot, players: Sequence[Player], design: SetDesign, width: int, height: int) -> Composition:
    ordered = sorted(players, key=_place)
    row = _row(shot, design)
    tallest = max(players, key=lambda player: player.eyes)
    head_metres = sum(head_height(player.look) for player in players) / len(players)
    head = _BODY / _heads(tallest) if shot.size == Size.FS else row.head
    seated = all(player.sunk > 0 for player in players) and not design.seat
    at_table = seated and len(players) == 2 and not players[0].beside
    gap = _TABLE if at_table else row.gap * (1.0 if len(players) == 2 else 0.8)
    gaps = [_apart(a, b, gap) for a, b in itertools.pairwise(ordered)]
    span = sum(gaps)
    scale = head * reach(width, height) / head_metres
    scale = min(scale, 0.60 * width / span if len(players) == 2 else 0.70 * width / span)
    uneven = tallest.eyes - min(player.eyes for player in players)
    scale = min(scale, 0.4 * height / max(uneven, 0.01))  # the eyes of a child beside a grown-up stay in frame
    marks = []
    for i, player in enumerate(ordered):
        back = 0.0 if len(players) == 2 or player.held or player.close else 0.3 * (i % 2)
        back -= 0.05 if player.sunk < 0 else 0.0  # who is carried is before who carries
        marks.append(Mark(player.token, sum(gaps[:i]) - span / 2, design.floor - design.seat, _depth(design) + back))
    eyes = sum(player.eyes for player in players) / len(players)
    eye_row = _eye_row(shot, row, _heads(tallest), width, height)
    crown = eye_row - scale * (tallest.eyes - eyes + 0.62 * head_height(tallest.look))
    eye_row += max(0.0, 0.05 * height - crown)
    return _composition(
        shot, design, width, height, tuple(marks), scale, (0.0, design.floor + eyes), (width / 2, eye_row)
    )


def _place(player: Player) -> tuple[int, bool]:
    """From left to right; two who are close to each other stand side by side."""
    side = {"left": 0, "right": 2}.get(player.side, 1)
    return side, bool(player.close or player.held) == (side < 2)


def _apart(one: Player, other: Player, gap: float) -> float:
    """Metres between two neighbours: in each other's arms, or `gap`."""
    if one.close and other.close:
        return one.close
    if one.held and other.held:
        return _EMBRACE * (head_height(one.look) + head_height(other.look)) / 0.6
    return gap


def _over_shoulder(
    shot: Shot, player: Player, partner: Player, design: SetDesign, width: int, height: int
) -> Composition:
    row = _SIZES[Size.MS if shot.size.step < Size.MS.step else Size.CU if shot.size == Size.ECU else shot.size]
    span = reach(width, height)
    scale = row.head * span / head_height(player.look)
    narrow = min(1.0, width / height / 1.6)
    facing = player.facing
    column = (0.5 - facing * 0.15) * width
    above = partner.eyes - player.eyes
    eye_row = (row.eyes + (0.10 if above > 0.15 else 0.0)) * height
    x = {"left": -0.8, "right": 0.8}.get(player.side, 0.0)
    depth = _depth(design)
    mark = Mark(player.token, x, design.floor - design.seat, depth)
    framed = _composition(
        shot, design, width, height, (mark,), scale, (x, design.floor + player.eyes), (column, eye_row), soft=True,
        lift=0.18 if above > 0.15 else -0.10 if above < -0.15 else 0.0,
    )  # fmt: skip
    camera = framed.camera()
    big = max(0.46, min(0.66, row.head * 1.75)) * span * (0.55 + 0.45 * narrow)
    edge = (0.12 - 0.16 * (1 - narrow)) * width
    centre = (edge if facing < 0 else width - edge, (0.70 if above < -0.15 else 0.37) * height)
    ahead = camera.focal * head_height(partner.look) / big
    z = camera.z + ahead
    per_metre = camera.scale(z)
    soles = centre[1] + big * (heads_tall(partner.look) - 0.64)
    back = Mark(
        partner.token,
        camera.x + (centre[0] - width / 2) / per_metre,
        camera.y - (soles - camera.horizon) / per_metre,
        z,
    )
    tilt = 4.0 if above > 0.15 else -4.0 if above < -0.15 else 1.5
    return Composition(
        framed.width, framed.height, framed.marks, Shoulder(back, -facing, tilt), True, framed.depth, framed.focal,
        framed.scale, framed.aim, framed.at, framed.lens_height, framed.roll,
    )  # fmt: skip


def _row(shot: Shot, design: SetDesign) -> _Row:
    return _ROOM if design.inside and shot.size == Size.EWS else _SIZES[shot.size]


def _heads(player: Player) -> float:
    """How many heads high a body is as it stands, or sits."""
    return max(3.4, heads_tall(player.look) - player.sunk / head_height(player.look))


def _eye_row(shot: Shot, row: _Row, heads: float, width: int, height: int) -> float:
    if shot.size == Size.FS:
        body = _BODY * reach(width, height)
        return (height - body) * 0.54 + body / heads * 0.53
    return row.eyes * height


def _composition(
    shot: Shot, design: SetDesign, width: int, height: int, marks: tuple[Mark, ...], scale: float,
    aim: tuple[float, float], at: tuple[float, float], soft: bool = False, lift: float = 0.0,
) -> Composition:  # fmt: skip
    close = shot.size.step >= Size.MCU.step
    roll = _DUTCH if shot.angle == Angle.DUTCH else 0.0
    scale /= cover(roll, width, height)
    focal = _row(shot, design).lens / 36 * reach(width, height) * 16 / 9
    return Composition(
        width=width, height=height, marks=marks, shoulder=None, soft=soft or close, depth=_depth(design), focal=focal,
        scale=scale, aim=aim, at=at,
        lens_height=max(design.floor + 0.4, aim[1] - 0.12 + _raised(shot) + lift), roll=roll,
    )  # fmt: skip


def _raised(shot: Shot) -> float:
    """Metres by which the angle lifts the camera; close shots move it less, or nothing but ground is behind."""
    close = shot.size.step >= Size.MS.step
    return {
        Angle.LOW: -0.35 if close else -0.95,
        Angle.HIGH: 0.45 if close else 1.2,
        Angle.OVERHEAD: 0.7 if close else 2.4,
    }.get(shot.angle, 0.0)


def cover(roll: float, width: int, height: int) -> float:
    """How much a frame turned by `roll` degrees must grow so that no corner shows."""
    turn = math.radians(abs(roll))
    return math.cos(turn) + max(width / height, height / width) * math.sin(turn)
